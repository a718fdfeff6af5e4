"""The list of connections: a card each, the one in use marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from daybook.bitrix.address import host_of
from daybook.ui.connection.wording import kind_word, secret_problem
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, TINY
from daybook.work.connections import KnownConnection

_HEIGHT = 80


class ConnectionRow(QAbstractButton):
    """One connection: name, portal, kind and person; a tick on the one in use, a warning where it fails."""

    def __init__(self, look: Look, known: KnownConnection, *, current: bool) -> None:
        super().__init__()
        self._look = look
        self.known = known
        self._current = current
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(known.connection.name)
        state = self.tr("in use") if current else ""
        connection = known.connection
        problem = secret_problem(known.secret, connection.kind)
        said = problem.title if problem else ""
        parts = (host_of(connection.portal), kind_word(connection.kind), connection.user_name, state, said)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        look.theming.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three lines of text and some air."""
        return QSize(220, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, three lines, sign."""
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = theme.selection if self.isChecked() else theme.hover if self.underMouse() else theme.window
            painter.setBrush(ground)
            painter.setPen(QPen(theme.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
            right = self._paint_sign(painter)
            self._paint_lines(painter, right)

    def _paint_sign(self, painter: QPainter) -> int:
        sign = None
        if secret_problem(self.known.secret) is not None:
            sign = (Glyph.WARNING, "warning")
        elif self._current:
            sign = (Glyph.CIRCLE_CHECK, "success")
        right = self.width() - MEDIUM
        if sign is not None:
            pixmap = self._look.icons.pixmap(sign[0], self._look.color(sign[1]), 18, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(right - 18, (_HEIGHT - 18) / 2), pixmap)
            right -= 18 + MEDIUM
        return right

    def _paint_lines(self, painter: QPainter, right: int) -> None:
        connection = self.known.connection
        below = " · ".join(part for part in (kind_word(connection.kind), connection.user_name) if part)
        lines = (
            (connection.name, Step.STRONG, "text", 26),
            (host_of(connection.portal), Step.SMALL, "text_soft", 45),
            (below, Step.SMALL, "text_soft", 63),
        )
        for text, step, tone, baseline in lines:
            painter.setFont(font(step))
            painter.setPen(self._look.color(tone))
            shown = QFontMetrics(font(step)).elidedText(text, Qt.TextElideMode.ElideRight, right - MEDIUM)
            painter.drawText(MEDIUM, baseline, shown)


class ConnectionRows(QWidget):
    """All connections; arrow keys move among them."""

    chosen = Signal(str)  # connection id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TINY)
        self._rows: list[ConnectionRow] = []
        self._shown: tuple[object, ...] = ()

    @property
    def rows(self) -> tuple[ConnectionRow, ...]:
        """From top to bottom."""
        return tuple(self._rows)

    def show_connections(
        self, known: Sequence[KnownConnection], current_id: str | None, selected_id: str | None
    ) -> None:
        """Other connections, or the same ones in another state; the focus stays where it was."""
        shown = (tuple(known), current_id)
        if shown != self._shown:
            self._shown = shown
            self._make(known, current_id)
        self._group.setExclusive(False)
        for row in self._rows:
            row.setChecked(row.known.connection.id == selected_id)
        self._group.setExclusive(True)

    def _make(self, known: Sequence[KnownConnection], current_id: str | None) -> None:
        focused = next((row.known.connection.id for row in self._rows if row.hasFocus()), None)
        for row in self._rows:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [ConnectionRow(self._look, each, current=each.connection.id == current_id) for each in known]
        for row in self._rows:
            self._group.addButton(row)
            self._column.addWidget(row)
            if row.known.connection.id == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, row: QAbstractButton) -> None:
        if isinstance(row, ConnectionRow):
            self.chosen.emit(row.known.connection.id)
