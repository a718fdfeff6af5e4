"""Runs on a real portal: what each change does, what is left alone, and what is said about it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import TooMany
from daybook.bulk.report import ReportRow
from daybook.bulk.running.progress import Phase
from daybook.bulk.running.run import Run
from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    ByLoad,
    Change,
    Move,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe import Selection
from daybook.domain.entities import COMPANY, DEAL, EntityRef
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import PingOffsets, TodoColor
from tests.bulk.runs_bench import SCALE, Bench, open_bench
from tests.helpers.bulk_truth import rows_of
from tests.sandbox.process import FAST, SandboxProcess

MOMENT = datetime(2031, 3, 4, 10, 0, tzinfo=UTC)
LAYOUT = {"blocks": {"text": {"type": "text", "properties": {"value": "Hello"}}}}
Start = Callable[..., SandboxProcess]
Make = Callable[..., int]


@pytest.fixture
def process(sandbox: Start) -> SandboxProcess:
    return sandbox(*FAST, "--time-scale", str(SCALE), "--data", "empty")


@pytest.fixture
async def bench(process: SandboxProcess, tmp_path: Path) -> AsyncIterator[Bench]:
    async with open_bench(process, tmp_path) as made:
        yield made


@pytest.fixture
def todo(process: SandboxProcess) -> Make:
    """Makes a to-do and gives its number."""

    def make(title: str = "Call", deal: int = 1, **more: Any) -> int:
        place = {"ownerTypeId": DEAL, "ownerId": deal, "deadline": MOMENT.isoformat(), "title": title}
        number: int = process.call("crm.activity.todo.add", {**place, **more})["id"]
        return number

    return make


def row_of(process: SandboxProcess, number: int) -> dict[str, Any]:
    row: dict[str, Any] = process.call("crm.activity.get", {"id": number})
    return row


def bound(process: SandboxProcess, number: int) -> set[tuple[int, int]]:
    rows = process.call("crm.activity.binding.list", {"activityId": number})
    return {(row["entityTypeId"], row["entityId"]) for row in rows}


def outcomes(rows: list[ReportRow]) -> list[RowOutcome]:
    return [row.outcome for row in rows]


async def test_four_changes_are_four_steps_in_the_order_a_portal_accepts(
    bench: Bench, process: SandboxProcess, todo: Make
) -> None:
    """A completed to-do is reopened first, and nothing is lost on the way."""
    number = todo(description="About it", pingOffsets=[0, 30])
    process.call("crm.activity.update", {"id": number, "fields": {"COMPLETED": "Y"}})
    before = process.stats()["commands"]
    change = Change(
        deadline=ShiftDeadline(2, ShiftUnit.DAYS), color=TodoColor.GREEN, responsible=SetResponsible(2), completed=False
    )
    assert outcomes(await bench.go([number], change)) == [RowOutcome.DONE]
    row = row_of(process, number)
    assert datetime.fromisoformat(row["DEADLINE"]) == MOMENT + timedelta(days=2)
    assert (row["SETTINGS"]["COLOR"], row["RESPONSIBLE_ID"], row["COMPLETED"]) == ("4", "2", "N")
    assert row["DESCRIPTION"] == "About it"
    writes = process.stats()["writes"][str(number)]
    assert {method: times for method, times in writes.items() if method != "crm.activity.todo.add"} == {
        "crm.activity.update": 2,  # once by this test
        "crm.activity.todo.updateDeadline": 1,
        "crm.activity.todo.updateColor": 1,
        "crm.activity.todo.updateResponsibleUser": 1,
    }
    besides = 4  # the plan's read, the person's name, the look before sending, and this test's own read
    assert process.stats()["commands"] - before == 4 + besides


async def test_values_that_differ_from_row_to_row(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    one, two, three = todo("One"), todo("Two"), todo("Three", deal=2)
    deals = {int(deal["ID"]): deal["TITLE"] for deal in process.call("crm.deal.list")}
    change = Change(
        title=TextChange(TextOperation.PREFIX, "{deal.title}: "),
        values={two: {Field.TITLE: "Own", Field.COLOR: "7"}},
    )
    await bench.go([one, two, three], change)
    assert row_of(process, one)["SUBJECT"] == f"{deals[1]}: One"
    assert (row_of(process, two)["SUBJECT"], row_of(process, two)["SETTINGS"]["COLOR"]) == ("Own", "7")
    assert row_of(process, three)["SUBJECT"] == f"{deals[2]}: Three"


async def test_somebody_elses_values_are_named_and_stay(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    """Between the plan and the run; that LAST_UPDATED moved for another field is no conflict."""
    ours, theirs, other = todo("Ours"), todo("Theirs"), todo("Other")
    head = await bench.begin([ours, theirs, other], Change(color=TodoColor.ROSE))
    place = {"ownerTypeId": DEAL, "ownerId": 1}
    process.call("crm.activity.todo.updateColor", {"id": theirs, **place, "colorId": "2"})
    process.call("crm.activity.update", {"id": other, "fields": {"SUBJECT": "Renamed"}})
    rows = await bench.execute(head.id)
    assert outcomes(rows) == [RowOutcome.DONE, RowOutcome.CONFLICT, RowOutcome.DONE]
    assert rows[1].theirs == {"color": "2"}
    assert row_of(process, theirs)["SETTINGS"]["COLOR"] == "2"
    assert row_of(process, other)["SUBJECT"] == "Renamed"


async def test_what_was_deleted_meanwhile_is_said(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    gone, there = todo("Gone"), todo("There")
    head = await bench.begin([gone, there], Change(color=TodoColor.ROSE))
    process.call("crm.activity.delete", {"id": gone})
    rows = await bench.execute(head.id)
    assert outcomes(rows) == [RowOutcome.FAILED, RowOutcome.DONE]
    assert rows[0].cause == "NOT_FOUND"


async def test_completing_waits_for_the_rest(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    """Nothing could be mended behind it: what is refused stays open."""
    number = todo()
    process.faults("error:crm.activity.todo.updateColor:ACCESS_DENIED=1")
    [row] = await bench.go([number], Change(color=TodoColor.ROSE, completed=True))
    assert (row.outcome, row.cause) == (RowOutcome.FAILED, "ACCESS_DENIED")
    assert row_of(process, number)["COMPLETED"] == "N"


async def test_reminders_are_written_with_everything_else(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    """One command does all of it, with what somebody wrote since the plan; a lost answer sends it once more."""
    number = todo("Call", description="About it")
    change = Change(pings=PingOffsets((0, 60)), title=TextChange(TextOperation.SUFFIX, "!"), color=TodoColor.GREY)
    head = await bench.begin([number], change)
    place = {"ownerTypeId": DEAL, "ownerId": 1}
    process.call("crm.activity.todo.updateDescription", {"id": number, **place, "value": "Theirs"})
    rows = await bench.execute(head.id)
    row = row_of(process, number)
    assert (row["SUBJECT"], row["DESCRIPTION"], row["SETTINGS"]["COLOR"]) == ("Call!", "Theirs", "6")
    assert outcomes(rows) == [RowOutcome.DONE]
    assert process.stats()["writes"][str(number)]["crm.activity.todo.update"] == 1
    assert (await bench.known.known(bench.portal.address, number)).pings == PingOffsets((0, 60))
    process.faults("timeout_after:crm.activity.todo.update=1", once=1)
    [again] = await bench.go([number], Change(pings=PingOffsets((15,))))
    assert (again.outcome, again.cause) == (RowOutcome.DONE, "sent_again")
    assert process.stats()["writes"][str(number)]["crm.activity.todo.update"] == 3


async def test_binding_and_moving(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    """Across types it is bound to the new item before it is taken off the old one, and back again."""
    company = process.call("crm.company.add", {"fields": {"TITLE": "Northwind"}})
    one, two = todo(), todo()
    head = await bench.begin([one, two], Change(move=Move(EntityRef(DEAL, 1), EntityRef(COMPANY, company))))
    assert outcomes(await bench.execute(head.id)) == [RowOutcome.DONE] * 2
    assert bound(process, one) == bound(process, two) == {(COMPANY, company)}
    assert outcomes(await bench.undo(head.id)) == [RowOutcome.DONE] * 2
    assert bound(process, one) == {(DEAL, 1)}
    more = Change(bind=(EntityRef(DEAL, 2), EntityRef(COMPANY, company)), unbind=(EntityRef(DEAL, 1),))
    head = await bench.begin([one], more)
    await bench.execute(head.id)
    assert bound(process, one) == {(DEAL, 2), (COMPANY, company)}
    await bench.undo(head.id)
    assert bound(process, one) == {(DEAL, 1)}


async def test_what_was_bound_meanwhile_is_as_it_was_to_be(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    number = todo()
    head = await bench.begin([number], Change(bind=(EntityRef(DEAL, 2),)))
    process.call("crm.activity.binding.add", {"activityId": number, "entityTypeId": DEAL, "entityId": 2})
    assert outcomes(await bench.execute(head.id)) == [RowOutcome.DONE]


async def test_the_last_binding_can_not_go(bench: Bench, todo: Make) -> None:
    [row] = await bench.go([todo()], Change(unbind=(EntityRef(DEAL, 1),)))
    assert (row.outcome, row.cause) == (RowOutcome.SKIPPED, "last_binding")


async def test_content_blocks_by_an_application(process: SandboxProcess, tmp_path: Path, todo: Make) -> None:
    number = todo()
    place = {"entityTypeId": DEAL, "entityId": 1, "activityId": number}
    async with open_bench(process, tmp_path, application=True) as bench:
        head = await bench.begin([number], Change(blocks=Blocks(LAYOUT)))
        assert outcomes(await bench.execute(head.id)) == [RowOutcome.DONE]
        assert process.app_call("crm.activity.layout.blocks.get", place)["layout"] == LAYOUT
        assert outcomes(await bench.undo(head.id)) == [RowOutcome.DONE]
        assert not process.app_call("crm.activity.layout.blocks.get", place)["layout"]


async def test_content_blocks_by_a_webhook(bench: Bench, todo: Make) -> None:
    """It is said before anything is tried."""
    [row] = (await bench.plan([todo()], Change(blocks=Blocks(LAYOUT)))).rows
    assert row.skipped == "needs_application"


@pytest.mark.parametrize("kind", [ActivityKind.CALL, ActivityKind.MEETING])
async def test_a_call_for_each_deal(bench: Bench, process: SandboxProcess, kind: ActivityKind) -> None:
    phone = [{"VALUE": "+49 30 1", "VALUE_TYPE": "WORK"}]
    contact = process.call("crm.contact.add", {"fields": {"NAME": "Anna", "PHONE": phone}})
    process.call("crm.deal.update", {"id": 1, "fields": {"CONTACT_ID": contact}})
    template = Template(kind, "Talk about {deal.title}", MOMENT)
    head = await bench.begin([1, 2], Change(create=template), entity_type=DEAL)
    rows = await bench.execute(head.id)
    if kind is ActivityKind.CALL:  # nobody of deal 2 has a number
        assert [(row.outcome, row.cause) for row in rows] == [
            (RowOutcome.DONE, ""),
            (RowOutcome.SKIPPED, "no_communication"),
        ]
    assert rows[0].activity_id is not None
    made = row_of(process, rows[0].activity_id)
    assert made["TYPE_ID"] == ("2" if kind is ActivityKind.CALL else "1")
    assert datetime.fromisoformat(made["START_TIME"]) == MOMENT
    await bench.undo(head.id)
    assert {int(row["ID"]) for row in process.call("crm.activity.list")} == set()


async def test_by_load_and_spread_count_what_is_there(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    monday = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
    for _ in range(9):
        todo("Busy", responsibleId=1, deadline=monday.isoformat())
    chosen = [todo(f"Row {number}", responsibleId=1, deadline=MOMENT.isoformat()) for number in range(4)]
    change = Change(responsible=ByLoad((1, 2)), deadline=SpreadDeadline(monday, 2, cap=3))
    rows = await bench.go(chosen, change)
    assert outcomes(rows) == [RowOutcome.DONE] * 4
    people = [row_of(process, number)["RESPONSIBLE_ID"] for number in chosen]
    assert people.count("2") == 4, "the other has nine already, and these four as well"
    days = [datetime.fromisoformat(row_of(process, number)["DEADLINE"]).date().day for number in chosen]
    assert sorted(days) == [3, 3, 4, 4]
    full = await bench.go(chosen, Change(responsible=SetResponsible(1), deadline=SpreadDeadline(monday, 1, cap=10)))
    assert sorted(row.cause for row in full) == ["", "no_room", "no_room", "no_room"]


async def test_a_filter_selects_everything_it_counts(bench: Bench, process: SandboxProcess, todo: Make) -> None:
    """Also with bounds of its own on the id, which our paging uses."""
    numbers = [todo(f"T{number}") for number in range(120)]
    select = Selection(filter={"%SUBJECT": "T", ">ID": numbers[4], "<ID": numbers[115]})
    plan = await bench.preparing.plan(select, Change(color=TodoColor.BLUE), Calendar(bench.clock.now(), UTC))
    assert sorted(row.activity_id or 0 for row in plan.rows) == numbers[5:115]
    with pytest.raises(TooMany) as refused:
        await bench.preparing.plan(select, Change(color=TodoColor.BLUE), Calendar(bench.clock.now(), UTC), allowed=109)
    assert (refused.value.found, refused.value.allowed) == (110, 109)


async def test_running_time_is_waited_for(sandbox: Start, tmp_path: Path) -> None:
    """The portal's limit is lower than we know; no row is lost by finding out, and none is sent twice."""
    process = sandbox(*FAST, "--time-scale", "600", "--data", "200", "--processing", "600", "--operating-limit", "60")
    async with open_bench(process, tmp_path) as bench:
        head = await bench.begin(range(1, 201), Change(deadline=SetDeadline(MOMENT)))
        held: set[str] = set()

        def started(run: Run) -> None:
            run.observers.append(lambda: held.add(run.progress.held.value))

        rows = await bench.execute(head.id, started)
    assert {row.outcome for row in rows} <= {RowOutcome.DONE, RowOutcome.SKIPPED}
    assert "operating_time" in held
    writes = process.stats()["writes"]
    assert all(times == 1 for methods in writes.values() for times in methods.values())


