"""A table that was written, edited and read back changes exactly the edited cells, and nothing it holds breaks it."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind
from daybook.domain.cell_reading import CellReader, People
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.work.changing.table import FIELDS, TableWords, columns
from daybook.work.changing.table_file import BadTable, FileFault, read_table, rows_of
from daybook.work.changing.table_import import TableFault, TableReader, TableReading, headings, ids_in
from daybook.work.exporting.csv_file import CsvFormat
from daybook.work.exporting.table import Cell
from daybook.work.exporting.writing import write_file
from daybook.work.exporting.xlsx_file import XlsxFormat

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = {1: "Ada Lovelace", 2: "Grace Hopper", 3: "Tom Brandt", 4: "Tom Brandt"}
"""Two people are called the same."""


def write(name: Field, value: Value) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, TodoColor):
        return value.name.lower()
    if isinstance(value, PingOffsets):
        return ", ".join(map(str, value.minutes)) or "none"
    if name is Field.RESPONSIBLE:
        return NAMES.get(value, f"#{value}") if isinstance(value, int) else None
    return value


WORDS = TableWords("Number", "Marks (leave them)", {name: name.value.title() for name in FIELDS}, write)
READER = TableReader(
    WORDS,
    CellReader(DeadlineReader(lambda: BERLIN), People([Person(id_, name) for id_, name in NAMES.items()], 1)),
    BERLIN,
    NOW,
)


def line(number: int, **values: Any) -> ActivityLine:
    made = ActivityLine(
        number, ActivityKind.TODO, EntityRef(DEAL, 1), "", f"Call {number}", "", deadline=NOW, responsible_id=1
    )
    return replace(made, **values)


Edit = Callable[[list[list[str]]], None]


async def round_trip(path: Path, lines: Sequence[ActivityLine], edit: Edit = lambda _rows: None) -> TableReading:
    """Writes, edits as a spreadsheet would, and reads back."""

    async def portions() -> Any:
        yield lines

    made = columns(WORDS, BERLIN)
    form = CsvFormat(made, BERLIN, ";") if path.suffix == ".csv" else XlsxFormat(made, BERLIN)
    await write_file(path, portions(), form)
    rows = [list(row.cells) for row in read_table(path, headings(WORDS))]
    edit(rows)
    data = as_csv(rows)
    return read(data, lines)


def as_csv(rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def read(data: bytes, lines: Iterable[ActivityLine]) -> TableReading:
    return READER.read(rows_of(data, headings(WORDS)), {each.id: each for each in lines})


SAMPLE = (
    line(1, subject="=SUM(A1)", color=TodoColor.BLUE),
    line(2, subject="Two\nlines  and   blanks", responsible_id=4, pings=PingOffsets.of([15, 60])),
    line(3, subject="2024", deadline=None, completed=True),
    # In the hour that comes twice when summer time ends.
    line(4, subject="'quoted'", deadline=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), responsible_id=77),
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
async def test_a_table_that_nobody_edited_changes_nothing(tmp_path: Path, suffix: str) -> None:
    reading = await round_trip(tmp_path / f"table{suffix}", SAMPLE)
    assert reading == TableReading(rows=len(SAMPLE))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
async def test_exactly_the_edited_cells_change(tmp_path: Path, suffix: str) -> None:
    def edit(rows: list[list[str]]) -> None:
        rows[1][1] = "Sum it up"
        rows[2][2] = "2026-03-05 10:00"
        rows[3][4] = "3"
        rows[3][5] = "no"
        rows[4][6] = "1 h, 15"

    reading = await round_trip(tmp_path / f"table{suffix}", SAMPLE, edit)
    assert reading.mistakes == ()
    assert reading.values == {
        1: {Field.TITLE: "Sum it up"},
        2: {Field.DEADLINE: "2026-03-05T09:00:00+00:00"},
        3: {Field.COLOR: "3", Field.COMPLETED: False},
        4: {Field.PINGS: [15, 60]},
    }
    assert reading.cells == 5


async def test_what_changed_in_the_portal_meanwhile_is_not_put_back(tmp_path: Path) -> None:
    async def portions() -> Any:
        yield SAMPLE

    path = tmp_path / "table.csv"
    await write_file(path, portions(), CsvFormat(columns(WORDS, BERLIN), BERLIN))
    later = [replace(each, subject="Somebody else's", deadline=NOW + timedelta(days=9)) for each in SAMPLE]
    assert read(path.read_bytes(), later).values == {}


async def test_an_empty_cell_leaves_things_as_they_are(tmp_path: Path) -> None:
    def edit(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[1:7] = [""] * 6

    assert (await round_trip(tmp_path / "table.csv", SAMPLE, edit)).values == {}


def test_a_table_by_hand_is_compared_with_what_there_is() -> None:
    data = b"ID;Colour;Title\n1;blue;Call 1\n2;orange;Call 2\n"
    reading = read(data, [line(1), line(2, color=TodoColor.ORANGE)])
    assert reading.values == {1: {Field.COLOR: "1"}}


def test_a_description_may_be_given_by_hand() -> None:
    reading = read(b"id\tdescription\n1\tBring the contract\n", [line(1)])
    assert reading.values == {1: {Field.DESCRIPTION: "Bring the contract"}}


def test_what_can_not_be_read_is_named_with_line_and_column() -> None:
    data = as_csv(
        [
            ["Number", "Deadline", "Responsible", "Color"],
            ["1", "someday", "Tom Brandt", "plaid"],
            ["one", "", "", ""],
            ["9", "", "", "blue"],
            ["2", "2026-03-05 10:00", "", ""],
            ["2", "", "", "blue"],
        ]
    )
    reading = read(data, [line(1), line(2)])
    told = [(each.reason, each.line, each.column, each.said) for each in reading.mistakes]
    assert told == [
        ("deadline:not_understood", 2, "Deadline", "someday"),
        ("several_people", 2, "Responsible", "Tom Brandt"),
        ("no_such_color", 2, "Color", "plaid"),
        (TableFault.NO_ID, 3, "Number", "one"),
        (TableFault.UNKNOWN_ID, 4, "Number", "9"),
        (TableFault.DOUBLE_ID, 6, "Number", "2"),
    ]
    assert reading.values == {2: {Field.DEADLINE: "2026-03-05T09:00:00+00:00"}}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Title,Deadline\nx,y\n", TableFault.NO_ID_COLUMN),
        (b"ID,Weather\n1,fine\n", TableFault.NOTHING_TO_WRITE),
        (b"ID,Title,Subject\n1,a,b\n", TableFault.DOUBLE_COLUMN),
    ],
)
def test_headings_that_say_too_little_or_too_much_are_named(data: bytes, reason: TableFault) -> None:
    assert [each.reason for each in read(data, [line(1)]).mistakes] == [reason]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_spelling_of_csv_is_read(encoding: str, separator: str) -> None:
    text = separator.join(("ID", "Title")) + "\r\n" + separator.join(("1", '"Grüße, müde; ja"')) + "\r\n"
    assert read(text.encode(encoding), [line(1)]).values == {1: {Field.TITLE: "Grüße, müde; ja"}}


def test_excels_hint_about_the_separator_is_no_row() -> None:
    reading = read(b"sep=;\nID;Color\n1;plaid\n", [line(1)])
    assert [each.line for each in reading.mistakes] == [3]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", FileFault.EMPTY),
        (b"\n \n,,\n", FileFault.EMPTY),
        (b"PK\x03\x04 no workbook", FileFault.NOT_A_TABLE),
        (b"\x00\x01\x02", FileFault.NOT_A_TABLE),
    ],
)
def test_what_is_no_table_says_so(data: bytes, reason: FileFault) -> None:
    with pytest.raises(BadTable) as caught:
        rows_of(data, headings(WORDS))
    assert caught.value.reason is reason


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadTable) as caught:
        read_table(tmp_path / "nowhere.csv", headings(WORDS))
    assert caught.value.reason is FileFault.UNREADABLE


@given(st.binary(max_size=300))
def test_no_bytes_do_any_harm(data: bytes) -> None:
    try:
        rows = rows_of(data, headings(WORDS))
    except BadTable:
        return
    ids_in(rows, WORDS)
    assert READER.read(rows, {1: line(1)}).values.keys() <= {1}


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "7", ""]), CELLS, CELLS, CELLS), max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_told_of(rows: list[tuple[str, ...]]) -> None:
    data = as_csv([("ID", "Title", "Deadline", "Color"), *rows])
    reading = read(data, [line(1), line(2)])
    named = {(each.line, each.column) for each in reading.mistakes}
    assert len(reading.mistakes) == len(named)
    unread = sum(
        each.reason in {TableFault.NO_ID, TableFault.UNKNOWN_ID, TableFault.DOUBLE_ID} for each in reading.mistakes
    )
    assert unread + reading.rows == sum(any(cell.strip() for cell in row) for row in rows)


@given(st.lists(st.tuples(CELLS, st.integers(0, 5_000_000)), min_size=1, max_size=5))
def test_any_text_and_any_moment_come_back_as_they_went(made: list[tuple[str, int]]) -> None:
    lines = [line(at + 1, subject=text, deadline=NOW + timedelta(minutes=when)) for at, (text, when) in enumerate(made)]
    form = CsvFormat(columns(WORDS, BERLIN), BERLIN)
    out = io.BytesIO()
    writer = form.begin(out, Path())
    writer.put(lines)
    assert read(out.getvalue(), lines).values == {}
