"""The start: what is loaded when, and how the first rows become a workspace."""

import asyncio
import os
import subprocess
import sys
import threading
from ast import literal_eval
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from daybook import loading, program
from daybook.clock import SystemClock
from daybook.demo import DemoPortal
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.morning import Morning
from daybook.program import Outcome
from daybook.store.connections import Connection, ConnectionBook, ConnectionKind
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.folders import Folders
from daybook.store.memory import open_memory
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit import making
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.today.workspace import TodayWorkspace
from daybook.vault.errors import VaultMissing
from daybook.vault.system import KeyringVault
from tests.helpers.life import Life, connect
from tests.helpers.secret_service import SecretServiceProcess
from tests.sandbox.process import SandboxProcess

DESKTOP = Path(program.__file__).parents[1]
WITHIN_S = 60.0
AMONG_THE_FIRST_TURNS = 3
ME = Person(1, "Maria Keller")


async def remember_a_day(home: Path, portal: str = "http://127.0.0.1:9") -> Connection:
    """A home in which a connection was open yesterday, with three activities in its copy."""
    folders, now = Folders.below(home).make(), datetime.now(UTC)
    database = open_memory(folders.memory)
    connection = Connection("c" * 32, "Northwind", portal, ME.id, ME.name, ConnectionKind.WEBHOOK, now)
    await ConnectionBook(database).add(connection)
    await ConnectionBook(database).set_current(connection.id)
    await database.aclose()
    copy = await PortalCopy.open(path_for(folders.copies, portal, ME.id), portal=portal)
    await copy.put_activities(
        [
            Activity(
                number, ActivityKind.TODO, EntityRef(DEAL, 1), f"Call number {number}",
                deadline=now - timedelta(days=number), created=now, updated=now, responsible_id=ME.id, author_id=ME.id,
            )
            for number in (1, 2, 3)
        ]
    )  # fmt: skip
    await copy.aclose()
    return connection


def start(home: Path, how: str) -> tuple[dict[str, dict[str, list[str]]], "subprocess.CompletedProcess[str]"]:
    """What a real process says at each moment, and how it ended."""
    command = [sys.executable, "-m", "tests.helpers.first_rows", how]
    env = {**os.environ, "DAYBOOK_HOME": str(home), "DAYBOOK_UPDATES": "off"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S, env=env, check=False)
    return {said["moment"]: said for said in map(literal_eval, done.stdout.splitlines())}, done


def loaded(modules: list[str], names: frozenset[str]) -> set[str]:
    """Which of these are there, whole packages too."""
    return {name for name in names for module in modules if module == name or module.startswith(f"{name}.")}


async def test_what_only_comes_later_is_not_loaded_before_the_first_rows(tmp_path: Path) -> None:
    await remember_a_day(tmp_path)
    said, done = start(tmp_path, "stop")
    assert done.returncode == 0, done.stderr
    assert loaded(said["picture"]["modules"], loading.NOT_IN_FIRST_PICTURE) == set()
    assert loaded(said["rows"]["modules"], loading.NOT_IN_FIRST_ROWS) == set()
    assert "QTableView" in said["rows"]["widgets"]
    assert "QFileDialog" not in said["rows"]["widgets"], "all types of widgets were made (`kit.viewport`)"
    assert [row for row in said["rows"]["rows"] if "Call number" in row] == [
        row for number in (3, 2, 1) for row in said["rows"]["rows"] if f"Call number {number}" in row
    ]
    assert sum("Call number" in row for row in said["rows"]["rows"]) == 3


def test_every_module_that_comes_later_exists() -> None:
    """A name that is misspelt would never be found loaded."""
    for name in loading.NOT_IN_FIRST_PICTURE | loading.NOT_IN_FIRST_ROWS | {*loading.BELOW_QT, *loading.STEPS}:
        assert find_spec(name) is not None, name


MOST_AT_A_STEP = 12
COUNTED = """
import sys, importlib, daybook.app, asyncio, qasync, daybook.morning
from daybook import loading

def of_qt():
    files = {name: getattr(module, "__file__", None) or "" for name, module in list(sys.modules.items())}
    ours = {name: file for name, file in files.items() if name.startswith("daybook") and file.endswith(".py")}
    return {name for name, file in ours.items() if "PySide6" in open(file, encoding="utf-8").read()}

known = of_qt()
for module in loading.BELOW_QT:
    importlib.import_module(module)
print(*sorted(of_qt() - known))
for module in loading.STEPS:
    known = of_qt()
    importlib.import_module(module)
    print(module, len(of_qt() - known))
"""


def test_what_knows_qt_comes_on_the_thread_of_the_window_a_few_at_a_time() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, cwd=DESKTOP, check=True)
    off_thread, *steps = done.stdout.splitlines()
    assert off_thread == ""
    taken = dict(step.rsplit(" ", 1) for step in steps)
    assert list(taken) == list(loading.STEPS)
    assert {name: count for name, count in taken.items() if int(count) > MOST_AT_A_STEP} == {}


async def test_a_window_that_is_closed_while_the_rest_is_loaded_goes(tmp_path: Path) -> None:
    await remember_a_day(tmp_path)
    said, done = start(tmp_path, "close")
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    assert "rows" in said


