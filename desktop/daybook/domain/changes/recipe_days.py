"""Days that are only known when a recipe runs: `today+3wd` in the conditions of its selection."""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any

from daybook.domain.changes.change import Day
from daybook.domain.changes.recipe_fields import takes_days
from daybook.domain.changes.recipe_moments import BadMoment, read_day, start_of
from daybook.domain.workdays import WorkWeek


def resolve_filter(filter_: Mapping[str, Any], *, today: date, zone: tzinfo, week: WorkWeek) -> dict[str, Any]:
    """The same conditions with `today±N(d|wd)` as the moment at which that day begins in `zone`, in ISO 8601.

    The word is left alone in texts, such as SUBJECT, and everything else as well.
    """

    def resolved(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [resolved(each) for each in value]
        day = _day(value) if isinstance(value, str) else None
        return value if day is None else start_of(day, today=today, zone=zone, week=week).isoformat()

    return {key: resolved(value) if takes_days(key) else value for key, value in filter_.items()}


def _day(said: str) -> Day | None:
    try:
        day = read_day(said)
    except BadMoment:
        return None
    return None if day is None or day.hour is not None else day
