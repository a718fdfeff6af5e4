"""The sample month: what a person opens the program to, and what every program must survive."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from daybook.sandbox import layout_rules, records
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import Database
from daybook.sandbox.demo import seed as demo_seed
from tests.sandbox.process import FAST, SandboxProcess

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def demo() -> Iterator[SandboxProcess]:
    """An own one: other tests add activities to the one they share."""
    with SandboxProcess.start("--data", "demo", *FAST) as process:
        yield process


@pytest.fixture(scope="module")
def activities(demo: SandboxProcess) -> Rows:
    rows: Rows = []
    while True:
        last = rows[-1]["ID"] if rows else 0
        page = demo.call("crm.activity.list", {"order": {"ID": "ASC"}, "filter": {">ID": last}, "start": -1})
        rows += page
        if len(page) < 50:
            return rows


def test_a_team_and_its_customers(demo: SandboxProcess) -> None:
    totals = {kind: demo.body(f"crm.{kind}.list")["total"] for kind in ("deal", "lead", "contact", "company")}
    assert totals["deal"] >= 40
    assert (totals["lead"], totals["contact"], totals["company"]) == (25, 60, 20)
    assert demo.body("crm.item.list", {"entityTypeId": 128})["total"] == 12
    assert demo.body("user.get")["total"] == 8


def test_activities_of_every_kind_and_colour(activities: Rows) -> None:
    assert len(activities) >= 600
    kinds = Counter(row["PROVIDER_ID"] for row in activities)
    assert {
        "CRM_TODO",
        "VOXIMPLANT_CALL",
        "CRM_MEETING",
        "CRM_EMAIL",
        "TASKS",
        "REST_APP",
        "CONFIGURABLE_REST_APP",
    } == set(kinds)
    colors = {
        row["SETTINGS"]["COLOR"] if row["SETTINGS"] else None for row in activities if row["PROVIDER_ID"] == "CRM_TODO"
    }
    assert colors == {*"1234567", None}


def test_overdue_today_later_never_and_done(demo: SandboxProcess, activities: Rows) -> None:
    today = demo.call("server.time")[:10]
    open_ = [row for row in activities if row["COMPLETED"] == "N"]
    days = [row["DEADLINE"][:10] for row in open_]
    assert sum(day < today for day in days) >= 40
    assert sum(day == today for day in days) >= 20
    assert sum(today < day < "9999" for day in days) >= 40
    assert sum(day == "9999-12-31" for day in days) >= 5
    assert len(activities) - len(open_) >= 150
    mine = [row for row in open_ if row["RESPONSIBLE_ID"] == "1" and row["DEADLINE"][:10] == today]
    assert len(mine) >= 8


def test_no_timeline_is_boundless_and_some_are_empty(demo: SandboxProcess, activities: Rows) -> None:
    per_deal = Counter(row["OWNER_ID"] for row in activities if row["OWNER_TYPE_ID"] == "2")
    assert max(per_deal.values()) <= 26
    assert demo.body("crm.deal.list")["total"] - len(per_deal) == 4


def test_texts_are_not_repeated_in_a_timeline(activities: Rows) -> None:
    seen = Counter((row["OWNER_TYPE_ID"], row["OWNER_ID"], row["SUBJECT"]) for row in activities)
    assert [key for key, count in seen.items() if count > 1] == []
    assert len({row["SUBJECT"] for row in activities}) > 250


def test_texts_have_no_place_left_open(activities: Rows) -> None:
    assert not [row for row in activities if "{" in row["SUBJECT"] + row["DESCRIPTION"].replace("body{display", "")]


def test_hostile_and_foreign_texts_are_there(activities: Rows) -> None:
    everything = "\n".join(row["SUBJECT"] + row["DESCRIPTION"] for row in activities)
    for part in (
        "<script>",
        "onerror=",
        "javascript:",
        "[list]",
        "الاتصال",
        "交货",
        "Согласовать",
        "προσφορά",
        "לשלוח",
    ):
        assert part in everything
    assert max(len(row["DESCRIPTION"]) for row in activities) > 2500


def test_some_are_bound_to_several_items(demo: SandboxProcess, activities: Rows) -> None:
    cmd = [f"crm.activity.binding.list?activityId={row['ID']}" for row in activities[:50]]
    counts = Counter(len(bound) for bound in demo.call("batch", {"cmd": cmd})["result"])
    assert counts[2] >= 3


def test_content_blocks_are_readable_by_their_application(demo: SandboxProcess, activities: Rows) -> None:
    wanted = [row for row in activities if row["OWNER_TYPE_ID"] == "2" and int(row["OWNER_ID"]) <= 8]
    layouts = []
    for row in wanted:
        where = {"entityTypeId": 2, "entityId": row["OWNER_ID"], "activityId": row["ID"]}
        layouts.append(demo.app_call("crm.activity.layout.blocks.get", where)["layout"])
    found = [layout for layout in layouts if layout]
    assert len(found) >= 10
    for layout in found:
        layout_rules.check(layout)


@pytest.mark.parametrize("seed", range(5))
def test_every_seed_gives_a_month(seed: int) -> None:
    database = Database()
    demo_seed.fill(database, Clock(), "demo", seed)
    with database.transaction() as db:
        assert db.execute("SELECT count(*) FROM activity").fetchone()[0] >= 600
    database.close()


def test_a_crowd_is_mostly_open_to_dos() -> None:
    database = Database()
    demo_seed.fill(database, Clock(), "1000", 1)
    with database.transaction() as db:
        open_ = "SELECT count(*) FROM activity WHERE PROVIDER_ID = ? AND COMPLETED = 'N'"
        assert db.execute("SELECT count(*), count(DISTINCT OWNER_ID) FROM activity").fetchone()[:] == (1000, 200)
        assert db.execute(open_, (records.TODO,)).fetchone()[0] >= 850
    database.close()
