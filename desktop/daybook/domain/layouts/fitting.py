"""A layout cut to what a card among many can show. Portals take far longer texts than anybody reads on a timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from daybook.domain.layouts.model import (
    Block,
    BlockSet,
    Card,
    DeadlineBlock,
    Layout,
    LineBlock,
    LinkBlock,
    NestedBlock,
    WithTitleBlock,
)
from daybook.domain.translated import Translated

MOST_BLOCKS: Final = 20
"""As many as a portal takes, in a card and in a line."""
MOST_LETTERS: Final = 10_000
"""Of one block with all that is in it: what is laid out in a few milliseconds."""
MOST_LINES: Final = 500
"""Breaks in one block: a card of thousands of lines would be higher than a list can scroll."""
MOST_TITLE: Final = 500
"""Letters of a title, a label, a tag or a button, all of which stand on one line."""


def fitted(layout: Layout) -> Layout:
    """The layout with its blocks cut to these limits; one that keeps them is the same. What is cut ends in "…"."""
    blocks = tuple(_fitted(block) for block in layout.blocks[:MOST_BLOCKS])
    if isinstance(layout, BlockSet):
        return BlockSet(blocks)
    return _short(replace(layout, body=replace(layout.body, blocks=blocks)))


def _short(card: Card) -> Card:
    """Titles, tags, buttons and items of the menu are one line each."""
    header, footer = card.header, card.footer
    tags = tuple(replace(each, title=_line(each.title)) for each in header.tags)
    buttons = tuple(replace(each, title=_line(each.title)) for each in footer.buttons)
    items = tuple(replace(each, title=_line(each.title)) for each in footer.menu.items)
    return replace(
        card,
        header=replace(header, title=_line(header.title), tags=tags),
        footer=replace(footer, buttons=buttons, menu=replace(footer.menu, items=items)),
    )


def _fitted(block: Block) -> Block:
    room = _Room()
    if isinstance(block, WithTitleBlock):
        value = room.nested(block.block) if block.block is not None else None
        return replace(block, title=_line(block.title), block=value)
    if isinstance(block, LineBlock):
        return replace(block, blocks=room.all(block.blocks[:MOST_BLOCKS]))
    if isinstance(block, DeadlineBlock | LinkBlock):
        return room.nested(block)
    return replace(block, value=room.text(block.value))


class _Room:
    """What is left of the room of one block."""

    def __init__(self) -> None:
        self._letters = MOST_LETTERS
        self._lines = MOST_LINES

    def all(self, blocks: Sequence[NestedBlock]) -> tuple[NestedBlock, ...]:
        return tuple(self.nested(each) for each in blocks)

    def nested(self, block: NestedBlock) -> NestedBlock:
        if isinstance(block, DeadlineBlock):
            return block
        if isinstance(block, LinkBlock):
            return replace(block, text=self.text(block.text))
        return replace(block, value=self.text(block.value), title=_line(block.title))

    def text(self, text: Translated) -> Translated:
        """The text within what is left, in each of its languages; the longest counts."""
        said = {"": text} if isinstance(text, str) else text
        made = {language: _cut(each, self._letters, self._lines) for language, each in said.items()}
        self._letters -= max(map(len, made.values()), default=0)
        self._lines -= max((each.count("\n") for each in made.values()), default=0)
        return made[""] if isinstance(text, str) else made


def _line(text: Translated) -> Translated:
    if isinstance(text, Mapping):
        return {language: _cut(each, MOST_TITLE, MOST_LINES) for language, each in text.items()}
    return _cut(text, MOST_TITLE, MOST_LINES)


def _cut(text: str, letters: int, lines: int) -> str:
    """At most so many letters, with "…" for the last, and so many line breaks."""
    letters, lines = max(letters, 1), max(lines, 0)
    made = text if len(text) <= letters else text[: letters - 1] + "…"
    if made.count("\n") <= lines:
        return made
    return "\n".join(made.split("\n", lines + 1)[: lines + 1]).rstrip("\n") + "…"
