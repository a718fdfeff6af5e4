"""Reminders as they are typed and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from daybook.ui.todo.ping_words import FURTHEST_MINUTES, BadPingText, PingWords, ping_fault, read_ping


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 0 ", 0),
        ("15 min", 15),
        ("3h", 180),
        ("3 H", 180),
        ("1 hour before", 60),
        ("2 d", 2880),
        ("2d.", 2880),
        ("1 week", 10080),
    ],
)
def test_what_people_type_is_minutes(text: str, minutes: int) -> None:
    assert read_ping(text) == minutes


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("-5", "negative"),
        ("− 3 h", "negative"),
        ("soon", "not_understood"),
        ("h", "not_understood"),
        ("3 x", "not_understood"),
        ("1:30", "not_understood"),
        ("1.5h", "not_understood"),
        ("٣h", "not_understood"),
        ("400 d", "too_far"),
        ("999999999 w", "too_far"),
        ("-", "not_understood"),
    ],
)
def test_what_is_no_reminder_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(BadPingText) as refused:
        read_ping(text)
    assert refused.value.reason == reason
    assert ping_fault(reason).endswith(".")


@given(st.text(max_size=30))
def test_any_text_is_a_possible_reminder_or_refused(text: str) -> None:
    try:
        minutes = read_ping(text)
    except BadPingText as exc:
        ping_fault(exc.reason)  # a reason without a sentence is a KeyError
        minutes = 0
    assert 0 <= minutes <= FURTHEST_MINUTES


@given(st.integers(0, FURTHEST_MINUTES))
def test_every_number_of_minutes_can_be_typed(minutes: int) -> None:
    assert read_ping(f"{minutes} min") == minutes


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "At the deadline"),
        (15, "15 min before"),
        (60, "1 hour before"),
        (120, "2 hours before"),
        (90, "90 min before"),
        (1440, "1 day before"),
        (4320, "3 days before"),
    ],
)
def test_chips_say_the_largest_whole_unit(qapp: QApplication, minutes: int, words: str) -> None:
    assert PingWords().words(minutes) == words
