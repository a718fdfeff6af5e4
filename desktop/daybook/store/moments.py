"""Moments as they are written to disk: UTC, ISO 8601."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware moment as text that sorts in time. Raises ValueError for a naive one: nobody knows when that is."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote, in UTC."""
    return datetime.fromisoformat(text)
