"""The meaning of a Filter and an Order, said in plain Python. The store's SQL is held against it."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import total_ordering
from typing import Any, Final

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import (
    Among,
    BoundTo,
    Clause,
    Fact,
    Filter,
    Moment,
    Order,
    Says,
    SortKey,
    Within,
)
from daybook.domain.richtext import to_plain
from daybook.domain.todo import TodoColor

NAME_LETTERS: Final = 40
"""Letters by which names are compared."""

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
    "\U00020000-\U0003ffff]"
)
"""Scripts without blanks between words: each letter counts as a word."""
_LEADING_SIGNS: Final = " \t\"'“”„«([#-–…"


# Filters


def matches(wanted: Filter, activity: Activity, *, owner_title: str = "", bindings: Collection[EntityRef] = ()) -> bool:
    """True when the activity meets every clause. `bindings` are those that are known."""
    return all(_meets(clause, activity, owner_title, bindings) for clause in wanted.clauses)


def _meets(clause: Clause, activity: Activity, owner_title: str, bindings: Collection[EntityRef]) -> bool:
    if isinstance(clause, Says) and not words_of(clause.text):
        return True  # asks for nothing, and so does its negation
    return clause.negated != _is(clause, activity, owner_title, bindings)


def _is(clause: Clause, activity: Activity, owner_title: str, bindings: Collection[EntityRef]) -> bool:
    if isinstance(clause, Among):
        return _fact(clause.fact, activity) in clause.values
    if isinstance(clause, Within):
        return _within(clause, activity)
    if isinstance(clause, Says):
        plain = to_plain(activity.description, activity.text_format)
        return says(clause.text, (activity.subject, activity.location, plain, owner_title))
    if isinstance(clause, BoundTo):
        return activity.owner in clause.refs or any(ref in clause.refs for ref in bindings)
    return any(matches(option, activity, owner_title=owner_title, bindings=bindings) for option in clause.options)


def _fact(fact: Fact, activity: Activity) -> int | str | bool | None:
    return {
        Fact.RESPONSIBLE: activity.responsible_id,
        Fact.AUTHOR: activity.author_id,
        Fact.EDITOR: activity.editor_id,
        Fact.COLOR: activity.color.value,
        Fact.KIND: activity.kind.value,
        Fact.COMPLETED: activity.completed,
        Fact.OWNER_TYPE: activity.owner.type_id,
        Fact.PRIORITY: int(activity.priority),
        Fact.DIRECTION: int(activity.direction),
        Fact.PROVIDER: activity.provider_id,
        Fact.ID: activity.id,
    }[fact]


def _within(clause: Within, activity: Activity) -> bool:
    moment = {
        Moment.DEADLINE: activity.deadline,
        Moment.START: activity.start,
        Moment.END: activity.end,
        Moment.CREATED: activity.created,
        Moment.UPDATED: activity.updated,
    }[clause.moment]
    if moment is None:
        return clause.none
    if clause.none and clause.since is None and clause.until is None:
        return False
    return (clause.since is None or moment >= clause.since) and (clause.until is None or moment < clause.until)


def says(text: str, fields: Iterable[str]) -> bool:
    """True when one of the fields holds these words side by side; the last may go on."""
    wanted = words_of(text)
    return bool(wanted) and any(_holds(words_of(each), wanted) for each in fields)


def _holds(words: list[str], wanted: list[str]) -> bool:
    *whole, last = wanted
    return any(
        words[start : start + len(whole)] == whole and words[start + len(whole)].startswith(last)
        for start in range(len(words) - len(whole))
    )


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents: runs of letters and digits."""
    apart = unicodedata.normalize("NFD", _UNSPACED.sub(r" \g<0> ", text))
    bare = "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")
    bare = unicodedata.normalize("NFC", bare)  # Korean syllables, which have fallen apart too
    return "".join(letter.lower() if unicodedata.category(letter)[0] in "LN" else " " for letter in bare).split()


# Orders


@total_ordering
@dataclass(frozen=True, slots=True)
class _Backwards:
    """Comes before what is smaller."""

    value: Any

    def __lt__(self, other: "_Backwards") -> bool:
        return bool(other.value < self.value)


def sort_key(
    order: Order, activity: Activity, *, owner_title: str = "", responsible_name: str | None = None
) -> tuple[Any, ...]:
    """What `sorted` needs to bring activities into this order: no value last either way, equals newest first.

    `responsible_name` None: nobody knows the name; such people come after those with one.
    """
    if order.key is SortKey.ID:
        return (_turned(activity.id, order.descending),)
    if order.key is SortKey.RESPONSIBLE:
        name = name_key(responsible_name or "")
        nobody, unknown = activity.responsible_id is None, responsible_name is None
        place: tuple[Any, ...] = (nobody, unknown, _turned(name, order.descending), activity.responsible_id or 0)
    elif order.key is SortKey.OWNER:
        title = name_key(owner_title)
        place = (title == "", _turned(title, order.descending), activity.owner)
    else:
        value = _sorted_by(order.key, activity)
        place = (True,) if value is None else (False, _turned(value, order.descending))
    return (*place, -activity.id)


def _turned(value: Any, descending: bool) -> Any:
    return _Backwards(value) if descending else value


def _sorted_by(key: SortKey, activity: Activity) -> Any:
    return {
        SortKey.DEADLINE: activity.deadline,
        SortKey.SUBJECT: name_key(activity.subject),
        SortKey.KIND: list(ActivityKind).index(activity.kind),
        SortKey.COLOR: list(TodoColor).index(activity.color),
        SortKey.COMPLETED: activity.completed,
        SortKey.CREATED: activity.created,
        SortKey.UPDATED: activity.updated,
        SortKey.START: activity.start,
        SortKey.END: activity.end,
        SortKey.PRIORITY: int(activity.priority),
    }[key]


def name_key(text: str) -> str:
    """A name as it is ordered: without case, accents and signs before its first letter."""
    folded = unicodedata.normalize("NFKD", text.casefold()[: 2 * NAME_LETTERS])
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return bare.lstrip(_LEADING_SIGNS).replace("\x00", "")[:NAME_LETTERS]
