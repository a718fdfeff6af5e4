"""Days off as people type them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.days_off import LONGEST_DAYS, Span, read_span, spans
from daybook.domain.deadline import BadDeadline, DeadlineReader

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
"""A Tuesday."""
READER = DeadlineReader(lambda: UTC)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24.12.", date(2026, 12, 24), date(2026, 12, 24)),
        (" tomorrow ", date(2026, 11, 25), date(2026, 11, 25)),
        ("24.12. - 6.1.", date(2026, 12, 24), date(2027, 1, 6)),
        ("24.12.–6.1.", date(2026, 12, 24), date(2027, 1, 6)),
        ("2026-12-24..2026-12-31", date(2026, 12, 24), date(2026, 12, 31)),
        ("2026-12-24 - 2026-12-31", date(2026, 12, 24), date(2026, 12, 31)),
        ("4 June to 15 June", date(2027, 6, 4), date(2027, 6, 15)),
        ("fri until mon", date(2026, 11, 27), date(2026, 11, 30)),
        ("31.12.2026 – 24.12.2026", date(2026, 12, 24), date(2026, 12, 31)),
    ],
)
def test_one_day_or_the_first_and_the_last(text: str, first: date, last: date) -> None:
    assert read_span(text, READER, NOW) == Span(first, last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("24.12. –", "empty"),
        ("none", "not_understood"),
        ("soon", "not_understood"),
        ("30.2.", "no_such_day"),
        ("1.1.2027 – 3.1.2028", "too_far"),
        ("1.1.2099", "too_far"),
    ],
)
def test_what_names_no_days_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadDeadline) as caught:
        read_span(text, READER, NOW)
    assert caught.value.reason == reason


@given(st.text(alphabet="0123456789.-–/ tofriunlm") | st.text())
def test_anything_typed_is_days_or_a_reason(text: str) -> None:
    try:
        span = read_span(text, READER, NOW)
    except BadDeadline:
        return
    assert 1 <= len(span) == len(span.days) <= LONGEST_DAYS
    assert min(span.days) == span.first
    assert max(span.days) == span.last


@given(DAYS, st.integers(0, 300))
def test_what_is_written_as_two_days_is_read_so(first: date, more: int) -> None:
    last = first + timedelta(days=more)

    assert read_span(f"{first} - {last}", READER, NOW) == Span(first, last)


@given(st.lists(DAYS, max_size=30))
def test_days_fall_into_stretches_with_gaps_between(days: list[date]) -> None:
    found = list(spans(days))

    assert frozenset().union(*(each.days for each in found)) == set(days)
    assert all(after.first - before.last > timedelta(days=1) for before, after in pairwise(found))
