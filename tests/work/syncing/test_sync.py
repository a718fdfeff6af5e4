"""The copy holds what the portal holds: after the first load, after changes, after everything that comes between."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy.copy import PAGE_BYTES, Changed, PortalCopy
from daybook.store.database import StoreUnusable
from daybook.work.syncing.progress import Brake, Phase
from daybook.work.syncing.sync import SINCE, SWEEP_EVERY, Sync
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_portal
from tests.sandbox.process import SandboxProcess

ROWS = 6_000
PATIENT = ("--rate", "100000", "--burst", "1000000")
"""For these tests ask the portal directly, too."""
DEALS = ROWS // 5
TODO = {"ownerTypeId": DEAL, "ownerId": 1, "deadline": "2031-01-01T10:00:00+03:00", "title": "New"}


class Desk:
    """One portal, its copy, and what keeps the two in step."""

    def __init__(self, process: SandboxProcess, portal: Portal, copy: PortalCopy, clock: FakeClock) -> None:
        self.process, self.portal, self.copy, self.clock = process, portal, copy, clock
        self.sync = Sync(portal, copy, 1, clock)

    async def round_with_sweep(self) -> None:
        """A round some time later, when it is looked again for what is gone."""
        self.clock.advance(SWEEP_EVERY.total_seconds())
        await self.sync.round()

    def has_rested(self) -> bool:
        """True when a round is over that read everything."""
        return self.sync.state.complete and self.sync.state.phase is Phase.RESTING

    async def ids(self) -> list[int]:
        return list(await self.copy.ids(Filter(), Order(SortKey.ID)))

    async def is_whole(self) -> bool:
        """Row for row what the portal has."""
        theirs = await asyncio.to_thread(all_rows, self.process)
        if await self.ids() != sorted(theirs):
            return False
        for number, row in theirs.items():
            ours = await self.copy.activity(number)
            assert ours is not None
            if (ours.subject, ours.completed) != (row["SUBJECT"], row["COMPLETED"] == "Y"):
                return False
        return True


def all_rows(process: SandboxProcess) -> dict[int, dict[str, Any]]:
    """Every activity, by plain pages."""
    found: dict[int, dict[str, Any]] = {}
    last = 0
    while True:
        params = {
            "filter": {">ID": last},
            "order": {"ID": "ASC"},
            "start": -1,
            "select": ["ID", "SUBJECT", "COMPLETED"],
        }
        rows = process.call("crm.activity.list", params)
        found |= {int(row["ID"]): row for row in rows}
        if len(rows) < 50:
            return found
        last = max(found)


@asynccontextmanager
async def open_desk(process: SandboxProcess, home: Path, ahead_s: float = 0.0) -> AsyncIterator[Desk]:
    clock = FakeClock(datetime.fromtimestamp(datetime.now(UTC).timestamp() + ahead_s, UTC))
    portal = await open_portal(process.webhook, clock)
    copy = await PortalCopy.open(home / "copy.sqlite", portal=portal.address)
    try:
        yield Desk(process, portal, copy, clock)
    finally:
        await copy.aclose()
        await portal.aclose()


async def until(seen: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not seen():  # noqa: ASYNC110  (the sync tells by its listeners, and what is waited for may be anything)
            await asyncio.sleep(0)


async def until_called(desk: Desk, number: int, title: str) -> None:
    """Returns when the copy has an activity under this title."""
    async with asyncio.timeout(30):
        while (found := await desk.copy.activity(number)) is None or found.subject != title:  # noqa: ASYNC110  (a file)
            await asyncio.sleep(0.01)


@pytest.fixture
def process(sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return sandbox("--data", str(ROWS), *PATIENT)


@pytest.fixture
def small(sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return sandbox("--data", "300", *PATIENT)


async def test_everything_is_there_after_few_requests(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        before = process.stats()["requests"]
        await desk.sync.round()
        spent = process.stats()["requests"] - before

        assert desk.sync.state.complete
        assert (desk.sync.state.phase, desk.sync.state.gap) == (Phase.RESTING, 0)
        assert spent <= -(-ROWS // 2500) + -(-DEALS // 2500) + 6
        assert len(await desk.copy.entity_ids(DEAL)) == DEALS
        assert len(await desk.copy.people()) == 20
        [line] = await desk.copy.lines([1])
        assert line.owner_title
        assert await desk.is_whole()


async def test_the_screen_is_useful_after_the_first_answer(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        first: list[list[int]] = []
        seen: list[tuple[int, int | None]] = []
        desk.sync.changed.add(lambda: seen.append((desk.sync.state.rows, desk.sync.state.total)))
        desk.copy.observers.append(lambda changed: first.append(sorted(changed.ids or ())))
        await desk.sync.round()

        newest = next(ids for ids in first if ids)
        assert 500 <= len(newest) <= 1_500
        assert newest[-1] == ROWS
        assert (ROWS + DEALS, ROWS + DEALS) in seen
        rows = [done for done, total in seen if total is not None]
        assert rows[: rows.index(ROWS + DEALS)] == sorted(rows[: rows.index(ROWS + DEALS)])


async def test_what_changes_comes_and_what_is_deleted_goes(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        small.call("crm.activity.update", {"id": 7, "fields": {"SUBJECT": "Renamed"}})
        small.call("crm.activity.delete", {"id": 8})
        small.call("crm.deal.update", {"id": 3, "fields": {"TITLE": "Another title"}})
        new = small.call("crm.activity.todo.add", TODO)["id"]
        await desk.round_with_sweep()

        assert await desk.is_whole()
        assert new in await desk.ids()
        [deal] = await desk.copy.entities([EntityRef(DEAL, 3)])
        assert deal.title == "Another title"


async def test_a_quiet_portal_is_asked_twice_a_round(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        desk.clock.advance(60)
        before = small.stats()["requests"]
        await desk.sync.round()

        assert small.stats()["requests"] - before <= 2


async def test_more_changes_than_a_page_holds(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        for number in range(1, 131):
            small.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": f"Changed {number}"}})
        await desk.sync.round()

        assert await desk.is_whole()


async def test_rows_that_change_while_they_are_read(process: SandboxProcess, tmp_path: Path) -> None:
    """Completed ones go from what is read first to what is read last, and back."""
    async with open_desk(process, tmp_path) as desk:
        changed = False

        def change() -> None:
            nonlocal changed
            if desk.sync.state.rows and not changed:
                changed = True
                for number in (1, 2, 3, 2_500, 5_999):
                    row = process.call("crm.activity.get", {"id": number})
                    flag = "N" if row["COMPLETED"] == "Y" else "Y"
                    process.call("crm.activity.update", {"id": number, "fields": {"COMPLETED": flag}})
                process.call("crm.activity.delete", {"id": 4})
                process.call("crm.activity.todo.add", TODO)

        desk.sync.changed.add(change)
        await desk.sync.round()

        assert changed
        assert await desk.is_whole()


async def test_an_interrupted_load_goes_on_where_it_was(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        loading = asyncio.ensure_future(desk.sync.round())
        await until(lambda: desk.sync.state.rows >= 2_500)
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        assert not desk.sync.state.complete
    process.call("crm.activity.update", {"id": 5_999, "fields": {"SUBJECT": "Changed meanwhile"}})
    async with open_desk(process, tmp_path) as desk:
        before = process.stats()["commands"]
        await desk.sync.round()

        assert process.stats()["commands"] - before < (ROWS + DEALS) / 50
        assert await desk.is_whole()


@pytest.mark.parametrize("ahead_s", [3_600.0, -3_600.0])
async def test_a_clock_that_is_wrong_by_an_hour(small: SandboxProcess, tmp_path: Path, ahead_s: float) -> None:
    async with open_desk(small, tmp_path, ahead_s) as desk:
        await desk.sync.round()
        small.call("crm.activity.update", {"id": 7, "fields": {"SUBJECT": "Renamed"}})
        await desk.sync.round()

        assert await desk.is_whole()


async def test_faults_of_all_kinds(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        process.faults(
            "503=0.1,429=0.05,reset_before=0.05,reset_after=0.05,html=0.05,truncated=0.05,empty=0.05,type=0.02"
        )
        for _ in range(60):
            try:
                await desk.sync.round()
            except PortalError:
                continue
            break
        process.faults("")
        assert desk.sync.state.complete
        await desk.round_with_sweep()

        assert await desk.is_whole()


async def test_a_refused_command_in_the_middle_of_a_chain(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        process.faults("error:crm.activity.list:INTERNAL_ERROR=0.02")
        for _ in range(60):
            try:
                await desk.sync.round()
            except PortalError:
                continue
            break
        process.faults("")
        await desk.round_with_sweep()

        assert await desk.is_whole()


async def test_the_portal_is_waited_for_and_its_return_is_told(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        phases: list[Phase] = []
        returned: list[bool] = []
        desk.sync.changed.add(lambda: phases.append(desk.sync.state.phase))
        desk.sync.returned.add(lambda: returned.append(True))
        small.faults("reset_before=1")
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(lambda: Phase.OFFLINE in phases)
        small.faults("")
        await until(desk.has_rested)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert returned == [True]
        assert await desk.is_whole()


async def test_a_portal_that_answers_with_a_refusal_is_not_away(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        small.faults("plan=1")
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(lambda: desk.sync.state.phase is Phase.OFFLINE)
        assert not desk.sync.state.away
        small.stop()
        desk.sync.wish()
        await until(lambda: desk.sync.state.away)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_somebody_else_could_not_reach_it(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:

        class Patient(FakeClock):
            async def sleep(self, seconds: float) -> None:
                await asyncio.Event().wait()

        desk.sync = Sync(desk.portal, desk.copy, 1, Patient(desk.clock.now()))
        returned: list[bool] = []
        desk.sync.returned.add(lambda: returned.append(True))
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(desk.has_rested)
        assert returned == []
        desk.sync.missed()
        assert desk.sync.state.away
        await until(lambda: bool(returned))
        assert not desk.sync.state.away
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_the_operating_limit_is_told_and_waited_out(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        brakes: list[Brake | None] = []
        desk.sync.changed.add(lambda: brakes.append(desk.sync.state.brake))
        small.faults("429:crm.enum.ownertype=1", once=1)
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(desk.has_rested)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert Brake.OPERATING in brakes
        assert desk.sync.state.brake is None


async def test_a_wish_ends_the_pause(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:

        class Patient(FakeClock):
            async def sleep(self, seconds: float) -> None:
                await asyncio.Event().wait()

        desk.sync = Sync(desk.portal, desk.copy, 1, Patient(desk.clock.now()))
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(desk.has_rested)
        small.call("crm.activity.update", {"id": 7, "fields": {"SUBJECT": "Renamed"}})
        desk.sync.wish()
        await until_called(desk, 7, "Renamed")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_wish_in_the_middle_of_a_round_is_not_lost(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        desk.clock.advance(60)

        class Patient(FakeClock):
            async def sleep(self, seconds: float) -> None:
                await asyncio.Event().wait()

        desk.sync = Sync(desk.portal, desk.copy, 1, Patient(desk.clock.now()))
        was_read = asyncio.Event()

        def rename_once() -> None:
            """What this round has read, it does not read again."""
            if desk.sync.state.fresh_at == desk.clock.now() and not was_read.is_set():
                was_read.set()
                small.call("crm.activity.update", {"id": 8, "fields": {"SUBJECT": "Renamed late"}})
                desk.sync.wish()

        desk.sync.changed.add(rename_once)
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        try:
            async with asyncio.timeout(30):
                await was_read.wait()
            await until_called(desk, 8, "Renamed late")
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_what_the_copy_lost_is_found_by_the_sweep(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        await desk.copy.drop_activities([10, 20, 30])
        await desk.round_with_sweep()

        assert await desk.is_whole()
        assert desk.sync.state.gap == 0


async def test_who_may_read_less_gets_less_and_no_error(small: SandboxProcess, tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(UTC))
    portal = await open_portal(small.info["others"]["plain_user"], clock)
    copy = await PortalCopy.open(tmp_path / "copy.sqlite", portal=portal.address)
    try:
        sync = Sync(portal, copy, 2, clock)
        await sync.round()

        assert sync.state.complete
        assert sync.state.gap == 0
    finally:
        await copy.aclose()
        await portal.aclose()


async def test_only_the_first_daybook_keeps_the_copy(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as first, open_desk(small, tmp_path) as second:
        assert second.sync.state.phase is Phase.ELSEWHERE
        second.sync.missed()
        assert not second.sync.state.away  # it would never find out that the portal is back
        told: list[bool] = []
        second.copy.observers.append(lambda _changed: told.append(True))
        before = small.stats()["requests"]
        following = asyncio.ensure_future(second.sync.run(lambda: True))
        await until(lambda: len(second.clock.slept_s) > 3)
        assert (small.stats()["requests"], told) == (before, [])
        await first.sync.round()
        await until(lambda: bool(told))
        assert await second.is_whole()
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def test_what_was_known_is_told_after_a_restart(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
        since = await desk.copy.mark(SINCE)
    small.faults("reset_before=1")
    async with open_desk(small, tmp_path) as desk:
        running = asyncio.ensure_future(desk.sync.run(lambda: True))
        await until(lambda: desk.sync.state.phase is Phase.OFFLINE)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert (desk.sync.state.complete, desk.sync.state.rows) == (True, 300)
        assert desk.sync.state.fresh_at == datetime.fromisoformat(since or "")


async def test_a_file_damaged_in_the_middle_is_said_and_given_up(small: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()
    path = tmp_path / "copy.sqlite"
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // PAGE_BYTES):
        content[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = b"\xff" * PAGE_BYTES
    path.write_bytes(content)
    async with open_desk(small, tmp_path) as desk:
        if desk.copy.was_damaged is None:
            with pytest.raises(StoreUnusable) as caught:
                await desk.sync.run(lambda: True)
            assert caught.value.reason == "damaged"
    async with open_desk(small, tmp_path) as desk:
        await desk.sync.round()

        assert await desk.is_whole()


async def test_a_full_disk_is_said_and_nothing_is_lost(process: SandboxProcess, tmp_path: Path) -> None:
    async with open_desk(process, tmp_path) as desk:
        pages = await desk.copy.write(lambda db: db.execute("PRAGMA page_count").fetchone()[0], Changed(frozenset()))
        await limit_pages(desk.copy, pages + 1_600_000 // PAGE_BYTES)
        with pytest.raises(StoreUnusable) as caught:
            await desk.sync.run(lambda: True)
        assert caught.value.reason == "disk"
        assert not desk.sync.state.complete
        await limit_pages(desk.copy, 2**30)
        await desk.sync.round()

        assert await desk.is_whole()


async def limit_pages(copy: PortalCopy, pages: int) -> None:
    """The file may have so many pages; SQLite says "disk full" for one more."""
    await copy._writing.run(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
