"""What is new or was changed since a moment, and what is gone."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


async def sweep(portal: Portal, copy: PortalCopy, type_ids: Sequence[int] = ()) -> int:
    """Finds what was deleted, or never arrived; returns how many activities the copy still lacks.

    The portal counts each range of 2,500 ids, fifty ranges a request; only where it counts otherwise than we do are the
    ids themselves asked for. Raises PortalError.
    """
    ranges = [_Range(ALL, above, ids) for above, ids in _ranges(list(await copy.ids(Filter(), Order(SortKey.ID))))]
    for type_id in type_ids:
        ranges += [_Range(Lot(type_id), above, ids) for above, ids in _ranges(await copy.entity_ids(type_id))]
    commands = {number: each.counting() for number, each in enumerate(ranges)}
    counted = await portal.read_all(commands, priority=Priority.BACKGROUND)
    gap = 0
    for each, outcome in zip(ranges, counted.values(), strict=True):
        if each.lot.type_id is not None and isinstance(outcome, Refused):
            continue
        if isinstance(outcome, PortalError):
            raise outcome
        if outcome.total == len(each.ids):
            continue
        if each.lot.type_id is None:
            gap += await _mend(portal, copy, each)
        else:
            await _mend_entities(portal, copy, each)
    return gap


@dataclass(frozen=True, slots=True)
class _Range:
    """The rows of a lot that we have above an id, in ascending order."""

    lot: Lot
    above: int
    ids: Sequence[int]

    def counting(self) -> Command:
        """Asks how many the portal has between the first and the last of them."""
        name = self.lot.id_name
        return self.lot.page({f">{name}": self.above, f"<={name}": self.ids[-1]}, start=0, ids_only=True)


def _ranges(ours: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    for begin in range(0, len(ours), harvest.ROWS):
        yield (ours[begin - 1] if begin else 0), ours[begin : begin + harvest.ROWS]


async def _mend(portal: Portal, copy: PortalCopy, part: _Range) -> int:
    ours, theirs = set(part.ids), await _ids(portal, part.lot, part.above, part.ids[-1])
    await copy.drop_activities(ours - theirs)
    missing = sorted(theirs - ours)
    found = await activities.by_ids(portal, missing, priority=Priority.BACKGROUND) if missing else {}
    await copy.put_activities(list(found.values()))
    return len(missing) - len(found)


async def _mend_entities(portal: Portal, copy: PortalCopy, part: _Range) -> None:
    """Forgets what is gone. What is missing comes with the next change; nothing is counted by items."""
    theirs = await _ids(portal, part.lot, part.above, part.ids[-1])
    await copy.drop_entities(EntityRef(part.lot.type_id or 0, each) for each in part.ids if each not in theirs)


async def _ids(portal: Portal, lot: Lot, above: int, top: int) -> set[int]:
    found: set[int] = set()
    below = top + 1
    while True:
        bounds: list[int | ResultOf] = [below, *(lot.last_id(number) for number in range(harvest.PAGES - 1))]
        commands = {number: lot.between(bound, above, ids_only=True) for number, bound in enumerate(bounds)}
        before = len(found)
        for outcome in (await portal.batch(commands, writes=False, halt=True, priority=Priority.BACKGROUND)).values():
            if not isinstance(outcome, Answer):
                if len(found) == before:
                    raise outcome
                break
            ids = lot.read_ids(outcome.result)
            found.update(ids)
            if len(ids) < paging.PAGE:
                return found
        if len(found) == before:
            return found
        below = min(found)


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
