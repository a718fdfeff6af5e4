"""Paints one card where its layout says and in the colours the portal uses."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from daybook.domain.activity import ActivityKind
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.layouts.pieces import Sheet, paint_pieces
from daybook.ui.layouts.portal_colors import PortalColors, TagLook, TodoLook, portal_colors
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.card_face import Button, CardFace, DueField, Tag
from daybook.ui.timeline.card_layout import FOLD_HEIGHT, TAG_GLYPH, TAG_SIDE, CardLayout, DueBox, Words
from daybook.ui.timeline.description import Descriptions
from daybook.ui.timeline.layout_pictures import LayoutPicture
from daybook.ui.timeline.lettering import Letter, letter_font, metrics
from daybook.ui.timeline.plate import paint_plate
from daybook.work.timeline import Card

_RADIUS = 10.0
_FADED = 0.45
_GREYED = 0.42
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Mood:
    """What the person is doing with a card just now."""

    selected: bool = False
    focused: bool = False
    hovered: Area | None = None
    pressed: Area | None = None
    pointed: QRectF | None = None
    """Where the keys are within what an application put on it."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    """One card being painted: everything its parts need."""

    painter: QPainter
    card: Card
    face: CardFace
    layout: CardLayout
    mood: Mood
    colors: PortalColors
    todo: TodoLook


class CardPainter:
    """Knows the colours of the theme that is on; keeps nothing of the card or the painter."""

    def __init__(self, look: Look, descriptions: Descriptions) -> None:
        self._look = look
        self._descriptions = descriptions

    def paint(
        self,
        painter: QPainter,
        card: Card,
        face: CardFace,
        layout: CardLayout,
        mood: Mood,
        *,
        picture: LayoutPicture,
    ) -> None:
        """The card, with the painter's origin at the upper left corner of its row.

        `picture` is what an application put on it, an empty one where there is nothing.
        """
        colors = portal_colors(self._look.theme)
        canvas = _Canvas(painter, card, face, layout, mood, colors, self._todo_look(card, colors))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if face.faded:
            painter.setOpacity(_FADED)
        self._disc(canvas)
        self._ground(canvas)
        self._header(canvas)
        if layout.plate is not None:
            paint_plate(painter, layout.plate, face, canvas.todo.plate, self._look)
        if layout.due is not None and face.due is not None:
            self._due(canvas, layout.due, face.due)
        self._facts(canvas)
        self._description(canvas)
        if layout.blocks is not None:
            self._blocks(canvas, layout.blocks, picture)
        painter.setOpacity(1.0)
        if face.faded:
            self._tags(canvas)
        self._footer(canvas)
        self._ring(canvas)

    # Colours

    def _todo_look(self, card: Card, colors: PortalColors) -> TodoLook:
        """A to-do has one of eight looks; everything else has the portal's blue on the pale card."""
        if card.activity.is_todo:
            return colors.todos[card.activity.color]
        return TodoLook(colors.accent, colors.card_open, colors.plate)

    def _card_ground(self, canvas: _Canvas) -> QColor:
        return canvas.colors.card_plain if canvas.card.activity.completed else canvas.todo.ground

    # The line and the ground

    def _disc(self, canvas: _Canvas) -> None:
        painter, disc, done = canvas.painter, canvas.layout.disc, canvas.card.activity.completed
        middle = disc.center().y()
        painter.setPen(canvas.colors.line)
        painter.drawLine(QPointF(disc.right(), middle), QPointF(canvas.layout.card.left(), middle))
        painter.setPen(QPen(canvas.colors.line, 1) if done else Qt.PenStyle.NoPen)
        painter.setBrush(canvas.colors.card_plain if done else canvas.todo.strong)
        painter.drawEllipse(disc)
        ink = self._look.theme.text_faint if done else canvas.colors.accent_ink
        inner = disc.center()
        if canvas.card.activity.kind is ActivityKind.TODO and not done:
            # The portal's to-do: a tick in the disc's colour on a white disc.
            painter.setBrush(canvas.colors.accent_ink)
            painter.drawEllipse(inner, 9, 9)
            self._glyph(painter, canvas.face.glyph, canvas.todo.strong, _square(inner, 14))
        elif canvas.face.own:
            self._own_icon(canvas, ink)
        else:
            self._glyph(painter, canvas.face.glyph, ink, _square(inner, 19))

    def _own_icon(self, canvas: _Canvas, ink: QColor) -> None:
        if canvas.face.icon is not None:
            sheet = Sheet()
            sheet.glyph(canvas.face.icon, _square(canvas.layout.disc.center(), 20), ink)
            paint_pieces(canvas.painter, sheet.pieces, canvas.layout.disc)

    def _ground(self, canvas: _Canvas) -> None:
        painter = canvas.painter
        painter.setPen(canvas.colors.card_edge)
        painter.setBrush(self._card_ground(canvas))
        painter.drawRoundedRect(canvas.layout.card.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _ring(self, canvas: _Canvas) -> None:
        if not canvas.mood.selected and not canvas.mood.focused:
            return
        theme = self._look.theme
        color = theme.focus if canvas.mood.focused else theme.line_strong
        canvas.painter.setPen(QPen(color, 2))
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        canvas.painter.drawRoundedRect(canvas.layout.card.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        if canvas.mood.pointed is not None and canvas.mood.focused:
            canvas.painter.drawRoundedRect(canvas.mood.pointed.adjusted(-2, -2, 2, 2), 4, 4)

    # The header

    def _header(self, canvas: _Canvas) -> None:
        theme = self._look.theme
        self._check(canvas)
        underlined = canvas.mood.hovered is Area.TITLE
        ink = theme.text_soft if canvas.card.activity.completed else canvas.colors.title
        for line in canvas.layout.title:
            self._words(canvas.painter, line, Letter.TITLE, ink, underlined=underlined)
        if not canvas.face.faded:
            self._tags(canvas)
        if canvas.layout.when is not None:
            self._words(canvas.painter, canvas.layout.when, Letter.WHEN, theme.text_faint)
        if canvas.layout.square is not None:
            canvas.painter.setPen(Qt.PenStyle.NoPen)
            canvas.painter.setBrush(canvas.todo.strong)
            canvas.painter.drawRoundedRect(canvas.layout.square, 3, 3)
        paint_avatar(canvas.painter, canvas.layout.person, canvas.card.responsible, theme)

    def _check(self, canvas: _Canvas) -> None:
        painter, box, theme = canvas.painter, canvas.layout.check, self._look.theme
        greyed = Area.CHECK in canvas.face.greyed
        hovered = canvas.mood.hovered is Area.CHECK and not greyed
        before = painter.opacity()
        if greyed:
            painter.setOpacity(before * _GREYED)
        if canvas.face.checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.success)
            painter.drawRoundedRect(box, 4, 4)
            self._glyph(painter, Glyph.CHECK, theme.surface, _square(box.center(), 12))
        else:
            painter.setPen(QPen(theme.accent if hovered else theme.text_faint, 1.4))
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if hovered:
                self._glyph(painter, Glyph.CHECK, theme.accent, _square(box.center(), 12))
        painter.setOpacity(before)

    def _tags(self, canvas: _Canvas) -> None:
        for tag, box in zip(canvas.face.tags, canvas.layout.tags, strict=True):
            self._tag(canvas.painter, tag, box, canvas.colors.tags[tag.kind])

    def _tag(self, painter: QPainter, tag: Tag, box: QRectF, look: TagLook) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        inner = box.adjusted(TAG_SIDE, 0, -TAG_SIDE + 2, 0)
        if tag.glyph is not None:
            middle = QPointF(inner.left() + TAG_GLYPH / 2, inner.center().y())
            self._glyph(painter, tag.glyph, look.ink, _square(middle, TAG_GLYPH))
            inner.setLeft(inner.left() + TAG_GLYPH + 4)
        text = metrics(Letter.TAG).elidedText(tag.text, Qt.TextElideMode.ElideRight, inner.width() + 1)
        self._words(painter, Words(text, inner), Letter.TAG, look.ink)

    # The body

    def _due(self, canvas: _Canvas, boxes: DueBox, due: DueField) -> None:
        painter, theme = canvas.painter, self._look.theme
        failure = canvas.colors.tags["failure"]
        hot = due.editable and self._hot(canvas, Area.DEADLINE)
        edge = failure.ink if due.late else theme.text_faint
        painter.setPen(QPen(edge, 1) if hot else Qt.PenStyle.NoPen)
        painter.setBrush(failure.fill if due.late else canvas.todo.plate)
        painter.drawRoundedRect(boxes.box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        ink = failure.ink if due.late else theme.text
        if boxes.glyph is not None:
            self._glyph(painter, Glyph.WARNING, ink, boxes.glyph)
        if boxes.label is not None:
            self._words(painter, boxes.label, Letter.FIELD, failure.ink if due.late else theme.text_soft)
        self._words(painter, boxes.moment, Letter.FIELD_STRONG, ink)
        if boxes.late is not None:
            self._words(painter, boxes.late, Letter.FIELD, ink)
        if boxes.chevron is not None:
            self._glyph(painter, Glyph.CHEVRON_DOWN, ink, boxes.chevron)

    def _facts(self, canvas: _Canvas) -> None:
        for label, value in canvas.layout.facts:
            self._words(canvas.painter, label, Letter.FIELD, self._look.theme.text_faint)
            self._words(canvas.painter, value, Letter.FIELD, self._look.theme.text)

    def _description(self, canvas: _Canvas) -> None:
        layout, painter = canvas.layout, canvas.painter
        if layout.frame is None or layout.text is None:
            return
        ground = self._card_ground(canvas)
        sheet = Sheet()
        sheet.bubble(layout.frame, canvas.colors.frame, canvas.colors.line if canvas.face.bubble else None)
        paint_pieces(painter, sheet.pieces, layout.card)
        done = canvas.card.activity.completed
        ink = self._look.theme.text_soft if done else self._look.theme.text
        shown = layout.text if not layout.folded else layout.text.adjusted(0, 0, 0, -3)
        self._descriptions.paint(painter, canvas.card.activity, shown, whole=layout.whole, ink=ink)
        if layout.folded:
            _fade(painter, shown, ground)
        if layout.fold is not None:
            self._fold(canvas, layout.fold, ground)

    @staticmethod
    def _blocks(canvas: _Canvas, box: QRectF, picture: LayoutPicture) -> None:
        """As far down as there is room: Daybook's buttons may stand where an application's would."""
        painter, card = canvas.painter, canvas.layout.card
        painter.save()
        room = QRectF(card.left(), card.top(), card.width(), box.bottom() - card.top())
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        picture.paint(painter, box.topLeft())
        painter.restore()

    def _fold(self, canvas: _Canvas, box: QRectF, ground: QColor) -> None:
        painter, theme = canvas.painter, self._look.theme
        hot = self._hot(canvas, Area.FOLD)
        painter.setPen(QPen(theme.line_strong if hot else canvas.colors.frame, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), FOLD_HEIGHT / 2, FOLD_HEIGHT / 2)
        painter.setFont(letter_font(Letter.FOLD))
        painter.setPen(theme.text if hot else theme.text_soft)
        more, less = canvas.face.fold_words
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, more if canvas.layout.folded else less)

    # The footer

    def _footer(self, canvas: _Canvas) -> None:
        for button, (area, box) in zip(canvas.face.buttons, canvas.layout.buttons, strict=True):
            self._button(canvas, button, area, box)
        painter, theme, box = canvas.painter, self._look.theme, canvas.layout.menu
        if self._hot(canvas, Area.MENU):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(canvas.todo.plate if not canvas.card.activity.completed else theme.hover)
            painter.drawRoundedRect(box, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text if self._hot(canvas, Area.MENU) else theme.text_faint)
        for step in (-7.0, 0.0, 7.0):
            painter.drawEllipse(box.center() + QPointF(step, 0), 1.9, 1.9)

    def _button(self, canvas: _Canvas, button: Button, area: Area, box: QRectF) -> None:
        painter, colors = canvas.painter, canvas.colors
        greyed = area in canvas.face.greyed
        hot = self._hot(canvas, area) and not greyed
        shape = box.adjusted(0.5, 0.5, -0.5, -0.5)
        if greyed:
            painter.setOpacity(_GREYED)
        if button.primary:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.accent_hover if hot else colors.accent)
        else:
            painter.setPen(QPen(colors.button_ink if hot else colors.button_edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape, box.height() / 2, box.height() / 2)
        painter.setFont(letter_font(Letter.BUTTON))
        painter.setPen(colors.accent_ink if button.primary else colors.button_ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, button.text)
        painter.setOpacity(1.0)

    # Small things

    @staticmethod
    def _hot(canvas: _Canvas, area: Area) -> bool:
        return canvas.mood.hovered is area

    @staticmethod
    def _words(painter: QPainter, words: Words, letter: Letter, ink: QColor, *, underlined: bool = False) -> None:
        lettering = letter_font(letter)
        if underlined:
            lettering = type(lettering)(lettering)
            lettering.setUnderline(True)
        painter.setFont(lettering)
        painter.setPen(ink)
        # A hair of room: rounding must not cut the last letter.
        painter.drawText(words.box.adjusted(0, 0, 2, 0), _LEADING, words.text)

    def _glyph(self, painter: QPainter, glyph: Glyph, ink: QColor, box: QRectF) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(box.topLeft(), self._look.icons.pixmap(glyph, ink, round(box.width()), ratio))


def _square(middle: QPointF, side: float) -> QRectF:
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)


def _fade(painter: QPainter, text: QRectF, ground: QColor) -> None:
    """Lets the lower lines of a folded description run out into the ground."""
    fade = QRectF(text.left() - 4, text.bottom() - 56, text.width() + 8, 57)
    clear = QColor(ground)
    clear.setAlpha(0)
    gradient = QLinearGradient(fade.topLeft(), fade.bottomLeft())
    gradient.setColorAt(0, clear)
    gradient.setColorAt(0.75, ground)
    painter.fillRect(fade, gradient)
