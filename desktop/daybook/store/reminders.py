"""What reminders were told, so that each is told once: also after a restart, a crash, a second start."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from daybook.domain.reminders import Kept, Key
from daybook.store.database import Database
from daybook.store.moments import from_text, to_text

FORGET_AFTER: Final = timedelta(days=60)
"""Longer than `domain.reminders.OLDEST`: what is forgotten here is no news for the planner either."""

_TELL: Final = """
    INSERT INTO reminders_told (portal, user_id, activity_id, deadline, minutes_before, waiting)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET waiting = excluded.waiting, again = NULL
"""
_WHERE: Final = "portal = ? AND user_id = ? AND activity_id = ? AND deadline = ? AND minutes_before = ?"
_DONE: Final = f"SELECT 1 FROM reminders_told WHERE {_WHERE} AND again IS NULL"
_LONGEST: Final = """
    SELECT max(each.value) AS minutes FROM known_todos, json_each(known_todos.pings) AS each WHERE portal = ?
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything up to `until` was told; reminding was switched on at `begun`."""

    begun: datetime
    until: datetime


class RemindersTold:
    """Those of one portal (scheme://host) and user. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database, portal: str, user_id: int) -> None:
        self._database = database
        self._whose = (portal, user_id)

    async def begin(self, now: datetime, *, anew: bool) -> Told:
        """How far was told, on the first call or `anew` nothing before `now`. Forgets what is very old."""

        def work(db: sqlite3.Connection) -> Told:
            if anew:
                db.execute("DELETE FROM reminding WHERE portal = ? AND user_id = ?", self._whose)
            insert = "INSERT OR IGNORE INTO reminding (portal, user_id, begun, told_until) VALUES (?, ?, ?, ?)"
            db.execute(insert, (*self._whose, to_text(now), to_text(now)))
            old = "DELETE FROM reminders_told WHERE portal = ? AND user_id = ? AND deadline < ? AND again IS NULL"
            db.execute(old, (*self._whose, to_text(now - FORGET_AFTER)))
            row = db.execute("SELECT * FROM reminding WHERE portal = ? AND user_id = ?", self._whose).fetchone()
            return Told(from_text(row["begun"]), from_text(row["told_until"]))

        return await self._database.run(work)

    async def kept(self) -> Kept:
        """Everything that was told and is not forgotten."""

        def work(db: sqlite3.Connection) -> Kept:
            found = db.execute("SELECT * FROM reminders_told WHERE portal = ? AND user_id = ?", self._whose).fetchall()
            keys = {_key(row): row for row in found}
            return Kept(
                told=frozenset(keys),
                waiting=frozenset(key for key, row in keys.items() if row["waiting"]),
                again={key: from_text(row["again"]) for key, row in keys.items() if row["again"] is not None},
            )

        return await self._database.run(work)

    async def longest(self) -> timedelta:
        """How long before its deadline the earliest known reminder of any to-do of this portal comes."""

        def work(db: sqlite3.Connection) -> timedelta:
            row = db.execute(_LONGEST, self._whose[:1]).fetchone()
            return timedelta(minutes=row["minutes"] or 0)

        return await self._database.run(work)

    async def tell(self, keys: Iterable[Key], waiting: Iterable[Key], until: datetime) -> frozenset[Key]:
        """These count as told, and so does all before `until`; those in `waiting` wait until somebody does something.

        Returns the keys that nobody told before: a second Daybook may have been quicker.
        """
        asked, open_keys = tuple(keys), frozenset(waiting)

        def work(db: sqlite3.Connection) -> frozenset[Key]:
            mine = frozenset(key for key in asked if not db.execute(_DONE, (*self._whose, *_values(key))).fetchone())
            db.executemany(_TELL, [(*self._whose, *_values(key), key in open_keys) for key in mine])
            update = "UPDATE reminding SET told_until = ? WHERE portal = ? AND user_id = ?"
            db.execute(update, (to_text(until), *self._whose))
            return mine

        return await self._database.run(work)

    async def settle(self, keys: Iterable[Key]) -> None:
        """Somebody did something about these: they wait no longer and don't come again."""
        await self._update("waiting = 0, again = NULL", keys)

    async def snooze(self, keys: Iterable[Key], again: datetime) -> None:
        """These wait no longer and come once more at that moment."""
        await self._update("waiting = 0, again = ?", keys, to_text(again))

    async def _update(self, change: str, keys: Iterable[Key], *values: str) -> None:
        rows = [(*values, *self._whose, *_values(key)) for key in keys]
        sql = f"UPDATE reminders_told SET {change} WHERE {_WHERE}"

        def work(db: sqlite3.Connection) -> None:
            db.executemany(sql, rows)

        await self._database.run(work)


def _values(key: Key) -> tuple[int, str, int]:
    return key.activity_id, to_text(key.deadline), key.offset


def _key(row: sqlite3.Row) -> Key:
    return Key(row["activity_id"], from_text(row["deadline"]), row["minutes_before"])
