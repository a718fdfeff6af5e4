"""How long crm.activity.list takes inside a portal of 100,000 activities, filter by filter.

Run: python -m tests.bench.sandbox_lists [COUNT] [ROUNDS]

Prints for each filter the median and the worst time of a page, as the portal itself measures it (`time.processing`),
and how many rows matched. The promise is 50 ms; the exit code is 1 when a median is above it.
"""

import statistics
import sys
from collections.abc import Iterator
from typing import Any

from tests.sandbox.process import FAST, SandboxProcess

COUNT = 100_000
ROUNDS = 9
PROMISED_MS = 50.0
DEALS = list(range(1, 51))
WEEK = {">=DEADLINE": "{today}T00:00:00", "<DEADLINE": "{week}T00:00:00"}

Params = dict[str, Any]


def _filters() -> Iterator[tuple[str, Params]]:
    """What the window, scripts and other people's clients ask for."""
    yield "everything", {}
    yield "everything, newest first", {"order": {"ID": "DESC"}}
    yield "everything, the last page", {"order": {"ID": "ASC"}, "start": COUNT - 50}
    yield "everything by deadline, far behind", {"order": {"DEADLINE": "DESC"}, "start": 90_000}
    yield "by id, not counted", {"filter": {">ID": 50_000}, "order": {"ID": "ASC"}, "start": -1}
    yield "by id, counted", {"filter": {">ID": 50_000}, "order": {"ID": "ASC"}}
    yield "these ids", {"filter": {"@ID": list(range(1, 100_000, 2_000))}}
    yield "changed since", {"filter": {">LAST_UPDATED": "{today}"}, "order": {"LAST_UPDATED": "ASC"}, "start": -1}
    yield "changed since, counted", {"filter": {">=LAST_UPDATED": "{month}"}, "order": {"LAST_UPDATED": "ASC"}}
    yield "made since", {"filter": {">=CREATED": "{month}"}, "order": {"CREATED": "DESC"}}
    overdue = {"COMPLETED": "N", "<DEADLINE": "{today}"}
    yield "open and overdue", {"filter": overdue, "order": {"DEADLINE": "ASC"}}
    yield "open and overdue, mine", {"filter": {**overdue, "RESPONSIBLE_ID": 3}, "order": {"DEADLINE": "ASC"}}
    yield "open and due this week", {"filter": {"COMPLETED": "N", **WEEK}, "order": {"DEADLINE": "ASC"}}
    yield "due this week, of three people", {"filter": {"@RESPONSIBLE_ID": [3, 4, 5], **WEEK}}
    yield "mine, open", {"filter": {"RESPONSIBLE_ID": 3, "COMPLETED": "N"}, "order": {"DEADLINE": "ASC"}, "start": 500}
    yield "mine, newest first", {"filter": {"RESPONSIBLE_ID": 3}, "order": {"ID": "DESC"}}
    yield "open", {"filter": {"COMPLETED": "N"}, "order": {"ID": "ASC"}}
    yield "done, last changed first", {"filter": {"COMPLETED": "Y"}, "order": {"LAST_UPDATED": "DESC"}}
    yield "open to-dos", {"filter": {"PROVIDER_ID": "CRM_TODO", "COMPLETED": "N"}, "order": {"ID": "DESC"}}
    yield (
        "open to-dos by deadline",
        {"filter": {"PROVIDER_ID": "CRM_TODO", "COMPLETED": "N"}, "order": {"DEADLINE": "ASC"}},
    )
    yield "calls", {"filter": {"TYPE_ID": 2}, "order": {"START_TIME": "DESC"}}
    yield "not calls", {"filter": {"!TYPE_ID": 2}}
    yield "of one deal", {"filter": {"OWNER_TYPE_ID": 2, "OWNER_ID": 7}, "order": {"ID": "ASC"}}
    yield (
        "of fifty deals",
        {"filter": {"OWNER_TYPE_ID": 2, "@OWNER_ID": DEALS, "COMPLETED": "N"}, "order": {"ID": "ASC"}},
    )
    yield "of all deals", {"filter": {"OWNER_TYPE_ID": 2}}
    yield "of an owner of any type", {"filter": {"OWNER_ID": 7}}
    one = [{"OWNER_TYPE_ID": 2, "OWNER_ID": 7}]
    yield "bound to one deal", {"filter": {"BINDINGS": one}, "order": {"DEADLINE": "ASC"}}
    fifty = [{"OWNER_TYPE_ID": 2, "OWNER_ID": number} for number in DEALS]
    yield "bound to fifty deals", {"filter": {"BINDINGS": fifty, "COMPLETED": "N"}, "order": {"ID": "ASC"}}
    yield "bound to any deal", {"filter": {"BINDINGS": [{"OWNER_TYPE_ID": 2}]}, "start": -1}
    yield "subject holds a word", {"filter": {"%SUBJECT": "contract"}, "order": {"ID": "ASC"}}
    yield "subject holds a rare word", {"filter": {"%SUBJECT": "99999"}}
    yield "subject holds no ASCII", {"filter": {"%SUBJECT": "größe"}}
    yield "subject begins", {"filter": {"=%SUBJECT": "Call%"}, "order": {"SUBJECT": "ASC"}}
    yield "subject is", {"filter": {"SUBJECT": "Nothing of that name"}}
    yield "text holds a word", {"filter": {"%DESCRIPTION": "invoice"}}
    yield "written by", {"filter": {"AUTHOR_ID": 3}, "order": {"ID": "DESC"}}
    yield "important", {"filter": {"PRIORITY": 3}}
    yield "without a deadline", {"filter": {">=DEADLINE": "9999-12-31"}}
    yield "every field and person", {"select": ["*", "COMMUNICATIONS", "FILES"], "order": {"RESPONSIBLE_ID": "ASC"}}


def dated(value: Any, days: dict[str, str]) -> Any:
    """The parameters with the names of days replaced by dates."""
    if isinstance(value, str):
        return value.format(**days) if "{" in value else value
    if isinstance(value, dict):
        return {key: dated(item, days) for key, item in value.items()}
    return [dated(item, days) for item in value] if isinstance(value, list) else value


def measured(portal: SandboxProcess, params: Params, rounds: int, webhook: str) -> tuple[float, float, int]:
    """Median and worst milliseconds inside the portal, and the number of rows."""
    times, total = [], 0
    for _ in range(rounds):
        body = portal.body("crm.activity.list", params, webhook=webhook)
        times.append(body["time"]["processing"] * 1000)
        total = body["total"]
    return statistics.median(times), max(times), total


def main(count: int = COUNT, rounds: int = ROUNDS) -> int:
    """Prints the table; the exit code."""
    from datetime import datetime, timedelta

    now = datetime.now().astimezone()
    days = {name: (now + timedelta(days=add)).date().isoformat() for name, add in DAYS.items()}
    slow = 0
    with SandboxProcess.start("--data", str(count), "--operating-limit", "100000", *FAST) as portal:
        print(f"{count} activities, {rounds} rounds: median and worst ms inside the portal, rows")
        for who, webhook in (("", portal.webhook), (" (plain user)", portal.info["others"]["plain_user"])):
            for name, params in _filters():
                median, worst, total = measured(portal, dated(params, days), rounds, webhook)
                slow += median > PROMISED_MS
                print(
                    f"{median:8.1f} {worst:8.1f} {total:8}  {name}{who}{'  ← slow' * (median > PROMISED_MS)}",
                    flush=True,
                )
    print(f"{slow} above {PROMISED_MS:.0f} ms")
    return 1 if slow else 0


DAYS = {"today": 0, "week": 7, "month": -30}

if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
