"""How `daybook bulk` prints what it found: a table for people, or one JSON object for scripts."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from daybook.bulk.report import ReportRow, counts
from daybook.bulk.words import cause
from daybook.unattended.doing import Result

TITLE_WIDTH = 40


def print_result(result: Result, *, as_json: bool) -> None:
    """Prints it; the JSON object is the last thing on standard output."""
    if as_json:
        _out(json.dumps(_object(result), ensure_ascii=False))
        return
    for row in result.rows:
        _out(_line(row))
    told = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in counts(result.rows).items())
    _out(told or "No rows.")
    for said in (result.said, f"Run {result.run_id}" if result.run_id else ""):
        if said:
            _out(said)


@contextmanager
def nobody_listens() -> Iterator[None]:
    """Ends printing without a word when whoever read it, such as `head`, has had enough."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _object(result: Result) -> dict[str, object]:
    rows = [
        {
            "id": row.activity_id,
            "outcome": row.outcome.value,
            "cause": cause(row),
            "before": row.before,
            "after": row.after,
        }
        for row in result.rows
    ]
    return {"run": result.run_id or None, "counts": counts(result.rows), "rows": rows}


def _line(row: ReportRow) -> str:
    title = _plain(row.label)
    shown = title if len(title) <= TITLE_WIDTH else title[: TITLE_WIDTH - 1] + "…"
    number = "new" if row.activity_id is None else str(row.activity_id)
    changes = "; ".join(_changes(row))
    said = cause(row)
    return "  ".join(
        part for part in (f"{number:>8}", row.outcome.value.replace("_", " "), shown, changes, said) if part
    )


def _changes(row: ReportRow) -> Iterable[str]:
    before = row.before or {}
    for name, after in (row.after or {}).items():
        yield f"{name}: {_value(before.get(name))} → {_value(after)}"


def _value(value: object) -> str:
    return "–" if value is None else _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _plain(said: str) -> str:
    """On one line, without letters that would move a terminal's cursor."""
    return "".join(each if each.isprintable() else " " for each in said)


def _out(said: str) -> None:
    sys.stdout.write(said + "\n")
    sys.stdout.flush()
