"""Keeps the gauge of the status line in step with what a portal allows."""

import math

from PySide6.QtCore import QObject, QTimer

from daybook.bitrix.portal import Portal
from daybook.ui.status_line import StatusLine

EVERY_MS = 1_000
"""The portal forgets requests all the time, so the gauge sinks also while nothing is asked."""


class LimitsGauge(QObject):
    """Shows how full a portal's bucket of requests is: after each answer, and once a second."""

    def __init__(self, status: StatusLine) -> None:
        super().__init__(status)
        self._status = status
        self._portal: Portal | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._show)

    def follow(self, portal: Portal | None) -> None:
        """Another portal, or none."""
        if self._portal is not None and self._show in self._portal.observers:
            self._portal.observers.remove(self._show)
        self._portal = portal
        if portal is None:
            self._timer.stop()
            return
        portal.observers.append(self._show)
        self._timer.start()
        self._show()

    def _show(self) -> None:
        if self._portal is None:
            return
        limits = self._portal.limits
        used = math.ceil(limits.level)
        words = self.tr("{used} of {burst} requests").format(used=used, burst=limits.burst)
        if limits.paused_s > 0:
            words = self.tr("The portal asked to wait: %Ln second(s)", "", math.ceil(limits.paused_s))
        elif limits.waiting:
            words += " · " + self.tr("%Ln waiting", "", limits.waiting)
        self._status.show_limits(limits.level / limits.burst, words)
