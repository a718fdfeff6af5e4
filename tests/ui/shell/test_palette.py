"""Ctrl+K: found by a few letters, done with Enter, never a mouse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from daybook.ui.kit.commands import Command, Commands, DoubleKeys
from daybook.ui.kit.fuzzy import ranked, score
from daybook.ui.kit.key_hint import split_keys
from daybook.ui.shell import MainWindow
from tests.ui.accessible import nameless
from tests.ui.shell.conftest import Place

CTRL = Qt.KeyboardModifier.ControlModifier
Places = tuple[Place, Place]


def _titles(window: MainWindow) -> list[str]:
    model = window.palette_card.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_opens_with_everything_possible_and_takes_typing(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.palette_card.field.hasFocus()
    assert {"Go to Deals", "Go to Calls", "New in Deals", "Show all keys"} <= set(_titles(window))
    assert "Take back the last change" not in _titles(window)


def test_a_few_letters_and_enter(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    window.palette_card.open()
    qtbot.keyClicks(window.palette_card.field, "gocal")
    assert _titles(window)[0] == "Go to Calls"
    qtbot.keyClick(window.palette_card.field, Qt.Key.Key_Return)
    assert window.current is places[1]
    assert not window.palette_card.isVisible()


def test_arrows_choose_and_go_round(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    window.palette_card.open()
    field, rows = window.palette_card.field, window.palette_card.model.rowCount()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert window.palette_card.list.currentIndex().row() == rows - 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.palette_card.list.currentIndex().row() == 0
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert window.palette_card.list.currentIndex().row() == min(9, rows - 1)


def test_escape_leaves_and_the_focus_returns(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    places[0].widget.setFocus()
    window.palette_card.open()
    qtbot.keyClick(window.palette_card.field, Qt.Key.Key_Escape)
    assert not window.palette_card.isVisible()
    assert places[0].widget.hasFocus()


def test_what_fits_nothing_says_so(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    window.palette_card.open()
    qtbot.keyClicks(window.palette_card.field, "zzzz")
    assert _titles(window) == []
    shown = [each.text() for each in window.palette_card.findChildren(QLabel) if each.isVisible()]
    assert shown == ["No command is called so."]
    qtbot.keyClick(window.palette_card.field, Qt.Key.Key_Return)
    assert window.palette_card.isVisible()


def test_it_grows_and_shrinks_with_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.palette_card.open()
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.palette_card.size() == window.size())
    assert window.palette_card.rect().contains(window.palette_card.card.geometry())


def test_its_rows_are_spoken_with_their_keys(window: MainWindow, places: Places) -> None:
    window.palette_card.open()
    model = window.palette_card.model
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert "New in Deals, Deals, Ctrl+N" in spoken
    assert nameless(window.palette_card) == []


def test_f1_lists_every_key_there_is_now(window: MainWindow, places: Places, qtbot: QtBot, commands: Commands) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = {each.text() for each in window.key_list.findChildren(QLabel)}
    assert {command.title for command in commands.all if command.keys} <= shown
    qtbot.keyClick(window.key_list, Qt.Key.Key_Escape)
    assert not window.key_list.isVisible()


def test_tab_stays_inside_an_open_card(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    window.key_list.open()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.key_list.isAncestorOf(window.focusWidget())


def test_two_commands_may_not_have_the_same_keys(commands: Commands) -> None:
    one = Command("one", "One", lambda: None, ("Ctrl+J",))
    commands.add([one])
    with pytest.raises(DoubleKeys, match=r"Ctrl\+J"):
        commands.add([Command("two", "Two", lambda: None, ("Ctrl+J",))])
    assert commands.all == (one,)
    commands.add([Command("one", "Another one", lambda: None, ("Ctrl+J",))])
    assert [each.title for each in commands.all] == ["Another one"]


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        pytest.param("nt", "New to-do", "Count", id="beginnings of words"),
        pytest.param("go", "Go to Deals", "Forget it", id="the beginning of all"),
        pytest.param("deal", "Deals", "Delete all", id="letters that follow each other"),
    ],
)
def test_what_people_mean_comes_first(typed: str, better: str, worse: str) -> None:
    assert ranked(typed, [worse, better], str)[0] == better


@given(st.text(max_size=30))
def test_a_name_is_found_by_itself(name: str) -> None:
    assert score(name, name) is not None


@given(st.text(max_size=10), st.text(max_size=30))
def test_what_is_found_holds_all_letters_in_order(typed: str, name: str) -> None:
    if score(typed, name) is not None:
        rest = iter(name.casefold())
        assert all(letter in rest for letter in typed.casefold().replace(" ", ""))


@pytest.mark.parametrize(
    ("native", "caps"), [("Ctrl+K", ["Ctrl", "K"]), ("Ctrl++", ["Ctrl", "+"]), ("+", ["+"]), ("F1", ["F1"])]
)
def test_keys_become_caps(native: str, caps: list[str]) -> None:
    assert split_keys(native) == caps
