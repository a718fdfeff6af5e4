"""The zone that the computer is set to, with its summer times, also when it is set to another one meanwhile."""

import time
from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QObject, Qt, QTimer, QTimeZone, Signal
from PySide6.QtGui import QGuiApplication

LOOK_MS: Final = 30_000
"""No system tells every program of another zone. A look takes microseconds, and a sleep is over within this time."""


def system_zone() -> tzinfo:
    """The computer's zone; when its database does not know it, the offset that holds today.

    Qt looks anew each time: at TZ and the files in /etc (by their identity), at the registry, at macOS's own setting.
    """
    try:
        return ZoneInfo(bytes(QTimeZone.systemTimeZoneId().data()).decode())
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


class LocalZone(QObject):
    """The zone in which moments are shown and typed; `now` is a `Zone`.

    Whoever needs the zone keeps this and asks when it needs it; `changed` is for what stands on the screen already.
    """

    changed = Signal()

    def __init__(self, fixed: tzinfo | None = None, parent: QObject | None = None) -> None:
        """`fixed` None is the computer's own."""
        super().__init__(parent)
        self._follows = fixed is None
        self._zone = fixed or system_zone()
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)

    def now(self) -> tzinfo:
        """The zone as it was last seen."""
        return self._zone

    @property
    def name(self) -> str:
        """ "Asia/Tokyo (UTC+09:00)", with the offset of today."""
        written = f"{datetime.now(self._zone):%z}"
        offset = f"UTC{written[:3]}:{written[3:5]}"
        key = str(getattr(self._zone, "key", ""))
        return f"{key.replace('_', ' ')} ({offset})" if key else offset

    def follow(self) -> None:
        """From now on looks every half a minute, and when somebody comes back to the program."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._looking.isActive():
            app.applicationStateChanged.connect(self._look_when_active)
            self._looking.start()

    def look(self) -> None:
        """Tells when the computer is set to another zone."""
        if not self._follows:
            return
        found = system_zone()
        if found != self._zone:
            if hasattr(time, "tzset"):  # else the C library, and with it the log, keeps the zone of the start
                time.tzset()
            self._zone = found
            self.changed.emit()

    def _look_when_active(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
