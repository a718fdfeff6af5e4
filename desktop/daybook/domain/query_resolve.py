"""A question, asked by somebody at a moment, becomes a `Filter`; and when it would become another one by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, TypeVar

from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Among, AnyOf, BoundTo, Clause, Fact, Filter, Moment, Says, Within
from daybook.domain.query import (
    Between,
    Compared,
    During,
    FromNow,
    Is,
    On,
    Overdue,
    Part,
    Period,
    PersonId,
    PersonValue,
    Presence,
    Query,
    RelativeDay,
    Sign,
    Someone,
    Span,
    State,
    Text,
    TimeValue,
    Weekday,
    When,
    Which,
    Who,
    key_of,
)
from daybook.domain.query_context import QueryContext
from daybook.domain.query_faults import BadQuery, Mistake
from daybook.domain.query_names import NameNotFound, person_id, type_id
from daybook.domain.query_spans import bounds

V = TypeVar("V")
R = TypeVar("R")

_PAST: Final = frozenset({Moment.CREATED, Moment.UPDATED})
_LONGEST_STAND: Final = 367
"""Days after which every relative day or period has moved on."""
_SECOND: Final = timedelta(seconds=1)

_OPEN: Final = Among(Fact.COMPLETED, frozenset({False}))


def resolve(query: Query, context: QueryContext) -> Filter:
    """What the question means now. Raises BadQuery for names that nobody has, or several."""
    clauses: list[Clause] = []
    mistakes: list[Mistake] = []
    for part in query.parts:
        try:
            clauses += _clauses(part, context)
        except BadQuery as bad:
            mistakes += bad.mistakes
    if mistakes:
        raise BadQuery(tuple(mistakes))
    return Filter(tuple(clauses))


def next_change(query: Query, context: QueryContext) -> datetime | None:
    """When the filter becomes another one though nobody touched it, in UTC; None for never.

    What counts from this very moment (overdue, "-3d") changes all the time: then it is one second past the minute,
    because deadlines stand on whole minutes.
    """
    found = [_change_of(part, context) for part in query.parts]
    return min((moment for moment in found if moment is not None), default=None)


def _change_of(part: Part, context: QueryContext) -> datetime | None:
    if isinstance(part, Is):
        return _next_minute(context) if State.OVERDUE in part.values and State.OPEN not in part.values else None
    if not isinstance(part, When):
        return None
    spans = [span for value in part.values for span in _spans(value)]
    if Overdue.OVERDUE in part.values or any(isinstance(span, FromNow) for span in spans):
        return _next_minute(context)
    if not any(isinstance(span, RelativeDay | Weekday | Period) for span in spans):
        return None
    return _next_day_that_differs(part, context)


def _next_minute(context: QueryContext) -> datetime:
    before = context.now.astimezone(UTC) - _SECOND
    return before.replace(second=0, microsecond=0) + timedelta(minutes=1) + _SECOND


def _next_day_that_differs(part: When, context: QueryContext) -> datetime | None:
    present = _when(part, context)
    for days in range(1, _LONGEST_STAND + 1):
        moment = context.midnight(context.today + timedelta(days=days))
        if _when(part, replace(context, now=moment)) != present:
            return moment
    return None


def _spans(value: TimeValue) -> tuple[Span, ...]:
    if isinstance(value, Between):
        return (value.first, value.last)
    return (value.span,) if isinstance(value, During | Compared) else ()


def _clauses(part: Part, context: QueryContext) -> Sequence[Clause]:
    if isinstance(part, Text):
        return (Says(part.text, part.negated),)
    if isinstance(part, When):
        return _when(part, context)
    if isinstance(part, Who):
        return (Among(part.fact, _people(part, context), part.negated),)
    if isinstance(part, Is):
        return _is(part, context)
    if isinstance(part, On):
        return (_on(part, context),)
    return (_which(part),)


# Moments


@dataclass(frozen=True, slots=True)
class _Range:
    since: datetime | None
    until: datetime | None


def _when(part: When, context: QueryContext) -> tuple[Clause, ...]:
    past = part.moment in _PAST
    ranges = [_range(value, context, past) for value in part.values if isinstance(value, During | Compared | Between)]
    bare = Presence.NONE in part.values
    options: list[tuple[Clause, ...]] = [
        (Within(part.moment, _whole(each.since), _whole(each.until), none=bare),) for each in ranges
    ]
    if bare and not ranges:
        options.append((Within(part.moment, none=True),))
    if Presence.ANY in part.values:
        options.append((Within(part.moment),))
    if Overdue.OVERDUE in part.values:
        options.append(_overdue(context))
    return _either(options, part.negated)


def _overdue(context: QueryContext) -> tuple[Clause, ...]:
    return (_OPEN, Within(Moment.DEADLINE, until=_whole(context.now)))


def _range(value: During | Compared | Between, context: QueryContext, past: bool) -> _Range:
    if isinstance(value, Compared):
        return _compared(value, context, past)
    if isinstance(value, Between):
        first = bounds(value.first, context, past=past)
        begins_on = first.begin.astimezone(context.zone).date()
        return _Range(first.begin, bounds(value.last, context, past=past, not_before=begins_on).end)
    span = bounds(value.span, context, past=past)
    if isinstance(value.span, FromNow):  # "-3d": within the last three days; "+2h": within the next two hours
        now = bounds(FromNow(), context, past=past)
        return _Range(min(span.begin, now.begin), max(span.end, now.end))
    return _Range(span.begin, span.end)


def _compared(value: Compared, context: QueryContext, past: bool) -> _Range:
    span = bounds(value.span, context, past=past)
    return {
        Sign.BEFORE: _Range(None, span.begin),
        Sign.UNTIL: _Range(None, span.end),
        Sign.AFTER: _Range(span.end, None),
        Sign.SINCE: _Range(span.begin, None),
    }[value.sign]


def _whole(moment: datetime | None) -> datetime | None:
    """The next whole second, in UTC. A portal's moments are whole: a bound between two of them parts them alike."""
    if moment is None:
        return None
    exact = moment.astimezone(UTC)
    return exact if exact.microsecond == 0 else exact.replace(microsecond=0) + _SECOND


