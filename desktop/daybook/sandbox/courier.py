"""Brings events to handlers, in the background: an answer never waits for a handler, and nothing is sent twice.

Only addresses of this computer are really contacted; a sandbox that knows secrets of nobody still calls nobody.
"""

import http.client
import ipaddress
import queue
import threading
from urllib.parse import urlsplit

from daybook.sandbox.events import Delivery
from daybook.sandbox.stats import Stats

HANDLERS_AT_ONCE = 4
ANSWER_WITHIN_S = 5.0
"""Wall-clock seconds: a handler is no part of the portal, its clock is the computer's."""


def is_loopback(handler: str) -> bool:
    """True for an http address of this computer."""
    try:
        parts = urlsplit(handler)
        host, _ = parts.hostname or "", parts.port  # a port that is none raises
        return parts.scheme in ("http", "https") and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


class Courier:
    """Carries letters for as long as the process lives; what is under way when it ends is lost, as told."""

    def __init__(self, stats: Stats) -> None:
        self._stats = stats
        self._letters: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._started = False

    def send(self, letters: list[Delivery]) -> None:
        """Takes letters along and returns at once."""
        for letter in letters:
            if not is_loopback(letter.handler):
                self._stats.delivery("elsewhere")
                continue
            self._start()
            self._letters.put(letter)

    def _start(self) -> None:
        with self._lock:
            if not self._started:
                self._started = True
                for number in range(HANDLERS_AT_ONCE):
                    threading.Thread(target=self._carry, name=f"courier-{number}", daemon=True).start()

    def _carry(self) -> None:
        while True:
            self._stats.delivery("done" if _post(self._letters.get()) else "failed")


def _post(letter: Delivery) -> bool:
    """True when the handler answered at all well. Redirects are not followed."""
    parts = urlsplit(letter.handler)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=ANSWER_WITHIN_S)
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request("POST", path, letter.body, {"Content-Type": "application/x-www-form-urlencoded"})
        return 200 <= connection.getresponse().status < 300
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
