"""Sentences for what the presenter says in keys: what is in the way of saving, and what saving does besides."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from daybook.domain.activity import CompletionRule
from daybook.domain.entities import Person
from daybook.domain.run import Field

translate = QCoreApplication.translate


def problem_field(key: str) -> Field | None:
    """The field beside which a problem is said; None for one that concerns the whole to-do."""
    return {
        "deadline_missing": Field.DEADLINE,
        "title_missing": Field.TITLE,
        "responsible_missing": Field.RESPONSIBLE,
        "parent_completed": Field.PARENT,
    }.get(key)


def problem(key: str) -> str:
    """What must be put right before it can be saved."""
    return {
        "deadline_missing": translate("TodoProblems", "The portal wants a deadline. Type or choose one."),
        "title_missing": translate("TodoProblems", "Type what is to be done."),
        "responsible_missing": translate("TodoProblems", "Choose who is responsible."),
        "parent_completed": translate("TodoProblems", "The activity it follows from is completed. Choose an open one."),
        "completed": translate("TodoProblems", "Completed to-dos can't be changed. Reopen it first."),
        "not_a_todo": translate("TodoProblems", "Only to-dos can be changed here."),
    }.get(key) or translate("TodoProblems", "This can't be saved as it is.")


def warning(key: str, notified: Sequence[Person], locale: QLocale) -> str:
    """What saving does besides; saving is agreeing to it."""
    if key == "notifies":
        names = locale.createSeparatedList([person.name for person in notified])
        said = translate("TodoWarnings", "{names} will get a message in the portal's chat.").format(names=names)
        return said if names else translate("TodoWarnings", "People will get a message in the portal's chat.")
    return {
        "erases_unknown_pings": translate(
            "TodoWarnings",
            "This erases its present reminders, and Daybook doesn't know which they are. Set reminders to be sure.",
        ),
        "erases_unknown_parent": translate(
            "TodoWarnings", "If it follows from another activity, that link may be lost: the portal doesn't tell."
        ),
        "sends_email": translate("TodoWarnings", "Completing this e-mail sends it."),
    }.get(key) or translate("TodoWarnings", "Saving changes more than what you see here.")


def completion_hindrance(rule: CompletionRule) -> str:
    """Why an activity can't be completed or reopened here; "" when it can."""
    return {
        CompletionRule.ALLOWED: "",
        CompletionRule.WOULD_SEND_EMAIL: translate(
            "Completion", "Completing an outgoing e-mail would send it. Do that in the portal."
        ),
        CompletionRule.NEEDS_APPLICATION: translate(
            "Completion", "Only the application that made it can complete or reopen it."
        ),
    }[rule]


def as_moment(value: object) -> datetime | None:
    """A deadline that may also come as the journal keeps it: ISO text, None for none."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None
