"""Every code of the rules has a sentence of its own."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import judge
from daybook.ui.kit.wording.layouts import layout_mistake, place_words
from tests.domain.layouts.examples import Example, examples

pytestmark = pytest.mark.usefixtures("qapp")


def _mistake(fault: LayoutFault, said: str = "SAID") -> LayoutMistake:
    return LayoutMistake(fault, ("a",), 0, 1, 1, 1, "OWNER", said, ("NEAR",), ("ALLOWED",), 7)


@pytest.mark.parametrize("fault", list(LayoutFault))
def test_each_fault_has_a_sentence(fault: LayoutFault) -> None:
    sentence = layout_mistake(_mistake(fault))
    assert sentence.title.endswith((".", ": SAID"))
    assert not re.search(r"[{}]", sentence.title)
    assert not sentence.advice or sentence.advice.endswith((".", "?"))


def test_no_two_faults_say_the_same() -> None:
    assert len({layout_mistake(_mistake(each)).title for each in LayoutFault}) == len(LayoutFault)


@pytest.mark.parametrize("example", [each for each in examples() if not each.valid], ids=lambda each: each.name)
def test_the_bad_layouts_are_told_apart_in_words(example: Example, qapp: QApplication) -> None:
    first = judge(example.text).errors[0]
    sentence = layout_mistake(first)
    assert sentence.title
    for each in first.nearest[:1]:
        assert each in sentence.title + sentence.advice
    assert place_words(first)


def test_a_text_that_ends_too_early_says_so() -> None:
    assert layout_mistake(judge('{"blocks": ').errors[0]).title == "The JSON ends too early."
