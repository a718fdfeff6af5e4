"""Questions of every kind, for tests that hold for all of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.columns import SORTED_BY, Column
from daybook.domain.entities import Person
from daybook.domain.filtering import Fact, Moment, Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.query import (
    AtMinute,
    Between,
    Calendar,
    Compared,
    During,
    FromNow,
    Is,
    Item,
    On,
    Overdue,
    Part,
    Period,
    PeriodUnit,
    PersonId,
    PersonNamed,
    Presence,
    Query,
    RelativeDay,
    Sign,
    Someone,
    Span,
    State,
    Text,
    TimeValue,
    Unit,
    Weekday,
    When,
    Which,
    Who,
)
from daybook.domain.query_context import QueryContext
from daybook.domain.query_writer import QueryWriter
from daybook.domain.todo import TodoColor
from daybook.domain.view import LONGEST_NAME, NARROWEST, WIDEST, View, ViewColumn
from daybook.domain.workdays import WorkWeek

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 14, 7, tzinfo=BERLIN)
ANNA, BORIS, ZOE = Person(5, "Anna Smith"), Person(6, "Борис Ли"), Person(7, "Zoë Smithers")
ME = Person(1, "Ada Lovelace")
PEOPLE = (ME, ANNA, BORIS, ZOE, Person(8, "Anna Berg"), Person(9, "Otto Berg", active=False))
CONTEXT = QueryContext(FRIDAY, BERLIN, ME, PEOPLE, type_names={1038: "Equipment", 1040: "Delivery notes"})


def _by_name(person: Person) -> PersonNamed:
    return PersonNamed(person.name)


ids = st.integers(1, 2**63 - 1)
words = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
names = words.map(str.strip)
long_units = st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
amounts = st.integers(-99, 99)
days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
minutes = st.builds(
    AtMinute, days, st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0, tzinfo=None))
)
calendar = st.one_of(
    days.map(lambda day: Calendar(day.year, day.month, day.day)),
    days.map(lambda day: Calendar(day.year, day.month)),
    days.map(lambda day: Calendar(day.year)),
)
relative = st.one_of(
    st.builds(RelativeDay, amounts, long_units),
    st.builds(Weekday, st.integers(0, 6)),
    st.builds(Period, st.sampled_from(PeriodUnit), st.integers(-9, 9)),
)
moving = st.builds(FromNow, amounts, st.sampled_from(Unit))
spans: st.SearchStrategy[Span] = st.one_of(relative, calendar, minutes, moving)
times: st.SearchStrategy[TimeValue] = st.one_of(
    st.builds(During, spans.filter(lambda span: span != FromNow())),
    st.builds(Compared, st.sampled_from(Sign), spans),
    st.builds(Between, relative | moving, spans),
    st.builds(Between, spans, relative | moving),
    st.sampled_from(Presence),
)
people = st.one_of(st.sampled_from(Someone), ids.map(PersonId), names.map(PersonNamed))
items = st.builds(Item, ids | names, st.none() | ids)
known_people = st.one_of(st.sampled_from(Someone), ids.map(PersonId), st.sampled_from(PEOPLE).map(_by_name))
known_items = st.builds(Item, st.sampled_from([1, 2, 3, 4, 1038, "Equipment", "delivery"]), st.none() | ids)


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """One value or several, each once."""
    return st.lists(values, min_size=1, max_size=4, unique=True).map(tuple)


def parts_of(
    whom: st.SearchStrategy[object], which_items: st.SearchStrategy[Item], said: st.SearchStrategy[str]
) -> st.SearchStrategy[Part]:
    """Parts of every kind."""
    others = st.sampled_from([Moment.START, Moment.END, Moment.CREATED, Moment.UPDATED])
    minus = st.booleans()
    facts: Sequence[tuple[Fact, st.SearchStrategy[object]]] = (
        (Fact.COLOR, st.sampled_from(TodoColor)),
        (Fact.KIND, st.sampled_from(ActivityKind)),
        (Fact.PRIORITY, st.sampled_from(Priority)),
        (Fact.DIRECTION, st.sampled_from(Direction)),
        (Fact.ID, ids),
        (Fact.PROVIDER, words),
    )
    return st.one_of(
        st.builds(When, others, some(times), minus),
        st.builds(When, st.just(Moment.DEADLINE), some(times | st.just(Overdue.OVERDUE)), minus),
        st.builds(Who, st.sampled_from([Fact.RESPONSIBLE, Fact.AUTHOR, Fact.EDITOR]), some(whom), minus),
        st.builds(Is, some(st.sampled_from(State)), minus),
        st.builds(On, some(which_items), minus),
        st.builds(Text, said, minus),
        *(st.builds(Which, st.just(fact), some(values), minus) for fact, values in facts),
    )


queries = st.lists(parts_of(people, items, words), max_size=6).map(lambda parts: Query(tuple(parts)))
"""Whatever can be typed."""
askable = st.lists(parts_of(known_people, known_items, words), max_size=4).map(lambda parts: Query(tuple(parts)))
"""Questions that name only people and items of CONTEXT."""
moments = st.integers(0, 60 * 365 * 86400 * 2).map(
    lambda halves: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=halves / 2)
)
zones = st.sampled_from(["Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kolkata", "Pacific/Apia", "UTC"])
contexts = st.builds(
    QueryContext,
    now=moments,
    zone=zones.map(ZoneInfo),
    me=st.just(ME),
    people=st.just(PEOPLE),
    first_weekday=st.integers(0, 6),
    week=st.sets(st.integers(0, 6), min_size=1).map(lambda days: WorkWeek(frozenset(days))),
    type_names=st.just(CONTEXT.type_names),
)
view_columns = st.builds(ViewColumn, st.sampled_from(Column), st.none() | st.integers(NARROWEST, WIDEST))
views = st.builds(
    View,
    name=st.text(min_size=1, max_size=LONGEST_NAME).map(lambda name: " ".join(name.split())).filter(bool),
    filter=queries.map(QueryWriter().write),
    columns=st.lists(view_columns, min_size=1, unique_by=lambda each: each.column).map(tuple),
    order=st.builds(Order, st.sampled_from([*SORTED_BY.values(), SortKey.ID]), st.booleans()),
    group=st.none() | st.sampled_from(GroupBy),
)
