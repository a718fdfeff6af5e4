"""The bottom line of the window: which portal, as whom, how much of its limits is used, what is going on."""

from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from daybook.domain.entities import Person
from daybook.ui.kit.avatar import Avatar
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.gauge import Gauge
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL

HEIGHT = 32


class StatusLine(QFrame):
    """Shows only what is known; without a connection only what is going on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "status")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("State"))
        self._portal = label(step=Step.SMALL_STRONG, tone="text_soft")
        self._host = label(step=Step.SMALL, tone="text_faint")
        self._avatar = Avatar(look, 20)
        self._user = label(step=Step.SMALL, tone="text_soft")
        self._limits = Gauge(look, self.tr("Requests"))
        self._limits_words = label(step=Step.SMALL, tone="text_faint")
        self._going_on = label(step=Step.SMALL, tone="text_soft")
        self._sync = label(step=Step.SMALL, tone="text_faint")
        self._connected = self._part(
            GlyphLabel(look, Glyph.CONNECTION, "text_faint", 15), self._portal, self._host, separator(vertical=True),
            self._avatar, self._user,
        )  # fmt: skip
        self._gauge = self._part(separator(vertical=True), self._limits, self._limits_words)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEDIUM, 0, MEDIUM, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._connected)
        row.addWidget(self._gauge)
        row.addStretch(1)
        row.addWidget(self._going_on)
        row.addWidget(self._sync)
        self._row = row
        self.show_connection(None)

    def add(self, widget: QWidget) -> None:
        """Puts something at the right end; it goes when whoever made it deletes it."""
        self._row.addWidget(widget)

    @property
    def buttons_from(self) -> int:
        """Where the buttons at the right end begin, counted from the left edge; the right edge when there are none."""
        buttons = (each for each in self.findChildren(QAbstractButton) if not each.isHidden())
        return min((each.mapTo(self, each.rect().topLeft()).x() for each in buttons), default=self.width())

    def show_connection(self, name: str | None, host: str = "", user: Person | None = None) -> None:
        """Which portal and as whom; None when there is none."""
        self._portal.setText(name or "")
        self._host.setText(host if host != name else "")
        self._avatar.show_person(user)
        self._user.setText(user.name if user is not None else "")
        self._connected.setVisible(name is not None)
        if name is None:
            self._gauge.hide()

    def show_limits(self, share: float, words: str) -> None:
        """How much of the portal's request limit is used, as a share and in words."""
        self._limits.show_share(share, words)
        self._limits_words.setText(words)
        self._gauge.show()

    def say(self, text: str) -> None:
        """What is going on; "" for nothing."""
        self._going_on.setText(text)
        self._going_on.setAccessibleName(text)

    def say_sync(self, text: str) -> None:
        """How new what is shown is, or how far it has been loaded; "" for nothing."""
        self._sync.setText(text)
        self._sync.setAccessibleName(text)

    @property
    def sync_text(self) -> str:
        """How new what is shown is."""
        return self._sync.text()

    @property
    def text(self) -> str:
        """What is going on."""
        return self._going_on.text()

    def _part(self, *widgets: QWidget) -> QWidget:
        part = QWidget(self)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(SMALL)
        for widget in widgets:
            row.addWidget(widget)
        return part
