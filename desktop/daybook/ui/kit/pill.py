"""A short text on a soft, fully round ground: a deadline, a count, a state."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from daybook.ui.kit.colors import Theme
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look

HEIGHT = 22
GLYPH = 14
_SIDE = 9
_GAP = 4
TONES = ("neutral", "accent", "danger", "warning", "success")


def pill_colors(theme: Theme, tone: str) -> tuple[QColor, QColor]:
    """Ground and text of a tone."""
    if tone == "neutral":
        return theme.hover, theme.text_soft
    return getattr(theme, f"{tone}_soft"), getattr(theme, tone)


def pill_width(text: str, *, glyph: bool = False) -> float:
    """How wide a pill with this text will be."""
    return QFontMetricsF(font(Step.CAPTION)).horizontalAdvance(text) + 2 * _SIDE + (GLYPH + _GAP if glyph else 0)


def paint_pill(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    tone: str,
    look: Look,
    glyph: Glyph | None = None,
    ratio: float = 1.0,
) -> None:
    """A pill that fills `rect`; what does not fit is cut with "…"."""
    ground, ink = pill_colors(look.theme, tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    if glyph is not None:
        top = inner.center().y() - GLYPH / 2
        painter.drawPixmap(round(inner.left()), round(top), look.icons.pixmap(glyph, ink, GLYPH, ratio))
        inner.setLeft(inner.left() + GLYPH + _GAP)
    painter.setFont(font(Step.CAPTION))
    painter.setPen(ink)
    shown = QFontMetricsF(font(Step.CAPTION)).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Pill(QWidget):
    """A pill as a widget; its text is its accessible name."""

    def __init__(self, look: Look, text: str = "", tone: str = "neutral", glyph: Glyph | None = None) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.theming.changed.connect(self.update)
        self.say(text, tone, glyph)

    def say(self, text: str, tone: str = "neutral", glyph: Glyph | None = None) -> None:
        """Another text, tone and glyph."""
        self._text, self._tone, self._glyph = text, tone, glyph
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return QSize(round(pill_width(self._text, glyph=self._glyph is not None) + 0.5), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, glyph, text."""
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            ratio = self.devicePixelRatioF()
            paint_pill(painter, rect, self._text, tone=self._tone, look=self._look, glyph=self._glyph, ratio=ratio)
