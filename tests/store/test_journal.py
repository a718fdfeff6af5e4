"""The journal: what lies on disk at each moment, and who may go on with it."""

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybook.bulk.undo import is_possible
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Row, RowOutcome, RunHead, RunKind, Settlement, Step, StepState
from daybook.store.journal import LEASE, ForeignRun, Journal, RunBusy, changed

PORTAL = "https://acme.bitrix24.com"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEAD = RunHead("r1", "c1", PORTAL, 7, RunKind.EDIT, "Call Andrew", NOW)
STEP = Step(0, "crm.activity.update", {"id": 5, "fields": {"SUBJECT": "New"}}, {"title": "Old"}, {"title": "New"})
ROW = Row(0, 5, EntityRef(DEAL, 1), "Call Andrew", (STEP,))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FACTS = st.dictionaries(st.sampled_from(("title", "deadline", "pings")), JSON, max_size=3)
MOMENTS = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
STEPS = st.builds(
    Step,
    order=st.just(0),
    method=st.sampled_from(("crm.activity.update", "crm.activity.todo.add")),
    params=st.dictionaries(st.sampled_from(("id", "fields")), JSON, max_size=2),
    before=FACTS,
    after=FACTS,
    state=st.sampled_from(StepState),
    settlement=st.none() | st.sampled_from(Settlement),
    sent_at=MOMENTS,
    server_sent_at=MOMENTS,
    batch=st.text(max_size=5),
    error_code=st.none() | st.text(max_size=5),
    error_text=st.text(max_size=5),
    result=JSON,
)


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite")
    yield made
    await made.aclose()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=3), label=st.text(max_size=9))
async def test_what_is_written_is_read_again(tmp_path: Path, steps: list[Step], label: str) -> None:
    row = replace(ROW, label=label, steps=tuple(replace(step, order=order) for order, step in enumerate(steps)))
    path = tmp_path / "round.sqlite"
    path.unlink(missing_ok=True)
    journal = Journal(path)
    try:
        await journal.create(HEAD, [row])
        assert await journal.rows("r1") == (row,)
        assert await journal.head("r1", PORTAL, 7) == HEAD
    finally:
        await journal.aclose()


async def test_a_step_is_on_disk_before_anything_else_happens(journal: Journal, tmp_path: Path) -> None:
    await journal.create(HEAD, [ROW])
    await journal.record("r1", 0, [replace(STEP, state=StepState.SENT, sent_at=NOW)])
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:  # another process would see the same
        assert db.execute("SELECT state FROM steps").fetchall() == [("sent",)]


def test_what_was_sent_survives_a_kill(tmp_path: Path) -> None:
    child = f"""
import asyncio, os, signal
from pathlib import Path
from dataclasses import replace
from daybook.domain.run import StepState
from daybook.store.journal import Journal
from tests.store.test_journal import HEAD, ROW, STEP

async def die():
    journal = Journal(Path({str(tmp_path / "journal.sqlite")!r}))
    await journal.create(HEAD, [ROW])
    await journal.record("r1", 0, [replace(STEP, state=StepState.SENT)])
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(die())
"""
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run([sys.executable, "-c", child], cwd=root, check=False)
    assert ended.returncode == -9
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:
        assert db.execute("SELECT state FROM steps").fetchall() == [("sent",)]


async def test_what_becomes_of_a_row(journal: Journal) -> None:
    await journal.create(HEAD, [ROW])
    await journal.record("r1", 0, [replace(STEP, state=StepState.DONE)])
    await journal.conflicting("r1", 0, {"title": "Theirs"})
    [row] = await journal.rows("r1")
    assert (row.outcome, row.conflict) == (RowOutcome.PARTLY_DONE, {"title": "Theirs"})
    await journal.conflicting("r1", 0, {})
    await journal.undone("r1", [0], "r2")
    [row] = await journal.rows("r1")
    assert (row.outcome, row.undone_by) == (RowOutcome.UNDONE, "r2")


async def test_what_was_created_is_known(journal: Journal) -> None:
    await journal.create(HEAD, [replace(ROW, activity_id=None)])
    await journal.created("r1", 0, 99)
    [row] = await journal.rows("r1")
    assert row.activity_id == 99


async def test_only_what_was_not_ended_is_unfinished(journal: Journal) -> None:
    later = replace(HEAD, id="r2", created=NOW + timedelta(minutes=1))
    others = replace(HEAD, id="r3", user_id=8)
    for head in (later, HEAD, others):
        await journal.create(head, [ROW])
    assert [head.id for head in await journal.unfinished(PORTAL, 7)] == ["r1", "r2"]
    await journal.finish("r1")
    assert [head.id for head in await journal.unfinished(PORTAL, 7)] == ["r2"]
    assert [head.id for head in await journal.latest(PORTAL, 7)] == ["r2", "r1"]
    assert (await journal.head("r1", PORTAL, 7)).finished


