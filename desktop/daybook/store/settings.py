"""Every option of the window, declared once: key, type, default, and the key of its title.

An option is added by adding a constant here. What is on disk and no longer fits an option counts as its default.
"""

import base64
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from daybook.domain.calendar import WorkCalendar
from daybook.domain.entities import EntityRef
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import Options
from daybook.domain.theme_choice import ThemeChoice
from daybook.domain.view import View
from daybook.domain.workdays import WorkWeek
from daybook.store.database import Database
from daybook.store.statements import statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One option. `title` is the key of the text that the window shows for it, "" for what no person sets by hand.

    `read` makes a value of what JSON holds and raises ValueError, TypeError or KeyError for what does not fit;
    `write` is its inverse.
    """

    key: str
    default: T
    read: Callable[[Any], T] = field(repr=False)
    write: Callable[[T], object] = field(repr=False)
    title: str = ""


Choice = TypeVar("Choice", bound=StrEnum)


def choice(key: str, default: Choice, *, title: str = "") -> Option[Choice]:
    """One value of an enum."""
    return Option(key, default, type(default), str, title)


def optional_text(key: str, *, title: str = "") -> Option[str | None]:
    """A text, or None while there is none."""

    def read(value: object) -> str | None:
        if value is not None and not isinstance(value, str):
            raise TypeError("not a text")
        return value

    return Option(key, None, read, read, title)


def moment(key: str) -> Option[datetime | None]:
    """A moment, or None while there was none."""

    def read(value: Any) -> datetime | None:
        if value is None:
            return None
        found = datetime.fromisoformat(value)
        if found.tzinfo is None:
            raise ValueError("a moment has a zone")
        return found.astimezone(UTC)

    return Option(key, None, read, lambda value: value and value.isoformat())


def opaque(key: str) -> Option[bytes]:
    """Bytes that somebody else makes and reads, such as a window's geometry; b"" while there are none."""
    return Option(
        key, b"", lambda value: base64.b64decode(value, validate=True), lambda value: base64.b64encode(value).decode()
    )


def item(key: str) -> Option[EntityRef | None]:
    """A CRM item, or None while none was chosen."""

    def read(value: Any) -> EntityRef | None:
        if value is None:
            return None
        if type(value["type_id"]) is not int or type(value["id"]) is not int:
            raise TypeError("ids are whole numbers")
        return EntityRef(value["type_id"], value["id"])

    def write(value: EntityRef | None) -> object:
        return value and {"type_id": value.type_id, "id": value.id}

    return Option(key, None, read, write)


def whole(key: str, default: int, *, least: int, most: int, title: str = "") -> Option[int]:
    """A whole number from `least` to `most`."""

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(value)
        return value

    return Option(key, default, read, read, title)


def texts(key: str, default: frozenset[str]) -> Option[frozenset[str]]:
    """Some of a few known words."""

    def read(value: Any) -> frozenset[str]:
        if not isinstance(value, list | frozenset) or not all(isinstance(each, str) for each in value):
            raise TypeError("not a list of texts")
        return frozenset(value)

    return Option(key, default, read, sorted)


def reminding(key: str) -> Option[Options]:
    """How a person wants to be reminded."""

    def read(value: Any) -> Options:
        if not all(isinstance(day, int) for day in value["days"]):
            raise TypeError("days are numbers from Monday = 0")
        # Whole minutes by the clock on the wall, whatever else the text says.
        since, until = (time.fromisoformat(value[key]).replace(second=0, microsecond=0) for key in ("since", "until"))
        if since.tzinfo is not None or until.tzinfo is not None:
            raise ValueError("quiet hours have no zone")
        week = WorkWeek(frozenset(value["days"]))
        return Options(bool(value["on"]), bool(value["quiet"]), QuietHours(since, until, week))

    def write(value: Options) -> object:
        hours = value.hours
        since, until = hours.since.isoformat("minutes"), hours.until.isoformat("minutes")
        days = sorted(hours.week.weekdays)
        return {"on": value.on, "quiet": value.has_quiet, "since": since, "until": until, "days": days}

    return Option(key, Options(), read, write)


def calendar(key: str, *, title: str = "") -> Option[WorkCalendar]:
    """The days on which a person works."""

    def read(value: Any) -> WorkCalendar:
        places = (value["country"], value["region"])
        if not all(isinstance(place, str | None) for place in places):
            raise TypeError("a country and a region are texts")
        days_off = frozenset(map(date.fromisoformat, value["days_off"]))
        weekdays = value["weekdays"]
        if weekdays is not None and not all(type(day) is int for day in weekdays):
            raise TypeError("days are numbers from Monday = 0")
        return WorkCalendar(*places, days_off, None if weekdays is None else frozenset(weekdays))

    def write(value: WorkCalendar) -> object:
        weekdays = None if value.weekdays is None else sorted(value.weekdays)
        days_off = [day.isoformat() for day in sorted(value.days_off)]
        return {"country": value.country, "region": value.region, "days_off": days_off, "weekdays": weekdays}

    return Option(key, WorkCalendar(), read, write, title)


