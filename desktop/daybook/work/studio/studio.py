"""The layout that is being written: its text, where it comes from, what is wrong with it, and its draft on disk."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from daybook.domain.clock import Clock
from daybook.domain.layouts.codes import DOCUMENTED, PortalCodes
from daybook.domain.layouts.judging import Judgement, judge
from daybook.domain.layouts.outline import Piece, outline
from daybook.store.layout_drafts import LayoutDraft, LayoutDrafts
from daybook.work.listeners import Listeners
from daybook.work.studio import files
from daybook.work.studio.origin import FRESH, Origin, OriginKind
from daybook.work.studio.recent import RecentFiles


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one text. `tree` is None for what is no layout at all."""

    text: str
    judgement: Judgement
    tree: Piece | None


class Studio:
    """The presenter. `changed` tells of another text or origin, `judged` of what was found out about the text."""

    def __init__(self, drafts: LayoutDrafts, clock: Clock, *, new_id: Callable[[], str] = lambda: uuid4().hex) -> None:
        self._drafts = drafts
        self._clock = clock
        self._new_id = new_id
        self._id = new_id()
        self._kept: str | None = None
        self._newline = "\n"
        self._judging = False
        self._restored = False
        self.text = ""
        self.saved = ""
        """The text as it lies where it came from."""
        self.origin = FRESH
        self.seen: Judged | None = None
        self.others: tuple[LayoutDraft, ...] = ()
        """What was written before, was not saved, and is not open."""
        self.recent = RecentFiles(drafts, clock)
        self.language = "en"
        self.portal: PortalCodes = DOCUMENTED
        self.changed = Listeners()
        self.judged = Listeners()

    @property
    def is_dirty(self) -> bool:
        """True while the text is nowhere but here and in the draft."""
        return self.text != self.saved

    @property
    def looking(self) -> bool:
        """True while `look` goes on; it ends only with what is known of the newest text."""
        return self._judging

    @property
    def is_seen(self) -> bool:
        """True when `seen` is about the present text."""
        return self.seen is not None and self.seen.text == self.text

    async def begin(self, text: str, origin: Origin = FRESH, *, saved: str | None = None) -> None:
        """Another layout; what is not saved of the former one is laid aside among `others`. Raises StoreUnusable.

        `saved`: what lies at its origin, if that is not this text.
        """
        await self._lay_aside()
        self._show(text, origin, text if saved is None else saved)
        await self._refresh_others()

    def take(self, text: str) -> None:
        """The text as it is typed now."""
        if text != self.text:
            self.text = text
            self.changed.tell()

    # Drafts

    async def keep(self) -> None:
        """Writes the draft, if there is anything new to keep. Raises StoreUnusable."""
        text, draft_id, dirty = self.text, self._id, self.is_dirty
        if dirty and text != self._kept:
            await self._drafts.put(self._draft(text, is_open=True))
        elif not dirty and self._kept is not None:
            await self._drafts.drop(draft_id)
        if draft_id == self._id:
            self._kept = text if dirty else None

    async def restore(self) -> bool:
        """Opens what stood here last and was not saved; False when there is nothing. Raises StoreUnusable.

        The first time only: whoever opens something else asks too, so that what was not saved is laid aside before.
        """
        if self._restored:
            return False
        kept = await self._drafts.all()
        await self.recent.read()
        self._restored = True
        last = next((each for each in kept if each.is_open), None)
        self.others = tuple(each for each in kept if each is not last)
        if last is None or self.is_dirty:
            self.changed.tell()
            return False
        self._show_draft(last)
        return True

    async def open_draft(self, draft: LayoutDraft) -> None:
        """Opens one of `others`. Raises StoreUnusable."""
        await self._lay_aside()
        self._show_draft(draft)
        await self.keep()
        await self._refresh_others()

    async def drop_draft(self, draft: LayoutDraft) -> None:
        """Throws one of `others` away. Raises StoreUnusable."""
        await self._drafts.drop(draft.id)
        await self._refresh_others()

    async def lay_by(self, text: str, name: str) -> None:
        """Keeps among `others` what is about to go from where it stands. Raises StoreUnusable."""
        await self._drafts.put(LayoutDraft(self._new_id(), name, None, text, False, self._clock.now()))
        await self._refresh_others()

    # Files

    async def open_file(self, path: Path) -> bool:
        """Opens a file; True when its endless line was laid out. Raises OSError, NotEditable, StoreUnusable."""
        try:
            found = await files.read_file(path)
        except FileNotFoundError:
            self.recent.miss(path)
            raise
        origin = Origin(OriginKind.FILE, path.name, path)
        await self.begin(found.text, origin, saved="" if found.laid_out else None)
        self._newline = found.newline
        await self._remember(path)
        return found.laid_out

    async def save_file(self, path: Path) -> None:
        """Saves the text. Raises OSError, StoreUnusable."""
        text, draft_id = self.text, self._id
        await files.write_file(path, text, self._newline)
        if draft_id == self._id:
            self.origin, self.saved = Origin(OriginKind.FILE, path.name, path), text
            self.changed.tell()
        await self.keep()
        await self._remember(path)

    # Judging

    async def look(self) -> None:
        """Finds out what is known of the text, off this thread; goes on until that is of the newest one."""
        if self._judging:
            return
        self._judging = True
        try:
            while not self.is_seen:
                text, portal, language = self.text, self.portal, self.language
                seen = await asyncio.to_thread(_judged, text, portal, language)
                if (portal, language) == (self.portal, self.language):
                    self.seen = seen
                    self.judged.tell()
        finally:
            self._judging = False

    def look_again(self) -> None:
        """What was found out counts no more: the portal or the language is another one."""
        self.seen = None

    def _draft(self, text: str, *, is_open: bool) -> LayoutDraft:
        path = str(self.origin.path) if self.origin.path is not None else None
        return LayoutDraft(self._id, self.origin.name, path, text, is_open, self._clock.now())

    def _show(self, text: str, origin: Origin, saved: str) -> None:
        self._id, self._kept, self._newline = self._new_id(), None, "\n"
        self.text, self.origin, self.saved = text, origin, saved
        self.changed.tell()

    def _show_draft(self, draft: LayoutDraft) -> None:
        path = Path(draft.path) if draft.path is not None else None
        kind = OriginKind.FILE if path is not None else OriginKind.DRAFT
        self._show(draft.text, Origin(kind, draft.name, path), "")
        self._id, self._kept = draft.id, (draft.text if draft.is_open else None)

    async def _remember(self, path: Path) -> None:
        await self.recent.remember(path)
        self.changed.tell()

    async def _lay_aside(self) -> None:
        if self.is_dirty:
            await self._drafts.put(self._draft(self.text, is_open=False))
        else:
            await self.keep()

    async def _refresh_others(self) -> None:
        self.others = tuple(each for each in await self._drafts.all() if each.id != self._id)
        self.changed.tell()


def _judged(text: str, portal: PortalCodes, language: str) -> Judged:
    found = judge(text, portal=portal)
    if found.root is None or found.dto is None or found.layout is None:
        return Judged(text, found, None)
    return Judged(text, found, outline(found.root, found.dto, language))
