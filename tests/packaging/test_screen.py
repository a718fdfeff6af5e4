"""Whether a window can open is asked of Qt, and its reason is told."""

import os
import sys
from pathlib import Path

import pytest

from machine import screen

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")


@linux_only
@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
    ids=["bare", "empty", "X11", "Wayland", "Qt told to draw to memory", "Qt told to use X11"],
)
def test_a_session_promises_a_display_or_not(environ: dict[str, str], expected: bool) -> None:
    assert screen.is_promised(environ) is expected


@linux_only
def test_a_display_that_nobody_serves_is_refused_with_qts_own_reason() -> None:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    reason = screen.refusal(Path(sys.executable), env)
    assert reason is not None
    assert "987" in reason or "xcb" in reason


@linux_only
def test_a_platform_that_works_is_not_refused() -> None:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    assert screen.refusal(Path(sys.executable), env) is None
