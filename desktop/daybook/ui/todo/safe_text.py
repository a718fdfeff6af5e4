"""A description that is only read: whatever was written into it, made safe to show."""

from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from daybook.domain.activity import TextFormat
from daybook.domain.richtext import to_safe_html
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY

MOST_CHARACTERS: Final = 12_000
"""What is laid out without being asked: more would hold the window up."""


class _Page(QTextBrowser):
    """Rich text as high as it needs to be. Fetches nothing, opens nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.document().setDefaultFont(font(Step.BODY))
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: no picture, no style sheet, from nowhere."""
        return None

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(80, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 4)


class SafeText(QWidget):
    """Shows a description as its author formatted it, without whatever could run or be fetched."""

    link_activated = Signal(QUrl)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[str, TextFormat] = ("", TextFormat.PLAIN)
        self.page = _Page()
        self.page.setAccessibleName(name)
        self.page.anchorClicked.connect(self.link_activated)
        self.whole = push_button(look, self.tr("Show all of it"), self._show_whole, kind="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.page)
        column.addWidget(self.whole)
        look.theming.changed.connect(self._lay_out_again)
        self._show(MOST_CHARACTERS)

    def show_text(self, text: str, text_format: TextFormat) -> None:
        """Shows a description."""
        if (text, text_format) != self._shown:
            self._shown = (text, text_format)
            self._show(MOST_CHARACTERS)

    def _show(self, most: int) -> None:
        text, text_format = self._shown
        theme = self._look.theme
        style = f"a {{ color: {theme.hex('link')}; }} blockquote {{ color: {theme.hex('text_soft')}; }}"
        self.page.document().setDefaultStyleSheet(style)
        self.page.setHtml(to_safe_html(text[:most], text_format))
        self.whole.setVisible(len(text) > most)

    def _show_whole(self) -> None:
        self._show(len(self._shown[0]))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out_again(self) -> None:
        self._show(MOST_CHARACTERS)
