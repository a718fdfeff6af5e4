"""What the file may say, where it may lie, and which version comes after which."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.new_version import (
    LARGEST_BYTES,
    BadNews,
    NewVersion,
    is_newer,
    is_source,
    order,
    read_news,
)

SOURCE = "https://example.org/daybook/latest.json"
IN_ORDER = ["0.1.0", "0.1.1", "0.2.0.dev1", "0.2.0a1", "0.2.0b2", "0.2.0rc1", "0.2.0rc10", "0.2.0", "0.10.0", "1.0.0"]


def file(**keys: object) -> bytes:
    """A file that holds these keys."""
    return json.dumps(keys).encode()


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(IN_ORDER)))
def test_versions_follow_each_other(earlier: str, later: str) -> None:
    assert is_newer(later, earlier)
    assert not is_newer(earlier, later)
    assert not is_newer(later, later)


@pytest.mark.parametrize(
    "version", ["", "1", "1.2", "v1.2.3", "1.2.3.4", "1.2.3+x", "1.2.3\n", "١.٢.٣", "12345.0.0", "1.2.-3"]
)
def test_what_is_no_version_is_never_newer(version: str) -> None:
    with pytest.raises(BadNews):
        order(version)
    assert not is_newer(version, "0.0.1")
    assert not is_newer("9.9.9", version)


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        ("https://example.org/get/", "https://example.org/get/"),
        ("/get/", "https://example.org/get/"),
        ("get.html", "https://example.org/daybook/get.html"),
    ],
)
def test_a_page_on_the_same_host(page: str, whole: str) -> None:
    said = file(version="1.2.3", page=page, later={"keys": "are ignored"})
    assert read_news(said, SOURCE) == NewVersion("1.2.3", whole)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>not found</html>",
        b"\xff\xfe",
        b"[]",
        b"[" * 20_000,
        b" " * (LARGEST_BYTES + 1),
        file(version="1.2.3"),
        file(page="/get/"),
        file(version=1.2, page="/get/"),
        file(version="newest", page="/get/"),
        file(version="1.2.3", page=["/get/"]),
        file(version="1.2.3", page="https://elsewhere.example/get/"),
        file(version="1.2.3", page="//elsewhere.example/get/"),
        file(version="1.2.3", page="http://example.org/get/"),
        file(version="1.2.3", page="https://example.org:444/get/"),
        file(version="1.2.3", page="https://me@example.org/get/"),
        file(version="1.2.3", page="javascript:alert(1)"),
        file(version="1.2.3", page="file:///etc/passwd"),
        file(version="1.2.3", page="https://[/"),
    ],
)
def test_everything_else_is_refused(data: bytes) -> None:
    with pytest.raises(BadNews):
        read_news(data, SOURCE)


@pytest.mark.parametrize(
    "address",
    [
        SOURCE,
        "https://example.org",
        "https://example.org:8443/x?y=z",
        "http://127.0.0.1:80/x",
        "http://[::1]:8/x",
        "http://localhost/x",
    ],
)
def test_addresses_that_may_be_asked(address: str) -> None:
    assert is_source(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "http://example.org/x",
        "http://localhost.example.org/x",
        "http://127.0.0.1.example.org/x",
        "ftp://example.org/x",
        "file:///tmp/x",
        "https://",
        "https://me:word@example.org/x",
        "https://example.org/x#part",
        "https://example.org:port/x",
        "https://exa mple.org/x",
        "https://example.org/" + "x" * 2_000,
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    assert not is_source(address)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_do_harm(data: bytes) -> None:
    with pytest.raises(BadNews):
        read_news(data, SOURCE)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_read_leads_to_the_host_that_was_asked(version: str, page: str) -> None:
    try:
        news = read_news(file(version=version, page=page), SOURCE)
    except BadNews:
        return
    assert news.page.startswith("https://example.org/")
    assert is_newer(news.version, "0.0.0") or order(news.version) <= order("0.0.0")


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(text: str) -> None:
    assert is_source(text) in (True, False)
