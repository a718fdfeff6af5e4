"""crm.enum.*: what the portal's numbers stand for, in its own language.

https://apidocs.bitrix24.com/api-reference/crm/auxiliary/enum/. Ids are real numbers here. Each raises PortalError.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from daybook.bitrix import decode, paging
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.portal import Portal
from daybook.domain.entities import FIRST_DYNAMIC

OWNER_TYPES = "crm.enum.ownertype"
ACTIVITY_TYPES = "crm.enum.activitytype"
CHOICES: Final[Mapping[str, str]] = {
    "ownertype": OWNER_TYPES,
    "activitytype": ACTIVITY_TYPES,
    "activitystatus": "crm.enum.activitystatus",
    "activitypriority": "crm.enum.activitypriority",
    "activitydirection": "crm.enum.activitydirection",
    "activitynotifytype": "crm.enum.activitynotifytype",
    "contenttype": "crm.enum.contenttype",
}
"""Enumerations by the name that `fields` gives them, without its `crm_enum_`."""


@dataclass(frozen=True, slots=True)
class Named:
    """One value of an enumeration. `code` is the portal's symbol, "" when it has none."""

    id: int
    name: str
    code: str

    @property
    def is_smart_process(self) -> bool:
        """True for a type that somebody made in this portal (code DYNAMIC_n)."""
        return self.id >= FIRST_DYNAMIC and self.code.startswith("DYNAMIC_")


async def owner_types(portal: Portal) -> list[Named]:
    """The CRM types of this portal; smart processes differ from portal to portal."""
    return await _values(portal, OWNER_TYPES)


async def smart_processes(portal: Portal) -> dict[int, str]:
    """The smart processes of this portal: name by type id."""
    return {each.id: each.name for each in await owner_types(portal) if each.is_smart_process}


def owner_types_command() -> Command:
    """Asks for the CRM types; fits a batch."""
    return Command(OWNER_TYPES)


def smart_processes_in(answer: Answer) -> dict[int, str]:
    """The smart processes in an answer to `owner_types_command`. Raises AnswerLost when it is no list."""
    return {each.id: each.name for each in _read(answer, OWNER_TYPES) if each.is_smart_process}


async def activity_types(portal: Portal) -> list[Named]:
    """The kinds of activity by TYPE_ID."""
    return await _values(portal, ACTIVITY_TYPES)


async def choices(portal: Portal, name: str) -> list[Named]:
    """The values of an enumeration that a field names (`FieldInfo.choices`). KeyError for one nobody documented."""
    return await _values(portal, CHOICES[name])


async def all_choices(portal: Portal, names: Iterable[str]) -> dict[str, list[Named]]:
    """The values of several of them, in one request; those that are refused are missing."""
    commands = {name: Command(CHOICES[name]) for name in names}
    found = await portal.read_all(commands) if commands else {}
    return {name: _read(answer, CHOICES[name]) for name, answer in found.items() if isinstance(answer, Answer)}


async def _values(portal: Portal, method: str) -> list[Named]:
    return _read(await portal.call(method, writes=False), method)


def _read(answer: Answer, method: str) -> list[Named]:
    rows = paging.rows_of(answer, method)
    return [
        Named(number, decode.as_text(row.get("NAME")), decode.as_text(row.get("SYMBOL_CODE")))
        for row in rows
        if (number := decode.as_int(row.get("ID"))) is not None
    ]
