"""What is heard of a layout: all that can be read on it, in the order in which it is drawn."""

import pytest
from hypothesis import given

from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Scope
from daybook.domain.layouts.saying import LONGEST, Said, Voice, said
from tests.domain.layouts.examples import Example, examples, valid
from tests.domain.layouts.mutations import nearly_valid, written


def _heard(text: str, language: str = "en", scope: Scope | None = None) -> tuple[Said, ...]:
    layout = judge(text).layout
    assert layout is not None
    return said(layout, language, scope)


def _of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


def _all(parts: tuple[Said, ...]) -> list[Said]:
    return [inner for each in parts for inner in (each, *_all(each.parts))]


def test_a_card_is_heard_from_its_title_to_its_menu() -> None:
    voices = [each.voice for each in _heard(_of("valid_activity_footer_full.json"))]
    assert voices[0] is Voice.TITLE
    assert voices == sorted(voices, key=lambda each: (each in (Voice.BUTTON, Voice.ITEM), each is Voice.ITEM))
    assert {Voice.BUTTON, Voice.ITEM} <= {*voices}


@pytest.mark.parametrize("example", valid(), ids=lambda each: each.name)
def test_every_block_that_shows_something_is_heard(example: Example) -> None:
    layout = judge(example.text).layout
    assert layout is not None
    heard = [
        each
        for each in said(layout, "en")
        if each.voice in (Voice.TEXT, Voice.LINK, Voice.DEADLINE, Voice.PAIR, Voice.LINE)
    ]
    assert len(heard) == len(layout.blocks)


def test_a_pair_holds_its_value_and_a_line_its_parts() -> None:
    text = """{"blocks": {
        "a": {"type": "withTitle", "properties": {
            "title": "Price", "block": {"type": "text", "properties": {"value": "7"}}}},
        "b": {"type": "lineOfBlocks", "properties": {"blocks": {
            "x": {"type": "text", "properties": {"value": "due"}}, "y": {"type": "deadline"}}}}
    }}"""
    assert _heard(text) == (
        Said(Voice.PAIR, "Price", (Said(Voice.TEXT, "7"),)),
        Said(Voice.LINE, parts=(Said(Voice.TEXT, "due"), Said(Voice.DEADLINE))),
    )


def test_each_person_hears_it_in_her_language_and_where_she_looks() -> None:
    text = """{"blocks": {
        "a": {"type": "text", "properties": {"value": {"en": "Hello", "de": "Hallo"}, "scope": "web"}},
        "b": {"type": "link", "properties": {
            "text": "Deal", "action": {"type": "redirect", "uri": "/crm/"}, "scope": "mobile"}}
    }}"""
    assert _heard(text, "de", Scope.WEB) == (Said(Voice.TEXT, "Hallo"),)
    assert _heard(text, "de", Scope.MOBILE) == (Said(Voice.LINK, "Deal", leads_to="/crm/"),)
    assert len(_heard(text, "fr")) == 2


def test_a_reader_hears_no_button_that_is_hidden_from_readers() -> None:
    text = """{"icon": {"code": "info"}, "header": {"title": "T"},
        "body": {"logo": {"code": "task"}, "blocks": {"a": {"type": "deadline"}}}, "footer": {"buttons": {"b": {
        "title": "Pay", "type": "primary", "action": {"type": "redirect", "uri": "/"}, "hideIfReadonly": true}}}}"""
    layout = judge(text).layout
    assert layout is not None
    assert [each.voice for each in said(layout, "en")] == [Voice.TITLE, Voice.DEADLINE, Voice.BUTTON]
    assert [each.voice for each in said(layout, "en", readonly=True)] == [Voice.TITLE, Voice.DEADLINE]


def test_a_long_text_is_cut_at_a_word() -> None:
    (part,) = _heard('{"blocks": {"a": {"type": "largeText", "properties": {"value": "' + "word " * 4_000 + '"}}}}')
    assert part.text == "word " * (LONGEST // 5 - 1) + "word…"


@given(nearly_valid())
def test_whatever_can_be_drawn_can_be_heard(layout: object) -> None:
    read = judge(written(layout)).layout
    if read is not None:
        for part in _all(said(read, "en")):
            assert "\n" not in part.text
            assert part.text or part.parts or part.voice in (Voice.DEADLINE, Voice.PAIR)
