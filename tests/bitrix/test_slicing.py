"""Reading a batch piece by piece gives what reading it at once gives."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daybook.bitrix.slicing import parse_sliced

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["result", "result_error", "time", "a", ""]) | st.text(max_size=3)
ENVELOPES = st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES | st.dictionaries(NAMES, VALUES), max_size=4) | VALUES)


def untouched(_key: str, value: object) -> object:
    return value


@given(ENVELOPES | VALUES, st.sampled_from([None, 1]), st.booleans())
def test_any_json_reads_the_same(value: Any, indent: int | None, mark: bool) -> None:
    text = json.dumps(value, indent=indent)
    body = text.encode("utf-8-sig" if mark else "utf-8")

    assert parse_sliced(body, untouched) == value


@given(st.binary(max_size=40) | st.text(alphabet='{}[]":,resulta1 \n', max_size=40).map(str.encode))
@example(b"")
@example(b'{"result": {"result": {"a": 1}}} x')
@example(b'{"result": {"result": {"a" 1}}}')
@example(b"{1: 2}")
@example(b'{"a": 1,}')
def test_what_is_no_json_is_none_either_way(body: bytes) -> None:
    try:
        expected = json.loads(body.decode("utf-8-sig", "replace"))
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011  (json's own, or ours)
            parse_sliced(body, untouched)
    else:
        assert parse_sliced(body, untouched) == expected


def test_each_command_is_digested_and_nothing_else_is() -> None:
    body = {"result": {"result": {"a": [1, 2], "b": []}, "result_error": {"c": [1]}}, "time": {"result": {"x": [1]}}}

    found = parse_sliced(json.dumps(body).encode(), lambda key, value: (key, len(value)))  # type: ignore[arg-type]

    assert found == {**body, "result": {"result": {"a": ("a", 2), "b": ("b", 0)}, "result_error": {"c": [1]}}}
