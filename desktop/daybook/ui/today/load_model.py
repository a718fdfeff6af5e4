"""People × days as Qt wants them: a name, what is overdue, and a number for each day."""

from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from daybook.domain.agenda import DAYS, OVERDUE_SPAN
from daybook.ui.kit.format import Formats
from daybook.ui.today.words import TodayWords
from daybook.work.agenda import Focus, PersonLoad, TodayContent

Index = QModelIndex | QPersistentModelIndex

NAME_COLUMN: Final = 0
FIRST_SPAN_COLUMN: Final = 1
"""What is overdue; the days follow."""


def span_of(column: int) -> int | None:
    """The span of time (`domain.agenda`) of a column; None for the names, which stand for all time."""
    return None if column == NAME_COLUMN else column - FIRST_SPAN_COLUMN


class LoadModel(QAbstractTableModel):
    """`cap` is how many activities a person can do on a day; more are too many."""

    def __init__(self, content: TodayContent, words: TodayWords, formats: Formats, cap: int) -> None:
        super().__init__()
        self._words = words
        self._formats = formats
        self.content = content
        self.cap = cap

    def show(self, content: TodayContent) -> None:
        """Takes over what the presenter shows now; while the people stay, what is chosen stays too."""
        people = [each.person_id for each in content.loads]
        if people != [each.person_id for each in self.content.loads]:
            self.beginResetModel()
            self.content = content
            self.endResetModel()
        else:
            self.content = content
            self._renew()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def set_cap(self, cap: int) -> None:
        """Another number is too many."""
        self.cap = cap
        self._renew()

    def load(self, row: int) -> PersonLoad | None:
        """Whose row it is."""
        return self.content.loads[row] if 0 <= row < len(self.content.loads) else None

    def focus(self, index: Index) -> Focus | None:
        """What a cell stands for."""
        load = self.load(index.row()) if index.isValid() else None
        return Focus(load.person_id, span_of(index.column())) if load is not None else None

    def is_too_much(self, load: PersonLoad, span: int | None) -> bool:
        """True for a day that holds more than can be done."""
        return span is not None and span != OVERDUE_SPAN and load.count(span) > self.cap

    def day_words(self, span: int) -> str:
        """ "Tue, 4 June" for the days; "overdue" for what is before them."""
        return self._words.span(Focus(None, span), self.content)

    def head(self, column: int) -> tuple[str, str]:
        """The two lines above a column: "Tue" and "4"."""
        span = span_of(column)
        if span is None:
            return "", ""
        if span == OVERDUE_SPAN:
            return self.tr("Overdue"), ""
        start = self.content.sheet.starts[span - 1]
        return self._formats.weekday(start), self._formats.day_of_month(start)

    def number(self, count: int) -> str:
        """A number as people write it."""
        return self._formats.number(count)

    def day(self, span: int) -> date:
        """The day of a span, on the person's own clock."""
        return self._formats.local(self.content.sheet.starts[span - 1]).date()

    def name(self, load: PersonLoad) -> str:
        """Whose row it is, in words."""
        person = self.content.people.get(load.person_id) if load.person_id is not None else None
        return self._words.person(load.person_id, person)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """A row a person."""
        return 0 if parent.isValid() else len(self.content.loads)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Name, overdue, days."""
        return 0 if parent.isValid() else FIRST_SPAN_COLUMN + 1 + DAYS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The day, whole."""
        if orientation == Qt.Orientation.Vertical or role not in _SPOKEN:
            return None
        span = span_of(section)
        return self.tr("Person") if span is None else self.day_words(span)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name or the number; for the tooltip and a screen reader, a sentence."""
        load = self.load(index.row()) if index.isValid() else None
        if load is None or role not in _SPOKEN:
            return None
        span = span_of(index.column())
        if span is None:
            return self.name(load)
        count = load.count(span)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._formats.number(count)
        return self._sentence(load, span, count)

    def _sentence(self, load: PersonLoad, span: int, count: int) -> str:
        said = self.tr("{name}, {day}: %Ln to do", "", count).format(name=self.name(load), day=self.day_words(span))
        if self.is_too_much(load, span):
            said += " " + self.tr("(too much: a full day has %Ln)", "", self.cap)
        focus = Focus(load.person_id, span)
        return said + (" " + self.tr("(shown)") if focus == self.content.focus else "")

    def _renew(self) -> None:
        if self.content.loads:
            last = self.index(len(self.content.loads) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


_SPOKEN: Final = frozenset(
    {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole)}
)
