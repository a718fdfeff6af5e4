"""Rows of the portal become the domain's own types. Pure; a row without an id is none."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from enum import IntEnum
from typing import Any, Final, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from daybook.bitrix import decode
from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import Channel, Entity, EntityRef, Money, Person
from daybook.domain.todo import TodoColor

Row = Mapping[str, Any]
E = TypeVar("E", TextFormat, Direction, Priority)

ACTIVITY_FIELDS: Final = (
    "ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "SUBJECT", "DESCRIPTION", "DESCRIPTION_TYPE",
    "DEADLINE", "START_TIME", "END_TIME", "CREATED", "LAST_UPDATED", "COMPLETED", "RESPONSIBLE_ID", "AUTHOR_ID",
    "EDITOR_ID", "DIRECTION", "PRIORITY", "LOCATION", "SETTINGS",
)  # fmt: skip
"""What `activity` reads. COMMUNICATIONS and FILES come only when named, and are not needed."""

_MEMBERS: Final[Mapping[type[IntEnum], Mapping[int | str | None, IntEnum]]] = {
    kind: {spelled: each for each in kind for spelled in (int(each), str(int(each)))}
    for kind in (TextFormat, Direction, Priority)
}
"""By number, and by the text that nearly all of them come as."""
_COLORS: Final = {each.value: each for each in TodoColor}

USER_FIELDS: Final = ("ID", "ACTIVE", "NAME", "LAST_NAME", "EMAIL", "WORK_POSITION", "PERSONAL_PHOTO")


def activity(row: Row, zone: tzinfo) -> Activity | None:
    """An activity of crm.activity.get or crm.activity.list. `zone` is the server's, for moments without one."""
    number = decode.as_id(row.get("ID"))
    owner_type, owner_id = decode.as_id(row.get("OWNER_TYPE_ID")), decode.as_id(row.get("OWNER_ID"))
    if number is None:
        return None
    type_id, provider = decode.as_int(row.get("TYPE_ID")) or 0, decode.as_text(row.get("PROVIDER_ID"))
    return Activity(
        id=number,
        kind=ActivityKind.of(type_id, provider),
        owner=EntityRef(owner_type or 0, owner_id or 0),
        subject=decode.as_text(row.get("SUBJECT")),
        description=decode.as_text(row.get("DESCRIPTION")),
        text_format=text_format(row.get("DESCRIPTION_TYPE")),
        deadline=decode.as_moment(row.get("DEADLINE"), zone),
        start=decode.as_moment(row.get("START_TIME"), zone),
        end=decode.as_moment(row.get("END_TIME"), zone),
        created=decode.as_moment(row.get("CREATED"), zone),
        updated=decode.as_moment(row.get("LAST_UPDATED"), zone),
        completed=decode.as_flag(row.get("COMPLETED")),
        responsible_id=decode.as_id(row.get("RESPONSIBLE_ID")),
        author_id=decode.as_id(row.get("AUTHOR_ID")),
        editor_id=decode.as_id(row.get("EDITOR_ID")),
        color=color(row.get("SETTINGS")),
        direction=direction(row.get("DIRECTION")),
        priority=priority(row.get("PRIORITY")),
        location=decode.as_text(row.get("LOCATION")),
        provider_id=provider,
        type_id=type_id,
    )


def text_format(value: object) -> TextFormat:
    """DESCRIPTION_TYPE; what nobody knows is plain."""
    return _member(TextFormat, value, TextFormat.PLAIN)


def direction(value: object) -> Direction:
    """DIRECTION."""
    return _member(Direction, value, Direction.NONE)


def priority(value: object) -> Priority:
    """PRIORITY."""
    return _member(Priority, value, Priority.NONE)


def color(settings: object) -> TodoColor:
    """The colour in SETTINGS.COLOR of a to-do; absent or unknown is the default one."""
    told = settings if isinstance(settings, dict) else decode.as_map(settings)
    return _COLORS.get(decode.as_text(told.get("COLOR")), TodoColor.DEFAULT)


