"""Sentences for the keys that the rooms below use where something is not an error of its own class."""

from PySide6.QtCore import QCoreApplication

from daybook.bitrix.address import AddressFault
from daybook.bulk.refusals import Refusal
from daybook.domain.run import Field
from daybook.domain.todo import MAX_BINDINGS
from daybook.ui.kit.wording.sentence import Sentence

translate = QCoreApplication.translate


def address_fault(fault: AddressFault) -> str:
    """Why a paste is no webhook, and where to find one."""
    return {
        AddressFault.EMPTY: translate("Wording", "Paste the address of an inbound webhook."),
        AddressFault.NOT_AN_ADDRESS: translate(
            "Wording", "A webhook's address looks like https://company.bitrix24.com/rest/7/secret/."
        ),
        AddressFault.HTTPS_NEEDED: translate(
            "Wording", "It must begin with https://, else others could read the secret."
        ),
        AddressFault.USER_IN_ADDRESS: translate(
            "Wording", "It has a name or password before the host, which no webhook has. Copy it from the portal again."
        ),
        AddressFault.ONLY_THE_PORTAL: translate(
            "Wording",
            "That is the portal alone. In it, open Developer resources → Inbound webhook, and copy that.",
        ),
        AddressFault.NO_WEBHOOK_IN_IT: translate(
            "Wording", "There is no webhook in it: after /rest/ come a number and the secret."
        ),
        AddressFault.IS_CARD_LINK: translate(
            "Wording", "That is the link of a card. Daybook needs a webhook: Developer resources → Inbound webhook."
        ),
        AddressFault.IS_OAUTH_LINK: translate(
            "Wording", "That is a sign-in page. Daybook needs a webhook: Developer resources → Inbound webhook."
        ),
        AddressFault.IS_SETTINGS_PAGE: translate(
            "Wording", "That is the page on which the webhook stands. Copy the webhook's address from it."
        ),
        AddressFault.SECRET_IS_HIDDEN: translate(
            "Wording", "The secret in it is hidden. In the portal, use the copy button beside the webhook."
        ),
    }[fault]


def deadline_fault(reason: str) -> str:
    """Why a typed deadline is no moment (`BadDeadline.reason`)."""
    return {
        "empty": translate("Wording", "Type a day, such as “tomorrow 10:00”, or choose “no deadline”."),
        "too_far": translate("Wording", "That is too far away."),
        "no_such_day": translate("Wording", "There is no such day."),
        "no_such_time": translate("Wording", "There is no such time."),
        "not_understood": translate("Wording", "Try “tomorrow 10:00”, “fri 9”, “+3 working days” or “4 June 15:00”."),
    }[reason]


def day_off_fault(reason: str) -> str:
    """Why what was typed is no day off, nor several (`BadDeadline.reason`)."""
    return {
        "empty": translate("Wording", "Type a day, such as “24.12.”, or the first and the last of several."),
        "too_far": translate("Wording", "That is too far away, or too long."),
        "no_such_day": translate("Wording", "There is no such day."),
        "no_such_time": translate("Wording", "There is no such time."),
        "not_understood": translate("Wording", "Try “24.12.”, “4 June – 15 June” or “fri to mon”."),
    }[reason]


def store_reason(reason: str) -> str:
    """Why a file of ours can't be used (`StoreUnusable.reason`), and what to do."""
    return {
        "newer": translate("Wording", "A newer Daybook wrote it. Install that one again: nothing in it is lost."),
        "damaged": translate("Wording", "It is damaged. Move it elsewhere and start again; the portal has your data."),
        "disk": translate("Wording", "Is the disk full, or may Daybook not write there?"),
        "locked": translate("Wording", "Another program holds it. Is Daybook open twice?"),
    }[reason]


def export_reason(reason: str) -> str:
    """Why a file of the person's own could not be written (`ExportFailed.reason`), and what to do."""
    return {
        "full": translate("Wording", "The disk is full. Make room, or choose another disk."),
        "forbidden": translate("Wording", "You may not write there. Choose another folder."),
        "nowhere": translate("Wording", "There is no such folder. Choose another one."),
        "name": translate("Wording", "No file can be called so. Give it another name."),
        "open_elsewhere": translate("Wording", "Another program has it open. Close it there and try again."),
        "disk": translate("Wording", "The disk did not take it. Choose another folder."),
    }[reason]


