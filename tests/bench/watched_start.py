"""The program in a process of its own that notes when what was there; for `tests.bench.start`.

It imports nothing that the program would not: what a watcher brings would count as the program's.
"""

import os
import sys
import time
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QTimerEvent

CONNECTION = "c" * 32
STARTED = "BENCH_STARTED_NS"
LOOK_MS = 5
AFTERWARDS_MS = 300
"""How long is looked on when all is there: what comes into sight is painted, and the portal is asked."""


class Stretches(QObject):
    """How long the window's thread computed between two looks at what waits, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.busy_ms: list[float] = []
        self._before_s = time.thread_time()
        self.startTimer(LOOK_MS, Qt.TimerType.PreciseTimer)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802
        """One look."""
        now_s = time.thread_time()
        self.busy_ms.append((now_s - self._before_s) * 1000)
        self._before_s = now_s


def watched() -> int:
    """The real program until every workspace is there; then one line of JSON, and no end in order."""
    from daybook import cli, garbage

    garbage.take_over()  # as the command does before it imports the window
    from daybook import app, loading

    lay_out, load = app.Place.lay_out, loading.load
    found: dict[str, tuple[float, float]] = {}
    windows: list[Any] = []

    def note(name: str) -> None:
        now_ms = (time.time_ns() - int(os.environ[STARTED])) / 1e6
        found.setdefault(name, (now_ms, time.process_time() * 1000))

    def lay_out_and_note(*args: Any, **options: Any) -> app.Place:
        place = lay_out(*args, **options)
        note("picture")
        windows.append(place.window)
        return place

    async def note_and_load() -> None:
        note("rows")
        stretches = Stretches()
        await load()
        note("loaded")
        await _give_secret()
        looking = QTimer(windows[0], interval=LOOK_MS)
        looking.timeout.connect(lambda: look(stretches))
        looking.start()

    def look(stretches: Stretches) -> None:
        if windows[0].current is not None and "whole" not in found:
            note("whole")
            QTimer.singleShot(AFTERWARDS_MS, lambda: tell(stretches))

    def tell(stretches: Stretches) -> None:
        import json

        print(json.dumps({**found, "busy_ms": stretches.busy_ms}), flush=True)
        os._exit(0)

    app.Place.lay_out = lay_out_and_note  # type: ignore[method-assign]
    loading.load = note_and_load
    return cli.main([])


async def _give_secret() -> None:
    """In place of a keyring that a bench may not ask."""
    from daybook import program
    from daybook.vault.memory import MemoryVault
    from daybook.vault.secret import StoredSecret

    vault = MemoryVault()
    await vault.save(CONNECTION, StoredSecret.webhook("q7Zx93kLmn0pQrSt"))
    program.KeyringVault = lambda: vault  # type: ignore[assignment,attr-defined,misc]


if __name__ == "__main__":
    sys.exit(watched())
