"""What a recipe's `change` says, key by key."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    ByLoad,
    Change,
    Day,
    Deadline,
    Responsible,
    RoundRobin,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe_faults import RecipeFault
from daybook.domain.changes.recipe_items import items, move
from daybook.domain.changes.recipe_moments import BadMoment, read_moment, read_moment_or_day, read_shift
from daybook.domain.changes.recipe_piece import (
    MOST_MISTAKES,
    Piece,
    Reader,
    T,
    Wrong,
    each_of,
    id_number,
    id_of,
    keyed,
    nearest_of,
    one_of,
    plain,
    some_text,
    text,
    whole,
    yes_or_no,
)
from daybook.domain.changes.templates import NAMES, BadTemplate, names_in
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Dto
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor

MOST_SPREAD_DAYS: Final = 366
MOST_CAP: Final = 999
LONGEST_PING: Final = 525_600
"""A year, in minutes."""
LONGEST_MEETING: Final = 1440
"""A day, in minutes."""
KINDS: Final = (ActivityKind.TODO, ActivityKind.CALL, ActivityKind.MEETING)

_KEYS: Final = frozenset(each.name for each in fields(Change))
_NOT_BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "create": _KEYS - {"create"},
    "delete": _KEYS - {"delete"},
    "move": frozenset({"bind", "unbind"}),
}


class ChangeReader:
    """Reads changes; moments without an offset are in `zone`."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def read(self, piece: Piece) -> Change:
        """The change. Raises Wrong, as all readers do."""
        found = keyed(
            piece,
            {
                "deadline": self._deadline,
                "responsible": responsible,
                "color": color,
                "pings": pings,
                "title": _title,
                "description": _description,
                "completed": yes_or_no,
                "bind": items,
                "unbind": items,
                "move": move,
                "blocks": _blocks,
                "create": self._template,
                "delete": _delete,
                "values": self._values,
            },
        )
        _fit_together(piece, found)
        return Change(**found)

    def _deadline(self, piece: Piece) -> Deadline:
        readers: dict[str, Reader[Deadline]] = {
            "set": lambda one: SetDeadline(self._moment_or_day(one)),
            "shift": _shift,
            "spread": self._spread,
        }
        return one_of(piece, readers)

    def _moment_or_day(self, piece: Piece) -> datetime | Day:
        return _meant(piece, lambda said: read_moment_or_day(said, self._zone))

    def _spread(self, piece: Piece) -> SpreadDeadline:
        readers: dict[str, Reader[Any]] = {
            "from": self._moment_or_day,
            "days": whole(1, MOST_SPREAD_DAYS),
            "cap": whole(1, MOST_CAP),
        }
        found = keyed(piece, readers, needed=("from", "days"))
        return SpreadDeadline(found["from"], found["days"], found.get("cap"))

    def _template(self, piece: Piece) -> Template:
        readers: dict[str, Reader[Any]] = {
            "kind": _kind,
            "title": _template_title,
            "deadline": self._template_deadline,
            "description": template_text,
            "responsible": responsible,
            "color": color,
            "pings": pings,
            "minutes": whole(1, LONGEST_MEETING),
        }
        found = {"kind": ActivityKind.TODO, **keyed(piece, readers, needed=("title", "deadline"))}
        for_others = ("minutes",) if found["kind"] is ActivityKind.TODO else ("color", "pings")
        for key in (each for each in for_others if each in found):
            raise piece.under(key).wrong(RecipeFault.NOT_FOR_KIND, found["kind"].value)
        return Template(**found)

    def _template_deadline(self, piece: Piece) -> datetime | Day:
        """As for all, or counted from today like a shift: "+3wd"."""
        try:
            shift = read_shift(text(piece))
        except BadMoment:
            return self._moment_or_day(piece)
        if shift.unit not in (ShiftUnit.DAYS, ShiftUnit.WORKING_DAYS):
            raise piece.wrong(RecipeFault.NO_MOMENT)
        return Day(shift.amount, shift.unit is ShiftUnit.WORKING_DAYS)

    def _values(self, piece: Piece) -> dict[int, dict[Field, Any]]:
        readers: dict[str, Reader[Any]] = {
            Field.TITLE.value: some_text,
            Field.DESCRIPTION.value: text,
            Field.DEADLINE.value: self._journal_moment,
            Field.COLOR.value: lambda one: color(one).value,
            Field.RESPONSIBLE.value: id_number,
            Field.PINGS.value: lambda one: list(pings(one).minutes),
            Field.COMPLETED.value: yes_or_no,
        }
        found: dict[int, dict[Field, Any]] = {}
        failed = False
        for member in piece.members():
            row = piece.inside(member.key, member.node)
            try:
                number = id_of(member.key)
                if number is None:
                    raise row.wrong(RecipeFault.NO_ID, member.key)
                found[number] = {Field(key): value for key, value in keyed(row, readers).items()}
            except Wrong:
                failed = True
        if failed:
            raise Wrong
        return found

    def _journal_moment(self, piece: Piece) -> str:
        """As the journal keeps a deadline: to the second, in UTC."""
        moment = _meant(piece, lambda said: read_moment(said, self._zone))
        return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _fit_together(piece: Piece, found: Mapping[str, Any]) -> None:
    told = {key for key, value in found.items() if not (key == "values" and not value)}
    if not told:
        raise piece.wrong(RecipeFault.NOTHING_TO_CHANGE, "")
    for key, others in _NOT_BESIDE.items():
        for other in sorted(told & others if key in told else ()):
            raise piece.under(key).wrong(RecipeFault.NOT_TOGETHER, other)
    if set(found.get("bind", ())) & set(found.get("unbind", ())):
        raise piece.under("unbind").wrong(RecipeFault.SAME_ITEM, "")


