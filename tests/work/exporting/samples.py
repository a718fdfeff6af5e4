"""Activities to export, and what they are written with."""

from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind, Priority
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import PingOffsets
from daybook.work.exporting.table import Column

ZONE = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

COLUMNS = (
    Column("id", "Number", lambda line: line.id),
    Column("title", "Title", lambda line: line.subject),
    Column("deadline", "Deadline", lambda line: line.deadline),
    Column("done", "Done", lambda line: line.completed),
    Column("owner", "Item", lambda line: line.owner_title or None),
)

FORMULAS = [
    "=1+1",
    "+49 30 1234",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0@x",
    "\u200b=1",
    "＝1",
    "＋1",
]
HARMLESS = ["Call Andrew", "1+1", "a=b", "5 - 3", "x@example.com", "'quoted'", "¿=?", ""]
ODD = {
    "emoji": "😀👩\u200d👩\u200d👧",
    "right to left": "\u200fשיחה عربى",
    "quotes, separators and breaks": 'say "hi", then;\tgo\nhome',
    "a literal escape of Excel's": "_x0041_ and _x000D_",
    "leading and trailing blanks": "  a  ",
    "markup": "<b>&amp;</b> ]]>",
    "a link": "https://example.com/?a=1",
    "a number": "00123",
}


def line(number: int = 1, subject: str = "Call Andrew", **more: Any) -> ActivityLine:
    """A to-do of deal 7."""
    facts: dict[str, Any] = {
        "kind": ActivityKind.TODO,
        "owner": EntityRef(DEAL, 7),
        "owner_title": "",
        "excerpt": "",
    } | more
    return ActivityLine(id=number, subject=subject, **facts)


def many(count: int) -> list[ActivityLine]:
    """Lines as a portal has them, each different."""
    return [
        line(
            number,
            f"Call Andrew about contract {number}",
            deadline=NOON + timedelta(minutes=number),
            owner_title=f"Northwind renewal {number % 977}",
            excerpt="What we said last time, and what they want to hear now. " * 2,
            pings=PingOffsets.of([0, 15]),
        )
        for number in range(1, count + 1)
    ]


async def portions(*each: Sequence[ActivityLine]) -> AsyncGenerator[Sequence[ActivityLine]]:
    """The lines as the copy hands them out."""
    for portion in each:
        yield portion


ANY_TEXT = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n\0\x0b\x1f\u2028\ufffe\"',;\\:_x"), st.characters()), max_size=30
)
ANY_MOMENT = st.none() | st.datetimes(timezones=st.just(UTC) | st.just(ZONE))
ANY_LINE = st.builds(
    ActivityLine,
    id=st.integers(1, 2**63 - 1),
    kind=st.sampled_from(ActivityKind),
    owner=st.builds(EntityRef, st.integers(1, 200), st.integers(1, 2**40)),
    owner_title=ANY_TEXT,
    subject=ANY_TEXT,
    excerpt=ANY_TEXT,
    deadline=ANY_MOMENT,
    start=ANY_MOMENT,
    end=ANY_MOMENT,
    updated=ANY_MOMENT,
    completed=st.booleans(),
    priority=st.sampled_from(Priority),
    location=ANY_TEXT,
    pings=st.none() | st.builds(PingOffsets.of, st.lists(st.integers(0, 10**15), max_size=3)),
)
