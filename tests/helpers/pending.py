"""The pending edits of one person on a real portal and real files, without a window."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from daybook.bitrix import activities
from daybook.domain.cell_paste import Laid
from daybook.domain.cell_reading import CellReader, People
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Person
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.work.pending.edits import PendingEdits
from daybook.work.session import PortalSession
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

COLUMNS = (Field.TITLE, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE, Field.COMPLETED)
PEOPLE = (Person(1, "Ada Lovelace"), Person(2, "Grace Hopper"))


@dataclass
class Bench:
    """A session, its pending edits, and how a person makes them."""

    session: PortalSession
    pending: PendingEdits
    reader: CellReader

    async def read(self, ids: Sequence[int]) -> None:
        """Takes activities into the copy, as the sync does."""
        found = await activities.by_ids(self.session.portal, ids)
        await self.session.copy.put_activities(list(found.values()))

    async def paste(self, text: str, ids: Sequence[int], selected: tuple[int, int] = (1, 1)) -> Laid:
        """Pastes from the title column on."""
        return await self.pending.entry.paste(text, ids, COLUMNS, self.reader, selected)

    async def wish(self, activity_id: int, name: Field, value: Value) -> None:
        """Edits one cell that can be edited."""
        assert await self.pending.entry.edit([activity_id], name, value) == ()

    async def apply(self) -> None:
        """Sends everything that was looked at."""
        preview = self.pending.state.preview
        assert preview is not None
        await self.pending.apply(preview, [row.activity_id for row in preview.rows], "Changes in the table")


@asynccontextmanager
async def open_bench(webhook: str, home: Path, clock: Clock, read_timeout_s: float = 30) -> AsyncIterator[Bench]:
    """What one person has on one portal; what she edited stays in the folder `home`."""
    async with open_session(webhook, home, clock, read_timeout_s=read_timeout_s) as session:
        yield Bench(session, session.pending, CellReader(DeadlineReader(lambda: UTC), People(PEOPLE, session.me.id)))


def make_todo(portal: SandboxProcess, title: str = "Call Andrew", **more: object) -> int:
    """A to-do of deal 1 that another program made."""
    made = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2026-03-03T09:00:00+00:00", "title": title, **more}
    number: int = portal.call("crm.activity.todo.add", made)["id"]
    return number


def make_todos(portal: SandboxProcess, count: int, title: str = "Call") -> list[int]:
    """Many of them, called "Call 0" and so on."""
    made: list[int] = []
    for begin in range(0, count, 50):
        told = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2026-03-03T09:00:00+00:00"}
        commands = {
            f"c{n}": f"crm.activity.todo.add?{urlencode({**told, 'title': f'{title} {n}'})}"
            for n in range(begin, min(begin + 50, count))
        }
        made += [each["id"] for each in portal.call("batch", {"cmd": commands})["result"].values()]
    return made


def make_call(
    portal: SandboxProcess, subject: str = "Ring back", start: datetime = datetime(2026, 3, 3, 9, tzinfo=UTC)
) -> int:
    """A call to a contact, of an hour."""
    fields = {
        "OWNER_TYPE_ID": 2,
        "OWNER_ID": 1,
        "TYPE_ID": 2,
        "SUBJECT": subject,
        "START_TIME": start.isoformat(),
        "END_TIME": (start + timedelta(hours=1)).isoformat(),
        "RESPONSIBLE_ID": 1,
        "COMMUNICATIONS": [{"VALUE": "+4930123", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 2, "TYPE": "PHONE"}],
    }
    number: int = portal.call("crm.activity.add", {"fields": fields})
    return number
