"""The rules of a set of content blocks (RestAppLayoutDto).

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/content-block.html. Six types;
`lineOfBlocks` holds text, link and deadline, `withTitle` holds one of them; nothing nests deeper.
"""

import re
from collections.abc import Callable, Mapping

from daybook.sandbox.errors import ApiError

MAX_BLOCKS = 20
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SIZES = ("xs", "sm", "md")
_COLORS = ("base_50", "base_60", "base_70", "base_90")
_INNER = frozenset({"text", "link", "deadline"})
_ACTIONS = {
    "redirect": ("uri",),
    "restEvent": ("id",),
    "openRestApp": (),
}
_ACTION_FIELDS = frozenset({"type", "uri", "id", "actionParams", "animationType", "sliderParams"})

Check = Callable[[str, object], None]


def check(layout: object) -> None:
    """Raises ApiError with the documented code for the first broken rule."""
    if not isinstance(layout, Mapping) or "blocks" not in layout:
        raise _required("blocks", "layout")
    _no_more("layout", layout, {"blocks"})
    _blocks("layout", layout["blocks"])


def _required(name: str, of: str) -> ApiError:
    return ApiError("FIELD_IS_REQUIRED", f"Field {name} is required in {of}")


def _no_more(of: str, value: Mapping[str, object], known: set[str] | frozenset[str]) -> None:
    for name in value:
        if name not in known:
            raise ApiError("FIELD_IS_REDUNDANT", f"Field {name} is redundant in {of}")


def _enum(allowed: tuple[str, ...]) -> Check:
    def check_one(of: str, value: object) -> None:
        if value not in allowed:
            raise ApiError("ENUM_FIELD", f"{of} must be one of: {', '.join(allowed)}")

    return check_one


def _text(of: str, value: object) -> None:
    """A text, or a map of language and text."""
    texts = list(value.values()) if isinstance(value, Mapping) else [value]
    if not all(isinstance(text, str | int | float) for text in texts):
        raise ApiError("WRONG_FIELD_VALUE", f"{of} must be a text")


def _flag(of: str, value: object) -> None:
    if value not in (True, False, "true", "false", "Y", "N", "1", "0"):
        raise ApiError("WRONG_FIELD_VALUE", f"{of} must be true or false")


def _action(of: str, value: object) -> None:
    if not isinstance(value, Mapping) or "type" not in value:
        raise _required("type", of)
    _enum(tuple(_ACTIONS))(f"{of}.type", value["type"])
    for name in _ACTIONS[value["type"]]:
        if not value.get(name):
            raise _required(name, of)
    _no_more(of, value, _ACTION_FIELDS)
    params = value.get("actionParams")
    if isinstance(params, Mapping):
        if len(params) > MAX_BLOCKS:
            raise ApiError("TOO_MANY_ITEMS", f"{of}.actionParams holds more than {MAX_BLOCKS} items")
        _keys(f"{of}.actionParams", params)
    if "animationType" in value:
        _enum(("loader", "disable"))(f"{of}.animationType", value["animationType"])


def _keys(of: str, value: Mapping[str, object]) -> None:
    for key in value:
        if not _KEY.fullmatch(key):
            raise ApiError("KEY_CONTAIN_WRONG_SYMBOLS", f"Key {key} of {of} contains wrong symbols")


def _block(of: str, value: object, allowed: frozenset[str] | None = None) -> None:
    if not isinstance(value, Mapping) or "type" not in value:
        raise _required("type", of)
    type_ = value["type"]
    _enum(tuple(_PROPERTIES))(f"{of}.type", type_)
    if allowed is not None and type_ not in allowed:
        raise ApiError("WRONG_FIELD_VALUE", f"{of} has an unsuitable type of nested block")
    _no_more(of, value, {"type", "properties"})
    properties = value.get("properties", {} if type_ == "deadline" else None)
    if properties == []:  # PHP has one word for an empty list and an empty map
        properties = {}
    if not isinstance(properties, Mapping):
        raise _required("properties", of)
    required, known = _PROPERTIES[type_]
    for name in required:
        if name not in properties:
            raise _required(name, of)
    _no_more(of, properties, known.keys() | {"scope"})
    for name, one in known.items():
        if name in properties:
            one(f"{of}.{name}", properties[name])


def _blocks(of: str, value: object, allowed: frozenset[str] | None = None) -> None:
    if not isinstance(value, Mapping) or not value:
        raise _required("blocks", of)
    if len(value) > MAX_BLOCKS:
        raise ApiError("TOO_MANY_ITEMS", f"{of}.blocks holds more than {MAX_BLOCKS} items")
    _keys(f"{of}.blocks", value)
    for key, block in value.items():
        _block(f"{of}.blocks.{key}", block, allowed)


def _inner_block(of: str, value: object) -> None:
    _block(of, value, _INNER)


def _inner_blocks(of: str, value: object) -> None:
    _blocks(of, value, _INNER)


_PROPERTIES: Mapping[str, tuple[tuple[str, ...], Mapping[str, Check]]] = {
    "text": (
        ("value",),
        {
            "value": _text,
            "multiline": _flag,
            "title": _text,
            "bold": _flag,
            "size": _enum(_SIZES),
            "color": _enum(_COLORS),
        },
    ),
    "largeText": (("value",), {"value": _text}),
    "link": (("text", "action"), {"text": _text, "action": _action, "bold": _flag}),
    "withTitle": (("title", "block"), {"title": _text, "block": _inner_block, "inline": _flag}),
    "lineOfBlocks": (("blocks",), {"blocks": _inner_blocks}),
    "deadline": ((), {"readonly": _flag}),
}
