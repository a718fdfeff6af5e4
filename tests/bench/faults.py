"""What becomes of runs to which everything happens, counted: `python -m tests.bench.faults [SEED] [SCENE…]`.

Each scene runs `daybook bulk` as a process of its own on a sandbox whose clock is quick, then holds every row of the
report against the portal's own rows and its count of what was applied:

    kills      200 kills at random moments, over runs of 1,000 rows with four changes each
    faults     30 % faults of every kind over 10,000 rows
    lost       answers that are lost after the work was done, over 2,000 rows
    others     somebody else changes 5 % of 5,000 rows meanwhile
    token      the application's token runs out in the middle of 2,000 rows
    sleep      the computer sleeps for an hour in the middle of 1,000 rows (the process is stopped, the clock jumps)
    disk       the disk is full in the middle of 1,000 rows, and has room again
    second     a second process starts the same run

`lies` are rows of a report that are not true, `twice` steps that were applied twice: both must be 0. `overwritten` are
changes of others that came between our last look and our write; the API has no compare-and-set, so there may be some.
"""

import asyncio
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from tests.helpers.bulk_truth import Verdict, judge, rows_of
from tests.helpers.scripts import Done, Script, begun
from tests.sandbox.process import FAST, SandboxProcess

from daybook.bitrix import system
from daybook.bitrix.address import TokenAccess
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import open_transport
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Preparing
from daybook.bulk.report import counts, report_row
from daybook.bulk.runs import Runs
from daybook.clock import SystemClock
from daybook.domain.changes.recipe_file import read_recipe
from daybook.store.journal import Journal
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos

SCALE = 60
KILLS = 200
FOUR = {"deadline": {"shift": "+3wd"}, "color": "3", "responsible": {"set": 2}, "completed": True}
KINDS = (
    *("delay", "slow", "503", "429", "overload", "reset_before", "reset_after", "timeout_after", "html"),
    *("truncated", "empty", "type", "plan", "portal_deleted"),
)
WITHIN_S = 1800.0


@dataclass(frozen=True)
class Scene:
    """What a scene came to."""

    verdict: Verdict
    said: str = ""


def main() -> None:
    """Plays the scenes and prints a line about each."""
    words = sys.argv[1:]
    seed = int(words.pop(0)) if words and words[0].isdigit() else random.randrange(10**6)
    print(f"seed {seed}; a minute of the portal takes a second")
    print(f"{'scene':>8} {'s':>6} {'lies':>5} {'twice':>5} {'overwritten':>11}  outcomes")
    clean = True
    for name in words or SCENES:
        began_s = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            scene = SCENES[name](Path(home), random.Random(seed))
        verdict = scene.verdict
        print(
            f"{name:>8} {time.monotonic() - began_s:>6.0f} {len(verdict.lies):>5} {len(verdict.twice):>5} "
            f"{len(verdict.overwritten):>11}  {verdict.outcomes} {scene.said}",
            flush=True,
        )
        for wrong in (*verdict.lies[:5], *verdict.twice[:5]):
            print(f"         {wrong}")
        clean = clean and verdict.is_clean
    sys.exit(0 if clean else 1)


def portal_of(count: int, chance: random.Random, *args: str) -> SandboxProcess:
    return SandboxProcess.start(
        *FAST, "--time-scale", str(SCALE), "--data", str(count), "--seed", str(chance.randrange(10**6)), *args
    )


def recipe(count: int, change: Mapping[str, object] = FOUR) -> dict[str, object]:
    return {"select": {"ids": list(range(1, count + 1))}, "change": change, "options": {"max_rows": count}}


def ended(script: Script, run_id: str) -> tuple[Done, int]:
    """Goes on with a run until it has ended: whatever closes the portal stops it each time. How often that was."""
    for times in range(1, 2000):
        done = script.run("resume", run_id, within_s=WITHIN_S)
        if done.code in (0, 1):
            return done, times
    raise AssertionError("the run does not end")


