"""What became of each row, as it is told: outcome, cause and next step as stable keys, and the portal's own words.

Pure. The window and the command line put the keys into sentences.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from daybook.bulk.skips import FINE
from daybook.domain.run import Row, RowOutcome, Settlement, StepState


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a report."""

    number: int
    activity_id: int | None
    label: str
    outcome: RowOutcome
    cause: str = ""
    """A reason of `bulk.skips`, a code of the portal, "conflict", "decide", "sent_again"; "" for none."""
    text: str = ""
    """The portal's own words, for whoever wants them."""
    fields: tuple[str, ...] = ()
    """The fields that are in the way, or were not written."""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    theirs: Mapping[str, Any] | None = None
    """Other people's values that were found and left as they are."""

    @property
    def is_fine(self) -> bool:
        """True when nothing is left to be wished for."""
        return self.outcome is RowOutcome.DONE or (self.outcome is RowOutcome.SKIPPED and self.cause in FINE)


def report_row(row: Row) -> ReportRow:
    """What became of one row."""
    cause, text, fields = _cause(row)
    return ReportRow(
        number=row.number,
        activity_id=row.activity_id,
        label=row.label,
        outcome=row.outcome,
        cause=cause,
        text=text,
        fields=fields,
        before=before_of(row),
        after=after_of(row),
        theirs=dict(row.conflict),
    )


def before_of(row: Row) -> dict[str, Any]:
    """Values as the plan saw them, by field."""
    found: dict[str, Any] = {}
    for step in row.steps:
        for name in step.after:
            found.setdefault(name, step.before.get(name))
    return found


def after_of(row: Row) -> dict[str, Any]:
    """Values as they were to be, by field."""
    return {name: value for step in row.steps for name, value in step.after.items()}


def counts(rows: Iterable[ReportRow]) -> dict[str, int]:
    """How many rows have which outcome."""
    return dict(Counter(row.outcome.value for row in rows))


def _cause(row: Row) -> tuple[str, str, tuple[str, ...]]:
    if row.skipped:
        return row.skipped, "", ()
    if row.conflict:
        return "conflict", "", tuple(sorted(row.conflict))
    for step in row.steps:
        if step.state is StepState.REFUSED:
            return step.error_code or "refused", step.error_text, tuple(sorted(step.after))
    for step in row.steps:
        if step.state in (StepState.SENT, StepState.UNKNOWN):
            decide = step.settlement is Settlement.PERSON_DECIDES
            return ("decide" if decide else "unknown"), "", tuple(sorted(step.after))
    again = any(step.settlement is Settlement.SENT_AGAIN for step in row.steps)
    return ("sent_again" if again else ""), "", ()
