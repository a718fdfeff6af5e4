"""What is typed becomes what the table is asked, and is asked anew when it means something else."""

from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.entities import Person
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.query_context import QueryContext
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_writer import QueryWriter
from daybook.store.copy.copy import PortalCopy
from daybook.work.activities_table import ActivitiesTable
from daybook.work.asking import Asking
from tests.helpers.clock import FakeClock
from tests.work.test_activities_table import activity

ME = Person(1, "Maria Keller")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def copy(tmp_path: Path) -> AsyncIterator[PortalCopy]:
    opened = await PortalCopy.open(tmp_path / "copy.sqlite", portal="https://northwind.bitrix24.com")
    await opened.put_activities([activity(number) for number in range(1, 101)])
    yield opened
    await opened.aclose()


def asking_of(table: ActivitiesTable, clock: FakeClock) -> Asking:
    def context() -> QueryContext:
        return QueryContext(clock.now(), UTC, ME, tuple(table.people.values()))

    return Asking(table, QueryReader(), QueryWriter(), context)


@pytest.fixture
def asking(copy: PortalCopy, clock: FakeClock) -> Asking:
    return asking_of(ActivitiesTable(copy, ME, clock, lambda: UTC), clock)


async def test_a_mistake_filters_nothing(asking: Asking) -> None:
    assert asking.type("type:call")
    assert not asking.type("type:call colour:rde")
    assert [(each.said, each.at) for each in asking.mistakes] == [("rde", (17, 20))]
    assert asking.text == "type:call colour:rde"
    await asking.ask()
    assert len(asking._table.rows) == 50

    assert asking.type("type:call colour:red")
    assert asking.mistakes == ()


async def test_somebody_who_is_not_known_is_a_mistake(asking: Asking) -> None:
    assert asking.type("resp:zaphod type:call")
    assert asking.mistakes[0].said == "zaphod"
    await asking.ask()
    assert len(asking._table.rows) == 50


async def test_the_same_in_other_words_is_not_asked_again(asking: Asking) -> None:
    assert asking.type("resp:me  type:call")
    assert not asking.type("resp:me type:call ")


async def test_parts_are_dropped_and_the_text_follows(asking: Asking) -> None:
    asking.type('resp:me colour:blue "talk"')
    asking.drop(1)
    assert asking.text == "resp:me talk"
    asking.drop(0)
    asking.drop(0)
    assert (asking.text, asking.query.parts) == ("", ())


async def test_time_makes_another_question_of_the_same_words(asking: Asking, clock: FakeClock) -> None:
    asking.type("is:overdue")
    await asking.ask()
    assert asking.is_asked
    before = len(asking._table.rows)

    clock.advance(3600 * 10)
    assert not asking.is_asked
    await asking.ask_if_due()
    assert len(asking._table.rows) == before + 9
    assert asking.is_asked


async def test_a_view_is_shown_as_a_whole(asking: Asking) -> None:
    query = QueryReader().read("type:call")
    asking.show(query, order=Order(SortKey.SUBJECT, True), group_by=GroupBy.STATE)
    await asking.ask()

    assert asking.text == "type:call"
    assert len(asking._table.rows.ids) == 50
    assert asking._table.question.order == Order(SortKey.SUBJECT, True)
    assert len(asking._table.rows.groups) == 1


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    clock = FakeClock()
    table = ActivitiesTable.__new__(ActivitiesTable)
    table.people = {1: ME}
    asking = asking_of(table, clock)

    changed = asking.type(text)

    assert asking.text == text
    assert changed == (asking.query.parts != ())
    assert asking.question().filter.clauses or not asking.query.parts
