"""What a row of the journal came to, for whoever waits with its edits. Pure."""

from collections.abc import Mapping
from typing import Final

from daybook.bitrix.errors import NotFound, PortalError
from daybook.bitrix.refusals import Refusal, read_refusal
from daybook.bulk import values
from daybook.bulk.running.board import GONE_CODE
from daybook.bulk.running.steps import is_open
from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field, Row, Step, StepState
from daybook.work.pending.applying import Executed, Fate, journal_value
from daybook.work.pending.preview import RowPreview

OF_ITEM: Final = "OWNER_NOT_FOUND"
"""The item that it belongs to is not there; of the activity itself that says nothing."""


def executed(row: Row, looked_at: RowPreview, *, by_token: bool) -> Executed:
    """What a row came to that was sent as it was looked at; NOT_SENT when it was given up before anything of it was.

    `by_token`: an application's token was used, which decides what some refusals mean.
    """
    refused = _refused(row, by_token=by_token)
    fate = _fate(row, refused)
    planned = {name for step in row.steps for name in step.fields}
    written = row.written | {edit.field for edit in looked_at.ready if edit.field not in planned}  # it was so already
    if fate is Fate.GONE or looked_at.activity is None:
        return Executed(fate, written, refused)
    done = [step for step in row.steps if step.state is StepState.DONE]
    return Executed(fate, written, refused, values.with_values(values.applied(looked_at.activity, done), row.conflict))


def wrote(row: Row, edit: PendingEdit) -> bool:
    """True when the row made of its cell what the edit wishes for: the person may wish for something else by now."""
    name = edit.field
    after = [step.after[name] for step in row.steps if step.state is StepState.DONE and name in step.after]
    return bool(after) and values.same(name, after[-1], journal_value(edit.wished))


def _fate(row: Row, refused: Mapping[Field, PortalError]) -> Fate:
    if is_open(row):
        return Fate.UNKNOWN
    if any(isinstance(error, NotFound) and error.code != OF_ITEM for error in refused.values()):
        return Fate.GONE
    if all(step.state is StepState.DONE for step in row.steps):
        return Fate.DONE
    if row.written:
        return Fate.PARTLY_DONE
    if row.conflict:
        return Fate.CONFLICT
    return Fate.REFUSED if refused else Fate.NOT_SENT


def _refused(row: Row, *, by_token: bool) -> dict[Field, PortalError]:
    """What the portal said no with, by the field it was about."""
    steps = [step for step in row.steps if step.state is StepState.REFUSED]
    return {name: _error(step, by_token=by_token) for step in steps for name in step.fields}


def _error(step: Step, *, by_token: bool) -> PortalError:
    if step.error_code == GONE_CODE:
        return NotFound(step.method, code=GONE_CODE, text=step.error_text)
    return read_refusal(Refusal(step.method, step.error_code or "", step.error_text, by_token=by_token))
