"""What lies on this machine of a connection: all of it is named, can be kept in a file, and goes when it should."""

import json
import os
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio

from daybook import privacy
from daybook.bitrix.address import Access
from daybook.bitrix.portal import Portal, Renew
from daybook.domain.run import StepState
from daybook.store.compositions import Compositions
from daybook.store.connections import Connection, ConnectionBook, ConnectionKind, NoSuchConnection, new_id
from daybook.store.copy.copy import path_for
from daybook.store.database import Database
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.page_drafts import PageDrafts
from daybook.store.pending import PendingEditBook
from daybook.vault.errors import VaultLocked
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import StoredSecret
from daybook.work.connections import Connections
from daybook.work.exporting.leftovers_file import SECTIONS
from daybook.work.exporting.writing import ExportFailed
from daybook.work.forgetting import Forgetting
from daybook.work.leftovers import Leftovers, LeftoverShelf
from tests.helpers.clock import FakeClock
from tests.helpers.leftovers import COMPOSITION, DRAFT, EDIT, NOW, leave_copy, leave_everything, leave_run

PORTAL = "https://northwind.bitrix24.com"
SECRET = "q7Zx93kLmn0pQrSt"


def a_connection(name: str = "Northwind", **changes: Any) -> Connection:
    made = Connection(new_id(), name, PORTAL, 7, "Anna Berg", ConnectionKind.WEBHOOK, NOW)
    return replace(made, **changes)


@pytest_asyncio.fixture
async def journal(folders: Folders) -> AsyncIterator[Journal]:
    made = Journal(folders.journal)
    yield made
    await made.aclose()


@pytest.fixture
def shelf(
    book: ConnectionBook, memory: Database, journal: Journal, folders: Folders, fake_clock: FakeClock
) -> LeftoverShelf:
    return LeftoverShelf(book, memory, journal, folders.copies, fake_clock)


@dataclass(frozen=True)
class Files:
    """What lies on the disk."""

    memory: Database
    journal: Journal
    folders: Folders


@pytest.fixture
def files(memory: Database, journal: Journal, folders: Folders) -> Files:
    return Files(memory, journal, folders)


@pytest_asyncio.fixture
async def anna(book: ConnectionBook, files: Files) -> Connection:
    """A connection with everything that can be left behind."""
    made = a_connection()
    await book.add(made)
    await leave_everything(made, files.memory, files.journal, files.folders)
    return made


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


async def test_everything_is_named(shelf: LeftoverShelf, anna: Connection) -> None:
    left = await shelf.of(anna.id)

    assert {each.draft.title for each in left.drafts} == {"Call Andrew", "Visit Contoso"}
    assert [each.draft for each in left.compositions] == [COMPOSITION]
    assert [each.edit for each in left.pending] == [EDIT]
    assert [head.id for head in left.unfinished] == ["begun"]
    assert [head.id for head in left.undoable] == ["ended"]
    assert [view.name for view in left.views] == ["Late"]
    assert dict(left.definitions) == {"stamp": {"NAME": "Stamp it"}}
    assert left.copy_bytes > 10_000
    assert left.unsettled == 1
    assert left.is_worth_saving
    assert left.shared_with == ()


async def test_of_a_new_connection_there_is_nothing(shelf: LeftoverShelf, book: ConnectionBook) -> None:
    made = a_connection()
    await book.add(made)
    left = await shelf.of(made.id)
    assert left == Leftovers(made)
    assert not left.is_worth_saving


async def test_a_form_that_was_left_blank_is_no_loss(
    shelf: LeftoverShelf, book: ConnectionBook, memory: Database
) -> None:
    made = a_connection()
    await book.add(made)
    compositions = Compositions(memory, made.id)
    await compositions.put(replace(COMPOSITION, subject=""))
    assert (await shelf.of(made.id)).compositions == ()
    await compositions.put(replace(COMPOSITION, subject=""), NOW)  # it was sent: nobody knows what became of it
    assert (await shelf.of(made.id)).unsettled == 1


