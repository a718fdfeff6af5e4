"""Writes a question as text, always in the same way: `QueryReader` reads the same question from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from daybook.domain.filtering import Fact
from daybook.domain.query import (
    Compared,
    Condition,
    Is,
    Item,
    On,
    Part,
    PersonId,
    PersonValue,
    Query,
    Someone,
    Text,
    When,
    Which,
    Who,
    key_of,
)
from daybook.domain.query_lexer import quoted, terms
from daybook.domain.query_moments import time_text
from daybook.domain.query_words import ENGLISH, QueryWords, WordList

_WRITTEN: Final[Mapping[Fact, Mapping[Any, str]]] = {
    Fact.COLOR: ENGLISH.color.written,
    Fact.KIND: ENGLISH.kind.written,
    Fact.PRIORITY: ENGLISH.priority.written,
    Fact.DIRECTION: ENGLISH.direction.written,
}
_PLAIN_NAME: Final = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class QueryWriter:
    """Keywords are English always. `words` are those of the reader: a name that is one of them is put in quotes."""

    words: QueryWords = ENGLISH

    def write(self, query: Query) -> str:
        """The text of a question; "" for all activities."""
        return " ".join(map(self.part, query.parts))

    def part(self, part: Part) -> str:
        """The text of one part."""
        minus = "-" if part.negated else ""
        if isinstance(part, Text):
            return minus + self._text(part.text)
        values = self._values(part)
        # "due<today" rather than "due:<today": so people write it.
        first_is_compared = isinstance(part, When) and isinstance(part.values[0], Compared)
        return f"{minus}{key_of(part)}{'' if first_is_compared else ':'}{','.join(values)}"

    def _values(self, part: Condition) -> list[str]:
        if isinstance(part, When):
            return [time_text(value) for value in part.values]
        if isinstance(part, Who):
            return [self.person(value) for value in part.values]
        if isinstance(part, On):
            return [self.item(value) for value in part.values]
        if isinstance(part, Is):
            return [ENGLISH.state.written[value] for value in part.values]
        return _facts(part)

    def person(self, value: PersonValue) -> str:
        """One person behind "resp:"."""
        if isinstance(value, Someone):
            return ENGLISH.person.written[value]
        if isinstance(value, PersonId):
            return str(value.id)
        return self._name(value.name, self.words.person)

    def item(self, value: Item) -> str:
        """One item behind "on:"."""
        if isinstance(value.type, str):
            name = self._name(value.type, self.words.item)
        else:
            name = ENGLISH.item.written.get(value.type) or str(value.type)
        return name if value.id is None else f"{name}#{value.id}"

    def _name(self, name: str, words: WordList[Someone] | WordList[int]) -> str:
        plain = _PLAIN_NAME.fullmatch(name) and words.meaning(name) is None
        return name if plain else quoted(name)

    def _text(self, text: str) -> str:
        found = list(terms(text, self.words.key.meaning))
        plain = len(found) == 1 and not found[0].word and not found[0].negated
        return text if plain and found[0].tokens[0].text == text else quoted(text)


def _facts(part: Which) -> list[str]:
    if (words := _WRITTEN.get(part.fact)) is not None:
        return [words[value] for value in part.values]
    return [str(value) if isinstance(value, int) else _provider(str(value)) for value in part.values]


def _provider(code: str) -> str:
    return code if re.fullmatch(r"\w+", code) else quoted(code)
