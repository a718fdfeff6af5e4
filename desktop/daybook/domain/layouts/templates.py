"""Blocks and parts to begin with, and what becomes of a block that is made one of another type. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from daybook.domain.layouts import editing
from daybook.domain.layouts.model import BlockType, Dto, Steps
from daybook.domain.layouts.outline import PieceKind
from daybook.domain.layouts.tables import MOST_BLOCKS, PROPERTIES

_TEXT: Final[Mapping[str, Any]] = {"type": "text", "properties": {"value": "Text"}}
_REDIRECT: Final[Mapping[str, Any]] = {"type": "redirect", "uri": "/crm/deal/"}

BLOCKS: Final[Mapping[BlockType, Mapping[str, Any]]] = {
    BlockType.TEXT: _TEXT,
    BlockType.LARGE_TEXT: {"type": "largeText", "properties": {"value": "Long text"}},
    BlockType.LINK: {"type": "link", "properties": {"text": "Link", "action": _REDIRECT}},
    BlockType.WITH_TITLE: {
        "type": "withTitle",
        "properties": {"title": "Label", "block": _TEXT, "inline": True},
    },
    BlockType.LINE: {"type": "lineOfBlocks", "properties": {"blocks": {"text": _TEXT}}},
    BlockType.DEADLINE: {"type": "deadline", "properties": {}},
}
"""The least that a portal takes."""

PARTS: Final[Mapping[PieceKind, Any]] = {
    PieceKind.ICON: {"code": "info"},
    PieceKind.HEADER: {"title": "Title"},
    PieceKind.TAG: {"title": "Tag", "type": "primary"},
    PieceKind.BODY: {"logo": {"code": "notification"}, "blocks": {"text": _TEXT}},
    PieceKind.LOGO: {"code": "notification"},
    PieceKind.FOOTER: {"buttons": {"button": {"title": "Open", "type": "primary", "action": _REDIRECT}}},
    PieceKind.BUTTON: {"title": "Open", "type": "primary", "action": _REDIRECT},
    PieceKind.MENU: {"items": {"item": {"title": "Open", "action": _REDIRECT}}},
    PieceKind.ITEM: {"title": "Open", "action": _REDIRECT},
    PieceKind.SECTION: {"code": "section", "title": "Section"},
}

NEW: Final[Mapping[Dto, Mapping[str, Any]]] = {
    Dto.BLOCKS: {"blocks": {"text": _TEXT}},
    Dto.CARD: {kind.value: PARTS[kind] for kind in (PieceKind.ICON, PieceKind.HEADER, PieceKind.BODY)},
}

HOLDERS: Final[Mapping[PieceKind, Steps]] = {
    PieceKind.TAG: ("header", "tags"),
    PieceKind.BUTTON: ("footer", "buttons"),
    PieceKind.ITEM: ("footer", "menu", "items"),
    PieceKind.SECTION: ("footer", "menu", "sections"),
}
"""Where parts of a card stand that may be several."""

_MAIN: Final = ("value", "text", "title")
"""The field of a block that people read, by its type."""


def add_block(
    text: str, holder: Steps, kind: BlockType, index: int | None = None, template: Mapping[str, Any] | None = None
) -> tuple[str, Steps]:
    """One more block among those that stand in `holder`, and the way to it. Raises CanNotEdit, BadJson."""
    root = editing.read(text)
    found = editing.find(root, holder)
    taken = tuple(editing.value_of(found)) if found is not None and found.is_object else ()
    key = editing.free_key(taken, kind.value)
    block = template or BLOCKS[kind]
    if found is None or not found.is_object:
        return editing.put_value(text, holder, {key: block}), (*holder, key)
    return editing.add(text, holder, key, block, index), (*holder, key)


def add_part(text: str, kind: PieceKind) -> tuple[str, Steps]:
    """One more tag, button, item or section of a card, and the way to it. Raises CanNotEdit, BadJson."""
    holder = HOLDERS[kind]
    found = editing.find(editing.read(text), holder)
    if kind is PieceKind.SECTION:
        count = len(editing.value_of(found)) if found is not None and isinstance(found.value, list) else 0
        part = {**PARTS[kind], "code": f"section{count + 1}"}
        if found is None:
            return editing.put_value(text, holder, [part]), (*holder, "0")
        return editing.add(text, holder, "", part), (*holder, str(count))
    taken = tuple(editing.value_of(found)) if found is not None and found.is_object else ()
    key = editing.free_key(taken, kind.value)
    return editing.put_value(text, (*holder, key), PARTS[kind]), (*holder, key)


def retyped(text: str, steps: Steps, kind: BlockType) -> str:
    """The block as one of another type: what both have stays, what people read goes along, what is needed is added.

    Raises CanNotEdit, BadJson.
    """
    text = editing.put_value(text, (*steps, "type"), kind.value)
    inside = (*steps, "properties")
    found = editing.find(editing.read(text), inside)
    before: dict[str, Any] = editing.value_of(found) if found is not None and found.is_object else {}
    table, wished = PROPERTIES[kind], dict(BLOCKS[kind]["properties"])
    main = next((before[each] for each in _MAIN if before.get(each)), None)
    for name in before:
        if name not in table.fields or (name == "title" and name in wished):
            text = editing.remove(text, (*inside, name))
            before = {key: value for key, value in before.items() if key != name}
    for name in table.required:
        if name not in before:
            value = main if main is not None and name == _main_of(kind) else wished[name]
            text = editing.put_value(text, (*inside, name), value)
    return text


def is_full(count: int) -> bool:
    """True when no portal takes one more block."""
    return count >= MOST_BLOCKS


def _main_of(kind: BlockType) -> str | None:
    return next((each for each in _MAIN if each in PROPERTIES[kind].required), None)
