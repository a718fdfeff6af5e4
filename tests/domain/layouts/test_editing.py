"""An edit of a layout's text changes what was meant, and not one letter more."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daybook.domain.json_places import read
from daybook.domain.layouts import editing
from daybook.domain.layouts.editing import CanNotEdit
from tests.domain.layouts.examples import Example, valid

KEYS = st.text('abcß"\\é-_1', min_size=1, max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)


def spelled(value: Any, draw: Any) -> str:
    """JSON with blanks and line breaks wherever they may stand."""
    blank: str = draw(st.sampled_from(("", " ", "\n", "\n  ", "\t")))
    other: str = draw(st.sampled_from(("", " ", "\n    ")))
    if isinstance(value, dict):
        inside = [f"{blank}{json.dumps(key)}{other}:{blank}{spelled(each, draw)}" for key, each in value.items()]
        return "{" + ",".join(inside) + other + "}"
    if isinstance(value, list):
        return "[" + ",".join(blank + spelled(each, draw) for each in value) + other + "]"
    return json.dumps(value, ensure_ascii=draw(st.booleans()))


def ways(value: Any, steps: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every way to a value within this one."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, each in inside for way in ((*steps, str(key)), *ways(each, (*steps, str(key))))]


def at(value: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def ordered(text: str) -> Any:
    """With the order of the keys, and each as often as it was written."""
    return json.loads(text, object_pairs_hook=lambda pairs: ("object", pairs))


def ordered_value(value: Any) -> Any:
    return ordered(json.dumps(value))


@st.composite
def texts(draw: Any) -> tuple[str, Any]:
    """A text and what it says."""
    value = draw(OBJECTS)
    return draw(st.sampled_from(("", "\n"))) + spelled(value, draw), value


@given(texts(), VALUES, st.data())
def test_a_value_is_replaced_and_every_other_letter_stays(pair: Any, new: Any, data: Any) -> None:
    text, value = pair
    steps = data.draw(st.sampled_from(ways(value)))
    node = editing.find(read(text), steps)
    assert node is not None
    changed = editing.put_value(text, steps, new)
    assert changed.startswith(text[: node.at])
    assert changed.endswith(text[node.end :])
    parent = at(value, steps[:-1])
    parent[int(steps[-1]) if isinstance(parent, list) else steps[-1]] = new
    assert ordered(changed) == ordered_value(value)


@given(texts(), KEYS, VALUES, st.integers(0, 5), st.data())
def test_a_member_is_added_where_it_was_meant(pair: Any, key: str, new: Any, index: int, data: Any) -> None:
    text, value = pair
    containers = [way for way in ((), *ways(value)) if isinstance(at(value, way), dict | list)]
    steps = data.draw(st.sampled_from(containers))
    into = at(value, steps)
    assume(not (isinstance(into, dict) and key in into))
    changed = editing.add(text, steps, key, new, index)
    if isinstance(into, list):
        into.insert(index, new)
    else:
        pairs = list(into.items())
        pairs.insert(index, (key, new))
        into.clear()
        into.update(pairs)
    assert ordered(changed) == ordered_value(value)
    change = editing.between(text, changed)
    assert not text[change.at : change.end].strip(), "nothing that was there is written anew"


@given(texts(), st.data())
def test_what_is_removed_is_gone_and_the_rest_is_not(pair: Any, data: Any) -> None:
    text, value = pair
    steps = data.draw(st.sampled_from(ways(value)))
    parent = at(value, steps[:-1])
    del parent[int(steps[-1]) if isinstance(parent, list) else steps[-1]]
    assert ordered(editing.remove(text, steps)) == ordered_value(value)


@given(texts(), st.integers(0, 5), st.data())
def test_a_value_moves_as_it_is_written(pair: Any, index: int, data: Any) -> None:
    text, value = pair
    steps = data.draw(st.sampled_from(ways(value)))
    parent = data.draw(st.sampled_from([way for way in ((), *ways(value)) if isinstance(at(value, way), dict | list)]))
    moved = at(value, steps)
    if parent[: len(steps)] == steps:
        with pytest.raises(CanNotEdit):
            editing.move(text, steps, parent, index)
        return
    changed, way = editing.move(text, steps, parent, index)
    after = json.loads(changed)
    assert at(after, way) == moved
    assert _leaves(after) == _leaves(value)


def _leaves(value: Any) -> list[str]:
    """Everything that is no container, in no order."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return sorted(leaf for each in inside for leaf in _leaves(each))
    return [repr(value)]


