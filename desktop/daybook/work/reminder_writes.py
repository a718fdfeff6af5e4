"""What the answers to a reminder change in the portal: runs of one row, like every other change."""

from datetime import datetime

from daybook.bitrix import activities
from daybook.domain.activity import Activity
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.work.pending.entry import Entered
from daybook.work.session import PortalSession


class SessionWrites:
    """Completes and moves by the journal of a session, which offers to take it back.

    Each returns what waits with the pending edits since the portal can't be reached, None when it was written or there
    is nothing to do any more. Raises PortalError, PlanRefused, ChangedMeanwhile; after the latter the copy knows what
    it is now.
    """

    def __init__(self, session: PortalSession) -> None:
        self._session = session

    async def complete(self, activity_id: int) -> Entered | None:
        """Completes an activity."""
        return await self._change(activity_id, Field.COMPLETED, True)

    async def move(self, activity_id: int, deadline: datetime) -> Entered | None:
        """Gives an activity another deadline and nothing else."""
        return await self._change(activity_id, Field.DEADLINE, deadline)

    async def _change(self, activity_id: int, name: Field, value: Value) -> Entered | None:
        activity = await self._find(activity_id)
        return None if activity is None else await self._session.now_or_later.change(activity, name, value)

    async def _find(self, activity_id: int) -> Activity | None:
        """As the person saw it: what somebody changed since is found by the run, and not overwritten."""
        seen = await self._session.copy.activity(activity_id)
        return seen if seen is not None else await activities.find(self._session.portal, activity_id)
