"""The journal: what was to be written, what was sent, and what became of it. A file of its own, on disk at each step.

A step is `sent` here before its request leaves; whatever happens after that, the next start finds it and asks the
portal what became of it. Nothing here is ever a secret: parameters are written as they go over the wire, without
`auth`.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from daybook.domain.entities import EntityRef
from daybook.domain.run import Row, RowOutcome, RunHead, RunKind, Settlement, Step, StepState
from daybook.store.database import Database
from daybook.store.lock import FileLock
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement

LEASE: Final = timedelta(seconds=10)
"""How long a run is kept to a process that says nothing more: so long the next start waits after a crash."""

_MIGRATIONS = (
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, connection_id TEXT NOT NULL, portal TEXT NOT NULL, user_id INTEGER NOT NULL,
        kind TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL, undo_of TEXT NOT NULL DEFAULT '',
        finished INTEGER NOT NULL DEFAULT 0, lease_owner TEXT, lease_until TEXT
    ) STRICT;
    CREATE INDEX runs_open ON runs (portal, user_id, finished, created);
    CREATE TABLE rows (
        run_id TEXT NOT NULL REFERENCES runs (id), number INTEGER NOT NULL, activity_id INTEGER,
        owner_type INTEGER NOT NULL, owner_id INTEGER NOT NULL, label TEXT NOT NULL,
        skipped TEXT NOT NULL DEFAULT '', conflict TEXT NOT NULL DEFAULT '{}', undone_by TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (run_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE steps (
        run_id TEXT NOT NULL, row_number INTEGER NOT NULL, step_order INTEGER NOT NULL, method TEXT NOT NULL,
        params TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, state TEXT NOT NULL, settlement TEXT,
        sent_at TEXT, server_sent_at TEXT, batch TEXT NOT NULL DEFAULT '', error_code TEXT,
        error_text TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT 'null',
        PRIMARY KEY (run_id, row_number, step_order),
        FOREIGN KEY (run_id, row_number) REFERENCES rows (run_id, number)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE runs ADD COLUMN ended TEXT;
    ALTER TABLE runs ADD COLUMN recipe TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN many INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX steps_open ON steps (run_id, state);
    """,
)

_REVERSIBLE: Final = """
    WITH done AS MATERIALIZED (
        SELECT s.step_order, s.before, after.key, after.value
        FROM steps AS s, json_each(s.after) AS after
        WHERE s.run_id = rows.run_id AND s.row_number = rows.number AND s.state = 'done'
    )
    SELECT CASE WHEN EXISTS (SELECT 1 FROM done WHERE key = 'existence')
        THEN (SELECT max(value) FROM done WHERE key = 'existence')
        ELSE EXISTS (
            SELECT 1 FROM done WHERE key = 'binding' OR EXISTS (
                SELECT 1 FROM json_each(done.before) AS before
                WHERE before.key = done.key AND (before.type != 'null' OR before.key = 'parent')
            )
        )
    END
"""
"""Whether a row can be taken back, by the rules of `bulk.undo.is_possible`: a test holds the two together."""

_BY_ROW: Final = """
    WITH by_row AS (
        SELECT rows.number, rows.skipped, rows.undone_by, rows.conflict,
            count(steps.step_order) AS every,
            total(steps.state IN ('unknown', 'sent')) AS open,
            total(steps.state = 'done') AS done,
            total(steps.state = 'refused') AS refused,
            total(steps.state = 'cancelled') AS cancelled
        FROM rows LEFT JOIN steps ON steps.run_id = rows.run_id AND steps.row_number = rows.number
        WHERE rows.run_id = ? GROUP BY rows.number
    )
    SELECT CASE
        WHEN skipped != '' THEN 'skipped'
        WHEN undone_by != '' THEN 'undone'
        WHEN open > 0 THEN 'unknown'
        WHEN done = every AND conflict = '{}' THEN 'done'
        WHEN done > 0 THEN 'partly_done'
        WHEN conflict != '{}' THEN 'conflict'
        WHEN refused > 0 THEN 'failed'
        WHEN cancelled = every AND every > 0 THEN 'cancelled'
        ELSE 'planned'
    END AS outcome
"""
"""The outcomes of a run's rows, by the rules of `domain.run.outcome_of`: a test holds the two together."""

