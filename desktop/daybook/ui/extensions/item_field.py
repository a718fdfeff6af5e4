"""A deal, lead, contact or company, found by a piece of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.entities import Entity, EntityRef
from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.look import Look
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.pick_button import PickButton
from daybook.ui.todo.picker import Picker


class ItemField(QWidget):
    """Shows one item and lets another one be found. `search_wanted` asks for items; `show_found` brings them."""

    taken = Signal(object)  # EntityRef
    search_wanted = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._found: dict[EntityRef, Entity] = {}
        self.ref: EntityRef | None = None
        self.picker: Picker | None = None
        self.setAccessibleName(name)
        self.button = PickButton(look, name, self.open_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.show_item(None)

    def show_item(self, ref: EntityRef | None, title: str = "") -> None:
        """Another item, silently; None for none yet."""
        self.ref = ref
        if ref is None:
            self.button.show_choice(self.tr("Choose…"))
            return
        about = f"{type_name(ref.type_id)} #{ref.id}"
        words = self.tr("{title} · {about}").format(title=title, about=about) if title else about
        self.button.show_choice(words, glyph=type_glyph(ref.type_id))

    def show_found(self, found: Sequence[Entity]) -> None:
        """Items whose name fits what is searched for in the open picker."""
        self._found |= {each.ref: each for each in found}
        if self.picker is not None:
            self.picker.offer([_choice(each) for each in found], self.tr("Nothing is called so."))

    def open_list(self) -> Picker:
        """Opens the search."""
        hint = self.tr("Search deals, contacts, companies, leads")
        picker = Picker(self._look, self._name, hint, self.button, elsewhere=True)
        self.picker = picker
        picker.searched.connect(self._search)
        picker.picked.connect(self._picked)
        picker.closed.connect(self._forget)
        picker.open()
        self._search("")
        return picker

    def _search(self, text: str) -> None:
        if self.picker is not None:
            self.picker.wait(self.tr("Searching…"))
            self.search_wanted.emit(text)

    def _picked(self, ref: object) -> None:
        if isinstance(ref, EntityRef):
            found = self._found.get(ref)
            self.show_item(ref, found.title if found is not None else "")
            self.taken.emit(ref)

    def _forget(self) -> None:
        self.picker = None


def _choice(entity: Entity) -> Choice:
    about = f"{type_name(entity.ref.type_id)} #{entity.ref.id}"
    return Choice(entity.ref, entity.title or about, about, glyph=type_glyph(entity.ref.type_id))
