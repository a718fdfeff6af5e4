"""What could stand where the cursor is: keywords, values, people and items."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.entities import Person
from daybook.domain.query import (
    FACT_KEYS,
    MOMENT_KEYS,
    PERSON_KEYS,
    Item,
    Key,
    Overdue,
    PersonNamed,
    Place,
    Presence,
    Someone,
    State,
)
from daybook.domain.query_context import QueryContext
from daybook.domain.query_lexer import Term, terms
from daybook.domain.query_names import people_like, told_by_name
from daybook.domain.query_words import ENGLISH, DayWord, Now, QueryWords, WordList, fold
from daybook.domain.query_writer import QueryWriter
from daybook.domain.todo import TodoColor

MOST: Final = 12
"""More is a list that nobody reads."""
_SHORTEST: Final = 2
"""Letters of a word without a key before values are offered for it."""

Meaning = Key | DayWord | TodoColor | ActivityKind | State | Priority | Direction | Someone | Person | Item
V = TypeVar("V", bound=Meaning)
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` takes the place of what was typed; `meaning` is what a list shows beside it, in the person's words.

    `key` is what the value belongs to, None for a keyword itself.
    """

    text: str
    meaning: Meaning
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """Suggestions, and the place of the text that one of them would replace."""

    at: Place
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Completer:
    """Completes questions in English and in the words given."""

    words: QueryWords = ENGLISH

    def complete(self, text: str, cursor: int, context: QueryContext) -> Completion:
        """What fits at `cursor` (in letters, 0 = before the first), best first."""
        before = text[:cursor]
        last = next((each for each in self._terms(before) if each.at[1] == cursor), None)
        if last is None:
            return Completion((cursor, cursor), tuple(islice(self._keys(""), MOST)))
        token = last.tokens[-1]
        start = token.at[0] + len(token.sign)
        end = self._end(text, start, cursor)
        if (token.quoted and not last.word) or (last.word and last.key is None) or token.tail:
            return Completion((cursor, cursor))
        if last.key is not None:
            return self._behind_key(last, last.key, (start, end), context)
        found = self._for_word(token.text, context)
        return Completion((start, end), tuple(islice(found, MOST)))

    def _terms(self, text: str) -> Iterator[Term]:
        return terms(text, self.words.key.meaning)

    def _end(self, text: str, start: int, cursor: int) -> int:
        """Where the value ends that begins at `start`; an open quotation mark does not swallow what follows."""
        tokens = (token for term in self._terms(text) for token in term.tokens)
        token = next((each for each in tokens if each.at[0] + len(each.sign) == start), None)
        return cursor if token is None or token.is_open else max(cursor, token.at[1])

    def _behind_key(self, term: Term, key: Key, at: Place, context: QueryContext) -> Completion:
        token = term.tokens[-1]
        typed = token.text
        first, dots, _ = typed.partition("..")
        if dots and key in MOMENT_KEYS.values():
            at, typed = (at[0] + len(first + dots), at[1]), typed[len(first + dots) :]
        compared = bool(token.sign or dots or term.operator in ("<", ">", "<=", ">="))
        found = self._values(key, typed, context, compared=compared)
        return Completion(at, tuple(islice(found, MOST)))

    def _for_word(self, typed: str, context: QueryContext) -> Iterator[Suggestion]:
        """Keywords first, then every value that begins so, with its key before it."""
        yield from self._keys(typed)
        if len(fold(typed)) < _SHORTEST:
            return
        for key in (Key.STATE, Key.KIND, Key.DUE, Key.RESPONSIBLE, Key.COLOR, Key.ON, Key.PRIORITY, Key.DIRECTION):
            for value in self._values(key, typed, context, compared=False):
                if value.meaning not in (Overdue.OVERDUE, Presence.NONE, Presence.ANY):
                    yield Suggestion(f"{key}:{value.text}", value.meaning, key)

    def _keys(self, typed: str) -> Iterator[Suggestion]:
        for key, _word in _beginning(self.words.key, typed):
            yield Suggestion(f"{key}:", key)

    def _values(self, key: Key, typed: str, context: QueryContext, *, compared: bool) -> Iterator[Suggestion]:
        if key in MOMENT_KEYS.values():
            yield from self._days(key, typed, compared)
        elif key in PERSON_KEYS.values():
            yield from self._listed(self.words.person, key, typed)
            yield from self._people(key, typed, context)
        elif key is Key.ON:
            yield from self._items(typed, context)
        elif key is Key.STATE:
            yield from self._listed(self.words.state, key, typed)
        elif key in FACT_KEYS.values():
            yield from self._facts(key, typed)

    def _facts(self, key: Key, typed: str) -> Iterator[Suggestion]:
        lists: dict[Key, Callable[[], Iterator[Suggestion]]] = {
            Key.COLOR: lambda: self._listed(self.words.color, key, typed),
            Key.KIND: lambda: self._listed(self.words.kind, key, typed),
            Key.PRIORITY: lambda: self._listed(self.words.priority, key, typed),
            Key.DIRECTION: lambda: self._listed(self.words.direction, key, typed),
        }
        return lists.get(key, lambda: iter(()))()

    def _listed(self, words: WordList[V], key: Key, typed: str) -> Iterator[Suggestion]:
        for meaning, word in _beginning(words, typed):
            yield Suggestion(word, meaning, key)

    def _days(self, key: Key, typed: str, compared: bool) -> Iterator[Suggestion]:
        for each in self._listed(self.words.day, key, typed):
            alone = isinstance(each.meaning, Presence | Overdue)
            nonsense = alone if compared else each.meaning is Now.NOW
            if not nonsense and (each.meaning is not Overdue.OVERDUE or key is Key.DUE):
                yield each

    def _people(self, key: Key, typed: str, context: QueryContext) -> Iterator[Suggestion]:
        known = people_like(typed, context.people) if typed.strip() else context.people
        told = told_by_name(context.people)
        for person in sorted(known, key=lambda each: (not each.active, fold(each.name), each.id)):
            named = QueryWriter(self.words).person(PersonNamed(person.name.strip()))
            yield Suggestion(named if person.id in told else str(person.id), person, key)

    def _items(self, typed: str, context: QueryContext) -> Iterator[Suggestion]:
        for number, word in _beginning(self.words.item, typed):
            yield Suggestion(word, Item(number), Key.ON)
        for number, name in sorted(context.type_names.items(), key=lambda pair: fold(pair[1])):
            if fold(name).startswith(fold(typed)) and fold(name):
                twice = [fold(other) for other in context.type_names.values()].count(fold(name)) > 1
                item = Item(number) if twice else Item(name.strip())
                yield Suggestion(QueryWriter(self.words).item(item), item, Key.ON)


def _beginning(words: WordList[W], typed: str) -> Iterable[tuple[W, str]]:
    """What has a word that begins with what was typed, and how it is written; each once, in the list's order."""
    begun = fold(typed)
    found = {meaning for word, meaning in words.meanings.items() if word.startswith(begun)}
    return [(meaning, written) for meaning, written in words.written.items() if meaning in found]
