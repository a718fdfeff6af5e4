"""One object of a layout, asked for its fields. Never raises: a field that is not as it should be is its default."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, TypeVar

from daybook.domain.layouts.everywhere import is_whole
from daybook.domain.layouts.model import (
    Action,
    ActionType,
    Animation,
    LabelColor,
    OpenRestApp,
    Redirect,
    RestEvent,
    Scope,
    Slider,
    Steps,
)
from daybook.domain.layouts.notes import Spot
from daybook.domain.translated import Translated

E = TypeVar("E", bound=StrEnum)

MOST_PARTS: Final = 50
"""Blocks, tags, buttons and items of which a layout is made. Too many is a mistake, yet not a reason to draw none."""

_HALF_A_PAIR: Final = re.compile("[\ud800-\udfff]")
_FLAGS: Final = {True: True, False: False, "true": True, "false": False}


class Part:
    """An object, or the place where one should be."""

    def __init__(self, spot: Spot, *, is_there: bool = True) -> None:
        self._spot = spot
        self._members = spot.by_key if is_there else {}
        self.is_there = is_there and spot.node.is_object

    @property
    def steps(self) -> Steps:
        """The way to it."""
        return self._spot.steps

    def has(self, name: str) -> bool:
        """True when the field is written, whatever it holds."""
        return name in self._members

    def part(self, name: str) -> "Part":
        """The object in this field."""
        found = self._members.get(name)
        if found is None:
            return Part(self._spot.inside(name, self._spot.node), is_there=False)
        return Part(self._spot.inside(name, found.node))

    def parts(self) -> "Iterator[tuple[str, Part]]":
        """The objects in it by their keys, in the order of these; no more than MOST_PARTS."""
        for key, member in islice(self._members.items(), MOST_PARTS):
            found = Part(self._spot.inside(key, member.node))
            if found.is_there:
                yield mended(key), found

    def listed(self) -> "Iterator[Part]":
        """The objects of a list, no more than MOST_PARTS."""
        return (part for part in map(Part, self._spot.items[:MOST_PARTS]) if part.is_there)

    def _value(self, name: str) -> object:
        found = self._members.get(name)
        return None if found is None else found.node.value

    def plain(self, name: str) -> str:
        """A text; "" for none."""
        value = self._value(name)
        return mended(value) if isinstance(value, str) else ""

    def words(self, name: str) -> Translated:
        """A text, or texts by language; "" for none."""
        found = self._members.get(name)
        if found is None or not found.node.is_object:
            return self.plain(name)
        each = Spot(found.node).by_key.values()
        return {mended(m.key): mended(m.node.value) for m in each if isinstance(m.node.value, str)} or ""

    def flag(self, name: str, *, usual: bool = False) -> bool:
        """True or false, also where it is written as a text."""
        value = self._value(name)
        return _FLAGS.get(value, usual) if isinstance(value, bool | str) else usual

    def whole(self, name: str) -> int | None:
        """A whole number that is not negative."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0 or value < 0:
            return None
        return int(value)

    def choice(self, name: str, usual: E) -> E:
        """One of the words of `usual`."""
        return self.maybe(name, type(usual)) or usual

    def maybe(self, name: str, words: type[E]) -> E | None:
        """One of these words; None for none and for any other."""
        value = self._value(name)
        return next((each for each in words if each.value == value), None)

    @property
    def scope(self) -> Scope | None:
        """Where the part is shown; None = everywhere."""
        return self.maybe("scope", Scope)

    def action(self, name: str) -> Action | None:
        """What a click does; None when that can't be told."""
        return self.part(name).as_action()

    def as_action(self) -> Action | None:
        """The object itself as an action; None when its type can't be told."""
        kind = self.maybe("type", ActionType)
        if kind is ActionType.REDIRECT:
            return Redirect(self.plain("uri"), self.steps)
        if kind is ActionType.REST_EVENT:
            return RestEvent(
                self.plain("id"),
                self.part("actionParams").scalars(),
                self.maybe("animationType", Animation),
                self.steps,
            )
        if kind is ActionType.OPEN_REST_APP:
            return OpenRestApp(self.part("actionParams").scalars(), self.part("sliderParams").as_slider(), self.steps)
        return None

    def as_slider(self) -> Slider | None:
        """The object itself as parameters of a slider; None for no object."""
        if not self.is_there:
            return None
        return Slider(
            self.whole("width"),
            self.whole("leftBoundary"),
            self.plain("title"),
            self.plain("labelText"),
            self.maybe("labelBgColor", LabelColor),
            self.plain("labelColor") or None,
        )

    def scalars(self) -> dict[str, str]:
        """The application's own values, all as texts, as it gets them."""
        each = self._members.items()
        return {mended(key): _as_text(member.node.value) for key, member in each if _is_scalar(member.node.value)}


def mended(text: str) -> str:
    """The text without half letters, which nothing can draw or keep."""
    return text if is_whole(text) else _HALF_A_PAIR.sub("\ufffd", text)


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


def _as_text(value: object) -> str:
    """As PHP writes it: true is "1", false is ""."""
    if isinstance(value, bool):
        return "1" if value else ""
    return mended(str(value))
