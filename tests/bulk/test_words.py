"""Every cause that a report may name has a sentence for the command line."""

import pytest

from daybook.bulk import skips
from daybook.bulk.refusals import Refusal
from daybook.bulk.report import ReportRow
from daybook.bulk.words import cause
from daybook.domain.pending import Hindrance
from daybook.domain.run import RowOutcome

REASONS = [value for name, value in vars(skips).items() if name.isupper() and isinstance(value, str)]
EVERY = [*REASONS, *(each.value for each in Hindrance), *(each.value for each in Refusal), "decide", "unknown"]


def row(reason: str, text: str = "", fields: tuple[str, ...] = ()) -> ReportRow:
    return ReportRow(0, 5, "Call", RowOutcome.FAILED, reason, text, fields)


@pytest.mark.parametrize("reason", sorted(set(EVERY)))
def test_each_reason_is_put_into_words(reason: str) -> None:
    said = cause(row(reason))
    assert "(" not in said, "a reason without a sentence is named as a code"
    assert " " in said


def test_the_portals_own_words_come_along() -> None:
    assert cause(row("CAN_NOT_DO_THAT", "No way today")) == "the portal refused it (CAN_NOT_DO_THAT): No way today"
    assert "No way" in cause(row("ACCESS_DENIED", "No way today"))


def test_a_conflict_names_the_fields() -> None:
    assert "(colour, deadline)" in cause(row("conflict", fields=("color", "deadline")))
