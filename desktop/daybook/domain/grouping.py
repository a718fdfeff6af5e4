"""A list of activities cut into groups, each with a heading."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, StrEnum


class GroupBy(StrEnum):
    """By what a list can be grouped; the value is written to settings and saved views."""

    OWNER = "owner"
    RESPONSIBLE = "responsible"
    DAY = "day"
    WEEK = "week"
    COLOR = "colour"
    KIND = "kind"
    STATE = "state"


class Standing(Enum):
    """How an open activity stands to its deadline, or that it is done."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Group:
    """Activities that have something in common.

    `key` is an EntityRef for OWNER, a user id or None for RESPONSIBLE, a date or None for DAY and WEEK (the day a week
    begins with), a TodoColor, an ActivityKind, a Standing. `title` is the owner's, "" for one that was not read and
    for every other grouping.
    """

    key: Hashable
    count: int
    title: str = ""
