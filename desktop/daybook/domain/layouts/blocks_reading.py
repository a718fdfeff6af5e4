"""Content blocks out of the tree of a text; those whose type can't stand there are left out."""

from daybook.domain.layouts.model import (
    Block,
    BlockType,
    DeadlineBlock,
    LargeTextBlock,
    LineBlock,
    LinkBlock,
    NestedBlock,
    TextBlock,
    TextColor,
    TextSize,
    WithTitleBlock,
)
from daybook.domain.layouts.parts import Part


def read_blocks(part: Part) -> tuple[Block, ...]:
    """The blocks of a keyed object, in the order of their keys."""
    found = (_block(key, each) for key, each in part.parts())
    return tuple(each for each in found if each is not None)


def _block(key: str, part: Part) -> Block | None:
    kind = part.maybe("type", BlockType)
    inside = part.part("properties")
    if kind is BlockType.LARGE_TEXT:
        return LargeTextBlock(key, inside.words("value"), inside.scope, part.steps)
    if kind is BlockType.WITH_TITLE:
        return WithTitleBlock(
            key,
            inside.words("title"),
            _nested("", inside.part("block")),
            inside.flag("inline"),
            inside.scope,
            part.steps,
        )
    if kind is BlockType.LINE:
        found = (_nested(name, each) for name, each in inside.part("blocks").parts())
        return LineBlock(key, tuple(each for each in found if each is not None), inside.scope, part.steps)
    return _nested(key, part)


def _nested(key: str, part: Part) -> NestedBlock | None:
    kind = part.maybe("type", BlockType)
    inside = part.part("properties")
    if kind is BlockType.TEXT:
        return _text(key, part, inside)
    if kind is BlockType.LINK:
        return LinkBlock(
            key, inside.words("text"), inside.action("action"), inside.flag("bold"), inside.scope, part.steps
        )
    if kind is BlockType.DEADLINE:
        return DeadlineBlock(key, inside.flag("readonly"), inside.scope, part.steps)
    return None


def _text(key: str, part: Part, inside: Part) -> TextBlock:
    return TextBlock(
        key,
        inside.words("value"),
        inside.flag("multiline"),
        inside.words("title"),
        inside.flag("bold"),
        inside.choice("size", TextSize.MD),
        inside.maybe("color", TextColor),
        inside.scope,
        part.steps,
    )
