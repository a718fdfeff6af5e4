"""How a recipe names CRM items and their types."""

import re
from collections.abc import Mapping
from typing import Final

from daybook.domain.changes.change import Move
from daybook.domain.changes.recipe_faults import RecipeFault
from daybook.domain.changes.recipe_piece import Piece, each_of, id_number, id_of, keyed, nearest_of, text
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef

TYPES: Final[Mapping[str, int]] = {"lead": LEAD, "deal": DEAL, "contact": CONTACT, "company": COMPANY}
_ITEM: Final = re.compile(r"([a-z]+|[0-9]+)\s*[:#]\s*([0-9]+)", re.ASCII)


def type_number(piece: Piece) -> int:
    """A type of CRM items: "deal" and its like, or the portal's number of it."""
    value = piece.node.value
    known = TYPES.get(value.strip().casefold()) if isinstance(value, str) else None
    found = known or (id_of(value) if isinstance(value, str | int) else None)
    if found is None:
        nearest = nearest_of(value, TYPES) if isinstance(value, str) else ()
        raise piece.wrong(RecipeFault.UNKNOWN_TYPE, nearest=nearest)
    return found


def item(piece: Piece) -> EntityRef:
    """One CRM item: "deal:5", [2, 5], or an object with its type and id as the portal's methods name them."""
    if isinstance(piece.node.value, str):
        return _item_of_text(piece)
    if not isinstance(piece.node.value, list):
        raise piece.wrong(RecipeFault.NO_ITEM)
    if not piece.node.is_object:
        both = piece.items(empty=True)
        if len(both) != 2:
            raise piece.wrong(RecipeFault.NO_ITEM)
        return EntityRef(type_number(both[0]), id_number(both[1]))
    return _item_of_object(piece)


def _item_of_text(piece: Piece) -> EntityRef:
    match = _ITEM.fullmatch(text(piece).strip().casefold())
    number = id_of(match[2]) if match else None
    type_id = (TYPES.get(match[1]) or id_of(match[1])) if match else None
    if match is not None and type_id is None:
        raise piece.wrong(RecipeFault.UNKNOWN_TYPE, match[1], nearest=nearest_of(match[1], TYPES))
    if type_id is None or number is None:
        raise piece.wrong(RecipeFault.NO_ITEM)
    return EntityRef(type_id, number)


def _item_of_object(piece: Piece) -> EntityRef:
    said = {member.key for member in piece.members()}
    pairs = (("entityTypeId", "entityId"), ("ownerTypeId", "ownerId"), ("type", "id"))
    type_key, id_key = next((pair for pair in pairs if pair[0] in said), pairs[-1])
    found = keyed(piece, {type_key: type_number, id_key: id_number}, needed=(type_key, id_key))
    return EntityRef(found[type_key], found[id_key])


def items(piece: Piece) -> tuple[EntityRef, ...]:
    """One item or a list of them; `[2, 5]` is one."""
    value = piece.node.value
    one = piece.node.is_object or not isinstance(value, list) or _is_pair(piece)
    found = (item(piece),) if one else each_of(piece, item)
    return tuple(dict.fromkeys(found))


def _is_pair(piece: Piece) -> bool:
    both = piece.items(empty=True)
    return len(both) == 2 and all(isinstance(each.node.value, int) for each in both)


def move(piece: Piece) -> Move:
    """From one item to another."""
    found = keyed(piece, {"from": item, "to": item}, needed=("from", "to"))
    if found["from"] == found["to"]:
        raise piece.wrong(RecipeFault.SAME_ITEM, "")
    return Move(found["from"], found["to"])
