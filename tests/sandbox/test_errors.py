"""Every documented error of the methods built so far, reached by its documented cause.

`CAUSES` says how; `OUT_OF_REACH` lists the ones that this portal gives on demand only (`--faults error:METHOD:CODE`),
each with its reason. A test fails when a documented error is in neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.sandbox.process import Refused, SandboxProcess, read

NOWHERE = 999_999
FAR = "2031-05-06T10:00:00Z"
BLOCKS = {"blocks": {"one": {"type": "text", "properties": {"value": "Hello"}}}}


class World:
    """The sample month, and the activities that the causes need."""

    def __init__(self, portal: SandboxProcess) -> None:
        self.portal = portal
        self.plain = portal.info["others"]["plain_user"]
        self.todo = self.add_todo()
        self.done = self.add_todo()
        portal.call("crm.activity.update", {"id": self.done, "fields": {"COMPLETED": "Y"}})
        self.call = portal.call("crm.activity.add", {"fields": {**CALL, "OWNER_TYPE_ID": 2, "OWNER_ID": 1}})
        self.rest_app = self._first("REST_APP")
        self.configurable = self._first("CONFIGURABLE_REST_APP")

    def add_todo(self) -> int:
        number: int = self.portal.call(
            "crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": FAR, "title": "For an error"}
        )["id"]
        return number

    def _first(self, provider: str) -> int:
        rows = self.portal.call("crm.activity.list", {"filter": {"PROVIDER_ID": provider, "OWNER_ID": 1}})
        return int(rows[0]["ID"])

    def app(self, method: str, params: dict[str, Any], token: str = "") -> Any:
        """A call in the application's context."""
        token = token or self.portal.info["oauth"]["access_token"]
        answer = self.portal.http.post(f"{self.portal.portal}/rest/{method}", json={**params, "auth": token})
        return read(answer)["result"]


@pytest.fixture(scope="module")
def world(demo: SandboxProcess) -> World:
    return World(demo)


CALL = {"TYPE_ID": 2, "SUBJECT": "Call", "COMMUNICATIONS": [{"VALUE": "+1 555", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]}
MAIL = {
    "OWNER_TYPE_ID": 2,
    "OWNER_ID": 1,
    "TYPE_ID": 4,
    "SUBJECT": "Mail",
    "DIRECTION": 2,
    "COMPLETED": "Y",
    "COMMUNICATIONS": [{"VALUE": "a@b.example", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}],
}
OWNED = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1}
TWO = [{"VALUE": "1"}, {"VALUE": "2"}]


@dataclass(frozen=True)
class Cause:
    """How one error is reached; `text` tells errors with an empty code apart."""

    method: str
    code: str
    text: str
    act: Callable[[World], Any]


def add(text: str, fields: dict[str, Any]) -> Cause:
    return Cause("crm.activity.add", "", text, lambda world: world.portal.call("crm.activity.add", {"fields": fields}))


def update(text: str, fields: dict[str, Any], which: str = "call") -> Cause:
    def act(world: World) -> Any:
        number = NOWHERE if which == "nowhere" else getattr(world, which)
        return world.portal.call("crm.activity.update", {"id": number, "fields": fields})

    return Cause("crm.activity.update", "", text, act)


def on_todo(method: str, code: str, **given: Any) -> Cause:
    """A to-do method; `which`, `plain`, `missing` and the parameters may be changed."""
    which = given.pop("which", "todo")
    plain = given.pop("plain", False)
    of_methods: dict[str, dict[str, Any]] = {
        "add": {"deadline": FAR},
        "update": {"deadline": FAR},
        "updateColor": {"colorId": "2"},
        "updateDeadline": {"value": FAR},
        "updateDescription": {"value": "New"},
        "updateResponsibleUser": {"responsibleId": 2},
    }
    own = of_methods[method]

    def act(world: World) -> Any:
        number = NOWHERE if which == "nowhere" else getattr(world, which)
        named: dict[str, Any] = {} if method == "add" else {"id": number}
        params = {"ownerTypeId": 2, "ownerId": 1, **named, **own, **given}
        if params.get("parentActivityId") == "done":
            params["parentActivityId"] = world.done
        if params.get("missing"):
            params.pop(params.pop("missing"))
        return world.portal.call(f"crm.activity.todo.{method}", params, webhook=world.plain if plain else None)

    return Cause(f"crm.activity.todo.{method}", code, "", act)


