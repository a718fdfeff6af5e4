"""Which workspaces one open connection has. The one place to plug another one in."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QObject

from daybook import privacy
from daybook.domain.activity import Activity
from daybook.domain.agenda import Part
from daybook.domain.changes.change import Blocks
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import EntityRef, Person
from daybook.domain.reminders import OpenTodo, Options
from daybook.domain.workdays import WorkWeek
from daybook.store.compositions import Compositions
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.database import Database
from daybook.store.definitions import Definitions
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.pending import PendingEditBook
from daybook.store.pings import KnownTodos
from daybook.store.previews import Previews
from daybook.store.reminders import RemindersTold
from daybook.store.settings import DAY_CAP, DAY_FOLDED, REMINDERS, TABLE, WINDOW_PARTS, Option, Settings
from daybook.store.views import Views
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.console.workspace import ConsoleWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.typed_deadline import day_first, deadline_words
from daybook.ui.kit.week import first_weekday
from daybook.ui.kit.wording import failure
from daybook.ui.kit.writes import Writes
from daybook.ui.kit.zone import system_zone
from daybook.ui.reminders.center import Reminders
from daybook.ui.runs.run_line import RunLine
from daybook.ui.runs.workspace import RunsWorkspace
from daybook.ui.shell import MainWindow
from daybook.ui.status_line import StatusLine
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.ui.sync_line import SyncLine
from daybook.ui.today.workspace import TodayWorkspace
from daybook.ui.workspace import Workspace
from daybook.work.changing.parts import Part as ChangePart
from daybook.work.connections import OpenConnection
from daybook.work.console import Console
from daybook.work.extensions import Extensions, Section
from daybook.work.reminder_source import CopySource
from daybook.work.reminder_writes import SessionWrites
from daybook.work.session import Memory, PortalSession
from daybook.work.studio.on_portal import OnPortal
from daybook.work.studio.origin import Origin, OriginKind
from daybook.work.system_notifier import SystemNotifier
from daybook.work.today import Today
from daybook.work.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Parts:
    """What lives as long as the window, and every workspace may use."""

    look: Look
    formats: Formats
    clock: Clock
    folders: Folders
    database: Database
    journal: Journal
    settings: Settings
    workdays: Workdays
    jobs: Jobs
    writes: Writes
    quiet: QuietLine
    errors: ErrorBar
    status: StatusLine
    window: MainWindow
    commands: Commands
    studio: StudioWorkspace
    """It is there without a connection too, and follows the one that is open."""
    to_connections: Callable[[], object]
    """Shows where an application is connected."""


class Work:
    """The workspaces of one connection, in the order of the rail, and what they stand on."""

    def __init__(
        self,
        workspaces: Sequence[Workspace],
        session: PortalSession,
        sync: SyncLine,
        reminders: Reminders,
        ends: Sequence[Callable[[], None]],
    ) -> None:
        """`ends` stop listening to what lives longer."""
        self.workspaces = tuple(workspaces)
        self._session = session
        self._sync = sync
        self._reminders = reminders
        self._ends = tuple(ends)

    async def aclose(self) -> None:
        """Ends sync and reminders, then each workspace with what was begun for it, and last what they stand on."""
        for end in self._ends:
            end()
        await self._sync.aclose()
        await self._reminders.aclose()
        for workspace in self.workspaces:
            await workspace.aclose()
        await self._session.aclose()


async def is_known(parts: Parts, opened: OpenConnection, me: Person) -> bool:
    """True when there is a copy of what this person sees in the portal: there is something to show without it."""
    path = path_for(parts.folders.copies, opened.portal.address, me.id)
    return await asyncio.to_thread(path.exists)


async def build(parts: Parts, opened: OpenConnection, me: Person) -> Work:
    """Everything for work with a connection. Raises StoreUnusable when its copy can't be opened."""
    session = await _session(parts, opened, me)
    entities = EntitiesWorkspace(
        parts.look, parts.formats, session, jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet
    )
    entities.panes.restore(parts.settings[WINDOW_PARTS])
    entities.panes.wished.connect(
        lambda wishes: parts.writes.start(parts.settings.put(WINDOW_PARTS, wishes), key="settings", quiet=True)
    )
    context = _extensions(parts, opened, session)
    extensions = ExtensionsWorkspace(context)
    extensions.connect_wanted.connect(parts.to_connections)
    console = ConsoleWorkspace(
        parts.look, parts.formats, Console(opened.portal), jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet
    )
    parts.window.add_notice(entities.recovered)
    entities.recovered.show_wanted.connect(lambda _recovered: parts.window.show_workspace(entities.id))
    entities.begin()
    today = _today(parts, session)
    today.item_wanted.connect(partial(_show_item, parts, entities))
    activities = _activities(parts, session)
    activities.item_wanted.connect(partial(_show_item, parts, entities))
    activities.front_wanted.connect(partial(parts.window.show_workspace, activities.id))
    runs, run_line = _runs(parts, session)
    runs.item_wanted.connect(partial(_show_item, parts, entities))
    activities.run_undo_wanted.connect(runs.undo_run)
    today.run_wanted.connect(runs.show_run)
    change = _changing(parts, session)
    for source in (today, activities, entities):
        source.change_wanted.connect(change.choose)
    entities.create_wanted.connect(change.choose_items)
    change.started.connect(runs.show_run)
    leave_studio = _join_studio(parts, OnPortal(context.extensions, opened.portal.address), change, extensions)
    sync = SyncLine(session.sync, parts.status, parts.formats, _telling(parts))
    sync.start()
    reminders = _reminders(parts, opened, session)
    reminders.open_wanted.connect(partial(_show_todo, parts, entities))
    reminders.start()
    followers = (today.show_week, activities.show_week, entities.show_week, reminders.reminding.wake)
    leaving = parts.writes.draining.connect(session.runs.leave)

    def stop_leaving() -> None:
        QObject.disconnect(leaving)

    ends = (*map(parts.workdays.changed.add, followers), stop_leaving, run_line.detach, leave_studio)
    return Work((today, entities, activities, change, runs, extensions, console), session, sync, reminders, ends)


