"""What an undo, a redo or a second try would do, before anything is sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.changing.journal_words import ItemOf, PersonOf
from daybook.ui.changing.plan_preview import Named, PlanPreview
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.work.changing.judged import JudgedPlan


class PlanPage(QWidget):
    """A title, what can't come back, and the preview with the button that begins it."""

    apply_wanted = Signal(object)  # bulk.preparing.Plan
    close_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, person_of: PersonOf, item_of: ItemOf) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Before it is sent"))
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.about = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.close_button = icon_button(look, Glyph.CLOSE, self.tr("Back to the run"), self.close_wanted.emit)
        self.busy = BusyLine(look, self.tr("Asking the portal how it is now"))
        self.preview = PlanPreview(look, formats, person_of, item_of)
        self.preview.apply_wanted.connect(self.apply_wanted)
        self._lay_out()

    def begin(self, title: str) -> None:
        """The plan is being made."""
        self.title.setText(title)
        self.about.setText(self.tr("Asking the portal how it is now. Nothing is sent before you say so."))
        self.busy.set_busy(True)
        self.preview.show_plan(None, str)

    def show_plan(self, judged: JudgedPlan, named: Named, lost: str) -> None:
        """The plan as it was judged; `lost` says what can't come back, "" for nothing."""
        self.busy.set_busy(False)
        told = self.tr("Nothing is sent before you press the button below.")
        self.about.setText(" ".join(filter(None, (lost, told))))
        self.preview.show_plan(judged, named)

    def end(self) -> None:
        """The plan could not be made."""
        self.busy.set_busy(False)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, SMALL, SMALL)
        head.addLayout(words, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.busy)
        column.addWidget(separator())
        column.addWidget(self.preview, 1)
