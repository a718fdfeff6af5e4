"""What only an application may do with layouts, in the whole window: on many, as a new activity, over an old one."""

import asyncio
import gc
import json
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from daybook.domain.entities import DEAL, EntityRef
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.changing.blocks_part import BlocksPart
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.ui.workspace import Workspace
from daybook.work.changing.parts import Part
from tests.app.test_application import connect_application
from tests.domain.layouts.examples import examples
from tests.helpers.browser import Browser
from tests.helpers.desktop_browser import desktop_browser
from tests.helpers.life import Life
from tests.sandbox.process import SandboxProcess

W = TypeVar("W", bound=Workspace)

# keyring 25.7 leaves its bus connection to the garbage collector when a collection is locked.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("daybook_home", "qtbot", "secret_service"),
]


@pytest.fixture(autouse=True)
def _collect_the_keyrings_connections_here() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    with desktop_browser() as opened:
        yield opened


def _text_of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


def _todo(portal: SandboxProcess, title: str) -> int:
    params = {"ownerTypeId": 2, "ownerId": 1, "title": title, "deadline": "2026-03-03T09:00:00+00:00"}
    return int(portal.call("crm.activity.todo.add", params)["id"])


def _blocks_on(portal: SandboxProcess, number: int) -> Any:
    place = {"entityTypeId": 2, "entityId": 1, "activityId": number}
    return portal.app_call("crm.activity.layout.blocks.get", place)["layout"]


def _of(life: Life, kind: type[W]) -> W:
    [found] = [each for each in life.window.workspaces if isinstance(each, kind)]
    return found


def _front(life: Life) -> str:
    return life.window.current.id if life.window.current is not None else ""


async def _write(life: Life, studio: StudioWorkspace, text: str) -> None:
    studio.editor.selectAll()
    studio.editor.insertPlainText(text)
    await life.until(lambda: studio.studio.is_seen and studio.portal_bar.said.text() == "")


async def test_a_selection_of_the_table_gets_the_blocks_of_the_studio(
    qapp: QApplication, empty_portal: SandboxProcess, browser: Browser
) -> None:
    numbers = [_todo(empty_portal, f"Call {number}") for number in range(3)]
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect_application(life, empty_portal, browser)
    await life.until(lambda: "activities" in {each.id for each in life.window.workspaces})
    await life.read_through()
    activities, change, studio = (
        _of(life, ActivitiesWorkspace),
        _of(life, ChangingWorkspace),
        _of(life, StudioWorkspace),
    )
    life.window.show_workspace(activities.id)
    await life.until(lambda: len(activities.table.rows.ids) == len(numbers))
    activities.view.pick_all()
    assert life.commands.run("table-change")
    assert _front(life) == change.id
    life.window.show_workspace(studio.id)
    text = _text_of("valid_blocks_documented_seven.json")
    await _write(life, studio, text)
    studio.portal_bar.many.click()
    assert _front(life) == change.id
    part = change.form.lines[Part.BLOCKS].editor
    assert isinstance(part, BlocksPart)
    assert "7 content block" in part._said.text()
    part.edit.click()
    assert _front(life) == studio.id
    await life.until(lambda: json.loads(studio.editor.text) == json.loads(text))
    life.window.show_workspace(change.id)
    change.form.look.click()
    await life.until(change.looking.preview.apply.isEnabled)
    change.looking.preview.apply.click()
    await life.until(lambda: all(_blocks_on(empty_portal, each) for each in numbers))
    assert [_blocks_on(empty_portal, each) for each in numbers] == [json.loads(text)] * 3
    await life.settled()
    await life.leave()


async def test_a_card_becomes_a_new_activity_and_another_one_replaces_it(
    qapp: QApplication, empty_portal: SandboxProcess, browser: Browser
) -> None:
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect_application(life, empty_portal, browser)
    await life.until(lambda: "extensions" in {each.id for each in life.window.workspaces})
    studio, extensions = _of(life, StudioWorkspace), _of(life, ExtensionsWorkspace)
    life.window.show_workspace(studio.id)
    card = _text_of("valid_activity_field_card.json")
    await _write(life, studio, card)
    studio.portal_bar.form.click()
    assert _front(life) == extensions.id
    extensions.cards.owner.show_item(EntityRef(DEAL, 1), "A deal")
    await life.until(extensions.cards.save.isEnabled)
    extensions.cards.save.click()
    await life.until(lambda: bool(extensions.cards.number.text()))
    number = int(extensions.cards.number.text())

    def on_it() -> Any:
        return empty_portal.app_call("crm.activity.configurable.get", {"id": number})["activity"]["layout"]

    assert await asyncio.to_thread(on_it) == json.loads(card)
    life.window.show_workspace(studio.id)
    studio.portal_bar.number.setText(str(number))
    studio.portal_bar.number.textEdited.emit(str(number))
    studio.portal_bar.load.click()
    await life.until(lambda: json.loads(studio.editor.text or "{}") == json.loads(card) and studio.studio.is_seen)
    other = _text_of("valid_activity_minimal.json")
    await _write(life, studio, other)
    studio.portal_bar.put.click()
    await life.until(lambda: "The layout is on" in life.window.quiet.text)
    assert studio.portal.question is None
    assert await asyncio.to_thread(on_it) == json.loads(other)
    await life.leave()
