"""Two or more to-dos look like the one whose creation got no answer: only the person can tell."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from daybook.domain.activity import Activity
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY


class CandidateList(QWidget):
    """Shows what was found, and takes one of it or none."""

    chosen = Signal(object)  # int: Activity.id; None for "none of these"

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._shown: tuple[Activity, ...] = ()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SMALL)
        self.none = push_button(look, self.tr("None of these: create it again"), partial(self.chosen.emit, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        column.addWidget(label(self.tr("Which one is yours?"), Step.HEADING, wrap=True))
        explanation = self.tr(
            "Your to-do was sent, but the portal's answer was lost. These were created since and look like it. "
            "Daybook creates nothing until you say so."
        )
        column.addWidget(label(explanation, tone="text_soft", wrap=True))
        column.addLayout(self._cards)
        column.addWidget(self.none)
        column.addStretch(1)

    def show_candidates(self, candidates: Sequence[Activity]) -> None:
        """Shows these."""
        if tuple(candidates) == self._shown:
            return
        self._shown = tuple(candidates)
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, each in enumerate(self._shown):
            self._cards.addWidget(self._card(number, each))

    def _card(self, number: int, activity: Activity) -> QFrame:
        card = QFrame()
        card.setProperty("panel", "card")
        card.setAccessibleName(activity.subject)
        created = self._formats.ago(activity.created) if activity.created is not None else ""
        facts = [
            self.tr("Number {number}").format(number=activity.id),
            self.tr("Due {moment}").format(moment=self._formats.deadline(activity.deadline)),
            self.tr("Created {moment}").format(moment=created) if created else "",
        ]
        button = push_button(self._look, self.tr("This one"), partial(self.chosen.emit, activity.id), compact=True,
                             glyph=Glyph.CHECK)  # fmt: skip
        said = self.tr("This one: {title}, number {number}")
        button.setAccessibleName(said.format(title=activity.subject, number=activity.id))
        column = QVBoxLayout(card)
        column.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(TINY)
        column.addWidget(label(activity.subject, Step.STRONG, wrap=True))
        for fact in facts:
            if fact:
                column.addWidget(label(fact, Step.SMALL, "text_soft", wrap=True))
        column.addSpacing(TINY)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        if number == 0:
            self.setFocusProxy(button)
        return card
