"""Whatever a caller may send: parameters that look right, half right, or like nothing at all."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from daybook.sandbox.method import Method, Param
from daybook.sandbox.methods.registry import all_methods

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
KEYS = st.text(st.sampled_from("ab0189[]=&%+ é\x00"), max_size=24)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "ID", "id", "TITLE", "SUBJECT", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "DEADLINE", "COMPLETED", "PHONE",
    "BINDINGS", "COMMUNICATIONS", "FILES", "SETTINGS", "PROVIDER_ID", "PROVIDER_TYPE_ID", "RESPONSIBLE_ID",
    "OPPORTUNITY", "logic",
    "0", "1", "assignedById", "createdTime", "NAME", "typeId", "deadline", "completed", "pingOffsets", "badgeCode",
    "isIncomingChannel", "ICON_FILE", "IS_CONFIGURABLE_TYPE", "ACTIVE", "EVENT_NAME", "TIMESTAMP_X", "ERROR", "text",
    "DIRECTION", "START_TIME", "EMAIL", "UF_DEPARTMENT", "NAME_SEARCH", "FIND", "Type", "Options", "Default",
)  # fmt: skip
PREFIXES = st.sampled_from(("", "=", "!", ">", ">=", "<", "<=", "@", "!@", "%", "!%", "=%", "!=%", "!=", "?", "<>"))
DATES = st.sampled_from(
    ("2031-05-06T10:00:00+03:00", "2031-01-01", "2031-01-01 10:00", "0001-01-01", "9999-12-31T23:59:59-14:00", "soon")
)
NUMBERS = st.sampled_from((0, 1, 2, 3, 4, 6, 128, -1, "1", "2", "1.0", 1.5, 2**53, 2**63, 2**64, "9" * 16, 1e308, "٣"))
LAYOUT = st.sampled_from(
    (
        {"blocks": {}},
        {"blocks": {"a": {"type": "text", "properties": {"value": "x"}}}},
        {"icon": {"code": "info"}, "header": {"title": "x"}, "body": {"logo": {"code": "call"}, "blocks": {"a": 1}}},
        {"header": {"title": {}}, "body": []},
    )
)
FILES = st.sampled_from(([{"fileData": ["a.txt", "eA=="]}], [{"fileData": ["a.txt"]}], ["x", "?"], {"fileData": 1}))
TOLD = st.sampled_from(
    ([{"VALUE": "+1 555", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}], [{"VALUE": "", "ENTITY_ID": 2**60}], [[]], ["x"])
)
LEAF = NUMBERS | DATES | TEXT | st.sampled_from(("Y", "N", True, False, None, "", [], {})) | LAYOUT | FILES | TOLD
MAPS = st.dictionaries(st.builds(str.__add__, PREFIXES, st.sampled_from(FIELDS)), LEAF | ANY_JSON, max_size=4)
LISTS = st.lists(LEAF | MAPS, max_size=4)
KNOWN_IDS = st.sampled_from((1, 1, 1, 1, 2, "1"))
ACTIVITIES = st.sampled_from((1, 1, 1, "1", 2, 3, 4, 5, 6, 7, 7, 8))
"""One of each kind stands in the furnished portal (`tests.contract.scene`)."""
TYPES = st.sampled_from((2, 2, 2, 2, 2, 2, 2, "2", "2", 3, 1, 4, 128))
BY_TYPE = {"int": NUMBERS, "text": DATES | TEXT | NUMBERS, "flag": LEAF, "map": MAPS | LAYOUT, "list": LISTS}
CODES = st.sampled_from(("a", "b", "SURVEY", "success", "primary"))
EVENTS = st.sampled_from(("ONCRMACTIVITYADD", "ONCRMACTIVITYUPDATE", "OnCrmDealUpdate", "ONOFFLINEEVENT", "", "x"))
ADDRESSES = st.sampled_from(
    (
        "https://a.example/",
        "https://b.example/",
        "https://app.example/",
        "http://127.0.0.1:1/",
        "http://[",
        "//",
        "ftp://x",
        "http://:99999/",
    )
)
PROPERTIES = st.fixed_dictionaries(
    {"Name": TEXT}, optional={"Type": TEXT | st.just("select"), "Options": MAPS, "Default": LEAF}
)
SETTABLE: "dict[str, st.SearchStrategy[Any]]" = {
    **dict.fromkeys(("SUBJECT", "NAME", "TITLE", "STAGE_ID", "PROVIDER_TYPE_ID"), TEXT),
    **dict.fromkeys(("DEADLINE", "START_TIME", "deadline"), DATES),
    **dict.fromkeys(("COMPLETED", "IS_CONFIGURABLE_TYPE"), st.sampled_from("YN")),
    **dict.fromkeys(("completed", "isIncomingChannel"), LEAF),
    **dict.fromkeys(("OWNER_ID", "RESPONSIBLE_ID", "DIRECTION", "responsibleId", "ASSIGNED_BY_ID"), KNOWN_IDS),
    **dict.fromkeys(("typeId", "badgeCode"), CODES),
    **dict.fromkeys(("PHONE", "EMAIL", "pingOffsets"), LISTS),
    **dict.fromkeys(("FILES", "ICON_FILE"), FILES | st.just(["i.png", "eA=="])),
    "OWNER_TYPE_ID": TYPES,
    "TYPE_ID": st.sampled_from((1, 2, 4, 6, "2", "SURVEY")),
    "PROVIDER_ID": st.sampled_from(("REST_APP", "CRM_TODO", "x")),
    "COMMUNICATIONS": TOLD,
    "SETTINGS": MAPS,
    "OPPORTUNITY": NUMBERS,
}
BLOCKS: dict[str, Any] = {"blocks": {"a": {"type": "text", "properties": {"value": "x"}}}}
CARD: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {"title": "x"},
    "body": {"logo": {"code": "list-check"}, "blocks": {"a": {"type": "text", "properties": {"value": "x"}}}},
}
_OWNED = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "SUBJECT": "x", "RESPONSIBLE_ID": 1}
_TOLD = [{"VALUE": "+1 555", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
WHOLE = st.sampled_from(
    (
        {},
        {**_OWNED, "TYPE_ID": 2, "COMMUNICATIONS": _TOLD},
        {**_OWNED, "PROVIDER_ID": "REST_APP"},
        {"TITLE": "x", "NAME": "x", "PHONE": [{"VALUE": "+1 555", "VALUE_TYPE": "WORK"}]},
        {"TYPE_ID": "SURVEY", "NAME": "x", "IS_CONFIGURABLE_TYPE": "Y"},
        {"typeId": "CONFIGURABLE", "deadline": "2031-01-01"},
    )
)
SOME = st.lists(st.sampled_from(sorted(SETTABLE)), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({name: SETTABLE[name] for name in names})
)
BY_NAME: "dict[str, st.SearchStrategy[Any]]" = {
    **dict.fromkeys(("ownertypeid", "entitytypeid", "sourceentitytypeid", "targetentitytypeid"), TYPES),
    **dict.fromkeys(("ownerid", "entityid", "sourceentityid", "targetentityid"), KNOWN_IDS),
    **dict.fromkeys(("id", "activityid", "itemid"), ACTIVITIES),
    **dict.fromkeys(("deadline", "value"), DATES),
    **dict.fromkeys(("code", "type"), CODES),
    "event": EVENTS,
    "handler": ADDRESSES,
    "event_type": st.sampled_from(("offline", "online", "x")),
    "fields": st.builds(lambda whole, some: {**whole, **some}, WHOLE, SOME),
    "layout": st.sampled_from((CARD, CARD, BLOCKS, BLOCKS)) | LAYOUT,
    "placement": st.sampled_from(("CRM_ACTIVITY_LIST_MENU", "x")),
    "itemtype": st.sampled_from((1, 2, 3)),
    "properties": st.dictionaries(CODES, PROPERTIES, max_size=2),
    "return_properties": st.dictionaries(CODES, PROPERTIES, max_size=2),
    "name": TEXT | st.just({"en": "x"}),
    "title": TEXT | st.just({"en": "x"}),
    "start": st.sampled_from((0, -1, 50)),
}

METHODS = tuple(method for method in all_methods().values() if method.name != "batch")
_REMOVING = (".delete", ".unbind", ".clear")
_OFTEN = tuple(method for method in METHODS if not method.name.endswith(_REMOVING)) * 8 + METHODS
"""What removes is called seldom, else nothing would be left to call the others on."""


@st.composite
def _value(draw: st.DrawFn, param: Param) -> Any:
    """Mostly what the parameter is for, at times what has its type, seldom anything."""
    by_type = BY_TYPE.get(param.type, LEAF | MAPS | LISTS)
    sense = draw(st.integers(0, 19))
    if sense == 0:
        return draw(ANY_JSON)
    return draw(by_type if sense <= 2 else BY_NAME.get(param.name.lower(), by_type))


def _call(method: Method) -> "st.SearchStrategy[tuple[str, dict[str, Any]]]":
    required = {param.name: _value(param) for param in method.params if param.required}
    others = {param.name: _value(param) for param in method.params if not param.required}
    params = st.fixed_dictionaries(required, optional=others)
    stripped = st.fixed_dictionaries({}, optional={**required, **others})
    return st.tuples(st.just(method.name), st.integers(0, 9).flatmap(lambda sense: params if sense else stripped))


CALLS = st.sampled_from(_OFTEN).flatmap(_call)
"""A method, and parameters that it knows."""


def spelled(value: Any, key: str) -> list[tuple[str, Any]]:
    """A nested value as PHP's flat bracket keys."""
    if isinstance(value, dict):
        return [pair for name, item in value.items() for pair in spelled(item, f"{key}[{name}]")]
    if isinstance(value, list):
        return [pair for number, item in enumerate(value) for pair in spelled(item, f"{key}[{number}]")]
    return [(key, value)]


def as_query(params: dict[str, Any]) -> str:
    """Parameters as a query; what is no text is written as JSON writes it."""
    pairs = [pair for name, item in params.items() for pair in spelled(item, name)]
    return urlencode(
        [(key, value if isinstance(value, str) else json.dumps(value)) for key, value in pairs], errors="replace"
    )


REFERENCES = st.sampled_from(("$result[a]", "$result[a][id]", "$result[0][0][ID]", "$result[", "$result[b][fields]"))
COMMANDS = st.one_of(
    st.builds(lambda call: f"{call[0]}?{as_query(call[1])}", CALLS),
    st.builds(lambda call, text: f"{call[0]}?id={quote(text)}&ownerId={text}", CALLS, REFERENCES),
    TEXT,
    ANY_JSON,
    st.just("batch?cmd[a]=profile"),
)
BATCHES = st.fixed_dictionaries(
    {"cmd": st.lists(COMMANDS, max_size=4) | st.dictionaries(st.sampled_from("ab01"), COMMANDS, max_size=4) | ANY_JSON},
    optional={"halt": LEAF},
)
