"""A desktop that shows notifications, as a test sees it: in a process of its own, on a bus of its own."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

from tests.helpers.session_bus import start_bus

WITHIN_S = 10.0
CAPABILITIES = ("actions", "body", "body-markup")


class Desktop:
    """The server as a test sees it. `env` is what a program needs to reach its bus."""

    def __init__(self, env: dict[str, str], capabilities: tuple[str, ...]) -> None:
        self.env = env
        self.shown: list[dict[str, Any]] = []
        """Every notification, in order: id, app, title, body, actions (pairs), hints."""
        self.closed: list[int] = []
        """Ids that the program took away itself."""
        self._lines: Queue[dict[str, Any]] = Queue()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.notification_server", *capabilities],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **env, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._lines.get(timeout=WITHIN_S) == {"ready": True}

    def press(self, notice_id: int, key: str) -> None:
        """The person presses a button, or with "default" the notification itself."""
        self._tell({"press": [notice_id, key]})

    def dismiss(self, notice_id: int) -> None:
        """The person closes it."""
        self._tell({"close": [notice_id, 2]})

    def go_deaf(self) -> None:
        """Answers nothing from now on."""
        self._tell({"deaf": True})
        assert self._lines.get(timeout=WITHIN_S) == {"deaf": True}

    def end(self) -> None:
        """The server ends; the bus stays."""
        if self._server.poll() is None:
            self._server.terminate()
        self._server.wait(5)
        for stream in (self._server.stdin, self._server.stdout):
            if stream is not None:
                stream.close()

    def _tell(self, what: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        print(json.dumps(what), file=self._server.stdin, flush=True)

    def _listen(self) -> None:
        assert self._server.stdout is not None
        for line in self._server.stdout:
            told = json.loads(line)
            if "shown" in told:
                self.shown.append(told["shown"])
            elif "closed" in told:
                self.closed.append(told["closed"])
            else:
                self._lines.put(told)


async def until(holds: Callable[[], object]) -> None:
    """Waits for what the other process does; fails after ten seconds."""
    async with asyncio.timeout(WITHIN_S):
        while not holds():  # noqa: ASYNC110  (only the other process can tell)
            await asyncio.sleep(0.005)


@contextmanager
def lone_bus() -> Iterator[tuple[dict[str, str], "subprocess.Popen[str]"]]:
    """A bus that nobody is on yet: what a program needs to reach it, and the process."""
    with tempfile.TemporaryDirectory(prefix="daybook-") as folder:
        env = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8"}
        bus = start_bus(Path(folder, "bus.conf"), Path(folder), env)
        try:
            yield env, bus
        finally:
            bus.terminate()
            bus.wait(5)
            if bus.stdout is not None:
                bus.stdout.close()


@contextmanager
def running_desktop(*capabilities: str) -> Iterator[Desktop]:
    """A desktop that can do these things; without any, the usual ones."""
    with lone_bus() as (env, _bus):
        desktop = Desktop(env, capabilities or CAPABILITIES)
        try:
            yield desktop
        finally:
            desktop.end()
