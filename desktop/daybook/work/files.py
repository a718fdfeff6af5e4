"""Files that a person picks, read and written off the window's thread."""

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from daybook.bitrix.system_activities import Attachment

MOST_BYTES: Final = 20_000_000
"""As base64 a third more, which still fits a request of 60 s over a slow line."""


_KEPT_LETTERS: Final = 50
"""Of a name that may be as long as the system takes: what stands around them must fit too, in bytes."""


class FileTooLarge(ValueError):
    """The file is larger than what can be sent along."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"more than {limit_bytes} bytes")
        self.limit_bytes = limit_bytes


async def sizes_of(paths: Sequence[Path]) -> dict[str, int | None]:
    """Bytes by path; None for a file that can't be read."""

    def size(path: Path) -> int | None:
        try:
            return path.stat().st_size
        except OSError:
            return None

    return await asyncio.to_thread(lambda: {str(path): size(path) for path in paths})


async def write_whole(path: Path, make: Callable[[], bytes]) -> None:
    """Writes what `make` makes; an older file of that name stays until the new one is whole and on the disk.

    Both are done in another thread. Raises OSError, and what `make` raises.
    """

    def work() -> None:
        data = make()
        part = path.with_name(f".{path.name[:_KEPT_LETTERS]}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            with suppress(OSError):  # what was wrong with the file is told
                part.unlink()
            raise

    await asyncio.to_thread(work)


async def read_attachment(path: Path, limit_bytes: int = MOST_BYTES) -> Attachment:
    """The file with its name. Raises FileTooLarge, OSError."""

    def work() -> Attachment:
        if path.stat().st_size > limit_bytes:
            raise FileTooLarge(limit_bytes)
        return Attachment(path.name, path.read_bytes())

    return await asyncio.to_thread(work)
