"""A layout of any size becomes one that a card among many can show, and a usual one stays as it is."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.layouts.fitting import MOST_BLOCKS, MOST_LETTERS, MOST_LINES, fitted
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import (
    Block,
    Card,
    DeadlineBlock,
    LargeTextBlock,
    LineBlock,
    LinkBlock,
    TextBlock,
    WithTitleBlock,
)
from daybook.domain.translated import Translated
from tests.domain.layouts.examples import Example, valid

LENGTHS = st.integers(0, 3 * MOST_LETTERS)


def texts(block: Block) -> list[Translated]:
    if isinstance(block, TextBlock | LargeTextBlock):
        return [block.value]
    if isinstance(block, LinkBlock):
        return [block.text]
    if isinstance(block, LineBlock):
        return [text for each in block.blocks for text in texts(each)]
    if isinstance(block, WithTitleBlock) and block.block is not None:
        return texts(block.block)
    assert isinstance(block, WithTitleBlock | DeadlineBlock)
    return []


def longest(text: Translated, letter: str = "") -> int:
    said = [text] if isinstance(text, str) else text.values()
    return max((each.count(letter) if letter else len(each) for each in said), default=0)


@pytest.mark.parametrize("example", valid(), ids=lambda each: each.name)
def test_what_the_documentation_has_stays_as_it_is(example: Example) -> None:
    layout = judge(example.text).layout
    assert layout is not None
    assert fitted(layout) == layout


@settings(max_examples=60)
@given(
    kind=st.sampled_from(("text", "largeText", "link", "withTitle", "lineOfBlocks")),
    lengths=st.lists(LENGTHS, min_size=1, max_size=30),
    breaks=st.booleans(),
    translated=st.booleans(),
)
def test_no_block_is_larger_than_a_card_can_show(kind: str, lengths: list[int], breaks: bool, translated: bool) -> None:
    def words(length: int) -> object:
        text = ("\n" if breaks else "x") * length
        return {"en": text, "de": text[: length // 2]} if translated else text

    def block(length: int) -> dict[str, object]:
        if kind == "link":
            return {"type": kind, "properties": {"text": words(length)}}
        plain: dict[str, object] = {
            "type": "text" if kind != "largeText" else kind,
            "properties": {"value": words(length)},
        }
        if kind == "withTitle":
            return {"type": kind, "properties": {"title": words(length), "block": plain}}
        return plain

    blocks = {f"b{number}": block(length) for number, length in enumerate(lengths)}
    if kind == "lineOfBlocks":
        blocks = {"line": {"type": kind, "properties": {"blocks": blocks}}}
    layout = judge(json.dumps({"blocks": blocks})).layout
    assert layout is not None
    made = fitted(layout)
    assert len(made.blocks) == min(len(layout.blocks), MOST_BLOCKS)
    for each in made.blocks:
        said = texts(each)
        assert sum(map(longest, said)) <= MOST_LETTERS + MOST_BLOCKS
        assert sum(longest(text, "\n") for text in said) <= MOST_LINES
    for before, after in zip(layout.blocks, made.blocks, strict=False):
        for whole, part in zip(texts(before), texts(after), strict=False):
            if longest(whole) > MOST_LETTERS:
                assert (part if isinstance(part, str) else part["en"]).endswith("…")


def test_a_title_of_a_card_is_one_line_long() -> None:
    text = json.dumps({"icon": {"code": "info"}, "header": {"title": "x" * 100_000}, "body": {"blocks": {}}})
    layout = judge(text).layout
    assert isinstance(layout, Card)
    made = fitted(layout)
    assert isinstance(made, Card)
    assert longest(made.header.title) == 500
