"""Whom the timelines of the sample month are about, as their texts name them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from daybook.sandbox import records
from daybook.sandbox.demo import people
from daybook.sandbox.records import Ref
from daybook.sandbox.tables.entity_types import CONTACT, DEAL, INSTALLATIONS, LEAD


@dataclass(frozen=True)
class Subject:
    """One item with its company, person, product and town. `contact` is 0 and `customer` None for leads."""

    owner: Ref
    title: str
    company: str
    person: str
    product: str
    city: str
    responsible: int
    contact: int
    customer: int | None


def deals(db: sqlite3.Connection) -> Iterator[Subject]:
    """Every deal; their persons take turns."""
    for number, (title, place, product, *_rest) in enumerate(people.DEALS, start=1):
        yield _subject(db, Ref(DEAL, number), title, product, place=place, person=number)


def installations(db: sqlite3.Connection) -> Iterator[Subject]:
    """Every item of the smart process."""
    for number, (title, deal, _stage) in enumerate(people.INSTALLATIONS, start=1):
        yield _subject(
            db, Ref(INSTALLATIONS, number), title, people.DEALS[deal][2], place=people.DEALS[deal][1], person=1
        )


def contacts(db: sqlite3.Connection) -> Iterator[Subject]:
    """The first person of every customer."""
    for place, customer in enumerate(people.CUSTOMERS):
        number = place * len(customer.people) + 1
        yield _subject(db, Ref(CONTACT, number), customer.people[0][0], "the next project", place=place, person=0)


def leads(db: sqlite3.Connection) -> Iterator[Subject]:
    """Every lead, named after whoever asked."""
    for number, (title, name, last_name, company, *_rest) in enumerate(people.LEADS, start=1):
        person = f"{name} {last_name}".strip() or company
        owner = Ref(LEAD, number)
        yield Subject(owner, title, company, person, "a first package", "town", _responsible(db, owner), 0, None)


def _subject(db: sqlite3.Connection, owner: Ref, title: str, product: str, *, place: int, person: int) -> Subject:
    customer = people.CUSTOMERS[place]
    at = person % len(customer.people)
    contact = place * len(customer.people) + at + 1
    name = customer.people[at][0]
    return Subject(owner, title, customer.title, name, product, customer.city, _responsible(db, owner), contact, place)


def _responsible(db: sqlite3.Connection, owner: Ref) -> int:
    row = records.entity(db, owner)
    return int(row["ASSIGNED_BY_ID"]) if row is not None else 1
