"""How high the rows of a timeline are, without measuring a thousand cards before the first is seen.

Rows in sight are measured at once, the others get an estimate and are measured in slices while nothing else is to do.
Whatever changes its height, what the person looks at stays where it is.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from daybook.ui.timeline.card_layout import SECTION_HEIGHT, estimate
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.rows import Key, Row, Section, key_of

_SLICE_S: Final = 0.006
"""Measuring stops after this long and lets the window paint."""
_ROUNDS: Final = 8
"""Measured rows bring others into sight; more rounds than this no screen needs."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row in sight and how far its upper edge is below that of the list (negative when it begins above)."""

    key: Key
    offset: int


class RowHeights(QObject):
    """Keeps the rows of one table as high as what they show."""

    def __init__(self, table: QTableView, model: TimelineModel, measure: Callable[[Row, int], int]) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._measure = measure
        self._heights: dict[Key, int] = {}
        self._exact: dict[Key, int] = {}
        """The width a row was measured for."""
        self._settling = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._measure_slice)

    @property
    def settled(self) -> bool:
        """True when every row has the height of what it shows."""
        return not self._idle.isActive()

    def anchors(self) -> tuple[Anchor, ...]:
        """What is in sight, measured rows first; nothing at the very top, where new rows may push the others down."""
        top = self._table.verticalScrollBar().value()
        if top <= 0:
            return ()
        header = self._table.verticalHeader()
        seen = [(row, Anchor(key_of(row), header.sectionPosition(number) - top)) for number, row in self._in_sight()]
        seen.sort(key=lambda each: not self._is_exact(each[0]))
        return tuple(anchor for _, anchor in seen)

    def forget(self, keys: Iterable[Key] | None = None) -> None:
        """These rows (or all) may have another height now."""
        if keys is None:
            self._exact.clear()
        else:
            for key in keys:
                self._exact.pop(key, None)

    def start_over(self) -> None:
        """Other rows altogether."""
        self._heights.clear()
        self._exact.clear()

    def rows_changed(self, keep: Collection[Anchor]) -> None:
        """Rows came, went or moved; `keep` is what should stay where it was before that."""
        self._settling = True
        self._apply_all()
        self._put_back(keep)
        self._settling = False
        self.settle(keep)

    def settle(self, keep: Collection[Anchor] | None = None, *, idle: bool = True) -> None:
        """Measures what is in sight and leaves it where it is; the rest follows when there is time (`idle`)."""
        if self._settling:
            return
        keep = self.anchors() if keep is None else keep
        self._settling = True
        for _ in range(_ROUNDS):
            changed = [number for number, row in self._in_sight() if self._update(number, row)]
            if not changed:
                break
            self._put_back(keep)
        self._settling = False
        if idle:
            self._idle.start()

    def _apply_all(self) -> None:
        """Gives every row the height known for it, or an estimate: rows that came or moved have another's."""
        header = self._table.verticalHeader()
        heights: dict[Key, int] = {}
        for number, row in enumerate(self._model.rows):
            key = key_of(row)
            heights[key] = height = self._heights.get(key) or _guess(row)
            if header.sectionSize(number) != height:
                header.resizeSection(number, height)
        self._heights = heights
        self._exact = {key: width for key, width in self._exact.items() if key in heights}

    def _update(self, number: int, row: Row) -> bool:
        """Measures one row; True when its height changed."""
        if self._is_exact(row):
            return False
        key, width = key_of(row), self._table.viewport().width()
        height = self._measure(row, width)
        self._exact[key] = width
        if self._heights.get(key) == height:
            return False
        self._heights[key] = height
        self._table.verticalHeader().resizeSection(number, height)
        return True

    def _measure_slice(self) -> None:
        begun = perf_counter()
        keep = self.anchors()
        changed = False
        for number, row in enumerate(self._model.rows):
            changed = self._update(number, row) or changed
            if perf_counter() - begun > _SLICE_S:
                break
        else:
            self._idle.stop()
        if changed:
            self._settling = True
            self._put_back(keep)
            self._settling = False

    def _put_back(self, keep: Collection[Anchor]) -> None:
        """Scrolls so that the first of these rows that still exists is where it was."""
        self._table.updateGeometries()
        for anchor in keep:
            index = self._model.index_of(anchor.key)
            if index.isValid():
                position = self._table.verticalHeader().sectionPosition(index.row())
                self._table.verticalScrollBar().setValue(position - anchor.offset)
                return

    def _is_exact(self, row: Row) -> bool:
        return self._exact.get(key_of(row)) == self._table.viewport().width()

    def _in_sight(self) -> list[tuple[int, Row]]:
        first = self._table.rowAt(0)
        if first < 0:
            return []
        last = self._table.rowAt(self._table.viewport().height() - 1)
        last = self._model.rowCount() - 1 if last < 0 else last
        found = ((number, self._model.row_at(number)) for number in range(first, last + 1))
        return [(number, row) for number, row in found if row is not None]


def _guess(row: Row) -> int:
    if isinstance(row, Section):
        return round(SECTION_HEIGHT)
    return round(estimate(bool(row.activity.description), not row.activity.completed))
