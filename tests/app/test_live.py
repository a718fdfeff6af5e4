"""One window from its start to its end, in this process: real files, a real sample portal, no keyring."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.program import Outcome
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.panes import EntityPanes
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.life import Life, connect, shown
from tests.helpers.quiet import ErrorLog
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


def _is_there(path: Path) -> bool:
    return path.exists()


async def test_a_first_start_shows_the_ways_in_and_closes(life: Life, daybook_home: Path) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    assert await life.leave() is Outcome.CLOSED
    assert (daybook_home / "data" / "memory.sqlite").is_file()


async def test_connecting_begins_with_the_field(life: Life) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    life.window.start.connect_door.click()
    own = life.window.current
    assert isinstance(own, ConnectionsWorkspace)
    assert own.form.isVisible()
    await life.leave()


async def test_sample_data_is_another_life(life: Life) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    life.window.start.sample_door.click()
    assert await life.end() is Outcome.TO_DEMO


async def test_sample_data_opens_by_itself_and_leaves_nothing(life: Life, daybook_home: Path) -> None:
    life.begin(demo=True)
    await life.until(lambda: {"Sample data", "Elena Marchetti"} <= shown(life.window))
    assert life.commands.run("leave-demo")
    assert await life.end() is Outcome.FROM_DEMO
    assert not _is_there(daybook_home)


async def test_the_sample_data_is_read_whole(life: Life) -> None:
    """The application and the webhook of the sample portal are one person: one lets go of the copy for the other."""
    life.begin(demo=True)
    await life.until(lambda: life.window.status.sync_text.startswith("Up to date"))
    assert await life.leave() is Outcome.CLOSED


async def test_the_gauge_shows_what_was_asked(life: Life) -> None:
    life.begin(demo=True)
    await life.until(lambda: any("of 50 requests" in text for text in shown(life.window)))
    await life.leave()


async def test_a_damaged_memory_is_said_and_the_window_stays(
    life: Life, daybook_home: Path, error_log: ErrorLog
) -> None:
    memory = daybook_home / "data" / "memory.sqlite"
    memory.parent.mkdir(parents=True)
    memory.write_bytes(b"this is no database at all, and long enough to be taken for one" * 20)
    life.begin()
    await life.until(lambda: bool(life.window.errors.failures))
    failure = life.window.errors.failures[0]
    assert failure.title == "Daybook can't use its own file memory.sqlite."
    assert failure.advice.startswith("It is damaged.")
    assert life.window.isVisible()
    assert await life.leave() is Outcome.CLOSED
    error_log.take()


async def test_the_window_comes_back_as_it_was_left(dressed: Look, qtbot: QtBot, daybook_home: Path) -> None:
    first = Life(dressed)
    first.begin()
    await first.until(first.window.start.isVisible)
    first.window.resize(900, 610)
    first.window.switch_theme()
    await first.leave()
    dressed.theming.choose(ThemeChoice.LIGHT)
    second = Life(dressed)
    second.begin()
    await second.until(second.window.start.isVisible)
    assert second.window.height() == 610
    assert dressed.theming.choice is ThemeChoice.DARK
    await second.leave()
    dressed.theming.choose(ThemeChoice.LIGHT)


async def test_a_portal_that_went_away_is_said_and_comes_back(
    life: Life, sandbox: Callable[..., SandboxProcess]
) -> None:
    portal = sandbox("--data", "empty")
    life.begin()
    await life.until(life.window.start.isVisible)
    own = await connect(life, portal.webhook)
    portal.faults("error:profile:INVALID_CREDENTIALS=1")
    own.details.use_wanted.emit(own.rows.rows[0].known.connection.id)
    await life.until(lambda: bool(life.window.errors.failures))
    assert life.window.errors.failures[0].title == "The portal does not know this webhook."
    portal.faults("")
    own.details.use_wanted.emit(own.rows.rows[0].known.connection.id)
    await life.until(lambda: not life.window.errors.failures)
    await life.leave()


async def test_the_next_start_opens_what_was_open_and_says_what_is_missing(
    life: Life, dressed: Look, sandbox: Callable[..., SandboxProcess]
) -> None:
    portal = sandbox("--data", "empty")
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, portal.webhook)
    await life.leave()
    second = Life(dressed)
    second.begin()
    await second.until(lambda: "The keyring holds no secret for this connection." in shown(second.window))
    assert second.window.current is not None
    assert second.window.current.id == "connections"
    await second.leave()


@pytest.mark.usefixtures("secret_service")
async def test_a_start_without_the_portal_shows_what_was_known(
    life: Life, dressed: Look, sandbox: Callable[..., SandboxProcess]
) -> None:
    portal = sandbox("--data", "300")
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, portal.webhook, remember=True)
    await life.until(lambda: life.window.status.sync_text.startswith("Up to date"))
    await life.leave()
    portal.stop()
    second = Life(dressed)
    second.begin()
    await second.until(lambda: "entities" in {each.id for each in second.window.workspaces})
    second.window.show_workspace("entities")
    work = second.window.current
    assert isinstance(work, EntitiesWorkspace)
    await second.until(lambda: work.list.model.rowCount() == 50)
    await second.until(lambda: second.window.status.sync_text.startswith("The portal can't be reached"))
    assert work.list.summary.text().endswith("as this computer knows them")
    await second.leave()


@pytest.mark.usefixtures("secret_service")
async def test_borders_between_panes_stay_where_they_were_drawn(
    life: Life, dressed: Look, empty_portal: SandboxProcess
) -> None:
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, empty_portal.webhook, remember=True)
    panes = await _panes(life)
    before = panes.sizes()
    panes.moveSplitter(before[0] - 40, 1)
    drawn = panes.sizes()
    assert drawn[0] == before[0] - 40
    told: list[object] = []
    panes.wished.connect(told.append)
    await life.until(lambda: bool(told))
    await life.settled()
    await life.leave()
    second = Life(dressed)
    second.begin()
    again = await _panes(second)
    await second.until(lambda: again.sizes() == drawn)
    await second.leave()


async def _panes(life: Life) -> EntityPanes:
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.resize(1280, 800)
    life.window.show_workspace("entities")
    current = life.window.current
    assert isinstance(current, EntitiesWorkspace)
    await life.until(current.widget.isVisible)
    return current.panes


@pytest.fixture
def _masking() -> Iterator[None]:
    """Log records as `app.run` has them made."""
    before = logging.getLogRecordFactory()
    privacy.install_masking()
    yield
    logging.setLogRecordFactory(before)


@pytest.mark.usefixtures("_masking")
async def test_no_secret_is_left_in_any_file_or_log(
    life: Life, daybook_home: Path, sandbox: Callable[..., SandboxProcess], caplog: pytest.LogCaptureFixture
) -> None:
    portal = sandbox("--data", "empty")
    caplog.set_level(logging.DEBUG)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, portal.webhook)
    await life.leave()
    secret = portal.webhook.rstrip("/").rpartition("/")[2].encode()
    holding = _files_holding(daybook_home, secret)
    assert holding == []
    assert "profile.json" in caplog.text
    assert secret.decode() not in caplog.text


def _files_holding(folder: Path, content: bytes) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if content in path.read_bytes()]
