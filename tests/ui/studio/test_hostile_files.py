"""Files of strangers, opened as a person opens one: a message, and nothing else happens, least of all a freeze."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from daybook.ui.studio import workspace
from tests.ui.studio.stage import Stage

HELD_S = 0.4
"""No file takes more of its own time from the window's thread at a stretch; a busy machine needs most of it."""
BEFORE = '{"blocks": {"mine": {"type": "deadline"}}}'


def _link(uri: str) -> dict[str, object]:
    return {"type": "link", "properties": {"text": "click", "action": {"type": "redirect", "uri": uri}}}


def _text(words: str) -> dict[str, object]:
    return {"type": "text", "properties": {"value": words}}


def _blocks(**blocks: object) -> bytes:
    return json.dumps({"blocks": blocks}, ensure_ascii=False).encode()


REFUSED = {
    "50 MB of brackets": (b"[" * 50_000_000, "far too large"),
    "50 MB of one text": (b'{"blocks": {"a": "' + b"x" * 50_000_000 + b'"}}', "far too large"),
    "half a million lines": (b"[\n" * 450_000, "too long to be edited"),
    "an endless line that is no JSON": (b'"' * 70_000, "too long to be edited"),
    "no text": (b"\xff\xfe\xff", "no text"),
    "half a letter": (b'{"a": "\xed\xa0\xbd"}', "no text"),
}
SHOWN = {
    "a thousand deep": (b"[" * 1_000 + b"]" * 1_000, "deeper than any layout needs"),
    "a key twice": (b'{"blocks": {"a": {"type": "deadline"}, "a": {"type": "deadline"}}}', "stands here twice"),
    "half an escaped letter": (_blocks(a=_text("?")).replace(b"?", b"\\ud83d"), "half a letter"),
    "NaN": (b'{"blocks": {"a": NaN}}', "is no number in JSON"),
    "a number of 50,000 digits": (b'{"blocks": ' + b"9" * 50_000 + b"}", "is no number in JSON"),
    "HTML": (_blocks(a=_text("<img src=//x onerror=alert(1)>")), "HTML is shown as it is written"),
    "a script in a link": (_blocks(a=_link("javascript:alert(1)")), "would run code"),
    "lines of quotation marks": ((b'"' * 100 + b"\n") * 8_000, "is not JSON"),
    "an invisible letter": (b'{"blocks": {"a\x00": {}}}', "is not JSON"),
}


async def _open(stage: Stage, path: Path) -> float:
    """Opens a file by the menu and the dialog; the longest time in seconds in which the window did nothing else."""
    menu = stage.work.head.make_open_menu()
    menu.actions()[0].trigger()
    dialog = stage.work.files.dialog
    assert dialog is not None
    held, last = 0.0, time.thread_time()
    dialog.fileSelected.emit(str(path))
    dialog.reject()  # without a choice of its own it would ask for one
    while stage.jobs.busy or stage.writes.pending:
        await asyncio.sleep(0.001)
        now = time.thread_time()
        held, last = max(held, now - last), now
    menu.deleteLater()
    return held


def _nothing_else(stage: Stage) -> bool:
    """True when no box came up and nothing failed."""
    boxes = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not stage.window]
    return stage.window.errors.failures == () and not [each for each in boxes if not isinstance(each, QFileDialog)]


@pytest.mark.parametrize("name", list(REFUSED))
async def test_what_can_not_be_shown_is_refused_and_what_was_open_stays(
    stage: Stage, tmp_path: Path, name: str
) -> None:
    data, words = REFUSED[name]
    path = tmp_path / "strange.json"
    path.write_bytes(data)
    await stage.write(BEFORE)
    assert await _open(stage, path) < HELD_S
    assert stage.said.startswith("strange.json: ")
    assert words in stage.said
    assert stage.text == BEFORE
    assert _nothing_else(stage)


@pytest.mark.parametrize("name", list(SHOWN))
async def test_what_is_wrong_is_said_at_its_place(stage: Stage, tmp_path: Path, name: str) -> None:
    data, words = SHOWN[name]
    path = tmp_path / "strange.json"
    path.write_bytes(data)
    assert await _open(stage, path) < HELD_S
    assert stage.text.encode() == data
    assert words in stage.work.problems.list.item(0).text()
    await stage.until(stage.work.editor.extraSelections)
    assert _nothing_else(stage)


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "data:text/html,x",
                                 "file:///etc/passwd", "vbscript:x", "ms-msdt:/id"])  # fmt: skip
async def test_a_click_on_a_dangerous_link_opens_nothing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uri: str
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(workspace, "open_link", opened.append)
    path = tmp_path / "strange.json"
    path.write_bytes(_blocks(a=_link(uri), b=_link("https://example.com/")))
    await _open(stage, path)
    picture = stage.work.card.card.picture
    assert picture is not None
    bad, good = (each for each in picture.spots if each.action is not None)
    stage.work.card.card.clicked.emit(bad)
    assert opened == []
    stage.work.card.card.clicked.emit(good)
    assert opened == [QUrl("https://example.com/")]


async def test_the_colours_of_a_long_text_come_in_portions_and_reach_its_end(stage: Stage, tmp_path: Path) -> None:
    blocks = {f"b{number}": _text("Hello") for number in range(2_000)}
    path = tmp_path / "long.json"
    path.write_text(json.dumps({"blocks": blocks}, indent=1), "utf-8")
    await _open(stage, path)
    stage.work.editor.insertPlainText("\n\n")
    last = stage.work.editor.document().findBlockByNumber(stage.work.editor.blockCount() - 5)
    await stage.until(lambda: last.layout().formats())
    coloured = stage.work.editor.document().begin()
    while coloured.isValid():
        assert coloured.layout().formats() or '"' not in coloured.text()
        coloured = coloured.next()


HTML = "<img src=//x onerror=alert(1)>"


async def test_tooltips_show_what_strangers_wrote_as_it_is_written(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "strange.json"
    block = {"type": "text", "properties": {"value": "x", "title": HTML}}
    path.write_bytes(_blocks(**{HTML: block}))
    await _open(stage, path)
    picture = stage.work.card.card.picture
    assert picture is not None
    spot = next(each for each in picture.spots if each.tip)
    QTest.mouseMove(stage.work.card.card, spot.rect.center().toPoint())
    await stage.until(lambda: bool(stage.work.card.card.toolTip()))
    top = stage.work.structure.tree.topLevelItem(0)
    assert top is not None
    child = top.child(0)
    assert child is not None
    for tip in (stage.work.card.card.toolTip(), child.toolTip(0)):
        document = QTextDocument()
        document.setHtml(tip)
        assert document.toPlainText().endswith(HTML)
