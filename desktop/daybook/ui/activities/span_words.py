"""Times of a filter in words: "before today", "within the last 3 days", "from 01/11/2026 to Friday"."""

from PySide6.QtCore import QDate, QLocale, QObject, QTime

from daybook.domain.query import (
    AtMinute,
    Between,
    Calendar,
    Compared,
    During,
    FromNow,
    Period,
    PeriodUnit,
    RelativeDay,
    Sign,
    Span,
    Unit,
    Weekday,
)
from daybook.ui.kit.format import Formats


class SpanWords(QObject):
    """Says when; relative times stay relative, as they do in a saved view."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = formats.locale

    def value(self, value: During | Compared | Between) -> str:
        """As it stands behind "are due"."""
        if isinstance(value, Between):
            return self.tr("from {first} to {last}").format(first=self.name(value.first), last=self.name(value.last))
        if isinstance(value, Compared):
            return self._compared(value)
        return self._during(value.span)

    def _compared(self, value: Compared) -> str:
        if isinstance(value.span, FromNow) and value.span.amount:
            return self._distance(value.sign, value.span)
        return {
            Sign.BEFORE: self.tr("before {when}"),
            Sign.UNTIL: self.tr("by {when}"),
            Sign.AFTER: self.tr("after {when}"),
            Sign.SINCE: self.tr("from {when} on"),
        }[value.sign].format(when=self.name(value.span))

    def _distance(self, sign: Sign, span: FromNow) -> str:
        """ "less than 3 days ago"."""
        later = sign in (Sign.AFTER, Sign.SINCE)
        if span.amount < 0:
            text = self.tr("less than {long} ago") if later else self.tr("more than {long} ago")
        else:
            text = self.tr("more than {long} from now") if later else self.tr("less than {long} from now")
        return text.format(long=self._long(abs(span.amount), span.unit))

    def _during(self, span: Span) -> str:
        if isinstance(span, FromNow):
            text = self.tr("within the last {long}") if span.amount < 0 else self.tr("within the next {long}")
            return text.format(long=self._long(abs(span.amount), span.unit))
        name = self.name(span)
        if isinstance(span, Weekday | AtMinute) or (isinstance(span, Calendar) and span.day is not None):
            return self.tr("on {day}").format(day=name)
        return self.tr("in {time}").format(time=name) if isinstance(span, Calendar) else name

    def name(self, span: Span) -> str:
        """The span itself, as it stands behind "before"."""
        if isinstance(span, FromNow):
            return self._moment(span)
        if isinstance(span, RelativeDay):
            return self._day(span)
        if isinstance(span, Weekday):
            return self._locale.dayName(span.number + 1)
        if isinstance(span, Period):
            return self._period(span)
        if isinstance(span, Calendar):
            return self._calendar(span)
        day = QDate(span.day.year, span.day.month, span.day.day)
        hour = QTime(span.time.hour, span.time.minute)
        short = QLocale.FormatType.ShortFormat
        return f"{self._locale.toString(day, short)} {self._locale.toString(hour, short)}"

    def _moment(self, span: FromNow) -> str:
        if span.amount == 0:
            return self.tr("now")
        text = self.tr("{long} ago") if span.amount < 0 else self.tr("{long} from now")
        return text.format(long=self._long(abs(span.amount), span.unit))

    def _day(self, span: RelativeDay) -> str:
        near = {-1: self.tr("yesterday"), 0: self.tr("today"), 1: self.tr("tomorrow")}
        if span.unit is Unit.DAY and span.amount in near:
            return near[span.amount]
        text = self.tr("{long} before today") if span.amount < 0 else self.tr("{long} after today")
        return text.format(long=self._long(abs(span.amount), span.unit))

    def _period(self, span: Period) -> str:
        near = {
            (PeriodUnit.WEEK, -1): self.tr("last week"),
            (PeriodUnit.WEEK, 0): self.tr("this week"),
            (PeriodUnit.WEEK, 1): self.tr("next week"),
            (PeriodUnit.MONTH, -1): self.tr("last month"),
            (PeriodUnit.MONTH, 0): self.tr("this month"),
            (PeriodUnit.MONTH, 1): self.tr("next month"),
            (PeriodUnit.QUARTER, -1): self.tr("last quarter"),
            (PeriodUnit.QUARTER, 0): self.tr("this quarter"),
            (PeriodUnit.QUARTER, 1): self.tr("next quarter"),
            (PeriodUnit.YEAR, -1): self.tr("last year"),
            (PeriodUnit.YEAR, 0): self.tr("this year"),
            (PeriodUnit.YEAR, 1): self.tr("next year"),
        }.get((span.unit, span.shift))
        return near or self._far_period(span.unit, span.shift)

    def _far_period(self, unit: PeriodUnit, shift: int) -> str:
        count = abs(shift)
        if shift < 0:
            return {
                PeriodUnit.WEEK: self.tr("the week %Ln week(s) before this one", "", count),
                PeriodUnit.MONTH: self.tr("the month %Ln month(s) before this one", "", count),
                PeriodUnit.QUARTER: self.tr("the quarter %Ln quarter(s) before this one", "", count),
                PeriodUnit.YEAR: self.tr("the year %Ln year(s) before this one", "", count),
            }[unit]
        return {
            PeriodUnit.WEEK: self.tr("the week %Ln week(s) after this one", "", count),
            PeriodUnit.MONTH: self.tr("the month %Ln month(s) after this one", "", count),
            PeriodUnit.QUARTER: self.tr("the quarter %Ln quarter(s) after this one", "", count),
            PeriodUnit.YEAR: self.tr("the year %Ln year(s) after this one", "", count),
        }[unit]

    def _calendar(self, span: Calendar) -> str:
        if span.month is None:
            return str(span.year)
        if span.day is None:
            return f"{self._locale.standaloneMonthName(span.month)} {span.year}"
        return self._locale.toString(QDate(span.year, span.month, span.day), QLocale.FormatType.ShortFormat)

    def _long(self, count: int, unit: Unit) -> str:
        return {
            Unit.MINUTE: self.tr("%Ln minute(s)", "", count),
            Unit.HOUR: self.tr("%Ln hour(s)", "", count),
            Unit.DAY: self.tr("%Ln day(s)", "", count),
            Unit.WORKING_DAY: self.tr("%Ln working day(s)", "", count),
            Unit.WEEK: self.tr("%Ln week(s)", "", count),
            Unit.MONTH: self.tr("%Ln month(s)", "", count),
            Unit.YEAR: self.tr("%Ln year(s)", "", count),
        }[unit]
