"""A plan in groups: every row in exactly one, and sums that hold whatever is ticked."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk.preparing import Plan
from daybook.bulk.skips import ALREADY, GONE, UNTICKED
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field, Row, RowOutcome, Step
from daybook.work.changing.judged import CHANGES, CONFLICT, Lost, Sums, Ticks, changes_of, judge, weigh
from daybook.work.changing.lines import Heading, Wanted, folded_at_first, left_out, lines_of

ME = 1


def step(before: dict[str, Any], after: dict[str, Any], order: int = 0) -> Step:
    return Step(order, "crm.activity.todo.update", {}, before, after)


def row(number: int, *steps: Step, skipped: str = "", conflict: dict[str, Any] | None = None) -> Row:
    label = f"Call {number}"
    return Row(number, 100 + number, EntityRef(DEAL, 1), label, steps, skipped=skipped, conflict=conflict or {})


def moved(number: int) -> Row:
    return row(number, step({"deadline": "2026-03-02T09:00:00+00:00"}, {"deadline": "2026-03-05T09:00:00+00:00"}))


def given_to(number: int, former: int | None, new: int) -> Row:
    return row(number, step({"responsible": former}, {"responsible": new}))


def test_rows_that_change_come_first_then_the_most_frequent_reason() -> None:
    plan = Plan((row(0, skipped=GONE), row(1, skipped=ALREADY), row(2, skipped=ALREADY), moved(3)))
    judged = judge(plan, me=ME)
    assert list(judged.groups) == [CHANGES, ALREADY, GONE]
    assert list(judged.ready) == [3]
    assert left_out(judged) == 3


def test_somebody_elses_value_is_a_group_of_its_own() -> None:
    judged = judge(Plan((row(0, conflict={"color": "3"}),)), me=ME)
    assert list(judged.groups) == [CONFLICT]
    assert judged.whole == Sums()


def test_the_new_and_the_former_person_are_told_but_not_oneself() -> None:
    assert weigh(given_to(0, 2, 3), me=ME).told == (3, 2)
    assert weigh(given_to(0, ME, 3), me=ME).told == (3,)
    assert weigh(given_to(0, None, ME), me=ME).told == ()


def test_what_has_no_way_back_is_known_beforehand() -> None:
    deleted = row(0, step({"existence": True}, {"existence": False}))
    reminded = row(1, step({"parent": None}, {"pings": [0]}))
    known = row(2, step({"pings": [15], "parent": None}, {"pings": [0]}))
    dated = row(3, step({"deadline": None}, {"deadline": "2026-03-05T09:00:00+00:00"}))
    found = [weigh(each, me=ME).lost for each in (deleted, reminded, known, dated)]
    assert found == [{Lost.DELETED}, {Lost.REMINDERS}, set(), {Lost.NO_DEADLINE}]


def test_what_is_created_is_one_change_and_tells_its_person() -> None:
    after = {"existence": True, "title": "Call", "responsible": 2, "color": "3"}
    weight = weigh(row(0, step({"existence": False}, after)), me=ME)
    assert (weight.changes, weight.told) == (1, (2,))


def test_a_field_that_two_steps_change_is_one_change_from_the_first_to_the_last() -> None:
    twice = row(0, step({"title": "a"}, {"title": "b"}), step({"title": "b"}, {"title": "c"}, 1))
    [change] = changes_of(twice)
    assert (change.field, change.before, change.after, change.is_known) == (Field.TITLE, "a", "c", True)


def test_what_is_created_is_told_without_what_was_before() -> None:
    after = {
        "existence": True,
        "title": "Call",
        "description": "",
        "responsible": 2,
        "deadline": "2026-03-05T09:00:00Z",
    }
    told = changes_of(row(0, step({"existence": False}, after)))
    assert [each.field for each in told] == [Field.EXISTENCE, Field.DEADLINE, Field.RESPONSIBLE]
    assert all(each.is_new for each in told)


def test_each_binding_is_a_change_of_its_own() -> None:
    both = row(0, step({}, {"binding": {"added": [2, 1]}}), step({}, {"binding": {"removed": [2, 2]}}, 1))
    assert [each.after for each in changes_of(both)] == [{"added": [2, 1]}, {"removed": [2, 2]}]


PEOPLE = st.one_of(st.none(), st.integers(1, 4))
ROWS = st.lists(
    st.one_of(
        st.builds(lambda former, new: (former, new), PEOPLE, st.integers(1, 4)),
        st.sampled_from([ALREADY, GONE, "date"]),
    ),
    max_size=30,
)


@given(ROWS, st.lists(st.tuples(st.integers(0, 29), st.booleans()), max_size=40))
def test_sums_are_those_of_the_ticked_rows(made: list[Any], ticking: list[tuple[int, bool]]) -> None:
    rows = []
    for number, each in enumerate(made):
        if each == "date":
            rows.append(moved(number))
        elif isinstance(each, str):
            rows.append(row(number, skipped=each))
        else:
            rows.append(given_to(number, *each))
    judged = judge(Plan(tuple(rows)), me=ME)
    ticks = Ticks(judged)
    for place, on in ticking:
        ticks.put([place], on=on)
    left = ticks.plan(UNTICKED)
    again = judge(left, me=ME)
    assert ticks.sums.rows == again.whole.rows == len(again.ready)
    assert ticks.sums.changes == again.whole.changes
    assert dict(ticks.sums.told) == dict(again.whole.told)
    assert {rows[place].number for place in ticks.off} == {
        each.number for each in left.rows if each.skipped == UNTICKED
    }
    assert all(each.outcome is RowOutcome.SKIPPED for each in left.rows if each.number in ticks.off)
    ticks.put_all(on=False)
    assert (ticks.sums, ticks.count) == (Sums(), 0)
    ticks.put_all(on=True)
    assert ticks.sums == judged.whole


@given(ROWS)
def test_every_row_is_shown_once(made: list[Any]) -> None:
    rows = tuple(
        row(number, skipped=each) if isinstance(each, str) and each != "date" else moved(number)
        for number, each in enumerate(made)
    )
    judged = judge(Plan(rows), me=ME)
    lines = lines_of(judged, Wanted())
    assert sorted(each for each in lines if isinstance(each, int)) == list(range(len(rows)))
    assert sum(each.count for each in lines if isinstance(each, Heading)) == len(rows)
    folded = lines_of(judged, Wanted(folded=frozenset(judged.groups)))
    assert all(isinstance(each, Heading) for each in folded)


def test_a_search_finds_words_in_any_order_and_numbers() -> None:
    judged = judge(Plan((moved(0), moved(1), row(2, skipped=ALREADY))), me=ME)
    assert lines_of(judged, Wanted(text="101 CALL")) == [Heading(CHANGES, 1, folded=False), 1]
    assert lines_of(judged, Wanted(text="102")) == [Heading(ALREADY, 1, folded=False), 2]
    assert lines_of(judged, Wanted(group=CHANGES, text="102")) == []


def test_what_is_left_out_is_folded_unless_it_is_everything() -> None:
    assert folded_at_first(judge(Plan((moved(0), row(1, skipped=GONE))), me=ME)) == {GONE}
    assert folded_at_first(judge(Plan((row(1, skipped=GONE),)), me=ME)) == frozenset()
