"""The panel of changes that wait: what each would do, what has to be decided, and the button that sends them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.cell_paste import LeftOut
from daybook.ui.activities.cell_words import CellTexts
from daybook.ui.activities.pending_items import Item, Lines
from daybook.ui.activities.pending_list import PendingList
from daybook.ui.activities.pending_words import PendingWords, is_all_well
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button, push_button, rename
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.todo.notice import Notice, RefusalNotice
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.state import Mark, PendingState, Phase

SETTLES_MS: Final = 60
"""Many rows that change one after the other are painted together."""
_OF_THE_SYSTEM: Final = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Why the focus leaves for a while without anybody having moved it in the window."""


class PendingPanel(QWidget):
    """Shows a `PendingEdits`. Changes nothing itself: every wish is a signal."""

    look_wanted = Signal()
    apply_wanted = Signal(object)  # Preview
    stop_wanted = Signal()
    undo_wanted = Signal()
    run_undo_wanted = Signal()
    drop_wanted = Signal(object)  # Item
    drop_all_wanted = Signal()
    decided = Signal(object, bool)  # Item, mine
    show_wanted = Signal(object)  # int: the activity's id
    report_read = Signal()
    close_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, pending: PendingEdits, texts: CellTexts) -> None:
        super().__init__()
        self._pending = pending
        self.words = PendingWords(formats, texts)
        self._total_sent = 0
        self._rests_on_close = False
        """True while the focus is on the way out for want of a better place, and nobody has moved it since."""
        self.setAccessibleName(self.tr("Changes that wait"))
        self.setProperty("ground", "surface")
        self.list = PendingList(look, texts)
        self._build_header(look)
        self._build_notices(look)
        self.about = About(look, self.words)
        self._build_footer(look)
        self.empty = EmptyState(
            look,
            Glyph.CIRCLE_CHECK,
            self.tr("Nothing waits"),
            self.tr(
                "What you edit in the table waits here until you looked at it and applied it. So does what you do in "
                "Today while the portal can't be reached."
            ),
            text_width=260,
        )
        self._lay_out()
        self._connect()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.refresh)
        self._end = pending.changed.add(self._soon)
        self.refresh()

    def detach(self) -> None:
        """Looks at nothing any more."""
        self._end()
        self._settling.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where a person puts the focus, it stays."""
        if watched is self.close_button and isinstance(event, QFocusEvent) and event.lostFocus():
            self._rests_on_close = self._rests_on_close and event.reason() in _OF_THE_SYSTEM
        return super().eventFilter(watched, event)

    def take_focus(self) -> None:
        """Onto the changes, or where there are none, onto the way out."""
        self.refresh()  # what was changed a moment ago may not be shown yet
        (self.list if self.pending_there else self.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def pending_there(self) -> bool:
        """True while something waits."""
        return bool(self._pending.state.cells)

    def refresh(self) -> None:
        """Shows everything as it is now."""
        self._settling.stop()
        with self._keeping_focus():
            self._show(self._pending.state)

    def show_left_out(self, left: Sequence[LeftOut]) -> None:
        """What of a paste found no place, and why; nothing when all of it did."""
        with self._keeping_focus():
            self.left_out.say(self.words.left_out(left) if left else "", self.words.left_out_more(left), tone="warning")

    # Building

    def _build_header(self, look: Look) -> None:
        self._title = label(self.tr("Changes that wait"), Step.HEADING)
        self._count = label(step=Step.SMALL, tone="text_soft")
        self.undo = icon_button(look, Glyph.UNDO, self.tr("Take the last edit back"), self.undo_wanted.emit)
        self.close_button = icon_button(look, Glyph.CLOSE, self.tr("Close this panel"), self.close_wanted.emit)
        self.close_button.installEventFilter(self)

    def _build_notices(self, look: Look) -> None:
        self.offer = Notice(look, "info")
        self.problem = RefusalNotice(look)
        self.left_out = Notice(look, "warning")
        self.left_out.add_button(push_button(look, self.tr("Dismiss"), lambda: self.show_left_out(()), kind="link"))
        self.report = Notice(look, "info")
        self.undo_run = push_button(look, self.tr("Undo…"), self.run_undo_wanted.emit, kind="link")
        self.undo_run.setAccessibleName(self.tr("Take back what was applied"))
        self.report.add_button(self.undo_run)
        self.report.add_button(push_button(look, self.tr("Dismiss"), self.report_read.emit, kind="link"))

    def _build_footer(self, look: Look) -> None:
        self._busy = BusyLine(look, self.tr("Working"))
        self.besides = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.main = push_button(look, self.tr("Look at the changes"), self._press, kind="primary")
        self.again = push_button(look, self.tr("Look again"), self.look_wanted.emit, glyph=Glyph.REFRESH)
        self.stop = push_button(look, self.tr("Stop"), self.stop_wanted.emit)
        self.drop_all = push_button(look, self.tr("Drop all"), self.drop_all_wanted.emit, kind="quiet")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._count)
        head = QHBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, SMALL, SMALL)
        head.addLayout(words, 1)
        head.addWidget(self.undo)
        head.addWidget(self.close_button)
        notices = QVBoxLayout()
        notices.setContentsMargins(MEDIUM, 0, MEDIUM, SMALL)
        notices.setSpacing(SMALL)
        for notice in (self.offer, self.problem, self.report, self.left_out):
            notices.addWidget(notice)
        self._foot = self._footer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._busy)
        column.addLayout(notices)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._foot)

    def _footer(self) -> QWidget:
        foot = QWidget()
        buttons = QWidget()
        flow = FlowLayout(buttons, SMALL)
        for button in (self.main, self.stop, self.again, self.drop_all):
            flow.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(LARGE, SMALL, LARGE, MEDIUM)
        inner.setSpacing(SMALL)
        inner.addWidget(self.besides)
        inner.addWidget(buttons)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.about)
        column.addWidget(separator())
        column.addLayout(inner)
        return foot

    def _connect(self) -> None:
        self.list.chosen.connect(lambda item: self.about.show_item(item, self._refusal()))
        for source in (self.list, self.about):
            source.drop_wanted.connect(self.drop_wanted)
            source.decided.connect(self.decided)
        self.list.shown.connect(lambda item: self.show_wanted.emit(item.activity_id))

    # Showing

    @contextmanager
    def _keeping_focus(self) -> Iterator[None]:
        """When what has the focus is hidden, it goes to what there is to see; Qt would let it leave the panel."""
        held = QApplication.focusWidget()
        yield
        if self._rests_on_close or (held is not None and self.isAncestorOf(held) and not held.isVisible()):
            self._place_focus()

    def _place_focus(self) -> None:
        """Onto what waits, else onto the way to take back what was applied.

        The last line goes a little before that way is there: until then the focus rests on the way out.
        """
        if self.pending_there or self.undo_run.isVisible():
            (self.list if self.pending_there else self.undo_run).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rests_on_close = self._pending.state.phase is Phase.APPLYING

    def _show(self, state: PendingState) -> None:
        self.list.show_lines(Lines(self._pending))
        self._show_header(state)
        self._show_notices(state)
        self._show_footer(state)
        self.about.show_item(self.list.item, self._refusal())
        for widget in (self.list, self._foot):
            widget.setVisible(self.pending_there)
        self.empty.setVisible(not self.pending_there)

    def _soon(self) -> None:
        if not self._settling.isActive():
            self._settling.start()

    def _show_header(self, state: PendingState) -> None:
        self._count.setText(self.words.waiting(state) if state.cells else "")
        self._count.setVisible(bool(state.cells))
        self.undo.setEnabled(state.can_undo and state.phase is not Phase.APPLYING)

    def _show_notices(self, state: PendingState) -> None:
        resting = state.phase is Phase.RESTING
        self.offer.say(self.words.offer(state) if state.offered and resting else "")
        self.problem.show_error(state.problem if resting else None)
        told = bool(state.reports) and resting
        tone = "info" if is_all_well(state.reports, self._total(state)) else "warning"
        self.report.say(self.words.report(state.reports, self._total(state)) if told else "", tone=tone)
        self.undo_run.setVisible(bool(state.run_id))

    def _total(self, state: PendingState) -> int:
        """How many rows were to be sent when the report was begun."""
        if state.phase is Phase.APPLYING:
            self._total_sent = state.total
        return max(self._total_sent, len(state.reports))

    def _show_footer(self, state: PendingState) -> None:
        resting, preview = state.phase is Phase.RESTING, state.preview
        self._total(state)
        self._busy.set_busy(not resting)
        said = self.words.progress(state) or self._besides(state)
        self.besides.setText(said)
        self.besides.setVisible(bool(said))
        ready = preview is not None and bool(preview.ready)
        rename(self.main, self.words.apply(preview) if preview is not None and ready else self.words.look(state))
        self.main.setVisible(resting and (ready or preview is None))
        self.again.setVisible(resting and preview is not None)
        self.stop.setVisible(state.phase is Phase.APPLYING)
        rename(self.stop, self.tr("Stop waiting") if state.waits_for else self.tr("Stop"))
        self.drop_all.setVisible(resting)

    def _besides(self, state: PendingState) -> str:
        if state.problem is not None and not state.reports:
            return self.words.unreachable()
        return self.words.besides(state.preview) if state.preview is not None else ""

    def _refusal(self) -> Exception | None:
        item = self.list.item
        if item is None or item.field is None:
            return None
        return self._pending.refusal(item.activity_id, item.field)

    def _press(self) -> None:
        preview = self._pending.state.preview
        if preview is not None and preview.ready:
            self.apply_wanted.emit(preview)
        else:
            self.look_wanted.emit()


class About(QFrame):
    """What there is to know and to decide about the chosen line."""

    drop_wanted = Signal(object)  # Item
    decided = Signal(object, bool)  # Item, mine

    def __init__(self, look: Look, words: PendingWords) -> None:
        super().__init__()
        self._words = words
        self._item: Item | None = None
        self._said = label(step=Step.SMALL, wrap=True)
        self.refusal = RefusalNotice(look)
        self.mine = push_button(look, self.tr("Use mine"), lambda: self._decide(mine=True), compact=True)
        self.theirs = push_button(look, self.tr("Keep theirs"), lambda: self._decide(mine=False), compact=True)
        self.drop = push_button(look, self.tr("Drop this change"), self._drop, compact=True, kind="quiet")
        buttons = QWidget()
        flow = FlowLayout(buttons, SMALL)
        for button in (self.theirs, self.mine, self.drop):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        column.setSpacing(TINY)
        column.addWidget(self._said)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def show_item(self, item: Item | None, refusal: Exception | None) -> None:
        """Another line, and what the portal said no to it with."""
        self._item = item
        self.setVisible(item is not None and item.mark is not Mark.SENDING)
        if item is None:
            return
        said = self._words.about(item)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.refusal.show_error(refusal)
        conflict = item.mark is Mark.CONFLICT
        for button, words in ((self.mine, self._words.mine), (self.theirs, self._words.theirs)):
            rename(button, words(item))
            button.setVisible(conflict)
        rename(self.drop, self._words.drop(item))
        self.drop.setVisible(not conflict)

    def _drop(self) -> None:
        if self._item is not None:
            self.drop_wanted.emit(self._item)

    def _decide(self, *, mine: bool) -> None:
        if self._item is not None:
            self.decided.emit(self._item, mine)
