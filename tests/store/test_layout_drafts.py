"""Layouts that were not saved are there again."""

from datetime import UTC, datetime, timedelta

import pytest

from daybook.store.database import Database
from daybook.store.layout_drafts import MOST, MOST_FILES, LayoutDraft, LayoutDrafts

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def drafts(memory: Database) -> LayoutDrafts:
    return LayoutDrafts(memory)


def _draft(name: str, text: str = "{}", *, minutes: int = 0, is_open: bool = True) -> LayoutDraft:
    return LayoutDraft(name, f"{name}.json", f"/home/ann/{name}.json", text, is_open, NOW + timedelta(minutes=minutes))


async def test_a_draft_is_read_as_it_was_written(drafts: LayoutDrafts) -> None:
    one = _draft("one", '{"blocks": "\ud83d \u2028 ä"}')
    await drafts.put(one)
    assert await drafts.all() == (one,)


async def test_the_newest_text_counts_and_only_one_is_open(drafts: LayoutDrafts) -> None:
    await drafts.put(_draft("one", "1"))
    await drafts.put(_draft("two", "2", minutes=1))
    await drafts.put(_draft("two", "3", minutes=2))
    assert [(each.id, each.text, each.is_open) for each in await drafts.all()] == [
        ("two", "3", True), ("one", "1", False),
    ]  # fmt: skip


async def test_of_too_many_the_oldest_goes(drafts: LayoutDrafts) -> None:
    for number in range(MOST + 2):
        await drafts.put(_draft(str(number), minutes=number))
    kept = {each.id for each in await drafts.all()}
    assert len(kept) == MOST
    assert not kept & {"0", "1"}


async def test_a_dropped_draft_is_gone_and_dropping_it_again_is_no_error(drafts: LayoutDrafts) -> None:
    await drafts.put(_draft("one"))
    await drafts.drop("one")
    await drafts.drop("one")
    assert await drafts.all() == ()


async def test_files_that_were_open_lately_are_known_up_to_a_few(drafts: LayoutDrafts) -> None:
    for number in range(MOST_FILES + 1):
        await drafts.remember_file(f"/{number}.json", NOW + timedelta(minutes=number))
    await drafts.remember_file("/3.json", NOW + timedelta(days=1))
    files = await drafts.files()
    assert files[:2] == ("/3.json", f"/{MOST_FILES}.json")
    assert len(files) == MOST_FILES
