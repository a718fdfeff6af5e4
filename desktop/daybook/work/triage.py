"""Going through a list quickly: one activity, one small change, the next. Knows no widget."""

from collections.abc import Awaitable, Callable
from datetime import tzinfo
from typing import Any, Protocol

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.agenda import tomorrow_at_its_hour
from daybook.domain.clock import Clock
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Hindrance, hindrance
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.work.agenda import Mark


class Changing(Protocol):
    """Who writes to the portal: the journal first, one run a change, the way back on offer (`PortalSession`)."""

    async def complete(self, activity: Activity, completed: bool) -> None:
        """Completes or reopens. Raises PortalError, PlanRefused."""

    async def edit(self, activity: Activity, **values: Any) -> None:
        """Gives fields of a to-do (names of `TodoDraft`) new values. Raises PortalError, PlanRefused,
        ChangedMeanwhile."""


class Marking(Protocol):
    """Who shows that something is being done (`Today`)."""

    def begin(self, activity_id: int, mark: Mark) -> None:
        """Something is being done."""

    def end(self, activity_id: int, *, done: bool) -> None:
        """It came to an end."""


class Triage:
    """Each change is read from the copy, sent, and marked until it is known what became of it.

    An activity that is not in the copy any more is left alone. What is raised is that of `Changing`.
    """

    def __init__(
        self,
        copy: PortalCopy,
        changing: Changing,
        marking: Marking,
        clock: Clock,
        zone: tzinfo,
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

    async def complete(self, activity_id: int) -> None:
        """It is done."""
        await self._change(activity_id, Mark.COMPLETING, lambda found: self._changing.complete(found, True))

    async def postpone(self, activity_id: int) -> None:
        """To tomorrow, at the hour it had."""
        await self._change(
            activity_id,
            Mark.CHANGING,
            lambda found: self._changing.edit(
                found, deadline=tomorrow_at_its_hour(found.deadline, self._clock.now(), self._zone)
            ),
        )

    async def paint(self, activity_id: int, color: TodoColor) -> None:
        """Another look."""
        await self._change(activity_id, Mark.CHANGING, lambda found: self._changing.edit(found, color=color))

    async def hand_over(self, activity_id: int, person_id: int) -> None:
        """Somebody else is to do it; the portal sends her a message."""
        await self._change(
            activity_id, Mark.CHANGING, lambda found: self._changing.edit(found, responsible_id=person_id)
        )

    async def _change(self, activity_id: int, mark: Mark, write: Callable[[Activity], Awaitable[None]]) -> None:
        self._marking.begin(activity_id, mark)
        done = False
        try:
            found = await self._copy.activity(activity_id)
            if found is not None:
                await write(found)
            done = True
        finally:
            self._marking.end(activity_id, done=done)
