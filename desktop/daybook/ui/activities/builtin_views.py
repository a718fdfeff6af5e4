"""The views that everybody has. Their filters are what a person could type."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.view import View

translate = QCoreApplication.translate


def builtin_views() -> Sequence[View]:
    """In the order of the menu; the first one is on until somebody chooses."""
    newest = Order(SortKey.UPDATED, descending=True)
    return (
        View(translate("Views", "All my open"), "is:open resp:me"),
        View(translate("Views", "My overdue"), "is:overdue resp:me"),
        replace(View(translate("Views", "My week, day by day"), "is:open resp:me due:thisweek"), group=GroupBy.DAY),
        View(translate("Views", "This week’s calls"), "type:call due:thisweek"),
        replace(View(translate("Views", "Everybody’s overdue"), "is:overdue"), group=GroupBy.RESPONSIBLE),
        View(translate("Views", "Without a deadline"), "is:open due:none"),
        replace(View(translate("Views", "Done lately"), "is:done changed>=today-7d"), order=newest),
        View(translate("Views", "Everything"), ""),
    )
