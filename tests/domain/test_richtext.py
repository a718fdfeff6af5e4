"""Descriptions come from anyone; what is shown must be harmless and keep the words."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import TextFormat
from daybook.domain.richtext import to_plain, to_safe_html


class Seen(HTMLParser):
    """The tags and addresses of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)


HOSTILE = [
    "<script>alert(1)</script>hello",
    '<img src="x" onerror="alert(1)">hello',
    '<a href="javascript:alert(1)">hello</a>',
    '<a href="file:///etc/passwd">hello</a>',
    '<a href="JaVaScRiPt&#58;alert(1)">hello</a>',
    '<iframe src="https://evil.example"></iframe>hello',
    '<p style="background:url(https://evil.example/x)">hello</p>',
    '<svg onload="alert(1)"></svg>hello',
    '<link rel="stylesheet" href="https://evil.example/x.css">hello',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_or_fetches_is_left(text: str) -> None:
    seen = Seen(to_safe_html(text, TextFormat.HTML))
    assert not seen.tags & {"script", "img", "iframe", "svg", "link", "style"}
    assert not [name for name, _ in seen.attributes if name not in {"href", "title"}]
    assert not [value for name, value in seen.attributes if name == "href" and not value.startswith("http")]
    assert to_plain(text, TextFormat.HTML) == "hello"


@pytest.mark.parametrize(
    ("bbcode", "expected"),
    [
        ("[b]Call[/b] her", "<b>Call</b> her"),
        ("[I]now[/I]", "<i>now</i>"),
        ("[url=https://example.com/a?b=1&c=2]offer[/url]", '<a href="https://example.com/a?b=1&amp;c=2">offer</a>'),
        ("[url]https://example.com[/url]", '<a href="https://example.com">https://example.com</a>'),
        ("[url=javascript:alert(1)]offer[/url]", "<a>offer</a>"),
        ("[list][*]one[*]two[/list]", "<ul><li>one</li><li>two</li></ul>"),
        ("[list=1]\n[*]one\n[*]two\n[/list]", "<ol><li>one</li><li>two</li></ol>"),
        ("[color=#ff0000]red[/color]", "red"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", "one<br>two"),
        ("[unknown]stays[/unknown]", "[unknown]stays[/unknown]"),
        ("<b>typed</b>", "&lt;b&gt;typed&lt;/b&gt;"),
    ],
)
def test_bbcode_shows_as_written(bbcode: str, expected: str) -> None:
    assert to_safe_html(bbcode, TextFormat.BBCODE) == expected


def test_plain_text_is_never_markup() -> None:
    assert to_safe_html("<b>5 < 6</b>\nyes", TextFormat.PLAIN) == "&lt;b&gt;5 &lt; 6&lt;/b&gt;<br>yes"


def test_plain_words_keep_their_lines() -> None:
    assert to_plain("<p>one</p><p>two <b>three</b></p>", TextFormat.HTML) == "one\ntwo three"


@given(st.text(), st.sampled_from(TextFormat))
def test_any_text_becomes_harmless(text: str, text_format: TextFormat) -> None:
    made = to_safe_html(text, text_format)
    assert not re.search(r"<\s*(script|img|iframe|style|svg|object)", made, re.IGNORECASE)
    to_plain(text, text_format)


BARE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&[") | st.just("\n"), max_size=60)


@given(BARE, st.sampled_from(TextFormat))
def test_the_short_way_for_bare_words_says_the_same(text: str, text_format: TextFormat) -> None:
    by_html = re.sub(r"<br[^>]*>", "\n", to_safe_html(text, text_format))
    words = html.unescape(by_html).splitlines()

    assert to_plain(text, text_format) == "\n".join(" ".join(line.split()) for line in words if line.strip())
