"""Finding a name by a few of its letters, as people type when they know what they want."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def score(typed: str, name: str) -> int | None:
    """How well `typed` fits `name`; None when a letter is missing. Higher is better, 0 fits everything equally.

    Letters must come in order; those at the beginning of a word, and those that follow each other, count more.
    """
    wanted, text = typed.casefold().replace(" ", ""), name.casefold()
    if not wanted:
        return 0
    best = (_score_from(wanted, text, start) for start, letter in enumerate(text) if letter == wanted[0])
    return max((found for found in best if found is not None), default=None)


def _score_from(wanted: str, text: str, start: int) -> int | None:
    total, place = 0, start
    for number, letter in enumerate(wanted):
        found = text.find(letter, place)
        if found < 0:
            return None
        begins_word = found == 0 or not text[found - 1].isalnum()
        follows = number > 0 and found == place
        total += 10 * begins_word + 6 * follows - min(found - place, 5) * (number > 0)
        place = found + 1
    return total + 5 * (start == 0)


def ranked(typed: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """What fits, best first; among equals the order stays."""
    scored = [(found, thing) for thing in things if (found := score(typed, name(thing))) is not None]
    return [thing for _, thing in sorted(scored, key=lambda pair: -pair[0])]
