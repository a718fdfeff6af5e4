"""The portal writes the same value in many ways; here each becomes one. Nothing here ever raises.

Numbers come as text or numbers, flags as Y/N, 1/0 or booleans, empty objects as [], empty values as null, "", "0",
false, [] or {} (crm.activity.*, crm.deal.*, user.*; each quirk stands on its method's page).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final

OLDEST_YEAR: Final = 1900
NO_MOMENT_YEAR: Final = 9999
"""9999-12-31 is how a portal writes "none" (crm.activity.list)."""

_WHOLE: Final = re.compile(r"\s*([+-]?\d{1,18})(?:\.0*)?\s*")
_TRUE: Final = frozenset({"y", "1", "true", "yes"})
_RUSSIAN: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def as_int(value: object) -> int | None:
    """A whole number; None for everything that is none."""
    if isinstance(value, str):
        if value.isdigit() and value.isascii() and len(value) <= 18:  # nearly all of them: no pattern is needed
            return int(value)
        found = _WHOLE.fullmatch(value)
        return int(found[1]) if found else None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return None


def as_id(value: object) -> int | None:
    """An id; None for 0, "", null and the like, which all mean "nobody" or "nothing"."""
    number = as_int(value)
    return number if number is not None and number > 0 else None


def as_float(value: object) -> float | None:
    """A finite number; None for everything that is none."""
    number = as_decimal(value)
    return float(number) if number is not None and number.adjusted() < 300 else None


def as_decimal(value: object) -> Decimal | None:
    """An amount, exactly as written; None for everything that is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        return None
    return amount if amount.is_finite() else None


def as_text(value: object) -> str:
    """A text; "" for null, false, and the lists and objects that stand for an empty value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def as_flag(value: object) -> bool:
    """True for true, 1, "1", "Y" and "true"."""
    return as_text(value).strip().lower() in _TRUE if not isinstance(value, bool) else value


def as_map(value: object) -> Mapping[str, Any]:
    """An object. A list becomes a map with keys "0", "1"…, for PHP can't tell the two apart; else empty."""
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, list):
        return {str(number): item for number, item in enumerate(value)}
    return {}


def as_list(value: object) -> Sequence[Any]:
    """A list. An object becomes its values, for PHP turns a list with gaps into one; else empty."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, Mapping) else []


def as_maps(value: object) -> Sequence[Mapping[str, Any]]:
    """The objects in a list; whatever else is in it is left out."""
    return [item for item in as_list(value) if isinstance(item, Mapping)]


def as_moment(value: object, zone: tzinfo = UTC) -> datetime | None:
    """An aware moment; None when there is none, which the portal also writes as the year 9999.

    Reads ISO 8601 with offset, with Z and fractions, and without any zone (then it is in `zone`, the server's), with a
    blank instead of the T, a bare day, and `24.08.2023 13:19:39` (users' TIMESTAMP_X).
    """
    text = value.strip() if isinstance(value, str) else ""
    moment = _iso(text) or _russian(text)
    if moment is None or not OLDEST_YEAR <= moment.year < NO_MOMENT_YEAR:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def from_unix(value: object) -> datetime | None:
    """The moment of a Unix timestamp in seconds, a number or its text; None when it is none.

    The page of crm.activity.list shows `operating_reset_at` as a date text instead; that is read as well.
    """
    seconds = as_float(value)
    if seconds is None:
        return as_moment(value)
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def to_wire(moment: datetime) -> str:
    """How a moment goes to the portal: ISO 8601 to the second, with its offset. ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone means something else in every portal")
    return moment.isoformat(timespec="seconds")


def _iso(text: str) -> datetime | None:
    if not text[:4].isdigit():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _russian(text: str) -> datetime | None:
    found = _RUSSIAN.fullmatch(text)
    if found is None:
        return None
    day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  (the caller's zone is put in)
    except ValueError:
        return None