def _today(parts: Parts, session: PortalSession) -> TodayWorkspace:
    locale = parts.formats.locale

    def remember(option: Option[Any], value: object) -> None:
        parts.writes.start(parts.settings.put(option, value), key="settings", quiet=True)

    sheet = Today(
        session.copy,
        session.me,
        parts.clock,
        system_zone(),
        first_weekday=first_weekday(locale),
        folded=(part for part in Part if part in parts.settings[DAY_FOLDED]),
    )
    today = TodayWorkspace(
        parts.look,
        parts.formats,
        session,
        sheet,
        week=parts.workdays.week,
        cap=parts.settings[DAY_CAP],
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
    )
    today.cap_chosen.connect(partial(remember, DAY_CAP))
    today.folded_chosen.connect(lambda folded: remember(DAY_FOLDED, frozenset(map(str, folded))))
    return today


def _activities(parts: Parts, session: PortalSession) -> ActivitiesWorkspace:
    locale = parts.formats.locale
    activities = ActivitiesWorkspace(
        parts.look,
        parts.formats,
        session,
        system_zone(),
        kept=parts.settings[TABLE],
        views=Views(parts.database, session.portal.address),
        first_weekday=first_weekday(locale),
        week=parts.workdays.week,
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
    )
    activities.view_left.connect(
        lambda view: parts.writes.start(parts.settings.put(TABLE, view), key="settings", quiet=True)
    )
    return activities


def _changing(parts: Parts, session: PortalSession) -> ChangingWorkspace:
    change = ChangingWorkspace(
        parts.look,
        parts.formats,
        session,
        system_zone(),
        recent=lambda: [line.head for line in session.runs.lines],
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
    )
    change.front_wanted.connect(partial(parts.window.show_workspace, change.id))
    return change


def _runs(parts: Parts, session: PortalSession) -> tuple[RunsWorkspace, RunLine]:
    """The workspace, what it offers above all others, and its sign in the status line."""
    runs = RunsWorkspace(parts.look, parts.formats, session, jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet)
    runs.front_wanted.connect(partial(parts.window.show_workspace, runs.id))
    parts.window.add_notice(runs.offers)
    parts.window.workspace_changed.connect(runs.offers.follow)
    run_line = RunLine(parts.look, parts.status, session.runs, runs.words)
    run_line.wanted.connect(runs.show_run)
    runs.begin()
    return runs, run_line


