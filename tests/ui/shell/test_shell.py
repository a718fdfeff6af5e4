"""The window: workspaces, keys, what floats, and closing."""

from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.failure import Failure
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.shell import MainWindow
from tests.ui.accessible import focusable, nameless
from tests.ui.shell.conftest import Place

CTRL = Qt.KeyboardModifier.ControlModifier
Places = tuple[Place, Place]


def _rail_buttons(window: MainWindow) -> list[QToolButton]:
    return [each for each in window.rail.findChildren(QToolButton) if each.isCheckable()]


def test_at_first_nothing_is_claimed(window: MainWindow) -> None:
    assert window.current is None
    assert not window.rail.isVisible()
    assert not window.start.isVisible()


def test_the_start_page_offers_both_ways_in(window: MainWindow, qtbot: QtBot) -> None:
    window.show_start()
    assert window.start.connect_door.hasFocus()
    with qtbot.waitSignal(window.start.connect_wanted):
        qtbot.keyClick(window.start.connect_door, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.start.sample_wanted):
        qtbot.mouseClick(window.start.sample_door, Qt.MouseButton.LeftButton)


def test_the_rail_shows_what_there_is_and_no_more(window: MainWindow, places: Places) -> None:
    assert [button.text() for button in _rail_buttons(window)] == ["Deals", "Calls"]
    assert [button.isChecked() for button in _rail_buttons(window)] == [True, False]


def test_a_low_window_has_room_for_every_workspace(window: MainWindow, qtbot: QtBot) -> None:
    window.set_workspaces([Place(f"place{number}", f"Place {number}", Glyph.DEAL, "") for number in range(9)])
    window.show_workspace("place0")
    for height, words in ((600, False), (900, True)):
        window.resize(900, height)
        qtbot.waitUntil(lambda: window.height() == height)  # noqa: B023
        buttons = [each for each in window.rail.findChildren(QToolButton) if each.isVisible()]
        places = [QRect(each.mapTo(window.rail, QPoint(0, 0)), each.size()) for each in buttons]
        assert len(places) == 9 + 3
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        assert all(window.rail.rect().contains(each) for each in places)
        style = _rail_buttons(window)[0].toolButtonStyle()
        assert (style is Qt.ToolButtonStyle.ToolButtonTextUnderIcon) is words


@pytest.mark.parametrize(("height", "words"), [(560, False), (900, True)])
def test_a_rail_that_is_offered_others_fits_as_before(window: MainWindow, height: int, words: bool) -> None:
    window.resize(1000, height)
    some = [Place(f"place{number}", f"Place {number}", Glyph.DEAL, "") for number in range(9)]
    for offered in (some[7:], some, some[::-1]):
        window.set_workspaces(offered, delete=False)
        window.show_workspace("place7")
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    buttons = _rail_buttons(window)
    places = [QRect(each.mapTo(window.rail, QPoint(0, 0)), each.size()) for each in buttons if each.isVisible()]
    assert len(places) == 9
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    style = buttons[-1].toolButtonStyle()
    assert (style is Qt.ToolButtonStyle.ToolButtonTextUnderIcon) is words


