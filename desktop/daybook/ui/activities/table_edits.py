"""Editing in the table: what typing, Enter and pasting do to its cells, and how a cell that waits looks."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QObject, Qt

from daybook.ui.activities.cell_editors import Leave
from daybook.ui.activities.pending_side import PendingSide
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph
from daybook.work.activities_table import ActivitiesTable


class TableEdits(QObject):
    """Joins the table to the pending edits. `commands` work where the focus is in the table."""

    def __init__(self, view: ActivitiesView, table: ActivitiesTable, side: PendingSide) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._side = side
        view.use_states(side.pending, side.state_words)
        view.edit_wanted.connect(self.edit)
        view.moved.connect(side.editing.place)
        side.left.connect(self._leave)
        side.touched.connect(self._repaint)
        side.show_wanted.connect(self._show)

    def edit(self, typed: str = "") -> None:
        """Opens the editor of the current cell; `typed` is the key that began it."""
        number, column = self._view.current_id, self._view.current_column
        line = None if number is None else self._table.line(number)
        if number is not None and line is not None:
            self._view.scrollTo(self._view.currentIndex())
            self._side.begin(line, column, self._view.viewport(), lambda: self._view.cell_rect(number, column), typed)

    def paste(self) -> None:
        """Pastes the clipboard from the current cell on; over several picked rows, into those."""
        picked = self._table.picks.in_order()
        shown = self._view.shown_columns
        columns = shown[shown.index(self._view.current_column) :]
        if len(picked) > 1:
            self._side.paste(picked, columns, (len(picked), 1))
        elif self._view.current_id is not None:
            self._side.paste(self._ids_from_here(), columns)

    def revert(self) -> None:
        """Drops what waits in the current cell."""
        if self._view.current_id is not None:
            self._side.revert(self._view.current_id, self._view.current_column)

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done with the current cell."""
        group = self.tr("Cells")
        return (
            Command("cell-edit", self.tr("Edit the cell"), self.edit, ("F2",), Glyph.PENCIL, group,
                    self._is_on_row, in_place=True),
            Command("cell-paste", self.tr("Paste from a spreadsheet"), self.paste, ("Ctrl+V",), Glyph.COPY, group,
                    self._is_on_row, in_place=True),
            Command("cell-revert", self.tr("Drop the change of the cell"), self.revert, ("Backspace",), Glyph.UNDO,
                    group, self._waits, in_place=True),
        )  # fmt: skip

    def _is_on_row(self) -> bool:
        return self._view.current_id is not None

    def _waits(self) -> bool:
        number = self._view.current_id
        return number is not None and bool(self._side.state_words(number, self._view.current_column))

    def _ids_from_here(self) -> list[int]:
        rows, row = self._view.activities.rows, self._view.currentIndex().row()
        return list(islice(rows.ids_in(row, len(rows)), self._side.copied_rows))

    def _leave(self, leave: object) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(leave, Leave) and leave is not Leave.STAY:
            self._view.step(*leave.value)

    def _repaint(self) -> None:
        self._view.show_lines()

    def _show(self, activity_id: int) -> None:
        if self._view.make_current(activity_id):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
