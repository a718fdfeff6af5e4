"""What must be true after a run, whatever happened to it: held against the portal's own rows and its own counting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.sandbox.process import SandboxProcess

PAGE = 50
NARROW = {
    "deadline": "crm.activity.todo.updateDeadline",
    "color": "crm.activity.todo.updateColor",
    "responsible": "crm.activity.todo.updateResponsibleUser",
    "completed": "crm.activity.update",
}


def rows_of(portal: SandboxProcess, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The portal's rows, by values as the report writes them."""
    wanted = list(ids)
    found: dict[int, dict[str, Any]] = {}
    for begin in range(0, len(wanted), PAGE * PAGE):
        part = wanted[begin : begin + PAGE * PAGE]
        pages = {f"p{n}": part[n : n + PAGE] for n in range(0, len(part), PAGE)}
        cmd = {
            key: "crm.activity.list?start=-1&order[ID]=ASC&"
            + "&".join(f"filter[@ID][{n}]={i}" for n, i in enumerate(page))
            for key, page in pages.items()
        }
        for rows in portal.call("batch", {"halt": 0, "cmd": cmd})["result"].values():
            found |= {int(row["ID"]): _values(row) for row in rows}
    return found


def _list(ids: list[int]) -> str:
    wanted = "&".join(f"filter[@ID][{place}]={number}" for place, number in enumerate(ids))
    return f"crm.activity.list?start=-1&order[ID]=ASC&{wanted}"


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    settings = row["SETTINGS"] if isinstance(row["SETTINGS"], dict) else {}
    deadline = datetime.fromisoformat(row["DEADLINE"])
    return {
        "deadline": None if deadline.year >= 9999 else deadline.astimezone(UTC).isoformat(),
        "color": str(settings.get("COLOR", "default")),
        "responsible": int(row["RESPONSIBLE_ID"]),
        "completed": row["COMPLETED"] == "Y",
        "title": row["SUBJECT"],
    }


@dataclass
class Verdict:
    """What was found. `overwritten` counts other people's changes that came between our last look and our write."""

    lies: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    overwritten: list[int] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """True when every row of the report is true and nothing was done twice."""
        return not self.lies and not self.twice


def judge(
    portal: SandboxProcess,
    report: Mapping[str, Any],
    former: Mapping[int, Mapping[str, Any]],
    *,
    theirs: Mapping[int, Mapping[str, Any]] | None = None,
    applied_before: Mapping[str, Mapping[str, int]] | None = None,
) -> Verdict:
    """Holds a report against the portal.

    `former` are the portal's rows before the run, `theirs` what somebody else wrote meanwhile, `applied_before` the
    portal's `writes` before the run.
    """
    others = theirs or {}
    verdict = Verdict(outcomes=dict(report["counts"]))
    now = rows_of(portal, [row["id"] for row in report["rows"]])
    for row in report["rows"]:
        _judge_row(verdict, row, former[row["id"]], now[row["id"]], others.get(row["id"], {}))
    _judge_counts(verdict, portal, applied_before or {})
    return verdict


def _judge_row(
    verdict: Verdict,
    row: Mapping[str, Any],
    former: Mapping[str, Any],
    now: Mapping[str, Any],
    theirs: Mapping[str, Any],
) -> None:
    number, outcome = row["id"], row["outcome"]
    wanted = row["after"] or {}
    for name in now:
        seen, asked = now[name], wanted.get(name, former[name])
        if name in theirs:
            _judge_shared(verdict, number, outcome, name, (seen, asked, theirs[name], former[name]))
        elif outcome == "done" and seen != asked:
            verdict.lies.append(f"{number} is called done and its {name} is {seen!r}, not {asked!r}")
        elif outcome in {"skipped", "failed", "cancelled", "planned", "conflict"} and seen != former[name]:
            verdict.lies.append(f"{number} is called {outcome} and its {name} became {seen!r}")
        elif seen not in (asked, former[name]):
            verdict.lies.append(f"{number}: nobody wanted {name} to be {seen!r}")


def _judge_shared(verdict: Verdict, number: int, outcome: str, name: str, four: tuple[Any, Any, Any, Any]) -> None:
    """Somebody else wrote this field meanwhile: his value stays, but for the moment between our look and our write."""
    seen, asked, theirs, former = four
    if seen == theirs:
        return
    if outcome in {"done", "partly_done"} and seen == asked:
        verdict.overwritten.append(number)
        return
    verdict.lies.append(f"{number} is called {outcome}; {name} is {seen!r}, theirs {theirs!r}, before {former!r}")


def _judge_counts(verdict: Verdict, portal: SandboxProcess, before: Mapping[str, Mapping[str, int]]) -> None:
    for number, methods in portal.stats()["writes"].items():
        for method, times in methods.items():
            if times - before.get(number, {}).get(method, 0) > 1:
                verdict.twice.append(f"{number}: {method} {times} times")
