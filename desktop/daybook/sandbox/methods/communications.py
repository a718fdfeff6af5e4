"""Phones and addresses of an activity, COMMUNICATIONS. The server sets TYPE: PHONE for calls, EMAIL for e-mails.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-add.html
"""

from dataclasses import dataclass

from daybook.sandbox import errors, records, values
from daybook.sandbox.methods.activity_fields import CALL, EMAIL, MEETING
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types

_TYPES = {CALL: "PHONE", EMAIL: "EMAIL"}
_INVALID = "The field COMMUNICATIONS is not defined or invalid"


@dataclass(frozen=True)
class Communication:
    """One phone, address or, for a meeting, person; `entity` is the CRM item it belongs to."""

    type: str
    value: str
    entity: Ref | None


def read(given: object, type_id: int) -> list[Communication]:
    """The communications of a new or changed activity. Raises ApiError by the rules of its kind."""
    one = isinstance(given, dict) and ("VALUE" in given or "ENTITY_ID" in given)
    told = [_read_one(item, type_id) for item in ([given] if one else values.as_list(given))]
    if type_id in (MEETING, CALL, EMAIL) and not told:
        raise errors.plain(_INVALID)
    if type_id in (MEETING, CALL) and len(told) > 1:
        raise errors.plain("The only one communication is allowed for activity of specified type")
    return told


def _read_one(item: object, type_id: int) -> Communication:
    if not isinstance(item, dict):
        raise errors.plain(_INVALID)
    value = values.as_text(item.get("VALUE")).strip()
    entity = Ref(values.as_int(item.get("ENTITY_TYPE_ID")) or 0, values.as_int(item.get("ENTITY_ID")) or 0)
    named = entity if entity.type > 0 and entity.id > 0 else None
    claimed = values.as_text(item.get("TYPE"))
    if (not value and not (type_id == MEETING and named)) or (type_id == EMAIL and claimed not in ("", "EMAIL")):
        raise errors.plain(_INVALID)
    return Communication(_TYPES.get(type_id, ""), value, named)


def replace(context: Context, activity_id: int, told: list[Communication]) -> None:
    """Stores the communications instead of the former ones."""
    context.db.execute("DELETE FROM communication WHERE activity_id = ?", (activity_id,))
    for one in told:
        entity = one.entity or Ref(0, 0)
        records.insert(
            context.db,
            "communication",
            {
                "activity_id": activity_id,
                "type": one.type,
                "value": one.value,
                "entity_type": entity.type,
                "entity_id": entity.id,
            },
        )


def of(context: Context, activity_id: int) -> list[dict[str, object]]:
    """COMMUNICATIONS as crm.activity.list prints them when they are selected by name."""
    rows = context.db.execute("SELECT * FROM communication WHERE activity_id = ? ORDER BY id", (activity_id,))
    return [
        {
            "ID": str(row["id"]),
            "TYPE": row["type"],
            "VALUE": row["value"],
            "ENTITY_ID": str(row["entity_id"]),
            "ENTITY_TYPE_ID": str(row["entity_type"]),
            "ENTITY_SETTINGS": _settings(context, Ref(row["entity_type"], row["entity_id"])),
        }
        for row in rows.fetchall()
    ]


def _settings(context: Context, ref: Ref) -> dict[str, object] | list[object]:
    """What the portal knows of the person or company; `[]` when nothing."""
    row = records.entity(context.db, ref)
    if row is None:
        return []
    if ref.type not in (entity_types.CONTACT, entity_types.LEAD):
        return {"COMPANY_TITLE": row["TITLE"] or ""}
    company = records.entity(context.db, Ref(entity_types.COMPANY, row["COMPANY_ID"] or 0))
    return {
        "HONORIFIC": row["HONORIFIC"] or "",
        "NAME": row["NAME"] or "",
        "SECOND_NAME": row["SECOND_NAME"] or "",
        "LAST_NAME": row["LAST_NAME"] or "",
        "COMPANY_TITLE": company["TITLE"] if company is not None else "",
        "COMPANY_ID": str(row["COMPANY_ID"] or 0),
    }
