"""Saved views, in the order in which a person arranged them: one of each name a portal, capitals aside."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from daybook.domain.view import View
from daybook.domain.view_file import read_view, write_view
from daybook.store.database import Database
from daybook.store.statements import statement

_PUT: Final = (
    "INSERT INTO saved_views (portal, name_key, place, file)"
    " VALUES (?1, ?2, (SELECT coalesce(max(place), 0) + 1 FROM saved_views WHERE portal = ?1), ?3)"
    " ON CONFLICT DO UPDATE SET file = excluded.file"
)


class ViewNameTaken(ValueError):
    """Another view is called so, capitals aside."""


class NoSuchView(LookupError):
    """The view was deleted or renamed meanwhile."""


class Views:
    """The views of one portal. Every method raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database, portal: str) -> None:
        self._database = database
        self._portal = portal

    async def all(self) -> tuple[View, ...]:
        """Every view, in its order. One that can't be read any more stays on disk and is left out."""
        select = "SELECT file FROM saved_views WHERE portal = ? ORDER BY place, name_key"

        def work(db: sqlite3.Connection) -> tuple[View, ...]:
            found = (_view(row["file"]) for row in db.execute(select, (self._portal,)))
            return tuple(view for view in found if view is not None)

        return await self._database.run(work)

    async def put(self, view: View) -> None:
        """Keeps a view in the place of the one with its name; a new one comes last.

        Raises ValueError for a filter that nobody could read later.
        """
        file = _file(view)
        await self._database.run(statement(_PUT, (self._portal, _key(view.name), file)))

    async def rename(self, name: str, new_name: str) -> None:
        """Gives a view another name; it stays where it stands. Raises NoSuchView, ViewNameTaken.

        Raises ValueError for a name that no view can have.
        """
        update = "UPDATE saved_views SET name_key = ?, file = ? WHERE portal = ? AND name_key = ?"

        def work(db: sqlite3.Connection) -> None:
            old, new = _key(name), _key(new_name)
            view = _view(self._found(db, old)["file"])
            if view is None:
                raise NoSuchView(name)
            if new != old and self._row(db, new) is not None:
                raise ViewNameTaken(new_name)
            db.execute(update, (new, _file(replace(view, name=new_name)), self._portal, old))

        await self._database.run(work)

    async def delete(self, name: str) -> None:
        """Throws a view away; one that is not there is no error."""
        delete = "DELETE FROM saved_views WHERE portal = ? AND name_key = ?"
        await self._database.run(statement(delete, (self._portal, _key(name))))

    async def arrange(self, names: Sequence[str]) -> None:
        """Brings the views into this order. Those that are not named come behind, as they stood."""
        update = "UPDATE saved_views SET place = ? WHERE portal = ? AND name_key = ?"
        select = "SELECT name_key FROM saved_views WHERE portal = ? ORDER BY place, name_key"

        def work(db: sqlite3.Connection) -> None:
            present = [row["name_key"] for row in db.execute(select, (self._portal,))]
            wanted = [key for key in map(_key, names) if key in present]
            order = dict.fromkeys([*wanted, *present])
            db.executemany(update, [(place, self._portal, key) for place, key in enumerate(order, start=1)])

        await self._database.run(work)

    def _found(self, db: sqlite3.Connection, key: str) -> sqlite3.Row:
        row = self._row(db, key)
        if row is None:
            raise NoSuchView(key)
        return row

    def _row(self, db: sqlite3.Connection, key: str) -> sqlite3.Row | None:
        select = "SELECT file FROM saved_views WHERE portal = ? AND name_key = ?"
        row: sqlite3.Row | None = db.execute(select, (self._portal, key)).fetchone()
        return row


def _key(name: str) -> str:
    """The name without capitals. Half a surrogate pair is no UTF-8; escaped it survives."""
    return " ".join(name.casefold().split()).encode("utf-8", "backslashreplace").decode()


def _file(view: View) -> str:
    file = write_view(view)
    if read_view(file, usual_name=view.name).view is None:
        raise ValueError("a view whose filter cannot be read")
    return file.decode()


def _view(file: str) -> View | None:
    return read_view(file.encode(), usual_name="?").view
