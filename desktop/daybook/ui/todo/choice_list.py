"""A list of things to pick from: each with a portrait or a drawing, a title and a line about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.domain.entities import Person
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, RADIUS_SMALL, SMALL

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 44
CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
_FACE = 28
_GLYPH = 18
_TICK = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing on offer. `value` is what whoever picks it gets; it is drawn with `person` or else with `glyph`."""

    value: object
    title: str
    about: str = ""
    person: Person | None = None
    glyph: Glyph | None = None
    chosen: bool = False

    @property
    def searched(self) -> str:
        """What a typed text is looked for in."""
        return f"{self.title} {self.about}"


class ChoiceModel(QAbstractListModel):
    """The choices that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Other choices."""
        self.beginResetModel()
        self._choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, what a screen reader says, or the choice itself."""
        if not index.isValid() or index.row() >= len(self._choices):
            return None
        choice = self._choices[index.row()]
        said = f"{choice.title}, {choice.about}" if choice.about else choice.title
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: choice.title,
            Qt.ItemDataRole.ToolTipRole: plain_tip(said),
            Qt.ItemDataRole.AccessibleTextRole: self.tr("{choice}, chosen").format(choice=said)
            if choice.chosen
            else said,
            CHOICE_ROLE: choice,
        }
        return values.get(role)


class ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title, self._about = font(Step.BODY), font(Step.SMALL)
        self._title_metrics, self._about_metrics = QFontMetrics(self._title), QFontMetrics(self._about)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(180, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, face, words, tick."""
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        rect: QRect = option.rect.adjusted(SMALL, 0, -SMALL, 0)
        self._face(painter, rect, choice)
        room = rect.adjusted(_FACE + MEDIUM - 2, 0, -(_TICK + SMALL) if choice.chosen else 0, 0)
        self._words(painter, room, choice)
        if choice.chosen:
            tick = QRect(rect.right() - _TICK, rect.center().y() - _TICK // 2 + 1, _TICK, _TICK)
            self._draw(painter, Glyph.CHECK, "accent", tick)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        role = "selection" if state & QStyle.StateFlag.State_Selected else "hover"
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color(role))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), RADIUS_SMALL, RADIUS_SMALL)

    def _face(self, painter: QPainter, rect: QRect, choice: Choice) -> None:
        if choice.person is not None:
            disc = QRectF(rect.left(), rect.center().y() - _FACE / 2, _FACE, _FACE)
            paint_avatar(painter, disc, choice.person, self._look.theme)
        elif choice.glyph is not None:
            top = rect.center().y() - _GLYPH // 2 + 1
            self._draw(
                painter, choice.glyph, "text_soft", QRect(rect.left() + (_FACE - _GLYPH) // 2, top, _GLYPH, _GLYPH)
            )

    def _draw(self, painter: QPainter, glyph: Glyph, tone: str, box: QRect) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = self._look.icons.pixmap(glyph, self._look.color(tone), box.width(), ratio)
        painter.drawPixmap(box.topLeft(), pixmap)

    def _words(self, painter: QPainter, room: QRect, choice: Choice) -> None:
        theme, elide = self._look.theme, Qt.TextElideMode.ElideRight
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        first = QRect(room.left(), room.top() + 5, room.width(), 18) if choice.about else room
        painter.setFont(self._title)
        painter.setPen(theme.text)
        painter.drawText(first, flags, self._title_metrics.elidedText(choice.title, elide, room.width()))
        if choice.about:
            painter.setFont(self._about)
            painter.setPen(theme.text_faint)
            second = QRect(room.left(), room.top() + 22, room.width(), 17)
            painter.drawText(second, flags, self._about_metrics.elidedText(choice.about, elide, room.width()))
