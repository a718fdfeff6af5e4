"""What a layout says: the documented ones as a whole, and those that are not finished yet."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from daybook.domain.layouts.beyond import ActivityFacts
from daybook.domain.layouts.codes import DOCUMENTED
from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import (
    Animation,
    BadgeText,
    BlockSet,
    Body,
    Button,
    ButtonType,
    Card,
    DeadlineBlock,
    Footer,
    Header,
    Icon,
    LabelColor,
    LargeTextBlock,
    Layout,
    LineBlock,
    LinkBlock,
    Logo,
    Menu,
    MenuDesign,
    MenuItem,
    MenuSection,
    OpenRestApp,
    Redirect,
    RestEvent,
    Scope,
    SectionDesign,
    Slider,
    Tag,
    TagType,
    TextBlock,
    TextColor,
    TextSize,
    WithTitleBlock,
)
from daybook.domain.layouts.notes import Spot
from daybook.domain.layouts.walking import all_blocks, clicks
from tests.domain.layouts.examples import Example, examples
from tests.domain.layouts.mutations import nearly_valid, written

GO = {"type": "redirect", "uri": "/crm/"}


def layout_of(said: Any) -> Layout:
    found = judge(json.dumps(said)).layout
    assert found is not None
    return found


def blocks_of(*said: Any) -> Any:
    return layout_of({"blocks": {f"b{number}": each for number, each in enumerate(said)}}).blocks


def text(**properties: Any) -> dict[str, Any]:
    return {"type": "text", "properties": properties}


def test_all_six_blocks_with_all_they_can_say() -> None:
    event = {"type": "restEvent", "id": "e", "actionParams": {"n": 1, "yes": True}, "animationType": "disable"}
    assert blocks_of(
        text(
            value={"de": "ä", "en": "a"}, multiline=True, title="t", bold=True, size="xs", color="base_50", scope="web"
        ),
        {"type": "largeText", "properties": {"value": "long", "scope": "mobile"}},
        {"type": "link", "properties": {"text": "l", "action": event, "bold": True}},
        {"type": "withTitle", "properties": {"title": "w", "block": {"type": "deadline"}, "inline": True}},
        {"type": "lineOfBlocks", "properties": {"blocks": {"z": text(value="1"), "a": text(value="2")}}},
        {"type": "deadline", "properties": {"readonly": True}},
    ) == (
        TextBlock("b0", {"de": "ä", "en": "a"}, True, "t", True, TextSize.XS, TextColor.BASE_50, Scope.WEB),
        LargeTextBlock("b1", "long", Scope.MOBILE),
        LinkBlock("b2", "l", RestEvent("e", {"n": "1", "yes": "1"}, Animation.DISABLE), True),
        WithTitleBlock("b3", "w", DeadlineBlock(""), True),
        LineBlock("b4", (TextBlock("z", "1"), TextBlock("a", "2"))),
        DeadlineBlock("b5", True),
    )


def test_a_card_with_all_it_can_say() -> None:
    slider = {"width": 700, "title": "s", "labelText": "l", "labelBgColor": "aqua", "labelColor": "#ffffff"}
    item = {
        "title": "i", "action": GO, "scope": "web", "hideIfReadonly": True, "subtitle": "s", "design": "alert",
        "isSelected": False, "isLocked": True, "badgeText": {"title": "b", "color": "red"}, "sectionCode": "one",
    }  # fmt: skip
    said = {
        "icon": {"code": "info"},
        "header": {"title": "h", "titleAction": GO, "tags": {"t": {"title": "tag", "type": "failure", "action": GO}}},
        "body": {"logo": {"code": "document", "action": GO}, "blocks": {"a": {"type": "deadline"}}},
        "footer": {
            "buttons": {
                "b": {"title": "b", "type": "primary", "action": {"type": "openRestApp", "sliderParams": slider}}
            },
            "showNote": False,
            "menu": {
                "showPinItem": "false",
                "showDeleteItem": False,
                "items": {"i": item},
                "sections": [{"code": "one", "title": "o", "design": "accent"}],
            },
        },
    }
    assert judge(json.dumps(said)).valid
    go = Redirect("/crm/")
    assert layout_of(said) == Card(
        Icon("info"),
        Header("h", go, (Tag("t", "tag", TagType.FAILURE, go),)),
        Body(Logo("document", go), (DeadlineBlock("a"),)),
        Footer(
            (
                Button(
                    "b",
                    "b",
                    ButtonType.PRIMARY,
                    OpenRestApp({}, Slider(700, None, "s", "l", LabelColor.AQUA, "#ffffff")),
                ),
            ),
            False,
            Menu(
                False,
                True,
                False,
                (
                    MenuItem(
                        "i", "i", go, Scope.WEB, True, "s", MenuDesign.ALERT, False, True, BadgeText("b", "red"), "one"
                    ),
                ),
                (MenuSection("one", "o", SectionDesign.ACCENT),),
            ),
        ),
    )


def test_what_is_missing_or_wrong_has_its_default() -> None:
    assert layout_of({"header": {"title": 5, "tags": {"a": 1, "b": {"type": "blue"}}}, "body": []}) == Card(
        header=Header(tags=(Tag("b"),))
    )
    assert layout_of({"blocks": {"a": {"type": "player"}, "b": {"type": "text"}, "c": 1, "d": None}}) == BlockSet(
        (TextBlock("b"),)
    )
    assert blocks_of({"type": "withTitle", "properties": {"block": {"type": "largeText"}}}) == (WithTitleBlock("b0"),)
    assert blocks_of(text(value={"en": 1})) == (TextBlock("b0"),)


@pytest.mark.parametrize("example", [*examples()], ids=lambda each: each.name.removesuffix(".json"))
def test_every_part_is_found_in_the_text_again(example: Example) -> None:
    found = judge(example.text)
    assert found.layout is not None
    assert found.root is not None
    for block in all_blocks(found.layout):
        spot: Spot | None = Spot(found.root)
        for step in block.steps:
            assert spot is not None
            spot = spot.under(step)
        assert spot is not None
        assert '"type"' in example.text[spot.node.at : spot.node.end]
    assert all(click.steps for click in clicks(found.layout))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(nearly_valid())
def test_every_object_is_a_layout_however_wrong(layout: Any) -> None:
    found = judge(written(layout))
    assert found.layout is not None
    for block in all_blocks(found.layout):
        assert block.key == "" or block.key == block.steps[-1]


def test_codes_that_were_added_to_the_portal_are_known() -> None:
    said = json.dumps({"icon": {"code": "mine"}, "header": {"title": "h"}, "body": {"logo": {"code": "mine"}}})
    faults = [each.fault for each in judge(said).errors]
    assert faults.count(LayoutFault.UNKNOWN_CODE) == 2
    assert LayoutFault.UNKNOWN_CODE not in [
        each.fault for each in judge(said, portal=DOCUMENTED.with_own("mine")).errors
    ]


DEADLINES = json.dumps(
    {"blocks": {"a": {"type": "withTitle", "properties": {"title": "t", "block": {"type": "deadline"}}}}}
)


@pytest.mark.parametrize(
    ("activity", "errors", "warnings"),
    [
        (None, [], []),
        (ActivityFacts(), [], []),
        (ActivityFacts(has_deadline=False), [], [LayoutFault.DEADLINE_NOT_SHOWN]),
        (ActivityFacts(is_incoming=True, has_deadline=False), [], [LayoutFault.DEADLINE_NOT_SHOWN]),
        (ActivityFacts(is_incoming=True), [LayoutFault.INCOMING_WITH_DEADLINE], [LayoutFault.DEADLINE_NOT_SHOWN]),
    ],
)
def test_the_activity_that_a_layout_is_for(
    activity: ActivityFacts | None, errors: list[LayoutFault], warnings: list[LayoutFault]
) -> None:
    found = judge(DEADLINES, activity=activity)
    assert [each.fault for each in found.errors] == errors
    assert [each.fault for each in found.warnings] == warnings
    assert {each.path for each in found.warnings} <= {"/blocks/a/properties/block"}


@pytest.mark.parametrize(
    ("said", "path"),
    [
        (
            {"type": "link", "properties": {"text": "x", "action": {"type": "openRestApp"}, "scope": "mobile"}},
            "/blocks/b",
        ),
        (
            {
                "type": "withTitle",
                "properties": {
                    "title": "x",
                    "scope": "mobile",
                    "block": {"type": "link", "properties": {"text": "x", "action": {"type": "openRestApp"}}},
                },
            },
            "/blocks/b",
        ),
        (
            {
                "type": "lineOfBlocks",
                "properties": {
                    "blocks": {
                        "l": {
                            "type": "link",
                            "properties": {"text": "x", "action": {"type": "openRestApp"}, "scope": "mobile"},
                        }
                    }
                },
            },
            "/blocks/b/properties/blocks/l",
        ),
    ],
)
def test_an_application_is_not_opened_where_only_the_mobile_app_shows_it(said: Any, path: str) -> None:
    written_out = json.dumps({"blocks": {"b": said}})
    (mistake,) = judge(written_out).errors
    assert (mistake.fault, mistake.path) == (LayoutFault.OPENS_NOTHING, path)
    assert written_out[mistake.at : mistake.end] == '"openRestApp"'
    assert judge(written_out.replace("mobile", "web")).valid
