"""A recipe as a file that people read, write and let their system run.

    {
      "select": {"filter": {"<DEADLINE": "today", "COMPLETED": "N"}},
      "change": {"deadline": {"shift": "+3wd"}, "color": "3"},
      "options": {"max_rows": 200}
    }

`docs/recipes.md` has the whole grammar. Any mistake refuses the whole recipe: one that is half understood would change
other activities, or change them otherwise, than was meant.
"""

import codecs
import re
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Final

from daybook.domain import json_places
from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_days import resolve_filter
from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake
from daybook.domain.changes.recipe_filter import read_filter
from daybook.domain.changes.recipe_items import type_number
from daybook.domain.changes.recipe_moments import BadMoment, read_date
from daybook.domain.changes.recipe_piece import (
    Notes,
    Piece,
    Reader,
    Wrong,
    each_of,
    id_number,
    keyed,
    look_through,
    nearest_of,
    text,
    whole,
)
from daybook.domain.changes.recipe_reading import ChangeReader
from daybook.domain.changes.recipe_writing import MARK, VERSION, WEEKDAYS, write_recipe
from daybook.domain.json_places import BadJson, line_and_column

__all__ = ["LARGEST_BYTES", "RecipeReading", "read_recipe", "resolve_filter", "write_recipe"]

LARGEST_BYTES: Final = 5 * 1024 * 1024
"""Tables of values make a recipe long; what is longer is no recipe, and need not be read to know that."""

_COUNTRY: Final = re.compile("[A-Z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RecipeReading:
    """What a file says: a recipe, or one or more mistakes."""

    recipe: Recipe | None
    mistakes: tuple[RecipeMistake, ...] = ()


def read_recipe(data: bytes, *, zone: tzinfo) -> RecipeReading:
    """The recipe of a file; moments without an offset are in `zone`.

    Never raises. Give it at most LARGEST_BYTES + 1 of a file; the longest take seconds, so call it in a thread.
    """
    if len(data) > LARGEST_BYTES:
        return _refused(RecipeFault.TOO_LARGE)
    said = _text(data)
    if said is None:
        return _refused(RecipeFault.NOT_TEXT)
    try:
        root = json_places.read(said)
    except BadJson as bad:
        line, column = line_and_column(said, bad.at)
        return _refused(RecipeFault.NOT_JSON, line, column, said[bad.at : bad.at + 1])
    notes = Notes(said)
    try:
        recipe = _recipe(Piece(notes, root), zone)
    except Wrong:
        recipe = None
    if notes.mistakes:
        return RecipeReading(None, tuple(sorted(notes.mistakes, key=lambda each: (each.line, each.column))))
    return RecipeReading(recipe)


def _refused(reason: RecipeFault, line: int = 0, column: int = 0, said: str = "") -> RecipeReading:
    return RecipeReading(None, (RecipeMistake(reason, line, column, said=said),))


def _text(data: bytes) -> str | None:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _recipe(root: Piece, zone: tzinfo) -> Recipe:
    _judge_mark(root)
    look_through(root)
    readers: dict[str, Reader[Any]] = {
        MARK: lambda piece: piece.node.value,
        "title": text,
        "select": _selection,
        "change": ChangeReader(zone).read,
        "options": _options,
    }
    found = keyed(root, readers, needed=("select", "change"))
    select: Selection = found["select"]
    change: Change = found["change"]
    options: Options = found.get("options", Options())
    if select.filter is not None and not select.filter and options.max_rows is None:
        raise root.under("select").under("filter").wrong(RecipeFault.EMPTY_FILTER)
    return Recipe(select, change, options, found.get("title", ""))


def _judge_mark(root: Piece) -> None:
    """Whether this is a recipe at all, and one of a grammar that is known here."""
    members = {each.key: each.node for each in root.members()} if root.node.is_object else {}
    if not members.keys() & {MARK, "select", "change"}:
        raise root.wrong(RecipeFault.NOT_A_RECIPE, "")
    if MARK not in members:
        return
    version = root.inside(MARK, members[MARK])
    value = version.node.value
    if isinstance(value, bool) or not isinstance(value, int) or value < VERSION:
        raise version.wrong(RecipeFault.NOT_A_RECIPE)
    if value > VERSION:
        raise version.wrong(RecipeFault.NEWER)


def _selection(piece: Piece) -> Selection:
    of_items = any(member.key == "entity" for member in piece.members())
    readers: dict[str, Reader[Any]] = {
        "ids": lambda one: tuple(dict.fromkeys(each_of(one, id_number))),
        "filter": lambda one: read_filter(one, of_items=of_items),
        "entity": type_number,
    }
    found = keyed(piece, readers)
    if ("ids" in found) == ("filter" in found):
        raise piece.wrong(RecipeFault.NOT_ONE_OF, "ids, filter" if "ids" in found else "", nearest=("ids", "filter"))
    return Selection(found.get("ids"), found.get("filter"), found.get("entity"))


def _options(piece: Piece) -> Options:
    readers: dict[str, Reader[Any]] = {
        "max_rows": whole(1),
        "delete": whole(0),
        "country": _country,
        "holidays": lambda one: each_of(one, _date, empty=True),
        "workdays": lambda one: frozenset(each_of(one, _weekday)),
    }
    return Options(**keyed(piece, readers))


def _country(piece: Piece) -> str:
    said = text(piece)
    if not _COUNTRY.fullmatch(said):
        looks_like = _COUNTRY.fullmatch(said.strip().upper())
        raise piece.wrong(RecipeFault.NO_COUNTRY, nearest=(looks_like[0],) if looks_like else ())
    return said


def _date(piece: Piece) -> date:
    try:
        return read_date(text(piece))
    except BadMoment as bad:
        raise piece.wrong(bad.reason) from None


def _weekday(piece: Piece) -> int:
    """From Monday = 0; a number, or the first letters of its English name."""
    value = piece.node.value
    if isinstance(value, str) and value.casefold() in WEEKDAYS:
        return WEEKDAYS.index(value.casefold())
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < len(WEEKDAYS):
        nearest = nearest_of(value, WEEKDAYS) if isinstance(value, str) else ()
        raise piece.wrong(RecipeFault.NO_WEEKDAY, nearest=nearest)
    return value
