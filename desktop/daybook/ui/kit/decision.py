"""A question that only the person can answer, and that must be answered before anything goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL
from daybook.ui.kit.overlay import Overlay

WIDTH = 400


class Decision(Overlay):
    """Says what is about to happen and names both ways out. Escape means no. Shown by `open`, answered by `decided`."""

    decided = Signal(bool)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        *,
        title: str,
        text: str,
        yes: str,
        no: str = "",
        danger: bool = False,
        width: int = WIDTH,
    ) -> None:
        super().__init__(look, title, parent)
        self._answer = False
        self.setAccessibleDescription(text)
        words = label(text, tone="text_soft", wrap=True)
        words.setFixedWidth(width)
        self.no = push_button(look, no or self.tr("Cancel"), self.close_card)
        self.yes = push_button(look, yes, self._agree, kind="danger" if danger else "primary")
        self.body = QVBoxLayout()
        """For more than words, between the title and the text."""
        self.body.setSpacing(SMALL)
        self.row = QHBoxLayout()
        self.row.setSpacing(SMALL)
        self.row.addStretch(1)
        self.row.addWidget(self.no)
        self.row.addWidget(self.yes)
        self.column.setSpacing(SMALL)
        self.column.addWidget(label(title, Step.HEADING, wrap=True))
        self.column.addLayout(self.body)
        self.column.addWidget(words)
        self.column.addSpacing(LARGE)
        self.column.addLayout(self.row)
        self.closed.connect(self._tell)

    def take_focus(self) -> None:
        """The harmless way out has the focus."""
        self.no.setFocus(Qt.FocusReason.PopupFocusReason)

    def _agree(self) -> None:
        self._answer = True
        self.close_card()

    def _tell(self) -> None:
        self.decided.emit(self._answer)
        self.deleteLater()
