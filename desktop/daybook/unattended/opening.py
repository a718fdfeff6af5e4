"""The parts that a run without a window needs, put together once and closed in order."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import tzinfo

from dateutil import tz

from daybook import privacy
from daybook.bitrix import system
from daybook.bitrix.address import read_webhook
from daybook.bitrix.portal import Portal
from daybook.bitrix.token_server import TokenServer
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Preparing
from daybook.bulk.runs import Runs
from daybook.clock import SystemClock
from daybook.domain.calendar import known_years
from daybook.domain.changes.recipe import Options
from daybook.store.connections import ConnectionBook, NoSuchConnection
from daybook.store.folders import Folders
from daybook.store.holidays import Holidays
from daybook.store.journal import Journal
from daybook.store.limits import LimitLevels
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos
from daybook.store.previews import Previews
from daybook.store.settings import CALENDAR, USUAL_CALENDAR, Settings
from daybook.unattended.problems import BAD_INPUT, Stop
from daybook.vault.system import KeyringVault
from daybook.work.connections import Connections
from daybook.work.portals import Portals
from daybook.work.tokens import Renewals

TOKENS_WITHIN_S = 5.0
"""Whoever leaves before new tokens are kept would lose them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    portal: Portal
    me: int
    clock: SystemClock
    zone: tzinfo
    journal: Journal
    runs: Runs
    preparing: Preparing
    previews: Previews
    settings: Settings
    portals: Portals

    async def calendar(self, options: Options) -> Calendar:
        """Working days as the recipe wants them, else as they are set in the window. Raises UnknownCountry."""
        now = self.clock.now()
        own = self.settings[CALENDAR].asked(options.country, options.holidays, options.workdays)
        years = known_years(now.astimezone(self.zone).date())
        week = await Holidays().week(own.filled(self.settings[USUAL_CALENDAR]), years)
        return Calendar(now, self.zone, week)


@asynccontextmanager
async def opened(connection: str | None, webhook: str | None, clock: SystemClock) -> AsyncIterator[Desk]:
    """Everything for one command. `connection` is a name; without it `webhook` counts, else what the window used last.

    Raises Stop, and whatever `problems` knows.
    """
    async with AsyncExitStack() as stack:
        folders = Folders.of_system().make()
        database = open_memory(folders.memory)
        stack.push_async_callback(database.aclose)
        journal = Journal(folders.journal)
        stack.push_async_callback(journal.aclose)
        settings = Settings(database)
        await settings.load()
        portals = Portals(clock, LimitLevels(database))
        if connection is None and webhook:
            privacy.register(webhook)
            connection_id, portal = "", await portals.open(read_webhook(webhook))
        else:
            book, renewals = ConnectionBook(database), Renewals(TokenServer(), folders.data, clock)
            connections = Connections(book, KeyringVault(), portals.open, clock, renewals=renewals)
            stack.push_async_callback(connections.settle, TOKENS_WITHIN_S)
            connection_id = await _named(book, connection)
            portal = (await connections.open_aside(connection_id)).portal
        stack.push_async_callback(portal.aclose)
        stack.push_async_callback(portals.remember)
        me = (await system.profile(portal)).person.id
        known = KnownTodos(database)
        runs = Runs(connection_id=connection_id, portal=portal, journal=journal, known=known, clock=clock, me=me)
        yield Desk(
            portal=portal,
            me=me,
            clock=clock,
            zone=tz.gettz() or tz.tzlocal(),
            journal=journal,
            runs=runs,
            preparing=Preparing(portal, known, me=me),
            previews=Previews(database),
            settings=settings,
            portals=portals,
        )


async def _named(book: ConnectionBook, name: str | None) -> str:
    every = await book.all()
    if name is None:
        current = await book.current_id()
        if current is None:
            raise Stop(BAD_INPUT, "Say which portal: --connection NAME, or a webhook in DAYBOOK_WEBHOOK.")
        return current
    found = next((each.id for each in every if each.name.casefold() == name.casefold()), None)
    if found is None:
        raise NoSuchConnection(name)
    return found
