"""The question before a layout is replaced that the person has not seen: what is there, and what would be."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.layouts.picture import Picture
from daybook.ui.studio.card_view import CardView, Sheet

CARD_WIDTH = 340
"""Of each of the two: both have room in the smallest window."""
_MOST_HEIGHT = 330
_BAR = 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """A layout that can be shown: its picture, and what it says for those who hear it."""

    picture: Picture
    said: str


class ReplaceQuestion(Decision):
    """`open_wanted`: neither, but what is there is to be worked on."""

    open_wanted = Signal()

    def __init__(
        self, look: Look, parent: QWidget, *, title: str, text: str, there: Drawn, ours: Drawn, ground: QColor
    ) -> None:
        super().__init__(
            look, parent, title=title, text=text, yes=self.tr("Replace it"), danger=True, width=2 * CARD_WIDTH
        )
        self.there, self.ours = CardView(look), CardView(look)
        self.open_there = push_button(look, self.tr("Open what is there"), self._open, glyph=Glyph.FILE)
        self.row.insertWidget(0, self.open_there)
        sides = QHBoxLayout()
        sides.setSpacing(MEDIUM)
        for view, drawn, name in (
            (self.there, there, self.tr("On the activity now")),
            (self.ours, ours, self.tr("What you are putting on it")),
        ):
            view.show_picture(drawn.picture, drawn.said)
            sides.addWidget(_side(view, name, ground))
        self.body.addLayout(sides)

    def _open(self) -> None:
        self.close_card()
        self.open_wanted.emit()


def _side(view: CardView, name: str, ground: QColor) -> QWidget:
    """A card under its caption; a high one is scrolled."""
    view.setAccessibleName(name)
    sheet = Sheet()
    sheet.show_ground(ground)
    inside = QVBoxLayout(sheet)
    inside.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
    inside.addWidget(view, alignment=Qt.AlignmentFlag.AlignTop)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(sheet)
    area.setFixedSize(CARD_WIDTH + 2 * SMALL + _BAR, min(_MOST_HEIGHT, view.height() + 2 * SMALL))
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SMALL)
    column.addWidget(label(name, Step.SMALL, "text_soft"))
    column.addWidget(area)
    column.addStretch(1)
    return side
