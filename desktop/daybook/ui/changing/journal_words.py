"""Values of a journal in words: what a step found and what it makes of it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from daybook.bulk.values import value_moment
from daybook.domain.entities import EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.entities.types import type_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.isolating import isolated
from daybook.ui.kit.wording import keys
from daybook.ui.layouts.color_names import todo_color_name
from daybook.work.changing.judged import FieldChange

translate = QCoreApplication.translate

PersonOf = Callable[[int], Person | None]
ItemOf = Callable[[EntityRef], str]
"""The title of an item; "" while it is not known."""


class JournalWords(QObject):
    """`person_of` and `item_of` may not know yet: then a number stands for the name."""

    def __init__(self, formats: Formats, person_of: PersonOf, item_of: ItemOf) -> None:
        super().__init__()
        self._formats = formats
        self._person_of = person_of
        self._item_of = item_of

    def change(self, change: FieldChange) -> str:
        """One change as a sentence: "deadline: today 15:00 → Fri, 4 June, 18:00"."""
        if change.field in (Field.EXISTENCE, Field.BINDING, Field.BLOCKS):
            return self._whole(change)
        name = keys.field_name(change.field)
        if change.field is Field.COMPLETED:
            return self.tr("reopened") if not change.after else self.tr("completed")
        if change.field is Field.DESCRIPTION or change.is_new:
            return self.tr("{field}: {after}").format(field=name, after=self.value(change.field, change.after))
        before = self.value(change.field, change.before) if change.is_known else self.tr("unknown")
        said = self.tr("{field}: {before} → {after}")
        return said.format(field=name, before=before, after=self.value(change.field, change.after))

    def named(self, name: str, value: Any) -> str:
        """A field of the journal with its value: "colour: blue"."""
        known = Field(name)
        if known in (Field.EXISTENCE, Field.BINDING, Field.BLOCKS):
            return keys.field_name(known)
        return self.tr("{field}: {after}").format(field=keys.field_name(known), after=self.value(known, value))

    def value(self, name: Field, value: Any) -> str:
        """A value of the journal, never empty."""
        if name is Field.DEADLINE:
            return self._formats.deadline(value_moment(value))
        if name is Field.RESPONSIBLE:
            return self.person(value)
        if name is Field.COLOR:
            return _color(value)
        if name is Field.PINGS:
            return ", ".join(self._formats.ping(minutes) for minutes in value or ()) or self.tr("no reminders")
        if name is Field.COMPLETED:
            return self.tr("done") if value else self.tr("open")
        if name is Field.PARENT:
            return f"#{value}" if value else self.tr("nothing")
        text = " ".join(str(value or "").split())
        return self.tr("“{text}”").format(text=isolated(text)) if text else self.tr("empty")

    def person(self, person_id: int | None) -> str:
        """Somebody's name within a sentence."""
        return isolated(self.name(person_id))

    def name(self, person_id: int | None) -> str:
        """Somebody's name, or the number of one whom nobody explained yet."""
        if not person_id:
            return self.tr("nobody")
        person = self._person_of(person_id)
        return person.name if person is not None else f"#{person_id}"

    def item(self, ref: EntityRef) -> str:
        """An item by its title; its kind and number while that is not known, "" for none at all."""
        if not ref.id:
            return ""
        return self._item_of(ref) or f"{type_name(ref.type_id)} #{ref.id}"

    def _whole(self, change: FieldChange) -> str:
        if change.field is Field.BLOCKS:
            return self.tr("content blocks are set") if change.after else self.tr("content blocks are taken away")
        if change.field is Field.EXISTENCE:
            return self.tr("is created") if change.after else self.tr("is deleted for good")
        effect: Mapping[str, Any] = change.after or {}
        added, removed = (isolated(self._ref(effect.get(each))) for each in ("added", "removed"))
        if added and removed:
            return self.tr("moved from {source} to {target}").format(source=removed, target=added)
        return (
            self.tr("bound to {item}").format(item=added) if added else self.tr("taken off {item}").format(item=removed)
        )

    def _ref(self, value: list[int] | None) -> str:
        return self.item(EntityRef(*value)) if value else ""


def _color(value: Any) -> str:
    try:
        return todo_color_name(TodoColor(value))
    except ValueError:
        return str(value)
