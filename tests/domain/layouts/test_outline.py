"""The tree of a layout's parts, also of one that is not right."""

from typing import Any

import pytest
from hypothesis import given

from daybook.domain.layouts.editing import find
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import BlockType
from daybook.domain.layouts.outline import MOST_PIECES, Piece, PieceKind, outline
from tests.domain.layouts.examples import Example, examples, valid
from tests.domain.layouts.mutations import nearly_valid, written


def _of(text: str) -> Piece:
    judged = judge(text)
    assert judged.root is not None
    assert judged.dto is not None
    return outline(judged.root, judged.dto)


@pytest.mark.parametrize("example", valid(), ids=lambda each: each.name)
def test_every_part_of_a_good_layout_is_in_the_tree(example: Example) -> None:
    judged, tree = judge(example.text), _of(example.text)
    assert judged.layout is not None
    blocks = [each for each in tree.all() if each.kind is PieceKind.BLOCK]
    assert [each.key for each in blocks] == [each.key for each in judged.layout.blocks]
    for piece in tree.all():
        if piece.is_there:
            assert judged.root is not None
            node = find(judged.root, piece.steps)
            assert node is not None
            assert (node.at, node.end) == (piece.at, piece.end)


def test_a_letter_belongs_to_the_innermost_part() -> None:
    text = next(each.text for each in examples() if each.name == "valid_blocks_line_mixed.json")
    tree = _of(text)
    nested = next(each for each in tree.all() if each.kind is PieceKind.NESTED)
    assert tree.around(nested.at + 1) == nested
    assert tree.find((*nested.steps, "properties", "value")) == nested
    assert tree.around(0) == tree


def test_parts_of_a_card_that_are_not_written_are_there_to_be_added() -> None:
    tree = _of('{"header": {"title": {"de": "Hallo", "en": "Hello"}}}')
    assert [(each.kind, each.is_there) for each in tree.parts] == [
        (PieceKind.ICON, False), (PieceKind.HEADER, True), (PieceKind.BODY, False), (PieceKind.FOOTER, False),
    ]  # fmt: skip
    assert tree.parts[1].title == "Hello"


def test_a_block_of_no_type_is_shown_all_the_same() -> None:
    (block,) = _of('{"blocks": {"a": {"type": "video"}}}').parts
    assert (block.key, block.block) == ("a", None)


def test_a_pair_holds_the_block_of_its_value() -> None:
    text = '{"blocks": {"a": {"type": "withTitle", "properties": {"title": "T", "block": {"type": "deadline"}}}}}'
    (block,) = _of(text).parts
    assert block.title == "T"
    assert [each.block for each in block.parts] == [BlockType.DEADLINE]


def test_a_hostile_layout_has_an_end() -> None:
    blocks = ", ".join(f'"b{number}": {{}}' for number in range(5_000))
    assert len(list(_of(f'{{"blocks": {{{blocks}}}}}').all())) == MOST_PIECES + 1


@given(nearly_valid())
def test_whatever_is_nearly_a_layout_has_a_tree(layout: Any) -> None:
    text = written(layout)
    judged = judge(text)
    if judged.root is not None and judged.dto is not None and judged.layout is not None:
        for piece in outline(judged.root, judged.dto).all():
            assert 0 <= piece.at <= piece.end <= len(text)
