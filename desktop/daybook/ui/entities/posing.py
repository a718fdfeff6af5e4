"""What is worth a picture."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from daybook.work.browser import EntityRow, Owed
from daybook.work.timeline import Card, TimelineContent


def richest(rows: Iterable[EntityRow]) -> EntityRow | None:
    """The item with most to do that still runs; None when there is none at all."""
    return max(rows, key=lambda row: (not row.entity.closed, (row.owed or Owed()).open), default=None)


def telling(content: TimelineContent) -> Card | None:
    """The open to-do with most in it: a description, a colour, a deadline."""

    def tells(card: Card) -> tuple[bool, bool, bool]:
        activity = card.activity
        return bool(activity.description), activity.color.value != "default", activity.deadline is not None

    return max((card for card in content.open if card.activity.is_todo), key=tells, default=None)


def begin_with_a_whole_row(view: QAbstractItemView) -> None:
    """Shows the chosen row in the middle, and the uppermost one without a cut."""
    view.scrollTo(view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
    cut = view.visualRect(view.indexAt(QPoint(view.viewport().width() // 2, 0))).top()
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + min(cut, 0))
