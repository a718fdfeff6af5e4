"""Words without an end: broken at steps, for Qt would look through the rest of them for every line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.ui.layouts.set_text import ENDLESS, breakable, lines, pixel_font

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.lists(st.text("ab \n\u2028", max_size=9) | st.integers(0, 3 * ENDLESS).map("x".__mul__), max_size=5))
def test_no_letter_is_lost_and_usual_words_stay_as_they_are(parts: list[str]) -> None:
    words = "".join(parts)
    made = breakable(words)
    assert made.replace("\u200b", "") == words
    assert ("\u200b" in made) == any(len(each) > ENDLESS for each in words.split())


def test_an_endless_word_takes_no_longer_than_words() -> None:
    lines("warm", pixel_font(14), 400.0, 20.0)
    took = []
    for words in ("x" * 150_000, "x y " * 37_500):
        begun = time.thread_time()
        lines(words, pixel_font(14), 400.0, 20.0)
        took.append(time.thread_time() - begun)
    assert took[0] < 4 * took[1]
