"""A name of another writing direction turns nothing around it."""

import pytest

from daybook.ui.kit.isolating import isolated


@pytest.mark.parametrize("text", ["", "Anna Weber", "Дмитрий Волков", "晨光电子", "Αιγαίο", "40 %"])
def test_what_turns_nothing_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["نور الحداد", "גליל", "Order ואחה"])
def test_what_is_written_from_the_right_is_kept_apart(text: str) -> None:
    assert isolated(text) == f"\u2068{text}\u2069"
