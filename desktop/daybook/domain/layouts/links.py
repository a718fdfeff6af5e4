"""Where a link of a layout would lead, before anybody clicks it."""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DANGEROUS: Final = frozenset(
    ("javascript", "vbscript", "data", "file", "blob", "filesystem", "view-source", "about", "jar")
)
"""They run code, or show what is no page of anybody's."""
_IGNORED: Final = "".join(map(chr, range(0x21)))
"""Browsers take no notice of these in front of an address."""


class LinkKind(StrEnum):
    """What becomes of a click."""

    PORTAL_PATH = "portal_path"
    """A path inside the portal: a slider for one of its objects, else a page."""
    WEB = "web"
    """An address with a domain: another browser tab."""
    OTHER_PROGRAM = "other_program"
    """A scheme such as `tel:` or `mailto:`. Nothing says that a portal takes it, and Daybook does not open it."""
    DANGEROUS = "dangerous"
    """It would run code in the browser of whoever clicks. Never opened."""
    BROKEN = "broken"
    """No address: empty, with blanks, or without the domain it speaks of."""


def kind_of(uri: str) -> LinkKind:
    """Where this address leads. Never raises."""
    shown = uri.lstrip(_IGNORED)
    scheme = _SCHEME.match("".join(shown[:64].split()))
    if scheme and scheme[1].lower() in _DANGEROUS:
        return LinkKind.DANGEROUS
    if not uri or any(each.isspace() or each < " " for each in uri):
        return LinkKind.BROKEN
    if scheme is None:
        return _without_scheme(uri)
    if scheme[1].lower() not in ("http", "https"):
        return LinkKind.OTHER_PROGRAM
    return LinkKind.WEB if _has_domain(uri) else LinkKind.BROKEN


def opens(uri: str) -> bool:
    """True when Daybook opens it on a click: pages of the portal and of the web, nothing else."""
    return kind_of(uri) in (LinkKind.PORTAL_PATH, LinkKind.WEB)


def _without_scheme(uri: str) -> LinkKind:
    if uri.replace("\\", "/").startswith("//"):  # browsers read both as "another domain, the same scheme"
        return LinkKind.WEB if _has_domain(f"https:{uri}") else LinkKind.BROKEN
    return LinkKind.PORTAL_PATH


def _has_domain(address: str) -> bool:
    try:
        return bool(urlsplit(address.replace("\\", "/")).hostname)
    except ValueError:
        return False
