"""Titles and descriptions: set, added to, or replaced in part. Names in braces stand for what each row has."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from daybook.domain.changes.change import TextChange, TextOperation
from daybook.domain.changes.templates import NAMES, BadTemplate, names_in
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.theme import restyle

_HIGH: Final = 84


class TemplateField(QWidget):
    """A text with names in braces, offered by a button; says what is wrong with them. `lines`: more than one."""

    taken = Signal()

    def __init__(self, tools: Tools, name: str, *, lines: bool) -> None:
        super().__init__()
        self.edit: QLineEdit | QPlainTextEdit = QPlainTextEdit() if lines else QLineEdit()
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setFixedHeight(_HIGH)
            self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(lambda *_text: self._typed())
        self.names: QPushButton = push_button(tools.look, self.tr("Insert a name…"), self.open_names, kind="link")
        self._fault = label(step=Step.SMALL, tone="danger", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL // 2)
        for widget in (self.edit, self._fault):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.edit)
        self._fault.hide()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.toPlainText() if isinstance(self.edit, QPlainTextEdit) else self.edit.text()

    @property
    def fault(self) -> str:
        """What is wrong with it, in words; "" for nothing."""
        return self._fault.text()

    def show_text(self, text: str) -> None:
        """Another text, silently."""
        self.blockSignals(True)
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)
        self.blockSignals(False)

    def open_names(self) -> None:
        """Opens the menu of what may stand in braces."""
        menu = self.make_names()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.names.mapToGlobal(self.names.rect().bottomLeft()))

    def make_names(self) -> QMenu:
        """What may stand in braces."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Names"))
        for name in NAMES:
            action = QAction(f"{{{name}}}", menu)
            action.triggered.connect(lambda _checked=False, name=name: self._insert(name))
            menu.addAction(action)
        return menu

    def _insert(self, name: str) -> None:
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.insertPlainText(f"{{{name}}}")
        else:
            self.edit.insert(f"{{{name}}}")
        self.edit.setFocus()

    def _typed(self) -> None:
        fault = self._judge()
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.edit.setAccessibleDescription(fault)
        if bool(self.edit.property("wrong")) != bool(fault):
            self.edit.setProperty("wrong", bool(fault))
            restyle(self.edit)
        self.taken.emit()

    def _judge(self) -> str:
        try:
            unknown = [name for name in names_in(self.text) if name not in NAMES]
        except BadTemplate:
            return self.tr("A brace stands alone. Double it if it is meant as a brace.")
        return self.tr("There is no name {name}.").format(name=f"{{{unknown[0]}}}") if unknown else ""


class TextPart(PartEditor):
    """Four ways to change a text. A title must not become empty by being set."""

    def __init__(self, tools: Tools, *, lines: bool) -> None:
        super().__init__()
        self._lines = lines
        segments = (
            Segment(TextOperation.SET, self.tr("Set")),
            Segment(TextOperation.PREFIX, self.tr("Before")),
            Segment(TextOperation.SUFFIX, self.tr("Behind")),
            Segment(TextOperation.REPLACE, self.tr("Replace")),
        )
        self.ways = SegmentedTabs(tools.look, self.tr("How the text changes"), segments)
        self.old = QLineEdit()
        self.old.setAccessibleName(self.tr("What is replaced"))
        self.old.setPlaceholderText(self.tr("What is replaced"))
        self.new = TemplateField(tools, self.tr("New text"), lines=lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for widget in (self.ways, self.old, self.new):
            column.addWidget(widget)
        self.setFocusProxy(self.new)
        self.ways.chosen.connect(lambda _key: self._turn())
        self.ways.chosen.connect(lambda _key: self.taken.emit())
        self.old.textChanged.connect(lambda _text: self.taken.emit())
        self.new.taken.connect(self.taken)
        self._turn()

    @property
    def value(self) -> TextChange | None:
        """What is done to the text; None while nothing would be, or a name in it is wrong."""
        operation, text = TextOperation(self.ways.current), self.new.text
        if self.new.fault:
            return None
        if operation is TextOperation.REPLACE:
            return TextChange(operation, text, self.old.text()) if self.old.text() else None
        if operation is TextOperation.SET:
            return TextChange(operation, text) if self._lines or text.strip() else None
        return TextChange(operation, text) if text else None

    def show_value(self, value: Any) -> None:
        """Shows what a recipe does."""
        self.blockSignals(True)
        self.ways.choose(value.operation)
        self.old.setText(value.old)
        self.new.show_text(value.text)
        self._turn()
        self.blockSignals(False)

    def _turn(self) -> None:
        self.old.setVisible(self.ways.current == TextOperation.REPLACE)
