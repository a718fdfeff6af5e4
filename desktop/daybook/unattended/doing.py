"""What each word of `daybook bulk` does."""

import asyncio
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from daybook.bulk.preparing import Plan
from daybook.bulk.recipe_words import told
from daybook.bulk.report import ReportRow, report_row
from daybook.bulk.running.progress import Phase
from daybook.bulk.running.run import Run
from daybook.domain.changes.recipe import UNATTENDED_GROWTH, UNATTENDED_ROWS, Recipe
from daybook.domain.changes.recipe_file import LARGEST_BYTES, read_recipe, write_recipe
from daybook.domain.run import RunHead
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.unattended.opening import Desk
from daybook.unattended.problems import ALL_WELL, BAD_INPUT, NOT_ALLOWED, SOME_NOT, Stop

ANNOUNCE_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a command came to. `run_id` is "" for a preview."""

    code: int
    rows: tuple[ReportRow, ...]
    run_id: str = ""
    said: str = ""
    """A sentence for the person, "" for none."""


async def preview(desk: Desk, recipe: Recipe) -> Result:
    """Every row, and nothing sent."""
    plan = await _plan(desk, recipe, None)
    await desk.previews.remember(desk.portal.address, desk.me, recipe, len(plan.rows), desk.clock.now())
    ready = sum(not row.skipped for row in plan.rows)
    return Result(ALL_WELL, _reported(plan), said=f"{ready} of {len(plan.rows)} rows would be changed.")


async def apply(desk: Desk, recipe: Recipe) -> Result:
    """Does it: this is the order to write."""
    plan = await _plan(desk, recipe, await _allowed(desk, recipe))
    _guard_deletion(recipe, plan)
    if not plan.rows:
        return Result(ALL_WELL, ())
    title = recipe.title or "daybook bulk"
    head = await desk.runs.begin(plan, title, recipe=write_recipe(recipe).decode())
    return await _execute(desk, head)


async def resume(desk: Desk, said: str) -> Result:
    """Goes on with a run that was cut short."""
    return await _execute(desk, await desk.runs.head((await find(desk.journal, said)).id))


async def undo(desk: Desk, said: str) -> Result:
    """Takes a run back."""
    former = await desk.runs.head((await find(desk.journal, said)).id)
    if not former.finished:
        raise Stop(BAD_INPUT, f"This run has not ended: resume it first (daybook bulk resume {former.id}).")
    plan = await desk.runs.plan_undo(former.id)
    head = await desk.runs.begin(plan, former.title, undo_of=former.id)
    return await _execute(desk, head)


async def report(said: str) -> Result:
    """What became of each row of a run. Asks no portal."""
    journal = Journal(Folders.of_system().make().journal)
    try:
        head = await find(journal, said)
        rows = tuple(report_row(row) for row in await journal.rows(head.id))
    finally:
        await journal.aclose()
    return Result(ALL_WELL if all(row.is_fine for row in rows) else SOME_NOT, rows, head.id)


async def find(journal: Journal, said: str) -> RunHead:
    """The run that is meant. Raises Stop."""
    found = await journal.named(said) if said else ()
    if len(found) > 1:
        raise Stop(BAD_INPUT, f"{len(found)} runs begin with {said}: write more of it.")
    if not found:
        raise Stop(BAD_INPUT, f"There is no run {said}.")
    return found[0]


def read_file(path: Path, desk: Desk) -> Recipe:
    """The recipe in a file. Raises Stop with every mistake."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Stop(BAD_INPUT, f"{path}: {error.strerror or error}") from error
    reading = read_recipe(data, zone=desk.zone)
    if reading.recipe is None:
        raise Stop(BAD_INPUT, "\n".join(f"{path}: {told(mistake)}" for mistake in reading.mistakes))
    return reading.recipe


async def _plan(desk: Desk, recipe: Recipe, allowed: int | None) -> Plan:
    calendar = await desk.calendar(recipe.options)
    return await desk.preparing.plan(recipe.select, recipe.change, calendar, allowed=allowed)


async def _allowed(desk: Desk, recipe: Recipe) -> int:
    if recipe.options.max_rows is not None:
        return recipe.options.max_rows
    shown = await desk.previews.rows(desk.portal.address, desk.me, recipe)
    return UNATTENDED_ROWS if shown is None else int(shown * UNATTENDED_GROWTH)


def _guard_deletion(recipe: Recipe, plan: Plan) -> None:
    if not recipe.change.delete:
        return
    count = sum(not row.skipped for row in plan.rows)
    if recipe.options.delete != count:
        said = "no" if recipe.options.delete is None else str(recipe.options.delete)
        raise Stop(
            BAD_INPUT, f"{count} would be deleted and options.delete says {said}: nothing was sent. Set it to {count}."
        )


async def _execute(desk: Desk, head: RunHead) -> Result:
    announce(f"Run {head.id}")
    runs: list[Run] = []
    telling = asyncio.get_running_loop().create_task(_tell_now_and_then(desk, runs))
    try:
        with _leaving_at_signals(runs):
            phase = await desk.runs.execute(head.id, runs.append)
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
    rows = tuple(report_row(row) for row in await desk.journal.rows(head.id))
    if phase is Phase.STOPPED:
        problem = runs[0].progress.problem if runs else None
        why = f" ({problem})" if problem else ""
        return Result(NOT_ALLOWED, rows, head.id, f"The run stopped{why}. Go on with: daybook bulk resume {head.id}")
    return Result(ALL_WELL if all(row.is_fine for row in rows) else SOME_NOT, rows, head.id)


async def _tell_now_and_then(desk: Desk, runs: Sequence[Run]) -> None:
    """How far it is; and how full the portal's bucket is, for a next process that comes after a kill."""
    while True:
        await asyncio.sleep(ANNOUNCE_EVERY_S)
        await desk.portals.remember()
        for run in runs:
            now = run.progress
            held = "" if now.held.value == "nothing" else f", held by {now.held.value} for {now.held_s:.0f} s"
            announce(f"{now.done} of {now.total} rows, {now.rows_per_s:.1f} a second{held}")


@contextmanager
def _leaving_at_signals(runs: Sequence[Run]) -> Iterator[None]:
    """Ctrl+C lets what is on its way end, and leaves the rest for `resume`."""

    def leave() -> None:
        for run in runs:
            run.leave()

    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    with suppress(NotImplementedError):  # Windows
        for number in numbers:
            loop.add_signal_handler(number, leave)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)


def _reported(plan: Plan) -> tuple[ReportRow, ...]:
    return tuple(report_row(row) for row in plan.rows)


def announce(said: str) -> None:
    """Tells the person something that is no result."""
    sys.stderr.write(said + "\n")
    sys.stderr.flush()