def binding(method: str, code: str, params: dict[str, Any], *, plain: bool = False, which: str = "todo") -> Cause:
    def act(world: World) -> Any:
        number = NOWHERE if which == "nowhere" else world.add_todo()
        if which == "bound":
            world.portal.call("crm.activity.binding.add", {"activityId": number, "entityTypeId": 2, "entityId": 2})
        given = {"activityId": number, **params}
        return world.portal.call(
            f"crm.activity.binding.{method}",
            {key: value for key, value in given.items() if value is not None},
            webhook=world.plain if plain else None,
        )

    return Cause(f"crm.activity.binding.{method}", code, "", act)


def blocks(method: str, code: str, **given: Any) -> Cause:
    which = given.pop("which", "todo")
    webhook, plain = given.pop("webhook", False), given.pop("plain", False)

    def act(world: World) -> Any:
        number = NOWHERE if which == "nowhere" else getattr(world, which)
        params = {"entityTypeId": 2, "entityId": 1, "activityId": number, "layout": BLOCKS, **given}
        if webhook:
            return world.portal.call(f"crm.activity.layout.blocks.{method}", params)
        token = world.portal.info["others"]["plain_user_token"] if plain else ""
        return world.app(f"crm.activity.layout.blocks.{method}", params, token)

    return Cause(f"crm.activity.layout.blocks.{method}", code, "", act)


def simple(method: str, code: str, text: str, params: dict[str, Any], *, plain: bool = False) -> Cause:
    return Cause(
        method,
        code,
        text,
        lambda world: world.portal.call(method, params, webhook=world.plain if plain else None),
    )


def here(target: int, source: int = 1, kind: int = 2) -> dict[str, Any]:
    return {
        "sourceEntityTypeId": 2,
        "sourceEntityId": source,
        "targetEntityTypeId": kind,
        "targetEntityId": target,
    }


