"""A small button that says how much waits; not there while nothing does."""

from PySide6.QtCore import Signal

from daybook.ui.kit.buttons import Button, rename
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.work.pending.edits import PendingEdits


class PendingButton(Button):
    """ "7 changes to apply"; a press asks for the panel."""

    open_wanted = Signal()

    def __init__(self, look: Look, pending: PendingEdits) -> None:
        super().__init__()
        self._pending = pending
        self.setProperty("look", "chip")
        IconFollower(look, self, Glyph.PENCIL, "text_soft")
        self.clicked.connect(lambda _checked=False: self.open_wanted.emit())
        self._end = pending.changed.add(self._say)
        self._say()

    def detach(self) -> None:
        """Looks at nothing any more."""
        self._end()

    def _say(self) -> None:
        cells = self._pending.state.cells
        rename(self, self.tr("%Ln change(s) to apply", "", cells))
        self.setVisible(bool(cells))
