"""A whole `PortalSession` on a real portal and real files, without a window."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from daybook.bitrix import users
from daybook.bitrix.address import Access, read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import READ_TIMEOUT_S, open_transport
from daybook.domain.activity import Activity
from daybook.domain.changes.recipe import Options
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.workdays import WorkWeek
from daybook.store.compositions import Compositions
from daybook.store.copy.copy import PortalCopy
from daybook.store.drafts import Drafts
from daybook.store.journal import Journal
from daybook.store.memory import open_memory
from daybook.store.page_drafts import PageDrafts
from daybook.store.pending import PendingEditBook
from daybook.store.pings import KnownTodos
from daybook.store.previews import Previews
from daybook.work.session import Memory, PortalSession


async def open_portal(webhook: str | Access, clock: Clock, read_timeout_s: float = READ_TIMEOUT_S) -> Portal:
    """A portal that never has to wait for its turn."""
    access = read_webhook(webhook) if isinstance(webhook, str) else webhook
    wire = await open_transport(access.portal, read_timeout_s=read_timeout_s)
    return Portal(access, wire, RequestGate(LeakyBucket(100_000, 1_000_000), clock), clock)


async def _week_of(options: Options) -> WorkWeek:
    """Monday to Friday unless a recipe says otherwise; no country has holidays here."""
    return WorkWeek(options.workdays or WorkWeek().weekdays, frozenset(options.holidays))


@asynccontextmanager
async def open_session(
    webhook: str | Access,
    home: Path,
    clock: Clock,
    send_deletion: Callable[[Activity], None] = lambda _activity: None,
    read_timeout_s: float = READ_TIMEOUT_S,
) -> AsyncIterator[PortalSession]:
    """The presenters of one connection; what they remember stays in the folder `home`."""
    database, journal = open_memory(home / "memory.sqlite"), Journal(home / "journal.sqlite")
    portal = await open_portal(webhook, clock, read_timeout_s)
    failures: list[Exception] = []
    runs: list[asyncio.Task[None]] = []

    def begin(work: Coroutine[Any, Any, None], key: str) -> None:
        runs.append(asyncio.create_task(_after(runs[-1:], work), name=key))

    me = await users.current(portal)
    kept = PendingEditBook(database, portal.address, me.id)
    session = PortalSession(
        connection_id="c1",
        portal=portal,
        me=me,
        copy=await PortalCopy.open(home / "copy.sqlite", portal=portal.address, memory=home / "memory.sqlite"),
        memory=Memory(
            journal,
            Drafts(database),
            KnownTodos(database),
            Compositions(database, "c1"),
            kept,
            Previews(database),
            PageDrafts(database, "c1"),
        ),
        reader=DeadlineReader(lambda: ZoneInfo("Europe/Berlin")),
        clock=clock,
        failed=lambda _key, error: failures.append(error),
        send_deletion=send_deletion,
        begin=begin,
        week_of=_week_of,
    )
    await session.pending.load()
    try:
        yield session
    finally:
        await session.aclose()
        await asyncio.gather(*runs)
        await portal.aclose()
        await journal.aclose()
        await database.aclose()
    assert not failures


async def _after(earlier: Sequence[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
    """In their order, as the window begins what it never cuts short."""
    if earlier:
        await asyncio.wait(earlier)
    await work
