"""Everything a portal knows of one activity: all its fields, its note, what was said in a call. Knows no widget."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from daybook.bitrix import activities, decode, enums, fields, notes, system_activities
from daybook.bitrix.enums import Named
from daybook.bitrix.errors import NotFound
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.extensions import Note
from daybook.domain.fields import FieldInfo, FieldKind
from daybook.work.listeners import Listeners
from daybook.work.page_keeping import Keeping

SENDING: Final = frozenset(("COMPLETED", "STATUS"))
"""Fields whose change would send an outgoing e-mail (crm.activity.add, "When is an e-mail sent")."""


NOTE: Final = "note"
"""Among the names of `ChangedElsewhere`."""


class ChangedElsewhere(Exception):
    """Somebody else changed fields that were about to be written; `names` are the portal's own. Nothing was sent."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class DetailsState:
    """A value; every change makes a new one."""

    activity: Activity | None = None
    row: Mapping[str, Any] = field(default_factory=dict)
    """The activity as the portal prints it."""
    fields: Mapping[str, FieldInfo] = field(default_factory=dict)
    choices: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    loading: bool = False
    note: Note | None = None
    note_known: bool = False
    transcript: str | None = None
    """None = not read yet, "" = nobody wrote it down."""
    by_application: bool = False

    @property
    def is_call(self) -> bool:
        """True where there can be a transcript."""
        return self.activity is not None and self.activity.kind is ActivityKind.CALL

    def may_be_set(self, info: FieldInfo) -> bool:
        """True for fields that can be changed here."""
        activity = self.activity
        if activity is None or activity.kind is ActivityKind.CONFIGURABLE:
            return False
        if activity.kind is ActivityKind.APPLICATION and not self.by_application:
            return False
        if info.kind in (FieldKind.LIST, FieldKind.FILE, FieldKind.OTHER) or not info.may_be_set(making=False):
            return False
        outgoing_mail = activity.kind is ActivityKind.EMAIL and activity.direction is Direction.OUTGOING
        return not (outgoing_mail and info.name in SENDING)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was typed over values of one activity, spelled as on the wire."""

    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """By name: what the portal had, and what was typed instead of it."""
    note: tuple[str, str] | None = None
    """The same of the note; None when nothing was typed there."""

    def __bool__(self) -> bool:
        """True when there is anything."""
        return bool(self.fields) or self.note is not None


class Details:
    """The presenter. Every async method raises PortalError."""

    def __init__(self, portal: Portal, reread: Callable[[int], Awaitable[object]], keeper: Keeping) -> None:
        """`reread` shows a changed activity everywhere else."""
        self._portal = portal
        self._reread = reread
        self._keeper = keeper
        self._has_draft: set[int] = set()
        self._fields: Mapping[str, FieldInfo] = {}
        self._choices: Mapping[str, tuple[Named, ...]] = {}
        self.state = DetailsState()
        self.changed = Listeners()

    async def open(self, activity: Activity) -> None:
        """Reads everything there is to know; nothing of another activity stays on screen meanwhile."""
        begun = DetailsState(
            activity,
            loading=True,
            fields=self._fields,
            choices=self._choices,
            by_application=self._portal.is_application,
        )
        self._show(begun)
        try:
            if not self._fields:
                self._fields = await fields.of_activities(self._portal)
                self._choices = await self._read_choices()
            row = await activities.get_row(self._portal, activity.id)
            note = await notes.get(self._portal, activity.owner, activity.id)
        finally:
            if self._is_about(activity.id):
                self._show(replace(self.state, loading=False))
        if self._is_about(activity.id):
            known = replace(begun, fields=self._fields, choices=self._choices, loading=False)
            self._show(replace(known, row=row, note=note, note_known=True))

    def close(self) -> None:
        """Shows nothing."""
        self._show(DetailsState())

    # What is not saved yet

    def keep(self, activity_id: int, unsaved: Unsaved) -> None:
        """What is typed is on disk within a second; nothing at all takes away what was there."""
        if unsaved or activity_id in self._has_draft:
            (self._has_draft.add if unsaved else self._has_draft.discard)(activity_id)
            self._keeper.keep(_page(activity_id), partial(_draft, unsaved))

    async def kept(self, activity_id: int) -> Unsaved:
        """What was typed in an earlier window and not saved. Raises StoreUnusable."""
        found = await self._keeper.kept(_page(activity_id))
        if found is not None:
            self._has_draft.add(activity_id)
        return Unsaved() if found is None else _unsaved(found.draft)

    async def forget(self, activity_id: int) -> None:
        """The activity is gone, and what was typed over it with it. Raises StoreUnusable."""
        self._has_draft.discard(activity_id)
        await self._keeper.drop(_page(activity_id))

    # Saving

    async def save(self, changes: Mapping[str, Any], shown: DetailsState | None = None) -> None:
        """Writes these fields, named and spelled as on the wire, to what is `shown`: now, or when it was decided.

        Raises ChangedElsewhere when one of them is not any more as it was shown; what is new is shown then.
        """
        activity = (shown or self.state).activity
        if activity is None or not changes:
            return
        row = self._newest(shown or self.state).row
        fresh = await activities.get_row(self._portal, activity.id)
        moved = tuple(name for name in changes if fresh.get(name) != row.get(name))
        if moved:
            if self._is_about(activity.id):
                self._show(replace(self.state, row=fresh))
            raise ChangedElsewhere(moved)
        try:
            await activities.update(self._portal, activity.id, **changes)
        finally:
            await self._again(activity)

    async def save_note(self, text: str, shown: DetailsState | None = None) -> None:
        """Writes the note, or removes it when the text is blank; `shown` and ChangedElsewhere as with `save`."""
        activity = (shown or self.state).activity
        if activity is None:
            return
        before = self._newest(shown or self.state).note
        fresh = await notes.get(self._portal, activity.owner, activity.id)
        if _text(fresh) != _text(before):
            if self._is_about(activity.id):
                self._show(replace(self.state, note=fresh))
            raise ChangedElsewhere((NOTE,))
        try:
            if text.strip():
                await notes.save(self._portal, activity.owner, activity.id, text)
            elif fresh is not None:
                await notes.delete(self._portal, activity.owner, activity.id)
        finally:
            note = await notes.get(self._portal, activity.owner, activity.id)
            if self._is_about(activity.id):
                self._show(replace(self.state, note=note))

    async def read_transcript(self) -> None:
        """Reads what was said in a call."""
        activity = self.state.activity
        if activity is None or not self.state.is_call or self.state.transcript is not None:
            return
        said = await system_activities.transcript(self._portal, activity.id)
        if self._is_about(activity.id):
            self._show(replace(self.state, transcript=said))

    async def _again(self, activity: Activity) -> None:
        try:
            row = await activities.get_row(self._portal, activity.id)
        except NotFound:
            row = {}
        await self._reread(activity.id)
        if self._is_about(activity.id):
            self._show(replace(self.state, row=row))

    async def _read_choices(self) -> Mapping[str, tuple[Named, ...]]:
        wanted = {info.choices for info in self._fields.values() if info.choices in enums.CHOICES}
        found = await enums.all_choices(self._portal, sorted(wanted))
        return {name: tuple(values) for name, values in found.items()}

    def _newest(self, shown: DetailsState) -> DetailsState:
        """What is known by now of what was shown: an earlier save of ours may have changed it."""
        about = shown.activity is not None and self._is_about(shown.activity.id)
        return self.state if about and self.state.row else shown

    def _is_about(self, activity_id: int) -> bool:
        return self.state.activity is not None and self.state.activity.id == activity_id

    def _show(self, state: DetailsState) -> None:
        if state != self.state:
            self.state = state
            self.changed.tell()


def _page(activity_id: int) -> str:
    return f"details {activity_id}"


def _draft(unsaved: Unsaved) -> Mapping[str, Any] | None:
    if not unsaved:
        return None
    return {"fields": {name: list(both) for name, both in unsaved.fields.items()}, "note": unsaved.note}


def _unsaved(draft: Mapping[str, Any]) -> Unsaved:
    """What can be read of a draft."""
    fields, note = draft.get("fields"), draft.get("note")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return Unsaved(
        {name: (both[0], both[1]) for name, both in pairs if isinstance(both, list) and len(both) == 2},
        (str(note[0]), str(note[1])) if isinstance(note, list) and len(note) == 2 else None,
    )


def _text(note: Note | None) -> str:
    return note.text if note is not None else ""


def shown_value(info: FieldInfo, value: object) -> object:
    """A value as a form holds it: text, flag, moment or object; "" and None for nothing."""
    if info.kind is FieldKind.FLAG:
        return decode.as_flag(value)
    if info.kind is FieldKind.MOMENT:
        return decode.as_moment(value)
    if info.kind is FieldKind.OBJECT:
        return dict(decode.as_map(value))
    return decode.as_text(value)
