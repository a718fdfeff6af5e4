"""Each line of the form shows what a recipe says and says the same again; what is not filled in says nothing."""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    ByLoad,
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
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import CONTACT, DEAL, EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.changing.blocks_part import BlocksPart
from daybook.ui.changing.create_part import CreatePart
from daybook.ui.changing.deadline_part import DeadlinePart
from daybook.ui.changing.form import ChangeForm
from daybook.ui.changing.item_parts import ItemsPart
from daybook.ui.changing.people_part import PeoplePart
from daybook.ui.changing.text_part import TextPart
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.changing.parts import Part
from tests.helpers.clock import FakeClock

MOMENT = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
VALUES: list[tuple[Part, Any]] = [
    (Part.DEADLINE, ShiftDeadline(-90, ShiftUnit.MINUTES)),
    (Part.DEADLINE, ShiftDeadline(3, ShiftUnit.WORKING_DAYS)),
    (Part.DEADLINE, SetDeadline(MOMENT)),
    (Part.DEADLINE, SetDeadline(Day(2, working=True, hour=time(10, 0)))),
    (Part.DEADLINE, SetDeadline(Day(1))),
    (Part.DEADLINE, SpreadDeadline(MOMENT, 5, 8)),
    (Part.DEADLINE, SpreadDeadline(Day(0), 10)),
    (Part.RESPONSIBLE, SetResponsible(2)),
    (Part.RESPONSIBLE, RoundRobin((2, 1))),
    (Part.RESPONSIBLE, ByLoad((1, 99))),
    (Part.COLOR, TodoColor.VIOLET),
    (Part.COLOR, TodoColor.DEFAULT),
    (Part.PINGS, PingOffsets.of([15, 45])),
    (Part.PINGS, PingOffsets()),
    (Part.TITLE, TextChange(TextOperation.REPLACE, "{deal.title}", "Deal")),
    (Part.TITLE, TextChange(TextOperation.SUFFIX, " !")),
    (Part.DESCRIPTION, TextChange(TextOperation.SET, "")),
    (Part.DESCRIPTION, TextChange(TextOperation.PREFIX, "First.\nSecond. ")),
    (Part.COMPLETED, True),
    (Part.COMPLETED, False),
    (Part.BIND, (EntityRef(DEAL, 1), EntityRef(CONTACT, 7))),
    (Part.UNBIND, (EntityRef(DEAL, 1),)),
    (Part.MOVE, Move(EntityRef(DEAL, 1), EntityRef(DEAL, 2))),
    (Part.BLOCKS, Blocks({"blocks": {"a": {"type": "text"}}})),
    (Part.BLOCKS, Blocks(None)),
    (Part.VALUES, {7: {Field.TITLE: "Seven"}}),
    (Part.CREATE, Template(ActivityKind.TODO, "Call {item.title}", MOMENT, "Why", SetResponsible(2), TodoColor.ROSE,
                           PingOffsets.of([0]))),
    (Part.CREATE, Template(ActivityKind.TODO, "Call", Day(3, working=True))),
    (Part.CREATE, Template(ActivityKind.MEETING, "Meet", MOMENT, responsible=RoundRobin((1, 2)), minutes=45)),
    (Part.DELETE, True),
]  # fmt: skip


class Clockwork:
    def __init__(self, clock: FakeClock) -> None:
        self.reader = DeadlineReader(lambda: UTC)
        self.now = clock.now


@pytest.fixture
def tools(look: Look, formats: Formats, fake_clock: FakeClock) -> Tools:
    people = {1: Person(1, "Ada Lovelace"), 2: Person(2, "Grace Hopper")}
    made = Tools(
        look,
        formats,
        Clockwork(fake_clock),
        person_of=people.get,
        item_title=lambda _ref: "",
        by_application=True,
    )
    made.bring_people(tuple(people.values()))
    return made


@pytest.fixture
def form(tools: Tools, qtbot: QtBot) -> ChangeForm:
    made = ChangeForm(tools, lambda: tuple(Part))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("part", "value"), VALUES, ids=lambda value: str(value)[:48])
def test_what_a_recipe_says_is_shown_and_said_again(form: ChangeForm, part: Part, value: Any) -> None:
    told: list[Any] = []
    form.put.connect(lambda _part, found: told.append(found))
    form.begin(part)
    editor = form.lines[part].editor
    told.clear()
    editor.show_value(value)
    assert editor.value == value
    assert told == []  # showing is no wish of the person's


@pytest.mark.parametrize(
    "part", [Part.RESPONSIBLE, Part.TITLE, Part.BIND, Part.UNBIND, Part.MOVE, Part.BLOCKS, Part.VALUES, Part.CREATE]
)
def test_what_is_not_filled_in_is_nothing(form: ChangeForm, part: Part) -> None:
    form.begin(part)
    assert form.lines[part].editor.value is None


