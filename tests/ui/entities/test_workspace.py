"""Browsing: from the list to the timeline to the editor and back, with the mouse and with keys."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.entities import CONTACT, DEAL, LEAD, EntityRef
from daybook.domain.run import Row
from daybook.ui.entities.links import open_link
from daybook.ui.entities.list_panel import LEAST_WIDTH as LIST_LEAST
from daybook.ui.entities.panes import MIDDLE_LEAST
from daybook.ui.kit.look import Look
from daybook.ui.todo.editor import LEAST_WIDTH as EDITOR_LEAST
from daybook.work.recovering import Fate, Recovered
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.entities.desk import CONTOSO, Desk, open_desk


@pytest.fixture
async def desk(look: Look, qapp: QApplication, tmp_path: Path, demo_portal: SandboxProcess) -> AsyncIterator[Desk]:
    async with open_desk(look, demo_portal, tmp_path) as opened:
        yield opened


class Hidings(QObject):
    """Counts how often a widget disappears."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Hide
        return False


async def test_it_begins_with_the_list_and_nothing_open(desk: Desk) -> None:
    assert desk.work.list.list.hasFocus()
    assert desk.work.list.model.rowCount() == 44
    assert not desk.work.header.isVisible()
    assert not desk.work.editor.isVisible()
    assert [tab.text for tab in desk.work.list.tabs.tabs][-1] == "Installations"


async def test_choosing_an_item_shows_its_timeline_and_head(desk: Desk, demo_portal: SandboxProcess) -> None:
    await desk.open()
    content = desk.work.timeline.content
    found = demo_portal.call(
        "crm.activity.list", {"filter": {"BINDINGS": [{"OWNER_TYPE_ID": DEAL, "OWNER_ID": 4}]}, "select": ["ID"]}
    )
    assert {card.activity.id for card in (*content.open, *content.done)} >= {int(each["ID"]) for each in found}
    assert desk.work.header.isVisible()
    assert desk.work.header.title.text() == "Contoso rollout"
    assert not desk.work.header.has_page  # a portal on this computer has none
    assert not desk.work.editor.isVisible()


async def test_choosing_a_card_opens_the_editor_and_another_one_changes_it(desk: Desk) -> None:
    await desk.open()
    first, second = desk.todos[:2]
    await desk.edit(first)
    assert desk.work.editor.isVisible()
    assert desk.work.editor.form.title.toPlainText() == first.activity.subject
    hidings = Hidings(desk.work.editor)
    await desk.edit(second)
    assert desk.work.editor.form.title.toPlainText() == second.activity.subject
    assert hidings.count == 0


async def test_cards_that_are_passed_by_are_not_opened(desk: Desk, qtbot: QtBot) -> None:
    await desk.open()
    opened: list[int | None] = []
    desk.session.editing.changed.add(lambda: opened.append(desk.open_id))
    desk.work.go_to_timeline()
    for _ in range(4):
        qtbot.keyClick(desk.work.timeline.cards, Qt.Key.Key_Down)
    wanted = desk.work.timeline.selected_id
    await until(lambda: desk.open_id == wanted)
    assert {each for each in opened if each is not None} == {wanted}


async def test_another_item_closes_the_editor(desk: Desk) -> None:
    await desk.open()
    await desk.edit(desk.todos[0])
    await desk.open(EntityRef(DEAL, 1))
    await until(lambda: not desk.work.editor.isVisible())
    assert desk.work.header.title.text() == "Northwind renewal"
    assert desk.open_id is None


async def test_the_head_stays_while_the_list_shows_something_else(desk: Desk) -> None:
    await desk.open()
    desk.press("Alt+2")
    await desk.settled()
    assert desk.session.browser.content.type_id == LEAD
    assert desk.work.header.title.text() == "Contoso rollout"


async def test_an_item_that_is_not_in_the_list_has_a_head_too(desk: Desk) -> None:
    desk.work.open_item(EntityRef(CONTACT, 1))
    await desk.settled()
    assert desk.work.header.title.text() == "Andrew Johnson"


async def test_keys_go_everywhere(desk: Desk) -> None:
    await desk.open()
    desk.press("Ctrl+F")
    assert desk.work.list.search.hasFocus()
    desk.press("Ctrl+T")
    assert desk.work.timeline.cards.hasFocus()
    desk.press("Ctrl+L")
    assert desk.work.list.list.hasFocus()
    await desk.edit(desk.todos[0])
    desk.press("Ctrl+E")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.work.editor.isAncestorOf(focus)
    desk.press("Ctrl+W")
    await until(lambda: not desk.work.editor.isVisible())
    assert desk.work.timeline.cards.hasFocus()