def refusal_by_code(code: str) -> str:
    """What to do about a code with which a portal refuses one request; "" for a code that its own words explain best.

    Codes: the pages of crm.activity.todo.* and crm.activity.binding.*.
    """
    return {
        "CAN_NOT_UPDATE_COMPLETED_TODO": translate("Wording", "A completed to-do can't be changed. Reopen it first."),
        "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO": translate(
            "Wording", "The colour of a completed to-do can't be changed. Reopen it first."
        ),
        "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO": translate(
            "Wording", "A completed to-do can't be given to somebody else. Reopen it first."
        ),
        "CAN_NOT_UPDATE_WRONG_COLOR_TODO": translate("Wording", "This portal does not know that colour."),
        "ERROR_PARENT_ACTIVITY_RESTRICT": translate("Wording", "The activity it follows is already completed."),
        "WRONG_DATETIME_FORMAT": translate("Wording", "The portal does not understand this deadline. Choose another."),
        "OWNER_NOT_FOUND": translate("Wording", "The deal, lead, contact or company is not there any more."),
        "LAST_BINDING_CANNOT_BE_DELETED": translate(
            "Wording", "An activity must stay with at least one deal, lead, contact or company."
        ),
        "ACTIVITY_IS_ALREADY_BOUND": translate("Wording", "The activity is there already."),
    }.get(code.upper(), "")


def plan_refusal(refusal: Refusal) -> Sentence:
    """Which rule of the portal is in the way, and what to do."""
    said, advice = {
        Refusal.COMPLETED: (translate("Wording", "A completed to-do can't be changed."), _reopen()),
        Refusal.NOT_A_TODO: (
            translate("Wording", "Only to-dos can be changed here."),
            translate("Wording", "Change it in the portal."),
        ),
        Refusal.TITLE_MISSING: (translate("Wording", "A to-do needs a title."), translate("Wording", "Type one.")),
        Refusal.DEADLINE_MISSING: (
            translate("Wording", "The portal wants a deadline."),
            translate("Wording", "Type or choose one."),
        ),
        Refusal.RESPONSIBLE_MISSING: (
            translate("Wording", "Nobody is responsible for it."),
            translate("Wording", "Choose somebody."),
        ),
        Refusal.WOULD_SEND_EMAIL: (
            translate("Wording", "Completing an outgoing e-mail would send it, so nothing was done."),
            translate("Wording", "Complete it in the portal if it is to be sent."),
        ),
        Refusal.NEEDS_APPLICATION: (
            translate("Wording", "Only the application that made it can complete or reopen it."),
            translate("Wording", "Use that application."),
        ),
        Refusal.TOO_MANY_BINDINGS: (
            translate("Wording", "It belongs to {count} items already, and no portal allows more.").format(
                count=MAX_BINDINGS  # always the same number, so one form is enough
            ),
            translate("Wording", "Take it off one of them first."),
        ),
        Refusal.LAST_BINDING: (
            translate("Wording", "It must belong to at least one item."),
            translate("Wording", "Bind it to another one first, or move it."),
        ),
        Refusal.ALREADY_BOUND: (translate("Wording", "It belongs to that item already."), ""),
        Refusal.NOT_BOUND: (
            translate("Wording", "It does not belong to that item any more."),
            translate("Wording", "Look at what it belongs to now."),
        ),
        Refusal.SAME_ITEM: (translate("Wording", "It can't be moved to where it is."), ""),
        Refusal.NOTHING_TO_UNDO: (translate("Wording", "There is nothing that could be taken back."), ""),
    }[refusal]
    return Sentence(said, advice)


def field_name(name: Field) -> str:
    """What a person calls a field."""
    return {
        Field.TITLE: translate("Wording", "title"),
        Field.DESCRIPTION: translate("Wording", "description"),
        Field.DEADLINE: translate("Wording", "deadline"),
        Field.COLOR: translate("Wording", "colour"),
        Field.RESPONSIBLE: translate("Wording", "responsible person"),
        Field.PINGS: translate("Wording", "reminders"),
        Field.PARENT: translate("Wording", "what it follows from"),
        Field.COMPLETED: translate("Wording", "whether it is completed"),
        Field.BINDING: translate("Wording", "what it belongs to"),
        Field.BLOCKS: translate("Wording", "content blocks"),
        Field.EXISTENCE: translate("Wording", "whether it exists"),
    }[name]


def _reopen() -> str:
    return translate("Wording", "Reopen it first.")