@given(texts(), st.data())
def test_a_duplicate_stands_behind_what_it_was_made_from(pair: Any, data: Any) -> None:
    text, value = pair
    steps = data.draw(st.sampled_from(ways(value)))
    changed, copy = editing.duplicate(text, steps)
    after = json.loads(changed)
    assert at(after, copy) == at(value, steps)
    into = at(after, steps[:-1])
    if isinstance(into, dict):
        assert list(into).index(copy[-1]) == list(into).index(steps[-1]) + 1
        del into[copy[-1]]
        assert ordered_value(after) == ordered_value(value)
    else:
        assert int(copy[-1]) == int(steps[-1]) + 1


@given(texts(), KEYS, st.data())
def test_a_renamed_key_keeps_its_place(pair: Any, key: str, data: Any) -> None:
    text, value = pair
    steps = data.draw(st.sampled_from([way for way in ways(value) if isinstance(at(value, way[:-1]), dict)]))
    into = at(value, steps[:-1])
    if key in into:
        with pytest.raises(CanNotEdit):
            editing.rename(text, steps, key)
        return
    pairs = [(key if each == steps[-1] else each, inside) for each, inside in into.items()]
    into.clear()
    into.update(pairs)
    assert ordered(editing.rename(text, steps, key)) == ordered_value(value)


@given(texts())
def test_a_formatted_text_says_the_same_and_stays_as_it_is_when_formatted_again(pair: Any) -> None:
    text, _ = pair
    laid_out = editing.formatted(text)
    assert ordered(laid_out) == ordered(text)
    assert editing.formatted(laid_out) == laid_out


@given(st.text('{}[]",:\\ntrue10. ', max_size=20), st.text('{}[]",:ab', max_size=20))
def test_the_difference_of_two_texts_makes_the_one_of_the_other(old: str, new: str) -> None:
    change = editing.between(old, new)
    assert old[: change.at] + change.put + old[change.end :] == new
    assert len(change.put) <= len(new)


@pytest.mark.parametrize("example", valid(), ids=lambda each: each.name)
def test_a_layout_of_the_documentation_stays_itself(example: Example) -> None:
    value = json.loads(example.text)
    for steps in ways(value):
        same = editing.put_value(example.text, steps, at(value, steps))
        assert ordered(same) == ordered(example.text)
        if isinstance(at(value, steps[:-1]), dict):
            copy, way = editing.duplicate(example.text, steps)
            assert editing.remove(copy, way) == example.text


def test_a_key_written_twice_is_removed_twice() -> None:
    assert json.loads(editing.remove('{"a": 1, "b": 2, "a": 3}', ("a",))) == {"b": 2}


def test_missing_parents_are_made_on_the_way() -> None:
    made = editing.put_value('{"type": "deadline"}', ("properties", "readonly"), True)
    assert json.loads(made) == {"type": "deadline", "properties": {"readonly": True}}


def test_numbers_and_texts_stay_as_they_are_spelled() -> None:
    text = '{"a": 1.50, "b": "\\u00e9\\/", "c": 1E2}'
    assert editing.formatted(text) == '{\n  "a": 1.50,\n  "b": "\\u00e9\\/",\n  "c": 1E2\n}\n'


def test_half_a_letter_is_written_so_that_it_can_be_saved() -> None:
    made = editing.put_value('{"a": ""}', ("a",), "\ud83d")
    assert made == '{"a": "\\ud83d"}'
    assert made.encode("utf-8")


def test_a_move_within_a_list_counts_what_is_left() -> None:
    text, way = editing.move('{"s": [{"c": 1}, {"c": 2}, {"c": 3}]}', ("s", "0"), ("s",), 2)
    assert json.loads(text) == {"s": [{"c": 2}, {"c": 3}, {"c": 1}]}
    assert way == ("s", "2")
