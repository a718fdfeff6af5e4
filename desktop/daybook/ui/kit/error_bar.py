"""The one place where the window says that something went wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.failure import Failure
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL, TINY


class ErrorBar(QFrame):
    """Shows the newest of the failures that still stand; hidden while there is none. Never takes the focus."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._failures: list[Failure] = []
        self.setProperty("panel", "banner-danger")
        self.setAccessibleName(self.tr("What went wrong"))
        self._title = label(step=Step.STRONG, tone="danger", wrap=True)
        self._advice = label(tone="text", wrap=True)
        self._count = label(step=Step.SMALL, tone="text_soft")
        self._retry = push_button(look, self.tr("Try again"), self._press_retry, glyph=Glyph.REFRESH, compact=True)
        self._details = push_button(look, self.tr("Details"), self._toggle_details, kind="quiet", compact=True)
        self._close = icon_button(look, Glyph.CLOSE, self.tr("Close this message"), self._press_close)
        self._panel = self._make_panel()
        self._lay_out()
        self.hide()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What still stands, oldest first."""
        return tuple(self._failures)

    def tell(self, failure: Failure) -> None:
        """Shows a failure, in place of an older one with the same key."""
        self._failures = [each for each in self._failures if each.key != failure.key] + [failure]
        self._present()

    def settle(self, key: str) -> None:
        """What failed has succeeded by now: its message goes."""
        self._failures = [each for each in self._failures if each.key != key]
        self._present()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the message."""
        if event.key() == Qt.Key.Key_Escape:
            self._press_close()
        else:
            super().keyPressEvent(event)

    def _make_panel(self) -> QWidget:
        panel = QWidget(self)
        self._text = QPlainTextEdit(panel)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Details of the error"))
        self._text.setMaximumHeight(140)
        copy = push_button(self._look, self.tr("Copy details"), self._copy, glyph=Glyph.COPY, compact=True)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, SMALL, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._text)
        column.addWidget(copy, alignment=Qt.AlignmentFlag.AlignLeft)
        panel.hide()
        return panel

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TINY // 2)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(GlyphLabel(self._look, Glyph.ERROR, "danger"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addSpacing(TINY)
        row.addLayout(words, 1)
        for widget in (self._count, self._retry, self._details, self._close):
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, MEDIUM - 2, SMALL, MEDIUM - 2)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._panel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _present(self) -> None:
        if self._failures:
            self._show(self._failures[-1])
        else:
            self._panel.hide()
        self.setVisible(bool(self._failures))
        self.changed.emit()

    def _show(self, failure: Failure) -> None:
        self._title.setText(failure.title)
        self._advice.setText(failure.advice)
        self._advice.setVisible(bool(failure.advice))
        self._text.setPlainText(failure.details)
        self._retry.setVisible(failure.retry is not None)
        self._details.setVisible(bool(failure.details))
        if not failure.details:
            self._panel.hide()
        others = len(self._failures) - 1
        self._count.setText(self.tr("%Ln more", "", others))
        self._count.setVisible(others > 0)
        self.setAccessibleDescription(f"{failure.title} {failure.advice}".strip())

    def _press_retry(self) -> None:
        failure = self._failures.pop()
        self._present()
        if failure.retry is not None:
            failure.retry()

    def _press_close(self) -> None:
        if self._failures:
            self._failures.pop()
            self._present()

    def _toggle_details(self) -> None:
        self._panel.setVisible(self._panel.isHidden())
        self._details.setText(self.tr("Details") if self._panel.isHidden() else self.tr("Hide details"))

    def _copy(self) -> None:
        failure = self._failures[-1]
        QGuiApplication.clipboard().setText(
            "\n".join(part for part in (failure.title, failure.advice, failure.details) if part)
        )
