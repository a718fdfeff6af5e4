"""The right half of the page: the preview, how old it is, or why there is none."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.changing.part_words import run_title
from daybook.ui.changing.plan_preview import PlanPreview
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.todo.notice import Notice, RefusalNotice
from daybook.work.changing.changing import Changing
from daybook.work.changing.state import ChangingState, Looked

TICK_MS = 30_000
"""How often it is said anew how old the preview is."""
OLD_S = 600
"""A preview that is older is marked: others may have changed the rows since."""


class Looking(QWidget):
    """Shows `Changing.state`; `look_wanted` asks for a fresh look, `apply_wanted` carries a plan to send."""

    look_wanted = Signal()
    stop_wanted = Signal()
    apply_wanted = Signal(object)  # bulk.preparing.Plan

    def __init__(self, tools: Tools, changing: Changing) -> None:
        super().__init__()
        self._tools = tools
        self._changing = changing
        self._shown: Looked | None = None
        look = tools.look
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(380)
        self.busy = BusyLine(look, self.tr("Reading the rows"))
        self.age = ElidedLabel(step=Step.SMALL, tone="text_soft")
        self.again = push_button(look, self.tr("Look again"), self.look_wanted.emit, glyph=Glyph.REFRESH, compact=True)
        self.stop = push_button(look, self.tr("Stop"), self.stop_wanted.emit, compact=True)
        self.stale = Notice(look, "warning")
        self.problem = RefusalNotice(look)
        self.preview = PlanPreview(look, tools.formats, changing.person, changing.item_title)
        self.preview.apply_wanted.connect(self.apply_wanted)
        self.nothing = EmptyState(look, Glyph.EYE)
        self.pages = PageStack()
        for page in (self.nothing, self.preview):
            self.pages.addWidget(page)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(lambda: self._show_age(changing.state))
        self._lay_out()

    def show_state(self, state: ChangingState) -> None:
        """Shows what was seen, and whether it still is what is composed."""
        self.busy.set_busy(state.looking)
        self.problem.show_error(state.problem)
        if state.looked is not self._shown:
            self._shown = state.looked
            self._show_plan(state.looked)
        self.pages.setCurrentWidget(self.nothing if state.looked is None else self.preview)
        if state.looked is None:
            self._say_nothing(state)
        self.preview.allow(state.is_fresh and not state.ordering)
        self._show_age(state)

    def title_of(self, count: int) -> str:
        """What is done with so many rows, as the button and the run say it."""
        looked = self._shown
        if looked is None:
            return ""
        shown = self._tools.formats.number(count)
        return run_title(looked.change, count, shown, self.preview.words.values)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, MEDIUM, 0)
        head.setSpacing(SMALL)
        head.addWidget(self.age, 1)
        head.addWidget(self.again)
        head.addWidget(self.stop)
        notices = QVBoxLayout()
        notices.setContentsMargins(LARGE, SMALL, LARGE, 0)
        notices.setSpacing(SMALL)
        notices.addWidget(self.stale)
        notices.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.busy)
        column.addLayout(head)
        column.addLayout(notices)
        column.addWidget(self.pages, 1)

    def _show_plan(self, looked: Looked | None) -> None:
        if looked is None:
            self._tick.stop()
            self.preview.show_plan(None, str)
            return
        self._tick.start()
        self.preview.show_plan(looked.judged, self.title_of, looked.ticks)

    def _show_age(self, state: ChangingState) -> None:
        looked = state.looked
        self.stop.setVisible(state.looking)
        self.again.setVisible(looked is not None and not state.looking)
        self.age.setText(self._age(state))
        if looked is None or state.looking:
            self.stale.say("")
        elif not state.is_fresh:
            self.stale.say(self.tr("You changed what is to be done since. Look again before it is sent."))
        elif (self._tools.clockwork.now() - looked.read_at).total_seconds() > OLD_S:
            self.stale.say(self.tr("Others may have changed the rows since they were read. Look again."))
        else:
            self.stale.say("")

    def _age(self, state: ChangingState) -> str:
        number = self._tools.formats.number
        if state.looking:
            said = self.tr("Reading the rows: {done} of {total}")
            return (
                said.format(done=number(state.done), total=number(state.total)) if state.total else self.tr("Reading")
            )
        if state.looked is None:
            return ""
        return self.tr("Read {moment}").format(moment=self._tools.formats.ago(state.looked.read_at))

    def _say_nothing(self, state: ChangingState) -> None:
        if state.picked is None:
            text = self.tr("Select rows in Activities, Today or Entities, and choose “Change…”. Or open a recipe.")
            self.nothing.say(Glyph.ACTIVITIES, self.tr("Nothing is selected"), text)
        else:
            text = self.tr("You see each row as it is and as it will be. Nothing is sent before you say so.")
            self.nothing.say(Glyph.EYE, self.tr("Look before it happens"), text)
