"""Carries the person's wishes to the presenter: reads that a newer wish replaces, writes that stand in a queue."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from daybook.bitrix.errors import PortalError
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.todo import TodoDraft
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.contract import Editing
from daybook.ui.todo.subject import Discarded, known_values, subject_of, write_key

OPEN_JOB: Final = "editor"
"""Whoever opens something in the editor does it under this key, so that the newest wish wins."""
PEOPLE_JOB: Final = "editor-people"
FIND_JOB: Final = "editor-find"


class Wishes(QObject):
    """Starts every coroutine of the editor; a failure goes to whoever listens to the jobs and writes."""

    people_read = Signal(object)  # tuple[Person, ...], oneself first
    entities_found = Signal(object)  # Sequence[Entity]
    discarded = Signal(object)  # Discarded

    def __init__(self, editing: Editing, jobs: Jobs, writes: Writes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._jobs = jobs
        self._writes = writes

    # Writes: those about one activity stand behind each other

    def save(self) -> None:
        """Sends what changed."""
        self._writes.start(self._editing.save(), key=self._key())

    def complete(self, completed: bool) -> None:
        """Completes or reopens."""
        self._writes.start(self._editing.complete(completed), key=self._key())

    def bind(self, ref: EntityRef) -> None:
        """One more item."""
        self._writes.start(self._editing.bind(ref), key=self._key())

    def unbind(self, ref: EntityRef) -> None:
        """One item less."""
        self._writes.start(self._editing.unbind(ref), key=self._key())

    def move(self, source: EntityRef, target: EntityRef) -> None:
        """Another item instead."""
        self._writes.start(self._editing.move(source, target), key=self._key())

    def settle_with(self, activity_id: int | None) -> None:
        """This is the to-do whose creation got no answer; None = none of them is."""
        self._writes.start(self._editing.settle_with(activity_id), key=self._key())

    # The draft

    def discard(self) -> None:
        """Throws the draft away."""
        self._jobs.start(self._discard(), key="editor-discard")

    def bring_back(self, kept: Discarded) -> None:
        """Takes `discard` back, unless something else is open by now."""
        if kept.subject == subject_of(self._editing.state):
            self._editing.change(**known_values(kept.draft))
        elif isinstance(kept.subject, EntityRef):
            self.begin_with(kept.subject, kept.draft)

    def begin_with(self, owner: EntityRef, draft: TodoDraft) -> None:
        """Opens a new to-do that begins with these values."""
        self._jobs.start(self._begin_with(owner, draft), key=OPEN_JOB)

    # What the lists offer

    def read_people(self) -> None:
        """Asks for everybody who may be made responsible."""
        self._jobs.start(self._read_people(), key=PEOPLE_JOB, again=self.read_people)

    def find_entities(self, text: str) -> None:
        """Asks for items by name."""
        self._jobs.start(self._find(text), key=FIND_JOB)

    def _key(self) -> str:
        return write_key(subject_of(self._editing.state))

    async def _discard(self) -> None:
        state = self._editing.state
        await self._editing.discard()
        if state.draft is not None and state.changed:
            self.discarded.emit(Discarded(subject_of(state), state.draft))

    async def _begin_with(self, owner: EntityRef, draft: TodoDraft) -> None:
        await self._editing.open_new(owner)
        self._editing.change(**known_values(draft))

    async def _read_people(self) -> None:
        people: tuple[Person, ...] = await self._editing.people()
        self.people_read.emit(people)

    async def _find(self, text: str) -> None:
        found: Sequence[Entity] = ()
        try:
            found = await self._editing.find_entities(text)
        except PortalError:
            self.entities_found.emit(found)
            raise
        self.entities_found.emit(found)
