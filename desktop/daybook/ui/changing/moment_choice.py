"""A moment for all rows: fixed, or counted from the day on which it runs, as a recipe may want it."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from daybook.bulk.picking import Calendar
from daybook.domain.changes.change import Day
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.metrics import SMALL
from daybook.ui.todo.deadline_field import DeadlineField


class MomentChoice(QWidget):
    """`moment` is None while there is none, or what is typed is none."""

    taken = Signal()

    def __init__(self, tools: Tools, name: str) -> None:
        super().__init__()
        self._clockwork = tools.clockwork
        self._moment: datetime | None = None
        self._shown: Day | None = None
        self.field = DeadlineField(tools.look, tools.formats, tools.clockwork)
        self.field.field.setAccessibleName(name)
        self.field.taken.connect(self._take)
        self.field.fault_changed.connect(self.taken)
        self.counted = QCheckBox(self.tr("Counted from the day it runs"))
        self.counted.setToolTip(self.tr("A recipe that runs again next week means next week’s days then."))
        self.counted.setAccessibleDescription(self.counted.toolTip())
        self.counted.toggled.connect(lambda _on: self.taken.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.field)
        column.addWidget(self.counted)
        self.setFocusProxy(self.field)
        self.field.show_deadline(None, anew=True)
        self._say_empty()

    @property
    def moment(self) -> datetime | Day | None:
        """What is chosen."""
        if self.field.fault or self._moment is None:
            return None
        if not self.counted.isChecked():
            return self._moment
        return self._shown or self._as_day(self._moment)

    def show_moment(self, moment: datetime | Day | None) -> None:
        """Shows what was chosen elsewhere, silently."""
        self.blockSignals(True)
        self._shown = moment if isinstance(moment, Day) else None
        reader = self._clockwork.reader
        calendar = Calendar(self._clockwork.now(), reader.zone, reader.week())
        self._moment = calendar.moment(moment) if moment is not None else None
        self.counted.setChecked(isinstance(moment, Day))
        self.field.show_deadline(self._moment, anew=True)
        self._say_empty()
        self.blockSignals(False)

    def _say_empty(self) -> None:
        if self._moment is None:  # "no deadline" is nothing that can be chosen here
            self.field.reading.setText(self.tr("Type a moment, or choose one."))

    def _take(self, moment: datetime | None) -> None:
        self._moment, self._shown = moment, None
        self._say_empty()
        self.taken.emit()

    def _as_day(self, moment: datetime) -> Day:
        zone = self._clockwork.reader.zone
        local, today = moment.astimezone(zone), self._clockwork.now().astimezone(zone).date()
        return Day((local.date() - today) // timedelta(days=1), hour=local.time().replace(second=0, microsecond=0))
