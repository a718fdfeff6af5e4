"""Undo and redo in forms and the tree: those of the layout, wherever the focus is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class UndoKeys(QObject):
    """Watches fields, which would otherwise take back within themselves only."""

    def __init__(self, undo: Callable[[], object], redo: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo
        self._redo = redo

    def watch(self, root: QWidget) -> None:
        """This widget and all in it, from now on."""
        for each in (root, *root.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the system for both."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            run = self._meant(event)
            if run is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    run()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._undo
        return self._redo if event.matches(QKeySequence.StandardKey.Redo) else None
