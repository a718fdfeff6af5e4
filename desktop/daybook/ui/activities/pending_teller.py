"""Says on the quiet line that a change waits since the portal can't be reached, and for some seconds takes it back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from shiboken6 import isValid

from daybook.domain.cell_paste import LeftOut
from daybook.ui.activities.cell_words import reason_words
from daybook.ui.activities.pending_side import WRITES_KEY
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.isolating import isolated
from daybook.ui.kit.one_line import brief
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.entry import Entered

SHOW_KEYS: Final = "Ctrl+Shift+P"
"""What shows everything that waits, wherever something may wait."""
OFFERED_S: Final = 10
_LONGEST: Final = 40
"""Letters of a title: the sentence around it says what matters more."""


class PendingTeller(QObject):
    """Takes back no other action than the one that it told of."""

    def __init__(self, pending: PendingEdits, *, writes: Writes, quiet: QuietLine) -> None:
        super().__init__()
        self._pending = pending
        self._writes = writes
        self._quiet = quiet
        self._told: Entered | None = None

    def tell(self, entered: Entered, title: str = "") -> None:
        """What waits now, with the way back, and what can't. `title` is that of the one activity it is about."""
        said = " ".join(part for part in (self._waits(entered, title), self._left_out(entered.left_out)) if part)
        self._told = entered
        if entered.action is not None:
            self._quiet.offer(
                said, self.tr("Take back"), self.undo, seconds=OFFERED_S, glyph=Glyph.PENCIL, tone="warning"
            )
        else:
            self._quiet.tell(said, glyph=Glyph.INFO, tone="accent", seconds=6)

    def undo(self) -> None:
        """Takes back what was told of last, unless something else was done since."""
        told, self._told = self._told, None
        if told is not None and told.action is not None:
            self._writes.start(self._pending.undo(told.action), key=WRITES_KEY, quiet=True)

    def detach(self) -> None:
        """Offers nothing any more: what waits belongs to a connection that closes."""
        if isValid(self._quiet):  # the window may have gone before
            self._quiet.withdraw(self.undo)

    def _waits(self, entered: Entered, title: str) -> str:
        if not entered.ids:
            return "" if entered.left_out else self.tr("It is so already.")
        named = isolated(brief(title, _LONGEST))
        if named and len(entered.ids) == 1:
            said = self.tr("The portal can't be reached: the change of “{title}” waits. {keys} shows it.")
        else:
            said = self.tr(
                "The portal can't be reached: changes of %Ln activity(ies) wait. {keys} shows them.",
                "",
                len(entered.ids),
            )
        return said.replace("{keys}", keys_text()).replace("{title}", named)

    def _left_out(self, left: Sequence[LeftOut]) -> str:
        if not left:
            return ""
        why = " ".join(dict.fromkeys(reason_words(each.reason) for each in left))
        return self.tr("%Ln left as it was: {reason}", "", len(left)).replace("{reason}", why)


def keys_text() -> str:
    """The keys that show what waits, as this system writes them."""
    return QKeySequence(SHOW_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
