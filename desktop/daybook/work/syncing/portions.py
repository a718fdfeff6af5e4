"""Pages of a first load as the copy writes them. Pure; work for the thread that reads answers.

A hundred thousand activities come and none of them is shown, so no `Activity` is made of them: what a value means is
asked of the same functions once and remembered, for most values of a portal come again and again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from operator import itemgetter
from typing import Any, Final, TypeVar

from daybook.bitrix import decode, paging, records
from daybook.bitrix.harvest import Lot
from daybook.domain.activity import ActivityKind
from daybook.domain.entities import Entity
from daybook.domain.listing import EXCERPT
from daybook.store.copy import lines, words, writes
from daybook.store.copy.codes import COLORS, KINDS, seconds

T = TypeVar("T")
Row = Mapping[str, Any]

_REMEMBERED: Final = 2_000
"""Values of one kind. A day has 1,440 minutes; whole moments hardly come again after some pages."""
_USUAL: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_LETTERS: Final = len("2026-03-01T10:00:59+03:00")
_VALUES: Final = itemgetter(*records.ACTIVITY_FIELDS)


@dataclass(frozen=True, slots=True)
class Portion:
    """A page as it came, its activities already as they are written: the thread that writes has enough to do.

    `size` counts what came, readable or not; `last` is the smallest id, None for no row.
    """

    size: int
    last: int | None
    activities: writes.Ready
    entities: tuple[Entity, ...]

    @property
    def is_full(self) -> bool:
        """True when there may be more."""
        return self.size >= paging.PAGE


class PortionReader:
    """Reads one answer after the other, on one thread. `zone` is the server's, for moments without one."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._numbers = _Remembered(decode.as_int)
        self._ids = _Remembered(decode.as_id)
        self._seconds = _Remembered(_Moments(zone).seconds)
        self._flags = _Remembered(lambda value: int(decode.as_flag(value)))
        self._formats = _Remembered(records.text_format)
        self._directions = _Remembered(lambda value: int(records.direction(value)))
        self._priorities = _Remembered(lambda value: int(records.priority(value)))

    def portion(self, lot: Lot, result: object) -> Portion | None:
        """What stands in the result of a page; None when it is no list."""
        if lot.type_id is not None:
            page = lot.read(result, self.zone)
            return None if page is None else Portion(page.size, page.last, {}, page.entities)
        rows = lot.rows(result)
        return None if rows is None else Portion(len(rows), min(lot.ids(rows), default=None), self.ready(rows), ())

    def ready(self, rows: Sequence[Row]) -> writes.Ready:
        """What `writes.made_ready` makes of the activities in these rows."""
        last = {number: row for row in rows if (number := decode.as_id(row.get("ID"))) is not None}
        found: dict[int, writes.ReadyActivity] = {}
        for number, row in last.items():
            try:
                found[number] = self._quickly(number, row)
            except (KeyError, TypeError, OverflowError):
                read = records.activity(row, self.zone)
                found.update(writes.made_ready([] if read is None else [read]))
        return found

    def _quickly(self, activity_id: int, row: Row) -> writes.ReadyActivity:
        """A row as it is written; the values stand in the order of `lines.activity_row`.

        Raises KeyError, TypeError or OverflowError for what is unusual: a field that is not there, a list where others
        have a text, an id that no file can hold.
        """
        (
            _id, owner_id, owner_type, type_id, provider, subject, description, text_format, deadline, start, end,
            created, updated, completed, responsible, author, editor, direction, priority, location, settings,
        ) = _VALUES(row)  # fmt: skip
        owner = decode.as_id(owner_id) or 0
        if activity_id > lines.LARGEST or owner > lines.LARGEST:
            raise OverflowError(owner)
        kind = self._numbers[type_id] or 0
        provided = decode.as_text(provider)
        title, place = lines.storable(decode.as_text(subject)), lines.storable(decode.as_text(location))
        text, written = lines.storable(decode.as_text(description)), self._formats[text_format]
        plain = lines.plain_of(text, written)
        moments = self._seconds
        activity = (
            activity_id, KINDS[ActivityKind.of(kind, provided)], self._ids[owner_type] or 0, owner,
            moments[deadline], moments[start], moments[end], moments[created], moments[updated], self._flags[completed],
            self._ids[responsible], self._ids[author], self._ids[editor], COLORS[records.color(settings)],
            self._directions[direction], self._priorities[priority], kind, words.sort_key(title),
        )  # fmt: skip
        texts = (activity_id, title, plain[:EXCERPT], text, int(written), place, lines.storable(provided))
        return activity, texts, lines.searched_of(title, plain, place)


class _Moments:
    """Seconds of moments, of which no two are the same; but their days, minutes and seconds are."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        since = self._read("2000-01-01T00:00:00+00:00") or 0
        self._days = _Remembered(lambda day: self._part(f"{day}T00:00:00+00:00", 0))
        self._minutes = _Remembered(lambda minute: self._part(f"2000-01-01{minute}00+00:00", since))
        self._rest = _Remembered(lambda rest: self._part(f"2000-01-01T00:00:{rest}", since))

    def seconds(self, value: object) -> int | None:
        """The moment as it is written; None for none."""
        if isinstance(value, str) and len(value) == _LETTERS:
            try:
                return self._days[value[:10]] + self._minutes[value[10:17]] + self._rest[value[17:]]
            except ValueError:
                pass
        return self._read(value)

    def _part(self, text: str, since: int) -> int:
        found = self._read(text) if _USUAL.fullmatch(text) else None
        if found is None:
            raise ValueError(text)
        return found - since

    def _read(self, value: object) -> int | None:
        return seconds(decode.as_moment(value, self._zone))


class _Remembered(dict[Any, T]):
    """What the texts of one kind of value mean. Whatever is no text is read anew: True and 1 are one key."""

    def __init__(self, read: Callable[[object], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: object) -> T:
        meaning = self._read(value)
        if isinstance(value, str):
            if len(self) >= _REMEMBERED:
                self.clear()
            self[value] = meaning
        return meaning
