"""How much may be asked, and who goes first."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix.limits import REFUSED_S, LeakyBucket, OperatingBudget
from daybook.bitrix.queueing import Priority, RequestGate
from tests.helpers.clock import FakeClock


class PortalsBucket:
    """The counter as documented: +1 a request, -rate once a second, refused above the burst."""

    def __init__(self, rate: int, burst: int, phase_s: float) -> None:
        self.rate, self.burst = rate, burst
        self.level = 0
        self.drained_at_s = -phase_s

    def accepts(self, now_s: float) -> bool:
        while self.drained_at_s + 1 <= now_s:
            self.drained_at_s += 1
            self.level = max(0, self.level - self.rate)
        if self.level >= self.burst:
            return False
        self.level += 1
        return True


@given(
    limits=st.sampled_from([(2, 50), (5, 250), (1, 3), (2, 5)]),
    phase_s=st.floats(0, 0.999),
    pauses=st.lists(st.floats(0, 3), max_size=200),
)
def test_pacing_never_trips_the_portal(limits: tuple[int, int], phase_s: float, pauses: list[float]) -> None:
    rate, burst = limits
    ours, theirs = LeakyBucket(rate, burst), PortalsBucket(rate, burst, phase_s)
    now_s = 0.0
    for pause_s in pauses:
        now_s += pause_s + ours.wait_s(now_s + pause_s)
        ours.take(now_s)
        assert theirs.accepts(now_s)


def test_a_burst_then_two_a_second() -> None:
    bucket, now_s, sent_at_s = LeakyBucket(2, 50), 100.0, []
    for _ in range(60):
        now_s += bucket.wait_s(now_s)
        bucket.take(now_s)
        sent_at_s.append(now_s - 100.0)
    assert sent_at_s[47] == 0.0
    assert sent_at_s[48:] == pytest.approx([0.5 * number for number in range(1, 13)])


def test_a_refusal_fills_the_bucket() -> None:
    bucket = LeakyBucket(2, 50)
    bucket.overflowed(0.0)
    assert bucket.level(0.0) == 50
    assert bucket.wait_s(0.0) == pytest.approx(1.5)
    assert bucket.wait_s(1.5) == 0.0


@pytest.mark.parametrize(
    ("level", "age_s", "restored"), [(40.0, 0.0, 40.0), (40.0, 10.0, 20.0), (40.0, 60.0, 0.0), (999.0, 0.0, 50.0)]
)
def test_the_level_of_the_last_process_counts(level: float, age_s: float, restored: float) -> None:
    bucket = LeakyBucket(2, 50)
    bucket.restore(level, age_s, 1_000.0)
    assert bucket.level(1_000.0) == pytest.approx(restored)


@given(rate=st.floats(0.1, 1e6), burst=st.integers(1, 10**7), began_s=st.floats(0, 1e9))
def test_waiting_as_long_as_it_says_is_enough(rate: float, burst: int, began_s: float) -> None:
    bucket, now_s = LeakyBucket(rate, burst), began_s
    bucket.overflowed(now_s)
    for _ in range(3):  # once, and once more for the rounding of a clock that shows large numbers
        now_s += bucket.wait_s(now_s)
    assert bucket.wait_s(now_s) == 0.0


@pytest.mark.parametrize(("rate", "burst"), [(0, 50), (-1, 50), (2, 0)])
def test_a_bucket_without_sense(rate: float, burst: int) -> None:
    with pytest.raises(ValueError, match="bucket"):
        LeakyBucket(rate, burst)


def test_the_running_time_of_a_method() -> None:
    budget = OperatingBudget(limit_s=480, margin_s=30)
    budget.note("crm.activity.todo.updateColor", 449.0, reset_in_s=90.0, now_s=10.0)
    assert budget.wait_s("crm.activity.todo.updateColor", 10.0) == 0.0
    budget.note("crm.activity.todo.updateColor", 450.0, reset_in_s=90.0, now_s=10.0)
    assert budget.wait_s("CRM.activity.todo.updatecolor", 10.0) == 90.0
    assert budget.wait_s("CRM.activity.todo.updatecolor", 40.0) == 60.0
    assert budget.wait_s("crm.activity.get", 10.0) == 0.0
    assert budget.wait_s("crm.activity.todo.updateColor", 100.0) == 0.0
    assert budget.used_s(10.0) == {"crm.activity.todo.updatecolor": 450.0}
    assert budget.used_s(100.0) == {}
    budget.exhausted("crm.activity.get", reset_in_s=5.0, now_s=100.0)
    assert budget.wait_s("crm.activity.get", 100.0) == 5.0
    budget.exhausted("crm.activity.get", reset_in_s=None, now_s=200.0)
    assert budget.wait_s("crm.activity.get", 200.0) == REFUSED_S, "a portal that names no moment is not asked at once"


def test_an_answer_that_was_under_way_does_not_lift_a_refusal() -> None:
    """A portal may be set to a limit that is far below the one we reckon with."""
    budget = OperatingBudget(limit_s=480, margin_s=30)
    budget.exhausted("crm.activity.get", reset_in_s=500.0, now_s=0.0)
    budget.note("crm.activity.get", 60.2, reset_in_s=500.0, now_s=1.0)
    assert budget.wait_s("crm.activity.get", 1.0) == 499.0
    assert budget.wait_s("crm.activity.get", 500.0) == 0.0


def test_a_refusal_that_names_no_moment_keeps_the_one_of_the_last_answer() -> None:
    """A command of a batch is refused without a word of when, and asking each minute would be refused each minute."""
    budget = OperatingBudget()
    budget.note("crm.activity.get", 60.2, reset_in_s=600.0, now_s=0.0)
    budget.exhausted("crm.activity.GET", reset_in_s=None, now_s=5.0)
    assert budget.wait_s("crm.activity.get", 5.0) == 595.0
    budget.exhausted("crm.activity.get", reset_in_s=None, now_s=6.0)
    assert budget.wait_s("crm.activity.get", 6.0) == 594.0, "the refusal itself is no news of when"
    assert budget.wait_s("crm.activity.get", 600.0) == 0.0
    budget.exhausted("crm.activity.get", reset_in_s=None, now_s=601.0)
    assert budget.wait_s("crm.activity.get", 601.0) == REFUSED_S, "that moment has passed"


# The queue


class Traffic:
    """Requests that note when they were let through, and stay in flight until told to end."""

    def __init__(self, gate: RequestGate) -> None:
        self.gate = gate
        self.sent: list[str] = []
        self.end = asyncio.Event()

    async def request(self, name: str, priority: Priority, *, stays: bool = False) -> None:
        async with self.gate.turn(priority):
            self.sent.append(name)
            if stays:
                await self.end.wait()


async def settle() -> None:
    """Lets every task go on until it waits for something."""
    for _ in range(20):
        await asyncio.sleep(0)


def gate_of(clock: FakeClock, *, rate: float = 1, burst: int = 2, slots: int = 8) -> RequestGate:
    return RequestGate(LeakyBucket(rate, burst), clock, slots=slots)


class SteppedClock(FakeClock):
    """Sleepers wait until the test lets time pass."""

    def __init__(self) -> None:
        super().__init__()
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        wake = asyncio.Event()
        self._sleepers.append((self.monotonic_s() + seconds, wake))
        await wake.wait()

    async def pass_s(self, seconds: float) -> None:
        self.advance(seconds)
        for at_s, wake in self._sleepers:
            if at_s <= self.monotonic_s() + 1e-9:
                wake.set()
        await settle()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


async def test_people_go_before_bulk_and_the_first_come_first(clock: SteppedClock) -> None:
    traffic = Traffic(gate_of(clock))
    async with asyncio.TaskGroup() as tasks:
        for name, priority in [
            ("bulk 1", Priority.BULK),  # takes the one free place
            ("bulk 2", Priority.BULK),
            ("bulk 3", Priority.BULK),
            ("background", Priority.BACKGROUND),
            ("click 1", Priority.INTERACTIVE),
            ("click 2", Priority.INTERACTIVE),
        ]:
            tasks.create_task(traffic.request(name, priority))
            await settle()
        assert traffic.gate.waiting == 5
        for _ in range(5):
            await clock.pass_s(1.0)
    assert traffic.sent == ["bulk 1", "click 1", "click 2", "background", "bulk 2", "bulk 3"]
    assert traffic.gate.waiting == 0


async def test_one_a_second_and_not_earlier(clock: SteppedClock) -> None:
    traffic = Traffic(gate_of(clock))
    async with asyncio.TaskGroup() as tasks:
        for number in range(3):
            tasks.create_task(traffic.request(str(number), Priority.INTERACTIVE))
        await settle()
        assert traffic.sent == ["0"]
        await clock.pass_s(0.9)
        assert traffic.sent == ["0"]
        await clock.pass_s(0.1)
        assert traffic.sent == ["0", "1"]
        await clock.pass_s(1.0)
    assert traffic.sent == ["0", "1", "2"]


async def test_who_is_cancelled_leaves_the_queue_and_used_nothing(clock: SteppedClock) -> None:
    traffic = Traffic(gate_of(clock))
    await traffic.request("first", Priority.INTERACTIVE)
    level = traffic.gate.level()
    gone = asyncio.create_task(traffic.request("gone", Priority.INTERACTIVE))
    behind = asyncio.create_task(traffic.request("behind", Priority.INTERACTIVE))
    await settle()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    assert traffic.gate.level() == level
    assert traffic.gate.waiting == 1
    await clock.pass_s(1.0)
    await behind
    assert traffic.sent == ["first", "behind"]


async def test_a_pause_holds_everybody(clock: SteppedClock) -> None:
    traffic = Traffic(gate_of(clock, rate=10, burst=100))
    traffic.gate.pause(5.0)
    traffic.gate.pause(2.0)  # a shorter one does not shorten it
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(traffic.request("a", Priority.INTERACTIVE))
        tasks.create_task(traffic.request("b", Priority.BULK))
        await settle()
        assert traffic.gate.paused_s == pytest.approx(5.0)
        await clock.pass_s(4.9)
        assert traffic.sent == []
        await clock.pass_s(0.2)
    assert traffic.sent == ["a", "b"]


async def test_bulk_leaves_two_connections_for_people(clock: SteppedClock) -> None:
    traffic = Traffic(gate_of(clock, rate=10, burst=100, slots=4))
    async with asyncio.TaskGroup() as tasks:
        for number in range(4):
            tasks.create_task(traffic.request(f"bulk {number}", Priority.BULK, stays=True))
        await settle()
        assert traffic.sent == ["bulk 0", "bulk 1"]
        assert traffic.gate.in_flight == 2
        for number in range(3):
            tasks.create_task(traffic.request(f"click {number}", Priority.INTERACTIVE, stays=True))
        await settle()
        assert traffic.sent == ["bulk 0", "bulk 1", "click 0", "click 1"]
        traffic.end.set()
    assert sorted(traffic.sent[4:]) == ["bulk 2", "bulk 3", "click 2"]
    assert traffic.sent[4] == "click 2"
    assert traffic.gate.in_flight == 0


@pytest.mark.parametrize("error", [RuntimeError, asyncio.CancelledError])
async def test_a_failed_request_gives_its_connection_back(clock: SteppedClock, error: type[BaseException]) -> None:
    gate = gate_of(clock)

    async def fails() -> None:
        async with gate.turn():
            raise error

    await outcome_of(fails)
    assert gate.in_flight == 0
    assert gate.level() == 1.0


async def outcome_of(work: Callable[[], Awaitable[None]]) -> None:
    await asyncio.gather(work(), return_exceptions=True)
