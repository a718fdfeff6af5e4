"""Blocks of cells, as spreadsheets copy them and as we hand them back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daybook.domain.cells import Block, BlockTooLarge, read_block, write_block

COPIED = {
    "Excel: two rows, and a line end after the last": ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
    "Google Sheets: no line end after the last row": ("a\tb\nc\td", (("a", "b"), ("c", "d"))),
    "one cell": ("Call Andrew", (("Call Andrew",),)),
    "nothing": ("", ()),
    "one empty cell, as Excel copies it": ("\r\n", (("",),)),
    "an empty cell at the end of a row": ("a\t\r\nb\tc\r\n", (("a", ""), ("b", "c"))),
    "an empty cell at the end of everything": ("a\t", (("a", ""),)),
    "only empty cells": ("\t\r\n\t\r\n", (("", ""), ("", ""))),
    "an empty row in the middle": ("a\r\n\r\nb\r\n", (("a",), ("",), ("b",))),
    "a line break in a cell": ('"Call\nAndrew"\tb\r\n', (("Call\nAndrew", "b"),)),
    "a line break as Windows writes it": ('"Call\r\nAndrew"\tb\r\n', (("Call\nAndrew", "b"),)),
    "a tab in a cell": ('"a\tb"\tc', (("a\tb", "c"),)),
    "marks in a cell with a line break": ('"say ""hi""\nthen go"\tb', (('say "hi"\nthen go', "b"),)),
    "a cell of doubled marks": ('"""hi"""\tb', (('"hi"', "b"),)),
    "a cell that only looks quoted, as Sheets copies it": ('"Northwind"\tb', (('"Northwind"', "b"),)),
    "a title that begins with a quoted name": ('"Northwind" renewal\tb', (('"Northwind" renewal', "b"),)),
    "inches": ('19" rack\t5"\r\n', (('19" rack', '5"'),)),
    "a mark that is never closed": ('"open\tb\r\nc\td', (('"open', "b"), ("c", "d"))),
    "one mark alone": ('"', (('"',),)),
    "rows of different length": ("a\r\nb\tc\td\r\n", (("a", "", ""), ("b", "c", "d"))),
    "line ends of old Macintosh programs": ("a\tb\rc\td\r", (("a", "b"), ("c", "d"))),
    "a NUL at the end, as some programs leave it": ("a\tb\0", (("a", "b"),)),
    "any script": ("\u200fשלום\t😀👩\u200d👩\u200d👧\tдоговор", (("\u200fשלום", "😀👩\u200d👩\u200d👧", "договор"),)),
    "formulas are only text here": ("=1+1\t-5\t@x", (("=1+1", "-5", "@x"),)),
}


@pytest.mark.parametrize(("text", "expected"), COPIED.values(), ids=COPIED)
def test_copied_cells_are_read(text: str, expected: Block) -> None:
    assert read_block(text) == expected


WRITTEN = {
    "rows": ([["a", "b"], ["c", "d"]], "a\tb\nc\td\n"),
    "one cell, for a line of text": ([["a"]], "a"),
    "a line break": ([["a\r\nb", "c"]], '"a\nb"\tc\n'),
    "a tab": ([["a\tb", "c"]], '"a\tb"\tc\n'),
    "marks inside": ([['5" x', "c"]], '5" x\tc\n'),
    "a mark in front": ([['"a" b', "c"]], '"""a"" b"\tc\n'),
    "nothing": ([], ""),
}


@pytest.mark.parametrize(("rows", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_cells_are_written_as_spreadsheets_take_them(rows: list[list[str]], expected: str) -> None:
    assert write_block(rows) == expected


CELLS = st.text(st.one_of(st.sampled_from('\t\n\r"a ='), st.characters(exclude_categories=["Cc", "Cs"])), max_size=12)


@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=6)))
@example([("",)])
@example([("a",), ("",)])
@example([("", ""), ("", "")])
@example([('"',)])
@example([('""',)])
@example([("\r",)])
def test_what_is_written_is_read_again(rows: list[tuple[str, ...]]) -> None:
    same = tuple(tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows)
    assert read_block(write_block(rows)) == same


@given(st.text(st.sampled_from('\t\n\r"a\0'), max_size=60))
@example('""\t"\n"""')
def test_any_text_is_a_block_and_keeps_its_letters(text: str) -> None:
    block = read_block(text)
    assert len({len(row) for row in block}) <= 1
    assert "".join(cell for row in block for cell in row).count("a") == text.count("a")
    assert read_block(write_block(block)) == block


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("x" * 4_000_001, "characters"),
        ("\r\n" * 1_048_576, "cells"),
        ("\t" * 100_000 + "\n" * 3, "cells"),
    ],
    ids=["a text too long", "a whole column of Excel", "few rows, one of them very wide"],
)
def test_too_much_is_said(text: str, what: str) -> None:
    with pytest.raises(BlockTooLarge) as caught:
        read_block(text)
    assert caught.value.what == what
    assert str(caught.value.limit) in str(caught.value)


@pytest.mark.timeout(60)  # a second or two; weeks, if each mark were sought to the end of the text
@pytest.mark.parametrize("piece", ['"a\t', '""a\t', '"""a\t', '""\t', '"\n', '"a""\t'])
def test_marks_that_never_close_are_not_sought_again_and_again(piece: str) -> None:
    text = piece * (4_000_000 // len(piece))
    block = read_block(text, most_cells=10**7)
    assert sum(map(len, block)) >= text.count(piece[-1]) // 2  # two marks around a delimiter do make one cell
