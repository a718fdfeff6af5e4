"""What a change makes of each row that was just read: its steps, or why there are none. No portal, no disk, no clock.

One planner serves one plan: people who take turns and days that fill up are dealt out in the order of the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from daybook.bulk import plan_bindings, row_steps, values
from daybook.bulk.picking import Calendar, Days, People
from daybook.bulk.plan_blocks import block_steps
from daybook.bulk.plan_creating import Item, creation
from daybook.bulk.refusals import PlanRefused
from daybook.bulk.row_steps import Base
from daybook.bulk.skips import ALREADY, GONE, NO_VALUE, Skip
from daybook.bulk.texts import text_after
from daybook.domain.activity import Activity
from daybook.domain.changes.change import Change, Move
from daybook.domain.changes.templates import MissingValue
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Row, Step
from daybook.store.pings import NOTHING_KNOWN, KnownTodo


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read of everybody and everything besides the rows, as far as the change asks for it."""

    open_counts: Mapping[int, int] = field(default_factory=dict)
    """Open activities by person."""
    taken: Mapping[tuple[int | None, date], int] = field(default_factory=dict)
    """Open activities by person and day, without the selected ones."""
    items: Mapping[EntityRef, Item] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row as the portal has it now."""

    activity: Activity
    bound: tuple[EntityRef, ...] = ()
    """Only read for a change that binds."""
    blocks: Mapping[str, Any] | None = None
    """This application's content blocks; only read for a change of them."""
    known: KnownTodo = NOTHING_KNOWN


