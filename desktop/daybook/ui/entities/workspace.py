"""The workspace of entities: the list, the timeline of the chosen item, the editor of the chosen activity."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QVBoxLayout, QWidget

from daybook.bitrix.pages import item_page
from daybook.domain.composition import CompositionKind
from daybook.domain.entities import EntityRef
from daybook.ui.details.panel import FIELDS
from daybook.ui.entities.changes import Changes
from daybook.ui.entities.commands import Actions, entity_commands
from daybook.ui.entities.header import EntityHeader
from daybook.ui.entities.links import open_link, open_page
from daybook.ui.entities.panels import Panels
from daybook.ui.entities.panes import EntityPanes
from daybook.ui.entities.posing import begin_with_a_whole_row, richest, telling
from daybook.ui.entities.reads import Reads
from daybook.ui.entities.recovered import RecoveredNotices
from daybook.ui.entities.side import SidePanel
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import at_once
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import subject_of
from daybook.work.browser import EntityRow
from daybook.work.editor_state import EditorPhase
from daybook.work.recovering import Recovered
from daybook.work.session import PortalSession

EACH_JOB: Final = "entities each"
RECOVERY: Final = "recovery"
"""The queue of what an earlier Daybook left behind."""
TICK_MS: Final = 30_000
"""How often it is looked whether something became overdue."""
REST_MS: Final = 140
"""How long the arrow keys must rest on a card before the editor opens it."""
WRITES_END_WITHIN_S: Final = 5.0


def _is_looked_at() -> bool:
    return QApplication.applicationState() is Qt.ApplicationState.ApplicationActive


class EntitiesWorkspace(QObject):
    """Puts three panels side by side and carries wishes between them and the presenters of one session."""

    id = "entities"
    glyph = Glyph.ENTITIES

    change_wanted = Signal(object, str)  # Sequence[int], and where they come from in words
    create_wanted = Signal(object, str)  # Sequence[EntityRef], and the same
    layout_wanted = Signal(object)  # int: the activity whose blocks are wanted

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        panels: Panels | None = None,
    ) -> None:
        """`panels` None: it makes its own."""
        super().__init__()
        self.session = session
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._listed = False
        self._closed = False
        self._live: asyncio.Task[None] | None = None
        self._row: EntityRow | None = None  # what the head shows, also while the list shows something else
        self._was_new = False
        self._focus_timeline = False
        self._awaited: tuple[EntityRef, int] | None = None  # an activity to open once its item's timeline is there
        self._editor_had_focus = False
        self.title = self.tr("Entities")
        panels = panels or at_once(Panels.making(look, formats, session, jobs=jobs, writes=writes, quiet=quiet))
        self.list, self.timeline, self.editor = panels.list, panels.timeline, panels.editor
        self.composer, self.details = panels.composer, panels.details
        self.header = EntityHeader(look, formats, self.new_todo)
        self.header.offer_own(session.composing.is_application)
        self.side = SidePanel(self.editor, self.composer, self.details)
        self.recovered = RecoveredNotices(look)
        self._reads = Reads(session, jobs)
        self.changes = Changes(session, writes, quiet, self)
        self.widget = QWidget()
        self.panes = self._arrange()
        self.commands: Sequence[Command] = (*entity_commands(self._actions(), self.title), *self.editor.commands)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._ends = self._listen()
        self._connect()

    # What the window asks

    def enter(self) -> None:
        """Puts the focus on the list; the first time, reads it."""
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.session.timeline.layouts.doubt()  # the studio may have put another one on a card meanwhile
        self.begin()
        if not self._listed:
            self._listed = True
            self._reads.first(self._offer_types())

    def begin(self) -> None:
        """What must not wait until somebody looks: settling what an earlier Daybook left behind, and live changes."""
        if self._live is None:
            self._ticking.start()
            self._reads.left_behind(self._look_for_unfinished())
            self._live = asyncio.get_running_loop().create_task(self.session.live.run(_is_looked_at), name="live")
            self._live.add_done_callback(self._live_ended)

    def show_week(self) -> None:
        """Other days are working days now."""
        self.editor.show_week()

    def show_zone(self) -> None:
        """Moments are shown in another zone."""
        self.editor.show_zone()
        self.timeline.cards.refresh_words()
        self._tick()

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._jobs.settled()

    async def pose(self) -> None:
        """Opens the item that owes most, and in it the to-do with most to tell."""
        row = richest(self.session.browser.content.rows)
        if row is None:
            return
        self.list.choose(row.entity.ref)
        await self.ready()
        card = telling(self.session.timeline.content)
        if card is not None:
            self.timeline.select(card.activity.id)
            self.open_activity(card.activity.id)
            await self.ready()
            cards = self.timeline.cards
            cards.scrollTo(cards.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)
        begin_with_a_whole_row(self.list.list)

    async def aclose(self) -> None:
        """Ends the reads and lets writes in flight end while the window stays. Calling it twice is allowed."""
        if self._closed:
            return
        self._closed = True
        self._ticking.stop()
        self._rest.stop()
        if self._live is not None:
            self._live.cancel()
        self.changes.detach()
        self.recovered.hide()
        self.recovered.deleteLater()  # it may stand somewhere else in the window
        for end in self._ends:
            end()
        self.composer.detach()
        self.details.detach()
        self._reads.end()
        if self._live is not None:
            await asyncio.gather(self._live, return_exceptions=True)
        if not self._writes.closed:  # else the window has waited for them already
            with suppress(TimeoutError):
                async with asyncio.timeout(WRITES_END_WITHIN_S):
                    await self._writes.settled()

    # Wishes

    def open_item(self, ref: EntityRef) -> None:
        """Shows the timeline of an item and nothing in the editor; what is written for another one is put away."""
        if ref != self.session.timeline.content.owner:
            self._put_side_away()
        self._leave_draft()
        self._reads.nothing()
        self._awaited = None
        self._reads.timeline(ref)
        if self._row is None or self._row.entity.ref != ref:
            self._reads.header(self._read_header(ref))

    def show_activity(self, owner: EntityRef, activity_id: int) -> None:
        """Shows an item and, as soon as its cards are there, one of its activities in the editor."""
        self.open_item(owner)
        self._awaited = (owner, activity_id)

    def open_activity(self, activity_id: int) -> None:
        """Opens an activity of the timeline in the editor; one that is open stays as it is."""
        self._rest.stop()
        card = self.session.timeline.content.find(activity_id)
        if card is not None:
            self._show_side_editor()
        if card is not None and subject_of(self.session.editing.state) != activity_id:
            self._leave_draft()
            self._reads.activity(card.activity)

    def edit_activity(self, activity_id: int) -> None:
        """Opens an activity and goes to it."""
        self.open_activity(activity_id)
        self.editor.focus_title()

    def new_todo(self) -> None:
        """Opens an empty to-do for the item that is shown, or the one that was begun for it."""
        owner = self.session.timeline.content.owner
        if owner is None:
            return
        self._rest.stop()
        self._show_side_editor()
        if subject_of(self.session.editing.state) != owner:
            self._leave_draft()
            self.timeline.select(None)
            self._reads.new_todo(owner)
        self.editor.focus_title()

    def compose(self, kind: CompositionKind) -> None:
        """Begins a call, a meeting, an e-mail or an application's own activity, or goes on with what was begun."""
        owner = self.session.timeline.content.owner
        if owner is None:
            return
        self._rest.stop()
        self.side.show_composer()
        self.panes.show_editor(True)
        self.composer.open(owner, kind)

    def show_details(self, page: str = FIELDS) -> None:
        """Everything that is known of the chosen card."""
        activity_id = self.timeline.selected_id
        card = self.session.timeline.content.find(activity_id) if activity_id is not None else None
        if card is None:
            return
        self._rest.stop()
        self.side.show_details()
        self.panes.show_editor(True)
        self.details.open(card.activity, page)

    def delete(self, activity_id: int) -> None:
        """Deletes an activity in ten seconds, unless that is called off; nobody edits it meanwhile."""
        self.changes.delete(activity_id)
        if subject_of(self.session.editing.state) == activity_id:
            self.close_editor()

    def close_editor(self) -> None:
        """Gives the room to the timeline, or to the editor behind what is on; a draft is kept."""
        if not self.side.shows_editor:
            self._show_side_editor()
            return
        self._leave_draft()
        self._reads.nothing()
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Reads the list and the timeline again."""
        self._reads.list_again()
        self.session.timeline.layouts.doubt()
        owner = self.session.timeline.content.owner
        if owner is not None:
            self._reads.timeline(owner)

    def go_to_list(self) -> None:
        """Puts the focus on the list; where there is no room for it beside the editor, the editor goes."""
        if self.panes.list_gives_way:
            self.close_editor()
            self.panes.show_editor(False)
        self.list.list.enter_first()

    def search(self) -> None:
        """Puts the cursor into the search field."""
        self.go_to_list()
        self.list.focus_search()

    def go_to_timeline(self) -> None:
        """Puts the focus on the cards, as soon as they are there."""
        self._focus_timeline = self.session.timeline.content.loading
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Reading

    async def _read_header(self, ref: EntityRef) -> None:
        self._show_row(await self.session.browser.find(ref))

    async def _offer_types(self) -> None:
        self.list.offer_types(await self.session.smart_processes())

    async def _look_for_unfinished(self) -> None:
        """Raises StoreUnusable. Settling may send what was not done, so it is a write that nobody may cut short."""
        if await self.session.saving.unfinished():
            self._writes.start(self._recover(), key=RECOVERY)

    async def _recover(self) -> None:
        self.recovered.tell(await self.session.recover())

    # Showing

    def _show_list(self) -> None:
        content = self.session.browser.content
        self.list.show_content(content)
        if self._row is not None:
            ref = self._row.entity.ref
            self._show_row(next((row for row in content.rows if row.entity.ref == ref), self._row))

    def _show_row(self, row: EntityRow | None) -> None:
        self._row = row
        if row is not None:
            ref = row.entity.ref
            self.header.show_row(row, self.list.type_text(ref.type_id), item_page(self.session.portal.address, ref))
        else:
            self.header.show_row(None)

    def _show_timeline(self) -> None:
        content = self.session.timeline.content
        self.timeline.show_content(content)
        self._open_awaited()
        if self._focus_timeline and not content.loading:
            self.go_to_timeline()

    def _open_awaited(self) -> None:
        content = self.session.timeline.content
        if self._awaited is None or content.loading or content.owner != self._awaited[0]:
            return
        (_, activity_id), self._awaited = self._awaited, None
        if content.find(activity_id) is not None:
            self.timeline.select(activity_id)
            self.open_activity(activity_id)

    def _show_editor(self) -> None:
        """A to-do that was just created stands in the timeline by now: it is the chosen one."""
        state = self.session.editing.state
        focus = QApplication.focusWidget()
        emptied = state.phase is EditorPhase.EMPTY
        self._editor_had_focus = emptied and focus is not None and self.editor.isAncestorOf(focus)
        if state.base is not None and self._was_new:
            self.timeline.select(state.base.id)
        self._was_new = state.is_new

    def _make_room(self) -> None:
        """The editor's page changed; when it goes with the focus in it, the cards take that."""
        self.panes.show_editor(self.side.has_content)
        if self.editor.pages.is_empty and self._editor_had_focus:
            self._editor_had_focus = False
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side_editor(self) -> None:
        """The editor comes back, and the cards have the focus."""
        if not self.side.shows_editor:
            self._put_side_away()
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_side_away(self) -> None:
        """The editor comes back; what was written beside it is kept."""
        if self.side.shows_editor:
            return
        if self.composer.is_open:
            self._reads.keep_composition(self.session.composing.close())
        self.session.details.close()
        self.side.show_editor()
        self.panes.show_editor(self.side.has_content)

    def _composing_changed(self) -> None:
        """What was sent is in the timeline by now: its room is free."""
        if self.side.currentWidget() is self.composer and not self.composer.is_open:
            self._show_side_editor()

    def _portal_is_back(self) -> None:
        """What is shown may be what this machine knew."""
        if self._listed:
            self.refresh()

    def _live_ended(self, task: asyncio.Task[None]) -> None:
        """It ends only with the workspace; whatever else ended it is said like any other failure."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self._jobs.failed.emit("live", error)

    def _tick(self) -> None:
        self.session.timeline.tick()
        self.timeline.cards.look_again()
        self.session.browser.tick()

    # Many at once

    def create_for_each(self) -> None:
        """Takes the selected items to where something is created for each of them."""
        refs = self.list.list.selected_refs
        if refs:
            self.create_wanted.emit(refs, self.tr("%Ln item(s) selected in Entities", "", len(refs)))

    def show_layout(self) -> None:
        """The blocks of the chosen card where layouts are made."""
        if self.timeline.selected_id is not None:
            self.layout_wanted.emit(self.timeline.selected_id)

    def change_each(self) -> None:
        """Takes the open activities of the selected items to where many rows are changed."""
        refs = self.list.list.selected_refs
        if refs:
            self._jobs.start(self._change_each(refs), key=EACH_JOB, again=self.change_each)

    async def _change_each(self, refs: Sequence[EntityRef]) -> None:
        found = await self.session.copy.activities_of(refs, only_open=True)
        if not found:
            self._quiet.tell(self.tr("The selected items have no open activities."), glyph=Glyph.INFO, tone="text_soft")
            return
        origin = self.tr("%Ln open activity(ies) of the selected items", "", len(found))
        self.change_wanted.emit([each.id for each in found], origin)

    # What the panels tell

    def _card_selected(self, activity_id: int | None) -> None:
        if activity_id is not None:
            self._rest.start()

    def _open_selected(self) -> None:
        if self.timeline.selected_id is not None:
            self.open_activity(self.timeline.selected_id)

    def _deadline_wanted(self, activity_id: int) -> None:
        self.open_activity(activity_id)
        self.editor.focus_deadline()

    def _escaped(self) -> None:
        if self.panes.editor_is_on:
            self.close_editor()

    def _show_recovered(self, recovered: Recovered) -> None:
        self.open_item(recovered.row.owner)

    def _leave_draft(self) -> None:
        """What is typed and not saved is kept, and said to be; unless the line offers something that matters more."""
        state = self.session.editing.state
        if (
            state.phase is EditorPhase.EDITING
            and state.changed
            and state.draft is not None
            and not self._quiet.offers()
        ):
            title = state.draft.title.strip() or self.tr("to-do")
            said = self.tr("“{title}” is not saved. Your draft is kept.").format(title=title)
            self._quiet.tell(said, glyph=Glyph.PENCIL, tone="warning")

    def _has_item(self) -> bool:
        return self.session.timeline.content.owner is not None

    def _has_card(self) -> bool:
        return self.timeline.selected_id is not None

    def _has_page(self) -> bool:
        return self.header.has_page

    def _has_editor(self) -> bool:
        return self.panes.editor_is_on

    # Building

    def _actions(self) -> Actions:
        return Actions(
            new_todo=self.new_todo,
            refresh=self.refresh,
            search=self.search,
            go_to_list=self.go_to_list,
            go_to_timeline=self.go_to_timeline,
            compose=self.compose,
            show_details=self.show_details,
            may_compose_own=lambda: self.session.composing.is_application,
            has_card=self._has_card,
            go_to_editor=self.side.go,
            close_editor=self.close_editor,
            open_page=self.header.open_page,
            choose_type=self.list.choose_type,
            choose_next_type=self.list.choose_next_type,
            has_item=self._has_item,
            has_page=self._has_page,
            has_editor=self._has_editor,
            create_each=self.create_for_each,
            change_each=self.change_each,
            show_layout=self.show_layout,
            has_selected=lambda: bool(self.list.list.selected_refs),
        )

    def _arrange(self) -> EntityPanes:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.timeline, 1)
        middle.setFocusProxy(self.timeline)
        panes = EntityPanes(self.list, middle, self.side)
        whole = QVBoxLayout(self.widget)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.recovered)
        whole.addWidget(panes, 1)
        return panes

    def _listen(self) -> list[Callable[[], None]]:
        session = self.session
        return [
            session.browser.changed.add(self._show_list),
            session.timeline.changed.add(self._show_timeline),
            session.editing.changed.add(self._show_editor),
            session.composing.changed.add(self._composing_changed),
            session.sync.returned.add(self._portal_is_back),
        ]

    def _connect(self) -> None:
        self.list.wanted.connect(self._reads.list_of)
        self.list.again_wanted.connect(self._reads.list_again)
        self.list.chosen.connect(self.open_item)
        self.list.opened.connect(self.go_to_timeline)
        self.list.picked.create_wanted.connect(self.create_for_each)
        self.list.picked.change_wanted.connect(self.change_each)
        self.list.end_reached.connect(self._reads.more_of_list)
        self.header.page_wanted.connect(open_page)
        self.timeline.selected.connect(self._card_selected)
        self.timeline.seen.connect(self._reads.layouts)
        self.timeline.layout_wanted.connect(self.layout_wanted)
        self.timeline.opened.connect(self.edit_activity)
        self.timeline.deadline_wanted.connect(self._deadline_wanted)
        self.timeline.completion_wanted.connect(self.changes.complete)
        self.timeline.deletion_wanted.connect(self.delete)
        self.timeline.undo_wanted.connect(self.changes.call_off)
        self.editor.deletion_wanted.connect(self.delete)
        self.editor.pages.currentChanged.connect(self._make_room)
        self.panes.escaped.connect(self._escaped)
        self.composer.left.connect(self.close_editor)
        self.details.left.connect(self.close_editor)
        self.header.compose_wanted.connect(lambda kind: self.compose(CompositionKind(kind)))
        self.recovered.show_wanted.connect(self._show_recovered)
        for panel in (self.timeline, self.editor):
            panel.link_activated.connect(open_link)
        self._rest.timeout.connect(self._open_selected)
        self._ticking.timeout.connect(self._tick)
