"""Runs the sync of one connection and tells in the status line how far it is."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from daybook.store.copy.copy import CopyDamaged
from daybook.ui.kit.format import Formats
from daybook.ui.status_line import StatusLine
from daybook.work.syncing.progress import Brake, Phase, SyncState
from daybook.work.syncing.sync import Sync

AGAIN_MS = 60_000
TOLD_EVERY_MS = 200
"""Often enough to see it move; each change of the words lays out the line anew."""


class SyncLine(QObject):
    """Owns the task. `failed` is told what ended it, other than the portal, which the sync waits for by itself."""

    def __init__(
        self, sync: Sync, status: StatusLine, formats: Formats, failed: Callable[[str, Exception], None]
    ) -> None:
        super().__init__()
        self._sync = sync
        self._status = status
        self._formats = formats
        self._failed = failed
        self._task: asyncio.Task[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=TOLD_EVERY_MS)
        self._soon.timeout.connect(self._tell)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.start)
        self._end = sync.changed.add(self._changed)

    def start(self) -> None:
        """Begins, and goes on until `aclose`."""
        self._tell()
        if self._sync.damaged is not None and self._task is None:
            self._failed("copy", CopyDamaged(self._sync.damaged))
        self._task = asyncio.get_running_loop().create_task(self._sync.run(_is_looked_at), name="sync")
        self._task.add_done_callback(self._ended)

    def show_zone(self) -> None:
        """Says it with the time of another zone."""
        self._tell()

    async def aclose(self) -> None:
        """Ends the task; what was being written is written."""
        self._end()
        self._soon.stop()
        self._again.stop()
        self._status.say_sync("")
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def words(self, state: SyncState) -> str:
        """What the line says."""
        if state.phase is Phase.OFFLINE or state.away:
            return self._offline(state)
        if state.phase is Phase.LOADING:
            return self._loading(state)
        if state.phase is Phase.ELSEWHERE:
            return self.tr("Another Daybook window keeps this portal up to date")
        if state.gap:
            return self.tr("%Ln activity(ies) of the portal could not be read", "", state.gap)
        if state.fresh_at is None:
            return ""
        return self.tr("Up to date {moment}").format(moment=self._formats.time(state.fresh_at))

    def _loading(self, state: SyncState) -> str:
        if state.total is None:
            return self.tr("Looking how much there is…")
        number = self._formats.number
        said = self.tr("Loading {done} of {total}").format(done=number(state.rows), total=number(state.total))
        if state.rate_per_s:
            said += " · " + self.tr("{rate} a second").format(rate=number(round(state.rate_per_s)))
        return said + self._brake(state)

    def _brake(self, state: SyncState) -> str:
        if state.brake is None:
            return ""
        said = {
            Brake.RATE: self.tr("held back by the portal's request limit"),
            Brake.OPERATING: self.tr("the portal wants a rest"),
            Brake.ASKED_TO_WAIT: self.tr("the portal asked to wait"),
        }[state.brake]
        if state.brake_s >= 1:
            said += " " + self.tr("({seconds} s)").format(seconds=self._formats.number(round(state.brake_s)))
        return f" · {said}"

    def _offline(self, state: SyncState) -> str:
        if state.fresh_at is None:
            return self.tr("The portal can't be reached")
        as_of = self._formats.moment(state.fresh_at)
        return self.tr("The portal can't be reached. You see it as it was {moment}").format(moment=as_of)

    def _changed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        self._status.say_sync(self.words(self._sync.state))

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A disk that is full may have room again in a minute: it is said, and tried again."""
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._failed("sync", error)
            self._again.start()


def _is_looked_at() -> bool:
    return QApplication.applicationState() is Qt.ApplicationState.ApplicationActive
