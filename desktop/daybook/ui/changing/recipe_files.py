"""Recipes of the page: kept as files, opened, and run again from what was run before."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from daybook.domain.changes.recipe import Recipe
from daybook.domain.changes.recipe_file import LARGEST_BYTES, RecipeReading, read_recipe, write_recipe
from daybook.domain.clock import Zone
from daybook.domain.run import RunHead
from daybook.opening import RECIPE_SUFFIX
from daybook.ui.activities.exporting import file_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.wording.recipes import recipe_mistake
from daybook.work.files import write_whole

SUFFIX: Final = RECIPE_SUFFIX
JOB: Final = "recipe"
MOST_RECENT: Final = 8
_NAMED: Final = 6
"""Mistakes that are told at once."""


class RecipeFiles(QObject):
    """`opened` brings a recipe and where it comes from, `refused` what is wrong with a file, in words."""

    opened = Signal(object, str)  # Recipe
    refused = Signal(str, str)  # the file, and its mistakes line by line

    def __init__(
        self,
        formats: Formats,
        zone: Zone,
        parent: QWidget,
        *,
        present: Callable[[], Recipe | None],
        recent: Callable[[], Sequence[RunHead]],
        jobs: Jobs,
        quiet: QuietLine,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._zone = zone
        self._parent = parent
        self._present = present
        self._recent = recent
        self._jobs = jobs
        self._quiet = quiet
        self.dialog: QFileDialog | None = None

    def open_menu(self, button: QWidget) -> None:
        """Opens the menu below a button."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def make_menu(self) -> QMenu:
        """Everything about recipes."""
        menu = QMenu(self._parent)
        menu.setAccessibleName(self.tr("Recipes"))
        save = self._action(menu, self.tr("Save as…"), self.ask_where)
        save.setEnabled(self._present() is not None)
        self._action(menu, self.tr("Open…"), self.ask_which)
        recent = [head for head in self._recent() if head.recipe][:MOST_RECENT]
        if recent:
            menu.addSeparator()
            menu.addSection(self.tr("Run before"))
        for head in recent:
            title = self.tr("{title} · {moment}").format(title=head.title, moment=self._formats.moment(head.created))
            self._action(menu, title, partial(self.open_recent, head))
        return menu

    def ask_where(self) -> None:
        """Asks where to keep what is composed."""
        recipe = self._present()
        if recipe is None:
            self._quiet.tell(self.tr("There is nothing complete to keep yet."), tone="warning")
            return
        dialog = self._dialog(self.tr("Save the recipe"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(recipe.title or self.tr("Recipe")) + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def ask_which(self) -> None:
        """Asks for the file of a recipe."""
        dialog = self._dialog(self.tr("Open a recipe"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Writes what is composed to a file."""
        recipe = self._present()
        if recipe is not None:
            self._jobs.start(self._save(recipe, path), key=JOB, again=partial(self.save, path))

    def open(self, path: Path) -> None:
        """Reads a recipe, or says what is wrong with it."""
        self._jobs.start(self._open(path), key=JOB, again=partial(self.open, path))

    def open_recent(self, head: RunHead) -> None:
        """The recipe of an earlier run."""
        data = head.recipe.encode("utf-8", "replace")
        self._jobs.start(self._take(data, head.title), key=JOB, again=partial(self.open_recent, head))

    async def _save(self, recipe: Recipe, path: Path) -> None:
        try:
            await write_whole(path, partial(write_recipe, recipe))
        except OSError as error:
            self._say_no(path, error)
        else:
            self._quiet.tell(self.tr("The recipe is in {file}").format(file=path.name))

    async def _open(self, path: Path) -> None:
        def work() -> bytes:
            with path.open("rb") as file:
                return file.read(LARGEST_BYTES + 1)

        try:
            data = await asyncio.to_thread(work)
        except OSError as error:
            self._say_no(path, error)
        else:
            await self._take(data, path.name)

    async def _take(self, data: bytes, name: str) -> None:
        reading: RecipeReading = await asyncio.to_thread(read_recipe, data, zone=self._zone())
        if reading.recipe is not None:
            self.opened.emit(reading.recipe, name)
            return
        said = [recipe_mistake(each) for each in reading.mistakes]
        told = [f"{each.title} {each.advice}".strip() for each in said[:_NAMED]]
        if len(said) > _NAMED:
            told.append(self.tr("and %Ln more", "", len(said) - _NAMED))
        self.refused.emit(name, "\n".join(told))

    def _say_no(self, path: Path, error: OSError) -> None:
        self._quiet.tell(f"{path.name}: {error.strerror or error}", tone="danger", seconds=8)

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._parent, title, folder)
        dialog.setNameFilter(self.tr("Recipes (*.json)"))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog

    @staticmethod
    def _action(menu: QMenu, name: str, run: Callable[[], object]) -> QAction:
        action = QAction(name.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked=False: run())
        menu.addAction(action)
        return action
