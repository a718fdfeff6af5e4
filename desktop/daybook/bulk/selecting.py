"""Reading what a change is about, fresh from the portal: the selected rows, and what else the change asks for.

2,500 rows a request: chains of pages whose ends are known (`bitrix.harvest`), read in another thread so that a window
goes on. Each function raises PortalError.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from daybook.bitrix import activities, bindings, decode, layouts, paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, NotFound
from daybook.bitrix.harvest import PAGES, Chunk, Lot, Page
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef

IDS_A_PAGE: Final = paging.PAGE
IDS_A_REQUEST: Final = PAGES * paging.PAGE

Filter = Mapping[str, Any]


async def count(portal: Portal, wanted: Filter, lot: Lot) -> int:
    """How many rows a filter selects."""
    answer = await portal.run(lot.page(wanted, start=0, ids_only=True), writes=False)
    if answer.total is None:
        raise AnswerLost(activities.LIST, kind=LostKind.UNEXPECTED, status=200)
    return answer.total


async def ids_of(portal: Portal, wanted: Filter, lot: Lot, expected: int) -> list[int]:
    """The ids that a filter selects, newest first. `expected` is how many were counted."""
    found: list[int] = []
    async for page in _pages(portal, wanted, lot, expected, ids_only=True):
        found += page
    return list(dict.fromkeys(found))


async def by_filter(portal: Portal, wanted: Filter, expected: int) -> AsyncIterator[list[Activity]]:
    """The activities that a filter selects, newest first, in portions; `expected` is how many were counted.

    An activity may come twice (crm.activity.list with BINDINGS).
    """
    async for page in _pages(portal, wanted, Lot(), expected, ids_only=False):
        yield page


async def _pages(
    portal: Portal, wanted: Filter, lot: Lot, expected: int, *, ids_only: bool
) -> AsyncIterator[list[Any]]:
    """Portions of rows or ids, newest first. A chain that broke in the middle goes on below the last row that came."""
    below, above, rest = _bounds(wanted, lot.id_name)
    while True:
        pages = max(1, min(PAGES, expected // paging.PAGE + 1))
        page = await _chain(portal, lot, Chunk(lot, below, above, pages), rest, ids_only=ids_only)
        if page.rows:
            yield page.rows
        if page.last is None or page.ended:
            return
        below, expected = page.last, expected - len(page.rows)


class _Chain:
    """What one chained batch brought."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.last: int | None = None
        self.ended = False


async def _chain(portal: Portal, lot: Lot, chunk: Chunk, rest: Filter, *, ids_only: bool) -> _Chain:
    commands = dict(enumerate(_filtered(command, rest, ids_only=ids_only) for command in chunk.commands()))

    def digest(_number: int, result: object) -> object:
        page = lot.read(result, portal.zone)
        return (page, lot.read_ids(result) if ids_only else [])

    answers = await portal.harvest(commands, digest, halt=True)
    chain = _Chain()
    for outcome in answers.values():
        if not isinstance(outcome, Answer):
            if chain.last is None or outcome.code:
                raise outcome
            break
        page, ids = outcome.result
        if not isinstance(page, Page):
            raise AnswerLost(activities.LIST, kind=LostKind.UNEXPECTED, status=200)
        if chain.last is not None and page.last is not None and page.last >= chain.last:
            break  # the reference was not understood: the same rows again
        chain.rows += ids if ids_only else list(page.activities)
        chain.last = page.last if page.last is not None else chain.last
        if not page.is_full:
            chain.ended = True
            break
    return chain


def _filtered(command: Command, rest: Filter, *, ids_only: bool) -> Command:
    params = dict(command.params)
    params["filter"] = {**rest, **params["filter"]}
    if ids_only:
        params["select"] = [next(name for name in ("ID", "id") if name in params["select"])]
    return Command(command.method, params)


def _bounds(wanted: Filter, id_name: str) -> tuple[int | None, int, Filter]:
    """Our own paging writes `<ID` and `>ID`, so bounds of the person's own become where it begins and ends."""
    below, above = decode.as_int(wanted.get(f"<{id_name}")), decode.as_int(wanted.get(f">{id_name}"))
    rest = {key: value for key, value in wanted.items() if key not in (f"<{id_name}", f">{id_name}")}
    return below, above or 0, rest


async def by_ids(portal: Portal, ids: Sequence[int]) -> AsyncIterator[dict[int, Activity]]:
    """These activities, in portions of 2,500 ids; those that are gone are missing."""
    for begin in range(0, len(ids), IDS_A_REQUEST):
        portion = ids[begin : begin + IDS_A_REQUEST]
        yield await _read_ids(portal, portion)


async def _read_ids(portal: Portal, ids: Sequence[int]) -> dict[int, Activity]:
    commands = {
        begin: activities.ids_command(ids[begin : begin + IDS_A_PAGE]) for begin in range(0, len(ids), IDS_A_PAGE)
    }

    def digest(_begin: int, result: object) -> object:
        return records.activities(decode.as_maps(result), portal.zone) if isinstance(result, list) else None

    found: dict[int, Activity] = {}
    for outcome in (await portal.harvest(commands, digest)).values():
        if not isinstance(outcome, Answer):
            raise outcome
        if outcome.result is None:
            raise AnswerLost(activities.LIST, kind=LostKind.UNEXPECTED, status=200)
        found |= {each.id: each for each in outcome.result}
    return found


async def bindings_of(portal: Portal, ids: Iterable[int]) -> dict[int, tuple[EntityRef, ...]]:
    """What these activities are bound to; those that are gone are missing. Fifty to a request."""
    found: dict[int, tuple[EntityRef, ...]] = {}
    async for number, outcome in _each(portal, {number: bindings.list_command(number) for number in ids}):
        found[number] = tuple(bindings.read_list(outcome))
    return found


async def blocks_of(portal: Portal, refs: Mapping[int, EntityRef]) -> dict[int, Mapping[str, Any] | None]:
    """This application's content blocks on these activities, each with its owner; None = none."""
    found: dict[int, Mapping[str, Any] | None] = {}
    async for number, outcome in _each(portal, {key: layouts.get_command(key, ref) for key, ref in refs.items()}):
        found[number] = layouts.read_layout(outcome)
    return found


async def _each(portal: Portal, commands: Mapping[int, Command]) -> AsyncIterator[tuple[int, Answer]]:
    """The answers of reading commands; what is not there is left out."""
    left = iter(commands.items())
    while portion := dict(islice(left, PAGES)):
        for number, outcome in (await portal.batch(portion, writes=False, priority=Priority.BACKGROUND)).items():
            if isinstance(outcome, Answer):
                yield number, outcome
            elif not isinstance(outcome, NotFound):
                raise outcome


async def open_counts(portal: Portal, people: Sequence[int]) -> dict[int, int]:
    """How many open activities each of these people has; one command a person."""
    commands = {person: _open_of(person) for person in people}
    counts: dict[int, int] = {}
    async for person, answer in _each(portal, commands):
        counts[person] = answer.total or 0
    return counts


def _open_of(person: int) -> Command:
    wanted = {"RESPONSIBLE_ID": person, "COMPLETED": "N"}
    return Command(activities.LIST, {"select": ["ID"], "filter": wanted, "start": 0})
