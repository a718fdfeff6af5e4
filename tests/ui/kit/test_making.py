"""Widgets that are made a piece at a time, and dressed where they are seen."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.making import Making, at_once, dressing, in_turns
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.panes import Panes


class Dressed(QObject):
    """Counts how often widgets are dressed."""

    def __init__(self) -> None:
        super().__init__()
        self.who: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notes one."""
        if event.type() == QEvent.Type.Polish:
            self.who.append(watched)
        return False


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Dressed]:
    watching = Dressed()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


def page(text: str) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QLabel(text))
    return made


def making_page(log: list[str]) -> Making[QWidget]:
    try:
        log.append("first")
        yield
        log.append("second")
        yield
        return page("whole")
    finally:
        log.append("end")


def test_at_once_makes_the_whole() -> None:
    log: list[str] = []
    assert at_once(making_page(log)).findChild(QLabel) is not None
    assert log == ["first", "second", "end"]


async def test_in_turns_lets_others_have_theirs_after_each_piece(dressed: Dressed) -> None:
    log: list[str] = []

    async def other() -> None:
        while "end" not in log:
            log.append("other")
            await asyncio.sleep(0)

    task = asyncio.ensure_future(other())
    made = await in_turns(making_page(log))
    await task
    assert log.index("first") < log.index("other") < log.index("second")
    assert "other" in log[log.index("second") :]
    assert made not in dressed.who, "it is dressed in its place"


async def test_who_is_cancelled_leaves_nothing_half_made() -> None:
    log: list[str] = []
    task = asyncio.ensure_future(in_turns(making_page(log)))
    await asyncio.sleep(0)
    assert log == ["first"]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert log == ["first", "end"]


async def test_dressing_dresses_each_once_and_hidden_ones_too(qtbot: QtBot, dressed: Dressed) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    stack = PageStack(window)
    pages = [page(str(number)) for number in range(3)]
    for each in pages:
        stack.addWidget(each)
    assert not set(pages) & set(dressed.who)
    await in_turns(dressing(stack))
    for widget in (stack, *pages, *stack.findChildren(QLabel)):
        assert dressed.who.count(widget) == 1


def test_a_stack_shows_the_page_that_was_chosen_before_it_was_seen(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    first, second = page("first"), page("second")
    told: list[int] = []
    stack.currentChanged.connect(told.append)
    assert stack.currentIndex() == -1
    assert [stack.addWidget(each) for each in (first, second)] == [0, 1]
    assert (stack.currentWidget(), stack.currentIndex()) == (first, 0)
    stack.setCurrentIndex(1)
    assert stack.currentWidget() is second
    stack.show()
    assert (second.isVisible(), first.isVisible()) == (True, False)
    assert (stack.currentIndex(), stack.count(), told) == (1, 2, [1])
    stack.setCurrentWidget(first)
    assert (first.isVisible(), second.isVisible(), told) == (True, False, [1, 0])


def test_panes_show_what_was_not_hidden_and_have_the_widths_that_were_wished(qtbot: QtBot, dressed: Dressed) -> None:
    panes = Panes(Qt.Orientation.Horizontal)
    qtbot.addWidget(panes)
    left, right, hidden = page("left"), page("right"), page("hidden")
    hidden.hide()
    for each in (left, right, hidden):
        panes.addWidget(each)
    panes.setSizes([300, 100, 0])
    assert dressed.who == []
    panes.resize(400 + panes.handleWidth(), 200)
    panes.show()
    assert (left.isVisible(), right.isVisible(), hidden.isVisible()) == (True, True, False)
    wide, narrow = panes.sizes()[:2]
    assert wide > 2 * narrow > 0, "the handle between them is wider in some themes"
    later = page("later")
    panes.addWidget(later)
    assert later.isVisible()
