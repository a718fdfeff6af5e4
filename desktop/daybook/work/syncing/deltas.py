"""What is new or was changed since a moment, and what is gone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from daybook.bitrix import activities, harvest, paging
from daybook.bitrix.answer import Answer
from daybook.bitrix.batch import ResultOf
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, PortalError, Refused
from daybook.bitrix.harvest import Lot, Page
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy.copy import PortalCopy

K = TypeVar("K")

OVERLAP: Final = timedelta(seconds=30)
"""A row may be written a while after the second that it bears."""
ALL: Final = Lot()


async def catch_up(portal: Portal, copy: PortalCopy, since: datetime, type_ids: Sequence[int]) -> int:
    """Takes what was made or changed since a moment of our clock; returns how many rows. Raises PortalError.

    One request when there is little. Rows that change while this goes on bear a later time and are taken next time.
    """
    if portal.server_clock_skew_s is None:  # any answer tells it
        await portal.call("server.time", writes=False, priority=Priority.BACKGROUND)
    theirs = since - OVERLAP + timedelta(seconds=portal.server_clock_skew_s or 0.0)
    taken = 0
    async for page in _changed(portal, [ALL, *(Lot(type_id) for type_id in type_ids)], theirs):
        await copy.put_entities(page.entities)
        await copy.put_activities(page.activities)
        taken += page.size
    return taken


async def _changed(portal: Portal, lots: Sequence[Lot], since: datetime) -> AsyncIterator[Page]:
    firsts = {lot: _pages(portal, lot, since, 0, 1) for lot in lots}
    found = await _harvest(portal, {lot: (lot, commands[0]) for lot, commands in firsts.items()})
    for lot, outcome in found.items():
        page = _page(outcome, lot)
        if page is None:
            continue
        yield page
        while page.is_full:
            last = page_end(page)
            chain = _pages(portal, lot, since, last, harvest.PAGES)
            more = await _harvest(portal, {number: (lot, each) for number, each in enumerate(chain)}, halt=True)
            for each in more.values():
                following = _page(each, lot)
                if following is None or page_end(following) <= page_end(page):
                    page = Page(0, None, (), ())
                    break
                page = following
                yield page
                if not page.is_full:
                    break


def _pages(portal: Portal, lot: Lot, since: datetime, above: int, count: int) -> list[Command]:
    wanted = lot.changed_since(since, portal.zone)
    bounds: list[int | ResultOf] = [above, *(lot.last_id(number) for number in range(count - 1))]
    order = {lot.id_name: "ASC"}
    return [lot.page({**wanted, f">{lot.id_name}": bound}, order=order) for bound in bounds]


def page_end(page: Page) -> int:
    """The largest id on a page; 0 for an empty one."""
    ids = [each.id for each in page.activities] + [each.ref.id for each in page.entities]
    return max(ids, default=0)


async def sweep(portal: Portal, copy: PortalCopy) -> int:
    """Finds activities that were deleted, or never arrived; returns how many the copy still lacks.

    The portal counts each range of 2,500 ids, fifty ranges a request; only where it counts otherwise than we do are the
    ids themselves asked for. Raises PortalError.
    """
    ours = list(await copy.ids(Filter(), Order(SortKey.ID)))
    ranges = [ours[begin : begin + harvest.ROWS] for begin in range(0, len(ours), harvest.ROWS)]
    bounds = [(ranges[number - 1][-1] if number else 0, each[-1]) for number, each in enumerate(ranges)]
    commands = {
        number: ALL.page({">ID": above, "<=ID": top}, start=0, ids_only=True)
        for number, (above, top) in enumerate(bounds)
    }
    counted = await portal.read_all(commands, priority=Priority.BACKGROUND)
    gap = 0
    for number, outcome in counted.items():
        if isinstance(outcome, PortalError):
            raise outcome
        if outcome.total != len(ranges[number]):
            gap += await _mend(portal, copy, *bounds[number], set(ranges[number]))
    return gap


async def _mend(portal: Portal, copy: PortalCopy, above: int, top: int, ours: set[int]) -> int:
    theirs = await _ids(portal, above, top)
    await copy.drop_activities(ours - theirs)
    missing = sorted(theirs - ours)
    found = await activities.by_ids(portal, missing, priority=Priority.BACKGROUND) if missing else {}
    await copy.put_activities(list(found.values()))
    return len(missing) - len(found)


async def _ids(portal: Portal, above: int, top: int) -> set[int]:
    found: set[int] = set()
    below = top + 1
    while True:
        chunk = harvest.Chunk(ALL, below, above, harvest.PAGES)
        bounds: list[int | ResultOf] = [below, *(ALL.last_id(number) for number in range(chunk.pages - 1))]
        commands = {number: ALL.between(bound, above, ids_only=True) for number, bound in enumerate(bounds)}
        before = len(found)
        for outcome in (await portal.batch(commands, writes=False, halt=True, priority=Priority.BACKGROUND)).values():
            if not isinstance(outcome, Answer):
                if len(found) == before:
                    raise outcome
                break
            ids = ALL.read_ids(outcome.result)
            found.update(ids)
            if len(ids) < paging.PAGE:
                return found
        if len(found) == before:
            return found
        below = min(found)


async def sweep_entities(portal: Portal, copy: PortalCopy, type_id: int) -> None:
    """Forgets items of a type that the portal has no longer. Raises PortalError."""
    lot, ours = Lot(type_id), await copy.entity_ids(type_id)
    ranges = [ours[begin : begin + harvest.ROWS] for begin in range(0, len(ours), harvest.ROWS)]
    name = lot.id_name
    for number, ids in enumerate(ranges):
        above = ranges[number - 1][-1] if number else 0
        counting = lot.page({f">{name}": above, f"<={name}": ids[-1]}, start=0, ids_only=True)
        if (await portal.run(counting, writes=False, priority=Priority.BACKGROUND)).total == len(ids):
            continue
        portions = {begin: ids[begin : begin + paging.PAGE] for begin in range(0, len(ids), paging.PAGE)}
        asked = {begin: lot.page({f"@{name}": portion}, ids_only=True) for begin, portion in portions.items()}
        found = await portal.read_all(asked, priority=Priority.BACKGROUND)
        there = {
            each for outcome in found.values() if isinstance(outcome, Answer) for each in lot.read_ids(outcome.result)
        }
        if all(isinstance(outcome, Answer) for outcome in found.values()):
            await copy.drop_entities([EntityRef(type_id, each) for each in ids if each not in there])


async def _harvest(
    portal: Portal, commands: Mapping[K, tuple[Lot, Command]], *, halt: bool = False
) -> dict[K, Answer | PortalError]:
    zone = portal.zone

    def digest(key: K, result: object) -> Page | None:
        return commands[key][0].read(result, zone)

    return await portal.harvest({key: each for key, (_, each) in commands.items()}, digest, halt=halt)


def _page(outcome: Answer | PortalError, lot: Lot) -> Page | None:
    """The page in an answer; None for a lot that this person may not read. Raises PortalError."""
    if isinstance(outcome, Refused):
        return None
    if isinstance(outcome, PortalError):
        raise outcome
    if not isinstance(outcome.result, Page):
        raise AnswerLost(lot.key, kind=LostKind.UNEXPECTED, status=200)
    return outcome.result
