"""What the answers to a reminder change in the portal: runs of one row, like every other change."""

from dataclasses import replace
from datetime import datetime

from daybook.bitrix import activities
from daybook.bulk import values
from daybook.domain.activity import Activity
from daybook.store.pings import KnownTodos
from daybook.work.saving import ChangedMeanwhile
from daybook.work.session import PortalSession


class SessionWrites:
    """Completes and moves by the journal of a session, which offers to take it back."""

    def __init__(self, session: PortalSession, known: KnownTodos) -> None:
        self._session = session
        self._known = known

    async def complete(self, activity_id: int) -> None:
        """Completes an activity; for one that is gone there is nothing to do.

        Raises PortalError, PlanRefused, ChangedMeanwhile; after the latter the copy knows what it is now.
        """
        activity = await self._find(activity_id)
        if activity is None:
            return
        try:
            await self._session.complete(activity, True)
        except ChangedMeanwhile:
            now = await activities.find(self._session.portal, activity_id)
            await self._session.copy.put_activities([now] if now is not None else [])
            raise

    async def move(self, activity_id: int, deadline: datetime) -> None:
        """Gives an activity another deadline and nothing else. Raises PortalError, PlanRefused, ChangedMeanwhile."""
        activity = await self._find(activity_id)
        if activity is None:
            return
        known = await self._known.known(self._session.portal.address, activity_id)
        draft = values.draft_of(activity, pings=known.pings, parent_id=known.parent_id)
        saved = await self._session.saving.edit(activity, replace(draft, deadline=deadline), known, _nothing)
        await self._session.take(saved, activity_id)
        if saved.conflict:
            raise ChangedMeanwhile(saved.conflict)

    async def _find(self, activity_id: int) -> Activity | None:
        """As the person saw it: what somebody changed since is found by the run, and not overwritten."""
        seen = await self._session.copy.activity(activity_id)
        return seen if seen is not None else await activities.find(self._session.portal, activity_id)


async def _nothing(_run_id: str) -> None:
    """No draft waits for this run."""
