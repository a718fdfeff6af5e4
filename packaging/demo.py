"""Runs Daybook on a sandbox with sample data; sets up this machine first where that is needed.

`python3 packaging/demo.py`. Extra words go to `daybook --demo`. Without a display, every screen is drawn to PNG files.
"""

import os
import subprocess
import sys
from pathlib import Path

from machine import environment, screen, system
from machine.console import Trouble, finish


def main() -> int:
    """Sets up, then opens the window, or says where the pictures are."""
    here = environment.of_this_checkout()
    promised = screen.is_promised(os.environ)
    system.supply(system.QT + (system.SCREEN if promised else ()))
    here.prepare()
    daybook = [str(here.python), "-m", "daybook", "--demo"]
    env = environment.clean(os.environ)
    words = sys.argv[1:]
    if words[:1] != ["--screenshots"] and can_open_window(here.python, env, promised=promised):
        return _call([*daybook, *words], env)
    folder = Path(words[1]) if words[:1] == ["--screenshots"] and words[1:] else here.checkout / "screenshots"
    return draw([*daybook, "--screenshots", str(folder)], env, folder)


def can_open_window(python: Path, env: dict[str, str], *, promised: bool) -> bool:
    """Whether a window can open; says why not, where the session promised it."""
    if not promised:
        print("There is no display, so the screens are drawn to files.", flush=True)
        return False
    reason = screen.refusal(python, env)
    if reason:
        print(f"The display can't be used ({reason}), so the screens are drawn to files.", flush=True)
    return reason is None


def draw(words: list[str], env: dict[str, str], folder: Path) -> int:
    """Draws every screen to PNG files and says where they are; returns the exit code of the program."""
    code = _call(words, env | {"QT_QPA_PLATFORM": "offscreen"})
    pictures = sorted(folder.glob("**/*.png"))
    if code or not pictures:
        raise Trouble(f"The screens were not drawn: the program ended with exit code {code}. Its reason stands above.")
    print(f"The screens are in {folder.resolve()}:", flush=True)
    for picture in pictures:
        print(f"  {picture.relative_to(folder)}")
    return 0


def _call(words: list[str], env: dict[str, str]) -> int:
    """Runs the program until it ends; returns its exit code, also when the person ends it with Ctrl+C."""
    with subprocess.Popen(words, env=env) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue  # the program got the same signal and is ending
            except SystemExit:
                program.terminate()
                raise


if __name__ == "__main__":
    finish(main)
