"""JSON with places: where values stand, and what is refused before it costs anything."""

from collections.abc import Iterator

import pytest

from daybook.domain.json_places import DEEPEST, BadJson, Member, Node, TooDeep, TooManyValues, read

TEXT = '{ "a" : [1, "x\\n", {"b": null}], "\\u0063": {}, "long": "' + "y" * 20_000 + '" }'


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for each in node.value if isinstance(node.value, list) else ():
        yield from nodes(each.node if isinstance(each, Member) else each)


def members(node: Node) -> list[Member]:
    assert isinstance(node.value, list)
    return [each for each in node.value if isinstance(each, Member)]


def test_every_value_and_every_key_can_be_cut_out_of_the_text() -> None:
    root = read(TEXT)
    assert (root.at, root.end) == (0, len(TEXT))
    cut = [TEXT[each.at : each.end] for each in nodes(root)]
    assert cut[1:7] == ['[1, "x\\n", {"b": null}]', "1", '"x\\n"', '{"b": null}', "null", "{}"]
    assert [TEXT[each.at : each.key_end] for each in members(root)] == ['"a"', '"\\u0063"', '"long"']
    assert [each.key for each in members(root)] == ["a", "c", "long"]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_what_is_too_deep_is_said_so(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    text = opening * DEEPEST + "1" + closing * DEEPEST
    assert read(text).end == len(text)
    with pytest.raises(TooDeep) as found:
        read(opening * 100_000)
    assert found.value.at == (DEEPEST + 1) * len(opening)


def test_values_are_counted() -> None:
    assert read("[1, 2, [3]]", most_values=5).end == 11
    with pytest.raises(TooManyValues) as found:
        read("[1, 2, [3]]", most_values=4)
    assert found.value.at == 8


@pytest.mark.parametrize("text", ["", " ", "[", '{"a": ', '{"a"', "[1,", '"a', "-", "nul"])
def test_a_text_that_just_ends_is_no_json(text: str) -> None:
    with pytest.raises(BadJson) as found:
        read(text)
    assert not isinstance(found.value, TooDeep | TooManyValues)
    assert 0 <= found.value.at <= len(text)
