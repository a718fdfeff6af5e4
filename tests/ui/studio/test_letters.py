"""A document gives back the text it was given, and places mean the same letters on both sides."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from daybook.ui.studio.letters import from_qt, shown_text, text_of, to_qt

pytestmark = pytest.mark.usefixtures("qapp")

SPECIAL = "\u00a0\u2028\u2029\ufdd0\ufdd1\U0001f600ä\u200d\x0b\x0c\x85"
TEXTS = st.text(st.sampled_from(SPECIAL) | st.characters(codec="utf-8", exclude_characters="\r\n\x00"))


@given(TEXTS)
def test_no_letter_is_changed(qapp: QApplication, value: str) -> None:
    text = json.dumps({"a": value, "b": [1]}, ensure_ascii=False, indent=1)
    document = QTextDocument()
    document.setPlainText(shown_text(text))
    assert json.loads(text_of(document)) == {"a": value, "b": [1]}


@given(st.text("a\U0001f600ä\n", max_size=12), st.integers(0, 14))
def test_places_mean_the_same_letters(qapp: QApplication, text: str, at: int) -> None:
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(to_qt(text, at))
    cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText().replace("\u2029", "\n") == text[:at]
    assert from_qt(text, to_qt(text, at)) == min(at, len(text))