async def test_what_stands_half_done_on_pages_is_named_kept_and_goes_with_the_connection(
    shelf: LeftoverShelf, book: ConnectionBook, memory: Database, tmp_path: Path
) -> None:
    made = a_connection()
    await book.add(made)
    await PageDrafts(memory, made.id).put("details 7", {"fields": {"LOCATION": ["", "Room 2"]}, "note": None}, NOW)
    left = await shelf.of(made.id)
    assert [each.page for each in left.pages] == ["details 7"]
    assert left.is_worth_saving
    await shelf.save(left, tmp_path / "left.json")
    [page] = read(tmp_path / "left.json")["page_drafts"]
    assert (page["page"], page["fields"]) == ("details 7", {"LOCATION": ["", "Room 2"]})
    await book.remove(made.id)
    assert await PageDrafts(memory, made.id).all() == ()


async def test_only_the_same_person_on_the_same_portal_shares(
    shelf: LeftoverShelf, book: ConnectionBook, anna: Connection
) -> None:
    for other in (
        a_connection("Boris", user_id=8),
        a_connection("Elsewhere", portal="https://contoso.bitrix24.com"),
        a_connection("Anna, application", kind=ConnectionKind.APPLICATION),
    ):
        await book.add(other)
    left = await shelf.of(anna.id)
    assert left.shared_with == ("Anna, application",)


async def test_a_journal_that_cannot_be_read_keeps_nobody_from_forgetting(
    shelf: LeftoverShelf, anna: Connection, journal: Journal, folders: Folders
) -> None:
    await journal.aclose()
    folders.journal.write_bytes(b"no database at all" * 100)
    broken = Journal(folders.journal)
    shelf._journal = broken
    try:
        left = await shelf.of(anna.id)
    finally:
        await broken.aclose()
    assert left.journal_unread
    assert left.unfinished == left.undoable == ()
    assert len(left.drafts) == 2