def _either(options: Sequence[tuple[Clause, ...]], negated: bool) -> tuple[Clause, ...]:
    """One of these, as simply as it can be said."""
    if len(options) == 1 and not negated:
        return options[0]
    if len(options) == 1 and len(options[0]) == 1 and isinstance(options[0][0], Within | Among):
        return (replace(options[0][0], negated=not options[0][0].negated),)
    return (AnyOf(tuple(map(Filter, options)), negated),)


# People, states, items, values


def _people(part: Who, context: QueryContext) -> frozenset[int | str | bool | None]:
    def one(value: PersonValue) -> int | None:
        if isinstance(value, Someone):
            return context.me.id if value is Someone.ME else None
        if isinstance(value, PersonId):
            return value.id
        return person_id(value, context.people, key_of(part))

    return frozenset(_each(part.values, one))


def _is(part: Is, context: QueryContext) -> tuple[Clause, ...]:
    completed = {State.OPEN: False, State.DONE: True}
    plain = frozenset(completed[value] for value in part.values if value in completed)
    options: list[tuple[Clause, ...]] = [(Among(Fact.COMPLETED, plain),)] if plain else []
    if State.OVERDUE in part.values and State.OPEN not in part.values:
        options.append(_overdue(context))
    return _either(options, part.negated)


def _on(part: On, context: QueryContext) -> Clause:
    types = _each(part.values, lambda item: type_id(item, context.type_names))
    pairs = list(zip(types, (item.id for item in part.values), strict=True))
    whole = frozenset(number for number, item in pairs if item is None)
    refs = frozenset(EntityRef(number, item) for number, item in pairs if item is not None)
    if not refs:
        return Among(Fact.OWNER_TYPE, whole, part.negated)
    if not whole:
        return BoundTo(refs, part.negated)
    return AnyOf((Filter((Among(Fact.OWNER_TYPE, whole),)), Filter((BoundTo(refs),))), part.negated)


def _which(part: Which) -> Clause:
    values = frozenset(value.value if isinstance(value, Enum) else value for value in part.values)
    return Among(part.fact, values, part.negated)


def _each(values: Iterable[V], find: Callable[[V], R]) -> list[R]:
    """What each stands for. Raises BadQuery with everything that stands for nothing."""
    found: list[R] = []
    mistakes: list[Mistake] = []
    for value in values:
        try:
            found.append(find(value))
        except NameNotFound as exc:
            mistakes.append(exc.mistake)
    if mistakes:
        raise BadQuery(tuple(mistakes))
    return found
