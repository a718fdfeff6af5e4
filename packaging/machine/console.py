"""How the set-up talks to the person: one line per step, one sentence when it fails.

Lines are plain ASCII, for they also go to logs and to consoles of every code page.
"""

import io
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SHOWN_LINES = 15


class Trouble(Exception):
    """What went wrong and what to do about it, to be shown to the person as it stands."""


@contextmanager
def step(text: str) -> Iterator[None]:
    """Says what is being done, and when it is done how long it took."""
    print(f"{text} ... ", end="", flush=True)
    started_s = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started_s:.1f} s", flush=True)


def run(words: Sequence[str], *, advice: str, env: Mapping[str, str] | None = None) -> None:
    """Runs a command without showing what it prints.

    Raises Trouble with `advice`, the command and the end of its output when it fails or can't be started.
    """
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=env,
            check=False,
        )
    except OSError as error:
        raise Trouble(f"{advice}\n\n{error}") from error
    if done.returncode:
        raise Trouble(f"{advice}\n\n{' '.join(words)}\n{last_lines(done.stdout)}")


def last_lines(output: str) -> str:
    """The end of a command's output, indented, where the reason of a failure usually stands."""
    return "\n".join(f"    {line}" for line in output.rstrip().splitlines()[-SHOWN_LINES:])


def finish(work: Callable[[], int]) -> NoReturn:
    """Ends the process with the exit code of `work`: 1 after Trouble, 130 after Ctrl+C, both without a traceback.

    A request to terminate ends `work` the same way, so that what it opened is closed.
    """
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        sys.exit(work())
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)


def _terminate(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
