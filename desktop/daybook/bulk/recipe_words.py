"""What is wrong with a recipe, in plain English, for the command line. The window has sentences of its own."""

from collections.abc import Callable, Mapping
from typing import Final

from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake

_COLUMNS_SHOWN: Final = 60


def told(mistake: RecipeMistake) -> str:
    """One or two sentences on one line: where it is, what is wrong, and what to write instead."""
    place = f"line {mistake.line}, column {mistake.column}: " if mistake.line else ""
    way = f"{mistake.key}: " if mistake.key else ""
    words = _WORDS[mistake.reason]
    return _quiet(place + way + (words if isinstance(words, str) else words(mistake)))


def _quoted(said: str) -> str:
    return f'"{said[:_COLUMNS_SHOWN]}"'


def _quiet(said: str) -> str:
    """On one line, without letters that would move a terminal's cursor."""
    return "".join(each if each.isprintable() else " " for each in said)


def _maybe(mistake: RecipeMistake) -> str:
    """An offer, where something looks like it."""
    return f" Did you mean {_quoted(mistake.nearest[0])}?" if mistake.nearest else ""


def _is(words: str, advice: str = "") -> Callable[[RecipeMistake], str]:
    """The sentence `"…" is …`, with the offer and the advice behind it."""

    def tell(mistake: RecipeMistake) -> str:
        after = f" {advice}" if advice else ""
        return f"{_quoted(mistake.said)} is {words}.{_maybe(mistake)}{after}"

    return tell


def _one_of(mistake: RecipeMistake) -> str:
    choices = ", ".join(mistake.nearest)
    together = f" {mistake.said} exclude each other." if mistake.said else ""
    return f"exactly one of these belongs here: {choices}.{together}"


def _out_of_range(mistake: RecipeMistake) -> str:
    least, most = mistake.nearest
    return f"{mistake.said} is out of range. Write a whole number from {least} to {most}."


def _not_for_kind(mistake: RecipeMistake) -> str:
    kinds = {"todo": "to-do", "call": "call", "meeting": "meeting"}
    return f"a {kinds.get(mistake.said, mistake.said)} has no such thing. Leave it out."


_DAYS: Final = 'Write a date such as "2026-12-24", or "today", "today+3d" or "today+3wd".'
_MOMENTS: Final = 'Write it as in "2026-12-24 15:00" or "today+3wd 10:00".'

