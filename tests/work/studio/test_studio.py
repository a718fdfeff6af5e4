"""The layout in the studio: nothing of it is lost, and what is known of it is about what stands there."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.domain.layouts.faults import LayoutFault
from daybook.store.database import Database
from daybook.store.layout_drafts import LayoutDrafts
from daybook.store.memory import open_memory
from daybook.work.studio import files
from daybook.work.studio.files import LONGEST_LINE, NotEditable, decoded
from daybook.work.studio.origin import OriginKind
from daybook.work.studio.recent import RecentFiles
from daybook.work.studio.studio import Studio
from tests.helpers.clock import FakeClock

BLOCKS = '{"blocks": {"a": {"type": "text", "properties": {"value": "Hello"}}}}'


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_memory(tmp_path / "memory.sqlite")
    yield database
    await database.aclose()


@pytest.fixture
def studio(memory: Database, fake_clock: FakeClock) -> Studio:
    return Studio(LayoutDrafts(memory), fake_clock)


def again(memory: Database, clock: FakeClock) -> Studio:
    """After a kill: only what is on disk is left."""
    return Studio(LayoutDrafts(memory), clock)


async def test_what_was_typed_is_there_after_a_kill(studio: Studio, memory: Database, fake_clock: FakeClock) -> None:
    studio.take(BLOCKS)
    await studio.keep()
    after = again(memory, fake_clock)
    assert await after.restore()
    assert (after.text, after.is_dirty) == (BLOCKS, True)


async def test_what_was_saved_is_no_draft_any_more(
    studio: Studio, memory: Database, fake_clock: FakeClock, tmp_path: Path
) -> None:
    studio.take(BLOCKS)
    await studio.keep()
    await studio.save_file(tmp_path / "card.json")
    assert not studio.is_dirty
    assert (tmp_path / "card.json").read_text("utf-8") == BLOCKS
    assert not await again(memory, fake_clock).restore()
    assert not (tmp_path / ".card.json.part").exists()


async def test_another_file_lays_aside_what_is_not_saved(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", "utf-8")
    studio.take(BLOCKS)
    await studio.open_file(tmp_path / "other.json")
    assert studio.text == "{}"
    (aside,) = studio.others
    await studio.open_draft(aside)
    assert studio.text == BLOCKS
    assert studio.others == ()


async def test_a_draft_of_a_file_is_still_of_that_file(
    studio: Studio, memory: Database, fake_clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "card.json"
    path.write_text("{}", "utf-8")
    await studio.open_file(path)
    studio.take(BLOCKS)
    await studio.keep()
    after = again(memory, fake_clock)
    await after.restore()
    assert (after.origin.kind, after.origin.path) == (OriginKind.FILE, path)


async def test_an_unchanged_file_leaves_no_draft(studio: Studio, memory: Database, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(BLOCKS, "utf-8")
    await studio.open_file(tmp_path / "card.json")
    await studio.keep()
    assert await LayoutDrafts(memory).all() == ()


async def test_line_breaks_of_the_file_are_kept(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(b'{\r\n  "blocks": {}\r\n}')
    await studio.open_file(path)
    assert "\r" not in studio.text
    studio.take(studio.text.replace("{}", "{ }"))
    await studio.save_file(path)
    assert path.read_bytes() == b'{\r\n  "blocks": { }\r\n}'


async def test_half_a_letter_can_be_saved(studio: Studio, tmp_path: Path) -> None:
    studio.take('{"a": "\ud83d"}')
    await studio.save_file(tmp_path / "card.json")
    assert (tmp_path / "card.json").read_bytes() == b'{"a": "\\ud83d"}'


async def test_looking_ends_with_what_is_known_of_the_newest_text(studio: Studio) -> None:
    told: list[str] = []
    studio.judged.add(lambda: told.append(studio.text))
    studio.take("{")
    looking = asyncio.create_task(studio.look())
    await asyncio.sleep(0)
    studio.take(BLOCKS)
    await looking
    assert studio.is_seen
    assert studio.seen is not None
    assert studio.seen.tree is not None
    assert studio.seen.judgement.valid


async def test_an_endless_line_is_laid_out_so_that_it_can_be_edited(studio: Studio, tmp_path: Path) -> None:
    each = ", ".join(f'"b{n}": {{"type": "text", "properties": {{"value": "{"x" * 10_000}"}}}}' for n in range(20))
    (tmp_path / "long.json").write_text(f'{{"blocks": {{{each}}}}}', "utf-8")
    assert await studio.open_file(tmp_path / "long.json")
    assert files.longest_line(studio.text) < 11_000
    assert studio.is_dirty


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"{" * 50_000_000, LayoutFault.TOO_LARGE),
        (b"\xff\xfe\x00", LayoutFault.NOT_TEXT),
        (b"\x80\x81", LayoutFault.NOT_TEXT),
        (b"[" * (LONGEST_LINE + 1), None),
        (b"\n" * 2_000_000, None),
    ],
    ids=["50 MB", "half of UTF-16", "no text", "one endless line", "more than anybody edits"],
)
def test_what_can_not_be_edited_is_refused_with_a_reason(data: bytes, fault: LayoutFault | None) -> None:
    with pytest.raises(NotEditable) as refused:
        decoded(data)
    assert (refused.value.mistake and refused.value.mistake.fault) == fault


async def test_a_file_that_is_gone_is_known_to_be_gone_until_it_is_back(studio: Studio, tmp_path: Path) -> None:
    here, there = tmp_path / "here.json", tmp_path / "there.json"
    for path in (here, there):
        path.write_text(BLOCKS, "utf-8")
        await studio.open_file(path)
    there.unlink()
    assert studio.recent.gone == frozenset()
    await studio.recent.look()
    assert set(studio.recent.paths) == {here, there}
    assert studio.recent.gone == {there}
    there.write_text(BLOCKS, "utf-8")
    await studio.recent.look()
    assert studio.recent.gone == frozenset()


async def test_a_file_that_could_not_be_opened_is_gone_and_what_stands_here_stays(
    studio: Studio, tmp_path: Path
) -> None:
    studio.take(BLOCKS)
    with pytest.raises(FileNotFoundError):
        await studio.open_file(tmp_path / "nowhere.json")
    assert studio.recent.gone == {tmp_path / "nowhere.json"}
    assert studio.text == BLOCKS


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """Something that never gives what is asked of it, like a disk that hangs."""
    path = tmp_path / "pipe.json"
    os.mkfifo(path)
    yield path
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))  # whoever waits for it goes on


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
async def test_a_disk_that_hangs_keeps_nobody_waiting(pipe: Path, tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        await files.read_file(pipe, deadline_s=0.05)
    (tmp_path / "good.json").write_text(BLOCKS, "utf-8")
    assert (await files.read_file(tmp_path / "good.json")).text == BLOCKS


async def test_what_a_silent_disk_holds_is_not_called_gone(
    memory: Database, fake_clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recent = RecentFiles(LayoutDrafts(memory), fake_clock, answer_s=0.05)
    for name in ("gone.json", "silent.json"):
        await recent.remember(tmp_path / name)
        fake_clock.advance(1)
    answers = threading.Event()
    look = Path.stat

    def stat(path: Path) -> os.stat_result:
        if path.name == "silent.json":
            answers.wait(60)
        return look(path)

    monkeypatch.setattr(Path, "stat", stat)
    recent.miss(tmp_path / "gone.json")
    await recent.look()
    assert recent.gone == {tmp_path / "gone.json"}, "what was known before"
    answers.set()
    await recent.look()
    assert recent.gone == {tmp_path / "gone.json", tmp_path / "silent.json"}
    recent.close()
