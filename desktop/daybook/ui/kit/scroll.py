"""A view of something higher than the window, on whatever ground it stands."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from daybook.ui.kit.metrics import LARGE


class Scroll(QScrollArea):
    """Scrolls downwards only; as high as its content while there is room. Its content paints no ground of its own."""

    def __init__(self, name: str, content: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Something else; what was shown before is gone."""
        self.setWidget(content)
        content.setAutoFillBackground(False)  # `setWidget` has just switched it on
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the content wants."""
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()


def left_column(content: QWidget, width: int) -> QWidget:
    """A page with `content` at its left, never wider than `width`, so that lines stay short enough to read."""
    page = QWidget()
    content.setMaximumWidth(width)
    row = QHBoxLayout(page)
    row.setContentsMargins(2 * LARGE, 2 * LARGE, 2 * LARGE, LARGE)
    row.setSpacing(0)
    row.addWidget(content, 1000)
    row.addStretch(1)
    return page
