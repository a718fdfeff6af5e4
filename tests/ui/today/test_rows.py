"""Which row stands for what."""

from array import array
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.agenda import Part, Sheet
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.ui.today.rows import Doing, Forgotten, Heading, Rows, key_of
from daybook.ui.today.whose_picker import EVERYBODY, toggled
from daybook.work.agenda import Section, TodayContent, Whose

SHEET = Sheet.at(datetime(2026, 3, 4, 11, 0, tzinfo=UTC), UTC)


def content(sizes: list[int | None], idle: int) -> TodayContent:
    """Parts with so many activities each, None = folded; and items without a plan."""
    number, sections = 0, []
    for part, size in zip(Part, sizes, strict=False):
        ids = None if size is None else array("q", range(number, number + size))
        sections.append(Section(part, size or 7, ids))
        number += size or 0
    entities = tuple(Entity(EntityRef(DEAL, each), f"Deal {each}") for each in range(idle))
    if idle:
        sections.append(Section(Part.IDLE, idle, array("q")))
    return TodayContent(SHEET, (1,), known=True, sections=tuple(sections), idle=entities)


contents = st.builds(content, st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=6), st.integers(0, 9))


@given(contents)
def test_every_row_is_found_again_by_what_it_is(made: TodayContent) -> None:
    rows = Rows(made)
    keys = [key_of(rows.at(number)) for number in range(len(rows))]
    assert len(set(keys)) == len(keys)
    assert [rows.number_of(key) for key in keys] == list(range(len(rows)))
    assert [number for number in range(len(rows)) if isinstance(rows.at(number), Heading)] == list(rows.headings())


@given(contents)
def test_every_row_has_its_heading_above_it(made: TodayContent) -> None:
    rows = Rows(made)
    for number in range(len(rows)):
        heading, row = rows.at(rows.heading_of(number)), rows.at(number)
        assert isinstance(heading, Heading)
        if isinstance(row, Doing):
            assert heading.section.part is row.part
        elif isinstance(row, Forgotten):
            assert heading.section.part is Part.IDLE


@given(contents, st.integers(-50, 200), st.integers(0, 80))
def test_activities_in_sight_are_those_between(made: TodayContent, first: int, size: int) -> None:
    rows = Rows(made)
    wanted = [
        row.activity_id
        for number in range(len(rows))
        if first <= number <= first + size and isinstance(row := rows.at(number), Doing)
    ]
    assert rows.ids_between(first, first + size) == wanted


def test_what_is_not_there_is_not_found() -> None:
    rows = Rows(content([2, None], 1))
    assert rows.number_of(99) is None
    assert rows.number_of(Part.LATER) is None
    assert rows.number_of(EntityRef(DEAL, 99)) is None
    assert Rows().number_of(1) is None
    with pytest.raises(IndexError):
        rows.at(len(rows))
    with pytest.raises(IndexError):
        rows.at(-1)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        pytest.param((1,), 2, (1, 2), id="one more"),
        pytest.param((1, 2), 1, (2,), id="one less"),
        pytest.param((2,), 2, (1,), id="nobody left means oneself"),
        pytest.param((2, 3), EVERYBODY, None, id="everybody"),
        pytest.param(None, 3, (3,), id="one of everybody"),
    ],
)
def test_people_are_chosen_one_after_the_other(before: Whose, value: object, after: Whose) -> None:
    assert toggled(before, value, 1) == after
