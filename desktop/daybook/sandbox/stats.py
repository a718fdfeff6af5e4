"""What a portal did, for tests and measurements: `GET /sandbox/stats`."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Creation:
    """One activity that a call made. `deadline` is None when there is none; times as the portal prints them."""

    method: str
    id: int
    owner: str
    title: str
    deadline: str | None
    time: str


class Stats:
    """Counters, safe to raise from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._commands = 0
        self._refusals: Counter[str] = Counter()
        self._writes: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._creations: list[Creation] = []
        self._deliveries: Counter[str] = Counter()

    def request(self) -> None:
        """One HTTP request to a REST address, whatever became of it."""
        with self._lock:
            self._requests += 1

    def command(self) -> None:
        """One method call that was carried out or refused by its method; a batch counts by its commands."""
        with self._lock:
            self._commands += 1

    def refusal(self, code: str) -> None:
        """One answer with an error code."""
        with self._lock:
            self._refusals[code] += 1

    def write(self, activity_id: int, method: str) -> None:
        """One change applied to an activity."""
        with self._lock:
            self._writes[activity_id][method] += 1

    def creation(self, creation: Creation) -> None:
        """One activity made; counts as a write to it as well."""
        with self._lock:
            self._creations.append(creation)
            self._writes[creation.id][creation.method] += 1

    def delivery(self, outcome: str) -> None:
        """One event for a handler: `done`, `failed`, or `elsewhere` for one that is not on this computer."""
        with self._lock:
            self._deliveries[outcome] += 1

    def as_json(self) -> dict[str, object]:
        """The answer of `GET /sandbox/stats`."""
        with self._lock:
            return {
                "requests": self._requests,
                "commands": self._commands,
                "refusals": dict(self._refusals),
                "writes": {str(key): dict(counts) for key, counts in self._writes.items()},
                "creations": [vars(creation) for creation in self._creations],
                "deliveries": dict(self._deliveries),
            }
