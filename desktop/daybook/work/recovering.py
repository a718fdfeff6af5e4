"""What a program that ended in the middle of saving left behind: settled at the next start, and told to the person."""

import logging
from dataclasses import dataclass
from enum import Enum

from daybook.bitrix.errors import PortalError
from daybook.domain.clock import Clock
from daybook.domain.run import Row, RowOutcome, RunHead, Settlement, StepState
from daybook.store.journal import LEASE, RunBusy
from daybook.work.drafting import DraftKeeper
from daybook.work.saving import Saved, Saving

_log = logging.getLogger(__name__)


class Fate(Enum):
    """What became of a change that was under way when Daybook ended."""

    WAS_DONE = "was_done"
    """The portal had carried it out; nothing was sent again."""
    DONE_NOW = "done_now"
    """The portal had not; it was sent now, once."""
    NOT_DONE = "not_done"
    """The portal said no, or somebody changed the same meanwhile: the draft is kept."""
    PERSON_DECIDES = "person_decides"
    """Two or more activities may be the one that was created; the draft asks which."""
    NOT_KNOWN_YET = "not_known_yet"
    """The portal could not be asked. It will be, at the next start."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """One change of an earlier time."""

    title: str
    fate: Fate
    row: Row
    """With its owner, to show where it is."""


async def recover(saving: Saving, keeper: DraftKeeper, clock: Clock) -> tuple[Recovered, ...]:
    """Settles what was left behind, one after the other, oldest first. Takes up to a minute for each.

    A run that another process is at is left to it, once it is sure that the process lives. Raises StoreUnusable.
    """
    return tuple(
        [
            told
            for head in await saving.unfinished()
            if (told := await _recovered(saving, keeper, clock, head)) is not None
        ]
    )


async def _recovered(saving: Saving, keeper: DraftKeeper, clock: Clock, head: RunHead) -> Recovered | None:
    try:
        saved = await _settled(saving, clock, head.id)
    except RunBusy:
        return None
    except PortalError as error:
        _log.warning("a change of an earlier time is not settled: %s", type(error).__name__)
        return Recovered(head.title, Fate.NOT_KNOWN_YET, await saving.row_of(head.id))
    row = await saving.row_of(head.id)
    fate = _fate(saved, row)
    if fate not in (Fate.PERSON_DECIDES, Fate.NOT_KNOWN_YET):
        await keeper.settled(head.id, saved=saved.outcome is RowOutcome.DONE)
    return Recovered(head.title, fate, row)


async def _settled(saving: Saving, clock: Clock, run_id: str) -> Saved:
    """The process that crashed may keep the run for a moment yet. Raises RunBusy when one that lives does."""
    since = clock.now()
    while True:
        try:
            return await saving.settle(run_id)
        except RunBusy:
            if clock.now() - since > 2 * LEASE:
                raise
            await clock.sleep(LEASE.total_seconds() / 5)


def _fate(saved: Saved, row: Row) -> Fate:
    if saved.candidates:
        return Fate.PERSON_DECIDES
    if saved.outcome is RowOutcome.UNKNOWN:
        return Fate.NOT_KNOWN_YET
    if saved.outcome is not RowOutcome.DONE:
        return Fate.NOT_DONE
    found = all(step.settlement is Settlement.FOUND_DONE for step in row.steps if step.state is StepState.DONE)
    return Fate.WAS_DONE if found else Fate.DONE_NOW
