"""Commands as texts, and the five maps of an answer."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix import batch
from daybook.bitrix.answer import Answer
from daybook.bitrix.batch import build, chunks, encode_query, keys_for, read_batch
from daybook.bitrix.command import Command
from daybook.bitrix.errors import (
    AnswerLost,
    LostKind,
    MissingScope,
    NotExecuted,
    NotFound,
    OperatingLimit,
    PortalError,
)
from tests.bitrix.recorded import answered
from tests.bitrix.test_decode import ANYTHING

COLOR = Command("crm.activity.todo.updateColor", {"id": 1, "colorId": "3"})
TITLE = Command("crm.activity.update", {"id": 1, "fields": {"SUBJECT": "Call"}})


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({}, ""),
        ({"id": 7}, "id=7"),
        ({"id": 7, "title": "a&b=c d+e"}, "id=7&title=a%26b%3Dc%20d%2Be"),
        ({"value": "2026-03-01T10:00:00+03:00"}, "value=2026-03-01T10%3A00%3A00%2B03%3A00"),
        ({"fields": {"PHONE": [{"VALUE": "1"}]}}, "fields[PHONE][0][VALUE]=1"),
        ({"pingOffsets": [0, 15]}, "pingOffsets[0]=0&pingOffsets[1]=15"),
        ({"filter": {">ID": 5, "@OWNER_ID": [1, 2]}},
         "filter[%3EID]=5&filter[%40OWNER_ID][0]=1&filter[%40OWNER_ID][1]=2"),
        ({"a": True, "b": False}, "a=1&b=0"),
        ({"a": None, "b": [], "c": {}, "d": ""}, "d="),
        ({"select": ["ID", "UF_*"], "order": {"ID": "ASC"}}, "select[0]=ID&select[1]=UF_%2A&order[ID]=ASC"),
        ({"select": [1, "ID"], "id": 7}, "select[0]=1&select[1]=ID&id=7"),
        ({"select": [], "id": 7}, "id=7"),
        ({"title": "Ünïcode 日本 🙂"}, "title=%C3%9Cn%C3%AFcode%20%E6%97%A5%E6%9C%AC%20%F0%9F%99%82"),
    ],
    ids=str,
)  # fmt: skip
def test_a_query_as_php_writes_it(params: dict[str, object], query: str) -> None:
    assert encode_query(params) == query


@given(st.dictionaries(st.from_regex(r"[A-Za-z_>@%]{1,9}", fullmatch=True), st.text()))
def test_no_text_breaks_out_of_its_value(params: dict[str, str]) -> None:
    assert dict(parse_qsl(encode_query(params), keep_blank_values=True)) == params


def test_half_a_character_does_no_harm() -> None:
    assert encode_query({"title": "a\ud83db"}) == "title=a%3Fb"


def test_what_is_sent() -> None:
    sent = build([COLOR, TITLE], halt=True)
    assert sent == {
        "halt": 1,
        "cmd": {
            "s0n0": "crm.activity.todo.updateColor?id=1&colorId=3",
            "s0n1": "crm.activity.update?id=1&fields[SUBJECT]=Call",
        },
    }


@pytest.mark.parametrize("count", [0, 51])
def test_a_batch_holds_one_to_fifty(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 50"):
        build([COLOR] * count)


def test_a_batch_holds_no_batch() -> None:
    with pytest.raises(ValueError, match="no batch"):
        build([Command("Batch")])


@given(st.lists(st.text() | st.from_regex(r"\$result\[s\d{1,2}n\d?\]?", fullmatch=True), min_size=1, max_size=50))
def test_no_text_of_a_person_can_name_another_command(titles: list[str]) -> None:
    commands = [Command("crm.activity.update", {"id": 1, "fields": {"SUBJECT": title}}) for title in titles]
    keys = keys_for(commands)
    assert len(set(keys)) == len(commands)
    assert not [key for key in keys for title in titles if f"$result[{key}" in title]


def test_the_documented_answer_has_the_documented_shape() -> None:
    parts = answered("batch").result
    assert set(parts) == {"result", "result_error", "result_total", "result_next", "result_time"}


def said(result: object) -> dict[str, Answer | PortalError]:
    return read_batch(Answer(result), {"color": COLOR, "title": TITLE})


def test_some_done_and_some_refused() -> None:
    error = {"error": "NOT_FOUND", "error_description": "Not found."}
    found = said({"result": {"s0n0": {"id": 1}}, "result_error": {"s0n1": error}, "result_time": []})
    assert found["color"] == Answer({"id": 1})
    assert isinstance(found["title"], NotFound)
    assert found["title"].method == "crm.activity.update"


def test_totals_and_next_pages_belong_to_their_commands() -> None:
    found = said(
        {
            "result": {"s0n0": [1], "s0n1": [2]},
            "result_error": [],
            "result_total": {"s0n0": 70},
            "result_next": {"s0n0": 50},
        }
    )
    assert found == {"color": Answer([1], total=70, next=50), "title": Answer([2])}


def test_a_result_that_is_null_was_done() -> None:
    time = {"operating": 0.5}
    found = said({"result": {"s0n0": None}, "result_error": [], "result_time": {"s0n1": time}})
    assert [isinstance(each, Answer) for each in found.values()] == [True, True]


def test_behind_a_failure_nothing_was_executed() -> None:
    error = {"error": "insufficient_scope", "error_description": ""}
    answer = Answer({"result": [], "result_error": {"s0n0": error}})
    found = read_batch(answer, {"color": COLOR, "title": TITLE}, halt=True)
    assert isinstance(found["color"], MissingScope)
    assert isinstance(found["title"], NotExecuted)
    assert not found["title"].maybe_done


def test_a_gap_without_a_failure_may_have_been_done() -> None:
    found = said({"result": {"s0n0": True}, "result_error": []})
    assert isinstance(found["title"], AnswerLost)
    halting = read_batch(Answer({"result": [], "result_error": []}), {1: COLOR}, halt=True)
    assert isinstance(halting[1], AnswerLost)


@pytest.mark.parametrize("result", ["unexpected", [], {}, None, True, {"items": []}], ids=str)
def test_what_is_no_batch_answer_is_lost(result: object) -> None:
    with pytest.raises(AnswerLost) as caught:
        said(result)
    assert caught.value.kind is LostKind.UNEXPECTED


def test_a_limit_inside_a_batch_says_until_when() -> None:
    error = {"error": "OPERATION_TIME_LIMIT", "error_description": ""}
    time = {"operating_reset_at": 1705765533}
    found = said({"result": [], "result_error": {"s0n0": error}, "result_time": {"s0n0": time}})
    assert isinstance(found["color"], OperatingLimit)
    assert found["color"].until is not None


PARTS = st.fixed_dictionaries(
    {"result": ANYTHING},
    optional=dict.fromkeys(("result_error", "result_total", "result_next", "result_time"), ANYTHING),
)


@given(PARTS, st.booleans())
def test_whatever_comes_each_command_has_an_outcome(parts: dict[str, object], halt: bool) -> None:
    found = read_batch(Answer(parts), {"color": COLOR, "title": TITLE}, halt=halt)
    assert list(found) == ["color", "title"]
    assert all(isinstance(each, Answer | PortalError) for each in found.values())


def test_portions_keep_their_order() -> None:
    commands = dict.fromkeys(range(120), COLOR)
    portions = list(chunks(commands))
    assert [len(each) for each in portions] == [50, 50, 20]
    assert [key for each in portions for key in each] == list(range(120))
    assert batch.MAX_COMMANDS == 50


@pytest.mark.parametrize(
    ("params", "arrives"),
    [
        ({"a": "x", "b": {"c": ["1", ""]}}, True),
        ({"a": True}, False),
        ({"a": [1]}, False),
        ({}, False),
        ({"a": None}, False),
        ({"a": {"b": []}}, False),
        ({"a": [{}]}, False),
        ({"a": ["x"] * batch.MOST_VALUES}, True),
        ({"a": ["x"] * (batch.MOST_VALUES + 1)}, False),
    ],
    ids=["texts", "a flag", "a number", "nothing", "None", "an empty list", "an empty object", "many", "too many"],
)
def test_what_a_query_can_say(params: dict[str, object], arrives: bool) -> None:
    assert batch.can_say(params) is arrives
