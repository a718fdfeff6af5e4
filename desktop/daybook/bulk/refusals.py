"""Why something is not even planned: rules of the portal that are known before anything is sent."""

from enum import StrEnum


class Refusal(StrEnum):
    """A rule that would be broken; the value is a stable key for reports and sentences."""

    COMPLETED = "completed"
    """A completed to-do takes no change: CAN_NOT_UPDATE_COMPLETED_TODO and its like. Reopen it first."""
    NOT_A_TODO = "not_a_todo"
    """crm.activity.todo.* change universal activities only."""
    TITLE_MISSING = "title_missing"
    DEADLINE_MISSING = "deadline_missing"
    """Every method that takes a deadline demands one; there is no way to take it away again."""
    RESPONSIBLE_MISSING = "responsible_missing"
    WOULD_SEND_EMAIL = "would_send_email"
    NEEDS_APPLICATION = "needs_application"
    TOO_MANY_BINDINGS = "too_many_bindings"
    LAST_BINDING = "last_binding"
    ALREADY_BOUND = "already_bound"
    NOT_BOUND = "not_bound"
    SAME_ITEM = "same_item"
    NOTHING_TO_UNDO = "nothing_to_undo"


class PlanRefused(Exception):
    """A rule that is known beforehand stands in the way; nothing was sent."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
