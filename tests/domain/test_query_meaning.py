"""What a question means at a moment, for one person; and when that changes by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.activity import Priority
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.filtering import Among, AnyOf, BoundTo, Clause, Fact, Filter, Moment, Says, Within
from daybook.domain.query import Query
from daybook.domain.query_context import QueryContext
from daybook.domain.query_faults import BadQuery, QueryFault
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_resolve import next_change, resolve
from daybook.domain.workdays import WorkWeek
from tests.domain.queries import ANNA, BERLIN, BORIS, CONTEXT, FRIDAY, ME, PEOPLE, ZOE, askable, contexts

OPEN = Among(Fact.COMPLETED, frozenset({False}))


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=BERLIN)


def meant(typed: str, context: QueryContext = CONTEXT) -> tuple[Clause, ...]:
    return resolve(QueryReader().read(typed), context).clauses


def due(since: datetime | None, until: datetime | None, *, none: bool = False, negated: bool = False) -> Within:
    return Within(Moment.DEADLINE, since, until, none, negated)


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("due<today", due(None, at(11, 20))),
        ("due<=today", due(None, at(11, 21))),
        ("due>today", due(at(11, 21), None)),
        ("due>=today", due(at(11, 20), None)),
        ("due:today", due(at(11, 20), at(11, 21))),
        ("-due:today", due(at(11, 20), at(11, 21), negated=True)),
        ("due:today,none", due(at(11, 20), at(11, 21), none=True)),
        ("due:none", due(None, None, none=True)),
        ("-due:none", due(None, None, none=True, negated=True)),
        ("due:any", due(None, None)),
        ("due:tomorrow", due(at(11, 21), at(11, 22))),
        ("due:2026-11-01..2026-11-30", due(at(11, 1), at(12, 1))),
        ("due:2026-11", due(at(11, 1), at(12, 1))),
        ("due:2026", due(at(1, 1), at(1, 1, year=2027))),
        ("due>=today+7d", due(at(11, 27), None)),
        ("due:today+3wd", due(at(11, 25), at(11, 26))),
        ("due:today+3mo", due(at(2, 20, year=2027), at(2, 21, year=2027))),
        ("due:thisweek", due(at(11, 16), at(11, 23))),
        ("due:nextweek", due(at(11, 23), at(11, 30))),
        ("due:lastmonth", due(at(10, 1), at(11, 1))),
        ("due:thisquarter", due(at(10, 1), at(1, 1, year=2027))),
        ("due:nextyear", due(at(1, 1, year=2027), at(1, 1, year=2028))),
        ("due:friday", due(at(11, 20), at(11, 21))),
        ("due:thursday", due(at(11, 26), at(11, 27))),
        ("due:thursday..monday", due(at(11, 26), at(12, 1))),
        ("due<now", due(None, at(11, 20, 14, 7))),
        ("due<=now", due(None, at(11, 20, 14, 7, 1))),
        ("due:+2h", due(at(11, 20, 14, 7), at(11, 20, 16, 7, 1))),
        ("due:2026-11-20T15:00", due(at(11, 20, 15), at(11, 20, 15, 1))),
        ("changed>-3d", Within(Moment.UPDATED, at(11, 17, 14, 7, 1), None)),
        ("changed:-3d", Within(Moment.UPDATED, at(11, 17, 14, 7), at(11, 20, 14, 7, 1))),
        ("created:yesterday", Within(Moment.CREATED, at(11, 19), at(11, 20))),
        ("created:thursday", Within(Moment.CREATED, at(11, 19), at(11, 20))),
        ("created:thursday..monday", Within(Moment.CREATED, at(11, 19), at(11, 24))),
        ("resp:me", Among(Fact.RESPONSIBLE, frozenset({ME.id}))),
        ('-resp:me,7,"anna smith",none', Among(Fact.RESPONSIBLE, frozenset({ME.id, 7, ANNA.id, None}), negated=True)),
        ("author:борис", Among(Fact.AUTHOR, frozenset({BORIS.id}))),
        ("editor:zoe", Among(Fact.EDITOR, frozenset({ZOE.id}))),
        ('resp:"sm an"', Among(Fact.RESPONSIBLE, frozenset({ANNA.id}))),
        ("resp:berg", Among(Fact.RESPONSIBLE, frozenset({8}))),
        ('resp:"Otto Berg"', Among(Fact.RESPONSIBLE, frozenset({9}))),
        ("colour:red,amber", Among(Fact.COLOR, frozenset({"7", "default"}))),
        ("type:todo,call", Among(Fact.KIND, frozenset({"todo", "call"}))),
        ("priority:high", Among(Fact.PRIORITY, frozenset({Priority.HIGH.value}))),
        ("direction:in", Among(Fact.DIRECTION, frozenset({1}))),
        ("provider:CRM_TODO", Among(Fact.PROVIDER, frozenset({"CRM_TODO"}))),
        ("id:4,5", Among(Fact.ID, frozenset({4, 5}))),
        ("is:open", OPEN),
        ("is:open,overdue", OPEN),
        ("-is:done", Among(Fact.COMPLETED, frozenset({True}), negated=True)),
        ("on:deal,equipment", Among(Fact.OWNER_TYPE, frozenset({DEAL, 1038}))),
        ("on:deal#102", BoundTo(frozenset({EntityRef(DEAL, 102)}))),
        (
            "-on:lead,deal#102",
            AnyOf(
                (
                    Filter((Among(Fact.OWNER_TYPE, frozenset({1})),)),
                    Filter((BoundTo(frozenset({EntityRef(DEAL, 102)})),)),
                ),
                negated=True,
            ),
        ),
        ('-"signed contract"', Says("signed contract", negated=True)),
        (
            "due:today,monday",
            AnyOf((Filter((due(at(11, 20), at(11, 21)),)), Filter((due(at(11, 23), at(11, 24)),)))),
        ),
    ],
)
def test_means_at_this_moment(typed: str, clause: Clause) -> None:
    assert meant(typed) == (clause,)


@pytest.mark.parametrize("typed", ["due:overdue", "is:overdue", "is:late"])
def test_overdue_is_open_and_past(typed: str) -> None:
    assert meant(typed) == (OPEN, due(None, at(11, 20, 14, 7)))
    assert meant(f"-{typed}") == (AnyOf((Filter((OPEN, due(None, at(11, 20, 14, 7)))),), negated=True),)


def test_a_deadline_has_passed_within_its_second() -> None:
    later = replace(CONTEXT, now=FRIDAY + timedelta(milliseconds=1))
    assert meant("is:overdue", later)[1] == due(None, at(11, 20, 14, 7, 1))
    assert meant("due>now", later) == (due(at(11, 20, 14, 7, 1), None),)


def test_all_parts_have_to_be_met() -> None:
    assert len(meant("due<today resp:me is:open contract")) == 4
    assert resolve(Query(), CONTEXT) == Filter()


def test_weeks_begin_where_people_say() -> None:
    american = replace(CONTEXT, first_weekday=6)
    assert meant("due:thisweek", american) == (due(at(11, 15), at(11, 22)),)


def test_days_begin_where_the_person_is() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    late = replace(CONTEXT, now=datetime(2026, 11, 20, 23, 0, tzinfo=UTC), zone=tokyo)
    assert meant("due:today", late) == (
        due(datetime(2026, 11, 21, tzinfo=tokyo), datetime(2026, 11, 22, tzinfo=tokyo)),
    )


def test_a_day_without_a_midnight_begins_at_its_first_moment() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    context = replace(CONTEXT, now=datetime(2026, 4, 24, 12, 0, tzinfo=cairo), zone=cairo)
    first = datetime(2026, 4, 24, 1, 0, tzinfo=cairo)
    assert meant("due>=today", context) == (due(first, None),)


@pytest.mark.parametrize(
    ("typed", "reason", "wrong", "nearest"),
    [
        ("resp:anna", QueryFault.AMBIGUOUS_PERSON, "anna", ("Anna Smith", "Anna Berg")),
        ("is:open resp:me,zoee", QueryFault.UNKNOWN_PERSON, "zoee", ("Zoë Smithers",)),
        ("resp:qqqq", QueryFault.UNKNOWN_PERSON, "qqqq", ()),
        ('resp:"!"', QueryFault.UNKNOWN_PERSON, '"!"', ()),
        ("on:dael", QueryFault.UNKNOWN_ITEM, "dael", ("deal",)),
        ("on:equipmnt#4", QueryFault.UNKNOWN_ITEM, "equipmnt#4", ("Equipment",)),
    ],
)
def test_a_name_that_nobody_has_or_several(
    typed: str, reason: QueryFault, wrong: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(BadQuery) as caught:
        meant(typed)

    (mistake,) = caught.value.mistakes
    assert (mistake.reason, typed[slice(*mistake.at)], mistake.nearest) == (reason, wrong, nearest)


def test_all_names_that_nobody_has_are_said_at_once() -> None:
    with pytest.raises(BadQuery) as caught:
        meant("resp:qqqq,zzzz on:xxxx")
    assert [mistake.said for mistake in caught.value.mistakes] == ["qqqq", "zzzz", "xxxx"]


def test_namesakes_are_told_apart_by_number() -> None:
    people = (Person(3, "Kim Lee"), Person(4, "Kim Lee"))
    twins = replace(CONTEXT, people=people, type_names={130: "Visit", 131: "visit"})
    with pytest.raises(BadQuery) as caught:
        meant("resp:kim on:visit", twins)
    assert [mistake.nearest for mistake in caught.value.mistakes] == [
        ("Kim Lee #3", "Kim Lee #4"),
        ("Visit #130", "visit #131"),
    ]
    gone = replace(twins, people=(Person(3, "Kim Lee", active=False), Person(4, "Kim Lee")))
    assert meant("resp:kim", gone) == (Among(Fact.RESPONSIBLE, frozenset({4})),)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("due<today", at(11, 21)),
        ("due:thisweek", at(11, 23)),
        ("due:nextmonth is:open", at(12, 1)),
        ("due:thisyear", at(1, 1, year=2027)),
        ("due:friday", at(11, 21)),
        ("due:thursday", at(11, 27)),
        ("created:thursday", at(11, 26)),
        ("due:thisweek resp:me due>=today", at(11, 21)),
        ("is:overdue", at(11, 20, 14, 7, 1)),
        ("due:overdue,none", at(11, 20, 14, 7, 1)),
        ("changed>-3d", at(11, 20, 14, 7, 1)),
        ("due:2026-11-20", None),
        ("resp:me is:open contract -colour:red", None),
        ("is:open,overdue", None),
        ("", None),
    ],
)
def test_says_when_it_will_mean_something_else(typed: str, moment: datetime | None) -> None:
    assert next_change(QueryReader().read(typed), CONTEXT) == moment


def test_what_counts_from_now_changes_with_every_minute() -> None:
    overdue = QueryReader().read("is:overdue")
    context, seen = CONTEXT, []
    for _ in range(3):
        moment = next_change(overdue, context)
        assert moment is not None
        seen.append(moment)
        context = replace(context, now=moment)
    assert seen == [at(11, 20, 14, 7, 1), at(11, 20, 14, 8, 1), at(11, 20, 14, 9, 1)]


@settings(max_examples=150, deadline=None)
@given(query=askable, context=contexts, share=st.floats(0, 0.999))
def test_the_filter_stays_the_same_until_then(query: Query, context: QueryContext, share: float) -> None:
    moment = next_change(query, context)
    end = context.now + timedelta(days=800) if moment is None else moment
    assert end > context.now
    if moment is not None and moment - context.now <= timedelta(minutes=1, seconds=1) and moment.second == 1:
        return  # counts from this very moment

    between = replace(context, now=context.now + (end - context.now) * share)

    assert resolve(query, between) == resolve(query, context)
    if moment is not None:
        assert resolve(query, replace(context, now=moment)) != resolve(query, context)


@settings(max_examples=150, deadline=None)
@given(query=askable, context=contexts)
def test_every_bound_is_a_whole_second_of_utc(query: Query, context: QueryContext) -> None:
    def bounds_of(clauses: tuple[Clause, ...]) -> list[datetime]:
        found = [bound for each in clauses if isinstance(each, Within) for bound in (each.since, each.until) if bound]
        for each in clauses:
            if isinstance(each, AnyOf):
                found += [bound for option in each.options for bound in bounds_of(option.clauses)]
        return found

    for bound in bounds_of(resolve(query, context).clauses):
        assert bound.tzinfo is UTC
        assert bound.microsecond == 0


def test_a_context_that_says_nothing_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  (that it is naive is the point)
    with pytest.raises(ValueError, match="time zone"):
        QueryContext(naive, BERLIN, ME, PEOPLE)
    with pytest.raises(ValueError, match="Monday"):
        QueryContext(FRIDAY, BERLIN, ME, first_weekday=7)


def test_working_days_are_the_persons_own() -> None:
    weekend = replace(CONTEXT, week=WorkWeek(frozenset({5, 6})))
    assert meant("due:today+2wd", weekend) == (due(at(11, 22), at(11, 23)),)
