"""The kinds of items: all can be reached, however narrow it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from daybook.ui.entities.type_tabs import TypeTab, TypeTabs
from daybook.ui.kit.look import Look
from tests.ui.accessible import nameless

KINDS = tuple(TypeTab(n, text) for n, text in enumerate(("Deals", "Leads", "Contacts", "Companies", "R & D"), start=1))


@pytest.fixture
def tabs(look: Look, qtbot: QtBot) -> TypeTabs:
    made = TypeTabs(look)
    qtbot.addWidget(made)
    made.offer(KINDS)
    made.resize(made.sizeHint())
    made.show()
    return made


def _shown(tabs: TypeTabs) -> list[str]:
    return [each.accessibleName() for each in tabs.findChildren(QPushButton) if each.isVisible()]


def test_with_room_all_are_there(tabs: TypeTabs) -> None:
    assert _shown(tabs) == [each.text for each in KINDS]
    assert not tabs.more.isVisible()
    assert tabs.current == 1


@pytest.mark.parametrize("current", range(1, 6))
@pytest.mark.parametrize("width", range(140, 400, 20))
def test_the_one_that_is_on_is_in_sight_and_nothing_is_cut(tabs: TypeTabs, width: int, current: int) -> None:
    tabs.choose(current)
    tabs.resize(max(width, tabs.minimumSizeHint().width()), tabs.height())
    assert KINDS[current - 1].text in _shown(tabs)
    for button in tabs.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width()
            assert tabs.rect().contains(button.geometry())
    assert tabs.more.isVisible() == (len(_shown(tabs)) < len(KINDS))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what Qt says of any menu without a screen
def test_what_finds_no_room_waits_in_the_list(tabs: TypeTabs, qtbot: QtBot) -> None:
    tabs.resize(200, tabs.height())
    hidden = [each.text for each in KINDS if each.text not in _shown(tabs)]
    tabs.more.click()
    menu = tabs.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert hidden
    assert [action.text().replace("&&", "&") for action in menu.actions()] == hidden
    with qtbot.waitSignal(tabs.chosen) as told:
        menu.actions()[-1].trigger()
    assert told.args == [5]
    assert tabs.current == 5
    assert "R & D" in _shown(tabs)
    menu.close()


def test_arrow_keys_move_the_choice(tabs: TypeTabs, qtbot: QtBot) -> None:
    first = tabs.findChildren(QPushButton)[0]
    first.setFocus()
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.keyClick(first, Qt.Key.Key_Right)
    assert told.args == [2]


def test_the_same_kind_stays_on_when_others_come(tabs: TypeTabs) -> None:
    tabs.choose(3)
    tabs.offer(KINDS[1:])
    assert tabs.current == 3
    tabs.offer(KINDS[3:])
    assert tabs.current == 4


def test_a_kind_that_is_not_there_is_not_chosen(tabs: TypeTabs) -> None:
    tabs.choose(77)
    assert tabs.current == 1


def test_everything_that_takes_the_focus_has_a_name(tabs: TypeTabs) -> None:
    tabs.resize(200, tabs.height())
    assert nameless(tabs) == []


def test_a_name_that_looks_like_html_is_shown_as_it_is(tabs: TypeTabs) -> None:
    name = "<img src='file:///etc/passwd'> a smart process with a long name"
    tabs.offer([*KINDS, TypeTab(9, name)])
    button = next(each for each in tabs.findChildren(QPushButton) if each.accessibleName() == name)
    document = QTextDocument()
    document.setHtml(button.toolTip())
    assert document.toPlainText() == name
