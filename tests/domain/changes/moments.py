"""Moments that a recipe can hold."""

from datetime import UTC, datetime, tzinfo

from hypothesis import strategies as st


def moments(zone: tzinfo, *, utc: bool = False) -> st.SearchStrategy[datetime]:
    """Of this century, as they are told in `zone`, or the same in UTC."""
    found = st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
    return found if utc else found.map(lambda moment: moment.astimezone(zone))
