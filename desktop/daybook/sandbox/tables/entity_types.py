"""The CRM types of this portal. Numbers and codes: https://apidocs.bitrix24.com/api-reference/crm/data-types.html"""

from collections.abc import Mapping
from dataclasses import dataclass

from daybook.sandbox.tables import fields
from daybook.sandbox.tables.field import FieldTable

LEAD, DEAL, CONTACT, COMPANY = 1, 2, 3, 4
INSTALLATIONS = 128


@dataclass(frozen=True)
class EntityType:
    """One CRM type: its number, names, and the fields its items have here."""

    id: int
    name: str
    code: str
    short: str
    fields: FieldTable

    @property
    def dynamic(self) -> bool:
        """True for smart processes, which only crm.item.* knows."""
        return self.id >= 128


STORED: Mapping[int, EntityType] = {
    kind.id: kind
    for kind in (
        EntityType(LEAD, "Lead", "LEAD", "L", fields.CRM_LEAD),
        EntityType(DEAL, "Deal", "DEAL", "D", fields.CRM_DEAL),
        EntityType(CONTACT, "Contact", "CONTACT", "C", fields.CRM_CONTACT),
        EntityType(COMPANY, "Company", "COMPANY", "CO", fields.CRM_COMPANY),
        EntityType(INSTALLATIONS, "Installations", "DYNAMIC_128", "T80", fields.DYNAMIC_ITEM),
    )
}

# crm.enum.ownertype names these too, although this portal stores none of them.
NAMED_ONLY = (
    (5, "Invoice (old version)", "INVOICE", "I"),
    (31, "Invoice", "SMART_INVOICE", "SI"),
    (7, "Quote", "QUOTE", "Q"),
    (8, "Billing Details", "REQUISITE", "RQ"),
    (14, "Order", "ORDER", "O"),
    (36, "Document", "SMART_DOCUMENT", "DO"),
    (39, "Company Document", "SMART_B2E_DOC", "SBD"),
)
