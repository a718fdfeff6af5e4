"""Any number of activities, for measurements: on COUNT/5 deals, nine in ten of them open to-dos."""

import random
import sqlite3
from collections.abc import Iterator

from daybook.sandbox import records
from daybook.sandbox.clock import Clock
from daybook.sandbox.demo.rows import add_user
from daybook.sandbox.entity_rows import entity_row
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types

PER_DEAL = 5
USERS = 20
OPEN_TODOS = 0.9
DAY_S = 86_400
_NAMES = ("Anna", "Tom", "Lena", "Marco", "Ines", "Paul", "Olga", "Erik", "Sofia", "Jan")
_LAST_NAMES = ("Berg", "Weber", "Novak", "Rossi", "Silva", "Moreau", "Petrova", "Larsen", "Costa", "Kowalski")
_VERBS = ("Call", "Write to", "Visit", "Remind", "Thank", "Ask", "Invite", "Brief")
_MATTERS = ("offer", "contract", "invoice", "samples", "delivery", "renewal", "training", "feedback", "price list")
_STAGES = ("NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE")


def fill(db: sqlite3.Connection, clock: Clock, count: int, seed: int) -> None:
    """Writes users, deals and activities."""
    chance = random.Random(seed)  # noqa: S311 - sample data
    now_s = int(clock.now_s())
    for number in range(1, USERS + 1):
        name, last_name = _NAMES[(number - 1) % 10], _LAST_NAMES[(number - 1) * 3 % 10]
        add_user(db, now_s, number, name, last_name, admin=number == 1, position="Sales manager")
    deals = max(1, count // PER_DEAL)
    _write(db, "entity", _deals(chance, now_s, deals))
    _write(db, "activity", _activities(chance, clock, now_s, count, deals))
    db.execute(
        "INSERT INTO binding (activity_id, entity_type, entity_id)"
        " SELECT ID, OWNER_TYPE_ID, OWNER_ID FROM activity ORDER BY ID"
    )


def _write(db: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join("?" * len(first))
    insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are ours
    db.execute(insert, tuple(first.values()))
    db.executemany(insert, (tuple(row.values()) for row in rows))


def _deals(chance: random.Random, now_s: int, count: int) -> Iterator[dict[str, object]]:
    ready = entity_row(entity_types.DEAL, now_s, 1, {"STAGE_SEMANTIC_ID": "P", "CURRENCY_ID": "EUR"})
    for number in range(1, count + 1):
        assigned = chance.randint(1, USERS)
        yield {
            "entity_type": entity_types.DEAL,
            "ID": number,
            **ready,
            "TITLE": f"{chance.choice(_LAST_NAMES)} & partners, {chance.choice(_MATTERS)} {number}",
            "STAGE_ID": chance.choice(_STAGES),
            "OPPORTUNITY": float(chance.randint(5, 900) * 100),
            "ASSIGNED_BY_ID": assigned,
            "CREATED_BY_ID": assigned,
            "MODIFY_BY_ID": assigned,
            "DATE_CREATE": (created := now_s - chance.randint(1, 300) * DAY_S),
            "DATE_MODIFY": created,
        }


def _activities(chance: random.Random, clock: Clock, now_s: int, count: int, deals: int) -> Iterator[dict[str, object]]:
    none = clock.no_deadline_s()
    for number in range(count):
        owner = Ref(entity_types.DEAL, number % deals + 1)
        deadline = (
            none if chance.random() < 0.05 else now_s + chance.randint(-20, 40) * DAY_S + chance.randint(0, DAY_S)
        )
        created = now_s - chance.randint(0, 60) * DAY_S - 3600 - number % 3600  # nothing was changed a moment ago
        user = chance.randint(1, USERS)
        color = chance.randint(0, 7)
        todo = chance.random() < OPEN_TODOS
        yield {
            **records.ACTIVITY_DEFAULTS,
            "OWNER_TYPE_ID": owner.type,
            "OWNER_ID": owner.id,
            "TYPE_ID": 6 if todo else 2,
            "PROVIDER_ID": records.TODO if todo else "VOXIMPLANT_CALL",
            "PROVIDER_TYPE_ID": "TODO" if todo else "CALL",
            "SUBJECT": f"{chance.choice(_VERBS)} {chance.choice(_LAST_NAMES)}: {chance.choice(_MATTERS)} {number + 1}",
            "DESCRIPTION": f"Agree on the {chance.choice(_MATTERS)} and note the result.",
            "CREATED": created,
            "LAST_UPDATED": created,
            "START_TIME": created if todo else deadline,
            "END_TIME": deadline,
            "DEADLINE": deadline,
            "COMPLETED": "N" if todo else "Y",
            "STATUS": 1 if todo else 2,
            "RESPONSIBLE_ID": user,
            "AUTHOR_ID": user,
            "EDITOR_ID": user,
            "SETTINGS": f'{{"COLOR": "{color}"}}' if todo and color else "[]",
            "PINGS": "[0, 15]" if todo else "[]",
        }