@pytest.mark.parametrize(("keys", "title"), [("Alt+1", "Deals"), ("Alt+2", "Leads"), ("Alt+3", "Contacts")])
async def test_keys_choose_the_kind(desk: Desk, keys: str, title: str) -> None:
    desk.press("Ctrl+PgDown")
    desk.press(keys)
    await desk.settled()
    assert desk.work.list.type_text(desk.session.browser.content.type_id) == title


async def test_all_kinds_are_reached_in_turn(desk: Desk) -> None:
    seen = []
    for _ in desk.work.list.tabs.tabs:
        desk.press("Ctrl+PgDown")
        await desk.settled()
        seen.append(desk.work.list.type_text(desk.session.browser.content.type_id))
    assert seen == ["Leads", "Contacts", "Companies", "Installations", "Deals"]


async def test_enter_goes_from_the_list_to_the_cards(desk: Desk, qtbot: QtBot) -> None:
    desk.work.list.list.enter_first()
    qtbot.keyClick(desk.work.list.list, Qt.Key.Key_Down)
    qtbot.keyClick(desk.work.list.list, Qt.Key.Key_Return)
    await desk.settled()
    await until(desk.work.timeline.cards.hasFocus)


async def test_every_command_has_a_name_and_a_key_and_is_in_the_palette(desk: Desk) -> None:
    listed = {command.id for command in desk.commands.all}
    for command in desk.work.commands:
        assert command.title, command.id
        assert command.keys, command.id
        assert command.group, command.id
        assert command.id in listed


async def test_commands_wait_for_what_they_need(desk: Desk) -> None:
    assert not any(map(desk.commands.run, ("new-todo", "go-timeline", "go-editor", "close-editor", "open-page")))
    await desk.open()
    assert desk.commands.run("new-todo")
    await desk.settled()
    assert desk.session.editing.state.is_new


async def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    await desk.open()
    await desk.edit(desk.todos[0])
    assert nameless(desk.window) == []


@pytest.mark.parametrize("size", [(880, 560), (1024, 640), (1280, 820), (1920, 1080)], ids=str)
async def test_panes_can_be_read_at_every_size(desk: Desk, size: tuple[int, int]) -> None:
    await desk.open()
    await desk.edit(desk.todos[0])
    desk.window.setMinimumSize(*size)  # the screen here is small, and would cut a larger window
    desk.window.resize(*size)
    QApplication.sendPostedEvents()
    panes = desk.work.panes
    assert panes.width() <= size[0]
    least = {desk.work.list: LIST_LEAST, desk.work.timeline: MIDDLE_LEAST, desk.work.editor: EDITOR_LEAST}
    shown = [pane for pane in least if pane.isVisible()]
    assert desk.work.list.isVisible() == (panes.width() > sum(least.values()))
    assert shown[-2:] == [desk.work.timeline, desk.work.editor]
    for pane in shown:
        assert pane.width() >= least[pane]
        left = pane.mapTo(panes, pane.rect().topLeft()).x()
        assert 0 <= left <= left + pane.width() <= panes.width()
    desk.press("Ctrl+L")
    assert desk.work.list.isVisible()
    assert desk.work.list.list.hasFocus()


async def test_the_focus_is_never_lost_with_a_pane(desk: Desk) -> None:
    await desk.open()
    await desk.edit(desk.todos[0])
    desk.press("Ctrl+E")
    desk.work.open_item(EntityRef(DEAL, 1))
    await until(lambda: not desk.work.editor.isVisible())
    assert desk.work.timeline.hasFocus() or desk.work.timeline.cards.hasFocus()
    await desk.settled()
    await desk.edit(desk.todos[0])
    desk.press("Ctrl+L")
    desk.window.resize(880, 560)
    QApplication.sendPostedEvents()
    assert desk.work.panes.list_gives_way
    assert desk.work.timeline.cards.hasFocus()


async def test_escape_closes_the_editor(desk: Desk, qtbot: QtBot) -> None:
    await desk.open()
    await desk.edit(desk.todos[0])
    desk.press("Ctrl+E")
    desk.press("Esc")
    await until(lambda: not desk.work.editor.isVisible())
    assert desk.work.timeline.cards.hasFocus()