async def begin(life: Life, look: Look) -> Morning | None:
    """The first rows in the window of a life; its program goes on with them."""
    clock = SystemClock()
    morning = await Morning.begin(life.window, look, Formats(clock), clock, Folders.of_system())
    life.program._morning = morning
    return morning


def rail(life: Life) -> list[tuple[str, str]]:
    """What the rail offers, from top to bottom."""
    shown = [each for each in life.window.rail.findChildren(QToolButton) if each.objectName() and each.isVisible()]
    shown.sort(key=lambda each: each.mapTo(life.window.rail, QPoint()).y())
    return [(each.objectName(), each.text()) for each in shown]


async def yesterday(look: Look, webhook: str) -> None:
    """Connects, reads the portal, and closes."""
    life = Life(look)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, webhook, remember=True)
    await life.until(lambda: "today" in {each.id for each in life.window.workspaces})
    await life.read_through()
    await life.leave()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look.of(qapp, ThemeChoice.LIGHT)


async def test_nothing_is_shown_on_a_machine_that_remembers_nothing(
    look: Look, qtbot: QtBot, daybook_home: Path
) -> None:
    life = Life(look)
    assert await begin(life, look) is None
    life.begin()
    await life.until(life.window.start.isVisible)
    assert not life.window.rail.isVisible()
    await life.leave()


async def test_the_first_rows_become_the_workspace_and_the_rail_stays_as_it_was(
    look: Look, qtbot: QtBot, daybook_home: Path, demo_portal: SandboxProcess, secret_service: SecretServiceProcess
) -> None:
    await yesterday(look, demo_portal.webhook)
    life = Life(look)
    morning = await begin(life, look)
    assert morning is not None
    sheet = morning._sheet
    assert sheet is not None
    assert sheet.page.isVisible()
    assert sheet.page.list.model().rowCount() > 3
    QApplication.processEvents()
    promised = rail(life)
    sheet.page.list.go_to(2)
    life.begin()
    await life.until(lambda: isinstance(life.window.current, TodayWorkspace))
    work = life.window.current
    assert isinstance(work, TodayWorkspace)
    assert (work.page, work.today, work.session.copy) == (sheet.page, sheet.today, sheet.copy)
    assert sheet.page.isVisible()
    assert sheet.page.list.currentIndex().row() == 2, "the person is where she was"
    assert rail(life) == promised
    assert [each.id for each in life.window.workspaces] == [name for name, _ in promised]
    await life.read_through()
    await life.leave()


async def test_what_is_chosen_before_it_is_there_comes_on_when_it_is(
    look: Look, qtbot: QtBot, daybook_home: Path, demo_portal: SandboxProcess, secret_service: SecretServiceProcess
) -> None:
    await yesterday(look, demo_portal.webhook)
    life = Life(look)
    assert await begin(life, look) is not None
    button = life.window.rail.findChild(QToolButton, "entities")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    life.begin()
    await life.until(lambda: isinstance(life.window.current, EntitiesWorkspace))
    await life.read_through()
    await life.leave()


@pytest.mark.usefixtures("qtbot", "daybook_home", "secret_service")
async def test_a_key_that_is_used_while_the_workspaces_are_made_leads_there(
    look: Look, demo_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    await yesterday(look, demo_portal.webhook)
    life = Life(look)
    assert await begin(life, look) is not None
    breathe, turns = making.breathe, 0

    async def press_once() -> None:
        nonlocal turns
        turns += 1
        if turns == AMONG_THE_FIRST_TURNS:
            assert life.window.current is None, "nothing is there yet"
            QTest.keyClick(life.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        await breathe()

    monkeypatch.setattr(making, "breathe", press_once)
    life.begin()
    await life.until(lambda: isinstance(life.window.current, ActivitiesWorkspace))
    assert turns > AMONG_THE_FIRST_TURNS
    await life.read_through()
    await life.leave()


@pytest.mark.usefixtures("qtbot", "daybook_home", "secret_service")
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param("9", "connections", id="the connections, which are there already, stay"),
        pytest.param("81", "today", id="from the layouts back to the day"),
        pytest.param("83", "activities", id="the last wish counts"),
        pytest.param("38", "layouts", id="what is there at once is no less a wish"),
    ],
)
async def test_the_last_workspace_chosen_while_they_are_made_is_on_when_they_are(
    look: Look, demo_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch, keys: str, expected: str
) -> None:
    await yesterday(look, demo_portal.webhook)
    life = Life(look)
    morning = await begin(life, look)
    assert morning is not None
    sheet = morning._sheet
    assert sheet is not None
    breathe, left, on = making.breathe, list(keys), list[str]()

    async def press_each() -> None:
        if left and "connections" in {each.id for each in life.window.workspaces}:
            number = left.pop(0)
            QTest.keyClick(life.window, Qt.Key(Qt.Key.Key_0 + int(number)), Qt.KeyboardModifier.ControlModifier)
            on.append(life.window.current.id if life.window.current is not None else "")
            assert sheet.page.isVisible() is (on[-1] == ""), "the rows are what is shown of the day until then"
        await breathe()

    monkeypatch.setattr(making, "breathe", press_each)
    life.begin()
    await life.until(lambda: "today" in {each.id for each in life.window.workspaces})
    assert not left, "they were made before all keys were pressed"
    assert "today" not in on
    await life.read_through()
    assert life.window.current is not None
    assert life.window.current.id == expected
    await life.leave()


