"""What brings about each documented error: who calls, with which parameters. The rest comes by `--faults` only.

A cause names the documented error by its code and by a piece of its text or of its "when".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.contract.scene import ACTION, BLOCKS, FAR, LAYOUT, own_activity, system_call

ADMIN, PLAIN, APPLICATION, PLAIN_APPLICATION, SECOND = "admin", "plain", "application", "plain_application", "second"
DEAL = {"ownerTypeId": 2, "ownerId": 1}
NOWHERE = {"ownerTypeId": 2, "ownerId": 999}
MISSING = 999_999


@dataclass(frozen=True)
class Cause:
    """One call that is refused as documented."""

    method: str
    code: str
    piece: str
    params: Mapping[str, Any] = field(default_factory=dict)
    who: str = ADMIN


def _activities() -> Iterator[Cause]:
    add, update, get, delete = (f"crm.activity.{verb}" for verb in ("add", "update", "get", "delete"))

    def adding(piece: str, who: str = ADMIN, **fields: Any) -> Cause:
        return Cause(add, "", piece, {"fields": system_call(**fields)}, who)

    yield adding("SUBJECT is not", SUBJECT="")
    yield adding("RESPONSIBLE_ID is not", RESPONSIBLE_ID="nobody")
    yield adding("TYPE_ID is not", TYPE_ID=9)
    yield adding("COMMUNICATIONS is not", COMMUNICATIONS=[])
    two = [{"VALUE": str(number), "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3} for number in (1, 2)]
    yield adding("The only one communication", COMMUNICATIONS=two)
    yield adding("Could not build binding", OWNER_ID=0, COMMUNICATIONS=[{"VALUE": "+1 555"}])
    yield adding("without provider", TYPE_ID=6)
    yield adding("The activity type", TYPE_ID=3)
    yield adding("Use crm.activity.configurable.add", PROVIDER_ID="CONFIGURABLE_REST_APP")
    yield adding("Could not find 'CONTACT'", OWNER_TYPE_ID=3, OWNER_ID=MISSING)
    yield adding("caller may not do this", PLAIN)
    yield Cause(add, "", "Application context required", {"fields": own_activity()})
    mail: dict[str, Any] = {
        "TYPE_ID": 4,
        "DIRECTION": 2,
        "COMPLETED": "Y",
        "SETTINGS": {"MESSAGE_FROM": "Ann <ann@example.com>"},
        "COMMUNICATIONS": [{"VALUE": "not an address", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}],
    }
    yield adding("Invalid email is specified", **mail)

    def updating(piece: str, of: str = "$call", who: str = ADMIN, **fields: Any) -> Cause:
        return Cause(update, "", piece, {"id": of, "fields": fields}, who)

    yield Cause(update, "", "Activity is not found", {"id": MISSING, "fields": {"SUBJECT": "x"}})
    yield updating("SUBJECT is not", SUBJECT="")
    yield updating("RESPONSIBLE_ID is not", RESPONSIBLE_ID="nobody")
    yield updating("TYPE_ID is not", TYPE_ID=9)
    yield updating("COMMUNICATIONS is not", COMMUNICATIONS=[{"VALUE": ""}])
    yield updating("The only one communication", COMMUNICATIONS=two)
    yield updating("without provider", "$own", APPLICATION, PROVIDER_ID="")
    yield updating("Use crm.activity.configurable.update", "$card", SUBJECT="x")
    yield updating("caller may not do this", who=PLAIN, SUBJECT="x")
    yield updating("Application context required", "$own", SUBJECT="x")
    for method in (get, delete):
        yield Cause(method, "", "Activity is not found", {"id": MISSING})
        yield Cause(method, "", "caller may not do this", {"id": "$call"}, PLAIN)
        yield Cause(method, "", "Application context required", {"id": "$own"})
    transcript = "crm.activity.call.getTranscript"
    yield Cause(transcript, "NOT_FOUND", "", {"activityId": MISSING})
    yield Cause(transcript, "ACCESS_DENIED", "", {"activityId": "$call"}, PLAIN)


def _todos() -> Iterator[Cause]:
    deadline = {"deadline": FAR}
    value: dict[str, dict[str, Any]] = {
        "add": deadline,
        "update": deadline,
        "updateColor": {"colorId": "3"},
        "updateDeadline": {"value": FAR},
        "updateDescription": {"value": "x"},
        "updateResponsibleUser": {"responsibleId": 2},
    }
    completed = {
        "updateColor": "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO",
        "updateResponsibleUser": "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO",
    }
    for name, given in value.items():
        method = f"crm.activity.todo.{name}"
        this = {} if name == "add" else {"id": "$todo"}
        yield Cause(method, "100", "", {**this, **DEAL, **dict.fromkeys(given, None)})
        yield Cause(method, "OWNER_NOT_FOUND", "", {**this, **NOWHERE, **given})
        yield Cause(method, "ACCESS_DENIED", "", {**this, **DEAL, **given}, PLAIN)
        if name == "add":
            yield Cause(method, "NOT_FOUND", "", {**DEAL, **given, "parentActivityId": MISSING})
        else:
            yield Cause(method, "NOT_FOUND", "", {**DEAL, **given, "id": MISSING})
            code = completed.get(name, "CAN_NOT_UPDATE_COMPLETED_TODO")
            yield Cause(method, code, "", {**DEAL, **given, "id": "$done"})
        if "deadline" in given or name == "updateDeadline":
            yield Cause(method, "WRONG_DATETIME_FORMAT", "", {**this, **DEAL, **dict.fromkeys(given, "soon")})
    update = "crm.activity.todo.update"
    parent = {"id": "$todo", **DEAL, **deadline, "parentActivityId": "$done"}
    yield Cause(update, "ERROR_PARENT_ACTIVITY_RESTRICT", "", parent)
    color = {"id": "$todo", **DEAL, "colorId": "9"}
    yield Cause("crm.activity.todo.updateColor", "CAN_NOT_UPDATE_WRONG_COLOR_TODO", "", color)
    nobody = {"id": "$todo", **DEAL, "responsibleId": 0}
    yield Cause("crm.activity.todo.updateResponsibleUser", "INVALID_ARG_VALUE", "", nobody)


def _bindings() -> Iterator[Cause]:
    def to(type_id: int, number: int) -> dict[str, int]:
        return {"entityTypeId": type_id, "entityId": number}

    def move(of: str, source: tuple[int, int], target: tuple[int, int]) -> dict[str, Any]:
        names = ("sourceEntityTypeId", "sourceEntityId", "targetEntityTypeId", "targetEntityId")
        return {"activityId": of, **dict(zip(names, (*source, *target), strict=True))}

    add, list_, moving, delete = (f"crm.activity.binding.{verb}" for verb in ("add", "list", "move", "delete"))
    for method in (add, list_, moving, delete):
        yield Cause(method, "100", "")
    yield Cause(list_, "NOT_FOUND", "", {"activityId": MISSING})
    yield Cause(list_, "ACCESS_DENIED", "", {"activityId": "$call"}, PLAIN)
    for method, missing, bound in (
        (add, {"activityId": MISSING, **to(2, 2)}, {"activityId": "$todo", **to(2, 1)}),
        (delete, {"activityId": MISSING, **to(2, 1)}, {"activityId": "$todo", **to(2, 1)}),
        (moving, {**move("$todo", (2, 1), (2, 2)), "activityId": MISSING}, move("$todo", (2, 1), (2, 2))),
    ):
        yield Cause(method, "NOT_FOUND", "", missing)
        yield Cause(method, "ACCESS_DENIED", "", bound, PLAIN)
    yield Cause(add, "OWNER_NOT_FOUND", "", {"activityId": "$todo", **to(2, 999)})
    yield Cause(delete, "OWNER_NOT_FOUND", "", {"activityId": "$todo", **to(2, 999)})
    yield Cause(moving, "OWNER_NOT_FOUND", "", move("$todo", (2, 1), (2, 999)))
    yield Cause(add, "ACTIVITY_IS_ALREADY_BOUND", "", {"activityId": "$todo", **to(2, 1)})
    yield Cause(moving, "ACTIVITY_IS_ALREADY_BOUND", "", move("$shared", (2, 1), (2, 2)))
    yield Cause(moving, "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR", "", move("$todo", (2, 1), (3, 1)))
    yield Cause(moving, "SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", "", move("$todo", (2, 1), (2, 1)))
    yield Cause(moving, "BINDING_NOT_FOUND", "", move("$theirs", (2, 2), (2, 1)))
    yield Cause(delete, "BINDING_NOT_FOUND", "", {"activityId": "$todo", **to(2, 2)})
    yield Cause(delete, "LAST_BINDING_CANNOT_BE_DELETED", "", {"activityId": "$todo", **to(2, 1)})


def _types() -> Iterator[Cause]:
    params: dict[str, dict[str, Any]] = {
        "add": {"fields": {"TYPE_ID": "X"}},
        "list": {},
        "delete": {"TYPE_ID": "SURVEY"},
    }
    for verb, given in params.items():
        method = f"crm.activity.type.{verb}"
        yield Cause(method, "ACCESS_DENIED", "called with a webhook", given)
        yield Cause(method, "", "Admin permissions required", given, PLAIN_APPLICATION)
    add = "crm.activity.type.add"
    yield Cause(add, "INVALID_ARG_VALUE", "TYPE_ID empty", {"fields": {"TYPE_ID": ""}}, APPLICATION)
    yield Cause(add, "INVALID_ARG_VALUE", "exists already", {"fields": {"TYPE_ID": "SURVEY"}}, APPLICATION)
    yield Cause("crm.activity.type.delete", "INVALID_ARG_VALUE", "no such type", {"TYPE_ID": "NONE"}, APPLICATION)


def _blocks() -> Iterator[Cause]:
    place = {"entityTypeId": 2, "entityId": 1, "activityId": "$todo"}
    for verb in ("set", "get", "delete"):
        method = f"crm.activity.layout.blocks.{verb}"
        given: dict[str, Any] = {**place, "layout": BLOCKS} if verb == "set" else place
        yield Cause(method, "ERROR_WRONG_CONTEXT", "", given)
        yield Cause(method, "OWNER_NOT_FOUND", "", {**given, "entityId": 999}, APPLICATION)
        yield Cause(method, "NOT_FOUND", "", {**given, "activityId": MISSING}, APPLICATION)
        yield Cause(method, "ACCESS_DENIED", "", given, PLAIN_APPLICATION)
    method = "crm.activity.layout.blocks.set"
    card = {**place, "activityId": "$card", "layout": BLOCKS}
    yield Cause(method, "UNSUITABLE_ACTIVITY_TYPE_ERROR", "", card, APPLICATION)
    yield Cause(method, "FIELD_IS_REQUIRED", "", {**place, "layout": {"blocks": {}}}, APPLICATION)
    yield Cause(method, "FIELD_IS_REDUNDANT", "other structure", {**place, "layout": LAYOUT | BLOCKS}, APPLICATION)


def _cards() -> Iterator[Cause]:
    block = LAYOUT["body"]["blocks"]["answer"]

    def body(blocks: Mapping[str, Any]) -> dict[str, Any]:
        return {**LAYOUT, "body": {**LAYOUT["body"], "blocks": blocks}}

    broken: dict[str, Any] = {
        "ERROR_EMPTY_LAYOUT": [],
        "FIELD_IS_REQUIRED": {"icon": {"code": "info"}},
        "FIELD_IS_REDUNDANT": {**LAYOUT, "tail": {}},
        "ENUM_FIELD": {**LAYOUT, "icon": {"code": "no-such-icon"}},
        "TOO_MANY_ITEMS": body({f"b{number}": block for number in range(21)}),
        "KEY_CONTAIN_WRONG_SYMBOLS": body({"a key": block}),
        "WRONG_LANG": {**LAYOUT, "header": {"title": {"xx": "?"}}},
    }
    for verb, this in (("add", DEAL), ("update", {"id": "$card"})):
        method = f"crm.activity.configurable.{verb}"
        given: dict[str, Any] = {**this, "fields": {}, "layout": LAYOUT}
        yield Cause(method, "ACCESS_DENIED", "", given, PLAIN_APPLICATION)
        yield Cause(method, "100", "", this, APPLICATION)
        yield Cause(method, "ERROR_WRONG_CONTEXT", "", given)
        yield Cause(method, "WRONG_FIELD_VALUE", "", {**given, "fields": {"deadline": "soon"}}, APPLICATION)
        both = {"deadline": FAR, "isIncomingChannel": "Y"}
        yield Cause(method, "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE", "", {**given, "fields": both}, APPLICATION)
        for code, layout in broken.items():
            yield Cause(method, code, "", {**given, "layout": layout}, APPLICATION)
    update, get = "crm.activity.configurable.update", "crm.activity.configurable.get"
    yield Cause(update, "ERROR_WRONG_APPLICATION", "", {"id": "$card", "fields": {}}, SECOND)
    yield Cause(update, "NOT_FOUND", "", {"id": MISSING, "fields": {}}, APPLICATION)
    yield Cause(get, "NOT_FOUND", "", {"id": MISSING}, APPLICATION)
    yield Cause(get, "ACCESS_DENIED", "", {"id": "$card"}, PLAIN_APPLICATION)
    yield Cause(get, "ERROR_WRONG_CONTEXT", "", {"id": "$card"})
    badge = {"code": "x", "title": "x", "value": "x", "type": "primary"}
    yield Cause("crm.activity.badge.add", "ACCESS_DENIED", "", badge, PLAIN)
    yield Cause("crm.activity.badge.add", "REQUIRED_ARG_MISSING", "", {**badge, "title": ""})
    yield Cause("crm.activity.badge.get", "NOT_FOUND", "", {"code": "none"})
    yield Cause("crm.activity.badge.delete", "ACCESS_DENIED", "", {"code": "late"}, PLAIN)
    yield Cause("crm.activity.badge.delete", "NOT_FOUND", "", {"code": "none"})


def _actions() -> Iterator[Cause]:
    invalid = "ERROR_ACTIVITY_VALIDATION_FAILURE"
    changes: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("ERROR_UNSUPPORTED_PROTOCOL", "", {"HANDLER": "ftp://app.example/"}),
        ("ERROR_WRONG_HANDLER_URL", "", {"HANDLER": "nowhere"}),
        (invalid, "Wrong properties array!", {"PROPERTIES": "text"}),
        (invalid, "Wrong property key", {"PROPERTIES": {"1st": {"Name": "x"}}}),
        (invalid, "Empty property NAME", {"PROPERTIES": {"first": {"Type": "int"}}}),
        (invalid, "Wrong activity FILTER!", {"FILTER": {"ONLY": ["b24"]}}),
        (invalid, "Wrong activity DOCUMENT_TYPE!", {"DOCUMENT_TYPE": ["crm"]}),
    )
    add, update, list_, delete = (f"bizproc.activity.{verb}" for verb in ("add", "update", "list", "delete"))
    fresh = {**ACTION, "CODE": "fresh"}
    for method, given in ((add, fresh), (update, fresh), (list_, {}), (delete, {"CODE": "md5"})):
        yield Cause(method, "ACCESS_DENIED", "Application context required", given)
        yield Cause(method, "ACCESS_DENIED", "Access denied!", given, PLAIN_APPLICATION)
    for method, given in ((add, fresh), (update, {"FIELDS": {"NAME": "x"}}), (delete, {})):
        yield Cause(method, invalid, "Empty activity code!", {**given, "CODE": ""}, APPLICATION)
        yield Cause(method, invalid, "Wrong activity code!", {**given, "CODE": "a b"}, APPLICATION)
    for code, piece, change in changes:
        yield Cause(add, code, piece, {**fresh, **change}, APPLICATION)
        yield Cause(update, code, piece, {"CODE": "md5", "FIELDS": change}, APPLICATION)
    yield Cause(add, invalid, "Empty data!", {}, APPLICATION)
    yield Cause(add, invalid, "Empty activity NAME!", {**fresh, "NAME": ""}, APPLICATION)
    yield Cause(add, "ERROR_ACTIVITY_ALREADY_INSTALLED", "", ACTION, APPLICATION)
    yield Cause(update, invalid, "No fields to update", {"CODE": "md5", "FIELDS": {}}, APPLICATION)
    yield Cause(update, "ERROR_ACTIVITY_NOT_FOUND", "", {"CODE": "none", "FIELDS": {"NAME": "x"}}, APPLICATION)
    yield Cause(delete, "ERROR_ACTIVITY_NOT_FOUND", "", {"CODE": "none"}, APPLICATION)


def _items() -> Iterator[Cause]:
    for kind, mine in (("deal", 1), ("lead", 1), ("contact", 1), ("company", 1)):
        list_, get = f"crm.{kind}.list", f"crm.{kind}.get"
        yield Cause(list_, "", "Parameter 'order'", {"order": "ID"})
        yield Cause(list_, "", "Parameter 'filter'", {"filter": "ID"})
        yield Cause(get, "", "ID is not defined", {"id": 0})
        yield Cause(get, "", "Not found", {"id": MISSING})
        if kind != "lead":
            yield Cause(get, "", "Access denied", {"id": mine}, PLAIN)
    yield Cause("crm.lead.get", "", "Access denied", {"id": "$lead"}, PLAIN)
    list_, get = "crm.item.list", "crm.item.get"
    for method in (list_, get):
        yield Cause(method, "NOT_FOUND", "SPA not found", {"entityTypeId": 777, "id": 1})
    deals = {"entityTypeId": 2}
    invalid = "INVALID_ARG_VALUE"
    yield Cause(list_, invalid, "is not allowed in filter", {**deals, "filter": {"noSuch": 1}})
    yield Cause(list_, invalid, "Invalid filter: field 'FIELD' has invalid", {**deals, "filter": {"id": "many"}})
    yield Cause(list_, invalid, "is not allowed in order", {**deals, "order": {"noSuch": "ASC"}})
    yield Cause(list_, invalid, "allowed sort directions", {**deals, "order": {"id": "UP"}})
    yield Cause(get, "NOT_FOUND", "Element not found", {**deals, "id": MISSING})
    yield Cause(get, "ACCESS_DENIED", "", {**deals, "id": 1}, PLAIN)
    place = {**DEAL, "itemType": 2, "itemId": "$todo"}
    for verb, more in (("save", {"text": "x"}), ("get", {}), ("delete", {})):
        method = f"crm.timeline.note.{verb}"
        yield Cause(method, "100", "")
        yield Cause(method, "NOT_FOUND", "", {**place, **more, "itemId": MISSING})
        yield Cause(method, "ACCESS_DENIED", "", {**place, **more}, PLAIN)


def _others() -> Iterator[Cause]:
    nested = {"cmd": {"inner": "batch?cmd[a]=profile"}}
    yield Cause("batch", "ERROR_BATCH_METHOD_NOT_ALLOWED", "", nested)
    yield Cause("batch", "ERROR_BATCH_LENGTH_EXCEEDED", "", {"cmd": ["server.time"] * 51})
    yield Cause("app.info", "ACCESS_DENIED", "")
    yield Cause("feature.get", "CODE_EMPTY", "")
    bind, unbind = "event.bind", "event.unbind"
    online = {"event": "ONCRMACTIVITYADD", "handler": "https://app.example/"}
    offline = {"event": "ONCRMACTIVITYADD", "event_type": "offline"}
    yield Cause(bind, "ERROR_EVENT_NOT_FOUND", "", {**online, "event": "ONNOTHING"}, APPLICATION)
    for method in (bind, unbind):
        yield Cause(method, "ACCESS_DENIED", "Offline events", offline, PLAIN_APPLICATION)
        yield Cause(method, "ACCESS_DENIED", "with AUTH_TYPE", {**online, "auth_type": 1}, PLAIN_APPLICATION)
    for verb in ("get", "list", "clear", "error"):
        yield Cause(f"event.offline.{verb}", "ACCESS_DENIED", "", {"process_id": "x"}, PLAIN_APPLICATION)


CAUSES: tuple[Cause, ...] = (
    *_activities(),
    *_todos(),
    *_bindings(),
    *_types(),
    *_blocks(),
    *_cards(),
    *_actions(),
    *_items(),
    *_others(),
)

BY_FAULT_ONLY: tuple[tuple[str, str, str], ...] = (
    # The mail server's own troubles, and senders: everybody in this portal has an address.
    *(
        ("crm.activity.add", "", piece)
        for piece in (
            'module "subscribe"', "Invalid data", '"From" is not found', '"To" is not found', "Failed to add posting",
            "Failed to save posting file", "Failed to update activity", "General error",
        )
    ),
    ("crm.activity.update", "", "Could not build binding"),  # an activity always keeps one
    ("crm.activity.list", "INVALID_REQUEST", ""),  # plain http is what loopback speaks
    ("crm.activity.fields", "", ""),  # everybody may know the fields
    ("crm.activity.communication.fields", "", ""),
    ("crm.company.fields", "", ""),
    # Rights that this portal does not tell apart: whoever may call at all, may.
    *((f"crm.activity.type.{verb}", "ACCESS_DENIED", "insufficient rights") for verb in ("add", "list", "delete")),
    ("crm.activity.badge.get", "ACCESS_DENIED", ""),
    ("crm.activity.badge.list", "ACCESS_DENIED", ""),
    ("crm.activity.configurable.add", "ERROR_WRONG_APPLICATION", ""),  # a new one has no other application
    *((f"crm.{kind}.list", "", "Access denied.") for kind in ("deal", "lead", "contact", "company")),
    *((f"crm.{kind}.list", "", "General error") for kind in ("deal", "lead", "contact", "company")),
    ("crm.item.list", "allowed_only_intranet_user", ""),  # everybody here is an employee
    ("crm.item.get", "allowed_only_intranet_user", ""),
    *((f"crm.timeline.note.{verb}", "0", "") for verb in ("save", "get", "delete")),
    ("crm.timeline.logo.list", "0", ""),
    ("crm.timeline.icon.list", "0", ""),
    ("bizproc.activity.add", "ERROR_ACTIVITY_ADD_FAILURE", "already added"),  # the other code says it first
    ("bizproc.activity.add", "ERROR_ACTIVITY_ADD_FAILURE", "save error"),
)  # fmt: skip
