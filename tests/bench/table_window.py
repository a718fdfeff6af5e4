"""The table of activities in a window of its own, on a copy that was filled before."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Self

from PySide6.QtCore import QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from daybook import garbage
from daybook.app import COLLECT_MS
from daybook.clock import SystemClock
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.columns import SORTED_BY, Column
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Entity, EntityRef, Person
from daybook.domain.filtering import Order
from daybook.domain.query_complete import Completer
from daybook.domain.query_context import QueryContext
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_writer import QueryWriter
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.ui.activities.page import TablePage
from daybook.ui.activities.painter import ROW_HEIGHT
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.activities_table import ActivitiesTable
from daybook.work.asking import Asking

ME = Person(1, "Maria Keller")
NAMES = (
    "Maria Keller",
    "Tom Brandt",
    "Anna Öztürk",
    "Li Wei",
    "Pedro Álvarez",
    "Zoe Martin",
    "Olga Costa",
    "Jan Larsen",
)
WHAT = (
    "Call about the renewal", "Send the contract", "Ask for the invoice", "Prepare the demo", "Discuss the discount",
    "Check the delivery", "Arrange a site visit", "Follow up", "متابعة العقد", "Über die Verlängerung sprechen",
    "確認電話",
)  # fmt: skip
WHOM = ("Northwind", "Contoso", "Fabrikam", "Adventure Works", "Tailspin", "Wingtip", "Woodgrove", "Anna Petrova")


async def fill(path: Path, count: int, chance: Random) -> None:
    """A copy with this many activities, and a fifth as many items."""
    copy = await PortalCopy.open(path, portal="https://northwind.bitrix24.com")
    people = [Person(number, f"{name} {number}") for number, name in enumerate(NAMES * 5, start=1)]
    await copy.put_people([ME, *people[1:]])
    refs = [
        EntityRef((DEAL, DEAL, LEAD, CONTACT, COMPANY)[each % 5], each // 5 + 1) for each in range(max(1, count // 5))
    ]
    for at in range(0, len(refs), 2500):
        portion = refs[at : at + 2500]
        await copy.put_entities([Entity(ref, f"{chance.choice(WHOM)} {ref.id}") for ref in portion])
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for at in range(1, count + 1, 2500):
        await copy.put_activities([_activity(each, now, refs, chance) for each in range(at, min(at + 2500, count + 1))])
    await copy.arrange()
    await copy.aclose()


def _activity(number: int, now: datetime, refs: list[EntityRef], chance: Random) -> Activity:
    kind = chance.choices(
        (ActivityKind.TODO, ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EMAIL), (85, 7, 5, 3)
    )[0]
    return Activity(
        number, kind, chance.choice(refs), f"{chance.choice(WHAT)}: {chance.choice(WHOM)} {number}",
        description="What was said on the phone, and what they want to hear from us next. " * chance.randint(0, 4),
        deadline=now + timedelta(minutes=5 * chance.randint(-9000, 9000)) if chance.random() < 0.94 else None,
        created=now - timedelta(minutes=chance.randint(1, 300_000)),
        updated=now - timedelta(minutes=chance.randint(1, 90_000)),
        completed=chance.random() < 0.12, responsible_id=chance.randint(1, 40), author_id=chance.randint(1, 40),
        color=chance.choice(list(TodoColor)) if kind is ActivityKind.TODO else TodoColor.DEFAULT,
    )  # fmt: skip


def run(work: Coroutine[Any, Any, dict[str, float]]) -> dict[str, float]:
    """Runs it on Qt's loop, with garbage collected as the program does: between frames, and not what is there."""
    garbage.take_over()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        return runner.run(work)