async def test_cancelling_ends_what_is_on_its_way_and_gives_up_the_rest(sandbox: Start, tmp_path: Path) -> None:
    process = sandbox(*FAST, "--time-scale", str(SCALE), "--data", "300", "--processing", "1200")
    async with open_bench(process, tmp_path) as bench:
        head = await bench.begin(range(1, 301), Change(deadline=SetDeadline(MOMENT)))

        def started(run: Run) -> None:
            run.observers.append(lambda: run.cancel() if run.progress.done > 20 else None)

        rows = await bench.execute(head.id, started)
    counts = {outcome: outcomes(rows).count(outcome) for outcome in outcomes(rows)}
    assert counts[RowOutcome.DONE] > 20
    assert counts[RowOutcome.CANCELLED] > 0
    assert set(counts) <= {RowOutcome.DONE, RowOutcome.CANCELLED, RowOutcome.SKIPPED}
    now = rows_of(process, range(1, 301))
    for row in rows:
        is_so = now[row.activity_id or 0]["deadline"] == MOMENT.isoformat()
        assert is_so is (row.outcome is RowOutcome.DONE or row.cause == "already")


async def test_pausing_sends_nothing(sandbox: Start, tmp_path: Path) -> None:
    process = sandbox(*FAST, "--time-scale", str(SCALE), "--data", "300", "--processing", "1200")
    async with open_bench(process, tmp_path) as bench:
        head = await bench.begin(range(1, 301), Change(deadline=SetDeadline(MOMENT)))
        seen: list[tuple[Phase, int]] = []

        def started(run: Run) -> None:
            def look() -> None:
                now = run.progress
                seen.append((now.phase, now.in_flight))
                if now.phase is Phase.RUNNING and now.done > 20 and len(seen) < 50:
                    run.pause()
                elif now.phase is Phase.PAUSED and now.in_flight <= 1:
                    run.resume()

            run.observers.append(look)

        rows = await bench.execute(head.id, started)
    assert {phase for phase, _ in seen} >= {Phase.RUNNING, Phase.PAUSED}
    assert {row.outcome for row in rows} <= {RowOutcome.DONE, RowOutcome.SKIPPED}
    assert all(times == 1 for methods in process.stats()["writes"].values() for times in methods.values())


