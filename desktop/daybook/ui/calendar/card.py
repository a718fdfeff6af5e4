"""The card on which a person says on which days she works, and sees what follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.calendar import NO_COUNTRY, Region, WorkCalendar
from daybook.domain.deadline import DeadlineReader
from daybook.domain.workdays import WorkWeek
from daybook.ui.calendar.days_off import DaysOff
from daybook.ui.calendar.place_picker import PlacePicker
from daybook.ui.calendar.special_list import SpecialList
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.chips import ToggleChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.kit.overlay import Overlay
from daybook.ui.kit.week import first_weekday
from daybook.work.workdays import SpecialDay

_WIDTH: Final = 832
_HEIGHT: Final = 560
_LEFT: Final = 440


class WorkdaysCard(Overlay):
    """Every change counts at once."""

    changed = Signal(object)  # WorkCalendar

    def __init__(
        self,
        look: Look,
        formats: Formats,
        reader: DeadlineReader,
        now: Callable[[], datetime],
        *,
        usual: WorkCalendar,
        parent: QWidget,
    ) -> None:
        super().__init__(look, "", parent)
        self._look = look
        self._usual = usual
        self._calendar = WorkCalendar()
        self._showing = False
        name = self.tr("Working days")
        self.setAccessibleName(name)
        self.card.setAccessibleName(name)
        self.place = PlacePicker(formats.locale)
        locale, first = formats.locale, first_weekday(formats.locale)
        self.days = {
            day: ToggleChip(look, locale.standaloneDayName(day + 1, locale.FormatType.ShortFormat))
            for day in sorted(range(7), key=lambda day: (day - first) % 7)
        }
        for day, chip in self.days.items():
            chip.setAccessibleName(locale.standaloneDayName(day + 1))
        self.days_off = DaysOff(look, formats, reader, now)
        self.list = SpecialList(look, formats.locale)
        self._lay_out(name)
        self._connect()

    def offer_countries(self, codes: Sequence[str], usual: WorkCalendar) -> None:
        """What there is to choose, and what is usual here."""
        self._usual = usual
        self.place.offer_countries(codes, usual)

    def offer_regions(self, regions: Sequence[Region]) -> None:
        """The parts of the country that counts."""
        self.place.offer_regions(regions)

    def show_calendar(self, calendar: WorkCalendar, week: WorkWeek) -> None:
        """What is set and what counts, told to nobody."""
        self._calendar = calendar
        self._showing = True
        self.place.show_place(calendar.country, calendar.region)
        for day, chip in self.days.items():
            chip.setChecked(day in week.weekdays)
        if calendar.days_off != self.days_off.days:
            self.days_off.show_days(calendar.days_off)
        self._showing = False

    def show_special(self, days: Sequence[SpecialDay]) -> None:
        """What is not like every week."""
        self.list.show_days(days)

    def take_focus(self) -> None:
        """At the first list."""
        self.place.country.setFocus(Qt.FocusReason.PopupFocusReason)

    # Inside

    def _choose_country(self, country: str | None) -> None:
        if country != self._calendar.country:
            self._tell(replace(self._calendar, country=country, region=None))

    def _choose_region(self, region: str | None) -> None:
        """A region binds: with it, "as on this computer" becomes the country that this is now."""
        if region == self._calendar.region:
            return
        country = self._usual.country if region and self._calendar.country is None else self._calendar.country
        self._tell(replace(self._calendar, country=country, region=region))

    def _choose_days(self) -> None:
        if self._showing:
            return
        days = frozenset(day for day, chip in self.days.items() if chip.isChecked())
        if not days:  # a week of days off would never end
            self._showing = True
            sender = self.sender()
            (sender if isinstance(sender, ToggleChip) else self.days[0]).setChecked(True)
            self._showing = False
            return
        here = self._calendar.country in (None, NO_COUNTRY, self._usual.country)
        as_usual = here and days == self._usual.weekdays
        self._tell(replace(self._calendar, weekdays=None if as_usual else days))

    def _choose_days_off(self, days: frozenset[date]) -> None:
        self._tell(replace(self._calendar, days_off=days))

    def _tell(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self.changed.emit(calendar)

    def _connect(self) -> None:
        self.place.country_chosen.connect(self._choose_country)
        self.place.region_chosen.connect(self._choose_region)
        self.days_off.changed.connect(self._choose_days_off)
        for chip in self.days.values():
            chip.toggled.connect(self._choose_days)

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(name, Step.TITLE))
        head.addStretch(1)
        head.addWidget(icon_button(self._look, Glyph.CLOSE, self.tr("Close"), self.close_card))
        why = self.tr("Deadlines, reminders and changes to many activities count with these days.")
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        row.addWidget(self._left())
        row.addWidget(separator(vertical=True))
        row.addLayout(self._right(), 1)
        self.column.setSpacing(SMALL)
        self.column.addLayout(head)
        self.column.addWidget(label(why, tone="text_soft", wrap=True))
        self.column.addSpacing(SMALL)
        self.column.addLayout(row, 1)
        self.card.setFixedWidth(_WIDTH)
        self.card.setMaximumHeight(_HEIGHT)

    def _left(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(_LEFT)
        week = QWidget()
        flow = FlowLayout(week, TINY)  # languages with long names need two lines
        for chip in self.days.values():
            flow.addWidget(chip)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.place)
        column.addSpacing(MEDIUM)
        column.addWidget(label(self.tr("Days on which you work"), tone="text_soft"))
        column.addWidget(week)
        column.addSpacing(MEDIUM)
        column.addWidget(self.days_off, 1)
        return made

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(TINY)
        column.addWidget(label(self.tr("The next twelve months"), tone="text_soft"))
        column.addWidget(self.list, 1)
        return column
