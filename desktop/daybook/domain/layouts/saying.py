"""A layout as it is read aloud: its parts in the order in which they are drawn, without how they look.

What stands here are the layout's own texts and what kind of part says them; the words around them belong to the window.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daybook.domain.layouts.model import (
    Action,
    Block,
    Card,
    DeadlineBlock,
    Header,
    LargeTextBlock,
    Layout,
    LineBlock,
    LinkBlock,
    Menu,
    NestedBlock,
    Redirect,
    Scope,
    TagType,
    TextBlock,
    WithTitleBlock,
)
from daybook.domain.translated import Translated, shown

LONGEST: Final = 600
"""Letters of one text that are read aloud. A longer one is cut at a word; the JSON has it whole."""


class Voice(StrEnum):
    """What kind of part says something."""

    TITLE = "title"
    TAG = "tag"
    TEXT = "text"
    LINK = "link"
    DEADLINE = "deadline"
    """The deadline of the activity, which the layout does not hold."""
    PAIR = "pair"
    """A label, and the part that is its value."""
    LINE = "line"
    """Parts that are read without a break."""
    BUTTON = "button"
    ITEM = "item"
    """Of the menu."""


@dataclass(frozen=True, slots=True)
class Said:
    """One part: its text, "" for none; `parts` are those within it.

    `leads_to` is the address that a click opens, "" for any other click. `tag` is what a tag means.
    """

    voice: Voice
    text: str = ""
    parts: "tuple[Said, ...]" = ()
    leads_to: str = ""
    tag: TagType | None = None


def said(
    layout: Layout, language: str, scope: Scope | None = None, *, readonly: bool = False, whole: bool = False
) -> tuple[Said, ...]:
    """What a person hears of a layout, in her language; parts that are empty or shown elsewhere say nothing.

    `scope` None = wherever they are shown. `readonly`: she may not change the item (`hideIfReadonly`). Texts are cut,
    and on one line each; `whole`: as they are, for whoever reads them instead.
    """
    return tuple(_Saying(language, scope, readonly, whole).of(layout))


@dataclass(frozen=True, slots=True)
class _Saying:
    language: str
    scope: Scope | None
    readonly: bool
    whole: bool

    def of(self, layout: Layout) -> Iterator[Said]:
        if isinstance(layout, Card):
            yield from self._header(layout.header)
        yield from self._blocks(layout.blocks)
        if isinstance(layout, Card):
            for button in layout.footer.buttons:
                if self._is_seen(button.scope, button.hide_if_readonly):
                    yield from self._words(Voice.BUTTON, button.title, button.action)
            yield from self._menu(layout.footer.menu)

    def _header(self, header: Header) -> Iterator[Said]:
        yield from self._words(Voice.TITLE, header.title, header.title_action)
        for tag in header.tags:
            yield from (
                Said(Voice.TAG, each.text, leads_to=each.leads_to, tag=tag.type)
                for each in self._words(Voice.TAG, tag.title, tag.action)
            )

    def _menu(self, menu: Menu) -> Iterator[Said]:
        for item in menu.items:
            if self._is_seen(item.scope, item.hide_if_readonly):
                yield from self._words(Voice.ITEM, item.title, item.action)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Said]:
        for block in blocks:
            if self._is_seen(block.scope):
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Said]:
        if isinstance(block, LargeTextBlock):
            yield from self._words(Voice.TEXT, block.value)
        elif isinstance(block, WithTitleBlock):
            value = tuple(self._blocks([block.block] if block.block is not None else ()))
            label = self._text(block.title)
            if label or value:
                yield Said(Voice.PAIR, label, value)
        elif isinstance(block, LineBlock):
            parts = tuple(self._blocks(block.blocks))
            if parts:
                yield Said(Voice.LINE, parts=parts)
        else:
            yield from self._nested(block)

    def _nested(self, block: NestedBlock) -> Iterator[Said]:
        if isinstance(block, DeadlineBlock):
            yield Said(Voice.DEADLINE)
        elif isinstance(block, LinkBlock):
            yield from self._words(Voice.LINK, block.text, block.action)
        elif isinstance(block, TextBlock):
            yield from self._words(Voice.TEXT, block.value)

    def _words(self, voice: Voice, text: Translated, action: Action | None = None) -> Iterator[Said]:
        words = self._text(text)
        if words:
            yield Said(voice, words, leads_to=action.uri if isinstance(action, Redirect) else "")

    def _text(self, text: Translated) -> str:
        if self.whole:
            return shown(text, self.language).strip().replace("\r\n", "\n")
        return _cut(" ".join(shown(text, self.language).lstrip()[: 2 * LONGEST].split()))

    def _is_seen(self, scope: Scope | None, hidden_if_readonly: bool = False) -> bool:
        shown_here = self.scope is None or scope is None or scope is self.scope
        return shown_here and not (self.readonly and hidden_if_readonly)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"
