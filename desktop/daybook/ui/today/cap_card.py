"""How much a full day is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.todo.dropdown import Dropdown

LEAST, MOST = 1, 99


class CapCard(Dropdown):
    """A number; ↑ ↓ change it, and the loads go by it at once."""

    changed = Signal(int)

    def __init__(self, look: Look, cap: int, anchor: QWidget) -> None:
        super().__init__(look, "", anchor)
        name = self.tr("A full day")
        self.setAccessibleName(name)
        self.number = QSpinBox()
        self.number.setRange(LEAST, MOST)
        self.number.setValue(cap)
        self.number.setAccessibleName(name)
        self.number.valueChanged.connect(self.changed)
        row = QHBoxLayout()
        row.setContentsMargins(SMALL, SMALL, SMALL, 0)
        row.setSpacing(MEDIUM)
        row.addWidget(label(self.tr("Activities a person can do on one day")), 1)
        row.addWidget(self.number)
        note = label(self.tr("A day with more is marked as too much."), Step.SMALL, "text_faint", wrap=True)
        note.setContentsMargins(SMALL, 0, SMALL, SMALL)
        self.column.addLayout(row)
        self.column.addWidget(note)
        self.card.setFixedWidth(380)
