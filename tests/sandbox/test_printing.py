"""Lists are printed by SQLite: value for value as everything else is."""

import json
from collections.abc import Iterator
from datetime import timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daybook.sandbox import records
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import Database
from daybook.sandbox.records import ACTIVITY_ANSWER, Ref
from daybook.sandbox.tables import entity_types, fields
from daybook.sandbox.tables.field import FieldTable, Kind
from daybook.sandbox.wire import envelope
from daybook.sandbox.wire.printed import PrintedRows, encoded, with_more

CLOCK = Clock(zone=timezone(timedelta(hours=-3, minutes=-30)))
DEAL = entity_types.STORED[2]
TEXTS = st.text(st.characters(codec="utf-8"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=6,
)
STORED = {
    Kind.TEXT: st.none() | TEXTS | st.integers(0, 2**53),
    Kind.FLAG: st.sampled_from(["Y", "N"]),
    Kind.INT: st.none() | st.integers(-(2**53), 2**53),
    Kind.REAL: st.none() | st.floats(-1e15, 1e15) | st.integers(-(2**53), 2**53),
    Kind.TIME: st.none() | st.just("") | st.integers(-62_135_500_000, 253_402_200_000),
    Kind.DATE: st.none() | st.integers(-62_135_500_000, 253_402_200_000),
    Kind.JSON: st.just("") | JSON.map(json.dumps) | JSON.map(encoded),
}


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.close()


def rows_of(table: FieldTable, names: list[str]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={name: STORED[table[name].kind] for name in names if name != "ID"})


def printed_one_by_one(table: FieldTable, names: list[str], row: dict[str, object]) -> dict[str, object]:
    return {name: records.text_of(table[name], row[name], CLOCK) for name in names}


ACTIVITY = [name for name in ACTIVITY_ANSWER if name not in ("OWNER_ID", "OWNER_TYPE_ID")]


@given(row=rows_of(fields.CRM_ACTIVITY, ACTIVITY))
@example(
    row={"RESULT_SUM": 2.675, "RESULT_VALUE": 1e15, "SUBJECT": 'a "b" \\ \x00\x01\x1f\x7f\u2028 🙂/', "SETTINGS": "[]"}
)
def test_activities(database: Database, row: dict[str, object]) -> None:
    with database.transaction() as db:
        number = records.add_activity(db, row, [Ref(2, 1)])
        stored = dict(records.stored_activity(db, number))
        found = records.activity_answers(db, [number, number + 1], ACTIVITY_ANSWER, CLOCK)
    assert list(found) == [number]
    assert json.loads(found[number]) == printed_one_by_one(fields.CRM_ACTIVITY, list(ACTIVITY_ANSWER), stored)


ITEM = [name for name, field in DEAL.fields.items() if field.kind is not Kind.ELSEWHERE]


@given(row=rows_of(DEAL.fields, ITEM))
def test_items(database: Database, row: dict[str, object]) -> None:
    with database.transaction() as db:
        ref = Ref(DEAL.id, records.next_entity_id(db, DEAL.id))
        records.add_entity(db, ref, row)
        stored = records.entity(db, ref)
        assert stored is not None
        found = records.entity_answers(db, DEAL, [ref.id], ITEM, CLOCK)
    assert json.loads(found[ref.id]) == printed_one_by_one(DEAL.fields, ITEM, dict(stored))


@given(st.lists(st.dictionaries(TEXTS, JSON, min_size=1)), st.dictionaries(TEXTS, JSON), JSON)
def test_printed_rows_stand_in_an_answer_as_others_do(
    rows: list[dict[str, object]], more: dict[str, object], beside: object
) -> None:
    printed = PrintedRows(with_more(json.dumps(row), more) for row in rows)

    body = json.loads(envelope.encode({"a": printed, "beside": beside, "b": [printed]}))

    plain = [row | more for row in rows]
    assert body == {"a": plain, "beside": beside, "b": [plain]}
    assert printed.read() == plain
    assert [printed[number] for number in range(len(printed))] == plain


def test_what_is_no_json_is_not_sent() -> None:
    with pytest.raises(TypeError, match="object can't be printed"):
        envelope.encode({"result": object()})
