"""The editor for whoever has no mouse or does not see: names, order, keys, and room in narrow windows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.run import Field
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.shell import MainWindow
from daybook.work.editor_state import EditorPhase, EditorState
from tests.ui.accessible import focusable, nameless
from tests.ui.todo.conftest import Stage
from tests.ui.todo.puppet import BOUND, CALL, OMAR, TODO, draft_of, editing, new

LONG = "Renewal of the framework agreement with Northwind Traders International Holdings and Partners"
STATES: dict[str, EditorState] = {
    "plain": editing(),
    "changed": editing(
        changed=frozenset({Field.TITLE, Field.RESPONSIBLE}), warnings=("notifies",), notified=(OMAR,), restored=True
    ),
    "conflict": editing(
        changed=frozenset({Field.DEADLINE}), conflict={Field.DEADLINE: None}, problems=("deadline_missing",)
    ),
    "unknown reminders": editing(draft=draft_of(TODO)),
    "new": new(),
    "call": editing(CALL),
    "completed": editing(replace(TODO, completed=True)),
    "candidates": replace(new(), phase=EditorPhase.CANDIDATES, candidates=(TODO, replace(TODO, id=18))),
    "gone": editing(phase=EditorPhase.GONE),
    "long": editing(
        replace(TODO, subject=LONG),
        draft=replace(draft_of(replace(TODO, subject=LONG)), responsible_id=77),
        bindings=(replace(BOUND[0], title=LONG), *BOUND[1:]),
    ),
    "right to left": editing(draft=replace(draft_of(TODO), title="להתקשר לאנדרו בנוגע לחידוש החוזה")),
}
EVERY_STATE = pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())


@EVERY_STATE
async def test_everything_that_can_be_reached_has_a_name(stage: Stage, state: EditorState) -> None:
    await stage.show(state)
    assert nameless(stage.panel) == []


async def test_lists_and_calendar_have_names_too(stage: Stage) -> None:
    for popup in (
        stage.form.person.open_list(),
        stage.form.parent_field.open_list(),
        stage.form.bindings.open_list(),
        stage.form.deadline.open_calendar(),
    ):
        await stage.settled()
        assert nameless(popup) == []
        assert popup.accessibleName()
        popup.close_card()


def _round(first: QWidget, key: Qt.Key) -> Iterator[QWidget]:
    """What Tab (or Shift+Tab) comes to, from `first` until it is there again."""
    first.setFocus()
    now: QWidget | None = first
    for _ in range(200):
        assert now is not None
        yield now
        QTest.keyClick(now, key)
        now = QApplication.focusWidget()
        if now is first:
            return
    raise AssertionError("it never comes round")


def _depth(stage: Stage, widget: QWidget) -> tuple[int, int]:
    """Which part of the panel a widget is in, and how far down there, in steps of half a line's height."""
    panel = stage.panel
    for number, part in enumerate((panel.header, panel.form, panel.reading, panel.footer)):
        if part.isAncestorOf(widget):
            return number, widget.mapTo(part, widget.rect().center()).y() // 12
    return 1, -1  # the page itself, before anything on it


@pytest.mark.parametrize("name", ["plain", "changed", "new", "call"])
async def test_tab_goes_through_everything_from_top_to_bottom_and_back(stage: Stage, name: str) -> None:
    await stage.show(STATES[name])
    first = stage.panel.header.complete if name != "new" else stage.form.title
    order = list(_round(first, Qt.Key.Key_Tab))
    falls = [
        (_describe(one), _describe(two)) for one, two in pairwise(order) if _depth(stage, two) < _depth(stage, one)
    ]
    assert falls == []
    back = list(_round(first, Qt.Key.Key_Backtab))
    assert back[1:] == order[:0:-1]
    reachable = {each for each in focusable(stage.panel) if each.isVisible() and each.isEnabled()}
    one_of_eight = set(stage.form.color.buttons)  # arrow keys go from one disc to the other
    assert [type(each).__name__ for each in reachable - set(order) - one_of_eight] == []
    assert len(one_of_eight & set(order)) == (1 if stage.form.isVisible() else 0)


