"""event.*: what an application wants to hear of, and the queue of what it has not heard yet.

https://apidocs.bitrix24.com/api-reference/events/. Inside an application only (NeedsApplication); everything offline
is for administrators (AccessDenied). A desktop program has no public address, so it uses the queue. Each async
function raises PortalError.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from daybook.bitrix import decode, expect, paging
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.extensions import EventBinding, OfflineEvent

ACTIVITY_EVENTS: Final = ("ONCRMACTIVITYADD", "ONCRMACTIVITYUPDATE", "ONCRMACTIVITYDELETE")
_BINDINGS: Final = "event.get"
_NAMES: Final = "events"
_TAKE: Final = "event.offline.get"
_LOOK: Final = "event.offline.list"
_DONE: Final = "event.offline.clear"
_FAILED: Final = "event.offline.error"
OFFLINE: Final = "offline"
ONLINE: Final = "online"


@dataclass(frozen=True, slots=True)
class Taken:
    """Events that were taken from the queue. `process_id` reserves them; None when they were deleted at once."""

    process_id: str | None
    events: tuple[OfflineEvent, ...]


async def names(portal: Portal, scope: str = "") -> list[str]:
    """The events that may be bound, in upper case; of one scope, or of all that this application has."""
    answer = await portal.call(_NAMES, {"SCOPE": scope} if scope else {}, writes=False)
    if not isinstance(answer.result, list | Mapping):
        raise expect.lost(_NAMES)
    return [name for each in decode.as_list(answer.result) if (name := decode.as_text(each).upper())]


async def bindings(portal: Portal) -> list[EventBinding]:
    """What this application has bound."""
    rows = paging.rows_of(await portal.call(_BINDINGS, writes=False), _BINDINGS)
    return [
        EventBinding(
            event=decode.as_text(row.get("event")).upper(),
            handler=decode.as_text(row.get("handler")),
            offline=decode.as_flag(row.get("offline")),
            user_id=decode.as_id(row.get("auth_type")),
        )
        for row in rows
    ]


async def bind(portal: Portal, binding: EventBinding) -> None:
    """Binds an event to a handler, or to the queue. Raises Refused (ERROR_EVENT_NOT_FOUND)."""
    await portal.call("event.bind", _binding(binding), writes=True)


async def unbind(portal: Portal, binding: EventBinding) -> int:
    """Takes a binding back; how many went."""
    method = "event.unbind"
    answer = await portal.call(method, _binding(binding), writes=True)
    return decode.as_int(expect.object_of(answer, method).get("count")) or 0


async def take(portal: Portal, *, limit: int = 50, clear: bool = False) -> Taken:
    """Takes up to `limit` events from the queue, oldest first.

    Without `clear` they are reserved (up to 30 days) until `done` or `failed` names their process: nothing is lost when
    this computer goes dark. With it they are deleted at once, and a lost answer loses them.
    """
    params = {"limit": limit, "clear": int(clear)}
    # Not a read that may be repeated: the second one would take others and leave the first ones reserved.
    answer = await portal.call(_TAKE, params, writes=True, priority=Priority.BACKGROUND)
    return _taken(answer, portal)


async def take_each(portal: Portal, names: Sequence[str], *, limit: int = 50) -> list[Taken]:
    """Takes up to `limit` events of each of these names, reserved as by `take`; all others stay in the queue.

    One request. Raises what the portal said where nothing could be taken.
    """
    commands = {name: Command(_TAKE, {"filter": {"=EVENT_NAME": name}, "limit": limit, "clear": 0}) for name in names}
    found = (await portal.batch(commands, writes=True, priority=Priority.BACKGROUND)).values()
    errors = [each for each in found if isinstance(each, PortalError)]
    if errors and len(errors) == len(found):
        raise errors[0]
    return [_taken(each, portal) for each in found if isinstance(each, Answer)]


async def let_go(portal: Portal, taken: Sequence[Taken]) -> None:
    """Deletes what was taken; an event that names no object is set aside as failed, for somebody to look at."""
    commands: dict[tuple[str, bool], Command] = {}
    for each in taken:
        named = [event.id for event in each.events if event.object_id is not None]
        nameless = [event.message_id for event in each.events if event.object_id is None]
        if each.process_id is not None and nameless:
            failed = {"process_id": each.process_id, "message_id": nameless}
            commands[each.process_id, False] = Command(_FAILED, failed)
        if each.process_id is not None and named:
            commands[each.process_id, True] = Command(_DONE, {"process_id": each.process_id, "id": named})
    if commands:
        for outcome in (await portal.batch(commands, writes=True, priority=Priority.BACKGROUND)).values():
            if isinstance(outcome, PortalError):
                raise outcome


async def waiting(portal: Portal) -> list[OfflineEvent]:
    """A page of the queue; nothing is taken."""
    return list(_events(paging.rows_of(await portal.call(_LOOK, writes=False), _LOOK), portal))


async def done(portal: Portal, process_id: str, ids: Sequence[int] = ()) -> None:
    """Deletes what was taken under `process_id`; only these numbers when there are any."""
    params: dict[str, Any] = {"process_id": process_id}
    if ids:
        params["id"] = list(ids)
    await portal.call(_DONE, params, writes=True)


async def failed(portal: Portal, process_id: str, message_ids: Sequence[str] = ()) -> None:
    """Marks what was taken as failed, so that it is kept and not given out again."""
    params: dict[str, Any] = {"process_id": process_id}
    if message_ids:
        params["message_id"] = list(message_ids)
    await portal.call(_FAILED, params, writes=True)


def _taken(answer: Answer, portal: Portal) -> Taken:
    result = expect.object_of(answer, _TAKE)
    rows = expect.rows_in(answer, "events", _TAKE)
    return Taken(decode.as_text(result.get("process_id")) or None, _events(rows, portal))


def _binding(binding: EventBinding) -> dict[str, Any]:
    params: dict[str, Any] = {"event": binding.event, "event_type": OFFLINE if binding.offline else ONLINE}
    if not binding.offline:
        params["handler"] = binding.handler
    if binding.user_id is not None:
        params["auth_type"] = binding.user_id
    return params


def _events(rows: Sequence[Mapping[str, Any]], portal: Portal) -> tuple[OfflineEvent, ...]:
    return tuple(
        OfflineEvent(
            id=number,
            event=decode.as_text(row.get("EVENT_NAME")).upper(),
            message_id=decode.as_text(row.get("MESSAGE_ID")),
            at=decode.as_moment(row.get("TIMESTAMP_X"), portal.zone),
            object_id=_object(row.get("EVENT_DATA")),
            failed=decode.as_flag(row.get("ERROR")),
        )
        for row in rows
        if (number := decode.as_id(row.get("ID"))) is not None
    )


def _object(data: object) -> int | None:
    """EVENT_DATA is `{"FIELDS": {"ID": "999"}}`, or false when there is nothing to say."""
    return decode.as_id(decode.as_map(decode.as_map(data).get("FIELDS")).get("ID"))
