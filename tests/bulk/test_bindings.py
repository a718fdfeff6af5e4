"""Bindings: 1 to 100 of them at every moment, each once, and undo brings the old ones back."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daybook.bulk import plan_bindings, undo
from daybook.bulk.reading import Found, is_already_so, shows
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.domain.run import Row, Step, StepState
from daybook.domain.todo import MAX_BINDINGS, PingOffsets, TodoColor, TodoDraft

REFS = st.builds(EntityRef, st.sampled_from((DEAL, CONTACT)), st.integers(1, 60))
BOUND = st.lists(REFS, min_size=1, max_size=MAX_BINDINGS, unique=True)
FULL = [EntityRef(DEAL, number) for number in range(1, MAX_BINDINGS + 1)]
ACTIVITY = Activity(5, ActivityKind.TODO, EntityRef(DEAL, 1), "Call")
DRAFT = TodoDraft("Call", "", None, TodoColor.DEFAULT, 1, PingOffsets())


def carried_out(bound: list[EntityRef], step: Step) -> list[EntityRef]:
    """What a portal makes of one command, by its own rules; AssertionError where it would refuse."""
    params, name = step.params, step.method.rpartition(".")[2]
    if name == "move":
        source = EntityRef(params["sourceEntityTypeId"], params["sourceEntityId"])
        target = EntityRef(params["targetEntityTypeId"], params["targetEntityId"])
        assert source.type_id == target.type_id
        assert source in bound
        assert target not in bound
        return [target if each == source else each for each in bound]
    ref = EntityRef(params["entityTypeId"], params["entityId"])
    if name == "add":
        assert ref not in bound
        assert len(bound) < MAX_BINDINGS
        return [*bound, ref]
    assert ref in bound
    assert len(bound) > 1
    return [each for each in bound if each != ref]


def after(bound: list[EntityRef], steps: tuple[Step, ...]) -> list[EntityRef]:
    for step in steps:
        bound = carried_out(bound, step)
    return bound


@given(bound=BOUND, ref=REFS)
def test_binding(bound: list[EntityRef], ref: EntityRef) -> None:
    assume(ref not in bound and len(bound) < MAX_BINDINGS)
    assert set(after(bound, plan_bindings.bind(5, bound, ref))) == {*bound, ref}


@given(bound=BOUND, data=st.data())
def test_unbinding(bound: list[EntityRef], data: st.DataObject) -> None:
    assume(len(bound) > 1)
    ref = data.draw(st.sampled_from(bound))
    assert set(after(bound, plan_bindings.unbind(5, bound, ref))) == set(bound) - {ref}


@given(bound=BOUND, data=st.data(), target=REFS)
def test_moving_also_across_types_and_back(bound: list[EntityRef], data: st.DataObject, target: EntityRef) -> None:
    assume(target not in bound and len(bound) < MAX_BINDINGS)
    source = data.draw(st.sampled_from(bound))
    steps = plan_bindings.move(5, bound, source, target)
    moved = after(bound, steps)
    assert set(moved) == set(bound) - {source} | {target}
    assert all(shows(step, Found(ACTIVITY, frozenset(moved))) for step in steps)
    assert all(is_already_so(step, Found(ACTIVITY, frozenset(moved))) for step in steps)
    row = Row(0, 5, EntityRef(DEAL, 1), "", tuple(replace(step, state=StepState.DONE) for step in steps))
    assert set(after(moved, undo.inverse(row, ACTIVITY, moved, DRAFT))) == set(bound)


@pytest.mark.parametrize(
    ("planned", "refusal"),
    [
        (lambda: plan_bindings.bind(5, FULL, EntityRef(CONTACT, 1)), Refusal.TOO_MANY_BINDINGS),
        (lambda: plan_bindings.bind(5, FULL[:2], FULL[0]), Refusal.ALREADY_BOUND),
        (lambda: plan_bindings.unbind(5, FULL[:1], FULL[0]), Refusal.LAST_BINDING),
        (lambda: plan_bindings.unbind(5, FULL[:2], FULL[5]), Refusal.NOT_BOUND),
        (lambda: plan_bindings.move(5, FULL[:2], FULL[0], FULL[0]), Refusal.SAME_ITEM),
        (lambda: plan_bindings.move(5, FULL[:2], FULL[0], FULL[1]), Refusal.ALREADY_BOUND),
        (lambda: plan_bindings.move(5, FULL, FULL[0], EntityRef(CONTACT, 1)), Refusal.TOO_MANY_BINDINGS),
    ],
)
def test_known_rules_are_kept(planned: object, refusal: Refusal) -> None:
    with pytest.raises(PlanRefused) as caught:
        planned()  # type: ignore[operator]
    assert caught.value.refusal is refusal


def test_a_full_activity_still_moves_within_one_type() -> None:
    target = EntityRef(DEAL, 500)
    assert target in after(FULL, plan_bindings.move(5, FULL, FULL[0], target))
