"""A card above everything else."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.decision import Decision
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a button, which has the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for name in ("first", "second"):
        column.addWidget(QPushButton(name))
    with qtbot.waitActive(made):
        made.show()
    buttons(made)[1].setFocus()
    return made


def buttons(window: QWidget) -> list[QPushButton]:
    """The window's own."""
    return [each for each in window.findChildren(QPushButton) if each.parent() is window]


def test_the_focus_returns_where_it_was(look: Look, qtbot: QtBot, window: QWidget) -> None:
    asked = Decision(look, window, title="Really?", text="It goes.", yes="Yes")
    asked.open()
    assert asked.no.hasFocus()

    with qtbot.waitSignal(asked.decided) as told:
        asked.yes.click()

    assert told.args == [True]
    assert buttons(window)[1].hasFocus()


def test_what_had_the_focus_may_go_while_the_card_is_open(look: Look, qtbot: QtBot, window: QWidget) -> None:
    asked = Decision(look, window, title="Really?", text="It goes.", yes="Yes")
    asked.open()
    delete(buttons(window)[1])

    with qtbot.waitSignal(asked.decided) as told:
        asked.yes.click()

    assert told.args == [True]
    assert asked.isHidden()
