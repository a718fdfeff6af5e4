"""The activities of the sample month: done, overdue, today, later, without a deadline; of every kind."""

import json
import random
import sqlite3
from collections.abc import Iterable, Mapping

from daybook.sandbox import records
from daybook.sandbox.clock import Clock
from daybook.sandbox.demo import blocks, people, subjects, texts
from daybook.sandbox.demo.subjects import Subject
from daybook.sandbox.methods import layout_blocks
from daybook.sandbox.records import Ref
from daybook.sandbox.tables.entity_types import COMPANY, CONTACT, DEAL

DAY_S = 86_400
QUARTER_S = 900
MANY = 19
UNTOUCHED_DEALS = frozenset({18, 29, 36, 41})  # nobody has done anything about them yet
BUSY_DEALS = frozenset({1, 4, 20, 24})
DONE, OVERDUE, TODAY, LATER, NEVER = "done", "overdue", "today", "later", "never"
_WHEN = ((DONE, 50), (OVERDUE, 12), (TODAY, 9), (LATER, 23), (NEVER, 6))
_KINDS = (("todo", 52), ("call", 17), ("mail", 13), ("meeting", 10), ("task", 8))
_PLANNED = "planned call"
_TEXTS = {
    "todo": texts.TODOS,
    "call": texts.CALLS,
    _PLANNED: texts.PLANNED_CALLS,
    "meeting": texts.MEETINGS,
    "task": texts.TASKS,
    "out": texts.EMAILS_OUT,
    "in": texts.EMAILS_IN,
}
_PINGS = ("[]", "[0, 15]", "[0, 15]", "[0]", "[30]", "[0, 60, 1440]", "[45]")


