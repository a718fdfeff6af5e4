"""What the editor asks of the presenter behind it; `work.editing.TodoEditing` is the real one."""

from datetime import datetime
from typing import Any, Protocol

from daybook.domain.activity import Activity
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.run import Field
from daybook.work.editor_state import EditorState
from daybook.work.listeners import Listeners


class Clockwork(Protocol):
    """What it takes to read a moment that somebody types."""

    @property
    def reader(self) -> DeadlineReader:
        """Reads typed deadlines, in the person's zone."""

    def now(self) -> datetime:
        """The present moment, aware."""


class Editing(Protocol):
    """One activity, the draft a person makes of it, and what becomes of that. Knows no widget."""

    @property
    def state(self) -> EditorState:
        """Everything there is to show; a new value after each change."""

    @property
    def changed(self) -> Listeners:
        """Told each time `state` is a new value."""

    @property
    def reader(self) -> DeadlineReader:
        """Reads typed deadlines, in the person's zone."""

    def now(self) -> datetime:
        """The present moment, aware."""

    def change(self, **values: Any) -> None:
        """New values for fields of the draft, by the names of `TodoDraft`; ignored while a save is under way."""

    def revert(self, name: Field) -> None:
        """Gives one field back the value the portal has."""

    async def open_new(self, owner: EntityRef) -> None:
        """Opens an empty to-do for an item."""

    async def discard(self) -> None:
        """Throws the draft away; a new to-do is closed."""

    async def save(self) -> None:
        """Sends what changed."""

    async def complete(self, completed: bool) -> None:
        """Completes or reopens the activity."""

    async def bind(self, ref: EntityRef) -> None:
        """Binds the activity to one more item."""

    async def unbind(self, ref: EntityRef) -> None:
        """Takes the activity off an item."""

    async def move(self, source: EntityRef, target: EntityRef) -> None:
        """Moves the activity from one item to another."""

    async def settle_with(self, activity_id: int | None) -> None:
        """Which of the candidates it is; None for none of them."""

    async def people(self) -> tuple[Person, ...]:
        """Everybody who may be made responsible, oneself first."""

    def person(self, person_id: int | None) -> Person | None:
        """Somebody met so far; None for a number that nobody explained yet."""

    async def find_entities(self, text: str) -> tuple[Entity, ...]:
        """Items whose name holds `text`."""

    def possible_parents(self) -> tuple[Activity, ...]:
        """What a to-do may follow from."""