APPLICATION = "Access denied! Application context required"
CAUSES = [
    add("The field SUBJECT is not defined or empty", {**OWNED, **CALL, "SUBJECT": " "}),
    add("The field RESPONSIBLE_ID is not defined or invalid", {**OWNED, **CALL, "RESPONSIBLE_ID": "nobody"}),
    add("The field TYPE_ID is not defined or invalid", {**OWNED, **CALL, "TYPE_ID": 7}),
    add("The field COMMUNICATIONS is not defined or invalid", {**OWNED, **CALL, "COMMUNICATIONS": []}),
    add(
        "The only one communication is allowed for activity of specified type", {**OWNED, **CALL, "COMMUNICATIONS": TWO}
    ),
    add(
        "Could not build binding. Please ensure that owner info and communications are defined correctly",
        {**CALL, "COMMUNICATIONS": [{"VALUE": "+1"}]},
    ),
    add(
        "The custom activity without provider is not supported in current context",
        {**OWNED, "TYPE_ID": 6, "SUBJECT": "x"},
    ),
    add('The activity type "3" is not supported in current context', {**OWNED, "TYPE_ID": 3, "SUBJECT": "x"}),
    add(
        "Use crm.activity.configurable.add for this activity provider",
        {**OWNED, "TYPE_ID": 6, "SUBJECT": "x", "PROVIDER_ID": "CONFIGURABLE_REST_APP"},
    ),
    add("Could not find 'CONTACT' with ID: 999999", {**CALL, "OWNER_TYPE_ID": 3, "OWNER_ID": NOWHERE}),
    simple("crm.activity.add", "", "Access denied.", {"fields": {**OWNED, **CALL}}, plain=True),
    add(APPLICATION, {**OWNED, "SUBJECT": "x", "PROVIDER_ID": "REST_APP"}),
    add("Email send error. Invalid email is specified", {**MAIL, "SETTINGS": {"MESSAGE_FROM": "nobody"}}),
    add('Email send error. "From" is not found', {**MAIL, "RESPONSIBLE_ID": NOWHERE}),
    update("Activity is not found", {"SUBJECT": "x"}, "nowhere"),
    update("The field SUBJECT is not defined or empty", {"SUBJECT": ""}),
    update("The field RESPONSIBLE_ID is not defined or invalid", {"RESPONSIBLE_ID": 0}),
    update("The field TYPE_ID is not defined or invalid", {"TYPE_ID": 0}),
    update("The field COMMUNICATIONS is not defined or invalid", {"COMMUNICATIONS": [{"VALUE": ""}]}),
    update("The only one communication is allowed for activity of specified type", {"COMMUNICATIONS": TWO}),
    update("The custom activity without provider is not supported in current context", {"PROVIDER_ID": ""}, "todo"),
    update("Use crm.activity.configurable.update for this activity provider", {"SUBJECT": "x"}, "configurable"),
    update(APPLICATION, {"COMPLETED": "Y"}, "rest_app"),
    Cause(
        "crm.activity.update",
        "",
        "Access denied.",
        lambda world: world.portal.call("crm.activity.update", {"id": world.todo, "fields": {}}, webhook=world.plain),
    ),
    *[
        cause
        for method in ("get", "delete")
        for cause in (
            simple(f"crm.activity.{method}", "", "Activity is not found", {"id": NOWHERE}),
            Cause(
                f"crm.activity.{method}",
                "",
                "Access denied.",
                lambda world, method=method: world.portal.call(  # type: ignore[misc]
                    f"crm.activity.{method}", {"id": world.todo}, webhook=world.plain
                ),
            ),
            Cause(
                f"crm.activity.{method}",
                "",
                APPLICATION,
                lambda world, method=method: world.portal.call(  # type: ignore[misc]
                    f"crm.activity.{method}", {"id": world.rest_app}
                ),
            ),
        )
    ],
    on_todo("add", "NOT_FOUND", parentActivityId=NOWHERE),
    on_todo("update", "ERROR_PARENT_ACTIVITY_RESTRICT", parentActivityId="done"),
    *[
        cause
        for method in ("update", "updateColor", "updateDeadline", "updateDescription", "updateResponsibleUser")
        for cause in (
            on_todo(method, "100", missing="id"),
            on_todo(method, "NOT_FOUND", which="nowhere"),
            on_todo(method, "NOT_FOUND", which="call"),
            on_todo(method, "NOT_FOUND", ownerId=2),
        )
    ],
    *[
        cause
        for method in ("add", "update", "updateColor", "updateDeadline", "updateDescription", "updateResponsibleUser")
        for cause in (
            on_todo(method, "OWNER_NOT_FOUND", ownerId=NOWHERE),
            on_todo(method, "OWNER_NOT_FOUND", ownerTypeId=7),
            on_todo(method, "ACCESS_DENIED", plain=True),
        )
    ],
    on_todo("add", "100", missing="deadline"),
    on_todo("add", "WRONG_DATETIME_FORMAT", deadline="tomorrow"),
    on_todo("update", "WRONG_DATETIME_FORMAT", deadline="32.13.2026"),
    on_todo("updateDeadline", "WRONG_DATETIME_FORMAT", value="2026-02-30"),
    on_todo("update", "CAN_NOT_UPDATE_COMPLETED_TODO", which="done"),
    on_todo("updateDeadline", "CAN_NOT_UPDATE_COMPLETED_TODO", which="done"),
    on_todo("updateDescription", "CAN_NOT_UPDATE_COMPLETED_TODO", which="done"),
    on_todo("updateColor", "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO", which="done"),
    on_todo("updateColor", "CAN_NOT_UPDATE_WRONG_COLOR_TODO", colorId="8"),
    on_todo("updateResponsibleUser", "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO", which="done"),
    on_todo("updateResponsibleUser", "INVALID_ARG_VALUE", responsibleId=0),
    binding("add", "100", {"entityTypeId": 2}),
    binding("add", "NOT_FOUND", {"entityTypeId": 2, "entityId": 2}, which="nowhere"),
    binding("add", "OWNER_NOT_FOUND", {"entityTypeId": 2, "entityId": NOWHERE}),
    binding("add", "ACCESS_DENIED", {"entityTypeId": 2, "entityId": 1}, plain=True),
    binding("add", "ACTIVITY_IS_ALREADY_BOUND", {"entityTypeId": 2, "entityId": 1}),
    binding("list", "100", {"activityId": None}),
    binding("list", "NOT_FOUND", {}, which="nowhere"),
    binding("list", "ACCESS_DENIED", {}, plain=True),
    binding("move", "100", {**here(2), "targetEntityId": None}),
    binding("move", "NOT_FOUND", here(2), which="nowhere"),
    binding("move", "OWNER_NOT_FOUND", here(NOWHERE)),
    binding("move", "ACCESS_DENIED", here(2), plain=True),
    binding("move", "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR", here(1, kind=3)),
    binding("move", "SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", here(1)),
    binding("move", "ACTIVITY_IS_ALREADY_BOUND", here(2), which="bound"),
    binding("move", "BINDING_NOT_FOUND", here(2, source=3)),
    binding("delete", "100", {"entityTypeId": 2}),
    binding("delete", "NOT_FOUND", {"entityTypeId": 2, "entityId": 1}, which="nowhere"),
    binding("delete", "OWNER_NOT_FOUND", {"entityTypeId": 2, "entityId": NOWHERE}),
    binding("delete", "ACCESS_DENIED", {"entityTypeId": 2, "entityId": 1}, plain=True),
    binding("delete", "BINDING_NOT_FOUND", {"entityTypeId": 2, "entityId": 2}),
    binding("delete", "LAST_BINDING_CANNOT_BE_DELETED", {"entityTypeId": 2, "entityId": 1}),
    *[
        cause
        for method in ("set", "get", "delete")
        for cause in (
            blocks(method, "ERROR_WRONG_CONTEXT", webhook=True),
            blocks(method, "OWNER_NOT_FOUND", entityId=NOWHERE),
            blocks(method, "NOT_FOUND", which="nowhere"),
            blocks(method, "NOT_FOUND", entityId=2),
            blocks(method, "ACCESS_DENIED", plain=True),
        )
    ],
    blocks("set", "UNSUITABLE_ACTIVITY_TYPE_ERROR", which="configurable"),
    blocks("set", "FIELD_IS_REQUIRED", layout={"blocks": {}}),
    blocks("delete", "NOT_FOUND"),
    *[
        cause
        for kind in ("deal", "lead", "contact", "company")
        for cause in (
            simple(f"crm.{kind}.get", "", "ID is not defined or invalid", {"id": 0}),
            simple(f"crm.{kind}.get", "", "ID is not defined or invalid", {}),
            simple(f"crm.{kind}.get", "", "Not found", {"id": NOWHERE}),
            simple(f"crm.{kind}.get", "", "Access denied", {"id": 1}, plain=True),
            simple(f"crm.{kind}.list", "", "Parameter 'order' must be array.", {"order": "ID"}),
            simple(f"crm.{kind}.list", "", "Parameter 'filter' must be array.", {"filter": "x"}),
        )
    ],
    simple("crm.item.list", "NOT_FOUND", "SPA not found", {"entityTypeId": 177}),
    simple(
        "crm.item.list",
        "INVALID_ARG_VALUE",
        "Invalid filter: field 'nothing' is not allowed in filter",
        {"entityTypeId": 2, "filter": {"=nothing": 1}},
    ),
    simple(
        "crm.item.list",
        "INVALID_ARG_VALUE",
        "Invalid filter: field 'id' has invalid value",
        {"entityTypeId": 2, "filter": {">id": "many"}},
    ),
    simple(
        "crm.item.list",
        "INVALID_ARG_VALUE",
        "Invalid order: field 'nothing' is not allowed in order",
        {"entityTypeId": 2, "order": {"nothing": "ASC"}},
    ),
    simple(
        "crm.item.list",
        "INVALID_ARG_VALUE",
        "Invalid order: allowed sort directions are ASC, DESC. But got 'up' for field 'id'",
        {"entityTypeId": 2, "order": {"id": "up"}},
    ),
    simple("crm.item.get", "NOT_FOUND", "SPA not found", {"entityTypeId": 177, "id": 1}),
    simple("crm.item.get", "NOT_FOUND", "Element not found", {"entityTypeId": 128, "id": NOWHERE}),
    simple(
        "crm.item.get",
        "ACCESS_DENIED",
        "You do not have permission to view this item",
        {"entityTypeId": 2, "id": 1},
        plain=True,
    ),
    simple("app.info", "ACCESS_DENIED", APPLICATION, {}),
    simple("feature.get", "CODE_EMPTY", "CODE can't be empty", {}),
]


def _name(cause: Cause) -> str:
    return f"{cause.method} {cause.code or cause.text}"


@pytest.mark.parametrize("cause", CAUSES, ids=_name)
def test_the_cause_gives_its_error(world: World, cause: Cause) -> None:
    with pytest.raises(Refused) as refusal:
        cause.act(world)
    assert refusal.value.status == 400
    assert refusal.value.code == cause.code
    if cause.text:
        assert refusal.value.description == cause.text
