"""Everything a person can do, by name: what the command palette lists and the keys call."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from daybook.ui.kit.icons import Glyph


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `keys` are portable key sequences ("Ctrl+N"); the first is the one that is shown.

    `enabled` is asked each time: when the palette opens and when a key is pressed. `in_place`: the keys work only
    where the focus is on what they are about, so they may be single letters; whoever owns that place binds them.
    """

    id: str
    title: str
    run: Callable[[], object] = field(compare=False)
    keys: tuple[str, ...] = ()
    glyph: Glyph | None = None
    group: str = ""
    enabled: Callable[[], bool] = field(default=_always, compare=False)
    in_place: bool = False


class DoubleKeys(ValueError):
    """Two commands that are there at the same time want the same keys."""


class Commands(QObject):
    """The commands that are there now. The shell owns one; a workspace's commands come and go with it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_id: dict[str, Command] = {}

    @property
    def all(self) -> tuple[Command, ...]:
        """In the order they came."""
        return tuple(self._by_id.values())

    def add(self, commands: Iterable[Command]) -> None:
        """More commands; one with a known id replaces the old one. Raises DoubleKeys, then nothing is added."""
        wanted = {**self._by_id, **{each.id: each for each in commands}}
        taken: dict[str, str] = {}
        for command in wanted.values():
            for keys in command.keys:
                if keys in taken:
                    raise DoubleKeys(f"{keys}: {taken[keys]} and {command.id}")
                taken[keys] = command.id
        self._by_id = wanted
        self.changed.emit()

    def remove(self, commands: Iterable[Command]) -> None:
        """These are there no longer."""
        for command in commands:
            self._by_id.pop(command.id, None)
        self.changed.emit()

    def run(self, command_id: str) -> bool:
        """Does it; False when it is not there or not possible now."""
        command = self._by_id.get(command_id)
        if command is None or not command.enabled():
            return False
        command.run()
        return True
