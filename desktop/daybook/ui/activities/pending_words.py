"""Sentences about pending edits as a whole: what waits, what applying does, what became of it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from daybook.domain.cell_paste import LeftOut
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field
from daybook.ui.activities.cell_words import CellTexts, cell_name, hindrance_words, reason_words
from daybook.ui.activities.pending_items import Item
from daybook.ui.kit.format import Formats
from daybook.work.pending.applying import Fate, RowReport
from daybook.work.pending.preview import Preview, Standing
from daybook.work.pending.state import PendingState, Phase

translate = QCoreApplication.translate


class PendingWords(QObject):
    """What the panel and its buttons say."""

    def __init__(self, formats: Formats, texts: CellTexts) -> None:
        super().__init__()
        self._formats = formats
        self._texts = texts

    def waiting(self, state: PendingState) -> str:
        """ "42 changes in 17 activities"."""
        return self.tr("{changes} in {activities}").format(
            changes=self.changes(state.cells), activities=self.activities(state.rows)
        )

    def changes(self, number: int) -> str:
        """ "42 changes"."""
        return self.tr("%Ln change(s)", "", number)

    def activities(self, number: int) -> str:
        """ "17 activities"."""
        return self.tr("%Ln activity(ies)", "", number)

    def look(self, state: PendingState) -> str:
        """The button before anybody looked."""
        return self.tr("Look at %Ln change(s)", "", state.cells)

    def apply(self, preview: Preview) -> str:
        """The button that sends: "Apply 42 changes to 17 activities"."""
        return self.tr("Apply {changes} to {activities}").format(
            changes=self.changes(preview.changes), activities=self.activities(len(preview.ready))
        )

    def progress(self, state: PendingState) -> str:
        """How far it is; "" while nothing goes on."""
        if state.waits_for:
            said = self.tr("Waiting until “{run}” has ended. Nothing of this was sent yet.")
            return said.replace("{run}", state.waits_for)
        counted = {"done": self._formats.number(state.done), "total": self._formats.number(state.total)}
        if state.phase is Phase.LOOKING:
            return self.tr("Asking the portal: {done} of {total}").format(**counted)
        return self.tr("Sending: {done} of {total}").format(**counted) if state.phase is Phase.APPLYING else ""

    def unreachable(self) -> str:
        """What becomes of the changes while the portal can't be asked."""
        return self.tr("Nothing was sent. Your changes wait here, and are offered again when the portal is back.")

    def besides(self, preview: Preview) -> str:
        """What there is to know before applying: messages, decisions, what stays; "" for nothing."""
        said = []
        if preview.notified:
            names = self._formats.locale.createSeparatedList([self._texts.person(each) for each in preview.notified])
            said.append(self.tr("{names} will get a message in the portal's chat.").format(names=names))
        if preview.conflicts:
            said.append(self.tr("%Ln conflict(s) to be decided by you first.", "", preview.conflicts))
        if preview.stuck:
            said.append(self.tr("In %Ln activity(ies) something can't be changed; it stays here.", "", preview.stuck))
        if preview.already:
            said.append(self.tr("%Ln change(s) dropped: the portal has them already.", "", len(preview.already)))
        return " ".join(said)

    def offer(self, state: PendingState) -> str:
        """What is said when the portal can be reached and changes of an earlier time wait."""
        return self.tr(
            "%Ln change(s) kept from before. Below is what they would do now. Nothing is sent until you apply them.",
            "",
            state.cells,
        )

    def short_offer(self, state: PendingState) -> str:
        """The same in a few words, for the quiet line."""
        return self.tr("%Ln change(s) to look at and apply.", "", state.cells)

    def report(self, reports: Sequence[RowReport], total: int) -> str:
        """What became of what was sent, the good news first."""
        counted = Counter(report.executed.fate for report in reports)
        counted[Fate.NOT_SENT] += total - len(reports)
        said = {
            Fate.DONE: self.tr("%Ln activity(ies) changed.", "", counted[Fate.DONE]),
            Fate.PARTLY_DONE: self.tr("%Ln changed in part.", "", counted[Fate.PARTLY_DONE]),
            Fate.REFUSED: self.tr("%Ln refused.", "", counted[Fate.REFUSED]),
            Fate.CONFLICT: self.tr("%Ln changed by somebody else meanwhile, so not sent.", "", counted[Fate.CONFLICT]),
            Fate.GONE: self.tr("%Ln not there any more.", "", counted[Fate.GONE]),
            Fate.UNKNOWN: self.tr("%Ln without an answer; look again to learn more.", "", counted[Fate.UNKNOWN]),
            Fate.NOT_SENT: self.tr("%Ln not sent.", "", counted[Fate.NOT_SENT]),
            Fate.CHANGED: self.tr("%Ln edited after you looked, so not sent.", "", counted[Fate.CHANGED]),
        }
        told = [words for fate, words in said.items() if counted[fate]]
        if counted[Fate.DONE] < total:
            told.append(self.tr("What was not done still waits below."))
        return " ".join(told)

    def left_out(self, left: Sequence[LeftOut]) -> str:
        """How many cells did not become changes."""
        return self.tr("%Ln cell(s) did not fit and were left as they were.", "", len(left))

    def left_out_more(self, left: Sequence[LeftOut]) -> str:
        """Which, by the reason; the first of each reason are named as they were pasted."""
        by_reason: dict[str, list[LeftOut]] = {}
        for each in left:
            by_reason.setdefault(reason_words(each.reason), []).append(each)
        return "\n".join(f"{self._named_cells(cells)}: {words}" for words, cells in by_reason.items())

    def _named_cells(self, cells: Sequence[LeftOut]) -> str:
        named = [self._named_cell(each) for each in cells[:_NAMED]]
        if len(cells) > _NAMED:
            named.append(self.tr("%Ln more", "", len(cells) - _NAMED))
        return self._formats.locale.createSeparatedList(named)

    def _named_cell(self, cell: LeftOut) -> str:
        row = self._formats.number(cell.row + 1)
        text = " ".join(cell.text.split())[:_SHORT]
        said = self.tr("row {row}, “{text}”") if text else self.tr("row {row}")
        return said.format(row=row, text=text)

    def about(self, item: Item) -> str:
        """What there is to know of one line, beside what it shows; "" for nothing."""
        if item.gone:
            return self.tr("It was deleted, or you may not see it any more.")
        if item.under_way:
            return self.tr("The answer to the last sending was lost. It is not sent again before it is known.")
        if item.field is None or item.cell is None:
            return ""
        if item.cell.standing is Standing.CONFLICT:
            return self.tr("Somebody changed this since you edited it ({field}): it is {theirs} now.").format(
                field=cell_name(item.field), theirs=self._texts.text(item.field, item.cell.now)
            )
        return hindrance_words(item.cell.hindrance) if isinstance(item.cell.hindrance, Hindrance) else ""

    def drop(self, item: Item) -> str:
        """The button that drops a change, or all of an activity."""
        return self.tr("Drop these changes") if item.field is None else self.tr("Drop this change")

    def mine(self, item: Item) -> str:
        """The button that keeps the wish of a conflict."""
        return self._named(self.tr("Use mine: {value}"), item, item.edit.wished if item.edit is not None else None)

    def theirs(self, item: Item) -> str:
        """The button that keeps the other person's value."""
        return self._named(self.tr("Keep theirs: {value}"), item, item.before)

    def _named(self, text: str, item: Item, value: object) -> str:
        shown = self._texts.text(item.field or Field.TITLE, value)  # type: ignore[arg-type]
        return text.format(value=shown if len(shown) <= _SHORT else f"{shown[:_SHORT]}…")


_NAMED = 3
"""Cells named for each reason."""
_SHORT = 32
"""Letters of a value on a button."""


def is_all_well(reports: Sequence[RowReport], total: int) -> bool:
    """True when every row was done."""
    return len(reports) == total and all(report.executed.fate is Fate.DONE for report in reports)