class Planner:
    """Plans the rows of one change, one after the other."""

    def __init__(self, change: Change, calendar: Calendar, facts: Facts, *, me: int, by_application: bool) -> None:
        self._change = change
        self._calendar = calendar
        self._facts = facts
        self._me = me
        self._by_application = by_application
        self._people = None if change.responsible is None else People(change.responsible, facts.open_counts)
        self._days = None if change.deadline is None else Days(change.deadline, calendar, facts.taken)
        made = change.create
        chosen = None if made is None else made.responsible
        self._makers = None if chosen is None else People(chosen, facts.open_counts)

    def row(self, number: int, activity_id: int, fresh: Fresh | None) -> Row:
        """The row of an activity; `fresh` None = it is gone."""
        if fresh is None:
            return Row(number, activity_id, EntityRef(0, 0), "", skipped=GONE)
        activity = fresh.activity
        row = Row(number, activity_id, activity.owner, activity.subject)
        try:
            steps = self._steps(fresh)
        except Skip as skip:
            return replace(row, skipped=skip.reason)
        except PlanRefused as refused:
            return replace(row, skipped=refused.refusal.value)
        except MissingValue:
            return replace(row, skipped=NO_VALUE)
        if not steps:
            return replace(row, skipped=ALREADY)
        return Row(number, activity_id, activity.owner, activity.subject, steps)

    def creating(self, number: int, owner: EntityRef) -> Row:
        """The row that creates something for an item."""
        template = self._change.create
        if template is None:
            raise ValueError("this change creates nothing")
        item = self._facts.items.get(owner)
        if item is None:
            return Row(number, None, owner, "", skipped=GONE)
        row = Row(number, None, owner, item.title)
        try:
            person = self._me if self._makers is None else self._makers.next(None)
            steps = creation(template, item, self._calendar, person, self._item_names(item, person))
        except Skip as skip:
            return replace(row, skipped=skip.reason)
        except MissingValue:
            return replace(row, skipped=NO_VALUE)
        return replace(row, label=str(steps[0].after[Field.TITLE]), steps=steps)

    def _item_names(self, item: Item, person_id: int) -> Mapping[str, str]:
        person = self._facts.people.get(person_id, "")
        return owner_names(item.ref, item.title) | ({"responsible": person} if person else {})

    def _steps(self, fresh: Fresh) -> tuple[Step, ...]:
        base = Base(fresh.activity, fresh.known, self._by_application)
        if self._change.delete:
            return row_steps.delete_steps(base)
        parts: list[Sequence[Step]] = [row_steps.field_steps(base, self._wanted(fresh))]
        if self._change.blocks is not None:
            parts.append(block_steps(self._change.blocks, fresh.activity, fresh.blocks, self._by_application))
        parts.append(self._binding_steps(fresh))
        return row_steps.in_order(*parts)

    def _wanted(self, fresh: Fresh) -> dict[Field, Any]:
        """Values by field. Who and when are dealt out last: a row that is left out for its text takes no turn."""
        change, activity = self._change, fresh.activity
        own = change.values.get(activity.id, {})
        wanted: dict[Field, Any] = {}
        if change.completed is not None:
            wanted[Field.COMPLETED] = change.completed
        if change.color is not None:
            wanted[Field.COLOR] = change.color.value
        if change.pings is not None:
            wanted[Field.PINGS] = list(change.pings.minutes)
        if change.title is not None:
            wanted[Field.TITLE] = text_after(change.title, activity.subject, self._named(activity))
        if change.description is not None:
            wanted[Field.DESCRIPTION] = text_after(change.description, activity.description, self._named(activity))
        wanted |= own
        if self._people is not None or self._days is not None:
            self._refuse_before_dealing(fresh, wanted)
        return wanted | self._dealt(activity, own)

    def _refuse_before_dealing(self, fresh: Fresh, wanted: Mapping[Field, Any]) -> None:
        """Raises Skip for what stands in the way whoever and whenever it is dealt."""
        trial = dict(wanted)
        if self._people is not None:
            trial.setdefault(Field.RESPONSIBLE, -1)
        if self._days is not None:
            trial.setdefault(Field.DEADLINE, values.moment_value(self._calendar.now))
        row_steps.refuse(Base(fresh.activity, fresh.known, self._by_application), trial)

    def _dealt(self, activity: Activity, own: Mapping[Field, Any]) -> dict[Field, Any]:
        dealt: dict[Field, Any] = {}
        person = activity.responsible_id
        if self._people is not None and Field.RESPONSIBLE not in own:
            person = dealt[Field.RESPONSIBLE] = self._people.next(person)
        if self._days is not None and Field.DEADLINE not in own:
            dealt[Field.DEADLINE] = values.moment_value(self._days.next(activity.deadline, person))
        return dealt

    def _named(self, activity: Activity) -> Mapping[str, str]:
        """What a text may name of this row."""
        named = owner_names(activity.owner, self._title(activity.owner))
        named |= {"title": activity.subject, "description": activity.description, "id": str(activity.id)}
        person = self._facts.people.get(activity.responsible_id or 0, "")
        if person:
            named["responsible"] = person
        if activity.deadline is not None:
            named["deadline"] = f"{activity.deadline.astimezone(self._calendar.zone):%Y-%m-%d %H:%M}"
        return named

    def _title(self, owner: EntityRef) -> str:
        item = self._facts.items.get(owner)
        return "" if item is None else item.title

    def _binding_steps(self, fresh: Fresh) -> tuple[Step, ...]:
        change, bound = self._change, list(fresh.bound)
        steps: list[Step] = []
        number = fresh.activity.id
        if change.move is not None:
            return _move_steps(number, bound, change.move)
        for ref in change.bind:
            if ref not in bound:
                steps += plan_bindings.bind(number, bound, ref)
                bound.append(ref)
        for ref in change.unbind:
            if ref in bound:
                steps += plan_bindings.unbind(number, bound, ref)
                bound.remove(ref)
        return tuple(steps)


def _move_steps(number: int, bound: Sequence[EntityRef], wanted: Move) -> tuple[Step, ...]:
    """None when it was moved already: the target is bound, and the source is not."""
    if wanted.target in bound and wanted.source not in bound:
        return ()
    return plan_bindings.move(number, bound, wanted.source, wanted.target)


def owner_names(owner: EntityRef, title: str) -> dict[str, str]:
    """What a text may name of an item: `{item.title}`, and by its own type `{deal.title}` or `{contact.name}`."""
    if not title:
        return {}
    own = {1: "lead.title", 2: "deal.title", 3: "contact.name", 4: "company.title"}.get(owner.type_id)
    return {"item.title": title, **({own: title} if own else {})}