def _join_studio(
    parts: Parts, portal: OnPortal, change: ChangingWorkspace, extensions: ExtensionsWorkspace
) -> Callable[[], None]:
    """Lets layouts go to the portal, to many activities and to a new activity; the function ends it."""
    studio = parts.studio

    def put_on_many(layout: Mapping[str, Any]) -> None:
        if ChangePart.BLOCKS not in (*change.changing.offered, *change.changing.state.parts):
            parts.quiet.tell(studio.tr("Empty the form of the change first."), tone="warning")
            return
        change.changing.put(ChangePart.BLOCKS, Blocks(layout))
        parts.window.show_workspace(change.id)

    def take_to_form(text: str) -> None:
        extensions.cards.take_layout(text)
        parts.window.show_workspace(extensions.id)
        extensions.show_section(Section.CARDS)

    def open_from_form(text: str) -> None:
        studio.open_text(text, Origin(OriginKind.FORM, studio.tr("Card of a configurable activity")))

    joined = (
        studio.many_wanted.connect(put_on_many),
        studio.form_wanted.connect(take_to_form),
        extensions.cards.studio_wanted.connect(open_from_form),
    )
    studio.portal.follow(portal)

    def leave() -> None:
        for each in joined:
            QObject.disconnect(each)
        studio.portal.follow(None)

    return leave


def _show_item(parts: Parts, entities: EntitiesWorkspace, ref: EntityRef, activity_id: int | None) -> None:
    parts.window.show_workspace(entities.id)
    if activity_id is None:
        entities.open_item(ref)
    else:
        entities.show_activity(ref, activity_id)


def _show_todo(parts: Parts, entities: EntitiesWorkspace, todo: OpenTodo) -> None:
    parts.window.show_workspace(entities.id)
    entities.show_activity(todo.owner, todo.id)


def _reminders(parts: Parts, opened: OpenConnection, session: PortalSession) -> Reminders:
    def put(options: Options) -> None:
        parts.writes.start(parts.settings.put(REMINDERS, options), key="settings", quiet=True)

    return Reminders(
        parts.window,
        parts.commands,
        parts.look,
        parts.formats,
        source=CopySource(session.copy, by_application=opened.portal.is_application),
        told=RemindersTold(parts.database, opened.portal.address, session.me.id),
        portal_writes=SessionWrites(session, KnownTodos(parts.database)),
        notifier=SystemNotifier(),
        me=session.me.id,
        clock=parts.clock,
        zone=system_zone(),
        options=lambda: parts.settings[REMINDERS],
        quieted=parts.workdays.quiet,
        put_options=put,
        failed=_telling(parts),
        jobs=parts.jobs,
        writes=parts.writes,
    )


def _extensions(parts: Parts, opened: OpenConnection, session: PortalSession) -> Context:
    return Context(
        look=parts.look,
        formats=parts.formats,
        extensions=Extensions(opened.portal, Definitions(parts.database)),
        people=session.people,
        reader=session.editing.reader,
        clock=parts.clock,
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
    )


async def _session(parts: Parts, opened: OpenConnection, me: Person) -> PortalSession:
    def send_deletion(activity: Activity) -> None:
        parts.writes.start(session.delete(activity), key=f"activity {activity.id}")

    portal = opened.portal.address
    copy = await PortalCopy.open(
        path_for(parts.folders.copies, portal, me.id), portal=portal, memory=parts.folders.memory
    )
    session = PortalSession(
        connection_id=opened.connection.id,
        portal=opened.portal,
        me=me,
        memory=Memory(
            parts.journal,
            Drafts(parts.database),
            KnownTodos(parts.database),
            Compositions(parts.database, opened.connection.id),
            PendingEditBook(parts.database, portal, me.id),
            Previews(parts.database),
        ),
        copy=copy,
        reader=_deadlines(parts.formats.locale, parts.workdays.week),
        clock=parts.clock,
        failed=_telling(parts),
        send_deletion=send_deletion,
        begin=lambda work, key: parts.writes.start(work, key=key, quiet=True),  # its own line tells of it
        week_of=parts.workdays.asked,
    )
    await session.pending.load()
    return session


def _deadlines(locale: QLocale, week: Callable[[], WorkWeek]) -> DeadlineReader:
    return DeadlineReader(system_zone(), day_first(locale), week, deadline_words(locale))


def _telling(parts: Parts) -> Callable[[str, Exception], None]:
    return lambda key, error: parts.errors.tell(failure(error, key, privacy.mask))
