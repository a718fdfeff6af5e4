"""Who asks, when and where: what turns a question into moments and ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from daybook.domain.entities import Person
from daybook.domain.workdays import WorkWeek


@dataclass(frozen=True, slots=True)
class QueryContext:
    """`now` is aware; `zone` decides where days begin, `first_weekday` (Monday = 0) where weeks do.

    `people` are those who can be named, `type_names` the smart processes by their CRM type id.
    """

    now: datetime
    zone: tzinfo
    me: Person
    people: Sequence[Person] = ()
    first_weekday: int = 0
    week: WorkWeek = field(default_factory=WorkWeek)
    type_names: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("a moment without a time zone")
        if not 0 <= self.first_weekday <= 6:
            raise ValueError("a week begins with a day from Monday = 0 to Sunday = 6")

    @property
    def today(self) -> date:
        """The day it is for whoever asks."""
        return self.now.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """When a day begins, in UTC; the first moment that exists where the clock skips midnight."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC)