def test_the_rail_switches(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.workspace_changed) as told:
        qtbot.mouseClick(_rail_buttons(window)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["calls"]
    assert window.current is places[1]
    assert places[1].widget.isVisible()
    assert not places[0].widget.isVisible()


def test_numbers_switch(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.current is places[1]
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    assert window.current is places[0]


def test_the_same_keys_mean_what_the_workspace_says(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    window.show_workspace("calls")
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    assert [place.done.count("act") for place in places] == [1, 1]


def test_keys_that_work_in_place_are_not_the_windows(window: MainWindow, commands: Commands, qtbot: QtBot) -> None:
    done: list[str] = []
    commands.add(
        [
            Command("here", "Here", lambda: done.append("here"), ("F8",), in_place=True),
            Command("everywhere", "Everywhere", lambda: done.append("everywhere"), ("F9",)),
        ]
    )
    qtbot.keyClick(window, Qt.Key.Key_F8)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert done == ["everywhere"]


def test_replacing_workspaces_keeps_the_one_that_was_on(window: MainWindow, places: Places) -> None:
    window.show_workspace("calls")
    window.set_workspaces([places[1]])
    assert window.current is places[1]
    window.set_workspaces([])
    assert window.current is None


def test_closing_is_asked_and_not_done(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()


def test_closing_by_key(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        qtbot.keyClick(window, Qt.Key.Key_Q, CTRL)


def test_the_quiet_line_floats_inside_and_undoes(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    undone: list[str] = []
    window.quiet.offer("Deadline moved", "Undo", lambda: undone.append("undo"), seconds=10)
    window.resize(900, 700)
    room = window.quiet.parentWidget()
    assert room is not None
    assert room.rect().contains(window.quiet.geometry())
    qtbot.keyClick(_rail_buttons(window)[0], Qt.Key.Key_Z, CTRL)
    assert undone == ["undo"]
    assert window.quiet.text == ""


def test_undo_is_no_command_while_there_is_nothing_to_undo(window: MainWindow, commands: Commands) -> None:
    assert not commands.run("undo")
    window.quiet.tell("Saved")
    assert not commands.run("undo")
    window.quiet.offer("Saved", "Undo", lambda: None, seconds=10)
    assert commands.run("undo")


@pytest.mark.parametrize(("times", "fits"), [(1, True), (2, True), (6, False)])
def test_the_quiet_line_is_as_wide_as_what_it_says(
    window: MainWindow, places: Places, qtbot: QtBot, times: int, fits: bool
) -> None:
    window.resize(1400, 800)
    room = window.quiet.parentWidget()
    said = window.quiet.findChild(ElidedLabel)
    assert room is not None
    assert said is not None
    for text in ("Saved", " ".join(["Empty cells change nothing."] * times * 2), "Saved"):
        window.quiet.offer(text, "Take back", lambda: None, seconds=10)
        wanted = "" if fits or text == "Saved" else text
        qtbot.waitUntil(partial(_is_tip, said, wanted))
        assert room.rect().contains(window.quiet.geometry())


def _is_tip(label: ElidedLabel, tip: str) -> bool:
    return label.toolTip() == tip


@pytest.mark.parametrize("size", [(880, 560), (1024, 600), (1024, 900), (1400, 600)])
@pytest.mark.parametrize("times", [1, 9])
def test_in_a_small_window_the_quiet_line_lies_over_no_button(
    window: MainWindow, places: Places, qtbot: QtBot, size: tuple[int, int], times: int
) -> None:
    bell = QToolButton()
    bell.setFixedSize(26, 26)
    window.status.add(bell)
    window.resize(*size)
    window.quiet.offer("“Call Andrew” is done. " * times, "Undo", lambda: None, seconds=10)
    qtbot.waitUntil(lambda: window.quiet.height() == window.status.height())
    shown = _on_window(window.quiet, window)
    assert _on_window(window.status, window).contains(shown)
    assert not shown.intersects(_on_window(bell, window))
    assert not shown.intersects(_on_window(places[0].widget, window))
    assert shown.contains(_on_window(window.quiet.action, window))
    assert window.quiet.action.height() >= 26


def test_with_room_or_without_a_status_line_the_quiet_line_floats(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    window.quiet.tell("Saved")
    for size, shown in (((1400, 900), True), ((1024, 600), False)):
        window.status.setVisible(shown)
        window.resize(*size)
        qtbot.waitUntil(lambda: _on_window(places[0].widget, window).contains(_on_window(window.quiet, window)))
        qtbot.waitUntil(lambda: window.quiet.height() > window.status.height())


def _on_window(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_an_error_takes_no_focus_and_moves_the_quiet_line_up(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    places[0].widget.setFocus()
    window.quiet.tell("Saved")
    before = window.quiet.geometry().bottom()
    window.errors.tell(Failure("timeline", "The portal can't be reached.", "Try again."))
    qtbot.waitUntil(lambda: window.quiet.geometry().bottom() < before)
    assert places[0].widget.hasFocus()
    assert window.errors.isVisible()


def test_the_theme_key_goes_from_light_to_dark(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.theme_chosen) as told:
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [ThemeChoice.DARK]


def test_the_window_comes_back_where_it_was(window: MainWindow) -> None:
    window.resize(900, 640)
    saved = window.geometry_bytes()
    window.resize(900, 720)
    window.restore_geometry(saved)
    assert window.height() == 640  # the width is cut to the screen's, which is small here


@pytest.mark.parametrize("saved", [b"", b"no geometry at all"])
def test_a_geometry_that_makes_no_sense_is_left_aside(window: MainWindow, saved: bytes) -> None:
    size = window.size()
    window.restore_geometry(saved)
    assert window.size() == size


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, places: Places) -> None:
    assert len(list(focusable(window))) > 8
    assert nameless(window) == []


def test_tab_goes_from_the_rail_into_the_work(window: MainWindow, places: Places, qtbot: QtBot) -> None:
    button = _rail_buttons(window)[0]
    button.setFocus()
    reached = set()
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert places[0].widget in reached


def test_whoever_stands_on_the_rail_stays_there_when_the_same_comes_again(window: MainWindow, places: Places) -> None:
    window.show_workspace("deals")
    button = _rail_buttons(window)[1]
    button.setFocus()

    window.rail.offer(places)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert QApplication.focusWidget() is button


def test_when_the_one_that_was_on_goes_nothing_is_shown(window: MainWindow, places: Places) -> None:
    window.show_workspace("deals")
    window.set_workspaces([places[1]])
    assert window.current is None
    assert not places[1].widget.isVisible()
    assert not window.start.isVisible()


def test_a_window_that_is_deleted_leaves_nothing(look: Look, formats: Formats, qapp: QApplication) -> None:
    before = len(qapp.allWidgets())
    window = MainWindow(look, formats, Commands())
    assert len(qapp.allWidgets()) > before + 20
    delete(window)
    delete(window)
    assert len(qapp.allWidgets()) == before
