"""Activities, items and people as rows of the copy, and back. Pure."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import Channel, Entity, EntityRef, Money, Person
from daybook.domain.listing import EXCERPT, ActivityLine
from daybook.domain.richtext import to_plain
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.copy import words
from daybook.store.copy.codes import COLOR_OF, COLORS, KIND_OF, KINDS, moment, seconds

LARGEST: Final = 2**63 - 1

PUT_ACTIVITY: Final = """
    INSERT INTO activities (
        id, kind, owner_type, owner_id, deadline, start, finish, created, updated, completed, responsible, author,
        editor, color, direction, priority, type_id, subject_key, owner_key
    ) VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        coalesce((SELECT title_key FROM entities WHERE type_id = ?3 AND id = ?4), '')
    )
    ON CONFLICT (id) DO UPDATE SET
        kind = excluded.kind, owner_type = excluded.owner_type, owner_id = excluded.owner_id,
        deadline = excluded.deadline, start = excluded.start, finish = excluded.finish, created = excluded.created,
        updated = excluded.updated, completed = excluded.completed, responsible = excluded.responsible,
        author = excluded.author, editor = excluded.editor, color = excluded.color, direction = excluded.direction,
        priority = excluded.priority, type_id = excluded.type_id, subject_key = excluded.subject_key,
        owner_key = excluded.owner_key
"""
PUT_TEXTS: Final = "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?, ?)"

LINES: Final = """
    SELECT a.*, t.subject, t.excerpt, t.location, t.provider, e.title
    FROM activities a JOIN texts t ON t.id = a.id
    LEFT JOIN entities e ON e.type_id = a.owner_type AND e.id = a.owner_id
    WHERE a.id IN (SELECT value FROM json_each(?))
"""
WHOLE: Final = "SELECT a.*, t.* FROM activities a JOIN texts t ON t.id = a.id WHERE a.id = ?"


def fits(activity: Activity) -> bool:
    """False for an id that no file of ours can hold; a portal has none such."""
    return activity.id <= LARGEST and activity.owner.id <= LARGEST


def tidy(activity: Activity) -> Activity:
    """The activity with texts that a file can hold: what is read later is what was indexed."""
    texts = (activity.subject, activity.description, activity.location, activity.provider_id)
    kept = tuple(map(storable, texts))
    if kept == texts:
        return activity
    subject, description, location, provider = kept
    return replace(activity, subject=subject, description=description, location=location, provider_id=provider)


def activity_row(activity: Activity) -> tuple[Any, ...]:
    """The values of `PUT_ACTIVITY`."""
    return (
        activity.id,
        KINDS[activity.kind],
        activity.owner.type_id,
        activity.owner.id,
        seconds(activity.deadline),
        seconds(activity.start),
        seconds(activity.end),
        seconds(activity.created),
        seconds(activity.updated),
        int(activity.completed),
        activity.responsible_id,
        activity.author_id,
        activity.editor_id,
        COLORS[activity.color],
        int(activity.direction),
        int(activity.priority),
        activity.type_id,
        words.sort_key(activity.subject),
    )


def texts_row(activity: Activity, plain: str) -> tuple[Any, ...]:
    """The values of `PUT_TEXTS`; `plain` is the description as it is read."""
    return (
        activity.id,
        activity.subject,
        plain[:EXCERPT],
        activity.description,
        int(activity.text_format),
        activity.location,
        activity.provider_id,
    )


def plain_of(description: str, text_format: TextFormat) -> str:
    """The words of a description, as far as they are searched."""
    return to_plain(description[: 2 * words.SEARCHED], text_format) if description else ""


def searched_of(subject: str, plain: str, location: str) -> str:
    """What the index is told of an activity."""
    return words.searchable(subject, location, plain)


def storable(text: str) -> str:
    """Half of a surrogate pair is no character that a file can hold; SQLite ends a text at NUL."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def line(
    row: sqlite3.Row, bindings: Mapping[int, tuple[EntityRef, ...]], pings: Mapping[int, PingOffsets]
) -> ActivityLine:
    """A row of `LINES`; `bindings` and `pings` hold what is known, by activity."""
    number = row["id"]
    return ActivityLine(
        id=number,
        kind=KIND_OF.get(row["kind"], ActivityKind.OTHER),
        owner=EntityRef(row["owner_type"], row["owner_id"]),
        owner_title=row["title"] or "",
        subject=row["subject"],
        excerpt=row["excerpt"],
        deadline=moment(row["deadline"]),
        start=moment(row["start"]),
        end=moment(row["finish"]),
        created=moment(row["created"]),
        updated=moment(row["updated"]),
        completed=bool(row["completed"]),
        responsible_id=row["responsible"],
        author_id=row["author"],
        editor_id=row["editor"],
        color=COLOR_OF.get(row["color"], TodoColor.DEFAULT),
        direction=Direction(row["direction"]),
        priority=Priority(row["priority"]),
        location=row["location"],
        provider_id=row["provider"],
        type_id=row["type_id"],
        bindings=bindings.get(number) if row["bound_at"] is not None else None,
        pings=pings.get(number),
    )


