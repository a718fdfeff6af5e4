"""Where a link of a layout leads."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.layouts.links import LinkKind, kind_of, opens
from daybook.domain.layouts.nearest import nearest


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("/crm/deal/details/5/", LinkKind.PORTAL_PATH),
        ("crm/deal/", LinkKind.PORTAL_PATH),
        ("?a=1", LinkKind.PORTAL_PATH),
        ("/x?to=javascript:1", LinkKind.PORTAL_PATH),
        ("https://example.com/a?b=1#c", LinkKind.WEB),
        ("HTTP://example.com", LinkKind.WEB),
        ("//example.com/x", LinkKind.WEB),
        ("\\\\example.com", LinkKind.WEB),
        ("https://", LinkKind.BROKEN),
        ("//", LinkKind.BROKEN),
        ("https://[bad", LinkKind.BROKEN),
        ("https://example.com/a b", LinkKind.BROKEN),
        ("", LinkKind.BROKEN),
        ("/a\x00", LinkKind.BROKEN),
        ("tel:+491234", LinkKind.OTHER_PROGRAM),
        ("mailto:a@example.com", LinkKind.OTHER_PROGRAM),
        ("bx24:x", LinkKind.OTHER_PROGRAM),
        ("javascript:alert(1)", LinkKind.DANGEROUS),
        ("\tJavaScript:alert(1)", LinkKind.DANGEROUS),
        ("java\nscript:alert(1)", LinkKind.DANGEROUS),
        ("data:text/html,x", LinkKind.DANGEROUS),
    ],
)
def test_where_a_link_leads(uri: str, kind: LinkKind) -> None:
    assert kind_of(uri) is kind
    assert opens(uri) == (kind in (LinkKind.PORTAL_PATH, LinkKind.WEB))


@settings(max_examples=1000)
@given(st.text() | st.from_regex(r"[\x00-\x20]{0,2}[a-zA-Z]{1,10}[+.1-9]?\s?:/?/?.*"))
def test_nothing_but_pages_is_ever_opened(uri: str) -> None:
    if opens(uri):
        assert urlsplit(uri).scheme in ("", "http", "https")
        assert urlsplit(uri.replace("\\", "/")).hostname or kind_of(uri) is LinkKind.PORTAL_PATH


@pytest.mark.parametrize(
    ("said", "among", "first"),
    [
        ("base_80", ("base_50", "base_70", "base_90"), "base_90"),
        ("#828b95", ("base_50", "base_60", "base_70", "base_90"), "base_70"),
        ("TEXT", ("text", "link"), "text"),
        ("lg", ("xs", "sm", "md"), "md"),
        ("titel", ("title", "type"), "title"),
        ("call-outgoing", ("call", "call-outcoming"), "call-outcoming"),
    ],
)
def test_what_was_probably_meant_comes_first(said: str, among: tuple[str, ...], first: str) -> None:
    assert nearest(said, among)[0] == first


def test_nothing_is_guessed_from_nothing() -> None:
    assert nearest("", ("text", "link")) == ()
    assert nearest("x" * 100_000, ("text", "link")) == ()
    assert nearest("quite another", ("xs", "sm")) == ()
