"""The portal of the studio: loads, puts and removes a layout, and says what came of it."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from daybook.domain.layouts import editing
from daybook.domain.layouts.codes import DOCUMENTED
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Dto
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.layouts.picture import Draw, View
from daybook.ui.layouts.spoken import spoken
from daybook.ui.studio.card_view import page_ground
from daybook.ui.studio.portal_bar import PortalBar
from daybook.ui.studio.replacing import CARD_WIDTH, Drawn, ReplaceQuestion
from daybook.work.studio.files import NotEditable, fit
from daybook.work.studio.on_portal import Found, NoActivity, NotSeen, OnPortal, Put, WrongKind
from daybook.work.studio.origin import Origin, OriginKind
from daybook.work.studio.studio import Studio

JOB: Final = "layout portal"
LEARN_JOB: Final = "layout codes"
ASK_JOB: Final = "layout put question"
_LONG_S: Final = 15
"""How long it is said that something was lost."""
WRITE_KEY: Final = "layout put"


class PortalSide(QObject):
    """Without a portal it says so. `loaded` brings a text and its origin, `changed` tells of another portal."""

    loaded = Signal(str, object)  # Origin
    changed = Signal()

    def __init__(
        self,
        look: Look,
        studio: Studio,
        bar: PortalBar,
        parent: QWidget,
        *,
        draw: Draw,
        view: Callable[[], View],
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        """`view` tells how the card is looked at."""
        super().__init__(parent)
        self._look = look
        self._draw, self._view = draw, view
        self._studio = studio
        self._bar = bar
        self._parent = parent
        self._jobs, self._writes, self._quiet = jobs, writes, quiet
        self._portal: OnPortal | None = None
        self._dto: Dto | None = None
        self._valid = False
        self._sending = False
        self._learned = False
        self.question: Decision | None = None
        """The one that was asked last."""
        bar.load_wanted.connect(self.load)
        bar.remove_wanted.connect(self.ask_to_remove)

    @property
    def host(self) -> str:
        """The portal's host; "" while none is connected."""
        return self._portal.host if self._portal is not None else ""

    @property
    def address(self) -> str:
        """Where paths of the portal begin; "" while none is connected."""
        return self._portal.address if self._portal is not None else ""

    def follow(self, portal: OnPortal | None) -> None:
        """Another portal, or none."""
        self._portal = portal
        self._studio.portal = DOCUMENTED
        for key in (JOB, LEARN_JOB, ASK_JOB):
            self._jobs.cancel(key)
        self._learned = False
        self.changed.emit()
        if self._parent.isVisible():
            self.learn()

    def learn(self) -> None:
        """Asks once what this secret may do, and for the portal's own icons and logos: when they are of use."""
        if self._portal is not None and not self._learned:
            self._learned = True
            self._jobs.start(self._learn(self._portal), key=LEARN_JOB)

    def show_state(self, dto: Dto | None, *, valid: bool) -> None:
        """What would be sent now."""
        self._dto, self._valid = dto, valid
        blocked = self._portal.blocked(dto or Dto.BLOCKS) if self._portal is not None else None
        self._bar.show_state(there=self._portal is not None, blocked=blocked, dto=dto, valid=valid)

    def load(self, activity_id: int) -> None:
        """Reads what is on an activity."""
        if self._portal is not None:
            self._jobs.start(self._load(self._portal, activity_id), key=JOB)

    def put(self, activity_id: int, dto: Dto, layout: Mapping[str, Any], *, instead_of: Found | None = None) -> None:
        """Puts a layout on an activity, once, however often the button is pressed meanwhile.

        `instead_of` is what a person agreed to replace; it is kept as a draft.
        """
        if self._portal is not None and not self._sending:
            work = self._put(self._portal, activity_id, dto, layout, instead_of)
            self._sending = self._writes.start(work, key=WRITE_KEY)

    def ask_to_remove(self, activity_id: int) -> None:
        """Asks first: the portal can't bring them back."""
        self.question = Decision(
            self._look,
            self._parent.window(),
            title=self.tr("Remove the blocks from activity #{id}?").format(id=activity_id),
            text=self.tr("Only those of your application go. They are kept under “Open”, as not saved."),
            yes=self.tr("Remove them"),
            danger=True,
        )
        self.question.decided.connect(lambda agreed: self._remove_now(activity_id) if agreed else None)
        self.question.open()

    def _remove_now(self, activity_id: int) -> None:
        if self._portal is not None and not self._sending:
            self._sending = self._writes.start(self._remove(self._portal, activity_id), key=WRITE_KEY)

    async def _learn(self, portal: OnPortal) -> None:
        await portal.prepare()
        codes = await portal.own_codes()
        if portal is self._portal:
            self._studio.portal = DOCUMENTED.with_own(*codes)
            self.changed.emit()

    async def _load(self, portal: OnPortal, activity_id: int) -> None:
        try:
            found = await portal.load(activity_id)
        except NoActivity:
            self._say_missing()
        else:
            self._show(found)

    def _show(self, found: Found) -> None:
        if found.layout is None:
            self._quiet.tell(self.tr("Your application has put nothing on it yet."), tone="warning")
            return
        text = json.dumps(found.layout, ensure_ascii=False, indent=2) + "\n"
        try:
            fitting = fit(text)
        except NotEditable:
            self._quiet.tell(self.tr("What is on it is too long to be edited."), tone="danger")
            return
        number = found.activity.id
        origin = Origin(OriginKind.ACTIVITY, found.activity.subject or f"#{number}", activity_id=number)
        self.loaded.emit(fitting.text, origin)

    async def _put(
        self, portal: OnPortal, activity_id: int, dto: Dto, layout: Mapping[str, Any], instead_of: Found | None
    ) -> None:
        try:
            if instead_of is not None:
                await self._lay_by(instead_of)
            done = await portal.put(activity_id, dto, layout)
        except NoActivity:
            self._say_missing()
        except WrongKind as wrong:
            self._quiet.tell(self._wrong(wrong.dto), tone="danger", seconds=8)
        except NotSeen as other:
            self._jobs.start(self._ask_to_replace(portal, other, dto, layout), key=ASK_JOB)
        else:
            await self._conclude(done, layout)
        finally:
            self._sending = False

    async def _conclude(self, done: Put, layout: Mapping[str, Any]) -> None:
        """Says that it is there; what went because two people wrote at once is kept."""
        said, tone, seconds = self.tr("The layout is on “{title}”."), "success", 4
        if done.overwritten is not None:
            await self._lay_by(done.overwritten)
            said = self.tr("Yours is on “{title}”. What somebody put there meanwhile is kept under “Open”.")
            tone, seconds = "warning", _LONG_S
        if done.replaced_by is not None:
            await self._lay_by(replace(done.replaced_by, layout=layout))
            said = self.tr("Somebody changed the layout on “{title}” right after you. Yours is kept under “Open”.")
            tone, seconds = "danger", _LONG_S
        self._quiet.tell(said.format(title=done.activity.subject), tone=tone, seconds=seconds)

    async def _ask_to_replace(self, portal: OnPortal, other: NotSeen, dto: Dto, layout: Mapping[str, Any]) -> None:
        """Shows both and asks; without an answer nothing is sent."""
        there, ours = await self._drawn(other.found.layout or {}, dto), await self._drawn(layout, dto)
        if portal is not self._portal or there is None or ours is None:
            return
        title = other.found.activity.subject or f"#{other.found.activity.id}"
        question = ReplaceQuestion(
            self._look,
            self._parent.window(),
            title=(self.tr("The layout on “{title}” was changed meanwhile") if other.changed
                   else self.tr("There is a layout on “{title}” already")).format(title=title),
            text=self.tr("The portal keeps no older one. What you replace is kept under “Open”, as not saved."),
            there=there,
            ours=ours,
            ground=page_ground(self._view()),
        )  # fmt: skip
        question.decided.connect(partial(self._replace_if, portal, other.found, dto, layout))
        question.open_wanted.connect(partial(self._open_there, portal, other.found))
        self.question = question
        question.open()

    async def _drawn(self, layout: Mapping[str, Any], dto: Dto) -> Drawn | None:
        judged = await asyncio.to_thread(judge, json.dumps(layout), dto)
        view = replace(self._view(), width=CARD_WIDTH)
        if judged.layout is None:
            return None
        return Drawn(await self._draw(judged.layout, view), spoken(judged.layout, view))

    def _replace_if(self, portal: OnPortal, found: Found, dto: Dto, layout: Mapping[str, Any], agreed: bool) -> None:
        if agreed and portal is self._portal:
            portal.saw(found)
            self.put(found.activity.id, dto, layout, instead_of=found)

    def _open_there(self, portal: OnPortal, found: Found) -> None:
        portal.saw(found)
        self._show(found)

    async def _remove(self, portal: OnPortal, activity_id: int) -> None:
        try:
            found = await portal.find(activity_id)
            if found.dto is Dto.BLOCKS:
                await self._lay_by(found)
            activity = await portal.remove(activity_id)
        except NoActivity:
            self._say_missing()
        except WrongKind:
            said = self.tr("A configurable activity can’t be without its card.")
            self._quiet.tell(said, tone="danger", seconds=8)
        else:
            self._quiet.tell(self.tr("The blocks are gone from “{title}”.").format(title=activity.subject))
        finally:
            self._sending = False

    async def _lay_by(self, found: Found) -> None:
        """Keeps the blocks or the card that are about to go."""
        if found.layout is not None:
            name = found.activity.subject or f"#{found.activity.id}"
            await self._studio.lay_by(editing.written(found.layout) + "\n", name)

    def _wrong(self, dto: Dto) -> str:
        if dto is Dto.CARD:
            return self.tr("A card fits on configurable activities only, and this is none.")
        return self.tr("A configurable activity takes a whole card, and no content blocks.")

    def _say_missing(self) -> None:
        self._quiet.tell(self.tr("There is no such activity, or it is not for you."), tone="danger", seconds=8)
