"""Events that wait for an application without an address, `event.offline.*`: a table, no history.

https://apidocs.bitrix24.com/api-reference/events/offline-events.html. One record for each event and object: a second
change moves the time of the one that waits. A record that is being worked on (`PROCESS_ID`) waits no more, so a change
meanwhile makes a new one. Failed records wait again, marked; they are handed out to who asks for them.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daybook.sandbox import access, records
from daybook.sandbox.clock import Clock
from daybook.sandbox.filters import Column, Condition
from daybook.sandbox.tables.field import Kind

RESERVED_S = 30 * 86_400
COLUMNS: Mapping[str, Column] = {
    "ID": Column("ID", Kind.INT),
    "TIMESTAMP_X": Column("TIMESTAMP_X", Kind.TIME),
    "EVENT_NAME": Column("EVENT_NAME", Kind.TEXT),
    "MESSAGE_ID": Column("MESSAGE_ID", Kind.TEXT),
}
LIST_COLUMNS = {**COLUMNS, "PROCESS_ID": Column("PROCESS_ID", Kind.TEXT), "ERROR": Column("ERROR", Kind.INT)}


@dataclass(frozen=True)
class Queue:
    """The queue of one application, or of one source key (`auth_connector`) of it."""

    db: sqlite3.Connection
    application: str
    connector: str

    def where(self) -> Condition:
        """The condition that a record is of this queue."""
        return Condition("application = ? AND connector = ?", [self.application, self.connector])

    def reserve(self, wanted: Condition, order: str, limit: int, *, failed: bool, now_s: int) -> str:
        """Marks waiting records as being worked on; returns the mark. With `failed` those that failed as well.

        What was marked thirty days ago is forgotten.
        """
        self.db.execute("DELETE FROM offline_event WHERE PROCESS_ID <> '' AND TIMESTAMP_X < ?", (now_s - RESERVED_S,))
        process = access.new_secret(32)
        mine = self.where()
        mine.add("PROCESS_ID = ''")
        if not failed:
            mine.add("ERROR = 0")
        mine.add(wanted.sql, *wanted.arguments)
        self.db.execute(
            f"UPDATE offline_event SET PROCESS_ID = ? WHERE ID IN"  # noqa: S608 - our own columns, bound values
            f" (SELECT ID FROM offline_event WHERE {mine.sql} ORDER BY {order} LIMIT ?)",
            (process, *mine.arguments, limit),
        )
        return process

    def reserved(self, process: str, order: str, limit: int) -> list[sqlite3.Row]:
        """The records under a mark."""
        mine = self.where()
        mine.add("PROCESS_ID = ?", process)
        return self.db.execute(
            f"SELECT * FROM offline_event WHERE {mine.sql} ORDER BY {order} LIMIT ?",  # noqa: S608 - as above
            (*mine.arguments, limit),
        ).fetchall()

    def clear(self, process: str, column: str = "", among: Sequence[object] = ()) -> None:
        """Removes the records under a mark; with a column only those with one of its values."""
        mine = self.where()
        mine.add("PROCESS_ID = ?", process)
        if column:
            mine.add(f"{column} IN ({', '.join('?' * len(among))})", *among)
        self.db.execute(f"DELETE FROM offline_event WHERE {mine.sql}", mine.arguments)  # noqa: S608 - as above

    def fail(self, process: str, message_ids: Sequence[str]) -> None:
        """Puts records back, marked as failed; what happened again meanwhile goes with them."""
        for message in message_ids:
            mine = (message, self.application, self.connector)
            where = "MESSAGE_ID = ? AND application = ? AND connector = ?"
            known = self.db.execute(f"SELECT 1 FROM offline_event WHERE {where} AND PROCESS_ID = ?", (*mine, process))  # noqa: S608 - as above
            if known.fetchone():
                self.db.execute(f"DELETE FROM offline_event WHERE {where} AND PROCESS_ID = ''", mine)  # noqa: S608 - as above
                self.db.execute(
                    f"UPDATE offline_event SET ERROR = 1, PROCESS_ID = '' WHERE {where} AND PROCESS_ID = ?",  # noqa: S608 - as above
                    (*mine, process),
                )


def put(
    db: sqlite3.Connection, listener: sqlite3.Row, *, name: str, data: Mapping[str, object], user_id: int, now_s: int
) -> None:
    """Lets an event wait; one that waits already is moved to now."""
    text = json.dumps(data)
    row = {
        "application": listener["client_id"],
        "connector": listener["connector"],
        "TIMESTAMP_X": now_s,
        "EVENT_NAME": name,
        "EVENT_DATA": text,
        "EVENT_ADDITIONAL": json.dumps({"user_id": user_id}),
        "MESSAGE_ID": hashlib.blake2b(f"{name}|{text}".encode(), digest_size=16).hexdigest(),
    }
    waiting = db.execute(
        "UPDATE offline_event SET TIMESTAMP_X = ?, EVENT_ADDITIONAL = ?"
        " WHERE MESSAGE_ID = ? AND application = ? AND connector = ? AND PROCESS_ID = ''",
        (now_s, row["EVENT_ADDITIONAL"], row["MESSAGE_ID"], row["application"], row["connector"]),
    )
    if not waiting.rowcount:
        records.insert(db, "offline_event", row)


def answer(row: sqlite3.Row, clock: Clock) -> dict[str, object]:
    """A record as event.offline.get prints it: numbers are text."""
    return {
        "ID": str(row["ID"]),
        "TIMESTAMP_X": clock.iso(row["TIMESTAMP_X"]),
        "EVENT_NAME": row["EVENT_NAME"],
        "EVENT_DATA": json.loads(row["EVENT_DATA"]),
        "EVENT_ADDITIONAL": json.loads(row["EVENT_ADDITIONAL"]),
        "MESSAGE_ID": row["MESSAGE_ID"],
    }
