"""A method that has used up its running time is left alone until the portal gives some back."""

from collections.abc import Callable
from pathlib import Path

from tests.helpers.scripts import Script
from tests.sandbox.process import FAST, SandboxProcess

SCALE = 200
METHOD = "crm.activity.todo.updateDeadline"
AT_ONCE = 4 * 50
"""What may be under way while the first refusal comes back."""


def test_rows_wait_for_running_time(sandbox: Callable[..., SandboxProcess], tmp_path: Path) -> None:
    """A command of a batch is refused without a word of when: asking each minute is refused nine times."""
    limits = ("--processing", "20", "--operating-limit", "3", "--time-scale", str(SCALE))
    portal = sandbox(*FAST, *limits, "--data", "300")
    script = Script(tmp_path / "home", portal, scale=SCALE)
    change = {"deadline": {"set": "2031-05-05T10:00:00+03:00"}}
    done = script.run("apply", script.recipe({"select": {"ids": list(range(1, 301))}, "change": change}))
    assert done.counts.keys() == {"done", "skipped"}, done.counts
    assert done.counts["done"] > 200, "more than fits into the limit"
    stats = portal.stats()
    assert sum(METHOD in counts for counts in stats["writes"].values()) == done.counts["done"]
    assert {counts.get(METHOD, 1) for counts in stats["writes"].values()} == {1}
    assert 0 < stats["refusals"].pop("OPERATION_TIME_LIMIT") <= AT_ONCE
    assert not stats["refusals"]
