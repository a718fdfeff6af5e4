"""Values of their own for each row: written to a table, edited in a spreadsheet, and read back as a diff."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.table_words import mistake_words
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL
from daybook.ui.todo.notice import Notice
from daybook.work.changing.table_import import TableReading

_NAMED: Final = 8
"""Mistakes that are told at once; the others are counted."""


class ValuesPart(PartEditor):
    """`show_reading` brings what was read."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._values: Mapping[int, Any] = {}
        self.write = push_button(
            tools.look, self.tr("Write table…"), tools.table_out_wanted.emit, glyph=Glyph.FILE, compact=True
        )
        self.read = push_button(
            tools.look, self.tr("Read table…"), tools.table_in_wanted.emit, glyph=Glyph.PENCIL, compact=True
        )
        self.said = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.mistakes = Notice(tools.look, "warning")
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.write)
        row.addWidget(self.read)
        row.addStretch(1)
        hint = self.tr("Write the selected rows to a table, edit it in a spreadsheet, and read it back here.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(label(hint, Step.SMALL, "text_faint", wrap=True))
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.mistakes)
        self.setFocusProxy(self.write)
        self._say("")

    @property
    def value(self) -> Mapping[int, Any] | None:
        """Journal values by activity; None while no cell was edited."""
        return self._values or None

    def show_value(self, value: Any) -> None:
        """Shows the values of a recipe."""
        self._values = value
        self._say(self.tr("%Ln row(s) of the recipe", "", len(value)))

    def show_reading(self, name: str, reading: TableReading) -> None:
        """What a table says, and what in it could not be read."""
        self._values = reading.values
        rows = self.tr("%Ln row(s) of {file} have edited cells", "", len(reading.values)).format(file=name)
        cells = self.tr("%Ln cell(s)", "", reading.cells)
        same = self.tr("{file}: no cell was edited.").format(file=name)
        self._say(f"{rows}: {cells}" if reading.values else same)
        self._tell(reading)
        self.taken.emit()

    def show_failure(self, words: str) -> None:
        """The file is no table."""
        self._values = {}
        self._say("")
        self.mistakes.say(words)
        self.taken.emit()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _tell(self, reading: TableReading) -> None:
        count = len(reading.mistakes) + reading.more_mistakes
        if not count:
            self.mistakes.say("")
            return
        named = [mistake_words(each) for each in reading.mistakes[:_NAMED]]
        if count > _NAMED:
            named.append(self.tr("and %Ln more", "", count - _NAMED))
        self.mistakes.say(self.tr("Left out, because it could not be read: %Ln place(s)", "", count), "\n".join(named))
