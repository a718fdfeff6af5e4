"""The parts of a layout one after another, for whoever asks the same of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from daybook.domain.layouts.model import (
    Action,
    Block,
    Card,
    Layout,
    LineBlock,
    LinkBlock,
    NestedBlock,
    Scope,
    Steps,
    WithTitleBlock,
)


@dataclass(frozen=True, slots=True)
class Click:
    """An action, and the innermost part that says where it is shown."""

    action: Action
    scope: Scope | None
    steps: Steps
    """The way to that part."""


def all_blocks(layout: Layout) -> Iterator[Block]:
    """Every content block, those within others too."""
    for block in layout.blocks:
        yield block
        yield from inner_blocks(block)


def inner_blocks(block: Block) -> tuple[NestedBlock, ...]:
    """The blocks within a block."""
    if isinstance(block, LineBlock):
        return block.blocks
    if isinstance(block, WithTitleBlock) and block.block is not None:
        return (block.block,)
    return ()


def clicks(layout: Layout) -> Iterator[Click]:
    """Everything that can be clicked."""
    for block in layout.blocks:
        for each in (block, *inner_blocks(block)):
            if isinstance(each, LinkBlock) and each.action is not None:
                shown = each if each.scope is not None else block
                yield Click(each.action, shown.scope, shown.steps)
    if isinstance(layout, Card):
        yield from _clicks_of_card(layout)


def _clicks_of_card(card: Card) -> Iterator[Click]:
    everywhere = (
        (card.header.title_action, card.header.steps),
        (card.body.logo.action, card.body.logo.steps),
        *((tag.action, tag.steps) for tag in card.header.tags),
    )
    for action, steps in everywhere:
        if action is not None:
            yield Click(action, None, steps)
    scoped = (
        *((button.action, button.scope, button.steps) for button in card.footer.buttons),
        *((item.action, item.scope, item.steps) for item in card.footer.menu.items),
    )
    for action, scope, steps in scoped:
        if action is not None:
            yield Click(action, scope, steps)
