"""A file is there whole or not at all, whatever happens while it is written."""

import asyncio
import errno
import gc
import os
import stat
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
from python_calamine import CalamineWorkbook

from daybook.domain.listing import ActivityLine
from daybook.work.exporting.csv_file import CsvFormat, CsvWriter
from daybook.work.exporting.ics_file import IcsFormat
from daybook.work.exporting.writing import (
    PORTION,
    ExportFailed,
    Format,
    Tally,
    TooManyLines,
    in_portions,
    reason_of,
    write_file,
)
from daybook.work.exporting.xlsx_file import XlsxFormat
from tests.work.exporting.samples import COLUMNS, NOON, ZONE, line, many, portions

FORMATS: dict[str, Format] = {
    "csv": CsvFormat(COLUMNS, ZONE),
    "xlsx": XlsxFormat(COLUMNS, ZONE),
    "ics": IcsFormat("https://northwind.bitrix24.com", "Mine", NOON),
}
EACH_FORMAT = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
posix_only = pytest.mark.skipif(os.name == "nt", reason="rights and limits of POSIX")


def left_in(folder: Path) -> list[str]:
    """Every name in the folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


class Interrupted(Exception):
    """What the source of the lines raises."""


@EACH_FORMAT
async def test_a_file_is_written_and_only_its_owner_may_read_it(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"mine{form.suffix}"
    assert await write_file(path, portions(many(250), many(3)), form) == Tally(253)
    assert left_in(tmp_path) == [path.name]
    assert path.stat().st_size > 1_000
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@EACH_FORMAT
async def test_a_list_without_lines_is_a_file_without_lines(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"mine{form.suffix}"
    assert await write_file(path, portions(), form) == Tally(0)
    assert path.stat().st_size > 0


async def test_progress_counts_the_lines_on_the_loop(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    await write_file(
        tmp_path / "mine.csv",
        portions(many(250), many(70)),
        CsvFormat(COLUMNS, ZONE, at_once=100),
        lambda taken: seen.append((taken, threading.get_ident())),
    )
    assert [taken for taken, _ in seen] == [100, 200, 250, 320]
    assert {thread for _, thread in seen} == {threading.get_ident()}


async def test_nothing_is_computed_on_the_windows_thread(tmp_path: Path) -> None:
    threads: set[int] = set()

    class Noting(CsvFormat):
        def begin(self, file: BinaryIO, scratch: Path) -> CsvWriter:
            threads.add(threading.get_ident())
            return super().begin(file, scratch)

    await write_file(tmp_path / "mine.csv", portions(many(5)), Noting(COLUMNS, ZONE))
    assert threads
    assert threading.get_ident() not in threads


async def test_ids_become_portions_and_what_is_gone_is_left_out() -> None:
    asked: list[int] = []

    async def lines(ids: Sequence[int]) -> list[ActivityLine]:
        asked.append(len(ids))
        return [line(number) for number in ids if number != 7]

    ids = range(1, 2 * PORTION + 11)
    found = [each.id async for portion in in_portions(ids, lines) for each in portion]
    assert asked == [PORTION, PORTION, 10]
    assert found == [number for number in ids if number != 7]


@EACH_FORMAT
async def test_when_the_lines_stop_coming_the_older_file_stays(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"mine{form.suffix}"
    path.write_bytes(b"older")
    closed = []

    async def broken() -> AsyncGenerator[Sequence[ActivityLine]]:
        try:
            yield many(150)
            raise Interrupted
        finally:
            closed.append(True)

    with pytest.raises(Interrupted):
        await write_file(path, broken(), form)
    assert path.read_bytes() == b"older"
    assert left_in(tmp_path) == [path.name]
    assert closed == [True]
    gc.collect()


@EACH_FORMAT
async def test_an_export_can_be_called_off(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"mine{form.suffix}"
    begun = asyncio.Event()
    closed = []

    async def endless() -> AsyncGenerator[Sequence[ActivityLine]]:
        try:
            while True:
                yield many(20)
        finally:
            closed.append(True)

    task = asyncio.create_task(write_file(path, endless(), form, lambda _: begun.set()))
    await begun.wait()
    task.cancel()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left_in(tmp_path) == []
    assert closed == [True]
    gc.collect()


async def test_calling_off_waits_for_the_thread_before_it_clears_up(tmp_path: Path) -> None:
    entered, go_on = threading.Event(), threading.Event()
    later: list[bool] = []

    class Slow(CsvFormat):
        def begin(self, file: BinaryIO, scratch: Path) -> CsvWriter:
            entered.set()
            assert go_on.wait(30)
            later.append(scratch.exists() and not file.closed)
            return super().begin(file, scratch)

    task = asyncio.create_task(write_file(tmp_path / "mine.csv", portions(many(5)), Slow(COLUMNS, ZONE)))
    assert await asyncio.to_thread(entered.wait, 30)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert later == [True]
    assert left_in(tmp_path) == []


async def test_too_many_lines_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooManyLines):
        await write_file(tmp_path / "mine.xlsx", portions(many(20)), XlsxFormat(COLUMNS, ZONE, most_lines=19))
    assert left_in(tmp_path) == []


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "mine.csv"
    with pytest.raises(ExportFailed) as caught:
        await write_file(path, portions(many(1)), FORMATS["csv"])
    assert (caught.value.path, caught.value.reason) == (path, "nowhere")
    assert isinstance(caught.value.__cause__, FileNotFoundError)


async def test_a_folder_of_that_name_is_not_written_into(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed) as caught:
        await write_file(tmp_path, portions(many(1)), FORMATS["csv"])
    assert caught.value.reason == "name"
    assert left_in(tmp_path) == []


@posix_only
async def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"older")
    link.symlink_to(real)
    await write_file(link, portions(many(1)), FORMATS["csv"])
    assert link.is_symlink()
    assert b"Call Andrew" in real.read_bytes()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "full"),
        (errno.EFBIG, "full"),
        (errno.EACCES, "forbidden"),
        (errno.EROFS, "forbidden"),
        (errno.ENOENT, "nowhere"),
        (errno.ENAMETOOLONG, "name"),
        (errno.EIO, "disk"),
    ],
)
def test_what_the_system_says_has_a_reason(code: int, reason: str) -> None:
    assert reason_of(OSError(code, os.strerror(code))) == reason


NO_ROOM = """
import asyncio, gc, resource, signal, sys
from pathlib import Path
from daybook.work.exporting.writing import ExportFailed, write_file
from tests.work.exporting.samples import many, portions
from tests.work.exporting.test_writing import FORMATS

