"""The reminders: chips for the usual ones, any number of minutes besides, and the truth when they are unknown."""

from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from daybook.domain.todo import NEW_TODO_PINGS, USUAL_PINGS, PingOffsets
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.chips import RemovableChip, ToggleChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.theme import restyle
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.ping_words import BadPingText, PingWords, ping_fault, read_ping

_ENTRY_WIDTH: Final = 116


class PingField(QWidget):
    """Chips that are on or off, others that can be taken away, and a small field for "45", "3h" or "2 d".

    REST can't read reminders: while they are unknown no chip is shown, for each would be a guess.
    """

    taken = Signal(object)  # PingOffsets

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pings: PingOffsets | None = None
        self._words = PingWords(self)
        self._customs: dict[int, RemovableChip] = {}
        self.unknown = Notice(look, "info")
        self.set_button = push_button(look, self.tr("Set reminders"), self._begin, compact=True, glyph=Glyph.BELL)
        self.unknown.add_button(self.set_button)
        self.usual = {minutes: self._toggle(minutes) for minutes in USUAL_PINGS}
        self.other = push_button(look, self.tr("Other…"), self._open_entry, kind="chip")
        self.entry = QLineEdit()
        self.entry.setAccessibleName(self.tr("Another reminder, before the deadline"))
        self.entry.setPlaceholderText(self.tr("45, 3h, 2 d"))
        self.entry.setFixedWidth(_ENTRY_WIDTH)
        self.entry.returnPressed.connect(self._add_typed)
        self.entry.textEdited.connect(self._forgive)
        self.entry.installEventFilter(self)
        self.add = push_button(look, self.tr("Add"), self._add_typed, compact=True)
        self.hint = label(step=Step.SMALL, tone="danger", wrap=True)
        self.none = label(self.tr("No reminders are set."), Step.SMALL, "text_soft")
        self._lay_out()
        self._show_entry(False)
        self.show_pings(None)

    @property
    def customs(self) -> dict[int, RemovableChip]:
        """Chips of reminders beside the usual ones, by minutes."""
        return dict(self._customs)

    def show_pings(self, pings: PingOffsets | None) -> None:
        """Shows these reminders; None = nobody knows them."""
        self._pings = pings
        self._chips.setVisible(pings is not None)
        self.none.setVisible(pings is not None and not pings.minutes)
        self.unknown.say(
            ""
            if pings is not None
            else self.tr(
                "Reminders: unknown — the portal doesn't tell which are set. They stay as they are unless you set "
                "new ones."
            )
        )
        minutes = pings.minutes if pings is not None else ()
        for each, chip in self.usual.items():
            chip.setChecked(each in minutes)
        self._show_customs([each for each in minutes if each not in self.usual])
        if pings is None:
            self._show_entry(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the small field."""
        leaves = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.entry and leaves and event.type() == QEvent.Type.KeyPress:
            self._show_entry(False)
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, SMALL - 2)
        for chip in (*self.usual.values(), self.other):
            self._flow.addWidget(chip)
        self._entry_row = QWidget()
        entry = QHBoxLayout(self._entry_row)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(SMALL)
        entry.addWidget(self.entry)
        entry.addWidget(label(self.tr("before"), Step.SMALL, "text_soft"))
        entry.addWidget(self.add)
        entry.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY + 2)
        for widget in (self.unknown, self._chips, self.none, self._entry_row, self.hint):
            column.addWidget(widget)

    def _toggle(self, minutes: int) -> ToggleChip:
        chip = ToggleChip(self._look, self._words.words(minutes))
        chip.clicked.connect(partial(self._flip, minutes))
        return chip

    def _show_customs(self, wanted: list[int]) -> None:
        for minutes in [each for each in self._customs if each not in wanted]:
            chip = self._customs.pop(minutes)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for minutes in wanted:
            if minutes not in self._customs:
                chip = RemovableChip(self._look, self._words.words(minutes))
                chip.removed.connect(partial(self._remove, minutes))
                self._customs[minutes] = chip
                self._flow.insert(self._flow.count() - 1, chip)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes along the chips as they stand; new ones would come last in the window otherwise."""
        crosses = [chip.cross for chip in self._customs.values()]
        stops: list[QWidget] = [*self.usual.values(), *crosses, self.other]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _begin(self) -> None:
        """Starts with what the portal gives a new to-do."""
        self._take(NEW_TODO_PINGS)
        next(iter(self.usual.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _flip(self, minutes: int) -> None:
        self._switch(minutes, self.usual[minutes].isChecked())

    def _switch(self, minutes: int, on: bool) -> None:
        now = self._pings.minutes if self._pings is not None else ()
        self._take((*now, minutes) if on else tuple(each for each in now if each != minutes))

    def _remove(self, minutes: int) -> None:
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        self._switch(minutes, False)

    def _take(self, minutes: tuple[int, ...]) -> None:
        pings = PingOffsets.of(minutes)
        self.show_pings(pings)
        self.taken.emit(pings)

    # Any number of minutes

    def _open_entry(self) -> None:
        self._show_entry(True)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_entry(self, shown: bool) -> None:
        self._entry_row.setVisible(shown)
        self.other.setVisible(not shown)
        self.entry.clear()
        self._refuse("")

    def _add_typed(self) -> None:
        try:
            minutes = read_ping(self.entry.text())
        except BadPingText as exc:
            self._refuse(ping_fault(exc.reason))
            return
        self._switch(minutes, True)
        self._show_entry(False)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forgive(self) -> None:
        self._refuse("")

    def _refuse(self, why: str) -> None:
        self.hint.setText(why)
        self.hint.setVisible(bool(why))
        self.entry.setAccessibleDescription(why)
        if bool(self.entry.property("wrong")) != bool(why):
            self.entry.setProperty("wrong", bool(why))
            restyle(self.entry)
