"""What is said about a recipe that was written by hand and can't be used, and what to write instead."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake
from daybook.ui.kit.wording.sentence import Sentence

translate = QCoreApplication.translate

_NEAREST_KEPT: Final = frozenset({RecipeFault.NOT_ONE_OF, RecipeFault.OUT_OF_RANGE, RecipeFault.UNKNOWN_KIND})
"""Where `nearest` says what belongs there, and is no guess at what was meant."""


def recipe_mistake(mistake: RecipeMistake) -> Sentence:
    """Where it is and what is wrong, and what to do about it."""
    said = _titles()[mistake.reason].format(said=mistake.said, key=mistake.key, nearest=", ".join(mistake.nearest))
    if mistake.line:
        where = translate("Recipes", "Line {line}, column {column}: {what}")
        said = where.format(line=mistake.line, column=mistake.column, what=said)
    if mistake.nearest and mistake.reason not in _NEAREST_KEPT:
        meant = translate("Recipes", "Did you mean {names}?").format(names=", ".join(mistake.nearest))
        return Sentence(said, meant)
    return Sentence(said, _advice().get(mistake.reason, _nothing)(mistake))


def _nothing(_mistake: RecipeMistake) -> str:
    return ""


def _titles() -> dict[RecipeFault, str]:
    return _titles_of_files() | _titles_of_values() | _titles_of_meanings()


def _titles_of_files() -> dict[RecipeFault, str]:
    return {
        RecipeFault.TOO_LARGE: translate("Recipes", "The file is far too large for a recipe."),
        RecipeFault.NOT_TEXT: translate("Recipes", "The file is no text."),
        RecipeFault.NOT_JSON: translate("Recipes", "From here on it is not JSON."),
        RecipeFault.NOT_A_RECIPE: translate("Recipes", "This is no recipe."),
        RecipeFault.NEWER: translate("Recipes", "A newer Daybook wrote this recipe."),
        RecipeFault.BROKEN_TEXT: translate("Recipes", "There is half a letter in this text."),
        RecipeFault.UNKNOWN_KEY: translate("Recipes", "There is no “{said}” here."),
        RecipeFault.DUPLICATE_KEY: translate("Recipes", "“{said}” stands here twice."),
        RecipeFault.MISSING_KEY: translate("Recipes", "“{said}” is missing here."),
        RecipeFault.NOT_ONE_OF: translate("Recipes", "Exactly one of these belongs here: {nearest}."),
        RecipeFault.NOT_TOGETHER: translate("Recipes", "This can't stand beside “{said}”."),
        RecipeFault.NOTHING_TO_CHANGE: translate("Recipes", "Nothing is to be changed."),
    }


def _titles_of_values() -> dict[RecipeFault, str]:
    return {
        RecipeFault.NOT_AN_OBJECT: translate("Recipes", "“{said}” is no object in braces."),
        RecipeFault.NOT_A_LIST: translate("Recipes", "“{said}” is no list in square brackets."),
        RecipeFault.NOT_A_TEXT: translate("Recipes", "“{said}” is no text in quotation marks."),
        RecipeFault.NOT_WHOLE: translate("Recipes", "“{said}” is no whole number."),
        RecipeFault.NOT_A_NUMBER: translate("Recipes", "“{said}” is no number."),
        RecipeFault.NOT_YES_OR_NO: translate("Recipes", "“{said}” is neither true nor false."),
        RecipeFault.NOT_TRUE: translate("Recipes", "This can only be true."),
        RecipeFault.OUT_OF_RANGE: translate("Recipes", "“{said}” is too small or too large."),
        RecipeFault.BAD_NUMBER: translate("Recipes", "“{said}” is larger than any number can be."),
        RecipeFault.EMPTY_LIST: translate("Recipes", "The list is empty."),
        RecipeFault.EMPTY_TEXT: translate("Recipes", "The text is empty."),
        RecipeFault.NOT_A_PAIR: translate("Recipes", "Two texts belong here."),
        RecipeFault.EMPTY_FILTER: translate("Recipes", "An empty filter selects everything there is."),
        RecipeFault.UNKNOWN_FIELD: translate("Recipes", "“{said}” is no field by which activities can be selected."),
        RecipeFault.BAD_CONDITION: translate("Recipes", "A condition can't be compared with this."),
        RecipeFault.NOT_COMPARABLE: translate("Recipes", "Nothing is less or more than a list or an empty text."),
        RecipeFault.NO_SUCH_FLAG: translate("Recipes", "“{said}” is neither “Y” nor “N”."),
    }


def _titles_of_meanings() -> dict[RecipeFault, str]:
    return {
        RecipeFault.NO_ID: translate("Recipes", "“{said}” is no number of anything."),
        RecipeFault.UNKNOWN_TYPE: translate("Recipes", "“{said}” is no type of items."),
        RecipeFault.NO_ITEM: translate("Recipes", "“{said}” is no item."),
        RecipeFault.SAME_ITEM: translate("Recipes", "The same item stands on both sides."),
        RecipeFault.NO_MOMENT: translate("Recipes", "“{said}” is no day and no moment."),
        RecipeFault.NO_SUCH_MOMENT: translate("Recipes", "There is no “{said}” in the calendar or on the clock."),
        RecipeFault.TOO_FAR: translate("Recipes", "“{said}” is too far away."),
        RecipeFault.NO_SHIFT: translate("Recipes", "“{said}” is nothing a deadline can be shifted by."),
        RecipeFault.NO_COLOR: translate("Recipes", "“{said}” is no colour."),
        RecipeFault.BAD_TEMPLATE: translate("Recipes", "The brace at “{said}” stands alone."),
        RecipeFault.UNKNOWN_NAME: translate("Recipes", "“{said}” in braces stands for nothing."),
        RecipeFault.UNKNOWN_KIND: translate("Recipes", "“{said}” can't be created."),
        RecipeFault.NOT_FOR_KIND: translate("Recipes", "What is to be created has no such thing."),
        RecipeFault.BAD_LAYOUT: translate("Recipes", "No portal takes these content blocks (“{said}”)."),
        RecipeFault.NO_COUNTRY: translate("Recipes", "“{said}” is no country."),
        RecipeFault.NO_DATE: translate("Recipes", "“{said}” is no day."),
        RecipeFault.NO_WEEKDAY: translate("Recipes", "“{said}” is no day of the week."),
    }


def _advice() -> Mapping[RecipeFault, Callable[[RecipeMistake], str]]:
    """What to write instead; not where the sentence says it already."""
    said: dict[RecipeFault, str] = {
        RecipeFault.NOT_TEXT: translate("Recipes", "Save it as UTF-8."),
        RecipeFault.NOT_A_RECIPE: translate("Recipes", "A recipe is an object with “select” and “change”."),
        RecipeFault.NEWER: translate("Recipes", "Update Daybook to use it."),
        RecipeFault.BROKEN_TEXT: translate("Recipes", "Write it anew."),
        RecipeFault.NOT_TOGETHER: translate("Recipes", "Make two recipes of it."),
        RecipeFault.NOT_TRUE: translate("Recipes", "Leave it out otherwise."),
        RecipeFault.EMPTY_FILTER: translate("Recipes", "Add a condition, or say in options how many rows it may be."),
        RecipeFault.NO_ITEM: translate("Recipes", "Write it as in “deal:5”."),
        RecipeFault.NO_MOMENT: translate("Recipes", "Write it as in “2026-12-24 15:00” or “today+3wd 10:00”."),
        RecipeFault.NO_SHIFT: translate("Recipes", "Write a number with m, h, d or wd, such as “+3wd”."),
        RecipeFault.NO_COLOR: translate("Recipes", "Write “1” to “7” or “default”."),
        RecipeFault.NO_COUNTRY: translate("Recipes", "Write its two capital letters, such as “DE”."),
        RecipeFault.NO_DATE: translate("Recipes", "Write it as in “2026-12-24”."),
        RecipeFault.NO_WEEKDAY: translate("Recipes", "Write “mon” to “sun”."),
        RecipeFault.NOT_FOR_KIND: translate("Recipes", "Leave it out."),
        RecipeFault.NO_ID: translate("Recipes", "Numbers of activities and people are whole, from 1 on."),
        RecipeFault.UNKNOWN_TYPE: translate("Recipes", "Write “deal”, “lead”, “contact” or “company”."),
    }
    listed = translate("Recipes", "These can be: {names}.")
    between = translate("Recipes", "It may be from {least} to {most}.")
    made: dict[RecipeFault, Callable[[RecipeMistake], str]] = {
        reason: (lambda _mistake, words=words: words)  # type: ignore[misc]
        for reason, words in said.items()
    }
    made[RecipeFault.UNKNOWN_KIND] = lambda mistake: listed.format(names=", ".join(mistake.nearest))
    made[RecipeFault.OUT_OF_RANGE] = lambda mistake: (
        between.format(least=mistake.nearest[0], most=mistake.nearest[-1]) if mistake.nearest else ""
    )
    return made
