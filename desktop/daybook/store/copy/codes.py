"""Numbers that stand for words in the narrow table. Written to disk: a number once given never means anything else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from daybook.domain.activity import ActivityKind
from daybook.domain.todo import TodoColor

KINDS: Final[Mapping[ActivityKind, int]] = {
    ActivityKind.TODO: 1,
    ActivityKind.CALL: 2,
    ActivityKind.MEETING: 3,
    ActivityKind.EMAIL: 4,
    ActivityKind.TASK: 5,
    ActivityKind.CHAT: 6,
    ActivityKind.FORM: 7,
    ActivityKind.CONFIGURABLE: 8,
    ActivityKind.APPLICATION: 9,
    ActivityKind.OTHER: 10,
}
KIND_OF: Final = {number: kind for kind, number in KINDS.items()}
COLORS: Final[Mapping[TodoColor, int]] = {
    color: 0 if color is TodoColor.DEFAULT else int(color.value) for color in TodoColor
}
COLOR_OF: Final = {number: color for color, number in COLORS.items()}


def seconds(moment: datetime | None) -> int | None:
    """Whole seconds since 1970, as the portal keeps moments."""
    return None if moment is None else int(moment.timestamp())


def moment(value: int | None) -> datetime | None:
    """The moment that `seconds` wrote, in UTC."""
    return None if value is None else datetime.fromtimestamp(value, UTC)
