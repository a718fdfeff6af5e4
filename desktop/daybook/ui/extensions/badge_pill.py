"""A badge as a kanban card shows it: a grey line, below it the value on a soft ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from daybook.domain.extensions import Badge
from daybook.domain.translated import shown
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.look import Look
from daybook.ui.layouts.portal_colors import TagLook, portal_colors

_HEIGHT = 22
PILL_HEIGHT = _HEIGHT + 18
"""With the title above."""
_SIDE = 11
_MOST = 180


class BadgePill(QWidget):
    """In the portal's colours as they go with the theme."""

    def __init__(self, look: Look, badge: Badge) -> None:
        super().__init__()
        self._look = look
        self._tone = badge.tone
        self._value = shown(badge.value)
        self._title = shown(badge.title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._title}: {self._value}")
        look.theming.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as the wider of its two lines."""
        wide = QFontMetrics(font(Step.SMALL_STRONG)).horizontalAdvance(self._value) + 2 * _SIDE
        title = QFontMetrics(font(Step.CAPTION)).horizontalAdvance(self._title)
        return QSize(min(max(wide, title, 60), _MOST), PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The title, and the value in its pill."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(Step.CAPTION))
            painter.setPen(self._look.color("text_soft"))
            painter.drawText(self.rect().adjusted(0, 0, 0, -_HEIGHT), 0, self._fitting(self._title, Step.CAPTION, 0))
            pill = QRectF(0, self.height() - _HEIGHT, self._pill_width(), _HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colors.fill)
            painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
            painter.setFont(font(Step.SMALL_STRONG))
            painter.setPen(self._colors.ink)
            painter.drawText(
                pill, Qt.AlignmentFlag.AlignCenter, self._fitting(self._value, Step.SMALL_STRONG, 2 * _SIDE)
            )

    @property
    def _colors(self) -> TagLook:
        return portal_colors(self._look.theme).badges[self._tone.value]

    def _pill_width(self) -> int:
        wide = QFontMetrics(font(Step.SMALL_STRONG)).horizontalAdvance(self._value) + 2 * _SIDE
        return min(wide, self.width())

    def _fitting(self, text: str, step: Step, sides: int) -> str:
        room = self.width() - sides
        return QFontMetrics(font(step)).elidedText(text, Qt.TextElideMode.ElideRight, room)
