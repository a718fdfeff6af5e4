"""Content blocks for each activity, read from a file, or taken away. A webhook may not: that is said at once."""

import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout

from daybook.domain.changes.change import Blocks
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.metrics import SMALL
from daybook.ui.todo.notice import Notice

MOST_BYTES: Final = 1_000_000
"""No portal takes a layout that comes near this."""


class BlocksPart(PartEditor):
    """A layout as crm.activity.layout.blocks.set takes it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._layout: dict[str, Any] | None = None
        self._may = tools.by_application
        self.dialog: QFileDialog | None = None
        self.warning = Notice(tools.look, "warning")
        self.warning.say(
            ""
            if self._may
            else self.tr("A webhook can’t set content blocks. Connect an application for that, under Connections.")
        )
        self.load = push_button(tools.look, self.tr("Load from a file…"), self.ask, glyph=Glyph.FILE, compact=True)
        self.away = QCheckBox(self.tr("Take them away"))
        self._said = label(self.tr("No layout is loaded."), Step.SMALL, "text_soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for widget in (self.warning, self.load, self._said, self.away):
            column.addWidget(widget)
        for widget in (self.load, self.away):
            widget.setEnabled(self._may)
        self.away.toggled.connect(self._turn)
        self.setFocusProxy(self.load)

    @property
    def value(self) -> Blocks | None:
        """The blocks; None while nothing is loaded, and where they can't be set."""
        if not self._may:
            return None
        if self.away.isChecked():
            return Blocks(None)
        return Blocks(self._layout) if self._layout is not None else None

    def show_value(self, value: Any) -> None:
        """Shows the layout of a recipe."""
        self.blockSignals(True)
        self._layout = dict(value.layout) if value.layout is not None else None
        self.away.setChecked(value.layout is None)
        self._say(self.tr("The layout of the recipe is loaded.") if self._layout is not None else "", wrong=False)
        self.blockSignals(False)

    def ask(self) -> None:
        """Asks for the file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Load a layout"), folder)
        dialog.setNameFilter(self.tr("Layouts (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def open(self, path: Path) -> None:
        """Reads a layout."""
        self._tools.file_wanted.emit(path, MOST_BYTES, lambda found: self._read(path.name, found))

    def _read(self, name: str, found: bytes | OSError) -> None:
        try:
            layout = None if isinstance(found, OSError) else json.loads(found)
        except (ValueError, RecursionError):
            layout = None
        if not isinstance(layout, dict):
            self._layout = None
            self._say(self.tr("{file} holds no layout.").format(file=name), wrong=True)
        else:
            self._layout = layout
            self._say(self.tr("{file} is loaded.").format(file=name), wrong=False)
        self.taken.emit()

    def _say(self, words: str, *, wrong: bool) -> None:
        self._said.setText(words)
        set_tone(self._said, "danger" if wrong else "text_soft")

    def _turn(self, away: bool) -> None:
        self.load.setEnabled(self._may and not away)
        self.taken.emit()
