"""What can be wrong with a layout: keys and facts, which the window and the command line turn into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daybook.domain.layouts.model import Steps


class LayoutFault(StrEnum):
    """What is wrong with a place. The values are stable."""

    TOO_LARGE = "too_large"
    """Longer than any layout, or of more values."""
    NOT_TEXT = "not_text"
    """Bytes that are neither UTF-8 nor UTF-16 with a mark."""
    EMPTY_TEXT = "empty_text"
    """Nothing but blanks."""
    NOT_JSON = "not_json"
    """`said` is the letter where it stops being JSON, "" at the end of the text."""
    TOO_DEEP = "too_deep"
    NO_NUMBER = "no_number"
    """NaN or Infinity, which JSON has no word for, or a number beyond all bounds."""
    DUPLICATE_KEY = "duplicate_key"
    """The same key twice: a portal sees the last one only."""
    BROKEN_TEXT = "broken_text"
    """Half a letter, as a torn emoji leaves it: it can't be sent."""

    MISSING = "missing"
    """`said` is the field that is missing."""
    UNKNOWN_FIELD = "unknown_field"
    NOT_LISTED = "not_listed"
    """A word that is none of `allowed`."""
    UNKNOWN_CODE = "unknown_code"
    """No icon or logo of the portal; applications may add some of their own."""
    WRONG_NESTED = "wrong_nested"
    """A block that can't stand in another one."""
    NO_HEX_COLOR = "no_hex_color"
    TOO_MANY = "too_many"
    """`said` is how many there are, `limit` how many there may be."""
    BAD_KEY = "bad_key"
    """A made-up key of other letters than A–Z a–z 0–9 - _."""
    NO_LANGUAGE = "no_language"
    """A key of translations that is no code of two small letters."""
    UNKNOWN_LANGUAGE = "unknown_language"
    RESERVED_SECTION = "reserved_section"
    DUPLICATE_SECTION = "duplicate_section"
    MISSING_SECTION = "missing_section"
    """There are sections, and this item names none."""
    UNKNOWN_SECTION = "unknown_section"
    INCOMING_WITH_DEADLINE = "incoming_with_deadline"

    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    """Neither a text nor, where that is possible, texts by language."""
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_WHOLE = "not_whole"
    NOT_A_SCALAR = "not_a_scalar"
    OUT_OF_RANGE = "out_of_range"
    """Less than `limit`."""
    EMPTY = "empty"
    """A text, texts by language or blocks, with nothing in it."""
    NOT_TOGETHER = "not_together"
    """`said` are both fields."""
    BLANK_IN_LINK = "blank_in_link"
    DANGEROUS_LINK = "dangerous_link"
    """It would run code where it is clicked."""
    OPENS_NOTHING = "opens_nothing"
    """`openRestApp` in a part that only the mobile app shows, where it does nothing."""

    LATER_FIELD = "later_field"
    """An older portal may refuse it."""
    FLAG_AS_TEXT = "flag_as_text"
    """ "false" for false."""
    NUMERIC_KEY = "numeric_key"
    """Programs put keys of digits first, or make a list of them: the order of drawing is lost."""
    LIST_FOR_OBJECT = "list_for_object"
    """`[]` for `{}`, as portals answer."""
    UNUSED_FIELD = "unused_field"
    """A field of another action. `said` is it, `allowed` what this action uses."""
    DOUBTFUL_LINK = "doubtful_link"
    """Neither a path of the portal nor an address with a domain."""
    HTML = "html"
    """Tags in a text are shown as they are written."""
    LOST_LINE_BREAK = "lost_line_break"
    """A text with several lines and without `multiline`."""
    NOTHING_SHOWN = "nothing_shown"
    """Texts by language of which at least one is empty."""
    DEADLINE_NOT_SHOWN = "deadline_not_shown"
    """The activity is incoming or has no deadline."""


