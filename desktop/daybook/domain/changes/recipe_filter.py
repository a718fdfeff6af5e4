"""The conditions of a selection, as crm.activity.list and the lists of items take them.

A portal ignores a condition it does not know without a word, and so selects everything. So every condition on
activities is judged here: its field, and whether its value can be meant. The fields of items differ from portal to
portal and are left to it.
"""

import re
from typing import Any, Final

from daybook.domain.changes.recipe_faults import RecipeFault
from daybook.domain.changes.recipe_fields import BINDINGS, DATES, FIELDS, FLAGS, ITEM_TEXTS, NUMBERS, parts_of
from daybook.domain.changes.recipe_moments import BadMoment, judge_condition
from daybook.domain.changes.recipe_piece import Piece, Wrong, each_of, id_number, keyed, nearest_of, plain

_MARKS: Final = " =!<>@%"
_COMPARISONS: Final = frozenset({">", ">=", "<", "<="})
_ITEM_FIELD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.]*", re.ASCII)
_NUMBER: Final = re.compile(r"\s*-?[0-9]{1,18}(\.[0-9]{1,18})?\s*", re.ASCII)
_MEANT_AS_DAY: Final = re.compile(r"\s*today\s*([+\-\u2212\u2013\u00b1].*)?", re.IGNORECASE | re.DOTALL)


def read_filter(piece: Piece, *, of_items: bool) -> dict[str, Any]:
    """The conditions as they stand; days such as `today+3d` stay texts, for they are resolved when it runs."""
    found: dict[str, Any] = {}
    failed = False
    for member in piece.members():
        try:
            condition = piece.inside(member.key, member.node)
            _judge(member.key, condition, of_items=of_items)
            found[member.key] = plain(member.node)
        except Wrong:
            failed = True
    if failed:
        raise Wrong
    return found


def _judge(key: str, condition: Piece, *, of_items: bool) -> None:
    prefix, name = parts_of(key)
    if of_items:
        if not _ITEM_FIELD.fullmatch(name):
            raise condition.wrong(RecipeFault.UNKNOWN_FIELD, key)
    elif key == BINDINGS:
        each_of(condition, _judge_binding)
        return
    elif name not in FIELDS:
        raise condition.wrong(RecipeFault.UNKNOWN_FIELD, key, nearest=_nearest(key))
    judge = _judge_value_of_item if of_items else _judge_value
    if isinstance(condition.node.value, list) and not condition.node.is_object:
        if prefix in _COMPARISONS:
            raise condition.wrong(RecipeFault.NOT_COMPARABLE)
        each_of(condition, lambda one: judge(prefix, name, one))
    else:
        judge(prefix, name, condition)


def _nearest(key: str) -> tuple[str, ...]:
    prefix, name = parts_of(key)
    found = nearest_of(name or key.strip(_MARKS), (*FIELDS, BINDINGS))
    return tuple(each if each == BINDINGS or not name else prefix + each for each in found)


def _judge_binding(piece: Piece) -> None:
    if not keyed(piece, {"OWNER_TYPE_ID": id_number, "OWNER_ID": id_number}):
        raise piece.wrong(RecipeFault.MISSING_KEY, "OWNER_TYPE_ID")


def _judge_value(prefix: str, name: str, piece: Piece) -> None:
    """Whether a value can be meant; "" asks for what is empty."""
    value = _simple(prefix, piece)
    if value == "" or "%" in prefix:
        return
    if name in DATES:
        _judge_date(piece)
    elif name in FLAGS and value not in ("Y", "N", 0, 1):
        raise piece.wrong(RecipeFault.NO_SUCH_FLAG, nearest=("Y", "N"))
    elif name in NUMBERS and (isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value))):
        raise piece.wrong(RecipeFault.NOT_A_NUMBER)


def _judge_value_of_item(prefix: str, name: str, piece: Piece) -> None:
    """Nobody knows which fields of an item are dates: only what was clearly meant as a day is judged."""
    value = _simple(prefix, piece)
    if "%" in prefix or name.casefold() in ITEM_TEXTS:
        return
    if isinstance(value, str) and _MEANT_AS_DAY.fullmatch(value):
        _judge_date(piece)


def _simple(prefix: str, piece: Piece) -> str | float | bool:
    value = piece.node.value
    if value is None or isinstance(value, list):
        raise piece.wrong(RecipeFault.BAD_CONDITION)
    if value == "" and prefix in _COMPARISONS:
        raise piece.wrong(RecipeFault.NOT_COMPARABLE)
    if "%" in prefix and isinstance(value, str) and not value.strip(" %"):
        raise piece.wrong(RecipeFault.EMPTY_TEXT)  # every text holds it
    return value


def _judge_date(piece: Piece) -> None:
    if not isinstance(piece.node.value, str):
        raise piece.wrong(RecipeFault.NO_MOMENT)
    try:
        judge_condition(piece.node.value)
    except BadMoment as bad:
        raise piece.wrong(bad.reason, nearest=bad.nearest) from None
