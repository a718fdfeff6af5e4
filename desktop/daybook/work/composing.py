"""Writing a call, a meeting, an e-mail or an application's own activity, and what became of it. Knows no widget."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, Final

from daybook.bitrix import activities, entities, system_activities
from daybook.bitrix.errors import PortalError, Refused
from daybook.bitrix.portal import Portal
from daybook.bitrix.system_activities import CALL, EMAIL, MEETING, OWN, Communication, NewActivity
from daybook.domain.activity import Activity, Direction
from daybook.domain.clock import Clock
from daybook.domain.composition import Composition, CompositionKind, Contacted, faults
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.store.compositions import Compositions
from daybook.work.files import read_attachment
from daybook.work.listeners import Listeners

STILL_RUNNING: Final = timedelta(seconds=60)
"""As long a request may go on in the portal after its answer was lost."""
_TYPES: Final = {
    CompositionKind.CALL: CALL,
    CompositionKind.MEETING: MEETING,
    CompositionKind.EMAIL: EMAIL,
    CompositionKind.OWN: OWN,
}
_NOT_MAILED: Final = "email send error"


class ComposingPhase(Enum):
    """What is going on."""

    EMPTY = "empty"
    WRITING = "writing"
    SENDING = "sending"
    UNSURE = "unsure"
    """It was sent, and its answer is missing: it can't be sent again before somebody has looked."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A telephone number or an address that may be picked, and who answers there."""

    contacted: Contacted
    name: str
    kind: str
    """"PHONE" or "EMAIL"."""


@dataclass(frozen=True, slots=True)
class ComposingState:
    """A value; every change makes a new one."""

    phase: ComposingPhase = ComposingPhase.EMPTY
    draft: Composition | None = None
    offered: tuple[Offered, ...] = ()
    people: tuple[Entity, ...] = ()
    """The item, its contact and its company: whom a meeting may be with."""
    sent: datetime | None = None
    candidates: tuple[Activity, ...] = ()
    """What was created since it was sent and looks like it, once somebody has looked."""
    looked: bool = False


