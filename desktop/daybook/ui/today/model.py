"""The rows of a day as Qt wants them."""

from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.entities import Person
from daybook.domain.listing import ActivityLine
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.today.rows import Doing, Heading, Row, Rows
from daybook.ui.today.words import TodayWords
from daybook.work.agenda import TodayContent
from daybook.work.today import Today

Index = QModelIndex | QPersistentModelIndex


class Waiting(Protocol):
    """Who knows what waits to be applied (`ui.today.waiting`); of most activities nothing does."""

    def line(self, line: ActivityLine) -> ActivityLine:
        """The line as the person wishes it."""

    def words(self, activity_id: int) -> str:
        """What waits, in short; "" for nothing."""

    def spoken(self, activity_id: int) -> str:
        """The same in full."""

    def sign(self, activity_id: int) -> tuple[Glyph, str]:
        """The glyph and the tone to show it with."""


class TodayModel(QAbstractTableModel):
    """One column. Another content is a reset: where the list stood is kept by whoever shows it."""

    def __init__(self, today: Today, words: TodayWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._words = words
        self.waiting: Waiting | None = None
        """None until somebody knows the edits that wait: the first rows are shown before that."""
        self.content = today.content
        self.rows = Rows()

    def show(self, content: TodayContent) -> None:
        """Takes over what the presenter shows now."""
        self.beginResetModel()
        self.content = content
        self.rows = Rows(content)
        self.endResetModel()

    def renew(self) -> None:
        """Lines or marks are others now."""
        if len(self.rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def row(self, number: int) -> Row | None:
        """What stands there; None outside of the list."""
        return self.rows.at(number) if 0 <= number < len(self.rows) else None

    def line(self, activity_id: int) -> ActivityLine | None:
        """What a row says, as the person wishes it; None while it was not read."""
        line = self._today.line(activity_id)
        return line if line is None or self.waiting is None else self.waiting.line(line)

    def person(self, person_id: int | None) -> Person | None:
        """Somebody the copy knows."""
        return self.content.people.get(person_id) if person_id is not None else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are, headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be gone to, and not be chosen."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return kept if isinstance(row, Heading) else kept | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, what a screen reader says, or the tooltip."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role not in _SPOKEN:
            return None
        said = self._said(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return said[0]
        words = _SPOKEN[role].join(said)
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _said(self, row: Row) -> list[str]:
        if isinstance(row, Heading):
            state = self.tr("folded") if row.folded else self.tr("unfolded")
            return [self._words.heading(row, self.content), self._words.count(row.section.count), state]
        if not isinstance(row, Doing):
            return self._words.forgotten(row.entity, self.person(row.entity.responsible_id))
        line = self.line(row.activity_id)
        if line is None:
            return [self.tr("Loading…")]
        said = self._words.all(line, self.person(line.responsible_id), self._today.mark(row.activity_id))
        waits = self.waiting.spoken(row.activity_id) if self.waiting is not None else ""
        return [*said, waits] if waits else said


_SPOKEN = {
    int(Qt.ItemDataRole.DisplayRole): "",
    int(Qt.ItemDataRole.AccessibleTextRole): ", ",
    int(Qt.ItemDataRole.ToolTipRole): "\n",
}
