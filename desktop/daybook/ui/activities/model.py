"""The rows of the table as Qt wants them: for moving about, for screen readers, for the clipboard."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.columns import Column
from daybook.domain.grouping import Group
from daybook.ui.activities.cell_states import NOTHING_PENDING, CellStates
from daybook.ui.activities.cells import CellMaker
from daybook.ui.activities.column_words import FIELDS, GroupWords, column_title
from daybook.work.activities_table import ActivitiesTable
from daybook.work.table_rows import TableRows

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = tuple(Column)
"""The logical order; which are shown, and where, is the header's."""


class ActivityModel(QAbstractTableModel):
    """Forwards what the presenter has. The painter asks the presenter itself; nothing here is asked a frame."""

    def __init__(
        self, table: ActivitiesTable, maker: CellMaker, groups: GroupWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.states: CellStates = NOTHING_PENDING
        self.state_words: Callable[[int, Column], str] = lambda _id, _column: ""
        self._table = table
        self._maker = maker
        self._groups = groups
        self._rows: TableRows = table.rows

    def show(self) -> None:
        """Takes over the presenter's rows."""
        self.beginResetModel()
        self._rows = self._table.rows
        self.endResetModel()

    @property
    def rows(self) -> TableRows:
        """The rows that are shown; the presenter may be a step ahead."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Activities and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words: what stands there, what is said of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.CheckStateRole and COLUMNS[index.column()] is Column.DONE:
            line = self._table.line(self._rows.id_at(index.row()) or 0)
            return None if line is None else Qt.CheckState.Checked if line.completed else Qt.CheckState.Unchecked
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names; rows are counted from 1."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_title(COLUMNS[section]) if 0 <= section < len(COLUMNS) else None
        return str(section + 1) if role != Qt.ItemDataRole.ToolTipRole else None

    def heading_words(self, group: Group) -> str:
        """What is said of a heading: its name and how many activities it has."""
        name = self._groups.heading(group, self._table.question.group_by).text
        return self.tr("{group}, %Ln activity(ies)", "", group.count).format(group=name)

    def share_of(self, group: Group) -> Qt.CheckState:
        """How much of a group is selected: all of it, some, nothing."""
        if not len(self._table.picks):
            return Qt.CheckState.Unchecked
        picked = self._table.picks.count_among(self._rows.ids_of(group))
        if not picked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if picked == group.count else Qt.CheckState.PartiallyChecked

    def _shown(self, row: int, column: Column) -> str:
        group = self._rows.group_at(row)
        if group is not None:
            return self._groups.heading(group, self._table.question.group_by).text
        line = self._table.line(self._rows.id_at(row) or 0)
        return "" if line is None else self._maker.cell(self.states.overlaid(line), column).words

    def _spoken(self, row: int, column: Column) -> str:
        group = self._rows.group_at(row)
        if group is not None:
            folded = self.tr("folded") if self._rows.is_folded(group) else self.tr("open", "a group")
            picked = {
                Qt.CheckState.Checked: self.tr("all selected"),
                Qt.CheckState.PartiallyChecked: self.tr("some selected"),
            }.get(self.share_of(group))
            return ", ".join(filter(None, (self.heading_words(group), folded, picked)))
        activity_id = self._rows.id_at(row) or 0
        line = self._table.line(activity_id)
        if line is None:
            return self.tr("Loading")
        said = [self._maker.spoken(self.states.overlaid(line), column)]
        if activity_id in self._table.picks:
            said.append(self.tr("selected"))
        if column in FIELDS and (waiting := self.state_words(activity_id, column)):
            said.append(waiting)
        return ", ".join(said)
