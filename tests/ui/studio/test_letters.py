"""A document gives back the text it was given, and places mean the same letters on both sides."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from daybook.ui.studio import letters
from daybook.ui.studio.letters import FOLD, LONGEST, Places, plain, portions, raw_of, shown_text, text_of

pytestmark = pytest.mark.usefixtures("qapp")

SPECIAL = "\u00a0\u2028\u2029\ufdd0\ufdd1\ufdd2\U0001f600ä\u200d\x0b\x0c\x85"
TEXTS = st.text(st.sampled_from(SPECIAL) | st.characters(codec="utf-8", exclude_characters="\r\n\x00"))
LONG = st.builds(
    lambda words, times: words * times, st.text("a ä\U0001f600漢", min_size=1, max_size=9), st.integers(0, 900)
)
"""Lines of which some are shown in pieces."""
LAYOUTS = st.lists(LONG, max_size=4).map("\n".join)


def document_of(shown: str) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(shown)
    return document


@given(TEXTS)
def test_no_letter_is_changed(qapp: QApplication, value: str) -> None:
    text = json.dumps({"a": value, "b": [1]}, ensure_ascii=False, indent=1)
    assert json.loads(text_of(document_of(shown_text(text)))) == {"a": value, "b": [1]}


@given(LAYOUTS)
def test_long_lines_are_shown_in_pieces_and_stay_the_lines_they_are(qapp: QApplication, text: str) -> None:
    shown = shown_text(text)
    document = document_of(shown)
    assert max(map(len, shown.split("\n"))) <= LONGEST + len(FOLD)
    assert text_of(document) == text
    assert document.toRawText() == raw_of(shown)
    assert "".join(portions(shown)) == shown


@given(LAYOUTS, st.integers(0, 9_000))
def test_places_mean_the_same_letters(qapp: QApplication, text: str, at: int) -> None:
    document = document_of(shown_text(text))
    places = Places(document.toRawText())
    cursor = QTextCursor(document)
    cursor.setPosition(places.to_qt(at))
    cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
    assert places.text == text
    assert plain(cursor.selectedText()) == text[:at]
    assert places.from_qt(places.to_qt(at)) == min(at, len(text))


@given(LAYOUTS)
def test_pieces_of_a_line_have_its_number(qapp: QApplication, text: str) -> None:
    document = document_of(shown_text(text))
    places = Places(document.toRawText())
    block, line = document.begin(), 1
    while block.isValid():
        before = block.previous()
        goes_on = before.isValid() and before.text().endswith(FOLD)
        line += before.isValid() and not goes_on
        assert (places.line_of(block.blockNumber()), places.goes_on(block.blockNumber())) == (line, goes_on)
        block = block.next()
    assert line == text.count("\n") + 1


@given(LAYOUTS, st.lists(st.integers(0, 20_000), max_size=9))
def test_whatever_is_left_of_a_seam_is_no_letter(qapp: QApplication, text: str, gone: list[int]) -> None:
    raw = document_of(shown_text(text)).toRawText()
    for place in gone:
        raw = raw[: place % (len(raw) + 1)] + raw[place % (len(raw) + 1) + 1 :]
    document = document_of(raw)
    places = Places(document.toRawText())
    assert FOLD not in places.text
    for place in range(0, document.characterCount(), 7):
        letter = places.from_qt(place)
        assert places.from_qt(places.to_qt(letter)) == letter


@pytest.mark.parametrize(
    "shown", ["", "a", "[\n" * 20_000, "x" * 300 + "\n", ("y" * 500 + "\n") * 1_000, "\n" * 9_000 + "z"]
)
def test_portions_are_the_whole(shown: str) -> None:
    made = portions(shown)
    assert "".join(made) == shown
    assert max(each.count("\n") for each in made) <= letters._LINES
    assert max(map(len, made)) <= letters._LETTERS + LONGEST
