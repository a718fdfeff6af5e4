"""How long an export takes, what memory it needs, and how late the loop gets meanwhile.

Run: python -m tests.bench.export [COUNT …]

Each figure comes from a process of its own. "late" is by how much a 1 ms timer of the same loop came late, as the
window would feel it; 8 ms at p99 and 33 ms at worst are promised. The growth is against the line above.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from daybook import garbage
from daybook.domain.activity import ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import PingOffsets
from daybook.work.exporting.csv_file import CsvFormat
from daybook.work.exporting.ics_file import IcsFormat
from daybook.work.exporting.table import Column
from daybook.work.exporting.writing import Format, in_portions, write_file
from daybook.work.exporting.xlsx_file import XlsxFormat

COUNTS = (1_000, 10_000, 100_000)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TICK_S = 0.001


def columns() -> list[Column]:
    """As many as a person shows at most."""
    return [
        Column("id", "Number", lambda line: line.id),
        Column("done", "Done", lambda line: line.completed),
        Column("kind", "Kind", lambda line: line.kind.value),
        Column("title", "Title", lambda line: line.subject),
        Column("deadline", "Deadline", lambda line: line.deadline),
        Column("owner", "Item", lambda line: line.owner_title),
        Column("responsible", "Responsible", lambda line: f"Person {line.responsible_id}"),
        Column("color", "Colour", lambda line: line.color.name),
        Column("created", "Created", lambda line: line.created),
        Column("updated", "Changed", lambda line: line.updated),
        Column("author", "Author", lambda line: f"Person {line.author_id}"),
        Column("priority", "Priority", lambda line: int(line.priority)),
        Column("location", "Place", lambda line: line.location),
        Column("excerpt", "Text", lambda line: line.excerpt),
    ]


def form(name: str) -> Format:
    """The kind of file of that name."""
    forms: dict[str, Format] = {
        "csv": CsvFormat(columns(), UTC),
        "xlsx": XlsxFormat(columns(), UTC),
        "ics": IcsFormat("https://northwind.bitrix24.com", "Activities", NOW),
    }
    return forms[name]


def line(number: int) -> ActivityLine:
    """An activity as portals have them."""
    return ActivityLine(
        id=number,
        kind=ActivityKind.TODO,
        owner=EntityRef(DEAL, number % 20_000 + 1),
        owner_title=f"Northwind renewal {number % 20_000}",
        subject=f"Call Andrew about contract {number}",
        excerpt="What we said last time, and what they want to hear now. " * 2,
        deadline=NOW + timedelta(minutes=number),
        created=NOW - timedelta(minutes=number),
        updated=NOW - timedelta(seconds=number),
        completed=number % 7 == 0,
        responsible_id=number % 40,
        author_id=number % 40,
        location="Main street 1",
        pings=PingOffsets.of([0, 15]),
    )


async def lines(ids: Sequence[int]) -> list[ActivityLine]:
    """As the copy gives them, from a thread; making them stands for reading them."""
    return await asyncio.to_thread(lambda: [line(number) for number in ids])


async def watch(late_ms: list[float]) -> None:
    """Notes how late the loop wakes a timer."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(TICK_S)
        late_ms.append((time.perf_counter() - begun - TICK_S) * 1000)
        garbage.collect_due()


async def export(name: str, count: int, path: Path) -> tuple[float, list[float]]:
    """Seconds, and the lateness of the loop in milliseconds."""
    late_ms: list[float] = []
    watching = asyncio.create_task(watch(late_ms))
    begun = time.perf_counter()
    await write_file(path, in_portions(range(1, count + 1), lines), form(name))
    took_s = time.perf_counter() - begun
    watching.cancel()
    return took_s, late_ms


def measure(name: str, count: int) -> None:
    """Prints the figures of one export, in a process of its own."""
    garbage.take_over()
    before_kb = peak_kb()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{name}"
        took_s, late_ms = asyncio.run(export(name, count, path))
        size = path.stat().st_size
    late_ms.sort()
    p99 = late_ms[int(len(late_ms) * 0.99)]
    median = statistics.median(late_ms)
    print(took_s, size, (peak_kb() - before_kb) / 1024, median, p99, late_ms[-1], flush=True)


def peak_kb() -> int:
    """The most memory this process ever had; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def main(counts: Sequence[int]) -> int:
    """Prints the table."""
    print("kind    lines   seconds   growth  µs/line     MB   memory MB   late ms: median    p99   worst")
    for name in ("csv", "xlsx", "ics"):
        last_s = 0.0
        for count in counts:
            words = [sys.executable, "-m", "tests.bench.export", "--one", name, str(count)]
            said = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout.split()
            took_s, size, memory_mb, median, p99, worst = map(float, said)
            growth = f"{took_s / last_s:7.1f}x" if last_s else "        "
            print(
                f"{name:5} {count:8} {took_s:9.2f} {growth} {took_s / count * 1e6:8.0f} {size / 1e6:6.1f}"
                f" {memory_mb:11.1f} {median:17.2f} {p99:6.2f} {worst:7.2f}",
                flush=True,
            )
            last_s = took_s
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main([*map(int, sys.argv[1:])] or COUNTS))
