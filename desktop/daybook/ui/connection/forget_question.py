"""The question before a connection is forgotten: what goes with it, with a way to keep that in a file first."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.connection.leftover_words import LeftoverWords, Loss
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON, SMALL, TINY
from daybook.ui.kit.wording import explain
from daybook.work.leftovers import Leftovers

WIDTH = 520


class ForgetQuestion(Decision):
    """Names what is lost. Ctrl+S saves it to a file; the question stays open then."""

    save_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, parent: QWidget, left: Leftovers) -> None:
        words = LeftoverWords(left, formats)
        super().__init__(
            look,
            parent,
            title=self.tr("Forget “{name}”?").format(name=left.connection.name),
            text=words.what_stays(),
            yes=self.tr("Forget it"),
            no=self.tr("Keep it"),
            danger=True,
            width=WIDTH,
        )
        self.save = push_button(look, self.tr("Save them to a file…"), self.save_wanted.emit, glyph=Glyph.FILE)
        self.save.setToolTip(
            QKeySequence(QKeySequence.StandardKey.Save).toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.save.setVisible(left.is_worth_saving)
        self.row.insertWidget(0, self.save)
        self.banner = Banner(look)
        self.banner.setFixedWidth(WIDTH)
        self.banner.hide()
        self._list(words.losses())
        self.body.addWidget(self.banner)
        self.body.addSpacing(TINY)

    def show_saving(self, *, saving: bool) -> None:
        """Nothing is forgotten while its file is being written."""
        self.save.setEnabled(not saving)
        self.yes.setEnabled(not saving)

    def show_saved(self, path: Path) -> None:
        """The file is there."""
        self._say("success", self.tr("Saved in {name}.").format(name=path.name), str(path.parent))

    def show_failure(self, error: Exception) -> None:
        """The file is not there; the person may choose another place."""
        said = explain(error)
        self._say("danger", said.title, said.advice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The usual key saves."""
        if event.matches(QKeySequence.StandardKey.Save) and self.save.isEnabled() and not self.save.isHidden():
            self.save.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _say(self, tone: str, title: str, text: str) -> None:
        self.banner.say(tone, title, text)
        self.banner.show()
        self.show_saving(saving=False)
        self.fit()

    def _list(self, lost: tuple[Loss, ...]) -> None:
        if lost:
            self.body.addWidget(label(self.tr("These go with it:"), Step.STRONG))
        for each in lost:
            self.body.addLayout(self._line(each))
        said = "\n".join((*(each.text for each in lost), self.accessibleDescription()))
        self.setAccessibleDescription(said)

    def _line(self, loss: Loss) -> QHBoxLayout:
        words = label(loss.text, wrap=True)
        words.setFixedWidth(WIDTH - ICON - SMALL)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(GlyphLabel(self._look, loss.glyph, loss.tone), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(words)
        return row
