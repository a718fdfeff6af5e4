"""What every test may ask for, and what none may do unnoticed.

Nothing here imports PySide6 unless a test asks for `qapp` or `qtbot`: the tests below `ui` run without it.
"""

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytestqt.plugin
from hypothesis import settings

from daybook import garbage, privacy
from tests.helpers.clock import FakeClock
from tests.helpers.quiet import ErrorLog
from tests.helpers.secret_service import SecretServiceProcess, missing_programs, running_secret_service

if TYPE_CHECKING:
    from daybook.vault.memory import MemoryVault
    from tests.sandbox.process import SandboxProcess

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")  # Qt prints a warning about any other locale without UTF-8

settings.register_profile("daybook", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("daybook")

QT_FIXTURES = frozenset({"qapp", "qtbot", "qtmodeltester"})


_loops: list[asyncio.AbstractEventLoop] = []
"""The newest loop on Qt's."""


def _qt_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    loop: asyncio.AbstractEventLoop = QEventLoop(QApplication.instance() or QApplication([]), already_running=False)
    _loops[:] = [loop]
    return loop


def pytest_configure() -> None:
    """Between a fixture and its test pytest-qt turns Qt's loop, while no loop of asyncio counts as running: a task that
    woke up just then failed. So it waits while such a loop stands still.
    """
    turn: Callable[[], None] = pytestqt.plugin._process_events

    def turn_unless_a_loop_stands_still() -> None:
        if all(loop.is_closed() or loop.is_running() for loop in _loops):
            turn()

    pytestqt.plugin._process_events = turn_unless_a_loop_stands_still


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """An async test that asks for Qt runs on Qt's loop, every other one on asyncio's own."""
    wants_qt = QT_FIXTURES & set(getattr(item, "fixturenames", ()))
    return {"qt": _qt_loop} if wants_qt else {"asyncio": asyncio.new_event_loop}


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's folders, session bus, keyring choice and webhook are out of every test's reach."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/no-bus-for-tests")
    for name in ("DAYBOOK_HOME", "DAYBOOK_WEBHOOK", "DAYBOOK_TIME_SCALE", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def error_log() -> Iterator[ErrorLog]:
    """Fails a test that logs an error. One that means to calls `error_log.take()` and looks at the messages."""
    log = ErrorLog()
    log.attach()
    yield log
    log.detach()
    assert log.take() == []


@pytest.fixture(autouse=True)
def _own_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test makes a secret, and be it "000000" that chance came upon, is masked in no other."""
    known = privacy._Known()
    for text in privacy._known._texts:
        known.add(text)
    monkeypatch.setattr(privacy, "_known", known)


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """Garbage is collected between tests and on the main thread, as the program does it: see `daybook.garbage`."""
    garbage.take_over()
    yield
    garbage.collect_due()


@pytest.fixture
def daybook_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty `DAYBOOK_HOME`."""
    home = tmp_path / "daybook"
    monkeypatch.setenv("DAYBOOK_HOME", str(home))
    return home


@pytest.fixture
def fake_clock() -> FakeClock:
    """A clock that stands still until it is told otherwise."""
    return FakeClock()


@pytest.fixture
def memory_vault() -> "MemoryVault":
    """A vault that asks no keyring."""
    from daybook.vault.memory import MemoryVault

    return MemoryVault()


@pytest.fixture
def secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceProcess]:
    """A real Secret Service, and this process's environment set so that `keyring` finds it and nothing else."""
    if missing := missing_programs():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_secret_service() as service:
        for key in set(service.env) - {"PATH"}:
            monkeypatch.setenv(key, service.env[key])
        yield service


@pytest.fixture
def sandbox() -> Iterator[Callable[..., "SandboxProcess"]]:
    """Starts portals with the flags of `daybook sandbox`: `sandbox("--data", "empty", "--faults", ...)`."""
    from tests.sandbox.process import SandboxProcess

    started: list[SandboxProcess] = []

    def start(*args: str) -> SandboxProcess:
        started.append(SandboxProcess.start(*args))
        return started[-1]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def empty_portal(sandbox: Callable[..., "SandboxProcess"]) -> "SandboxProcess":
    """A portal of its own for a test that writes: two users, deals 1 and 2, and no request limit in the way."""
    from tests.sandbox.process import FAST

    return sandbox("--data", "empty", *FAST)


@pytest.fixture(scope="session")
def demo_portal() -> Iterator["SandboxProcess"]:
    """One portal with the sample data for all tests that only read; whoever writes into it fails the run."""
    from tests.sandbox.process import FAST, SandboxProcess

    with SandboxProcess.start("--data", "demo", *FAST) as portal:
        yield portal
        stats = portal.stats()
        assert (stats["writes"], stats["creations"]) == ({}, [])