async def test_the_file_holds_everything_and_is_the_owners_alone(
    shelf: LeftoverShelf, anna: Connection, tmp_path: Path
) -> None:
    path = tmp_path / "left.json"
    await shelf.save(await shelf.of(anna.id), path)

    found = read(path)
    assert list(found) == ["daybook_leftovers", "written", "connection", "shared_with", *SECTIONS]
    assert found["connection"]["name"] == "Northwind"
    changed = next(each for each in found["drafts"] if each.get("activity") == 5)
    assert changed["description"] == DRAFT.description
    assert changed["ping_minutes"] == [0, 15]
    assert changed["made_from"]["title"] == "Call"
    new = next(each for each in found["drafts"] if "new_for" in each)
    assert (new["new_for"], new["saved_by_run"], new["ping_minutes"]) == ({"type": 2, "id": 9}, "begun", None)
    assert [each["subject"] for each in found["compositions"]] == ["Your offer"]
    [edit] = found["pending_edits"]
    assert (edit["field"], edit["was"], edit["wished"]) == ("deadline", None, "2026-03-04T09:00:00+00:00")
    [begun] = found["unfinished_runs"]
    assert begun["rows"][0]["outcome"] == "unknown"
    [ended] = found["undoable_runs"]
    assert ended["rows"][0]["steps"][0]["before"] == {"title": "Old"}
    assert [each["name"] for each in found["views"]] == ["Late"]
    assert found["workflow_actions"] == [{"code": "stamp", "NAME": "Stamp it"}]
    assert [each.name for each in _in(tmp_path) if each.suffix == ".json"] == ["left.json"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_file_of_nothing_is_whole_all_the_same(
    shelf: LeftoverShelf, book: ConnectionBook, tmp_path: Path
) -> None:
    made = a_connection()
    await book.add(made)
    await shelf.save(await shelf.of(made.id), tmp_path / "left.json")
    assert all(read(tmp_path / "left.json")[name] == [] for name in SECTIONS)


async def test_no_secret_gets_into_the_file(
    shelf: LeftoverShelf, anna: Connection, memory: Database, tmp_path: Path
) -> None:
    address = f"{PORTAL}/rest/7/{SECRET}/"
    privacy.register(SECRET)
    try:
        typed = replace(DRAFT, title=f"Try {address}", description=f"the secret is {SECRET}\nauth=0123456789abcdef")
        await Drafts(memory).put(anna.id, 6, typed, None, NOW)
        await shelf.save(await shelf.of(anna.id), tmp_path / "left.json")
    finally:
        privacy.forget(SECRET)
    text = (tmp_path / "left.json").read_text()
    assert SECRET not in text
    assert "0123456789abcdef" not in text
    assert "Try https://northwind.bitrix24.com/rest/7/" in text
    assert len(read(tmp_path / "left.json")["drafts"]) == 3


async def test_a_file_that_cannot_be_written_leaves_the_older_one(
    shelf: LeftoverShelf, anna: Connection, tmp_path: Path, folders: Folders
) -> None:
    with pytest.raises(ExportFailed) as caught:
        await shelf.save(await shelf.of(anna.id), tmp_path / "nowhere" / "left.json")
    assert caught.value.reason == "nowhere"


class Opened:
    """Stands for the client; nothing here goes over the wire."""

    async def __call__(
        self,
        access: Access,
        rate_per_s: float | None = None,
        burst: int | None = None,
        *,
        renew: Renew | None = None,
    ) -> Portal:
        return cast("Portal", object())


class Desk:
    """The work of a connection that writes a last draft down when it is left, as the editor does."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.left: list[str] = []

    async def leave(self, connection_id: str) -> None:
        """Ends the work."""
        await self._drafts.put(connection_id, 77, DRAFT, None, NOW)
        self.left.append(connection_id)


@pytest_asyncio.fixture
async def connections(book: ConnectionBook, fake_clock: FakeClock) -> Connections:
    return Connections(book, MemoryVault(), Opened(), fake_clock)


async def test_what_only_this_connection_could_reach_goes_with_it(
    connections: Connections, shelf: LeftoverShelf, anna: Connection, files: Files
) -> None:
    desk = Desk(Drafts(files.memory))
    connections.leaving.append(desk.leave)
    await connections.start()
    await connections.mend(anna.id, StoredSecret.webhook(SECRET), remember=False)

    await Forgetting(connections, shelf).forget(anna.id)

    assert desk.left == [anna.id]
    assert await Drafts(files.memory).all(anna.id) == ()
    assert await Compositions(files.memory, anna.id).all() == ()
    assert await PendingEditBook(files.memory, PORTAL, 7).count() == 0
    assert not list(_in(files.folders.copies))
    assert [head.id for head in await files.journal.unfinished(PORTAL, 7)] == ["begun"]
    assert [head.id for head in await files.journal.undoable(PORTAL, 7)] == ["ended"]
    with pytest.raises(NoSuchConnection):
        await shelf.of(anna.id)


async def test_what_another_connection_of_the_person_needs_stays(
    connections: Connections, shelf: LeftoverShelf, anna: Connection, book: ConnectionBook, files: Files
) -> None:
    other = a_connection("Anna, application")
    await book.add(other)
    await Drafts(files.memory).put(other.id, 5, DRAFT, None, NOW)
    await connections.start()

    await Forgetting(connections, shelf).forget(anna.id)

    left = await shelf.of(other.id)
    assert [each.subject for each in left.drafts] == [5]
    assert [each.edit for each in left.pending] == [EDIT]
    assert [head.id for head in left.unfinished] == ["begun"]
    assert path_for(files.folders.copies, PORTAL, 7).exists()


async def test_of_another_person_nothing_goes(
    connections: Connections, shelf: LeftoverShelf, anna: Connection, book: ConnectionBook, files: Files
) -> None:
    boris = a_connection("Boris", user_id=8)
    await book.add(boris)
    await PendingEditBook(files.memory, PORTAL, 8).change([EDIT], [])
    await leave_run(boris, files.journal, "his", "Ring Clara", StepState.SENT)
    await leave_copy(boris, files.folders)
    await connections.start()

    await Forgetting(connections, shelf).forget(anna.id)

    left = await shelf.of(boris.id)
    assert (len(left.pending), len(left.unfinished)) == (1, 1)
    assert left.copy_bytes > 10_000


async def test_a_keyring_that_keeps_the_secret_keeps_everything(
    book: ConnectionBook, shelf: LeftoverShelf, anna: Connection, fake_clock: FakeClock, folders: Folders
) -> None:
    class Locked(MemoryVault):
        async def forget(self, connection_id: str) -> None:
            raise VaultLocked

    connections = Connections(book, Locked(), Opened(), fake_clock, memory=MemoryVault())
    await connections.start()
    forgetting = Forgetting(connections, shelf)

    with pytest.raises(VaultLocked):
        await forgetting.forget(anna.id)
    assert len((await shelf.of(anna.id)).drafts) == 2
    assert path_for(folders.copies, PORTAL, 7).exists()

    await forgetting.forget(anna.id, leave_secret=True)
    assert connections.all == ()
    await forgetting.forget(anna.id)  # once more is no error


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir())
