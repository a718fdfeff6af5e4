"""The portal's clock: it may run faster than the wall clock, and everything that waits or expires asks it."""

import threading
import time
from datetime import datetime, timedelta, timezone
from functools import lru_cache

PRINTED = 4_096
"""Moments whose text is remembered."""
NO_DEADLINE = datetime(9999, 12, 31)  # noqa: DTZ001 - in whichever zone the portal has


class Stopped(Exception):
    """The portal is shutting down while somebody sleeps."""


class Clock:
    """Portal seconds; `scale` of them pass in one second of the wall clock."""

    def __init__(self, scale: float = 1.0, zone: timezone = timezone(timedelta(hours=3))) -> None:
        self.scale = scale
        self.zone = zone
        self._began_s = time.time()
        self._began_tick_s = time.monotonic()
        self._stopping = threading.Event()
        self._printed = lru_cache(maxsize=PRINTED)(self._print)  # a to-do begins and ends at its deadline

    def now_s(self) -> float:
        """Unix time as the portal sees it."""
        return self._began_s + (time.monotonic() - self._began_tick_s) * self.scale

    def real_s(self, portal_s: float) -> float:
        """How many wall-clock seconds `portal_s` portal seconds take."""
        return portal_s / self.scale

    def sleep(self, portal_s: float) -> None:
        """Sleeps so many portal seconds. Raises Stopped when the process ends meanwhile."""
        if portal_s > 0 and self._stopping.wait(self.real_s(portal_s)):
            raise Stopped

    def stop(self) -> None:
        """Wakes every sleeper, so that the process ends promptly."""
        self._stopping.set()

    def iso(self, unix_s: float) -> str:
        """`2026-03-01T10:00:00+03:00`: the portal's own zone, whole seconds."""
        return self._printed(int(unix_s))

    def sql_iso(self, column: str) -> str:
        """SQL that prints a column as `iso` does, in a third of the time; "" for what is no moment."""
        behind = datetime.fromtimestamp(0, self.zone).isoformat()[19:]
        shift_s = int(self.zone.utcoffset(None).total_seconds())
        printed = f"strftime('%Y-%m-%dT%H:%M:%S{behind}', CAST({column} AS INTEGER) + {shift_s}, 'unixepoch')"
        return f"CASE WHEN typeof({column}) IN ('integer', 'real') THEN {printed} ELSE '' END"

    def _print(self, unix_s: int) -> str:
        return datetime.fromtimestamp(unix_s, self.zone).isoformat()

    def today(self) -> datetime:
        """Midnight of the portal's present day."""
        now = datetime.fromtimestamp(self.now_s(), self.zone)
        return now.replace(hour=0, minute=0, second=0, microsecond=0)

    def no_deadline_s(self) -> int:
        """What a portal stores for "no deadline": 9999-12-31 in its own zone (crm.activity.list)."""
        return int(NO_DEADLINE.replace(tzinfo=self.zone).timestamp())
