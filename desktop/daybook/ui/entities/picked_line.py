"""Several items are selected: how many, and what can be done with all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL


class PickedLine(QWidget):
    """Not there while one item is selected, or none."""

    create_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._count = label(step=Step.SMALL_STRONG, tone="accent")
        self.create_button = push_button(look, self.tr("Create…"), self.create_wanted.emit, kind="link")
        self.create_button.setToolTip(self.tr("Create something for each selected item"))
        self.change_button = push_button(look, self.tr("Change…"), self.change_wanted.emit, kind="link")
        self.change_button.setToolTip(self.tr("Change the open activities of the selected items"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for widget in (self._count, self.create_button, self.change_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is not there."""
        return self._count.text()

    def show_count(self, count: int) -> None:
        """So many are selected."""
        self._count.setText(self.tr("%Ln selected", "", count) if count > 1 else "")
        self.setVisible(count > 1)
