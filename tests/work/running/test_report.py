"""The rows of a run, read in portions: what is counted, what is in sight, and that 20,000 of them fit."""

import asyncio
import time
import tracemalloc
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field, Row, RowOutcome, RunHead, RunKind, Settlement, Step, StepState
from daybook.store.journal import Journal
from daybook.work.running.report import PAGE, RunReport
from daybook.work.session import PortalSession
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

BEFORE, AFTER = {"title": "Old"}, {"title": "New"}
STATES = list(StepState)


def head(run_id: str = "r1") -> RunHead:
    created = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return RunHead(run_id, "c1", "http://portal", 1, RunKind.BULK, "Rename", created, many=True)


def step(order: int, state: StepState = StepState.DONE, after: Mapping[str, object] = AFTER) -> Step:
    return Step(order, "crm.activity.update", {"id": 1}, BEFORE, after, state)


def row(number: int, states: Sequence[StepState] = (StepState.DONE,), **values: object) -> Row:
    steps = tuple(step(order, state) for order, state in enumerate(states))
    return Row(number, number + 1, EntityRef(DEAL, 1), f"Call {number}", steps, **values)  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as opened:
        yield opened


@given(
    states=st.lists(st.lists(st.sampled_from(STATES), max_size=4), min_size=1, max_size=12),
    skipped=st.sets(st.integers(0, 11)),
    conflicts=st.sets(st.integers(0, 11)),
)
@settings(max_examples=40, deadline=None)
def test_the_journal_and_the_domain_agree_about_outcomes(
    tmp_path_factory: pytest.TempPathFactory,
    states: list[list[StepState]],
    skipped: set[int],
    conflicts: set[int],
) -> None:
    rows = [
        row(n, each, skipped="already" if n in skipped else "", conflict={"title": "x"} if n in conflicts else {})
        for n, each in enumerate(states)
    ]

    async def found() -> dict[RowOutcome, list[int]]:
        journal = Journal(tmp_path_factory.mktemp("journal") / "journal.sqlite")
        await journal.create(head(), rows)
        try:
            return {outcome: list(numbers) for outcome, numbers in (await journal.outcomes("r1")).items()}
        finally:
            await journal.aclose()

    expected: dict[RowOutcome, list[int]] = {}
    for each in rows:
        expected.setdefault(each.outcome, []).append(each.number)
    assert asyncio.run(found()) == expected


@pytest.mark.asyncio
async def test_what_needs_somebody_comes_first_and_can_be_shown_alone(session: PortalSession) -> None:
    report = session.run_report
    rows = [row(0), row(1, [StepState.REFUSED]), row(2, skipped="already"), row(3, [StepState.DONE, StepState.REFUSED])]
    await journal_of(report).create(head(), rows)

    await report.open("r1")
    assert list(report.counts.items()) == [
        (RowOutcome.FAILED, 1), (RowOutcome.PARTLY_DONE, 1), (RowOutcome.DONE, 1), (RowOutcome.SKIPPED, 1),
    ]  # fmt: skip
    assert list(report.numbers) == [0, 1, 2, 3]

    await report.open("r1", RowOutcome.FAILED)
    assert list(report.numbers) == [1]
    await report.open("r1", RowOutcome.UNKNOWN)
    assert list(report.numbers) == [0, 1, 2, 3], "an outcome that no row has is no filter"


@pytest.mark.asyncio
async def test_only_what_is_in_sight_is_read(session: PortalSession) -> None:
    report = session.run_report
    await journal_of(report).create(head(), [row(n) for n in range(3 * PAGE)])
    await report.open("r1")
    wished: list[None] = []
    report.wanted.add(lambda: wished.append(None))

    assert report.line(PAGE + 5) is None
    assert report.line(PAGE + 6) is None
    assert len(wished) == 1, "rows beside each other are wished for once"
    await report.read()

    line = report.line(PAGE + 5)
    assert line is not None
    assert line.report.label == f"Call {PAGE + 5}"
    assert len(report._lines) == PAGE


@pytest.mark.asyncio
async def test_twenty_thousand_rows_are_a_few_numbers(session: PortalSession) -> None:
    report = session.run_report
    await journal_of(report).create(head(), [row(n) for n in range(20_000)])
    tracemalloc.start()
    began = time.perf_counter()
    await report.open("r1")
    for place in (0, 10_000, 19_999):
        report.line(place)
    await report.read()
    took_s = time.perf_counter() - began
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.total == 20_000
    assert report.line(19_999) is not None
    assert most < 8_000_000
    assert took_s < 5


@pytest.mark.asyncio
async def test_a_creation_that_two_activities_may_be_is_decided_by_the_person(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    made = [
        empty_portal.call(
            "crm.activity.todo.add",
            {"ownerTypeId": 2, "ownerId": 1, "title": "Twin", "deadline": "2026-03-03T09:00:00+00:00"},
        )["id"]
        for _ in range(2)
    ]
    after = {"existence": True, "title": "Twin", "deadline": "2026-03-03T09:00:00+00:00"}
    asking = Step(
        0, "crm.activity.todo.add", {}, {"existence": False}, after,
        state=StepState.UNKNOWN, settlement=Settlement.PERSON_DECIDES, sent_at=session.clock.now(),
    )  # fmt: skip
    rows = [Row(n, None, EntityRef(DEAL, 1), "Twin", (asking,)) for n in range(2)]
    await journal_of(session.run_report).create(head(), rows)

    found = await session.deciding.candidates("r1", 0)
    assert [each.id for each in found] == made
    await session.deciding.decide("r1", 0, made[0])
    assert [each.id for each in await session.deciding.candidates("r1", 1)] == made[1:]
    await session.deciding.decide("r1", 1, None)
    await session.deciding.decide("r1", 1, made[1])  # it asks nothing any more

    [one, other] = await journal_of(session.run_report).rows("r1")
    assert (one.outcome, one.activity_id, one.steps[0].result) == (RowOutcome.DONE, made[0], made[0])
    assert (other.outcome, other.activity_id) == (RowOutcome.CANCELLED, None)
    assert Field.EXISTENCE in one.written


def journal_of(report: RunReport) -> Journal:
    """The file it reads."""
    return report._journal
