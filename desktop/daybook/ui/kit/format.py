"""Moments, spans and amounts in the person's language, zone and habits."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QLocale, QObject, QTime

from daybook.domain.clock import Clock
from daybook.domain.entities import Money
from daybook.ui.kit.zone import LocalZone

_SYMBOLS: Final = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "RUB": "₽",
    "UAH": "₴",
    "KZT": "₸",
    "PLN": "zł",
    "TRY": "₺",
    "INR": "₹",
    "BRL": "R$",
    "CNY": "CN¥",
    "JPY": "¥",
    "VND": "₫",
    "ILS": "₪",
    "GEL": "₾",
    "AMD": "֏",
}
"""Signs people know; any other currency shows its three letters."""


class Formats(QObject):
    """Turns values into what a person reads.

    `zone` None is the computer's own, also after it was set to another one. Relative words ("today", "overdue by 3
    days") go by `clock`.
    """

    def __init__(self, clock: Clock, locale: QLocale | None = None, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._clock = clock
        self.zone = LocalZone(zone, self)
        self._locale = locale or usual_locale()

    @property
    def locale(self) -> QLocale:
        """The person's language and habits, for Qt's own widgets such as a calendar."""
        return self._locale

    def local(self, moment: datetime) -> datetime:
        """The same moment on the person's own clock."""
        return moment.astimezone(self.zone.now())

    def time(self, moment: datetime) -> str:
        """ "15:00", or "3:00 PM" where people write so."""
        local = self.local(moment)
        return self._locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)

    def day(self, moment: datetime) -> str:
        """ "today", "tomorrow", "yesterday" or "Tue, 4 June"; with the year when it is another one."""
        local, today = self.local(moment).date(), self.local(self._clock.now()).date()
        near = {
            -1: self.tr("yesterday"),
            0: self.tr("today"),
            1: self.tr("tomorrow"),
        }.get((local - today).days)
        if near is not None:
            return near
        month_first = self._locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        pattern = "ddd, MMMM d" if month_first else "ddd, d MMMM"
        if local.year != today.year:
            pattern += ", yyyy" if month_first else " yyyy"
        return self._locale.toString(QDate(local.year, local.month, local.day), pattern)

    def long_day(self, moment: datetime) -> str:
        """ "Tuesday, 4 June", as it stands above a day's work."""
        local = self.local(moment).date()
        month_first = self._locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        pattern = "dddd, MMMM d" if month_first else "dddd, d MMMM"
        return self._locale.toString(QDate(local.year, local.month, local.day), pattern)

    def week(self, first: datetime) -> str:
        """ "2 March – 8 March": seven days, of which this moment is on the first; years when they are others."""
        begin = self.local(first).date()
        return " – ".join(map(self._date, (begin, begin + timedelta(days=6))))

    def _date(self, day: date) -> str:
        month_first = self._locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        pattern = "MMMM d" if month_first else "d MMMM"
        if day.year != self.local(self._clock.now()).year:
            pattern += ", yyyy" if month_first else " yyyy"
        return self._locale.toString(QDate(day.year, day.month, day.day), pattern)

    def day_of_month(self, moment: datetime) -> str:
        """ "4"."""
        return self._locale.toString(self.local(moment).day)

    def brief(self, moment: datetime) -> str:
        """A moment for a narrow place: "today 15:00", "Sat 7 Nov 10:49", with the year when it is another one."""
        return f"{self.brief_day(moment)} {self.time(moment)}"

    def brief_day(self, moment: datetime) -> str:
        """The day of a moment for a narrow place."""
        local, today = self.local(moment).date(), self.local(self._clock.now()).date()
        if abs((local - today).days) <= 1:
            return self.day(moment)
        month_first = self._locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        pattern = "ddd MMM d" if month_first else "ddd d MMM"
        if local.year != today.year:
            pattern = pattern.removeprefix("ddd ") + (", yyyy" if month_first else " yyyy")
        return self._locale.toString(QDate(local.year, local.month, local.day), pattern)

    def month(self, moment: datetime) -> str:
        """ "June", as it stands beneath a day on a calendar sheet."""
        return self._locale.monthName(self.local(moment).month)

    def weekday(self, moment: datetime) -> str:
        """ "Tue"."""
        return self._locale.dayName(self.local(moment).isoweekday(), QLocale.FormatType.ShortFormat)

    def moment(self, moment: datetime) -> str:
        """ "today 15:00", "Tue, 4 June, 22:00"."""
        day, time = self.day(moment), self.time(moment)
        return f"{day}, {time}" if "," in day else f"{day} {time}"

    def written(self, moment: datetime) -> str:
        """ "21/11/2026 15:00": for a file that is read another day."""
        local = self.local(moment)
        day = self._locale.toString(QDate(local.year, local.month, local.day), _short_with_whole_year(self._locale))
        return f"{day} {self.time(moment)}"

    def deadline(self, moment: datetime | None) -> str:
        """A deadline as a pill shows it; "no deadline" for None."""
        return self.tr("no deadline") if moment is None else self.moment(moment)

    def overdue(self, moment: datetime) -> str:
        """ "overdue by 3 days", counted in the largest whole unit; "" for a moment that has not come."""
        late = self._clock.now() - moment
        if late <= timedelta(0):
            return ""
        if late >= timedelta(days=1):
            return self.tr("overdue by %Ln day(s)", "", late.days)
        if late >= timedelta(hours=1):
            return self.tr("overdue by %Ln hour(s)", "", late.seconds // 3600)
        if late >= timedelta(minutes=1):
            return self.tr("overdue by %Ln minute(s)", "", late.seconds // 60)
        return self.tr("due now")

    def ago(self, moment: datetime) -> str:
        """ "5 minutes ago" within the last hour, else the moment itself."""
        past = self._clock.now() - moment
        if timedelta(0) <= past < timedelta(minutes=1):
            return self.tr("just now")
        if timedelta(0) <= past < timedelta(hours=1):
            return self.tr("%Ln minute(s) ago", "", past.seconds // 60)
        return self.moment(moment)

    def ping(self, minutes: int) -> str:
        """A reminder, by its minutes before the deadline: "at the deadline", "1 hour before"."""
        if minutes == 0:
            return self.tr("at the deadline")
        if minutes % 1440 == 0:
            return self.tr("%Ln day(s) before", "", minutes // 1440)
        if minutes % 60 == 0:
            return self.tr("%Ln hour(s) before", "", minutes // 60)
        return self.tr("%Ln minute(s) before", "", minutes)

    def seconds(self, left: int) -> str:
        """A countdown: "10 s"."""
        return self.tr("{seconds} s").format(seconds=self.number(left))

    def number(self, value: int) -> str:
        """A whole number with the separators people use."""
        return self._locale.toString(value)

    def money(self, money: Money) -> str:
        """An amount with its currency; cents only when there are any."""
        digits = 0 if money.amount == money.amount.to_integral_value() else 2
        amount = float(money.amount)
        if not money.currency:
            return self._locale.toString(amount, "f", digits)
        symbol = _SYMBOLS.get(money.currency, money.currency)
        shown = self._locale.toCurrencyString(amount, symbol, digits)
        # Three letters want a space; `QLocale` puts one only where the language always does.
        if shown.startswith(symbol) and symbol.isalpha() and len(symbol) == 3:
            shown = f"{symbol} {shown.removeprefix(symbol).strip()}"
        return shown


def _short_with_whole_year(locale: QLocale) -> str:
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


def usual_locale() -> QLocale:
    """The system's; where it is "C", which nobody speaks, British English."""
    system = QLocale.system()
    if system.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return system
