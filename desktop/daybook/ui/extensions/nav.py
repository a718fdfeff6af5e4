"""The list of pages: one is on; a lock on those that this secret can't use."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from daybook.bitrix.features import Blocked
from daybook.ui.extensions.words import blocked_title, page_words
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON, MEDIUM, SMALL, TINY
from daybook.work.extensions import Section

_HEIGHT = 40
_LOCK = 14


class SectionButton(QAbstractButton):
    """One page: a drawing, its name, and a lock while it can't be used."""

    def __init__(self, look: Look, section: Section) -> None:
        super().__init__()
        self._look = look
        self._words = page_words(section)
        self._blocked: Blocked | None = None
        self.section = section
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words.title)
        look.theming.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One line of text and some air."""
        return QSize(200, _HEIGHT)

    def show_blocked(self, blocked: Blocked | None) -> None:
        """Whether it can be used."""
        self._blocked = blocked
        said = blocked_title(blocked) if blocked is not None else ""
        self.setToolTip(said)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, drawing, name, lock."""
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = theme.selection if self.isChecked() else theme.hover if self.underMouse() else theme.window
            painter.setBrush(ground)
            painter.setPen(QPen(theme.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
            tone = "text" if self.isChecked() else "text_soft"
            drawing = self._look.icons.pixmap(self._words.glyph, self._look.color(tone), ICON, ratio)
            painter.drawPixmap(QPointF(MEDIUM, (_HEIGHT - ICON) / 2), drawing)
            right = self.width() - MEDIUM
            if self._blocked is not None:
                lock = self._look.icons.pixmap(Glyph.LOCK, self._look.color("text_faint"), _LOCK, ratio)
                right -= _LOCK
                painter.drawPixmap(QPointF(right, (_HEIGHT - _LOCK) / 2), lock)
                right -= SMALL
            step = Step.STRONG if self.isChecked() else Step.BODY
            painter.setFont(font(step))
            painter.setPen(self._look.color("text"))
            left = MEDIUM + ICON + MEDIUM
            text = QFontMetrics(font(step)).elidedText(self._words.title, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRectF(left, 0, right - left, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)


class SectionList(QWidget):
    """All pages; arrow keys move among them."""

    chosen = Signal(str)  # Section

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: Mapping[Section, SectionButton] = {each: SectionButton(look, each) for each in Section}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY // 2)
        for button in self._buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, section: Section) -> None:
        """Marks one, silently; it takes the focus where another one had it."""
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        self._buttons[section].setChecked(True)
        self.setFocusProxy(self._buttons[section])
        if had_focus:
            self._buttons[section].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_blocked(self, section: Section, blocked: Blocked | None) -> None:
        """Whether a page can be used."""
        self._buttons[section].show_blocked(blocked)

    def button(self, section: Section) -> SectionButton:
        """The button of a page."""
        return self._buttons[section]

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, SectionButton):
            self.chosen.emit(button.section)
