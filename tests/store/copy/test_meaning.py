"""The copy shows what a filter means, in the order that was meant."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.filtering import AnyOf, BoundTo, Clause, Filter, Order, Says, SortKey
from daybook.domain.filtering_match import matches, sort_key
from daybook.domain.query_resolve import resolve
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from tests.domain.queries import CONTEXT, askable
from tests.store.copy.conftest import PORTAL

REFS = tuple(EntityRef(type_id, number) for type_id in (1, 2, 1038) for number in (1, 2))
TITLES = {REFS[0]: "Éclair, renewal", REFS[1]: "beta", REFS[2]: "Бета 契約", REFS[3]: "“Beta”"}
NAMES = {1: "Ada Lovelace", 5: "Anna Smith", 6: "Борис Ли"}
VOCABULARY = (
    "beta",
    "Beta",
    "étude",
    "ETUDE",
    "renewal",
    "renew",
    "契約",
    "договор",
    "Straße",
    "a",
    "b1",
    "x_y",
    "_",
    "7",
    "한국",
)

texts = st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join)
marked = st.lists(st.sampled_from([*VOCABULARY, "<b>", "</b>", "[b]", "&amp;", "<p>"]), max_size=5).map(" ".join)
hours = st.integers(-40 * 24, 40 * 24)
moments = st.none() | hours.map(lambda number: CONTEXT.now.astimezone(UTC) + timedelta(hours=number))
people = st.none() | st.sampled_from([1, 5, 6, 77])
activities = st.builds(
    Activity,
    id=st.integers(1, 2**40),
    kind=st.sampled_from(ActivityKind),
    owner=st.sampled_from(REFS),
    subject=texts,
    description=marked,
    text_format=st.sampled_from([TextFormat.PLAIN, TextFormat.BBCODE, TextFormat.HTML]),
    deadline=moments,
    start=moments,
    end=moments,
    created=moments,
    updated=moments,
    completed=st.booleans(),
    responsible_id=people,
    author_id=people,
    editor_id=people,
    color=st.sampled_from(TodoColor),
    direction=st.sampled_from(Direction),
    priority=st.sampled_from(Priority),
    location=texts,
    provider_id=st.sampled_from(["CRM_TODO", "REST_APP", ""]),
)
said = st.builds(Says, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=2).map(" ".join), st.booleans())
bound = st.builds(BoundTo, st.frozensets(st.sampled_from(REFS)), st.booleans())


def _any_of(filters: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    return st.builds(AnyOf, st.lists(filters, max_size=3).map(tuple), st.booleans()).map(lambda one: Filter((one,)))


asked = askable.map(lambda query: resolve(query, CONTEXT))
plain = st.lists(said | bound, min_size=1, max_size=2).map(lambda clauses: Filter(_together(*clauses)))
filters = st.recursive(asked | plain, _any_of, max_leaves=4)
orders = st.builds(Order, st.sampled_from(SortKey), st.booleans())
linked = st.lists(st.sampled_from(REFS), max_size=3)


def _together(*clauses: Clause) -> tuple[Clause, ...]:
    return clauses


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    held=st.lists(st.tuples(activities, linked), max_size=12, unique_by=lambda pair: pair[0].id),
    questions=st.lists(st.tuples(filters, orders), min_size=1, max_size=12),
)
def test_the_copy_shows_what_a_filter_means(
    tmp_path_factory: pytest.TempPathFactory,
    held: list[tuple[Activity, list[EntityRef]]],
    questions: list[tuple[Filter, Order]],
) -> None:
    def meant(wanted: Filter, order: Order) -> list[int]:
        found = [
            activity
            for activity, refs in held
            if matches(wanted, activity, owner_title=TITLES.get(activity.owner, ""), bindings=refs)
        ]

        def key(activity: Activity) -> tuple[object, ...]:
            name = NAMES.get(activity.responsible_id or 0)
            return sort_key(order, activity, owner_title=TITLES.get(activity.owner, ""), responsible_name=name)

        return [each.id for each in sorted(found, key=key)]

    async def shown(path: Path) -> list[list[int]]:
        copy = await PortalCopy.open(path, portal=PORTAL)
        try:
            await copy.put_entities([Entity(ref, title) for ref, title in TITLES.items()])
            await copy.put_people([Person(number, name) for number, name in NAMES.items()])
            await copy.put_activities([activity for activity, _ in held])
            for activity, refs in held:
                await copy.put_bindings(activity.id, refs, datetime(2026, 11, 20, tzinfo=UTC))
            return [list(await copy.ids(wanted, order)) for wanted, order in questions]
        finally:
            await copy.aclose()

    found = asyncio.run(shown(tmp_path_factory.mktemp("meaning") / "copy.sqlite"))

    assert found == [meant(wanted, order) for wanted, order in questions]
