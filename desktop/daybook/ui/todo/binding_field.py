"""The deals, leads, contacts and companies an activity belongs to."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.entities import Entity, EntityRef
from daybook.domain.todo import MAX_BINDINGS
from daybook.ui.entities.types import type_glyph, type_name, type_plural
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY
from daybook.ui.todo.binding_row import BindingRow
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.picker import Picker
from daybook.work.editor_state import Binding


class BindingField(QWidget):
    """A line an item, and a button for one more. Each change is sent at once, it is no part of the draft.

    `search_wanted` asks for items by name while a picker is open; `show_found` brings them.
    """

    bind_wanted = Signal(object)  # EntityRef
    unbind_wanted = Signal(object)  # EntityRef
    move_wanted = Signal(object, object)  # EntityRef from, EntityRef to
    search_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Binding, ...] | None = ()
        self._editable = True
        self._moved: Binding | None = None
        self.picker: Picker | None = None
        self.rows: list[BindingRow] = []
        self.add = push_button(
            look, self.tr("Add another"), self.open_list, glyph=Glyph.PLUS, kind="quiet", compact=True
        )
        self.note = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addLayout(self._list)
        column.addWidget(self.note)

    def show_bindings(self, bindings: Sequence[Binding] | None, *, editable: bool = True) -> None:
        """Shows these; None = they are still being read."""
        wanted = tuple(bindings) if bindings is not None else None
        if wanted != self._shown:
            self._shown = wanted
            self._make_rows(wanted or ())
        self._editable = editable
        several = len(self.rows) > 1
        for row in self.rows:
            row.allow(move=editable, remove=editable and several)
        full = len(self.rows) >= MAX_BINDINGS
        self.add.setVisible(editable)
        self.add.setEnabled(bool(self.rows) and not full)
        self._say_note(full=full, last=editable and len(self.rows) == 1)

    def show_coming(self, owner: EntityRef) -> None:
        """A to-do that is yet to be created belongs to one item, which is this."""
        self._shown = None
        self._make_rows((Binding(owner, "", is_owner=False),))
        self.rows[0].allow(move=False, remove=False)
        self.add.hide()
        self.note.setText(self.tr("More can be added once it is created."))
        self.note.show()

    def show_found(self, found: Sequence[Entity]) -> None:
        """Items whose name fits what is searched for in the open picker."""
        if self.picker is None:
            return
        bound = {each.ref for each in self._shown or ()}
        only = self._moved.ref.type_id if self._moved is not None else None
        fitting = [each for each in found if each.ref not in bound and only in (None, each.ref.type_id)]
        nothing = (
            self.tr("Nothing else is called so.") if self.picker.field.text() else self.tr("Nothing to choose from.")
        )
        self.picker.offer([_choice(each) for each in fitting], nothing)

    def open_list(self) -> Picker:
        """Opens the search for one more item."""
        self._moved = None
        return self._open(self.tr("Add to another item"), self.tr("Search deals, contacts, companies, leads"), self.add)

    def _open(self, name: str, hint: str, anchor: QWidget) -> Picker:
        picker = Picker(self._look, name, hint, anchor, elsewhere=True)
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
        if self._moved is None:
            self.bind_wanted.emit(ref)
        else:
            self.move_wanted.emit(self._moved.ref, ref)

    def _forget(self) -> None:
        self.picker = None

    def _make_rows(self, bindings: Sequence[Binding]) -> None:
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [BindingRow(self._look, each) for each in bindings]
        for row in self.rows:
            row.removal_wanted.connect(self._remove)
            row.move_wanted.connect(self._move)
            self._list.addWidget(row)
        stops = [self.add, *(button for row in self.rows for button in (row.move_button, row.remove_button))]
        for before, after in pairwise(stops):  # new ones would come last in the window otherwise
            QWidget.setTabOrder(before, after)

    def _remove(self, binding: Binding) -> None:
        self.unbind_wanted.emit(binding.ref)

    def _move(self, binding: Binding) -> None:
        kind = binding.ref.type_id
        name = self.tr("Move to another {kind}").format(kind=type_name(kind).casefold())
        hint = self.tr("Search {items}").format(items=type_plural(kind).casefold())
        row = next(each for each in self.rows if each.binding is binding)
        self._moved = binding
        self._open(name, hint, row)

    def _say_note(self, *, full: bool, last: bool) -> None:
        if self._shown is None:
            words = self.tr("Reading what it belongs to…")
        elif full:
            words = self.tr("It belongs to %Ln item(s), which is as many as the portal allows.", "", MAX_BINDINGS)
        elif last:
            words = self.tr("The last one can't be taken off: add another one first, or move it.")
        else:
            words = ""
        self.note.setText(words)
        self.note.setVisible(bool(words))


def _choice(entity: Entity) -> Choice:
    about = f"{type_name(entity.ref.type_id)} #{entity.ref.id}"
    return Choice(entity.ref, entity.title or about, about, glyph=type_glyph(entity.ref.type_id))
