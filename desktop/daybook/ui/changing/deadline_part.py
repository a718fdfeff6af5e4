"""The deadline: one moment for all, so much earlier or later, or laid out over days."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from daybook.domain.changes.change import SetDeadline, ShiftDeadline, ShiftUnit, SpreadDeadline
from daybook.ui.changing.moment_choice import MomentChoice
from daybook.ui.changing.one_page import OnePage
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.tabs import Segment, SegmentedTabs

SET: Final = "set"
SHIFT: Final = "shift"
SPREAD: Final = "spread"
_MOST: Final = 9_999
_USUAL_SHIFT: Final = 1
_USUAL_DAYS: Final = 5
_USUAL_CAP: Final = 8


class DeadlinePart(PartEditor):
    """Three ways; each remembers what was chosen while another one is on."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        segments = (
            Segment(SHIFT, self.tr("Shift")),
            Segment(SET, self.tr("Set")),
            Segment(SPREAD, self.tr("Spread")),
        )
        self.ways = SegmentedTabs(tools.look, self.tr("How the deadline changes"), segments)
        self.moment = MomentChoice(tools, self.tr("New deadline"))
        self.first = MomentChoice(tools, self.tr("First day"))
        self.amount = _spin(tools, -_MOST, _MOST, _USUAL_SHIFT, self.tr("By how much; less than 0 is earlier"))
        self.unit = combo_box(self.tr("What is counted"))
        for unit, name in self._units().items():
            self.unit.addItem(name, unit)
        self.unit.setCurrentIndex(self.unit.findData(ShiftUnit.WORKING_DAYS))
        self.days = _spin(tools, 1, 366, _USUAL_DAYS, self.tr("Over how many working days"))
        self.capped = QCheckBox(self.tr("A person gets at most"))
        self.cap = _spin(tools, 1, _MOST, _USUAL_CAP, self.tr("At most so many a person and day"))
        self.cap.setEnabled(False)
        self._shift = self._shift_page()
        self._spread = self._spread_page()
        self._pages = OnePage((self._shift, self.moment, self._spread))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.ways)
        column.addWidget(self._pages)
        self.setFocusProxy(self.amount)
        self._connect()
        self._turn()

    @property
    def value(self) -> SetDeadline | ShiftDeadline | SpreadDeadline | None:
        """What is chosen; a shift by nothing is nothing."""
        if self.ways.current == SHIFT:
            amount = self.amount.value()
            return ShiftDeadline(amount, ShiftUnit(self.unit.currentData())) if amount else None
        chosen = self.moment if self.ways.current == SET else self.first
        moment = chosen.moment
        if moment is None:
            return None
        if self.ways.current == SET:
            return SetDeadline(moment)
        return SpreadDeadline(moment, self.days.value(), self.cap.value() if self.capped.isChecked() else None)

    def show_value(self, value: Any) -> None:
        """Shows a deadline of a recipe."""
        self.blockSignals(True)
        if isinstance(value, ShiftDeadline):
            self.ways.choose(SHIFT)
            self.amount.setValue(value.amount)
            self.unit.setCurrentIndex(self.unit.findData(value.unit))
        elif isinstance(value, SetDeadline):
            self.ways.choose(SET)
            self.moment.show_moment(value.moment)
        elif isinstance(value, SpreadDeadline):
            self.ways.choose(SPREAD)
            self.first.show_moment(value.first)
            self.days.setValue(value.days)
            self.capped.setChecked(value.cap is not None)
            self.cap.setValue(value.cap or _USUAL_CAP)
        self._turn()
        self.blockSignals(False)

    def _connect(self) -> None:
        self.ways.chosen.connect(lambda _key: self._turn())
        self.ways.chosen.connect(lambda _key: self.taken.emit())
        for spin in (self.amount, self.days, self.cap):
            spin.valueChanged.connect(lambda _value: self.taken.emit())
        self.unit.currentIndexChanged.connect(lambda _index: self.taken.emit())
        self.capped.toggled.connect(self.cap.setEnabled)
        self.capped.toggled.connect(lambda _on: self.taken.emit())
        self.moment.taken.connect(self.taken)
        self.first.taken.connect(self.taken)

    def _turn(self) -> None:
        wanted = {SHIFT: self._shift, SET: self.moment, SPREAD: self._spread}
        self._pages.turn_to(wanted[self.ways.current])

    def _shift_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.amount)
        row.addWidget(self.unit, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(row)
        hint = self.tr("Less than 0 is earlier. Days keep the hour.")
        column.addWidget(label(hint, Step.SMALL, "text_faint", wrap=True))
        return page

    def _spread_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(label(self.tr("From this day on"), Step.SMALL, "text_soft"))
        column.addWidget(self.first)
        for before, spin, behind in (
            (label(self.tr("over"), tone="text_soft"), self.days, self.tr("working days")),
            (self.capped, self.cap, self.tr("a day")),
        ):
            row = QHBoxLayout()
            row.setSpacing(SMALL)
            row.addWidget(before)
            row.addWidget(spin)
            row.addWidget(label(behind, tone="text_soft"))
            row.addStretch(1)
            column.addLayout(row)
        return page

    def _units(self) -> dict[ShiftUnit, str]:
        return {
            ShiftUnit.MINUTES: self.tr("minutes"),
            ShiftUnit.HOURS: self.tr("hours"),
            ShiftUnit.DAYS: self.tr("days"),
            ShiftUnit.WORKING_DAYS: self.tr("working days"),
        }


def _spin(tools: Tools, least: int, most: int, value: int, name: str) -> QSpinBox:
    made = QSpinBox()
    made.setLocale(tools.formats.locale)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setRange(least, most)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumWidth(72)
    return made
