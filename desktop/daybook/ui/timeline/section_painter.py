"""Paints a heading of the timeline: a label on the line, with the number of cards below it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from daybook.ui.kit.look import Look
from daybook.ui.layouts.portal_colors import portal_colors
from daybook.ui.timeline.card_layout import DISC, NARROW
from daybook.ui.timeline.lettering import Letter, letter_font, metrics
from daybook.ui.timeline.rows import Part, Section
from daybook.ui.timeline.sentence import Sentences

_PILL = 26.0
_TOP = 8.0


def line_x(width: float) -> float:
    """Where the timeline's vertical line runs in a row of this width: through the middle of the discs."""
    return (10.0 if width < NARROW else 16.0) + DISC / 2


def paint_line(painter: QPainter, width: float, top: float, bottom: float, look: Look) -> None:
    """A piece of the vertical line."""
    x = line_x(width)
    painter.setPen(portal_colors(look.theme).line)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def paint_section(painter: QPainter, section: Section, width: float, sentences: Sentences, look: Look) -> None:
    """The heading, with the painter's origin at the upper left corner of its row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    theme, colors = look.theme, portal_colors(look.theme)
    title, count = sentences.heading_words(section)
    title_width = metrics(Letter.SECTION).horizontalAdvance(title)
    count_width = metrics(Letter.WHEN).horizontalAdvance(count)
    left = line_x(width) - DISC / 2
    pill = QRectF(left, _TOP, title_width + count_width + 32, _PILL)
    painter.setPen(theme.line_strong)
    painter.setBrush(colors.card_plain)
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), _PILL / 2, _PILL / 2)
    text = pill.adjusted(12, 0, 0, 0)
    painter.setFont(letter_font(Letter.SECTION))
    painter.setPen(theme.text)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, title)
    painter.setFont(letter_font(Letter.WHEN))
    painter.setPen(theme.text_faint)
    painter.drawText(text.adjusted(title_width + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)
    if section.part is Part.OPEN and not section.count:
        note = QRectF(pill.right() + 12, _TOP, width - pill.right() - 24, _PILL)
        painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, sentences.nothing_open())
