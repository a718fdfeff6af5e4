"""The first thing anybody sees: three words about Daybook, and the ways in."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from daybook import resources
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import HUGE, LARGE, MEDIUM, SMALL, WIDE


class StartPage(QWidget):
    """Shown while no portal is connected."""

    connect_wanted = Signal()
    sample_wanted = Signal()
    layout_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Welcome to Daybook"))
        title = label(self.tr("Good to see you."), Step.DISPLAY)
        text = label(
            self.tr("Daybook shows what every deal still owes its customer, and helps you to keep your word."),
            Step.LEAD,
            "text_soft",
            wrap=True,
        )
        self.connect_door = Door(
            look,
            Glyph.CONNECTION,
            self.tr("Connect a portal"),
            self.tr("Paste a webhook of your Bitrix24, or sign in with an application. Secrets stay in your keyring."),
            primary=True,
        )
        self.sample_door = Door(
            look,
            Glyph.SAMPLE,
            self.tr("Try with sample data"),
            self.tr("A sales team's month, on this computer only. Change whatever you like: nobody gets a message."),
        )
        self.connect_door.clicked.connect(self.connect_wanted)
        self.sample_door.clicked.connect(self.sample_wanted)
        self.layout_door = push_button(
            look, self.tr("Open a layout file"), self.layout_wanted.emit, glyph=Glyph.LAYOUTS, kind="quiet"
        )
        self.layout_door.setAccessibleDescription(self.tr("Cards and content blocks are drawn without any portal."))
        doors = QHBoxLayout()
        doors.setSpacing(LARGE)
        doors.addWidget(self.connect_door)
        doors.addWidget(self.sample_door)
        column = QVBoxLayout()
        column.setSpacing(MEDIUM)
        column.addWidget(Emblem(72))
        column.addSpacing(WIDE)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(HUGE)
        column.addLayout(doors)
        column.addWidget(self.layout_door, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SMALL)
        column.addWidget(label(self.tr("Ctrl+K finds every command · F1 shows the keys"), Step.SMALL, "text_faint"))
        middle = QVBoxLayout(self)
        middle.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(3)


class Emblem(QWidget):
    """Daybook's own mark."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(QByteArray(resources.data("icons/daybook.svg")), self)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, sharp at any scale."""
        with QPainter(self) as painter:
            self._drawing.render(painter, QRectF(self.rect()))


class Door(QAbstractButton):
    """A large button: a drawing, what it is, what happens."""

    def __init__(self, look: Look, glyph: Glyph, title: str, text: str, *, primary: bool = False) -> None:
        super().__init__()
        self._look = look
        self._glyph = glyph
        self._title = title
        self._words = text
        self._primary = primary
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theming.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Two of them fill a line of text of the usual length."""
        return QSize(336, 176)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lights up."""
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Gets its ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, drawing, title, text."""
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground, edge = self._grounds()
            painter.setBrush(ground)
            painter.setPen(QPen(theme.focus if self.hasFocus() else edge, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
            self._paint_plate(painter)
            self._paint_words(painter)

    def _grounds(self) -> tuple[QColor, QColor]:
        theme = self._look.theme
        if self.underMouse() or self.isDown():
            return theme.hover, theme.accent
        return theme.surface, theme.line_strong

    def _paint_plate(self, painter: QPainter) -> None:
        theme = self._look.theme
        plate = QRectF(WIDE, WIDE - 2, 44, 44)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent if self._primary else theme.accent_soft)
        painter.drawRoundedRect(plate, 12, 12)
        ink = theme.accent_text if self._primary else theme.accent
        pixmap = self._look.icons.pixmap(self._glyph, ink, 24, self.devicePixelRatioF())
        painter.drawPixmap(plate.adjusted(10, 10, -10, -10).topLeft(), pixmap)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        words = QRectF(self.rect()).adjusted(WIDE, 82, -WIDE, -MEDIUM)
        painter.setFont(font(Step.HEADING))
        painter.setPen(theme.text)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self._title)
        painter.setFont(font(Step.BODY))
        painter.setPen(theme.text_soft)
        below = words.adjusted(0, 26, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self._words)
