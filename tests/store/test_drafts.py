"""Drafts: nothing typed is lost, and nothing whose save is unknown is saved twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.entities import EntityRef
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from daybook.store.database import Database
from daybook.store.drafts import Drafts, DraftUnsettled, KeptDraft, Subject
from daybook.store.memory import open_memory

HERE = "a" * 32
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DRAFT = TodoDraft(
    title="Call Andrew",
    description="about the renewal",
    deadline=datetime(2026, 3, 3, 10, 0, tzinfo=timezone(timedelta(hours=3))),
    color=TodoColor.ORANGE,
    responsible_id=7,
    pings=PingOffsets((0, 15)),
    parent_id=12,
)
NEW = EntityRef(2, 102)

moments = st.integers(0, 200 * 365 * 24 * 3600).map(
    lambda seconds: datetime(1990, 1, 1, tzinfo=timezone(timedelta(hours=-5))) + timedelta(seconds=seconds)
)
ids = st.integers(1, 2**40)
todo_drafts = st.builds(
    TodoDraft,
    title=st.text(),
    description=st.text(),
    deadline=st.none() | moments,
    color=st.sampled_from(TodoColor),
    responsible_id=st.none() | ids,
    pings=st.none() | st.builds(PingOffsets.of, st.lists(st.integers(0, 100_000))),
    parent_id=st.none() | st.integers(0, 2**40),
)
subjects = ids | st.builds(EntityRef, type_id=st.integers(1, 300), id=ids)


@pytest.fixture
def drafts(memory: Database) -> Drafts:
    return Drafts(memory)


@settings(max_examples=40, deadline=None)
@given(subject=subjects, draft=todo_drafts, base=st.none() | todo_drafts)
def test_whatever_was_typed_is_there_after_a_crash(
    tmp_path_factory: pytest.TempPathFactory, subject: Subject, draft: TodoDraft, base: TodoDraft | None
) -> None:
    path = tmp_path_factory.mktemp("drafts") / "memory.sqlite"

    async def write_and_read_with_another_connection() -> KeptDraft | None:
        writing, reading = open_memory(path), open_memory(path)
        try:
            await Drafts(writing).put(HERE, subject, draft, base, NOW)
            return await Drafts(reading).get(HERE, subject)
        finally:
            await writing.aclose()
            await reading.aclose()

    kept = asyncio.run(write_and_read_with_another_connection())

    assert kept == KeptDraft(HERE, subject, draft, base, NOW)


async def test_the_newest_draft_replaces_the_older(drafts: Drafts) -> None:
    await drafts.put(HERE, 7, DRAFT, None, NOW)
    newer = replace(DRAFT, title="Call Andrew now", pings=None)
    await drafts.put(HERE, 7, newer, DRAFT, NOW + timedelta(seconds=1))

    assert await drafts.all(HERE) == (KeptDraft(HERE, 7, newer, DRAFT, NOW + timedelta(seconds=1)),)


async def test_a_new_todo_and_an_activity_of_the_same_number_are_two_drafts(drafts: Drafts) -> None:
    await drafts.put(HERE, 102, DRAFT, None, NOW)
    await drafts.put(HERE, NEW, DRAFT, None, NOW + timedelta(seconds=1))
    await drafts.put("b" * 32, NEW, DRAFT, None, NOW)

    assert [kept.subject for kept in await drafts.all(HERE)] == [NEW, 102]
    await drafts.drop(HERE, 102)
    assert [kept.subject for kept in await drafts.all(HERE)] == [NEW]


async def test_a_draft_being_saved_cannot_be_saved_again(drafts: Drafts) -> None:
    await drafts.put(HERE, 7, DRAFT, None, NOW)
    await drafts.saving(HERE, 7, "run-1")
    await drafts.saving(HERE, 7, "run-1")

    with pytest.raises(DraftUnsettled) as caught:
        await drafts.saving(HERE, 7, "run-2")

    assert caught.value.run_id == "run-1"
    kept = await drafts.get(HERE, 7)
    assert kept is not None
    assert kept.is_unsettled


async def test_typing_on_settles_nothing(drafts: Drafts) -> None:
    await drafts.put(HERE, 7, DRAFT, None, NOW)
    await drafts.saving(HERE, 7, "run-1")
    await drafts.put(HERE, 7, replace(DRAFT, title="more"), None, NOW)

    kept = await drafts.get(HERE, 7)
    assert kept is not None
    assert (kept.run_id, kept.draft.title) == ("run-1", "more")


async def test_a_saved_draft_goes_and_an_unsaved_one_may_be_saved_again(drafts: Drafts) -> None:
    await drafts.put(HERE, 7, DRAFT, None, NOW)
    await drafts.put(HERE, NEW, DRAFT, None, NOW)
    await drafts.saving(HERE, 7, "run-1")
    await drafts.saving(HERE, NEW, "run-2")

    await drafts.settled("run-1", saved=True)
    await drafts.settled("run-2", saved=False)

    assert await drafts.get(HERE, 7) is None
    assert await drafts.get(HERE, NEW) == KeptDraft(HERE, NEW, DRAFT, None, NOW)
    await drafts.saving(HERE, NEW, "run-3")


async def test_what_is_not_there_cannot_be_saved(drafts: Drafts) -> None:
    await drafts.drop(HERE, 7)
    with pytest.raises(LookupError):
        await drafts.saving(HERE, 7, "run-1")
    assert await drafts.get(HERE, 7) is None


async def test_a_moment_nobody_can_place_is_refused(drafts: Drafts, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await drafts.put(HERE, 7, DRAFT, None, datetime(2026, 3, 2))  # noqa: DTZ001  (that it is naive is the point)