def test_a_deadline_is_typed_and_can_be_counted_from_the_day_it_runs(form: ChangeForm, fake_clock: FakeClock) -> None:
    form.begin(Part.DEADLINE)
    editor = form.lines[Part.DEADLINE].editor
    assert isinstance(editor, DeadlinePart)
    editor.ways._buttons["set"].click()
    assert editor.value is None
    QTest.keyClicks(editor.moment.field.field, "tomorrow 10:00")
    assert isinstance(editor.value, SetDeadline)
    assert isinstance(editor.value.moment, datetime)
    editor.moment.counted.click()
    assert editor.value == SetDeadline(Day(1, hour=time(10, 0)))
    QTest.keyClicks(editor.moment.field.field, " nonsense")
    assert editor.value is None


def test_a_shift_by_nothing_is_nothing(form: ChangeForm) -> None:
    form.begin(Part.DEADLINE)
    editor = form.lines[Part.DEADLINE].editor
    assert isinstance(editor, DeadlinePart)
    editor.amount.setValue(0)
    assert editor.value is None


def test_what_was_chosen_in_one_way_is_kept_while_another_is_on(form: ChangeForm) -> None:
    form.begin(Part.RESPONSIBLE)
    editor = form.lines[Part.RESPONSIBLE].editor
    assert isinstance(editor, PeoplePart)
    editor.show_value(SetResponsible(2))
    editor.ways._buttons["by_load"].click()
    assert editor.value is None
    editor.several._add(1)
    assert editor.value == ByLoad((1,))
    editor.ways._buttons["one"].click()
    assert editor.value == SetResponsible(2)


def test_a_chip_takes_somebody_or_something_away(form: ChangeForm) -> None:
    form.begin(Part.RESPONSIBLE)
    people = form.lines[Part.RESPONSIBLE].editor
    assert isinstance(people, PeoplePart)
    people.show_value(RoundRobin((1, 2)))
    people.several.chips[1].cross.click()
    assert people.value == RoundRobin((2,))
    form.begin(Part.BIND)
    items = form.lines[Part.BIND].editor
    assert isinstance(items, ItemsPart)
    items.show_value((EntityRef(DEAL, 1),))
    items.chips[EntityRef(DEAL, 1)].cross.click()
    assert items.value is None


def test_names_are_offered_and_inserted_where_the_cursor_is(form: ChangeForm) -> None:
    form.begin(Part.TITLE)
    editor = form.lines[Part.TITLE].editor
    assert isinstance(editor, TextPart)
    QTest.keyClicks(editor.new.edit, "Call ")
    action = next(each for each in editor.new.make_names().actions() if each.text() == "{deal.title}")
    action.trigger()
    assert editor.value == TextChange(TextOperation.SET, "Call {deal.title}")
    QTest.keyClicks(editor.new.edit, " {")
    assert editor.new.fault == "A brace stands alone. Double it if it is meant as a brace."


def test_a_meeting_has_a_length_and_no_colour(form: ChangeForm) -> None:
    form.begin(Part.CREATE)
    editor = form.lines[Part.CREATE].editor
    assert isinstance(editor, CreatePart)
    assert editor.color.isVisibleTo(editor)
    editor.kind._buttons[ActivityKind.MEETING.value].click()
    assert not editor.color.isVisibleTo(editor)
    assert editor.minutes.isVisibleTo(editor)


SET = '{"blocks": {"b": {"type": "deadline"}, "a": {"type": "deadline"}}}'
CARD = """{"icon": {"code": "info"}, "header": {"title": "Call"},
    "body": {"logo": {"code": "document"}, "blocks": {"a": {"type": "deadline"}}}}"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SET, "2 content block"),
        ('{"blocks": {}}', "A portal would refuse this."),
        ('{"blocks": {"a": {"type": "deadline", "scope": NaN}}}', "“NaN” is no number"),
        ("{", "The JSON ends too early. Line 1"),
        (CARD, "card of a configurable activity"),
        (None, "No such file"),
    ],
    ids=["a set", "an empty one", "NaN", "half of one", "a card", "none"],
)
def test_a_layout_is_judged_before_it_goes_to_many(
    form: ChangeForm, tools: Tools, tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "layout.json"
    if text is not None:
        path.write_text(text, "utf-8")
    tools.file_wanted.connect(lambda read, take: take(read()))
    form.begin(Part.BLOCKS)
    editor = form.lines[Part.BLOCKS].editor
    assert isinstance(editor, BlocksPart)
    editor.open(path)
    assert editor._said.text().startswith("layout.json: ")
    assert said in editor._said.text()
    assert editor.value == (Blocks(json.loads(SET)) if text == SET else None)


def test_tab_goes_through_the_lines_to_the_buttons(form: ChangeForm) -> None:
    for part in (Part.COLOR, Part.COMPLETED):
        form.begin(part)
    seen: list[Any] = []
    widget: Any = form.lines[Part.COLOR]
    while widget is not form.look and len(seen) < 400:
        seen.append(widget)
        widget = widget.nextInFocusChain()
    assert widget is form.look
    order = [form.lines[Part.COLOR], form.lines[Part.COMPLETED], form.add]
    assert [each for each in seen if each in order] == order
