"""How far away a deadline is, in words."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.format import Formats


def distance(deadline: datetime, now: datetime, formats: Formats) -> str:
    """ "in 3 days", "in 2 hours", "overdue by 1 day". Days are counted as people do: midnights between."""
    translate = QCoreApplication.translate
    left = deadline - now
    if left < timedelta(0):
        return formats.overdue(deadline) or translate("Distance", "just now")
    days = (formats.local(deadline).date() - formats.local(now).date()).days
    if days >= 1 and left >= timedelta(hours=12):
        return translate("Distance", "in %n day(s)", "", days)
    if left >= timedelta(hours=1):
        return translate("Distance", "in %n hour(s)", "", round(left / timedelta(hours=1)))
    minutes = round(left / timedelta(minutes=1))
    return translate("Distance", "in %n minute(s)", "", minutes) if minutes else translate("Distance", "now")
