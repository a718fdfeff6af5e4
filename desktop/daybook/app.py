"""The program: one application, one loop, and a window that comes before everything that takes time.

    run → QApplication, look, window → loop → for each place (this person's own, or sample data): `Program`

Nothing is imported here that the first picture does not need: the loop comes when the window is there, and
`program.py` brings network and keyring afterwards.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from daybook import __version__, garbage, loading, privacy, resources
from daybook.clock import SystemClock
from daybook.opening import OpenedFile
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.format import Formats, usual_locale
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.translations import Translations
from daybook.ui.shell import MainWindow

if TYPE_CHECKING:
    from daybook.morning import Morning

TIME_SCALE_VARIABLE = "DAYBOOK_TIME_SCALE"
COLLECT_MS = 300
SWITCH_S = 0.0005
"""How long another thread may compute before the window's gets its turn; Python's own 5 ms are a third of a frame."""


def run(*, demo: bool = False, screenshots: Path | None = None, file: OpenedFile | None = None) -> int:
    """Opens the window, and `file` in it, or draws it to files; returns the exit code when it is over."""
    sys.setswitchinterval(SWITCH_S)
    privacy.harden_process()
    privacy.install_masking()
    privacy.install_hooks()
    if screenshots is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = _application()
    garbage.take_over()
    look = Look.of(app)
    translations = Translations(app)
    translations.load(usual_locale())
    clock = SystemClock(float(os.environ.get(TIME_SCALE_VARIABLE) or 1.0))
    place = Place.lay_out(look, clock, seen=screenshots is None)
    if file is not None:
        place.window.open_file(file)
    os.environ["QT_API"] = "pyside6"  # else qasync may choose another binding
    import asyncio  # noqa: PLC0415  (with TLS and the rest of the loop 50 ms, while the window is there already)

    from qasync import QEventLoop  # noqa: PLC0415

    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        return runner.run(_live(look, clock, place, demo=demo, screenshots=screenshots))


class Application(QApplication):
    """Also hears of files that macOS hands to the running program."""

    handed = Signal(object)  # OpenedFile

    def event(self, event: QEvent) -> bool:
        """Tells of a file, and leaves the rest to Qt."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.handed.emit(OpenedFile.at(Path(event.file())))
            return True
        return super().event(event)


@dataclass(frozen=True, slots=True)
class Place:
    """One window and what belongs to it alone."""

    window: MainWindow
    formats: Formats
    commands: Commands

    @classmethod
    def lay_out(cls, look: Look, clock: SystemClock, *, seen: bool) -> "Place":
        """A new one; when it is to be seen, it has been painted before this returns."""
        formats, commands = Formats(clock), Commands()
        window = MainWindow(look, formats, commands)
        app = QApplication.instance()
        if isinstance(app, Application):
            app.handed.connect(window.open_file)
        if seen:
            window.show()
            QApplication.processEvents()
        return cls(window, formats, commands)


async def _live(look: Look, clock: SystemClock, place: Place, *, demo: bool, screenshots: Path | None) -> int:
    """One window after the other: a person may go from her own portals to sample data and back."""
    while True:
        with _ended_by_signal(place.window):
            try:
                morning = None if demo else await _first_rows(look, clock, place)
                await loading.load()
                _collect(place.window)
                from daybook.program import Outcome, Program  # noqa: PLC0415  (see `loading`)

                program = Program(look, place.formats, clock, place.commands, place.window, morning=morning)
                outcome = await program.live(demo=demo, screenshots=screenshots)
            finally:
                delete(place.window)
        if outcome is Outcome.CLOSED:
            return 0
        demo = outcome is Outcome.TO_DEMO
        place = Place.lay_out(look, clock, seen=screenshots is None)


async def _first_rows(look: Look, clock: SystemClock, place: Place) -> "Morning | None":
    """What this machine holds of the day, on the window before the rest is loaded."""
    import asyncio  # noqa: PLC0415

    from daybook.morning import Morning  # noqa: PLC0415  (see `loading`)
    from daybook.store.folders import Folders  # noqa: PLC0415

    morning = await Morning.begin(place.window, look, place.formats, clock, Folders.of_system())
    await asyncio.sleep(0)  # they are painted before a thread wants the processor
    return morning


def _collect(window: MainWindow) -> None:
    """From now on until the window goes; what came before is modules and what the window stands on."""
    garbage.settle()
    collecting = QTimer(window, interval=COLLECT_MS)
    collecting.timeout.connect(garbage.collect_due)
    collecting.start()


def _application() -> Application:
    app = Application(sys.argv[:1])
    app.setApplicationName("daybook")
    app.setApplicationDisplayName("Daybook")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("daybook")
    app.setQuitOnLastWindowClosed(False)  # writes end first; `Program` decides when it is over
    mark = QPixmap()
    mark.loadFromData(resources.data("icons/daybook.svg"))
    app.setWindowIcon(QIcon(mark))
    return app


@contextmanager
def _ended_by_signal(window: MainWindow) -> Iterator[None]:
    """Ctrl+C and a system that shuts down close the window like a person does.

    Python runs its handlers only between two of its own steps, and Qt's loop takes none while it idles: a byte through
    a socket wakes it up.
    """
    import socket  # noqa: PLC0415  (the first picture does without)

    ours, pythons = socket.socketpair()
    for end in (ours, pythons):
        end.setblocking(False)
    waker = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    waker.activated.connect(lambda: ours.recv(64))
    before_fd = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: window.close()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        signal.set_wakeup_fd(before_fd)
        waker.setEnabled(False)
        waker.deleteLater()
        ours.close()
        pythons.close()
