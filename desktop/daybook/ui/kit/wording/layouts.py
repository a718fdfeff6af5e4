"""What is said about a layout that a portal would refuse, or would draw otherwise than was meant."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import LARGEST
from daybook.ui.kit.wording.sentence import Sentence

translate = QCoreApplication.translate

_MOST_LISTED: Final = 12
"""Words that may stand there, all of which are named; forty icons are not."""
_LISTED_OTHERWISE: Final = frozenset({LayoutFault.RESERVED_SECTION, LayoutFault.NOT_TOGETHER, LayoutFault.UNUSED_FIELD})
_NO_GUESS: Final = frozenset({LayoutFault.FLAG_AS_TEXT, LayoutFault.LIST_FOR_OBJECT, LayoutFault.OUT_OF_RANGE})
"""Where the advice says what to write, so that `nearest` need not."""


def layout_mistake(mistake: LayoutMistake) -> Sentence:
    """What is wrong, and what was probably meant or what may stand there."""
    unit = translate("Layouts", "letters") if mistake.limit == LARGEST else translate("Layouts", "values")
    limit = QLocale().toString(mistake.limit or 0)
    nothing = translate("Layouts", "nothing")
    said = mistake.said or nothing
    title = _title(mistake).format(said=said, owner=mistake.owner, limit=limit, unit=unit)
    advice = _advice().get(mistake.fault, "").format(said=said, limit=limit)
    return Sentence(title, " ".join(each for each in (_guess(mistake), advice or _listed(mistake)) if each))


def place_words(mistake: LayoutMistake) -> str:
    """Where it is: "blocks → price → properties → color", or the whole layout."""
    return mistake.place or translate("Layouts", "The whole layout")


def _title(mistake: LayoutMistake) -> str:
    if mistake.fault is LayoutFault.NOT_JSON and not mistake.said:
        return translate("Layouts", "The JSON ends too early.")
    return (_titles_of_texts() | _titles_of_fields() | _titles_of_values() | _titles_of_warnings())[mistake.fault]


def _guess(mistake: LayoutMistake) -> str:
    if not mistake.nearest or mistake.fault in _NO_GUESS:
        return ""
    names = ", ".join(f"“{each}”" for each in mistake.nearest)
    return translate("Layouts", "Did you mean {names}?").format(names=names)


def _listed(mistake: LayoutMistake) -> str:
    if not mistake.allowed or len(mistake.allowed) > _MOST_LISTED or mistake.fault in _LISTED_OTHERWISE:
        return ""
    return translate("Layouts", "Possible here: {names}.").format(names=", ".join(mistake.allowed))


def _titles_of_texts() -> dict[LayoutFault, str]:
    return {
        LayoutFault.TOO_LARGE: translate("Layouts", "This is far too large: no layout has more than {limit} {unit}."),
        LayoutFault.NOT_TEXT: translate("Layouts", "The file is no text."),
        LayoutFault.EMPTY_TEXT: translate("Layouts", "There is nothing here yet."),
        LayoutFault.NOT_JSON: translate("Layouts", "From “{said}” on it is not JSON."),
        LayoutFault.TOO_DEEP: translate("Layouts", "Values stand within values, deeper than any layout needs."),
        LayoutFault.NO_NUMBER: translate("Layouts", "“{said}” is no number in JSON."),
        LayoutFault.DUPLICATE_KEY: translate("Layouts", "“{said}” stands here twice; only the last one would count."),
        LayoutFault.BROKEN_TEXT: translate("Layouts", "There is half a letter in this text, which can't be sent."),
    }


def _titles_of_fields() -> dict[LayoutFault, str]:
    return {
        LayoutFault.MISSING: translate("Layouts", "“{said}” is missing: {owner} needs it."),
        LayoutFault.UNKNOWN_FIELD: translate("Layouts", "{owner} has no field “{said}”."),
        LayoutFault.NOT_LISTED: translate("Layouts", "“{said}” is none of the values that may stand here."),
        LayoutFault.UNKNOWN_CODE: translate("Layouts", "No portal has the code “{said}” by itself."),
        LayoutFault.WRONG_NESTED: translate("Layouts", "A block “{said}” can't stand within another block."),
        LayoutFault.NO_HEX_COLOR: translate("Layouts", "“{said}” is no colour such as #2fc6f6."),
        LayoutFault.TOO_MANY: translate("Layouts", "There are {said} here, and {limit} is the most."),
        LayoutFault.BAD_KEY: translate("Layouts", "“{said}” can't be a key."),
        LayoutFault.NO_LANGUAGE: translate("Layouts", "“{said}” is no language."),
        LayoutFault.UNKNOWN_LANGUAGE: translate("Layouts", "Bitrix24 has no language “{said}”."),
        LayoutFault.RESERVED_SECTION: translate("Layouts", "The section code “{said}” belongs to the portal."),
        LayoutFault.DUPLICATE_SECTION: translate("Layouts", "Another section has the code “{said}” already."),
        LayoutFault.MISSING_SECTION: translate("Layouts", "The menu has sections, and this item names none."),
        LayoutFault.UNKNOWN_SECTION: translate("Layouts", "No section of this menu has the code “{said}”."),
        LayoutFault.INCOMING_WITH_DEADLINE: translate("Layouts", "An incoming activity can't have a deadline."),
    }


def _titles_of_values() -> dict[LayoutFault, str]:
    return {
        LayoutFault.NOT_AN_OBJECT: translate("Layouts", "An object in braces belongs here, not {said}."),
        LayoutFault.NOT_A_LIST: translate("Layouts", "A list in square brackets belongs here, not {said}."),
        LayoutFault.NOT_A_TEXT: translate("Layouts", "A text in quotation marks belongs here, not {said}."),
        LayoutFault.NOT_TRUE_OR_FALSE: translate("Layouts", "{said} is neither true nor false."),
        LayoutFault.NOT_WHOLE: translate("Layouts", "{said} is no whole number."),
        LayoutFault.NOT_A_SCALAR: translate("Layouts", "A text, a number, true or false belongs here, not {said}."),
        LayoutFault.OUT_OF_RANGE: translate("Layouts", "{said} is too small."),
        LayoutFault.EMPTY: translate("Layouts", "This is empty."),
        LayoutFault.NOT_TOGETHER: translate("Layouts", "{said} exclude each other."),
        LayoutFault.BLANK_IN_LINK: translate("Layouts", "There is a blank in the address “{said}”."),
        LayoutFault.DANGEROUS_LINK: translate("Layouts", "“{said}” would run code where it is clicked."),
        LayoutFault.OPENS_NOTHING: translate("Layouts", "In the mobile app a click here does nothing."),
    }


def _titles_of_warnings() -> dict[LayoutFault, str]:
    return {
        LayoutFault.LATER_FIELD: translate("Layouts", "An older portal may not know “{said}” and refuse it."),
        LayoutFault.FLAG_AS_TEXT: translate("Layouts", "“{said}” is written as a text."),
        LayoutFault.NUMERIC_KEY: translate("Layouts", "With the number {said} as a key the order may get lost."),
        LayoutFault.LIST_FOR_OBJECT: translate("Layouts", "An empty list stands where an object belongs."),
        LayoutFault.UNUSED_FIELD: translate("Layouts", "This type of action makes no use of “{said}”."),
        LayoutFault.DOUBTFUL_LINK: translate("Layouts", "“{said}” is no path of the portal and no web address."),
        LayoutFault.HTML: translate("Layouts", "HTML is shown as it is written: {said}"),
        LayoutFault.LOST_LINE_BREAK: translate("Layouts", "The line breaks of this text are shown as blanks."),
        LayoutFault.NOTHING_SHOWN: translate("Layouts", "In one of its languages the text is empty."),
        LayoutFault.DEADLINE_NOT_SHOWN: translate("Layouts", "The activity shows no deadline."),
    }


def _advice() -> dict[LayoutFault, str]:
    return {
        LayoutFault.NOT_TEXT: translate("Layouts", "Save it as UTF-8."),
        LayoutFault.EMPTY_TEXT: translate("Layouts", "Begin with a sample, or add a block in the structure."),
        LayoutFault.DUPLICATE_KEY: translate("Layouts", "Give one of them another key."),
        LayoutFault.BROKEN_TEXT: translate("Layouts", "Write it anew."),
        LayoutFault.UNKNOWN_CODE: translate("Layouts", "Only an application can add some of its own."),
        LayoutFault.BAD_KEY: translate("Layouts", "Use letters from A to Z, digits, hyphens and underscores."),
        LayoutFault.NO_LANGUAGE: translate("Layouts", "Write two small letters, such as “en”."),
        LayoutFault.RESERVED_SECTION: translate("Layouts", "Choose another code."),
        LayoutFault.DUPLICATE_SECTION: translate("Layouts", "Choose another code."),
        LayoutFault.INCOMING_WITH_DEADLINE: translate("Layouts", "Leave one of the two out."),
        LayoutFault.OUT_OF_RANGE: translate("Layouts", "It has to be at least {limit}."),
        LayoutFault.EMPTY: translate("Layouts", "Fill it in, or leave it out."),
        LayoutFault.NOT_TOGETHER: translate("Layouts", "Leave one out."),
        LayoutFault.BLANK_IN_LINK: translate("Layouts", "Write %20 for it."),
        LayoutFault.DANGEROUS_LINK: translate("Layouts", "Link to a page: https://… or a path such as /crm/deal/."),
        LayoutFault.OPENS_NOTHING: translate("Layouts", "It can't open an application there."),
        LayoutFault.FLAG_AS_TEXT: translate("Layouts", "Write {said} without quotation marks."),
        LayoutFault.NUMERIC_KEY: translate("Layouts", "Begin the key with a letter."),
        LayoutFault.LIST_FOR_OBJECT: translate("Layouts", "Write {{}} instead."),
        LayoutFault.DOUBTFUL_LINK: translate("Layouts", "Daybook does not open it."),
        LayoutFault.LOST_LINE_BREAK: translate("Layouts", "Switch “multiline” on to keep them."),
    }