def _meant(piece: Piece, read: Callable[[str], T]) -> T:
    said = text(piece)
    try:
        return read(said)
    except BadMoment as bad:
        raise piece.wrong(bad.reason, nearest=bad.nearest) from None


def _shift(piece: Piece) -> ShiftDeadline:
    return _meant(piece, read_shift)


def responsible(piece: Piece) -> Responsible:
    """Who gets it."""
    readers: dict[str, Reader[Responsible]] = {
        "set": lambda one: SetResponsible(id_number(one)),
        "round_robin": lambda one: RoundRobin(each_of(one, id_number)),
        "by_load": lambda one: ByLoad(each_of(one, id_number)),
    }
    return one_of(piece, readers)


def color(piece: Piece) -> TodoColor:
    """ "1" to "7", as text or number, or "default"."""
    value = piece.node.value
    if not isinstance(value, bool) and isinstance(value, int | str):
        try:
            return TodoColor(str(value))
        except ValueError:
            pass
    raise piece.wrong(RecipeFault.NO_COLOR)


def pings(piece: Piece) -> PingOffsets:
    """Reminders in minutes before the deadline; an empty list takes all away."""
    return PingOffsets.of(each_of(piece, whole(0, LONGEST_PING), empty=True))


def template_text(piece: Piece) -> str:
    """A text that may hold names in braces."""
    said = text(piece)
    try:
        names = names_in(said)
    except BadTemplate as bad:
        raise piece.wrong(RecipeFault.BAD_TEMPLATE, said[bad.at :]) from None
    unknown = [name for name in names if name not in NAMES][:MOST_MISTAKES]
    for name in unknown:
        piece.wrong(RecipeFault.UNKNOWN_NAME, name, nearest=nearest_of(name, NAMES))
    if unknown:
        raise Wrong
    return said


def _template_title(piece: Piece) -> str:
    some_text(piece)
    return template_text(piece)


def _title(piece: Piece) -> TextChange:
    return _text_change(piece, _template_title)


def _description(piece: Piece) -> TextChange:
    return _text_change(piece, template_text)


def _text_change(piece: Piece, whole_text: Reader[str]) -> TextChange:
    readers: dict[str, Reader[TextChange]] = {
        "set": lambda one: TextChange(TextOperation.SET, whole_text(one)),
        "prefix": lambda one: TextChange(TextOperation.PREFIX, template_text(one)),
        "suffix": lambda one: TextChange(TextOperation.SUFFIX, template_text(one)),
        "replace": _replacement,
    }
    return one_of(piece, readers)


def _replacement(piece: Piece) -> TextChange:
    both = piece.items(empty=True)
    if len(both) != 2:
        raise piece.wrong(RecipeFault.NOT_A_PAIR)
    old = text(both[0])
    if not old:
        raise both[0].wrong(RecipeFault.EMPTY_TEXT)
    return TextChange(TextOperation.REPLACE, template_text(both[1]), old)


def _kind(piece: Piece) -> ActivityKind:
    found = next((kind for kind in KINDS if kind.value == piece.node.value), None)
    if found is None:
        raise piece.wrong(RecipeFault.UNKNOWN_KIND, nearest=tuple(kind.value for kind in KINDS))
    return found


def _delete(piece: Piece) -> bool:
    if piece.node.value is not True:
        raise piece.wrong(RecipeFault.NOT_TRUE)
    return True


def _blocks(piece: Piece) -> Blocks:
    if piece.node.value is None:
        return Blocks(None)
    piece.members()
    layout = plain(piece.node)
    if any(mistake.key.startswith(f"{piece.path}.") for mistake in piece.notes.mistakes):
        return Blocks(layout)  # what is no JSON for a portal is said already
    errors = judge(json.dumps(layout), Dto.BLOCKS).errors
    for error in errors:
        piece.wrong(RecipeFault.BAD_LAYOUT, f"{error.place}: {error.code}", error.nearest)
    if errors:
        raise Wrong
    return Blocks(layout)
