"""Endless lines and endless texts in the studio: the window goes on, and nobody sees a letter less or more."""

import asyncio
import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from daybook.ui.studio.editor import GOES_ON
from daybook.ui.studio.fields import WordsField
from daybook.ui.studio.letters import FOLD, LONGEST
from tests.ui.studio.stage import Stage

HELD_S = 0.4
"""The window's thread alone, between two turns of the loop; a busy machine needs most of it. It was 1.9 seconds."""


def layout(words: str, count: int = 1) -> str:
    blocks = {f"b{number}": {"type": "text", "properties": {"value": words}} for number in range(count)}
    return json.dumps({"blocks": blocks}, ensure_ascii=False, indent=1)


MIXED = layout("\U0001f600é漢" * 14_000, 8)
ENDLESS = {
    "a million letters in words without an end": layout("x" * 56_000, 17),
    "letters of three scripts, by turns": MIXED,
    "4,000 keys twice on one line": '{"blocks": {' + ",".join('"a":{}' for _ in range(4_000)) + "}}",
    "39,000 lines": "[\n" * 39_000,
}


async def held_by(stage: Stage, path: Path) -> float:
    """Seconds of its own time that the window's thread needed at most at a stretch to show a file."""
    stage.work.open_file(path)
    worst, last = 0.0, time.thread_time()
    while stage.jobs.busy or stage.writes.pending or stage.work.editor.isReadOnly():
        await asyncio.sleep(0.001)
        now = time.thread_time()
        worst, last = max(worst, now - last), now
    await stage.settled()
    return worst


@pytest.mark.parametrize("name", list(ENDLESS))
async def test_the_window_goes_on(stage: Stage, tmp_path: Path, name: str) -> None:
    path = tmp_path / "endless.json"
    path.write_text(ENDLESS[name], "utf-8")
    assert await held_by(stage, path) < HELD_S
    assert stage.text == ENDLESS[name]
    assert not stage.work.studio.is_dirty
    assert max(map(len, _rows(stage))) <= LONGEST + len(FOLD)
    assert len(stage.work.editor.extraSelections()) == min(60, len(stage.work.problems.mistakes))
    assert stage.window.errors.failures == ()


async def test_the_text_is_told_once_and_not_once_for_each_coloured_line(stage: Stage, tmp_path: Path) -> None:
    told: list[None] = []
    stage.work.editor.typed.connect(lambda: told.append(None))
    path = tmp_path / "lines.json"
    path.write_text(layout("Hello", 500), "utf-8")
    await held_by(stage, path)
    last = stage.work.editor.document().findBlockByNumber(stage.work.editor.blockCount() - 5)
    await stage.until(lambda: last.layout().formats())
    assert len(told) == 1


def _rows(stage: Stage) -> list[str]:
    document = stage.work.editor.document()
    return [document.findBlockByNumber(number).text() for number in range(document.blockCount())]


WORDS = "".join(f"word{number} " for number in range(400))


async def test_keys_at_a_seam_mean_the_letter_beyond_it(stage: Stage) -> None:
    await stage.write(layout(WORDS))
    editor = stage.work.editor
    row = next(number for number, text in enumerate(_rows(stage)) if text.endswith(FOLD)) + 1
    place = editor.places.from_qt(editor.document().findBlockByNumber(row).position())
    before = stage.text
    editor.go_to(place)
    assert editor.textCursor().atBlockStart()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert stage.text == before[: place - 1] + before[place:]
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.place == place
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert stage.text == before[: place - 1] + before[place + 1 :]
    editor.undo()
    editor.undo()
    assert stage.text == before
    await stage.settled()


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])
async def test_no_key_leaves_the_cursor_within_a_seam(stage: Stage, key: Qt.Key) -> None:
    await stage.write(layout(WORDS))
    editor = stage.work.editor
    editor.go_to(stage.text.index("word0"))
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in range(450):
            QTest.keyClick(editor, key, modifier)
            cursor = editor.textCursor()
            for place in (cursor.position(), cursor.anchor()):
                assert editor.document().characterAt(place - 1) != FOLD
    await stage.settled()


async def test_a_whole_piece_that_is_chosen_and_removed_takes_no_line_break_with_it(stage: Stage) -> None:
    text = layout(WORDS, 2)
    await stage.write(text)
    editor = stage.work.editor
    last = next(n for n, row in enumerate(_rows(stage)) if n and _rows(stage)[n - 1].endswith(FOLD) and FOLD not in row)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(last).position())
    cursor.select(cursor.SelectionType.BlockUnderCursor)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert stage.text.count("\n") == text.count("\n")
    assert len(stage.text) < len(text)
    await stage.settled()


async def test_what_is_copied_and_pasted_is_the_text(stage: Stage) -> None:
    text = layout(WORDS + "\u00a0\U0001f600")
    await stage.write(text)
    editor = stage.work.editor
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == text
    editor.cut()
    assert stage.text == ""
    editor.paste()
    assert stage.text == text
    assert max(map(len, _rows(stage))) <= LONGEST + len(FOLD)
    await stage.settled()


