"""Going through a list quickly: one activity, one small change, the next. Knows no widget."""

from collections.abc import Callable
from typing import Protocol

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.agenda import tomorrow_at_its_hour
from daybook.domain.clock import Clock, Zone
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Hindrance, Value, hindrance
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.work.agenda import Mark
from daybook.work.pending.entry import Entered


class Changing(Protocol):
    """Who writes to the portal, and keeps what can't be written since it is away (`NowOrLater`)."""

    async def change(self, activity: Activity, name: Field, value: Value) -> Entered | None:
        """Gives a field another value; what waits instead, None when it was written. Raises PortalError, PlanRefused,
        ChangedMeanwhile."""


class Marking(Protocol):
    """Who shows that something is being done (`Today`)."""

    def begin(self, activity_id: int, mark: Mark) -> None:
        """Something is being done."""

    def end(self, activity_id: int, *, done: bool) -> None:
        """It came to an end."""


class Triage:
    """Each change is read from the copy, sent, and marked until it is known what became of it.

    An activity that is not in the copy any more is left alone. What is returned and raised is that of `Changing`.
    """

    def __init__(
        self,
        copy: PortalCopy,
        changing: Changing,
        marking: Marking,
        clock: Clock,
        zone: Zone,
        *,
        by_application: bool = False,
    ) -> None:
        self._copy = copy
        self._changing = changing
        self._marking = marking
        self._clock = clock
        self._zone = zone
        self._by_application = by_application

    def hindrance(self, line: ActivityLine, field: Field) -> Hindrance | None:
        """Why this can't be done to an activity, known before it is tried; None when it can."""
        if field is not Field.COMPLETED and line.kind in (ActivityKind.CALL, ActivityKind.MEETING):
            return Hindrance.NOT_A_TODO  # an editor of their own changes them
        return hindrance(line, field, by_application=self._by_application)

    async def complete(self, activity_id: int) -> Entered | None:
        """It is done."""
        return await self._change(activity_id, Field.COMPLETED, lambda _found: True)

    async def postpone(self, activity_id: int) -> Entered | None:
        """To tomorrow, at the hour it had."""
        now, zone = self._clock.now(), self._zone()
        return await self._change(
            activity_id, Field.DEADLINE, lambda found: tomorrow_at_its_hour(found.deadline, now, zone)
        )

    async def paint(self, activity_id: int, color: TodoColor) -> Entered | None:
        """Another look."""
        return await self._change(activity_id, Field.COLOR, lambda _found: color)

    async def hand_over(self, activity_id: int, person_id: int) -> Entered | None:
        """Somebody else is to do it; the portal sends her a message."""
        return await self._change(activity_id, Field.RESPONSIBLE, lambda _found: person_id)

    async def _change(self, activity_id: int, name: Field, value_of: Callable[[Activity], Value]) -> Entered | None:
        self._marking.begin(activity_id, Mark.COMPLETING if name is Field.COMPLETED else Mark.CHANGING)
        done = False
        try:
            found = await self._copy.activity(activity_id)
            waits = await self._changing.change(found, name, value_of(found)) if found is not None else None
            done = waits is None
            return waits
        finally:
            self._marking.end(activity_id, done=done)
