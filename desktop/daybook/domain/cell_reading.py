"""Reads what a person types or pastes into a cell of a table. Pure; nothing is guessed that has two meanings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from daybook.domain.deadline import BadDeadline, DeadlineReader
from daybook.domain.entities import Person
from daybook.domain.pending import CellFault, Value
from daybook.domain.run import Field
from daybook.domain.todo import BadPing, PingOffsets, TodoColor

DEADLINE_FAULT: Final = "deadline:"
"""Stands before the reasons of `BadDeadline`."""
LONGEST_PING: Final = 525_600
"""Minutes: nobody wants to be reminded more than a year ahead."""

_LINES: Final = re.compile(r"\s*[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class BadCell(ValueError):
    """A text that is no value for this cell. `reason`: a `CellFault`, or "deadline:" and a reason of `BadDeadline`."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text[:80]!r}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of a person's language, in lower case; English is always understood beside them."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    me: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    """What a table says behind a deadline that has passed; it is copied along."""
    colors: Mapping[str, TodoColor] = field(default_factory=dict)


_YES: Final = frozenset({"yes", "y", "true", "1", "x", "done", "completed", "✓", "✔", "☑", "[x]"})
_NO: Final = frozenset({"no", "n", "false", "0", "open", "not done", "☐", "[ ]", "[]"})
_ME: Final = frozenset({"me", "myself"})
_OVERDUE: Final = frozenset({"overdue"})
_NONE: Final = frozenset({"none", "no reminders", "no reminder", "-", "–", "—"})
_COLORS: Final[Mapping[str, TodoColor]] = {
    **{color.value: color for color in TodoColor},
    **{color.name.lower(): color for color in TodoColor},
    "0": TodoColor.DEFAULT,
    "amber": TodoColor.DEFAULT,
    "gray": TodoColor.GREY,
}
_MINUTES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("", "m", "min", "mins", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hour", "hours"), 60),
    **dict.fromkeys(("d", "day", "days"), 1440),
}


class People:
    """Who may be named in a cell: by number, by name in either order, or by the beginnings of its words."""

    def __init__(self, people: Iterable[Person], me: int) -> None:
        self._me = me
        self._by_id = {person.id: person for person in people}
        self._by_name: dict[str, set[int]] = {}
        for person in self._by_id.values():
            self._by_name.setdefault(_name(person.name), set()).add(person.id)

    def find(self, text: str, me: Iterable[str]) -> int:
        """The number of the one who is meant. Raises BadCell."""
        said = _name(text)
        if said in _ME or said in me:
            return self._me
        if number := re.fullmatch(r"#?\s*(\d{1,18})", said):
            return self._known(int(number[1]), text)
        found = self._by_name.get(said) or self._beginning(said.split())
        if len(found) == 1:
            [only] = found
            return only
        raise BadCell(CellFault.SEVERAL_PEOPLE if found else CellFault.NO_SUCH_PERSON, text)

    def _known(self, number: int, text: str) -> int:
        if number not in self._by_id:
            raise BadCell(CellFault.NO_SUCH_PERSON, text)
        return number

    def _beginning(self, said: list[str]) -> set[int]:
        """Everybody each of these words begins a name of; a word of the name serves once."""
        return {number for name, ids in self._by_name.items() if _all_begin(said, name.split()) for number in ids}


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads a text for one field. What stands in the cell now matters for "+2 days" only."""

    deadlines: DeadlineReader
    people: People
    words: CellWords = field(default_factory=CellWords)

    def read(self, name: Field, text: str, *, now: datetime, base: Value = None) -> Value:
        """The value meant. Raises BadCell; an empty text is a value only for the description."""
        if name is Field.DESCRIPTION:
            return _CONTROL.sub("", text.replace("\r\n", "\n"))
        said = _CONTROL.sub("", _LINES.sub(" ", text)).strip()
        if not said:
            raise BadCell(CellFault.EMPTY, text)
        if name is Field.TITLE:
            return said
        if name is Field.DEADLINE:
            return self._deadline(said, now, base if isinstance(base, datetime) else None)
        return self._chosen(name, said)

    def _chosen(self, name: Field, said: str) -> Value:
        lower = said.casefold()
        if name is Field.RESPONSIBLE:
            return self.people.find(said, self.words.me)
        if name is Field.COLOR:
            return self._color(lower)
        if name is Field.COMPLETED:
            return self._completed(lower)
        if name is Field.PINGS:
            return self._pings(lower)
        raise LookupError(name)

    def _deadline(self, said: str, now: datetime, base: datetime | None) -> datetime:
        before, comma, last = said.rpartition(",")
        if comma and (last.strip().casefold() in _OVERDUE or last.strip().casefold() in self.words.overdue):
            said = before
        try:
            found = self.deadlines.read(said, now=now, base=base)
        except BadDeadline as exc:
            raise BadCell(DEADLINE_FAULT + exc.reason, said) from None
        if found is None:
            raise BadCell(CellFault.NO_DEADLINE, said)
        shown = None if base is None else base.replace(second=0, microsecond=0)
        return base if base is not None and found == shown else found  # a table shows no seconds, and copies none

    def _color(self, said: str) -> TodoColor:
        found = self.words.colors.get(said) or _COLORS.get(said)
        if found is None:
            raise BadCell(CellFault.NO_SUCH_COLOR, said)
        return found

    def _completed(self, said: str) -> bool:
        if said in _YES or said in self.words.yes:
            return True
        if said in _NO or said in self.words.no:
            return False
        raise BadCell(CellFault.NEITHER_YES_NOR_NO, said)

    def _pings(self, said: str) -> PingOffsets:
        if said in _NONE or said in self.words.none:
            return PingOffsets()
        try:
            return PingOffsets.of(_minutes(part, said) for part in re.split(r"\s*[,;]\s*", said.strip(" ,;")))
        except BadPing:
            raise BadCell(CellFault.NO_REMINDERS, said) from None


def _minutes(part: str, whole: str) -> int:
    """ "15", "15 min", "1h", "1 day" in minutes. Raises BadCell."""
    match = re.fullmatch(r"(\d{1,6})\s*([a-z]*)", part, re.ASCII)
    found = int(match[1]) * _MINUTES[match[2]] if match and match[2] in _MINUTES else None
    if found is None or found > LONGEST_PING:
        raise BadCell(CellFault.NO_REMINDERS, whole)
    return found


def _name(text: str) -> str:
    """A name as it is compared: "Lovelace, Ada" is "ada lovelace", and so is "Ada  LOVELACE"."""
    family, comma, given = text.partition(",")
    return " ".join(f"{given} {family}".split() if comma else text.split()).casefold()


def _all_begin(said: list[str], names: list[str]) -> bool:
    left = list(names)
    for word in said:
        match = next((each for each in left if each == word), None) or next(
            (each for each in left if each.startswith(word)), None
        )
        if match is None:
            return False
        left.remove(match)
    return bool(said)
