"""Reads what a person typed into the filter bar: `due<today resp:me,"Anna Smith" -is:done "signed contract"`.

* A word or a quoted phrase is looked for in the texts; the last word may go on.
* `key:value` asks for a value, `key:one,two` for either; moments also compare: `due<today`, `due:<today,none`.
* A minus before anything means "not".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from daybook.domain.filtering import Fact, Moment
from daybook.domain.query import (
    FACT_KEYS,
    MOMENT_KEYS,
    PERSON_KEYS,
    FactValue,
    Is,
    Item,
    Key,
    On,
    Overdue,
    Part,
    PersonId,
    PersonNamed,
    PersonValue,
    Query,
    Sign,
    State,
    Text,
    TimeValue,
    When,
    Which,
    Who,
)
from daybook.domain.query_faults import BadQuery, Mistake, QueryFault
from daybook.domain.query_lexer import Term, Token, terms
from daybook.domain.query_moments import MomentReader, NoMoment
from daybook.domain.query_words import ENGLISH, QueryWords, WordList

LONGEST: Final = 20_000
"""Letters of a question; a pasted list of ids may be long."""
MOST_PARTS: Final = 100
MOST_VALUES: Final = 2_000
MOST_MOMENTS: Final = 50
MOST_MISTAKES: Final = 20
"""Nobody reads on; and looking for the nearest right word takes its time."""
LARGEST_ID: Final = 2**63 - 1

_FACT_OF: Final = {key: fact for fact, key in FACT_KEYS.items()}
_MOMENT_OF: Final = {key: moment for moment, key in MOMENT_KEYS.items()}
_PERSON_OF: Final = {key: fact for fact, key in PERSON_KEYS.items()}
_NUMBER: Final = re.compile(r"#?([0-9]{1,19})")
_ITEM: Final = re.compile(r"(.*?)(?:#([0-9]{1,19}))?", re.DOTALL)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text (`query`), and what was not. The query is whole only without mistakes."""

    query: Query
    mistakes: tuple[Mistake, ...] = ()


