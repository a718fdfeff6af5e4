"""Keys that work while one widget has the focus, and nowhere else."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from daybook.ui.kit.commands import Command


def bind_in_place(widget: QWidget, commands: Iterable[Command], repeating: Iterable[str] = ()) -> None:
    """Lets `widget` do these commands by their keys; Qt finds the letters on keyboards of other scripts too.

    `repeating`: ids of those that go on while the key is held.
    """
    held = frozenset(repeating)
    for command in commands:
        action = QAction(command.title, widget)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setAutoRepeat(command.id in held)
        action.triggered.connect(_doing(command))
        widget.addAction(action)


def _doing(command: Command) -> Callable[[], None]:
    def do() -> None:
        if command.enabled():
            command.run()

    return do
