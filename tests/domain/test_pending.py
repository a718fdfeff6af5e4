"""Which cells may be wished for, what a text means in one, and what becomes of a pasted block."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.cell_paste import Layer, LeftOut, Misfit, Target, filling
from daybook.domain.cell_reading import BadCell, CellReader, CellWords, People
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.pending import (
    WISHABLE,
    CellFault,
    Hindrance,
    PendingEdit,
    Value,
    hindrance,
    in_conflict,
    same,
    value_of,
)
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 4, 15, 0, 42, tzinfo=UTC)
PEOPLE = (
    Person(1, "Ada Lovelace"),
    Person(2, "Grace Hopper"),
    Person(3, "Grace Kelly"),
    Person(4, "Zoë Åkesson"),
    Person(12, "#12"),
)
READER = CellReader(
    DeadlineReader(lambda: UTC),
    People(PEOPLE, me=2),
    CellWords(yes=("ja",), no=("nein",), colors={"blau": TodoColor.BLUE}),
)


def activity(kind: ActivityKind = ActivityKind.TODO, **values: object) -> Activity:
    made = {"id": 1, "owner": EntityRef(DEAL, 1), "subject": "Call Andrew", "deadline": DUE, **values}
    return Activity(kind=kind, **made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen", "name", "expected"),
    [
        (activity(), Field.TITLE, None),
        (activity(), Field.DEADLINE, None),
        (activity(), Field.PINGS, Hindrance.UNKNOWN_PINGS),
        (activity(), Field.BINDING, Hindrance.READ_ONLY),
        (activity(completed=True), Field.TITLE, Hindrance.COMPLETED),
        (activity(completed=True), Field.COMPLETED, None),
        (activity(ActivityKind.CALL), Field.TITLE, None),
        (activity(ActivityKind.CALL), Field.RESPONSIBLE, None),
        (activity(ActivityKind.CALL), Field.DEADLINE, Hindrance.FOLLOWS_START),
        (activity(ActivityKind.MEETING), Field.COLOR, Hindrance.NOT_A_TODO),
        (activity(ActivityKind.EMAIL), Field.TITLE, Hindrance.KEPT_ELSEWHERE),
        (activity(ActivityKind.TASK), Field.DEADLINE, Hindrance.KEPT_ELSEWHERE),
        (activity(ActivityKind.APPLICATION), Field.TITLE, Hindrance.NEEDS_APPLICATION),
        (activity(ActivityKind.EMAIL, direction=Direction.OUTGOING), Field.COMPLETED, Hindrance.WOULD_SEND_EMAIL),
        (activity(ActivityKind.CONFIGURABLE), Field.COMPLETED, Hindrance.NEEDS_APPLICATION),
    ],
)
def test_a_cell_says_why_it_can_not_be_edited(seen: Activity, name: Field, expected: Hindrance | None) -> None:
    assert hindrance(seen, name) is expected


def test_reopening_frees_a_completed_to_do_and_known_reminders_can_be_written() -> None:
    assert hindrance(activity(completed=True), Field.TITLE, reopened=True) is None
    assert hindrance(activity(), Field.PINGS, pings_known=True) is None
    assert hindrance(activity(ActivityKind.APPLICATION), Field.COMPLETED, by_application=True) is None


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (Field.TITLE, "  Call\r\nBeate\t now ", "Call Beate now"),
        (Field.DESCRIPTION, "one\r\ntwo", "one\ntwo"),
        (Field.DESCRIPTION, "", ""),
        (Field.DEADLINE, "tomorrow 10:00", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        (Field.DEADLINE, "24.12.2026 09:00:00", datetime(2026, 12, 24, 9, tzinfo=UTC)),
        (Field.DEADLINE, "Tue 3 Mar 09:00, overdue", datetime(2026, 3, 3, 9, tzinfo=UTC)),
        (Field.DEADLINE, "+2h", DUE.replace(second=0) + timedelta(hours=2)),
        (Field.DEADLINE, "2026-03-04 15:00", DUE),
        (Field.RESPONSIBLE, "#3", 3),
        (Field.RESPONSIBLE, "12", 12),
        (Field.RESPONSIBLE, "me", 2),
        (Field.RESPONSIBLE, "ada  LOVELACE", 1),
        (Field.RESPONSIBLE, "Lovelace, Ada", 1),
        (Field.RESPONSIBLE, "Love", 1),
        (Field.RESPONSIBLE, "g hop", 2),
        (Field.RESPONSIBLE, "ZOË", 4),
        (Field.COLOR, "3", TodoColor.ORANGE),
        (Field.COLOR, "0", TodoColor.DEFAULT),
        (Field.COLOR, "Rose", TodoColor.ROSE),
        (Field.COLOR, "Blau", TodoColor.BLUE),
        (Field.COMPLETED, "Yes", True),
        (Field.COMPLETED, "ja", True),
        (Field.COMPLETED, "☐", False),
        (Field.COMPLETED, "0", False),
        (Field.PINGS, "15, 1h; 1 day", PingOffsets((15, 60, 1440))),
        (Field.PINGS, "none", PingOffsets()),
    ],
)
def test_what_a_text_means_in_a_cell(name: Field, text: str, value: Value) -> None:
    assert READER.read(name, text, now=NOW, base=DUE if name is Field.DEADLINE else None) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (Field.TITLE, " \n\t", CellFault.EMPTY),
        (Field.DEADLINE, "", CellFault.EMPTY),
        (Field.DEADLINE, "soon", "deadline:not_understood"),
        (Field.DEADLINE, "31.2.", "deadline:no_such_day"),
        (Field.DEADLINE, "none", CellFault.NO_DEADLINE),
        (Field.RESPONSIBLE, "Grace", CellFault.SEVERAL_PEOPLE),
        (Field.RESPONSIBLE, "Somebody Else", CellFault.NO_SUCH_PERSON),
        (Field.RESPONSIBLE, "99", CellFault.NO_SUCH_PERSON),
        (Field.COLOR, "8", CellFault.NO_SUCH_COLOR),
        (Field.COMPLETED, "perhaps", CellFault.NEITHER_YES_NOR_NO),
        (Field.PINGS, "-5", CellFault.NO_REMINDERS),
        (Field.PINGS, "15 apples", CellFault.NO_REMINDERS),
        (Field.PINGS, "999999", CellFault.NO_REMINDERS),
    ],
)
def test_what_is_not_understood_is_said(name: Field, text: str, reason: str) -> None:
    with pytest.raises(BadCell) as bad:
        READER.read(name, text, now=NOW)
    assert bad.value.reason == reason


def outcome(name: Field, text: str) -> Value | BadCell:
    try:
        return READER.read(name, text, now=NOW, base=DUE)
    except BadCell as bad:
        return bad


@given(name=st.sampled_from(WISHABLE), text=st.text(max_size=60))
def test_any_text_is_a_value_or_a_reason(name: Field, text: str) -> None:
    found = outcome(name, text)
    assert found is not None
    if isinstance(found, BadCell):
        assert found.reason.removeprefix("deadline:")
    if isinstance(found, str):
        assert "\x00" not in found
    if isinstance(found, datetime):
        assert found.tzinfo is not None


@given(st.sets(st.integers(0, 5000), max_size=6).map(PingOffsets.of))
def test_reminders_read_back_what_was_written(pings: PingOffsets) -> None:
    text = ", ".join(map(str, pings.minutes)) or "none"
    assert READER.read(Field.PINGS, text, now=NOW) == pings


@given(
    base=st.text(max_size=5) | st.just("Call"),
    wished=st.text(max_size=5) | st.just("Call"),
    now=st.text(max_size=5) | st.just("Call"),
)
def test_a_conflict_is_a_third_value(base: str, wished: str, now: str) -> None:
    edit = PendingEdit(1, Field.TITLE, base, wished, NOW)
    assert in_conflict(edit, now) is (now.strip() not in (base.strip(), wished.strip()))


def test_moments_are_the_same_to_the_second_and_a_flag_is_no_number() -> None:
    berlin = DUE.astimezone().replace(microsecond=7)
    assert same(Field.DEADLINE, DUE, berlin)
    assert not same(Field.DEADLINE, DUE, None)
    assert not same(Field.RESPONSIBLE, 1, True)
    assert same(Field.TITLE, "a\r\nb ", "a\nb")


COLUMNS = (Field.TITLE, None, Field.DEADLINE, Field.COMPLETED)
NAMES = (Field.TITLE, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE, Field.COMPLETED)


def target(seen: Activity) -> Target:
    return Target(seen, {name: value_of(seen, name) for name in NAMES})


def places(left: tuple[LeftOut, ...]) -> dict[tuple[int, int], object]:
    return {(each.row, each.column): each.reason for each in left}


def test_what_fits_becomes_pending_and_the_rest_is_told() -> None:
    block = (
        ("New title", "whatever", "tomorrow 10:00", "no", "beyond"),
        ("Call Andrew", "", "nonsense", "yes"),
        ("lost",),
    )
    found = Layer(COLUMNS, READER, NOW).lay(block, [target(activity()), target(activity(id=2, completed=True))])
    assert [(each.activity_id, each.field, each.wished) for each in found.edits] == [
        (1, Field.TITLE, "New title"),
        (1, Field.DEADLINE, datetime(2026, 3, 3, 10, tzinfo=UTC)),
    ]
    assert [(each.activity_id, each.field) for each in found.unchanged] == [
        (1, Field.COMPLETED),
        (2, Field.TITLE),
        (2, Field.COMPLETED),
    ]
    assert places(found.left_out) == {
        (0, 1): Hindrance.READ_ONLY,
        (0, 4): Misfit.NO_COLUMN,
        (1, 1): Hindrance.READ_ONLY,
        (1, 2): "deadline:not_understood",
        (2, 0): Misfit.NO_ROW,
    }


def test_a_block_that_reopens_a_row_may_rename_it_too() -> None:
    completed = target(activity(completed=True))
    layer = Layer(COLUMNS, READER, NOW)
    assert places(layer.lay((("Renamed",),), [completed]).left_out) == {(0, 0): Hindrance.COMPLETED}
    reopened = layer.lay((("Renamed", "", "friday", "no"),), [completed])
    assert {each.field for each in reopened.edits} == {Field.TITLE, Field.DEADLINE, Field.COMPLETED}


def test_rows_that_vanished_are_told() -> None:
    found = Layer(COLUMNS, READER, NOW).lay((("a", "b"),), [None])
    assert places(found.left_out) == {(0, 0): Misfit.NOT_LOADED, (0, 1): Misfit.NOT_LOADED}


@given(
    block=st.lists(st.lists(st.sampled_from(["", "x", "Call Andrew", "friday", "no", "yes"]), max_size=6), max_size=6),
    rows=st.lists(st.sampled_from([None, activity(), activity(completed=True), activity(ActivityKind.CALL)])),
)
def test_every_cell_of_a_block_is_accounted_for_once(block: list[list[str]], rows: list[Activity | None]) -> None:
    targets = [None if each is None else target(each) for each in rows]
    found = Layer(COLUMNS, READER, NOW).lay(tuple(map(tuple, block)), targets)
    assert found.cells == sum(map(len, block))
    assert len(places(found.left_out)) == len(found.left_out)
    assert all(each.changes for each in found.edits)
    assert not any(each.changes for each in found.unchanged)


@pytest.mark.parametrize(
    ("block", "size", "expected"),
    [
        ([["x"]], (3, 1), [["x"], ["x"], ["x"]]),
        ([["x", "y"]], (2, 4), [["x", "y", "x", "y"]] * 2),
        ([["x"], ["y"]], (3, 1), [["x"], ["y"]]),
        ([["x"]], (1, 1), [["x"]]),
        ([], (2, 2), []),
        ([[]], (2, 2), [[]]),
    ],
    ids=["one cell down", "a pair across", "no whole times", "its own size", "nothing", "an empty row"],
)
def test_a_block_fills_a_selection_it_fits_into(
    block: list[list[str]], size: tuple[int, int], expected: list[list[str]]
) -> None:
    assert filling(tuple(map(tuple, block)), *size) == tuple(map(tuple, expected))
