"""Which rows of the day are chosen: the current one, unless Ctrl or Shift say otherwise."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from daybook.domain.entities import EntityRef
from daybook.ui.today.model import TodayModel
from daybook.ui.today.rows import Key, key_of

Flag = QItemSelectionModel.SelectionFlag
ROWS = Flag.Rows


class Choosing(QObject):
    """Keeps what is chosen when the list is read again. Headings are passed by: they can be current, not chosen."""

    changed = Signal()

    def __init__(self, model: TodayModel, selection: QItemSelectionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._anchor: Key | None = None
        selection.selectionChanged.connect(self.changed)

    # What is chosen

    @property
    def keys(self) -> list[int | EntityRef]:
        """The chosen activities and items, from the top."""
        ranges = sorted((each.top(), each.bottom()) for each in self._selection.selection().toList())
        return [key for first, last in ranges for key in self._model.rows.keys_between(first, last)]

    @property
    def ids(self) -> list[int]:
        """The chosen activities, from the top."""
        return [key for key in self.keys if isinstance(key, int)]

    # What a person does

    def only(self, number: int) -> None:
        """This row and no other."""
        self._anchor = self._key(number)
        self._selection.setCurrentIndex(self._model.index(number, 0), Flag.ClearAndSelect | ROWS)

    def toggle(self, number: int) -> None:
        """This one too, or not any more."""
        self._anchor = self._key(number)
        self.go_to(number)
        self._selection.select(self._model.index(number, 0), Flag.Toggle | ROWS)

    def reach(self, number: int) -> None:
        """All from where choosing began up to this one."""
        anchor = self._model.rows.number_of(self._anchor) if self._anchor is not None else None
        start = number if anchor is None else anchor
        self.go_to(number)
        self._choose(range(min(start, number), max(start, number) + 1))

    def go_to(self, number: int) -> None:
        """Makes a row the current one; what is chosen stays."""
        self._selection.setCurrentIndex(self._model.index(number, 0), Flag.NoUpdate)

    def whole_part(self, number: int) -> None:
        """All rows of the part that a row stands in; when they are chosen already, all there are."""
        rows = self._model.rows
        headings = (*rows.headings(), len(rows))
        heading = rows.heading_of(number)
        below = headings[headings.index(heading) + 1] - 1
        held = set(self.keys)
        whole = held.issuperset(rows.keys_between(heading, below))
        self._choose(range(len(rows)) if whole else range(heading + 1, below + 1))

    def again(self, numbers: Sequence[int]) -> None:
        """The list was read again: these rows are chosen, ascending; what is current stays so."""
        self._choose(numbers)

    # Inside

    def _key(self, number: int) -> Key | None:
        row = self._model.row(number)
        return key_of(row) if row is not None else None

    def _choose(self, numbers: Sequence[int]) -> None:
        chosen = QItemSelection()
        for first, last in _runs(numbers):
            chosen.select(self._model.index(first, 0), self._model.index(last, 0))
        self._selection.select(chosen, Flag.ClearAndSelect | ROWS)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first and last of those that follow on each other."""
    if isinstance(numbers, range):
        return [(numbers[0], numbers[-1])] if numbers else []
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