@pytest.mark.parametrize(("portal", "user_id"), [("https://other.bitrix24.com", 7), (PORTAL, 8)])
async def test_a_run_of_somebody_else_is_out_of_reach(journal: Journal, portal: str, user_id: int) -> None:
    await journal.create(HEAD, [ROW])
    with pytest.raises(ForeignRun):
        await journal.head("r1", portal, user_id)
    with pytest.raises(LookupError):
        await journal.head("nothing", portal, user_id)


async def test_a_secret_is_not_written_down(journal: Journal) -> None:
    with pytest.raises(ValueError, match="no secret"):
        await journal.create(HEAD, [replace(ROW, steps=(replace(STEP, params={"auth": "k2j4h6g8"}),))])
    assert await journal.latest(PORTAL, 7) == ()


async def test_one_process_at_a_time(journal: Journal) -> None:
    await journal.create(HEAD, [ROW])
    await journal.lease("r1", "one", NOW)
    with pytest.raises(RunBusy):
        await journal.lease("r1", "two", NOW + LEASE / 2)
    await journal.lease("r1", "one", NOW + LEASE / 2)
    with pytest.raises(RunBusy):
        await journal.lease("r1", "two", NOW + LEASE)
    await journal.lease("r1", "two", NOW + 2 * LEASE)
    assert await journal.lease_owner("r1") == "two"
    await journal.release("r1", "one")
    assert await journal.lease_owner("r1") == "two"
    await journal.release("r1", "two")
    assert await journal.lease_owner("r1") == ""


async def test_a_clock_that_was_set_back_keeps_nobody_out(journal: Journal) -> None:
    await journal.create(HEAD, [ROW])
    await journal.lease("r1", "one", NOW)
    await journal.lease("r1", "two", NOW - timedelta(days=1))
    assert await journal.lease_owner("r1") == "two"


def test_newer_steps_take_the_place_of_older_ones() -> None:
    two = replace(ROW, steps=(STEP, replace(STEP, order=1)))
    done = replace(STEP, order=1, state=StepState.DONE)
    assert changed(two, [done]).steps == (STEP, done)


CHANGES = st.dictionaries(
    st.sampled_from(("title", "deadline", "parent", "pings")), st.none() | st.integers(0, 2), max_size=3
)
EXISTENCE = st.fixed_dictionaries({"existence": st.booleans()})
BINDING = st.fixed_dictionaries({"binding": st.just([[2, 1]])})


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.builds(
            Step,
            order=st.just(0),
            method=st.just("crm.activity.update"),
            params=st.just({}),
            before=CHANGES,
            after=CHANGES | BINDING,
            state=st.sampled_from((StepState.DONE, StepState.REFUSED, StepState.CANCELLED)),
        ),
        max_size=3,
    ),
    alone=st.none() | st.tuples(EXISTENCE, st.sampled_from((StepState.DONE, StepState.REFUSED))),
    undone=st.booleans(),
)
async def test_the_file_knows_by_itself_what_can_be_taken_back(
    tmp_path: Path, steps: list[Step], alone: tuple[dict[str, bool], StepState] | None, undone: bool
) -> None:
    if alone is not None:  # creating and deleting are the only step of their row
        steps = [replace(STEP, before={}, after=alone[0], state=alone[1])]
    row = replace(ROW, steps=tuple(replace(step, order=order) for order, step in enumerate(steps)))
    path = tmp_path / "undoable.sqlite"
    path.unlink(missing_ok=True)
    journal = Journal(path)
    try:
        await journal.create(HEAD, [row])
        assert await journal.undoable(PORTAL, 7) == ()  # it has not ended
        await journal.finish("r1")
        if undone:
            await journal.undone("r1", [0], "r2")
        found = [head.id for head in await journal.undoable(PORTAL, 7)]
    finally:
        await journal.aclose()
    assert found == (["r1"] if is_possible(row) and not undone else [])


async def test_what_can_be_taken_back_is_told_newest_first_and_to_whom_it_belongs(journal: Journal) -> None:
    row = replace(ROW, steps=(replace(STEP, state=StepState.DONE),))
    for head in (
        replace(HEAD, id="old"),
        replace(HEAD, id="new", created=NOW + timedelta(days=1)),
        replace(HEAD, id="theirs", user_id=8),
        replace(HEAD, id="undo", kind=RunKind.UNDO, undo_of="old"),
    ):
        await journal.create(head, [row])
        await journal.finish(head.id)

    assert [head.id for head in await journal.undoable(PORTAL, 7)] == ["new", "old"]
