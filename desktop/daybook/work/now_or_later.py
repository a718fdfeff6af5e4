"""One field of an activity, written at once; while the portal can't be reached, the wish waits with the pending edits.

What was sent never waits here: when its answer got lost, whoever sent it finds out what became of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from daybook.bitrix.errors import Unreachable
from daybook.domain.activity import Activity
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.entry import Entered
from daybook.work.saving import ChangedMeanwhile, Saved
from daybook.work.syncing.sync import Sync


class Writing(Protocol):
    """Who writes to the portal: the journal first, one run a change, the way back on offer (`PortalSession`)."""

    async def write(self, activity: Activity, name: Field, value: Value) -> Saved:
        """Gives one field another value. Raises PortalError when nothing was sent, PlanRefused."""

    async def take(self, saved: Saved, activity_id: int) -> None:
        """Shows everywhere what became of it, and finds that out first. Raises PortalError."""


@dataclass(frozen=True, slots=True)
class NowOrLater:
    """Each call raises StoreUnusable besides."""

    writing: Writing
    pending: PendingEdits
    sync: Sync

    @property
    def is_away(self) -> bool:
        """True while it is known that nothing gets to the portal."""
        return self.sync.state.away

    async def change(self, activity: Activity, name: Field, value: Value) -> Entered | None:
        """None when it was written; else what waits. Raises PortalError, PlanRefused, ChangedMeanwhile."""
        if self.is_away:
            return await self.leave({activity.id: value}, name)
        try:
            saved = await self.writing.write(activity, name, value)
        except Unreachable:
            return await self.leave({activity.id: value}, name)
        # From here on something may have been sent: an error does not mean that it has to be wished for again.
        await self.writing.take(saved, activity.id)
        if saved.conflict:
            raise ChangedMeanwhile(saved.conflict)
        await self.pending.overtaken(activity.id, name)
        return None

    async def leave(self, wishes: Mapping[int, Value], name: Field) -> Entered:
        """Lets wishes, by the activity's id, wait as one action, and has the portal looked for."""
        entered = await self.pending.entry.enter(wishes, name)
        self.sync.missed()  # last: what waits is offered as soon as the portal is back
        return entered
