"""The menu of views, and everything that can be done with one."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from daybook.domain.view import View
from daybook.ui.activities.exporting import file_name
from daybook.ui.activities.menus import Menus
from daybook.ui.activities.view_cards import MistakesCard, NameCard
from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.view_shelf import SUFFIX, ViewShelf

FILE_JOB: Final = "view file"
WRITES_KEY: Final = "views"
UNDO_S: Final = 10


class ViewMenu(QObject):
    """Offers the views that everybody has and the person's own.

    `present` is what the table shows, under this name; under that of the view it began with for "".
    """

    def __init__(
        self,
        look: Look,
        shelf: ViewShelf,
        builtin: Sequence[View],
        menus: Menus,
        *,
        present: Callable[[str], View],
        choose: Callable[[View], object],
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._shelf = shelf
        self._builtin = builtin
        self._menus = menus
        self._present = present
        self._choose = choose
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._parent = parent
        self.card: NameCard | MistakesCard | None = None
        self.dialog: QFileDialog | None = None

    def menu(self, current: str) -> QMenu:
        """Everything; `current` is the view that is on."""
        menu = self._menus.views(self.tr("Views"), self._builtin, self._shelf.all, current, self._choose)
        own = self._shelf.named(current)
        menu.addSeparator()
        add = partial(self._menus.add, menu)
        if own is not None and self._present(own.name) != own:
            add(self.tr("Save the changes to “{name}”").format(name=own.name), partial(self.save, own.name))
        add(self.tr("Save as a new view…"), self.save_as)
        if own is not None:
            self._add_own(add, own)
        menu.addSeparator()
        add(self.tr("Write this view to a file…"), self.ask_where)
        add(self.tr("Open a view from a file…"), self.ask_which)
        return menu

    def _add_own(self, add: Callable[[str, Callable[[], object]], object], own: View) -> None:
        place = self._shelf.all.index(own)
        add(self.tr("Rename “{name}”…").format(name=own.name), partial(self.rename, own))
        if place > 0:
            add(self.tr("Move “{name}” up").format(name=own.name), partial(self._move, own, -1))
        if place < len(self._shelf.all) - 1:
            add(self.tr("Move “{name}” down").format(name=own.name), partial(self._move, own, 1))
        add(self.tr("Delete “{name}”").format(name=own.name), partial(self.delete, own))

    @property
    def commands(self) -> Sequence[Command]:
        """What needs no menu."""
        command = partial(Command, group=self.tr("Views"))
        save, write = self.tr("Save what is shown as a view"), self.tr("Write this view to a file")
        return (
            command("view-save", save, self.save_as, ("Ctrl+Alt+S",), Glyph.EYE),
            command("view-open", self.tr("Open a view from a file"), self.ask_which, ("Ctrl+Alt+O",), Glyph.FILE),
            command("view-export", write, self.ask_where, ("Ctrl+Alt+E",), Glyph.FILE),
        )

    # Keeping

    def save_as(self) -> None:
        """Asks for a name, and keeps what is shown under it."""

        def note(name: str) -> str:
            taken = self._shelf.named(name)
            return self.tr("The view “{name}” is replaced.").format(name=taken.name) if taken else ""

        self._ask(self.tr("Save as a new view"), self.tr("Save"), "", note, self.save)

    def save(self, name: str) -> None:
        """Keeps what is shown under a name."""
        self._write(self._save(self._present(name)))

    def rename(self, view: View) -> None:
        """Asks for another name."""

        def note(name: str) -> str:
            taken = self._shelf.named(name)
            return self.tr("Another view has this name.") if taken not in (None, view) else ""

        title = self.tr("Rename “{name}”").format(name=view.name)
        self._ask(title, self.tr("Rename"), view.name, note, lambda name: self._write(self._rename(view, name)))

    def delete(self, view: View) -> None:
        """Throws a view away; for some seconds it can be had back."""
        place = self._shelf.all.index(view)
        self._write(self._shelf.delete(view.name))
        said = self.tr("“{name}” deleted").format(name=view.name)
        back = partial(self._put_back, view, place)
        self._quiet.offer(said, self.tr("Undo"), back, seconds=UNDO_S)

    # Files

    def ask_where(self) -> None:
        """Asks where to write what is shown, as a view."""
        view = self._present("")
        dialog = self._dialog(self.tr("Write the view to a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(view.name) + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.export(view, Path(path)))
        dialog.open()

    def ask_which(self) -> None:
        """Asks for the file of a view."""
        dialog = self._dialog(self.tr("Open a view"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def export(self, view: View, path: Path) -> None:
        """Writes a view to a file."""
        self._jobs.start(self._export(view, path), key=FILE_JOB, again=partial(self.export, view, path))

    def open(self, path: Path) -> None:
        """Shows the view of a file, keeps it, and says what was wrong with it."""
        self._jobs.start(self._open(path), key=FILE_JOB, again=partial(self.open, path))

    # Inside

    async def _save(self, view: View) -> None:
        await self._shelf.put(view)
        self._choose(view)

    async def _rename(self, view: View, name: str) -> None:
        await self._shelf.rename(view.name, name)
        if (renamed := self._shelf.named(name)) is not None:
            self._choose(renamed)

    async def _export(self, view: View, path: Path) -> None:
        try:
            await self._shelf.export(view, path)
        except OSError as error:
            self._say_no(path, error)
        else:
            self._quiet.tell(self.tr("The view is in {file}").format(file=path.name))

    async def _open(self, path: Path) -> None:
        try:
            reading = await self._shelf.take(path)
        except OSError as error:
            self._say_no(path, error)
            return
        if reading.view is not None:
            self._choose(reading.view)
        if reading.mistakes:
            refused = reading.view is None
            self._show(MistakesCard(self._look, self._parent.window(), path.name, reading.mistakes, refused=refused))

    def _say_no(self, path: Path, error: OSError) -> None:
        why = error.strerror or str(error)
        self._quiet.tell(f"{path.name}: {why}", tone="danger", seconds=8)

    def _put_back(self, view: View, place: int) -> None:
        self._write(self._shelf.put_back(view, place))

    def _move(self, view: View, by: int) -> None:
        self._write(self._shelf.move(view.name, by))

    def _ask(self, title: str, yes: str, name: str, note: Callable[[str], str], then: Callable[[str], object]) -> None:
        card = NameCard(self._look, self._parent.window(), title=title, yes=yes, name=name, note=note)
        card.decided.connect(lambda agreed: then(card.name) if agreed else None)
        self._show(card)

    def _show(self, card: NameCard | MistakesCard) -> None:
        self.card = card
        card.open()

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._parent, title, folder)
        dialog.setNameFilter(self.tr("Views (*.json)"))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        self._writes.start(work, key=WRITES_KEY, quiet=True)
