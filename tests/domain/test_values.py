"""Activities, to-dos, people and the rules that hang on them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind, CompletionRule, Direction
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.run import RowOutcome, Step, StepState, outcome_of
from daybook.domain.todo import BadPing, PingOffsets

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def activity(kind: ActivityKind = ActivityKind.TODO, **values: object) -> Activity:
    return Activity(id=1, kind=kind, owner=EntityRef(DEAL, 1), subject="Call Andrew", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_id", "provider", "kind"),
    [
        (6, "CRM_TODO", ActivityKind.TODO),
        (2, "VOXIMPLANT_CALL", ActivityKind.CALL),
        (2, "", ActivityKind.CALL),
        (1, "CRM_MEETING", ActivityKind.MEETING),
        (4, "CRM_EMAIL", ActivityKind.EMAIL),
        (6, "REST_APP", ActivityKind.APPLICATION),
        (6, "CONFIGURABLE_REST_APP", ActivityKind.CONFIGURABLE),
        (99, "SOMETHING_NEW", ActivityKind.OTHER),
    ],
)
def test_kind_follows_type_and_provider(type_id: int, provider: str, kind: ActivityKind) -> None:
    assert ActivityKind.of(type_id, provider) is kind


def test_overdue_means_open_and_past() -> None:
    hour = timedelta(hours=1)
    assert activity(deadline=NOW - hour).is_overdue(NOW)
    assert not activity(deadline=NOW + hour).is_overdue(NOW)
    assert not activity(deadline=None).is_overdue(NOW)
    assert not activity(deadline=NOW - hour, completed=True).is_overdue(NOW)


def test_completing_an_outgoing_email_would_send_it() -> None:
    outgoing = activity(ActivityKind.EMAIL, direction=Direction.OUTGOING)
    assert CompletionRule.of(outgoing) is CompletionRule.WOULD_SEND_EMAIL
    assert CompletionRule.of(activity(ActivityKind.EMAIL, direction=Direction.INCOMING)) is CompletionRule.ALLOWED
    assert CompletionRule.of(activity(ActivityKind.CONFIGURABLE)) is CompletionRule.NEEDS_APPLICATION


def test_an_applications_own_activity_answers_to_applications() -> None:
    own = activity(ActivityKind.APPLICATION)
    assert CompletionRule.of(own) is CompletionRule.NEEDS_APPLICATION
    assert CompletionRule.of(own, by_application=True) is CompletionRule.ALLOWED


@given(st.lists(st.integers(0, 10**6)))
def test_reminders_are_unique_and_sorted(minutes: list[int]) -> None:
    assert list(PingOffsets.of(minutes).minutes) == sorted(set(minutes))


@given(st.integers(max_value=-1))
def test_a_reminder_after_the_deadline_is_refused(minutes: int) -> None:
    with pytest.raises(BadPing):
        PingOffsets.of([0, minutes])


@pytest.mark.parametrize(
    ("name", "initials"), [("Anna Berg", "AB"), ("Ли", "Л"), ("  ", "?"), ("Jean-Luc de la Cour", "JC"), ("#7", "?")]
)
def test_initials(name: str, initials: str) -> None:
    assert Person(1, name).initials == initials


def steps(*states: StepState) -> list[Step]:
    return [Step(n, "crm.activity.update", {}, {}, {"title": "x"}, state) for n, state in enumerate(states)]


@pytest.mark.parametrize(
    ("states", "conflict", "outcome"),
    [
        ((StepState.DONE, StepState.DONE), False, RowOutcome.DONE),
        ((StepState.DONE, StepState.REFUSED), False, RowOutcome.PARTLY_DONE),
        ((StepState.REFUSED,), False, RowOutcome.FAILED),
        ((StepState.DONE, StepState.UNKNOWN), False, RowOutcome.UNKNOWN),
        ((StepState.SENT,), False, RowOutcome.UNKNOWN),
        ((StepState.PLANNED,), True, RowOutcome.CONFLICT),
        ((StepState.PLANNED,), False, RowOutcome.PLANNED),
        ((StepState.CANCELLED,), False, RowOutcome.CANCELLED),
    ],
)
def test_a_rows_outcome_follows_its_steps(states: tuple[StepState, ...], conflict: bool, outcome: RowOutcome) -> None:
    assert outcome_of(steps(*states), conflict=conflict) is outcome
