"""Picks ids out of a long list. Pure."""

from array import array
from collections.abc import Collection, Container
from typing import Final

_WIDEST: Final = 8 << 20
"""Up to this id each has a byte of its own. A set of so many lies all over the memory: asking it takes four times as
long when a million ids are asked for in no order."""
_PORTION: Final = 8_192
"""Ids that are gone through in one go."""


def only(ids: "array[int]", wanted: Collection[int], highest: int) -> "array[int]":
    """Those of the ids that are wanted, in their order. All of them lie between 0 and `highest`."""
    if highest < _WIDEST:
        return _marked(ids, _marks(wanted, highest))
    return _among(ids, wanted if isinstance(wanted, set) else set(wanted))


def _marks(wanted: Collection[int], highest: int) -> bytearray:
    marks = bytearray(highest + 1)
    for each in wanted:
        marks[each] = 1
    return marks


def _marked(ids: "array[int]", marks: bytearray) -> "array[int]":
    found = array("q")
    for begin in range(0, len(ids), _PORTION):
        found.extend([each for each in ids[begin : begin + _PORTION] if marks[each]])
    return found


def _among(ids: "array[int]", wanted: Container[int]) -> "array[int]":
    found = array("q")
    for begin in range(0, len(ids), _PORTION):
        found.extend([each for each in ids[begin : begin + _PORTION] if each in wanted])
    return found
