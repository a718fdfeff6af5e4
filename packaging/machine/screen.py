"""Whether a window can open on this machine, asked of Qt itself: only it knows all that can be in the way."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_LIMIT_S = 20
INVISIBLE = ("offscreen", "minimal")


def is_promised(environ: Mapping[str, str]) -> bool:
    """Whether the session claims to have a display. Windows and macOS always have one."""
    if environ.get("QT_QPA_PLATFORM", "").startswith(INVISIBLE):
        return False
    return sys.platform != "linux" or any(environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))


def refusal(python: Path, environ: Mapping[str, str]) -> str | None:
    """Why Qt can't open a window on the promised display; None when it can."""
    if sys.platform != "linux":
        return None
    try:
        done = subprocess.run(
            [str(python), "-c", PROBE], capture_output=True, text=True, env=environ, timeout=PROBE_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {PROBE_LIMIT_S} seconds"
    if done.returncode == 0:
        return None
    return next((line for line in done.stderr.splitlines() if line.strip()), "Qt gave no reason")
