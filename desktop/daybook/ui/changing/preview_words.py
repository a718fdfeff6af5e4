"""What a preview says of rows, of groups, and of what all of them come to."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject

from daybook.domain.run import Row
from daybook.ui.changing.journal_words import JournalWords
from daybook.ui.kit.format import Formats
from daybook.ui.kit.wording.runs import skip_heading, skip_words
from daybook.work.changing.judged import CHANGES, CONFLICT, FieldChange, Lost, Sums, changes_of
from daybook.work.changing.lines import Heading

_LISTED: Final = 5
"""Changes of one row that are told each on a line of its own."""


class PreviewWords(QObject):
    """Turns what was judged into words, each only when it is to be seen."""

    def __init__(self, formats: Formats, values: JournalWords) -> None:
        super().__init__()
        self._formats = formats
        self.values = values

    def title(self, row: Row) -> str:
        """What the row is called."""
        if row.label:
            return row.label
        return f"#{row.activity_id}" if row.activity_id else self.values.item(row.owner)

    def about(self, row: Row) -> str:
        """What becomes of the row, or why nothing does, on one line."""
        if row.skipped:
            return skip_words(row.skipped)
        if row.conflict:
            return self.tr("Somebody else changed it: {fields}").format(fields=self._theirs(row))
        return " · ".join(map(self.values.change, changes_of(row)))

    def lines(self, row: Row) -> str:
        """The same with a line for each change."""
        changes: Sequence[FieldChange] = () if row.skipped or row.conflict else changes_of(row)
        if not changes:
            return self.about(row)
        said = [self.values.change(each) for each in changes[:_LISTED]]
        if len(changes) > _LISTED:
            said.append(self.tr("and %Ln more", "", len(changes) - _LISTED))
        return "\n".join(said)

    def spoken(self, row: Row, *, ticked: bool) -> str:
        """What a screen reader says of the row."""
        said = self.tr("{title}: {about}").format(title=self.title(row), about=self.about(row))
        if row.skipped or row.conflict:
            return said
        return said if ticked else self.tr("{row}, taken out").format(row=said)

    def group(self, group: str) -> str:
        """What a group is called."""
        if group == CHANGES:
            return self.tr("Will change")
        return self.tr("Changed by somebody else") if group == CONFLICT else skip_heading(group)

    def chip(self, group: str | None, count: int) -> str:
        """What a choice among groups says."""
        name = self.tr("All") if group is None else self.group(group)
        return self.tr("{group} {count}").format(group=name, count=self._formats.number(count))

    def heading(self, heading: Heading) -> str:
        """What a screen reader says of a heading."""
        said = self.chip(heading.group, heading.count)
        return self.tr("{heading}, folded").format(heading=said) if heading.folded else said

    def sums(self, sums: Sums) -> str:
        """How much it is."""
        if not sums.rows:
            return self.tr("Nothing would change.")
        rows = self.tr("%Ln row(s)", "", sums.rows)
        changes = self.tr("%Ln change(s)", "how many values are written", sums.changes)
        return self.tr("{rows}, {changes}").format(rows=rows, changes=changes)

    def messages(self, told: Mapping[int, int]) -> str:
        """Who hears of it; "" for nobody."""
        if not told:
            return ""
        first = self.values.person(next(iter(told)))
        if len(told) == 1:
            said = self.tr("{name} gets a message in the portal’s chat.").format(name=first)
        else:
            others = self.tr("{name} and %Ln other(s) get a message in the portal’s chat.", "", len(told) - 1)
            said = others.format(name=first)
        return " ".join((said, self.tr("What was sent can’t be taken back.")))

    def loss(self, lost: Lost, rows: int) -> str:
        """What can't be taken back, in so many rows."""
        return {
            Lost.DELETED: self.tr("%Ln row(s) will be deleted for good. There is no way back.", "", rows),
            Lost.REMINDERS: self.tr("%Ln row(s) will get reminders in the place of ones that nobody knows.", "", rows),
            Lost.NO_DEADLINE: self.tr("%Ln row(s) without a deadline will get one that must stay.", "", rows),
            Lost.PARENT: self.tr(
                "%Ln row(s) may follow from another activity: nobody knows, and that link goes.", "", rows
            ),
        }[lost]

    def _theirs(self, row: Row) -> str:
        return ", ".join(self.values.named(name, value) for name, value in row.conflict.items())
