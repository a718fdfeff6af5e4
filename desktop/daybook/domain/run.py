"""A run: what is to be written, what became of it, and what that means for each row.

The unit is the *step*: one command to the portal. A row is one activity (or one that is to be created) with its steps
in an order the portal accepts. A single edit is a run of one row, so that everything learnt about lost answers serves
it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from daybook.domain.entities import EntityRef

Params = Mapping[str, Any]
"""JSON values only: what goes over the wire, and what is written into the journal."""


class StepState(StrEnum):
    """Where a step is. `SENT` is on disk before the request leaves; `UNKNOWN` means that no answer came."""

    PLANNED = "planned"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Settlement(StrEnum):
    """How a step without an answer was decided."""

    FOUND_DONE = "found_done"
    FOUND_NOT_DONE = "found_not_done"
    SENT_AGAIN = "sent_again"
    """Its effect cannot be read and does no harm twice, so it was sent once more."""
    PERSON_DECIDES = "person_decides"
    """Two or more candidates: only a person can tell."""


class Field(StrEnum):
    """What a step changes, in the words of the editor; one step may change several."""

    TITLE = "title"
    DESCRIPTION = "description"
    DEADLINE = "deadline"
    COLOR = "color"
    RESPONSIBLE = "responsible"
    PINGS = "pings"
    PARENT = "parent"
    COMPLETED = "completed"
    BINDING = "binding"
    BLOCKS = "blocks"
    """Content blocks of this application; null = none."""
    EXISTENCE = "existence"
    """Creating or deleting."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command, planned or past.

    `before` and `after` hold JSON values by field name: what the plan saw and what the step makes of it. A field whose
    value cannot be read (reminders) is missing from `before` when it is unknown.
    """

    order: int
    method: str
    params: Params
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    state: StepState = StepState.PLANNED
    settlement: Settlement | None = None
    sent_at: datetime | None = None
    """When it was sent, by our clock; None before."""
    server_sent_at: datetime | None = None
    """The same moment by the portal's clock, as far as it was known then; a creation is looked for from here on."""
    batch: str = ""
    error_code: str | None = None
    error_text: str = ""
    """The server's own words."""
    result: Any = None

    @property
    def fields(self) -> frozenset[Field]:
        """The fields this step changes."""
        return frozenset(Field(name) for name in self.after)


class RowOutcome(StrEnum):
    """What a person reads about a row; derived from its steps, never stored."""

    PLANNED = "planned"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Row:
    """One activity of a run. `activity_id` is None while it is yet to be created."""

    number: int
    activity_id: int | None
    owner: EntityRef
    label: str
    """What the activity is called, for the report: it may be gone by then."""
    steps: tuple[Step, ...] = ()
    skipped: str = ""
    """Why nothing is done: a stable key."""
    conflict: Mapping[str, Any] = field(default_factory=dict)
    """Other people's values by field name, found just before sending."""
    undone_by: str = ""
    """The run that took this row back, "" while none has."""

    @property
    def outcome(self) -> RowOutcome:
        """What became of the row."""
        if self.skipped:
            return RowOutcome.SKIPPED
        if self.undone_by:
            return RowOutcome.UNDONE
        return outcome_of(self.steps, conflict=bool(self.conflict))

    @property
    def written(self) -> frozenset[Field]:
        """The fields that the portal has as this row wants them."""
        return frozenset(name for step in self.steps if step.state is StepState.DONE for name in step.fields)


def outcome_of(steps: Sequence[Step], *, conflict: bool = False) -> RowOutcome:
    """What the states of a row's steps mean together."""
    states = {step.state for step in steps}
    if states & {StepState.UNKNOWN, StepState.SENT}:
        return RowOutcome.UNKNOWN
    if states <= {StepState.DONE} and not conflict:
        return RowOutcome.DONE
    if StepState.DONE in states:
        return RowOutcome.PARTLY_DONE
    if conflict:
        return RowOutcome.CONFLICT
    if StepState.REFUSED in states:
        return RowOutcome.FAILED
    return RowOutcome.CANCELLED if states == {StepState.CANCELLED} else RowOutcome.PLANNED


class RunKind(StrEnum):
    """What a run is for."""

    EDIT = "edit"
    BULK = "bulk"
    PENDING = "pending"
    """Cells that were edited in a table. What of it is not sent waits there, so nobody goes on with it as a run."""
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class RunHead:
    """What is known of a run without its rows. It belongs to a portal *and* a user: nobody else may go on with it."""

    id: str
    connection_id: str
    portal: str
    """scheme://host of the portal, never with a secret."""
    user_id: int
    kind: RunKind
    title: str
    created: datetime
    undo_of: str = ""
    finished: bool = False
    ended: datetime | None = None
    """When nothing was left to do; None while something is, and for runs that ended before this was written down."""
    recipe: str = ""
    """The recipe it was planned from, as a file would hold it; "" for a single edit and for an undo."""
    many: bool = False
    """True for a run of many rows (one row may be all that was selected); an edit in the window is a run of one."""
