"""Executes the rows of a run: looks once more, writes down what it sends, sends it, writes down what came of it."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import NotPossibleHere, PortalError, Refused
from daybook.bitrix.portal import Portal
from daybook.bulk import outcomes, plan, reading
from daybook.bulk.reading import Found
from daybook.domain.clock import Clock
from daybook.domain.run import Field, Row, Step, StepState
from daybook.store.journal import LEASE, Journal, changed


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a row."""

    row: Row
    found: Found | None = None
    """What the portal showed just before sending; None for a row that creates."""
    errors: Mapping[int, PortalError] = field(default_factory=dict)
    """The portal's words by the order of the step it refused, as long as they are in memory."""

    @property
    def gone(self) -> bool:
        """True when the activity was not there any more."""
        return self.found is not None and self.found.activity is None


class Runner:
    """Executes runs on one portal. One process at a time executes a run: the journal's lease holds others off."""

    def __init__(self, portal: Portal, journal: Journal, clock: Clock) -> None:
        self._portal = portal
        self._journal = journal
        self._clock = clock
        self._process = uuid.uuid4().hex

    @asynccontextmanager
    async def keeping(self, run_id: str) -> AsyncIterator[None]:
        """Keeps a run to this process for as long as the block lasts. Raises RunBusy."""
        await self._journal.lease(run_id, self._process, self._clock.now())
        renewing = asyncio.get_running_loop().create_task(self._renew(run_id), name=f"lease {run_id}")
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await self._journal.release(run_id, self._process)

    async def _renew(self, run_id: str) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)  # of this computer's time, which the lease is measured in
            await self._journal.lease(run_id, self._process, self._clock.now())

    async def execute(self, run_id: str, row: Row) -> Ran:
        """Sends the planned steps of a row, unless somebody else's values are in the way. Call it inside `keeping`.

        A step without an answer ends as `unknown`. Raises PortalError when nothing was sent (the steps are planned
        still), StoreUnusable.
        """
        found = await self._look(row)
        planned = [step for step in row.steps if step.state is StepState.PLANNED]
        if found is not None:
            theirs = reading.conflicts(planned, found)
            await self._journal.conflicting(run_id, row.number, theirs)
            row = replace(row, conflict=theirs)
            if theirs:
                return Ran(row, found)
            row = await self._leave_out(run_id, row, found)
            planned = [as_it_must_be_now(step, found) for step in row.steps if step.state is StepState.PLANNED]
        return await self._send(run_id, row, planned, found) if planned else Ran(row, found)

    async def cancel(self, run_id: str, row: Row) -> Row:
        """Gives up what was not sent."""
        steps = [replace(step, state=StepState.CANCELLED) for step in row.steps if step.state is StepState.PLANNED]
        await self._journal.record(run_id, row.number, steps)
        return changed(row, steps)

    async def _look(self, row: Row) -> Found | None:
        if row.activity_id is not None:
            return await reading.read(self._portal, row.activity_id, row.steps)
        if self._portal.server_clock_skew_s is None:
            # A creation whose answer is lost is looked for by the portal's clock, which any answer tells.
            await self._portal.call("server.time", writes=False)
        return None

    async def _leave_out(self, run_id: str, row: Row, found: Found) -> Row:
        """Nothing is sent for what is so already, nor for an activity that is gone."""
        steps = []
        for step in row.steps:
            if step.state is not StepState.PLANNED:
                continue
            if reading.is_already_so(step, found):
                steps.append(replace(step, state=StepState.DONE))
            elif found.activity is None:
                steps.append(replace(step, state=StepState.CANCELLED))
        await self._journal.record(run_id, row.number, steps)
        return changed(row, steps)

    async def _send(self, run_id: str, row: Row, planned: Sequence[Step], found: Found | None) -> Ran:
        sent = self._marked(planned)
        await self._journal.record(run_id, row.number, sent)
        try:
            answers = await self._ask(sent)
        except PortalError as error:
            if error.maybe_done:
                ended = [outcomes.lost(step, self._clock.now()) for step in sent]
                await self._journal.record(run_id, row.number, ended)
                return Ran(changed(row, ended), found)
            await self._journal.record(run_id, row.number, planned)
            raise
        ended = [outcomes.ended(step, answers[step.order], self._clock.now()) for step in sent]
        await self._journal.record(run_id, row.number, ended)
        row = await self._created(run_id, changed(row, ended))
        errors = {order: outcome for order, outcome in answers.items() if isinstance(outcome, PortalError)}
        return Ran(row, found, errors)

    def _marked(self, planned: Sequence[Step]) -> list[Step]:
        now, batch = self._clock.now(), uuid.uuid4().hex
        server_now = now + timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
        return [
            replace(step, state=StepState.SENT, sent_at=now, server_sent_at=server_now, batch=batch) for step in planned
        ]

    async def _ask(self, steps: Sequence[Step]) -> dict[int, Answer | PortalError]:
        """One request for all of them. Raises PortalError when it got no answer as a whole."""
        commands = {step.order: Command(step.method, step.params) for step in steps}
        if len(commands) > 1:
            chained = all(Field.BINDING in step.fields for step in steps)  # never taken off before it is bound anew
            return await self._portal.batch(commands, halt=chained, writes=True)
        [(order, command)] = commands.items()
        try:
            return {order: await self._portal.run(command, writes=True)}
        except (Refused, NotPossibleHere) as refusal:
            return {order: refusal}

    async def _created(self, run_id: str, row: Row) -> Row:
        for step in row.steps:
            if step.method == plan.ADD and step.state is StepState.DONE and row.activity_id is None:
                await self._journal.created(run_id, row.number, step.result)
                return replace(row, activity_id=step.result)
        return row


def as_it_must_be_now(step: Step, found: Found) -> Step:
    """The step with parameters that fit what the portal has now: what a method would erase, and who owns it."""
    if found.activity is None:
        return step
    if step.method == plan.WHOLE:
        return replace(step, params=plan.whole_params(found.activity, step))
    if "ownerTypeId" in step.params:
        owner = found.activity.owner
        return replace(step, params={**step.params, "ownerTypeId": owner.type_id, "ownerId": owner.id})
    return step
