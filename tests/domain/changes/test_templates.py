"""Texts with names in braces: what they name, and what they are filled to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.changes.templates import NAMES, BadTemplate, MissingValue, fill, literal, names_in

texts = st.text(st.sampled_from("{}ab .é") | st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("text", "names", "filled"),
    [
        ("", (), ""),
        ("Call about {deal.title}", ("deal.title",), "Call about <deal.title>"),
        ("{title}{title} {id}", ("title", "id"), "<title><title> <id>"),
        ("{ Deal.Title }", ("deal.title",), "<deal.title>"),
        ("{{deal.title}}", (), "{deal.title}"),
        ("{{{title}}}", ("title",), "{<title>}"),
        ("100 % {{}}", (), "100 % {}"),
    ],
)
def test_names_are_found_and_filled(text: str, names: tuple[str, ...], filled: str) -> None:
    assert names_in(text) == names
    assert fill(text, {name: f"<{name}>" for name in NAMES}) == filled


@pytest.mark.parametrize(("text", "at"), [("a {", 2), ("}", 0), ("{a{b}", 0), ("{title}}", 7), ("{{{", 2)])
def test_a_single_brace_is_refused(text: str, at: int) -> None:
    with pytest.raises(BadTemplate) as refused:
        names_in(text)
    assert refused.value.at == at
    with pytest.raises(BadTemplate):
        fill(text, dict.fromkeys(NAMES, ""))


def test_a_name_without_a_value_is_named() -> None:
    with pytest.raises(MissingValue) as missing:
        fill("{title} {lead.title}", {"title": "x"})
    assert missing.value.name == "lead.title"


@given(texts)
def test_any_text_can_be_meant_as_it_stands(text: str) -> None:
    assert names_in(literal(text)) == ()
    assert fill(literal(text), {}) == text


@given(texts, texts)
def test_values_are_not_templates_themselves(before: str, value: str) -> None:
    assert fill(literal(before) + "{title}", {"title": value}) == before + value


@given(texts)
def test_a_text_whose_names_are_known_can_be_filled(text: str) -> None:
    try:
        names = names_in(text)
    except BadTemplate:
        with pytest.raises(BadTemplate):
            fill(text, _Anything())
        return
    filled = fill(text, dict.fromkeys(names, "\0"))
    assert len(filled) <= len(text)
    assert filled.count("\0") - text.count("\0") >= len(names)


class _Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""
