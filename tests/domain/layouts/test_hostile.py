"""Texts that nobody wrote to be a layout: a clear mistake and nothing else, quickly."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import LARGEST, MOST_VALUES, Judgement, judge, judge_bytes
from daybook.domain.layouts.model import Block, BlockSet, LinkBlock, Redirect, TextBlock
from daybook.domain.layouts.notes import MOST_MISTAKES
from daybook.domain.layouts.parts import MOST_PARTS
from daybook.domain.layouts.walking import all_blocks

LONGEST_S = 3.0
"""Far above the 0.3 s it takes, so that a busy machine passes, and far below what a quadratic reader needs."""


def only(found: Judgement) -> LayoutMistake:
    (mistake,) = found.errors
    return mistake


def shown(block: Block) -> str:
    assert isinstance(block, TextBlock)
    assert isinstance(block.value, str)
    return block.value


def text_block(value: str) -> str:
    return '{"blocks": {"a": {"type": "text", "properties": {"value": ' + value + "}}}}"


def link(uri: str) -> str:
    action = {"type": "redirect", "uri": uri}
    return json.dumps({"blocks": {"a": {"type": "link", "properties": {"text": "x", "action": action}}}})


NOT_JSON = [
    ("", LayoutFault.EMPTY_TEXT, 1, 1),
    (" \n\t", LayoutFault.EMPTY_TEXT, 1, 1),
    ("<html><body>404</body></html>", LayoutFault.NOT_JSON, 1, 1),
    ('{"blocks":\n {"a": }}', LayoutFault.NOT_JSON, 2, 8),
    ('{"blocks": {}} x', LayoutFault.NOT_JSON, 1, 16),
    ("{'blocks': {}}", LayoutFault.NOT_JSON, 1, 2),
    ('{"blocks": {},}', LayoutFault.NOT_JSON, 1, 15),
    ('{"blocks": NaN}', LayoutFault.NO_NUMBER, 1, 12),
    ('{"blocks": -Infinity}', LayoutFault.NO_NUMBER, 1, 12),
    ('{"blocks": ' + "9" * 5000 + "}", LayoutFault.NO_NUMBER, 1, 12),
    ("[" * 1000 + "]" * 1000, LayoutFault.TOO_DEEP, 1, 22),
    ('{"a":' * 1000 + "1" + "}" * 1000, LayoutFault.TOO_DEEP, 1, 106),
    ("[" * 2_000_000, LayoutFault.TOO_DEEP, 1, 22),
    ("[" + "[]," * 1_600_000 + "[]]", LayoutFault.TOO_LARGE, 1, 2 + 3 * (MOST_VALUES - 1)),
    (" " * (LARGEST + 1), LayoutFault.TOO_LARGE, 1, 1),
    ('"' + "x" * 50_000_000 + '"', LayoutFault.TOO_LARGE, 1, 1),
    ("\ud800", LayoutFault.NOT_JSON, 1, 1),
]


@pytest.mark.parametrize(("text", "fault", "line", "column"), NOT_JSON, ids=[each[0][:12] for each in NOT_JSON])
def test_what_is_no_json_says_one_thing(text: str, fault: LayoutFault, line: int, column: int) -> None:
    began_s = time.monotonic()
    found = judge(text)
    mistake = only(found)
    assert (mistake.fault, mistake.path, mistake.line, mistake.column) == (fault, "", line, column)
    assert (found.layout, found.dto, found.root, found.warnings) == (None, None, None, ())
    assert time.monotonic() - began_s < LONGEST_S


@pytest.mark.parametrize("text", ["1", '"x"', "null", "true", "[1]", "[[]]"])
def test_json_of_something_else_is_no_layout(text: str) -> None:
    found = judge(text)
    assert (only(found).fault, only(found).path, found.layout, found.dto) == (LayoutFault.NOT_AN_OBJECT, "", None, None)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe\x00", LayoutFault.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n\x00", LayoutFault.NOT_TEXT),
        (b"\x00" * 100, LayoutFault.NOT_JSON),
        (b" " * (LARGEST + 1), LayoutFault.TOO_LARGE),
    ],
)
def test_bytes_that_are_no_text(data: bytes, fault: LayoutFault) -> None:
    assert only(judge_bytes(data)).fault is fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_have_a_mark(encoding: str) -> None:
    assert judge_bytes(text_block('"é😀"').encode(encoding)).valid


def test_a_key_that_is_written_twice() -> None:
    found = judge('{"blocks": {"a": {"type": "deadline"},\n "a": {"type": "text", "properties": {"value": "x"}}}}')
    mistake = only(found)
    assert (mistake.fault, mistake.path, mistake.line, mistake.column) == (LayoutFault.DUPLICATE_KEY, "/blocks/a", 2, 2)
    assert found.layout == BlockSet((TextBlock("a", "x"),))


@pytest.mark.parametrize("half", ['"a\\ud83d"', '"\\ude00b"', '"\ud83d"'])
def test_half_a_letter(half: str) -> None:
    found = judge(text_block(half))
    mistake = only(found)
    assert isinstance(found.layout, BlockSet)
    assert "\ufffd" in shown(found.layout.blocks[0])
    assert (mistake.fault, mistake.path) == (LayoutFault.BROKEN_TEXT, "/blocks/a/properties/value")
    assert mistake.said.encode()


@pytest.mark.parametrize("half", ['"a\\ud83d"', '"\ud83d"'])
def test_half_a_letter_in_a_key(half: str) -> None:
    found = judge('{"blocks": {' + half + ': {"type": "text", "properties": {"value": "x", ' + half + ": 1}}}}")
    assert {each.fault for each in found.errors} == {
        LayoutFault.BROKEN_TEXT,
        LayoutFault.BAD_KEY,
        LayoutFault.UNKNOWN_FIELD,
    }
    assert all(each.place.encode() and each.path.encode() and each.said.encode() for each in found.errors)
    assert found.layout is not None
    assert found.layout.blocks[0].key.encode()


def test_a_number_beyond_all_bounds() -> None:
    text = '{"blocks": {"a": {"type": "link", "properties": {"text": "x", "action":'
    text += ' {"type": "restEvent", "id": "x", "actionParams": {"n": 1e999}}}}}}'
    assert only(judge(text)).fault is LayoutFault.NO_NUMBER


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_link_that_runs_code_is_a_mistake(uri: str) -> None:
    mistake = only(judge(link(uri)))
    assert (mistake.fault, mistake.path) == (LayoutFault.DANGEROUS_LINK, "/blocks/a/properties/action/uri")


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "a <b>bold</b>", "<br/>", "<!-- x -->"])
def test_html_is_told_and_kept_as_it_is(html: str) -> None:
    found = judge(text_block(json.dumps(html)))
    assert [each.fault for each in found.warnings] == [LayoutFault.HTML]
    assert found.valid
    assert found.layout == BlockSet((TextBlock("a", html),))


@pytest.mark.parametrize("plain", ["a < b", "5 <6> 7", "x <- y", "<<", "<a<b<c"])
def test_signs_alone_are_no_html(plain: str) -> None:
    assert judge(text_block(json.dumps(plain))).warnings == ()


BIG: list[Any] = [
    {"blocks": {f"b {number}": {"type": "text"} for number in range(10_000)}},
    {"blocks": {"k" * 4_000_000: {"type": "text", "properties": {f"f{n}": 1 for n in range(10_000)}}}},
    {"blocks": {"a": {"type": "text", "properties": {"value": "<a" * 2_000_000}}}},
    {"blocks": {"a": {"type": "x" * 4_000_000}}},
    {"blocks": {"a": {"type": "text", "properties": {"value": {f"l{n}" * 20: "" for n in range(20_000)}}}}},
    {"footer": {"menu": {"sections": [{"code": "x"}] * 9_000, "items": {f"i{n}": {} for n in range(9_000)}}}},
    {"footer": {"menu": {"sections": [{"code": f"c{n}"} for n in range(8_000)], "items": {"i": {"sectionCode": "c"}}}}},
]


@pytest.mark.parametrize("layout", BIG, ids=range(len(BIG)))
def test_what_is_as_large_as_may_be_is_judged_in_time(layout: Any) -> None:
    text = json.dumps(layout)
    began_s = time.monotonic()
    found = judge(text)
    assert time.monotonic() - began_s < LONGEST_S
    assert len(found.errors) <= MOST_MISTAKES
    assert found.layout is not None
    assert len([*all_blocks(found.layout)]) <= MOST_PARTS
    assert sum(len(each.said) + len(each.path) for each in found.errors) < MOST_MISTAKES * 2_000


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60)
    | st.binary(max_size=60)
    | st.from_regex(r'[\[\]{}",:0-9eE.\\untrfalse \n-]{0,30}', fullmatch=True)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    ).map(json.dumps)
)
def test_anything_at_all_is_judged(text: str | bytes) -> None:
    found = judge_bytes(text) if isinstance(text, bytes) else judge(text)
    assert found.valid == (not found.errors)
    assert found.layout is not None or found.errors
    for each in (*found.errors, *found.warnings):
        assert each.place.encode() + each.path.encode() + each.said.encode() is not None
        assert each.line >= 1
        assert each.column >= 1


def test_links_that_open() -> None:
    found = judge(link("/crm/deal/details/1/"))
    assert found.layout == BlockSet((LinkBlock("a", "x", Redirect("/crm/deal/details/1/")),))
    assert not found.warnings
