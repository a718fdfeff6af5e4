"""A fresh portal for each client, and what stands in it before and after."""

import ssl
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import trustme
from tests.bench.peers.task import BATCH, RATE_PER_S, Task
from tests.sandbox.process import FAST, Refused, SandboxProcess

DEADLINE: Final = "2031-05-05T10:00:00+03:00"
"""The same for all rows; no sample activity has it."""

T = TypeVar("T")
Row = tuple[int, int, int]
"""Id, owner's type, owner's id."""


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that runs."""

    process: SandboxProcess
    authority: Path
    """The certificate that vouches for it, when it speaks TLS."""


@contextmanager
def portal(task: Task, *, tls: bool, more: tuple[str, ...] = ()) -> Iterator[Served]:
    """A portal for this task with nothing asked of it yet; `more` are further arguments."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        authority, context = folder / "authority.pem", True
        arguments = (*task.arguments, *more)
        if tls:
            issuer = trustme.CA()
            certificate = issuer.issue_cert("127.0.0.1")
            certificate.cert_chain_pems[0].write_to_path(folder / "chain.pem")
            certificate.private_key_pem.write_to_path(folder / "key.pem")
            issuer.cert_pem.write_to_path(authority)
            context = ssl.create_default_context(cafile=str(authority))  # type: ignore[assignment]
            arguments += ("--tls", str(folder / "chain.pem"), str(folder / "key.pem"))
        yield Served(stack.enter_context(SandboxProcess.start(*arguments, verify=context)), authority)


def todos(task: Task) -> list[Row]:
    """As many open to-dos as the task has rows. Every portal with the same arguments holds the same."""
    wanted = {"PROVIDER_ID": "CRM_TODO", "COMPLETED": "N"}
    with portal(Task(task.rows), tls=False, more=(*FAST, "--processing", "0")) as served:
        total = served.process.body("crm.activity.list", {"filter": wanted})["total"]
        commands = [
            f"crm.activity.list?filter[PROVIDER_ID]=CRM_TODO&filter[COMPLETED]=N&order[ID]=ASC&start={start}"
            for start in range(0, total, BATCH)
        ]
        read = _read(served.process, commands)
        found = [(int(row["ID"]), int(row["OWNER_TYPE_ID"]), int(row["OWNER_ID"])) for row in read]
    if len(found) < task.rows:
        raise AssertionError(f"the portal holds {len(found)} open to-dos, fewer than {task.rows}")
    return found[: task.rows]


def as_asked(process: SandboxProcess, rows: Sequence[Row]) -> frozenset[int]:
    """The ids of the rows that have the deadline that was asked for. Waits its turn when the portal is busy."""
    commands = [
        "crm.activity.list?" + urlencode([*(("filter[@ID][]", row[0]) for row in portion), ("start", -1)])
        for portion in portions(rows)
    ]
    wanted = datetime.fromisoformat(DEADLINE)
    found = _read(process, commands)
    return frozenset(int(row["ID"]) for row in found if datetime.fromisoformat(row["DEADLINE"]) == wanted)


def portions(all_of: Sequence[T]) -> list[Sequence[T]]:
    """As many as a page or a batch holds."""
    return [all_of[begin : begin + BATCH] for begin in range(0, len(all_of), BATCH)]


def _read(process: SandboxProcess, commands: Sequence[str]) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for portion in portions(commands):
        batch = {"halt": 1, "cmd": {f"page{number}": command for number, command in enumerate(portion)}}
        rows += [row for page in _when_it_lets(process, batch)["result"].values() for row in page]
    return rows


def _when_it_lets(process: SandboxProcess, batch: Mapping[str, object]) -> Mapping[str, Any]:
    while True:
        try:
            found: Mapping[str, Any] = process.call("batch", batch)
        except Refused as refused:
            if refused.status != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            time.sleep(1 / RATE_PER_S)
        else:
            return found
