"""What a row of the journal means for the edits that wait for it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from daybook.bitrix.errors import AccessDenied, NotFound
from daybook.bulk.running.board import GONE_CODE
from daybook.bulk.skips import EMPTY_TITLE, Skip
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.changes.recipe_file import read_recipe
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.pending import PendingEdit, Value, value_of
from daybook.domain.run import Field, Row, StepState
from daybook.domain.todo import TodoColor
from daybook.store.pings import NOTHING_KNOWN
from daybook.work.pending.applying import Fate, Planned, planned
from daybook.work.pending.concluding import executed, wrote
from daybook.work.pending.preview import Judge, RowPreview

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
SEEN = Activity(7, ActivityKind.TODO, EntityRef(DEAL, 1), "Call", deadline=NOW, responsible_id=1)


def looked_at(**wishes: Value) -> RowPreview:
    """The row as it was looked at, with a wish for each of these fields."""
    edits = [PendingEdit(7, Field(name), value_of(SEEN, Field(name)), wish, NOW) for name, wish in wishes.items()]
    return Judge(me=1).row(edits, SEEN, NOTHING_KNOWN)


def plan(row: RowPreview) -> Planned:
    return planned([row], "Changes", by_application=False)


def ended(row: RowPreview, *states: StepState, code: str = "ACCESS_DENIED") -> Row:
    """The row of the journal, with its steps in these states."""
    [made] = plan(row).rows
    assert len(made.steps) == len(states)
    steps = [
        replace(step, state=state, error_code=code if state is StepState.REFUSED else None)
        for step, state in zip(made.steps, states, strict=True)
    ]
    return replace(made, steps=tuple(steps))


DONE, REFUSED, CANCELLED, UNKNOWN = StepState.DONE, StepState.REFUSED, StepState.CANCELLED, StepState.UNKNOWN


@pytest.mark.parametrize(
    ("states", "fate", "written"),
    [
        pytest.param((DONE, DONE), Fate.DONE, {Field.TITLE, Field.COLOR}, id="done"),
        pytest.param((DONE, REFUSED), Fate.PARTLY_DONE, {Field.TITLE}, id="refused in part"),
        pytest.param((REFUSED, REFUSED), Fate.REFUSED, set(), id="refused"),
        pytest.param((CANCELLED, CANCELLED), Fate.NOT_SENT, set(), id="stopped"),
        pytest.param((DONE, CANCELLED), Fate.PARTLY_DONE, {Field.TITLE}, id="stopped in the middle"),
        pytest.param((DONE, UNKNOWN), Fate.UNKNOWN, {Field.TITLE}, id="an answer is missing"),
        pytest.param((StepState.SENT, StepState.SENT), Fate.UNKNOWN, set(), id="nobody saw it come back"),
    ],
)
def test_states_make_a_fate(states: tuple[StepState, ...], fate: Fate, written: set[Field]) -> None:
    row = looked_at(title="New", color=TodoColor.ORANGE)
    told = executed(ended(row, *states), row, by_token=False)
    assert told.fate is fate
    assert told.written == written
    assert told.activity is not None
    assert (told.activity.subject == "New") == (Field.TITLE in written)


def test_a_refusal_is_told_by_its_field_and_as_its_class() -> None:
    row = looked_at(title="New", color=TodoColor.ORANGE)
    told = executed(ended(row, DONE, REFUSED), row, by_token=False)
    assert {name: type(error) for name, error in told.refused.items()} == {Field.COLOR: AccessDenied}


def test_what_is_gone_is_gone() -> None:
    row = looked_at(title="New")
    told = executed(ended(row, REFUSED, code=GONE_CODE), row, by_token=False)
    assert (told.fate, told.activity, type(told.refused[Field.TITLE])) == (Fate.GONE, None, NotFound)


def test_that_its_item_is_gone_says_nothing_of_the_activity() -> None:
    row = looked_at(title="New")
    assert executed(ended(row, REFUSED, code="OWNER_NOT_FOUND"), row, by_token=False).fate is Fate.REFUSED


def test_in_conflict_the_row_moves_on_to_what_the_portal_has() -> None:
    row = looked_at(title="New")
    theirs = replace(ended(row, CANCELLED), conflict={"title": "Theirs"})
    told = executed(theirs, row, by_token=False)
    assert told.fate is Fate.CONFLICT
    assert told.activity is not None
    assert told.activity.subject == "Theirs"


def test_a_newer_wish_than_the_one_that_was_written_stays() -> None:
    row = looked_at(title="New")
    done, [edit] = ended(row, DONE), row.ready
    assert wrote(done, edit)
    assert not wrote(done, replace(edit, wished="Newer"))
    assert not wrote(ended(row, CANCELLED), edit)


def test_a_rule_that_stands_in_the_way_ends_a_row_before_it_is_sent() -> None:
    row = looked_at(title=" ")
    made = plan(row)
    assert (made.rows, made.recipe) == ((), "")
    told = made.ended[7]
    assert told.fate is Fate.REFUSED
    [skip] = told.refused.values()
    assert isinstance(skip, Skip)
    assert skip.reason == EMPTY_TITLE


def test_the_recipe_says_the_same_as_the_plan() -> None:
    made = plan(looked_at(title="New", color=TodoColor.ORANGE, deadline=LATER, responsible=2, completed=True))
    recipe = read_recipe(made.recipe.encode(), zone=UTC).recipe
    assert recipe is not None
    assert recipe.select.ids == (7,)
    after = {name: value for step in made.rows[0].steps for name, value in step.after.items()}
    assert recipe.change.values == {7: after}
