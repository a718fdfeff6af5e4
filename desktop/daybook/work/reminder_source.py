"""Where the activities come from of which a person is reminded: the copy of her portal."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol

from daybook.domain.activity import Activity, ActivityKind, CompletionRule
from daybook.domain.filtering import Among, Fact, Filter, Moment, Order, Within
from daybook.domain.listing import ActivityLine
from daybook.domain.reminders import OpenTodo
from daybook.store.copy.copy import Changed, PortalCopy
from daybook.work.listeners import Listeners

REMINDED_OF: Final = frozenset({ActivityKind.TODO, ActivityKind.CALL, ActivityKind.MEETING})
"""The portal's tasks remind by themselves, and the deadline of an e-mail is the moment it came."""


class ReminderSource(Protocol):
    """Open activities of one person that have a deadline. Both calls raise StoreUnusable."""

    changed: Listeners

    async def open_todos(self, me: int, since: datetime, until: datetime) -> Sequence[OpenTodo]:
        """Those whose deadline lies at or after `since` and before `until`."""

    async def these(self, me: int, ids: Iterable[int]) -> Sequence[OpenTodo]:
        """Those of `ids` that are still open, still mine, and have a deadline."""


class CopySource:
    """Asks the copy, and listens to it as long as there is one."""

    def __init__(self, copy: PortalCopy, *, by_application: bool) -> None:
        self._copy = copy
        self._by_application = by_application
        self.changed = Listeners()
        copy.observers.append(self._tell)

    async def open_todos(self, me: int, since: datetime, until: datetime) -> Sequence[OpenTodo]:
        """Those whose deadline lies at or after `since` and before `until`."""
        wanted = Filter((*_mine(me), Within(Moment.DEADLINE, since, until)))
        ids = await self._copy.ids(wanted, Order())
        lines = await self._copy.lines(ids)
        return await asyncio.to_thread(self._read, lines, me)

    async def these(self, me: int, ids: Iterable[int]) -> Sequence[OpenTodo]:
        """Those of `ids` that are still open, still mine, and have a deadline."""
        lines = await self._copy.lines(sorted(set(ids)))
        return await asyncio.to_thread(self._read, lines, me)

    def _read(self, lines: Iterable[ActivityLine], me: int) -> list[OpenTodo]:
        wanted = (each for each in lines if each.kind in REMINDED_OF and not each.completed)
        return [
            open_todo(each, each.deadline, by_application=self._by_application)
            for each in wanted
            if each.deadline is not None and each.responsible_id == me
        ]

    def _tell(self, changed: Changed) -> None:
        if changed.ids is None or changed.ids or changed.owners:
            self.changed.tell()


def open_todo(line: ActivityLine, deadline: datetime, *, by_application: bool) -> OpenTodo:
    """What a line tells a reminder."""
    completion = CompletionRule.of(_as_activity(line), by_application=by_application)
    return OpenTodo(
        id=line.id,
        subject=line.subject,
        owner=line.owner,
        deadline=deadline,
        owner_title=line.owner_title,
        pings=line.pings,
        updated=line.updated,
        can_complete=completion is CompletionRule.ALLOWED,
        can_move=line.is_todo,
    )


def _as_activity(line: ActivityLine) -> Activity:
    return Activity(line.id, line.kind, line.owner, line.subject, completed=line.completed, direction=line.direction)


def _mine(me: int) -> tuple[Among, ...]:
    return (
        Among(Fact.RESPONSIBLE, frozenset({me})),
        Among(Fact.COMPLETED, frozenset({False})),
        Among(Fact.KIND, frozenset(each.value for each in REMINDED_OF)),
    )
