"""The studio in the whole program: before any portal is known, and together with the other workspaces."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.ui.workspace import Workspace
from daybook.work.changing.parts import Part
from tests.domain.layouts.examples import examples
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    return Look.of(qapp, ThemeChoice.LIGHT)


@pytest_asyncio.fixture
async def life(dressed: Look, qtbot: QtBot, daybook_home: Path) -> AsyncIterator[Life]:
    made = Life(dressed)
    yield made
    if made.task is not None and not made.task.done():
        await made.leave()


def _front(life: Life) -> str:
    return life.window.current.id if life.window.current is not None else ""


def _text_of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


def _studio(life: Life) -> StudioWorkspace:
    (found,) = [each for each in life.window.workspaces if isinstance(each, StudioWorkspace)]
    return found


async def test_a_layout_is_written_before_any_portal_is_known_and_stays_when_one_is(
    life: Life, demo_portal: SandboxProcess
) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    life.window.start.layout_door.click()
    studio = _studio(life)
    assert _front(life) == studio.id
    assert studio.files.dialog is not None
    studio.files.dialog.reject()
    studio.editor.insertPlainText(_text_of("valid_blocks_text_minimal.json"))
    await life.until(lambda: studio.card.card.picture is not None)
    await connect(life, demo_portal.webhook)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    assert _studio(life) is studio
    assert studio.editor.text == _text_of("valid_blocks_text_minimal.json")
    await life.until(lambda: "needs an application" in studio.portal_bar.said.text())
    await life.leave()


async def test_a_layout_goes_into_a_change_of_many_and_a_card_into_its_form_and_back(
    life: Life, demo_portal: SandboxProcess
) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, demo_portal.webhook)
    await life.until(lambda: "change" in {each.id for each in life.window.workspaces})
    studio = _studio(life)
    (change,) = [each for each in life.window.workspaces if isinstance(each, ChangingWorkspace)]
    (extensions,) = [each for each in life.window.workspaces if isinstance(each, ExtensionsWorkspace)]
    layout = json.loads(_text_of("valid_blocks_text_minimal.json"))
    studio.many_wanted.emit(layout)
    assert _front(life) == change.id
    assert change.changing.state.parts[Part.BLOCKS].layout == layout
    card = _text_of("valid_activity_minimal.json")
    studio.form_wanted.emit(card)
    assert _front(life) == extensions.id
    assert extensions.cards.layout_json.toPlainText() == card
    extensions.cards.studio.click()
    await life.until(lambda: studio.editor.text == card)
    assert _front(life) == studio.id
    await life.leave()


async def test_from_a_row_and_from_a_card_to_the_layout_of_its_activity(
    life: Life, demo_portal: SandboxProcess
) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, demo_portal.webhook)
    await life.until(lambda: "activities" in {each.id for each in life.window.workspaces})
    studio = _studio(life)
    (activities,) = [each for each in life.window.workspaces if isinstance(each, ActivitiesWorkspace)]
    life.window.show_workspace(activities.id)
    await life.until(lambda: activities.view.current_id is not None)
    shown = activities.view.current_id
    assert shown is not None
    await life.until(lambda: activities.table.line(shown) is not None)
    _run(activities, "table-layout")
    assert _front(life) == studio.id
    assert studio.portal_bar.wanted == shown
    studio.portal_bar.number.clear()
    (entities,) = [each for each in life.window.workspaces if isinstance(each, EntitiesWorkspace)]
    life.window.show_workspace(activities.id)
    _run(activities, "table-item")
    await life.until(lambda: entities.timeline.selected_id == shown)
    _run(entities, "card-layout")
    assert _front(life) == studio.id
    assert studio.portal_bar.wanted == shown
    await life.leave()


def _run(workspace: Workspace, command_id: str) -> None:
    next(each for each in workspace.commands if each.id == command_id).run()
