"""The rules of what holds other values: objects with fields, keyed objects, lists, and content blocks.

They are read off the tables of `tables`. What only several parts together can break (sections of a menu, the mobile
app, the activity it is for) is in `menu_rules` and `beyond`.
"""

import re
from collections.abc import Iterable
from typing import Final

from daybook.domain.json_places import Member
from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.kinds import BlockFields, Fields, Keyed, Kind, Listed, Spec, Table
from daybook.domain.layouts.menu_rules import judge_sections
from daybook.domain.layouts.model import ActionType, BlockType
from daybook.domain.layouts.nearest import nearest
from daybook.domain.layouts.notes import Case, Found
from daybook.domain.layouts.tables import (
    ACTION,
    BLOCK,
    DTOS,
    MENU,
    NEEDED_BY_ACTION,
    NESTED,
    PROPERTIES,
    USED_BY_ACTION,
)
from daybook.domain.layouts.text_rules import judge_lines
from daybook.domain.layouts.value_rules import judge_value

_KEY: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_OTHER_LETTERS: Final = re.compile(r"[^A-Za-z0-9_-]+", re.ASCII)
_LONGEST_KEY: Final = 200
"""What stands under a longer one is not looked at: the key alone is a mistake already."""


def judge_kind(case: Case, kind: Kind) -> None:
    """Notes what is wrong with a value of this kind, and with all that stands in it."""
    if case.notes.full:
        return
    match kind:
        case Fields():
            _judge_fields(case.at(case.spot, kind.dto), DTOS[kind.dto])
        case BlockFields():
            _judge_block(case.at(case.spot, BLOCK.name), nested=kind.nested)
        case Keyed():
            _judge_keyed(case, kind)
        case Listed():
            _judge_listed(case, kind)
        case _:
            judge_value(case, kind)


def _judge_fields(case: Case, table: Table) -> None:
    found = _members(case)
    if found is None:
        return
    _judge_each(case, found, table)
    if table is ACTION:
        _judge_action(case, found)
    elif table is MENU:
        judge_sections(case)


def _judge_each(case: Case, found: Found, table: Table) -> None:
    for key, member in found.items():
        if case.notes.full:
            return
        spec = table.fields.get(key)
        if spec is None:
            _add_unknown_field(case, member, found, table)
        else:
            _judge_field(case.at(case.spot.inside(key, member.node)), member, spec)
    _judge_missing(case, found, table.required)
    for pair in table.apart:
        if all(each in found for each in pair):
            case.add(LayoutFault.NOT_TOGETHER, said=", ".join(pair), allowed=pair)


def _judge_field(inside: Case, member: Member, spec: Spec) -> None:
    if spec.later:
        inside.add(LayoutFault.LATER_FIELD, said=member.key, at=(member.at, member.key_end))
    judge_kind(inside, spec.kind)


def _judge_missing(case: Case, found: Found, needed: Iterable[str]) -> None:
    for name in needed:
        if name not in found:
            case.add(LayoutFault.MISSING, said=name, at=case.spot.opening)


def _judge_action(case: Case, found: Found) -> None:
    said = found["type"].node.value if "type" in found else None
    action = next((each for each in ActionType if each.value == said), None)
    if action is None:
        return
    _judge_missing(case, found, NEEDED_BY_ACTION[action])
    used = USED_BY_ACTION[action]
    for key, member in found.items():
        if key in ACTION.fields and key not in ("type", *used):
            inside = case.at(case.spot.inside(key, member.node))
            inside.add(LayoutFault.UNUSED_FIELD, said=key, allowed=used, at=(member.at, member.key_end))


def _judge_block(case: Case, *, nested: bool) -> None:
    found = _members(case)
    if found is None:
        return
    known = _block_type(case, found, nested=nested)
    if nested and known is None and "type" in found:
        return  # what a block that can't stand here holds says nothing about the one that will
    for member in found.values():
        if member.key not in BLOCK.fields and not case.notes.full:
            _add_unknown_field(case, member, found, BLOCK)
    _judge_missing(case, found, BLOCK.required)
    _judge_properties(case, found, known)


def _block_type(case: Case, found: Found, *, nested: bool) -> BlockType | None:
    """The type of a block; None where there is none, or one that can't stand here."""
    if "type" not in found:
        return None
    inside = case.at(case.spot.inside("type", found["type"].node))
    values = tuple(each.value for each in (NESTED if nested else BlockType))
    if inside.is_one_of(values):
        return BlockType(str(inside.value))
    inside.add_not_listed(LayoutFault.WRONG_NESTED if nested else LayoutFault.NOT_LISTED, values)
    return None


def _judge_properties(case: Case, found: Found, known: BlockType | None) -> None:
    if "properties" not in found:
        if known not in (None, BlockType.DEADLINE):
            _judge_missing(case, found, ("properties",))
        return
    table = PROPERTIES[known] if known else BLOCK
    inside = case.at(case.spot.inside("properties", found["properties"].node), table.name)
    properties = _members(inside)
    if known is None or properties is None:
        return
    _judge_each(inside, properties, table)
    if known is BlockType.TEXT and "value" in properties and not _is_true(properties.get("multiline")):
        judge_lines(inside.at(inside.spot.inside("value", properties["value"].node)))


def _is_true(member: Member | None) -> bool:
    return member is not None and member.node.value is True


def _judge_keyed(case: Case, kind: Keyed) -> None:
    found = _members(case)
    if found is None:
        return
    if not found and not kind.may_be_empty:
        case.add(LayoutFault.EMPTY)
    _judge_count(case, len(found), kind.most)
    for key, member in found.items():
        if case.notes.full:
            return
        _judge_key(case, member, drawn=kind.drawn)
        if len(key) <= _LONGEST_KEY:
            judge_kind(case.at(case.spot.inside(key, member.node)), kind.each)


def _judge_key(case: Case, member: Member, *, drawn: bool) -> None:
    key, place = member.key, (member.at, member.key_end)
    if not _KEY.fullmatch(key):
        mended = _OTHER_LETTERS.sub("_", key[:_LONGEST_KEY]).strip("_")
        case.add(LayoutFault.BAD_KEY, said=key, nearest=(mended,) if mended else (), at=place)
    elif drawn and key.isdecimal():
        case.add(LayoutFault.NUMERIC_KEY, said=key, nearest=(f"b{key[:_LONGEST_KEY]}",), at=place)


def _judge_listed(case: Case, kind: Listed) -> None:
    if not case.spot.is_list:
        case.add(LayoutFault.NOT_A_LIST)
        return
    items = case.spot.items
    _judge_count(case, len(items), kind.most)
    for each in items:
        judge_kind(case.at(each), kind.each)


def _judge_count(case: Case, count: int, most: int) -> None:
    if count > most:
        case.add(LayoutFault.TOO_MANY, said=str(count), limit=most, at=case.spot.opening)


def _members(case: Case) -> Found | None:
    """The members of an object, also of one that was answered as `[]`; None for anything else."""
    if case.spot.node.is_object:
        return case.spot.by_key
    if case.value == []:
        case.add(LayoutFault.LIST_FOR_OBJECT, nearest=("{}",))
        return {}
    case.add(LayoutFault.NOT_AN_OBJECT)
    return None


def _add_unknown_field(case: Case, member: Member, found: Found, table: Table) -> None:
    free = [each for each in table.fields if each not in found]
    place = (member.at, member.key_end)
    guess = nearest(member.key, free)
    case.add(LayoutFault.UNKNOWN_FIELD, said=member.key, nearest=guess, allowed=table.fields, at=place)
