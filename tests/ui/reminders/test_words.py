"""What reminders say of titles that were not made for a banner."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.reminders import Announcement, Cause, OpenTodo, Reminder
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.reminders.strip import ReminderStrip
from daybook.ui.reminders.words import LONGEST, ReminderWords
from tests.helpers.clock import FakeClock


@pytest.fixture
def words(formats: Formats, fake_clock: FakeClock) -> ReminderWords:
    return ReminderWords(formats, fake_clock)


def reminder(clock: FakeClock, title: str, item: str = "") -> Reminder:
    todo = OpenTodo(7, title, EntityRef(DEAL, 1), clock.now(), owner_title=item)
    return Reminder(todo, 0, clock.now())


def test_a_title_is_one_line_that_ends_somewhere(words: ReminderWords, fake_clock: FakeClock) -> None:
    long = reminder(fake_clock, "Call\nAndrew " + "x" * 10_000, "North\nwind " + "y" * 10_000)
    assert words.title(long).startswith("Call Andrew x")
    assert len(words.title(long)) == LONGEST + 1
    assert words.about(long).startswith("North wind y")
    assert len(words.about(long)) < LONGEST + 20
    assert len(words.notice(long).title) == LONGEST + 1


def test_a_foreign_name_turns_nothing_around_it(words: ReminderWords, fake_clock: FakeClock) -> None:
    foreign = reminder(fake_clock, "שלום", "גליל")
    assert words.title(foreign) == "שלום"
    assert words.about(foreign) == "\u2068גליל\u2069 · due now"
    assert words.listed([foreign]) == "\u2068שלום\u2069 · due now"


def test_banners_of_endless_titles_leave_room(
    look: Look, words: ReminderWords, fake_clock: FakeClock, qtbot: QtBot
) -> None:
    strip = ReminderStrip(look, words)
    qtbot.addWidget(strip)
    fake_clock.advance(timedelta(seconds=1).total_seconds())
    strip.tell(Announcement(Cause.DUE, (reminder(fake_clock, "word " * 2_000),)))
    strip.resize(900, 100)
    assert strip.heightForWidth(900) < 120
