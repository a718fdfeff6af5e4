"""Sends looked-at edits: each row as runs of one row through the journal, a few at a time, able to stop in between."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, Protocol

from daybook.bitrix.errors import AnswerLost, NotExecuted, PortalError, Refused
from daybook.bulk import values
from daybook.bulk.refusals import PlanRefused
from daybook.domain.activity import Activity
from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import TodoDraft
from daybook.work.merging import ATTRIBUTES
from daybook.work.pending.preview import RowPreview
from daybook.work.saving import OnSending, Saved, Saving

IN_FLIGHT: Final = 3
"""Rows at a time: what a person does meanwhile in the window still gets its turn."""


class Fate(Enum):
    """What became of one row."""

    DONE = "done"
    PARTLY_DONE = "partly_done"
    REFUSED = "refused"
    """The portal said no, or a rule of it that is known beforehand."""
    CONFLICT = "conflict"
    """Somebody changed it since it was looked at; nothing of the row was sent."""
    GONE = "gone"
    UNKNOWN = "unknown"
    """The answer was lost, and what became of it can't be asked now. It is, before anything is sent again."""
    NOT_SENT = "not_sent"
    """The portal could not be reached; everything of the row waits still."""
    CHANGED = "changed"
    """The person changed it after it was looked at, so it was not sent."""


@dataclass(frozen=True, slots=True)
class Executed:
    """What a row came to: the fields that were written, those that were refused, and what the portal has now."""

    fate: Fate
    written: frozenset[Field] = frozenset()
    refused: Mapping[Field, Exception] = field(default_factory=dict)
    activity: Activity | None = None
    error: Exception | None = None
    """Why nothing was sent, or what the portal said no with; None when there is nothing to say."""


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the report."""

    activity_id: int
    title: str
    executed: Executed


class Executor(Protocol):
    """Sends the ready edits of one row, and comes back when it is known what became of them, or can't be known."""

    async def execute(self, row: RowPreview, edits: Sequence[PendingEdit], on_sending: OnSending) -> Executed:
        """Raises StoreUnusable, RunBusy; what the portal does wrong is told by the `Executed`."""


class OneByOne:
    """Executes a row as up to three runs in the order a portal accepts: reopen, edit, complete."""

    def __init__(self, saving: Saving) -> None:
        self._saving = saving

    async def execute(self, row: RowPreview, edits: Sequence[PendingEdit], on_sending: OnSending) -> Executed:
        """What became of the row."""
        if row.activity is None:
            return Executed(Fate.GONE)
        told = _Told(row.activity)
        try:
            for stage in self._stages(row, edits, told, on_sending):
                if not await self._ended_well(stage, told):
                    break
        except PlanRefused as refused:
            told.fail(Fate.REFUSED, refused)
        except PortalError as error:
            told.fail(Fate.NOT_SENT, error)
        return told.executed(frozenset(edit.field for edit in edits))

    def _stages(
        self, row: RowPreview, edits: Sequence[PendingEdit], told: "_Told", on_sending: OnSending
    ) -> list[Callable[[], Awaitable[Saved]]]:
        """Each begins from what the one before left behind."""
        wished = {edit.field: edit.wished for edit in edits}
        completed = wished.pop(Field.COMPLETED, None)

        async def complete() -> Saved:
            return await self._saving.complete(told.activity, bool(completed), on_sending)

        async def edit() -> Saved:
            draft = values.draft_of(told.activity, pings=row.known.pings, parent_id=row.known.parent_id)
            return await self._saving.edit(told.activity, _with(draft, wished), row.known, on_sending)

        stages: list[Callable[[], Awaitable[Saved]]] = [edit] if wished else []
        if completed is not None:
            stages.insert(len(stages) if completed else 0, complete)
        return stages

    async def _ended_well(self, stage: Callable[[], Awaitable[Saved]], told: "_Told") -> bool:
        saved = await stage()
        if saved.outcome is RowOutcome.UNKNOWN:
            told.unknown = True
            saved = await self._saving.settle(saved.run_id)
            told.unknown = saved.outcome is RowOutcome.UNKNOWN
        if not told.unknown:
            told.take(saved, (await self._saving.row_of(saved.run_id)).written)
        return saved.outcome is RowOutcome.DONE and not saved.gone


class _Told:
    """What the runs of one row came to so far."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self.unknown = False
        self._written: frozenset[Field] = frozenset()
        self._refused: Mapping[Field, Exception] = {}
        self._fate: Fate | None = None
        self._error: Exception | None = None

    def take(self, saved: Saved, written: frozenset[Field]) -> None:
        """One run has ended."""
        self._written |= written
        self._refused = {**self._refused, **saved.refused}
        self.activity = saved.activity or self.activity
        if saved.gone:
            self._fate = Fate.GONE
        elif saved.conflict:
            self._fate = Fate.CONFLICT
        elif saved.refused:
            self.fail(Fate.REFUSED, next(iter(saved.refused.values())))

    def fail(self, fate: Fate, error: Exception) -> None:
        """The row ends here."""
        self._fate, self._error = fate, error

    def executed(self, wanted: frozenset[Field]) -> Executed:
        """What all of it came to."""
        written = self._written & wanted
        fate = Fate.UNKNOWN if self.unknown else self._fate or Fate.DONE
        if written and fate in (Fate.REFUSED, Fate.CONFLICT, Fate.NOT_SENT):
            fate = Fate.PARTLY_DONE
        activity = None if fate is Fate.GONE else self.activity
        return Executed(fate, written, self._refused, activity, self._error)


def _with(draft: TodoDraft, wished: Mapping[Field, object]) -> TodoDraft:
    return replace(draft, **{ATTRIBUTES[name]: value for name, value in wished.items()})  # type: ignore[arg-type]


Work = Callable[[], Awaitable[None]]
InTurn = Callable[[int, Work], Awaitable[None]]
"""Does the work on an activity behind whatever is being written to it already, and returns when it is done, or raises
what it raised. It may be that it is not done at all, since the window closes."""


async def at_once(_activity_id: int, work: Work) -> None:
    """An `InTurn` for whoever writes nothing else."""
    await work()


class Convoy:
    """Some rows on their way, `IN_FLIGHT` at a time. `stop` lets those under way end and begins no more."""

    def __init__(self, in_turn: InTurn) -> None:
        self._in_turn = in_turn
        self._stopped = False

    def stop(self) -> None:
        """Begins no more rows."""
        self._stopped = True

    async def go(self, ids: Sequence[int], work: Callable[[int], Awaitable[None]]) -> None:
        """Works on each; returns when all that were begun have ended. What `work` raises is raised, then."""
        left = iter(ids)

        async def lane() -> None:
            for number in left:
                if self._stopped:
                    return
                await self._in_turn(number, lambda number=number: work(number))  # type: ignore[misc]

        outcomes = await asyncio.gather(*(lane() for _ in range(IN_FLIGHT)), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome


def ends_all(error: Exception | None) -> bool:
    """True when the next row would meet the same: the portal can't be reached, the secret is not good any more."""
    return isinstance(error, PortalError) and not isinstance(error, Refused | NotExecuted | AnswerLost)
