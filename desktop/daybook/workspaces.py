"""Which workspaces one open connection has. The one place to plug another one in."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from daybook import privacy
from daybook.domain.activity import Activity
from daybook.domain.changes.change import Blocks
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import EntityRef, Person
from daybook.domain.layouts.editing import written
from daybook.domain.reminders import OpenTodo, Options
from daybook.domain.workdays import WorkWeek
from daybook.morning import Morning, Sheet, day_of
from daybook.store.compositions import Compositions
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.database import Database
from daybook.store.definitions import Definitions
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.page_drafts import PageDrafts
from daybook.store.pending import PendingEditBook
from daybook.store.pings import KnownTodos
from daybook.store.previews import Previews
from daybook.store.reminders import RemindersTold
from daybook.store.settings import DAY_CAP, DAY_FOLDED, REMINDERS, TABLE, WINDOW_PARTS, Option, Settings
from daybook.store.views import Views
from daybook.ui.activities.pending_side import PendingSide
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.console.workspace import ConsoleWorkspace
from daybook.ui.entities.panels import Panels
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.pages import Pages
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making, breathe, dressing, in_turns, turn
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.typed_deadline import day_first, deadline_words
from daybook.ui.kit.week import first_weekday
from daybook.ui.kit.wording import failure
from daybook.ui.kit.writes import Writes
from daybook.ui.reminders.center import Reminders
from daybook.ui.runs.run_line import RunLine
from daybook.ui.runs.workspace import RunsWorkspace
from daybook.ui.shell import MainWindow
from daybook.ui.status_line import StatusLine
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.ui.sync_line import SyncLine
from daybook.ui.today.page import TodayPage
from daybook.ui.today.panes import DayPanes
from daybook.ui.today.workspace import TodayWorkspace
from daybook.ui.todo.editor import TodoEditorPanel
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
    morning: Morning | None = None
    """What was shown before all this was there; it hands over what it opened."""


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


@dataclass(frozen=True, slots=True)
class _Made:
    """The workspaces of one connection before they know of each other."""

    today: TodayWorkspace
    entities: EntitiesWorkspace
    activities: ActivitiesWorkspace
    change: ChangingWorkspace
    runs: RunsWorkspace
    extensions: ExtensionsWorkspace
    console: ConsoleWorkspace
    reminders: Reminders
    on_portal: OnPortal


async def take_in(window: MainWindow, workspace: Workspace) -> None:
    """Takes a workspace in and dresses it in slices, before the window measures all that it has."""
    await turn()
    window.hold(workspace.widget)
    await in_turns(dressing(workspace.widget))


async def build(parts: Parts, opened: OpenConnection, me: Person) -> Work:
    """Everything for work with a connection. Raises StoreUnusable when its copy can't be opened.

    Nothing begins before all is made: who is cancelled meanwhile leaves nothing behind.
    """
    async with AsyncExitStack() as undoing:
        path = path_for(parts.folders.copies, opened.portal.address, me.id)
        sheet = parts.morning.sheet_of(path) if parts.morning is not None else None
        if sheet is None:
            sheet = await _sheet(parts, opened, me, path)
        undoing.push_async_callback(_let_go, parts, sheet)
        session = await _session(parts, opened, me, sheet.copy)
        made = await _make(parts, opened, session, sheet, undoing)
        undoing.pop_all()
    return _join(parts, session, made)


async def _make(
    parts: Parts, opened: OpenConnection, session: PortalSession, sheet: Sheet, undoing: AsyncExitStack
) -> _Made:
    """One after the other, a piece at a time, each in the window before the next; see `kit.making`."""

    async def place(workspace: Workspace) -> None:
        undoing.callback(workspace.widget.deleteLater)
        undoing.push_async_callback(workspace.aclose)
        await take_in(parts.window, workspace)
        await breathe()

    look, formats, jobs, writes, quiet = parts.look, parts.formats, parts.jobs, parts.writes, parts.quiet
    panels = await in_turns(Panels.making(look, formats, session, jobs=jobs, writes=writes, quiet=quiet))
    entities = _entities(parts, session, panels)
    await place(entities)
    context = _extensions(parts, opened, session)
    extensions = ExtensionsWorkspace(context, await in_turns(Pages.making(context)))
    extensions.connect_wanted.connect(parts.to_connections)
    await place(extensions)
    console = ConsoleWorkspace(look, formats, Console(opened.portal), jobs=jobs, writes=writes, quiet=quiet)
    await place(console)
    editor, pending = await in_turns(_making_side(parts, session))
    activities = _activities(parts, session, editor, pending)
    await place(activities)
    change = _changing(parts, session)
    await place(change)
    runs = RunsWorkspace(look, formats, session, jobs=jobs, writes=writes, quiet=quiet)
    await place(runs)
    teller = PendingTeller(session.pending, writes=writes, quiet=quiet)
    reminders = _reminders(parts, opened, session, teller)
    undoing.push_async_callback(reminders.aclose)
    await breathe()
    # Last, for its page may be on the window, and hears of no one else before.
    editor = await in_turns(_making_editor(parts, session))
    today = _today(parts, session, sheet, editor, teller)
    await place(today)
    on_portal = OnPortal(context.extensions, opened.portal.address)
    return _Made(today, entities, activities, change, runs, extensions, console, reminders, on_portal)


def _join(parts: Parts, session: PortalSession, made: _Made) -> Work:
    """Leads from one workspace to another, and begins what goes on behind them."""
    today, entities, activities, change, runs = made.today, made.entities, made.activities, made.change, made.runs
    parts.window.add_notice(entities.recovered)
    entities.recovered.show_wanted.connect(lambda _recovered: parts.window.show_workspace(entities.id))
    entities.begin()
    run_line = _join_runs(parts, session, runs)
    for showing in (today, activities, runs):
        showing.item_wanted.connect(partial(_show_item, parts, entities))
    activities.front_wanted.connect(partial(parts.window.show_workspace, activities.id))
    activities.run_undo_wanted.connect(runs.undo_run)
    today.run_wanted.connect(runs.show_run)
    today.waiting_wanted.connect(partial(_show_waiting, parts, activities))
    for source in (today, activities, entities):
        source.change_wanted.connect(change.choose)
    entities.create_wanted.connect(change.choose_items)
    change.started.connect(runs.show_run)
    leave_studio = _join_studio(parts, made)
    sync = SyncLine(session.sync, parts.status, parts.formats, _telling(parts))
    sync.start()
    reminders = made.reminders
    reminders.open_wanted.connect(partial(_show_todo, parts, entities))
    reminders.start()
    followers = (today.show_week, activities.show_week, entities.show_week, reminders.reminding.wake)
    travellers = (today.show_zone, activities.show_zone, entities.show_zone, runs.show_zone, reminders.show_zone)
    joined = [parts.writes.draining.connect(session.runs.leave)]
    joined += [parts.formats.zone.changed.connect(follow) for follow in (*travellers, sync.show_zone)]

    def leave() -> None:
        for each in joined:
            QObject.disconnect(each)

    ends = (*map(parts.workdays.changed.add, followers), leave, run_line.detach, leave_studio)
    shown = (today, entities, activities, change, runs, made.extensions, made.console)
    return Work(shown, session, sync, reminders, ends)


async def _let_go(parts: Parts, sheet: Sheet) -> None:
    """Closes the copy of a sheet, unless `morning` has it still and closes it."""
    if parts.morning is None or parts.morning.sheet_of(sheet.copy.path) is not sheet:
        await sheet.copy.aclose()


async def _sheet(parts: Parts, opened: OpenConnection, me: Person, path: Path) -> Sheet:
    """The copy of the connection and the sheet of the day. Raises StoreUnusable."""
    copy = await PortalCopy.open(path, portal=opened.portal.address, memory=parts.folders.memory)
    today = day_of(copy, me, parts.clock, parts.formats, parts.settings)
    page = TodayPage(parts.look, parts.formats, today, parts.workdays.week, parts.settings[DAY_CAP])
    return Sheet(copy, today, DayPanes(page))


def _today(
    parts: Parts, session: PortalSession, sheet: Sheet, editor: TodoEditorPanel, teller: PendingTeller
) -> TodayWorkspace:
    def remember(option: Option[Any], value: object) -> None:
        parts.writes.start(parts.settings.put(option, value), key="settings", quiet=True)

    if parts.morning is not None:
        parts.morning.hand_over(sheet, parts.workdays.week)
    today = TodayWorkspace(
        parts.look,
        parts.formats,
        session,
        sheet.today,
        panes=sheet.panes,
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
        editor=editor,
        teller=teller,
    )
    today.cap_chosen.connect(partial(remember, DAY_CAP))
    today.folded_chosen.connect(lambda folded: remember(DAY_FOLDED, frozenset(map(str, folded))))
    return today


def _making_editor(parts: Parts, session: PortalSession) -> Making[TodoEditorPanel]:
    return TodoEditorPanel.making(parts.look, parts.formats, session.editing, parts.jobs, parts.writes)


def _entities(parts: Parts, session: PortalSession, panels: Panels) -> EntitiesWorkspace:
    entities = EntitiesWorkspace(
        parts.look, parts.formats, session, jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet, panels=panels
    )
    entities.panes.restore(parts.settings[WINDOW_PARTS])
    entities.panes.wished.connect(
        lambda wishes: parts.writes.start(parts.settings.put(WINDOW_PARTS, wishes), key="settings", quiet=True)
    )
    return entities


def _making_side(parts: Parts, session: PortalSession) -> Making[tuple[TodoEditorPanel, PendingSide]]:
    """What stands at the right of the table."""
    editor = yield from _making_editor(parts, session)
    yield
    pending = PendingSide(parts.look, parts.formats, session, jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet)
    return editor, pending


def _activities(
    parts: Parts, session: PortalSession, editor: TodoEditorPanel, pending: PendingSide
) -> ActivitiesWorkspace:
    locale = parts.formats.locale
    activities = ActivitiesWorkspace(
        parts.look,
        parts.formats,
        session,
        parts.formats.zone.now,
        kept=parts.settings[TABLE],
        views=Views(parts.database, session.portal.address),
        first_weekday=first_weekday(locale),
        week=parts.workdays.week,
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
        editor=editor,
        pending=pending,
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
        parts.formats.zone.now,
        recent=lambda: [line.head for line in session.runs.lines],
        jobs=parts.jobs,
        writes=parts.writes,
        quiet=parts.quiet,
    )
    change.front_wanted.connect(partial(parts.window.show_workspace, change.id))
    change.begin()
    return change


def _join_runs(parts: Parts, session: PortalSession, runs: RunsWorkspace) -> RunLine:
    """What it offers stands above all workspaces; returns its sign in the status line."""
    runs.front_wanted.connect(partial(parts.window.show_workspace, runs.id))
    parts.window.add_notice(runs.offers)
    parts.window.workspace_changed.connect(runs.offers.follow)
    run_line = RunLine(parts.look, parts.status, session.runs, runs.words)
    run_line.wanted.connect(runs.show_run)
    runs.begin()
    return run_line


def _join_studio(parts: Parts, made: _Made) -> Callable[[], None]:
    """Lets layouts come from the portal and go to it, to one activity, many or a new one; the function ends it."""
    studio, change, extensions = parts.studio, made.change, made.extensions

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

    def open_from_change(layout: Mapping[str, Any] | None) -> None:
        if layout is None:
            parts.window.show_workspace(studio.id)
        else:
            studio.open_text(written(layout) + "\n", Origin(OriginKind.FORM, studio.tr("Content blocks of a change")))

    joined = (
        studio.many_wanted.connect(put_on_many),
        studio.form_wanted.connect(take_to_form),
        extensions.cards.studio_wanted.connect(open_from_form),
        change.tools.studio_wanted.connect(open_from_change),
        *(source.layout_wanted.connect(studio.open_activity) for source in (made.activities, made.entities)),
    )
    studio.portal.follow(made.on_portal)

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


def _show_waiting(parts: Parts, activities: ActivitiesWorkspace) -> None:
    parts.window.show_workspace(activities.id)
    activities.pending.show()


def _show_todo(parts: Parts, entities: EntitiesWorkspace, todo: OpenTodo) -> None:
    parts.window.show_workspace(entities.id)
    entities.show_activity(todo.owner, todo.id)


def _reminders(parts: Parts, opened: OpenConnection, session: PortalSession, teller: PendingTeller) -> Reminders:
    def put(options: Options) -> None:
        parts.writes.start(parts.settings.put(REMINDERS, options), key="settings", quiet=True)

    return Reminders(
        parts.window,
        parts.commands,
        parts.look,
        parts.formats,
        source=CopySource(session.copy, by_application=opened.portal.is_application),
        told=RemindersTold(parts.database, opened.portal.address, session.me.id),
        portal_writes=SessionWrites(session),
        notifier=SystemNotifier(),
        me=session.me.id,
        clock=parts.clock,
        zone=parts.formats.zone.now,
        options=lambda: parts.settings[REMINDERS],
        quieted=parts.workdays.quiet,
        put_options=put,
        waits=teller.tell,
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


async def _session(parts: Parts, opened: OpenConnection, me: Person, copy: PortalCopy) -> PortalSession:
    def send_deletion(activity: Activity) -> None:
        parts.writes.start(session.delete(activity), key=f"activity {activity.id}")

    portal = opened.portal.address
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
            PageDrafts(parts.database, opened.connection.id),
        ),
        copy=copy,
        reader=_deadlines(parts.formats, parts.workdays.week),
        clock=parts.clock,
        failed=_telling(parts),
        send_deletion=send_deletion,
        begin=lambda work, key: parts.writes.start(work, key=key, quiet=True),  # its own line tells of it
        week_of=parts.workdays.asked,
    )
    await session.pending.load()
    return session


def _deadlines(formats: Formats, week: Callable[[], WorkWeek]) -> DeadlineReader:
    return DeadlineReader(formats.zone.now, day_first(formats.locale), week, deadline_words(formats.locale))


def _telling(parts: Parts) -> Callable[[str, Exception], None]:
    return lambda key, error: parts.errors.tell(failure(error, key, privacy.mask))
