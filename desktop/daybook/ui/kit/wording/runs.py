"""Sentences for the rows of a run: why nothing is done to one of them, what became of it, and what to do next."""

from PySide6.QtCore import QCoreApplication

from daybook.bulk import skips, undo
from daybook.bulk.refusals import Refusal
from daybook.domain.pending import Hindrance
from daybook.domain.run import RowOutcome
from daybook.domain.todo import MAX_BINDINGS
from daybook.ui.kit.wording import keys
from daybook.ui.kit.wording.sentence import Sentence

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


def cause_words(cause: str) -> Sentence:
    """Why a row is as it is (`ReportRow.cause`), and what to do next; both "" for a row of which nothing is to be said.

    Codes: the pages of crm.activity.*, of crm.activity.todo.* and of crm.activity.binding.*.
    """
    if not cause:
        return Sentence("")
    known = _of_report().get(cause) or _of_codes().get(cause.upper())
    if known is not None:
        return known
    said = _of_skips().get(cause) or _of_rules().get(cause) or keys.refusal_by_code(cause)
    return Sentence(said) if said else _refused()


def outcome_name(outcome: RowOutcome) -> str:
    """What became of a row, in a word or two."""
    return {
        RowOutcome.PLANNED: translate("Runs", "Not sent yet"),
        RowOutcome.DONE: translate("Runs", "Done"),
        RowOutcome.PARTLY_DONE: translate("Runs", "Done in part"),
        RowOutcome.FAILED: translate("Runs", "Failed"),
        RowOutcome.UNKNOWN: translate("Runs", "Not known yet"),
        RowOutcome.CONFLICT: translate("Runs", "Changed by others"),
        RowOutcome.SKIPPED: translate("Runs", "Left out"),
        RowOutcome.CANCELLED: translate("Runs", "Given up"),
        RowOutcome.UNDONE: translate("Runs", "Taken back"),
    }[outcome]


def outcome_words(outcome: RowOutcome) -> Sentence:
    """What an outcome means for a row that says nothing of its own, and what to do next."""
    return {
        RowOutcome.PLANNED: Sentence(
            translate("Runs", "It was not sent yet."), translate("Runs", "Go on with the run, or give the rest up.")
        ),
        RowOutcome.DONE: Sentence(translate("Runs", "It is as it was to be.")),
        RowOutcome.PARTLY_DONE: Sentence(
            translate("Runs", "Some of it was done, some was not."), translate("Runs", "Try the failed rows again.")
        ),
        RowOutcome.FAILED: _refused(),
        RowOutcome.UNKNOWN: _of_report()["unknown"],
        RowOutcome.CONFLICT: _of_report()["conflict"],
        RowOutcome.SKIPPED: Sentence(translate("Runs", "Nothing is done to it.")),
        RowOutcome.CANCELLED: Sentence(
            translate("Runs", "It was given up before it was sent."), translate("Runs", "Try the failed rows again.")
        ),
        RowOutcome.UNDONE: Sentence(translate("Runs", "It was taken back.")),
    }[outcome]


def method_words(method: str) -> str:
    """What a method does, as a person calls it; the method's own name where there is no better one."""
    return {
        "crm.activity.todo.updateDeadline": translate("Runs", "changing deadlines"),
        "crm.activity.todo.updateColor": translate("Runs", "changing colours"),
        "crm.activity.todo.updateDescription": translate("Runs", "changing descriptions"),
        "crm.activity.todo.updateResponsibleUser": translate("Runs", "changing responsible people"),
        "crm.activity.todo.update": translate("Runs", "writing to-dos"),
        "crm.activity.todo.add": translate("Runs", "creating to-dos"),
        "crm.activity.update": translate("Runs", "changing activities"),
        "crm.activity.add": translate("Runs", "creating activities"),
        "crm.activity.delete": translate("Runs", "deleting activities"),
        "crm.activity.list": translate("Runs", "reading activities"),
        "crm.activity.binding.add": translate("Runs", "binding activities"),
        "crm.activity.binding.delete": translate("Runs", "unbinding activities"),
        "crm.activity.binding.move": translate("Runs", "moving activities"),
        "batch": translate("Runs", "whole batches"),
    }.get(method, method)


def lost_words(lost: str) -> str:
    """What an undo can't bring back (keys of `bulk.undo.lost`)."""
    return {
        undo.LOST_PINGS: translate("Runs", "Reminders that nobody knew don’t come back."),
        undo.LOST_PARENT: translate("Runs", "What it followed from does not come back."),
        undo.LOST_DEADLINE: translate("Runs", "“No deadline” does not come back: the portal keeps a deadline."),
        undo.LOST_MESSAGES: translate("Runs", "Messages that people got stay."),
    }[lost]


def _of_report() -> dict[str, Sentence]:
    return {
        "conflict": Sentence(
            translate("Runs", "Somebody else changed it meanwhile, and it was left as it is."),
            translate("Runs", "Look at the other value. If yours is to stand, try the row again."),
        ),
        "decide": Sentence(
            translate("Runs", "Two or more activities may be the one that was created."),
            translate("Runs", "Choose which of them it is."),
        ),
        "unknown": Sentence(
            translate("Runs", "The portal’s answer was lost."),
            translate("Runs", "Go on with the run: Daybook looks first and sends nothing twice."),
        ),
        "sent_again": Sentence(
            translate("Runs", "The portal’s answer was lost, so it was sent a second time. That does no harm here.")
        ),
        "refused": _refused(),
    }


def _of_codes() -> dict[str, Sentence]:
    reopen = translate("Runs", "Reopen it first, then try it again.")
    completed = Sentence(
        translate("Runs", "It was completed meanwhile, and a completed to-do can’t be changed."), reopen
    )
    denied = Sentence(
        translate("Runs", "You may not change it."),
        translate("Runs", "Ask whoever is responsible for the item, or your administrator, for the right to."),
    )
    gone = Sentence(translate("Runs", "It was deleted meanwhile, or you may not see it any more."))
    return {
        "CAN_NOT_UPDATE_COMPLETED_TODO": completed,
        "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO": completed,
        "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO": completed,
        "ACCESS_DENIED": denied,
        "ALLOWED_ONLY_INTRANET_USER": denied,
        "NOT_FOUND": gone,
        "ERROR_NOT_FOUND": gone,
        "OWNER_NOT_FOUND": Sentence(
            translate("Runs", "Its deal, lead, contact or company is not there any more."),
            translate("Runs", "Bind it to another one."),
        ),
        "INSUFFICIENT_SCOPE": Sentence(
            translate("Runs", "This connection lacks a permission."),
            translate("Runs", "Tick it in the webhook’s or application’s settings, then try again."),
        ),
        "WRONG_AUTH_TYPE": Sentence(
            translate("Runs", "Only an application may do this; a webhook can’t."),
            translate("Runs", "Connect an application under Connections, then try again."),
        ),
        "OPERATION_TIME_LIMIT": Sentence(
            translate("Runs", "The portal’s running time was used up."), translate("Runs", "Try again in ten minutes.")
        ),
        "QUERY_LIMIT_EXCEEDED": Sentence(
            translate("Runs", "The portal took no more requests."), translate("Runs", "Try again in a minute.")
        ),
        "INTERNAL_SERVER_ERROR": Sentence(
            translate("Runs", "The portal has a problem of its own."), translate("Runs", "Try again later.")
        ),
    }


def _refused() -> Sentence:
    return Sentence(
        translate("Runs", "The portal refused it."), translate("Runs", "See what the portal said, then try it again.")
    )
