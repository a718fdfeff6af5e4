"""Every reason for which nothing is done to a row has words of its own."""

import pytest

from daybook.bulk import skips, undo
from daybook.bulk.refusals import Refusal
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field, RowOutcome
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.runs import cause_words, lost_words, outcome_name, outcome_words, skip_heading, skip_words

pytestmark = pytest.mark.usefixtures("qapp")

SKIPS = [value for name, value in vars(skips).items() if name.isupper() and isinstance(value, str)]
REASONS = sorted({*SKIPS, *(each.value for each in Refusal), *(each.value for each in Hindrance)})


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_said_in_a_sentence_and_above_its_rows(reason: str) -> None:
    assert skip_words(reason).endswith(".")
    assert skip_words(reason) != skip_words("something else")
    assert skip_heading(reason) != skip_heading("something else")
    assert not skip_heading(reason).endswith(".")


@pytest.mark.parametrize("name", list(Field))
def test_a_field_has_a_name(name: Field) -> None:
    assert keys.field_name(name)


CODES = (
    "ACCESS_DENIED",
    "NOT_FOUND",
    "CAN_NOT_UPDATE_COMPLETED_TODO",
    "LAST_BINDING_CANNOT_BE_DELETED",
    "OWNER_NOT_FOUND",
)


@pytest.mark.parametrize("cause", [*REASONS, *CODES, "conflict", "decide", "unknown", "sent_again"])
def test_a_cause_in_a_report_has_words_of_its_own(cause: str) -> None:
    said = cause_words(cause)
    assert said.title.endswith(".")
    assert said != cause_words("SOMETHING_NEW")


def test_what_nobody_foresaw_says_where_to_look() -> None:
    assert cause_words("SOMETHING_NEW") == cause_words("refused")
    assert cause_words("refused").advice
    assert cause_words("").title == ""


@pytest.mark.parametrize("outcome", list(RowOutcome))
def test_an_outcome_has_a_name_and_a_sentence(outcome: RowOutcome) -> None:
    assert outcome_name(outcome)
    assert outcome_words(outcome).title.endswith(".")


@pytest.mark.parametrize("lost", [undo.LOST_PINGS, undo.LOST_PARENT, undo.LOST_DEADLINE, undo.LOST_MESSAGES])
def test_what_an_undo_loses_is_said(lost: str) -> None:
    assert lost_words(lost).endswith(".")
