"""Recipes to draw from: everything that the grammar can say."""

import json
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import (
    Blocks,
    ByLoad,
    Change,
    Day,
    Move,
    RoundRobin,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_fields import DATES, NUMBERS, TEXTS
from daybook.domain.changes.templates import NAMES, literal
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from tests.domain.changes.moments import moments

ZONE = ZoneInfo("Europe/Kyiv")

ids = st.integers(1, 2**63 - 1)
_FOLDER = Path(__file__).resolve().parents[2] / "layouts"
LAYOUTS = [json.loads((_FOLDER / path.name).read_text("utf-8")) for path in sorted(_FOLDER.glob("valid_blocks*.json"))]
"""Content blocks that a portal takes."""

texts = st.text(max_size=12)
some_texts = texts.filter(lambda text: text.strip() != "")
minutes_of_day = st.times().map(lambda at: time(at.hour, at.minute))
days = st.builds(Day, st.integers(-36_600, 36_600), st.booleans(), st.none() | minutes_of_day)
refs = st.builds(EntityRef, st.integers(1, 1300), ids)
some_refs = st.lists(refs, min_size=1, max_size=3, unique=True).map(tuple)
colors = st.sampled_from(TodoColor)
pings = st.lists(st.integers(0, 525_600), max_size=4).map(PingOffsets.of)
people = st.lists(ids, min_size=1, max_size=3).map(tuple)
deadlines = (
    st.builds(SetDeadline, moments(ZONE) | days)
    | st.builds(ShiftDeadline, st.integers(-36_600, 36_600), st.sampled_from(ShiftUnit))
    | st.builds(SpreadDeadline, moments(ZONE) | days, st.integers(1, 366), st.none() | st.integers(1, 999))
)
responsible = st.builds(SetResponsible, ids) | st.builds(RoundRobin, people) | st.builds(ByLoad, people)
templates = st.builds(
    lambda said, name, more: literal(said) + name + literal(more),
    texts,
    st.sampled_from(["", *(f"{{{name}}}" for name in NAMES)]),
    texts,
)
some_templates = templates.filter(lambda text: text.strip() != "")
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def text_changes(whole: st.SearchStrategy[str]) -> st.SearchStrategy[TextChange]:
    edges = st.sampled_from([TextOperation.PREFIX, TextOperation.SUFFIX])
    return (
        st.builds(TextChange, st.just(TextOperation.SET), whole)
        | st.builds(TextChange, edges, templates)
        | st.builds(TextChange, st.just(TextOperation.REPLACE), templates, st.text(min_size=1, max_size=8))
    )


def row_values() -> st.SearchStrategy[dict[Field, Any]]:
    at = moments(ZONE, utc=True).map(lambda moment: moment.replace(microsecond=0).isoformat())
    return st.fixed_dictionaries(
        {},
        optional={
            Field.TITLE: some_texts,
            Field.DESCRIPTION: texts,
            Field.DEADLINE: at,
            Field.COLOR: colors.map(lambda color: color.value),
            Field.RESPONSIBLE: ids,
            Field.PINGS: pings.map(lambda found: list(found.minutes)),
            Field.COMPLETED: st.booleans(),
        },
    )


new_todos = st.builds(
    Template,
    kind=st.just(ActivityKind.TODO),
    title=some_templates,
    deadline=moments(ZONE) | days,
    description=templates,
    responsible=st.none() | responsible,
    color=colors,
    pings=st.none() | pings,
)
new_meetings = st.builds(
    Template,
    kind=st.sampled_from([ActivityKind.CALL, ActivityKind.MEETING]),
    title=some_templates,
    deadline=moments(ZONE) | days,
    minutes=st.integers(1, 1440),
)
edits = st.builds(
    Change,
    deadline=st.none() | deadlines,
    responsible=st.none() | responsible,
    color=st.none() | colors,
    pings=st.none() | pings,
    title=st.none() | text_changes(some_templates),
    description=st.none() | text_changes(templates),
    completed=st.none() | st.booleans(),
    blocks=st.none() | st.builds(Blocks, st.none() | st.sampled_from(LAYOUTS)),
    values=st.dictionaries(ids, row_values(), max_size=3),
).filter(lambda change: change.given != frozenset())
bindings = (
    st.builds(lambda ref: Change(bind=(ref,)), refs)
    | st.builds(lambda ref: Change(unbind=(ref,)), refs)
    | st.builds(lambda found: Change(bind=found[:1], unbind=found[1:]), some_refs)
    | st.builds(
        lambda found: Change(move=Move(found[0], found[1])), st.lists(refs, min_size=2, max_size=2, unique=True)
    )
)
changes = (
    edits
    | bindings
    | st.builds(lambda template: Change(create=template), new_todos | new_meetings)
    | st.just(Change(delete=True))
)

date_words = st.sampled_from(
    ["today", "Today + 3 D", "today-1wd", "today+2w", "2026-12-24", "9999-12-31T00:00:00+03:00"]
)
prefixes = st.sampled_from(["", "=", "!", "!=", "@", "!@"])


def conditions(names: tuple[str, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    keys = st.builds(lambda prefix, name: prefix + name, prefixes, st.sampled_from(names))
    return st.dictionaries(keys, values | st.lists(values, min_size=1, max_size=3), min_size=1, max_size=2)


filters = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    conditions(DATES, date_words),
    conditions(NUMBERS, st.integers(-5, 10**9) | st.integers(0, 10**9).map(str)),
    conditions(TEXTS, texts | st.booleans()),
    st.sampled_from(
        [{}, {"COMPLETED": "N"}, {"%SUBJECT": "call"}, {"BINDINGS": [{"OWNER_TYPE_ID": 2, "OWNER_ID": "5"}]}]
    ),
)
item_filters = conditions(("title", "stageId", "UF_CRM_1", "createdTime"), date_words | st.integers())
selections = (
    st.builds(Selection, ids=st.lists(ids, min_size=1, max_size=40, unique=True).map(tuple))
    | st.builds(Selection, filter=filters)
    | st.builds(Selection, filter=item_filters, entity_type=st.integers(1, 1300))
    | st.builds(Selection, ids=st.just((5,)), entity_type=st.integers(1, 1300))
)
options = st.builds(
    Options,
    max_rows=st.none() | st.integers(1, 10**6),
    delete=st.none() | st.integers(0, 10**6),
    country=st.none() | st.sampled_from(["UA", "DE"]),
    holidays=st.lists(st.dates(), max_size=3).map(tuple),
    workdays=st.none() | st.frozensets(st.integers(0, 6), min_size=1),
)
recipes = st.builds(Recipe, selections, changes, options, texts)
