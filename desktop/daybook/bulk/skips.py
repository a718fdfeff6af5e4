"""Why nothing is done to a row, as stable keys; beside these, the values of `Hindrance` and of `Refusal`."""

from typing import Final

ALREADY: Final = "already"
"""The portal has it as it is wanted."""
GONE: Final = "gone"
"""It was deleted, or may not be seen any more."""
NO_DEADLINE: Final = "no_deadline"
"""There is no deadline to shift, or reminders would count from none."""
NO_ROOM: Final = "no_room"
"""Every day of the spread is full for this person."""
NO_VALUE: Final = "no_value"
"""A text names something that this row does not have, such as the deal of a to-do that belongs to a contact."""
EMPTY_TITLE: Final = "empty_title"
BAD_TARGET: Final = "bad_target"
"""The item it is to be bound to does not exist, or may not be seen."""
UNTICKED: Final = "unticked"
"""The person took it out of the preview."""
NOT_DONE: Final = "not_done"
"""Undo: the run did nothing to this row."""
CANNOT_COME_BACK: Final = "cannot_come_back"
"""Undo: what was done has no way back (a deletion, reminders that nobody knew)."""
STILL_UNKNOWN: Final = "still_unknown"
"""Undo: what became of the row is not known yet."""
TAKEN_BACK: Final = "taken_back"
"""Undo: it was undone already."""
NO_COMMUNICATION: Final = "no_communication"
"""A call or a meeting needs somebody to talk to, and the item has nobody."""

FINE: Final = frozenset({ALREADY, UNTICKED, TAKEN_BACK})
"""Reasons that leave nothing to be wished for."""


class Skip(Exception):
    """Nothing is done to this row, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