def whole(row: sqlite3.Row) -> Activity:
    """A row of `WHOLE`."""
    return Activity(
        id=row["id"],
        kind=KIND_OF.get(row["kind"], ActivityKind.OTHER),
        owner=EntityRef(row["owner_type"], row["owner_id"]),
        subject=row["subject"],
        description=row["description"],
        text_format=TextFormat(row["text_format"]),
        deadline=moment(row["deadline"]),
        start=moment(row["start"]),
        end=moment(row["finish"]),
        created=moment(row["created"]),
        updated=moment(row["updated"]),
        completed=bool(row["completed"]),
        responsible_id=row["responsible"],
        author_id=row["author"],
        editor_id=row["editor"],
        color=COLOR_OF.get(row["color"], TodoColor.DEFAULT),
        direction=Direction(row["direction"]),
        priority=Priority(row["priority"]),
        location=row["location"],
        provider_id=row["provider"],
        type_id=row["type_id"],
    )


PUT_ENTITY: Final = """
    INSERT INTO entities (
        type_id, id, title, title_key, stage, amount, currency, responsible, company, contact, channels, closed
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (type_id, id) DO UPDATE SET
        title = excluded.title, title_key = excluded.title_key, stage = excluded.stage, amount = excluded.amount,
        currency = excluded.currency, responsible = excluded.responsible, company = excluded.company,
        contact = excluded.contact, channels = excluded.channels, closed = excluded.closed
"""


def entity_row(entity: Entity) -> tuple[Any, ...]:
    """The values of `PUT_ENTITY`."""
    money = entity.money
    return (
        entity.ref.type_id,
        entity.ref.id,
        storable(entity.title),
        words.sort_key(storable(entity.title)),
        storable(entity.stage),
        None if money is None else str(money.amount),
        None if money is None else storable(money.currency),
        entity.responsible_id,
        entity.company_id,
        entity.contact_id,
        json.dumps([[each.kind, each.value] for each in entity.channels]) if entity.channels else "[]",
        int(entity.closed),
    )


def entity(row: sqlite3.Row) -> Entity:
    """A row of `entities`."""
    return Entity(
        ref=EntityRef(row["type_id"], row["id"]),
        title=row["title"],
        stage=row["stage"],
        money=None if row["amount"] is None else Money(Decimal(row["amount"]), row["currency"]),
        responsible_id=row["responsible"],
        company_id=row["company"],
        contact_id=row["contact"],
        channels=tuple(Channel(kind, value) for kind, value in json.loads(row["channels"])),
        closed=bool(row["closed"]),
    )


PUT_PERSON: Final = "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?)"


def person_row(person: Person) -> tuple[Any, ...]:
    """The values of `PUT_PERSON`."""
    name = storable(person.name)
    return (person.id, name, words.sort_key(name), storable(person.position), int(person.active), person.photo_url)


def person(row: sqlite3.Row) -> Person:
    """A row of `people`."""
    return Person(row["id"], row["name"], row["position"], bool(row["active"]), row["photo"])
