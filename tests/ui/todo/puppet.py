"""A presenter that only holds states and notes what it is asked: for tests of what the widget does with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from daybook.domain.activity import Activity, ActivityKind, Direction, TextFormat
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import COMPANY, CONTACT, DEAL, Entity, EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from daybook.work.editor_state import Binding, EditorPhase, EditorState
from daybook.work.listeners import Listeners

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday; where `FakeClock` begins too."""
RENEWAL = EntityRef(DEAL, 102)
ANDREW = EntityRef(CONTACT, 7)
NORTHWIND = EntityRef(COMPANY, 9)
ME = Person(1, "Anna Lindqvist", "Sales manager")
OMAR = Person(5, "Omar Haddad", "Sales")
MARIAM = Person(3, "Mariam Qureshi", "Key accounts")

TODO = Activity(
    id=17,
    kind=ActivityKind.TODO,
    owner=RENEWAL,
    subject="Call Andrew",
    description="Ask about the three-year term.",
    text_format=TextFormat.BBCODE,
    deadline=NOW + timedelta(days=3, hours=1),
    created=NOW - timedelta(days=4),
    responsible_id=ME.id,
    author_id=MARIAM.id,
    color=TodoColor.BLUE,
)
CALL = Activity(
    id=40,
    kind=ActivityKind.CALL,
    owner=RENEWAL,
    subject="Andrew calls back",
    description="<p>Asked for <b>an offer</b>.</p>",
    text_format=TextFormat.HTML,
    start=NOW,
    end=NOW + timedelta(minutes=30),
    direction=Direction.INCOMING,
    responsible_id=OMAR.id,
    location="Rotterdam",
)
BOUND = (
    Binding(RENEWAL, "Northwind renewal", is_owner=True),
    Binding(ANDREW, "Andrew Vickers", is_owner=False),
)


def draft_of(activity: Activity, pings: PingOffsets | None = None) -> TodoDraft:
    """The draft that changes nothing."""
    return TodoDraft(
        activity.subject, activity.description, activity.deadline, activity.color, activity.responsible_id, pings
    )


def editing(activity: Activity = TODO, **values: Any) -> EditorState:
    """An activity is open; reminders at the deadline and 45 minutes before are known, unless said otherwise."""
    known = PingOffsets.of((0, 45))
    state = EditorState(
        EditorPhase.EDITING, activity, activity.owner, draft_of(activity, known), known_pings=known, bindings=BOUND
    )
    return replace(state, **values)


def new() -> EditorState:
    """An empty to-do for the deal."""
    pings = PingOffsets.of((0, 15))
    draft = TodoDraft("", "", NOW + timedelta(days=1), TodoColor.DEFAULT, ME.id, pings)
    return EditorState(EditorPhase.EDITING, None, RENEWAL, draft, known_pings=pings)


class Puppet:
    """Shows what it is told to; `asked` holds every wish in order, as (name, what it was given)."""

    def __init__(self) -> None:
        self.state = EditorState()
        self.changed = Listeners()
        self.reader = DeadlineReader(lambda: UTC)
        self.asked: list[tuple[str, Any]] = []
        self.taken: dict[str, Any] = {}
        """The newest value of each field that was changed."""
        self.colleagues: tuple[Person, ...] = (ME, MARIAM, OMAR)
        self.known: tuple[Person, ...] = self.colleagues
        """Whom it can name without asking."""
        self.found: Sequence[Entity] = (
            Entity(EntityRef(DEAL, 110), "Contoso rollout"),
            Entity(ANDREW, "Andrew Vickers"),
            Entity(NORTHWIND, "Northwind Traders"),
        )
        self.parents: Sequence[Activity] = (replace(CALL, deadline=NOW), replace(TODO, id=18, subject="Send the offer"))

    def show(self, state: EditorState) -> None:
        """Another state."""
        self.state = state
        self.changed.tell()

    def now(self) -> datetime:
        return NOW

    def change(self, **values: Any) -> None:
        self.taken.update(values)
        if self.state.draft is not None and self.state.phase is EditorPhase.EDITING:
            names = {"responsible_id": "responsible", "parent_id": "parent"}
            touched = {Field(names.get(name, name)) for name in values}
            draft = replace(self.state.draft, **values)
            self.show(replace(self.state, draft=draft, changed=self.state.changed | touched))

    def revert(self, name: Field) -> None:
        self.asked.append(("revert", name))

    async def open_new(self, owner: EntityRef) -> None:
        self.asked.append(("open_new", owner))
        self.show(new())

    async def discard(self) -> None:
        self.asked.append(("discard", None))
        self.show(EditorState() if self.state.is_new else editing())

    async def save(self) -> None:
        self.asked.append(("save", None))

    async def complete(self, completed: bool) -> None:
        self.asked.append(("complete", completed))

    async def bind(self, ref: EntityRef) -> None:
        self.asked.append(("bind", ref))

    async def unbind(self, ref: EntityRef) -> None:
        self.asked.append(("unbind", ref))

    async def move(self, source: EntityRef, target: EntityRef) -> None:
        self.asked.append(("move", (source, target)))

    async def settle_with(self, activity_id: int | None) -> None:
        self.asked.append(("settle_with", activity_id))

    async def people(self) -> tuple[Person, ...]:
        self.asked.append(("people", None))
        self.known = self.colleagues
        return self.colleagues

    def person(self, person_id: int | None) -> Person | None:
        return next((each for each in self.known if each.id == person_id), None)

    async def find_entities(self, text: str) -> tuple[Entity, ...]:
        self.asked.append(("find", text))
        return tuple(each for each in self.found if text.casefold() in each.title.casefold())

    def possible_parents(self) -> tuple[Activity, ...]:
        return tuple(self.parents)
