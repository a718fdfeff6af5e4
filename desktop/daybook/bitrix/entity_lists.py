"""How the items of each type are listed, searched and read. Pure: commands, and rows into entities.

The older lists join all conditions with AND, so a name is looked for by several commands of one batch; only
crm.item.list knows OR.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from daybook.bitrix import paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Entity

Filter = Mapping[str, Any]

_COMMON: Final = ("ID", "ASSIGNED_BY_ID")
_MONEY: Final = ("OPPORTUNITY", "CURRENCY_ID")
_REACHED_BY: Final = ("PHONE", "EMAIL")


@dataclass(frozen=True, slots=True)
class _Family:
    """One of the four older types: crm.NAME.list and crm.NAME.get."""

    name: str
    select: tuple[str, ...]
    searched: tuple[str, ...]


_FAMILIES: Final[Mapping[int, _Family]] = {
    DEAL: _Family("deal", (*_COMMON, *_MONEY, "TITLE", "STAGE_ID", "CLOSED", "COMPANY_ID", "CONTACT_ID"), ("TITLE",)),
    LEAD: _Family(
        "lead",
        (*_COMMON, *_MONEY, *_REACHED_BY, "TITLE", "NAME", "LAST_NAME", "STATUS_ID", "STATUS_SEMANTIC_ID",
         "COMPANY_ID", "CONTACT_ID"),
        ("TITLE", "NAME", "LAST_NAME"),
    ),
    CONTACT: _Family(
        "contact", (*_COMMON, *_REACHED_BY, "NAME", "LAST_NAME", "COMPANY_ID"), ("NAME", "LAST_NAME")
    ),
    COMPANY: _Family("company", (*_COMMON, *_REACHED_BY, "TITLE"), ("TITLE",)),
}  # fmt: skip
_ITEM_SELECT: Final = (
    "id", "title", "stageId", "opportunity", "currencyId", "assignedById", "companyId", "contactId", "closed",
)  # fmt: skip


def is_family(type_id: int) -> bool:
    """True for leads, deals, contacts and companies, which have methods and field names of their own."""
    return type_id in _FAMILIES


def list_command(type_id: int, wanted: Filter | None = None, *, start: int = 0) -> Command:
    """A page of a type, newest first; `wanted` filters by the type's own field names. `start` -1 counts nothing."""
    family = _FAMILIES.get(type_id)
    if family is None:
        params = {"entityTypeId": type_id, "select": list(_ITEM_SELECT), "order": {"id": "DESC"}}
        return Command("crm.item.list", {**params, "filter": dict(wanted or {}), "start": start})
    params = {"select": list(family.select), "order": {"ID": "DESC"}, "filter": dict(wanted or {}), "start": start}
    return Command(f"crm.{family.name}.list", params)


def get_command(type_id: int, number: int) -> Command:
    """Reads one item."""
    family = _FAMILIES.get(type_id)
    if family is None:
        return Command("crm.item.get", {"entityTypeId": type_id, "id": number})
    return Command(f"crm.{family.name}.get", {"id": number})


def ids_filter(type_id: int, ids: Sequence[int]) -> Filter:
    """Matches these ids."""
    return {"@ID" if type_id in _FAMILIES else "@id": list(ids)}


def search_filters(type_id: int, text: str) -> list[Filter]:
    """The filters that together find `text` in the names of a type; [{}] for an empty text.

    A number, with or without "#", is looked for as an id as well. Two or more words are also looked for as first and
    last name, in either order.
    """
    said = " ".join(text.split())
    if not said:
        return [{}]
    family = _FAMILIES.get(type_id)
    found: list[Filter] = [{f"%{name}": said} for name in (family.searched if family else ("title",))]
    first, _, rest = said.partition(" ")
    if rest and family and "LAST_NAME" in family.searched:
        found += [{"%NAME": first, "%LAST_NAME": rest}, {"%NAME": rest, "%LAST_NAME": first}]
    number = said.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 12:
        found.append({"ID" if family else "id": int(number)})
    return found


def read_page(answer: Answer, type_id: int) -> list[Entity]:
    """The items of a page. Raises AnswerLost when the answer is no list."""
    if type_id in _FAMILIES:
        rows = paging.rows_of(answer, f"crm.{_FAMILIES[type_id].name}.list")
        found = [records.entity(row, type_id) for row in rows]
    else:
        found = [records.item(row, type_id) for row in paging.items_of(answer, "crm.item.list")]
    return [each for each in found if each is not None]


def read_one(answer: Answer, type_id: int) -> Entity | None:
    """The item in an answer to `get_command`; None when there is none in it."""
    result = answer.result if isinstance(answer.result, dict) else {}
    if type_id in _FAMILIES:
        return records.entity(result, type_id)
    inner = result.get("item")
    return records.item(inner, type_id) if isinstance(inner, dict) else None