@pytest.mark.usefixtures("qtbot", "daybook_home", "secret_service")
async def test_a_window_that_is_closed_when_the_first_rows_have_just_moved_goes(
    look: Look, demo_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    await yesterday(look, demo_portal.webhook)
    life = Life(look)
    morning = await begin(life, look)
    assert morning is not None
    sheet = morning._sheet
    assert sheet is not None
    breathe = making.breathe
    seen: list[bool] = []

    async def close_once() -> None:
        if not seen and sheet.panes.count() > 1:
            seen.append(sheet.page.isVisible())
            life.window.close()
        await breathe()

    monkeypatch.setattr(making, "breathe", close_once)
    life.begin()
    assert await life.end() is Outcome.CLOSED
    assert seen == [True], "the rows are in sight all the time"
    assert sheet.copy._writing._closed


@pytest.mark.usefixtures("qtbot", "daybook_home", "secret_service")
@pytest.mark.parametrize("fault", ["html", "empty", "truncated", "reset_before"])
async def test_a_portal_that_does_not_say_who_one_is_leaves_the_day_where_it_is(
    look: Look, empty_portal: SandboxProcess, fault: str
) -> None:
    await yesterday(look, empty_portal.webhook)
    empty_portal.faults(f"{fault}=1")
    life = Life(look)
    assert await begin(life, look) is not None
    life.begin()
    await life.until(lambda: isinstance(life.window.current, TodayWorkspace))
    await asyncio.wait_for(life.program._jobs.settled(), WITHIN_S)
    assert isinstance(life.window.current, TodayWorkspace), "behind the sign-in page of a hotel there is work to do too"
    assert [each.title for each in life.window.errors.failures] == []
    await life.until(lambda: life.window.status.sync_text.startswith("The portal can't be reached. You see it as"))
    empty_portal.faults("")
    assert life.commands.run("today-refresh")
    await life.until(lambda: life.window.status.sync_text.startswith("Up to date"))
    await life.leave()


@pytest.mark.usefixtures("qtbot", "daybook_home", "secret_service")
@pytest.mark.parametrize("code", ["expired_token", "NO_AUTH_FOUND", "INVALID_CREDENTIALS", "ACCESS_DENIED"])
async def test_a_portal_that_lets_nobody_in_any_more_takes_the_day_away(
    look: Look, empty_portal: SandboxProcess, code: str
) -> None:
    await yesterday(look, empty_portal.webhook)
    empty_portal.faults(f"error:profile:{code}=1")
    life = Life(look)
    assert await begin(life, look) is not None
    life.begin()
    await life.until(lambda: bool(life.window.errors.failures))
    assert isinstance(life.window.current, ConnectionsWorkspace)
    assert "today" not in {each.id for each in life.window.workspaces}
    await life.leave()


async def test_rows_of_a_portal_that_cannot_be_opened_give_way_to_the_reason(
    look: Look, qtbot: QtBot, daybook_home: Path, secret_service: SecretServiceProcess
) -> None:
    await remember_a_day(daybook_home)
    life = Life(look)
    morning = await begin(life, look)
    assert morning is not None
    sheet = morning._sheet
    assert sheet is not None
    life.begin()
    await life.until(lambda: isinstance(life.window.current, ConnectionsWorkspace))
    assert [name for name, _ in rail(life)] == ["layouts", "connections"]
    assert sheet.copy._writing._closed, "who forgets the connection can remove its file"
    await life.leave()


async def test_a_window_goes_at_once_while_the_keyring_keeps_it_waiting(
    look: Look, qtbot: QtBot, daybook_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await remember_a_day(daybook_home)
    asked, answer = threading.Event(), threading.Event()

    def silent() -> KeyringBackend:
        asked.set()
        answer.wait(WITHIN_S)
        raise VaultMissing("nobody")

    monkeypatch.setattr(program, "KeyringVault", partial(KeyringVault, choose=silent, deadline_s=WITHIN_S))
    life = Life(look)
    try:
        life.begin()
        await life.until(asked.is_set)
        assert await asyncio.wait_for(life.leave(), WITHIN_S / 6) is Outcome.CLOSED
    finally:
        answer.set()


async def test_a_demo_that_is_closed_while_its_portal_starts_leaves_no_process(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[DemoPortal] = []
    go_on = threading.Event()
    start_portal = DemoPortal.start

    def slow() -> DemoPortal:
        go_on.wait(WITHIN_S)
        started.append(start_portal())
        return started[0]

    monkeypatch.setattr(DemoPortal, "start", slow)
    life = Life(look)
    life.begin(demo=True)
    await asyncio.sleep(0)
    life.window.close()
    go_on.set()
    assert await life.end() is Outcome.CLOSED
    assert all(portal._process.poll() is not None for portal in started)
