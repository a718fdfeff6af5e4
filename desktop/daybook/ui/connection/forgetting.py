"""Asks before a connection is forgotten, and forgets it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from daybook.store.database import StoreUnusable
from daybook.ui.connection.forget_question import ForgetQuestion
from daybook.ui.connection.form import WRITE_KEY
from daybook.ui.connection.leftover_words import LeftoverWords
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.vault.errors import VaultError
from daybook.work.exporting.writing import ExportFailed
from daybook.work.forgetting import Forgetting
from daybook.work.leftovers import Leftovers

LOOK_JOB = "leftovers"
SAVE_JOB = "leftovers file"


class ForgetAsking(QObject):
    """One question at a time, over the window of `place`."""

    def __init__(
        self, look: Look, formats: Formats, forgetting: Forgetting, *, jobs: Jobs, writes: Writes, place: QWidget
    ) -> None:
        super().__init__(place)
        self._look = look
        self._formats = formats
        self._forgetting = forgetting
        self._jobs = jobs
        self._writes = writes
        self._place = place
        self.question: ForgetQuestion | None = None
        self.dialog: QFileDialog | None = None

    def ask(self, connection_id: str) -> None:
        """Looks what would be lost, and asks."""
        self._jobs.start(self._ask(connection_id), key=LOOK_JOB, again=partial(self.ask, connection_id))

    async def _ask(self, connection_id: str) -> None:
        left = await self._forgetting.left(connection_id)
        question = ForgetQuestion(self._look, self._formats, self._place.window(), left)
        question.save_wanted.connect(partial(self._choose_file, left))
        question.decided.connect(partial(self._decided, connection_id))
        self.question = question
        question.open()

    def _decided(self, connection_id: str, yes: bool) -> None:
        self.question = None
        self._jobs.cancel(SAVE_JOB)
        if yes:
            self._writes.start(self._forget(connection_id), key=WRITE_KEY)

    async def _forget(self, connection_id: str) -> None:
        try:
            await self._forgetting.forget(connection_id)
        except VaultError:
            self._ask_to_leave_secret(connection_id)
            raise

    def _ask_to_leave_secret(self, connection_id: str) -> None:
        question = Decision(
            self._look,
            self._place.window(),
            title=self.tr("Forget it all the same?"),
            text=self.tr(
                "The keyring does not part with the secret now. Daybook can forget the connection and leave the secret"
                " where it is; delete the webhook or application in the portal then, so that it opens nothing any more."
            ),
            yes=self.tr("Forget it"),
            danger=True,
        )
        question.decided.connect(lambda yes: self._leave_secret(connection_id) if yes else None)
        question.open()

    def _leave_secret(self, connection_id: str) -> None:
        self._writes.start(self._forgetting.forget(connection_id, leave_secret=True), key=WRITE_KEY)

    def _choose_file(self, left: Leftovers) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._place.window(), self.tr("Save what is left of the connection"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("JSON files") + " (*.json)")
        dialog.setDefaultSuffix("json")
        dialog.selectFile(LeftoverWords(left, self._formats).file_name())
        dialog.fileSelected.connect(lambda path: self.save(left, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def save(self, left: Leftovers, path: Path) -> None:
        """Writes what is left into a file; the question says what became of it."""
        if self.question is not None:
            self.question.show_saving(saving=True)
        self._jobs.start(self._save(left, path), key=SAVE_JOB)

    async def _save(self, left: Leftovers, path: Path) -> None:
        try:
            await self._forgetting.save(left, path)
        except (ExportFailed, StoreUnusable) as error:
            if self.question is not None:
                self.question.show_failure(error)
        else:
            if self.question is not None:
                self.question.show_saved(path)
