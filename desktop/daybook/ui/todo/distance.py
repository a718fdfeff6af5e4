"""How far away a deadline is, in words."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from daybook.ui.kit.format import Formats


class Distance(QObject):
    """Says how long there is until a moment, or how long it is past."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats

    def words(self, deadline: datetime, now: datetime) -> str:
        """ "in 3 days", "in 2 hours", "overdue by 1 day". Days are counted as people do: midnights between."""
        left = deadline - now
        if left < timedelta(0):
            return self._formats.overdue(deadline)
        days = (self._formats.local(deadline).date() - self._formats.local(now).date()).days
        if days >= 1 and left >= timedelta(hours=12):
            return self.tr("in %Ln day(s)", "", days)
        if left >= timedelta(hours=1):
            return self.tr("in %Ln hour(s)", "", left // timedelta(hours=1))
        minutes = left // timedelta(minutes=1)
        return self.tr("in %Ln minute(s)", "", minutes) if minutes else self.tr("now")
