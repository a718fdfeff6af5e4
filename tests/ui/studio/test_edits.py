"""Whatever is done in the tree, the forms and the text, in any order: one text, nothing lost, and a way back."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from qasync import QEventLoop

from daybook.domain.layouts import editing
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import BlockType
from daybook.domain.layouts.outline import Piece, outline
from daybook.ui.kit.look import Look
from daybook.ui.studio.fields import FlagField, WordsField
from tests.domain.layouts.examples import valid
from tests.ui.studio.stage import Stage, open_stage

EXAMPLES = [each for each in valid() if len(each.text) < 4_000]
OPERATIONS = ["shift", "double", "remove", "add", "drop", "type", "flag", "rename", "format", "letter", "undo", "redo"]
WHERE = [each.value for each in QAbstractItemView.DropIndicatorPosition]


@st.composite
def strange_layouts(draw: st.DrawFn) -> str:
    """A good layout with fields that nobody knows, each with a value of its own, between the others."""
    layout = json.loads(draw(st.sampled_from(EXAMPLES)).text)
    number = 0

    def strange(value: Any) -> Any:
        nonlocal number
        if not isinstance(value, dict):
            return [strange(each) for each in value] if isinstance(value, list) else value
        pairs = [(key, strange(each)) for key, each in value.items()]
        if draw(st.integers(0, 2)) == 0:
            number += 1
            pairs.insert(draw(st.integers(0, len(pairs))), ("own", f"own-{number}"))
        return dict(pairs)

    text = json.dumps(
        strange(layout), ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1, 2, "\t"]))
    )
    return draw(st.sampled_from(["", "\n "])) + text + draw(st.sampled_from(["", "\n"]))


def keys(text: str) -> list[str]:
    """Every key and every value of the text, in their order."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, tuple):
            for key, each in value:
                found.append(f"{key}:")
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        else:
            found.append(repr(value))

    walk(json.loads(text, object_pairs_hook=tuple))
    return found


def stands_in(part: list[str], whole: list[str]) -> bool:
    """True when all of a part stands in the whole, in the same order."""
    rest: Iterator[str] = iter(whole)
    return all(each in rest for each in part)


def marks(text: str) -> list[str]:
    """The values of the strange fields."""
    return sorted(each for each in keys(text) if each.startswith("'own-"))


