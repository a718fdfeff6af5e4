"""Deals, leads, contacts, companies, and the items of smart processes.

The first four by crm.deal|lead|contact|company.list (https://apidocs.bitrix24.com/api-reference/crm/), which give
telephone numbers by name; everything else by crm.item.list
(https://apidocs.bitrix24.com/api-reference/crm/universal/). Each async function raises PortalError.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from daybook.bitrix import entity_lists, paging
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, Refused
from daybook.bitrix.portal import Portal
from daybook.domain.entities import Entity, EntityRef


@dataclass(frozen=True, slots=True)
class Page:
    """A page of items, newest first. `next` is where the next one starts, None behind the last.

    `total` counts all matches, None where several searches make one page.
    """

    items: tuple[Entity, ...]
    next: int | None = None
    total: int | None = None


async def page(portal: Portal, type_id: int, *, text: str = "", start: int = 0) -> Page:
    """A page of the items of a type whose title, name or number holds `text`; all of them when it is empty.

    The page of a search may hold more than fifty, for each name field is searched on its own.
    """
    commands = dict(enumerate(_searches(type_id, text, start)))
    if len(commands) == 1:
        answer = await portal.run(commands[0], writes=False)
        items = entity_lists.read_page(answer, type_id)
        return Page(tuple(items), answer.next, answer.total)
    answers = [_good(each) for each in (await portal.batch(commands, writes=False)).values()]
    found = {each.ref: each for answer in answers for each in entity_lists.read_page(answer, type_id)}
    newest_first = sorted(found.values(), key=lambda each: each.ref.id, reverse=True)
    more = any(answer.next is not None for answer in answers)
    return Page(tuple(newest_first), start + paging.PAGE if more else None)


async def search(portal: Portal, text: str, type_ids: Iterable[int]) -> list[Entity]:
    """Items of several types whose title, name or number holds `text`, in one request; a page of each at most.

    Types in the order given, newest first within each; types that may not be read are left out.
    """
    order = tuple(dict.fromkeys(type_ids))
    commands = {
        (type_id, number): command for type_id in order for number, command in enumerate(_searches(type_id, text, -1))
    }
    found = {each.ref: each for each in await _read(portal, commands)}
    return sorted(found.values(), key=lambda each: (order.index(each.ref.type_id), -each.ref.id))


async def get(portal: Portal, ref: EntityRef) -> Entity:
    """One item. Raises NotFound, AccessDenied, PortalError."""
    command = entity_lists.get_command(ref.type_id, ref.id)
    found = entity_lists.read_one(await portal.run(command, writes=False), ref.type_id)
    if found is None:
        raise AnswerLost(command.method, kind=LostKind.UNEXPECTED, status=200)
    return found


async def by_refs(portal: Portal, refs: Iterable[EntityRef]) -> list[Entity]:
    """These items, in one request; those that are gone, or not for this person, are missing."""
    ids_by_type: defaultdict[int, list[int]] = defaultdict(list)
    for ref in dict.fromkeys(refs):
        ids_by_type[ref.type_id].append(ref.id)
    commands = {
        (type_id, begin): _of_ids(type_id, ids[begin : begin + paging.PAGE])
        for type_id, ids in ids_by_type.items()
        for begin in range(0, len(ids), paging.PAGE)
    }
    return await _read(portal, commands)


async def _read(portal: Portal, commands: Mapping[tuple[int, int], Command]) -> list[Entity]:
    """The items in the answers to these lists, whose keys begin with the type; what is refused is left out."""
    found: list[Entity] = []
    for (type_id, _), outcome in (await portal.read_all(commands)).items():
        if isinstance(outcome, Answer):
            found += entity_lists.read_page(outcome, type_id)
        elif not isinstance(outcome, Refused):
            raise outcome
    return found


def _searches(type_id: int, text: str, start: int) -> list[Command]:
    filters = entity_lists.search_filters(type_id, text)
    return [entity_lists.list_command(type_id, wanted, start=start) for wanted in filters]


def _of_ids(type_id: int, ids: list[int]) -> Command:
    return entity_lists.list_command(type_id, entity_lists.ids_filter(type_id, ids), start=-1)


def _good(outcome: Answer | Exception) -> Answer:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
