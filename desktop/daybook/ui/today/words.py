"""What the rows of a day say, for the painter, the tooltip and the screen reader alike."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from daybook.domain.agenda import OVERDUE_SPAN, TODAY_SPAN, Part
from daybook.domain.entities import Entity, Person
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import TodoColor
from daybook.ui.entities.types import type_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.one_line import beginning
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.timeline.kinds import kind_name
from daybook.ui.today.rows import Heading
from daybook.work.agenda import Focus, Mark, TodayContent

SOON = timedelta(hours=1)


class TodayWords(QObject):
    """Turns what the presenter says into short texts."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats

    # Headings

    def heading(self, heading: Heading, content: TodayContent) -> str:
        """What a part is called; the day itself where only that one is shown."""
        focus, part = content.focus, heading.section.part
        if focus is not None and focus.span not in (None, OVERDUE_SPAN, TODAY_SPAN):
            return self.first_upper(self.span(focus, content))
        return self.part(part, is_next_week=content.sheet.is_next_week)

    def part(self, part: Part, *, is_next_week: bool = False) -> str:
        """The name of a part."""
        names = {
            Part.OVERDUE: self.tr("Overdue"),
            Part.TODAY: self.tr("Today"),
            Part.TOMORROW: self.tr("Tomorrow"),
            Part.WEEK: self.tr("Next week") if is_next_week else self.tr("This week"),
            Part.LATER: self.tr("Later"),
            Part.UNDATED: self.tr("No deadline"),
            Part.IDLE: self.tr("Nothing planned"),
        }
        return names[part]

    def beside_heading(self, heading: Heading, content: TodayContent) -> str:
        """What a heading says besides, in small: the day it is, or what the part means."""
        part, sheet = heading.section.part, content.sheet
        if part is Part.TODAY:
            return self._formats.long_day(sheet.starts[0])
        if part is Part.TOMORROW:
            return self._formats.long_day(sheet.starts[1])
        if part is Part.IDLE:
            shown = len(content.idle)
            if shown < heading.section.count:
                return self.tr("open deals and leads without a next step; the newest %Ln are shown", "", shown)
            return self.tr("open deals and leads without a next step")
        return ""

    def count(self, number: int) -> str:
        """A number as people write it."""
        return self._formats.number(number)

    def span(self, focus: Focus, content: TodayContent) -> str:
        """ "overdue", "today", "Tue, 4 June"; "" for all time."""
        if focus.span is None:
            return ""
        if focus.span == OVERDUE_SPAN:
            return self.tr("overdue")
        return self._formats.day(content.sheet.starts[focus.span - 1])

    # Rows

    def when(self, line: ActivityLine, part: Part, now: datetime) -> str:
        """The deadline, without what the heading above has said already."""
        deadline = line.deadline
        if deadline is None:
            return ""
        if deadline < now:
            return self._formats.overdue(deadline)
        if deadline - now < SOON:
            return self.tr("in %Ln minute(s)", "", max(1, (deadline - now) // timedelta(minutes=1)))
        if part in (Part.TODAY, Part.TOMORROW):
            return self._formats.time(deadline)
        if part is Part.WEEK:
            return f"{self._formats.weekday(deadline)} {self._formats.time(deadline)}"
        return self._formats.day(deadline)

    def subject(self, line: ActivityLine) -> str:
        """The title in one line; what kind of activity it is where it has none."""
        return beginning(line.subject) or beginning(line.excerpt) or kind_name(line.kind)

    def owner(self, line: ActivityLine) -> str:
        """The item it hangs on, by its number while nobody read its name."""
        return beginning(line.owner_title) or f"{type_name(line.owner.type_id)} #{line.owner.id}"

    def person(self, person_id: int | None, person: Person | None) -> str:
        """Somebody's name."""
        if person_id is None:
            return self.tr("Nobody")
        return person.name if person is not None else self.tr("Person #{number}").format(number=person_id)

    def all(self, line: ActivityLine, responsible: Person | None, mark: Mark | None) -> list[str]:
        """Everything a row of an activity shows, a part each."""
        parts = [self.subject(line), kind_name(line.kind), self.owner(line)]
        if line.deadline is not None:
            parts += [self._formats.moment(line.deadline), self._formats.overdue(line.deadline)]
        else:
            parts.append(self._formats.deadline(None))
        parts.append(self.person(line.responsible_id, responsible))
        if line.is_todo and line.color is not TodoColor.DEFAULT:
            parts.append(self.tr("colour {name}").format(name=todo_color_name(line.color)))
        if mark is not None:
            parts.append({Mark.COMPLETING: self.tr("being completed"), Mark.CHANGING: self.tr("being saved")}[mark])
        return [part for part in parts if part]

    def forgotten(self, entity: Entity, responsible: Person | None) -> list[str]:
        """Everything a row of an item shows."""
        return [
            beginning(entity.title) or f"{type_name(entity.ref.type_id)} #{entity.ref.id}",
            type_name(entity.ref.type_id),
            self.tr("nothing planned"),
            self.person(entity.responsible_id, responsible),
        ]

    @staticmethod
    def first_upper(text: str) -> str:
        """The text as a heading begins."""
        return text[:1].upper() + text[1:]
