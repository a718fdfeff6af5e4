"""A portal that runs a minute in a second, and scripts on it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.scripts import Script
from tests.sandbox.process import FAST, SandboxProcess

SCALE = 60


@pytest.fixture
def quick_portal(sandbox: Callable[..., SandboxProcess]) -> Callable[..., SandboxProcess]:
    """Starts a portal on which a lost answer is known to be lost after a second."""

    def start(*args: str) -> SandboxProcess:
        return sandbox(*FAST, "--time-scale", str(SCALE), *args)

    return start


@pytest.fixture
def script_on(tmp_path: Path) -> Callable[[SandboxProcess], Script]:
    """A script on a portal whose clock runs as that of `quick_portal`."""
    return lambda portal: Script(tmp_path / "home", portal, scale=SCALE)
