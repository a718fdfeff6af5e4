"""What a filter and an order mean."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import COMPANY, DEAL, EntityRef
from daybook.domain.filtering import (
    Among,
    AnyOf,
    BoundTo,
    Clause,
    Fact,
    Filter,
    Moment,
    Order,
    Says,
    SortKey,
    Within,
)
from daybook.domain.filtering_match import matches, sort_key, words_of
from daybook.domain.todo import TodoColor

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OWNER, OTHER = EntityRef(DEAL, 102), EntityRef(COMPANY, 7)
CALL = Activity(
    5,
    ActivityKind.CALL,
    OWNER,
    "Ring Zoë about the contract",
    description="<p>Discount of <b>ten</b> per&nbsp;cent</p><style>secret</style>",
    text_format=TextFormat.HTML,
    deadline=NOW,
    responsible_id=3,
    direction=Direction.INCOMING,
    priority=Priority.HIGH,
    location="Straße 9",
    provider_id="VOXIMPLANT_CALL",
)


def meets(*clauses: Clause) -> bool:
    return matches(Filter(clauses), CALL, owner_title="Northwind, renewal", bindings=(OWNER, OTHER))


@pytest.mark.parametrize(
    ("clause", "met"),
    [
        (Among(Fact.RESPONSIBLE, frozenset({3, None})), True),
        (Among(Fact.RESPONSIBLE, frozenset({None})), False),
        (Among(Fact.AUTHOR, frozenset({None})), True),
        (Among(Fact.EDITOR, frozenset({3})), False),
        (Among(Fact.COLOR, frozenset({"default"})), True),
        (Among(Fact.KIND, frozenset({"call", "todo"})), True),
        (Among(Fact.COMPLETED, frozenset({False})), True),
        (Among(Fact.OWNER_TYPE, frozenset({COMPANY})), False),
        (Among(Fact.PRIORITY, frozenset({3})), True),
        (Among(Fact.DIRECTION, frozenset({1})), True),
        (Among(Fact.PROVIDER, frozenset({"VOXIMPLANT_CALL"})), True),
        (Among(Fact.ID, frozenset({4, 5})), True),
        (Within(Moment.DEADLINE, NOW, NOW + HOUR), True),
        (Within(Moment.DEADLINE, NOW - HOUR, NOW), False),
        (Within(Moment.DEADLINE), True),
        (Within(Moment.DEADLINE, none=True), False),
        (Within(Moment.START, none=True), True),
        (Within(Moment.START), False),
        (Within(Moment.END, until=NOW), False),
        (Within(Moment.CREATED, until=NOW, none=True), True),
        (BoundTo(frozenset({OTHER})), True),
        (BoundTo(frozenset({EntityRef(DEAL, 103)})), False),
        (Says("contract"), True),
        (Says("CONTR"), True),
        (Says("ontract"), False),
        (Says("the contr"), True),
        (Says("contract the"), False),
        (Says("th contract"), False),
        (Says("zoe"), True),
        (Says("ten per cent"), True),
        (Says("b"), False),
        (Says("secret"), False),
        (Says("straße"), True),
        (Says("northwind renewal"), True),
        (Says("contract Straße"), False),
        (AnyOf((Filter((Says("nothing"),)), Filter((Says("ring"),)))), True),
        (AnyOf(()), False),
    ],
)
def test_each_clause_and_its_negation(clause: Clause, met: bool) -> None:
    assert meets(clause) is met
    negated = type(clause)(**{**{name: getattr(clause, name) for name in clause.__slots__}, "negated": True})
    assert meets(negated) is not met


def test_a_text_without_words_asks_for_nothing() -> None:
    assert meets(Says(" … "))
    assert meets(Says("_", negated=True))


def test_every_clause_has_to_be_met() -> None:
    assert meets()
    assert meets(Says("ring"), Among(Fact.ID, frozenset({5})))
    assert not meets(Says("ring"), Among(Fact.ID, frozenset({6})))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème brûlée, 2x!", ["creme", "brulee", "2x"]),
        ("ДОГОВОР № 7", ["договор", "7"]),
        ("契約書", ["契", "約", "書"]),
        ("한국어", ["한국어"]),
        ("snake_case", ["snake", "case"]),
        ("مَرحبا", ["م", "رحبا"]),
        ("", []),
    ],
)
def test_words_of_every_script(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def ordered(order: Order, *activities: Activity, names: dict[int | None, str] | None = None) -> list[int]:
    titles = {1: "Beta", 2: "“alpha”", 3: ""}
    known = names or {}

    def key(activity: Activity) -> object:
        name = known.get(activity.responsible_id)
        return sort_key(order, activity, owner_title=titles[activity.owner.id], responsible_name=name)

    return [each.id for each in sorted(activities, key=key)]  # type: ignore[arg-type]


def todo(number: int, owner: int = 1, **values: object) -> Activity:
    return Activity(number, ActivityKind.TODO, EntityRef(DEAL, owner), **{"subject": "", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(("descending", "ids"), [(False, [4, 1, 5, 2]), (True, [5, 4, 1, 2])])
def test_no_deadline_comes_last_and_equals_newest_first(descending: bool, ids: list[int]) -> None:
    found = [todo(1, deadline=NOW), todo(2), todo(4, deadline=NOW), todo(5, deadline=NOW + HOUR)]
    assert ordered(Order(SortKey.DEADLINE, descending), *found) == ids


@pytest.mark.parametrize(("descending", "ids"), [(False, [2, 4, 1, 3]), (True, [4, 1, 2, 3])])
def test_names_are_ordered_without_case_and_signs(descending: bool, ids: list[int]) -> None:
    found = [todo(1, 1), todo(2, 2), todo(3, 3), todo(4, 1)]
    assert ordered(Order(SortKey.OWNER, descending), *found) == ids


@pytest.mark.parametrize(("descending", "ids"), [(False, [2, 1, 4, 3]), (True, [1, 2, 4, 3])])
def test_people_by_name_then_the_unknown_then_nobody(descending: bool, ids: list[int]) -> None:
    found = [todo(1, responsible_id=8), todo(2, responsible_id=9), todo(3), todo(4, responsible_id=7)]
    names: dict[int | None, str] = {8: "Zoë", 9: "Ärne"}
    assert ordered(Order(SortKey.RESPONSIBLE, descending), *found, names=names) == ids


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        (SortKey.ID, [1, 2, 3]),
        (SortKey.SUBJECT, [3, 2, 1]),
        (SortKey.KIND, [3, 1, 2]),
        (SortKey.COLOR, [2, 1, 3]),
        (SortKey.COMPLETED, [3, 1, 2]),
        (SortKey.PRIORITY, [2, 1, 3]),
        (SortKey.CREATED, [2, 3, 1]),
    ],
)
def test_each_key(key: SortKey, ids: list[int]) -> None:
    made = (
        Activity(1, ActivityKind.TODO, OWNER, "écluse", color=TodoColor.BLUE, priority=Priority.LOW),
        Activity(2, ActivityKind.CALL, OWNER, "Delta", completed=True, created=NOW),
        replace(CALL, id=3, kind=ActivityKind.TODO, subject="… apple", color=TodoColor.ROSE, created=NOW + HOUR),
    )
    found = sorted(made, key=lambda each: sort_key(Order(key), each))
    assert [each.id for each in found] == ids
