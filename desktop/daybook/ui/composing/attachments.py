"""The files that go along, with their sizes as they are and as they travel."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY


class AttachmentsField(QWidget):
    """A line a file. Sizes are told from outside, for a disk may be slow."""

    taken = Signal(object)  # tuple[str, ...] of paths

    def __init__(self, look: Look, locale: QLocale) -> None:
        super().__init__()
        self._look = look
        self._locale = locale
        self._paths: tuple[str, ...] = ()
        self._sizes: dict[str, int | None] = {}
        self._lines: list[QWidget] = []
        self.setAccessibleName(self.tr("Files"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.total = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self.add = push_button(
            look, self.tr("Add files…"), self.choose, glyph=Glyph.PAPERCLIP, kind="quiet", compact=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addLayout(self._list)
        column.addWidget(self.total)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addLayout(foot)
        self.setFocusProxy(self.add)

    def show_paths(self, paths: Sequence[str]) -> None:
        """These files."""
        if tuple(paths) != self._paths:
            self._paths = tuple(paths)
            self._make()

    def show_sizes(self, sizes: dict[str, int | None]) -> None:
        """Bytes by path; None = it can't be read."""
        self._sizes = dict(sizes)
        self._make()

    def choose(self) -> None:
        """Lets files be chosen."""
        dialog = QFileDialog(self.window(), self.tr("Files to attach"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: Sequence[str]) -> None:
        """More files."""
        self.taken.emit(tuple(dict.fromkeys((*self._paths, *paths))))

    def _make(self) -> None:
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(path) for path in self._paths]
        for line in self._lines:
            self._list.addWidget(line)
        known = [size for path in self._paths if (size := self._sizes.get(path)) is not None]
        whole = sum(known)
        said = self.tr("{size}, and {sent} on the way to the portal")
        sent = self._locale.formattedDataSize(-(-whole // 3) * 4)
        self.total.setText(said.format(size=self._locale.formattedDataSize(whole), sent=sent))
        self.total.setVisible(bool(known))

    def _line(self, path: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        name = Path(path).name
        row.addWidget(ElidedLabel(name), 1)
        if path in self._sizes:
            size = self._sizes[path]
            lost = self.tr("can't be read")
            words = lost if size is None else self._locale.formattedDataSize(size)
            row.addWidget(label(words, Step.SMALL, "danger" if size is None else "text_faint"))
        remove = icon_button(
            self._look, Glyph.CLOSE, self.tr("Leave out {name}").format(name=name), lambda: self._remove(path), size=14
        )
        row.addWidget(remove)
        return line

    def _remove(self, path: str) -> None:
        self.taken.emit(tuple(each for each in self._paths if each != path))
