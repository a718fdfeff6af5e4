"""One request of a run: rows that are written, and rows that are read for the next one, in one batch.

Reading along costs a fiftieth of the requests, and what is read so is no older than the batch that brought it.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daybook.bitrix import activities
from daybook.bitrix.answer import Answer
from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, NotFound, PortalError
from daybook.bitrix.portal import Portal
from daybook.bulk.reading import Found
from daybook.domain.run import Row, Step, StepState

IDS_A_LOOK = activities.PAGE

Key = tuple[str, int, int]
"""("step", row number, order) or ("look", number, 0) or ("get", row number, 0)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What one batch carries. `steps` are marked as sent, by row number."""

    steps: Mapping[int, tuple[Step, ...]]
    looks: tuple[tuple[int, ...], ...] = ()
    """Row numbers, at most fifty in a look."""

    @property
    def commands(self) -> int:
        """How many commands it has."""
        return sum(map(len, self.steps.values())) + len(self.looks)

    @property
    def rows_looked_at(self) -> tuple[int, ...]:
        """All row numbers that are read."""
        return tuple(number for look in self.looks for number in look)

    def methods(self) -> dict[str, int]:
        """How often each method is called."""
        counts: dict[str, int] = {activities.LIST: len(self.looks)} if self.looks else {}
        for steps in self.steps.values():
            for step in steps:
                counts[step.method] = counts.get(step.method, 0) + 1
        return counts

    def to_send(self, rows: Mapping[int, Row]) -> dict[Key, Command]:
        """The commands, writes first: what is read is read as late as possible."""
        commands: dict[Key, Command] = {
            ("step", number, step.order): Command(step.method, step.params)
            for number, steps in self.steps.items()
            for step in steps
        }
        for position, look in enumerate(self.looks):
            ids = [number for each in look if (number := rows[each].activity_id) is not None]
            commands["look", position, 0] = activities.ids_command(ids)
        if len(commands) > MAX_COMMANDS:
            raise ValueError(f"a request holds at most {MAX_COMMANDS} commands")
        return commands


def marked(taken: Sequence[tuple[int, tuple[Step, ...]]], now: datetime, server_now: datetime) -> Request:
    """The request for these steps, which are `sent` from now on. Their place in the batch goes along: commands run one
    after the other, so that whatever shows as done tells that all before it are over."""
    batch, position = uuid.uuid4().hex, 0
    steps: dict[int, tuple[Step, ...]] = {}
    for number, planned in taken:
        sent = []
        for step in planned:
            place = f"{batch}:{position:02}"
            sent.append(replace(step, state=StepState.SENT, sent_at=now, server_sent_at=server_now, batch=place))
            position += 1
        steps[number] = tuple(sent)
    return Request(steps)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look brought: rows that are there, and rows that were not in the answer."""

    found: tuple[tuple[int, Found], ...]
    missing: tuple[int, ...]


def read_look(look: Sequence[int], rows: Mapping[int, Row], answer: Answer, portal: Portal) -> Seen:
    """Raises AnswerLost when the answer is no list."""
    by_id = {each.id: each for each in activities.read_page(answer, portal)}
    found: list[tuple[int, Found]] = []
    missing: list[int] = []
    for number in look:
        activity = by_id.get(rows[number].activity_id or 0)
        if activity is None:
            missing.append(number)
        else:
            found.append((number, Found(activity)))
    return Seen(tuple(found), tuple(missing))


def read_get(outcome: Answer | PortalError, portal: Portal) -> Found | None:
    """What crm.activity.get says of one row; None when that can't be told now. Gone only when the portal says so."""
    if isinstance(outcome, NotFound):
        return Found(None)
    if not isinstance(outcome, Answer):
        return None
    try:
        return Found(activities.read_one(outcome.result, portal))
    except AnswerLost:
        return None
