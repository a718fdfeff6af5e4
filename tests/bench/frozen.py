"""How large the frozen program is and how soon its window is there, beside a bare PySide6 window frozen the same way.

Run: python -m tests.bench.frozen [ROUNDS] [--built]

Freezes both (with `--built` those of the last time are measured), counts the bytes of their folders, and starts each
ROUNDS times (9) on a display of its own: warm, and cold, when none of its files are in memory. A start lasts from the
command to the moment when the display shows a window of its own. Goals: 1.35 times the size, 1.5 times the start.
Needs Linux with Xvfb and xev (Debian: xvfb, x11-utils).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from installers import freezing, tree
from installers.making import Making
from installers.project import of_checkout
from machine import environment
from machine.console import Trouble, finish

SIZE_GOAL = 1.35
START_GOAL = 1.5
WITHIN_S = 60.0
HELLO = """
import sys

from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(sys.argv)
label = QLabel("Hello")
label.resize(1280, 820)
label.show()
sys.exit(app.exec())
"""


def main() -> int:
    """Measures and prints; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.frozen")
    parser.add_argument("rounds", nargs="?", type=int, default=9)
    parser.add_argument("--built", action="store_true", help="measure what was frozen the last time")
    options = parser.parse_args()
    for name in ("Xvfb", "xev"):
        if shutil.which(name) is None:
            raise Trouble(f"{name} is not installed. On Debian: apt install xvfb x11-utils")
    folders = frozen(build=not options.built)
    sizes = {name: tree.size_bytes(folder) / 1e6 for name, folder in folders.items()}
    starts: dict[str, dict[bool, list[float]]] = {name: {True: [], False: []} for name in folders}
    with display() as env:
        for cold in (True, False):
            for _ in range(options.rounds):
                for name, folder in folders.items():  # in turn, so that a busy moment hits both
                    starts[name][cold].append(start_ms(folder, folder / name, env, cold=cold))
    return told(sizes, starts)


def told(sizes: Mapping[str, float], starts: Mapping[str, Mapping[bool, list[float]]]) -> int:
    """Prints the table; returns 1 when a goal is missed."""
    print(f"{'':24}{'hello':>10}{'daybook':>10}{'ratio':>8}{'goal':>8}")
    rows = [("size, MB", sizes["hello"], sizes["daybook"], SIZE_GOAL)]
    for cold, said in ((True, "cold"), (False, "warm")):
        middle = [statistics.median(starts[name][cold]) for name in ("hello", "daybook")]
        rows.append((f"{said} start, ms", middle[0], middle[1], START_GOAL))
    for said, bare, ours, goal in rows:
        print(f"{said:24}{bare:10.1f}{ours:10.1f}{ours / bare:8.2f}{goal:8.2f}")
    return 0 if all(ours / bare <= goal for _, bare, ours, goal in rows) else 1


def frozen(*, build: bool) -> dict[str, Path]:
    """The two folders by name."""
    project = of_checkout(environment.of_this_checkout().checkout)
    folders = {name: project.build / "frozen" / name for name in ("hello", "daybook")}
    if build:
        making = Making(project)
        making.prepare()
        stage = project.build / "stage-hello"
        stage.mkdir(exist_ok=True)
        (stage / "hello_start.py").write_text(HELLO, "utf-8")
        freezing.freeze(project, stage, program="hello")
        making.frozen  # noqa: B018  (asking makes it)
    return folders


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The variables of a display and a home that are nobody's."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", "1600x1000x24"]
    with (
        tempfile.TemporaryDirectory() as home,
        subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as screen,
    ):
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            own = {"DISPLAY": f":{number}", "HOME": home, "DAYBOOK_HOME": home, "DAYBOOK_UPDATES": "off"}
            yield {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"} | own
        finally:
            screen.terminate()


def start_ms(folder: Path, program: Path, env: Mapping[str, str], *, cold: bool) -> float:
    """Milliseconds from the command until the display shows its window."""
    if cold:
        forget(folder)
    watching = ["xev", "-root", "-event", "substructure"]
    with subprocess.Popen(watching, stdout=subprocess.PIPE, env=dict(env), text=True) as events:
        time.sleep(0.2)  # xev says nothing when it is ready
        began_s = time.perf_counter()
        with subprocess.Popen([str(program)], env=dict(env), stderr=subprocess.DEVNULL) as process:
            try:
                assert events.stdout is not None
                for line in events.stdout:
                    if line.startswith("MapNotify"):
                        return (time.perf_counter() - began_s) * 1000
                    if time.perf_counter() - began_s > WITHIN_S:
                        break
            finally:
                process.terminate()
                process.wait(10)
                events.terminate()
    raise Trouble(f"{program} showed no window.")


def forget(folder: Path) -> None:
    """Asks the system to drop the folder's files from its memory, and no others."""
    for path in tree.files(folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


if __name__ == "__main__":
    finish(main)
