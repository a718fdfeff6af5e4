"""Pages of which one is to be seen; only that one takes room, whatever its texts need at this width."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OnePage(QWidget):
    """The pages below each other, all but one hidden."""

    def __init__(self, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self.pages = tuple(pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for page in pages:
            column.addWidget(page)
        self.turn_to(pages[0])

    def turn_to(self, wanted: QWidget) -> None:
        """Shows this one."""
        for page in self.pages:
            page.setVisible(page is wanted)
