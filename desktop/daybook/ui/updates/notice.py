"""New versions in the window: the watch, the word in the status line, and the card behind it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from PySide6.QtCore import QObject

from daybook.store.settings import UPDATES_SOURCE, Settings
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.shell import MainWindow
from daybook.ui.updates.card import UpdatesCard
from daybook.work.updates import Looked, Updates

log = logging.getLogger(__name__)

LOOK_JOB: Final = "new versions now"
WRITE_KEY: Final = "new versions"


class UpdateNotice(QObject):
    """Lives as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        look: Look,
        formats: Formats,
        *,
        updates: Updates,
        settings: Settings,
        jobs: Jobs,
        writes: Writes,
        open_page: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._updates = updates
        self._settings = settings
        self._formats = formats
        self._jobs = jobs
        self._writes = writes
        self.card = UpdatesCard(look, window)
        self.button = push_button(look, "", self.open, glyph=Glyph.INFO, kind="link", compact=True)
        self.button.hide()
        window.status.add(self.button)
        self.command = Command("updates", self.tr("New versions of Daybook"), self.open, ("Ctrl+Shift+Y",), Glyph.INFO)
        self.card.on_chosen.connect(lambda on: self._write(updates.choose(on=on)))
        self.card.source_chosen.connect(lambda source: self._write(updates.use(source)))
        self.card.look_wanted.connect(self.look)
        self.card.page_wanted.connect(open_page)
        self.card.passed_over.connect(lambda: self._write(updates.pass_over()))
        self._end = updates.changed.add(self._show)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to ask once a day, where that is wanted."""
        self._task = asyncio.get_running_loop().create_task(self._updates.watch(), name="new versions")
        self._task.add_done_callback(self._ended)
        self._show()

    async def aclose(self) -> None:
        """Asks no more."""
        self._end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def open(self) -> None:
        """Shows the card."""
        self._show()
        self.card.open()

    def look(self) -> None:
        """Asks now."""
        self._jobs.start(self._look_now(), key=LOOK_JOB, again=self.look)

    async def _look_now(self) -> None:
        self.card.show_busy(True)
        try:
            await self._updates.look()
        finally:
            self.card.show_busy(False)
            self._show()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A full disk is said by whoever has something to lose there; new versions can wait."""
        if not task.cancelled() and task.exception() is not None:
            log.warning("new versions are not watched any more", exc_info=task.exception())

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        self._writes.start(work, key=WRITE_KEY)

    def _show(self) -> None:
        told = self._updates.told
        if told is not None:
            rename(self.button, self.tr("Daybook {version} is there").format(version=told.version))
        self.button.setVisible(told is not None)
        tone, title, text = self._words()
        self.card.show_state(tone, title, text, self._updates.found)
        self.card.show_choice(
            on=self._updates.is_on,
            source=self._updates.source,
            chosen=self._settings[UPDATES_SOURCE] or "",
            ordered=self._updates.is_ordered,
        )

    def _words(self) -> tuple[str, str, str]:
        """Tone, title and sentence of what is known."""
        found, looked = self._updates.found, self._updates.looked
        mine = self.tr("You have {version}.").format(version=self._updates.version)
        if found is not None:
            said = self.tr("Daybook does not install it: its page tells how to get it.")
            return "info", self.tr("Daybook {version} is there").format(version=found.version), f"{mine} {said}"
        if looked is Looked.NO_ANSWER:
            return "warning", self.tr("The address does not answer."), f"{mine} {self._asked()}".strip()
        if looked is Looked.NOT_UNDERSTOOD:
            said = self.tr("Its answer names no version that Daybook understands.")
            return "warning", said, mine
        if not self._updates.source:
            return "info", mine, self.tr("No address is known that could tell of a newer one.")
        if looked is Looked.CURRENT:
            return "success", self.tr("You have the newest version."), f"{mine} {self._asked()}".strip()
        return "info", mine, self._asked()

    def _asked(self) -> str:
        asked = self._updates.asked
        if asked is None:
            return self.tr("It was never asked for newer ones.")
        return self.tr("Asked last {moment}.").format(moment=self._formats.moment(asked))
