"""What the cells of one line say: words, a sign, a tone. Made once for a line and kept while it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Final

from PySide6.QtCore import QObject

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.columns import Column
from daybook.domain.entities import EntityRef, Person
from daybook.domain.grouping import Standing
from daybook.domain.listing import ActivityLine
from daybook.ui.activities.column_words import STANDING_SIGNS, Sign, column_title, standing_title
from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.one_line import beginning
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.timeline.kinds import kind_glyph, kind_name


@dataclass(slots=True)
class Cell:
    """One cell as it is drawn. `spoken` is what is said where the sign alone is shown; None = the text.

    `width`, `shown` and `advance` are the painter's: how much of the text fits into how much room.
    """

    text: str = ""
    tone: str = "text"
    sign: Sign | None = None
    sign_tone: str = "text_soft"
    spoken: str | None = None
    width: int = field(default=-1, compare=False)
    shown: str = field(default="", compare=False)
    advance: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        """What a screen reader says and the clipboard gets."""
        return self.text if self.spoken is None else self.spoken


class CellMaker(QObject):
    """Turns lines into cells. `person_of` knows who is who, `now` what time it is."""

    def __init__(
        self,
        formats: Formats,
        person_of: Callable[[int | None], Person | None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._formats = formats
        self._person_of = person_of
        self._now = now
        # A line is made into cells while it is drawn: words that never change are looked up once.
        self._kind_name = cache(kind_name)
        self._type_name = cache(type_name)
        self._color_name = cache(todo_color_name)
        self._days: dict[date, str] = {}
        self._times: dict[tuple[int, int], str] = {}
        self._makers: dict[Column, Callable[[ActivityLine], Cell]] = {
            Column.DONE: self._done,
            Column.KIND: self._kind,
            Column.TITLE: self._title,
            Column.DEADLINE: self._deadline,
            Column.OWNER: self._owner,
            Column.RESPONSIBLE: lambda line: self._person(line.responsible_id),
            Column.COLOR: self._color,
            Column.STATE: self._state,
            Column.START: lambda line: self._moment(line.start),
            Column.END: lambda line: self._moment(line.end),
            Column.CREATED: lambda line: self._moment(line.created),
            Column.CHANGED: lambda line: self._moment(line.updated),
            Column.AUTHOR: lambda line: self._person(line.author_id),
            Column.PRIORITY: self._priority,
            Column.DIRECTION: self._direction,
            Column.PLACE: lambda line: Cell(line.location, "text_soft"),
            Column.EXCERPT: lambda line: Cell(line.excerpt, "text_soft"),
            Column.BINDINGS: self._bindings,
            Column.REMINDERS: self._reminders,
        }

    def cell(self, line: ActivityLine, column: Column) -> Cell:
        """One cell; line breaks in it are blanks."""
        made = self._makers[column](line)
        made.text = beginning(made.text)
        return made

    def forget_days(self) -> None:
        """It may be another day by now."""
        self._days.clear()

    def spoken(self, line: ActivityLine, column: Column) -> str:
        """What a screen reader says of a cell: its column and what stands in it."""
        said = self.cell(line, column).words or self.tr("empty")
        return self.tr("{column}: {value}").format(column=column_title(column), value=said)

    def _done(self, line: ActivityLine) -> Cell:
        sign, tone = STANDING_SIGNS[Standing.DONE if line.completed else Standing.OPEN]
        spoken = self.tr("done") if line.completed else self.tr("open")
        return Cell(sign=sign, sign_tone=tone, spoken=spoken)

    def _kind(self, line: ActivityLine) -> Cell:
        return Cell(sign=kind_glyph(line), spoken=self._kind_name(line.kind))

    def _title(self, line: ActivityLine) -> Cell:
        title = line.subject.strip()
        return Cell(title or self.tr("No title"), "text_faint" if line.completed or not title else "text")

    def _deadline(self, line: ActivityLine) -> Cell:
        if line.deadline is None:
            return Cell(spoken=self._formats.deadline(None))
        shown = self._brief(line.deadline)
        if line.is_overdue(self._now()):
            spoken = self.tr("{moment}, overdue").format(moment=shown)
            return Cell(shown, "overdue", Glyph.CLOCK, "overdue", spoken)
        return Cell(shown, "text_faint" if line.completed else "text")

    def _owner(self, line: ActivityLine) -> Cell:
        kind, title = self._type_name(line.owner.type_id), line.owner_title.strip()
        named = title or f"{kind} #{line.owner.id}"
        spoken = f"{kind} {title}" if title else None
        tone = "text_soft" if title else "text_faint"
        return Cell(named, tone, type_glyph(line.owner.type_id), "text_faint", spoken)

    def _person(self, person_id: int | None) -> Cell:
        person = self._person_of(person_id)
        return Cell(spoken=self.tr("nobody")) if person is None else Cell(person.name, "text_soft", person)

    def _color(self, line: ActivityLine) -> Cell:
        if line.kind is not ActivityKind.TODO:
            return Cell(spoken=self.tr("none"))
        return Cell(self._color_name(line.color), "text_soft", line.color)

    def _state(self, line: ActivityLine) -> Cell:
        standing = standing_of(line, self._now())
        sign, tone = STANDING_SIGNS[standing]
        return Cell(standing_title(standing), "overdue" if standing is Standing.OVERDUE else "text_soft", sign, tone)

    def _moment(self, moment: datetime | None) -> Cell:
        return Cell("" if moment is None else self._brief(moment), "text_soft")

    def _brief(self, moment: datetime) -> str:
        """`Formats.brief`, which asks Qt for six things; days and times of day repeat in a list."""
        local = self._formats.local(moment)
        day, minute = local.date(), (local.hour, local.minute)
        if day not in self._days:
            self._days[day] = self._formats.brief_day(moment)
        if minute not in self._times:
            self._times[minute] = self._formats.time(moment)
        return f"{self._days[day]} {self._times[minute]}"

    def _priority(self, line: ActivityLine) -> Cell:
        words = {
            Priority.NONE: "",
            Priority.LOW: self.tr("low"),
            Priority.MEDIUM: self.tr("medium"),
            Priority.HIGH: self.tr("high"),
        }[line.priority]
        high = line.priority is Priority.HIGH
        return Cell(words, "text" if high else "text_soft", Glyph.FLAG if high else None, "warning")

    def _direction(self, line: ActivityLine) -> Cell:
        words = {
            Direction.NONE: "",
            Direction.INCOMING: self.tr("incoming"),
            Direction.OUTGOING: self.tr("outgoing"),
        }[line.direction]
        return Cell(words, "text_soft")

    def _bindings(self, line: ActivityLine) -> Cell:
        if line.bindings is None:
            return Cell(self.tr("not loaded"), "text_faint", Glyph.CIRCLE_DASHED, "text_faint")
        others = [ref for ref in line.bindings if ref != line.owner]
        if not others:
            return Cell(self.tr("only its item"), "text_faint")
        return Cell(", ".join(map(_ref, others)), "text_soft", Glyph.LINK, "text_faint")

    def _reminders(self, line: ActivityLine) -> Cell:
        if line.kind is not ActivityKind.TODO:
            return Cell(spoken=self.tr("none"))
        if line.pings is None:
            return Cell(self.tr("unknown"), "text_faint", Glyph.BELL, "text_faint")
        shown = ", ".join(map(self._formats.ping, line.pings.minutes))
        return Cell(shown or self.tr("none"), "text_soft", Glyph.BELL if shown else None, "text_faint")


def _ref(ref: EntityRef) -> str:
    return f"{type_name(ref.type_id)} #{ref.id}"


def standing_of(line: ActivityLine, now: datetime) -> Standing:
    """How an activity stands to its deadline."""
    if line.completed:
        return Standing.DONE
    return Standing.OVERDUE if line.is_overdue(now) else Standing.OPEN


class Faces:
    """The cells of the lines that were drawn last. A line that is another object now is drawn anew."""

    MOST: Final = 1200
    """Lines whose cells are kept: some screens full."""

    def __init__(self, maker: CellMaker) -> None:
        self._maker = maker
        self._faces: dict[int, tuple[ActivityLine, dict[Column, Cell]]] = {}

    def cells(self, line: ActivityLine) -> dict[Column, Cell]:
        """What was made of a line so far."""
        face = self._faces.get(line.id)
        if face is None or face[0] is not line:
            if len(self._faces) >= self.MOST:
                self._faces.clear()
            face = self._faces[line.id] = (line, {})
        return face[1]

    def cell(self, line: ActivityLine, column: Column) -> Cell:
        """One cell, made now if it was not yet."""
        cells = self.cells(line)
        made = cells.get(column)
        if made is None:
            made = cells[column] = self._maker.cell(line, column)
        return made

    def forget(self) -> None:
        """Names, words or the day are others now."""
        self._faces.clear()
        self._maker.forget_days()