WARNINGS: Final = frozenset(
    (
        LayoutFault.LATER_FIELD,
        LayoutFault.FLAG_AS_TEXT,
        LayoutFault.NUMERIC_KEY,
        LayoutFault.LIST_FOR_OBJECT,
        LayoutFault.UNUSED_FIELD,
        LayoutFault.DOUBTFUL_LINK,
        LayoutFault.HTML,
        LayoutFault.LOST_LINE_BREAK,
        LayoutFault.NOTHING_SHOWN,
        LayoutFault.DEADLINE_NOT_SHOWN,
    )
)
"""A portal takes these, or may take them."""

WRONG_KIND: Final = frozenset(
    (
        LayoutFault.NOT_AN_OBJECT,
        LayoutFault.NOT_A_LIST,
        LayoutFault.NOT_A_TEXT,
        LayoutFault.NOT_TRUE_OR_FALSE,
        LayoutFault.NOT_WHOLE,
        LayoutFault.NOT_A_SCALAR,
    )
)
"""A value of another kind. What stands there is told with its quotation marks: "700" is no number."""

_PORTALS_CODES: Final[Mapping[LayoutFault, str]] = {
    LayoutFault.MISSING: "FIELD_IS_REQUIRED",
    LayoutFault.UNKNOWN_FIELD: "FIELD_IS_REDUNDANT",
    LayoutFault.NOT_LISTED: "ENUM_FIELD",
    LayoutFault.UNKNOWN_CODE: "ENUM_FIELD",
    LayoutFault.WRONG_NESTED: "WRONG_FIELD_VALUE",
    LayoutFault.NO_HEX_COLOR: "WRONG_FIELD_VALUE",
    LayoutFault.TOO_MANY: "TOO_MANY_ITEMS",
    LayoutFault.BAD_KEY: "KEY_CONTAIN_WRONG_SYMBOLS",
    LayoutFault.NO_LANGUAGE: "WRONG_LANG",
    LayoutFault.UNKNOWN_LANGUAGE: "WRONG_LANG",
    LayoutFault.RESERVED_SECTION: "MENU_RESERVED_SECTION_CODE",
    LayoutFault.DUPLICATE_SECTION: "MENU_DUPLICATE_SECTION_CODE",
    LayoutFault.MISSING_SECTION: "MENU_MISSING_SECTION_CODE",
    LayoutFault.UNKNOWN_SECTION: "MENU_UNKNOWN_SECTION_CODE",
    LayoutFault.INCOMING_WITH_DEADLINE: "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE",
}


@dataclass(frozen=True, slots=True)
class LayoutMistake:
    """One thing that is wrong, and where.

    `steps` is the way to the value that breaks the rule; for a field too many and a bad key that is the object they
    stand in. `at` and `end` are the letters to underline, which may be narrower: the key itself. `line` and `column`
    count from 1. `owner` is the object of the documentation whose rule it is, `said` what stands there (at most 60
    letters), `nearest` what was probably meant, the likeliest first, `allowed` all that may stand there, where that is
    a list, and `limit` the number that the rule speaks of.
    """

    fault: LayoutFault
    steps: Steps
    at: int
    end: int
    line: int
    column: int
    owner: str = ""
    said: str = ""
    nearest: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    limit: int | None = None

    @property
    def code(self) -> str:
        """The portal's own code for it, where one is documented; else the fault in capital letters."""
        return _PORTALS_CODES.get(self.fault, self.fault.value.upper())

    @property
    def is_warning(self) -> bool:
        """True when the layout may be sent all the same."""
        return self.fault in WARNINGS

    @property
    def path(self) -> str:
        """The way as a JSON pointer: "/blocks/price/properties/color"; "" is the whole text."""
        return pointer(self.steps)

    @property
    def place(self) -> str:
        """The way for people: "blocks → price → properties → color"; "" is the whole text."""
        return " → ".join(map(_shortened, self.steps))


_LONGEST_STEP: Final = 100
"""Letters of a key that are shown; a bad one may have a million."""


def pointer(steps: Steps) -> str:
    """A JSON pointer (RFC 6901). Keys that are longer than any real one are cut short."""
    return "".join(f"/{_shortened(each).replace('~', '~0').replace('/', '~1')}" for each in steps)


def _shortened(step: str) -> str:
    shown = step if len(step) <= _LONGEST_STEP else step[: _LONGEST_STEP - 1] + "…"
    return shown.encode("utf-8", "replace").decode("utf-8")
