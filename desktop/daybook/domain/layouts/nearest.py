"""What was probably meant by a word that is none of those allowed."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

_LONGEST: Final = 60
_MOST: Final = 3

_OFTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "lg": ("md",),
    "xl": ("md",),
    "large": ("md",),
    "medium": ("md",),
    "small": ("sm",),
    "danger": ("failure", "primary"),
    "error": ("failure",),
    "alert": ("failure",),
    "success": ("primary",),
    "default": ("secondary",),
    "lavender": ("secondary",),
    "info": ("primary",),
    "desktop": ("web",),
    "browser": ("web",),
    "app": ("mobile", "openRestApp"),
    "phone": ("mobile",),
    "event": ("restEvent",),
    "url": ("uri",),
    "href": ("uri",),
    "params": ("actionParams",),
    "spinner": ("loader",),
    "input": ("text",),
    "textarea": ("largeText",),
    "multilineText": ("largeText",),
    "section": ("withTitle", "lineOfBlocks"),
    "gray": ("grey",),
    "purple": ("violet",),
    "call-outgoing": ("call-outcoming",),
    "call-outcoming": ("call-outgoing",),
    "label": ("title",),
    "name": ("title",),
    "es": ("la",),
    "pt": ("br",),
    "uk": ("ua",),
    "zh": ("sc", "tc"),
}
"""Words of Bitrix24's other layouts and of other systems, and codes that icons and logos spell differently."""

_HEX: Final = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.ASCII | re.IGNORECASE)
_GREYS: Final[Mapping[str, tuple[int, int, int]]] = {
    "base_50": (0xA8, 0xAD, 0xB4),
    "base_60": (0x95, 0x9C, 0xA4),
    "base_70": (0x82, 0x8B, 0x95),
    "base_90": (0x52, 0x5C, 0x69),
}
"""The portal's tokens for the colours of a text, for somebody who wrote the colour itself."""


def nearest(said: str, among: Iterable[str]) -> tuple[str, ...]:
    """At most three of these words, the likeliest first; none when nothing looks like it."""
    words = tuple(among)
    usual = [each for each in _OFTEN.get(said[:_LONGEST].strip(), ()) if each in words]
    by_folded = {each.casefold(): each for each in words}
    alike = get_close_matches(said[:_LONGEST].strip().casefold(), by_folded, n=_MOST)
    grey = _nearest_grey(said, words)
    return tuple(dict.fromkeys([*usual, *grey, *(by_folded[each] for each in alike)]))[:_MOST]


def _nearest_grey(said: str, words: tuple[str, ...]) -> tuple[str, ...]:
    found = _HEX.fullmatch(said[:_LONGEST].strip())
    greys = {name: rgb for name, rgb in _GREYS.items() if name in words}
    if found is None or not greys:
        return ()
    meant = [int(each, 16) for each in found.groups()]
    return (min(greys, key=lambda name: sum((a - b) ** 2 for a, b in zip(greys[name], meant, strict=True))),)
