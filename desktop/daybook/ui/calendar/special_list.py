"""What is not like every week: holidays, own days off, days that are worked in the place of others."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from daybook.ui.kit.look import Look
from daybook.work.workdays import DayKind, SpecialDay

_ROW_HEIGHT = 28


class SpecialList(QTableWidget):
    """A day and its name in each row. What changes nothing, such as a holiday on a Sunday, stands back in brackets."""

    def __init__(self, look: Look, locale: QLocale) -> None:
        super().__init__(0, 2)
        self._look = look
        self._locale = locale
        self._days: Sequence[SpecialDay] = ()
        self.setAccessibleName(self.tr("Holidays and days off"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setProperty("cells", "roomy")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        look.theming.changed.connect(self._tint)

    def show_days(self, days: Sequence[SpecialDay]) -> None:
        """Other days; the place in the list stays."""
        self._days = days
        self.setRowCount(len(days))
        for row, each in enumerate(days):
            words = self._words(each)
            for column, text in enumerate((self._day(each.day), words)):
                item = QTableWidgetItem(text)
                item.setToolTip(words if each.matters else self.tr("{what}: a day off anyway").format(what=words))
                self.setItem(row, column, item)
        self._tint()

    def _words(self, special: SpecialDay) -> str:
        said = {
            DayKind.HOLIDAY: special.name,
            DayKind.OWN: self.tr("Your own day off"),
            DayKind.MADE_UP: self.tr("Worked in place of another day"),
        }[special.kind]
        return said if special.matters else f"({said})"

    def _day(self, day: date) -> str:
        """Without the year: the list is no longer than one."""
        month_first = self._locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        pattern = "ddd, MMM d" if month_first else "ddd, d MMM"
        return self._locale.toString(QDate(day.year, day.month, day.day), pattern)

    def _tint(self) -> None:
        for row, each in enumerate(self._days):
            tones = ("text_soft", "text") if each.matters else ("text_faint", "text_faint")
            for column, tone in enumerate(tones):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(self._look.color(tone))
