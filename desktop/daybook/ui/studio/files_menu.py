"""Opening and saving in the studio: files, samples, what was open lately, and what was written and not saved."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from daybook.opening import LAYOUT_SUFFIX
from daybook.store.layout_drafts import LayoutDraft
from daybook.ui.activities.exporting import file_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.studio.samples import Sample, samples
from daybook.work.studio.recent import RecentFiles

SUFFIX: Final = ".json"
"""A file of any program; `LAYOUT_SUFFIX` is what the system knows as a layout of Daybook."""


class FilesMenu(QObject):
    """Asks, and tells what was answered."""

    new_wanted = Signal(object)  # Dto, see `Dto`
    file_wanted = Signal(object)  # Path
    sample_wanted = Signal(object)  # Sample
    draft_wanted = Signal(object)  # LayoutDraft
    save_wanted = Signal(object)  # Path
    picture_wanted = Signal(object)  # Path
    recent_shown = Signal()  # whether the files are still there is of interest now

    def __init__(
        self,
        look: Look,
        formats: Formats,
        parent: QWidget,
        *,
        recent: RecentFiles,
        drafts: Callable[[], Sequence[LayoutDraft]],
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._formats = formats
        self._parent = parent
        self._recent = recent
        self._drafts = drafts
        self._entries: list[tuple[Path, QAction]] = []
        """Of the menu that is open."""
        self.dialog: QFileDialog | None = None

    def fill(self, menu: QMenu) -> None:
        """The choices below "Open"."""
        _action(menu, self.tr("A file…"), self.ask_which).setIcon(self._look.icon(Glyph.FILE))
        drafts = self._drafts()
        if drafts:
            menu.addSection(self.tr("Not saved"))
        for draft in drafts:
            name = draft.name or self.tr("Without a name")
            title = self.tr("{name} · {moment}").format(name=name, moment=self._formats.moment(draft.written))
            _action(menu, title, partial(self.draft_wanted.emit, draft))
        self._fill_recent(menu)
        menu.addSection(self.tr("Samples"))
        for sample in samples():
            _action(menu, sample.title, partial(self._open_sample, sample))

    def show_gone(self) -> None:
        """Says in the menu that is open which files are not there any more; one may be chosen all the same."""
        for path, entry in self._entries:
            is_gone = path in self._recent.gone
            name = self.tr("{file} · not there any more").format(file=path.name) if is_gone else path.name
            why = self.tr("It was moved or deleted, or its disk is not connected.") if is_gone else ""
            entry.setText(name.replace("&", "&&"))
            entry.setToolTip(plain_tip(f"{path}\n{why}".strip()))

    def _fill_recent(self, menu: QMenu) -> None:
        paths = self._recent.paths
        if not paths:
            return
        menu.addSection(self.tr("Open lately"))
        self._entries = [(path, _action(menu, path.name, partial(self.file_wanted.emit, path))) for path in paths]
        menu.destroyed.connect(partial(self._forget, self._entries))
        self.show_gone()
        self.recent_shown.emit()

    def _forget(self, entries: object, _menu: object = None) -> None:
        if entries is self._entries:  # the next menu may be there before the former one ends
            self._entries = []

    def ask_which(self) -> None:
        """Asks for a file to open."""
        dialog = self._dialog(self.tr("Open a layout"), self.tr("Layouts (*.json);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.file_wanted.emit(Path(path)))
        dialog.open()

    def ask_where(self, name: str) -> None:
        """Asks where to save the layout: as one of Daybook's unless `name` is that of another JSON file."""
        own, plain = self.tr("Daybook layouts (*.daybook-layout.json)"), self.tr("Other JSON files (*.json)")
        dialog = self._dialog(self.tr("Save the layout"), f"{own};;{plain}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = {own: LAYOUT_SUFFIX, plain: SUFFIX}
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(suffixes.get(chosen, SUFFIX)[1:]))
        is_plain = name.endswith(SUFFIX) and not name.endswith(LAYOUT_SUFFIX)
        dialog.selectNameFilter(plain if is_plain else own)
        dialog.setDefaultSuffix((SUFFIX if is_plain else LAYOUT_SUFFIX)[1:])
        dialog.selectFile(name if name.endswith(SUFFIX) else file_name(name) + LAYOUT_SUFFIX)
        dialog.fileSelected.connect(lambda path: self.save_wanted.emit(Path(path)))
        dialog.open()

    def ask_for_picture(self, name: str, suffix: str) -> None:
        """Asks where to put the picture of the card; `suffix` is png or svg."""
        dialog = self._dialog(self.tr("Save the picture"), f"{suffix.upper()} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{file_name(name.removesuffix(LAYOUT_SUFFIX).removesuffix(SUFFIX))}.{suffix}")
        dialog.fileSelected.connect(lambda path: self.picture_wanted.emit(Path(path)))
        dialog.open()

    def _open_sample(self, sample: Sample) -> None:
        self.sample_wanted.emit(sample)

    def _dialog(self, title: str, names: str) -> QFileDialog:
        recent = self._recent.paths
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._parent, title, str(recent[0].parent) if recent else documents)
        dialog.setNameFilter(names)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog


def _action(menu: QMenu, name: str, run: Callable[[], object]) -> QAction:
    action = QAction(name.replace("&", "&&"), menu)
    action.triggered.connect(lambda _checked=False: run())
    menu.addAction(action)
    return action
