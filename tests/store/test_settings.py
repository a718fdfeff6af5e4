"""Options: declared once, typed, and never in the way when the file holds something strange."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.calendar import WorkCalendar
from daybook.domain.entities import EntityRef
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import Options
from daybook.domain.theme_choice import ThemeChoice
from daybook.domain.workdays import WorkWeek
from daybook.store.database import Database
from daybook.store.settings import (
    CALENDAR,
    DAY_CAP,
    DAY_FOLDED,
    LAST_ITEM,
    LAST_WORKSPACE,
    OPTIONS,
    REMINDERS,
    THEME,
    WINDOW_GEOMETRY,
    Option,
    Settings,
    optional_text,
)
from daybook.store.statements import statement


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (THEME, ThemeChoice.DARK),
        (WINDOW_GEOMETRY, bytes(range(256))),
        (LAST_WORKSPACE, "entities"),
        (LAST_WORKSPACE, None),
        (LAST_ITEM, EntityRef(2, 102)),
        (LAST_ITEM, None),
        (DAY_CAP, 12),
        (DAY_FOLDED, frozenset({"overdue", "later"})),
        (DAY_FOLDED, frozenset()),
        (REMINDERS, Options(on=False)),
        (REMINDERS, Options(has_quiet=True, hours=QuietHours(time(21, 30), time(7, 5), WorkWeek(frozenset({0, 6}))))),
        (CALENDAR, WorkCalendar()),
        (CALENDAR, WorkCalendar("", weekdays=frozenset({6}))),
        (CALENDAR, WorkCalendar("DE", "BY", frozenset({date(2026, 12, 24)}), frozenset({0, 1, 2}))),
    ],
)
async def test_an_option_is_the_same_after_a_restart(memory: Database, option: Option[Any], value: Any) -> None:
    before = Settings(memory)
    await before.put(option, value)
    assert before[option] == value

    after = Settings(memory)
    await after.load()

    assert after[option] == value


async def test_without_a_file_every_option_has_its_default(memory: Database) -> None:
    settings = Settings(memory)
    await settings.load()

    assert [settings[option] for option in OPTIONS] == [option.default for option in OPTIONS]


@pytest.mark.parametrize("text", ['"purple"', "{", "7", "null", '["dark"]', '{"type_id": "x"}'])
async def test_what_does_not_fit_counts_as_the_default(memory: Database, text: str) -> None:
    for option in OPTIONS:
        await memory.run(statement("INSERT INTO settings VALUES (?, ?)", (option.key, text)))
    await memory.run(statement("INSERT INTO settings VALUES ('option_of_a_newer_program', '1')", ()))

    settings = Settings(memory)
    await settings.load()

    assert settings[THEME] is ThemeChoice.SYSTEM
    assert settings[LAST_ITEM] is None
    assert settings[WINDOW_GEOMETRY] == b""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["type_id", "id"]), inner),
)
NEARLY_REMINDERS = st.fixed_dictionaries(
    {
        "on": st.booleans() | ANYTHING,
        "quiet": st.booleans(),
        "since": st.times().map(str) | ANYTHING,
        "until": st.times(timezones=st.none() | st.timezones()).map(str),
        "days": st.lists(st.integers(0, 6)) | ANYTHING,
    }
)


NEARLY_CALENDAR = st.fixed_dictionaries(
    {
        "country": st.none() | st.text() | ANYTHING,
        "region": st.none() | st.text(),
        "days_off": st.lists(st.dates().map(str)) | ANYTHING,
        "weekdays": st.none() | st.lists(st.integers(-1, 7)) | ANYTHING,
    }
)


@given(ANYTHING | NEARLY_REMINDERS | NEARLY_CALENDAR)
def test_reading_an_option_fails_only_in_the_ways_that_are_expected(found: Any) -> None:
    for option in OPTIONS:
        try:
            value = option.read(found)
        except (ValueError, TypeError, KeyError):
            continue
        assert option.read(option.write(value)) == value


async def test_an_option_that_was_not_declared_is_a_mistake(memory: Database) -> None:
    settings = Settings(memory)

    with pytest.raises(KeyError):
        settings[optional_text("thme")]
    with pytest.raises(KeyError):
        await settings.put(optional_text("thme"), "dark")


async def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(memory: Database) -> None:
    settings = Settings(memory)

    wrong: Any = 7
    with pytest.raises(TypeError):
        await settings.put(LAST_WORKSPACE, wrong)

    assert settings[LAST_WORKSPACE] is None


def test_every_key_is_given_once() -> None:
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)