_COUNTS: Final = f"{_BY_ROW}, count(*) FROM by_row GROUP BY 1"
_OUTCOMES: Final = f"{_BY_ROW}, number FROM by_row ORDER BY number"

_UNDOABLE: Final = f"""
    SELECT * FROM runs WHERE portal = ? AND user_id = ? AND finished = 1 AND kind != 'undo' AND EXISTS (
        SELECT 1 FROM rows WHERE run_id = runs.id AND undone_by = '' AND ({_REVERSIBLE})
    ) ORDER BY created DESC
"""


class ForeignRun(Exception):
    """The run belongs to another portal or another user: this connection may neither go on with it nor undo it."""


class RunBusy(Exception):
    """Another process is executing the run."""


class Journal:
    """All runs of this machine. Each call raises StoreUnusable when the file is at fault; then nothing was written."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _MIGRATIONS, durable=True)

    async def create(self, head: RunHead, rows: Sequence[Row]) -> None:
        """Writes a run down with all its rows and steps, in one commit. ValueError for a parameter named `auth`."""
        if any("auth" in step.params for row in rows for step in row.steps):
            raise ValueError("a step's parameters hold no secret")

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO runs (id, connection_id, portal, user_id, kind, title, created, undo_of, recipe, many)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(head.id, head.connection_id, head.portal, head.user_id),
                    *(head.kind, head.title, to_text(head.created), head.undo_of, head.recipe, head.many),
                ),
            )
            for row in rows:
                db.execute(
                    "INSERT INTO rows (run_id, number, activity_id, owner_type, owner_id, label, skipped, conflict)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(head.id, row.number, row.activity_id, row.owner.type_id, row.owner.id, row.label),
                        *(row.skipped, json.dumps(dict(row.conflict))),
                    ),
                )
                _write_steps(db, head.id, row.number, row.steps)

        await self._database.run(work)

    async def head(self, run_id: str, portal: str, user_id: int) -> RunHead:
        """What is known of a run. Raises LookupError, and ForeignRun when it belongs to somebody else."""

        def work(db: sqlite3.Connection) -> sqlite3.Row | None:
            found: sqlite3.Row | None = db.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
            return found

        found = await self._database.run(work)
        if found is None:
            raise LookupError(run_id)
        if (found["portal"], found["user_id"]) != (portal, user_id):
            raise ForeignRun(run_id)
        return _head(found)

    async def named(self, said: str) -> tuple[RunHead, ...]:
        """The runs of many rows whose id begins with `said`, whoever's they are; "last" is the newest."""
        every = "SELECT * FROM runs WHERE many = 1"

        def work(db: sqlite3.Connection) -> tuple[RunHead, ...]:
            if said == "last":
                found = db.execute(f"{every} ORDER BY created DESC LIMIT 1")
            else:
                found = db.execute(f"{every} AND substr(id, 1, ?) = ?", (len(said), said))
            return tuple(_head(row) for row in found)

        return await self._database.run(work)

    async def rows(self, run_id: str) -> tuple[Row, ...]:
        """The rows of a run with their steps, in order."""

        def work(db: sqlite3.Connection) -> tuple[Row, ...]:
            steps: dict[int, list[Step]] = {}
            for found in db.execute("SELECT * FROM steps WHERE run_id = ? ORDER BY row_number, step_order", (run_id,)):
                steps.setdefault(found["row_number"], []).append(_step(found))
            rows = db.execute("SELECT * FROM rows WHERE run_id = ? ORDER BY number", (run_id,))
            return tuple(_row(found, steps.get(found["number"], ())) for found in rows)

        return await self._database.run(work)

    async def latest(self, portal: str, user_id: int, count: int = 50) -> tuple[RunHead, ...]:
        """The newest runs of one person on one portal, newest first."""
        select = "SELECT * FROM runs WHERE portal = ? AND user_id = ? ORDER BY created DESC LIMIT ?"
        return await self._database.run(
            lambda db: tuple(_head(found) for found in db.execute(select, (portal, user_id, count)))
        )

    async def unfinished(self, portal: str, user_id: int, *, many: bool | None = None) -> tuple[RunHead, ...]:
        """Runs of this person on this portal that were begun and not ended, oldest first.

        `many` True or False = only those of many rows, or only single edits.
        """
        kinds = (0, 1) if many is None else (many, many)
        select = (
            "SELECT * FROM runs WHERE portal = ? AND user_id = ? AND finished = 0 AND many IN (?, ?) ORDER BY created"
        )
        return await self._database.run(
            lambda db: tuple(_head(found) for found in db.execute(select, (portal, user_id, *kinds)))
        )

    async def of_many(self, portal: str, user_id: int, count: int = 200) -> tuple[RunHead, ...]:
        """The newest runs of many rows of one person on one portal, newest first."""
        select = "SELECT * FROM runs WHERE portal = ? AND user_id = ? AND many = 1 ORDER BY created DESC LIMIT ?"
        return await self._database.run(
            lambda db: tuple(_head(found) for found in db.execute(select, (portal, user_id, count)))
        )

    async def undoable(self, portal: str, user_id: int) -> tuple[RunHead, ...]:
        """Ended runs of which something can still be taken back, newest first; an undo itself is none of them."""
        return await self._database.run(
            lambda db: tuple(_head(found) for found in db.execute(_UNDOABLE, (portal, user_id)))
        )

    async def record(self, run_id: str, row_number: int, steps: Iterable[Step]) -> None:
        """Writes the present state of steps down, in one commit. With state `sent`: call it before sending."""
        changed = tuple(steps)
        await self._database.run(lambda db: _write_steps(db, run_id, row_number, changed))

    async def note(self, run_id: str, changes: Iterable["RowChange"]) -> None:
        """Writes down what became of several rows, in one commit. With steps that are `sent`: before sending."""
        noted = tuple(changes)

        def work(db: sqlite3.Connection) -> None:
            for change in noted:
                _update_steps(db, run_id, change.number, change.steps)
                if change.activity_id is not None:
                    place = (change.activity_id, run_id, change.number)
                    db.execute("UPDATE rows SET activity_id = ? WHERE run_id = ? AND number = ?", place)
                if change.conflict is not None:
                    conflict = json.dumps(dict(change.conflict))
                    place_of = (conflict, run_id, change.number)
                    db.execute("UPDATE rows SET conflict = ? WHERE run_id = ? AND number = ?", place_of)

        await self._database.run(work)

    async def open_rows(self, run_id: str) -> tuple[Row, ...]:
        """The rows of a run in which something is still to be sent or to be found out, in order."""
        numbers = "SELECT DISTINCT row_number FROM steps WHERE run_id = ? AND state IN ('planned', 'sent', 'unknown')"

        def work(db: sqlite3.Connection) -> tuple[Row, ...]:
            select = f"SELECT * FROM {{}} WHERE run_id = ? AND {{}} IN ({numbers}) ORDER BY {{}}"
            steps: dict[int, list[Step]] = {}
            by_row = select.format("steps", "row_number", "row_number, step_order")
            for found in db.execute(by_row, (run_id, run_id)):
                steps.setdefault(found["row_number"], []).append(_step(found))
            rows = db.execute(select.format("rows", "number", "number"), (run_id, run_id))
            return tuple(_row(found, steps[found["number"]]) for found in rows)

        return await self._database.run(work)

    async def counts(self, run_id: str) -> dict[RowOutcome, int]:
        """How many rows of a run have which outcome."""

        def work(db: sqlite3.Connection) -> dict[RowOutcome, int]:
            return {RowOutcome(found[0]): found[1] for found in db.execute(_COUNTS, (run_id,))}

        return await self._database.run(work)

    async def outcomes(self, run_id: str) -> "dict[RowOutcome, array[int]]":
        """The numbers of a run's rows by outcome, ascending."""

        def work(db: sqlite3.Connection) -> "dict[RowOutcome, array[int]]":
            numbers: dict[str, array[int]] = {}
            for outcome, number in db.execute(_OUTCOMES, (run_id,)):
                numbers.setdefault(outcome, array("q")).append(number)
            return {RowOutcome(outcome): found for outcome, found in numbers.items()}

        return await self._database.run(work)

    async def some_rows(self, run_id: str, numbers: Iterable[int]) -> tuple[Row, ...]:
        """These rows of a run with their steps, in the order asked for; a few hundred at once."""
        asked = tuple(numbers)

        def work(db: sqlite3.Connection) -> tuple[Row, ...]:
            one = "SELECT * FROM rows WHERE run_id = ? AND number = ?"
            rows = [found for number in asked if (found := db.execute(one, (run_id, number)).fetchone()) is not None]
            of = "SELECT * FROM steps WHERE run_id = ? AND row_number = ? ORDER BY step_order"
            return tuple(_row(row, [_step(each) for each in db.execute(of, (run_id, row["number"]))]) for row in rows)

        return await self._database.run(work)

    async def activity_ids(self, run_id: str) -> frozenset[int]:
        """The activities of a run's rows, those that it is known to have created among them."""
        select = "SELECT activity_id FROM rows WHERE run_id = ? AND activity_id IS NOT NULL"
        return await self._database.run(lambda db: frozenset(found[0] for found in db.execute(select, (run_id,))))

    async def created(self, run_id: str, row_number: int, activity_id: int) -> None:
        """A row's activity exists now."""
        update = "UPDATE rows SET activity_id = ? WHERE run_id = ? AND number = ?"
        await self._database.run(statement(update, (activity_id, run_id, row_number)))

    async def conflicting(self, run_id: str, row_number: int, theirs: Mapping[str, Any]) -> None:
        """Other people's values stand in the way of a row; an empty mapping takes that back."""
        update = "UPDATE rows SET conflict = ? WHERE run_id = ? AND number = ?"
        await self._database.run(statement(update, (json.dumps(theirs), run_id, row_number)))

    async def finish(self, run_id: str, ended: datetime | None = None) -> None:
        """Nothing is left to do in this run since `ended`; its lease ends."""
        update = "UPDATE runs SET finished = 1, ended = ?, lease_owner = NULL, lease_until = NULL WHERE id = ?"
        await self._database.run(statement(update, (_optional_text(ended), run_id)))

    async def undone(self, run_id: str, row_numbers: Sequence[int], by: str) -> None:
        """These rows were taken back by the run `by`."""

        def work(db: sqlite3.Connection) -> None:
            for number in row_numbers:
                db.execute("UPDATE rows SET undone_by = ? WHERE run_id = ? AND number = ?", (by, run_id, number))

        await self._database.run(work)

    def lock(self, run_id: str) -> FileLock:
        """Held by whoever executes a run of many rows; the system gives it back as soon as he is gone."""
        return FileLock(self._database.path.with_name(f"run-{run_id}.lock"))

    async def lease(self, run_id: str, owner: str, now: datetime, *, orphaned: bool = False) -> None:
        """Keeps a run to this process for some time; call it again to keep it longer. Raises RunBusy.

        `orphaned`: whoever had it before is known to be gone, so that there is nobody to wait for.
        """

        def work(db: sqlite3.Connection) -> bool:
            changed = db.execute(
                "UPDATE runs SET lease_owner = ?, lease_until = ?"
                " WHERE id = ? AND (? OR lease_owner IS NULL OR lease_owner = ? OR lease_until < ? OR lease_until > ?)",
                # A lease that ends too late was given before the computer's clock was set back.
                (owner, to_text(now + LEASE), run_id, orphaned, owner, to_text(now), to_text(now + 2 * LEASE)),
            )
            return changed.rowcount == 1

        if not await self._database.run(work):
            raise RunBusy(run_id)

    async def lease_owner(self, run_id: str) -> str:
        """Who keeps the run to himself, "" when nobody does."""
        select = "SELECT lease_owner FROM runs WHERE id = ?"

        def work(db: sqlite3.Connection) -> str:
            found = db.execute(select, (run_id,)).fetchone()
            return (found and found["lease_owner"]) or ""

        return await self._database.run(work)

    async def release(self, run_id: str, owner: str) -> None:
        """Gives a run back, to be gone on with later."""
        update = "UPDATE runs SET lease_owner = NULL, lease_until = NULL WHERE id = ? AND lease_owner = ?"
        await self._database.run(statement(update, (run_id, owner)))

    async def aclose(self) -> None:
        """Closes the file."""
        await self._database.aclose()


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row: these steps, and, unless None, its activity and what is in the way of it."""

    number: int
    steps: tuple[Step, ...] = ()
    activity_id: int | None = None
    conflict: Mapping[str, Any] | None = None


def _update_steps(db: sqlite3.Connection, run_id: str, row_number: int, steps: Iterable[Step]) -> None:
    """What a step changes and what it was planned from stay as they are; only a run of many has it written often."""
    db.executemany(
        "UPDATE steps SET params = ?, state = ?, settlement = ?, sent_at = ?, server_sent_at = ?, batch = ?,"
        " error_code = ?, error_text = ?, result = ? WHERE run_id = ? AND row_number = ? AND step_order = ?",
        [
            (
                *(json.dumps(dict(step.params)), step.state, step.settlement),
                *(_optional_text(step.sent_at), _optional_text(step.server_sent_at), step.batch),
                *(step.error_code, step.error_text, json.dumps(step.result)),
                *(run_id, row_number, step.order),
            )
            for step in steps
        ],
    )


def _write_steps(db: sqlite3.Connection, run_id: str, row_number: int, steps: Iterable[Step]) -> None:
    db.executemany(
        "INSERT INTO steps (run_id, row_number, step_order, method, params, before, after, state, settlement, sent_at,"
        " server_sent_at, batch, error_code, error_text, result)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET params = excluded.params, state = excluded.state,"
        " settlement = excluded.settlement, sent_at = excluded.sent_at, server_sent_at = excluded.server_sent_at,"
        " batch = excluded.batch, error_code = excluded.error_code, error_text = excluded.error_text,"
        " result = excluded.result",
        [(run_id, row_number, *_step_values(step)) for step in steps],
    )


def _step_values(step: Step) -> tuple[object, ...]:
    return (
        *(step.order, step.method, json.dumps(dict(step.params))),
        *(json.dumps(dict(step.before)), json.dumps(dict(step.after)), step.state, step.settlement),
        *(_optional_text(step.sent_at), _optional_text(step.server_sent_at), step.batch),
        *(step.error_code, step.error_text, json.dumps(step.result)),
    )


def _optional_text(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)


def _optional_moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def _head(found: sqlite3.Row) -> RunHead:
    return RunHead(
        id=found["id"],
        connection_id=found["connection_id"],
        portal=found["portal"],
        user_id=found["user_id"],
        kind=RunKind(found["kind"]),
        title=found["title"],
        created=from_text(found["created"]),
        undo_of=found["undo_of"],
        finished=bool(found["finished"]),
        ended=_optional_moment(found["ended"]),
        recipe=found["recipe"],
        many=bool(found["many"]),
    )


def _row(found: sqlite3.Row, steps: Sequence[Step]) -> Row:
    return Row(
        number=found["number"],
        activity_id=found["activity_id"],
        owner=EntityRef(found["owner_type"], found["owner_id"]),
        label=found["label"],
        steps=tuple(steps),
        skipped=found["skipped"],
        conflict=json.loads(found["conflict"]),
        undone_by=found["undone_by"],
    )


def _step(found: sqlite3.Row) -> Step:
    return Step(
        order=found["step_order"],
        method=found["method"],
        params=json.loads(found["params"]),
        before=json.loads(found["before"]),
        after=json.loads(found["after"]),
        state=StepState(found["state"]),
        settlement=None if found["settlement"] is None else Settlement(found["settlement"]),
        sent_at=_optional_moment(found["sent_at"]),
        server_sent_at=_optional_moment(found["server_sent_at"]),
        batch=found["batch"],
        error_code=found["error_code"],
        error_text=found["error_text"],
        result=json.loads(found["result"]),
    )


def changed(row: Row, steps: Iterable[Step]) -> Row:
    """The row with these steps in place of the ones with the same order."""
    newer = {step.order: step for step in steps}
    return replace(row, steps=tuple(newer.get(step.order, step) for step in row.steps))
