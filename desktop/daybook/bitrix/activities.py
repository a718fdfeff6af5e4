"""crm.activity.*: activities of every kind.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/. Errors of these methods carry an
empty code; `refusals` reads their text. Each function raises PortalError.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from daybook.bitrix import decode, paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, NotFound
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.activity import TODO_PROVIDER, Activity
from daybook.domain.entities import EntityRef

LIST: Final = "crm.activity.list"
PAGE: Final = paging.PAGE
GET: Final = "crm.activity.get"
SETTLING_MARGIN: Final = timedelta(seconds=30)
"""CREATED has whole seconds, and the portal's clock is known to within one answer's way. Missing our own to-do would
make a second one; finding one too many only asks a person."""


def get_command(activity_id: int) -> Command:
    """Reads one activity (crm-activity-get). Its bindings, reminders and parent are not in the answer."""
    return Command(GET, {"id": activity_id})


def read_one(result: object, portal: Portal) -> Activity:
    """The activity in an answer to `get_command`. Raises AnswerLost when there is none in it."""
    found = records.activity(result, portal.zone) if isinstance(result, Mapping) else None
    if found is None:
        raise AnswerLost(GET, kind=LostKind.UNEXPECTED, status=200)
    return found


async def get(portal: Portal, activity_id: int) -> Activity:
    """One activity. Raises NotFound when it is gone, AccessDenied, NeedsApplication (REST_APP), PortalError."""
    answer = await portal.run(get_command(activity_id), writes=False)
    return read_one(answer.result, portal)


async def get_row(portal: Portal, activity_id: int) -> Mapping[str, Any]:
    """One activity as the portal prints it, all fields. Raises like `get`."""
    result = (await portal.run(get_command(activity_id), writes=False)).result
    if not isinstance(result, Mapping) or not result:
        raise AnswerLost(GET, kind=LostKind.UNEXPECTED, status=200)
    return result


async def find(portal: Portal, activity_id: int) -> Activity | None:
    """One activity; None when it is gone. Raises PortalError."""
    try:
        return await get(portal, activity_id)
    except NotFound:
        return None


def ids_command(ids: Sequence[int]) -> Command:
    """Reads up to fifty activities; fits a batch, so that 2,500 rows take one request."""
    params = {"select": list(records.ACTIVITY_FIELDS), "filter": {"@ID": list(ids)}, "order": {"ID": "ASC"}}
    return Command(LIST, {**params, "start": -1})


def changed_command(portal: Portal, since: datetime) -> Command:
    """Reads a page of what was made or changed since a moment of our clock, the newest first."""
    began = since + timedelta(seconds=portal.server_clock_skew_s or 0.0)
    params = {
        "select": list(records.ACTIVITY_FIELDS),
        "filter": {">LAST_UPDATED": decode.to_wire(began.astimezone(portal.zone))},
        "order": {"LAST_UPDATED": "DESC"},
    }
    return Command(LIST, {**params, "start": -1})


def bound_ids_command(ref: EntityRef) -> Command:
    """Reads the numbers of up to fifty activities bound to an item, the newest first."""
    params = {
        "select": ["ID"],
        "filter": {"BINDINGS": [{"OWNER_TYPE_ID": ref.type_id, "OWNER_ID": ref.id}]},
        "order": {"ID": "DESC"},
    }
    return Command(LIST, {**params, "start": -1})


def read_ids(answer: Answer) -> set[int]:
    """The numbers in an answer to `bound_ids_command`. Raises AnswerLost when it is no list."""
    found = (decode.as_id(row.get("ID")) for row in paging.rows_of(answer, LIST))
    return {each for each in found if each is not None}


def read_page(answer: Answer, portal: Portal) -> list[Activity]:
    """The activities in an answer to `ids_command`. Raises AnswerLost when it is no list."""
    return records.activities(paging.rows_of(answer, LIST), portal.zone)


async def by_ids(
    portal: Portal, ids: Sequence[int], *, priority: Priority = Priority.INTERACTIVE
) -> dict[int, Activity]:
    """These activities by id; those that are gone, or not for this person, are missing."""
    portions = (ids[begin : begin + paging.PAGE] for begin in range(0, len(ids), paging.PAGE))
    commands = dict(enumerate(ids_command(portion) for portion in portions))
    found: dict[int, Activity] = {}
    for outcome in (await portal.read_all(commands, priority=priority)).values():
        if not isinstance(outcome, Answer):
            raise outcome
        found |= {each.id: each for each in read_page(outcome, portal)}
    return found


async def bound_to(portal: Portal, ref: EntityRef) -> list[Activity]:
    """Every activity bound to an item, open or done, whoever owns it; each once (crm-activity-list, BINDINGS)."""
    return await _listed(portal, {"BINDINGS": [{"OWNER_TYPE_ID": ref.type_id, "OWNER_ID": ref.id}]})


async def open_by_owners(portal: Portal, type_id: int, ids: Sequence[int]) -> list[Activity]:
    """The open activities that these items own, with ID, owner and deadline only: for counters.

    Activities that are merely bound to an item are counted where they belong, at their owner.
    """
    if not ids:
        return []
    select = ("ID", "OWNER_ID", "OWNER_TYPE_ID", "DEADLINE", "COMPLETED")
    wanted = {"OWNER_TYPE_ID": type_id, "@OWNER_ID": list(ids), "COMPLETED": "N"}
    return await _listed(portal, wanted, select=select, priority=Priority.BACKGROUND)


async def find_created(
    portal: Portal,
    owner: EntityRef,
    *,
    title: str,
    deadline: datetime | None,
    since: datetime,
    author_id: int | None = None,
) -> list[Activity]:
    """To-dos that may be the one whose creation got no answer: same owner, title, deadline, author, created `since`.

    `since` is when the creation was sent, by the clock this portal was given. Nobody else can be told apart from us by
    these facts, so two of them are for a person to decide.
    """
    found = await _created(portal, owner, {"PROVIDER_ID": TODO_PROVIDER}, since, author_id)
    return [each for each in found if each.subject.strip() == title.strip() and _same(each.deadline, deadline)]


def created_command(
    portal: Portal, owner: EntityRef, since: datetime, author_id: int, *, type_id: int | None = None
) -> Command:
    """Reads the newest fifty that an item has owned since a moment of the *portal's* clock; fits a batch.

    `type_id` (TYPE_ID) None = to-dos.
    """
    kind: dict[str, Any] = {"PROVIDER_ID": TODO_PROVIDER} if type_id is None else {"TYPE_ID": type_id}
    wanted = {
        "OWNER_TYPE_ID": owner.type_id,
        "OWNER_ID": owner.id,
        **kind,
        ">=CREATED": decode.to_wire(since.astimezone(portal.zone)),
        "AUTHOR_ID": author_id,
    }
    params = {"select": list(records.ACTIVITY_FIELDS), "filter": wanted, "order": {"ID": "DESC"}, "start": -1}
    return Command(LIST, params)


async def created_since(
    portal: Portal, owner: EntityRef, *, type_id: int, since: datetime, author_id: int | None = None
) -> list[Activity]:
    """Activities of this kind (TYPE_ID) that an item has owned since a moment of our clock, whoever made them."""
    return await _created(portal, owner, {"TYPE_ID": type_id}, since, author_id)


async def _created(
    portal: Portal, owner: EntityRef, kind: Mapping[str, Any], since: datetime, author_id: int | None
) -> list[Activity]:
    if portal.server_clock_skew_s is None:  # any answer tells it; after a restart this is the first question
        await portal.call("server.time", writes=False)
    began = since + timedelta(seconds=portal.server_clock_skew_s or 0.0) - SETTLING_MARGIN
    wanted = {
        "OWNER_TYPE_ID": owner.type_id,
        "OWNER_ID": owner.id,
        **kind,
        ">=CREATED": decode.to_wire(began.astimezone(portal.zone)),
        **({"AUTHOR_ID": author_id} if author_id is not None else {}),
    }
    return await _listed(portal, wanted)


def update_command(activity_id: int, **changed: Any) -> Command:
    """Changes these upper-case fields and leaves the others as they are (crm-activity-update).

    The narrow way to a to-do's title: `SUBJECT`. An empty SUBJECT is refused.
    """
    return Command("crm.activity.update", {"id": activity_id, "fields": changed})


def set_completed_command(activity_id: int, completed: bool) -> Command:
    """Completes or reopens. No to-do method can; an outgoing e-mail that becomes completed is *sent*."""
    return update_command(activity_id, COMPLETED="Y" if completed else "N")


def delete_command(activity_id: int) -> Command:
    """Deletes an activity of any kind (crm-activity-delete). An e-mail that was sent is not recalled."""
    return Command("crm.activity.delete", {"id": activity_id})


async def update(portal: Portal, activity_id: int, **changed: Any) -> None:
    """Changes these fields. Raises PortalError; with `maybe_done` it must be read what became of it."""
    await portal.run(update_command(activity_id, **changed), writes=True)


async def set_completed(portal: Portal, activity_id: int, completed: bool) -> None:
    """Completes or reopens. Raises PortalError."""
    await portal.run(set_completed_command(activity_id, completed), writes=True)


async def delete(portal: Portal, activity_id: int) -> None:
    """Deletes. Raises NotFound when it is gone already, PortalError."""
    await portal.run(delete_command(activity_id), writes=True)


async def _listed(
    portal: Portal,
    wanted: Mapping[str, Any],
    *,
    select: Sequence[str] = records.ACTIVITY_FIELDS,
    priority: Priority = Priority.INTERACTIVE,
) -> list[Activity]:
    params = {"select": list(select), "filter": wanted}
    rows = [row async for row in paging.by_id(portal, LIST, params, priority=priority)]
    return records.activities(rows, portal.zone)


def _same(mine: datetime | None, theirs: datetime | None) -> bool:
    """True for the same second; the portal keeps no fractions."""
    if mine is None or theirs is None:
        return mine is theirs
    return mine.replace(microsecond=0) == theirs.replace(microsecond=0)
