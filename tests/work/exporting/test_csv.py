"""CSV, read back by the csv module as another program would."""

import csv
import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.listing import ActivityLine
from daybook.work.exporting.csv_file import CsvFormat, guarded
from daybook.work.exporting.table import Cell, Column
from tests.work.exporting.samples import ANY_LINE, COLUMNS, FORMULAS, HARMLESS, NOON, ODD, ZONE, line

FORM = CsvFormat(COLUMNS, ZONE)


def written(lines: list[ActivityLine], form: CsvFormat = FORM) -> bytes:
    file = io.BytesIO()
    writer = form.begin(file, Path("unused"))
    writer.put(lines)
    assert writer.finish().lines == len(lines)
    return file.getvalue()


def read(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator, strict=True))


def one_cell(value: Cell, **form: Any) -> str:
    columns = [Column("x", "X", lambda _: value)]
    return read(written([line()], CsvFormat(columns, ZONE, **form)), form.get("separator", ","))[1][0]


def test_titles_and_values_of_each_kind() -> None:
    rows = read(written([line(3_000_000_000, deadline=NOON, completed=True, owner_title="Northwind"), line(2)]))
    assert rows == [
        ["Number", "Title", "Deadline", "Done", "Item"],
        ["3000000000", "Call Andrew", "2026-11-20 13:00", "TRUE", "Northwind"],
        ["2", "Call Andrew", "", "FALSE", ""],
    ]


def test_excel_sees_that_it_is_utf_8_and_records_end_as_the_rfc_has_them() -> None:
    data = written([line(subject="Größe 😀\nzwei")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")
    assert read(data)[1][1] == "Größe 😀\nzwei"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_calculated_gets_an_apostrophe(text: str) -> None:
    cell = one_cell(text)
    assert cell[0] == "'"
    assert cell[1:] == text.replace("\r", "\n")


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert one_cell(text) == text


def test_a_title_is_guarded_too() -> None:
    assert read(written([], CsvFormat([Column("x", "=1+1", lambda _: None)], ZONE))) == [["'=1+1"]]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_odd_texts_come_back(text: str, separator: str) -> None:
    assert one_cell(text, separator=separator) == text


def test_control_characters_go_and_half_a_pair_is_replaced() -> None:
    assert one_cell("a\0b\x1bc\x7f \ud83d d\r\ne\u2028f") == "abc \ufffd d\ne\nf"


@pytest.mark.parametrize(("value", "expected"), [(-5, "-5"), (1.5, "1,5"), (2**53, str(2**53)), (False, "FALSE")])
def test_numbers_are_no_formulas_and_have_the_mark_of_the_country(value: Cell, expected: str) -> None:
    assert one_cell(value, separator=";", decimal_mark=",") == expected


def test_a_moment_at_the_edge_of_the_calendar_is_written() -> None:
    assert one_cell(datetime.max.replace(tzinfo=UTC)) == "9999-12-31 23:59"
    assert one_cell(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))) == "0001-01-01 00:00"


@given(st.lists(ANY_LINE, max_size=5))
def test_whatever_a_portal_holds_the_table_keeps_its_shape_and_calculates_nothing(lines: list[ActivityLine]) -> None:
    rows = read(written(lines))
    assert [len(row) for row in rows] == [len(COLUMNS)] * (len(lines) + 1)
    assert [row[0] for row in rows[1:]] == [str(each.id) for each in lines]
    texts = [text for row in rows[1:] for text in (row[1], row[4])]
    assert all(text == guarded(text) or text[0] == "'" for text in texts)
    assert not [text for text in texts if text.lstrip()[:1] in set("=+-@＝＋－＠") - {""}]
    assert not [text for text in texts if set(text) & set(map(chr, [*range(9), 11, 12, 13, *range(14, 32), 127]))]