class TableWindow:
    """The page of the workspace without the portal behind it."""

    def __init__(self, copy: PortalCopy, size: tuple[int, int]) -> None:
        clock = SystemClock()
        zone = datetime.now().astimezone().tzinfo or UTC
        formats = Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._look = Look.of(app, ThemeChoice.LIGHT)
        self.table = ActivitiesTable(copy, ME, clock, lambda: zone)
        self._reader = QueryReader()
        self.asking = Asking(
            self.table, self._reader, QueryWriter(),
            lambda: QueryContext(clock.now(), zone, ME, tuple(self.table.people.values())),
        )  # fmt: skip
        self.page = TablePage(self._look, formats, self.table, self.asking, Completer())
        self.view = self.page.view
        self.table.rows_changed.add(self.page.show_rows)
        self.table.lines_changed.add(self.view.show_lines)
        self.table.people_changed.add(self.view.forget_faces)
        self.asking.changed.add(self.page.bar.show_asking)
        self.page.resize(*size)
        self.page.show()
        self._anything = asyncio.Event()
        for listeners in (self.table.rows_changed, self.table.lines_changed):
            listeners.add(self._anything.set)

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path, size: tuple[int, int]) -> AsyncIterator[Self]:
        """The window on the copy in a file; nothing is asked yet."""
        copy = await PortalCopy.open(path, portal="https://northwind.bitrix24.com")
        window = cls(copy, size)
        garbage.settle()
        collecting = QTimer(window.page, interval=COLLECT_MS)
        collecting.timeout.connect(garbage.collect_due)
        collecting.start()
        tasks = [asyncio.create_task(window.table.keep_rows()), asyncio.create_task(window.table.keep_lines())]
        yield window
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await copy.aclose()

    async def first(self) -> float:
        """Asks for the first time; when rows are on the screen, by `time.time`. All of them are known in the end."""
        asking = asyncio.create_task(self.asking.ask())
        await self._drawn()
        self._paint()
        painted = time.time()
        await asking
        return painted

    async def show(self, text: str) -> float:
        """Milliseconds until all that a filter finds is known, and its first rows are on the screen."""
        self.view.begin_anew()
        began_s = time.perf_counter()
        self.asking.type(text)
        await self.asking.ask()
        await self._drawn()
        self._paint()
        return (time.perf_counter() - began_s) * 1000

    async def search(self, text: str) -> float:
        """Milliseconds until the first rows that a text finds are on the screen."""
        self.view.begin_anew()
        before = self.table.rows
        began_s = time.perf_counter()
        self.asking.type(text)
        asking = asyncio.create_task(self.asking.ask())
        while self.table.rows is before and not asking.done():
            self._anything.clear()
            await asyncio.wait([asking, asyncio.create_task(self._anything.wait())], return_when="FIRST_COMPLETED")
        await self._drawn()
        self._paint()
        took = (time.perf_counter() - began_s) * 1000
        await asking
        return took

    async def sort(self, column: Column) -> float:
        """Milliseconds until everything is in another order."""
        self.view.begin_anew()
        began_s = time.perf_counter()
        self.asking.sort(Order(SORTED_BY[column], not self.asking.order.descending))
        await self.asking.ask()
        await self._drawn()
        self._paint()
        return (time.perf_counter() - began_s) * 1000

    async def scroll(self, frames: int) -> tuple[list[float], list[float]]:
        """Pages through all rows, at most so many times: milliseconds by the clock and of the processor for each."""
        bar, page = self.view.verticalScrollBar(), self.view.viewport().height() // ROW_HEIGHT * ROW_HEIGHT
        step = max(page, bar.maximum() // frames)
        wall, busy = [], []
        bar.setValue(0)
        while bar.value() < bar.maximum():
            await asyncio.sleep(0.004)
            began_s, used_s = time.perf_counter(), time.thread_time()
            bar.setValue(bar.value() + step)
            self._paint()
            wall.append((time.perf_counter() - began_s) * 1000)
            busy.append((time.thread_time() - used_s) * 1000)
            if len(wall) % 2:
                await self.table.settled()  # else only placeholders would be drawn, which is quick
        return wall or [0.0], busy or [0.0]

    async def _drawn(self) -> None:
        """Returns when the rows in sight have their words."""
        while not self._is_there():
            self._anything.clear()
            await self._anything.wait()

    def _is_there(self) -> bool:
        rows = self.table.rows
        return self.table.line_at(0) is not None if rows else self.table.is_whole

    def _paint(self) -> None:
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(self.page.window(), QEvent.Type.UpdateRequest)
