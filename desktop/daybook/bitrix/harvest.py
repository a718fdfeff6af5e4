"""Reading everything: 2,500 rows a request, by chains of pages that know where they begin and end.

https://apidocs.bitrix24.com/settings/performance/huge-data.html: `start: -1` counts nothing and a filter by id is fast
on millions of rows. Each page of a chain begins below the last id of the page before it (`$result[…]`); where a portal
leaves such a reference as it is, the lower bound keeps the answer within the chain, and rows that come twice are one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

from daybook.bitrix import activities, decode, entity_lists, paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.batch import MAX_COMMANDS, ResultOf
from daybook.bitrix.command import Command
from daybook.domain.activity import Activity
from daybook.domain.entities import Entity

PAGES: Final = MAX_COMMANDS
ROWS: Final = PAGES * paging.PAGE
"""Rows that one request can bring."""

Filter = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lot:
    """A set of rows that is read as one: open activities, those that are done, the items of one type.

    `type_id` None = activities, of which `completed` tells which; both None = all of them.
    """

    type_id: int | None = None
    completed: bool | None = None

    @property
    def key(self) -> str:
        """Stable, for what is written to disk."""
        if self.type_id is not None:
            return f"items-{self.type_id}"
        return {None: "all", False: "open", True: "done"}[self.completed]

    @classmethod
    def of_key(cls, key: str) -> "Lot":
        """The lot with this key. Raises ValueError."""
        kind, _, number = key.partition("-")
        if kind == "items":
            return cls(type_id=int(number))
        return cls(completed={"all": None, "open": False, "done": True}[key])

    @property
    def is_dynamic(self) -> bool:
        """True for the items of a smart process, whose fields have other names."""
        return self.type_id is not None and not entity_lists.is_family(self.type_id)

    @property
    def id_name(self) -> str:
        """How the id is called."""
        return "id" if self.is_dynamic else "ID"

    def last_id(self, position: int) -> ResultOf:
        """The last id of a full page, in the answer of the batch's command at `position`."""
        path: tuple[str | int, ...] = (paging.PAGE - 1, self.id_name)
        return ResultOf(position, ("items", *path) if self.is_dynamic else path)

    def page(
        self, wanted: Filter, *, start: int = -1, order: Mapping[str, str] | None = None, ids_only: bool = False
    ) -> Command:
        """A page, newest first unless `order` says otherwise. `start` -1 counts nothing."""
        if self.type_id is None:
            state = {} if self.completed is None else {"COMPLETED": "Y" if self.completed else "N"}
            params: dict[str, Any] = {
                "select": ["ID"] if ids_only else list(records.ACTIVITY_FIELDS),
                "filter": {**state, **wanted},
                "order": dict(order or {"ID": "DESC"}),
                "start": start,
            }
            return Command(activities.LIST, params)
        command = entity_lists.list_command(self.type_id, wanted, start=start)
        changed: dict[str, Any] = {"select": [self.id_name]} if ids_only else {}
        if order is not None:
            changed["order"] = dict(order)
        return Command(command.method, {**command.params, **changed})

    def between(self, below: int | ResultOf | None, above: int, *, ids_only: bool = False) -> Command:
        """The fifty newest with `above` < id < `below`."""
        name = self.id_name
        wanted: dict[str, Any] = {f">{name}": above}
        if below is not None:
            wanted[f"<{name}"] = below
        return self.page(wanted, ids_only=ids_only)

    def changed_since(self, moment: datetime, zone: tzinfo) -> Filter:
        """What is new or was changed since a moment of the portal's clock."""
        if self.type_id is None:
            name = "LAST_UPDATED"
        elif self.is_dynamic:
            name = "updatedTime"
        else:
            name = "DATE_MODIFY"
        return {f">={name}": decode.to_wire(moment.astimezone(zone))}

    def read_ids(self, result: object) -> list[int]:
        """The ids in the result of a page."""
        return self.ids(_rows(result))

    def ids(self, rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """The ids of these rows; one without is left out."""
        name = self.id_name
        return [number for row in rows if (number := decode.as_id(row.get(name))) is not None]

    def rows(self, result: object) -> Sequence[Mapping[str, Any]] | None:
        """The rows in the result of a page, readable or not; None when it is no list."""
        return _rows(result) if isinstance(result, list | dict) else None

    def read(self, result: object, zone: tzinfo) -> "Page | None":
        """What stands in the result of a page; None when it is no list."""
        rows = self.rows(result)
        if rows is None:
            return None
        last = min(self.ids(rows), default=None)
        if self.type_id is None:
            return Page(len(rows), last, tuple(records.activities(rows, zone)), ())
        read = records.item if self.is_dynamic else records.entity
        found = (read(row, self.type_id) for row in rows)
        return Page(len(rows), last, (), tuple(each for each in found if each is not None))


@dataclass(frozen=True, slots=True)
class Page:
    """Up to fifty rows. `size` counts what came, readable or not; `last` is the smallest id, None for no row."""

    size: int
    last: int | None
    activities: tuple[Activity, ...]
    entities: tuple[Entity, ...]

    @property
    def is_full(self) -> bool:
        """True when there may be more."""
        return self.size >= paging.PAGE


@dataclass(frozen=True, slots=True)
class Chunk:
    """Part of a lot: the rows with `above` < id < `below` (None = no bound), on about `pages` pages."""

    lot: Lot
    below: int | None
    above: int
    pages: int

    def commands(self, first_position: int = 0) -> list[Command]:
        """A chain of pages, the first of which stands at `first_position` in its batch."""
        bounds: list[int | ResultOf | None] = [self.below]
        bounds += [self.lot.last_id(first_position + number) for number in range(self.pages - 1)]
        return [self.lot.between(bound, self.above) for bound in bounds]


def chunks_of(lot: Lot, starts: Sequence[int], total: int) -> list[Chunk]:
    """The chunks of a lot whose every 2,500th id (from the newest down) is in `starts`."""
    made = []
    for number, begin in enumerate(starts):
        above = starts[number + 1] if number + 1 < len(starts) else 0
        rows = min(ROWS, max(total - number * ROWS, 1))
        made.append(Chunk(lot, begin + 1, above, -(-rows // paging.PAGE)))
    return made


def packed(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """The chunks in batches of at most fifty pages, in order, with later small ones filling earlier gaps."""
    batches: list[list[Chunk]] = []
    room: list[int] = []
    for chunk in chunks:
        place = next((number for number, free in enumerate(room) if free >= chunk.pages), None)
        if place is None:
            batches.append([chunk])
            room.append(PAGES - chunk.pages)
        else:
            batches[place].append(chunk)
            room[place] -= chunk.pages
    return batches


def total_of(answer: object) -> int:
    """How many rows an answer counted; 0 for none."""
    return (answer.total or 0) if isinstance(answer, Answer) else 0


def _rows(result: object) -> Sequence[Mapping[str, Any]]:
    """crm.item.list has its rows in `items`, where all others have them at once."""
    if isinstance(result, dict) and "items" in result:
        return decode.as_maps(result["items"])
    return decode.as_maps(result)
