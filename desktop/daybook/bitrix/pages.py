"""Where the portal's own pages are, for a person's browser.

The addresses of item cards are those that the portal itself links to: https://helpdesk.bitrix24.com/ ("CRM item
card"); crm.item.get knows nothing of them.
"""

from typing import Final

from daybook.bitrix.address import host_of, is_loopback
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef

_SECTIONS: Final = {DEAL: "deal", LEAD: "lead", CONTACT: "contact", COMPANY: "company"}


def item_page(portal: str, ref: EntityRef) -> str:
    """The address of an item's card in the portal at `portal` (scheme://host[:port]).

    "" where there are no pages: a portal on this very computer answers REST and nothing else.
    """
    if is_loopback(host_of(portal)):
        return ""
    section = _SECTIONS.get(ref.type_id, f"type/{ref.type_id}")
    return f"{portal}/crm/{section}/details/{ref.id}/"
