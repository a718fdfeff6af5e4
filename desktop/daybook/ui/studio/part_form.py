"""The form of one part: made from the tables of the rules, so that it has every field there is and no other."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from daybook.domain.json_places import Node
from daybook.domain.layouts import editing, templates
from daybook.domain.layouts.codes import PortalCodes
from daybook.domain.layouts.kinds import (
    Choice,
    Code,
    CodeOf,
    Fields,
    Flag,
    Keyed,
    Kind,
    Plain,
    Scalar,
    Spec,
    Table,
    Whole,
    Words,
)
from daybook.domain.layouts.model import ActionType, BlockType, Dto, Steps
from daybook.domain.layouts.outline import Piece, PieceKind
from daybook.domain.layouts.tables import ACTION, DTOS, NEEDED_BY_ACTION, NESTED, PROPERTIES, USED_BY_ACTION
from daybook.domain.layouts.whereabouts import what_stands_at
from daybook.ui.kit.form import Form, FormRow
from daybook.ui.kit.look import Look
from daybook.ui.kit.scroll import Scroll
from daybook.ui.studio.fields import ChoiceField, Field, FlagField, PlainField, ScalarsField, WordsField
from daybook.ui.studio.tools import Wish
from daybook.ui.studio.words import block_name, field_name, piece_name

_PARTS: Final = frozenset(
    ("icon", "header", "body", "footer", "logo", "menu", "block", "blocks", "tags", "buttons", "items", "sections")
)
"""They have forms of their own."""
_NEEDED: Final = {"uri": "/crm/deal/", "id": "event"}
_KEYED: Final = frozenset((PieceKind.BLOCK, PieceKind.NESTED, PieceKind.TAG, PieceKind.BUTTON, PieceKind.ITEM))


class PartForm(Scroll):
    """Shows the values as they are in the text, and tells what is wished."""

    wished = Signal(object)  # Wish

    def __init__(self, look: Look) -> None:
        super().__init__(self.tr("The chosen part"))
        self._look = look
        self._shape: object = None
        self._fields: list[Field] = []
        self._key: QLineEdit | None = None
        self._key_row: FormRow | None = None
        self._piece: Piece | None = None
        self._root: Node | None = None
        self.portal = PortalCodes()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, from above."""
        return tuple(self._fields)

    @property
    def key(self) -> QLineEdit | None:
        """The field of the key; None for what has none that could be chosen."""
        return self._key

    def show_piece(self, piece: Piece, root: Node, dto: Dto) -> None:
        """Another part, or the same one with other values; then what is being typed stays as it is."""
        self._piece, self._root = piece, root
        wanted = list(self._wanted(piece, root, dto))
        shape = (piece.steps, piece.kind, piece.block, tuple(each[:3] for each in wanted), self.portal)
        if shape != self._shape:
            self._shape = shape
            self._build(piece, wanted)
        for field in self._fields:
            node = editing.find(root, field.steps)
            field.show_value(None if node is None else editing.value_of(node))
        if self._key is not None and not self._key.hasFocus():
            with QSignalBlocker(self._key):
                self._key.setText(piece.key)

    def take_focus(self) -> None:
        """The first field has the focus."""
        if self._fields:
            self._fields[0].setFocus()

    # What belongs to the form

    def _wanted(self, piece: Piece, root: Node, dto: Dto) -> Iterator[tuple[str, Steps, Spec, str]]:
        """Table, way, kind of value, caption of each field."""
        if not piece.is_there:
            return
        if piece.kind in (PieceKind.BLOCK, PieceKind.NESTED):
            if piece.block is not None:
                yield from self._of_table(PROPERTIES[piece.block], (*piece.steps, "properties"), root)
            return
        here = what_stands_at(piece.steps, dto, lambda steps: _type_at(root, steps))
        if isinstance(here, Table):
            yield from self._of_table(here, piece.steps, root)

    def _of_table(
        self, table: Table, steps: Steps, root: Node, before: str = "", *, optional: bool = False
    ) -> Iterator[tuple[str, Steps, Spec, str]]:
        for name, spec in table.fields.items():
            way = (*steps, name)
            caption = before + field_name(table.name, name)
            if name in _PARTS:
                continue
            if spec.kind == Fields("ActionDto"):
                yield from self._of_action(way, spec, root, caption)
            elif isinstance(spec.kind, Fields):
                yield from self._of_table(DTOS[spec.kind.dto], way, root, f"{caption} · ", optional=True)
            else:
                yield table.name, way, Spec(spec.kind, spec.required and not optional, spec.later), caption

    def _of_action(self, steps: Steps, spec: Spec, root: Node, caption: str) -> Iterator[tuple[str, Steps, Spec, str]]:
        yield "ActionDto", steps, Spec(spec.kind, spec.required), caption
        said = _type_at(root, steps)
        known = next((each for each in ActionType if each.value == said), None)
        for name in USED_BY_ACTION[known] if known else ():
            inner = ACTION.fields[name]
            if isinstance(inner.kind, Fields):
                words = field_name("ActionDto", name)
                yield from self._of_table(DTOS[inner.kind.dto], (*steps, name), root, f"{words} · ", optional=True)
            else:
                needed = known is not None and name in NEEDED_BY_ACTION[known]
                yield "ActionDto", (*steps, name), Spec(inner.kind, needed), field_name("ActionDto", name)

    # Building

    def _build(self, piece: Piece, wanted: list[tuple[str, Steps, Spec, str]]) -> None:
        self._fields, self._key, self._key_row = [], None, None
        form = Form(piece_name(piece), stacked=True, card=False)
        if piece.is_there and piece.kind in (PieceKind.BLOCK, PieceKind.NESTED):
            kinds = NESTED if piece.kind is PieceKind.NESTED else tuple(BlockType)
            form.add(self.tr("Type"), self._keep(_TypeField(piece.steps, self.tr("Type"), tuple(kinds))))
        for _, steps, spec, caption in wanted:
            field = self._keep(self._make(steps, spec, caption))
            if isinstance(field, FlagField):
                form.add_wide(field)
            else:
                form.add(caption, field)
        if piece.kind in _KEYED and piece.key and piece.steps[-1] != "block":
            self._add_key(form)
        self.show_content(_top(form))

    def _keep(self, field: Field) -> Field:
        field.wished.connect(self.wished)
        self._fields.append(field)
        return field

    def _make(self, steps: Steps, spec: Spec, caption: str) -> Field:
        kind: Kind = spec.kind
        if isinstance(kind, Words):
            return WordsField(self._look, steps, caption, needed=spec.required)
        if isinstance(kind, Flag):
            return FlagField(steps, caption, usual=kind.usual)
        if isinstance(kind, Choice):
            return ChoiceField(steps, caption, kind.values, needed=spec.required, none=self._none(steps[-1]))
        if isinstance(kind, Fields):
            return _ActionField(steps, caption, needed=spec.required, none=self.tr("Nothing happens"))
        if isinstance(kind, Keyed) and isinstance(kind.each, Scalar):
            return ScalarsField(steps, caption)
        if isinstance(kind, Code):
            codes = self.portal.icons if kind.of is CodeOf.ICON else self.portal.logos
            return PlainField(steps, caption, needed=spec.required, offers=codes)
        offers = kind.examples if isinstance(kind, Plain) else ()
        return PlainField(steps, caption, needed=spec.required, offers=offers, whole=isinstance(kind, Whole))

    def _none(self, name: str) -> str:
        if name == "scope":
            return self.tr("Everywhere")
        return self.tr("As usual")

    def _add_key(self, form: Form) -> None:
        self._key = QLineEdit()
        self._key.setAccessibleName(self.tr("Key"))
        hint = self.tr("Made up by your application. Letters from A to Z, digits, - and _.")
        self._key_row = form.add(self.tr("Key"), self._key, hint)
        self._key.editingFinished.connect(self._rename)

    def _rename(self) -> None:
        piece, line = self._piece, self._key
        if piece is None or line is None or self._key_row is None or line.text() == piece.key:
            return
        key = line.text().strip()
        parent = editing.find(self._root, piece.steps[:-1]) if self._root is not None else None
        taken = parent is not None and key in editing.value_of(parent)
        problem = self.tr("Another part has this key.") if taken else "" if key else self.tr("A key is needed.")
        self._key_row.complain(problem)
        if not problem:
            then = (*piece.steps[:-1], key)
            self.wished.emit(Wish(partial(editing.rename, steps=piece.steps, key=key), then=then))


