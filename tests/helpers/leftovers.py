"""What a person leaves behind, on real files."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from daybook.domain.composition import Composition, CompositionKind, Contacted
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field, Row, RunHead, RunKind, Step, StepState
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from daybook.domain.view import View
from daybook.store.compositions import Compositions
from daybook.store.connections import Connection
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.database import Database
from daybook.store.definitions import Definitions
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.pending import PendingEditBook
from daybook.store.views import Views

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DRAFT = TodoDraft(
    title="Call Andrew",
    description="half an emoji \ud83d, «quotes» and\nlines",
    deadline=NOW + timedelta(days=1),
    color=TodoColor.ORANGE,
    responsible_id=7,
    pings=PingOffsets((0, 15)),
)
COMPOSITION = Composition(
    CompositionKind.EMAIL,
    EntityRef(DEAL, 9),
    subject="Your offer",
    contacted=(Contacted("anna@example.com", EntityRef(CONTACT, 3)),),
    start=NOW,
)
EDIT = PendingEdit(5, Field.DEADLINE, None, NOW + timedelta(days=2), NOW, "Send the contract")
STEP = Step(0, "crm.activity.update", {"id": 5, "fields": {"SUBJECT": "New"}}, {"title": "Old"}, {"title": "New"})


async def leave_everything(connection: Connection, memory: Database, journal: Journal, folders: Folders) -> None:
    """A draft, another whose save is unknown, an e-mail, a pending edit, two runs, a view, a definition and a copy."""
    drafts = Drafts(memory)
    await drafts.put(connection.id, 5, DRAFT, replace(DRAFT, title="Call"), NOW)
    new = EntityRef(DEAL, 9)
    await drafts.put(connection.id, new, replace(DRAFT, title="Visit Contoso", pings=None), None, NOW)
    await drafts.saving(connection.id, new, "begun")
    await Compositions(memory, connection.id).put(COMPOSITION)
    await PendingEditBook(memory, connection.portal, connection.user_id).change([EDIT], [])
    await leave_run(connection, journal, "begun", "Visit Contoso", StepState.SENT)
    await leave_run(connection, journal, "ended", "Call Andrew", StepState.DONE)
    await journal.finish("ended")
    await Views(memory, connection.portal).put(View("Late", "is:overdue"))
    await Definitions(memory).keep(connection.portal, "stamp", {"NAME": "Stamp it"})
    await leave_copy(connection, folders)


async def leave_run(connection: Connection, journal: Journal, run_id: str, title: str, state: StepState) -> None:
    """A run of one row, begun and not ended."""
    head = RunHead(run_id, connection.id, connection.portal, connection.user_id, RunKind.EDIT, title, NOW)
    await journal.create(head, [Row(0, 5, EntityRef(DEAL, 9), title, (replace(STEP, state=state),))])


async def leave_copy(connection: Connection, folders: Folders) -> None:
    """A copy of the portal with nothing in it."""
    path = path_for(folders.copies, connection.portal, connection.user_id)
    await (await PortalCopy.open(path, portal=connection.portal)).aclose()