async def test_a_line_that_grows_is_taken_apart_and_undo_takes_back_both(stage: Stage) -> None:
    await stage.write(layout("short"))
    before = stage.text
    editor = stage.work.editor
    editor.go_to(before.index("short"))
    QGuiApplication.clipboard().setText("long " * 159)
    editor.paste()
    assert stage.text == before.replace("short", "long " * 159 + "short")
    assert max(map(len, _rows(stage))) <= LONGEST + len(FOLD)
    editor.undo()
    assert stage.text == before
    editor.redo()
    assert stage.text == before.replace("short", "long " * 159 + "short")
    await stage.settled()


async def test_a_letter_too_much_is_taken_back_with_its_seam(stage: Stage) -> None:
    await stage.write(layout("x" * 780))
    editor = stage.work.editor
    editor.go_to(stage.text.index("xx"))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        QTest.keyClicks(editor, letter)
    assert FOLD in "".join(_rows(stage))
    texts = [stage.text]
    while editor.document().isUndoAvailable():
        QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Undo))
        texts.append(stage.text)
    assert all(one != other for one, other in pairwise(texts))
    while editor.document().isRedoAvailable():
        QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Redo))
    assert stage.text == texts[0]
    assert FOLD in "".join(_rows(stage))
    await stage.settled()


async def test_an_edit_of_the_structure_reaches_into_a_long_line(stage: Stage) -> None:
    await stage.write(layout(WORDS))
    stage.choose("blocks", "b0")
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    cursor = field.texts[""].textCursor()
    cursor.setPosition(1_500)
    cursor.insertText("HERE")
    await stage.settled()
    assert json.loads(stage.text)["blocks"]["b0"]["properties"]["value"] == WORDS[:1_500] + "HERE" + WORDS[1_500:]


async def test_lines_keep_their_numbers_and_mistakes_their_places(stage: Stage) -> None:
    text = layout(WORDS, 2).replace('"text"', '"test"')
    await stage.write(text)
    editor = stage.work.editor
    rows = _rows(stage)
    assert any(editor.places.goes_on(number) for number in range(len(rows)))
    assert editor.places.line_of(len(rows) - 1) == text.count("\n") + 1
    marked = [each.cursor.selectedText() for each in editor.extraSelections()]
    assert marked.count('"test"') == 2
    assert GOES_ON not in stage.text


async def test_a_text_within_pieces_is_coloured_to_its_end(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(layout(WORDS), "utf-8")
    await held_by(stage, path)
    document = stage.work.editor.document()
    pieces = [number for number in range(document.blockCount()) if stage.work.editor.places.goes_on(number)]
    last = document.findBlockByNumber(pieces[-1])
    await stage.until(lambda: last.layout().formats())
    (mark,) = last.layout().formats()
    assert (mark.start, mark.length) == (0, last.text().index('"') + 1)


async def test_nothing_is_typed_into_a_text_that_is_not_all_there(stage: Stage) -> None:
    text = layout("Hello", 2_000)
    stage.work.open_text(text, stage.work.studio.origin, saved="")
    editor = stage.work.editor
    await stage.until(lambda: stage.text == text)
    assert editor.isReadOnly()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Backspace):
        QTest.keyClick(editor, key)
    assert stage.text == text
    await stage.until(lambda: not editor.isReadOnly())
    assert editor.document().toPlainText() == text
    editor.go_to(0)
    QTest.keyClick(editor, Qt.Key.Key_A)
    assert stage.text == "a" + text
    QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Undo))
    assert stage.text == text
    await stage.settled()


async def test_who_needs_the_end_of_a_text_has_it(stage: Stage) -> None:
    text = layout("Hello", 2_000)
    stage.work.open_text(text, stage.work.studio.origin, saved="")
    editor = stage.work.editor
    await stage.until(lambda: stage.text == text)
    editor.go_to(len(text) - 1)
    assert not editor.isReadOnly()
    assert editor.textCursor().atEnd() or editor.document().characterAt(editor.textCursor().position()) == "}"
    await stage.settled()


async def test_a_form_shows_the_beginning_of_an_endless_text_and_says_so(stage: Stage) -> None:
    text = layout("x" * 56_000)
    await stage.write(text)
    stage.choose("blocks", "b0")
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    box = field.texts[""]
    assert box.isReadOnly()
    assert field.too_long.isVisibleTo(stage.work.form)
    assert "JSON" in field.too_long.text()
    QTest.keyClicks(box, "y")
    await stage.settled()
    assert stage.text == text
    await stage.write(layout("x" * 10_000))
    assert not box.isReadOnly()
    assert box.toPlainText() == "x" * 10_000
    assert not field.too_long.isVisibleTo(stage.work.form)
