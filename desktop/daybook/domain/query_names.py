"""Whom and what a name in a question means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from daybook.domain.entities import Person
from daybook.domain.query import Item, Key, PersonNamed
from daybook.domain.query_faults import Mistake, QueryFault
from daybook.domain.query_words import ENGLISH, fold

_SUGGESTED: Final = 5
_CLOSE: Final = 0.6
_COMPARED: Final = 40
_FEW: Final = 300
_REMEMBERED: Final = 16_384


class NameNotFound(Exception):
    """Nobody and nothing has this name, or several have."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.reason)
        self.mistake = mistake


def person_id(named: PersonNamed, people: Sequence[Person], key: Key) -> int:
    """The one person whose full name this is, or whose name has words that begin so. Raises NameNotFound.

    Where several have, whoever works here still comes before those who left.
    """
    found = people_like(named.name, people)
    exact = [each for each in found if _words(each.name) == _words(named.name)]
    for choice in (exact, [each for each in exact if each.active], found, [each for each in found if each.active]):
        if len(choice) == 1:
            return choice[0].id
    reason = QueryFault.AMBIGUOUS_PERSON if found else QueryFault.UNKNOWN_PERSON
    nearest = _told_apart(exact or found) if found else _close(named.name, {each.name: each for each in people})
    raise NameNotFound(Mistake(reason, named.at, named.name, key, nearest[:_SUGGESTED]))


def people_like(typed: str, people: Iterable[Person]) -> list[Person]:
    """Everybody whose name has, for each typed word, a word of its own that begins so."""
    wanted = _words(typed)
    return [each for each in people if wanted and _begins(wanted, _words(each.name))]


def told_by_name(people: Iterable[Person]) -> frozenset[int]:
    """The ids of those whose full name means them and nobody else (`person_id`)."""
    namesakes: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
    for each in people:
        namesakes[_words(each.name)].append(each)
    namesakes.pop((), None)
    told: set[int] = set()
    for same in namesakes.values():
        choice = same if len(same) == 1 else [each for each in same if each.active]
        told.update(each.id for each in choice if len(choice) == 1)
    return frozenset(told)


def type_id(item: Item, type_names: Mapping[int, str]) -> int:
    """The CRM type id of an item's type. Raises NameNotFound."""
    if isinstance(item.type, int):
        return item.type
    wanted = fold(item.type)
    names = {number: fold(name) for number, name in type_names.items()}
    exact = [number for number, name in names.items() if name == wanted]
    found = exact or [number for number, name in names.items() if wanted and name.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    standard = ENGLISH.item.meaning(item.type)
    if standard is not None and not exact:
        return standard
    if found:
        nearest = tuple(f"{type_names[number]} #{number}" for number in found)
        raise NameNotFound(Mistake(QueryFault.AMBIGUOUS_ITEM, item.at, item.type, Key.ON, nearest[:_SUGGESTED]))
    nearest = (*ENGLISH.item.nearest(item.type), *_close(item.type, type_names.values()))
    raise NameNotFound(Mistake(QueryFault.UNKNOWN_ITEM, item.at, item.type, Key.ON, nearest[:_SUGGESTED]))


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """True when each wanted word begins another one of `words`."""
    left = list(words)
    for each in sorted(wanted, key=len, reverse=True):
        match = next((word for word in left if word.startswith(each)), None)
        if match is None:
            return False
        left.remove(match)
    return True


@lru_cache(_REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    return tuple(folded for word in re.findall(r"\w+", name) if (folded := fold(word)))


def _told_apart(people: Sequence[Person]) -> tuple[str, ...]:
    names = [each.name for each in people]
    return tuple(f"{each.name} #{each.id}" if names.count(each.name) > 1 else each.name for each in people)


def _close(said: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that look like what was said, or a word of which does."""
    spoken: dict[str, str] = {}
    for name in names:
        for form in (fold(name), *_words(name)):
            spoken.setdefault(form, name)
    wanted = fold(said)[:_COMPARED]
    # Among thousands, only those that begin alike: comparing takes its time.
    near = spoken if len(spoken) <= _FEW else [form for form in spoken if form[:1] == wanted[:1]]
    close = get_close_matches(wanted, near, n=_SUGGESTED, cutoff=_CLOSE)
    return tuple(dict.fromkeys(spoken[form] for form in close))