async def main(folder, name, limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    path = folder / "mine"
    path.write_bytes(b"older")
    try:
        await write_file(path, portions(*[many(500)] * 8), FORMATS[name])
    except ExportFailed as error:
        print(error.reason, path.read_bytes(), len(list(folder.iterdir())))

asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
gc.collect()
"""


@posix_only
@pytest.mark.parametrize("limit", [20, 3_000, 60_000])
@EACH_FORMAT
def test_a_full_disk_is_said_and_costs_nothing_but_the_new_file(form: Format, limit: int, tmp_path: Path) -> None:
    name = form.suffix.removeprefix(".")
    words = [sys.executable, "-X", "dev", "-W", "error", "-c", NO_ROOM, str(tmp_path), name, str(limit)]
    root = Path(__file__).parents[3]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(root / "desktop")])}
    done = subprocess.run(words, capture_output=True, encoding="utf-8", env=env, cwd=root, check=False)
    assert (done.stdout, done.stderr) == ("full b'older' 1\n", "")


@EACH_FORMAT
async def test_ten_times_the_lines_need_no_more_memory(form: Format, tmp_path: Path) -> None:
    async def peak(count: int) -> int:
        async def stream() -> AsyncGenerator[Sequence[ActivityLine]]:
            for _ in range(count):
                yield many(50)

        gc.collect()
        tracemalloc.start()
        try:
            await write_file(tmp_path / f"mine{form.suffix}", stream(), form)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    await peak(2)  # the libraries themselves
    few, lots = await peak(4), await peak(40)
    assert lots < few + 200_000  # the lines alone are five times that


async def test_a_workbook_of_many_portions_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    await write_file(path, portions(*[many(130)] * 9), FORMATS["xlsx"])
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [*range(1, 131)] * 9
