"""Sentences for the rows of a run: why nothing is done to one of them."""

from PySide6.QtCore import QCoreApplication

from daybook.bulk import skips
from daybook.bulk.refusals import Refusal
from daybook.domain.pending import Hindrance
from daybook.domain.todo import MAX_BINDINGS

translate = QCoreApplication.translate


def skip_words(reason: str) -> str:
    """Why nothing is done to a row, for the row itself (`Row.skipped`): one sentence, and what to do where one can."""
    said = _of_skips().get(reason) or _of_rules().get(reason)
    return said if said is not None else translate("Runs", "Nothing is done to it.")


def skip_heading(reason: str) -> str:
    """The same above all rows with this reason, in a few words."""
    said = _headings().get(reason)
    return said if said is not None else translate("Runs", "Left out")


def _of_skips() -> dict[str, str]:
    return {
        skips.ALREADY: translate("Runs", "It is so already."),
        skips.GONE: translate("Runs", "It was deleted, or you may not see it any more."),
        skips.NO_DEADLINE: translate("Runs", "It has no deadline to count from. Set one first."),
        skips.NO_ROOM: translate("Runs", "Every day is full for this person. Allow more days, or more a day."),
        skips.NO_VALUE: translate("Runs", "The text names something that it does not have, such as a deal."),
        skips.EMPTY_TITLE: translate("Runs", "Its title would be empty."),
        skips.BAD_TARGET: translate("Runs", "The item is not there, or you may not see it."),
        skips.UNTICKED: translate("Runs", "You took it out."),
        skips.NOT_DONE: translate("Runs", "The run did nothing to it."),
        skips.CANNOT_COME_BACK: translate("Runs", "What was done to it has no way back."),
        skips.STILL_UNKNOWN: translate("Runs", "What became of it is not known yet. Try again in a minute."),
        skips.TAKEN_BACK: translate("Runs", "It was taken back already."),
        skips.NO_COMMUNICATION: translate(
            "Runs", "There is nobody to call or to meet: the item has no contact and no number."
        ),
    }


def _of_rules() -> dict[str, str]:
    return {
        Refusal.COMPLETED.value: translate("Runs", "A completed to-do can't be changed. Reopen it first."),
        Refusal.NOT_A_TODO.value: translate("Runs", "Only to-dos have this."),
        Refusal.TITLE_MISSING.value: translate("Runs", "A to-do needs a title."),
        Refusal.DEADLINE_MISSING.value: translate("Runs", "The portal wants a deadline."),
        Refusal.RESPONSIBLE_MISSING.value: translate("Runs", "Nobody is responsible for it. Choose somebody."),
        Refusal.WOULD_SEND_EMAIL.value: translate("Runs", "Completing an outgoing e-mail would send it."),
        Refusal.NEEDS_APPLICATION.value: translate("Runs", "Only an application may do this; a webhook can't."),
        Refusal.TOO_MANY_BINDINGS.value: translate("Runs", "It belongs to {count} items already.").format(
            count=MAX_BINDINGS  # always the same number, so one form is enough
        ),
        Refusal.LAST_BINDING.value: translate("Runs", "It must belong to at least one item."),
        Refusal.ALREADY_BOUND.value: translate("Runs", "It belongs to that item already."),
        Refusal.NOT_BOUND.value: translate("Runs", "It does not belong to that item."),
        Refusal.SAME_ITEM.value: translate("Runs", "It can't be moved to where it is."),
        Refusal.NOTHING_TO_UNDO.value: translate("Runs", "There is nothing to take back."),
        Hindrance.FOLLOWS_START.value: translate(
            "Runs", "The deadline of a call or a meeting follows from when it starts."
        ),
        Hindrance.KEPT_ELSEWHERE.value: translate("Runs", "The portal keeps the original elsewhere. Change it there."),
        Hindrance.UNKNOWN_PINGS.value: translate("Runs", "Nobody can read its present reminders."),
        Hindrance.NEEDS_DEADLINE.value: translate("Runs", "Reminders count from a deadline, and it has none."),
        Hindrance.READ_ONLY.value: translate("Runs", "Nobody can change this."),
    }


def _headings() -> dict[str, str]:
    return {
        skips.ALREADY: translate("Runs", "Already so"),
        skips.GONE: translate("Runs", "Not there any more"),
        skips.NO_DEADLINE: translate("Runs", "Without a deadline"),
        skips.NO_ROOM: translate("Runs", "No room on these days"),
        skips.NO_VALUE: translate("Runs", "Text can't be filled in"),
        skips.EMPTY_TITLE: translate("Runs", "Title would be empty"),
        skips.BAD_TARGET: translate("Runs", "Item not found"),
        skips.UNTICKED: translate("Runs", "Taken out by you"),
        skips.NOT_DONE: translate("Runs", "Nothing was done"),
        skips.CANNOT_COME_BACK: translate("Runs", "No way back"),
        skips.STILL_UNKNOWN: translate("Runs", "Not known yet"),
        skips.TAKEN_BACK: translate("Runs", "Taken back already"),
        skips.NO_COMMUNICATION: translate("Runs", "Nobody to talk to"),
        Refusal.COMPLETED.value: translate("Runs", "Completed"),
        Refusal.NOT_A_TODO.value: translate("Runs", "Not a to-do"),
        Refusal.TITLE_MISSING.value: translate("Runs", "Without a title"),
        Refusal.DEADLINE_MISSING.value: translate("Runs", "Without a deadline"),
        Refusal.RESPONSIBLE_MISSING.value: translate("Runs", "Nobody is responsible"),
        Refusal.WOULD_SEND_EMAIL.value: translate("Runs", "Would send an e-mail"),
        Refusal.NEEDS_APPLICATION.value: translate("Runs", "Needs an application"),
        Refusal.TOO_MANY_BINDINGS.value: translate("Runs", "Belongs to too many items"),
        Refusal.LAST_BINDING.value: translate("Runs", "Belongs to nothing else"),
        Refusal.ALREADY_BOUND.value: translate("Runs", "Belongs there already"),
        Refusal.NOT_BOUND.value: translate("Runs", "Does not belong there"),
        Refusal.SAME_ITEM.value: translate("Runs", "Is there already"),
        Refusal.NOTHING_TO_UNDO.value: translate("Runs", "Nothing to take back"),
        Hindrance.FOLLOWS_START.value: translate("Runs", "Follows from its start"),
        Hindrance.KEPT_ELSEWHERE.value: translate("Runs", "Kept elsewhere"),
        Hindrance.UNKNOWN_PINGS.value: translate("Runs", "Reminders unknown"),
        Hindrance.NEEDS_DEADLINE.value: translate("Runs", "Without a deadline"),
        Hindrance.READ_ONLY.value: translate("Runs", "Can't be changed"),
    }
