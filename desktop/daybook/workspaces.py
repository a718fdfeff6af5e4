"""Which workspaces one open connection has. The one place to plug another one in."""

from collections.abc import Sequence
from dataclasses import dataclass

from daybook.domain.clock import Clock
from daybook.domain.entities import Person
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.settings import Settings
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.workspace import Workspace
from daybook.work.connections import OpenConnection


@dataclass(frozen=True, slots=True)
class Parts:
    """What lives as long as the window, and every workspace may use."""

    look: Look
    formats: Formats
    clock: Clock
    folders: Folders
    database: Database
    settings: Settings
    jobs: Jobs
    writes: Writes
    quiet: QuietLine
    errors: ErrorBar


async def build(parts: Parts, opened: OpenConnection, me: Person) -> Sequence[Workspace]:  # noqa: ARG001
    """The workspaces of a connection, in the order of the rail. Each one's `aclose` ends what was begun for it."""
    return ()
