"""Everything behind one window, put together once, by hand, and taken apart in order.

    folders → database → vault → connections → window; `desk.py` lays out the workspaces of the connection that is open

Whoever adds a workspace adds it to `workspaces.build`.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from daybook import privacy
from daybook.bitrix.oauth import Application
from daybook.bitrix.secret import Secret
from daybook.bitrix.token_server import TokenServer
from daybook.clock import SystemClock
from daybook.demo import DemoFailed, DemoPortal, temporary_home
from daybook.desk import Desk
from daybook.domain.deadline import DeadlineReader
from daybook.domain.theme_choice import ThemeChoice
from daybook.morning import Morning, dress
from daybook.store import settings as options
from daybook.store.connections import ConnectionBook
from daybook.store.database import Database, StoreUnusable
from daybook.store.folders import Folders
from daybook.store.holidays import Holidays
from daybook.store.journal import Journal
from daybook.store.layout_drafts import LayoutDrafts
from daybook.store.limits import LimitLevels
from daybook.store.memory import open_memory
from daybook.store.settings import Settings
from daybook.ui.calendar.settings import WorkdaySettings
from daybook.ui.connection.form import ConnectForm
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.links import open_page
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.failure import Failure
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import breathe, in_turns
from daybook.ui.kit.typed_deadline import day_first, deadline_words
from daybook.ui.kit.week import usual_calendar
from daybook.ui.kit.wording import failure
from daybook.ui.kit.writes import Writes
from daybook.ui.layouts.card_drawing import draw
from daybook.ui.reporting import Reporting
from daybook.ui.screenshots import Screenshots
from daybook.ui.shell import MainWindow
from daybook.ui.studio.pieces import Pieces
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.ui.updates.notice import UpdateNotice
from daybook.vault.memory import MemoryVault
from daybook.vault.system import KeyringVault
from daybook.vault.vault import Vault
from daybook.work.access import SignedIn
from daybook.work.candidate import Candidate
from daybook.work.connecting import Connecting
from daybook.work.connections import Connections
from daybook.work.forgetting import Forgetting
from daybook.work.leftovers import LeftoverShelf
from daybook.work.portals import Portals
from daybook.work.signing_in import SigningIn
from daybook.work.studio.studio import Studio
from daybook.work.tokens import Renewals, TokensNotKept
from daybook.work.update_wire import fetch
from daybook.work.updates import Installation, Updates
from daybook.work.workdays import Workdays
from daybook.workspaces import Parts, take_in

log = logging.getLogger(__name__)

WRITES_END_WITHIN_S = 5.0
SETTINGS_KEY = "settings"
ZONE_TOLD_S = 12.0
"""Nobody waits for it, so it stays for longer than what follows a press."""


class Outcome(Enum):
    """Why the window went."""

    CLOSED = "closed"
    TO_DEMO = "to_demo"
    FROM_DEMO = "from_demo"


@dataclass(frozen=True, slots=True)
class Rooms:
    """What `Program` still has to do with, once everything is built."""

    desk: Desk
    workspace: ConnectionsWorkspace
    connecting: Connecting


class Program(QObject):
    """What lives behind one window, from `live` to its end."""

    def __init__(
        self,
        look: Look,
        formats: Formats,
        clock: SystemClock,
        commands: Commands,
        window: MainWindow,
        *,
        morning: Morning | None = None,
    ) -> None:
        """`morning` has shown the first rows in this window already, and opened what they stand on."""
        super().__init__(window)
        self._look = look
        self._formats = formats
        self._clock = clock
        self._commands = commands
        self._window = window
        self._morning = morning
        self._ending: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._jobs = Jobs(self)
        self._writes = Writes(self)
        self._doors = Doors(self)
        self._reporting = Reporting(
            jobs=self._jobs,
            writes=self._writes,
            doors=self._doors,
            errors=window.errors,
            status=window.status,
            mask=privacy.mask,
        )
        formats.zone.changed.connect(self._tell_zone)
        formats.zone.follow()
        window.closing.connect(partial(self._end, Outcome.CLOSED))
        window.start.sample_wanted.connect(partial(self._end, Outcome.TO_DEMO))
        if window.wants_to_close:
            self._end(Outcome.CLOSED)

    async def live(self, *, demo: bool, screenshots: Path | None) -> Outcome:
        """Runs until the window is to go, and returns why. Everything that was opened is closed again."""
        self._doors.open(asyncio.get_running_loop())
        try:
            async with AsyncExitStack() as stack:
                try:
                    return await self._work(stack, demo=demo, screenshots=screenshots)
                finally:
                    await self._finish()
        finally:
            self._doors.close()
            self._window.leave()

    async def _work(self, stack: AsyncExitStack, *, demo: bool, screenshots: Path | None) -> Outcome:
        try:
            if demo:
                portal = await asyncio.to_thread(DemoPortal.start)  # to its end, else nobody would stop the process
                stack.callback(portal.stop)
                await self._unless_it_ends(self._open_demo(stack, portal, screenshots))
            else:
                await self._unless_it_ends(self._open(stack, Folders.of_system(), KeyringVault()))
        except (StoreUnusable, DemoFailed) as exc:
            if screenshots is not None:
                raise
            self._window.show_start()
            self._tell(exc)
        if screenshots is not None:
            return Outcome.CLOSED
        return await self._ending

    async def _unless_it_ends(self, opening: Coroutine[Any, Any, object]) -> None:
        """Returns when all is open, or somebody has closed the window: a keyring may take long, a portal too."""
        task = asyncio.ensure_future(opening)
        try:
            await asyncio.wait((task, self._ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait((task,))
        if not task.cancelled():
            await task

    def _tell(self, error: StoreUnusable | DemoFailed) -> None:
        if isinstance(error, StoreUnusable):
            self._reporting.tell(error, "start")
            return
        said = privacy.mask(str(error))
        advice = self.tr("Close Daybook and try again. The details help to find the cause.")
        self._window.errors.tell(Failure("start", self.tr("The sample portal did not start."), advice, said))

    async def _open_demo(self, stack: AsyncExitStack, portal: DemoPortal, screenshots: Path | None) -> None:
        """Sample data: a portal of our own, a home that is gone afterwards, no keyring."""
        folders = Folders.below(stack.enter_context(temporary_home()))
        self._commands.add([self._leave_demo()])
        rooms = await self._open(stack, folders, MemoryVault())
        rooms.connecting.take(_sample_application(portal))
        await rooms.connecting.test()
        await rooms.connecting.keep(self.tr("Sample application"), remember=False)
        rooms.connecting.paste(portal.webhook)
        await rooms.connecting.test()
        await rooms.connecting.keep(self.tr("Sample data"), remember=False)
        await rooms.desk.settled()
        if screenshots is not None:
            await Screenshots(self._look, self._window, screenshots).take(rooms.workspace, portal.webhook)

    async def _open(self, stack: AsyncExitStack, folders: Folders, vault: Vault) -> Rooms:
        """Builds from the bottom to the top; `stack` closes from the top to the bottom. Raises StoreUnusable."""
        folders.make()
        database = self._morning.database if self._morning else open_memory(folders.memory)
        stack.push_async_callback(database.aclose)
        if self._morning is not None:
            stack.push_async_callback(self._morning.aclose)
        journal = Journal(folders.journal)
        stack.push_async_callback(journal.aclose)
        settings = await self._read_settings(database)
        portals = Portals(self._clock, LimitLevels(database))
        stack.push_async_callback(self._remember, settings, portals)
        token_server = TokenServer()
        book = ConnectionBook(database)
        connections = Connections(
            book,
            vault,
            portals.open,
            self._clock,
            renewals=Renewals(token_server, folders.data, self._clock),
            not_kept=self._tell_not_kept,
        )
        stack.push_async_callback(connections.settle, WRITES_END_WITHIN_S)
        shelf = LeftoverShelf(book, database, journal, folders.copies, self._clock)
        connecting = Connecting(connections, portals.open, self._clock)
        await breathe()
        form = await in_turns(
            ConnectForm.making(
                self._look,
                connecting=connecting,
                signing_in=SigningIn(connections, connecting, token_server, self._clock),
                jobs=self._jobs,
                writes=self._writes,
                mask=privacy.mask,
                open_page=open_page,
            )
        )
        own = ConnectionsWorkspace(
            self._look,
            self._formats,
            connections=connections,
            forgetting=Forgetting(connections, shelf),
            form=form,
            jobs=self._jobs,
            writes=self._writes,
        )
        self._window.start.connect_wanted.connect(partial(self._connect, own))
        await take_in(self._window, own)
        workdays = self._count_workdays(settings)
        stack.push_async_callback(self._tell_of_updates(settings).aclose)
        await breathe()
        pieces = await in_turns(Pieces.making(self._look, self._formats, self._formats.locale.name()))
        studio = self._make_studio(database, pieces)
        await take_in(self._window, studio)
        parts = Parts(
            look=self._look,
            formats=self._formats,
            clock=self._clock,
            folders=folders,
            database=database,
            journal=journal,
            settings=settings,
            workdays=workdays,
            jobs=self._jobs,
            writes=self._writes,
            quiet=self._window.quiet,
            errors=self._window.errors,
            status=self._window.status,
            window=self._window,
            commands=self._commands,
            studio=studio,
            to_connections=partial(self._connect, own),
            morning=self._morning,
        )
        desk = Desk(self._window, parts, connections, own)
        stack.push_async_callback(desk.aclose)
        await breathe()
        await connections.start()
        if self._morning is not None and connections.opened is None:
            await self._morning.aclose()  # what can't be opened now may be forgotten, with its copy
        desk.arrive()
        return Rooms(desk, own, connecting)

    def _make_studio(self, database: Database, pieces: Pieces) -> StudioWorkspace:
        """Layouts are written with and without a portal."""
        studio = StudioWorkspace(
            self._look,
            self._formats,
            Studio(LayoutDrafts(database), self._clock),
            draw,
            language=self._formats.locale.name(),
            jobs=self._jobs,
            writes=self._writes,
            quiet=self._window.quiet,
            pieces=pieces,
        )
        studio.front_wanted.connect(partial(self._window.show_workspace, studio.id))
        self._window.start.layout_wanted.connect(partial(self._open_layout, studio))
        return studio

    def _open_layout(self, studio: StudioWorkspace) -> None:
        self._window.show_workspace(studio.id)
        studio.files.ask_which()

    async def _finish(self) -> None:
        """Lets writes in flight end, and says so; what is left stands in the journal and is settled next time."""
        if self._writes.pending:
            self._window.quiet.tell(
                self.tr("Finishing what you saved…"), seconds=WRITES_END_WITHIN_S, glyph=Glyph.HOURGLASS, tone="accent"
            )
        await self._writes.drain(WRITES_END_WITHIN_S)
        await self._writes.let_go(WRITES_END_WITHIN_S)
        await self._jobs.aclose()

    async def _read_settings(self, database: Database) -> Settings:
        """Raises StoreUnusable."""
        if self._morning is not None:
            settings = self._morning.settings
        else:
            settings = Settings(database)
            await settings.load()
            dress(self._look, self._window, settings)
        self._window.theme_chosen.connect(partial(self._remember_theme, settings))
        return settings

    def _count_workdays(self, settings: Settings) -> Workdays:
        """The days on which the person works; the holidays among them are being asked for."""
        locale, zone = self._formats.locale, self._formats.zone.now
        usual = usual_calendar(locale)
        workdays = Workdays(settings, Holidays(), self._clock, zone, usual=usual, language=locale.name())
        reader = DeadlineReader(zone, day_first(locale), words=deadline_words(locale))
        shown = WorkdaySettings(
            self._window, self._look, self._formats,
            workdays=workdays, reader=reader, clock=self._clock, jobs=self._jobs, writes=self._writes,
        )  # fmt: skip
        self._commands.add([shown.command])
        shown.start()
        return workdays

    def _tell_of_updates(self, settings: Settings) -> UpdateNotice:
        """A word in the status line when there is a newer Daybook."""
        updates = Updates(settings, fetch, self._clock, Installation.of_this_program())
        notice = UpdateNotice(
            self._window, self._look, self._formats,
            updates=updates, settings=settings, jobs=self._jobs, writes=self._writes, open_page=open_page,
        )  # fmt: skip
        self._commands.add([notice.command])
        notice.start()
        return notice

    def _remember_theme(self, settings: Settings, choice: ThemeChoice) -> None:
        self._writes.start(settings.put(options.THEME, choice), key=SETTINGS_KEY, quiet=True)

    async def _remember(self, settings: Settings, portals: Portals) -> None:
        """What the next start wants to know. A disk that is full by now is no reason not to close."""
        try:
            await portals.remember()
            await settings.put(options.WINDOW_GEOMETRY, self._window.geometry_bytes())
        except StoreUnusable:
            log.exception("the window's place is not remembered")

    def _tell_zone(self) -> None:
        """The lists are painted anew; who shows moments elsewhere hears of it as well."""
        for view in self._window.findChildren(QAbstractItemView):
            view.viewport().update()
        quiet = self._window.quiet
        if quiet.offers():  # a way back must not go for it
            quiet.ended.connect(self._say_zone, Qt.ConnectionType.SingleShotConnection)
        else:
            self._say_zone()

    def _say_zone(self) -> None:
        said = self.tr("The time zone is now {zone}; deadlines are shown in it.")
        self._window.quiet.tell(
            said.format(zone=self._formats.zone.name), seconds=ZONE_TOLD_S, glyph=Glyph.CLOCK, tone="accent"
        )

    def _tell_not_kept(
        self, connection_id: str, error: TokensNotKept, keep: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """New tokens work, but are lost when the window goes: said at once, with a way to try again."""
        key = f"tokens {connection_id}"
        again = partial(self._start_write, keep, key)
        self._window.errors.tell(failure(error, key, privacy.mask, again))

    def _start_write(self, work: Callable[[], Coroutine[Any, Any, None]], key: str) -> None:
        self._writes.start(work(), key=key)

    def _connect(self, workspace: ConnectionsWorkspace) -> None:
        self._window.show_workspace(workspace.id)
        workspace.show_form()

    def _leave_demo(self) -> Command:
        leave = partial(self._end, Outcome.FROM_DEMO)
        return Command("leave-demo", self.tr("Leave the sample data"), leave, (), Glyph.SAMPLE)

    def _end(self, outcome: Outcome) -> None:
        if not self._ending.done():
            self._ending.set_result(outcome)


def _sample_application(portal: DemoPortal) -> Candidate:
    """The sample portal's application, so that what needs one can be tried too."""
    given = portal.application
    application = Application(given.client_id, Secret(given.client_secret))
    tokens = Secret(given.access_token), Secret(given.refresh_token)
    signed_in = SignedIn(application, *tokens, return_address=given.return_address)
    return Candidate.application(portal.address, signed_in)
