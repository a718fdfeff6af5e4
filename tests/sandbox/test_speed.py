"""100,000 activities: a page of any list costs the portal no more than it can do in 50 ms, as SQLite counts its steps.

Steps are the same on every machine; times are measured by `tests.bench.sandbox_lists`.
"""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from daybook.sandbox import changes
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import Database
from daybook.sandbox.demo import seed
from daybook.sandbox.listing import FEW
from daybook.sandbox.methods.registry import all_methods
from daybook.sandbox.oauth import Home
from daybook.sandbox.portal import Portal
from daybook.sandbox.wire.envelope import Reply
from daybook.sandbox.wire.printed import PrintedRows

COUNT = 100_000
MOST_STEPS = 2_000_000
"""SQLite takes some fifty million steps a second."""
AT_ONCE = 1_000
ADMINISTRATOR, PLAIN_USER = "webhook", "plain_user"


class Crowd:
    """A portal of many, and the steps that SQLite took for its answers."""

    def __init__(self) -> None:
        clock, database = Clock(), Database()
        seed.fill(database, clock, str(COUNT), 0)
        self.steps = 0
        self._portal = Portal(clock, database, all_methods(), Home("http://127.0.0.1", "member"))
        with database.transaction() as db:
            changes.watch(db)
            db.set_progress_handler(self._count, AT_ONCE)
            self._hooks = {row["role"]: row for row in db.execute("SELECT * FROM webhook")}

    def list(self, params: dict[str, Any], *, who: str = ADMINISTRATOR, method: str = "crm.activity.list") -> Reply:
        """The answer of a list method."""
        hook = self._hooks[who]
        caller = self._portal.identify(str(hook["user_id"]), hook["secret"], None)
        self.steps = 0
        return self._portal.call(caller, method, params).reply

    def close(self) -> None:
        """Forgets the portal."""
        self._portal.database.close()

    def _count(self) -> None:
        self.steps += AT_ONCE


@pytest.fixture(scope="module")
def crowd() -> Iterator[Crowd]:
    made = Crowd()
    yield made
    made.close()


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
        {"filter": {"BINDINGS": [{"OWNER_TYPE_ID": 2}]}},
    ],
    ids=lambda params: str(params)[:60],
)
@pytest.mark.parametrize("who", [ADMINISTRATOR, PLAIN_USER])
def test_a_list_takes_few_steps(crowd: Crowd, params: dict[str, Any], who: str) -> None:
    crowd.list(params, who=who)
    assert crowd.steps < MOST_STEPS


def test_steps_are_counted(crowd: Crowd) -> None:
    crowd.list({"filter": {"%SUBJECT": "no such word"}})
    assert crowd.steps > COUNT


def test_few_rows_come_in_the_order_of_many(crowd: Crowd) -> None:
    """Up to FEW rows are sorted, more are walked; both begin alike."""
    order = {"DEADLINE": "DESC", "ID": "ASC"}
    walked = crowd.list({"order": order, "filter": {"RESPONSIBLE_ID": [3, 4, 5]}})
    every = crowd.list({"order": order, "filter": {"RESPONSIBLE_ID": 3}})
    assert (walked.total or 0) > FEW > (every.total or 0)
    theirs = [row["ID"] for row in rows(walked) if row["RESPONSIBLE_ID"] == "3"]
    assert theirs
    assert [row["ID"] for row in rows(every)][: len(theirs)] == theirs


def test_it_holds_as_many_as_asked_for(crowd: Crowd) -> None:
    assert crowd.list({}).total == COUNT
    assert crowd.list({}, method="crm.deal.list").total == COUNT / 5


def rows(reply: Reply) -> list[dict[str, Any]]:
    """The rows of a list's answer."""
    assert isinstance(reply.result, PrintedRows)
    return cast("list[dict[str, Any]]", reply.result.read())
