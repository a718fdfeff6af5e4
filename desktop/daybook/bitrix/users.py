"""user.*: who is who. https://apidocs.bitrix24.com/api-reference/user/

Needs one of the scopes user, user_basic, user_brief (the last gives no e-mail): else MissingScope. `sort` and `order`
are plain texts here, and the filter is called FILTER. Each async function raises PortalError.
"""

from collections.abc import Sequence

from daybook.bitrix import paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.entities import Person

GET = "user.get"


async def current(portal: Portal) -> Person:
    """The user whom this secret acts as. `system.profile` needs no scope."""
    answer = await portal.call("user.current", writes=False)
    found = records.person(answer.result, portal.address) if isinstance(answer.result, dict) else None
    if found is None:
        raise AnswerLost("user.current", kind=LostKind.UNEXPECTED, status=200)
    return found


async def by_ids(portal: Portal, ids: Sequence[int]) -> list[Person]:
    """These users. Bots, mail users and whoever may not be seen are missing."""
    portions = [list(ids[begin : begin + paging.PAGE]) for begin in range(0, len(ids), paging.PAGE)]
    commands = {begin: ids_command(portion) for begin, portion in enumerate(portions)}
    found: list[Person] = []
    for outcome in (await portal.read_all(commands)).values():
        if not isinstance(outcome, Answer):
            raise outcome
        found += read_page(outcome, portal)
    return found


def ids_command(ids: Sequence[int]) -> Command:
    """Reads up to fifty users, those who left included; fits a batch."""
    return Command(GET, {"FILTER": {"ID": list(ids)}, "select": list(records.USER_FIELDS)})


def read_page(answer: Answer, portal: Portal) -> list[Person]:
    """The users in an answer to `ids_command`. Raises AnswerLost when it is no list."""
    found = (records.person(row, portal.address) for row in paging.rows_of(answer, GET))
    return [each for each in found if each is not None]


async def everybody(
    portal: Portal, *, first: Answer | None = None, priority: Priority = Priority.INTERACTIVE
) -> list[Person]:
    """Every employee who works here now, by last name. `first`: the answer to `everybody_command`, if there is one."""
    pages = paging.by_start(portal, GET, everybody_command().params, first=first, priority=priority)
    rows = [row async for row in pages]
    found = (records.person(row, portal.address) for row in rows)
    return list({each.id: each for each in found if each is not None}.values())


def everybody_command() -> Command:
    """Reads the first fifty employees who work here now, by last name; fits a batch."""
    return Command(
        GET,
        {
            "FILTER": {"ACTIVE": True, "USER_TYPE": "employee"},
            "sort": "LAST_NAME",
            "order": "ASC",
            "select": list(records.USER_FIELDS),
        },
    )


async def search(portal: Portal, text: str) -> list[Person]:
    """A page of users whose name, position or department holds `text`; empty for an empty text."""
    if not text.strip():
        return []
    # FIND cannot be mixed with other keys, so those who left are taken out here.
    answer = await portal.call("user.search", {"FILTER": {"FIND": text.strip()}}, writes=False)
    return [each for each in read_page(answer, portal) if each.active]
