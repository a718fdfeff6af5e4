"""Whatever happens to a run, each row ends as it was asked or is told truly, and nothing is done twice."""

import random
import signal
import time
from collections.abc import Callable

import pytest

from tests.helpers.bulk_truth import judge, rows_of
from tests.helpers.scripts import Done, Script, begun
from tests.sandbox.process import SandboxProcess

FOUR_CHANGES = {"deadline": {"shift": "+3wd"}, "color": "3", "responsible": {"set": 2}, "completed": True}
ENDED = {"done", "skipped", "conflict", "failed"}
KILLS = 8
KINDS = (
    *("delay", "slow", "503", "429", "overload", "reset_before", "reset_after", "timeout_after", "html"),
    *("truncated", "empty", "type", "plan", "portal_deleted"),
)


def recipe(first: int, last: int) -> dict[str, object]:
    return {"select": {"ids": list(range(first, last + 1))}, "change": FOUR_CHANGES}


def ended(script: Script, run_id: str, done: Done) -> Done:
    """Goes on with a run until it has ended: a fault that closes the portal stops it each time."""
    for _ in range(40):
        if done.code in (0, 1):
            return done
        done = script.run("resume", run_id)
        assert done.printed, done.said
    raise AssertionError(f"the run does not end: {done.counts} {done.said}")


@pytest.mark.timeout(170)
def test_killed_again_and_again(
    quick_portal: Callable[..., SandboxProcess], script_on: Callable[[SandboxProcess], Script]
) -> None:
    """The moments are drawn anew each time, and printed so that a failure can be looked into."""
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    portal = quick_portal("--data", "200", "--processing", "60")
    script = script_on(portal)
    former = rows_of(portal, range(1, 201))
    path = script.recipe(recipe(1, 200))
    run_id = ""
    for _ in range(KILLS):
        with script.start("resume" if run_id else "apply", run_id or path, quiet=True) as process:
            run_id = begun(process) or run_id
            time.sleep(chance.uniform(0.0, 0.25))
            process.send_signal(signal.SIGKILL)
    done = ended(script, run_id, script.run("resume", run_id))
    verdict = judge(portal, done.printed, former)
    assert verdict.is_clean, (seed, verdict)
    assert verdict.outcomes.keys() <= {"done", "skipped"}, (seed, verdict.outcomes)
    assert len(done.rows) == 200
    assert script.run("report", run_id).printed["rows"] == done.printed["rows"]


@pytest.mark.timeout(170)
def test_faults_of_all_kinds(
    quick_portal: Callable[..., SandboxProcess], script_on: Callable[[SandboxProcess], Script]
) -> None:
    seed = random.randrange(10**6)
    portal = quick_portal("--data", "500", "--seed", str(seed))
    script = script_on(portal)
    former = rows_of(portal, range(1, 501))
    path = script.recipe(recipe(1, 500))
    with script.start("preview", path) as process:
        process.communicate(timeout=60)
    faults = ",".join(f"{kind}:batch={0.3 / len(KINDS):.4f}" for kind in KINDS)
    with script.start("apply", path) as process:
        run_id = begun(process)  # the plan is made
        portal.faults(faults)
        process.communicate(timeout=110)
    done = ended(script, run_id, script.run("resume", run_id))
    portal.faults("")
    done = script.run("report", run_id)
    verdict = judge(portal, done.printed, former)
    assert verdict.is_clean, (seed, verdict)
    assert verdict.outcomes.keys() <= ENDED, (seed, verdict.outcomes)
    assert len(done.rows) == 500
