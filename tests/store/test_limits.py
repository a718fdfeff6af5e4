"""The level of the bucket, for the next process."""

from datetime import UTC, datetime, timedelta

from daybook.store.database import Database
from daybook.store.limits import LimitLevel, LimitLevels

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_the_level_comes_back_with_its_age(memory: Database) -> None:
    levels = LimitLevels(memory)
    assert await levels.last("https://northwind.bitrix24.com", NOW) is None

    await levels.remember("https://northwind.bitrix24.com", 40.0, NOW - timedelta(hours=1))
    await levels.remember("https://northwind.bitrix24.com", 12.5, NOW)

    later = NOW + timedelta(seconds=3)
    assert await levels.last("https://northwind.bitrix24.com", later) == LimitLevel(12.5, 3.0)
    assert await levels.last("https://contoso.bitrix24.com", later) is None


async def test_a_clock_that_was_set_back_makes_no_level_from_the_future(memory: Database) -> None:
    levels = LimitLevels(memory)
    await levels.remember("https://northwind.bitrix24.com", 12.5, NOW)

    assert await levels.last("https://northwind.bitrix24.com", NOW - timedelta(days=1)) == LimitLevel(12.5, 0.0)
