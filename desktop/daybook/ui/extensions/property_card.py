"""The values that go into a workflow action, or come out of it: a card each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.domain.extensions import ActionProperty, PropertyType
from daybook.ui.extensions.language_text import LanguageText
from daybook.ui.extensions.words import property_word
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.form import Form, FormRow
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL


class PropertyCard(Form):
    """One value: its key, what people call it, what it holds."""

    removal_wanted = Signal()
    move_wanted = Signal(int)  # -1 up, 1 down

    def __init__(self, look: Look, given: ActionProperty) -> None:
        super().__init__(given.key)
        self.key = QLineEdit(given.key)
        self.kind = combo_box(self.tr("Type"))
        for kind in PropertyType:
            self.kind.addItem(property_word(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(given.type))
        self.name = LanguageText(look, self.tr("Name"))
        self.name.show_text(given.name)
        self.description = LanguageText(look, self.tr("Description"))
        self.description.show_text(given.description)
        self.options = QPlainTextEdit("\n".join(f"{key} = {text}" for key, text in given.options.items()))
        self.options.setFixedHeight(96)
        self.options.setTabChangesFocus(True)
        self.default = QLineEdit(given.default or "")
        self._had_default = given.default is not None
        self.required = QCheckBox(self.tr("Must be filled in"))
        self.required.setChecked(given.required)
        self.multiple = QCheckBox(self.tr("May hold several"))
        self.multiple.setChecked(given.multiple)
        self._lay_out(look)
        self.kind.activated.connect(lambda _index: self._show_options())
        self.key.textEdited.connect(self.setAccessibleName)
        self._show_options()

    @property
    def value(self) -> ActionProperty:
        """What the card says now."""
        kind = PropertyType(self.kind.currentData())
        default = self.default.text().strip()
        return ActionProperty(
            key=self.key.text().strip(),
            name=self.name.value,
            type=kind,
            description=self.description.value,
            options=self._options() if kind is PropertyType.SELECT else {},
            required=self.required.isChecked(),
            multiple=self.multiple.isChecked(),
            default=default or None,
        )

    def complain(self, key: str = "", name: str = "", options: str = "") -> None:
        """Says what must be put right; "" for nothing."""
        self.key_row.complain(key)
        self.name_row.complain(name)
        self.options_row.complain(options)

    def _options(self) -> dict[str, str]:
        """`key = text` a line; a line without "=" is both."""
        found = {}
        for line in self.options.toPlainText().splitlines():
            key, equals, text = (part.strip() for part in line.partition("="))
            if key:
                found[key] = text if equals and text else key
        return found

    def _show_options(self) -> None:
        self.options_row.switch(PropertyType(self.kind.currentData()) is PropertyType.SELECT)

    def _lay_out(self, look: Look) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(icon_button(look, Glyph.CHEVRON_UP, self.tr("Move up"), lambda: self.move_wanted.emit(-1)))
        row.addWidget(icon_button(look, Glyph.CHEVRON_DOWN, self.tr("Move down"), lambda: self.move_wanted.emit(1)))
        row.addWidget(icon_button(look, Glyph.TRASH, self.tr("Remove this value"), self.removal_wanted.emit))
        ticks = QWidget()
        ticks.setAccessibleName(self.tr("Rules"))
        line = QHBoxLayout(ticks)
        line.setContentsMargins(0, SMALL, 0, 0)
        line.setSpacing(MEDIUM)
        line.addWidget(self.required)
        line.addWidget(self.multiple)
        line.addStretch(1)
        self.add_wide(tools)
        self.key_row = self.add(self.tr("Key"), self.key, self.tr("A letter first, then letters, digits and _."))
        self.add(self.tr("Type"), self.kind)
        self.name_row = self.add(self.tr("Name"), self.name)
        self.add(self.tr("Description"), self.description)
        self.options_row: FormRow = self.add(
            self.tr("Choices"), self.options, self.tr("One a line: key = what people read.")
        )
        self.add(self.tr("Default"), self.default)
        self.add(self.tr("Rules"), ticks)


class PropertyList(QWidget):
    """Cards in their order, and a button for one more."""

    def __init__(self, look: Look, name: str, add: str) -> None:
        super().__init__()
        self._look = look
        self._cards: list[PropertyCard] = []
        self.setAccessibleName(name)
        self._column = QVBoxLayout()
        self._column.setSpacing(SMALL)
        self._nothing = label(self.tr("None."), Step.SMALL, "text_faint")
        self.add = push_button(look, add, self.add_one, glyph=Glyph.PLUS, kind="quiet", compact=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addWidget(self._nothing)
        whole.addLayout(self._column)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole.addLayout(foot)
        self.setFocusProxy(self.add)

    @property
    def cards(self) -> Sequence[PropertyCard]:
        """From top to bottom."""
        return tuple(self._cards)

    @property
    def value(self) -> tuple[ActionProperty, ...]:
        """What the cards say now."""
        return tuple(card.value for card in self._cards)

    def show_properties(self, properties: Sequence[ActionProperty]) -> None:
        """Other ones."""
        for card in self._cards:
            self._take(card)
        self._cards = []
        for each in properties:
            self._put(each)
        self._nothing.setVisible(not self._cards)

    def add_one(self) -> PropertyCard:
        """An empty one at the end."""
        taken = {card.value.key for card in self._cards}
        number = next(number for number in range(1, len(taken) + 2) if f"value{number}" not in taken)
        card = self._put(ActionProperty(f"value{number}", ""))
        card.key.setFocus()
        card.key.selectAll()
        return card

    def _put(self, given: ActionProperty) -> PropertyCard:
        card = PropertyCard(self._look, given)
        card.removal_wanted.connect(lambda: self._remove(card))
        card.move_wanted.connect(lambda step: self._move(card, step))
        self._cards.append(card)
        self._column.addWidget(card)
        self._nothing.hide()
        return card

    def _take(self, card: PropertyCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _remove(self, card: PropertyCard) -> None:
        self._cards.remove(card)
        self._take(card)
        self._nothing.setVisible(not self._cards)
        self.add.setFocus()

    def _move(self, card: PropertyCard, step: int) -> None:
        place = self._cards.index(card)
        wanted = min(max(place + step, 0), len(self._cards) - 1)
        self._cards.insert(wanted, self._cards.pop(place))
        self._column.removeWidget(card)
        self._column.insertWidget(wanted, card)
