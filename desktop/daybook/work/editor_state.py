"""Everything the editor shows, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from daybook.bitrix.errors import PortalError
from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoDraft


class EditorPhase(Enum):
    """Where the editor is."""

    EMPTY = "empty"
    """Nothing is open."""
    EDITING = "editing"
    SAVING = "saving"
    UNKNOWN = "unknown"
    """The answer to the save was lost; the draft cannot be saved again until that is settled."""
    CANDIDATES = "candidates"
    """A creation is unknown and two or more to-dos look like it: the person decides."""
    GONE = "gone"
    """The activity was deleted meanwhile; the draft can be copied or made a new to-do."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One item the activity is bound to; `title` is "" until it was read or when it may not be."""

    ref: EntityRef
    title: str
    is_owner: bool


@dataclass(frozen=True, slots=True)
class EditorState:
    """Everything the editor shows; a new value after each change."""

    phase: EditorPhase = EditorPhase.EMPTY
    base: Activity | None = None
    """The activity as last read; None for a to-do that is being created."""
    owner: EntityRef | None = None
    draft: TodoDraft | None = None
    known_pings: PingOffsets | None = None
    """The reminders the portal has, when Daybook wrote them; None = unknown, for REST cannot read them."""
    changed: frozenset[Field] = frozenset()
    refused: Mapping[Field, PortalError] = field(default_factory=dict)
    """What the portal said no to; these fields keep what the person typed."""
    conflict: Mapping[Field, object] = field(default_factory=dict)
    """Values that other people wrote meanwhile, by field; saving again overwrites them knowingly."""
    problems: tuple[str, ...] = ()
    """Keys of what must be put right before this can be saved (bulk.plan refusals, "deadline_missing", ...)."""
    warnings: tuple[str, ...] = ()
    """Keys of what saving will do besides ("erases_unknown_pings", "notifies"), shown before, accepted by saving."""
    notified: tuple[Person, ...] = ()
    """Who gets a message in the portal's chat if this is saved."""
    bindings: tuple[Binding, ...] | None = None
    """None until they were read."""
    candidates: tuple[Activity, ...] = ()
    run_id: str = ""
    """The run that saves or saved this draft, "" while none does."""
    restored: bool = False
    """The draft comes from an earlier day or a crash."""
    by_application: bool = False
    """An application's token is used: its own activities can be completed."""

    @property
    def can_save(self) -> bool:
        """True when there is something to save and nothing in the way."""
        return self.phase is EditorPhase.EDITING and bool(self.changed) and not self.problems

    @property
    def is_new(self) -> bool:
        """True while the to-do does not exist in the portal."""
        return self.phase is not EditorPhase.EMPTY and self.base is None
