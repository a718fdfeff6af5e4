"""The table of all activities on a real copy: what it shows while it is asked, changed and looked at."""

import asyncio
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest_asyncio

from daybook.clock import SystemClock
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Among, Fact, Filter, Order, Says, SortKey
from daybook.domain.grouping import GroupBy
from daybook.store.copy.copy import PortalCopy
from daybook.work.activities_table import FIRST, ActivitiesTable, Question
from daybook.work.line_cache import MOST, PORTION

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ME = Person(1, "Maria Keller")
BY_ID = Order(SortKey.ID)


def activity(number: int, **values: object) -> Activity:
    made = Activity(
        number, ActivityKind.CALL if number % 2 else ActivityKind.TODO, EntityRef(DEAL, number % 9 + 1),
        f"{'Contract' if number % 10 == 0 else 'Talk'} {number}", deadline=START + timedelta(hours=number),
        responsible_id=number % 3 + 1,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110  (nothing tells a test)
            await asyncio.sleep(0.002)


@pytest_asyncio.fixture
async def copy(tmp_path: Path) -> AsyncIterator[PortalCopy]:
    opened = await PortalCopy.open(tmp_path / "copy.sqlite", portal="https://northwind.bitrix24.com")
    await opened.put_activities([activity(number) for number in range(1, 2001)])
    yield opened
    await opened.aclose()


@pytest_asyncio.fixture
async def table(copy: PortalCopy) -> AsyncIterator[ActivitiesTable]:
    made = ActivitiesTable(copy, ME, SystemClock(), lambda: UTC)
    tasks = [asyncio.create_task(made.keep_rows()), asyncio.create_task(made.keep_lines())]
    yield made
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert copy.observers == []


async def test_something_is_shown_before_all_of_it(table: ActivitiesTable) -> None:
    seen: list[tuple[int, bool]] = []
    table.rows_changed.add(lambda: seen.append((len(table.rows), table.is_whole)))

    await table.ask(Question(order=BY_ID))

    assert (FIRST, False) in seen
    assert seen[-1] == (2000, True)
    assert table.rows.ids == array("q", range(1, 2001))


async def test_words_are_found_at_once_and_then_wholly(table: ActivitiesTable) -> None:
    await table.ask(Question())
    seen: list[int] = []
    table.rows_changed.add(lambda: seen.append(len(table.rows)))

    await table.ask(Question(Filter((Says("talk"),))))
    await table.ask(Question(Filter((Says("contr"),)), BY_ID))

    assert seen == [FIRST, 1800, FIRST, 200]
    assert list(table.rows.ids) == list(range(10, 2001, 10))


async def test_the_newest_question_wins(table: ActivitiesTable) -> None:
    older = asyncio.create_task(table.ask(Question(Filter((Says("talk"),)))))
    await asyncio.sleep(0)
    await table.ask(Question(Filter((Says("contract"),)), BY_ID))
    await older

    assert list(table.rows.ids) == list(range(10, 2001, 10))
    assert table.question.order == BY_ID


async def test_only_lines_in_sight_are_read_and_few_are_kept(table: ActivitiesTable) -> None:
    await table.ask(Question(order=BY_ID))
    table.look(0, 30)
    await table.settled()

    assert [line.id for row in range(31) if (line := table.line_at(row))] == list(range(1, 32))
    assert table.line(2000) is None

    table.look(1900, 1930)
    await table.settled()
    assert table.line_at(1915) is not None
    assert 1915 + PORTION < 2000 + MOST


async def test_the_lines_kept_stay_bounded(table: ActivitiesTable, copy: PortalCopy) -> None:
    await copy.put_activities([activity(number) for number in range(2001, MOST + 4 * PORTION)])
    await table.ask(Question(order=BY_ID))
    for first in range(0, len(table.rows) - 40, 60):
        table.look(first, first + 59)
        await until(lambda first=first: all(table.line_at(row) for row in range(first, first + 40)))  # type: ignore[misc]

    assert table.line(1) is None
    assert sum(table.line(number) is not None for number in table.rows.ids) <= MOST


async def test_a_changed_line_is_read_again_while_the_old_one_is_shown(
    table: ActivitiesTable, copy: PortalCopy
) -> None:
    await table.ask(Question(order=BY_ID))
    table.look(0, 20)
    await table.settled()

    await copy.put_activities([activity(5, subject="Something else")])
    line = table.line(5)
    assert line is not None
    await until(lambda: (now := table.line(5)) is not None and now.subject == "Something else")


async def test_what_comes_and_goes_moves_the_rows(table: ActivitiesTable, copy: PortalCopy) -> None:
    await table.ask(Question(Filter((Among(Fact.RESPONSIBLE, frozenset({1})),)), BY_ID))
    before = len(table.rows)
    first, second = table.rows.first_ids(2)
    table.look(0, 20)
    await table.settled()

    await copy.put_activities([activity(2, responsible_id=1), activity(first, responsible_id=2)])
    await copy.drop_activities([second])

    await until(lambda: table.rows.first_ids(1) == [2])
    await until(lambda: table.total == 1999)
    await until(lambda: len(table.rows) == before - 1)
    assert table.rows.row_of(second) is None


async def test_what_is_gone_but_still_in_its_row_is_asked_for_once(table: ActivitiesTable, copy: PortalCopy) -> None:
    await table.ask(Question(order=BY_ID))
    table.rows.ids[3] = 999_999

    table.look(0, 20)
    await table.settled()

    assert table.line_at(3) is None
    assert table.line_at(4) is not None


async def test_names_that_change_are_read_again(table: ActivitiesTable, copy: PortalCopy) -> None:
    await table.ask(Question(order=BY_ID))
    table.look(0, 20)
    await table.settled()
    assert table.person(2) == Person(2, "#2")

    await copy.put_people([Person(2, "Tom Brandt")])
    await copy.put_entities([Entity(EntityRef(DEAL, 2), "Northwind renewal")])

    await until(lambda: table.person(2) == Person(2, "Tom Brandt"))
    await until(lambda: (line := table.line(1)) is not None and line.owner_title == "Northwind renewal")
    assert table.person(None) is None


async def test_a_stream_of_changes_does_not_ask_each_time(table: ActivitiesTable, copy: PortalCopy) -> None:
    await table.ask(Question(order=BY_ID))
    told: list[int] = []
    table.rows_changed.add(lambda: told.append(len(table.rows)))

    for number in range(3000, 3100):
        await copy.put_activities([activity(number)])
    await until(lambda: len(table.rows) == 2100)

    assert len(told) < 100


async def test_groups_fold_and_stay_folded(table: ActivitiesTable, copy: PortalCopy) -> None:
    await table.ask(Question(order=BY_ID, group_by=GroupBy.KIND))
    todos, calls = table.rows.groups
    assert (todos.key, todos.count, calls.key) == (ActivityKind.TODO, 1000, ActivityKind.CALL)

    table.fold(todos, True)
    assert table.rows.id_at(2) == 1
    await copy.put_activities([activity(4000)])
    await until(lambda: table.rows.groups[0].count == 1001)
    assert table.rows.folded == {ActivityKind.TODO}

    table.fold_all(True)
    assert len(table.rows) == 2
    table.fold_all(False)
    assert len(table.rows) == 2003
    await table.ask(Question(order=BY_ID))
    assert (table.rows.groups, len(table.rows)) == ((), 2001)


async def test_picks_outlive_the_filter(table: ActivitiesTable) -> None:
    await table.ask(Question(order=BY_ID))
    table.picks.add([1, 10, 20])
    await table.ask(Question(Filter((Says("contract"),)), BY_ID))

    assert (len(table.picks), table.picks.hidden) == (3, 1)
    assert [line.id for line in await table.lines(table.picks.in_order())] == [10, 20, 1]


class Reads:
    """What a table reads of a copy: the limit of each list of ids, and whether its first row had its words then."""

    def __init__(self, copy: PortalCopy) -> None:
        self.limits: list[int | None] = []
        self.had_words: list[bool] = []
        self.table: ActivitiesTable | None = None
        self._ids = copy.ids
        copy.ids = self.ids  # type: ignore[method-assign]

    async def ids(self, wanted: Filter, order: Order, *, limit: int | None = None) -> "array[int]":
        self.limits.append(limit)
        self.had_words.append(self.table is not None and self.table.line_at(0) is not None)
        return await self._ids(wanted, order, limit=limit)


async def test_the_first_rows_have_their_words_before_the_others_are_read(
    table: ActivitiesTable, copy: PortalCopy
) -> None:
    reads = Reads(copy)
    reads.table = table
    table.rows_changed.add(lambda: table.look(0, 30))

    await table.ask(Question(Filter((Says("talk"),)), BY_ID))

    assert reads.limits == [FIRST, None]
    assert reads.had_words == [False, True]
    assert len(table.rows) == 1800


async def test_without_anybody_who_reads_lines_all_the_rows_come_too(copy: PortalCopy) -> None:
    table = ActivitiesTable(copy, ME, SystemClock(), lambda: UTC)

    await table.ask(Question(Filter((Says("talk"),)), BY_ID))

    assert len(table.rows) == 1800


async def test_lines_that_nobody_reads_any_more_are_not_waited_for(copy: PortalCopy) -> None:
    table = ActivitiesTable(copy, ME, SystemClock(), lambda: UTC)
    lines = asyncio.create_task(table.keep_lines())
    await table.ask(Question(order=BY_ID))
    table.rows_changed.add(partial(_cancel, lines))  # the window closes as the first rows come

    await table.ask(Question(Filter((Says("contract"),)), Order(SortKey.ID, descending=True)))

    assert len(table.rows) == 200
    with suppress(asyncio.CancelledError):
        await lines


def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()


async def test_what_is_shown_and_kept_true_is_not_read_again(table: ActivitiesTable, copy: PortalCopy) -> None:
    reads = Reads(copy)
    talk, contract = (Question(Filter((Says(word),)), BY_ID) for word in ("talk", "contract 10"))
    for question in (talk, talk, contract, contract):
        await table.ask(question)
    assert reads.limits == [FIRST, None, FIRST]  # all 12 that "contract 10" finds are among the first rows

    await copy.put_activities([activity(3, subject="Contract 100 again")])
    await table.ask(contract)
    assert 3 in table.rows.ids


async def test_a_question_that_was_given_up_is_read_when_it_is_asked_again(table: ActivitiesTable) -> None:
    everything, talk = Question(order=BY_ID), Question(Filter((Says("talk"),)), BY_ID)
    await table.ask(everything)
    given_up = asyncio.create_task(table.ask(talk))
    await asyncio.sleep(0)
    given_up.cancel()
    with suppress(asyncio.CancelledError):
        await given_up

    await table.ask(talk)

    assert len(table.rows) == 1800
    await table.ask(everything)
    assert len(table.rows) == 2000


async def test_what_was_written_while_nobody_kept_the_rows_is_read(copy: PortalCopy) -> None:
    table = ActivitiesTable(copy, ME, SystemClock(), lambda: UTC)
    await table.ask(Question(order=BY_ID))
    await copy.put_activities([activity(5000)])
    keeping = asyncio.create_task(table.keep_rows())
    await until(lambda: table.total == 2001)

    await table.ask(Question(order=BY_ID))

    assert len(table.rows) == 2001
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