class Composing:
    """The presenter. One composition an item; what is written is kept on disk by `keep`."""

    def __init__(
        self,
        *,
        portal: Portal,
        me: Person,
        kept: Compositions,
        clock: Clock,
        created: Callable[[EntityRef, int | None], Awaitable[None]],
    ) -> None:
        """`created` is told the item and the number of what was made, None where that is not known."""
        self._portal = portal
        self._me = me
        self._kept = kept
        self._clock = clock
        self._created = created
        self._under_way: dict[EntityRef, Composition] = {}
        self._lost: dict[EntityRef, datetime] = {}
        """When an answer was found to be lost: the request may have waited long for its turn, and left only then."""
        self.state = ComposingState()
        self.changed = Listeners()

    def now(self) -> datetime:
        """The present moment."""
        return self._clock.now()

    @property
    def is_application(self) -> bool:
        """True when an application's own activities can be made."""
        return self._portal.is_application

    async def open(self, owner: EntityRef, kind: CompositionKind) -> None:
        """What was begun for this item, else a new one of this kind. Raises StoreUnusable."""
        await self.keep()
        kept = await self._kept.get(owner)
        if owner in self._under_way:
            self._show(ComposingState(ComposingPhase.SENDING, self._under_way[owner]))
        else:
            draft = kept.draft if kept is not None else Composition(kind, owner, responsible_id=self._me.id)
            if kept is not None and kept.draft.is_blank:
                draft = replace(draft, kind=kind)
            sent = kept.sent if kept is not None else None
            phase = ComposingPhase.UNSURE if sent is not None else ComposingPhase.WRITING
            self._show(ComposingState(phase, draft, sent=sent))

    async def offer(self) -> None:
        """Reads the telephone numbers and addresses of the item, of its contact and of its company.

        Raises PortalError.
        """
        if self.state.draft is None:
            return
        owner = self.state.draft.owner
        item = await entities.get(self._portal, owner)
        near = [
            EntityRef(type_id, number)
            for type_id, number in ((3, item.contact_id), (4, item.company_id))
            if number is not None
        ]
        people = (item, *await entities.by_refs(self._portal, near)) if near else (item,)
        offered = tuple(
            Offered(Contacted(channel.value, each.ref), each.title, channel.kind)
            for each in people
            for channel in each.channels
        )
        self._become(owner, offered=offered, people=people)

    def change(self, **values: Any) -> None:
        """Takes new values for fields of the draft. Ignored while it is being sent or that is unknown."""
        if self.state.draft is not None and self.state.phase is ComposingPhase.WRITING:
            self._show(replace(self.state, draft=replace(self.state.draft, **values)))

    async def keep(self) -> None:
        """Puts the draft on disk, or takes a blank one from there. Raises StoreUnusable."""
        draft = self.state.draft
        if draft is None or self.state.phase is not ComposingPhase.WRITING:
            return
        if draft.is_blank:
            await self._kept.drop(draft.owner)
        else:
            await self._kept.put(draft)

    async def close(self) -> None:
        """Shows nothing; what was written is there again when it is opened."""
        await self.keep()
        self._show(ComposingState())

    async def discard(self) -> None:
        """Throws the draft away."""
        if self.state.draft is not None:
            await self._kept.drop(self.state.draft.owner)
        self._show(ComposingState())

    async def send(self) -> bool:
        """Creates it; False when there was nothing that could be sent. The draft goes when the portal says yes.

        Another one may be written meanwhile. Raises PortalError: then the draft is whole, or, where the answer was
        lost, UNSURE. OSError or FileTooLarge for an attachment: nothing was sent.
        """
        draft = self.state.draft
        if draft is None or self.state.phase is not ComposingPhase.WRITING or any(faults(draft)):
            return False
        self._under_way[draft.owner] = draft
        self._become(draft.owner, phase=ComposingPhase.SENDING)
        try:
            await self._send(draft)
        finally:
            del self._under_way[draft.owner]
        return True

    async def look(self) -> None:
        """Looks what became of what was sent: one that fits ends it, several are for the person to decide.

        Raises PortalError. None at all proves something only once no request can still be running.
        """
        state = self.state
        if state.draft is None or state.sent is None or state.phase is not ComposingPhase.UNSURE:
            return
        owner = state.draft.owner
        found = await self._find(state.draft, state.sent)
        now = self.state
        if (now.phase, now.draft, now.sent) != (state.phase, state.draft, state.sent):
            return  # it was closed meanwhile, or decided
        running_until = max(state.sent, self._lost.get(owner, state.sent)) + STILL_RUNNING
        if len(found) == 1:
            await self._finish(owner, found[0].id)
        elif not found and self._clock.now() > running_until:
            await self._write_on(state.draft)
        else:
            self._become(owner, candidates=tuple(found), looked=True)

    async def decide(self, *, is_there: bool) -> None:
        """The person says whether it was created."""
        draft = self.state.draft
        if draft is None or self.state.phase is not ComposingPhase.UNSURE:
            return
        if is_there:
            await self._finish(draft.owner, None)
        else:
            await self._write_on(draft)

    async def _send(self, draft: Composition) -> None:
        owner = draft.owner
        try:
            wanted = await self._wanted(draft)
            sent = self._clock.now()
            await self._kept.put(draft, sent)
        except BaseException:
            self._become(owner, phase=ComposingPhase.WRITING)
            raise
        try:
            number = await system_activities.add(self._portal, wanted)
        except PortalError as error:
            await self._failed(draft, sent, error)
            raise
        except BaseException:  # cancelled: the request may be there
            self._become(owner, phase=ComposingPhase.UNSURE, sent=sent)
            raise
        await self._finish(owner, number)

    async def _failed(self, draft: Composition, sent: datetime, error: PortalError) -> None:
        if isinstance(error, Refused) and error.text.lower().startswith(_NOT_MAILED):
            await self._finish(draft.owner, None)  # it was created; only the mail did not leave
        elif error.maybe_done:
            self._lost[draft.owner] = self._clock.now()
            self._become(draft.owner, phase=ComposingPhase.UNSURE, sent=sent)
        else:
            await self._write_on(draft)

    async def _write_on(self, draft: Composition) -> None:
        """It was not made: it can be changed and sent again."""
        self._become(draft.owner, phase=ComposingPhase.WRITING, sent=None, candidates=(), looked=False)
        await self._kept.put(draft)

    async def _finish(self, owner: EntityRef, number: int | None) -> None:
        """It was made, also where the disk can't be told so."""
        if self._is_about(owner):
            self._show(ComposingState())
        try:
            await self._kept.drop(owner)
        finally:
            await self._created(owner, number)

    async def _find(self, draft: Composition, sent: datetime) -> list[Activity]:
        found = await activities.created_since(
            self._portal, draft.owner, type_id=_TYPES[draft.kind], since=sent, author_id=self._me.id
        )
        return [each for each in found if each.subject.strip() == draft.subject.strip()]

    async def _wanted(self, draft: Composition) -> NewActivity:
        files = [await read_attachment(Path(path)) for path in draft.attachments]
        mail = draft.kind is CompositionKind.EMAIL
        meeting = draft.kind is CompositionKind.MEETING
        return NewActivity(
            type_id=_TYPES[draft.kind],
            owner=draft.owner,
            subject=draft.subject.strip(),
            communications=tuple(Communication(each.value.strip(), each.entity) for each in draft.contacted),
            responsible_id=draft.responsible_id,
            start=draft.start,
            end=draft.end,
            description=draft.description,
            direction=Direction.NONE if meeting else draft.direction,
            priority=draft.priority,
            location=draft.location if meeting else "",
            completed=draft.done,
            attachments=tuple(files),
            sender=draft.sender.strip() if mail else "",
            own_copy=draft.own_copy,
            own_type=draft.own_type.strip(),
        )

    def _is_about(self, owner: EntityRef) -> bool:
        return self.state.draft is not None and self.state.draft.owner == owner

    def _become(self, owner: EntityRef, **values: Any) -> None:
        """Other values of what is shown, unless that is another item's by now."""
        if self._is_about(owner):
            self._show(replace(self.state, **values))

    def _show(self, state: ComposingState) -> None:
        if state != self.state:
            self.state = state
            self.changed.tell()
