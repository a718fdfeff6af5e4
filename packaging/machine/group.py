"""A process together with all that it started, so that none of it outlives the command."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class Group:
    """A running command without input; leaving the context ends it and its children the hard way."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self._process = subprocess.Popen(
            words, cwd=folder, env=env, stdin=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()

    def wait(self, limit_s: float) -> int | None:
        """The exit code; None when the command is still running after `limit_s` seconds."""
        try:
            return self._process.wait(limit_s)
        except subprocess.TimeoutExpired:
            return None

    def _kill(self) -> None:
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(self._process.pid)], capture_output=True, check=False)
        else:
            with suppress(ProcessLookupError, PermissionError):  # all have ended; macOS forbids to signal what has
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
