"""The table of a report: its columns, and what is left out where there is little width."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from daybook.ui.kit.look import Look
from daybook.ui.runs.report_model import Column, ReportModel
from daybook.work.running.report import ReportLine

_ROW_HEIGHT: Final = 34
_WITH_ITEM: Final = 680
_WITH_CAUSE: Final = 960
_OUTCOME: Final = 136


class ReportTable(QTableView):
    """Several rows may be selected, to be taken back together. Enter opens the activity."""

    opened = Signal()
    current_changed = Signal()
    picked = Signal()

    def __init__(self, look: Look, model: ReportModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Rows of the run"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("cells", "roomy")
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(_ROW_HEIGHT)
        down.setDefaultSectionSize(_ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress_header()
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.current_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.picked.emit())
        look.theming.changed.connect(self.viewport().update)

    @property
    def line(self) -> ReportLine | None:
        """The current row; None for none, or while it is not read."""
        return self.rows.line(self.currentIndex().row())

    @property
    def selected(self) -> frozenset[int]:
        """The numbers of the selected rows."""
        places = (row for rows in self._ranges() for row in rows)
        return frozenset(number for number in map(self.rows.number, places) if number is not None)

    @property
    def count_selected(self) -> int:
        """How many rows are selected."""
        return sum(map(len, self._ranges()))

    def _ranges(self) -> list[range]:
        chosen = self.selectionModel().selection()
        found = [chosen.at(number) for number in range(chosen.count())]
        return [range(each.top(), each.bottom() + 1) for each in found]

    @property
    def in_sight(self) -> tuple[int, int]:
        """The first and the last row that can be seen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return max(0, first), last if last >= 0 else self.rows.rowCount() - 1

    def go_to(self, row: int) -> None:
        """Makes a row current."""
        self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is least missed goes first."""
        super().resizeEvent(event)
        width = self.viewport().width()
        with_item, with_cause = width >= _WITH_ITEM, width >= _WITH_CAUSE
        for column, shown in ((Column.ITEM, with_item), (Column.CAUSE, with_cause)):
            if self.isColumnHidden(column) == shown:
                self.setColumnHidden(column, not shown)
        self.rows.merge(not with_cause)
        shares = {Column.TITLE: 0.24 if with_item else 0.32, Column.ITEM: 0.16, Column.CAUSE: 0.22}
        for column, part in shares.items():
            self.setColumnWidth(column, round(width * part))

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.CHANGE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.OUTCOME, _OUTCOME)
