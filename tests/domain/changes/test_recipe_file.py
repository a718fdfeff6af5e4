"""Recipes as files: what was written is read again, and what was written by hand is read, or refused precisely."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    ByLoad,
    Change,
    Day,
    Move,
    RoundRobin,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_faults import RecipeFault
from daybook.domain.changes.recipe_file import LARGEST_BYTES, RecipeReading, read_recipe, write_recipe
from daybook.domain.changes.recipe_piece import MOST_MISTAKES
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from tests.domain.changes.recipes import LAYOUTS, ZONE, recipes

IDS = {"ids": [1]}
COLOR = {"color": "3"}


def reading(text: str | bytes) -> RecipeReading:
    return read_recipe(text if isinstance(text, bytes) else text.encode(), zone=ZONE)


def of(change: object = COLOR, select: object = IDS, **more: object) -> RecipeReading:
    return reading(json.dumps({"select": select, "change": change, **more}))


def change_of(said: object) -> Change:
    found = of(said)
    assert found.recipe is not None, found.mistakes
    return found.recipe.change


def told(found: RecipeReading) -> list[tuple[RecipeFault, str, str]]:
    assert (found.recipe is None) == bool(found.mistakes)
    return [(mistake.reason, mistake.key, mistake.said) for mistake in found.mistakes]


def test_the_example_of_the_grammar_is_read() -> None:
    found = reading(
        '{"select": {"filter": {"<DEADLINE": "today", "COMPLETED": "N"}},'
        ' "change": {"deadline": {"shift": "+3wd"}, "color": "3"}}'
    )
    assert found == RecipeReading(
        Recipe(
            Selection(filter={"<DEADLINE": "today", "COMPLETED": "N"}),
            Change(deadline=ShiftDeadline(3, ShiftUnit.WORKING_DAYS), color=TodoColor.ORANGE),
        )
    )


def test_a_file_is_readable() -> None:
    recipe = Recipe(
        Selection(filter={"<DEADLINE": "today"}),
        Change(
            title=TextChange(TextOperation.REPLACE, "{deal.title}", "old"), bind=(EntityRef(2, 5), EntityRef(177, 3))
        ),
        Options(max_rows=200, workdays=frozenset({0, 6})),
        "Late ones",
    )
    assert (
        write_recipe(recipe).decode()
        == """{
  "daybook_recipe": 1,
  "title": "Late ones",
  "select": {"filter": {"<DEADLINE": "today"}},
  "change": {"title": {"replace": ["old", "{deal.title}"]}, "bind": ["deal:5", "177:3"]},
  "options": {"max_rows": 200, "workdays": ["mon", "sun"]}
}
"""
    )


def test_a_thousand_ids_are_no_thousand_lines() -> None:
    written = write_recipe(Recipe(Selection(ids=tuple(range(1, 1001))), Change(delete=True))).decode()
    assert len(written.splitlines()) < 70
    assert max(map(len, written.splitlines())) <= 100


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(recipes)
def test_what_is_written_is_read_again(recipe: Recipe) -> None:
    assert reading(write_recipe(recipe)) == RecipeReading(recipe)


@pytest.mark.parametrize(("torn", "kept"), [("a\ud83d", "a\ufffd"), ("\ude00b", "\ufffdb"), ("\ud83d\ude00", "😀")])
def test_half_a_letter_does_not_spoil_the_file(torn: str, kept: str) -> None:
    recipe = Recipe(Selection(ids=(1,)), Change(delete=True), title=torn)
    found = reading(write_recipe(recipe)).recipe
    assert found is not None
    assert found.title == kept


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        (b" " * (LARGEST_BYTES + 1), RecipeFault.TOO_LARGE, 0, 0),
        (b"\xff\x00{}", RecipeFault.NOT_TEXT, 0, 0),
        (b"", RecipeFault.NOT_JSON, 1, 1),
        ('{"select": NaN}', RecipeFault.NOT_JSON, 1, 12),
        ('{"select":\n {"ids": [1,]}}', RecipeFault.NOT_JSON, 2, 13),
        ("[" * 100_000, RecipeFault.NOT_JSON, 1, 22),
        ("[]", RecipeFault.NOT_A_RECIPE, 1, 1),
        ('\n "x"', RecipeFault.NOT_A_RECIPE, 2, 2),
        ('{"daybook_view": 1, "filter": "is:overdue"}', RecipeFault.NOT_A_RECIPE, 1, 1),
        ('{"daybook_recipe": "1", "select": {}}', RecipeFault.NOT_A_RECIPE, 1, 20),
        ('{"daybook_recipe": true}', RecipeFault.NOT_A_RECIPE, 1, 20),
        ('{"daybook_recipe": 2, "new": {}}', RecipeFault.NEWER, 1, 20),
    ],
)
def test_what_is_no_recipe_is_refused(text: str | bytes, reason: RecipeFault, line: int, column: int) -> None:
    found = reading(text)

    assert found.recipe is None
    (mistake,) = found.mistakes
    assert (mistake.reason, mistake.line, mistake.column) == (reason, line, column)


def test_the_mark_may_stand_there_and_utf_16_is_read() -> None:
    text = '{"daybook_recipe": 1, "select": {"ids": [1]}, "change": {"delete": true}, "title": "x"}'
    recipe = Recipe(Selection(ids=(1,)), Change(delete=True), title="x")
    assert reading(text).recipe == recipe
    assert reading(text.encode("utf-16")).recipe == recipe
    assert reading(text.encode("utf-8-sig")).recipe == recipe


@pytest.mark.parametrize(
    ("change", "reason", "key", "said", "column"),
    [
        ('{"color": "3", "color": "4"}', "duplicate_key", "change.color", "color", 27),
        ('{"blocks": {"a": 1, "a": 1}}', "duplicate_key", "change.blocks.a", "a", 32),
        ('{"blocks": {"a": 1e999}}', "bad_number", "change.blocks.a", "1e999", 29),
        ('{"title": {"set": "x\\ud83d"}}', "broken_text", "change.title.set", "x\ufffd", 30),
        ('{"blocks": {"\\ud83d": 1}}', "broken_text", "change.blocks.\ufffd", "\ufffd", 24),
        ('{"color": [3]}', "no_color", "change.color", "[…]", 22),
        ('{"colour": 3}', "unknown_key", "change.colour", "colour", 13),
    ],
)
def test_a_mistake_is_pointed_at(change: str, reason: str, key: str, said: str, column: int) -> None:
    (mistake,) = reading(f'{{"select": {{"ids": [1]}},\n "change": {change}}}').mistakes
    assert (mistake.reason, mistake.key, mistake.said, mistake.line, mistake.column) == (reason, key, said, 2, column)


def test_both_halves_are_needed() -> None:
    assert told(reading('{"select": {"ids": [1]}}')) == [(RecipeFault.MISSING_KEY, "", "change")]
    assert told(reading('{"change": {"color": 1}}')) == [(RecipeFault.MISSING_KEY, "", "select")]


def test_all_mistakes_are_told_at_once_in_their_order() -> None:
    found = of({"deadline": {"shift": "+3x"}, "colour": 5, "pings": [5, -1]}, {"ids": [0]}, option={})
    assert told(found) == [
        (RecipeFault.NO_ID, "select.ids[0]", "0"),
        (RecipeFault.NO_SHIFT, "change.deadline.shift", "+3x"),
        (RecipeFault.UNKNOWN_KEY, "change.colour", "colour"),
        (RecipeFault.OUT_OF_RANGE, "change.pings[1]", "-1"),
        (RecipeFault.UNKNOWN_KEY, "option", "option"),
    ]
    assert [mistake.nearest for mistake in found.mistakes] == [(), (), ("color",), ("0", "525600"), ("options",)]


def test_a_flood_of_mistakes_is_cut() -> None:
    assert len(of(select={"ids": [0] * 5000}).mistakes) == MOST_MISTAKES


# What is selected


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ({"ids": [3, "1", 3]}, Selection(ids=(3, 1))),
        ({"ids": [3], "entity": "deal"}, Selection(ids=(3,), entity_type=DEAL)),
        ({"filter": {"stageId": "NEW"}, "entity": "177"}, Selection(filter={"stageId": "NEW"}, entity_type=177)),
        ({"filter": {"TITLE": "Today"}, "entity": "Company"}, Selection(filter={"TITLE": "Today"}, entity_type=4)),
    ],
)
def test_what_is_selected(select: object, expected: Selection) -> None:
    found = of(select=select)
    assert found.recipe is not None, found.mistakes
    assert found.recipe.select == expected


@pytest.mark.parametrize(
    ("select", "reason", "key"),
    [
        ([], "not_an_object", "select"),
        ({}, "not_one_of", "select"),
        ({"ids": [1], "filter": {"ID": 1}}, "not_one_of", "select"),
        ({"ids": []}, "empty_list", "select.ids"),
        ({"ids": 5}, "not_a_list", "select.ids"),
        ({"ids": [True]}, "no_id", "select.ids[0]"),
        ({"ids": [1.0]}, "no_id", "select.ids[0]"),
        ({"ids": ["1", "x"]}, "no_id", "select.ids[1]"),
        ({"ids": [2**63]}, "no_id", "select.ids[0]"),
        ({"ids": [1], "entity": "deals"}, "unknown_type", "select.entity"),
        ({"ids": [1], "entity": 0}, "unknown_type", "select.entity"),
        ({"filter": {}}, "empty_filter", "select.filter"),
        ({"filter": []}, "not_an_object", "select.filter"),
        ({"filter": {"deadline": "today"}}, "unknown_field", "select.filter.deadline"),
        ({"filter": {"SETTINGS": "x"}}, "unknown_field", "select.filter.SETTINGS"),
        ({"filter": {"": "x"}}, "unknown_field", "select.filter"),
        ({"filter": {"<": "x"}}, "unknown_field", "select.filter.<"),
        ({"filter": {"=BINDINGS": [{"OWNER_TYPE_ID": 2}]}}, "unknown_field", "select.filter.=BINDINGS"),
        ({"filter": {"BINDINGS": []}}, "empty_list", "select.filter.BINDINGS"),
        ({"filter": {"BINDINGS": [{}]}}, "missing_key", "select.filter.BINDINGS[0]"),
        ({"filter": {"BINDINGS": {"OWNER_TYPE_ID": 2}}}, "not_a_list", "select.filter.BINDINGS"),
        ({"filter": {"ID": []}}, "empty_list", "select.filter.ID"),
        ({"filter": {"ID": None}}, "bad_condition", "select.filter.ID"),
        ({"filter": {"ID": {"a": 1}}}, "bad_condition", "select.filter.ID"),
        ({"filter": {"ID": [[1]]}}, "bad_condition", "select.filter.ID[0]"),
        ({"filter": {"!RESPONSIBLE_ID": "me"}}, "not_a_number", "select.filter.!RESPONSIBLE_ID"),
        ({"filter": {">ID": [1, 2]}}, "not_comparable", "select.filter.>ID"),
        ({"filter": {">ID": ""}}, "not_comparable", "select.filter.>ID"),
        ({"filter": {"%SUBJECT": " "}}, "empty_text", "select.filter.%SUBJECT"),
        ({"filter": {"!COMPLETED": "yes"}}, "no_such_flag", "select.filter.!COMPLETED"),
        ({"filter": {"<DEADLINE": "tomorow"}}, "no_moment", "select.filter.<DEADLINE"),
        ({"filter": {"<DEADLINE": "today+3x"}}, "no_moment", "select.filter.<DEADLINE"),
        ({"filter": {"<DEADLINE": "today 10:00"}}, "no_moment", "select.filter.<DEADLINE"),
        ({"filter": {"<DEADLINE": "24.12.2026"}}, "no_moment", "select.filter.<DEADLINE"),
        ({"filter": {"<DEADLINE": 20261224}}, "no_moment", "select.filter.<DEADLINE"),
        ({"filter": {"@DEADLINE": ["today", "2026-02-30"]}}, "no_such_moment", "select.filter.@DEADLINE[1]"),
        ({"filter": {"<DEADLINE": "today+99999d"}}, "too_far", "select.filter.<DEADLINE"),
        ({"filter": {"closedate": "today+3x"}, "entity": "deal"}, "no_moment", "select.filter.closedate"),
        ({"filter": {"bad field": 1}, "entity": "deal"}, "unknown_field", "select.filter.bad field"),
    ],
)
def test_what_might_select_others_is_refused(select: object, reason: str, key: str) -> None:
    found = of(select=select)
    assert [(mistake.reason, mistake.key) for mistake in found.mistakes] == [(reason, key)]
    assert found.recipe is None


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("DEADLIN", ("DEADLINE",)),
        ("<deadline", ("<DEADLINE",)),
        ("!=%subjct", ("!=%SUBJECT",)),
        ("=>DEADLINE", ("DEADLINE",)),
        ("@binding", ("BINDINGS",)),
        ("XYZZY", ()),
    ],
)
def test_an_unknown_field_names_the_nearest(key: str, nearest: tuple[str, ...]) -> None:
    assert of(select={"filter": {key: 1}}).mistakes[0].nearest == nearest


def test_a_day_that_was_nearly_said_is_offered() -> None:
    found = of(select={"filter": {"<DEADLINE": "Tomorow", ">DEADLINE": "yesterday", "DEADLINE": "todey"}})
    assert [mistake.nearest for mistake in found.mistakes] == [("today+1d",), ("today-1d",), ("today",)]


def test_everything_may_be_selected_within_a_limit() -> None:
    found = of(select={"filter": {}}, options={"max_rows": 50})
    assert found.recipe is not None
    assert found.recipe.select == Selection(filter={})


# What is changed


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"set": "2026-12-24"}, SetDeadline(at(2026, 12, 24, 18))),
        ({"set": "2026-12-24 09:30"}, SetDeadline(at(2026, 12, 24, 9, 30))),
        ({"set": "2026-12-24T09:30:00Z"}, SetDeadline(at(2026, 12, 24, 11, 30))),
        ({"set": "2026-12-24T09:30:00 +0100"}, SetDeadline(at(2026, 12, 24, 10, 30))),
        ({"set": "2026-03-29 03:30"}, SetDeadline(at(2026, 3, 29, 4, 30))),  # the clock skips this hour
        ({"set": " Today "}, SetDeadline(Day())),
        ({"set": "today + 3 wd 9:05"}, SetDeadline(Day(3, working=True, hour=time(9, 5)))),
        ({"set": "today-1d"}, SetDeadline(Day(-1))),
        ({"set": "today+2w"}, SetDeadline(Day(14))),
        ({"shift": "+3wd"}, ShiftDeadline(3, ShiftUnit.WORKING_DAYS)),
        ({"shift": "- 30 M"}, ShiftDeadline(-30, ShiftUnit.MINUTES)),
        ({"shift": "\u22122h"}, ShiftDeadline(-2, ShiftUnit.HOURS)),
        ({"shift": "2w"}, ShiftDeadline(14, ShiftUnit.DAYS)),
        ({"spread": {"from": "today+1wd", "days": 5}}, SpreadDeadline(Day(1, working=True), 5)),
        ({"spread": {"from": "2026-12-01", "days": 366, "cap": 1}}, SpreadDeadline(at(2026, 12, 1, 18), 366, 1)),
    ],
)
def test_deadlines(said: object, expected: object) -> None:
    assert change_of({"deadline": said}) == Change(deadline=expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"responsible": {"set": "7"}}, Change(responsible=SetResponsible(7))),
        ({"responsible": {"round_robin": [7, 8, 7]}}, Change(responsible=RoundRobin((7, 8, 7)))),
        ({"responsible": {"by_load": [7, "8"]}}, Change(responsible=ByLoad((7, 8)))),
        ({"color": 7}, Change(color=TodoColor.ROSE)),
        ({"color": "default"}, Change(color=TodoColor.DEFAULT)),
        ({"pings": [60, 0, 60]}, Change(pings=PingOffsets((0, 60)))),
        ({"pings": []}, Change(pings=PingOffsets())),
        ({"title": {"prefix": "{deal.title}: "}}, Change(title=TextChange(TextOperation.PREFIX, "{deal.title}: "))),
        ({"title": {"replace": ["{", "{{"]}}, Change(title=TextChange(TextOperation.REPLACE, "{{", "{"))),
        ({"description": {"set": ""}}, Change(description=TextChange(TextOperation.SET, ""))),
        ({"completed": False}, Change(completed=False)),
        ({"completed": True, "color": 1}, Change(completed=True, color=TodoColor.BLUE)),
        ({"bind": [2, 5]}, Change(bind=(EntityRef(2, 5),))),
        ({"bind": [[2, 5], "Lead # 3", "177:4"]}, Change(bind=(EntityRef(2, 5), EntityRef(1, 3), EntityRef(177, 4)))),
        ({"unbind": {"type": "deal", "id": "5"}}, Change(unbind=(EntityRef(2, 5),))),
        ({"bind": {"entityTypeId": "177", "entityId": 5}}, Change(bind=(EntityRef(177, 5),))),
        ({"bind": [{"ownerTypeId": 4, "ownerId": 5}]}, Change(bind=(EntityRef(4, 5),))),
        ({"move": {"from": "deal:5", "to": [2, 6]}}, Change(move=Move(EntityRef(2, 5), EntityRef(2, 6)))),
        ({"blocks": None}, Change(blocks=Blocks(None))),
        ({"blocks": LAYOUTS[0]}, Change(blocks=Blocks(LAYOUTS[0]))),
        ({"delete": True}, Change(delete=True)),
        (
            {"values": {"5": {"deadline": "2026-12-24", "color": 3, "pings": [15, 0]}, "6": {"completed": False}}},
            Change(
                values={
                    5: {Field.DEADLINE: "2026-12-24T16:00:00+00:00", Field.COLOR: "3", Field.PINGS: [0, 15]},
                    6: {Field.COMPLETED: False},
                }
            ),
        ),
        (
            {"create": {"title": "Call {contact.name}", "deadline": "+3wd", "kind": "call", "minutes": 15}},
            Change(create=Template(ActivityKind.CALL, "Call {contact.name}", Day(3, working=True), minutes=15)),
        ),
        (
            {
                "create": {
                    "title": "x",
                    "deadline": "today+1d 9:00",
                    "color": 2,
                    "responsible": {"set": 7},
                    "pings": [0],
                }
            },
            Change(
                create=Template(
                    ActivityKind.TODO,
                    "x",
                    Day(1, hour=time(9)),
                    responsible=SetResponsible(7),
                    color=TodoColor.TURQUOISE,
                    pings=PingOffsets((0,)),
                )
            ),
        ),
    ],
)
def test_changes(said: object, expected: Change) -> None:
    assert change_of(said) == expected


@pytest.mark.parametrize(
    ("said", "reason", "key"),
    [
        ({}, "nothing_to_change", "change"),
        ({"values": {}}, "nothing_to_change", "change"),
        ({"deadline": "+3wd"}, "not_an_object", "change.deadline"),
        ({"deadline": {}}, "not_one_of", "change.deadline"),
        ({"deadline": {"set": "today", "shift": "+1d"}}, "not_one_of", "change.deadline"),
        ({"deadline": {"set": "soon"}}, "no_moment", "change.deadline.set"),
        ({"deadline": {"set": "2026-02-30"}}, "no_such_moment", "change.deadline.set"),
        ({"deadline": {"set": "2026-02-03 25:00"}}, "no_such_moment", "change.deadline.set"),
        ({"deadline": {"set": "2026-02-03T10:00+99:99"}}, "no_such_moment", "change.deadline.set"),
        ({"deadline": {"set": "today 24:00"}}, "no_such_moment", "change.deadline.set"),
        ({"deadline": {"set": "9999-12-31"}}, "too_far", "change.deadline.set"),
        ({"deadline": {"set": None}}, "not_a_text", "change.deadline.set"),
        ({"deadline": {"shift": "+99999d"}}, "too_far", "change.deadline.shift"),
        ({"deadline": {"shift": "\u00b13d"}}, "no_shift", "change.deadline.shift"),
        ({"deadline": {"spread": {"from": "today"}}}, "missing_key", "change.deadline.spread"),
        ({"deadline": {"spread": {"from": "today", "days": 0}}}, "out_of_range", "change.deadline.spread.days"),
        ({"deadline": {"spread": {"from": "today", "days": "5"}}}, "not_whole", "change.deadline.spread.days"),
        ({"responsible": {"round_robin": []}}, "empty_list", "change.responsible.round_robin"),
        ({"responsible": {"set": "anna"}}, "no_id", "change.responsible.set"),
        ({"color": "8"}, "no_color", "change.color"),
        ({"color": True}, "no_color", "change.color"),
        ({"pings": [1.5]}, "not_whole", "change.pings[0]"),
        ({"title": {"set": " "}}, "empty_text", "change.title.set"),
        ({"title": {"replace": ["", "x"]}}, "empty_text", "change.title.replace[0]"),
        ({"title": {"replace": ["x"]}}, "not_a_pair", "change.title.replace"),
        ({"title": {"set": "100 } x"}}, "bad_template", "change.title.set"),
        ({"title": {"set": "{deal.titel}"}}, "unknown_name", "change.title.set"),
        ({"completed": "Y"}, "not_yes_or_no", "change.completed"),
        ({"bind": []}, "empty_list", "change.bind"),
        ({"bind": 5}, "no_item", "change.bind"),
        ({"bind": "deal"}, "no_item", "change.bind"),
        ({"bind": "deal:0"}, "no_item", "change.bind"),
        ({"bind": "dael:5"}, "unknown_type", "change.bind"),
        ({"bind": [[2, 5, 6]]}, "no_item", "change.bind[0]"),
        ({"bind": {"type": "deal"}}, "missing_key", "change.bind"),
        ({"bind": "deal:5", "unbind": "deal:5"}, "same_item", "change.unbind"),
        ({"move": {"from": "deal:5"}}, "missing_key", "change.move"),
        ({"move": {"from": "deal:5", "to": [2, 5]}}, "same_item", "change.move"),
        ({"move": {"from": "deal:5", "to": "deal:6"}, "bind": "deal:7"}, "not_together", "change.move"),
        ({"blocks": []}, "not_an_object", "change.blocks"),
        ({"blocks": {"blocks": {"a": {"type": "txt", "properties": {"value": "x"}}}}}, "bad_layout", "change.blocks"),
        ({"delete": False}, "not_true", "change.delete"),
        ({"delete": True, "color": 1}, "not_together", "change.delete"),
        ({"create": {"title": "x", "deadline": "today"}, "completed": True}, "not_together", "change.create"),
        ({"create": {"title": "x"}}, "missing_key", "change.create"),
        ({"create": {"title": "x", "deadline": "+2h"}}, "no_moment", "change.create.deadline"),
        ({"create": {"title": "x", "deadline": "today", "kind": "email"}}, "unknown_kind", "change.create.kind"),
        ({"create": {"title": "x", "deadline": "today", "minutes": 5}}, "not_for_kind", "change.create.minutes"),
        (
            {"create": {"title": "x", "deadline": "today", "kind": "call", "pings": []}},
            "not_for_kind",
            "change.create.pings",
        ),
        ({"values": {"0": {}}}, "no_id", "change.values.0"),
        ({"values": {"5": {"deadline": None}}}, "not_a_text", "change.values.5.deadline"),
        ({"values": {"5": {"titel": "x"}}}, "unknown_key", "change.values.5.titel"),
    ],
)
def test_what_might_change_them_otherwise_is_refused(said: object, reason: str, key: str) -> None:
    found = of(said)
    assert [(mistake.reason, mistake.key) for mistake in found.mistakes] == [(reason, key)]
    assert found.recipe is None


# Options


def test_options() -> None:
    said = {"max_rows": 5, "delete": 0, "country": "UA", "holidays": ["2026-12-25"], "workdays": [0, "TUE", "sun"]}
    found = of(options=said)
    assert found.recipe is not None
    assert found.recipe.options == Options(5, 0, "UA", (date(2026, 12, 25),), frozenset({0, 1, 6}))


@pytest.mark.parametrize(
    ("said", "reason", "nearest"),
    [
        ({"max_rows": 0}, "out_of_range", ("1", str(2**63 - 1))),
        ({"delete": -1}, "out_of_range", ("0", str(2**63 - 1))),
        ({"delete": True}, "not_whole", ()),
        ({"country": "ua"}, "no_country", ("UA",)),
        ({"country": "Ukraine"}, "no_country", ()),
        ({"holidays": ["25.12.2026"]}, "no_date", ()),
        ({"holidays": ["2026-02-30"]}, "no_such_moment", ()),
        ({"workdays": []}, "empty_list", ()),
        ({"workdays": ["mond"]}, "no_weekday", ("mon",)),
        ({"workdays": [7]}, "no_weekday", ()),
        ({"maxrows": 5}, "unknown_key", ("max_rows",)),
        ([], "not_an_object", ()),
    ],
)
def test_options_that_are_not_understood_are_refused(said: object, reason: str, nearest: tuple[str, ...]) -> None:
    found = of(options=said)
    assert [(mistake.reason, mistake.nearest) for mistake in found.mistakes] == [(reason, nearest)]
    assert found.recipe is None


# Anything else


words = st.sampled_from(
    ["today", "+3wd", "deal:5", "{title}", "{", "", "2026-12-24", "mon", "default", "\ud83d", "todo", "Y", "5", "UA"]
)
keys = st.sampled_from(
    [
        "ids",
        "filter",
        "entity",
        "set",
        "shift",
        "spread",
        "from",
        "to",
        "days",
        "round_robin",
        "replace",
        "prefix",
        "title",
        "deadline",
        "kind",
        "5",
        "<DEADLINE",
        "BINDINGS",
        "OWNER_ID",
        "type",
        "id",
        "max_rows",
        "workdays",
    ]
)
anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
parts = st.sampled_from(
    [
        "deadline",
        "responsible",
        "color",
        "pings",
        "title",
        "description",
        "completed",
        "bind",
        "unbind",
        "move",
        "blocks",
        "create",
        "delete",
        "values",
    ]
)
objects = st.dictionaries(keys, anything, max_size=4)
files = st.builds(
    lambda select, change, options: json.dumps({"select": select, "change": change, "options": options}).encode(),
    anything | objects,
    anything | st.dictionaries(parts, anything | objects, max_size=4),
    objects,
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a piece cut out, or something put in."""
    data = draw(recipes.map(write_recipe))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 12)))
    return data[:start] + draw(st.binary(max_size=4)) + data[end:]


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.binary(max_size=60) | files | damaged())
@example(b'{"select":{"ids":[1]},"change":{"create":{"title":"x","deadline":"+1d"}}}')
def test_any_file_is_read_or_refused(data: bytes) -> None:
    found = reading(data)

    assert (found.recipe is None) == bool(found.mistakes)
    for mistake in found.mistakes:
        mistake.said.encode()
        mistake.key.encode()
    if found.recipe is not None:
        again = reading(write_recipe(found.recipe)).recipe
        assert again == found.recipe


@given(
    st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
        lambda found: timedelta(minutes=found // timedelta(minutes=1))
    )
)
def test_a_moment_keeps_its_offset(offset: timedelta) -> None:
    moment = datetime(2026, 12, 24, 12, 30, 15, tzinfo=timezone(offset))
    found = reading(write_recipe(Recipe(Selection(ids=(1,)), Change(deadline=SetDeadline(moment))))).recipe
    assert found is not None
    assert isinstance(found.change.deadline, SetDeadline)
    assert isinstance(found.change.deadline.moment, datetime)
    assert found.change.deadline.moment.astimezone(UTC) == moment
    assert found.change.deadline.moment.tzinfo is ZONE


def test_a_long_table_of_values_is_read() -> None:
    values = {number: {Field.TITLE: f"Title {number}", Field.PINGS: [0, 15]} for number in range(1, 10_001)}
    recipe = Recipe(Selection(ids=tuple(values)), Change(values=values))
    assert reading(write_recipe(recipe)) == RecipeReading(recipe)
