"""`daybook bulk` as a script calls it: a process of its own, with its own home, on a sandbox."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sandbox.process import DESKTOP, SandboxProcess

WITHIN_S = 110.0
COMMAND = (sys.executable, "-c", "import sys; from daybook.cli import main; sys.exit(main())", "bulk")


@dataclass(frozen=True)
class Done:
    """What a command came to. `printed` is the JSON object on the last line of standard output; {} without one."""

    code: int
    printed: dict[str, Any]
    said: str

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        counts: dict[str, int] = self.printed["counts"]
        return counts

    @property
    def rows(self) -> dict[int, dict[str, Any]]:
        """Rows by the activity's id."""
        return {row["id"]: row for row in self.printed["rows"]}


class Script:
    """Calls `daybook bulk` on one portal; what it remembers stays in `home`."""

    def __init__(self, home: Path, portal: SandboxProcess, *, scale: float = 1.0) -> None:
        self.home = home
        self.portal = portal
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LC_ALL") if name in os.environ},
            "DAYBOOK_HOME": str(home),
            "DAYBOOK_WEBHOOK": portal.webhook,
            "DAYBOOK_TIME_SCALE": str(scale),
            "TZ": "Europe/Berlin",
        }

    def recipe(self, content: Mapping[str, object], name: str = "recipe.json") -> str:
        """The path of a file with this content."""
        self.home.mkdir(parents=True, exist_ok=True)
        path = self.home / name
        path.write_text(json.dumps(content))
        return str(path)

    def start(self, word: str, what: str, *flags: str, quiet: bool = False) -> "subprocess.Popen[str]":
        """A process; who asked for it ends it. `quiet`: nobody reads what it prints."""
        return subprocess.Popen(
            [*COMMAND, word, what, "--json", *flags],
            cwd=DESKTOP,
            env=self.environment,
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, word: str, what: str, *flags: str, within_s: float = WITHIN_S) -> Done:
        """Calls it and waits for its end."""
        with self.start(word, what, *flags) as process:
            try:
                printed, said = process.communicate(timeout=within_s)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        last = printed.strip().rpartition("\n")[2]
        return Done(process.returncode, json.loads(last) if last.startswith("{") else {}, said)


def begun(process: "subprocess.Popen[str]") -> str:
    """The id of the run, as soon as it is written down; "" when the process ends before."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Run "):
            return line.split()[1]
    return ""
