"""The mistakes of one text while they are found, and the values at which they are found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from daybook.domain.json_places import Member, Node, line_and_column
from daybook.domain.layouts.codes import PortalCodes
from daybook.domain.layouts.faults import WARNINGS, WRONG_KIND, LayoutFault, LayoutMistake
from daybook.domain.layouts.model import Steps
from daybook.domain.layouts.nearest import nearest as nearest_words

MOST_MISTAKES: Final = 100
"""Errors that are listed, and as many warnings: nobody reads more, and a hostile text may have a million."""

_SHOWN: Final = 60


Found = dict[str, Member]
"""The members of an object by key."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One value and the way to it."""

    node: Node
    steps: Steps = ()

    def inside(self, key: str, node: Node) -> "Spot":
        """A value under one of its keys, or at a number of a list."""
        return Spot(node, (*self.steps, key))

    @property
    def members(self) -> list[Member]:
        """The keys of an object as often as they were written; none of what is no object."""
        if not self.node.is_object or not isinstance(self.node.value, list):
            return []
        return [each for each in self.node.value if isinstance(each, Member)]

    @property
    def by_key(self) -> "Found":
        """The members by key; of a key that was written twice the last one, as portals have it."""
        return {each.key: each for each in self.members}

    @property
    def opening(self) -> tuple[int, int]:
        """The letter that opens it, to underline instead of all that is in it."""
        return self.node.at, self.node.at + 1

    @property
    def items(self) -> "list[Spot]":
        """The values of a list; none of what is no list."""
        if not self.is_list or not isinstance(self.node.value, list):
            return []
        nodes = [each for each in self.node.value if isinstance(each, Node)]
        return [self.inside(str(number), each) for number, each in enumerate(nodes)]

    @property
    def is_list(self) -> bool:
        """True for `[…]`."""
        return isinstance(self.node.value, list) and not self.node.is_object

    def under(self, key: str) -> "Spot | None":
        """What stands under this key, the last one counts; None when there is no such key."""
        found = self.by_key.get(key)
        return self.inside(key, found.node) if found else None


@dataclass(slots=True)
class Notes:
    """What was found so far."""

    text: str
    errors: list[LayoutMistake] = field(default_factory=list)
    warnings: list[LayoutMistake] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """No more errors are listed."""
        return len(self.errors) >= MOST_MISTAKES

    def add(
        self,
        fault: LayoutFault,
        spot: Spot,
        *,
        owner: str = "",
        said: str | None = None,
        nearest: Iterable[str] = (),
        allowed: Iterable[str] = (),
        limit: int | None = None,
        at: tuple[int, int] | None = None,
    ) -> None:
        """Notes a mistake at this value. `said` None = what stands there; `at`: other letters to underline."""
        kept = self.warnings if fault in WARNINGS else self.errors
        if len(kept) >= MOST_MISTAKES:
            return
        begins, ends = at or (spot.node.at, spot.node.end)
        line, column = line_and_column(self.text, begins)
        shown = self.shown(spot.node, as_written=fault in WRONG_KIND) if said is None else said
        kept.append(
            LayoutMistake(
                fault, spot.steps, begins, ends, line, column, owner, cut(shown), tuple(nearest), tuple(allowed), limit
            )
        )

    def shown(self, node: Node, *, as_written: bool = False) -> str:
        """What stands there; "{…}" and "[…]" for what holds others. Texts have quotation marks only as written."""
        if isinstance(node.value, str) and not as_written:
            return node.value
        if isinstance(node.value, list):
            return "{…}" if node.is_object else "[…]"
        return self.text[node.at : min(node.end, node.at + 2 * _SHOWN)]


@dataclass(frozen=True, slots=True)
class Case:
    """One value before its judge: what the judge looks at, and where it writes what it finds."""

    spot: Spot
    owner: str
    """The object of the documentation that the value belongs to."""
    notes: Notes
    portal: PortalCodes

    @property
    def value(self) -> object:
        """What is judged: text, number, true, false, None, or a list of what is in it."""
        return self.spot.node.value

    def at(self, spot: Spot, owner: str | None = None) -> "Case":
        """Another value before the same judge; of the same owner unless one is named."""
        return Case(spot, self.owner if owner is None else owner, self.notes, self.portal)

    def add(
        self,
        fault: LayoutFault,
        *,
        said: str | None = None,
        nearest: Iterable[str] = (),
        allowed: Iterable[str] = (),
        limit: int | None = None,
        at: tuple[int, int] | None = None,
    ) -> None:
        """Notes a mistake at this value, see `Notes.add`."""
        self.notes.add(
            fault, self.spot, owner=self.owner, said=said, nearest=nearest, allowed=allowed, limit=limit, at=at
        )

    def add_not_listed(self, fault: LayoutFault, allowed: tuple[str, ...]) -> None:
        """Notes a value that is none of these words, with the likeliest of them."""
        guess = nearest_words(self.value, allowed) if isinstance(self.value, str) else ()
        self.add(fault, nearest=guess, allowed=allowed)

    def is_one_of(self, words: tuple[str, ...]) -> bool:
        """True for one of these words."""
        return isinstance(self.value, str) and self.value in words


def cut(said: str) -> str:
    """Short enough, and fit to be shown: half a letter can't be written anywhere."""
    shown = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
    return shown.encode("utf-8", "replace").decode("utf-8")
