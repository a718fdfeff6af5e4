"""Items to bind to, to take off, or to move between: searched for by name."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from daybook.domain.changes.change import Move
from daybook.domain.entities import Entity, EntityRef
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.pick_button import PickButton
from daybook.ui.todo.picker import Picker


class ItemSearch:
    """Opens a picker that asks the portal for items while somebody types."""

    def __init__(self, tools: Tools, name: str, anchor: QWidget, taken: Callable[[EntityRef], object]) -> None:
        self._tools = tools
        self._name = name
        self._anchor = anchor
        self._taken = taken
        self._left_out: frozenset[EntityRef] = frozenset()
        self.picker: Picker | None = None
        tools.items_came.connect(self.show_found)

    def open(self, left_out: Sequence[EntityRef] = ()) -> Picker:
        """Opens it; these are not offered."""
        self._left_out = frozenset(left_out)
        hint = self._tools.tr("Search deals, contacts, companies, leads")
        picker = Picker(self._tools.look, self._name, hint, self._anchor, elsewhere=True)
        self.picker = picker
        picker.searched.connect(self._search)
        picker.picked.connect(self._taken)
        picker.closed.connect(self._forget)
        picker.open()
        self._search("")
        return picker

    def show_found(self, found: Sequence[Entity]) -> None:
        """What fits, as far as it is not chosen already."""
        if self.picker is not None:
            fitting = [_choice(each) for each in found if each.ref not in self._left_out]
            self.picker.offer(fitting, self._tools.tr("Nothing is called so."))

    def _search(self, text: str) -> None:
        if self.picker is not None:
            self.picker.wait(self._tools.tr("Searching…"))
            self._tools.items_wanted.emit(text)

    def _forget(self) -> None:
        self.picker = None


class ItemsPart(PartEditor):
    """Several items."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._refs: tuple[EntityRef, ...] = ()
        self.chips: dict[EntityRef, RemovableChip] = {}
        self.add: QPushButton = push_button(
            tools.look, self.tr("Add an item"), lambda: self.search.open(self._refs), glyph=Glyph.PLUS, kind="quiet",
            compact=True,
        )  # fmt: skip
        self.search = ItemSearch(tools, self.tr("Items"), self.add, self._add)
        self._box = QWidget()
        self._flow = FlowLayout(self._box, SMALL - 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self._box)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)
        self._show()

    @property
    def value(self) -> tuple[EntityRef, ...] | None:
        """The items."""
        return self._refs or None

    def show_value(self, value: Any) -> None:
        """Shows the items of a recipe."""
        self._refs = tuple(value)
        self._show()

    def _add(self, ref: EntityRef) -> None:
        self._refs = (*self._refs, ref)
        self._show()
        self.taken.emit()

    def _drop(self, ref: EntityRef) -> None:
        self._refs = tuple(each for each in self._refs if each != ref)
        self._show()
        self.add.setFocus()
        self.taken.emit()

    def _show(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for ref in self._refs:
            chip = RemovableChip(self._tools.look, _title(self._tools, ref))
            chip.removed.connect(partial(self._drop, ref))
            self._flow.addWidget(chip)
            QWidget.setTabOrder(chip.cross, self.add)
            self.chips[ref] = chip
        self._box.setVisible(bool(self._refs))


class MovePart(PartEditor):
    """From one item to another."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._ends: list[EntityRef | None] = [None, None]
        self.source = PickButton(tools.look, self.tr("From"), lambda: self._searches[0].open(self._chosen))
        self.target = PickButton(tools.look, self.tr("To"), lambda: self._searches[1].open(self._chosen))
        self._searches = [
            ItemSearch(tools, self.tr("From which item"), self.source, partial(self._take, 0)),
            ItemSearch(tools, self.tr("To which item"), self.target, partial(self._take, 1)),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        for words, button in ((self.tr("From"), self.source), (self.tr("To"), self.target)):
            column.addWidget(label(words, Step.SMALL, "text_soft"))
            column.addWidget(button)
        self.setFocusProxy(self.source)
        self._show()

    @property
    def searches(self) -> Sequence[ItemSearch]:
        """The search for where from and the one for where to."""
        return self._searches

    @property
    def value(self) -> Move | None:
        """Both ends."""
        source, target = self._ends
        return Move(source, target) if source is not None and target is not None else None

    def show_value(self, value: Any) -> None:
        """Shows the items of a recipe."""
        self._ends = [value.source, value.target]
        self._show()

    @property
    def _chosen(self) -> list[EntityRef]:
        return [each for each in self._ends if each is not None]

    def _take(self, end: int, ref: EntityRef) -> None:
        self._ends[end] = ref
        self._show()
        self.taken.emit()

    def _show(self) -> None:
        for button, ref in zip((self.source, self.target), self._ends, strict=True):
            if ref is None:
                button.show_choice(self.tr("Choose an item"))
            else:
                button.show_choice(_title(self._tools, ref), glyph=type_glyph(ref.type_id))


def _title(tools: Tools, ref: EntityRef) -> str:
    return tools.item_title(ref) or f"{type_name(ref.type_id)} #{ref.id}"


def _choice(entity: Entity) -> Choice:
    about = f"{type_name(entity.ref.type_id)} #{entity.ref.id}"
    return Choice(entity.ref, entity.title or about, about, glyph=type_glyph(entity.ref.type_id))
