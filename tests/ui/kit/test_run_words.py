"""Every reason for which nothing is done to a row has words of its own."""

import pytest

from daybook.bulk import skips
from daybook.bulk.refusals import Refusal
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.runs import skip_heading, skip_words

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
