"""crm.activity.add: its many rules, and the moment when an e-mail is really sent.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-add.html
"""

import re
from collections.abc import Mapping

from daybook.sandbox import errors, records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Params
from daybook.sandbox.methods import activity_files, communications
from daybook.sandbox.methods.activity_fields import CALL, EMAIL, MEETING, PROVIDER, read_changes
from daybook.sandbox.methods.communications import Communication
from daybook.sandbox.methods.todos import creation
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref

_PROVIDERS = {
    MEETING: ("CRM_MEETING", "MEETING"),
    CALL: ("VOXIMPLANT_CALL", "CALL"),
    EMAIL: ("CRM_EMAIL", "EMAIL"),
}
_ADDRESS = re.compile(r"(?:[^<>]*<)?\s*[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+\s*>?")
OUTGOING = 2


def add(context: Context, params: Params) -> object:
    """The handler; answers the bare number of the new activity."""
    given = params.map("fields")
    type_id = _type(context, given)
    if not values.as_text(given.get("SUBJECT")).strip():
        raise errors.plain("The field SUBJECT is not defined or empty")
    told = communications.read(given.get("COMMUNICATIONS"), type_id)
    bindings = _bindings(context, given, told)
    now_s = context.now_s
    row = {
        "START_TIME": None,
        "DEADLINE": context.clock.no_deadline_s(),
        **read_changes(
            context, {**given, "TYPE_ID": type_id, "RESPONSIBLE_ID": _responsible(context, given, bindings)}, None
        ),
        **_provider(context, given, type_id),
        "CREATED": now_s,
        "LAST_UPDATED": now_s,
        "AUTHOR_ID": context.caller.user_id,
        "EDITOR_ID": context.caller.user_id,
    }
    row.pop("OWNER_ID", None)
    row.pop("OWNER_TYPE_ID", None)
    activity_id = records.add_activity(context.db, row, bindings)
    communications.replace(context, activity_id, told)
    activity_files.add(context, activity_id, given.get("FILES"))
    context.portal.stats.creation(creation(context, activity_id))
    if type_id == EMAIL and row.get("DIRECTION") == OUTGOING and row.get("COMPLETED") == "Y":
        _send(context, row, records.settings(row), told)
    return activity_id


def _type(context: Context, given: Mapping[str, object]) -> int:
    """TYPE_ID, checked against what this method may make; an application's own activity needs none."""
    provider = values.as_text(given.get("PROVIDER_ID"))
    if provider == records.CONFIGURABLE:
        raise errors.plain("Use crm.activity.configurable.add for this activity provider")
    if provider == records.REST_APP:
        if context.caller.application is None:
            raise errors.plain("Access denied! Application context required")
        return PROVIDER
    type_id = values.as_int(given.get("TYPE_ID"))
    if type_id is None or not 1 <= type_id <= PROVIDER:
        raise errors.plain("The field TYPE_ID is not defined or invalid")
    if type_id == PROVIDER and not provider:
        raise errors.plain("The custom activity without provider is not supported in current context")
    if type_id not in (*_PROVIDERS, PROVIDER):
        raise errors.plain(f'The activity type "{type_id}" is not supported in current context')
    return type_id


def _provider(context: Context, given: Mapping[str, object], type_id: int) -> dict[str, object]:
    if type_id in _PROVIDERS:
        provider, kind = _PROVIDERS[type_id]
        return {"PROVIDER_ID": provider, "PROVIDER_TYPE_ID": kind}
    if values.as_text(given.get("PROVIDER_ID")) == records.REST_APP:
        kind = values.as_text(given.get("PROVIDER_TYPE_ID")) or "LINK"
        return {"PROVIDER_TYPE_ID": kind, "APPLICATION": context.caller.application}
    return {}


def _bindings(context: Context, given: Mapping[str, object], told: list[Communication]) -> list[Ref]:
    """The owner first, then the items of the communications. Raises when there is none, or no right to the owner."""
    owner = Ref(values.as_int(given.get("OWNER_TYPE_ID")) or 0, values.as_int(given.get("OWNER_ID")) or 0)
    named = [owner] if owner.type > 0 and owner.id > 0 else []
    named += [one.entity for one in told if one.entity is not None]
    if not named:
        raise errors.plain(
            "Could not build binding. Please ensure that owner info and communications are defined correctly"
        )
    for ref in named:
        if records.entity(context.db, ref) is None:
            kind = records.type_of(ref)
            raise errors.plain(f"Could not find '{kind.code if kind else ref.type}' with ID: {ref.id}")
    if not records.may_touch(context.db, context.caller, named[0]):
        raise errors.plain("Access denied.")
    return list(dict.fromkeys(named))


def _responsible(context: Context, given: Mapping[str, object], bindings: list[Ref]) -> int:
    """RESPONSIBLE_ID as given, else the responsible person of the owner."""
    if given.get("RESPONSIBLE_ID") not in (None, ""):
        return values.as_int(given["RESPONSIBLE_ID"]) or 0
    owner = records.entity(context.db, bindings[0])
    return int(owner["ASSIGNED_BY_ID"] or 0) if owner is not None else 0


def _send(
    context: Context, row: Mapping[str, object], settings: Mapping[str, object], told: list[Communication]
) -> None:
    """An e-mail leaves only with TYPE_ID 4, DIRECTION 2 and COMPLETED Y together.

    Raises `Email send error. …`; the activity stays all the same, so the call must not be repeated.
    """
    sender = values.as_text(settings.get("MESSAGE_FROM"))
    if not sender:
        own = context.db.execute("SELECT EMAIL FROM user WHERE ID = ?", (row["RESPONSIBLE_ID"],)).fetchone()
        sender = own["EMAIL"] if own else ""
    problem = ""
    if not sender:
        problem = '"From" is not found'
    elif not told:
        problem = '"To" is not found'
    elif not all(_ADDRESS.fullmatch(address) for address in (sender, *(one.value for one in told))):
        problem = "Invalid email is specified"
    if problem:
        raise ApiError("", f"Email send error. {problem}", work_stays=True)