def kills(home: Path, chance: random.Random) -> Scene:
    """Each process lives for a random moment; runs that end are followed by another one."""
    total = Verdict()
    killed = runs = 0
    while killed < KILLS:
        runs += 1
        with portal_of(1000, chance, "--processing", "600") as portal:
            script = Script(home / f"home{runs}", portal, scale=SCALE)
            former = rows_of(portal, range(1, 1001))
            path, run_id = script.recipe(recipe(1000)), ""
            while killed < KILLS:
                with script.start("resume" if run_id else "apply", run_id or path, quiet=True) as process:
                    run_id = begun(process) or run_id
                    time.sleep(chance.uniform(0.0, 1.0))
                    if process.poll() is not None:
                        break
                    process.send_signal(signal.SIGKILL)
                    killed += 1
            done, _ = ended(script, run_id)
            add(total, judge(portal, done.printed, former))
    return Scene(total, f"{killed} kills, {runs} runs")


def faults(home: Path, chance: random.Random) -> Scene:
    spec = ",".join(f"{kind}:batch={0.3 / len(KINDS):.4f}" for kind in KINDS)
    return disturbed(home, chance, 10_000, lambda portal: portal.faults(spec))


def lost(home: Path, chance: random.Random) -> Scene:
    spec = "timeout_after:batch=0.1,reset_after:batch=0.1,empty:batch=0.1"
    return disturbed(home, chance, 2_000, lambda portal: portal.faults(spec))


def disturbed(home: Path, chance: random.Random, count: int, disturb: Callable[[SandboxProcess], None]) -> Scene:
    """One run that is disturbed as soon as its plan is made."""
    with portal_of(count, chance) as portal:
        script = Script(home, portal, scale=SCALE)
        former = rows_of(portal, range(1, count + 1))
        with script.start("apply", script.recipe(recipe(count))) as process:
            run_id = begun(process)
            disturb(portal)
            process.communicate(timeout=WITHIN_S)
        done, times = ended(script, run_id)
        portal.faults("")
        causes = Counter(row["cause"] for row in done.printed["rows"] if row["outcome"] not in ("done", "skipped"))
        return Scene(judge(portal, done.printed, former), f"gone on with {times} times; {dict(causes)}")


