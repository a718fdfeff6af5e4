"""What can be wrong with a recipe: keys and facts, which the window and the command line turn into sentences."""

from dataclasses import dataclass
from enum import StrEnum


class RecipeFault(StrEnum):
    """Why a recipe can't be used. The values are stable."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    """Bytes that are neither UTF-8 nor UTF-16 with a mark."""
    NOT_JSON = "not_json"
    NOT_A_RECIPE = "not_a_recipe"
    """JSON, but of something else."""
    NEWER = "newer"
    """A later Daybook wrote it."""
    BROKEN_TEXT = "broken_text"
    """Half a letter, as a torn emoji leaves it: no portal takes it."""

    UNKNOWN_KEY = "unknown_key"
    DUPLICATE_KEY = "duplicate_key"
    MISSING_KEY = "missing_key"
    """`said` is the key that is missing."""
    NOT_ONE_OF = "not_one_of"
    """None of the keys that exclude each other, or several; `nearest` are all of them."""
    NOT_TOGETHER = "not_together"
    """`said` excludes what stands at `key`."""
    NOTHING_TO_CHANGE = "nothing_to_change"

    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    NOT_WHOLE = "not_whole"
    """No whole number."""
    NOT_A_NUMBER = "not_a_number"
    NOT_YES_OR_NO = "not_yes_or_no"
    """Neither true nor false."""
    NOT_TRUE = "not_true"
    """`"delete": false`: leave it out."""
    OUT_OF_RANGE = "out_of_range"
    """`nearest` are the least and the greatest number allowed."""
    BAD_NUMBER = "bad_number"
    """Larger than any number a computer keeps."""
    EMPTY_LIST = "empty_list"
    EMPTY_TEXT = "empty_text"

    EMPTY_FILTER = "empty_filter"
    """It selects everything, and no `max_rows` holds it."""
    UNKNOWN_FIELD = "unknown_field"
    """A portal ignores such a condition without a word and selects everything."""
    BAD_CONDITION = "bad_condition"
    """Neither text, number, true or false, nor a list of them."""
    NOT_COMPARABLE = "not_comparable"
    """Less or more than a list, or than nothing."""
    NO_SUCH_FLAG = "no_such_flag"
    """Neither "Y" nor "N"."""
    NO_ID = "no_id"
    UNKNOWN_TYPE = "unknown_type"
    """No type of CRM items."""
    NO_ITEM = "no_item"
    SAME_ITEM = "same_item"
    """Bound and unbound, or moved to where it is."""

    NO_MOMENT = "no_moment"
    NO_SUCH_MOMENT = "no_such_moment"
    """ "2026-02-30", "25:00"."""
    TOO_FAR = "too_far"
    NO_SHIFT = "no_shift"
    NO_COLOR = "no_color"
    NOT_A_PAIR = "not_a_pair"
    """`replace` takes two texts."""
    BAD_TEMPLATE = "bad_template"
    """A single brace."""
    UNKNOWN_NAME = "unknown_name"
    """A name in braces that stands for nothing."""
    UNKNOWN_KIND = "unknown_kind"
    """Neither to-do, call nor meeting."""
    NOT_FOR_KIND = "not_for_kind"
    """Colour and reminders of a call, minutes of a to-do; `said` is the kind."""
    BAD_LAYOUT = "bad_layout"
    """Content blocks that no portal takes; `said` is the place in the layout and the fault there."""
    NO_COUNTRY = "no_country"
    NO_DATE = "no_date"
    NO_WEEKDAY = "no_weekday"


@dataclass(frozen=True, slots=True)
class RecipeMistake:
    """One thing that is wrong, and where; `line` and `column` count from 1, 0 where there is no place.

    `key` is the way to it, such as "change.deadline.shift" or "select.ids[2]", `said` what stands there, `nearest` what
    it should be, as far as that can be told.
    """

    reason: RecipeFault
    line: int = 0
    column: int = 0
    key: str = ""
    said: str = ""
    nearest: tuple[str, ...] = ()
