"""Whom it is with: numbers or addresses of the item, its contact and its company to tick, and a field for another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from daybook.domain.composition import Contacted
from daybook.domain.entities import EntityRef
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import ElidedLabel, label, plain_tip
from daybook.ui.kit.metrics import TINY

_INDENT = 28
"""As far as the words of a box stand from its left edge."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One that may be ticked; `name` says who it is."""

    contacted: Contacted
    name: str


class ContactsField(QWidget):
    """One of them, or several. What is typed belongs to the item itself."""

    taken = Signal(object)  # tuple[Contacted, ...]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._several = False
        self._owner: EntityRef | None = None
        self._boxes: list[QCheckBox | QRadioButton] = []
        self._lines: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.setAccessibleName(name)
        self.none = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(TINY)
        self.other = QLineEdit()
        self.other.setAccessibleName(self.tr("{field}: another one").format(field=name))
        self.other.textEdited.connect(lambda _text: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.none)
        column.addLayout(self._list)
        column.addWidget(self.other)
        self.setFocusProxy(self.other)

    def offer(
        self, choices: Sequence[Choice], *, several: bool, owner: EntityRef, nothing: str, placeholder: str
    ) -> None:
        """What may be ticked; `nothing` is said when that is nothing."""
        self._owner = owner
        self.none.setText(nothing)
        self.none.setVisible(not choices)
        self.other.setPlaceholderText(placeholder)
        if (tuple(choices), several) == (self._choices, self._several):
            return
        self._choices, self._several = tuple(choices), several
        for box in self._boxes:
            self._group.removeButton(box)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        self._boxes = [self._box(each) for each in self._choices]
        self.setFocusProxy(self._boxes[0] if self._boxes else self.other)

    def show_contacted(self, contacted: Sequence[Contacted]) -> None:
        """What is chosen, silently. What says so already stays as it is: somebody may be typing in it."""
        chosen = set(contacted)
        if chosen == set(self._said()):
            return
        known = {each.contacted for each in self._choices}
        self._group.setExclusive(False)
        for box, each in zip(self._boxes, self._choices, strict=True):
            box.setChecked(each.contacted in chosen)
        typed = ", ".join(each.value for each in contacted if each not in known)
        self.other.setText(typed)
        self._group.setExclusive(not self._several and not typed and any(box.isChecked() for box in self._boxes))

    def _box(self, choice: Choice) -> QCheckBox | QRadioButton:
        value = choice.contacted.value.replace("&", "&&")  # else Qt takes it for a mnemonic
        box: QCheckBox | QRadioButton = QCheckBox(value) if self._several else QRadioButton(value)
        box.setAccessibleName(self.tr("{value} · {name}").format(value=choice.contacted.value, name=choice.name))
        box.setToolTip(plain_tip(box.accessibleName()))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a long address widens no panel
        box.clicked.connect(lambda _checked=False: self._ticked())
        self._group.addButton(box)
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = ElidedLabel(choice.name, Step.SMALL, "text_faint")
        name.setContentsMargins(_INDENT, 0, 0, 0)
        column.addWidget(box)
        column.addWidget(name)
        self._lines.append(line)
        self._list.addWidget(line)
        return box

    def _ticked(self) -> None:
        if not self._several:
            self.other.clear()
        self._tell()

    def _tell(self) -> None:
        if self._typed() and not self._several:
            self._group.setExclusive(False)
            for box in self._boxes:
                box.setChecked(False)
        self.taken.emit(self._said())

    def _typed(self) -> list[Contacted]:
        typed = self.other.text()
        parts = typed.split(",") if self._several else [typed]
        return [Contacted(part.strip(), self._owner) for part in parts if part.strip() and self._owner is not None]

    def _said(self) -> tuple[Contacted, ...]:
        """What is ticked and typed now."""
        ticked = [each.contacted for box, each in zip(self._boxes, self._choices, strict=True) if box.isChecked()]
        return (*ticked, *self._typed())
