"""How the run at work goes: rows, rate, what holds it, and the buttons that hold it or end it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from daybook.bulk.running.progress import Phase, Progress
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.runs.run_words import RunWords

_HEIGHT: Final = 8


class ProgressPart(QFrame):
    """Shows a `Progress`. Holds nothing itself: every wish is a signal."""

    pause_wanted = Signal()
    resume_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, look: Look, words: RunWords) -> None:
        super().__init__()
        self._words = words
        self._paused = False
        self.setAccessibleName(self.tr("How the run goes"))
        self.bar = ProgressBar(look, self.tr("Rows done"))
        self.rows = label(step=Step.STRONG)
        self.pace = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.held = label(step=Step.SMALL, tone="warning", wrap=True)
        self.pause = push_button(look, self.tr("Pause"), self._press, glyph=Glyph.CLOCK)
        self.cancel = push_button(look, self.tr("Cancel the rest"), self.cancel_wanted.emit, kind="danger")
        self.meaning = label(
            self.tr("Cancelling gives up what was not sent yet. What is on its way ends, and is told below."),
            Step.SMALL,
            "text_faint",
            wrap=True,
        )
        self._lay_out()

    def show_progress(self, progress: Progress | None) -> None:
        """As it is now; None while it is not known yet what is to be done."""
        shown = progress or Progress()
        self._paused = shown.phase is Phase.PAUSED
        ends = shown.phase in (Phase.STOPPING, Phase.STOPPED, Phase.ENDED)
        rows = self._words.rows(shown) if progress is not None else self.tr("Looking what is left to do…")
        self.bar.show_share(shown.done / shown.total if shown.total else 0.0, rows)
        self.rows.setText(rows)
        self._say(self.pace, self._pace(shown, ends=ends))
        self._say(self.held, "" if self._paused else self._words.held(shown))
        rename(self.pause, self.tr("Go on") if self._paused else self.tr("Pause"))
        self.pause.setEnabled(progress is not None and not ends)
        self.cancel.setEnabled(not ends)

    def _pace(self, progress: Progress, *, ends: bool) -> str:
        if self._paused:
            return self.tr("Paused: nothing more is sent until you go on.")
        if ends:
            return self.tr("Nothing more is sent. What is on its way ends.")
        return self._words.pace(progress)

    def _press(self) -> None:
        (self.resume_wanted if self._paused else self.pause_wanted).emit()

    @staticmethod
    def _say(shown: QLabel, text: str) -> None:
        if shown.text() != text:
            shown.setText(text)
            shown.setVisible(bool(text))

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(MEDIUM)
        words.addWidget(self.rows)
        words.addWidget(self.pace, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons, SMALL)
        flow.addWidget(self.pause)
        flow.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, SMALL, LARGE, MEDIUM)
        column.setSpacing(TINY + 2)
        column.addWidget(self.bar)
        column.addLayout(words)
        column.addWidget(self.held)
        column.addWidget(buttons)
        column.addWidget(self.meaning)
        self.pace.hide()
        self.held.hide()


class ProgressBar(QWidget):
    """A share from 0 to 1 over the whole width; the words beside it are what a screen reader says."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        look.theming.changed.connect(self.update)

    @property
    def share(self) -> float:
        """What is shown."""
        return self._share

    def show_share(self, share: float, words: str) -> None:
        """Another share; `words` say the same in figures."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track and what is done of it."""
        track = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("line_strong"))
            painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
            if self._share > 0:
                track.setWidth(max(_HEIGHT, track.width() * self._share))
                painter.setBrush(self._look.color("accent"))
                painter.drawRoundedRect(track, _HEIGHT / 2, _HEIGHT / 2)
