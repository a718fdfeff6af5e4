"""How many requests are in flight and how large they are, whatever the portal does."""

from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bulk.running.pace import MOST, REQUEST_S, START, Pace
from daybook.bulk.running.sizing import FULL, Room


def test_it_begins_low_and_grows_while_answers_are_quick() -> None:
    pace = Pace()
    assert pace.limit == START
    limits = []
    for _ in range(20):
        pace.answered(0.02)
        limits.append(pace.limit)
    assert limits == sorted(limits)
    assert limits[-1] == MOST


def test_slow_answers_halve_it_once_a_round() -> None:
    pace = Pace()
    for _ in range(20):
        pace.answered(0.02)
    pace.answered(0.2)
    assert pace.limit == MOST // 2
    for _ in range(MOST):  # these left before
        pace.answered(0.2)
    assert pace.limit == MOST // 2
    pace.answered(0.2)
    assert pace.limit == MOST // 4


def test_a_refusal_halves_it() -> None:
    pace = Pace()
    pace.refused()
    assert pace.limit == START // 2


@given(st.lists(st.none() | st.floats(0.0001, 10), max_size=200))
def test_it_stays_within_its_bounds(events: list[float | None]) -> None:
    pace = Pace()
    for event in events:
        if event is None:
            pace.refused()
        else:
            pace.answered(event)
        assert 1 <= pace.limit <= MOST
        assert 1 <= pace.most_commands(MAX_COMMANDS) <= MAX_COMMANDS


def test_a_slow_portal_gets_small_requests() -> None:
    pace = Pace()
    pace.answered(3.0)
    assert pace.most_commands(MAX_COMMANDS) * 3.0 <= REQUEST_S


ROOMS = st.builds(
    Room,
    left=st.integers(1, 100_000),
    limit=st.integers(1, MOST),
    is_growing=st.booleans(),
    free=st.integers(0, 250),
    rate_per_s=st.floats(0.1, 5),
    request_s=st.floats(0.01, 15),
    most=st.integers(1, FULL),
)


@given(ROOMS, st.integers(-FULL, 5_000))
def test_a_request_is_never_too_large(room: Room, ahead: int) -> None:
    assert 1 <= room.size <= room.most
    assert 1 <= room.least <= room.size
    assert 0 <= room.looks(ahead, alone=False) <= 2
    assert room.looks(ahead, alone=True) >= 1


@given(ROOMS)
def test_scarce_requests_are_full(room: Room) -> None:
    """Where the rate of requests holds the run back, each carries as much as it can."""
    if room.left > room.free * room.most:
        assert room.size == room.most


def test_a_thousand_rows_keep_every_place_busy() -> None:
    """With room for 48 requests, sixteen at once end together, and none waits for its turn."""
    room = Room(left=784, limit=MOST, is_growing=False, free=26, rate_per_s=2, request_s=1.0)
    assert room.size == 49
    assert -(-room.left // room.size) <= room.free