class _TypeField(ChoiceField):
    """What type a block is of; another one takes along what people read."""

    def __init__(self, steps: Steps, name: str, kinds: tuple[BlockType, ...]) -> None:
        super().__init__((*steps, "type"), name, [each.value for each in kinds], needed=True, none="")
        for place, each in enumerate(kinds):
            self.box.setItemText(place, block_name(each))

    def wish_value(self, value: object, *, steps: Steps | None = None) -> None:
        """The block as one of another type."""
        kind = BlockType(str(value))
        self.wished.emit(Wish(partial(templates.retyped, steps=self.steps[:-1], kind=kind)))


class _ActionField(ChoiceField):
    """What a click does; what that needs is written along."""

    def __init__(self, steps: Steps, name: str, *, needed: bool, none: str) -> None:
        super().__init__(steps, name, [each.value for each in ActionType], needed=needed, none=none)

    def show_value(self, value: Any) -> None:
        """The type of the action."""
        super().show_value(value.get("type") if isinstance(value, dict) else None)

    def wish_value(self, value: object, *, steps: Steps | None = None) -> None:
        """An action of this type."""
        self.wished.emit(Wish(partial(_put_action, steps=self.steps, kind=ActionType(str(value)))))


def _put_action(text: str, *, steps: Steps, kind: ActionType) -> str:
    text = editing.put_value(text, (*steps, "type"), kind.value)
    for name in NEEDED_BY_ACTION[kind]:
        if editing.find(editing.read(text), (*steps, name)) is None:
            text = editing.put_value(text, (*steps, name), _NEEDED[name])
    return text


def _type_at(root: Node, steps: Steps) -> str | None:
    found = editing.find(root, (*steps, "type"))
    return found.value if found is not None and isinstance(found.value, str) else None


def _top(form: QWidget) -> QWidget:
    """The form at the upper edge, whatever the height of the room."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    column.addStretch(1)
    return whole
