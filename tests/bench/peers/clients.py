"""The clients, and one client's work on a fresh portal."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.peers.portals import DEADLINE, Row, Served, as_asked, portal
from tests.bench.peers.tally import Said, Tally, tally
from tests.bench.peers.task import Task
from tests.outside.install import python_of

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[2]
AT_WORK_S: Final = 3.0
"""A client that gives up may leave the portal at work: so long until its rows are counted."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client and how it is started."""

    name: str
    command: tuple[str, ...]
    """The JSON file comes behind it, and `behind` comes last."""
    behind: tuple[str, ...] = ()
    tls: bool = False
    """It insists on https."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one client came to. Times are seconds of the portal's clock."""

    client: str
    task: Task
    seconds: float
    """From the order to write to the last answer; where it did not end, the time it was given."""
    requests: int
    commands: int
    refusals: dict[str, int]
    said: Said
    rows: Tally


DAYBOOK: Final = Client("daybook", (sys.executable, "-m", "tests.bench.peers.by_daybook"))


def others() -> list[Client]:
    """The clients that `DAYBOOK_OUTSIDE` holds."""
    folder = os.environ.get("DAYBOOK_OUTSIDE")
    if folder is None:
        return []
    python = str(python_of(Path(folder).absolute()))
    found = [
        Client("fast_bitrix24", (python, str(HERE / "by_fast_bitrix24.py"))),
        Client("b24pysdk", (python, str(HERE / "by_b24pysdk.py")), tls=True),
    ]
    if node := shutil.which("node"):
        script = str(HERE / "by_b24jssdk.mjs")
        found.append(Client("b24jssdk", (node, script), (str(Path(folder).absolute()),), tls=True))
    return found


def measure(client: Client, task: Task, rows: Sequence[Row], within_s: float) -> Measured:
    """One client on a portal of its own; it is cut short after `within_s` by our clock."""
    with tempfile.TemporaryDirectory() as home, portal(task, tls=client.tls) as served:
        work = Path(home) / "work.json"
        work.write_text(json.dumps(_work(task, rows, served, home)))
        said, before = _said(client, work, served, within_s)
        if said.seconds is None or said.problem:
            time.sleep(AT_WORK_S)
        stats = served.process.stats()
        found = as_asked(served.process, rows)
    return Measured(
        client=client.name,
        task=task,
        seconds=(within_s if said.seconds is None else said.seconds) * task.scale,
        requests=stats["requests"] - before.get("requests", 0),
        commands=stats["commands"] - before.get("commands", 0),
        refusals=stats["refusals"],
        said=said,
        rows=tally([row[0] for row in rows], found, stats, said),
    )


def _work(task: Task, rows: Sequence[Row], served: Served, home: str) -> dict[str, Any]:
    return {
        "webhook": served.process.webhook,
        "portal": served.process.portal,
        "rows": rows,
        "deadline": DEADLINE,
        "operating_limit_s": task.operating_limit_s,
        "scale": task.scale,
        "home": home,
    }


def _said(client: Client, work: Path, served: Served, within_s: float) -> tuple[Said, dict[str, int]]:
    """What it said, and what it had asked of the portal before it was told to write."""
    trusts = {"REQUESTS_CA_BUNDLE": str(served.authority), "NODE_EXTRA_CA_CERTS": str(served.authority)}
    environ = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    environ |= trusts if client.tls else {}
    command = [*client.command, str(work), *client.behind]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=within_s, env=environ, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        return Said(None, problem=f"cut short after {within_s:.0f} s"), {}
    if done.returncode != 0:
        raise RuntimeError(f"{client.name}: {done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    said = Said(
        told["seconds"], frozenset(told["done"]), frozenset(told["failed"]), told["problem"], told.get("figures")
    )
    return said, told.get("before", {})
