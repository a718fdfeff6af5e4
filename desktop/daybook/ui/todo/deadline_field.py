"""The deadline: typed, picked with one click, or chosen from a calendar."""

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from daybook.domain.deadline import BadDeadline
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.typed_deadline import typed_deadline
from daybook.ui.kit.wording.keys import deadline_fault
from daybook.ui.todo.calendar_popup import CalendarPopup
from daybook.ui.todo.contract import Clockwork
from daybook.ui.todo.distance import Distance
from daybook.ui.todo.quick_picks import QuickPick, quick_picks

_CHIPS: Final = 6


class DeadlineField(QWidget):
    """A field for typed text with its reading below, chips, and a calendar.

    `taken` tells of each moment that was understood, while it is typed. What is not understood changes nothing; it is
    `fault` until it is put right.
    """

    taken = Signal(object)  # datetime, or None for "no deadline"
    fault_changed = Signal()

    def __init__(self, look: Look, formats: Formats, editing: Clockwork) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._distance = Distance(formats, self)
        self._editing = editing
        self._value: datetime | None = None
        self._base: datetime | None = None  # what "+1 day" counts from: the deadline before the typing began
        self._offers: tuple[QuickPick, ...] = ()
        self.fault = ""
        """Why the text is no deadline, in words; "" when it is one."""
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Deadline"))
        self.field.setPlaceholderText(self.tr("tomorrow 10:00, +3 working days, 24.12. 9:00"))
        self.field.textEdited.connect(self._read)
        self.field.editingFinished.connect(self._finish)
        self.field.installEventFilter(self)
        self.calendar_button = icon_button(look, Glyph.CALENDAR, self.tr("Choose from a calendar"), self.open_calendar)
        self.reading = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.chips = [self._chip(number) for number in range(_CHIPS)]
        self._lay_out()
        formats.zone.changed.connect(self.show_zone)

    def show_zone(self) -> None:
        """The same moment in another zone; a text that is no deadline stays as it is typed."""
        if not self.fault:
            self._settle_on(self._value)
            self.tick()

    def show_deadline(self, value: datetime | None, *, anew: bool = False) -> None:
        """Shows a deadline. The one that is being typed is left as it is typed; `anew` = of another to-do."""
        if anew or value != self._value:
            self._settle_on(value)
        self.tick()

    def tick(self) -> None:
        """Time has passed: the reading and what is offered may say something else."""
        if not self.fault:
            self._say_reading()
        self._offer()

    def insist(self) -> None:
        """A text that is no deadline is in the way: puts the cursor there and says so."""
        self._mark_wrong(bool(self.fault))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_text(self) -> None:
        """Takes back a text that is no deadline."""
        if self.fault:
            self.show_deadline(self._value, anew=True)

    def open_calendar(self) -> CalendarPopup:
        """Opens the calendar below the field."""
        now = self._editing.now()
        popup = CalendarPopup(
            self._look,
            self._formats,
            self.field,
            present=self._value or self._editing.reader.read("tomorrow", now=now) or now,
            now=now,
            zone=self._editing.reader.zone,
        )
        popup.chosen.connect(self._take)
        popup.open()
        return popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, ↓ opens the calendar and Escape takes back a text that is no deadline."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.open_calendar()
                return True
            if event.key() == Qt.Key.Key_Escape and self.fault:
                self.forget_text()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(TINY)
        line.addWidget(self.field, 1)
        line.addWidget(self.calendar_button)
        chips = QWidget()
        flow = FlowLayout(chips, SMALL - 2)
        for chip in self.chips:
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY + 2)
        column.addLayout(line)
        column.addWidget(self.reading)
        column.addWidget(chips)
        self.setFocusProxy(self.field)

    def _chip(self, number: int) -> QPushButton:
        made = push_button(self._look, "", partial(self._take_offer, number), kind="chip")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until it offers something: in the evening there is less to offer
        return made

    def _offer(self) -> None:
        editing = self._editing
        self._offers = quick_picks(editing.reader, self._formats, now=editing.now(), base=self._value)
        for number, chip in enumerate(self.chips):
            offer = self._offers[number] if number < len(self._offers) else None
            chip.setVisible(offer is not None)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus if offer is None else Qt.FocusPolicy.StrongFocus)
            if offer is not None:
                moment = self._formats.moment(offer.moment)
                chip.setText(offer.words)
                chip.setToolTip(moment)
                chip.setAccessibleName(self.tr("{offer}: {moment}").format(offer=offer.words, moment=moment))

    def _take_offer(self, number: int) -> None:
        self._take(self._offers[number].moment)

    def _take(self, moment: datetime) -> None:
        self._settle_on(moment)
        self.taken.emit(moment)
        self.tick()

    def _settle_on(self, value: datetime | None) -> None:
        """The text is not being typed any more: it stands in the field as it is understood everywhere."""
        self._value = self._base = value
        self.field.setText(typed_deadline(value, self._editing.reader, self._formats.locale))
        self._find_fault("")

    def _read(self, text: str) -> None:
        try:
            moment = self._editing.reader.read(text, now=self._editing.now(), base=self._base)
        except BadDeadline as exc:
            self._find_fault(deadline_fault(exc.reason))
            return
        self._find_fault("")
        self._value = moment
        self.taken.emit(moment)
        self.tick()

    def _find_fault(self, fault: str) -> None:
        changed = bool(fault) != bool(self.fault)
        self.fault = fault
        if fault:
            self.reading.setText(fault)
        self._mark_wrong(False)
        if changed:
            self.fault_changed.emit()

    def _finish(self) -> None:
        """Half a word is no mistake while it is being typed; left so, it is."""
        if self.fault:
            self._mark_wrong(True)
        else:
            self._settle_on(self._value)

    def _mark_wrong(self, wrong: bool) -> None:
        set_tone(self.reading, "danger" if wrong else "text_soft")
        if bool(self.field.property("wrong")) != wrong:
            self.field.setProperty("wrong", wrong)
            restyle(self.field)

    def _say_reading(self) -> None:
        if self._value is None:
            self.reading.setText(self.tr("No deadline"))
            return
        set_tone(self.reading, "overdue" if self._value < self._editing.now() else "text_soft")
        moment = self._formats.moment(self._value)
        far = self._distance.words(self._value, self._editing.now())
        self.reading.setText(self.tr("= {moment} · {distance}").format(moment=moment, distance=far))
