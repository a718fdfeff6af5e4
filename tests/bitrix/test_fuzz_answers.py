"""Whatever a portal answers, a client function gives a typed value or says what is wrong; nothing else ever escapes."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.bitrix import (
    activities,
    badges,
    bindings,
    configurable,
    custom_types,
    entities,
    enums,
    events,
    fields,
    layouts,
    notes,
    pictures,
    placements,
    system,
    system_activities,
    todos,
    users,
    workflow_actions,
)
from daybook.bitrix.address import WebhookAddress, read_webhook
from daybook.bitrix.call_log import CallLog
from daybook.bitrix.command import Command
from daybook.bitrix.errors import PortalError
from daybook.bitrix.gate import Reply
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.domain.entities import COMPANY, DEAL, EntityRef
from daybook.domain.extensions import Badge, BadgeTone, CardFields, EventBinding, Placement
from tests.helpers.clock import FakeClock

REF = EntityRef(DEAL, 1)
DUE = datetime(2031, 1, 1, tzinfo=UTC)
BADGE = Badge("c", "t", "v", BadgeTone.PRIMARY)
ACCESS: WebhookAddress = read_webhook("https://portal.example/rest/1/abcdefabcdef/")

CALLS: Mapping[str, Callable[[Portal], Awaitable[object]]] = {
    "activities.get": lambda p: activities.get(p, 1),
    "activities.get_row": lambda p: activities.get_row(p, 1),
    "activities.bound_to": lambda p: activities.bound_to(p, REF),
    "activities.by_ids": lambda p: activities.by_ids(p, [1, 2]),
    "todos.update_color": lambda p: p.call("crm.activity.todo.updateColor", {}, writes=True),
    "todos.add": lambda p: todos.add(p, REF, title="x", deadline=DUE),
    "bindings.list_of": lambda p: bindings.list_of(p, 1),
    "custom_types.list_all": custom_types.list_all,
    "configurable.get": lambda p: configurable.get(p, 1),
    "configurable.add": lambda p: configurable.add(p, REF, CardFields(), {}),
    "badges.list_all": badges.list_all,
    "badges.get": lambda p: badges.get(p, "c"),
    "badges.add": lambda p: badges.add(p, BADGE),
    "layouts.get": lambda p: layouts.get(p, 1, REF),
    "notes.get": lambda p: notes.get(p, REF, 1),
    "pictures.icons": pictures.icons,
    "placements.bound": placements.bound,
    "placements.unbind": lambda p: placements.unbind(p, Placement("x", "y")),
    "workflow_actions.codes": workflow_actions.codes,
    "events.names": events.names,
    "events.bindings": events.bindings,
    "events.unbind": lambda p: events.unbind(p, EventBinding("X")),
    "events.take": events.take,
    "events.waiting": events.waiting,
    "fields.of_activities": fields.of_activities,
    "fields.of_entities": lambda p: fields.of_entities(p, COMPANY),
    "enums.owner_types": enums.owner_types,
    "enums.all_choices": lambda p: enums.all_choices(p, ["activitypriority"]),
    "entities.page": lambda p: entities.page(p, DEAL),
    "entities.page of a process": lambda p: entities.page(p, 128),
    "entities.get": lambda p: entities.get(p, REF),
    "entities.get of a process": lambda p: entities.get(p, EntityRef(128, 1)),
    "system_activities.transcript": lambda p: system_activities.transcript(p, 1),
    "system.profile": system.profile,
    "system.scopes": system.scopes,
    "system.server_time": system.server_time,
    "system.method_names": system.method_names,
    "system.methods": lambda p: system.methods(p, ["a"]),
    "system.app_info": system.app_info,
    "system.feature": lambda p: system.feature(p, "x"),
    "system.may_manage": system.may_manage_applications,
    "users.current": users.current,
    "users.everybody": users.everybody,
    "users.search": lambda p: users.search(p, "x"),
    "batch": lambda p: p.batch({"a": Command("profile"), "b": Command("scope")}, writes=False),
}

NAMES = (
    "ID", "id", "result", "items", "item", "activity", "fields", "badges", "badge", "events", "icons", "logos",
    "layout", "type", "title", "NAME", "EVENT_DATA", "FIELDS", "process_id", "result_error", "result_time", "a", "b",
    "DEADLINE", "text", "SETTINGS", "COLOR", "PHONE", "fm", "count", "isExisting", "EVENT_NAME",
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["", "0", "1", "N", "Y", "9999-12-31T00:00:00+03:00", "2024-02-30", "-1", "1e999"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=14,
)


class Scripted:
    """Answers the same bytes to everything."""

    def __init__(self, status: int, body: bytes) -> None:
        self._reply = Reply(status, {}, body)
        self._asked = 0

    async def post(self, _url: str, _body: Mapping[str, Any], *, method: str) -> Reply:
        """The bytes; a client that asks for ever has not understood that there is nothing more."""
        self._asked += 1
        assert self._asked < 60, f"{method} is asked again and again"
        return self._reply

    async def aclose(self) -> None:
        """Nothing to close."""


def ask(call: Callable[[Portal], Awaitable[object]], status: int, body: bytes) -> None:
    clock = FakeClock()
    portal = Portal(ACCESS, Scripted(status, body), RequestGate(LeakyBucket(10**6, 10**6), clock), clock, log=CallLog())

    async def run() -> None:
        with suppress(PortalError):
            await call(portal)

    asyncio.run(run())


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=25, deadline=None)
@given(result=VALUES, rest=st.dictionaries(st.sampled_from(["total", "next", "time", "more"]), SCALARS, max_size=3))
def test_any_result(name: str, result: Any, rest: dict[str, Any]) -> None:
    ask(CALLS[name], 200, json.dumps({"result": result, **rest}).encode())


@settings(max_examples=60, deadline=None)
@given(
    status=st.sampled_from([200, 204, 301, 302, 400, 401, 403, 404, 429, 500, 502, 503, 504]),
    body=st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode()),
)
def test_any_bytes(status: int, body: bytes) -> None:
    ask(CALLS["activities.get"], status, body)
    ask(CALLS["batch"], status, body)


@settings(max_examples=60, deadline=None)
@given(code=SCALARS, text=VALUES, status=st.sampled_from([200, 400, 401, 403, 404, 429, 500, 503]))
def test_any_refusal(code: Any, text: Any, status: int) -> None:
    ask(CALLS["events.take"], status, json.dumps({"error": code, "error_description": text}).encode())
