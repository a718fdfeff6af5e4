"""A Filter, an Order and a grouping become SQL. Pure; every value is a parameter."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from daybook.domain.activity import ActivityKind
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Among, AnyOf, Clause, Fact, Filter, Moment, Order, Says, SortKey, Within
from daybook.domain.todo import TodoColor
from daybook.store.copy import words
from daybook.store.copy.codes import COLORS, KINDS, seconds

NEVER: Final = "0"
ALWAYS: Final = "1"


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and the values for its question marks."""

    text: str
    values: tuple[Any, ...] = ()


_FACTS: Final[Mapping[Fact, str]] = {
    Fact.RESPONSIBLE: "+responsible",
    Fact.AUTHOR: "author",
    Fact.EDITOR: "editor",
    Fact.COLOR: "color",
    Fact.KIND: "kind",
    Fact.COMPLETED: "completed",
    Fact.OWNER_TYPE: "owner_type",
    Fact.PRIORITY: "priority",
    Fact.DIRECTION: "direction",
    Fact.ID: "a.id",
}
_BY_PERSON: Final = frozenset({Fact.RESPONSIBLE, Fact.COMPLETED})
"""What the index of that name begins with. Without both it would only lead astray: hence the plus before the person."""
_MOMENTS: Final[Mapping[Moment, str]] = {
    Moment.DEADLINE: "deadline",
    Moment.START: "start",
    Moment.END: "finish",
    Moment.CREATED: "created",
    Moment.UPDATED: "updated",
}
_ORDER_ONLY: Final = frozenset({Moment.START, Moment.END, Moment.CREATED})
"""Their indexes hold nothing else: a span of years would look up row after row. A plus keeps SQLite away from them."""
_SHORT: Final = timedelta(days=8)
"""What lies in so few days is looked up row after row all the same."""
_COLUMNS: Final[Mapping[SortKey, str]] = {
    SortKey.DEADLINE: "deadline",
    SortKey.SUBJECT: "subject_key",
    SortKey.OWNER: "owner_key",
    SortKey.KIND: "kind",
    SortKey.COLOR: "color",
    SortKey.COMPLETED: "completed",
    SortKey.CREATED: "created",
    SortKey.UPDATED: "updated",
    SortKey.START: "start",
    SortKey.END: "finish",
    SortKey.PRIORITY: "priority",
    SortKey.ID: "a.id",
}
NAMELESS: Final = "owner_key = ''"
_OPTIONAL: Final = frozenset({SortKey.DEADLINE, SortKey.CREATED, SortKey.UPDATED, SortKey.START, SortKey.END})


def where(wanted: Filter, *, by_person: bool = False) -> Sql:
    """The condition on `activities a` that a filter stands for.

    `by_person` allows that what one person has to do is read out of the index of that name, by deadline. It is for
    whoever counts, or wants that order: in any other, all that she has would be sorted.
    """
    alone = _of_one_person(wanted) if by_person else {}
    return _all(alone.get(clause) or _clause(clause) for clause in wanted.clauses)


def where_in_order(wanted: Filter, order: Order) -> Sql:
    """The same for whoever reads in this order."""
    return where(wanted, by_person=order.key is SortKey.DEADLINE)


def _of_one_person(wanted: Filter) -> Mapping[Clause, Sql]:
    """What the index by person begins with, said as it is found there; nothing, unless the filter has both."""
    alone = {
        each.fact: (each, Sql(f"{each.fact} IS ?", (_coded(each.fact, *each.values),)))
        for each in wanted.clauses
        if isinstance(each, Among) and each.fact in _BY_PERSON and len(each.values) == 1 and not each.negated
    }
    short = any(isinstance(each, Within) and _is_short(each) for each in wanted.clauses)
    return dict(alone.values()) if len(alone) == len(_BY_PERSON) and not short else {}


def order_by(order: Order, *, all_named: bool = False) -> str:
    """What follows ORDER BY; no value last either way, equals newest first.

    `all_named` says that every owner has a name: then an index can be read in the order of names.
    """
    way = "DESC" if order.descending else "ASC"
    if order.key is SortKey.RESPONSIBLE:
        name = "(SELECT name_key FROM people WHERE people.id = a.responsible)"
        return f"a.responsible IS NULL, {name} IS NULL, {name} {way}, a.responsible, a.id DESC"
    column = _COLUMNS[order.key]
    if order.key is SortKey.ID:
        return f"{column} {way}"
    if order.key in _OPTIONAL:
        return f"{column} {way} NULLS LAST, a.id DESC"
    if order.key is SortKey.OWNER:  # an owner that was not read yet has no name to be ordered by
        return f"{'' if all_named else NAMELESS + ', '}{column} {way}, owner_type, owner_id, a.id DESC"
    return f"{column} {way}, a.id DESC"