class Hands:
    """A person who tries everything."""

    def __init__(self, stage: Stage, data: st.DataObject) -> None:
        self.stage, self.data = stage, data

    def choose(self) -> Piece:
        """Any part that is there."""
        piece: Piece = self.data.draw(st.sampled_from([each for each in self.stage.work.pieces if each.is_there]))
        self.stage.choose(*piece.steps)
        return piece

    async def do(self, operation: str) -> None:
        """One thing, and what must hold afterwards."""
        before = self.stage.text
        run: Callable[[str], Awaitable[None]] = getattr(self, f"_{operation}")
        await run(before)
        await self.stage.settled()
        self.agree()

    def agree(self) -> None:
        """All views show the same layout."""
        text = self.stage.text
        judged = judge(text)
        assert judged.root is not None
        assert judged.dto is not None
        tree = outline(judged.root, judged.dto, self.stage.work.studio.language)
        assert [each.steps for each in self.stage.work.pieces] == [each.steps for each in tree.all()]
        self.stage.work.show_tab("parts")
        for field in self.stage.work.form.fields:
            if isinstance(field, WordsField):
                node = editing.find(judged.root, field.steps)
                said = editing.value_of(node) if node is not None else ""
                shown = {key: box.toPlainText() for key, box in field.texts.items()}
                assert shown == (said if isinstance(said, dict) else {"": said})

    async def _shift(self, before: str) -> None:
        self.choose()
        self.stage.work.structure.shift(self.data.draw(st.sampled_from([-1, 1])))
        assert sorted(keys(self.stage.text)) == sorted(keys(before))

    async def _double(self, before: str) -> None:
        self.choose()
        QTest.keyClick(self.stage.work.structure.tree, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert stands_in(keys(before), keys(self.stage.text))

    async def _remove(self, before: str) -> None:
        piece = self.choose()
        QTest.keyClick(self.stage.work.structure.tree, Qt.Key.Key_Delete)
        after = self.stage.text
        assert stands_in(keys(after), keys(before))
        if after != before:
            assert marks(after) == sorted({*marks(before)} - {*marks(before[piece.at : piece.end])}) or _twice(before)

    async def _add(self, before: str) -> None:
        self.choose()
        self.stage.work.structure.add_block(self.data.draw(st.sampled_from(BlockType)))
        assert stands_in(keys(before), keys(self.stage.text))

    async def _drop(self, before: str) -> None:
        piece, onto = self.choose(), self.data.draw(st.sampled_from(self.stage.work.pieces))
        self.stage.work.structure.tree.dropped.emit(piece.steps, onto.steps, self.data.draw(st.sampled_from(WHERE)))
        assert marks(self.stage.text) == marks(before)
        assert len(keys(self.stage.text)) == len(keys(before))

    async def _type(self, before: str) -> None:
        self.choose()
        boxes = [
            box for each in self.stage.work.form.fields if isinstance(each, WordsField) for box in each.texts.values()
        ]
        if boxes:
            QTest.keyClicks(
                self.data.draw(st.sampled_from(boxes)), self.data.draw(st.sampled_from(["a", "a b", '"\\{']))
            )
        assert marks(self.stage.text) == marks(before)

    async def _flag(self, before: str) -> None:
        self.choose()
        flags = [each for each in self.stage.work.form.fields if isinstance(each, FlagField)]
        if flags:
            self.data.draw(st.sampled_from(flags)).box.click()
        assert marks(self.stage.text) == marks(before)

    async def _rename(self, before: str) -> None:
        self.choose()
        line = self.stage.work.form.key
        if line is not None:
            line.setText(self.data.draw(st.sampled_from(["fresh", "a", "1", ""])))
            line.editingFinished.emit()
        assert len(keys(self.stage.text)) == len(keys(before))
        assert marks(self.stage.text) == marks(before)

    async def _format(self, before: str) -> None:
        self.stage.work.format()
        assert keys(self.stage.text) == keys(before)

    async def _letter(self, before: str) -> None:
        """A blank where JSON may have one, typed into the text."""
        self.stage.work.show_tab("json")
        place = self.data.draw(st.sampled_from([at for at, each in enumerate(before) if each in "{,"]))
        outside = before[:place].replace('\\"', "").count('"') % 2 == 0
        if outside:
            self.stage.work.editor.go_to(place + 1)
            QTest.keyClicks(self.stage.work.editor, " ")
        assert keys(self.stage.text) == keys(before)

    async def _undo(self, before: str) -> None:
        self.stage.work.head.undo.click()

    async def _redo(self, before: str) -> None:
        self.stage.work.head.redo.click()


def _twice(text: str) -> bool:
    """True when a strange field stands there more than once, as copies do."""
    return len({*marks(text)}) < len(marks(text))


async def _try_out(stage: Stage, text: str, data: st.DataObject) -> None:
    stage.work.editor.show_text(text)
    await stage.settled()
    hands = Hands(stage, data)
    done = data.draw(st.lists(st.sampled_from(OPERATIONS), min_size=2, max_size=7))
    for operation in done:
        await hands.do(operation)
    last = stage.text
    document = stage.work.editor.document()
    while document.isUndoAvailable():
        stage.work.editor.undo()
    assert stage.text == text
    while document.isRedoAvailable():
        stage.work.editor.redo()
    await stage.settled()
    hands.agree()
    assert stage.text == last or "undo" in done


@pytest.mark.usefixtures("qtbot")
def test_nothing_is_lost_whatever_is_done(qapp: QApplication, look: Look, tmp_path: Path) -> None:
    with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
        opening = open_stage(look, tmp_path)
        stage = runner.run(opening.__aenter__())

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(strange_layouts(), st.data())
        def check(text: str, data: st.DataObject) -> None:
            runner.run(_try_out(stage, text, data))

        try:
            check()
        finally:
            runner.run(opening.__aexit__(None, None, None))
