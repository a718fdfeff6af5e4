"""Filters of list methods as SQL: `{">=DEADLINE": "2026-03-01", "@OWNER_ID": [1, 2], "%SUBJECT": "call"}`.

Prefixes: https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html (older pages misprint `!=%`).
Conditions are joined with AND. Values are bound, never spelled into the SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from daybook.sandbox import values
from daybook.sandbox.tables.field import Kind

# Longest first: `!=%` before `!=` before `!`.
PREFIXES = (
    ("!=%", "not like"), ("!%=", "not like"), ("!%", "lacks"), ("!=", "ne"), ("!@", "not in"), ("=%", "like"),
    ("%=", "like"), (">=", "ge"), ("<=", "le"), ("!", "ne"), ("=", "eq"), (">", "gt"), ("<", "lt"), ("@", "in"),
    ("%", "contains"), ("", "eq"),
)  # fmt: skip
_COMPARISONS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_NEGATIVE = frozenset({"ne", "not in", "not like", "lacks"})


@dataclass(frozen=True)
class Column:
    """A field that may be filtered and sorted by: its SQL expression and how its values are stored.

    `folded` is where its text stands in lower case, if it does: SQLite itself folds the letters of ASCII only.
    """

    sql: str
    kind: Kind
    folded: str = ""


@dataclass
class Condition:
    """SQL and its bound values; grows by `add`."""

    sql: str = "1"
    arguments: list[object] = field(default_factory=list)

    def add(self, sql: str, *arguments: object) -> None:
        """One more condition that must hold as well."""
        self.sql += f" AND ({sql})"
        self.arguments.extend(arguments)


class BadValue(ValueError):
    """A filter value that can't be read as the field's type."""


def split(key: str) -> tuple[str, str]:
    """The operation and the field of a filter key."""
    for prefix, operation in PREFIXES:
        if key.startswith(prefix):
            return operation, key[len(prefix) :]
    raise AssertionError("the empty prefix fits every key")


def condition(column: Column, operation: str, given: object, zone: tzinfo) -> Condition:
    """One field's condition. Raises BadValue."""
    result = Condition()
    if operation in ("contains", "lacks", "like", "not like"):
        sql, pattern = _like(column, operation, values.as_text(given))
        result.add(sql, pattern)
    elif operation in _COMPARISONS:
        result.add(f"{column.sql} {_COMPARISONS[operation]} ?", _compared(column.kind, given, zone))
    elif isinstance(given, list | dict) or operation in ("in", "not in"):
        _among(result, column, values.as_list(given), zone, negative=operation in _NEGATIVE)
    else:
        _equal(result, column, given, zone, negative=operation in _NEGATIVE)
    return result


def _among(result: Condition, column: Column, given: list[object], zone: tzinfo, *, negative: bool) -> None:
    wanted = [_compared(column.kind, item, zone) for item in given]
    if not wanted:
        result.add("1" if negative else "0")
        return
    inside = f"{column.sql} IN ({', '.join('?' * len(wanted))})"
    result.add(f"{column.sql} IS NULL OR NOT {inside}" if negative else inside, *wanted)


def _equal(result: Condition, column: Column, given: object, zone: tzinfo, *, negative: bool) -> None:
    if given is None or given == "":
        empty = f"{column.sql} IS NULL OR {column.sql} IN ('', 0)"
        result.add(f"NOT ({empty})" if negative else empty)
        return
    wanted = _compared(column.kind, given, zone)
    result.add(f"{column.sql} IS NULL OR {column.sql} <> ?" if negative else f"{column.sql} = ?", wanted)


def _like(column: Column, operation: str, text: str) -> tuple[str, str]:
    if operation in ("contains", "lacks"):
        text = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        text = f"%{text}%"
    subject, pattern = column.sql, text
    if not text.isascii():
        subject, pattern = column.folded or f"unicode_lower({column.sql})", text.lower()
    sql = f"ifnull({subject}, '') LIKE ? ESCAPE '\\'"
    return (f"NOT ({sql})" if operation in _NEGATIVE else sql), pattern


def _compared(kind: Kind, given: object, zone: tzinfo) -> object:
    """A caller's value for a comparison: no row has a number as large as some that may be compared with."""
    number = values.as_compared(given) if kind is Kind.INT else None
    return stored(kind, given, zone) if number is None else number


def stored(kind: Kind, given: object, zone: tzinfo) -> object:
    """A caller's value as this kind is stored. Raises BadValue."""
    value: object
    if kind is Kind.INT:
        value = 0 if given in (None, "", False) else values.as_int(given)
    elif kind is Kind.REAL:
        value = values.as_float(given)
    elif kind in (Kind.TIME, Kind.DATE):
        value = values.as_time(given, zone)
    elif kind is Kind.FLAG:
        flag = values.as_flag(given)
        value = None if flag is None else "Y" if flag else "N"
    else:
        value = values.as_text(given)
    if value is None:
        raise BadValue(values.as_text(given))
    return value


def lenient(
    given: Mapping[str, object],
    columns: Mapping[str, Column],
    zone: tzinfo,
    special: Callable[[str, object], Condition | None] = lambda _key, _value: None,
) -> Condition:
    """The filter of the older list methods: unknown fields are ignored, values that can't be meant match nothing."""
    result = Condition()
    for key, value in given.items():
        operation, name = split(key)
        one = special(key, value)
        if one is None and name in columns:
            try:
                one = condition(columns[name], operation, value, zone)
            except BadValue:
                one = Condition("1" if operation in _NEGATIVE else "0")
        if one is not None:
            result.add(one.sql, *one.arguments)
    return result


def order(given: Mapping[str, object], columns: Mapping[str, Column]) -> str:
    """`ORDER BY` terms of the older list methods; unknown fields and directions are ignored."""
    terms = []
    for name, direction in given.items():
        if name in columns:
            word = "DESC" if values.as_text(direction).strip().lower() == "desc" else "ASC"
            terms.append(f"{columns[name].sql} {word}")
    return ", ".join(terms)
