"""What a person can answer to a reminder."""

from enum import StrEnum

from daybook.domain.reminders import Reminder


class Answer(StrEnum):
    """The values are the keys of a notification's buttons."""

    DONE = "done"
    SNOOZE = "snooze"
    TOMORROW = "tomorrow"
    OPEN = "open"
    DISMISS = "dismiss"
    SHOW = "show"
    """Show the list."""


def is_possible(answer: Answer, reminder: Reminder) -> bool:
    """Whether this can be answered to this reminder."""
    if answer is Answer.DONE:
        return reminder.todo.can_complete
    if answer is Answer.TOMORROW:
        return reminder.todo.can_move
    return True
