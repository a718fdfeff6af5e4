"""What is added to a good layout leaves it a good one."""

import json
from itertools import product

import pytest

from daybook.domain.layouts import templates
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import BlockType, Dto
from daybook.domain.layouts.outline import PieceKind


@pytest.mark.parametrize("dto", list(Dto))
@pytest.mark.parametrize("kind", list(BlockType))
def test_each_block_can_be_added(dto: Dto, kind: BlockType) -> None:
    text = json.dumps(templates.NEW[dto], indent=2)
    holder = ("blocks",) if dto is Dto.BLOCKS else ("body", "blocks")
    changed, steps = templates.add_block(text, holder, kind, 0)
    judged = judge(changed)
    assert judged.valid
    assert judged.layout is not None
    assert judged.layout.blocks[0].key == steps[-1]


@pytest.mark.parametrize("kind", list(templates.HOLDERS))
def test_each_part_can_be_added_twice(kind: PieceKind) -> None:
    text = json.dumps(templates.NEW[Dto.CARD], indent=2)
    once, _ = templates.add_part(text, kind)
    twice, _ = templates.add_part(once, kind)
    assert judge(twice).valid
    assert judge(twice).dto is Dto.CARD


@pytest.mark.parametrize(("one", "other"), list(product(BlockType, BlockType)))
def test_each_block_can_become_any_other(one: BlockType, other: BlockType) -> None:
    text = json.dumps({"blocks": {"a": templates.BLOCKS[one]}}, indent=2)
    changed = templates.retyped(text, ("blocks", "a"), other)
    assert judge(changed).errors == ()
    assert json.loads(changed)["blocks"]["a"]["type"] == other


def test_what_people_read_goes_along() -> None:
    text = '{"blocks": {"a": {"type": "text", "properties": {"value": {"de": "Hallo"}, "scope": "web", "bold": true}}}}'
    link = json.loads(templates.retyped(text, ("blocks", "a"), BlockType.LINK))["blocks"]["a"]["properties"]
    assert (link["text"], link["scope"], link["bold"]) == ({"de": "Hallo"}, "web", True)
    pair = json.loads(templates.retyped(text, ("blocks", "a"), BlockType.WITH_TITLE))["blocks"]["a"]["properties"]
    assert pair["title"] == {"de": "Hallo"}
    assert "bold" not in pair


def test_the_first_block_makes_its_place() -> None:
    changed, steps = templates.add_block("{}", ("blocks",), BlockType.DEADLINE)
    assert steps == ("blocks", "deadline")
    assert judge(changed).valid
