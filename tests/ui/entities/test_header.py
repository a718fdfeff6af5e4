"""The head of an opened item."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from daybook.domain.entities import COMPANY, DEAL, Channel, Entity, EntityRef, Money, Person
from daybook.ui.entities.header import NARROW, EntityHeader
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.browser import EntityRow
from tests.ui.accessible import nameless

DEAL_ROW = EntityRow(
    Entity(EntityRef(DEAL, 102), "Northwind renewal", "EXECUTING", Money(Decimal(48600), "EUR"), 3),
    Person(3, "Anna Berg"),
    None,
)
COMPANY_ROW = EntityRow(
    Entity(EntityRef(COMPANY, 5), "Contoso", channels=(Channel("PHONE", "+49 30 555 12"),)), None, None
)
ITEM_ROW = EntityRow(Entity(EntityRef(128, 11), "Archive server", "DT128_5:CLIENT"), None, None)


@pytest.fixture
def wishes() -> list[str]:
    return []


@pytest.fixture
def header(look: Look, formats: Formats, qtbot: QtBot, wishes: list[str]) -> EntityHeader:
    made = EntityHeader(look, formats, lambda: wishes.append("new"))
    qtbot.addWidget(made)
    made.resize(800, 100)
    made.show()
    return made


def _texts(header: EntityHeader) -> list[str]:
    return [each.text() for each in header.findChildren(QLabel) if each.isVisible()]


def test_a_deal(header: EntityHeader) -> None:
    header.show_row(DEAL_ROW)
    assert _texts(header) == ["Northwind renewal", "Deal #102", "€48,600", "Anna Berg"]
    assert header.stage.accessibleName() == "In progress"
    assert header.accessibleName() == "Deal, Northwind renewal"


def test_what_is_not_known_takes_no_room(header: EntityHeader) -> None:
    header.show_row(DEAL_ROW)
    header.show_row(COMPANY_ROW)
    assert _texts(header) == ["Contoso", "Company #5", "+49 30 555 12"]
    assert not header.stage.isVisible()


def test_a_smart_process_is_called_by_its_name(header: EntityHeader) -> None:
    header.show_row(ITEM_ROW, "Installations")
    assert "Installations #11" in _texts(header)
    header.show_row(DEAL_ROW, "Deals")
    assert "Deal #102" in _texts(header)


def test_nothing_open_nothing_shown(header: EntityHeader) -> None:
    header.show_row(DEAL_ROW, page="https://acme.bitrix24.com/crm/deal/details/102/")
    header.show_row(None)
    assert not header.isVisible()
    assert not header.has_page


def test_the_button_asks_for_a_new_to_do(header: EntityHeader, wishes: list[str]) -> None:
    header.show_row(DEAL_ROW)
    header.new_button.click()
    assert wishes == ["new"]


def test_the_portal_is_a_click_away_where_it_has_pages(header: EntityHeader, qtbot: QtBot) -> None:
    page = "https://acme.bitrix24.com/crm/deal/details/102/"
    header.show_row(DEAL_ROW, page=page)
    with qtbot.waitSignal(header.page_wanted) as told:
        header.page_button.click()
    assert told.args == [page]
    header.show_row(DEAL_ROW)
    assert not header.page_button.isVisible()
    header.page_wanted.connect(lambda _page: pytest.fail("there is no page"))
    header.open_page()


@pytest.mark.parametrize(("width", "text"), [(NARROW - 1, ""), (NARROW, "New to-do")])
def test_a_narrow_head_keeps_room_for_the_name(header: EntityHeader, width: int, text: str) -> None:
    header.show_row(DEAL_ROW)
    header.resize(width, 100)
    assert header.new_button.text() == text
    assert header.new_button.accessibleName() == "New to-do"
    assert header.title.width() > 200


def test_everything_that_takes_the_focus_has_a_name(header: EntityHeader) -> None:
    header.show_row(DEAL_ROW, page="https://acme.bitrix24.com/crm/deal/details/102/")
    assert nameless(header) == []
