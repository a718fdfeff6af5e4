"""One export: from portions of lines (or of whatever a format writes) to a whole file, or to nothing at all.

Everything that touches the disk or builds cells runs off the window's thread, a few lines at a time, so that an export
can be called off at once.
"""

import asyncio
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Generic, Protocol, TypeVar

from daybook.domain.listing import ActivityLine

T = TypeVar("T")
L = TypeVar("L")
L_contra = TypeVar("L_contra", contravariant=True)

PORTION: Final = 500
"""Lines asked for at a time; some 300 KB."""
FILE_MODE: Final = 0o600

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_BAD_NAME: Final = frozenset({errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL})
_OPEN_ELSEWHERE: Final = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class ExportFailed(Exception):
    """The file could not be written; nothing of it is left, and an older one of that name is as it was.

    `reason` is one of `full` (no room), `forbidden` (no right to write there), `nowhere` (no such folder), `name` (a
    folder has that name, or the system forbids it), `open_elsewhere` (another program, such as Excel, holds the file
    open; only Windows minds), `disk` (anything else); the cause is chained.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason


class TooManyLines(Exception):
    """More lines than this kind of file can hold; `limit` is how many it can. Nothing was written."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} lines")
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the lines. `lines` are in the file; `left_out` have no place in this kind of file (a calendar
    without a date); `cut_cells` were longer than a cell may be and end with an ellipsis.
    """

    lines: int
    left_out: int = 0
    cut_cells: int = 0


class WriterOf(Protocol[L_contra]):
    """Writes one kind of file, always from one thread at a time. Raises OSError, TooManyLines."""

    def put(self, lines: Sequence[L_contra]) -> None:
        """Writes these lines behind the others."""

    def finish(self) -> Tally:
        """Writes what belongs at the end."""

    def discard(self) -> None:
        """Lets go of everything but the file itself; called also after `finish`, raises nothing."""


class FormatOf(Protocol[L_contra]):
    """A kind of file, ready to begin one: CsvFormat, XlsxFormat, IcsFormat."""

    @property
    def suffix(self) -> str:
        """How such files' names end, with the dot."""

    @property
    def at_once(self) -> int:
        """How many lines take some 3 ms to write: for as long another thread may have to wait for the interpreter."""

    def begin(self, file: BinaryIO, scratch: Path) -> WriterOf[L_contra]:
        """Begins an empty file. `scratch` is a private folder that is removed afterwards. Raises OSError."""


Writer = WriterOf[ActivityLine]
Format = FormatOf[ActivityLine]


async def in_portions(
    ids: Sequence[int],
    lines: Callable[[Sequence[int]], Awaitable[Sequence[ActivityLine]]],
    size: int = PORTION,
) -> AsyncGenerator[Sequence[ActivityLine]]:
    """The lines of these ids, a portion at a time; what `lines` does not find any more is left out."""
    for at in range(0, len(ids), size):
        yield await lines(ids[at : at + size])


async def write_file(
    path: Path,
    portions: AsyncIterable[Sequence[L]],
    form: FormatOf[L],
    on_progress: Callable[[int], None] = lambda _: None,
) -> Tally:
    """Writes the lines to `path`, which is replaced only when the new file is whole and on the disk.

    `on_progress` is told, on the loop, how many lines were taken so far; packing an XLSX file comes after the last one.
    May be cancelled: then nothing is left, unless the file was whole already. Raises ExportFailed, TooManyLines, and
    what `portions` raises.
    """
    work = _Work(path, form)
    taken = 0
    try:
        await _in_thread(work.begin)
        async for portion in portions:
            for lines in _pieces(portion, form.at_once):
                await _in_thread(partial(work.put, lines))
                taken += len(lines)
                on_progress(taken)
        return await _in_thread(work.finish)
    finally:
        await _in_thread(work.clear)
        if isinstance(portions, AsyncGenerator):
            await portions.aclose()


class _Work(Generic[L]):
    """The files of one export. Every method runs in a thread; one at a time."""

    def __init__(self, path: Path, form: FormatOf[L]) -> None:
        self._path = path
        self._form = form
        self._target = path
        self._scratch: Path | None = None
        self._file: BinaryIO | None = None
        self._writer: WriterOf[L] | None = None

    def begin(self) -> None:
        """Opens a file in a private folder beside the target: a replacement must lie on the same disk."""
        try:
            self._target = Path(os.path.realpath(self._path))  # a link stays a link
            if self._target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(self._target))
            self._scratch = Path(tempfile.mkdtemp(prefix=".daybook-", dir=self._target.parent))
            opened = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)
            self._file = os.fdopen(opened, "wb")
            self._writer = self._form.begin(self._file, self._scratch)
        except OSError as exc:
            raise self._failed(exc) from exc

    def put(self, lines: Sequence[L]) -> None:
        """Writes these lines behind the others."""
        assert self._writer is not None  # noqa: S101  (begin came first)
        try:
            self._writer.put(lines)
        except OSError as exc:
            raise self._failed(exc) from exc

    def finish(self) -> Tally:
        """Completes the file, waits for the disk, and gives it its name."""
        assert self._writer is not None  # noqa: S101
        assert self._file is not None  # noqa: S101
        try:
            tally = self._writer.finish()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._target)
        except PermissionError as exc:
            # Windows says "access denied" of a file that is open elsewhere; the right to write here we do have.
            raise ExportFailed(self._path, "open_elsewhere" if os.name == "nt" else reason_of(exc)) from exc
        except OSError as exc:
            raise self._failed(exc) from exc
        return tally

    def clear(self) -> None:
        """Removes what only the writing needed, and all of it when the file did not come about."""
        if self._writer is not None:
            self._writer.discard()
        if self._file is not None:
            with suppress(OSError):  # what was not written can't be written now either
                self._file.close()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    @property
    def _part(self) -> Path:
        assert self._scratch is not None  # noqa: S101
        return self._scratch / f"part{self._form.suffix}"

    def _failed(self, exc: OSError) -> ExportFailed:
        return ExportFailed(self._path, reason_of(exc))


def reason_of(exc: OSError) -> str:
    """The `reason` of an ExportFailed for what the system says."""
    if sys.platform == "win32" and exc.winerror in _OPEN_ELSEWHERE:
        return "open_elsewhere"
    known = {"full": _FULL, "forbidden": _FORBIDDEN, "nowhere": _NOWHERE, "name": _BAD_NAME}
    return next((reason for reason, codes in known.items() if exc.errno in codes), "disk")


def _pieces(lines: Sequence[L], size: int) -> Iterator[Sequence[L]]:
    return (lines[at : at + size] for at in range(0, len(lines), size))


async def _in_thread(work: Callable[[], T]) -> T:
    """What `work` returns. Cancelled, it first waits until the thread is done: nobody may clear up under its feet."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # looked at, so that nobody reports it as lost
        raise
