"""What keys do while a card lies above the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from daybook.ui.kit.decision import Decision
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.shell import MainWindow
from daybook.ui.todo.dropdown import Dropdown
from tests.ui.shell.conftest import Place

CTRL = Qt.KeyboardModifier.ControlModifier
Places = tuple[Place, Place]


@pytest.fixture
def anchor(places: Places) -> QPushButton:
    """A button in the place that is on."""
    made = QPushButton("Day", places[0].widget)
    QVBoxLayout(places[0].widget).addWidget(made)
    made.show()
    return made


def test_a_question_is_answered_first(window: MainWindow, places: Places, qtbot: QtBot, look: Look) -> None:
    asked = Decision(look, window, title="Really?", text="It goes.", yes="Yes")
    asked.open()
    before = look.theme

    qtbot.keyClick(asked.no, Qt.Key.Key_2, CTRL)
    qtbot.keyClick(asked.no, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(asked.no, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert asked.isVisible()
    assert window.current is places[0]
    assert not window.palette_card.isVisible()
    assert look.theme is not before
    asked.no.click()
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current is places[1]


def test_any_other_card_makes_room(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    window.palette_card.open()
    qtbot.keyClick(window.palette_card.field, Qt.Key.Key_2, CTRL)
    assert not window.palette_card.isVisible()
    assert window.current is places[1]


def test_a_list_goes_with_what_it_belongs_to(
    window: MainWindow, places: Places, qtbot: QtBot, look: Look, anchor: QPushButton
) -> None:
    opened = Dropdown(look, "Days", anchor)
    opened.open()
    assert opened.isVisible()
    with qtbot.waitSignal(opened.destroyed):
        window.show_workspace(places[1].id)


def test_a_list_goes_when_what_it_belongs_to_is_gone(
    window: MainWindow, qtbot: QtBot, look: Look, anchor: QPushButton, qapp: QApplication
) -> None:
    opened = Dropdown(look, "Days", anchor)
    opened.open()
    with qtbot.waitSignal(opened.destroyed):
        delete(anchor)
    window.resize(window.width() + 20, window.height())
    qapp.processEvents()
