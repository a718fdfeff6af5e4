"""F1: every key there is now."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.key_hint import KeyHint
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL, WIDE
from daybook.ui.kit.overlay import Overlay
from daybook.ui.kit.scroll import Scroll

_WIDTH = 560


class KeyList(Overlay):
    """Commands that have keys, by group."""

    def __init__(self, look: Look, commands: Commands, parent: QWidget) -> None:
        super().__init__(look, "", parent)
        self._commands = commands
        self.setAccessibleName(self.tr("Keys"))
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Keys"), Step.TITLE))
        head.addStretch(1)
        head.addWidget(icon_button(look, Glyph.CLOSE, self.tr("Close"), self.close_card))
        self._area = Scroll(self.tr("Keys"))
        self.column.setSpacing(LARGE)
        self.column.addLayout(head)
        self.column.addWidget(self._area)
        self.card.setFixedWidth(_WIDTH)

    def open(self) -> None:
        """With the keys there are at this moment."""
        self._area.show_content(self._make_list())
        super().open()

    def _make_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, WIDE, 0)
        column.setSpacing(SMALL)
        with_keys = sorted((each for each in self._commands.all if each.keys), key=lambda each: each.group)
        for group, commands in groupby(with_keys, key=lambda each: each.group):
            column.addWidget(label(group or self.tr("Everywhere"), Step.SMALL_STRONG, "text_faint"))
            column.addLayout(_grid(list(commands)))
            column.addSpacing(SMALL)
        column.addStretch(1)
        return page


def _grid(commands: list[Command]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(LARGE)
    grid.setVerticalSpacing(SMALL)
    grid.setColumnStretch(0, 1)
    for row, command in enumerate(commands):
        grid.addWidget(label(command.title), row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(SMALL)
        for sequence in command.keys:
            keys.addWidget(KeyHint(sequence))
        grid.addLayout(keys, row, 1, Qt.AlignmentFlag.AlignRight)
    return grid
