"""Tells of a new version, and does nothing else about it: a person gets it herself, or her administrator does.

Asked is a file at one address, once a day while the window is open. Who decides where and whether, the first that says
something: `DAYBOOK_UPDATES` (an address, or "off"), the person, and what the installer brought. Where others installed
Daybook for her (apt, an administrator), they bring new versions too, and so nothing is asked unless she says so.
"""

import logging
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from daybook import __version__, resources
from daybook.domain.clock import Clock
from daybook.domain.new_version import BadNews, NewVersion, is_newer, is_source, read_news
from daybook.store.settings import UPDATES, UPDATES_ASKED, UPDATES_PASSED, UPDATES_SOURCE, Settings, UpdateChoice
from daybook.work.listeners import Listeners
from daybook.work.update_wire import NotFetched

log = logging.getLogger(__name__)

VARIABLE: Final = "DAYBOOK_UPDATES"
OFF: Final = "off"
BUILT_IN: Final = "release/updates.txt"
"""The resource in which the release workflow names the address. A checkout has none."""
FIRST_S: Final = 30.0
"""After the start: the first half minute belongs to the portal."""
EVERY_S: Final = 24 * 3600.0
AGAIN_S: Final = 3600.0
"""The longest wait at a stretch: a computer may sleep through the day."""

Fetch = Callable[[str], Awaitable[bytes]]
"""The file at an address. Raises NotFetched."""


class Looked(StrEnum):
    """What came of asking."""

    NOT_YET = "not_yet"
    CURRENT = "current"
    NEWER = "newer"
    NO_ANSWER = "no_answer"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Installation:
    """What this program is. `built_in` is the installer's address or ""; `ordered` what DAYBOOK_UPDATES says or "".

    `own`: the person installed it herself, so nobody else brings her new versions.
    """

    version: str = __version__
    built_in: str = ""
    ordered: str = ""
    own: bool = False

    @classmethod
    def of_this_program(cls, environ: Mapping[str, str] = os.environ) -> "Installation":
        """The running one. Own is a frozen program in a folder that she could change."""
        try:
            built_in = resources.text(BUILT_IN).strip()
        except FileNotFoundError:
            built_in = ""
        frozen = bool(getattr(sys, "frozen", False))
        own = frozen and os.access(Path(sys.executable).parent, os.W_OK)
        return cls(__version__, built_in, environ.get(VARIABLE, "").strip(), own)


class Updates:
    """What is known of newer versions. `changed` tells when that, or who decides, is another."""

    def __init__(self, settings: Settings, fetch: Fetch, clock: Clock, installation: Installation) -> None:
        self._settings = settings
        self._fetch = fetch
        self._clock = clock
        self._installation = installation
        self._newest: NewVersion | None = None
        self.looked = Looked.NOT_YET
        self.changed = Listeners()

    @property
    def version(self) -> str:
        """The running version."""
        return self._installation.version

    @property
    def is_ordered(self) -> bool:
        """Whether an administrator decided, so that the person can't."""
        return bool(self._installation.ordered)

    @property
    def source(self) -> str:
        """The address that counts, "" when there is none that may be asked."""
        ordered = self._installation.ordered
        if ordered:
            return ordered if is_source(ordered) else ""
        chosen = self._settings[UPDATES_SOURCE] or self._installation.built_in
        return chosen if is_source(chosen) else ""

    @property
    def is_on(self) -> bool:
        """Whether it is asked without being told to."""
        if not self.source:
            return False
        if self.is_ordered:
            return True
        choice = self._settings[UPDATES]
        return self._installation.own if choice is UpdateChoice.USUAL else choice is UpdateChoice.ON

    @property
    def asked(self) -> datetime | None:
        """When it was asked last; None before the first time."""
        return self._settings[UPDATES_ASKED]

    @property
    def found(self) -> NewVersion | None:
        """A newer version than this one; None while none is known."""
        newest = self._newest
        return newest if newest is not None and is_newer(newest.version, self._installation.version) else None

    @property
    def told(self) -> NewVersion | None:
        """The newer version that the person shall see without asking: none that she passed over."""
        found = self.found
        return found if found is not None and found.version != self._settings[UPDATES_PASSED] else None

    async def watch(self) -> None:
        """Asks once a day for as long as it runs. Failures are left for the next time."""
        await self._clock.sleep(FIRST_S)
        while True:
            wait_s = self._due_in_s()
            if wait_s <= 0:
                await self.look()
                wait_s = AGAIN_S
            await self._clock.sleep(min(wait_s, AGAIN_S))

    async def look(self) -> None:
        """Asks now, if there is somebody to ask; what came of it is in `looked` and `found`."""
        source = self.source
        if not source:
            return
        self.looked, newest = await self._ask(source)
        if self.source != source:
            return  # she has chosen another one meanwhile
        if newest is not None:
            self._newest = newest
        try:
            await self._settings.put(UPDATES_ASKED, self._clock.now())
        finally:
            self.changed.tell()

    async def choose(self, *, on: bool) -> None:
        """Whether to ask without being told to. Raises StoreUnusable."""
        await self._settings.put(UPDATES, UpdateChoice.ON if on else UpdateChoice.OFF)
        self.changed.tell()

    async def use(self, source: str) -> None:
        """Another address; "" for the installer's own. What was found elsewhere is forgotten. Raises StoreUnusable."""
        await self._settings.put(UPDATES_SOURCE, source.strip() or None)
        self._newest, self.looked = None, Looked.NOT_YET
        self.changed.tell()

    async def pass_over(self) -> None:
        """Says no more of the version that is there now. Raises StoreUnusable."""
        if self.found is not None:
            await self._settings.put(UPDATES_PASSED, self.found.version)
        self.changed.tell()

    async def _ask(self, source: str) -> tuple[Looked, NewVersion | None]:
        try:
            newest = read_news(await self._fetch(source), source)
        except NotFetched as failure:
            log.info("no word of new versions: %s", failure)
            return Looked.NO_ANSWER, None
        except BadNews as fault:
            log.info("the word of new versions is not understood: %s", fault)
            return Looked.NOT_UNDERSTOOD, None
        newer = is_newer(newest.version, self._installation.version)
        return (Looked.NEWER if newer else Looked.CURRENT), newest

    def _due_in_s(self) -> float:
        """Seconds until it is asked again; a clock that was set back does not put that off."""
        if not self.is_on:
            return AGAIN_S
        asked = self.asked
        if asked is None or asked > self._clock.now() + timedelta(hours=1):
            return 0.0
        return EVERY_S - (self._clock.now() - asked).total_seconds()
