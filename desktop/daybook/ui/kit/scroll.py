"""A view of something higher than the window, on whatever ground it stands."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from daybook.ui.kit.metrics import LARGE


class Scroll(QScrollArea):
    """Scrolls downwards only; as high as its content while there is room. Its content paints no ground of its own.

    The content is measured when the view is about to be seen and not before: measuring dresses all that is in it, and
    what is dressed is dressed again whenever it finds another parent on its way into the window.
    """

    def __init__(self, name: str, content: QWidget | None = None) -> None:
        super().__init__()
        self._coming: QWidget | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Something else; what was shown before is gone."""
        if self._coming is not None:
            self._coming.deleteLater()
        self._coming = content
        content.setParent(self.viewport())
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self._take_in()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the content wants."""
        content = self._coming or self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def event(self, event: QEvent) -> bool:
        """Takes the content in when the view is dressed, just before it is seen."""
        if event.type() == QEvent.Type.Polish:
            self._take_in()
        return super().event(event)

    def ensureWidgetVisible(self, child: QWidget, x_margin: int = 50, y_margin: int = 50) -> None:
        """Scrolls to a part of the content."""
        self._take_in()
        super().ensureWidgetVisible(child, x_margin, y_margin)

    def _take_in(self) -> None:
        content, self._coming = self._coming, None
        if content is not None:
            self.setWidget(content)
            content.setAutoFillBackground(False)  # `setWidget` has just switched it on


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
