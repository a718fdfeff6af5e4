"""Zones to set the computer to, as a journey does; TZ is read before all other settings, and each time anew."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest


def zone_where_it_is(hour: int) -> str:
    """A zone in which it is this hour of the day now."""
    offset_h = (hour - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-offset_h:+d}"  # their signs are the other way round


@contextmanager
def in_zone(name: str) -> Iterator[pytest.MonkeyPatch]:
    """The computer is set to a zone for as long as the block lasts; it takes another one by `setenv`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        yield patch
    time.tzset()