class Diary:
    """Writes the month's activities; texts take turns, each at most once per timeline."""

    def __init__(self, db: sqlite3.Connection, chance: random.Random, clock: Clock, application: str) -> None:
        self._db = db
        self._chance = chance
        self._clock = clock
        self._application = application
        self._now_s = int(clock.now_s())
        self._today_s = int(clock.today().timestamp())
        self._colors = 0
        self._decks = {kind: self._shuffled(kind_texts) for kind, kind_texts in _TEXTS.items()}

    def write(self) -> None:
        """All timelines, then the special ones."""
        for subject in subjects.deals(self._db):
            if subject.owner.id in UNTOUCHED_DEALS:
                continue
            self._timeline(subject, self._length(subject.owner.id))
        for subject in subjects.leads(self._db):
            self._timeline(subject, self._chance.randint(1, 4))
        for subject in subjects.installations(self._db):
            self._timeline(subject, self._chance.randint(2, 5))
        for subject in subjects.contacts(self._db):
            self._timeline(subject, self._chance.randint(1, 4))
        self._specials()
        self._todays_work()
        self._content_blocks()

    def _length(self, deal: int) -> int:
        return MANY if deal in BUSY_DEALS else self._chance.choice((2, 3, 5, 8, 10, 12, 14, 16, 18, 20, 22))

    # One timeline

    def _timeline(self, subject: Subject, length: int) -> None:
        local = list(texts.LOCAL_TODOS.get(subject.customer or -1, ()))
        used: set[str] = set()
        for _ in range(length):
            kind = self._weighted(_KINDS)
            if kind == "todo" and local:
                title, note = local.pop()
                self._write_one(subject, kind, title, note, self._weighted(_WHEN))
                continue
            if kind == "mail":
                kind = self._chance.choice(("in", "out"))
            self._next(subject, kind, self._weighted(_WHEN), used)

    def _next(self, subject: Subject, kind: str, when: str, used: set[str]) -> int:
        """One activity with the next text of its kind, or a to-do when this timeline has used them all."""
        for deck in (_PLANNED if kind == "call" and when != DONE else kind, "todo"):
            turn = self._decks[deck]
            fresh = next((text for text in turn if text[0] not in used), None)
            if fresh is not None:
                turn.remove(fresh)
                turn.append(fresh)
                used.add(fresh[0])
                return self._write_one(subject, "todo" if deck == "todo" else kind, *fresh, when)
        raise LookupError("more activities than texts")

    def _shuffled(self, kind_texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        deck = list(kind_texts)
        self._chance.shuffle(deck)
        return deck

    def _weighted(self, choices: Iterable[tuple[str, int]]) -> str:
        names, weights = zip(*choices, strict=True)
        return str(self._chance.choices(names, weights)[0])

    def _write_one(self, subject: Subject, kind: str, title: str, note: str, when: str) -> int:
        if kind in ("in", "out"):
            return self._mail(subject, kind, title, note)
        if kind in ("call", "meeting") and when == NEVER:
            when = LATER
        deadline_s = self._moment(when)
        row = {
            "SUBJECT": self._filled(title, subject),
            "DESCRIPTION": self._filled(note, subject),
            **self._times(when, deadline_s),
            **self._shape(kind, subject, row_title=title, begin_s=deadline_s),
        }
        told = {"call": "PHONE", "meeting": ""}.get(kind)
        return self._add(subject, row, told)

    def _shape(self, kind: str, subject: Subject, *, row_title: str, begin_s: int) -> dict[str, object]:
        """What makes an activity a to-do, call, meeting or task."""
        if kind == "todo":
            return self._todo()
        if kind == "task":
            task = {"TYPE_ID": 3, "PROVIDER_ID": "TASKS", "PROVIDER_TYPE_ID": "TASK"}
            return {**task, "ASSOCIATED_ENTITY_ID": self._chance.randint(100, 999)}
        if kind == "call":
            incoming = row_title.startswith(("Incoming", "Missed"))
            call = {"TYPE_ID": 2, "PROVIDER_ID": "VOXIMPLANT_CALL", "PROVIDER_TYPE_ID": "CALL"}
            times = {"START_TIME": begin_s, "END_TIME": begin_s + QUARTER_S}
            return {**call, **times, "DIRECTION": 1 if incoming else 2}
        place = (
            texts.ONLINE if row_title.startswith("Online") else self._filled(self._chance.choice(texts.PLACES), subject)
        )
        meeting = {"TYPE_ID": 1, "PROVIDER_ID": "CRM_MEETING", "PROVIDER_TYPE_ID": "MEETING", "LOCATION": place}
        times = {"START_TIME": begin_s, "END_TIME": begin_s + self._chance.choice((2, 4, 6)) * QUARTER_S}
        return {**meeting, **times, "NOTIFY_TYPE": 1, "NOTIFY_VALUE": 15}

    def _todo(self) -> dict[str, object]:
        color = self._colors % 8  # every look in turn, the default one among them
        self._colors += 1
        settings = json.dumps({"COLOR": str(color)} if color else [])
        provider = {"TYPE_ID": 6, "PROVIDER_ID": records.TODO, "PROVIDER_TYPE_ID": "TODO"}
        return {**provider, "SETTINGS": settings, "PINGS": self._chance.choice(_PINGS)}

    def _mail(self, subject: Subject, kind: str, title: str, note: str) -> int:
        sent_s = self._moment(DONE)
        incoming = kind == "in"
        answered = not incoming or self._chance.random() < 0.7
        row = {
            **self._times(DONE if answered else OVERDUE, sent_s),
            "TYPE_ID": 4,
            "PROVIDER_ID": "CRM_EMAIL",
            "PROVIDER_TYPE_ID": "EMAIL",
            "SUBJECT": self._filled(title, subject),
            "DESCRIPTION": self._filled(note, subject),
            "DESCRIPTION_TYPE": 3,
            "DIRECTION": 1 if incoming else 2,
            "START_TIME": sent_s,
            "END_TIME": sent_s,
            "DEADLINE": sent_s,
        }
        return self._add(subject, row, "EMAIL")

    def _filled(self, text: str, subject: Subject) -> str:
        for name in ("person", "company", "product", "city", "title"):
            text = text.replace(f"{{{name}}}", str(getattr(subject, name)))
        return text

    # When

    def _moment(self, when: str) -> int:
        """A quarter of an hour in somebody's working day."""
        if when == NEVER:
            return self._clock.no_deadline_s()
        days = {DONE: -self._chance.randint(1, 29), OVERDUE: -self._chance.randint(1, 12), TODAY: 0}
        day = days.get(when, self._chance.randint(1, 28))
        day_s = self._today_s + day * DAY_S
        weekday = self._clock.today().weekday() + day
        if when != TODAY and weekday % 7 >= 5:  # nobody plans for a Saturday
            day_s += (2 if day > 0 else -2) * DAY_S
        return day_s + 8 * 3600 + 2 * QUARTER_S + self._chance.randint(0, 38) * QUARTER_S

    def _times(self, when: str, deadline_s: int) -> dict[str, object]:
        """When it was made and last touched, and whether it is done."""
        done = when == DONE
        latest_s = min(deadline_s, self._now_s)
        created_s = latest_s - self._chance.randint(4 * 3600, 12 * DAY_S)
        touched_s = latest_s if done else self._chance.randint(created_s, latest_s)
        return {
            "CREATED": created_s,
            "LAST_UPDATED": touched_s,
            "START_TIME": created_s,
            "END_TIME": deadline_s,
            "DEADLINE": deadline_s,
            "COMPLETED": "Y" if done else "N",
            "STATUS": 2 if done else 1,
            "PRIORITY": self._chance.choice((2, 2, 2, 3, 1)),
        }

    # Storing

    def _add(self, subject: Subject, row: Mapping[str, object], told: str | None = None) -> int:
        responsible = subject.responsible if self._chance.random() < 0.75 else self._chance.randint(1, len(people.TEAM))
        people_row = {"RESPONSIBLE_ID": responsible, "AUTHOR_ID": subject.responsible, "EDITOR_ID": responsible}
        activity_id = records.add_activity(self._db, {**people_row, **row}, self._bindings(subject))
        if told is not None and subject.contact:
            self._communicate(activity_id, told, subject)
        return activity_id

    def _bindings(self, subject: Subject) -> list[Ref]:
        bound = [subject.owner]
        if subject.customer is not None:
            if self._chance.random() < 0.15:
                bound.append(Ref(CONTACT, subject.contact))
            if self._chance.random() < 0.06:
                bound.append(Ref(COMPANY, subject.customer + 1))
        return list(dict.fromkeys(bound))

    def _communicate(self, activity_id: int, kind: str, subject: Subject) -> None:
        found = self._db.execute(
            "SELECT value FROM multifield WHERE entity_type = ? AND entity_id = ? AND type_id = ?",
            (CONTACT, subject.contact, kind),
        ).fetchone()
        row = {
            "activity_id": activity_id,
            "type": kind,
            "value": found["value"] if found else "",
            "entity_type": CONTACT,
            "entity_id": subject.contact,
        }
        records.insert(self._db, "communication", row)

    # What every program must survive, and what makes a morning

    def _specials(self) -> None:
        deals = list(subjects.deals(self._db))
        done = self._times(DONE, self._moment(DONE))
        note = {"SUBJECT": "Workshop notes, two days", "DESCRIPTION": texts.LONG_NOTE, "COMPLETED": "N", "STATUS": 1}
        self._add(deals[0], {**done, **self._todo(), **note, "DEADLINE": self._moment(LATER)})
        bb = {**self._todo(), "DESCRIPTION": texts.BB_NOTE, "DESCRIPTION_TYPE": 2}
        self._add(
            deals[0], {**self._times(TODAY, self._moment(TODAY)), **bb, "SUBJECT": "Agenda for the steering group"}
        )
        hostile = {**self._todo(), "DESCRIPTION": texts.BB_HOSTILE, "DESCRIPTION_TYPE": 2}
        self._add(
            deals[3], {**self._times(LATER, self._moment(LATER)), **hostile, "SUBJECT": "Offer text from the forum"}
        )
        for deal, (title, body) in zip((deals[0], deals[3], deals[7]), texts.HOSTILE_MAILS, strict=True):
            self._mail(deal, "in", title, body)
        for number in (1, 4, 9, 15):
            self._own_of_application(deals[number - 1], records.REST_APP, "Parcel handed over")
        for number in (1, 4, 12):
            self._own_of_application(deals[number - 1], records.CONFIGURABLE, "Customer survey")

    def _own_of_application(self, subject: Subject, provider: str, title: str) -> None:
        row = {
            **self._times(LATER, self._moment(LATER)),
            "TYPE_ID": 6,
            "PROVIDER_ID": provider,
            "PROVIDER_TYPE_ID": "LINK" if provider == records.REST_APP else "CONFIGURABLE",
            "APPLICATION": self._application,
            "SUBJECT": title,
            "DESCRIPTION": "Written by an application; only it may change this.",
        }
        self._add(subject, row)

    def _todays_work(self) -> None:
        """A believable day of the administrator's own: user 1 opens the program to this."""
        own = [subject for subject in subjects.deals(self._db) if subject.responsible == 1]
        said = self._said_today()
        for place, kind in enumerate(("todo", "call", "todo", "meeting", "todo", "todo", "call", "todo")):
            newest = self._next(own[place % len(own)], kind, TODAY, said)
            self._db.execute("UPDATE activity SET RESPONSIBLE_ID = 1 WHERE ID = ?", (newest,))

    def _said_today(self) -> set[str]:
        """The texts that user 1's deals or today's list already have."""
        rows = self._db.execute(
            "SELECT SUBJECT, DESCRIPTION FROM activity WHERE RESPONSIBLE_ID = 1 OR DEADLINE BETWEEN ? AND ?",
            (self._today_s, self._today_s + DAY_S),
        ).fetchall()
        starts = {row["SUBJECT"][:12] for row in rows}
        return {title for deck in self._decks.values() for title, _ in deck if title[:12] in starts}

    def _content_blocks(self) -> None:
        """Sets of an application on ordinary activities, some on the first deals where one looks first."""
        rows = self._db.execute(
            "SELECT ID FROM activity WHERE OWNER_TYPE_ID = ? AND OWNER_ID <= 8"
            " AND PROVIDER_ID IN (?, 'VOXIMPLANT_CALL') ORDER BY OWNER_ID, COMPLETED, ID",
            (DEAL, records.TODO),
        ).fetchall()
        step = max(1, len(rows) // 12)
        for place, row in enumerate(rows[::step]):
            layout_blocks.store(self._db, row["ID"], self._application, blocks.ALL[place % len(blocks.ALL)])
