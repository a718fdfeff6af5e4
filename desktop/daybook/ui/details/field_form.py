"""All fields of an activity, in a form built from what the portal says of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.bitrix import decode
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Person
from daybook.domain.fields import FieldInfo, FieldKind
from daybook.ui.extensions.json_field import JsonField, NotJson
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.form import Form, FormRow
from daybook.ui.kit.format import Formats
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.moment_field import MomentField
from daybook.ui.todo.person_field import PersonField
from daybook.work.details import DetailsState, shown_value

_LONG = frozenset(("DESCRIPTION", "PROVIDER_DATA"))


class FieldForm(QWidget):
    """A row a field, in the portal's order; what can't be changed is shown as text to select and copy.

    What was typed stays when newer values come, and is there again when the activity is; where the portal has another
    value by then, that is said beside it.
    """

    edited = Signal()
    people_wanted = Signal()

    def __init__(
        self,
        look: Look,
        formats: Formats,
        reader: DeadlineReader,
        now: Callable[[], datetime],
        person_of: Callable[[int | None], Person | None],
    ) -> None:
        super().__init__()
        self._look, self._formats, self._reader, self._now, self._person_of = look, formats, reader, now, person_of
        self._of: int | None = None
        self._row: Mapping[str, Any] = {}
        self._texts: dict[str, QLabel] = {}
        self._unread: set[str] = set()
        self._being_saved: frozenset[str] = frozenset()
        self._left: dict[int, dict[str, tuple[object, object]]] = {}
        """By activity and field: the portal's value, and what was typed over it."""
        self._infos: dict[str, FieldInfo] = {}
        self._people: dict[str, int | None] = {}
        self._editors: dict[str, QWidget] = {}
        self._rows: dict[str, FormRow] = {}
        self._form: Form | None = None
        self._state = DetailsState()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("All fields"))

    @property
    def editors(self) -> Mapping[str, QWidget]:
        """The editors by the portal's names, of fields that can be changed."""
        return self._editors

    @property
    def rows(self) -> Mapping[str, FormRow]:
        """All rows by the portal's names."""
        return self._rows

    @property
    def of(self) -> int | None:
        """The activity that the form is about."""
        return self._of

    @property
    def typed(self) -> dict[str, tuple[object, object]]:
        """By field, what the portal has and what was typed instead, spelled as on the wire."""
        return {name: (self._row.get(name), value) for name, value in self._typed().items()}

    def bring(self, activity_id: int, typed: Mapping[str, tuple[object, object]]) -> None:
        """What was typed in an earlier window, for when the activity is shown; what was typed in this one is newer."""
        if activity_id != self._of and typed:
            self._left.setdefault(activity_id, dict(typed))

    def show_state(self, state: DetailsState) -> None:
        """Another activity, or other values of it."""
        activity_id = state.activity.id if state.activity is not None else None
        infos = [info for info in state.fields.values() if info.name in state.row]
        settable = {info.name for info in infos if state.may_be_set(info)}
        if activity_id == self._of and [info.name for info in infos] == [*self._rows] and settable == {*self._editors}:
            self._show_newer(state)
            return
        self._leave()
        self._of = activity_id
        self._make(state)
        self._come_back()

    def begin_saving(self, names: Iterable[str]) -> None:
        """These are about to be written: their new values are our own."""
        self._being_saved = frozenset(names)

    def saved(self, changes: Mapping[str, Any]) -> None:
        """These were written; where nothing else was typed meanwhile the portal's spelling of them is shown."""
        self._being_saved = frozenset()
        for name, sent in changes.items():
            if name not in self._editors:
                continue
            info, editor = self._infos[name], self._editors[name]
            self._rows[name].complain("")
            if self._understood(name) and _to_wire(info, self._value(info, editor)) == sent:
                self._put_value(info, editor, self._row.get(name))

    def name_theirs(self, names: Iterable[str]) -> None:
        """Says beside what was typed what the portal has there by now."""
        self._being_saved = frozenset()
        for name in names:
            if name in self._editors:
                self._name_theirs(name)

    def _make(self, state: DetailsState) -> None:
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._row = state.row
        self._state = state
        self._infos, self._people, self._editors, self._rows, self._texts = {}, {}, {}, {}, {}
        self._unread = set()
        self._form = Form(self.tr("All fields"), stacked=True, card=False)
        for info in state.fields.values():
            if info.name in state.row:
                self._put(self._form, info, state)
        self._column.addWidget(self._form)

    def changes(self) -> dict[str, Any] | None:
        """What differs from the portal's values, as it goes over the wire; None while something is not understood."""
        found: dict[str, Any] = {}
        for name, editor in self._editors.items():
            info = self._infos[name]
            try:
                value = self._value(info, editor)
            except (NotJson, ValueError):
                self._unread.add(name)
                self._rows[name].complain(self.tr("This can't be read as it should be."))
                return None
            if name in self._unread:
                self._unread.remove(name)
                self._rows[name].complain("")
            if value != shown_value(info, self._row.get(name)):
                found[name] = _to_wire(info, value)
        return found

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Those who may be picked."""
        for editor in self._editors.values():
            if isinstance(editor, PersonField):
                editor.show_people(people)

    def _put(self, form: Form, info: FieldInfo, state: DetailsState) -> None:
        value = state.row.get(info.name)
        caption = info.title or info.name
        if state.may_be_set(info):
            editor = self._editor(info, value, state)
            self._editors[info.name] = editor
            self._infos[info.name] = info
            self._rows[info.name] = form.add(caption, editor, info.name if info.title else "")
        else:
            self._texts[info.name] = self._text(info, value, state)
            self._rows[info.name] = form.add(caption, self._texts[info.name], info.name if info.title else "")

    def _editor(self, info: FieldInfo, value: object, state: DetailsState) -> QWidget:
        makers: Mapping[FieldKind, Callable[[], QWidget]] = {
            FieldKind.FLAG: lambda: self._flag(info, value),
            FieldKind.MOMENT: lambda: self._moment(info, value),
            FieldKind.CHOICE: lambda: self._choice(info, value, state),
            FieldKind.PERSON: lambda: self._person(info, value),
            FieldKind.OBJECT: lambda: self._object(info, value),
        }
        if info.kind is FieldKind.CHOICE and info.choices not in state.choices:
            return self._line(value)
        if info.kind in makers:
            return makers[info.kind]()
        return self._lines(value) if info.name in _LONG else self._line(value)

    def _line(self, value: object) -> QLineEdit:
        made = QLineEdit(decode.as_text(value))
        made.textEdited.connect(lambda _text: self.edited.emit())
        return made

    def _lines(self, value: object) -> QPlainTextEdit:
        made = QPlainTextEdit(decode.as_text(value))
        made.setTabChangesFocus(True)
        made.setFixedHeight(96)
        made.textChanged.connect(self.edited)
        return made

    def _flag(self, info: FieldInfo, value: object) -> QCheckBox:
        made = QCheckBox(self.tr("Yes"))
        made.setAccessibleName(info.title or info.name)
        made.setChecked(decode.as_flag(value))
        made.toggled.connect(lambda _on: self.edited.emit())
        return made

    def _moment(self, info: FieldInfo, value: object) -> MomentField:
        made = MomentField(self._reader, self._formats, self._now, info.title or info.name)
        made.show_moment(decode.as_moment(value))
        made.typed.connect(self.edited)
        return made

    def _choice(self, info: FieldInfo, value: object, state: DetailsState) -> QComboBox:
        made = combo_box(info.title or info.name)
        for each in state.choices[info.choices]:
            made.addItem(each.name or self.tr("None"), str(each.id))
        self._choose(made, decode.as_text(value))
        made.activated.connect(lambda _index: self.edited.emit())
        return made

    def _choose(self, box: QComboBox, text: str) -> None:
        if box.findData(text) < 0:
            box.addItem(text or self.tr("None"), text)
        box.setCurrentIndex(box.findData(text))

    def _person(self, info: FieldInfo, value: object) -> PersonField:
        made = PersonField(self._look, self._person_of)
        self._people[info.name] = decode.as_id(value)
        made.show_person(self._people[info.name])
        made.people_wanted.connect(self.people_wanted)

        def take(number: object) -> None:
            self._people[info.name] = number if isinstance(number, int) else None
            made.show_person(self._people[info.name])
            self.edited.emit()

        made.taken.connect(take)
        return made

    def _object(self, info: FieldInfo, value: object) -> JsonField:
        made = JsonField(info.title or info.name)
        made.setMinimumHeight(0)
        made.setFixedHeight(96)
        made.show_value(decode.as_map(value))
        made.typed.connect(self.edited)
        return made

    def _text(self, info: FieldInfo, value: object, state: DetailsState) -> QLabel:
        made = label(self._words(info, value, state), wrap=True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        made.setTextInteractionFlags(flags)
        return made

    def _words(self, info: FieldInfo, value: object, state: DetailsState) -> str:
        nothing = self.tr("—")
        if info.kind is FieldKind.FLAG:
            return self.tr("Yes") if decode.as_flag(value) else self.tr("No")
        if info.kind is FieldKind.MOMENT:
            moment = decode.as_moment(value)
            return self._formats.moment(moment) if moment is not None else nothing
        if info.kind is FieldKind.PERSON:
            person = self._person_of(decode.as_id(value))
            return person.name if person is not None else decode.as_text(value) or nothing
        if info.kind is FieldKind.CHOICE:
            named = {str(each.id): each.name for each in state.choices.get(info.choices, ())}
            return named.get(decode.as_text(value)) or decode.as_text(value) or nothing
        return decode.as_text(value) or nothing

    # Newer values, and what was typed

    def _show_newer(self, state: DetailsState) -> None:
        typed = self._typed()
        old, self._row, self._state = self._row, state.row, state
        for name, editor in self._editors.items():
            if old.get(name) == state.row.get(name):
                continue
            if name not in typed and self._understood(name):
                self._put_value(self._infos[name], editor, state.row.get(name))
            elif name not in self._being_saved:
                self._name_theirs(name)
        for name, text in self._texts.items():
            text.setText(self._words(state.fields[name], state.row.get(name), state))

    def _name_theirs(self, name: str) -> None:
        theirs = self._words(self._infos[name], self._row.get(name), self._state)
        self._rows[name].complain(self.tr("In the portal now: {value}").format(value=theirs))

    def _typed(self) -> dict[str, object]:
        """What differs from the portal's values, as it would go over the wire; what can't be read is left out."""
        found: dict[str, object] = {}
        for name, editor in self._editors.items():
            info = self._infos[name]
            if self._understood(name):
                value = self._value(info, editor)
                if value != shown_value(info, self._row.get(name)):
                    found[name] = _to_wire(info, value)
        return found

    def _understood(self, name: str) -> bool:
        try:
            self._value(self._infos[name], self._editors[name])
        except (NotJson, ValueError):
            return False
        return True

    def _leave(self) -> None:
        if self._of is not None:
            self._left[self._of] = self.typed

    def _come_back(self) -> None:
        left = self._left.pop(self._of, {}) if self._of is not None else {}
        for name, (before, value) in left.items():
            if name in self._editors:
                self._put_value(self._infos[name], self._editors[name], value)
                if self._row.get(name) not in (before, value):
                    self._name_theirs(name)

    def _put_value(self, info: FieldInfo, editor: QWidget, value: object) -> None:
        """Shows a value as it comes over the wire."""
        if isinstance(editor, QCheckBox):
            editor.setChecked(decode.as_flag(value))
        elif isinstance(editor, MomentField):
            editor.show_moment(decode.as_moment(value))
        elif isinstance(editor, QComboBox):
            self._choose(editor, decode.as_text(value))
        elif isinstance(editor, PersonField):
            self._people[info.name] = decode.as_id(value)
            editor.show_person(self._people[info.name])
        elif isinstance(editor, JsonField):
            editor.show_value(decode.as_map(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(decode.as_text(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(decode.as_text(value))

    def _value(self, info: FieldInfo, editor: QWidget) -> object:
        """What an editor says, as `shown_value` would. Raises ValueError, NotJson."""
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, MomentField):
            if editor.is_wrong:
                raise ValueError("no moment")
            return editor.moment
        if isinstance(editor, QComboBox):
            return editor.currentData()
        if isinstance(editor, PersonField):
            return str(self._people[info.name] or "")
        if isinstance(editor, JsonField):
            return dict(editor.value())
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else ""
        text = editor.text() if isinstance(editor, QLineEdit) else text
        if info.kind is FieldKind.NUMBER and text.strip():
            return str(int(text))
        if info.kind is FieldKind.AMOUNT and text.strip():
            float(text)
        return text


def _to_wire(info: FieldInfo, value: object) -> Any:
    if info.kind is FieldKind.FLAG:
        return "Y" if value else "N"
    if isinstance(value, datetime):
        return decode.to_wire(value)
    return "" if value is None else value
