"""A recipe as the bytes of its file: the same recipe gives the same bytes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    Change,
    Deadline,
    Move,
    Responsible,
    RoundRobin,
    RowValues,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_moments import write_moment_or_day, write_shift
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.domain.todo import PingOffsets, TodoColor

MARK: Final = "daybook_recipe"
VERSION: Final = 1
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WORDS: Final = {LEAD: "lead", DEAL: "deal", CONTACT: "contact", COMPANY: "company"}
_WIDEST: Final = 100
"""A list or object that fits into so many characters stands on one line."""


def write_recipe(recipe: Recipe) -> bytes:
    """The file of a recipe, which `read_recipe` reads again.

    Half a letter, as a torn emoji leaves it, becomes "�": no portal would take it. Raises ValueError when a layout or a
    condition holds what is no JSON.
    """
    values: dict[str, Any] = {MARK: VERSION}
    if recipe.title:
        values["title"] = recipe.title
    values |= {"select": _selection(recipe.select), "change": _change(recipe.change)}
    if options := _options(recipe.options):
        values["options"] = options
    whole = _laid_out(values, "") + "\n"
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _laid_out(value: Any, indent: str) -> str:
    """Pretty JSON in which short lists and objects stay on one line, so that a thousand ids are no thousand lines."""
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, dict | list) or not value or (indent and len(flat) <= _WIDEST - len(indent)):
        return flat
    inner = indent + "  "
    if isinstance(value, list):
        return f"[\n{_listed(value, inner)}\n{indent}]"
    members = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_laid_out(each, inner)}" for key, each in value.items())
    return "{\n" + ",\n".join(members) + f"\n{indent}}}"


def _listed(values: Sequence[Any], indent: str) -> str:
    """The values of a list; numbers fill the lines."""
    if not all(type(each) is int for each in values):
        return ",\n".join(indent + _laid_out(each, indent) for each in values)
    lines: list[str] = [indent]
    for number, each in enumerate(values):
        word = f"{each}," if number < len(values) - 1 else str(each)
        if len(lines[-1]) + len(word) >= _WIDEST:
            lines.append(indent)
        lines[-1] += word if lines[-1] == indent else f" {word}"
    return "\n".join(lines)


def _selection(select: Selection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if select.entity_type is not None:
        found["entity"] = _WORDS.get(select.entity_type, select.entity_type)
    if select.ids is not None:
        found["ids"] = list(select.ids)
    if select.filter is not None:
        found["filter"] = _plain(select.filter)
    return found


def _plain(value: Any) -> Any:
    """Mappings and sequences as `json` takes them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _change(change: Change) -> dict[str, Any]:
    return {
        each.name: _WRITERS[each.name](getattr(change, each.name))
        for each in fields(change)
        if each.name in change.given
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    if isinstance(deadline, SetDeadline):
        return {"set": write_moment_or_day(deadline.moment)}
    if isinstance(deadline, ShiftDeadline):
        return {"shift": write_shift(deadline)}
    spread: dict[str, Any] = {"from": write_moment_or_day(deadline.first), "days": deadline.days}
    return {"spread": spread if deadline.cap is None else {**spread, "cap": deadline.cap}}


def _responsible(responsible: Responsible) -> dict[str, Any]:
    if isinstance(responsible, SetResponsible):
        return {"set": responsible.person_id}
    word = "round_robin" if isinstance(responsible, RoundRobin) else "by_load"
    return {word: list(responsible.person_ids)}


def _color(color: TodoColor) -> str:
    return color.value


def _pings(pings: PingOffsets) -> list[int]:
    return list(pings.minutes)


def _text_change(change: TextChange) -> dict[str, Any]:
    replaces = change.operation is TextOperation.REPLACE
    return {change.operation.value: [change.old, change.text] if replaces else change.text}


def _item(ref: EntityRef) -> str:
    return f"{_WORDS.get(ref.type_id, ref.type_id)}:{ref.id}"


def _items(refs: Sequence[EntityRef]) -> list[str]:
    return [_item(ref) for ref in refs]


def _move(move: Move) -> dict[str, Any]:
    return {"from": _item(move.source), "to": _item(move.target)}


def _blocks(blocks: Blocks) -> Any:
    return _plain(blocks.layout)


def _template(template: Template) -> dict[str, Any]:
    is_todo = template.kind is ActivityKind.TODO
    found: dict[str, Any] = {
        "kind": template.kind.value,
        "title": template.title,
        "deadline": write_moment_or_day(template.deadline),
    }
    if template.description:
        found["description"] = template.description
    if template.responsible is not None:
        found["responsible"] = _responsible(template.responsible)
    if is_todo and template.color is not TodoColor.DEFAULT:
        found["color"] = _color(template.color)
    if is_todo and template.pings is not None:
        found["pings"] = _pings(template.pings)
    return found if is_todo else {**found, "minutes": template.minutes}


def _values(values: Mapping[int, RowValues]) -> dict[str, Any]:
    return {str(number): _plain(each) for number, each in values.items()}


_WRITERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "deadline": _deadline,
    "responsible": _responsible,
    "color": _color,
    "pings": _pings,
    "title": _text_change,
    "description": _text_change,
    "completed": bool,
    "bind": _items,
    "unbind": _items,
    "move": _move,
    "blocks": _blocks,
    "create": _template,
    "delete": bool,
    "values": _values,
}


def _options(options: Options) -> dict[str, Any]:
    found: dict[str, Any] = {"max_rows": options.max_rows, "delete": options.delete, "country": options.country}
    if options.holidays:
        found["holidays"] = [each.isoformat() for each in options.holidays]
    if options.workdays is not None:
        found["workdays"] = [WEEKDAYS[day] for day in sorted(options.workdays)]
    return {key: value for key, value in found.items() if value is not None}
