"""What may be typed at a place. The cursor is written as ¦."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.layouts.codes import DOCUMENTED, ICONS, LANGUAGES, LOGOS
from daybook.domain.layouts.completion import Completion, Expecting, complete
from daybook.domain.layouts.judging import LARGEST, judge
from daybook.domain.layouts.model import Dto
from tests.domain.layouts.examples import valid
from tests.domain.layouts.mutations import nearly_valid, written


def at(marked: str, **more: Any) -> Completion | None:
    place = marked.index("¦")
    return complete(marked.replace("¦", ""), place, **more)


def words(marked: str, **more: Any) -> list[str]:
    found = at(marked, **more)
    return [each.word for each in found.offers] if found else []


def in_block(inner: str) -> str:
    return '{"blocks": {"a": ' + inner + "}}"


def in_text(inner: str) -> str:
    return in_block('{"type": "text", "properties": {' + inner + "}}")


TEXT_FIELDS = ["value", "multiline", "title", "bold", "size", "color", "scope"]
TYPES = ["text", "largeText", "link", "withTitle", "lineOfBlocks", "deadline"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{¦", ["icon", "header", "body", "footer", "blocks"]),
        ('{"icon": {}, ¦}', ["header", "body", "footer"]),
        ('{"blocks": {}, ¦}', []),
        ('{"blocks": {¦}}', []),
        (in_block("{¦}"), ["type", "properties"]),
        (in_block('{"ty¦"}'), ["type", "properties"]),
        (in_block('{"type": ¦}'), TYPES),
        (in_block('{"type": "¦"}'), TYPES),
        (in_block('{"type": "li¦'), TYPES),
        (in_block('{"type": "text"¦}'), []),
        (in_block('{"type": "text"¦, }'), []),
        (in_block('{"type": "text", ¦}'), ["properties"]),
        (in_text("¦"), TEXT_FIELDS),
        (in_text('"value": "x", ¦"bold": true'), ["multiline", "title", "size", "color", "scope"]),
        (in_text('"size": ¦'), ["xs", "sm", "md"]),
        (in_text('"bold": t¦'), ["true", "false"]),
        (in_text('"value": ¦'), []),
        (in_text('"value": {¦}'), list(LANGUAGES)),
        (in_text('"value": {"en": "x", "¦": "y"}'), [each for each in LANGUAGES if each != "en"]),
        (in_block('{"properties": {¦}, "type": "deadline"}'), ["readonly", "scope"]),
        (in_block('{"properties": {¦}}'), []),
        (in_block('{"type": "withTitle", "properties": {"block": {"type": ¦}}}'), ["text", "link", "deadline"]),
        (in_block('{"type": "lineOfBlocks", "properties": {"blocks": {"x": {"type": "¦'), ["text", "link", "deadline"]),
        ('{"header": {"tags": {"x": {"type": ¦}}}}', ["success", "failure", "warning", "primary", "secondary"]),
        ('{"icon": {"code": "¦"}}', list(ICONS)),
        ('{"body": {"logo": {"code": ¦', list(LOGOS)),
        ('{"header": {"titleAction": {"type": "redirect", ¦}}}', ["uri"]),
        ('{"header": {"titleAction": {"type": "restEvent", ¦}}}', ["id", "actionParams", "animationType"]),
        (
            '{"header": {"titleAction": {"type": "openRestApp", "sliderParams": {"width": 1, ¦}}}}',
            ["title", "labelText", "labelBgColor", "labelColor"],
        ),
        (
            '{"footer": {"menu": {"sections": [{"code": "one"}, {"code": "two"}], "items": {"x": {"sectionCode": ¦',
            ["one", "two"],
        ),
        ('{"footer": {"menu": {"sections": [{"code": "one", "design": ¦}]}}}', ["default", "accent"]),
        ('{"footer": {"menu": {"showPinItem": ¦}}}', ["true", "false"]),
        ('{"unknown": {¦}}', []),
        ("¦{}", []),
        ("{}¦", []),
        ("¦", []),
        ("[¦]", []),
    ],
)
def test_what_may_stand_there(marked: str, expected: list[str]) -> None:
    assert words(marked) == expected


def test_a_word_that_is_begun_is_replaced_as_a_whole() -> None:
    marked = in_text('"size": "x¦s"')
    found = at(marked)
    assert found is not None
    text = marked.replace("¦", "")
    assert (found.expecting, found.typed, text[found.begins : found.ends]) == (Expecting.VALUE, "x", '"xs"')
    assert found.steps == ("blocks", "a", "properties", "size")


def test_an_open_string_does_not_take_the_rest_of_the_line() -> None:
    found = at(in_text('"siz¦'))
    assert found is not None
    assert found.expecting is Expecting.KEY
    assert (found.ends - found.begins, found.typed) == (4, "siz")
    assert found.steps == ("blocks", "a", "properties")


def test_what_is_needed_and_what_is_new_is_told() -> None:
    found = at('{"footer": {"menu": {"items": {"x": {¦')
    assert found is not None
    assert [each.word for each in found.offers if each.required] == ["title", "action"]
    assert [each.word for each in found.offers if each.later] == [
        "subtitle", "design", "isSelected", "isLocked", "badgeText", "sectionCode",
    ]  # fmt: skip


def test_codes_of_the_portal_are_offered() -> None:
    assert words('{"icon": {"code": "¦"}}', portal=DOCUMENTED.with_own("mine"))[-1] == "mine"


def test_the_dto_that_is_demanded_counts() -> None:
    assert words("{¦", dto=Dto.CARD) == ["icon", "header", "body", "footer"]
    assert words("{¦", dto=Dto.BLOCKS) == ["blocks"]


@pytest.mark.parametrize(
    "text", ["[" * 300_000 + "]" * 300_000, '{"a":' * 300_000, '{"a": 1,' * 200_000, "x" * (LARGEST + 1)]
)
def test_hostile_texts_get_no_offer(text: str) -> None:
    assert complete(text, len(text) // 2) is None


@settings(max_examples=200, deadline=None)
@given(st.data(), nearly_valid())
def test_every_offer_of_a_value_is_right_there(data: st.DataObject, layout: Any) -> None:
    text = written(layout)
    place = data.draw(st.integers(0, len(text)))
    found = complete(text, place)
    if found is None or found.expecting is Expecting.KEY:
        return
    offer = data.draw(st.sampled_from(found.offers))
    changed = judge(text[: found.begins] + offer.source + text[found.ends :])
    assert changed.root is not None
    assert found.steps not in {each.steps for each in changed.errors if each.said == offer.word}


@pytest.mark.parametrize("example", valid(), ids=lambda each: each.name.removesuffix(".json"))
def test_every_field_of_the_examples_is_offered(example: Any) -> None:
    text = json.dumps(json.loads(example.text))
    offered = 0
    for steps, key, begins in _keys(text):
        found = complete(text, begins + 1)
        if found is not None:
            assert (found.expecting, found.steps) == (Expecting.KEY, steps)
            assert key in [each.word for each in found.offers] or key == "animationType"  # of another action
            offered += 1
    assert offered >= 2


def _keys(text: str) -> list[tuple[tuple[str, ...], str, int]]:
    root = judge(text).root
    assert root is not None
    found: list[tuple[tuple[str, ...], str, int]] = []
    open_ones: list[tuple[tuple[str, ...], Any]] = [((), root)]
    while open_ones:
        steps, node = open_ones.pop()
        for number, each in enumerate(node.value if isinstance(node.value, list) else ()):
            if node.is_object:
                found.append((steps, each.key, each.at))
                open_ones.append(((*steps, each.key), each.node))
            else:
                open_ones.append(((*steps, str(number)), each))
    return found


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='{}[]":, \n\\abtype', max_size=40), st.integers(-1, 41))
def test_anything_at_all_may_be_typed(text: str, place: int) -> None:
    found = complete(text, place)
    if found is not None:
        assert 0 <= found.begins <= place <= found.ends <= len(text)
