"""100,000 activities: started within half a minute, listed within 50 ms inside the portal."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from daybook.sandbox.listing import FEW
from tests.sandbox.process import FAST, SandboxProcess

COUNT = 100_000
START_WITHIN_S = 30.0
LIST_WITHIN_S = 0.05


@pytest.fixture(scope="module")
def crowd() -> Iterator[SandboxProcess]:
    began_s = time.monotonic()
    with SandboxProcess.start("--data", str(COUNT), *FAST) as process:
        assert time.monotonic() - began_s < START_WITHIN_S
        yield process


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"filter": {">ID": 50_000}, "order": {"ID": "ASC"}, "start": -1},
        {"filter": {"COMPLETED": "N", "<DEADLINE": "2026-01-01"}, "order": {"DEADLINE": "ASC"}},
        {"filter": {"RESPONSIBLE_ID": 3, "COMPLETED": "N"}, "order": {"DEADLINE": "ASC"}, "start": 500},
        {"filter": {"BINDINGS": [{"OWNER_TYPE_ID": 2, "OWNER_ID": number} for number in range(1, 51)]}},
        {"filter": {"OWNER_TYPE_ID": 2, "@OWNER_ID": list(range(1, 51)), "COMPLETED": "N"}, "order": {"ID": "ASC"}},
        {"filter": {">LAST_UPDATED": "2031-01-01"}, "order": {"LAST_UPDATED": "ASC"}, "start": -1},
        {"filter": {"PROVIDER_ID": "CRM_TODO", "COMPLETED": "N"}, "order": {"ID": "DESC"}},
        {"filter": {"%SUBJECT": "contract"}, "order": {"ID": "ASC"}},
        {"order": {"DEADLINE": "DESC"}, "start": 90_000, "select": ["ID", "SUBJECT"]},
        {"filter": {"%SUBJECT": "99999"}},
        {"filter": {"%DESCRIPTION": "größe"}},
        {"filter": {"PRIORITY": 3}},
    ],
    ids=lambda params: str(params)[:60],
)
@pytest.mark.parametrize("who", ["administrator", "plain_user"])
def test_a_list_answers_quickly(crowd: SandboxProcess, params: dict[str, Any], who: str) -> None:
    """All the filters that people use are measured by `tests.bench.sandbox_lists`."""
    webhook = crowd.info["others"].get(who, crowd.webhook)
    times = [crowd.body("crm.activity.list", params, webhook=webhook)["time"]["processing"] for _ in range(7)]
    assert min(times) < LIST_WITHIN_S  # the best of several: other tests run beside this one


def test_few_rows_come_in_the_order_of_many(crowd: SandboxProcess) -> None:
    """Up to FEW rows are sorted, more are walked; both begin alike."""
    order = {"DEADLINE": "DESC", "ID": "ASC"}
    walked = crowd.body("crm.activity.list", {"order": order, "filter": {"RESPONSIBLE_ID": [3, 4, 5]}})
    every = crowd.body("crm.activity.list", {"order": order, "filter": {"RESPONSIBLE_ID": 3}})
    assert walked["total"] > FEW > every["total"]
    theirs = [row["ID"] for row in walked["result"] if row["RESPONSIBLE_ID"] == "3"]
    assert theirs
    assert [row["ID"] for row in every["result"]][: len(theirs)] == theirs


def test_it_holds_as_many_as_asked_for(crowd: SandboxProcess) -> None:
    assert crowd.body("crm.activity.list")["total"] == COUNT
    assert crowd.body("crm.deal.list")["total"] == COUNT / 5