async def test_what_is_chosen_stays_in_sight_when_the_window_shrinks(desk: Desk) -> None:
    await desk.open()
    desk.window.resize(1100, 600)
    QApplication.sendPostedEvents()
    listed = desk.work.list.list
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


async def test_a_dragged_border_is_a_wish(desk: Desk) -> None:
    panes = desk.work.panes
    panes.moveSplitter(300, 1)
    await desk.open()
    await desk.edit(desk.todos[0])
    assert panes.sizes()[0] == 300
    desk.work.close_editor()
    await until(lambda: not desk.work.editor.isVisible())
    assert panes.sizes()[0] == 300


async def test_the_pose_shows_list_timeline_and_editor(desk: Desk) -> None:
    await desk.work.pose()
    assert desk.session.timeline.content.owner == CONTOSO
    assert desk.work.editor.isVisible()
    assert desk.open_id == desk.work.timeline.selected_id
    base = desk.session.editing.state.base
    assert base is not None
    assert base.is_todo
    assert base.description
    row = desk.work.list.list.currentIndex()
    assert desk.work.list.list.viewport().rect().contains(desk.work.list.list.visualRect(row))
    for view in (desk.work.list.list, desk.work.timeline.cards):
        uppermost = view.indexAt(QPoint(view.viewport().width() // 2, 0))
        assert view.visualRect(uppermost).top() >= 0


async def test_what_was_left_behind_can_be_shown(desk: Desk) -> None:
    row = Row(0, 1, CONTOSO, "Call Andrew", ())
    desk.work.recovered.tell([Recovered("Call Andrew", Fate.WAS_DONE, row)])
    assert desk.work.recovered.isVisible()
    next(each for each in desk.work.recovered.findChildren(QPushButton) if each.text() == "Show it").click()
    await desk.settled()
    assert desk.work.timeline.content.owner == CONTOSO
    assert desk.work.header.title.text() == "Contoso rollout"
    assert desk.work.recovered.isVisible()


async def test_what_can_not_be_read_is_said_and_tried_again(
    look: Look, tmp_path: Path, sandbox: Callable[..., SandboxProcess]
) -> None:
    process = sandbox("--data", "demo", *FAST)
    async with open_desk(look, process, tmp_path) as desk:
        process.faults("truncated:crm.activity.list=1")
        await desk.open()
        assert len(desk.failures) == 1
        assert desk.work.timeline.content.failed
        empty = [each.accessibleName() for each in desk.work.timeline.findChildren(QWidget) if each.isVisible()]
        assert "This timeline could not be read" in empty
        process.faults("")
        again = [each for each in desk.window.errors.findChildren(QPushButton) if each.isVisible()]
        next(each for each in again if each.text() == "Try again").click()
        await desk.settled()
        assert desk.failures == []
        assert desk.todos


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://example.com/a", True),
        ("mailto:a@example.com", True),
        ("tel:+4930555", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("smb://host/share", False),
    ],
)
def test_only_harmless_addresses_leave_the_window(
    monkeypatch: pytest.MonkeyPatch, address: str, *, opened: bool
) -> None:
    told: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", told.append)
    open_link(QUrl(address))
    assert (told == [QUrl(address)]) is opened
    assert bool(told) is opened


async def test_several_items_are_taken_to_where_many_are_changed(desk: Desk) -> None:
    await desk.open()
    listed = desk.work.list.list
    assert not desk.work.list.picked.isVisible()
    desk.press("Shift+Down")
    await desk.settled()
    refs = listed.selected_refs
    assert len(refs) == 2
    assert desk.work.list.picked.text == "2 selected"
    created: list[tuple[object, str]] = []
    changed: list[tuple[list[int], str]] = []
    desk.work.create_wanted.connect(lambda found, origin: created.append((found, origin)))
    desk.work.change_wanted.connect(lambda ids, origin: changed.append((list(ids), origin)))
    desk.work.list.picked.create_button.click()
    assert created == [(refs, "2 items selected in Entities")]
    activities = [card.activity for card in desk.work.timeline.content.open]
    await desk.session.copy.put_activities(activities)
    desk.work.list.picked.change_button.click()
    await desk.settled()
    [(ids, origin)] = changed
    owned = [each.id for each in activities if each.owner in refs]
    assert set(ids) >= set(owned)
    assert owned
    assert origin.endswith("of the selected items")
