"""A form: captions at the left, fields at the right, and below each field whatever has to be said about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.kit.theme import restyle

_CAPTION_WIDTH = 150


class FormRow(QWidget):
    """One field with its hint, and a problem while there is one."""

    def __init__(self, caption: QWidget, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.caption = caption
        self.field = field
        self._hint = label(hint, Step.SMALL, "text_faint", wrap=True)
        self._problem = label(step=Step.SMALL, tone="danger", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        for widget in (field, self._hint, self._problem):
            column.addWidget(widget)
        self._hint.setVisible(bool(hint))  # with a parent: a label without one would be a window for a moment
        self._problem.hide()
        self.setFocusProxy(field)
        field.setAccessibleDescription(hint)

    @property
    def problem(self) -> str:
        """What is wrong with it, "" when nothing is."""
        return self._problem.text()

    def switch(self, on: bool) -> None:
        """Shows the row, or hides it with its caption."""
        self.setVisible(on)
        self.caption.setVisible(on)

    def complain(self, text: str) -> None:
        """Says what must be put right; "" for nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.field.setAccessibleDescription(text or self._hint.text())
        target = self.field.focusProxy() or self.field
        if bool(target.property("wrong")) != bool(text):
            target.setProperty("wrong", bool(text))
            restyle(target)


class Form(QFrame):
    """A card of fields."""

    def __init__(self, name: str, *, stacked: bool = False, card: bool = True) -> None:
        """`stacked`: captions stand above the fields, where there is little width. `card` False: no ground."""
        super().__init__()
        self._stacked = stacked
        self.setProperty("panel", "card" if card else "")
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(MEDIUM)
        if stacked:
            self._grid.setVerticalSpacing(TINY)
        else:
            self._grid.setColumnMinimumWidth(0, _CAPTION_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add(self, caption: str, field: QWidget, hint: str = "") -> FormRow:
        """One more field below the others. A field without a name of its own is called as its caption says."""
        if not field.accessibleName():
            field.setAccessibleName(caption)
        said = label(caption, tone="text_soft", wrap=True)
        row = FormRow(said, field, hint)
        said.setContentsMargins(0, SMALL, 0, 0)
        said.setBuddy(field)
        line = self._grid.rowCount()
        if self._stacked:
            self._grid.addWidget(said, line, 0, 1, 2)
            self._grid.addWidget(row, line + 1, 0, 1, 2)
        else:
            self._grid.addWidget(said, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row, line, 1)
        return row

    def add_foot(self, *buttons: QWidget) -> None:
        """The buttons of the form, at its lower right."""
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL)
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        self.add_wide(foot)

    def add_wide(self, widget: QWidget) -> None:
        """Something over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
