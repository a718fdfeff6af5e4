"""The rules of values that hold no others: words of a list, flags, numbers, codes, colours."""

import re
from collections.abc import Mapping
from typing import Final

from daybook.domain.layouts.faults import LayoutFault
from daybook.domain.layouts.kinds import (
    Address,
    Choice,
    Code,
    CodeOf,
    Flag,
    HexColor,
    Plain,
    Scalar,
    ValueKind,
    Whole,
    Words,
)
from daybook.domain.layouts.notes import Case
from daybook.domain.layouts.text_rules import judge_address, judge_plain, judge_words

_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
_NEARLY_HEX: Final = re.compile(r"\s*#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*", re.ASCII)
_DIGITS: Final = re.compile(r"\s*([0-9]{1,6})(?:px|\.[0-9]*)?\s*", re.ASCII)
_MEANT: Final[Mapping[str, str]] = {
    "true": "true", "1": "true", "y": "true", "yes": "true",
    "false": "false", "0": "false", "n": "false", "no": "false",
}  # fmt: skip


def judge_value(case: Case, kind: ValueKind) -> None:
    """Notes what is wrong with a value of this kind."""
    match kind:
        case Words():
            judge_words(case)
        case Plain():
            judge_plain(case, kind)
        case Address():
            judge_address(case)
        case Flag():
            _judge_flag(case, kind)
        case Whole():
            _judge_whole(case, kind)
        case Choice():
            _judge_choice(case, kind)
        case Code():
            _judge_code(case, kind)
        case HexColor():
            _judge_hex_color(case)
        case Scalar():
            _judge_scalar(case)


def _judge_flag(case: Case, kind: Flag) -> None:
    if isinstance(case.value, bool):
        return
    written = str(case.value) if isinstance(case.value, str | int) else ""
    if kind.or_as_text and written in ("true", "false"):
        case.add(LayoutFault.FLAG_AS_TEXT, nearest=(written,))
        return
    meant = _MEANT.get(written[:10].strip().lower())
    case.add(LayoutFault.NOT_TRUE_OR_FALSE, nearest=(meant,) if meant else (), allowed=("true", "false"))


def _judge_whole(case: Case, kind: Whole) -> None:
    value = case.value
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        digits = _DIGITS.fullmatch(case.notes.shown(case.spot.node)[:30])
        case.add(LayoutFault.NOT_WHOLE, nearest=(digits[1],) if digits else ())
    elif value < kind.least:
        case.add(LayoutFault.OUT_OF_RANGE, nearest=(str(kind.least),), limit=kind.least)


def _judge_choice(case: Case, kind: Choice) -> None:
    if not case.is_one_of(kind.values):
        case.add_not_listed(LayoutFault.NOT_LISTED, kind.values)


def _judge_code(case: Case, kind: Code) -> None:
    known = case.portal.icons if kind.of is CodeOf.ICON else case.portal.logos
    if not isinstance(case.value, str):
        case.add(LayoutFault.NOT_A_TEXT)
    elif not case.value:
        case.add(LayoutFault.EMPTY)
    elif case.value not in known:
        case.add_not_listed(LayoutFault.UNKNOWN_CODE, known)


def _judge_hex_color(case: Case) -> None:
    if not isinstance(case.value, str):
        case.add(LayoutFault.NOT_A_TEXT)
    elif not _HEX.fullmatch(case.value):
        case.add(LayoutFault.NO_HEX_COLOR, nearest=_in_full(case.value))


def _in_full(value: str) -> tuple[str, ...]:
    """`#abc` is `#aabbcc` where it may be short."""
    found = _NEARLY_HEX.fullmatch(value[:30])
    if found is None:
        return ()
    digits = found[1] if len(found[1]) == 6 else "".join(each * 2 for each in found[1])
    return (f"#{digits}",)


def _judge_scalar(case: Case) -> None:
    if case.value is None or isinstance(case.value, list):
        case.add(LayoutFault.NOT_A_SCALAR)
