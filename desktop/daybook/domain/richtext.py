"""Descriptions of activities, made safe to show: BB-code, HTML or plain text written by anyone, from anywhere.

Whatever comes in, what goes out holds only the tags and addresses named here; pictures, scripts, styles and addresses
that would make the window fetch or run something are gone.
"""

import html
import re
from typing import Final

import nh3

from daybook.domain.activity import TextFormat

_TAGS: Final = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "del", "a", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "td", "th", "div", "span"),
}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_PAIRS: Final = {"b": "b", "i": "i", "u": "u", "s": "s", "quote": "blockquote", "code": "pre", "p": "p"}
"""BB-code tags that are an HTML tag of the same reach."""
_LOOKS: Final = re.compile(
    r"\[/?(?:color|size|font|img|center|left|right|td|tr|table|video|disk)(?:[= ][^\]]*)?\]", re.IGNORECASE
)
"""BB-code that only changes looks, or would fetch something."""


def to_safe_html(text: str, text_format: TextFormat) -> str:
    """HTML that a label may show, whatever was written into the description."""
    if text_format is TextFormat.HTML:
        raw = text
    elif text_format is TextFormat.BBCODE:
        raw = _bbcode_to_html(text)
    else:
        raw = html.escape(text).replace("\n", "<br>")
    return nh3.clean(
        raw,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style", "title", "head", "iframe", "object", "svg", "math"},
    )


def to_plain(text: str, text_format: TextFormat) -> str:
    """The words alone, on as few lines as they need: for a list row, a screen reader, a search."""
    if _is_bare(text, text_format):  # most are, and cleaning a hundred thousand takes seconds
        return _tidied(text)
    safe = to_safe_html(text, text_format)
    broken = re.sub(r"<(?:br|/p|/div|/li|/tr|/h[1-4]|/blockquote|/pre)[^>]*>", "\n", safe)
    return _tidied(html.unescape(re.sub(r"<[^>]*>", "", broken)))


def _is_bare(text: str, text_format: TextFormat) -> bool:
    """True for a text that holds nothing but words."""
    if text_format is TextFormat.HTML:
        return "<" not in text and "&" not in text
    return text_format is not TextFormat.BBCODE or "[" not in text


def _tidied(words: str) -> str:
    found = words.splitlines()
    if len(found) == 1:
        return " ".join(words.split())
    return "\n".join(" ".join(line.split()) for line in found if line.strip())


def _bbcode_to_html(text: str) -> str:
    made = html.escape(text).replace("\r\n", "\n").replace("\n", "<br>")
    for bb, tag in _PAIRS.items():
        made = re.sub(rf"\[(/?){bb}\]", rf"<\1{tag}>", made, flags=re.IGNORECASE)
    made = re.sub(r"\[url=([^\]\s]+)\](.*?)\[/url\]", r'<a href="\1">\2</a>', made, flags=re.IGNORECASE)
    made = re.sub(r"\[url\]([^\[\s]+)\[/url\]", r'<a href="\1">\1</a>', made, flags=re.IGNORECASE)
    made = re.sub(r"\[user=\d+\](.*?)\[/user\]", r"<b>\1</b>", made, flags=re.IGNORECASE)
    made = re.sub(r"\[list=1\](.*?)\[/list\]", lambda found: _list(found[1], "ol"), made, flags=re.IGNORECASE)
    made = re.sub(r"\[list\](.*?)\[/list\]", lambda found: _list(found[1], "ul"), made, flags=re.IGNORECASE)
    return _LOOKS.sub("", made)


def _list(inner: str, tag: str) -> str:
    """The items of a BB-code list; what stands before the first star is no item."""
    items = [item.removesuffix("<br>").strip() for item in inner.split("[*]")[1:]]
    return f"<{tag}>" + "".join(f"<li>{item.removesuffix('<br>')}</li>" for item in items) + f"</{tag}>"
