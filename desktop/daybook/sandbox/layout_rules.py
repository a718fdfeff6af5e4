"""The rules of layouts: the card of a configurable activity, and a set of content blocks on somebody else's.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/. The rules themselves are
`layout.schema.json`, whose annotation `x-b24-error` names the documented code of a broken one; what a schema can't say
(codes and languages this portal knows, sections of a menu) is here.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from daybook.sandbox import values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.tables.pictures import ICONS, LOGOS
from daybook.sandbox.wire.brackets import Written

CARD, BLOCKS = "LayoutDto", "RestAppLayoutDto"
LANGUAGES = frozenset(
    ("en", "de", "fr", "la", "br", "it", "pl", "tr", "ua", "ja", "vn", "id", "ms", "th", "kz", "ar", "sc", "tc", "ru")
)
_FLAGS = frozenset(
    (
        "multiline", "bold", "inline", "readonly", "showNote", "hideIfReadonly", "isSelected", "isLocked",
        "showPinItem", "showPostponeItem", "showDeleteItem",
    )
)  # fmt: skip
_NUMBERS = frozenset(("width", "leftBoundary"))
_MAPS = frozenset(
    ("blocks", "tags", "buttons", "items", "properties", "actionParams", "sliderParams", "menu", "footer")
)
_KEYED = frozenset(("blocks", "tags", "buttons", "items"))
"""Their keys are made up by the application, and may be called like any field."""
_USUAL = {
    "required": "FIELD_IS_REQUIRED",
    "minProperties": "FIELD_IS_REQUIRED",  # an empty set says as much as none
    "additionalProperties": "FIELD_IS_REDUNDANT",
    "enum": "ENUM_FIELD",
    "maxProperties": "TOO_MANY_ITEMS",
    "maxItems": "TOO_MANY_ITEMS",
}


def check(layout: object, dto: str = BLOCKS, own_codes: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The layout as it is kept. `own_codes` are icons and logos that were added to the portal's own.

    Raises ApiError with the documented code for the first broken rule.
    """
    try:
        read = _read(layout)
    except RecursionError:
        raise ApiError("WRONG_FIELD_VALUE", "The layout is nested too deeply") from None
    if dto == CARD and not read:
        raise ApiError("ERROR_EMPTY_LAYOUT", "The layout is empty")
    for broken in _validator(dto).iter_errors(read):
        raise _refusal(broken)
    if not isinstance(read, dict):  # the schema has said so already
        raise ApiError("FIELD_IS_REQUIRED", "The layout is empty")
    _check_codes(read, own_codes)
    _check_languages(read)
    _check_sections(read)
    return read


@cache
def _validator(dto: str) -> Draft202012Validator:
    text = resources.files("daybook.sandbox").joinpath("layout.schema.json").read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    return Draft202012Validator({"$defs": definitions, "$ref": f"#/$defs/{dto}"})


def _refusal(broken: ValidationError) -> ApiError:
    place = ".".join(map(str, broken.absolute_path)) or "layout"
    return ApiError(_code(broken), f"{place}: {broken.message[:500]}")


def _code(broken: ValidationError) -> str:
    """The documented code: the annotation of the broken rule, else what its keyword usually gives."""
    keyword = str(broken.validator)
    named = broken.schema.get("x-b24-error") if isinstance(broken.schema, Mapping) else None
    if isinstance(named, Mapping):
        named = named.get(keyword)
    if not named and "propertyNames" in broken.absolute_schema_path:
        return "WRONG_LANG"
    if not named and keyword == "type" and not broken.absolute_path:
        return "FIELD_IS_REQUIRED"
    return str(named or _USUAL.get(keyword, "WRONG_FIELD_VALUE"))


def _read(value: object, name: str = "") -> object:
    """The value as JSON would have given it: forms know only text, and PHP has one word for empty list and map."""
    if name == "actionParams":
        return _action_params(value)
    if isinstance(value, dict):
        return {key: _read(item, _field(name, key)) for key, item in value.items()}
    if isinstance(value, list):
        if not value and name in _MAPS:
            return {}
        return [_read(item) for item in value]
    if isinstance(value, Written):
        if name in _FLAGS:
            flag = values.as_flag(value)
            return value if flag is None else flag
        if name in _NUMBERS:
            number = values.as_int(value)
            return value if number is None else number
    return value


def _field(holder: str, key: str) -> str:
    """The field that a key of this holder names; "" for a key that is made up."""
    return "" if holder in _KEYED else key


def _action_params(value: object) -> object:
    """Scalars come back as text (crm.activity.configurable.get)."""
    if value == []:
        return {}
    if not isinstance(value, dict):
        return value
    return {key: item if isinstance(item, dict | list) else values.as_text(item) for key, item in value.items()}


def _check_codes(layout: Mapping[str, Any], own: frozenset[str]) -> None:
    for name, code, known in (
        ("icon", layout.get("icon", {}).get("code"), ICONS),
        ("logo", layout.get("body", {}).get("logo", {}).get("code"), LOGOS),
    ):
        if code is not None and code not in known and code not in own:
            raise ApiError("ENUM_FIELD", f"Field code of {name} must be one of: {', '.join(known)}")


def _check_languages(value: object, name: str = "") -> None:
    """`title`, `value`, `text` and `subtitle` may be translated; a map there speaks of languages."""
    if isinstance(value, dict):
        if name in ("title", "value", "text", "subtitle") and all(isinstance(item, str) for item in value.values()):
            for language in value:
                if language not in LANGUAGES:
                    raise ApiError("WRONG_LANG", f"Language {language} is not installed")
        for key, item in value.items():
            if name != "actionParams":
                _check_languages(item, _field(name, key))


def _check_sections(layout: Mapping[str, Any]) -> None:
    menu = layout.get("footer", {}).get("menu", {})
    codes = [section["code"] for section in menu.get("sections", [])]
    if len(set(codes)) < len(codes):
        raise ApiError("MENU_DUPLICATE_SECTION_CODE", "Codes of menu sections must differ")
    for code in _section_codes(menu.get("items", {})):
        if code not in codes:
            raise ApiError("MENU_UNKNOWN_SECTION_CODE", f"Menu section {code} is not declared")


def _section_codes(items: Mapping[str, Any]) -> Iterator[str]:
    return (item["sectionCode"] for item in items.values() if "sectionCode" in item)
