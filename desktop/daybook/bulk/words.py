"""Causes and runs in plain English, for the command line. The window has sentences of its own, in its language."""

from typing import Final

from daybook.bulk import skips
from daybook.bulk.refusals import Refusal
from daybook.bulk.report import ReportRow
from daybook.domain.pending import Hindrance

_CAUSES: Final[dict[str, str]] = {
    skips.ALREADY: "it is so already",
    skips.GONE: "there is no such activity any more, or it may not be seen",
    skips.NO_DEADLINE: "it has no deadline, and none can be taken away",
    skips.NO_ROOM: "every day is full for its responsible person",
    skips.NO_VALUE: "a text names something that this row does not have",
    skips.EMPTY_TITLE: "its title would be empty",
    skips.BAD_TARGET: "the item does not exist, or may not be seen",
    skips.UNTICKED: "it was taken out by hand",
    skips.NOT_DONE: "the run did nothing to it",
    skips.CANNOT_COME_BACK: "what was done to it has no way back",
    skips.STILL_UNKNOWN: "what became of it is not known yet: resume the run first",
    skips.TAKEN_BACK: "it was undone already",
    skips.NO_COMMUNICATION: "there is nobody to talk to: the item and its contact have no number",
    Hindrance.COMPLETED.value: "it is completed: reopen it first",
    Hindrance.NOT_A_TODO.value: "it is not a to-do",
    Hindrance.FOLLOWS_START.value: "its deadline is when it starts",
    Hindrance.KEPT_ELSEWHERE.value: "the portal keeps the original elsewhere: change it there",
    Hindrance.WOULD_SEND_EMAIL.value: "completing it would send the e-mail",
    Hindrance.NEEDS_APPLICATION.value: "only an application may do that, not a webhook",
    Hindrance.UNKNOWN_PINGS.value: "its reminders are not known and would be lost",
    Hindrance.NEEDS_DEADLINE.value: "reminders count from a deadline, and there is none",
    Hindrance.READ_ONLY.value: "it can't be changed",
    Refusal.TITLE_MISSING.value: "it needs a title",
    Refusal.DEADLINE_MISSING.value: "it needs a deadline",
    Refusal.RESPONSIBLE_MISSING.value: "it needs a responsible person",
    Refusal.TOO_MANY_BINDINGS.value: "it belongs to 100 items, which is as many as the portal allows",
    Refusal.LAST_BINDING.value: "it would belong to nothing any more",
    Refusal.ALREADY_BOUND.value: "it belongs to that item already",
    Refusal.NOT_BOUND.value: "it does not belong to that item",
    Refusal.SAME_ITEM.value: "both items are the same",
    Refusal.NOTHING_TO_UNDO.value: "there is nothing to undo",
    "decide": "two or more activities may be the one that was created: decide in the window",
    "unknown": "no answer came: resume the run to find out",
    "sent_again": "sent twice, since no answer came and its effect can't be read; that does no harm",
    "refused": "the portal refused it",
    "NOT_FOUND": "it was deleted meanwhile, or may not be seen any more",
    "ACCESS_DENIED": "the person lacks the right to change it",
}

_NAMES: Final = {
    "color": "colour",
    "responsible": "responsible person",
    "pings": "reminders",
    "binding": "items it belongs to",
    "blocks": "content blocks",
}


def cause(row: ReportRow) -> str:
    """Why a row is as it is; "" where there is nothing to say."""
    if row.cause == "conflict":
        names = ", ".join(_NAMES.get(name, name) for name in row.fields)
        return f"somebody else changed it meanwhile ({names}), so it was left as it is"
    if not row.cause:
        return ""
    said = _CAUSES.get(row.cause) or _CAUSES.get(row.cause.upper())
    if said is not None and not (row.text and row.cause.isupper()):
        return said
    own = f": {row.text}" if row.text else ""
    return f"{said or f'the portal refused it ({row.cause})'}{own}"
