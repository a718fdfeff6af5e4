"""Whether there is a newer Daybook: the file that says so, where it may lie, and how versions follow each other.

The file is not signed. It can only say a number and lead to a page on the host that was asked for it; nothing is
fetched or installed because of it. Whoever could forge it past https could do no more than send a person to look.
"""

import ipaddress
import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

LARGEST_BYTES: Final = 16_384
_VERSION: Final = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:(a|b|rc|\.dev)(\d{1,4}))?", re.ASCII)
_BEFORE: Final = {".dev": 0, "a": 1, "b": 2, "rc": 3}
_RELEASED: Final = 4
_LONGEST: Final = 2_000


class BadNews(ValueError):
    """The file says nothing that Daybook understands, or something that it may not say."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version, and the page where a person gets it."""

    version: str
    page: str


def order(version: str) -> tuple[int, ...]:
    """Something that grows from version to version. Raises BadNews for what is none."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise BadNews("version")
    major, minor, patch, before, count = found.groups()
    return int(major), int(minor), int(patch), _BEFORE[before] if before else _RELEASED, int(count or 0)


def is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another one. What is no version is not newer, and nothing is newer than it."""
    try:
        return order(version) > order(than)
    except BadNews:
        return False


def read_news(data: bytes, source: str) -> NewVersion:
    """What the file at `source` says: `{"version": "1.2.3", "page": "https://…"}`, where the page may be relative.

    Other keys are for later. Raises BadNews, also for a page on another host or one that anybody could read along.
    """
    if len(data) > LARGEST_BYTES:
        raise BadNews("size")
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadNews("json") from None
    if not isinstance(said, dict):
        raise BadNews("json")
    version, page = said.get("version"), said.get("page")
    if not isinstance(version, str) or not isinstance(page, str):
        raise BadNews("keys")
    order(version)
    return NewVersion(version, _page(page, source))


def is_source(address: str) -> bool:
    """Whether an address may be asked: https, or http on this computer; without a name, password or fragment."""
    if not address or len(address) > _LONGEST or re.search(r"[\s\x00-\x1f\\]", address):
        return False
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  (raises for what is no number)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))


def _page(page: str, source: str) -> str:
    try:
        whole = urljoin(source, page)
        same = urlsplit(whole).netloc == urlsplit(source).netloc
    except ValueError:
        raise BadNews("page") from None
    if not same or not is_source(whole):
        raise BadNews("page")
    return whole


def _is_here(host: str) -> bool:
    """This computer by its number: a name could lead elsewhere."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
