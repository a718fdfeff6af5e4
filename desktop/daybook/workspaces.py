"""Which workspaces one open connection has. The one place to plug another one in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from daybook import privacy
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Person
from daybook.store.compositions import Compositions
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.database import Database
from daybook.store.definitions import Definitions
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.pending import PendingEditBook
from daybook.store.pings import KnownTodos
from daybook.store.settings import WINDOW_PARTS, Settings
from daybook.ui.console.workspace import ConsoleWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.typed_deadline import day_first
from daybook.ui.kit.wording import failure
from daybook.ui.kit.writes import Writes
from daybook.ui.kit.zone import system_zone
from daybook.ui.status_line import StatusLine
from daybook.ui.sync_line import SyncLine
from daybook.ui.workspace import Workspace
from daybook.work.connections import OpenConnection
from daybook.work.console import Console
from daybook.work.extensions import Extensions
from daybook.work.session import Memory, PortalSession


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
    jobs: Jobs
    writes: Writes
    quiet: QuietLine
    errors: ErrorBar
    status: StatusLine
    to_connections: Callable[[], object]
    """Shows where an application is connected."""


class Work:
    """The workspaces of one connection, in the order of the rail, and what they stand on."""

    def __init__(self, workspaces: Sequence[Workspace], session: PortalSession, sync: SyncLine) -> None:
        self.workspaces = tuple(workspaces)
        self._session = session
        self._sync = sync

    async def aclose(self) -> None:
        """Ends the sync, then each workspace with what was begun for it, and last what they stand on."""
        await self._sync.aclose()
        for workspace in self.workspaces:
            await workspace.aclose()
        await self._session.aclose()


async def build(parts: Parts, opened: OpenConnection, me: Person) -> Work:
    """Everything for work with a connection. Raises StoreUnusable when its copy can't be opened."""
    session = await _session(parts, opened, me)
    entities = EntitiesWorkspace(
        parts.look, parts.formats, session, jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet
    )
    entities.panes.restore(parts.settings[WINDOW_PARTS])
    entities.panes.wished.connect(
        lambda wishes: parts.writes.start(parts.settings.put(WINDOW_PARTS, wishes), key="settings")
    )
    extensions = ExtensionsWorkspace(_extensions(parts, opened, session))
    extensions.connect_wanted.connect(parts.to_connections)
    console = ConsoleWorkspace(
        parts.look, parts.formats, Console(opened.portal), jobs=parts.jobs, writes=parts.writes, quiet=parts.quiet
    )
    sync = SyncLine(session.sync, parts.status, parts.formats, _telling(parts))
    sync.start()
    return Work((entities, extensions, console), session, sync)


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
        ),
        copy=copy,
        reader=DeadlineReader(system_zone(), day_first=day_first(parts.formats.locale)),
        clock=parts.clock,
        failed=_telling(parts),
        send_deletion=send_deletion,
    )
    await session.pending.load()
    return session


def _telling(parts: Parts) -> Callable[[str, Exception], None]:
    return lambda key, error: parts.errors.tell(failure(error, key, privacy.mask))
