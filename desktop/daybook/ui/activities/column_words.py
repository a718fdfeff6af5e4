"""How columns, groups and orders of the table are called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFontMetrics

from daybook.domain.activity import ActivityKind
from daybook.domain.columns import Column
from daybook.domain.entities import EntityRef, Person
from daybook.domain.grouping import Group, GroupBy, Standing
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.timeline.kinds import kind_name, plain_kind_glyph

translate = QCoreApplication.translate

Sign = Glyph | Person | TodoColor
"""What stands before a text: a drawing, somebody's disc, a colour of to-dos."""

FIELDS: Final = {
    Column.DONE: Field.COMPLETED,
    Column.TITLE: Field.TITLE,
    Column.DEADLINE: Field.DEADLINE,
    Column.RESPONSIBLE: Field.RESPONSIBLE,
    Column.COLOR: Field.COLOR,
    Column.REMINDERS: Field.PINGS,
}
"""What can be edited in a cell, by its column."""

USUAL_WIDTHS: Final = {
    Column.DONE: 38,
    Column.KIND: 38,
    Column.TITLE: 300,
    Column.DEADLINE: 162,
    Column.OWNER: 190,
    Column.RESPONSIBLE: 150,
    Column.COLOR: 112,
    Column.STATE: 96,
    Column.START: 136,
    Column.END: 136,
    Column.CREATED: 136,
    Column.CHANGED: 136,
    Column.AUTHOR: 150,
    Column.PRIORITY: 96,
    Column.DIRECTION: 104,
    Column.PLACE: 150,
    Column.EXCERPT: 320,
    Column.BINDINGS: 190,
    Column.REMINDERS: 150,
}
_MOMENTS: Final = frozenset({Column.DEADLINE, Column.START, Column.END, Column.CREATED, Column.CHANGED})
_SIGN: Final = 26
"""The clock before a deadline that has passed, and the gap behind it."""
NARROW: Final = frozenset({Column.DONE, Column.KIND})
"""Columns of a sign without words: their heading is a tooltip only."""


def usual_widths(formats: Formats) -> dict[Column, int]:
    """How wide each column is until a person says otherwise; moments have room for their hour in any language."""
    metrics = QFontMetrics(font(Step.BODY))
    samples = (datetime(year, month, 28, 22, 58, tzinfo=UTC) for year in (2026, 2027) for month in range(1, 13))
    room = max(metrics.horizontalAdvance(formats.brief(each)) for each in samples) + 2 * SMALL + TINY
    signs = {Column.DEADLINE: _SIGN}
    return {
        column: max(width, room + signs.get(column, 0)) if column in _MOMENTS else width
        for column, width in USUAL_WIDTHS.items()
    }


def column_title(column: Column) -> str:
    """What stands above a column."""
    return {
        Column.DONE: translate("Columns", "Done"),
        Column.KIND: translate("Columns", "Kind"),
        Column.TITLE: translate("Columns", "Title"),
        Column.DEADLINE: translate("Columns", "Deadline"),
        Column.OWNER: translate("Columns", "Item"),
        Column.RESPONSIBLE: translate("Columns", "Responsible"),
        Column.COLOR: translate("Columns", "Colour"),
        Column.STATE: translate("Columns", "State"),
        Column.START: translate("Columns", "Start"),
        Column.END: translate("Columns", "End"),
        Column.CREATED: translate("Columns", "Created"),
        Column.CHANGED: translate("Columns", "Changed"),
        Column.AUTHOR: translate("Columns", "Author"),
        Column.PRIORITY: translate("Columns", "Priority"),
        Column.DIRECTION: translate("Columns", "Direction"),
        Column.PLACE: translate("Columns", "Place"),
        Column.EXCERPT: translate("Columns", "Description"),
        Column.BINDINGS: translate("Columns", "Bound to"),
        Column.REMINDERS: translate("Columns", "Reminders"),
    }[column]


def grouping_title(by: GroupBy | None) -> str:
    """What a grouping is called; "No groups" for none."""
    return {
        None: translate("Grouping", "No groups"),
        GroupBy.OWNER: translate("Grouping", "Item"),
        GroupBy.RESPONSIBLE: translate("Grouping", "Responsible"),
        GroupBy.DAY: translate("Grouping", "Day of the deadline"),
        GroupBy.WEEK: translate("Grouping", "Week of the deadline"),
        GroupBy.COLOR: translate("Grouping", "Colour"),
        GroupBy.KIND: translate("Grouping", "Kind"),
        GroupBy.STATE: translate("Grouping", "State"),
    }[by]


def standing_title(standing: Standing) -> str:
    """What a state is called."""
    return {
        Standing.OVERDUE: translate("Standing", "Overdue"),
        Standing.OPEN: translate("Standing", "Open"),
        Standing.DONE: translate("Standing", "Done"),
    }[standing]


STANDING_SIGNS: Final = {
    Standing.OVERDUE: (Glyph.CLOCK, "overdue"),
    Standing.OPEN: (Glyph.CIRCLE, "text_faint"),
    Standing.DONE: (Glyph.CIRCLE_CHECK, "success"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the row above a group says. `tone` is that of the sign and the words, `count` how many there are."""

    text: str
    sign: Sign | None = None
    tone: str = "text"
    count: str = ""
    folded: bool = False


class GroupWords(QObject):
    """Groups in words; `person_of` knows who is who."""

    def __init__(self, formats: Formats, person_of: Callable[[int | None], Person | None]) -> None:
        super().__init__()
        self._formats = formats
        self._person_of = person_of

    def heading(self, group: Group, by: GroupBy | None) -> Heading:
        """The name of a group with its sign, without the count."""
        key = group.key
        if isinstance(key, EntityRef):
            named = group.title or f"{type_name(key.type_id)} #{key.id}"
            return Heading(named, type_glyph(key.type_id))
        if isinstance(key, TodoColor):
            return Heading(todo_color_name(key), key)
        if isinstance(key, ActivityKind):
            return Heading(kind_name(key), plain_kind_glyph(key))
        if isinstance(key, Standing):
            sign, _ = STANDING_SIGNS[key]
            return Heading(standing_title(key), sign, "overdue" if key is Standing.OVERDUE else "text")
        if isinstance(key, date):
            # Noon is on that day by every clock there is.
            said = self._formats.week if by is GroupBy.WEEK else self._formats.day
            return Heading(said(self._noon(key)), Glyph.CALENDAR)
        if by in (GroupBy.DAY, GroupBy.WEEK):
            return Heading(self.tr("No deadline"), Glyph.CALENDAR)
        return self._person(key if isinstance(key, int) else None)

    def _person(self, person_id: int | None) -> Heading:
        person = self._person_of(person_id)
        return Heading(self.tr("Nobody") if person is None else person.name, person or Glyph.USER)

    def _noon(self, day: date) -> datetime:
        zone = self._formats.local(datetime.now().astimezone()).tzinfo
        return datetime.combine(day, time(12), zone)
