"""A plan as a person looks at it: what each row changes, who hears of it, and what has no way back. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from daybook.bulk.preparing import Plan
from daybook.domain.run import Field, Row

CHANGES: Final = ""
"""The group of the rows that will change; every other group is the reason for which its rows are left out."""
CONFLICT: Final = "conflict"
"""The group of the rows in which somebody else's values are in the way."""
NO_MESSAGE: Final[frozenset[int | None]] = frozenset({None, 0})


_TOLD: Final = (
    Field.EXISTENCE,
    Field.COMPLETED,
    Field.DEADLINE,
    Field.RESPONSIBLE,
    Field.COLOR,
    Field.TITLE,
    Field.DESCRIPTION,
    Field.PINGS,
    Field.BLOCKS,
    Field.PARENT,
    Field.BINDING,
)
"""The order in which the changes of a row are told."""


class Lost(StrEnum):
    """What can't be taken back once a row is written."""

    DELETED = "deleted"
    REMINDERS = "reminders"
    """The reminders it has now are known to nobody, and new ones take their place."""
    NO_DEADLINE = "no_deadline"
    """It has none now, and no method takes a deadline away again."""
    PARENT = "parent"
    """What it follows from is known to nobody; writing reminders erases it."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row. `is_known` False: nobody can read what stands there now."""

    field: Field
    before: Any
    after: Any
    is_known: bool = True
    is_new: bool = False
    """The row is created: there is nothing before."""


