"""What each question to the copy costs, from a thousand activities to a million.

Run: python -m tests.bench.copy_questions [COUNT…] (default 1000 10000 100000 1000000)

Prints for each size how fast rows are kept, how large the file is, and for each kind of question the median and the
95th percentile in milliseconds, from the call until the ids are there. The promise at 100,000: any filter or order
within 80 ms at p95, a search as it is typed within 20 ms at p95 (the first 200 rows of it). The last column of the
second table says how much a question grew from one size to the next: what is above 10 grows faster than the data.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Among, Clause, Fact, Filter, Moment, Order, Says, SortKey, Within
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 7
PORTION = 2_500
HEAD = 200
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VERBS = [
    "Call",
    "Write",
    "Visit",
    "Remind",
    "Thank",
    "Ask",
    "Invite",
    "Brief",
    "Send",
    "Check",
    "Plan",
    "Prepare",
    "Confirm",
    "Draft",
    "Follow",
]
NOUNS = [
    "offer",
    "contract",
    "invoice",
    "samples",
    "delivery",
    "renewal",
    "training",
    "feedback",
    "price",
    "list",
    "warranty",
    "licence",
    "pilot",
]
NAMES = [
    "Berg",
    "Weber",
    "Novak",
    "Rossi",
    "Silva",
    "Moreau",
    "Petrova",
    "Larsen",
    "Costa",
    "Kowalski",
    "Müller",
    "Žižek",
    "Иванов",
    "田中",
]

Samples = dict[str, list[float]]


def activities(count: int, chance: random.Random) -> list[Activity]:
    """Made-up ones with a realistic spread; every seventh word is common, every tenth rare."""
    kinds = [ActivityKind.TODO] * 8 + [ActivityKind.CALL, ActivityKind.MEETING]
    colors = list(TodoColor)
    return [
        Activity(
            id=number,
            kind=chance.choice(kinds),
            owner=EntityRef(DEAL, chance.randint(1, max(1, count // 5))),
            subject=f"{chance.choice(VERBS)} {chance.choice(NAMES)}: {chance.choice(NOUNS)} {number}",
            description=f"Agree on the {chance.choice(NOUNS)} with {chance.choice(NAMES)} and note the result.",
            deadline=NOW + timedelta(minutes=chance.randint(-40_000, 60_000)) if chance.random() < 0.95 else None,
            created=NOW - timedelta(minutes=chance.randint(0, 90_000)),
            updated=NOW - timedelta(minutes=chance.randint(0, 90_000)),
            completed=chance.random() < 0.15,
            responsible_id=chance.randint(1, 20),
            color=chance.choice(colors),
        )
        for number in range(1, count + 1)
    ]


def filters() -> list[tuple[Clause, ...]]:
    """What people look for."""
    opened = Among(Fact.COMPLETED, frozenset({False}))
    mine = Among(Fact.RESPONSIBLE, frozenset({3}))
    return [
        (),
        (opened,),
        (opened, mine),
        (opened, Within(Moment.DEADLINE, None, NOW)),
        (opened, mine, Within(Moment.DEADLINE, NOW, NOW + timedelta(days=7))),
        (Among(Fact.COLOR, frozenset({"3", "7"})), opened),
        (Among(Fact.KIND, frozenset({"call"})), Within(Moment.CREATED, NOW - timedelta(days=7), None)),
        (Within(Moment.DEADLINE, none=True),),
        (Among(Fact.RESPONSIBLE, frozenset({1, 2, 3}), negated=True),),
    ]


def typed() -> list[str]:
    """Searches as they are typed, letter by letter."""
    words = ("contract", "müll", "call weber", "99", "price list", "田", "иван", "zzz", "invoice rossi")
    return [word[:end] for word in words for end in range(1, len(word) + 1)]


async def timed(samples: list[float], ask: Callable[[], Awaitable[Any]]) -> None:
    began_s = time.perf_counter()
    await ask()
    samples.append((time.perf_counter() - began_s) * 1000)


async def measure(count: int, home: Path) -> tuple[float, float, Samples]:
    """Rows a second, the file's megabytes, and the samples of each kind of question."""
    chance = random.Random(7)
    copy = await PortalCopy.open(home / "copy.sqlite", portal="https://northwind.bitrix24.com")
    spent_s = 0.0
    rows = activities(count, chance)
    deals = [Entity(EntityRef(DEAL, number), f"{chance.choice(NAMES)} & partners {number}") for number in
             range(1, max(1, count // 5) + 1)]  # fmt: skip
    await copy.put_people([Person(number, f"{NAMES[number % len(NAMES)]} {number}") for number in range(1, 21)])
    for begin in range(0, len(deals), PORTION):
        await copy.put_entities(deals[begin : begin + PORTION])
    for begin in range(0, count, PORTION):
        began_s = time.perf_counter()
        await copy.put_activities(rows[begin : begin + PORTION])
        spent_s += time.perf_counter() - began_s
    await copy.arrange()  # as the program does after the first load
    found: Samples = {"filter": [], "order": [], "search, first rows": [], "search, all": [], "50 lines": []}
    for _ in range(ROUNDS):
        for clauses in filters():
            await timed(found["filter"], partial(copy.ids, Filter(clauses), Order()))
        for key in SortKey:
            for descending in (False, True):
                await timed(found["order"], partial(copy.ids, Filter(), Order(key, descending)))
        for text in typed():
            wanted = Filter((Among(Fact.COMPLETED, frozenset({False})), Says(text)))
            await timed(found["search, first rows"], partial(copy.ids, wanted, Order(), limit=HEAD))
            await timed(found["search, all"], partial(copy.ids, wanted, Order()))
        for _ in range(20):
            ids = [chance.randint(1, count) for _ in range(50)]
            await timed(found["50 lines"], partial(copy.lines, ids))
    await copy.aclose()
    return count / spent_s, (home / "copy.sqlite").stat().st_size / 1e6, found


def p95(samples: list[float]) -> float:
    return sorted(samples)[int(len(samples) * 0.95)]


def main() -> None:
    """Each size, and then what grew."""
    counts = [int(each) for each in sys.argv[1:]] or list(COUNTS)
    medians: dict[int, dict[str, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as home:
            rate, size_mb, found = asyncio.run(measure(count, Path(home)))
        print(f"\n{count:,} activities: {rate:,.0f} kept a second, {size_mb:,.1f} MB", flush=True)
        for name, samples in found.items():
            print(f"  {name:<20} median {statistics.median(samples):>8.1f} ms   p95 {p95(samples):>8.1f} ms   "
                  f"worst {max(samples):>8.1f} ms", flush=True)  # fmt: skip
        medians[count] = {name: p95(samples) for name, samples in found.items()}
    print("\np95, and how many times the size before")
    for name in medians[counts[0]]:
        values = [medians[count][name] for count in counts]
        grown = ["", *(f" (×{after / before:.1f})" for before, after in pairwise(values))]
        print(
            f"  {name:<20} " + "  ".join(f"{value:8.1f}{growth}" for value, growth in zip(values, grown, strict=True))
        )


if __name__ == "__main__":
    main()
