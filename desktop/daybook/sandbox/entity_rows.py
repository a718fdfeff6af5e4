"""CRM items with everything that a portal fills in by itself."""

from collections.abc import Mapping

from daybook.sandbox.tables import entity_types
from daybook.sandbox.tables.field import Kind


def entity_row(type_id: int, now_s: int, assigned: int, given: Mapping[str, object]) -> dict[str, object]:
    """A CRM item with the defaults of its type: flags N, numbers 0, texts empty, made by the responsible person."""
    row: dict[str, object] = {}
    for name, field in entity_types.STORED[type_id].fields.items():
        if name != "ID" and field.kind is not Kind.ELSEWHERE:
            row[name] = _EMPTY.get(field.kind, "")
    row |= {
        "ASSIGNED_BY_ID": assigned,
        "CREATED_BY_ID": assigned,
        "MODIFY_BY_ID": assigned,
        "DATE_CREATE": now_s,
        "DATE_MODIFY": now_s,
        "OPENED": "Y",
    }
    row |= given
    return {name: value for name, value in row.items() if name in entity_types.STORED[type_id].fields}


_EMPTY: Mapping[Kind, object] = {
    Kind.INT: 0,
    Kind.REAL: 0.0,
    Kind.TIME: None,
    Kind.DATE: None,
    Kind.FLAG: "N",
    Kind.TEXT: None,
}
