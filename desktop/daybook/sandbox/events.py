"""What applications hear of: the names of events, who listens, and what each listener is told.

https://apidocs.bitrix24.com/api-reference/events/. A listener has a handler, an address that gets a POST, or none: then
the event waits in the queue (`event_queue`).
"""

import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from daybook.sandbox import changes, event_queue, oauth
from daybook.sandbox.access import Caller
from daybook.sandbox.changes import ACTIVITY, ADD, DELETE, UPDATE, Change
from daybook.sandbox.tables import entity_types

if TYPE_CHECKING:
    from daybook.sandbox.portal import Portal

QUEUE_GREW = "ONOFFLINEEVENT"
_CRM = {ACTIVITY: "ACTIVITY", **{kind.id: kind.code for kind in entity_types.STORED.values() if not kind.dynamic}}

BY_SCOPE: Mapping[str, tuple[str, ...]] = {
    "": ("ONAPPINSTALL", "ONAPPUNINSTALL", QUEUE_GREW),
    "crm": tuple(f"ONCRM{name}{verb}" for name in _CRM.values() for verb in (ADD, UPDATE, DELETE)),
}
"""Every event that may be bound, by the scope it takes; `""` is everybody's."""


@dataclass(frozen=True)
class Event:
    """Something that happened, as applications are told."""

    name: str
    fields: Mapping[str, str]

    @property
    def data(self) -> dict[str, object]:
        """What an application gets; it reads the rest itself."""
        return {"FIELDS": dict(self.fields)}


@dataclass(frozen=True)
class Delivery:
    """A POST on its way to a handler. The body holds tokens."""

    handler: str
    event: str
    body: bytes

    def __repr__(self) -> str:
        return f"Delivery({self.event})"


class Pauses:
    """When each listener of QUEUE_GREW was last told; it asks to be left alone for a while (`minTimeout`)."""

    def __init__(self) -> None:
        self._told_s: dict[int, float] = {}

    def over(self, listener: sqlite3.Row, now_s: float) -> bool:
        """True when it may be told now; counts as told then."""
        if now_s < self._told_s.get(listener["id"], -math.inf) + listener["min_timeout_s"]:
            return False
        self._told_s[listener["id"]] = now_s
        return True


def names(scopes: frozenset[str]) -> list[str]:
    """The events that an application with these scopes may bind."""
    return [name for scope, listed in BY_SCOPE.items() if scope in {"", *scopes} for name in listed]


def of(change: Change) -> Event | None:
    """The event of a change; None where no application is told."""
    if change.type not in _CRM:
        return None
    return Event(f"ONCRM{_CRM[change.type]}{change.verb}", {"ID": str(change.id)})


def announce(portal: "Portal", db: sqlite3.Connection, caller: Caller) -> list[Delivery]:
    """Puts what the call changed into the queues, and writes the letters to the handlers; sends nothing yet."""
    happened = [event for change in changes.taken(db) if (event := of(change))]
    listeners = _listeners(db) if happened else []
    letters: list[Delivery] = []
    grown: set[str] = set()
    now_s = portal.clock.now_s()
    for event in happened:
        for listener in listeners:
            if listener["event"] != event.name or _own(listener, caller):
                continue
            if listener["handler"]:
                letters.append(_letter(portal, db, listener, caller, event))
            else:
                event_queue.put(
                    db, listener, name=event.name, data=event.data, user_id=caller.user_id, now_s=int(now_s)
                )
                grown.add(listener["client_id"])
    waiting = [each for each in listeners if each["event"] == QUEUE_GREW and each["client_id"] in grown]
    woken = [each for each in waiting if portal.pauses.over(each, now_s)]
    return letters + [_letter(portal, db, each, caller, Event(QUEUE_GREW, {})) for each in woken]


def _listeners(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every binding, with the card of its application."""
    return db.execute(
        "SELECT b.id, b.event, b.handler, b.user_id, b.connector, b.min_timeout_s,"
        " a.client_id, a.scopes, a.application_token"
        " FROM event_binding b JOIN application a ON a.client_id = b.application ORDER BY b.id"
    ).fetchall()


def _own(listener: sqlite3.Row, caller: Caller) -> bool:
    """True for what a listener did itself, as its `auth_connector` shows."""
    return bool(listener["connector"]) and listener["connector"] == caller.connector


def _letter(portal: "Portal", db: sqlite3.Connection, listener: sqlite3.Row, caller: Caller, event: Event) -> Delivery:
    """The token in it acts for the person whom the binding names, else for the one who caused the event."""
    now_s = portal.clock.now_s()
    user_id = listener["user_id"] or caller.user_id
    tokens = oauth.tokens(db, portal.home, listener, user_id, now_s, refresh=event.name == QUEUE_GREW)
    told = {
        "event": event.name,
        "event_handler_id": listener["id"],
        **{f"data[FIELDS][{field}]": value for field, value in event.fields.items()},
        "ts": int(now_s),
        **{f"auth[{field}]": tokens[field] for field in _AUTH if field in tokens},
        "auth[application_token]": listener["application_token"],
    }
    return Delivery(listener["handler"], event.name, urlencode(told).encode())


_AUTH = (
    "access_token", "expires_in", "scope", "domain", "server_endpoint", "status", "client_endpoint", "member_id",
    "refresh_token",
)  # fmt: skip