def person(row: Row, portal: str) -> Person | None:
    """A user of user.get, user.current or profile. `portal` completes the address of a portrait that has no host."""
    number = decode.as_id(row.get("ID"))
    if number is None:
        return None
    return Person(
        id=number,
        name=_name(row, "NAME", "LAST_NAME") or decode.as_text(row.get("EMAIL")).strip() or f"#{number}",
        position=decode.as_text(row.get("WORK_POSITION")).strip(),
        active=decode.as_flag(row.get("ACTIVE", True)),
        photo_url=photo_url(row.get("PERSONAL_PHOTO"), portal),
    )


def photo_url(value: object, portal: str) -> str:
    """The address of a portrait, "" when there is none, or one that is no http address."""
    text = decode.as_text(value).strip()
    if not text or text.isdigit():  # a bare number is a file's id, which REST gives no address for
        return ""
    try:
        address = urljoin(f"{portal}/", text)
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def entity(row: Row, type_id: int) -> Entity | None:
    """A row of crm.deal|lead|contact|company.list or .get: upper-case names, numbers as text."""
    number = decode.as_id(row.get("ID"))
    if number is None:
        return None
    return Entity(
        ref=EntityRef(type_id, number),
        title=decode.as_text(row.get("TITLE")).strip() or _name(row, "NAME", "LAST_NAME") or f"#{number}",
        stage=decode.as_text(row.get("STAGE_ID")) or decode.as_text(row.get("STATUS_ID")),
        money=money(row.get("OPPORTUNITY"), row.get("CURRENCY_ID")),
        responsible_id=decode.as_id(row.get("ASSIGNED_BY_ID")),
        company_id=decode.as_id(row.get("COMPANY_ID")),
        contact_id=decode.as_id(row.get("CONTACT_ID")),
        channels=_channels(row),
        closed=decode.as_flag(row.get("CLOSED")) or row.get("STATUS_SEMANTIC_ID") in ("S", "F"),
    )


def item(row: Row, type_id: int) -> Entity | None:
    """A row of crm.item.list or crm.item.get: camelCase names, real numbers."""
    number = decode.as_id(row.get("id"))
    if number is None:
        return None
    return Entity(
        ref=EntityRef(type_id, number),
        title=decode.as_text(row.get("title")).strip() or _name(row, "name", "lastName") or f"#{number}",
        stage=decode.as_text(row.get("stageId")),
        money=money(row.get("opportunity"), row.get("currencyId")),
        responsible_id=decode.as_id(row.get("assignedById")),
        company_id=decode.as_id(row.get("companyId")),
        contact_id=decode.as_id(row.get("contactId")),
        channels=_item_channels(row),
        closed=decode.as_flag(row.get("closed")),
    )


def ref(row: Row) -> EntityRef | None:
    """An item as crm.activity.binding.list names it: {entityTypeId, entityId}."""
    type_id, number = decode.as_id(row.get("entityTypeId")), decode.as_id(row.get("entityId"))
    return EntityRef(type_id, number) if type_id is not None and number is not None else None


def money(amount: object, currency: object) -> Money | None:
    """An amount; None when there is none. 0 without a currency is none as well."""
    value, code = decode.as_decimal(amount), decode.as_text(currency)
    return Money(value, code) if value is not None and (value or code) else None


def _name(row: Row, *parts: str) -> str:
    return " ".join(decode.as_text(row.get(part)).strip() for part in parts).strip()


def _channels(row: Row) -> tuple[Channel, ...]:
    return tuple(
        Channel(kind, value)
        for kind in ("PHONE", "EMAIL")
        if kind in row
        for each in decode.as_maps(row[kind])
        if (value := decode.as_text(each.get("VALUE")).strip())
    )


def _item_channels(row: Row) -> tuple[Channel, ...]:
    return tuple(
        Channel(kind, value)
        for each in decode.as_maps(row.get("fm"))
        if (kind := decode.as_text(each.get("typeId"))) in ("PHONE", "EMAIL")
        and (value := decode.as_text(each.get("value")).strip())
    )


def _member(kind: type[E], value: object, otherwise: E) -> E:
    members = _MEMBERS[kind]
    found = members.get(value) if isinstance(value, str) else None
    return cast("E", members.get(decode.as_int(value), otherwise) if found is None else found)


def activities(rows: Sequence[Row], zone: tzinfo) -> list[Activity]:
    """The activities in these rows, each once: a list by BINDINGS names one for every binding that matches."""
    found = (activity(row, zone) for row in rows)
    return list({each.id: each for each in found if each is not None}.values())
