"""Carries what went wrong, and what is going on, to the two lines of the window that say so."""

from PySide6.QtCore import QObject

from daybook.ui.kit.doors import Doors
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.failure import Mask
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.wording import failure
from daybook.ui.kit.writes import Writes
from daybook.ui.status_line import StatusLine


class Reporting(QObject):
    """Joins jobs, writes and doors to the error bar and the status line."""

    def __init__(
        self, *, jobs: Jobs, writes: Writes, doors: Doors, errors: ErrorBar, status: StatusLine, mask: Mask
    ) -> None:
        super().__init__(errors)
        self._jobs = jobs
        self._writes = writes
        self._errors = errors
        self._status = status
        self._mask = mask
        jobs.failed.connect(self._read_failed)
        writes.failed.connect(self._write_failed)
        doors.came.connect(self._came)
        for owner in (jobs, writes):
            owner.succeeded.connect(errors.settle)
        jobs.busy_changed.connect(self._say)
        writes.pending_changed.connect(self._say)

    def tell(self, error: BaseException, key: str) -> None:
        """Shows an error that somebody caught."""
        self._errors.tell(failure(error, key, self._mask))

    def _read_failed(self, key: str, error: BaseException) -> None:
        self._errors.tell(failure(error, key, self._mask, self._jobs.again(key)))

    def _write_failed(self, key: str, error: BaseException) -> None:
        self._errors.tell(failure(error, key, self._mask, about=self._writes.about(key)))

    def _came(self, error: BaseException) -> None:
        self.tell(error, f"unexpected {type(error).__name__}")

    def _say(self) -> None:
        if self._writes.told:
            self._status.say(self.tr("Saving %Ln change(s)", "", self._writes.told))
        else:
            self._status.say(self.tr("Loading") if self._jobs.busy else "")
