"""What waits to be applied, as the rows of a day show it: the same pending edits as in the table of activities."""

from typing import Final

from PySide6.QtCore import QObject

from daybook.domain.listing import ActivityLine
from daybook.domain.pending import WISHABLE, PendingEdit
from daybook.domain.run import Field
from daybook.ui.activities.cell_words import CellTexts, cell_name
from daybook.ui.activities.pending_list import mark_words
from daybook.ui.kit.icons import Glyph
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.state import Mark

_SIGNS: Final = {
    Mark.PENDING: (Glyph.PENCIL, "warning"),
    Mark.SENDING: (Glyph.HOURGLASS, "accent"),
    Mark.HINDERED: (Glyph.LOCK, "danger"),
    Mark.REFUSED: (Glyph.ERROR, "danger"),
    Mark.CONFLICT: (Glyph.WARNING, "danger"),
}
"""The sign and the tone of a row, by what matters least first."""
_ORDER: Final = tuple(_SIGNS)
_LONG: Final = (Field.TITLE, Field.DESCRIPTION, Field.PINGS)
"""Fields that are named, for their values take too much room."""


class Waiting(QObject):
    """Asks the presenter at each painting; a row of which nothing waits costs one look into a table."""

    def __init__(self, pending: PendingEdits, texts: CellTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = pending
        self._texts = texts

    def line(self, line: ActivityLine) -> ActivityLine:
        """The line as the person wishes it."""
        return self._pending.overlaid(line)

    def sign(self, activity_id: int) -> tuple[Glyph, str]:
        """The glyph and the tone of what matters most."""
        return _SIGNS[self._mark(activity_id)]

    def words(self, activity_id: int) -> str:
        """ "waits: done", with how it stands; "" when nothing waits."""
        edits = self._edits(activity_id)
        if not edits:
            return ""
        # A comma would be taken for one inside of a date.
        wished = " · ".join(map(self._wish, edits))
        said = self.tr("waits: {wishes}").replace("{wishes}", wished)
        state = mark_words(self._mark(activity_id))
        return f"{said} · {state}" if state else said

    def spoken(self, activity_id: int) -> str:
        """The same for a screen reader, with what was; "" when nothing waits."""
        said = [self._change(each) for each in self._edits(activity_id)]
        if not said:
            return ""
        state = mark_words(self._mark(activity_id))
        told = self.tr("waits to be applied: {changes}").replace("{changes}", ", ".join(said))
        return f"{told}, {state}" if state else told

    def _edits(self, activity_id: int) -> list[PendingEdit]:
        edits = self._pending.of(activity_id)
        return [edits[name] for name in WISHABLE if name in edits]

    def _mark(self, activity_id: int) -> Mark:
        states = (self._pending.cell(activity_id, name) for name in self._pending.of(activity_id))
        return max((state.mark for state in states if state is not None), key=_ORDER.index, default=Mark.PENDING)

    def _wish(self, edit: PendingEdit) -> str:
        return cell_name(edit.field) if edit.field in _LONG else self._texts.brief(edit.field, edit.wished)

    def _change(self, edit: PendingEdit) -> str:
        said = self.tr("{field} {before} becomes {after}")
        before, after = self._texts.text(edit.field, edit.base), self._texts.text(edit.field, edit.wished)
        return said.format(field=cell_name(edit.field), before=before, after=after)
