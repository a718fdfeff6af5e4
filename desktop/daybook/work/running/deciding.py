"""Creations of which two or more activities may be the one: only a person can tell."""

from dataclasses import replace
from datetime import timedelta

from daybook.bitrix import activities, system_activities
from daybook.bitrix.portal import Portal
from daybook.bulk import values
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.run import Field, Row, Settlement, Step, StepState
from daybook.store.journal import Journal, RowChange


class Deciding:
    """Shows the candidates, and writes down what the person said. Each raises StoreUnusable."""

    def __init__(self, portal: Portal, journal: Journal, clock: Clock, me: int) -> None:
        self._portal = portal
        self._journal = journal
        self._clock = clock
        self._me = me

    async def candidates(self, run_id: str, number: int) -> tuple[Activity, ...]:
        """The activities that may be the one and are no other row's; none for a row that asks nothing.

        Raises PortalError.
        """
        row = await self._row(run_id, number)
        step = _asking(row)
        if row is None or step is None:
            return ()
        ours = await self._journal.activity_ids(run_id)
        return tuple(each for each in await self._found(row, step) if each.id not in ours)

    async def decide(self, run_id: str, number: int, activity_id: int | None) -> None:
        """It is this activity; None = none of them: then the row counts as not done, and can be tried again."""
        step = _asking(await self._row(run_id, number))
        if step is None:
            return
        state = StepState.CANCELLED if activity_id is None else StepState.DONE
        said = replace(step, state=state, result=activity_id)
        await self._journal.note(run_id, [RowChange(number, (said,), activity_id)])

    async def _found(self, row: Row, step: Step) -> list[Activity]:
        sent = step.server_sent_at or step.sent_at or self._clock.now()
        skew = timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
        since = sent - (skew if step.server_sent_at is not None else timedelta())
        title = str(step.after[Field.TITLE])
        if step.method == system_activities.ADD:
            type_id = int(step.params["fields"]["TYPE_ID"])
            made = await activities.created_since(
                self._portal, row.owner, type_id=type_id, since=since, author_id=self._me
            )
            return [each for each in made if each.subject.strip() == title.strip()]
        deadline = values.value_moment(step.after[Field.DEADLINE])
        return await activities.find_created(
            self._portal, row.owner, title=title, deadline=deadline, since=since, author_id=self._me
        )

    async def _row(self, run_id: str, number: int) -> Row | None:
        rows = await self._journal.some_rows(run_id, [number])
        return rows[0] if rows else None


def _asking(row: Row | None) -> Step | None:
    steps = row.steps if row is not None else ()
    asking = (each for each in steps if each.state is StepState.UNKNOWN)
    return next((each for each in asking if each.settlement is Settlement.PERSON_DECIDES), None)
