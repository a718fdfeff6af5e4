"""What a machine needs before Daybook runs from its checkout, and how it gets it. Standard library only.

`system` knows the operating system's packages, `environment` the virtual environment, `screen` whether a window can
open, `private` the home that tests get, `group` how a process ends with all its children, `console` how to tell it.

Importing the package ends the process with one sentence on a Python that can't run Daybook. So this file and the
commands that import it hold only what Python 3.8 can read; the modules beside it are read after the check.
"""

from __future__ import annotations

import shutil
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def refusal(version: tuple[int, int], script: str) -> str | None:
    """Why `script` can't run on this Python and what to do about it; None when it can."""
    if OLDEST <= version <= NEWEST:
        return None
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    here = next((name for name in (f"python3.{minor}" for minor in minors) if shutil.which(name)), None)
    advice = f"Run: {here} {script}" if here else f"Install one of them and run {script} with it."
    return f"Daybook needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}; this is {version[0]}.{version[1]}. {advice}"


def _refuse_unfit_python() -> None:
    reason = refusal(sys.version_info[:2], sys.argv[0])
    if reason:
        sys.exit(reason)


_refuse_unfit_python()
