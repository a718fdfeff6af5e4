"""Rows, headings and picks of a long table."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.grouping import Group
from daybook.work.picks import Picks
from daybook.work.table_rows import TableRows

groupings = st.lists(st.integers(1, 6), max_size=8)


def rows_of(counts: list[int], folded: set[int]) -> TableRows:
    ids = array("q", range(1000, 1000 + sum(counts)))
    return TableRows(ids, [Group(number, count) for number, count in enumerate(counts)], folded)


@given(counts=groupings.filter(bool), folded=st.sets(st.integers(0, 7)))
def test_headings_stand_before_their_activities(counts: list[int], folded: set[int]) -> None:
    expected: list[tuple[str, int]] = []
    number = 1000
    for key, count in enumerate(counts):
        expected.append(("heading", key))
        if key not in folded:
            expected += [("activity", number + each) for each in range(count)]
        number += count

    rows = rows_of(counts, folded)

    found: list[tuple[str, int]] = []
    for row in range(len(rows)):
        group, activity_id = rows.group_at(row), rows.id_at(row)
        assert (group is None) != (activity_id is None)
        if group is not None:
            found.append(("heading", int(str(group.key))))
        elif activity_id is not None:
            found.append(("activity", activity_id))
            assert rows.row_of(activity_id) == row
    assert found == expected
    assert rows.id_at(len(rows)) is None
    assert rows.group_at(len(rows)) is None
    assert list(rows.ids_in(-5, len(rows) + 5)) == [number for kind, number in expected if kind == "activity"]


@given(counts=groupings.filter(bool), folded=st.sets(st.integers(0, 7)))
def test_what_is_folded_is_found_at_its_heading(counts: list[int], folded: set[int]) -> None:
    rows = rows_of(counts, folded)
    at = 1000
    for key, count in enumerate(counts):
        row = rows.row_of(at)
        assert row is not None
        assert rows.heading_above(row) == rows.row_of_group(key)
        if key in folded:
            assert row == rows.row_of_group(key)
        at += count


def test_a_plain_list_has_no_headings() -> None:
    rows = TableRows(array("q", [7, 5, 2**40]))

    assert len(rows) == 3
    assert [rows.id_at(row) for row in range(4)] == [7, 5, 2**40, None]
    assert rows.row_of(2**40) == 2
    assert rows.row_of(6) is None
    assert rows.row_of(None) is None
    assert rows.heading_above(1) is None


def test_rows_that_did_not_move() -> None:
    rows = rows_of([2, 3], {1})

    assert rows.same_as(rows_of([2, 3], {1}))
    assert not rows.same_as(rows_of([2, 3], set()))
    assert not rows.same_as(rows_of([3, 2], {1}))
    assert not rows.same_as(TableRows(rows.ids))


@given(st.lists(st.sampled_from(["toggle 3", "toggle 8", "add", "remove", "see few", "see many", "clear"])))
def test_picks_count_what_the_filter_hides(steps: list[str]) -> None:
    picks, expected, seen = Picks(), set[int](), array("q", range(10))
    picks.hide_all_but(seen)
    for step in steps:
        if step == "add":
            picks.add([1, 2, 3])
            expected |= {1, 2, 3}
        elif step == "remove":
            picks.remove([2, 9])
            expected -= {2, 9}
        elif step == "clear":
            picks.clear()
            expected = set()
        elif step.startswith("see"):
            seen = array("q", [8, 3] if step == "see few" else range(10))
            picks.hide_all_but(seen)
        else:
            number = int(step[-1])
            picks.toggle(number)
            expected ^= {number}
        assert len(picks) == len(expected)
        assert picks.ids == expected
        assert picks.hidden == len(expected - set(seen))
        ordered = picks.in_order()
        assert sorted(ordered) == sorted(expected)
        shown = [each for each in seen if each in expected]
        assert ordered[: len(shown)] == shown
