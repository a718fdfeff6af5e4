"""The whole program as a process: what it draws, how it ends, what it leaves behind."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from daybook import __version__
from daybook.demo import frozen_command

DESKTOP = Path(__file__).parents[2] / "desktop"
WITHIN_S = 110.0
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def _daybook(*words: str) -> list[str]:
    return [sys.executable, "-m", "daybook", *words]


def _run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(_daybook(*words), capture_output=True, text=True, timeout=WITHIN_S, cwd=DESKTOP, check=False)


def test_the_version_is_told() -> None:
    done = _run("--version")
    assert (done.returncode, done.stdout) == (0, f"daybook {__version__}\n")


def test_the_first_picture_waits_for_neither_network_nor_keyring() -> None:
    late = {"httpx", "keyring", "qasync", "asyncio", "ssl", "sqlite3", "nh3"}
    look = f"import sys, daybook.app; print(*sorted({late} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, cwd=DESKTOP, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("executable", "platform", "wanted"),
    [
        ("/usr/lib/daybook/daybook", "linux", "/usr/lib/daybook/daybook"),
        ("/x/Daybook/daybook-window.exe", "win32", "/x/Daybook/daybook.exe"),
        ("/x/Daybook/daybook.exe", "win32", "/x/Daybook/daybook.exe"),
    ],
)
def test_a_frozen_window_starts_the_program_that_can_talk(executable: str, platform: str, wanted: str) -> None:
    assert Path(frozen_command(executable, platform)) == Path(wanted)


def test_screenshots_are_of_sample_data_only(tmp_path: Path) -> None:
    done = _run("--screenshots", str(tmp_path))
    assert done.returncode == 2
    assert "--demo" in done.stderr


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    folder = tmp_path_factory.mktemp("drawn") / "screens"
    return folder, _run("--demo", "--screenshots", str(folder))


def test_every_screen_is_drawn_in_light_and_dark(drawn: tuple[Path, "subprocess.CompletedProcess[str]"]) -> None:
    folder, done = drawn
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    names = {path.stem for path in folder.iterdir()}
    assert {"start-light", "start-dark", "connection-light", "connection-dark"} <= names
    for name in names:
        assert f"{name.removesuffix('-light').removesuffix('-dark')}-dark" in names


def test_screens_are_large_and_differ(drawn: tuple[Path, "subprocess.CompletedProcess[str]"]) -> None:
    images = {path.stem: QImage(str(path)) for path in drawn[0].iterdir()}
    assert {(image.width(), image.height()) for image in images.values()} == {(1440, 900)}
    assert images["start-light"].pixelColor(5, 5).lightness() > 200
    assert images["start-dark"].pixelColor(5, 5).lightness() < 60
    assert images["start-light"] != images["connection-light"]


def test_no_screen_and_no_word_holds_the_secret(drawn: tuple[Path, "subprocess.CompletedProcess[str]"]) -> None:
    done = drawn[1]
    assert "/rest/1/" not in done.stdout + done.stderr


def _children(pid: int) -> set[int]:
    """Of any of its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(each) for children in tasks for each in children.read_text().split()}


def _wait_until_gone(pid: int) -> None:
    """Raises TimeoutError when a process that is not ours to wait for is still there."""
    descriptor = os.pidfd_open(pid)
    try:
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        if not poller.poll(10_000):
            raise TimeoutError(f"process {pid} is still there")
    finally:
        os.close(descriptor)


@pytest.fixture
def window(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The window on sample data, with a sandbox of its own that has started."""
    env = {**os.environ, "TMPDIR": str(tmp_path), "DAYBOOK_HOME": str(tmp_path / "home")}
    with subprocess.Popen(_daybook("--demo"), stderr=subprocess.PIPE, text=True, cwd=DESKTOP, env=env) as process:
        yield process
        if process.poll() is None:
            process.kill()


def _wait_for_sandbox(process: "subprocess.Popen[str]", folder: Path) -> int:
    """The sandbox's process id, once the window has begun its own memory: then the sandbox has answered."""
    until = time.monotonic() + WITHIN_S / 3
    while time.monotonic() < until:
        assert process.poll() is None, process.stderr
        if list(folder.glob("daybook-demo-*/data/memory.sqlite")) and (children := _children(process.pid)):
            return children.pop()
        time.sleep(0.05)
    raise TimeoutError("the window did not start")


@linux_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["the system shuts down", "Ctrl+C"])
def test_a_signal_closes_the_window_in_order(
    window: "subprocess.Popen[str]", tmp_path: Path, number: signal.Signals
) -> None:
    sandbox = _wait_for_sandbox(window, tmp_path)
    window.send_signal(number)
    _out, said = window.communicate(timeout=WITHIN_S)
    assert (window.returncode, said.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    assert not Path(f"/proc/{sandbox}").exists()
    assert list(tmp_path.glob("daybook-demo-*")) == []
    assert not (tmp_path / "home").exists()


@linux_only
def test_a_window_that_is_killed_takes_its_sandbox_along(window: "subprocess.Popen[str]", tmp_path: Path) -> None:
    sandbox = _wait_for_sandbox(window, tmp_path)
    window.kill()
    _wait_until_gone(sandbox)