@pytest.mark.parametrize("width", [340, 400, 460])
@EVERY_STATE
async def test_nothing_is_cut_off_at_any_width(stage: Stage, state: EditorState, width: int) -> None:
    stage.panel.setFixedWidth(width)
    await stage.show(state)
    await stage.until(lambda: stage.panel.width() == width)
    cut = [_describe(each) for each in _cut(stage.panel)]
    assert cut == []


def _cut(panel: QWidget) -> Iterator[QWidget]:
    """Labels and buttons with words that reach beyond the panel or have less room than their words."""
    worded: list[QLabel | QPushButton] = [*panel.findChildren(QLabel), *panel.findChildren(QPushButton)]
    for each in worded:
        if each.isVisible() and each.text():
            right = each.mapTo(panel, each.rect().topRight()).x()
            narrow = isinstance(each, QPushButton) and each.width() < each.minimumSizeHint().width()
            low = isinstance(each, QLabel) and each.wordWrap() and each.height() < each.heightForWidth(each.width())
            if right > panel.width() or narrow or low:
                yield each


def _describe(widget: QWidget) -> str:
    text = widget.property("text")
    return f"{type(widget).__name__} {text!r} {widget.size().toTuple()}"


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT])
async def test_another_theme_keeps_what_is_shown(stage: Stage, look: Look, choice: ThemeChoice) -> None:
    await stage.show(STATES["changed"])
    look.theming.choose(choice)
    assert stage.form.title.toPlainText() == "Call Andrew"
    assert stage.form.color.name.text() == "Blue"
    stage.form.color.buttons[7].click()
    assert stage.form.color.name.text() == "Rose"
    assert nameless(stage.panel) == []


# Keys, in the real window


class EditorAlone(QObject):
    """A workspace that holds nothing but the editor."""

    id, title, glyph = "todo", "To-do", Glyph.PENCIL

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.widget = stage.window
        self.commands: Sequence[Command] = stage.panel.commands

    def enter(self) -> None: ...

    async def ready(self) -> None: ...

    async def pose(self) -> None: ...

    async def aclose(self) -> None: ...


@pytest.fixture
async def window(stage: Stage, look: Look, formats: Formats, qtbot: QtBot) -> MainWindow:
    made = MainWindow(look, formats, Commands())
    qtbot.addWidget(made)
    made.set_workspaces([EditorAlone(stage)])
    made.show_workspace("todo")
    made.show()
    made.activateWindow()
    await stage.until(made.isActiveWindow)
    return made


CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_a_save_by_key_from_within_the_text(stage: Stage, window: MainWindow, key: Qt.Key) -> None:
    area = stage.form.description.area
    area.setFocus()
    QTest.keyClicks(area, "x")
    QTest.keyClick(area, key, CONTROL)
    await stage.settled()
    assert stage.puppet.asked == [("save", None)]
    assert stage.puppet.taken["description"].count("\n") == 0


async def test_every_other_key_does_its_work(stage: Stage, window: MainWindow) -> None:
    wishes: list[object] = []
    stage.panel.deletion_wanted.connect(wishes.append)
    title = stage.form.title
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_D, CONTROL | SHIFT)
    assert stage.form.deadline.field.hasFocus()
    QTest.keyClick(stage.form.deadline.field, Qt.Key.Key_R, CONTROL | SHIFT)
    assert stage.form.person.picker is not None
    stage.form.person.picker.close_card()
    QTest.keyClick(title, Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert wishes == [17]
    QTest.keyClick(title, Qt.Key.Key_D, CONTROL)
    title.setFocus()
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Backspace, CONTROL | SHIFT)
    await stage.settled()
    assert stage.puppet.asked == [("people", None), ("complete", True), ("discard", None)]


async def test_commands_are_there_only_when_they_mean_something(stage: Stage, window: MainWindow) -> None:
    enabled = {each.id for each in stage.panel.commands if each.enabled()}
    assert enabled == {each.id for each in stage.panel.commands}
    await stage.show(editing(CALL))
    assert {each.id for each in stage.panel.commands if each.enabled()} == {"todo-complete", "todo-delete"}
    await stage.show(EditorState())
    assert [each.id for each in stage.panel.commands if each.enabled()] == []
