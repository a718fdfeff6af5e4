"""What a step becomes by an answer, or by the lack of one. Pure."""

from dataclasses import replace
from datetime import datetime

from daybook.bitrix import system_activities, todos
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import AnswerLost, NotExecuted, NotFound, OperatingLimit, PortalError
from daybook.bulk import plan
from daybook.domain.run import Step, StepState

ALREADY_SO = {
    "crm.activity.binding.add": "ACTIVITY_IS_ALREADY_BOUND",
    "crm.activity.binding.delete": "BINDING_NOT_FOUND",
}
"""Refusals that say that what is asked for is so: nobody reads bindings again just before they are written."""


def ended(step: Step, outcome: Answer | PortalError, now: datetime) -> Step:
    """The step after its answer. A refusal that came before anything was done and will pass leaves it planned."""
    if isinstance(outcome, Answer):
        return _answered(step, outcome, now)
    if outcome.maybe_done:
        return lost(step, now)
    if isinstance(outcome, NotExecuted):
        return replace(step, state=StepState.CANCELLED)
    if isinstance(outcome, OperatingLimit):
        return unsent(step)
    if isinstance(outcome, NotFound) and step.method == plan.DELETE:
        return replace(step, state=StepState.DONE)
    if outcome.code.upper() == ALREADY_SO.get(step.method):
        return replace(step, state=StepState.DONE)
    return replace(step, state=StepState.REFUSED, error_code=outcome.code, error_text=outcome.text)


def unsent(step: Step) -> Step:
    """It was certainly not carried out, and may be sent as if it had never been."""
    return replace(step, state=StepState.PLANNED, sent_at=None, server_sent_at=None, batch="")


def lost(step: Step, now: datetime) -> Step:
    """No answer. The request may have waited for its turn; at this moment at the latest it had left."""
    return replace(step, state=StepState.UNKNOWN, sent_at=now)


def _answered(step: Step, answer: Answer, now: datetime) -> Step:
    try:
        if step.method == plan.ADD:
            return replace(step, state=StepState.DONE, result=todos.read_id(answer))
        if step.method == system_activities.ADD:
            return replace(step, state=StepState.DONE, result=system_activities.read_id(answer))
    except AnswerLost:
        return lost(step, now)
    return replace(step, state=StepState.DONE)


def creates(step: Step) -> bool:
    """True for a step that makes an activity."""
    return step.method in (plan.ADD, system_activities.ADD)
