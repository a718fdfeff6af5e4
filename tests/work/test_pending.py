"""Pending edits on a real portal: kept, looked at, sent as they were shown, and never over somebody else's values."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix.errors import PlanRequired, PortalError, Refused, Unreachable
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.cell_paste import Misfit
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.database import StoreUnusable
from daybook.store.pending import PendingEditBook
from daybook.work.pending.applying import Fate
from daybook.work.pending.entry import LINES
from daybook.work.pending.preview import Standing
from daybook.work.pending.state import Mark, Phase
from daybook.work.running.line import Standing as RunStanding
from tests.helpers.clock import FakeClock
from tests.helpers.pending import Bench, make_call, make_todo, make_todos, open_bench
from tests.sandbox.process import FAST, SandboxProcess, until

ROOT = Path(__file__).resolve().parents[2]
MANY = 300
"""More than four requests carry."""
FRIDAY = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def bench(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[Bench]:
    async with open_bench(empty_portal.webhook, tmp_path, fake_clock) as opened:
        yield opened


@pytest_asyncio.fixture
async def ids(bench: Bench, empty_portal: SandboxProcess) -> list[int]:
    """Three to-dos, read into the copy."""
    made = [make_todo(empty_portal, title) for title in ("One", "Two", "Three")]
    await bench.read(made)
    return made


def shown(portal: SandboxProcess, activity_id: int) -> dict[str, Any]:
    found: dict[str, Any] = portal.call("crm.activity.get", {"id": activity_id})
    return found


def theirs(portal: SandboxProcess, activity_id: int, **fields: object) -> None:
    """Somebody else changes it in the portal."""
    portal.call("crm.activity.update", {"id": activity_id, "fields": fields})


def writes(portal: SandboxProcess) -> dict[str, dict[str, int]]:
    """Writes by activity and method, those that made the activities left out."""
    found: dict[str, dict[str, int]] = portal.stats()["writes"]
    kept = {key: {name: n for name, n in each.items() if not name.endswith(".add")} for key, each in found.items()}
    return {key: each for key, each in kept.items() if each}


def at_rest(portal: SandboxProcess) -> dict[str, dict[str, int]]:
    """The writes, once a portal that goes on after its client was killed has come to an end."""
    seen: list[dict[str, dict[str, int]]] = []

    def rests() -> bool:
        seen.append(writes(portal))
        return len(seen) > 20 and seen[-20] == seen[-1]

    until(rests)
    return seen[-1]


def standings(bench: Bench) -> dict[tuple[int, Field], Standing]:
    preview = bench.pending.state.preview
    assert preview is not None
    return {(row.activity_id, cell.edit.field): cell.standing for row in preview.rows for cell in row.cells}


def fates(bench: Bench) -> dict[int, Fate]:
    return {report.activity_id: report.executed.fate for report in bench.pending.state.reports}


def mark(bench: Bench, activity_id: int, name: Field) -> Mark | None:
    cell = bench.pending.cell(activity_id, name)
    return None if cell is None else cell.mark


# Making and taking back


async def test_a_pasted_block_waits_and_nothing_is_sent(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    told: list[frozenset[int]] = []
    bench.pending.observers.append(told.append)
    laid = await bench.paste("New one\tfriday\t3\nNew two\tsoon\t9\nThree", ids)
    assert [(each.activity_id, each.field, each.wished) for each in laid.edits] == [
        (ids[0], Field.TITLE, "New one"),
        (ids[0], Field.DEADLINE, FRIDAY),
        (ids[0], Field.COLOR, TodoColor.ORANGE),
        (ids[1], Field.TITLE, "New two"),
    ]
    assert {(each.row, each.column): each.reason for each in laid.left_out} == {
        (1, 1): "deadline:not_understood",
        (1, 2): "no_such_color",
        (2, 1): "empty",
        (2, 2): "empty",
    }
    assert (bench.pending.state.cells, bench.pending.state.rows) == (4, 2)
    assert mark(bench, ids[0], Field.TITLE) is Mark.PENDING
    assert mark(bench, ids[2], Field.TITLE) is None
    assert told == [frozenset(ids[:2])]
    assert writes(empty_portal) == {}


async def test_a_long_block_is_laid_row_by_row_wherever_it_is_cut(bench: Bench) -> None:
    """Lines are read in portions; the block is longer than the table, and one activity is gone."""
    rows = 2 * LINES + 30
    made = list(range(1_001, 1_001 + rows))
    owner = EntityRef(DEAL, 1)
    there = [Activity(each, ActivityKind.TODO, owner, f"Talk {each}") for each in made if each != made[LINES]]
    await bench.session.copy.put_activities(there)

    laid = await bench.paste("\n".join(f"New {number}" for number in range(rows + 5)), made)

    expected = {each: f"New {number}" for number, each in enumerate(made) if number != LINES}
    assert {edit.activity_id: edit.wished for edit in laid.edits} == expected
    assert [(left.row, left.text, left.reason) for left in laid.left_out] == [
        (LINES, f"New {LINES}", Misfit.NOT_LOADED),
        *((number, f"New {number}", Misfit.NO_ROW) for number in range(rows, rows + 5)),
    ]
    assert laid.cells == rows + 5


async def test_one_value_fills_a_selection(bench: Bench, ids: list[int]) -> None:
    await bench.paste("Same for all", ids, selected=(3, 1))
    assert [bench.pending.of(each)[Field.TITLE].wished for each in ids] == ["Same for all"] * 3


async def test_rows_that_can_not_take_it_are_told(bench: Bench, ids: list[int], empty_portal: SandboxProcess) -> None:
    call = make_call(empty_portal)
    theirs(empty_portal, ids[1], COMPLETED="Y")
    await bench.read([*ids, call])
    left = await bench.pending.entry.edit([*ids, call, 999], Field.COLOR, TodoColor.ROSE)
    assert {each.activity_id: each.reason for each in left} == {
        ids[1]: Hindrance.COMPLETED,
        call: Hindrance.NOT_A_TODO,
        999: Misfit.NOT_LOADED,
    }
    assert set(bench.pending.rows) == {ids[0], ids[2]}


async def test_an_action_is_taken_back_as_one(bench: Bench, ids: list[int]) -> None:
    await bench.wish(ids[0], Field.TITLE, "First wish")
    await bench.paste("A\tfriday\nB\nC", ids)
    await bench.pending.revert(ids[0], [Field.TITLE])
    await bench.pending.revert(ids[1])
    assert set(bench.pending.rows) == {ids[0], ids[2]}
    await bench.pending.undo()
    await bench.pending.undo()
    assert bench.pending.state.cells == 4
    await bench.pending.undo()
    assert {id_: [each.wished for each in cells.values()] for id_, cells in bench.pending.rows.items()} == {
        ids[0]: ["First wish"]
    }
    await bench.pending.revert_all()
    await bench.pending.undo()
    await bench.pending.undo()
    assert (bench.pending.rows, bench.pending.state.can_undo) == ({}, False)
    await bench.pending.undo()


async def test_wishing_for_what_is_there_takes_the_wish_back(bench: Bench, ids: list[int]) -> None:
    await bench.wish(ids[0], Field.TITLE, "Other")
    await bench.wish(ids[0], Field.TITLE, "One")
    assert bench.pending.rows == {}


async def test_a_line_shows_what_is_wished_for(bench: Bench, ids: list[int]) -> None:
    await bench.paste("New\tfriday\t3\tGrace\tyes", ids)
    line, untouched = await bench.session.copy.lines(ids[:2])
    over = bench.pending.overlaid(line)
    assert (over.subject, over.deadline, over.color) == ("New", FRIDAY, TodoColor.ORANGE)
    assert (over.responsible_id, over.completed, over.owner) == (2, True, line.owner)
    assert bench.pending.overlaid(untouched) is untouched
    assert bench.pending.overlaid(line) is over
    await bench.wish(ids[0], Field.TITLE, "Newer")
    assert bench.pending.overlaid(line).subject == "Newer"
    await bench.pending.revert(ids[0])
    assert bench.pending.overlaid(line) is line


async def test_everything_is_there_again_after_a_restart(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    number = make_todo(empty_portal)
    async with open_bench(empty_portal.webhook, tmp_path, fake_clock) as before:
        await before.read([number])
        await before.paste("New\tfriday\t3\tGrace", [number])
        kept = dict(before.pending.of(number))
    (tmp_path / "copy.sqlite").unlink()
    async with open_bench(empty_portal.webhook, tmp_path, fake_clock) as after:
        assert after.pending.of(number) == kept
        assert after.pending.state.cells == 4
        await after.pending.look()
        await after.apply()
    assert (shown(empty_portal, number)["SUBJECT"], shown(empty_portal, number)["RESPONSIBLE_ID"]) == ("New", "2")


# Looking


async def test_looking_shows_before_and_after_and_who_is_told(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("New\tfriday\t3\tGrace", ids)
    await bench.pending.look()
    preview = bench.pending.state.preview
    assert preview is not None
    [row] = preview.rows
    assert [(cell.edit.field, cell.now, cell.edit.wished) for cell in row.cells] == [
        (Field.TITLE, "One", "New"),
        (Field.DEADLINE, datetime(2026, 3, 3, 9, 0, tzinfo=UTC), FRIDAY),
        (Field.RESPONSIBLE, 1, 2),
        (Field.COLOR, TodoColor.DEFAULT, TodoColor.ORANGE),
    ]
    assert (preview.changes, preview.notified) == (4, (2,))
    assert writes(empty_portal) == {}


async def test_other_peoples_values_are_a_conflict_only_in_the_same_cell(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("Mine\nMine\nMine", ids)
    theirs(empty_portal, ids[0], SUBJECT="Theirs")
    theirs(empty_portal, ids[1], DESCRIPTION="Something else")
    theirs(empty_portal, ids[2], SUBJECT="Mine")
    await bench.pending.look()
    assert standings(bench) == {(ids[0], Field.TITLE): Standing.CONFLICT, (ids[1], Field.TITLE): Standing.READY}
    assert mark(bench, ids[0], Field.TITLE) is Mark.CONFLICT
    preview = bench.pending.state.preview
    assert preview is not None
    assert [edit.activity_id for edit in preview.already] == [ids[2]]
    assert set(bench.pending.rows) == {ids[0], ids[1]}


async def test_a_conflict_is_decided_by_the_person(bench: Bench, ids: list[int], empty_portal: SandboxProcess) -> None:
    await bench.paste("Mine\nMine\nMine", ids)
    for number in ids:
        theirs(empty_portal, number, SUBJECT="Theirs")
    await bench.pending.look()
    await bench.pending.decide(ids[0], Field.TITLE, mine=True)
    await bench.pending.decide(ids[1], Field.TITLE, mine=False)
    assert standings(bench) == {(ids[0], Field.TITLE): Standing.READY, (ids[2], Field.TITLE): Standing.CONFLICT}
    await bench.pending.undo()
    assert standings(bench)[ids[1], Field.TITLE] is Standing.CONFLICT
    await bench.pending.decide(ids[1], Field.TITLE, mine=False)
    await bench.apply()
    assert [shown(empty_portal, each)["SUBJECT"] for each in ids] == ["Mine", "Theirs", "Theirs"]
    assert set(bench.pending.rows) == {ids[2]}


async def test_what_is_gone_or_can_not_be_done_any_more_is_said_before(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("A\nB\nC", ids)
    empty_portal.call("crm.activity.delete", {"id": ids[0]})
    theirs(empty_portal, ids[1], COMPLETED="Y")
    await bench.pending.look()
    preview = bench.pending.state.preview
    assert preview is not None
    gone, completed = preview.row(ids[0]), preview.row(ids[1])
    assert gone is not None
    assert completed is not None
    assert (gone.gone, gone.title, gone.ready) == (True, "One", ())
    assert completed.cells[0].hindrance is Hindrance.COMPLETED
    assert mark(bench, ids[1], Field.TITLE) is Mark.HINDERED
    await bench.apply()
    assert fates(bench) == {ids[2]: Fate.DONE}
    assert set(bench.pending.rows) == {ids[0], ids[1]}


async def test_edits_after_the_look_are_seen_before_they_are_sent(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.wish(ids[0], Field.TITLE, "A")
    await bench.pending.look()
    shown_then = bench.pending.state.preview
    assert shown_then is not None
    await bench.wish(ids[0], Field.TITLE, "B")
    await bench.pending.apply(shown_then, ids, "Changes in the table")
    assert fates(bench) == {ids[0]: Fate.CHANGED}
    assert writes(empty_portal) == {}
    assert standings(bench) == {(ids[0], Field.TITLE): Standing.READY}
    await bench.wish(ids[1], Field.TITLE, "Never looked at")
    assert bench.pending.state.preview is None


# Sending


async def test_each_row_is_written_once_and_narrowly(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("New one\tfriday\t3\tGrace\nNew two\n\t\t7", ids)
    await bench.pending.look()
    phases: list[Phase] = []
    bench.pending.changed.add(lambda: phases.append(bench.pending.state.phase))
    await bench.apply()
    assert writes(empty_portal) == {
        str(ids[0]): {
            "crm.activity.update": 1,
            "crm.activity.todo.updateDeadline": 1,
            "crm.activity.todo.updateColor": 1,
            "crm.activity.todo.updateResponsibleUser": 1,
        },
        str(ids[1]): {"crm.activity.update": 1},
        str(ids[2]): {"crm.activity.todo.updateColor": 1},
    }
    assert fates(bench) == dict.fromkeys(ids, Fate.DONE)
    assert (bench.pending.state.cells, bench.pending.state.done) == (0, 3)
    assert phases[0] is Phase.APPLYING
    assert bench.pending.state.phase is Phase.RESTING
    [line] = await bench.session.copy.lines(ids[:1])
    assert (line.subject, line.deadline, line.color, line.responsible_id) == ("New one", FRIDAY, TodoColor.ORANGE, 2)


async def test_a_row_is_reopened_changed_and_completed_in_an_order_the_portal_takes(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    theirs(empty_portal, ids[0], COMPLETED="Y")
    await bench.read(ids)
    await bench.paste("Reopened\t\t5\t\tno\nFinished\t\t5\t\tyes", ids)
    await bench.pending.look()
    await bench.apply()
    assert fates(bench) == dict.fromkeys(ids[:2], Fate.DONE)
    found = [shown(empty_portal, each) for each in ids[:2]]
    assert [(each["SUBJECT"], each["COMPLETED"], each["SETTINGS"]["COLOR"]) for each in found] == [
        ("Reopened", "N", "5"),
        ("Finished", "Y", "5"),
    ]


async def test_calls_are_renamed_and_handed_over(bench: Bench, empty_portal: SandboxProcess) -> None:
    call = make_call(empty_portal)
    await bench.read([call])
    laid = await bench.paste("Ring Beate\tfriday\t3\tGrace\tyes", [call])
    assert {each.field: each.reason for each in laid.left_out} == {
        Field.DEADLINE: Hindrance.FOLLOWS_START,
        Field.COLOR: Hindrance.NOT_A_TODO,
    }
    before = shown(empty_portal, call)
    await bench.pending.look()
    await bench.apply()
    after = shown(empty_portal, call)
    assert (after["SUBJECT"], after["RESPONSIBLE_ID"], after["COMPLETED"]) == ("Ring Beate", "2", "Y")
    assert (after["DEADLINE"], after["START_TIME"]) == (before["DEADLINE"], before["START_TIME"])


async def test_known_reminders_are_written_and_nothing_else_is_lost(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    number = ids[0]
    left = await bench.pending.entry.edit([number], Field.PINGS, PingOffsets((5,)))
    assert [each.reason for each in left] == [Hindrance.UNKNOWN_PINGS]
    await bench.session.editing.open_new(EntityRef(DEAL, 1))
    bench.session.editing.change(title="Own", description="Keep me", deadline=FRIDAY)
    await bench.session.editing.save()
    base = bench.session.editing.state.base
    assert base is not None
    await bench.wish(base.id, Field.PINGS, PingOffsets((5,)))
    await bench.pending.look()
    await bench.apply()
    assert fates(bench) == {base.id: Fate.DONE}
    assert (shown(empty_portal, base.id)["SUBJECT"], shown(empty_portal, base.id)["DESCRIPTION"]) == ("Own", "Keep me")
    assert bench.pending.rows == {}


async def test_a_refused_row_says_why_and_waits_while_the_others_go(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("A\t\t3\nB\nC", ids)
    await bench.pending.look()
    empty_portal.faults("error:crm.activity.todo.updateColor:ACCESS_DENIED")
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.PARTLY_DONE, ids[1]: Fate.DONE, ids[2]: Fate.DONE}
    assert {each: list(cells) for each, cells in bench.pending.rows.items()} == {ids[0]: [Field.COLOR]}
    assert isinstance(bench.pending.refusal(ids[0], Field.COLOR), Refused)
    assert mark(bench, ids[0], Field.COLOR) is Mark.REFUSED
    empty_portal.faults("")
    await bench.pending.look()
    await bench.apply()
    assert bench.pending.rows == {}


async def test_what_changed_between_the_look_and_the_sending_is_not_overwritten(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("Mine\nMine", ids)
    await bench.pending.look()
    theirs(empty_portal, ids[0], SUBJECT="Theirs, just now")
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.CONFLICT, ids[1]: Fate.DONE}
    assert shown(empty_portal, ids[0])["SUBJECT"] == "Theirs, just now"
    assert standings(bench) == {(ids[0], Field.TITLE): Standing.CONFLICT}
    await bench.pending.decide(ids[0], Field.TITLE, mine=True)
    await bench.apply()
    assert shown(empty_portal, ids[0])["SUBJECT"] == "Mine"


async def test_a_row_that_vanished_meanwhile_is_told(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("Mine", ids)
    await bench.pending.look()
    empty_portal.call("crm.activity.delete", {"id": ids[0]})
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.GONE}
    assert await bench.session.copy.lines(ids[:1]) == []
    assert bench.pending.state.cells == 1


@asynccontextmanager
async def sending(bench: Bench, portal: SandboxProcess) -> AsyncIterator["asyncio.Task[None]"]:
    """Sends what was looked at; inside the block something was written and no answer has come yet."""
    before = writes(portal)
    portal.hold(True)
    task = asyncio.create_task(bench.apply())
    await asyncio.to_thread(until, lambda: writes(portal) != before)
    yield task
    portal.hold(False)
    await task


async def test_it_can_be_stopped_between_rows(bench: Bench, empty_portal: SandboxProcess) -> None:
    made = make_todos(empty_portal, MANY)
    await bench.read(made)
    await bench.paste("New", made, selected=(MANY, 1))
    await bench.pending.look()
    async with sending(bench, empty_portal):
        bench.pending.stop()
    assert set(fates(bench).values()) == {Fate.DONE}
    assert 0 < len(fates(bench)) < MANY
    assert set(bench.pending.rows) == set(made) - set(fates(bench))
    assert {int(each) for each in writes(empty_portal)} == set(fates(bench))
    assert bench.pending.state.phase is Phase.RESTING
    assert set(standings(bench).values()) == {Standing.READY}
    await bench.apply()
    assert writes(empty_portal) == {str(each): {"crm.activity.update": 1} for each in made}


async def test_stopped_before_it_began_nothing_is_sent(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("New", ids)
    await bench.pending.look()
    task = asyncio.create_task(bench.apply())
    await asyncio.sleep(0)
    bench.pending.stop()
    await task
    assert (writes(empty_portal), fates(bench)) == ({}, {})
    assert bench.session.runs.lines[0].standing is RunStanding.ENDED
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.DONE}


async def test_a_row_on_its_way_is_left_alone_and_says_so(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    number, other, _third = ids
    await bench.wish(number, Field.TITLE, "Sent")
    await bench.pending.look()
    async with sending(bench, empty_portal):
        assert mark(bench, number, Field.TITLE) is Mark.SENDING
        left = await bench.pending.entry.edit([number, other], Field.TITLE, "Too late")
        laid = await bench.paste("Too late", [number])
        await bench.pending.revert(number)
        assert [each.reason for each in left] == [each.reason for each in laid.left_out] == [Misfit.BEING_SENT]
    assert shown(empty_portal, number)["SUBJECT"] == "Sent"
    assert {each: list(cells) for each, cells in bench.pending.rows.items()} == {other: [Field.TITLE]}


async def test_a_lost_answer_is_settled_and_nothing_is_written_twice(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("Mine\nMine", ids)
    await bench.pending.look()
    empty_portal.faults("reset_after:crm.activity.update", once=1)
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.DONE, ids[1]: Fate.DONE}
    assert writes(empty_portal) == {str(each): {"crm.activity.update": 1} for each in ids[:2]}
    assert bench.pending.rows == {}


def killed_while_it_writes(portal: SandboxProcess, words: Sequence[str]) -> None:
    with subprocess.Popen([sys.executable, "-m", "tests.helpers.pending_sender", *words], cwd=ROOT) as process:
        until(lambda: writes(portal))
        process.kill()


async def test_killed_while_sending_it_is_settled_before_anything_is_sent_again(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    made = make_todos(empty_portal, MANY)
    empty_portal.hold(True)
    words = (empty_portal.webhook, str(tmp_path), *map(str, made))
    await asyncio.to_thread(killed_while_it_writes, empty_portal, words)
    empty_portal.hold(False)
    written = {int(each) for each in await asyncio.to_thread(at_rest, empty_portal)}
    async with open_bench(empty_portal.webhook, tmp_path, fake_clock) as after:
        await after.session.runs.load()
        assert after.pending.state.cells == MANY
        assert [line.standing for line in after.session.runs.lines] == [RunStanding.KEPT]
        assert after.session.runs.offered == ()
        await after.pending.look()
        assert set(after.pending.rows) == set(made) - written
        assert [line.standing for line in after.session.runs.lines] == [RunStanding.ENDED]
        await after.apply()
        assert after.pending.rows == {}
    assert writes(empty_portal) == {str(each): {"crm.activity.update": 1} for each in made}


# Without the portal


@pytest.fixture
def lasting(sandbox: Callable[..., SandboxProcess], tmp_path: Path) -> Callable[[int], SandboxProcess]:
    """A portal that can end and come back at the same address with what it had."""
    return lambda port: sandbox("--data", "empty", "--port", str(port), "--state", str(tmp_path / "portal.db"), *FAST)


async def test_offline_everything_waits_and_is_offered_when_the_portal_is_back(
    lasting: Callable[[int], SandboxProcess], tmp_path: Path, fake_clock: FakeClock
) -> None:
    portal = lasting(0)
    port = int(portal.portal.rpartition(":")[2])
    number, other = make_todo(portal), make_todo(portal, "Other")
    async with open_bench(portal.webhook, tmp_path, fake_clock) as bench:
        await bench.read([number, other])
        portal.stop()
        await bench.paste("Written offline\tfriday\nThis too", [number, other])
        await bench.pending.look()
        assert isinstance(bench.pending.state.problem, Unreachable)
        assert (bench.pending.state.cells, bench.pending.state.preview) == (3, None)
        await bench.pending.portal_is_back()  # it was not, after all
        assert not is_offered(bench)

        portal = lasting(port)
        theirs(portal, other, SUBJECT="Theirs")
        await bench.pending.portal_is_back()
        assert is_offered(bench)
        assert writes(portal) == {str(other): {"crm.activity.update": 1}}
        assert standings(bench)[other, Field.TITLE] is Standing.CONFLICT
        await bench.apply()
        assert shown(portal, number)["SUBJECT"] == "Written offline"
        assert shown(portal, other)["SUBJECT"] == "Theirs"
        assert not is_offered(bench)


def is_offered(bench: Bench) -> bool:
    return bench.pending.state.offered and bench.pending.state.problem is None


async def test_the_portal_goes_away_before_anything_is_sent(
    lasting: Callable[[int], SandboxProcess], tmp_path: Path, fake_clock: FakeClock
) -> None:
    portal = lasting(0)
    port = int(portal.portal.rpartition(":")[2])
    made = [make_todo(portal, str(each)) for each in range(8)]
    async with open_bench(portal.webhook, tmp_path, fake_clock) as bench:
        await bench.read(made)
        await bench.paste("New", made, selected=(8, 1))
        await bench.pending.look()
        portal.stop()
        await bench.apply()
        assert fates(bench) == {}
        assert isinstance(bench.pending.state.problem, PortalError)
        assert bench.pending.state.cells == 8
        [line] = bench.session.runs.lines
        assert (line.standing, line.counts) == (RunStanding.ENDED, {RowOutcome.CANCELLED: 8})
        portal = lasting(port)
        await bench.pending.portal_is_back()
        await bench.apply()
        assert [shown(portal, each)["SUBJECT"] for each in made] == ["New"] * 8


async def test_the_portal_goes_away_while_rows_are_on_their_way(
    lasting: Callable[[int], SandboxProcess], tmp_path: Path, fake_clock: FakeClock
) -> None:
    portal = lasting(0)
    port = int(portal.portal.rpartition(":")[2])
    made = make_todos(portal, MANY)
    async with open_bench(portal.webhook, tmp_path, fake_clock) as bench:
        await bench.read(made)
        await bench.paste("New", made, selected=(MANY, 1))
        await bench.pending.look()
        portal.hold(True)
        task = asyncio.create_task(bench.apply())
        await asyncio.to_thread(until, lambda: writes(portal))
        portal.stop()
        await task
        lost = {number for number, fate in fates(bench).items() if fate is Fate.UNKNOWN}
        assert lost
        assert len(bench.pending.rows) == MANY
        assert isinstance(bench.pending.state.problem, PortalError)
        preview = bench.pending.state.preview
        assert preview is not None
        assert {row.activity_id for row in preview.rows if row.under_way} == lost
        assert {row.activity_id for row in preview.ready} == set(made) - lost
        assert [line.standing for line in bench.session.runs.lines] == [RunStanding.KEPT]

        portal = lasting(port)
        await bench.pending.portal_is_back()
        assert [line.standing for line in bench.session.runs.lines] == [RunStanding.ENDED]
        await bench.apply()
        assert [shown(portal, each)["SUBJECT"] for each in made] == ["New"] * MANY
        assert bench.pending.rows == {}


async def test_a_portal_that_is_closed_ends_it_at_once(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("A\nB", ids)
    await bench.pending.look()
    empty_portal.faults("plan")
    await bench.apply()
    assert isinstance(bench.pending.state.problem, PlanRequired)
    assert (fates(bench), bench.pending.state.cells) == ({}, 2)
    assert bench.session.runs.offered == ()
    empty_portal.faults("")
    await bench.pending.look()
    assert bench.pending.state.problem is None
    await bench.apply()
    assert writes(empty_portal) == {str(each): {"crm.activity.update": 1} for each in ids[:2]}


async def test_what_can_not_be_written_down_is_not_sent(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_self: PendingEditBook, _cells: object, _run_id: object) -> None:
        raise StoreUnusable(Path("memory.sqlite"), "disk")

    await bench.paste("A", ids)
    await bench.pending.look()
    with monkeypatch.context() as patched:
        patched.setattr(PendingEditBook, "sending", full)
        with pytest.raises(StoreUnusable):
            await bench.apply()
    assert (writes(empty_portal), bench.pending.state.phase) == ({}, Phase.RESTING)
    assert bench.session.runs.lines[0].standing is RunStanding.ENDED
    await bench.apply()
    assert fates(bench) == {ids[0]: Fate.DONE}


async def test_nothing_to_offer_nothing_is_asked(bench: Bench, empty_portal: SandboxProcess) -> None:
    requests = empty_portal.stats()["requests"]
    await bench.pending.portal_is_back()
    assert empty_portal.stats()["requests"] == requests
    assert not bench.pending.state.offered


async def test_a_hundred_rows_are_read_in_few_requests(bench: Bench, empty_portal: SandboxProcess) -> None:
    made = make_todos(empty_portal, 120)
    await bench.read(made)
    await bench.paste("New", made, selected=(120, 1))
    requests = empty_portal.stats()["requests"]
    await bench.pending.look()
    assert empty_portal.stats()["requests"] == requests + 1
    assert bench.pending.state.rows == 120


# As one run


async def test_a_hundred_rows_are_sent_in_few_requests_and_taken_back_as_one(
    bench: Bench, empty_portal: SandboxProcess
) -> None:
    made = make_todos(empty_portal, 100)
    await bench.read(made)
    await bench.paste("New", made, selected=(100, 1))
    await bench.pending.look()
    requests = empty_portal.stats()["requests"]
    await bench.apply()
    assert empty_portal.stats()["requests"] - requests <= 8
    assert bench.pending.rows == {}
    assert [each.subject for each in await bench.session.copy.lines(made)] == ["New"] * 100

    line = bench.session.runs.line(bench.pending.state.run_id)
    assert line is not None
    assert (line.head.title, line.counts) == ("Changes in the table", {RowOutcome.DONE: 100})
    await take_back(bench)
    assert [shown(empty_portal, each)["SUBJECT"] for each in made] == [f"Call {each}" for each in range(100)]


async def test_every_kind_of_cell_comes_back(bench: Bench, ids: list[int], empty_portal: SandboxProcess) -> None:
    theirs(empty_portal, ids[2], COMPLETED="Y")
    await bench.read(ids)
    kept = ("SUBJECT", "DEADLINE", "RESPONSIBLE_ID", "COMPLETED", "SETTINGS", "DESCRIPTION")
    before = [{name: shown(empty_portal, each)[name] for name in kept} for each in ids]
    await bench.paste("A\tfriday\t3\tGrace\nB\t\t\t\tyes\nC\t\t5\t\tno", ids)
    await bench.wish(ids[0], Field.DESCRIPTION, "Written")
    await bench.pending.look()
    await bench.apply()
    assert fates(bench) == dict.fromkeys(ids, Fate.DONE)
    await take_back(bench)
    assert [{name: shown(empty_portal, each)[name] for name in kept} for each in ids] == before


async def take_back(bench: Bench) -> None:
    """Undoes the whole set, and returns when that has ended."""
    desk, run_id = bench.session.runs, bench.pending.state.run_id
    back = await desk.start(await desk.plan_undo(run_id), "Undo", undo_of=run_id)
    ended = asyncio.Event()

    def look() -> None:
        if (line := desk.line(back)) is not None and line.standing is RunStanding.ENDED:
            ended.set()

    end = desk.changed.add(look)
    look()
    await asyncio.wait_for(ended.wait(), 20)
    end()


async def test_what_was_refused_can_be_tried_again_as_a_run(
    bench: Bench, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await bench.paste("A\t\t3\nB\nC", ids)
    await bench.pending.look()
    empty_portal.faults("error:crm.activity.todo.updateColor:ACCESS_DENIED")
    await bench.apply()
    empty_portal.faults("")
    desk = bench.session.runs
    plan = await desk.plan_retry(bench.pending.state.run_id)
    assert [(row.activity_id, [step.method for step in row.steps]) for row in plan.rows] == [
        (ids[0], ["crm.activity.todo.updateColor"])
    ]
