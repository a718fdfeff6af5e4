"""What of an application's layout can be clicked, for hands that use no mouse and for the menu of the card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from daybook.domain.layouts.model import Action, Layout, Redirect, Scope
from daybook.domain.layouts.saying import Said, Voice, said
from daybook.ui.timeline.layout_pictures import is_live

MOST: Final = 12
"""Entries of a menu; the keys go through all that there are."""
_ALWAYS_CLICKED: Final = frozenset({Voice.LINK, Voice.BUTTON, Voice.ITEM})


class ActionWords(Protocol):
    """What says what a click does."""

    def of_action(self, action: Action) -> str:
        """In a sentence."""

    def only_there(self) -> str:
        """What is said of a click that only the portal can do."""


@dataclass(frozen=True, slots=True)
class Click:
    """Something that can be clicked: its words, what comes of it, and where it leads; `uri` "" = only in the portal."""

    words: str
    tip: str
    uri: str = ""
    is_link: bool = False


def clicks(layout: Layout, language: str, words: ActionWords) -> tuple[Click, ...]:
    """The first of them, in the order in which they are drawn."""
    return tuple(islice(_all(said(layout, language, Scope.WEB), words), MOST))


def _all(parts: Sequence[Said], words: ActionWords) -> Iterator[Click]:
    for part in parts:
        if part.leads_to or part.voice in _ALWAYS_CLICKED:
            action = Redirect(part.leads_to) if part.leads_to else None
            tip = words.of_action(action) if action is not None else words.only_there()
            yield Click(part.text, tip, part.leads_to if is_live(action) else "", is_link=action is not None)
        yield from _all(part.parts, words)
