"""What is asked and said about views: under which name, and what is wrong with a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from daybook.domain.view import LONGEST_NAME
from daybook.domain.view_file import ViewMistake
from daybook.ui.kit.decision import WIDTH, Decision
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.wording.questions import view_mistake

_MOST = 8
"""Mistakes that are shown; whoever wrote the file puts these right first."""


class NameCard(Decision):
    """Asks for the name of a view. `is_taken` says of a name whether another view has it, which `taken_note` tells."""

    def __init__(
        self, look: Look, parent: QWidget, *, title: str, yes: str, name: str, note: Callable[[str], str]
    ) -> None:
        super().__init__(look, parent, title=title, text="", yes=yes)
        self._note_of = note
        self.field = QLineEdit(name)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(self.tr("Name of the view"))
        self.field.setFixedWidth(WIDTH)
        self.field.selectAll()
        self._note = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.body.addWidget(self.field)
        self.body.addWidget(self._note)
        self.field.textChanged.connect(self._look_at_name)
        self.field.returnPressed.connect(self._enter)
        self._look_at_name()

    @property
    def name(self) -> str:
        """What was typed, on one line."""
        return " ".join(self.field.text().split())

    def take_focus(self) -> None:
        """Into the name."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _look_at_name(self) -> None:
        self.yes.setEnabled(bool(self.name))
        self._note.setText(self._note_of(self.name))
        self.field.setAccessibleDescription(self._note.text())

    def _enter(self) -> None:
        if self.yes.isEnabled():
            self.yes.click()


class MistakesCard(Decision):
    """Says what is wrong with the file of a view, and whether it is of use all the same."""

    def __init__(
        self, look: Look, parent: QWidget, file: str, mistakes: Sequence[ViewMistake], *, refused: bool
    ) -> None:
        title = (
            self.tr("{file} can't be used").format(file=file)
            if refused
            else self.tr("{file} has mistakes, and is used without them").format(file=file)
        )
        super().__init__(look, parent, title=title, text="", yes=self.tr("Close"))
        self.no.hide()
        self.lines: list[str] = []
        for mistake in mistakes[:_MOST]:
            sentence = view_mistake(mistake)
            self.lines.append(" ".join(part for part in (sentence.title, sentence.advice) if part))
        left = len(mistakes) - _MOST
        if left > 0:
            self.lines.append(self.tr("%Ln more mistake(s)", "", left))
        for line in self.lines:
            shown = label(line, wrap=True)
            shown.setFixedWidth(WIDTH)
            self.body.addWidget(shown)
        self.setAccessibleDescription("\n".join(self.lines))

    def take_focus(self) -> None:
        """Onto the only way out."""
        self.yes.setFocus(Qt.FocusReason.PopupFocusReason)
