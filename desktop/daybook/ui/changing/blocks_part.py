"""Content blocks for each activity, read from a file, or taken away. A webhook may not: that is said at once."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from daybook.domain.changes.change import Blocks
from daybook.domain.layouts import editing
from daybook.domain.layouts.judging import LARGEST, Judgement, judge_bytes
from daybook.domain.layouts.model import Dto
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.wording.layouts import layout_mistake, place_words
from daybook.ui.todo.notice import Notice


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
        self.edit = push_button(
            tools.look, self.tr("Edit in Layouts"), self._to_studio, glyph=Glyph.LAYOUTS, compact=True
        )
        self.away = QCheckBox(self.tr("Take them away"))
        self._said = label(self.tr("No layout is loaded."), Step.SMALL, "text_soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.load)
        row.addWidget(self.edit)
        row.addStretch(1)
        column.addWidget(self.warning)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self.away)
        for widget in (self.load, self.edit, self.away):
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
        self._say(self._size() if self._layout is not None else "", wrong=False)
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
        """Reads a layout and judges it; one that a portal would refuse is not taken."""
        self._tools.file_wanted.emit(partial(_judged, path), partial(self._read, path.name))

    def _read(self, name: str, found: Judgement | OSError) -> None:
        refusal = self._refusal(found)
        self._layout = None
        if isinstance(found, Judgement) and found.root is not None and not refusal:
            self._layout = editing.value_of(found.root)
        said = refusal or self._size()
        self._say(self.tr("{file}: {words}").format(file=name, words=said), wrong=bool(refusal))
        self.taken.emit()

    def _to_studio(self) -> None:
        self._tools.studio_wanted.emit(self._layout)

    def _refusal(self, found: Judgement | OSError) -> str:
        """Why this can't be put on activities; "" when it can."""
        if isinstance(found, OSError):
            return found.strerror or str(found)
        if found.errors:
            first = found.errors[0]
            said = self.tr("A portal would refuse this. {mistake} Line {line}, {place}. Put it right under Layouts.")
            line = QLocale().toString(first.line)
            return said.format(mistake=layout_mistake(first).title, line=line, place=place_words(first))
        if found.dto is not Dto.BLOCKS:
            return self.tr("This is the card of a configurable activity, and no set of content blocks.")
        return ""

    def _size(self) -> str:
        blocks = (self._layout or {}).get("blocks")
        return self.tr("%Ln content block(s)", "", len(blocks) if isinstance(blocks, Mapping) else 0)

    def _say(self, words: str, *, wrong: bool) -> None:
        self._said.setText(words)
        set_tone(self._said, "danger" if wrong else "text_soft")

    def _turn(self, away: bool) -> None:
        self.load.setEnabled(self._may and not away)
        self.taken.emit()


def _judged(path: Path) -> Judgement | OSError:
    """What is known of a file."""
    try:
        with path.open("rb") as file:
            return judge_bytes(file.read(LARGEST + 1))
    except OSError as error:
        return error
