"""What a portal would refuse in a workflow action, found before it is sent.

https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-activity/bizproc-activity-add.html
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from daybook.domain.extensions import ActionProperty, PropertyType, WorkflowAction
from daybook.domain.translated import is_blank

_CODE: Final = re.compile(r"[A-Za-z0-9._-]+")
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
DOCUMENT_PARTS: Final = 3


class Fault(StrEnum):
    """What is wrong."""

    NO_CODE = "no_code"
    BAD_CODE = "bad_code"
    BAD_ADDRESS = "bad_address"
    NO_NAME = "no_name"
    BAD_KEY = "bad_key"
    KEY_TWICE = "key_twice"
    NO_PROPERTY_NAME = "no_property_name"
    NO_OPTIONS = "no_options"
    BAD_DOCUMENT = "bad_document"
    BAD_RULE = "bad_rule"


def faults(action: WorkflowAction) -> Iterator[tuple[str, Fault]]:
    """Each fault with the field it is in: a field's name, or `properties.2` and `results.0` by place."""
    if not action.code:
        yield "code", Fault.NO_CODE
    elif not _CODE.fullmatch(action.code):
        yield "code", Fault.BAD_CODE
    if not is_address(action.handler):
        yield "handler", Fault.BAD_ADDRESS
    if action.placement_handler and not is_address(action.placement_handler):
        yield "placement_handler", Fault.BAD_ADDRESS
    if is_blank(action.name):
        yield "name", Fault.NO_NAME
    yield from _property_faults("properties", action.properties)
    yield from _property_faults("results", action.results)
    if action.document_type and not _is_document(action.document_type):
        yield "document_type", Fault.BAD_DOCUMENT
    for name, rules in (("only", action.only), ("never", action.never)):
        if not all(1 <= len(rule) <= DOCUMENT_PARTS and all(rule) for rule in rules):
            yield name, Fault.BAD_RULE


def is_address(text: str) -> bool:
    """True for an address that a portal can call."""
    try:
        parts = urlsplit(text.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_document(parts: tuple[str, ...]) -> bool:
    return len(parts) == DOCUMENT_PARTS and all(parts)


def _property_faults(name: str, properties: tuple[ActionProperty, ...]) -> Iterator[tuple[str, Fault]]:
    seen: set[str] = set()
    for number, each in enumerate(properties):
        place = f"{name}.{number}"
        if not _KEY.fullmatch(each.key):
            yield place, Fault.BAD_KEY
        elif each.key in seen:
            yield place, Fault.KEY_TWICE
        seen.add(each.key)
        if is_blank(each.name):
            yield place, Fault.NO_PROPERTY_NAME
        if each.type is PropertyType.SELECT and not each.options:
            yield place, Fault.NO_OPTIONS
