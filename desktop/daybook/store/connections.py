"""The portals this machine is connected to, and as whom. The secrets are in the vault, under the same ids."""

import sqlite3
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from daybook.store.database import Database
from daybook.store.moments import from_text, to_text

USUAL_RATE_PER_S: Final = 2.0
USUAL_BURST: Final = 50
ENTERPRISE_RATE_PER_S: Final = 5.0
ENTERPRISE_BURST: Final = 250
"""Requests a second after a burst: "Limits" of the REST documentation. A portal does not tell which plan it has."""


class ConnectionKind(StrEnum):
    """How a connection is allowed in."""

    WEBHOOK = "webhook"
    APPLICATION = "application"


class NameTaken(ValueError):
    """Another connection is called so, capitals aside; commands name connections by name."""


class NoSuchConnection(LookupError):
    """The connection was forgotten meanwhile."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One way into one portal. `id` is fixed; `name` is only shown, so renaming touches no secret.

    `portal` is scheme://host without a secret. `rate_per_s` and `burst` are the portal's limits on requests.
    """

    id: str
    name: str
    portal: str
    user_id: int
    user_name: str
    kind: ConnectionKind
    created: datetime
    rate_per_s: float = USUAL_RATE_PER_S
    burst: int = USUAL_BURST
    last_used: datetime | None = None
    remembered: bool = True
    """The secret is in the system's keyring; False: it is given anew each time Daybook starts."""


def new_id() -> str:
    """A connection id: 32 hex digits that say nothing about the portal."""
    return uuid.uuid4().hex


class ConnectionBook:
    """All connections. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, connection: Connection) -> None:
        """Writes a new connection down. Raises NameTaken."""
        row = (
            connection.id,
            connection.name,
            connection.portal,
            connection.user_id,
            connection.user_name,
            connection.kind,
            connection.remembered,
            connection.rate_per_s,
            connection.burst,
            to_text(connection.created),
            connection.last_used and to_text(connection.last_used),
        )

        def work(db: sqlite3.Connection) -> None:
            _refuse_taken(db, connection.name, connection.id)
            db.execute(
                "INSERT INTO connections (id, name, portal, user_id, user_name, kind, remembered, rate_per_s, burst,"
                " created, last_used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

        await self._database.run(work)

    async def all(self) -> tuple[Connection, ...]:
        """Every connection, by name."""

        def work(db: sqlite3.Connection) -> tuple[Connection, ...]:
            return tuple(_connection(row) for row in db.execute("SELECT * FROM connections ORDER BY name"))

        return await self._database.run(work)

    async def get(self, connection_id: str) -> Connection:
        """One connection. Raises NoSuchConnection."""

        def work(db: sqlite3.Connection) -> Connection:
            row = db.execute("SELECT * FROM connections WHERE id = ?", (connection_id,)).fetchone()
            if row is None:
                raise NoSuchConnection(connection_id)
            return _connection(row)

        return await self._database.run(work)

    async def rename(self, connection_id: str, name: str) -> None:
        """Shows a connection under another name. Raises NameTaken, NoSuchConnection."""

        def work(db: sqlite3.Connection) -> None:
            _refuse_taken(db, name, connection_id)
            _touch_one(db, "UPDATE connections SET name = ? WHERE id = ?", (name, connection_id))

        await self._database.run(work)

    async def set_limits(self, connection_id: str, rate_per_s: float, burst: int) -> None:
        """What the portal's plan allows. Raises NoSuchConnection."""
        change = "UPDATE connections SET rate_per_s = ?, burst = ? WHERE id = ?"
        await self._database.run(lambda db: _touch_one(db, change, (rate_per_s, burst, connection_id)))

    async def set_remembered(self, connection_id: str, remembered: bool) -> None:
        """Whether the secret is in the system's keyring. Raises NoSuchConnection."""
        change = "UPDATE connections SET remembered = ? WHERE id = ?"
        await self._database.run(lambda db: _touch_one(db, change, (remembered, connection_id)))

    async def touch(self, connection_id: str, used: datetime) -> None:
        """The connection was opened at this moment. Raises NoSuchConnection."""
        change = "UPDATE connections SET last_used = ? WHERE id = ?"
        await self._database.run(lambda db: _touch_one(db, change, (to_text(used), connection_id)))

    async def set_current(self, connection_id: str) -> None:
        """The connection to open at the next start. Raises NoSuchConnection."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("UPDATE connections SET is_current = 0 WHERE is_current = 1")
            _touch_one(db, "UPDATE connections SET is_current = 1 WHERE id = ?", (connection_id,))

        await self._database.run(work)

    async def current_id(self) -> str | None:
        """The connection that was chosen last; None when none was or it is gone."""

        def work(db: sqlite3.Connection) -> str | None:
            row = db.execute("SELECT id FROM connections WHERE is_current = 1").fetchone()
            return None if row is None else str(row["id"])

        return await self._database.run(work)

    async def remove(self, connection_id: str) -> None:
        """Strikes a connection and its drafts out; what is not there is no error. The journal stays.

        What belongs to the person on the portal (pending edits, which reminders were told) goes with the last
        connection of that person to it.
        """

        def work(db: sqlite3.Connection) -> None:
            row = db.execute("SELECT portal, user_id FROM connections WHERE id = ?", (connection_id,)).fetchone()
            db.execute("DELETE FROM connections WHERE id = ?", (connection_id,))
            if row is not None:
                _drop_unreachable(db, row["portal"], row["user_id"])
            for table in ("drafts", "compositions", "page_drafts"):
                db.execute(f"DELETE FROM {table} WHERE connection_id = ?", (connection_id,))

        await self._database.run(work)


def _drop_unreachable(db: sqlite3.Connection, portal: str, user_id: int) -> None:
    """Reminders that were told long ago would come back as news, and pending edits would surprise, years later."""
    whose = (portal, user_id)
    if db.execute("SELECT 1 FROM connections WHERE portal = ? AND user_id = ?", whose).fetchone() is None:
        for table in ("pending_edits", "reminding", "reminders_told"):
            db.execute(f"DELETE FROM {table} WHERE portal = ? AND user_id = ?", whose)


def _refuse_taken(db: sqlite3.Connection, name: str, connection_id: str) -> None:
    taken = db.execute("SELECT 1 FROM connections WHERE name = ? AND id != ?", (name, connection_id)).fetchone()
    if taken is not None:
        raise NameTaken(name)


def _touch_one(db: sqlite3.Connection, change: str, values: tuple[object, ...]) -> None:
    if db.execute(change, values).rowcount == 0:
        raise NoSuchConnection(str(values[-1]))


def _connection(row: sqlite3.Row) -> Connection:
    return Connection(
        id=row["id"],
        name=row["name"],
        portal=row["portal"],
        user_id=row["user_id"],
        user_name=row["user_name"],
        kind=ConnectionKind(row["kind"]),
        created=from_text(row["created"]),
        rate_per_s=row["rate_per_s"],
        burst=row["burst"],
        last_used=row["last_used"] and from_text(row["last_used"]),
        remembered=bool(row["remembered"]),
    )
