"""What a test of runs needs: a portal, the files, and a few words."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from daybook.bitrix import system
from daybook.bitrix.address import Access, TokenAccess
from daybook.bitrix.portal import Portal
from daybook.bitrix.secret import Secret
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Plan, Preparing
from daybook.bulk.report import ReportRow, report_row
from daybook.bulk.running.progress import Phase
from daybook.bulk.running.run import Run
from daybook.bulk.runs import Runs
from daybook.clock import SystemClock
from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Selection
from daybook.domain.run import RunHead
from daybook.store.journal import Journal
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos
from tests.helpers.sessions import open_portal
from tests.sandbox.process import SandboxProcess

SCALE = 60


@dataclass(frozen=True)
class Bench:
    """One person's runs on one portal."""

    process: SandboxProcess
    portal: Portal
    clock: SystemClock
    journal: Journal
    known: KnownTodos
    runs: Runs
    preparing: Preparing

    async def plan(self, ids: Sequence[int], change: Change, entity_type: int | None = None) -> Plan:
        """A fresh plan."""
        select = Selection(ids=tuple(ids), entity_type=entity_type)
        return await self.preparing.plan(select, change, Calendar(self.clock.now(), UTC))

    async def begin(self, ids: Sequence[int], change: Change, entity_type: int | None = None) -> RunHead:
        """A run that is written down, and not begun."""
        return await self.runs.begin(await self.plan(ids, change, entity_type), "test")

    async def go(self, ids: Sequence[int], change: Change, entity_type: int | None = None) -> list[ReportRow]:
        """Plans, sends and reports."""
        head = await self.begin(ids, change, entity_type)
        return await self.execute(head.id)

    async def execute(self, run_id: str, started: Callable[[Run], None] = lambda _run: None) -> list[ReportRow]:
        """Sends a run that is written down, to its end."""
        assert await self.runs.execute(run_id, started) is Phase.ENDED
        return await self.report(run_id)

    async def undo(self, run_id: str) -> list[ReportRow]:
        """Takes a run back."""
        head = await self.runs.begin(await self.runs.plan_undo(run_id), "undo", undo_of=run_id)
        return await self.execute(head.id)

    async def report(self, run_id: str) -> list[ReportRow]:
        """What became of each row."""
        return [report_row(row) for row in await self.runs.rows(run_id)]


@asynccontextmanager
async def open_bench(process: SandboxProcess, home: Path, *, application: bool = False) -> AsyncIterator[Bench]:
    """Closed again behind the block."""
    clock = SystemClock(SCALE)
    access: Access | str = process.webhook
    if application:
        access = TokenAccess(process.portal, Secret(process.info["oauth"]["access_token"]))
    portal = await open_portal(access, clock)
    database, journal = open_memory(home / "memory.sqlite"), Journal(home / "journal.sqlite")
    known = KnownTodos(database)
    me = (await system.profile(portal)).person.id
    runs = Runs(connection_id="c", portal=portal, journal=journal, known=known, clock=clock, me=me)
    try:
        yield Bench(process, portal, clock, journal, known, runs, Preparing(portal, known, me=me))
    finally:
        await portal.aclose()
        await journal.aclose()
        await database.aclose()
