"""A step is one line; a failure is a sentence that says what to do; nothing that was started stays."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from machine import console
from machine.console import Trouble
from machine.group import Group


def test_a_step_says_what_and_how_long(capsys: pytest.CaptureFixture[str]) -> None:
    with console.step("Making tea"):
        pass
    assert capsys.readouterr().out == "Making tea ... 0.0 s\n"


def test_a_failed_step_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble), console.step("Making tea"):
        raise Trouble("The kettle is empty.")
    assert capsys.readouterr().out == "Making tea ... failed\n"


def test_a_failed_command_tells_advice_command_and_the_end_of_its_output() -> None:
    words = [sys.executable, "-c", "print('\\n'.join(map(str, range(99)))); raise SystemExit(3)"]
    with pytest.raises(Trouble) as caught:
        console.run(words, advice="Fill the kettle.")
    lines = str(caught.value).splitlines()
    assert lines[0] == "Fill the kettle."
    assert lines[-1] == "    98"
    assert "    5" not in lines


def test_a_command_that_is_not_there_is_trouble_too() -> None:
    with pytest.raises(Trouble, match=r"Fill the kettle\."):
        console.run(["/nobody/has/this"], advice="Fill the kettle.")


def test_a_successful_command_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    console.run([sys.executable, "-c", "print('noise')"], advice="")
    assert capfd.readouterr().out == ""


def _trouble() -> int:
    raise Trouble("Fill the kettle.")


def _interrupt() -> int:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("work", "code"),
    [(lambda: 0, 0), (lambda: 5, 5), (_trouble, "\nFill the kettle."), (_interrupt, 130)],
    ids=["success", "exit code", "trouble", "Ctrl+C"],
)
def test_a_command_ends_without_a_traceback(work: Callable[[], int], code: object) -> None:
    with pytest.raises(SystemExit) as caught:
        console.finish(work)
    assert caught.value.code == code


def test_a_group_ends_with_its_children(tmp_path: Path) -> None:
    """A child keeps a connection open until it ends."""
    hang = "import socket, sys; s = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); s.recv(1)"
    start = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]])"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        port = str(server.getsockname()[1])
        with Group([sys.executable, "-c", start, hang, port], dict(os.environ), tmp_path) as group:
            connection, _ = server.accept()
            assert group.wait(0) is None
        with connection:
            connection.settimeout(20)
            with suppress(ConnectionResetError):  # Windows' way to say the same
                assert connection.recv(1) == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_command_that_is_terminated_closes_what_it_opened() -> None:
    code = """
import contextlib, sys, threading
from machine.console import finish

@contextlib.contextmanager
def door():
    try:
        print("open", flush=True)
        yield
    finally:
        print("closed", flush=True)

@door()
def work():
    threading.Event().wait()

finish(work)
"""
    env = os.environ | {"PYTHONPATH": str(Path(console.__file__).parents[1])}
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.terminate()
        assert process.stdout.read() == "closed\n"
    assert process.returncode == 128 + signal.SIGTERM


def test_a_group_tells_its_exit_code(tmp_path: Path) -> None:
    with Group([sys.executable, "-c", "raise SystemExit(7)"], dict(os.environ), tmp_path) as group:
        assert group.wait(20) == 7
