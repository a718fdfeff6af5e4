"""XLSX, read back by calamine (Rust), and its parts by the standard library."""

import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from daybook.domain.listing import ActivityLine
from daybook.work.exporting.table import Cell, Column, cleaned
from daybook.work.exporting.writing import Tally, TooManyLines
from daybook.work.exporting.xlsx_file import MOST_CHARACTERS, XlsxFormat, sheet_name, shortened
from tests.work.exporting.samples import ANY_LINE, COLUMNS, FORMULAS, HARMLESS, NOON, ODD, ZONE, line

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORM = XlsxFormat(COLUMNS, ZONE)


def written(lines: list[ActivityLine], scratch: Path, form: XlsxFormat = FORM) -> tuple[bytes, Tally]:
    file = io.BytesIO()
    writer = form.begin(file, scratch)
    writer.put(lines)
    tally = writer.finish()
    writer.discard()
    return file.getvalue(), tally


def read(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def sheet_xml(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        return ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))


def one_cell(value: Cell, scratch: Path) -> Any:
    data, _ = written([line()], scratch, XlsxFormat([Column("x", "X", lambda _: value)], ZONE))
    rows = read(data)
    return rows[1][0] if len(rows) > 1 else ""


def test_values_keep_their_type(tmp_path: Path) -> None:
    data, tally = written([line(3_000_000_000, deadline=NOON, completed=True, owner_title="N"), line(2)], tmp_path)
    assert read(data) == [
        ["Number", "Title", "Deadline", "Done", "Item"],
        [3_000_000_000, "Call Andrew", datetime(2026, 11, 20, 13, 0), True, "N"],  # noqa: DTZ001  (Excel knows no zone)
        [2, "Call Andrew", "", False, ""],
    ]
    assert tally == Tally(2)
    assert list(tmp_path.iterdir()) == []


def test_the_titles_stay_in_sight_and_filter_the_rows(tmp_path: Path) -> None:
    sheet = sheet_xml(written([line(), line(2)], tmp_path)[0])
    pane = sheet.find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("xSplit"), pane.get("state")) == ("1", None, "frozen")
    found = sheet.find(f".//{MAIN}autoFilter")
    assert found is not None
    assert found.get("ref") == "A1:E3"


def test_columns_are_as_wide_as_what_is_in_them(tmp_path: Path) -> None:
    texts = [line(subject="word " * 100, deadline=NOON)]
    widths: dict[int, float] = {}
    for each in sheet_xml(written(texts, tmp_path)[0]).iter(f"{MAIN}col"):
        span = range(int(each.attrib["min"]), int(each.attrib["max"]) + 1)
        widths |= dict.fromkeys(span, float(each.attrib["width"]))
    number, title, deadline, done, _ = (widths[at] for at in range(1, 6))
    assert done < deadline < title < 62
    assert number < deadline


@pytest.mark.parametrize("text", [text for text in FORMULAS + HARMLESS if text])
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    data, _ = written([line(subject=text, owner_title=text)], tmp_path)
    assert sheet_xml(data).find(f".//{MAIN}f") is None
    assert read(data)[1][1] == read(data)[1][4] == text.replace("\r", "\n")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_come_back(text: str, tmp_path: Path) -> None:
    data, _ = written([line(subject=text)], tmp_path)
    assert read(data)[1][1] == text
    assert sheet_xml(data).find(f".//{MAIN}hyperlink") is None


def test_control_characters_go_and_half_a_pair_is_replaced(tmp_path: Path) -> None:
    assert one_cell("a\0b\x1bc\x7f \ud83d d\r\ne\ufffe", tmp_path) == "abc \ufffd d\ne"


def test_a_long_text_is_cut_at_what_a_cell_holds_and_that_is_counted(tmp_path: Path) -> None:
    data, tally = written([line(subject="😀" * 20_000), line(2, "x" * MOST_CHARACTERS)], tmp_path)
    cells = [row[1] for row in read(data)[1:]]
    assert cells[0] == "😀" * 16_383 + "…"
    assert cells[1] == "x" * MOST_CHARACTERS
    assert tally.cut_cells == 1


@given(st.integers(0, 3), st.sampled_from(["😀", "é", "a😀", "שי"]), st.integers(8_000, 40_000))
@settings(max_examples=40)
def test_no_character_is_halved(ahead: int, piece: str, times: int) -> None:
    text = "x" * ahead + piece * times
    kept = shortened(text)
    assert len(kept.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert text.startswith(kept.removesuffix("…"))
    assert (kept == text) == (len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS)


def test_more_rows_than_a_sheet_has_are_refused_and_not_dropped(tmp_path: Path) -> None:
    writer = XlsxFormat(COLUMNS, ZONE, most_lines=3).begin(io.BytesIO(), tmp_path)
    writer.put([line(1), line(2)])
    with pytest.raises(TooManyLines) as caught:
        writer.put([line(3), line(4)])
    assert caught.value.limit == 3
    writer.discard()
    assert XlsxFormat(COLUMNS, ZONE).most_lines == 1_048_575


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10**15 - 1, 10**15 - 1),
        (2**60, str(2**60)),
        (-2.5, -2.5),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (datetime(1899, 12, 31, 23, 59, tzinfo=ZONE), "1899-12-31 23:59"),
        (datetime(9999, 12, 31, 23, 30, tzinfo=ZONE), datetime(9999, 12, 31, 23, 30)),  # noqa: DTZ001
        (datetime(1900, 1, 2, tzinfo=ZONE), date(1900, 1, 2)),
    ],
    ids=str,
)
def test_what_excel_cannot_count_is_written_as_text(value: Cell, expected: object, tmp_path: Path) -> None:
    found = one_cell(value, tmp_path)
    if isinstance(expected, date) and not isinstance(expected, datetime) and isinstance(found, datetime):
        found = found.date()
    assert found == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Overdue: mine/team [all]?", "Overdue  mine team  all"),
        ("'quoted'", "quoted"),
        ("", "Daybook"),
        ("History", "Daybook"),
        ("x" * 40, "x" * 31),
        ("😀", "Daybook"),
        ("Мои звонки", "Мои звонки"),
    ],
)
def test_a_sheet_is_called_as_excel_allows(title: str, name: str, tmp_path: Path) -> None:
    assert sheet_name(title) == name
    data, _ = written([], tmp_path, XlsxFormat(COLUMNS, ZONE, title))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == [name]


@given(st.lists(ANY_LINE, max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_a_portal_holds_comes_back(lines: list[ActivityLine]) -> None:
    with TemporaryDirectory() as scratch:
        data, _ = written(lines, Path(scratch))
    rows = read(data)[1:]
    assert len(rows) == len(lines)
    for row, each in zip(rows, lines, strict=True):
        assert int(row[0]) == each.id
        assert row[1] == cleaned(each.subject)
        assert row[3] is each.completed


def test_nothing_of_a_library_is_loaded_before_it_is_needed() -> None:
    words = (
        "import sys\n"
        "from daybook.work.exporting import csv_file, ics_file, xlsx_file\n"
        "print(sorted({'xlsxwriter', 'icalendar', 'dateutil'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_day_in_utc_is_another_day_in_the_zone(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert one_cell(late, tmp_path) == datetime(2026, 11, 21, 0, 30)  # noqa: DTZ001
