"""A month to choose a day from, and the hours of that day beside it."""

from datetime import date, datetime, time, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QRect, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.todo.dropdown import Dropdown

STEP_MINUTES: Final = 30
_MONTH = QSize(280, 224)
_HOURS_WIDTH = 92
_DISC = 30
_MOMENT = Qt.ItemDataRole.UserRole


class Month(QCalendarWidget):
    """A calendar whose days are discs; today has a ring, the chosen day is filled."""

    def __init__(self, look: Look, formats: Formats, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._today = QDate(today.year, today.month, today.day)
        self.setLocale(formats.locale)
        self.setFirstDayOfWeek(formats.locale.firstDayOfWeek())
        self.setNavigationBarVisible(False)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setFixedSize(_MONTH)
        self.setAccessibleName(self.tr("Days of the month"))
        self._color_head()
        view = self.findChild(QWidget, "qt_calendar_calendarview")
        if view is not None:
            self.setFocusProxy(view)
            view.setAccessibleName(self.accessibleName())

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """One day."""
        shown = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        theme = self._look.theme
        chosen = shown == self.selectedDate()
        painter.save()
        painter.fillRect(rect, theme.surface_raised)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(0, 0, _DISC, _DISC)
        disc.moveCenter(QRectF(rect).center())
        painter.setBrush(theme.accent if chosen else Qt.BrushStyle.NoBrush)
        painter.setPen(theme.accent if chosen or shown == self._today else Qt.PenStyle.NoPen)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        here = shown.month() == self.monthShown()
        ink = theme.text if here else theme.text_faint
        painter.setPen(theme.accent_text if chosen else theme.accent if shown == self._today else ink)
        painter.setFont(font(Step.STRONG if chosen or shown == self._today else Step.BODY))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(shown.day()))
        painter.restore()

    def _color_head(self) -> None:
        head = self.headerTextFormat()
        head.setForeground(self._look.theme.text_faint)
        head.setBackground(self._look.theme.surface_raised)
        head.setFont(font(Step.CAPTION))
        self.setHeaderTextFormat(head)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, head)


class CalendarPopup(Dropdown):
    """Day and hour. `chosen` tells of each choice; choosing an hour ends it."""

    chosen = Signal(object)  # datetime

    def __init__(
        self, look: Look, formats: Formats, anchor: QWidget, *, present: datetime, now: datetime, zone: tzinfo
    ) -> None:
        super().__init__(look, "", anchor)
        self.setAccessibleName(self.tr("Choose a deadline"))
        self._zone = zone
        local = present.astimezone(zone)
        self._time = local.time().replace(second=0, microsecond=0)
        self.month = Month(look, formats, now.astimezone(zone).date())
        self.month.setSelectedDate(QDate(local.year, local.month, local.day))
        self._head = label(step=Step.STRONG)
        self.hours = QListWidget()
        self._fill_hours(formats)
        self._lay_out(look)
        self.month.currentPageChanged.connect(self._show_head)
        self.month.clicked.connect(self._day_chosen)
        self.month.activated.connect(self._day_activated)
        self.hours.itemClicked.connect(self._hour_chosen)
        self.hours.itemActivated.connect(self._hour_chosen)
        self._show_head()

    def take_focus(self) -> None:
        """Arrow keys move the day."""
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def open(self) -> None:
        """With the hour in sight."""
        super().open()
        self.hours.scrollToItem(self.hours.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _lay_out(self, look: Look) -> None:
        head = QHBoxLayout()
        head.setSpacing(TINY)
        head.addSpacing(SMALL)
        head.addWidget(self._head, 1)
        back, forth = self.month.showPreviousMonth, self.month.showNextMonth
        head.addWidget(icon_button(look, Glyph.CHEVRON_LEFT, self.tr("Earlier month"), back))
        head.addWidget(icon_button(look, Glyph.CHEVRON_RIGHT, self.tr("Later month"), forth))
        left = QVBoxLayout()
        left.setSpacing(TINY)
        left.addLayout(head)
        left.addWidget(self.month)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addLayout(left)
        row.addWidget(separator(vertical=True))
        row.addWidget(self.hours)
        self.column.addLayout(row)

    def _fill_hours(self, formats: Formats) -> None:
        self.hours.setAccessibleName(self.tr("Hours of the day"))
        self.hours.setFixedWidth(_HOURS_WIDTH)
        self.hours.setMaximumHeight(_MONTH.height() + 36)
        self.hours.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        times = {time(minute // 60, minute % 60) for minute in range(0, 1440, STEP_MINUTES)} | {self._time}
        for each in sorted(times):
            words = formats.locale.toString(QTime(each.hour, each.minute), formats.locale.FormatType.ShortFormat)
            item = QListWidgetItem(words, self.hours)
            item.setData(_MOMENT, each)
            item.setSizeHint(QSize(0, 28))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if each == self._time:
                self.hours.setCurrentItem(item)

    def _show_head(self) -> None:
        locale, year, month = self.month.locale(), self.month.yearShown(), self.month.monthShown()
        self._head.setText(f"{locale.standaloneMonthName(month)} {year}")

    def _day_chosen(self) -> None:
        self.chosen.emit(self._moment())

    def _day_activated(self) -> None:
        self._day_chosen()
        self.close_card()

    def _hour_chosen(self, item: QListWidgetItem) -> None:
        self._time = item.data(_MOMENT)
        self.chosen.emit(self._moment())
        self.close_card()

    def _moment(self) -> datetime:
        day = self.month.selectedDate()
        return datetime.combine(date(day.year(), day.month(), day.day()), self._time, self._zone)
