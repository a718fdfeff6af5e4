"""What a portal answers when it says yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from daybook.bitrix import decode


@dataclass(frozen=True, slots=True)
class TimeBlock:
    """The `time` beside a result: when the portal worked, and what that used up.

    https://apidocs.bitrix24.com/settings/how-to-call-rest-api/data-types.html
    """

    finished: datetime | None = None
    """When the portal was done, by its own clock."""
    utc_offset: timedelta | None = None
    """The zone of the portal's server, which is that of every value without one."""
    operating_s: float | None = None
    """Seconds that this method has run within the last ten minutes, for this webhook or application."""
    operating_reset_at: datetime | None = None
    """When some of those seconds are forgotten, by the portal's clock."""

    @classmethod
    def read(cls, value: object) -> Self | None:
        """The block; None when there is none. Each of its fields may be missing."""
        block = decode.as_map(value) if isinstance(value, Mapping) else {}
        if not block:
            return None
        local = decode.as_moment(block.get("date_finish"))
        return cls(
            finished=decode.from_unix(block.get("finish")) or (local.astimezone(UTC) if local else None),
            utc_offset=local.utcoffset() if local else None,
            operating_s=decode.as_float(block.get("operating")),
            operating_reset_at=decode.from_unix(block.get("operating_reset_at")),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """One successful answer.

    `total` counts all matches of a list method, None where nothing was counted. `next` is the offset of the next page,
    None on the last one (https://apidocs.bitrix24.com/settings/how-to-call-rest-api/list-methods-pecularities.html).
    """

    result: Any
    total: int | None = None
    next: int | None = None
    time: TimeBlock | None = field(default=None, compare=False)