def view(key: str) -> Option[View | None]:
    """A view of the table, as its file would say it; None while there is none."""

    def read(value: Any) -> View | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise TypeError("not a text")
        from daybook.domain.view_file import read_view  # noqa: PLC0415  (the first rows need no query language)

        reading = read_view(value.encode(errors="replace"), usual_name=key)
        if reading.view is None:
            raise ValueError("no view")
        return reading.view

    def write(value: View | None) -> object:
        from daybook.domain.view_file import write_view  # noqa: PLC0415

        return None if value is None else write_view(value).decode()

    return Option(key, None, read, write)


class UpdateChoice(StrEnum):
    """Whether to ask for new versions of Daybook."""

    USUAL = "usual"
    ON = "on"
    OFF = "off"


THEME: Final = choice("theme", ThemeChoice.SYSTEM, title="theme")
WINDOW_GEOMETRY: Final = opaque("window_geometry")
WINDOW_PARTS: Final = opaque("window_parts")
"""Where the lines between list, timeline and editor were drawn."""
LAST_WORKSPACE: Final = optional_text("last_workspace")
LAST_ITEM: Final = item("last_item")
"""The deal, lead, contact or company that was open last."""
DAY_CAP: Final = whole("day_cap", 8, least=1, most=99, title="day_cap")
"""How many activities one person can do on one day; more are marked as too many."""
DAY_FOLDED: Final = texts("day_folded", frozenset({"later", "undated"}))
"""Which parts of the day's list are one line."""
REMINDERS: Final = reminding("reminders")
"""Whether and when to be reminded."""
CALENDAR: Final = calendar("calendar", title="calendar")
"""The days on which the person works."""
USUAL_CALENDAR: Final = calendar("usual_calendar")
"""What the window found usual on this computer, for whoever counts working days without one."""
TABLE: Final = view("table")
"""How the table of activities was left."""
UPDATES: Final = choice("updates", UpdateChoice.USUAL, title="updates")
"""Usual is on for who installed Daybook herself."""
UPDATES_SOURCE: Final = optional_text("updates_source", title="updates_source")
"""Where to ask; None for the installer's own address."""
UPDATES_ASKED: Final = moment("updates_asked")
UPDATES_PASSED: Final = optional_text("updates_passed")
"""The version of which the person does not want to hear."""

OPTIONS: Final[tuple[Option[Any], ...]] = (
    THEME,
    WINDOW_GEOMETRY,
    WINDOW_PARTS,
    LAST_WORKSPACE,
    LAST_ITEM,
    DAY_CAP,
    DAY_FOLDED,
    REMINDERS,
    CALENDAR,
    USUAL_CALENDAR,
    TABLE,
    UPDATES,
    UPDATES_SOURCE,
    UPDATES_ASKED,
    UPDATES_PASSED,
)


class Settings:
    """The options' values, read once into memory: the window asks while it paints and may not wait for a disk.

    What an option's text means is found out when it is first asked for.
    """

    def __init__(self, database: Database, options: Iterable[Option[Any]] = OPTIONS) -> None:
        self._database = database
        self._options = {option.key: option for option in options}
        self._values: dict[str, Any] = {}
        self._texts: dict[str, str] = {}

    async def load(self) -> None:
        """Reads what is on disk; before that every option has its default. Raises StoreUnusable."""

        def work(db: sqlite3.Connection) -> dict[str, str]:
            return {row["key"]: row["value"] for row in db.execute("SELECT key, value FROM settings")}

        self._texts = await self._database.run(work)

    def __getitem__(self, option: Option[T]) -> T:
        """The option's value. Raises KeyError for an option that is not declared in OPTIONS."""
        declared: Option[T] = self._options[option.key]
        if (text := self._texts.pop(declared.key, None)) is not None:
            self._values[declared.key] = _read(declared, text)
        value: T = self._values.get(declared.key, declared.default)
        return value

    async def put(self, option: Option[T], value: T) -> None:
        """Sets an option, at once for readers, then on disk. Raises ValueError or TypeError for what does not fit."""
        written = json.dumps(self._options[option.key].write(value))
        option.read(json.loads(written))
        self._values[option.key] = value
        self._texts.pop(option.key, None)
        upsert = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)"
        await self._database.run(statement(upsert, (option.key, written)))


def _read(option: Option[T], text: str) -> T:
    try:
        return option.read(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return option.default
