"""`daybook layout check`: the judgement of layouts without a window."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from daybook.domain.layouts.codes import DOCUMENTED, PortalCodes
from daybook.domain.layouts.faults import LayoutMistake
from daybook.domain.layouts.judging import LARGEST, Judgement, judge_bytes
from daybook.unattended.layout_words import sentence

ALL_VALID: Final = 0
SOME_INVALID: Final = 1
UNREADABLE: Final = 2

STANDARD_INPUT: Final = "-"
FILE_UNREADABLE: Final = "FILE_UNREADABLE"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its judgement, or the reason for which it can't be read."""

    file: str
    judgement: Judgement | None
    unreadable: str = ""

    @property
    def code(self) -> int:
        """What this file alone would end the command with."""
        if self.judgement is None:
            return UNREADABLE
        return ALL_VALID if self.judgement.valid else SOME_INVALID


def main(words: Sequence[str]) -> int:
    """Judges the files; returns the exit code."""
    options = parser().parse_args(words)
    portal = DOCUMENTED.with_own(*options.own_code)
    checked = [_check(file, portal) for file in options.files]
    _print(json.dumps([_object(each) for each in checked]) if options.json else "\n".join(_lines(checked)))
    return max(each.code for each in checked)


def parser() -> argparse.ArgumentParser:
    """What the words of the command mean."""
    made = argparse.ArgumentParser(
        prog="daybook layout check",
        description="Judges layouts: cards of configurable activities (LayoutDto) and sets of content blocks "
        "(RestAppLayoutDto).",
        epilog="Exit codes: 0 every layout is valid, 1 some are not, 2 a file can't be read.",
    )
    made.add_argument("files", nargs="+", metavar="FILE", help='a JSON file, or "-" for standard input')
    made.add_argument("--json", action="store_true", help="print one JSON array")
    made.add_argument(
        "--own-code",
        action="append",
        default=[],
        metavar="CODE",
        help="an icon or logo that was added to your portal; may be said several times",
    )
    return made


def _check(file: str, portal: PortalCodes) -> Checked:
    try:
        data = _read(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return Checked(file, None, reason or str(error))
    return Checked(file, judge_bytes(data, portal=portal))


def _read(file: str) -> bytes:
    """The contents, and no more of them than is needed to know that they are too many."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LARGEST + 1)


def _object(checked: Checked) -> dict[str, object]:
    judgement = checked.judgement
    if judgement is None:
        unread = {"path": "", "code": FILE_UNREADABLE, "line": 1, "column": 1, "message": checked.unreadable}
        return {"file": checked.file, "valid": False, "dto": None, "errors": [unread], "warnings": []}
    return {
        "file": checked.file,
        "valid": judgement.valid,
        "dto": judgement.dto,
        "errors": [_mistake(each) for each in judgement.errors],
        "warnings": [_mistake(each) for each in judgement.warnings],
    }


def _mistake(mistake: LayoutMistake) -> dict[str, object]:
    return {
        "path": mistake.path,
        "code": mistake.code,
        "line": mistake.line,
        "column": mistake.column,
        "message": sentence(mistake),
    }


def _lines(checked: Iterable[Checked]) -> Iterable[str]:
    """As compilers write it, so that editors and terminals lead to the place."""
    for each in checked:
        file = "".join(letter if letter.isprintable() else "?" for letter in each.file)
        judgement = each.judgement
        if judgement is None:
            yield f"{file}: can't be read: {each.unreadable}"
            continue
        both = [*judgement.errors, *judgement.warnings]
        for mistake in sorted(both, key=lambda one: one.at):
            word = "warning" if mistake.is_warning else "error"
            yield f"{file}:{mistake.line}:{mistake.column}: {word} {mistake.code}: {sentence(mistake)}"
        yield f"{file}: valid {judgement.dto}" if judgement.valid else f"{file}: not valid"


def _print(said: str) -> None:
    """Also where the terminal knows no such letters."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(said.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()
