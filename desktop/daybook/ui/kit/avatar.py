"""People as small discs: their portrait, or initials on a colour that is always theirs."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from daybook.domain.entities import Person
from daybook.ui.kit.colors import Theme
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look

HUES = (214, 262, 330, 12, 36, 88, 150, 178, 196, 292)
"""Degrees on the colour wheel, far enough apart to tell neighbours from each other."""


def avatar_colors(person_id: int, theme: Theme) -> tuple[QColor, QColor]:
    """Ground and letters for one person; the same every day and on every machine."""
    hue = HUES[person_id % len(HUES)] / 360
    if theme.dark:
        return QColor.fromHslF(hue, 0.32, 0.27), QColor.fromHslF(hue, 0.75, 0.86)
    return QColor.fromHslF(hue, 0.62, 0.89), QColor.fromHslF(hue, 0.62, 0.27)


def paint_avatar(
    painter: QPainter, rect: QRectF, person: Person | None, theme: Theme, portrait: QPixmap | None = None
) -> None:
    """One person inside `rect`, which should be square; an empty dashed disc for nobody."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if person is None:
        _paint_nobody(painter, rect, theme)
    elif portrait is not None and not portrait.isNull():
        _paint_portrait(painter, rect, portrait)
    else:
        _paint_initials(painter, rect, person, theme)
    painter.restore()


def _paint_nobody(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    pen = painter.pen()
    pen.setColor(theme.text_faint)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


def _paint_portrait(painter: QPainter, rect: QRectF, portrait: QPixmap) -> None:
    disc = QPainterPath()
    disc.addEllipse(rect)
    painter.setClipPath(disc)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    side = min(portrait.width(), portrait.height())
    middle = QRectF((portrait.width() - side) / 2, (portrait.height() - side) / 2, side, side)
    painter.drawPixmap(rect, portrait, middle)


def _paint_initials(painter: QPainter, rect: QRectF, person: Person, theme: Theme) -> None:
    ground, letters = avatar_colors(person.id, theme)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(rect)
    lettering = QFont(font(Step.STRONG))
    lettering.setPixelSize(max(8, round(rect.height() * 0.39)))
    painter.setFont(lettering)
    painter.setPen(letters)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, person.initials)


class Avatar(QWidget):
    """One person as a disc; the name is the tooltip and what a screen reader says."""

    def __init__(self, look: Look, size: int = 28, person: Person | None = None) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._portrait: QPixmap | None = None
        self.setFixedSize(size, size)
        look.theming.changed.connect(self.update)
        self.show_person(person)

    def show_person(self, person: Person | None, portrait: QPixmap | None = None) -> None:
        """Somebody else, or nobody."""
        self._person, self._portrait = person, portrait
        name = person.name if person is not None else self.tr("Nobody")
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc."""
        with QPainter(self) as painter:
            paint_avatar(painter, QRectF(self.rect()), self._person, self._look.theme, self._portrait)
