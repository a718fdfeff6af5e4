"""bizproc.activity.*: steps that this application offers to the workflow designer. No CRM activities.

https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-activity/. For administrators, inside an application, with
the scope bizproc. A portal lists codes only, and forgets all of them when the application is updated. Each async
function raises PortalError; Refused (ERROR_ACTIVITY_VALIDATION_FAILURE) says in its text what is wrong.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from daybook.bitrix import decode, expect, translations
from daybook.bitrix.portal import Portal
from daybook.domain.extensions import ActionProperty, PropertyType, WorkflowAction

LIST: Final = "bizproc.activity.list"


async def codes(portal: Portal) -> list[str]:
    """The codes of this application's actions."""
    answer = await portal.call(LIST, writes=False)
    if not isinstance(answer.result, list | Mapping):
        raise expect.lost(LIST)
    return [code for each in decode.as_list(answer.result) if (code := decode.as_text(each))]


async def add(portal: Portal, action: WorkflowAction) -> None:
    """Registers an action. Raises Refused (ERROR_ACTIVITY_ALREADY_INSTALLED) when its code is taken."""
    await portal.call("bizproc.activity.add", {"CODE": action.code, **fields(action)}, writes=True)


async def update(portal: Portal, action: WorkflowAction) -> None:
    """Replaces everything but the code. Raises Refused (ERROR_ACTIVITY_NOT_FOUND)."""
    await portal.call("bizproc.activity.update", {"CODE": action.code, "FIELDS": fields(action)}, writes=True)


async def delete(portal: Portal, code: str) -> None:
    """Removes an action; workflows that use it stop there. Raises Refused (ERROR_ACTIVITY_NOT_FOUND)."""
    await portal.call("bizproc.activity.delete", {"CODE": code}, writes=True)


def fields(action: WorkflowAction) -> dict[str, Any]:
    """All fields but the code, as parameters; what is empty is sent too, so that an update empties it. Pure."""
    sent: dict[str, Any] = {
        "HANDLER": action.handler,
        "NAME": translations.to_wire(action.name),
        "DESCRIPTION": translations.to_wire(action.description),
        "USE_SUBSCRIPTION": "Y" if action.waits else "N",
        "PROPERTIES": _properties(action.properties),
        "RETURN_PROPERTIES": _properties(action.results),
        "USE_PLACEMENT": "Y" if action.placement_handler else "N",
        "PLACEMENT_HANDLER": action.placement_handler,
    }
    if action.user_id is not None:
        sent["AUTH_USER_ID"] = action.user_id
    if action.document_type:
        sent["DOCUMENT_TYPE"] = list(action.document_type)
    rules = {"INCLUDE": _rules(action.only), "EXCLUDE": _rules(action.never)}
    if any(rules.values()):
        sent["FILTER"] = {name: listed for name, listed in rules.items() if listed}
    return sent


def read(code: str, sent: Mapping[str, Any]) -> WorkflowAction:
    """The action that these parameters describe: for those that were kept, or come from a file. Pure."""
    rules = decode.as_map(sent.get("FILTER"))
    return WorkflowAction(
        code=code,
        handler=decode.as_text(sent.get("HANDLER")),
        name=translations.read(sent.get("NAME")),
        description=translations.read(sent.get("DESCRIPTION")),
        properties=_read_properties(sent.get("PROPERTIES")),
        results=_read_properties(sent.get("RETURN_PROPERTIES")),
        document_type=tuple(decode.as_text(part) for part in decode.as_list(sent.get("DOCUMENT_TYPE"))),
        only=_read_rules(rules.get("INCLUDE")),
        never=_read_rules(rules.get("EXCLUDE")),
        waits=decode.as_text(sent.get("USE_SUBSCRIPTION")).upper() != "N",
        user_id=decode.as_id(sent.get("AUTH_USER_ID")),
        placement_handler=decode.as_text(sent.get("PLACEMENT_HANDLER")),
    )


def _properties(properties: Sequence[ActionProperty]) -> dict[str, Any]:
    return {each.key: _property(each) for each in properties}


def _property(each: ActionProperty) -> dict[str, Any]:
    described: dict[str, Any] = {
        "Name": translations.to_wire(each.name),
        "Description": translations.to_wire(each.description),
        "Type": each.type.value,
        "Required": "Y" if each.required else "N",
        "Multiple": "Y" if each.multiple else "N",
        "Default": each.default,
    }
    if each.type is PropertyType.SELECT:
        described["Options"] = dict(each.options)
    return described


def _read_properties(value: object) -> tuple[ActionProperty, ...]:
    described = decode.as_map(value)
    return tuple(_read_property(key, decode.as_map(each)) for key, each in described.items())


def _read_property(key: str, row: Mapping[str, Any]) -> ActionProperty:
    known = {each.value for each in PropertyType}
    type_ = decode.as_text(row.get("Type")).lower()
    default = row.get("Default")
    return ActionProperty(
        key=key,
        name=translations.read(row.get("Name")),
        type=PropertyType(type_) if type_ in known else PropertyType.STRING,
        description=translations.read(row.get("Description")),
        options={name: decode.as_text(text) for name, text in decode.as_map(row.get("Options")).items()},
        required=decode.as_flag(row.get("Required")),
        multiple=decode.as_flag(row.get("Multiple")),
        default=None if default is None else decode.as_text(default),
    )


def _rules(rules: Sequence[Sequence[str]]) -> list[Any]:
    """A rule of one word is that word: an edition (b24, box) or a module."""
    return [rule[0] if len(rule) == 1 else list(rule) for rule in rules if rule]


def _read_rules(value: object) -> tuple[tuple[str, ...], ...]:
    rules = ([rule] if isinstance(rule, str) else decode.as_list(rule) for rule in decode.as_list(value))
    return tuple(tuple(decode.as_text(part) for part in rule) for rule in rules if rule)
