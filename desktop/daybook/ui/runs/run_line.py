"""The run at work in the status line: how far it is, and the way to it."""

from PySide6.QtCore import QObject, QTimer, Signal

from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.runs.run_words import RunWords
from daybook.ui.status_line import StatusLine
from daybook.work.running.desk import RunDesk

TOLD_EVERY_MS = 300
"""Each change of the words lays the status line out anew."""


class RunLine(QObject):
    """Owns its button in the status line until `detach`."""

    wanted = Signal(str)  # the id of the run

    def __init__(self, look: Look, status: StatusLine, desk: RunDesk, words: RunWords) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self.button = push_button(look, "", self._go, glyph=Glyph.RUNS, kind="link", compact=True)
        self.button.hide()
        status.add(self.button)
        self._soon = QTimer(self, singleShot=True, interval=TOLD_EVERY_MS)
        self._soon.timeout.connect(self._tell)
        self._ends = [desk.changed.add(self._tell), desk.progressed.add(self._later)]
        self._tell()

    def detach(self) -> None:
        """Tells nothing any more."""
        self._soon.stop()
        for end in self._ends:
            end()
        self.button.deleteLater()

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        line = self._desk.line(self._desk.current_id)
        if line is not None:
            rename(self.button, self._words.brief(line, self._desk.progress, self._desk.waiting))
        self.button.setVisible(line is not None)

    def _go(self) -> None:
        self.wanted.emit(self._desk.current_id)
