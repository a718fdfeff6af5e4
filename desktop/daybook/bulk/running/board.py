"""What is where: rows that wait to be looked at, that were looked at, that are on their way, that nobody knows about.

No portal, no disk, no clock: moments are arguments.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daybook.bulk import reading
from daybook.bulk.reading import Found
from daybook.bulk.runner import as_it_must_be_now
from daybook.bulk.running.steps import cancelled, given_up, is_open, next_steps, with_steps
from daybook.domain.run import Field, Row, Step, StepState
from daybook.store.journal import RowChange

GONE_CODE = "NOT_FOUND"


@dataclass(frozen=True, slots=True)
class Looked:
    """Rows that were just read, at `at_s`."""

    rows: tuple[tuple[int, Found | None], ...]
    """Row numbers with what the portal shows; None for a row that creates, of which there is nothing to see."""
    at_s: float


@dataclass(slots=True)
class Unknown:
    """A row whose answer is missing, since `since_s`. It is looked at next at `next_s`."""

    since_s: float
    next_s: float
    looks: int = 0


class Board:
    """The open rows of a run. A row that is done with leaves it; `take_closed` says which."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: dict[int, Row] = {}
        self._waiting: deque[int] = deque()
        self._making: deque[int] = deque()
        """Rows that create: of these there is nothing to look at."""
        self._looked: list[Looked] = []
        self.unknown: dict[int, Unknown] = {}
        self.created: set[int] = set()
        """Ids of what this run is known to have made."""
        self._closed: list[Row] = []
        for row in rows:
            self.rows[row.number] = row
            if next_steps(row):
                self._queue_of(row).append(row.number)

    def _queue_of(self, row: Row) -> deque[int]:
        return self._making if row.activity_id is None else self._waiting

    @property
    def is_done(self) -> bool:
        """True when nothing is left to do."""
        return not self.rows

    @property
    def waiting(self) -> int:
        """Rows that wait to be looked at."""
        return len(self._waiting)

    @property
    def looked(self) -> int:
        """Portions of rows that were looked at and wait to be sent."""
        return len(self._looked)

    @property
    def unsent(self) -> int:
        """Rows of which something waits to be sent."""
        return len(self._waiting) + len(self._making) + self.ready

    @property
    def ready(self) -> int:
        """Rows that were looked at and wait to be sent."""
        return sum(len(each.rows) for each in self._looked)

    def first_rows(self) -> list[Row]:
        """The rows that go next, one of each kind."""
        queues = (self._waiting, self._making, [number for each in self._looked[-1:] for number, _ in each.rows])
        return [self.rows[queue[0]] for queue in queues if queue]

    # Looking

    def creations(self, commands: int) -> list[int]:
        """Rows that create, as many as fit; they are on their way now."""
        missing = max(0, commands - self.ready)
        return [self._making.popleft() for _ in range(min(missing, len(self._making)))]

    def to_look(self, commands: int) -> list[int]:
        """Rows whose next steps make up to so many commands (one row at least); they are on their way now."""
        chosen: list[int] = []
        while self._waiting:
            size = len(next_steps(self.rows[self._waiting[0]]))
            if chosen and size > commands:
                break
            commands -= size
            chosen.append(self._waiting.popleft())
        return chosen

    def saw(self, found: Sequence[tuple[int, Found | None]], at_s: float) -> list[RowChange]:
        """These rows were read: what is in conflict, so already, or gone, is closed; the rest waits to be sent."""
        changes: list[RowChange] = []
        ready: list[tuple[int, Found | None]] = []
        for number, seen in found:
            change = self._judged(number, seen)
            if change is not None:
                changes.append(change)
            if number in self.rows and next_steps(self.rows[number]):
                ready.append((number, seen))
        if ready:
            self._looked.append(Looked(tuple(ready), at_s))
        return changes

    def unseen(self, numbers: Iterable[int]) -> None:
        """These could not be read, or not be sent: they wait again, before all others."""
        for number in reversed(list(numbers)):
            row = self.rows.get(number)
            if row is not None and next_steps(row):
                self._queue_of(row).appendleft(number)

    def forget_looks(self, before_s: float) -> None:
        """What was read longer ago is read again before it is sent."""
        for old in [each for each in self._looked if each.at_s < before_s]:
            self._looked.remove(old)
            self.unseen(number for number, _ in old.rows)

    def _judged(self, number: int, seen: Found | None) -> RowChange | None:
        row = self.rows[number]
        if seen is None:
            return None
        planned = next_steps(row)
        theirs = reading.conflicts(planned, seen)
        if theirs:
            steps = cancelled(row)
            self._put(replace(with_steps(row, steps), conflict=theirs))
            return RowChange(number, steps, conflict=theirs)
        done = [replace(each, state=StepState.DONE) for each in planned if _is_so(each, seen)]
        if seen.activity is None:
            done += [_gone(each) for each in row.steps if each.state is StepState.PLANNED and not _is_so(each, seen)]
        if not done:
            return None
        row = with_steps(row, done)
        done += given_up(row)
        self._put(with_steps(row, done))
        return RowChange(number, tuple(done))

    # Sending

    def take(self, commands: int) -> list[tuple[int, tuple[Step, ...]]]:
        """Steps of up to so many commands, of the rows that were read last; they are on their way now."""
        taken: list[tuple[int, tuple[Step, ...]]] = []
        while self._looked and commands > 0:
            newest = self._looked.pop()
            left: list[tuple[int, Found | None]] = []
            for number, seen in newest.rows:
                steps = next_steps(self.rows[number])
                if left or (taken and len(steps) > commands):
                    left.append((number, seen))
                    continue
                commands -= len(steps)
                now = steps if seen is None else tuple(as_it_must_be_now(step, seen) for step in steps)
                taken.append((number, now))
            if left:
                self._looked.append(Looked(tuple(left), newest.at_s))
                break
        return taken

    def mark(self, changed: Mapping[int, Sequence[Step]]) -> list[RowChange]:
        """These steps have other states now; what follows from it for their rows comes along."""
        return [self._changed(number, steps) for number, steps in changed.items()]

    def _changed(self, number: int, steps: Sequence[Step]) -> RowChange:
        row = with_steps(self.rows[number], steps)
        more = given_up(row)
        row = with_steps(row, more)
        made = next((step.result for step in row.steps if _made(step)), None) if row.activity_id is None else None
        if made is not None:
            row = replace(row, activity_id=made)
            self.created.add(made)
        self._put(row)
        return RowChange(number, (*steps, *more), activity_id=made)

    def ask_later(self, numbers: Iterable[int], since_s: float, next_s: float) -> None:
        """These got no answer, since `since_s`; they are looked at first at `next_s`."""
        for number in numbers:
            if number in self.rows:
                self.unknown[number] = Unknown(since_s, next_s)

    def settled(self, numbers: Iterable[int]) -> None:
        """These are known now; what of them is planned again waits its turn."""
        for number in numbers:
            self.unknown.pop(number, None)
            self.unseen([number])

    def give_up(self) -> list[RowChange]:
        """Nothing more is sent: what waits is cancelled."""
        changes = []
        numbers = [*self._waiting, *self._making, *(number for each in self._looked for number, _ in each.rows)]
        self._waiting.clear()
        self._making.clear()
        self._looked.clear()
        for number in numbers:
            changes += self.mark({number: cancelled(self.rows[number])})
        return changes

    def refuse(self, number: int, code: str, text: str) -> list[RowChange]:
        """The portal said no to what is planned of this row."""
        steps = [
            replace(step, state=StepState.REFUSED, error_code=code, error_text=text)
            for step in self.rows[number].steps
            if step.state is StepState.PLANNED
        ]
        return self.mark({number: steps})

    def take_closed(self) -> list[Row]:
        """The rows that were done with since this was asked last."""
        closed, self._closed = self._closed, []
        return closed

    def _put(self, row: Row) -> None:
        if is_open(row):
            self.rows[row.number] = row
        else:
            self.rows.pop(row.number, None)
            self.unknown.pop(row.number, None)
            self._closed.append(row)


def _is_so(step: Step, seen: Found) -> bool:
    """Bindings are not read before they are written: the portal itself says when they are so already."""
    return Field.BINDING not in step.fields and reading.is_already_so(step, seen)


def _gone(step: Step) -> Step:
    return replace(step, state=StepState.REFUSED, error_code=GONE_CODE)


def _made(step: Step) -> bool:
    return step.state is StepState.DONE and step.after.get(Field.EXISTENCE) is True and isinstance(step.result, int)


def at_latest(step: Step, now: datetime) -> Step:
    """A step that a program which ended left as `sent`: nobody saw it leave, nor what came back."""
    return replace(step, state=StepState.UNKNOWN, sent_at=step.sent_at or now)
