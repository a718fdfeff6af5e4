"""What is wrong with a layout, as sentences of the command line."""

from collections.abc import Mapping
from typing import Final

from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import LARGEST

WHOLE: Final = "layout"
"""What the top of a layout is called where its place is named."""

_SAID: Final[Mapping[LayoutFault, str]] = {
    LayoutFault.TOO_LARGE: "it is too large: no layout has more than {limit:,} {unit}",
    LayoutFault.NOT_TEXT: "it is no text in UTF-8 or UTF-16",
    LayoutFault.EMPTY_TEXT: "it is empty",
    LayoutFault.NO_NUMBER: "JSON has no such number: {said}",
    LayoutFault.TOO_DEEP: "values stand in values more than {limit} levels deep; no layout needs that",
    LayoutFault.DUPLICATE_KEY: "the key “{said}” is written twice; only the last one would count",
    LayoutFault.BROKEN_TEXT: "the text holds half a letter, as a torn emoji leaves it, and can't be sent",
    LayoutFault.MISSING: "the field “{said}” is missing, and {owner} needs it",
    LayoutFault.UNKNOWN_FIELD: "{owner} has no field “{said}”",
    LayoutFault.NOT_LISTED: "“{said}” is none of the values it may have",
    LayoutFault.UNKNOWN_CODE: "no portal has the code “{said}” by itself",
    LayoutFault.WRONG_NESTED: "a block of the type “{said}” can't stand within another one",
    LayoutFault.NO_HEX_COLOR: "“{said}” is no colour such as #2fc6f6",
    LayoutFault.TOO_MANY: "there are {said}, and at most {limit} are allowed",
    LayoutFault.BAD_KEY: "the key “{said}” may hold Latin letters, digits, hyphens and underscores only",
    LayoutFault.NO_LANGUAGE: "“{said}” is no language: a code of two small letters is needed",
    LayoutFault.UNKNOWN_LANGUAGE: "Bitrix24 has no language “{said}”",
    LayoutFault.RESERVED_SECTION: "the code “{said}” belongs to the portal: choose another",
    LayoutFault.DUPLICATE_SECTION: "another section has the code “{said}” already",
    LayoutFault.MISSING_SECTION: "the menu has sections, so that the item needs a “sectionCode”",
    LayoutFault.UNKNOWN_SECTION: "no section has the code “{said}”",
    LayoutFault.INCOMING_WITH_DEADLINE: "an incoming activity can't have a deadline",
    LayoutFault.NOT_AN_OBJECT: "an object {{…}} is needed, not {said}",
    LayoutFault.NOT_A_LIST: "a list […] is needed, not {said}",
    LayoutFault.NOT_A_TEXT: "a text is needed, not {said}",
    LayoutFault.NOT_TRUE_OR_FALSE: "true or false is needed, not {said}",
    LayoutFault.NOT_WHOLE: "a whole number is needed, not {said}",
    LayoutFault.NOT_A_SCALAR: "a text, a number, true or false is needed, not {said}",
    LayoutFault.OUT_OF_RANGE: "{said} is too small: at least {limit} is needed",
    LayoutFault.EMPTY: "it is empty",
    LayoutFault.NOT_TOGETHER: "{said} exclude each other: leave one out",
    LayoutFault.BLANK_IN_LINK: "an address has no blanks: “{said}”",
    LayoutFault.DANGEROUS_LINK: "“{said}” would run code where it is clicked, or leads to no page",
    LayoutFault.OPENS_NOTHING: "it is shown in the mobile app only, where openRestApp does nothing",
    LayoutFault.LATER_FIELD: "an older portal may not know “{said}” and refuse it",
    LayoutFault.FLAG_AS_TEXT: "write {said} without quotation marks",
    LayoutFault.NUMERIC_KEY: "the key “{said}” is a number: programs that read it may change the order",
    LayoutFault.LIST_FOR_OBJECT: "[] is read as {{}} here",
    LayoutFault.UNUSED_FIELD: "this type of action makes no use of “{said}”",
    LayoutFault.DOUBTFUL_LINK: "“{said}” is neither a path of the portal nor a web address",
    LayoutFault.HTML: "HTML is shown as it is written: {said}",
    LayoutFault.LOST_LINE_BREAK: "line breaks are shown as blanks unless “multiline” is true",
    LayoutFault.NOTHING_SHOWN: "in one of its languages the text is empty",
    LayoutFault.DEADLINE_NOT_SHOWN: "the activity shows no deadline",
}

_MOST_LISTED: Final = 12
"""Words that may stand there, all of which are named; forty icons are not."""


def sentence(mistake: LayoutMistake) -> str:
    """The place, what is wrong there, and what was probably meant, on one line."""
    said, place = _plain(mistake.said), _plain(mistake.place or WHOLE)
    if mistake.fault is LayoutFault.NOT_JSON:
        wrong = f"it is no JSON from here on: “{said}”" if said else "the JSON ends too early"
    else:
        unit = "letters" if mistake.limit == LARGEST else "values"
        facts = {"said": said or "nothing", "owner": mistake.owner, "limit": mistake.limit or 0, "unit": unit}
        wrong = _SAID[mistake.fault].format(**facts)
    return f"{place}: {wrong}{_help(mistake)}"


def _plain(said: str) -> str:
    """On one line, without letters that would move a terminal's cursor."""
    return " ".join("".join(each if each.isprintable() else " " for each in said).split())


def _help(mistake: LayoutMistake) -> str:
    if mistake.fault in (LayoutFault.FLAG_AS_TEXT, LayoutFault.LIST_FOR_OBJECT, LayoutFault.NOT_TOGETHER):
        return ""
    if mistake.nearest:
        return f" (did you mean {' or '.join(mistake.nearest)}?{_others(mistake)})"
    allowed = _others(mistake).strip()
    return f" ({allowed})" if allowed else ""


def _others(mistake: LayoutMistake) -> str:
    """All that may stand there, where that is short."""
    shown = mistake.allowed
    if not shown or len(shown) > _MOST_LISTED or mistake.fault is LayoutFault.RESERVED_SECTION:
        return ""
    return f" possible: {', '.join(shown)}"
