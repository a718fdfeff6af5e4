"""The colour of the to-do that bears a set of blocks: a list of eight names, each with its disc."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.domain.todo import TodoColor
from daybook.ui.kit.fields import combo_box
from daybook.ui.layouts import portal_colors
from daybook.ui.layouts.color_names import todo_color_name


class ColorChoice(QWidget):
    """`taken` tells of another colour."""

    taken = Signal(object)  # TodoColor

    def __init__(self) -> None:
        super().__init__()
        self.box = combo_box(self.tr("Colour of the to-do"))
        self.box.setToolTip(self.tr("The blocks are shown on a to-do of this colour"))
        for color in TodoColor:
            self.box.addItem(_dot(portal_colors.LIGHT.todos[color].strong), todo_color_name(color), color)
        self.box.activated.connect(lambda _index: self.taken.emit(TodoColor(self.box.currentData())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)


def _dot(color: QColor) -> QIcon:
    pixmap = QPixmap(48, 48)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(8, 8, 32, 32)
    return QIcon(pixmap)