async def test_the_counts_of_the_journal_are_those_of_the_rows(
    bench: Bench, process: SandboxProcess, todo: Make
) -> None:
    """SQL and `outcome_of` agree on every outcome that there is."""
    numbers = [todo(f"Row {number}") for number in range(6)]
    head = await bench.begin([*numbers, 99_999], Change(color=TodoColor.ROSE, completed=True))
    process.call("crm.activity.delete", {"id": numbers[0]})
    place = {"ownerTypeId": DEAL, "ownerId": 1}
    process.call("crm.activity.todo.updateColor", {"id": numbers[1], **place, "colorId": "2"})
    process.call("crm.activity.todo.updateColor", {"id": numbers[2], **place, "colorId": "7"})
    process.faults("error:crm.activity.update:ACCESS_DENIED=1", once=1)
    rows = await bench.execute(head.id)
    counted = await bench.journal.counts(head.id)
    assert counted == {outcome: outcomes(rows).count(outcome) for outcome in outcomes(rows)}
    assert {RowOutcome.CONFLICT, RowOutcome.FAILED, RowOutcome.SKIPPED, RowOutcome.DONE} <= set(counted)
    process.faults("")
    await bench.undo(head.id)
    rows = await bench.report(head.id)
    counted = await bench.journal.counts(head.id)
    assert counted == {outcome: outcomes(rows).count(outcome) for outcome in outcomes(rows)}
    assert counted[RowOutcome.UNDONE] > 0