_WORDS: Final[Mapping[RecipeFault, str | Callable[[RecipeMistake], str]]] = {
    RecipeFault.TOO_LARGE: "the file is larger than 5 MB and can't be a recipe.",
    RecipeFault.NOT_TEXT: "the file is no text. Save it as UTF-8.",
    RecipeFault.NOT_JSON: lambda mistake: (
        f"{_quoted(mistake.said)} can't stand here: the file is not JSON from this place on."
        if mistake.said
        else "the file ends too early: it is not JSON."
    ),
    RecipeFault.NOT_A_RECIPE: 'this is no recipe. It is an object with "select" and "change".',
    RecipeFault.NEWER: "a newer Daybook wrote this recipe. Update Daybook to use it.",
    RecipeFault.BROKEN_TEXT: "there is half a letter in this text, such as a torn emoji. Write it anew.",
    RecipeFault.UNKNOWN_KEY: lambda mistake: f"there is no key {_quoted(mistake.said)} here.{_maybe(mistake)}",
    RecipeFault.DUPLICATE_KEY: lambda mistake: f"the key {_quoted(mistake.said)} stands here twice.",
    RecipeFault.MISSING_KEY: lambda mistake: f"the key {_quoted(mistake.said)} is missing here.",
    RecipeFault.NOT_ONE_OF: _one_of,
    RecipeFault.NOT_TOGETHER: lambda mistake: (
        f"this can't stand beside {_quoted(mistake.said)}. Make two recipes of it."
    ),
    RecipeFault.NOTHING_TO_CHANGE: "nothing is to be changed. Write at least one key here.",
    RecipeFault.NOT_AN_OBJECT: lambda mistake: f"{mistake.said or _quoted('')} is no object. Write one in {{ }}.",
    RecipeFault.NOT_A_LIST: lambda mistake: f"{mistake.said or _quoted('')} is no list. Write one in [ ].",
    RecipeFault.NOT_A_TEXT: lambda mistake: f"{mistake.said} is no text. Write one in quotation marks.",
    RecipeFault.NOT_WHOLE: _is("no whole number", "Write one without quotation marks."),
    RecipeFault.NOT_A_NUMBER: _is("no number", "This field holds numbers."),
    RecipeFault.NOT_YES_OR_NO: _is("neither true nor false"),
    RecipeFault.NOT_TRUE: "this can only be true. Leave it out otherwise.",
    RecipeFault.OUT_OF_RANGE: _out_of_range,
    RecipeFault.BAD_NUMBER: lambda mistake: f"{mistake.said} is larger than any number can be.",
    RecipeFault.EMPTY_LIST: "the list is empty.",
    RecipeFault.EMPTY_TEXT: "the text is empty.",
    RecipeFault.EMPTY_FILTER: (
        "an empty filter selects everything. Add a condition, or say how many rows it may be with options.max_rows."
    ),
    RecipeFault.UNKNOWN_FIELD: lambda mistake: (
        f"there is no field {_quoted(mistake.said)}; a portal would ignore it and select everything.{_maybe(mistake)}"
    ),
    RecipeFault.BAD_CONDITION: (
        "a condition is compared with a text, a number, true or false, or with a list of them in [ ]."
    ),
    RecipeFault.NOT_COMPARABLE: "nothing is less or more than a list or an empty text. Write one value.",
    RecipeFault.NO_SUCH_FLAG: _is("no value of this field", 'Write "Y" or "N".'),
    RecipeFault.NO_ID: _is("no id", "Ids are whole numbers from 1 on."),
    RecipeFault.UNKNOWN_TYPE: _is(
        "no type of items", 'Write "deal", "lead", "contact", "company" or the number of a type.'
    ),
    RecipeFault.NO_ITEM: _is("no item", 'Write it as in "deal:5".'),
    RecipeFault.SAME_ITEM: "the same item stands on both sides.",
    RecipeFault.NO_MOMENT: lambda mistake: (
        f"{_quoted(mistake.said)} is no day or moment.{_maybe(mistake)} "
        f"{_DAYS if mistake.key.startswith('select.') else _MOMENTS}"
    ),
    RecipeFault.NO_SUCH_MOMENT: lambda mistake: f"there is no {_quoted(mistake.said)} in the calendar or on the clock.",
    RecipeFault.TOO_FAR: lambda mistake: f"{_quoted(mistake.said)} is too far away.",
    RecipeFault.NO_SHIFT: _is("no shift", 'Write ±N and m, h, d or wd, such as "+3wd".'),
    RecipeFault.NO_COLOR: _is("no colour", 'Write "1" to "7" or "default".'),
    RecipeFault.NOT_A_PAIR: 'write two texts: ["what is there", "what is to be there"].',
    RecipeFault.BAD_TEMPLATE: lambda mistake: (
        f"the brace at {_quoted(mistake.said)} stands alone. Braces hold a name; {{{{ and }}}} are braces themselves."
    ),
    RecipeFault.UNKNOWN_NAME: lambda mistake: f"{{{mistake.said}}} stands for nothing.{_maybe(mistake)}",
    RecipeFault.UNKNOWN_KIND: lambda mistake: (
        f"{_quoted(mistake.said)} can't be created. Write one of: {', '.join(mistake.nearest)}."
    ),
    RecipeFault.NOT_FOR_KIND: _not_for_kind,
    RecipeFault.BAD_LAYOUT: lambda mistake: (
        f"no portal takes these content blocks ({mistake.said}).{_maybe(mistake)} daybook layout check tells more."
    ),
    RecipeFault.NO_COUNTRY: _is("no country", 'Write its two capital letters, such as "DE".'),
    RecipeFault.NO_DATE: _is("no date", 'Write it as in "2026-12-24".'),
    RecipeFault.NO_WEEKDAY: _is("no day of the week", 'Write "mon" to "sun", or 0 to 6 from Monday on.'),
}
