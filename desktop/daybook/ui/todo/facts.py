"""The facts of an activity that is only read, one a line."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.entities import Person
from daybook.domain.todo import TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.color_names import todo_color_name


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, in a drawing and a word, and the value."""

    glyph: Glyph
    name: str
    value: str
    person: Person | None = None


class Facts(QObject):
    """Says what is known of an activity. `person_of` gives people by number."""

    def __init__(
        self, formats: Formats, person_of: Callable[[int | None], Person | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._person_of = person_of

    def of(self, activity: Activity) -> tuple[Fact, ...]:
        """Only what there is something to say about."""
        lines = (
            self._direction(activity),
            Fact(Glyph.CALENDAR, self.tr("When"), self._when(activity)),
            Fact(Glyph.CLOCK, self.tr("Deadline"), self._deadline(activity)),
            Fact(Glyph.PIN, self.tr("Where"), activity.location),
            self._person(self.tr("Responsible"), activity.responsible_id),
            Fact(Glyph.PALETTE, self.tr("Colour"), self._color(activity)),
            self._person(self.tr("Created by"), activity.author_id),
            Fact(Glyph.PLUS, self.tr("Created"), self._formats.ago(activity.created) if activity.created else ""),
        )
        return tuple(line for line in lines if line.value)

    def _direction(self, activity: Activity) -> Fact:
        mail = activity.kind is ActivityKind.EMAIL
        if activity.direction is Direction.INCOMING:
            return Fact(Glyph.MAIL if mail else Glyph.CALL_INCOMING, self.tr("Direction"), self.tr("Incoming"))
        value = self.tr("Outgoing") if activity.direction is Direction.OUTGOING else ""
        return Fact(Glyph.MAIL_OUT if mail else Glyph.CALL_OUTGOING, self.tr("Direction"), value)

    def _when(self, activity: Activity) -> str:
        start, end = activity.start, activity.end
        if activity.is_todo or start is None:
            return ""
        if end is None or end == start:
            return self._formats.moment(start)
        if self._formats.local(start).date() == self._formats.local(end).date():
            return self.tr("{start} – {end}").format(start=self._formats.moment(start), end=self._formats.time(end))
        return self.tr("{start} – {end}").format(start=self._formats.moment(start), end=self._formats.moment(end))

    def _deadline(self, activity: Activity) -> str:
        if activity.deadline is None or (activity.deadline == activity.end and not activity.is_todo):
            return ""
        return self._formats.deadline(activity.deadline)

    def _color(self, activity: Activity) -> str:
        plain = activity.color is TodoColor.DEFAULT and not activity.is_todo
        return "" if plain else todo_color_name(activity.color)

    def _person(self, name: str, person_id: int | None) -> Fact:
        if not person_id:
            return Fact(Glyph.USER, name, "")
        person = self._person_of(person_id)
        unknown = self.tr("Person #{number}").format(number=person_id)
        return Fact(Glyph.USER, name, person.name if person is not None else unknown, person)
