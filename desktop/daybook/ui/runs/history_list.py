"""The list of runs: what the eye sees and the keys do in it."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, RADIUS, SMALL
from daybook.ui.kit.pill import HEIGHT, paint_pill, pill_width
from daybook.ui.runs.history_model import HistoryModel, Index, Role
from daybook.ui.runs.run_words import Badge
from daybook.work.running.line import RunLine

ROW_HEIGHT: Final = 78
_BAR: Final = 3


class HistoryList(QListView):
    """`chosen` carries the id of the run that is current, "" for none."""

    chosen = Signal(str)

    def __init__(self, look: Look, model: HistoryModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(look, self))
        self.setAccessibleName(self.tr("Runs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(20)
        self.selectionModel().currentChanged.connect(self._tell)
        look.theming.changed.connect(self.viewport().update)

    @property
    def run_id(self) -> str:
        """The run that is current; "" for none."""
        line = self.rows.line(self.currentIndex().row())
        return "" if line is None else line.head.id

    def go_to(self, run_id: str) -> None:
        """Makes a run current."""
        at = self.rows.place(run_id)
        if at is not None:
            self.setCurrentIndex(self.rows.index(at))

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.run_id)


class HistoryDelegate(QStyledItemDelegate):
    """Title, when and how many rows, and the state as a pill."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fonts = {step: (font(step), QFontMetrics(font(step))) for step in (Step.STRONG, Step.SMALL)}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every run is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, pill."""
        line = index.data(Role.LINE)
        if not isinstance(line, RunLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        rect: QRect = option.rect
        room = rect.adjusted(LARGE + SMALL, 0, -LARGE, 0)
        self._text(painter, _part(room, 8, 20), line.head.title, Step.STRONG, "text")
        self._text(painter, _part(room, 28, 18), index.data(Role.ABOUT), Step.SMALL, "text_faint")
        self._pill(painter, _part(room, 49, HEIGHT), index.data(Role.BADGE))
        painter.restore()

    def _pill(self, painter: QPainter, room: QRect, badge: Badge) -> None:
        width = min(pill_width(badge.text, glyph=True), room.width())
        rect = QRectF(room.left(), room.top(), width, room.height())
        ratio = painter.device().devicePixelRatio()
        paint_pill(painter, rect, badge.text, tone=badge.tone, look=self._look, glyph=badge.glyph, ratio=ratio)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(SMALL - 2, 1, 2 - SMALL, -1)
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setBrush(theme.accent)
            bar = QRectF(rect.left(), rect.top() + LARGE, _BAR, rect.height() - 2 * LARGE)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _text(self, painter: QPainter, room: QRect, text: str, step: Step, tone: str) -> None:
        lettering, metrics = self._fonts[step]
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _part(room: QRect, top: int, height: int) -> QRect:
    return QRect(room.left(), room.top() + top, room.width(), height)
