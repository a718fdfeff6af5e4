"""A filter in words: as one sentence, and part by part for chips that can be taken away."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.domain.filtering import Fact, Moment
from daybook.domain.query import (
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
    Presence,
    Query,
    Someone,
    Text,
    TimeValue,
    When,
    Which,
    Who,
    key_of,
)
from daybook.domain.query_context import QueryContext
from daybook.domain.query_names import NameNotFound, person_id, type_id
from daybook.domain.todo import TodoColor
from daybook.ui.activities.phrase_words import (
    clause,
    direction_name,
    field_label,
    kinds_name,
    presence_clause,
    priority_name,
    state_name,
    time_clause,
)
from daybook.ui.activities.span_words import SpanWords
from daybook.ui.entities.types import type_name, type_plural
from daybook.ui.kit.format import Formats
from daybook.ui.layouts.color_names import todo_color_name

_NAMED: Final = 5
"""Values of one part that are named; the others are counted."""

_STANDARD_TYPES: Final = frozenset({LEAD, DEAL, CONTACT, COMPANY})


def _is_kinds(part: Part) -> bool:
    return isinstance(part, Which) and part.fact is Fact.KIND and not part.negated


class Phrases(QObject):
    """Puts questions into words; `context` knows the names of people and items."""

    def __init__(self, formats: Formats, context: QueryContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._context = context
        self._spans = SpanWords(formats)

    # A sentence

    def sentence(self, query: Query) -> str:
        """ "To-dos of mine that are overdue, are rose or orange and mention “contract”"."""
        kinds = next((part for part in query.parts if _is_kinds(part)), None)
        mine = next((part for part in query.parts if part == Who(Fact.RESPONSIBLE, (Someone.ME,))), None)
        said = [self.predicate(part) for part in query.parts if part is not kinds and part is not mine]
        head = self._head(kinds, mine=mine is not None, alone=not query.parts)
        if not said:
            return head
        listed = self._formats.locale.createSeparatedList(said)
        return self.tr("{activities} that {conditions}").format(activities=head, conditions=listed)

    def _head(self, kinds: Part | None, *, mine: bool, alone: bool) -> str:
        if isinstance(kinds, Which):
            names = [kinds_name(kind) for kind in kinds.values if isinstance(kind, ActivityKind)]
            listed = self._formats.locale.createSeparatedList([names[0], *map(self._lower, names[1:])])
        else:
            listed = self.tr("All activities") if alone else self.tr("Activities")
        return self.tr("{activities} of mine").format(activities=listed) if mine else listed

    def predicate(self, part: Part) -> str:
        """What a sentence says of the activities: "are overdue", "do not mention “contract”"."""
        if isinstance(part, Text):
            return self._mention(part)
        if isinstance(part, When):
            return self._when(part)
        words = self._values(part)
        return clause(key_of(part), negated=part.negated).format(values=words)

    def _mention(self, part: Text) -> str:
        text = self.tr("do not mention “{text}”") if part.negated else self.tr("mention “{text}”")
        return text.format(text=part.text)

    def _when(self, part: When) -> str:
        """Each value has a verb of its own: "are due today or have no deadline"."""
        said = [self._time_clause(part.moment, value, part.negated) for value in part.values[:_NAMED]]
        left = len(part.values) - _NAMED
        if left > 0:
            said.append(self.tr("%Ln more", "", left))
        return self._formats.locale.createSeparatedList(said) if part.negated else self._either(said)

    def _time_clause(self, moment: Moment, value: TimeValue, negated: bool) -> str:
        if isinstance(value, Overdue):
            return self.tr("are not overdue") if negated else self.tr("are overdue")
        if isinstance(value, Presence):
            return presence_clause(moment, there=(value is Presence.ANY) != negated)
        return time_clause(moment, negated=negated).format(when=self._spans.value(value))

    # Chips

    def chip(self, part: Part) -> str:
        """One part by itself: "Deadline: before today", "Responsible: not Anna Smith", "“contract”"."""
        if isinstance(part, Text):
            return self._not(f"“{part.text}”", part.negated)
        if isinstance(part, When):
            values = self._some([self._time(value) for value in part.values])
        else:
            values = self._values(part)
        text = self.tr("{field}: {values}")
        return text.format(field=field_label(key_of(part)), values=self._not(values, part.negated))

    def _not(self, words: str, negated: bool) -> str:
        return self.tr("not {what}").format(what=words) if negated else words

    def _time(self, value: TimeValue) -> str:
        if isinstance(value, Overdue):
            return self.tr("overdue")
        if isinstance(value, Presence):
            return self.tr("none") if value is Presence.NONE else self.tr("any")
        return self._spans.value(value)

    # Values

    def _values(self, part: Who | Which | Is | On) -> str:
        if isinstance(part, Who):
            return self._some([self.person(value) for value in part.values])
        if isinstance(part, On):
            return self._some([self.item(value) for value in part.values])
        if isinstance(part, Is):
            return self._some([state_name(value) for value in part.values])
        return self._some([self._fact(part.fact, value) for value in part.values])

    def person(self, value: PersonValue) -> str:
        """ "me", "nobody", "Anna Smith"; what was typed for somebody who is not known."""
        if isinstance(value, Someone):
            return self.tr("me") if value is Someone.ME else self.tr("nobody")
        number = value.id if isinstance(value, PersonId) else self._number_of(value)
        found = next((each for each in self._context.people if each.id == number), None)
        if found is not None:
            return found.name
        return f"#{value.id}" if isinstance(value, PersonId) else value.name

    def _number_of(self, value: PersonNamed) -> int:
        try:
            return person_id(value, self._context.people, Key.RESPONSIBLE)
        except NameNotFound:
            return 0

    def item(self, value: Item) -> str:
        """ "deals", "deal #102", "Equipment", "Equipment #5"."""
        try:
            number = type_id(value, self._context.type_names)
        except NameNotFound:
            number = 0
        if number in _STANDARD_TYPES:
            name = self._lower(type_plural(number) if value.id is None else type_name(number))
        else:
            name = self._context.type_names.get(number) or self._unknown_type(value)
        return name if value.id is None else f"{name} #{value.id}"

    def _unknown_type(self, value: Item) -> str:
        if isinstance(value.type, str):
            return value.type
        return self.tr("items of type {number}").format(number=value.type)

    def _fact(self, fact: Fact, value: FactValue) -> str:
        if isinstance(value, TodoColor):
            return self._lower(todo_color_name(value))
        if isinstance(value, ActivityKind):
            return self._lower(kinds_name(value))
        if isinstance(value, Priority):
            return priority_name(value)
        if isinstance(value, Direction):
            return direction_name(value)
        return str(value)

    def _some(self, words: Sequence[str]) -> str:
        left = len(words) - _NAMED
        return self._either([*words[:_NAMED], self.tr("%Ln more", "", left)] if left > 0 else words)

    def _either(self, words: Sequence[str]) -> str:
        if len(words) == 1:
            return words[0]
        return self.tr("{first} or {last}").format(first=", ".join(words[:-1]), last=words[-1])

    def _lower(self, word: str) -> str:
        return self._formats.locale.toLower(word)
