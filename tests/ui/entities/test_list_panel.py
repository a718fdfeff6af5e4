"""The list of items: kinds, search, counters, keys, pages, and what it says when there is nothing to show."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.store.copy.copy import PortalCopy
from daybook.ui.entities.model import Role
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.browser import EntityRow
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import Shelf, make_shelf, open_portal, until

DEALS = 44
CONTACTS = 60
PAGE = 50


def _rows(shelf: Shelf) -> list[EntityRow]:
    model = shelf.panel.model
    return [model.index(number).data(Role.ROW) for number in range(model.rowCount())]


def _row(shelf: Shelf, title: str) -> EntityRow:
    return next(row for row in _rows(shelf) if row.entity.title == title)


def _spoken(shelf: Shelf, title: str) -> str:
    number = shelf.titles.index(title)
    said: str = shelf.panel.model.index(number).data(Qt.ItemDataRole.AccessibleTextRole)
    return said


def _chosen(shelf: Shelf) -> list[EntityRef]:
    told: list[EntityRef] = []
    shelf.panel.chosen.connect(told.append)
    return told


async def test_deals_come_first_newest_on_top(shelf: Shelf) -> None:
    assert len(shelf.titles) == DEALS
    ids = [row.entity.ref.id for row in _rows(shelf)]
    assert ids == sorted(ids, reverse=True)
    assert shelf.titles[-1] == "Northwind renewal"
    assert shelf.panel.summary.text() == "44 deals"


async def test_a_row_says_what_it_is_whose_it_is_and_what_it_owes(shelf: Shelf, demo_portal: SandboxProcess) -> None:
    row = _row(shelf, "Northwind renewal")
    found = demo_portal.call(
        "crm.activity.list",
        {"filter": {"OWNER_TYPE_ID": DEAL, "OWNER_ID": 1, "COMPLETED": "N"}, "select": ["ID", "DEADLINE"]},
    )
    assert row.owed is not None
    assert row.owed.open == len(found) > 0
    spoken = _spoken(shelf, "Northwind renewal")
    responsible = row.responsible
    assert responsible is not None
    assert f"Northwind renewal, €48,600 · Final invoice, {responsible.name}, {row.owed.open} open" in spoken


async def test_overdue_is_counted_in_words_too(shelf: Shelf) -> None:
    late = next(row for row in _rows(shelf) if row.owed is not None and row.owed.overdue > 1)
    assert late.owed is not None
    assert f"{late.owed.overdue} overdue" in _spoken(shelf, late.entity.title)


async def test_a_running_deal_without_a_plan_says_so(shelf: Shelf) -> None:
    forgotten = next(
        row for row in _rows(shelf) if row.owed is not None and not row.owed.open and not row.entity.closed
    )
    assert _spoken(shelf, forgotten.entity.title).endswith("nothing planned")


@pytest.mark.parametrize(
    ("type_id", "count", "summary"),
    [
        (LEAD, 25, "25 leads"),
        (CONTACT, PAGE, "First 50 contacts. More as you scroll."),
        (COMPANY, 20, "20 companies"),
    ],
)
async def test_every_kind_has_its_list(shelf: Shelf, type_id: int, count: int, summary: str) -> None:
    shelf.panel.resize(shelf.panel.width(), 400)
    shelf.panel.choose_type(type_id)
    await shelf.settled()
    assert {row.entity.ref.type_id for row in _rows(shelf)} == {type_id}
    assert (len(shelf.titles), shelf.panel.summary.text()) == (count, summary)


async def test_a_smart_process_stands_behind_the_usual_kinds(shelf: Shelf) -> None:
    last = shelf.panel.tabs.tabs[-1]
    assert last.text == "Installations"
    shelf.panel.choose_type(last.type_id)
    await shelf.settled()
    assert "Almería hall 7: controllers and cabling" in shelf.titles


async def test_it_searches_while_one_types(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.panel.focus_search()
    qtbot.keyClicks(shelf.panel.search, "contoso")
    await until(lambda: shelf.browser.content.text == "contoso")
    await shelf.settled()
    assert shelf.titles
    assert all("contoso" in title.casefold() for title in shelf.titles)


async def test_people_are_found_by_either_name(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.panel.choose_type(CONTACT)
    qtbot.keyClicks(shelf.panel.search, "johnson andrew")
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Return)
    await shelf.settled()
    assert shelf.titles == ["Andrew Johnson"]


async def test_down_goes_from_the_search_into_what_was_found(shelf: Shelf, qtbot: QtBot) -> None:
    told = _chosen(shelf)
    qtbot.keyClicks(shelf.panel.search, "northwind renewal")
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Return)
    await shelf.settled()
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Down)
    assert shelf.panel.list.hasFocus()
    assert told == [EntityRef(DEAL, 1)]


async def test_nothing_found_says_what_was_looked_for(shelf: Shelf, qtbot: QtBot) -> None:
    qtbot.keyClicks(shelf.panel.search, "zzz")
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Return)
    await shelf.settled()
    assert shelf.panel.empty.isVisible()
    assert shelf.panel.empty.accessibleName() == "Nothing found"
    assert "“zzz”" in shelf.panel.empty.accessibleDescription()
    assert shelf.panel.summary.text() == ""


async def test_escape_brings_all_back(shelf: Shelf, qtbot: QtBot) -> None:
    qtbot.keyClicks(shelf.panel.search, "zzz")
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Return)
    await shelf.settled()
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Escape)
    await shelf.settled()
    assert len(shelf.titles) == DEALS
    assert shelf.panel.list.isVisible()


async def test_a_click_chooses_at_once(shelf: Shelf, qtbot: QtBot) -> None:
    told = _chosen(shelf)
    place = shelf.panel.list.visualRect(shelf.panel.model.index(2)).center()
    qtbot.mouseClick(shelf.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [_rows(shelf)[2].entity.ref]


async def test_items_that_are_passed_by_are_not_read(shelf: Shelf, qtbot: QtBot) -> None:
    told = _chosen(shelf)
    shelf.panel.choose(_rows(shelf)[0].entity.ref)
    for _ in range(4):
        qtbot.keyClick(shelf.panel.list, Qt.Key.Key_Down)
    await until(lambda: len(told) > 1)
    assert told == [_rows(shelf)[0].entity.ref, _rows(shelf)[4].entity.ref]


async def test_enter_goes_on_with_the_item_under_the_cursor(shelf: Shelf, qtbot: QtBot) -> None:
    told = _chosen(shelf)
    shelf.panel.choose(_rows(shelf)[0].entity.ref)
    qtbot.keyClick(shelf.panel.list, Qt.Key.Key_Down)
    opened: list[bool] = []
    shelf.panel.opened.connect(lambda: opened.append(True))
    qtbot.keyClick(shelf.panel.list, Qt.Key.Key_Return)
    assert told[-1] == _rows(shelf)[1].entity.ref
    assert opened == [True]


async def test_what_is_chosen_stays_chosen(shelf: Shelf) -> None:
    told = _chosen(shelf)
    ref = _rows(shelf)[3].entity.ref
    shelf.panel.choose(ref)
    shelf.refresh()
    await shelf.settled()
    assert shelf.panel.list.currentIndex().row() == 3
    shelf.panel.choose_type(LEAD)
    await shelf.settled()
    assert not shelf.panel.list.selectionModel().hasSelection()
    shelf.panel.choose_type(DEAL)
    await shelf.settled()
    assert [index.row() for index in shelf.panel.list.selectionModel().selectedIndexes()] == [3]
    assert told == [ref]


async def test_scrolling_reads_on_to_the_end(shelf: Shelf) -> None:
    shelf.panel.resize(shelf.panel.width(), 400)
    shelf.panel.choose_type(CONTACT)
    await shelf.settled()
    assert len(shelf.titles) == PAGE
    shelf.panel.list.scrollToBottom()
    await shelf.settled()
    assert len(set(shelf.titles)) == CONTACTS
    assert shelf.panel.summary.text() == "60 contacts"


async def test_a_page_that_does_not_fill_the_panel_is_followed_by_the_next(shelf: Shelf) -> None:
    shelf.panel.resize(shelf.panel.width(), PAGE * 61)
    shelf.panel.choose_type(CONTACT)
    await shelf.settled()
    assert len(shelf.titles) == CONTACTS


async def test_the_newest_wish_wins(shelf: Shelf) -> None:
    for type_id in (LEAD, CONTACT, COMPANY, LEAD):
        shelf.panel.choose_type(type_id)
    assert shelf.browser.content.loading or shelf.jobs.busy
    await shelf.settled()
    assert {row.entity.ref.type_id for row in _rows(shelf)} == {LEAD}
    assert not shelf.browser.content.loading
    assert shelf.failures == []


async def test_everything_that_takes_the_focus_has_a_name(shelf: Shelf) -> None:
    assert nameless(shelf.panel) == []


@pytest.mark.parametrize("width", [260, 352, 460])
async def test_overdue_stands_out_in_every_theme_and_width(shelf: Shelf, look: Look, width: int) -> None:
    shelf.panel.resize(width, 600)
    number = next(n for n, row in enumerate(_rows(shelf)) if row.owed is not None and row.owed.overdue)
    calm = next(n for n, row in enumerate(_rows(shelf)) if row.owed is not None and not row.owed.overdue)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        look.theming.choose(choice)
        danger = look.theme.danger_soft.name()
        assert danger in _colors(shelf, number)
        assert danger not in _colors(shelf, calm)


def _colors(shelf: Shelf, number: int) -> set[str]:
    index = shelf.panel.model.index(number)
    shelf.panel.list.scrollTo(index)
    QApplication.sendPostedEvents()
    image = shelf.panel.list.viewport().grab(shelf.panel.list.visualRect(index)).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(30, image.height())}


async def test_a_list_that_can_not_be_read_says_so_and_tries_again(
    look: Look, formats: Formats, qtbot: QtBot, tmp_path: Path, sandbox: Callable[..., SandboxProcess]
) -> None:
    process = sandbox("--data", "empty", *FAST)
    process.faults("error:crm.deal.list:ACCESS_DENIED=1")
    portal = await open_portal(process, tmp_path)
    copy = await PortalCopy.open(tmp_path / "copy.sqlite", portal=portal.address)
    shelf = await make_shelf(look, formats, qtbot, portal, copy)
    assert shelf.panel.failed.isVisible()
    assert [str(type(each).__name__) for each in shelf.failures] == ["AccessDenied"]
    process.faults("")
    again = shelf.panel.failed.findChild(QPushButton)
    assert isinstance(again, QPushButton)
    again.click()
    await shelf.settled()
    assert shelf.panel.list.isVisible()
    assert len(shelf.titles) == 2
    process.faults("error:crm.deal.list:ACCESS_DENIED=1")
    shelf.refresh()
    await shelf.settled()
    assert shelf.panel.list.isVisible()
    assert shelf.panel.summary.text() == "2 deals, not up to date"
    shelf.panel.search.setText("one")
    qtbot.keyClick(shelf.panel.search, Qt.Key.Key_Return)
    await shelf.settled()
    assert shelf.titles == []
    assert shelf.panel.failed.isVisible()
    await shelf.jobs.aclose()
    await copy.aclose()
    await portal.aclose()


async def test_a_kind_with_nothing_in_it_says_so(
    look: Look, formats: Formats, qtbot: QtBot, tmp_path: Path, empty_portal: SandboxProcess
) -> None:
    portal = await open_portal(empty_portal, tmp_path)
    copy = await PortalCopy.open(tmp_path / "copy.sqlite", portal=portal.address)
    shelf = await make_shelf(look, formats, qtbot, portal, copy)
    shelf.panel.choose_type(LEAD)
    await shelf.settled()
    assert shelf.panel.empty.isVisible()
    assert shelf.panel.empty.accessibleName() == "Nothing here yet"
    await shelf.jobs.aclose()
    await copy.aclose()
    await portal.aclose()
