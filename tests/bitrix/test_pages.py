"""Addresses of item cards."""

import pytest

from daybook.bitrix.pages import item_page
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef

PORTAL = "https://acme.bitrix24.com"


@pytest.mark.parametrize(
    ("ref", "path"),
    [
        (EntityRef(DEAL, 102), "/crm/deal/details/102/"),
        (EntityRef(LEAD, 1), "/crm/lead/details/1/"),
        (EntityRef(CONTACT, 59), "/crm/contact/details/59/"),
        (EntityRef(COMPANY, 3), "/crm/company/details/3/"),
        (EntityRef(128, 11), "/crm/type/128/details/11/"),
    ],
)
def test_every_kind_has_a_card(ref: EntityRef, path: str) -> None:
    assert item_page(PORTAL, ref) == PORTAL + path


@pytest.mark.parametrize("portal", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_a_portal_on_this_computer_has_no_pages(portal: str) -> None:
    assert item_page(portal, EntityRef(DEAL, 1)) == ""
