"""Lists of any length, page after page.

https://apidocs.bitrix24.com/settings/how-to-call-rest-api/list-methods-pecularities.html: 50 rows a page, always.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Final

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import AnswerLost, LostKind
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority

PAGE: Final = 50

Row = Mapping[str, Any]


def rows_of(answer: Answer, method: str) -> Sequence[Row]:
    """The rows of a list method. Raises AnswerLost when the answer is no list: an empty one would be a lie."""
    if not isinstance(answer.result, list | dict):
        raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)
    return decode.as_maps(answer.result)


def items_of(answer: Answer, method: str) -> Sequence[Row]:
    """The rows of crm.item.list, which stand in `result.items`. Raises AnswerLost when they don't."""
    if not isinstance(answer.result, dict) or "items" not in answer.result:
        raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)
    return decode.as_maps(answer.result["items"])


async def by_id(
    portal: Portal,
    method: str,
    params: Mapping[str, Any],
    *,
    id_field: str = "ID",
    rows: Callable[[Answer, str], Sequence[Row]] = rows_of,
    priority: Priority = Priority.INTERACTIVE,
) -> AsyncIterator[Row]:
    """Every row, in the order of the ids. Raises PortalError.

    The way for sets of any size: `>ID` with the last id, and `start: -1`, which switches counting off. `id_field` is
    lower-case "id" for crm.item.list. Rows that appear or vanish meanwhile shift nothing.
    """
    last = 0
    while True:
        wanted = {
            **params,
            "filter": {**params.get("filter", {}), f">{id_field}": last},
            "order": {id_field: "ASC"},
            "start": -1,
        }
        page = rows(await portal.call(method, wanted, writes=False, priority=priority), method)
        ids = [number for row in page if (number := decode.as_id(row.get(id_field))) is not None]
        if page and max(ids, default=0) <= last:
            raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)  # the same page again, for ever
        for row in page:
            yield row
        if len(page) < PAGE:
            return
        last = max(ids)


async def by_start(
    portal: Portal,
    method: str,
    params: Mapping[str, Any],
    *,
    rows: Callable[[Answer, str], Sequence[Row]] = rows_of,
    first: Answer | None = None,
    priority: Priority = Priority.INTERACTIVE,
) -> AsyncIterator[Row]:
    """Every row, by offsets: for methods that know no `>ID` or whose order matters. Raises PortalError.

    A row that appears or vanishes meanwhile may come twice or not at all. `first` is the first page where somebody has
    read it already.
    """
    start, answer = 0, first
    while True:
        if answer is None:
            answer = await portal.call(method, {**params, "start": start}, writes=False, priority=priority)
        for row in rows(answer, method):
            yield row
        if answer.next is None or answer.next <= start:
            return
        start, answer = answer.next, None
