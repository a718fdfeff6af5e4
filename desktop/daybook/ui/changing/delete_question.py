"""The one question before a run: what is deleted never comes back, so the number is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from daybook.ui.kit.decision import Decision
from daybook.ui.kit.look import Look


class DeleteQuestion(Decision):
    """The way on opens when what is typed is the number of activities."""

    def __init__(self, look: Look, parent: QWidget, *, title: str, count: int) -> None:
        self._count = count
        super().__init__(
            look,
            parent,
            title=title,
            text=self.tr("Nothing brings them back. Type the number of activities to go on: {count}").format(
                count=count
            ),
            yes=title,
            danger=True,
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("The number of activities"))
        self.field.textChanged.connect(self._judge)
        self.field.returnPressed.connect(self._enter)
        self.column.insertWidget(self.column.indexOf(self.row), self.field)
        self.yes.setEnabled(False)

    def take_focus(self) -> None:
        """Typing goes into the field."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _judge(self, text: str) -> None:
        self.yes.setEnabled(text.strip() == str(self._count))

    def _enter(self) -> None:
        if self.yes.isEnabled():
            self.yes.click()
