"""Reading what callers send: numbers and flags come as text, dates in four ways."""

import re
from datetime import UTC, datetime, tzinfo

_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)"  # a day
    r"(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?)?"  # a time; JavaScript adds milliseconds
    r"\s*(Z|[+-]\d\d:?\d\d)?",
)
_YES = frozenset({"y", "1", "true", "yes", "on"})
_NO = frozenset({"n", "0", "false", "no", "off", ""})
_LARGEST = 2**53
_LARGEST_COMPARED = 2**63 - 1
"""PHP reads every larger number as this one, and SQLite holds none."""


def as_int(value: object) -> int | None:
    """A whole number from `7`, `"7"`, `7.0` or `true`; None when it is none (or beyond what any id can be)."""
    if isinstance(value, float) and not value.is_integer():
        return None
    if isinstance(value, bool | int | float) or (
        isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,16}\s*", value)
    ):
        number = int(value)
    else:
        return None
    return number if -_LARGEST <= number <= _LARGEST else None


def as_compared(value: object) -> int | None:
    """A whole number that is only compared with: however large it is, it is one; None when it is none."""
    if isinstance(value, str):
        number = int(value) if re.fullmatch(r"\s*[+-]?[0-9]{1,300}\s*", value) else None
    elif isinstance(value, float):
        number = int(value) if value.is_integer() else None
    else:
        number = int(value) if isinstance(value, int) else None
    return None if number is None else max(-_LARGEST_COMPARED, min(number, _LARGEST_COMPARED))


def as_float(value: object) -> float | None:
    """A number from its value or text; None when it is none."""
    if isinstance(value, bool | int | float):
        return float(value) if abs(value) < _LARGEST else None
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,15}(\.[0-9]{0,15})?\s*", value):
        return float(value)
    return None


def as_flag(value: object) -> bool | None:
    """`Y/N`, `1/0`, `true/false` in any letter case, or the value itself; None when it is neither."""
    if isinstance(value, bool | int | float):
        return bool(value)
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _YES:
            return True
        if word in _NO:
            return False
    return None


def as_text(value: object) -> str:
    """Text as PHP would cast it: true is "1", null and false are "", lists and maps are "Array"."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, dict | list):
        return "Array"
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
        return str(int(value))
    return str(value)


def as_time(value: object, zone: tzinfo) -> int | None:
    """Unix seconds from a date text; None when it is not recognised. Without an offset the portal's zone counts."""
    if not isinstance(value, str) or not (found := _DATE.fullmatch(value.strip())):
        return None
    day, hour, offset = found.groups()
    offset = "+00:00" if offset == "Z" else offset or ""
    try:
        moment = datetime.fromisoformat(f"{day}T{hour or '00:00'}{offset}")
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        moment.astimezone(UTC).astimezone(zone)  # what has no year between 1 and 9999 there can't be printed again
        return int(moment.timestamp())
    except (ValueError, OverflowError):
        return None


def as_list(value: object) -> list[object]:
    """A list as it is; a map's values, since keys 0..n and a list are one thing on the wire; a single value as one."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return list(value.values())
    return [] if value is None or value == "" else [value]


def as_map(value: object) -> dict[str, object] | None:
    """A map as it is; a list by its numbers; an empty value is an empty map; None for anything else."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {str(number): item for number, item in enumerate(value)}
    return {} if value is None or value == "" else None


def php_map(value: dict[str, object]) -> dict[str, object] | list[object]:
    """How PHP prints a map: empty and 0..n-1 are JSON arrays, everything else is an object."""
    if all(key == str(number) for number, key in enumerate(value)):
        return list(value.values())
    return value
