"""What the report says of one row."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QObject

from daybook.bulk.values import value_moment
from daybook.domain.run import Field, RowOutcome
from daybook.ui.changing.journal_words import ItemOf, JournalWords, PersonOf
from daybook.ui.kit.format import Formats
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.runs import cause_words, outcome_name, outcome_words
from daybook.ui.kit.wording.sentence import Sentence
from daybook.work.changing.judged import FieldChange
from daybook.work.running.report import ReportLine

_TELLING: Final = (RowOutcome.DONE, RowOutcome.UNDONE)
_AS_PLANNED: Final = (*_TELLING, RowOutcome.PLANNED, RowOutcome.CANCELLED)
"""Outcomes of rows of which the change says more than the reason."""

_SPEAKING: Final = (Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE)


class BriefValues(JournalWords):
    """Values where there is little room: deadlines in few letters."""

    def __init__(self, formats: Formats, person_of: PersonOf, item_of: ItemOf) -> None:
        super().__init__(formats, person_of, item_of)
        self._brief = formats.brief

    def value(self, name: Field, value: Any) -> str:
        """A value of the journal, never empty."""
        moment = value_moment(value) if name is Field.DEADLINE else None
        return super().value(name, value) if moment is None else self._brief(moment)


class WrittenValues(JournalWords):
    """Values for a file, which is read another day: no "today" in it."""

    def __init__(self, formats: Formats, person_of: PersonOf, item_of: ItemOf) -> None:
        super().__init__(formats, person_of, item_of)
        self._written = formats.written

    def value(self, name: Field, value: Any) -> str:
        """A value of the journal, never empty."""
        moment = value_moment(value) if name is Field.DEADLINE else None
        return super().value(name, value) if moment is None else self._written(moment)


class RowWords(QObject):
    """Turns a row of a report into words, each only when it is to be seen; `brief` where there is little room."""

    def __init__(self, values: JournalWords, brief: JournalWords) -> None:
        super().__init__()
        self.values = values
        self._brief = brief

    def title(self, line: ReportLine) -> str:
        """What the row is called."""
        report = line.report
        return report.label or (f"#{report.activity_id}" if report.activity_id else self.values.item(line.owner))

    def outcome(self, line: ReportLine) -> str:
        """What became of it, in a word or two."""
        return outcome_name(line.report.outcome)

    def changes(self, line: ReportLine) -> str:
        """What was to be changed, on one line; fields whose values speak for themselves without their names."""
        return " · ".join(map(self._brief_change, line.changes))

    def _brief_change(self, change: FieldChange) -> str:
        if change.field not in _SPEAKING or not change.is_known:
            return self._brief.change(change)
        before, after = (self._brief.value(change.field, each) for each in (change.before, change.after))
        return self.tr("{before} → {after}").format(before=before, after=after)

    def change_lines(self, line: ReportLine) -> str:
        """The same with a line for each field."""
        return "\n".join(map(self.values.change, line.changes))

    def cause(self, line: ReportLine) -> Sentence:
        """Why it is as it is, and what to do next; "" where the outcome says it all."""
        report = line.report
        if not report.cause:
            return Sentence("") if report.outcome in _TELLING else outcome_words(report.outcome)
        said = cause_words(report.cause)
        if report.outcome is RowOutcome.PARTLY_DONE and report.fields:
            title = self.tr("{fields}: {why}").format(fields=self._fields(report.fields), why=said.title)
            return Sentence(title, said.advice)
        return said

    def brief_cause(self, line: ReportLine) -> str:
        """Why, on one line, with the other person's values where they are in the way; "" where nothing is wrong."""
        if line.report.outcome in _AS_PLANNED and not line.report.cause:
            return ""
        return self.theirs(line) or self.cause(line).title

    def _fields(self, names: Sequence[str]) -> str:
        return ", ".join(keys.field_name(Field(name)) for name in names)

    def theirs(self, line: ReportLine) -> str:
        """What somebody else made of it; "" for nothing."""
        found = line.report.theirs or {}
        if not found:
            return ""
        return self.tr("In the portal now: {values}").format(
            values=", ".join(self.values.named(name, value) for name, value in found.items())
        )

    def said_by_portal(self, line: ReportLine) -> str:
        """The portal's code and own words; "" when it said nothing."""
        report = line.report
        if not report.text and not report.cause.isupper():
            return ""
        return "\n".join(filter(None, (report.cause, report.text)))
