"""The portal with sample data: a process of its own, which ends with whoever started it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final

import daybook

START_WITHIN_S: Final = 30.0
STOP_WITHIN_S: Final = 5.0
NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a black window for every program that can talk, unless it is told not to."""


class DemoFailed(Exception):
    """The sample portal did not start; the text says what it said last."""


@dataclass(frozen=True, slots=True)
class DemoApplication:
    """The application that is installed in the sample portal, let in already."""

    client_id: str
    client_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    return_address: str


class DemoPortal:
    """A running sample portal at `address`. `webhook` and `application` open it; only this computer can reach it."""

    def __init__(self, process: "subprocess.Popen[str]", info: Mapping[str, Any]) -> None:
        """`info` is the line that the sandbox prints. Raises KeyError for another line."""
        self._process = process
        self.address: str = info["portal"]
        self.webhook: str = info["webhook"]
        oauth = info["oauth"]
        self.application = DemoApplication(
            oauth["client_id"],
            oauth["client_secret"],
            oauth["access_token"],
            oauth["refresh_token"],
            oauth["redirect_uri"],
        )

    def __repr__(self) -> str:
        return f"DemoPortal(process {self._process.pid})"

    @classmethod
    def start(cls) -> "DemoPortal":
        """Starts one and waits until it answers; blocks, so call it in a thread. Raises DemoFailed."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            process = subprocess.Popen(  # noqa: S603  (this very program)
                _command(), stdout=subprocess.PIPE, stderr=said, text=True, env=_env(), creationflags=NO_CONSOLE
            )
            try:
                return cls(process, json.loads(_first_line(process)))
            except (Empty, ValueError, KeyError) as exc:
                _end(process)
                said.seek(0)
                raise DemoFailed(said.read().strip()[-500:]) from exc
            except BaseException:
                _end(process)
                raise

    def stop(self) -> None:
        """Ends it, by its own process id."""
        _end(self._process)


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A folder for everything Daybook remembers about sample data; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="daybook-demo-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _command() -> list[str]:
    frozen = getattr(sys, "frozen", False)
    start = [frozen_command(sys.executable, sys.platform)] if frozen else [sys.executable, "-m", "daybook"]
    return [*start, "sandbox", "--data", "demo", "--zone", "local", "--parent-pid", str(os.getpid())]


def frozen_command(executable: str, platform: str) -> str:
    """The frozen program that can talk to who started it: on Windows the window's own has no voice."""
    return str(Path(executable).with_name("daybook.exe")) if platform == "win32" else executable


def _env() -> dict[str, str]:
    """Ours, with the folder of this very program first, so that the child is never another installation."""
    paths = [str(Path(daybook.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _first_line(process: "subprocess.Popen[str]") -> str:
    """What it prints as soon as it answers; "" when it ended instead. Raises Empty when it says nothing in time."""
    lines: Queue[str] = Queue()
    out = process.stdout
    Thread(target=lambda: lines.put(out.readline() if out is not None else ""), daemon=True).start()
    return lines.get(timeout=START_WITHIN_S)


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.communicate(timeout=STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