def _all(parts: Iterable[Sql]) -> Sql:
    found = [part for part in parts if part.text != ALWAYS]
    if not found:
        return Sql(ALWAYS)
    return Sql(" AND ".join(part.text for part in found), tuple(value for part in found for value in part.values))


def _any(parts: Iterable[Sql]) -> Sql:
    found = list(parts)
    text = " OR ".join(f"({part.text})" for part in found)
    return Sql(f"({text})" if found else NEVER, tuple(value for part in found for value in part.values))


def _clause(clause: Clause) -> Sql:
    positive = _positive(clause)
    if not clause.negated:
        return positive
    # What has no value is not among the values asked for, so it is in their negation.
    return Sql(f"NOT coalesce({positive.text}, 0)", positive.values)


def _positive(clause: Clause) -> Sql:
    if isinstance(clause, Among):
        return _among(clause)
    if isinstance(clause, Within):
        return _within(clause)
    if isinstance(clause, Says):
        return _says(clause)
    if isinstance(clause, AnyOf):
        return _any(map(where, clause.options))
    return _bound_to(clause.refs)


def _among(clause: Among) -> Sql:
    if clause.fact is Fact.PROVIDER:
        marks, values = _marks(clause.values)
        return Sql(f"a.id IN (SELECT id FROM texts WHERE provider IN ({marks}))", values)
    column = _FACTS[clause.fact]
    known = [
        coded for value in clause.values if value is not None and (coded := _coded(clause.fact, value)) is not None
    ]
    parts = [f"{column} IN (SELECT value FROM json_each(?))"] if known else []
    if None in clause.values:
        parts.append(f"{column} IS NULL")
    return Sql(f"({' OR '.join(parts)})" if parts else NEVER, (json.dumps(known),) if known else ())


def _coded(fact: Fact, value: int | str | bool | None) -> int | str | None:
    if fact is Fact.KIND:
        return _kind(value)
    if fact is Fact.COLOR:
        return _color(value)
    return int(value) if isinstance(value, bool) else value


def _kind(value: object) -> int | None:
    return KINDS.get(ActivityKind(value)) if value in {each.value for each in ActivityKind} else None


def _color(value: object) -> int | None:
    return COLORS.get(TodoColor(value)) if value in {each.value for each in TodoColor} else None


def _within(clause: Within) -> Sql:
    column = _MOMENTS[clause.moment]
    if clause.moment in _ORDER_ONLY and not _is_short(clause):
        column = f"+{column}"
    bounds = [
        (f"{column} {sign} ?", seconds(bound))
        for sign, bound in ((">=", clause.since), ("<", clause.until))
        if bound is not None
    ]
    some = " AND ".join(text for text, _ in bounds)
    values = tuple(value for _, value in bounds)
    if not clause.none:
        return Sql(f"({some})" if some else f"{column} IS NOT NULL", values)
    return Sql(f"({column} IS NULL OR ({some}))" if some else f"{column} IS NULL", values)


def _is_short(clause: Within) -> bool:
    if clause.moment not in _ORDER_ONLY or clause.none or clause.negated:
        return False
    return clause.since is not None and clause.until is not None and clause.until - clause.since <= _SHORT


def _says(clause: Says) -> Sql:
    asked = words.question(clause.text)
    if asked is None:
        return Sql(ALWAYS if not clause.negated else NEVER)
    own = "SELECT rowid FROM words WHERE words MATCH ?"
    owners = (
        "SELECT x.id FROM entity_words w CROSS JOIN entities e ON e.number = w.rowid"
        " CROSS JOIN activities x ON x.owner_type = e.type_id AND x.owner_id = e.id WHERE entity_words MATCH ?"
    )
    return Sql(f"a.id IN ({own} UNION ALL {owners})", (asked, asked))


def _bound_to(refs: Iterable[EntityRef]) -> Sql:
    pairs = sorted(refs)
    if not pairs:
        return Sql(NEVER)
    rows = ", ".join("(?, ?)" for _ in pairs)
    values = tuple(value for ref in pairs for value in (ref.type_id, ref.id))
    return Sql(
        f"((owner_type, owner_id) IN (VALUES {rows})"
        f" OR a.id IN (SELECT activity FROM bindings WHERE (type_id, id) IN (VALUES {rows})))",
        values + values,
    )


def _marks(values: Iterable[Any]) -> tuple[str, tuple[Any, ...]]:
    found = tuple(values)
    return ", ".join("?" * len(found)), found