def changes_of(row: Row) -> tuple[FieldChange, ...]:
    """What the row's steps make of each field, the most telling first; each binding by itself."""
    found: dict[Field, FieldChange] = {}
    bindings: list[FieldChange] = []
    for step in row.steps:
        is_new = step.after.get(Field.EXISTENCE) is True
        for name, after in step.after.items():
            key = Field(name)
            if key is Field.BINDING:
                bindings.append(FieldChange(key, None, after))
                continue
            if is_new and (key is Field.TITLE or not after):
                continue  # the row is called so, and what is empty need not be told
            earlier = found.get(key)
            before = step.before.get(name) if earlier is None else earlier.before
            known = name in step.before if earlier is None else earlier.is_known
            found[key] = FieldChange(key, before, after, known, is_new)
    return (*sorted(found.values(), key=lambda each: _TOLD.index(each.field)), *bindings)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one row adds to the sums below a preview."""

    changes: int = 0
    told: tuple[int, ...] = ()
    """People who get a message."""
    lost: frozenset[Lost] = frozenset()


def weigh(row: Row, *, me: int) -> Weight:
    """What a row that will change adds; `me` gets no message of what she does herself."""
    fields = 0
    told: dict[int, None] = {}
    lost: set[Lost] = set()
    for step in row.steps:
        fields += len(step.after)
        after, before = step.after, step.before
        if Field.EXISTENCE in after:
            if after[Field.EXISTENCE]:
                told |= dict.fromkeys(_others((after.get(Field.RESPONSIBLE),), me))
                fields -= len(after) - 1  # what is created is one change, however many fields it has
            else:
                lost.add(Lost.DELETED)
            continue
        if Field.PINGS in after:
            lost |= {Lost.REMINDERS} if Field.PINGS not in before else set()
            lost |= {Lost.PARENT} if Field.PARENT not in before else set()
        if Field.DEADLINE in after and before.get(Field.DEADLINE) is None:
            lost.add(Lost.NO_DEADLINE)
        if Field.RESPONSIBLE in after:
            told |= dict.fromkeys(_others((after[Field.RESPONSIBLE], before.get(Field.RESPONSIBLE)), me))
    return Weight(fields, tuple(told), frozenset(lost))


def _others(people: Iterable[Any], me: int) -> list[int]:
    return [each for each in people if each not in NO_MESSAGE and each != me]


@dataclass(frozen=True, slots=True)
class Sums:
    """What all ticked rows come to."""

    rows: int = 0
    changes: int = 0
    told: Mapping[int, int] = field(default_factory=dict)
    """By person, how many rows tell her."""
    lost: Mapping[Lost, int] = field(default_factory=dict)
    """By what is lost, in how many rows."""


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """A plan with its rows in groups. Numbers in `groups` are places in `plan.rows`."""

    plan: Plan
    groups: Mapping[str, Sequence[int]]
    """Places by group: first those that change, then by reason, the most frequent first."""
    weights: Mapping[int, Weight]
    """Of the rows that will change, by place."""
    searched: Sequence[str]
    """What a typed text is looked for in, by place."""
    whole: Sums = field(default_factory=Sums)
    """What all of its rows come to."""

    @property
    def ready(self) -> Sequence[int]:
        """Places of the rows that will change."""
        return self.groups.get(CHANGES, ())


def judge(plan: Plan, *, me: int) -> JudgedPlan:
    """The plan in groups, with what each row adds. A long one takes a while: call it in a thread."""
    groups: dict[str, list[int]] = {}
    weights: dict[int, Weight] = {}
    for place, row in enumerate(plan.rows):
        group = group_of(row)
        groups.setdefault(group, []).append(place)
        if group == CHANGES:
            weights[place] = weigh(row, me=me)
    ordered = sorted(groups, key=lambda each: (each != CHANGES, -len(groups[each]), each))
    searched = [f"{row.label}\n{row.activity_id or ''}".casefold() for row in plan.rows]
    whole = _summed(weights.values())
    return JudgedPlan(plan, {each: groups[each] for each in ordered}, weights, searched, whole)


def _summed(weights: Collection[Weight]) -> Sums:
    told: Counter[int] = Counter()
    lost: Counter[Lost] = Counter()
    for weight in weights:
        told.update(weight.told)
        lost.update(weight.lost)
    return Sums(len(weights), sum(each.changes for each in weights), dict(told.most_common()), dict(lost))


def group_of(row: Row) -> str:
    """The reason why nothing is done to a row, CHANGES when something is."""
    if row.skipped:
        return row.skipped
    return CONFLICT if row.conflict else CHANGES


class Ticks:
    """Which rows of a plan are to be changed, and what they come to. All of them at first."""

    def __init__(self, judged: JudgedPlan) -> None:
        self._judged = judged
        self._off: set[int] = set()
        self._changes = judged.whole.changes
        self._told: Counter[int] = Counter(judged.whole.told)
        self._lost: Counter[Lost] = Counter(judged.whole.lost)

    @property
    def off(self) -> frozenset[int]:
        """Places of the rows that were taken out."""
        return frozenset(self._off)

    @property
    def count(self) -> int:
        """How many rows are to be changed."""
        return len(self._judged.ready) - len(self._off)

    @property
    def sums(self) -> Sums:
        """What they come to."""
        told = {person: rows for person, rows in self._told.most_common() if rows}
        lost = {each: self._lost[each] for each in Lost if self._lost[each]}
        return Sums(self.count, self._changes, told, lost)

    def has(self, place: int) -> bool:
        """True for a row that is to be changed."""
        return place in self._judged.weights and place not in self._off

    def put(self, places: Iterable[int], *, on: bool) -> None:
        """Takes rows in, or out; those that change nothing anyway stay as they are."""
        for place in places:
            if place in self._judged.weights and (place in self._off) is on:
                (self._off.discard if on else self._off.add)(place)
                self._add(place, 1 if on else -1)

    def put_all(self, *, on: bool) -> None:
        """Takes all of them in, or out."""
        whole = self._judged.whole
        self._off = set() if on else set(self._judged.ready)
        self._changes = whole.changes if on else 0
        self._told = Counter(whole.told if on else {})
        self._lost = Counter(whole.lost if on else {})

    def plan(self, reason: str) -> Plan:
        """The plan without the rows that were taken out, which are left out for this reason."""
        numbers = [self._judged.plan.rows[place].number for place in self._off]
        return self._judged.plan.without(numbers, reason) if numbers else self._judged.plan

    def _add(self, place: int, sign: int) -> None:
        weight = self._judged.weights[place]
        self._changes += sign * weight.changes
        for person in weight.told:
            self._told[person] += sign
        for each in weight.lost:
            self._lost[each] += sign
