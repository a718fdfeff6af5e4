"""The workspace of entities: the list, the timeline of the chosen item, the editor of the chosen to-do."""

from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from daybook.domain.entities import EntityRef
from daybook.ui.entities.header import EntityHeader
from daybook.ui.entities.list_panel import EntityListPanel
from daybook.ui.entities.offers import offer_words
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.timeline.view import TimelineView
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.work.session import PortalSession
from daybook.work.undoing import Done

TICK_MS = 30_000
"""How often it is looked whether something became overdue."""
EDITOR_WIDTH = 400


class EntitiesWorkspace(QObject):
    """Puts three panels side by side and carries wishes between them and the presenters of one session."""

    id = "entities"
    glyph = Glyph.ENTITIES

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._begun = False
        self.title = self.tr("Entities")
        self.list = EntityListPanel(look, formats)
        self.header = EntityHeader(look, formats, self.new_todo)
        self.timeline = TimelineView(look, formats)
        self.editor = TodoEditorPanel(look, formats, session.editing, jobs, writes)
        self.widget = QWidget()
        self.commands = self._commands()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._arrange()
        self._connect()

    # What the window asks

    def enter(self) -> None:
        """Puts the focus on the list; the first time, reads it."""
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._begun:
            self._begun = True
            self._read(self._session.browser.refresh(), "entities")
            self._read(self._offer_types(), "types")

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._jobs.settled()

    async def aclose(self) -> None:
        """Stops looking and listening; what is held or typed is the session's to keep."""
        self._ticking.stop()
        for end in self._ends:
            end()

    # Wishes

    def open_item(self, ref: EntityRef) -> None:
        """Shows the timeline of an item and nothing in the editor."""
        self._read(self._session.editing.close(), "editor")
        self._read(self._session.timeline.show(ref), "timeline")

    def open_activity(self, activity_id: int) -> None:
        """Opens an activity in the editor."""
        card = self._session.timeline.content.find(activity_id)
        if card is not None:
            self._read(self._session.editing.open(card.activity), "editor")

    def new_todo(self) -> None:
        """Opens an empty to-do for the item that is shown."""
        owner = self._session.timeline.content.owner
        if owner is not None:
            self._read(self._session.editing.open_new(owner), "editor")
            self.editor.focus_title()

    def refresh(self) -> None:
        """Reads the list and the timeline again."""
        self._read(self._session.browser.refresh(), "entities")
        self._read(self._session.timeline.refresh(), "timeline")

    def complete(self, activity_id: int, completed: bool) -> None:
        """Completes or reopens an activity."""
        card = self._session.timeline.content.find(activity_id)
        if card is not None:
            self._write(self._session.complete(card.activity, completed), activity_id)

    def delete(self, activity_id: int) -> None:
        """Deletes an activity in ten seconds, unless that is called off."""
        card = self._session.timeline.content.find(activity_id)
        if card is not None:
            self._session.hold_deletion(card.activity)

    def undo(self) -> None:
        """Takes the last edit back."""
        offer = self._session.last_edit.offer
        self._write(self._session.undo_last(), offer.activity_id if offer and offer.activity_id else 0)

    # Inside

    def _commands(self) -> Sequence[Command]:
        group = self.title
        has_owner = lambda: self._session.timeline.content.owner is not None  # noqa: E731
        return (
            Command("new-todo", self.tr("New to-do"), self.new_todo, ("Ctrl+N",), Glyph.PLUS, group, has_owner),
            Command("refresh", self.tr("Read again"), self.refresh, ("F5",), Glyph.REFRESH, group),
            Command("search", self.tr("Search"), self._focus(self.list.search), ("Ctrl+F",), Glyph.SEARCH, group),
            Command("list", self.tr("Go to the list"), self._focus(self.list.list), ("Ctrl+L",), Glyph.DEAL, group),
            Command("timeline", self.tr("Go to the timeline"), self._focus(self.timeline), ("Ctrl+T",), None, group),
            Command("editor", self.tr("Go to the editor"), self._focus(self.editor), ("Ctrl+E",), Glyph.PENCIL, group),
        )

    @staticmethod
    def _focus(widget: QWidget) -> "partial[None]":
        return partial(widget.setFocus, Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.timeline, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for panel, stretch in ((self.list, 0), (middle, 1), (self.editor, 0)):
            self.splitter.addWidget(panel)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([self.list.sizeHint().width(), 620, EDITOR_WIDTH])
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        session = self._session
        self._ends = [
            session.browser.changed.add(self._show_list),
            session.timeline.changed.add(self._show_timeline),
            session.last_edit.changed.add(self._show_offer),
        ]
        self.list.wanted.connect(self._list_wanted)
        self.list.chosen.connect(self.open_item)
        self.list.opened.connect(self.timeline.setFocus)
        self.list.end_reached.connect(self._more_wanted)
        self.timeline.opened.connect(self.open_activity)
        self.timeline.selected.connect(self._activity_selected)
        self.timeline.deadline_wanted.connect(self._deadline_wanted)
        self.timeline.completion_wanted.connect(self.complete)
        self.timeline.deletion_wanted.connect(self.delete)
        self.timeline.undo_wanted.connect(self._call_off)
        self.timeline.link_activated.connect(open_link)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()

    def _list_wanted(self, wish: tuple[int, str]) -> None:
        self._read(self._session.browser.show(*wish), "entities")

    def _more_wanted(self) -> None:
        if not self._jobs.running("entities"):
            self._read(self._session.browser.show_more(), "entities")

    def _activity_selected(self, activity_id: int | None) -> None:
        if activity_id is not None:
            self.open_activity(activity_id)

    def _deadline_wanted(self, activity_id: int) -> None:
        self.open_activity(activity_id)
        self.editor.focus_deadline()

    def _call_off(self, activity_id: int) -> None:
        if self._session.deletions.call_off(activity_id):
            self._session.last_edit.withdraw()

    def _tick(self) -> None:
        self._session.timeline.tick()
        self._session.browser.tick()

    async def _offer_types(self) -> None:
        self.list.offer_types(await self._session.smart_processes())

    def _show_list(self) -> None:
        self.list.show_content(self._session.browser.content)
        self._show_header()

    def _show_timeline(self) -> None:
        self.timeline.show_content(self._session.timeline.content)
        self._show_header()

    def _show_header(self) -> None:
        owner = self._session.timeline.content.owner
        rows = self._session.browser.content.rows
        row = next((each for each in rows if each.entity.ref == owner), None)
        if row is not None or owner is None:
            self.header.show_row(row)

    def _show_offer(self) -> None:
        offer = self._session.last_edit.offer
        if offer is None:
            self._quiet.end()
            return
        left_s = offer.until_s - self._session.clock.monotonic_s()
        words = offer_words(offer)
        if offer.run_id or offer.done is Done.DELETING:
            self._quiet.offer(words, self.tr("Undo"), self.undo, seconds=left_s)
        else:
            self._quiet.tell(words)

    def _read(self, coro: Coroutine[Any, Any, None], key: str) -> None:
        self._jobs.start(coro, key=key)

    def _write(self, coro: Coroutine[Any, Any, None], activity_id: int) -> None:
        self._writes.start(coro, key=f"activity {activity_id}")


def open_link(url: QUrl) -> None:
    """Opens an address from a description in the system's own program; only kinds that cannot run anything."""
    if url.scheme() in ("http", "https", "mailto", "tel"):
        QDesktopServices.openUrl(url)
