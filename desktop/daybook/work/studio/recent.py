"""Files that were open lately, and which of them are not there any more. A disk that does not answer holds nobody."""

from functools import partial
from pathlib import Path
from typing import Final

from daybook.domain.clock import Clock
from daybook.store.layout_drafts import LayoutDrafts
from daybook.vault.worker import TooLate, Worker

ANSWER_S: Final = 1.0
"""How long a disk may take to say whether it has a file; one that takes longer is not asked for the others either."""


class RecentFiles:
    """The last one first. `gone` is what was found out last: only what a disk said itself that it does not have."""

    def __init__(self, drafts: LayoutDrafts, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._drafts = drafts
        self._clock = clock
        self._answer_s = answer_s
        self._disk = Worker("recent files")
        self.paths: tuple[Path, ...] = ()
        self.gone: frozenset[Path] = frozenset()

    async def read(self) -> None:
        """Learns which there were. Raises StoreUnusable."""
        self.paths = tuple(map(Path, await self._drafts.files()))

    async def remember(self, path: Path) -> None:
        """One that was opened or saved just now, and so is there. Raises StoreUnusable."""
        await self._drafts.remember_file(str(path), self._clock.now())
        self.gone -= {path}
        await self.read()

    def miss(self, path: Path) -> None:
        """One that was looked for and is not there."""
        self.gone |= {path}

    async def look(self) -> None:
        """Looks which are there."""
        found = set()
        try:
            for path in self.paths:
                if await self._disk.call(partial(_is_gone, path), deadline_s=self._answer_s):
                    found.add(path)
        except TooLate:
            found |= self.gone
        self.gone = frozenset(found)

    def close(self) -> None:
        """Looks no more."""
        self._disk.close()


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # it may be there, for somebody else
        return False
    return False
