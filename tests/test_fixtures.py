"""The promises of the shared fixtures: a test that leans on them must be able to."""

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.clock import FakeClock
from tests.helpers.quiet import ErrorLog

if TYPE_CHECKING:
    from tests.sandbox.process import SandboxProcess

ROOT = Path(__file__).resolve().parents[1]


async def test_without_qt_an_async_test_runs_on_asyncios_own_loop() -> None:
    assert type(asyncio.get_running_loop()).__module__.startswith("asyncio")


async def test_with_qt_it_runs_on_qts_loop(qapp: Any) -> None:
    from PySide6.QtCore import QTimer

    fired: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    QTimer.singleShot(0, lambda: fired.set_result("by Qt"))

    assert await asyncio.wait_for(fired, 5) == "by Qt"


def test_no_test_sees_the_developers_folders(daybook_home: Path) -> None:
    from daybook.store.folders import Folders

    assert Folders.of_system().data == daybook_home / "data"
    assert str(Path.home()) == os.environ["HOME"]
    assert "DAYBOOK_WEBHOOK" not in os.environ


async def test_the_fake_clock_moves_only_by_sleeping_and_telling(fake_clock: FakeClock) -> None:
    now, monotonic_s = fake_clock.now(), fake_clock.monotonic_s()

    await fake_clock.sleep(3600)
    fake_clock.advance(60)

    assert (fake_clock.now() - now).total_seconds() == 3660
    assert fake_clock.monotonic_s() - monotonic_s == 3660
    assert fake_clock.slept_s == [3600]


def test_errors_in_the_log_are_seen(error_log: ErrorLog) -> None:
    logging.getLogger("daybook.somewhere").error("could not %s", "do it")
    logging.getLogger("elsewhere").error("not ours")

    assert error_log.take() == ["could not do it"]


BAD_TESTS = {
    "a warning": ("def test(): import warnings; warnings.warn('old', DeprecationWarning)", "DeprecationWarning: old"),
    "an error in the log": ("def test(): import logging; logging.getLogger('daybook.x').error('oh')", "['oh'] == []"),
    "a coroutine nobody awaited": ("async def work(): ...\ndef test(): work()", "was never awaited"),
    "a task whose error nobody saw": (
        "from asyncio import *\nasync def w(): raise KeyError\nasync def test(): create_task(w()); await sleep(0.01)",
        "exception was never retrieved",
    ),
}


@pytest.mark.parametrize(("code", "complaint"), BAD_TESTS.values(), ids=BAD_TESTS)
def test_what_must_fail_a_test_does(code: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "test_bad.py").write_text(code)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\nfrom tests.conftest import _own_home")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]

    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert complaint in done.stdout


async def test_a_portal_of_its_own_is_empty_and_may_be_written(empty_portal: "SandboxProcess") -> None:
    assert empty_portal.call("profile")["ID"] == "1"
    assert empty_portal.stats()["creations"] == []


def test_the_shared_portal_answers(demo_portal: "SandboxProcess") -> None:
    assert demo_portal.call("profile")["ID"] == "1"