def others(home: Path, chance: random.Random) -> Scene:
    """Another person writes deadlines one by one while the run is under way."""
    count = 5_000
    with portal_of(count, chance, "--processing", "600") as portal:
        script = Script(home, portal, scale=SCALE)
        former = rows_of(portal, range(1, count + 1))
        open_ones = [number for number, row in former.items() if not row["completed"] and row["deadline"]]
        chosen = chance.sample(open_ones, count // 20)
        theirs: dict[int, dict[str, Any]] = {}
        with script.start("apply", script.recipe(recipe(count, {"deadline": {"shift": "+3wd"}}))) as process:
            begun(process)
            for number in chosen:
                moment = f"2031-01-{chance.randrange(1, 28):02}T08:00:00+00:00"
                portal.call("crm.activity.update", {"id": number, "fields": {"DEADLINE": moment}})
                theirs[number] = {"deadline": moment}
            process.communicate(timeout=WITHIN_S)
        done = script.run("report", "last")
        verdict = judge(portal, done.printed, former, theirs=theirs)
        return Scene(verdict, f"{len(theirs)} changes of somebody else")


def second(home: Path, chance: random.Random) -> Scene:
    """The second process is told that the first is at it."""
    count = 1_000
    with portal_of(count, chance, "--processing", "600") as portal:
        script = Script(home, portal, scale=SCALE)
        former = rows_of(portal, range(1, count + 1))
        refused = 0
        with script.start("apply", script.recipe(recipe(count)), quiet=True) as process:
            run_id = begun(process)
            while process.poll() is None:
                refused += script.run("resume", run_id).code == 3
        done, _ = ended(script, run_id)
        return Scene(judge(portal, done.printed, former), f"{refused} refused")


def sleep(home: Path, chance: random.Random) -> Scene:
    """The process is stopped; meanwhile an hour goes by on the portal."""
    count = 1_000
    with portal_of(count, chance, "--processing", "600") as portal:
        script = Script(home, portal, scale=SCALE)
        former = rows_of(portal, range(1, count + 1))
        with script.start("apply", script.recipe(recipe(count))) as process:
            run_id = begun(process)
            time.sleep(0.6)
            process.send_signal(signal.SIGSTOP)
            time.sleep(3600 / SCALE)
            process.send_signal(signal.SIGCONT)
            process.communicate(timeout=WITHIN_S)
        done, _ = ended(script, run_id)
        return Scene(judge(portal, done.printed, former))


def token(home: Path, chance: random.Random) -> Scene:
    """An application's token runs out every now and then; a new one is fetched when the portal says so."""
    count = 2_000
    with portal_of(count, chance, "--processing", "600") as portal:
        former = rows_of(portal, range(1, count + 1))
        report, renewed = asyncio.run(with_tokens(home, portal, count))
        return Scene(judge(portal, report, former), f"{renewed} tokens")


async def with_tokens(home: Path, portal: SandboxProcess, count: int) -> tuple[dict[str, Any], int]:
    clock = SystemClock(SCALE)
    given: list[Secret] = []

    async def renew(_old: TokenAccess) -> TokenAccess:
        fresh = await asyncio.to_thread(portal.token)
        given.append(Secret(fresh["access_token"]))
        return TokenAccess(portal.portal, given[-1])

    async def expire() -> None:
        while True:
            await asyncio.sleep(0.3)
            await asyncio.to_thread(portal.expire)

    access = TokenAccess(portal.portal, Secret(portal.info["oauth"]["access_token"]))
    gate = RequestGate(LeakyBucket(10_000, 10_000), clock)
    asked = Portal(access, await open_transport(portal.portal), gate, clock, renew=renew)
    database, journal = open_memory(home / "memory.sqlite"), Journal(home / "journal.sqlite")
    me = (await system.profile(asked)).person.id
    known = KnownTodos(database)
    runs = Runs(connection_id="c", portal=asked, journal=journal, known=known, clock=clock, me=me)
    read = read_recipe(json.dumps(recipe(count)).encode(), zone=UTC).recipe
    assert read is not None
    plan = await Preparing(asked, known, me=me).plan(read.select, read.change, Calendar(clock.now(), UTC))
    head = await runs.begin(plan, "tokens")
    expiring = asyncio.create_task(expire())
    await runs.execute(head.id)
    expiring.cancel()
    rows = [report_row(row) for row in await journal.rows(head.id)]
    await asked.aclose()
    await journal.aclose()
    await database.aclose()
    told = [{"id": row.activity_id, "outcome": row.outcome.value, "after": row.after} for row in rows]
    return {"counts": counts(rows), "rows": told}, len(given)


def disk(home: Path, chance: random.Random) -> Scene:
    """No file may grow from a random moment on, which is what a full disk does to the journal; then it may again."""
    count = 1_000
    with portal_of(count, chance, "--processing", "600") as portal:
        script = Script(home, portal, scale=SCALE)
        former = rows_of(portal, range(1, count + 1))
        with script.start("apply", script.recipe(recipe(count)), quiet=True) as process:
            run_id = begun(process)
            time.sleep(chance.uniform(0.1, 0.5))
            with suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, 4096))
            code = process.wait(WITHIN_S)
        done, _ = ended(script, run_id)
        return Scene(judge(portal, done.printed, former), f"exit code {code} while it was full")


def add(total: Verdict, one: Verdict) -> None:
    """Counts one run more."""
    total.lies += one.lies
    total.twice += one.twice
    total.overwritten += one.overwritten
    for outcome, count in one.outcomes.items():
        total.outcomes[outcome] = total.outcomes.get(outcome, 0) + count


SCENES: dict[str, Callable[[Path, random.Random], Scene]] = {
    "kills": kills,
    "faults": faults,
    "lost": lost,
    "others": others,
    "sleep": sleep,
    "second": second,
    "token": token,
    "disk": disk,
}


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
