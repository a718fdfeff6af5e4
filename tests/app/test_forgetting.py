"""Forgetting the connection that is open, with a draft in the editor, in the real window."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.program import Outcome
from daybook.store.drafts import Drafts
from daybook.store.folders import Folders
from daybook.store.memory import open_memory
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    return Look.of(qapp, ThemeChoice.LIGHT)


@pytest.fixture
async def life(dressed: Look, qtbot: QtBot, daybook_home: Path) -> AsyncIterator[Life]:
    made = Life(dressed)
    yield made
    if made.task is not None and not made.task.done():
        await made.leave()


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


async def test_the_open_connection_goes_with_its_draft_and_its_copy(
    life: Life, demo_portal: SandboxProcess, daybook_home: Path
) -> None:
    folders = Folders.below(daybook_home)
    life.begin()
    await life.until(life.window.start.isVisible)
    own = await connect(life, demo_portal.webhook)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    connection_id = own.rows.rows[0].known.connection.id
    entities = next(each for each in life.window.workspaces if isinstance(each, EntitiesWorkspace))
    life.window.show_workspace(entities.id)
    await life.until(lambda: bool(entities.session.browser.content.rows))
    editor = entities.session.editing
    await editor.open_new(entities.session.browser.content.rows[0].entity.ref)
    editor.change(title="Never saved")  # and not yet on disk
    assert _names(folders.copies)

    life.window.show_workspace(own.id)
    own.forgetting.ask(connection_id)
    await life.until(lambda: own.forgetting.question is not None)
    question = own.forgetting.question
    assert question is not None
    question.yes.click()
    await life.until(lambda: not own.rows.rows and own.form.isVisible())
    await life.until(lambda: not _names(folders.copies))
    assert [each.id for each in life.window.workspaces] == ["layouts", own.id]

    assert await life.leave() is Outcome.CLOSED
    memory = open_memory(folders.memory)
    try:
        assert await Drafts(memory).all(connection_id) == ()
    finally:
        await memory.aclose()