class _Bad(Exception):
    def __init__(self, reason: QueryFault, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads questions in English and in the words given. `day_first` decides about 3/4/2026."""

    words: QueryWords = ENGLISH
    day_first: bool = True

    def read(self, text: str) -> Query:
        """What was asked. Raises BadQuery with what could not be understood, the first MOST_MISTAKES of it."""
        found = self.reading(text)
        if found.mistakes:
            raise BadQuery(found.mistakes)
        return found.query

    def reading(self, text: str) -> Reading:
        """As much as can be understood, and the mistakes; for a field that is being typed into."""
        if len(text) > LONGEST:
            return Reading(Query(), (Mistake(QueryFault.TOO_LONG, (LONGEST, len(text)), text[:40]),))
        parts: list[Part] = []
        mistakes: list[Mistake] = []
        for term in terms(text, self.words.key.meaning):
            if len(mistakes) >= MOST_MISTAKES:
                break
            part = self._part(text, term, mistakes)
            if part is not None and len(parts) == MOST_PARTS:
                mistakes.append(Mistake(QueryFault.TOO_MANY, (term.at[0], len(text)), text[slice(*term.at)]))
                break
            if part is not None:
                parts.append(part)
        return Reading(Query(tuple(parts)), tuple(mistakes))

    def _part(self, text: str, term: Term, mistakes: list[Mistake]) -> Part | None:
        """The part, if anything of it was understood; what was not is added to `mistakes`."""
        if any(token.is_open for token in term.tokens):
            token = next(token for token in term.tokens if token.is_open)
            mistakes.append(Mistake(QueryFault.QUOTE_OPEN, token.at, token.text, term.key))
            return None
        if not term.word:
            return Text(term.tokens[0].text, term.negated, term.at) if term.tokens[0].text.strip() else None
        if term.key is None:
            start = text.index(term.word, term.at[0])
            at, nearest = (start, start + len(term.word)), self.words.key.nearest(term.word)
            mistakes.append(Mistake(QueryFault.UNKNOWN_KEY, at, term.word, nearest=nearest))
            return None
        most = MOST_MOMENTS if term.key in _MOMENT_OF else MOST_VALUES
        if len(term.tokens) > most:
            place = (term.tokens[most].at[0], term.at[1])
            mistakes.append(Mistake(QueryFault.TOO_MANY, place, text[slice(*place)][:40], term.key))
            return None
        return self._condition(term, term.key, mistakes)

    def _condition(self, term: Term, key: Key, mistakes: list[Mistake]) -> Part | None:
        negated, at = term.negated, term.at
        if key in _MOMENT_OF:
            times = self._values(_signed(term), key, mistakes, lambda token: self._time(token, _MOMENT_OF[key]))
            return When(_MOMENT_OF[key], times, negated, at) if times else None
        if term.operator not in (":", "=", "!="):
            mistakes.append(Mistake(QueryFault.NO_COMPARISON, at, term.operator, key))
            return None
        if key in _PERSON_OF:
            people = self._values(term.tokens, key, mistakes, self._person)
            return Who(_PERSON_OF[key], people, negated, at) if people else None
        if key is Key.STATE:
            states = self._values(term.tokens, key, mistakes, self._state)
            return Is(states, negated, at) if states else None
        if key is Key.ON:
            items = self._values(term.tokens, key, mistakes, self._item)
            return On(items, negated, at) if items else None
        facts = self._values(term.tokens, key, mistakes, lambda token: self._fact(token, _FACT_OF[key]))
        return Which(_FACT_OF[key], facts, negated, at) if facts else None

    def _values(
        self, tokens: tuple[Token, ...], key: Key, mistakes: list[Mistake], read: Callable[[Token], V]
    ) -> tuple[V, ...]:
        found: dict[V, None] = {}
        for token in tokens:
            if len(mistakes) >= MOST_MISTAKES:
                break
            said = token.sign + token.text + token.tail
            if not token.text.strip():
                mistakes.append(Mistake(QueryFault.VALUE_MISSING, token.at, said, key))
                continue
            try:
                found[read(token)] = None
            except _Bad as bad:
                mistakes.append(Mistake(bad.reason, token.at, said, key, bad.nearest))
        return tuple(found)

    def _time(self, token: Token, moment: Moment) -> TimeValue:
        said = token.text + token.tail
        try:
            value = MomentReader(self.words, self.day_first).value(said, _sign(token.sign))
        except NoMoment as exc:
            unknown = exc.reason is QueryFault.NOT_A_MOMENT
            known = self.words.day.meaning(said) is not None  # but not here: "due<none"
            raise _Bad(exc.reason, self.words.day.nearest(said) if unknown and not known else ()) from None
        if isinstance(value, Overdue) and moment is not Moment.DEADLINE:
            raise _Bad(QueryFault.NOT_A_MOMENT)
        return value

    def _person(self, token: Token) -> PersonValue:
        _no_sign(token)
        if token.tail:
            raise _Bad(QueryFault.UNKNOWN_VALUE)
        if token.quoted:
            return PersonNamed(token.text.strip(), token.at)
        if _NUMBER.fullmatch(token.text):
            return PersonId(_number(token))
        return self.words.person.meaning(token.text) or PersonNamed(token.text, token.at)

    def _state(self, token: Token) -> State:
        return _word(token, self.words.state)

    def _item(self, token: Token) -> Item:
        """ "deal", "deal#102", "1038#5", "Equipment"#5."""
        _no_sign(token)
        match = _ITEM.fullmatch(token.tail if token.quoted else token.text)
        name, digits = (match[1], match[2]) if match else ("", None)
        number = None if digits is None else _id(digits)
        if token.quoted:
            if name:
                raise _Bad(QueryFault.NOT_A_NUMBER)
            return Item(token.text.strip(), number, token.at)
        if "#" in name:
            raise _Bad(QueryFault.NOT_A_NUMBER)
        if not name:
            raise _Bad(QueryFault.UNKNOWN_VALUE, tuple(self.words.item.written.values())[:1])
        if re.fullmatch(r"[0-9]{1,19}", name):
            return Item(_id(name), number, token.at)
        return Item(self.words.item.meaning(name) or name, number, token.at)

    def _fact(self, token: Token, fact: Fact) -> FactValue:
        if fact is Fact.ID:
            _no_sign(token)
            return _number(token)
        if fact is Fact.PROVIDER:
            _no_sign(token)
            return token.text + token.tail
        if fact is Fact.COLOR:
            return _word(token, self.words.color)
        if fact is Fact.KIND:
            return _word(token, self.words.kind)
        return _word(token, self.words.priority) if fact is Fact.PRIORITY else _word(token, self.words.direction)


def _signed(term: Term) -> tuple[Token, ...]:
    """The values of a moment; "due<today" is short for "due:<today"."""
    first = term.tokens[0]
    if term.operator in (":", "=", "!="):
        return term.tokens
    return (replace(first, sign=term.operator + first.sign), *term.tokens[1:])


def _sign(sign: str) -> Sign | None:
    if not sign:
        return None
    try:
        return Sign(sign)
    except ValueError:  # "due<>today"
        raise _Bad(QueryFault.NOT_A_MOMENT) from None


def _no_sign(token: Token) -> None:
    if token.sign:
        raise _Bad(QueryFault.NO_COMPARISON)


def _word(token: Token, words: WordList[V]) -> V:
    _no_sign(token)
    said = token.text + token.tail
    meaning = words.meaning(said)
    if meaning is None:
        raise _Bad(QueryFault.UNKNOWN_VALUE, words.nearest(said))
    return meaning


def _number(token: Token) -> int:
    match = _NUMBER.fullmatch(token.text + token.tail)
    if match is None:
        raise _Bad(QueryFault.NOT_A_NUMBER)
    return _id(match[1])


def _id(digits: str) -> int:
    number = int(digits)
    if not 1 <= number <= LARGEST_ID:
        raise _Bad(QueryFault.NOT_A_NUMBER)
    return number
