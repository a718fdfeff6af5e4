"""What is said about a filter that cannot be understood, and about a file of a view that was written by hand."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.query_faults import BadQuery, Mistake, QueryFault
from daybook.domain.view_file import ViewFault, ViewMistake
from daybook.store.views import NoSuchView, ViewNameTaken
from daybook.ui.kit.wording.sentence import Explain, Sentence

translate = QCoreApplication.translate

_SHOWN: Final = 40


def query_mistake(mistake: Mistake) -> Sentence:
    """What is wrong with one piece of a filter, and what was perhaps meant."""
    said = mistake.said if len(mistake.said) <= _SHOWN else f"{mistake.said[:_SHOWN]}…"
    title = _titles()[mistake.reason].format(said=said)
    if mistake.nearest:
        names = ", ".join(mistake.nearest)
        return Sentence(title, translate("Wording", "Did you mean {names}?").format(names=names))
    return Sentence(title, _advice().get(mistake.reason, ""))


def _titles() -> dict[QueryFault, str]:
    return {
        QueryFault.UNKNOWN_KEY: translate("Wording", "“{said}” is nothing a filter can ask for."),
        QueryFault.VALUE_MISSING: translate("Wording", "Something is missing after the colon, comma or sign."),
        QueryFault.UNKNOWN_VALUE: translate("Wording", "“{said}” is not one of the values."),
        QueryFault.NOT_A_MOMENT: translate("Wording", "“{said}” is no time that can stand here."),
        QueryFault.NO_SUCH_DAY: translate("Wording", "There is no such day: {said}."),
        QueryFault.NO_SUCH_TIME: translate("Wording", "There is no such time: {said}."),
        QueryFault.TOO_FAR: translate("Wording", "“{said}” is too far away."),
        QueryFault.BACKWARDS: translate("Wording", "“{said}” ends before it begins."),
        QueryFault.NO_LENGTH: translate("Wording", "Nothing lasts no time."),
        QueryFault.NO_COMPARISON: translate("Wording", "Only times can be compared with < and >."),
        QueryFault.NOT_A_NUMBER: translate("Wording", "“{said}” holds no number that can stand here."),
        QueryFault.QUOTE_OPEN: translate("Wording", "A quotation mark has no partner."),
        QueryFault.TOO_LONG: translate("Wording", "This filter is too long."),
        QueryFault.TOO_MANY: translate("Wording", "This filter asks for too many things at once."),
        QueryFault.UNKNOWN_PERSON: translate("Wording", "Nobody here is called “{said}”."),
        QueryFault.AMBIGUOUS_PERSON: translate("Wording", "Several people are called “{said}”."),
        QueryFault.UNKNOWN_ITEM: translate("Wording", "This portal has no items called “{said}”."),
        QueryFault.AMBIGUOUS_ITEM: translate("Wording", "Several smart processes are called “{said}”."),
    }


def _advice() -> dict[QueryFault, str]:
    return {
        QueryFault.UNKNOWN_KEY: translate("Wording", "To look for it as a text, put it between quotation marks."),
        QueryFault.VALUE_MISSING: translate("Wording", "Type what is asked for, as in due:today or resp:me."),
        QueryFault.NOT_A_MOMENT: translate("Wording", "Try due:today, due<=friday, due:2026-12-24 or changed>-3d."),
        QueryFault.NO_LENGTH: translate("Wording", "Try due<now."),
        QueryFault.NO_COMPARISON: translate("Wording", "Put a colon there."),
        QueryFault.QUOTE_OPEN: translate("Wording", "Add the closing one."),
        QueryFault.TOO_LONG: translate("Wording", "Leave something out."),
        QueryFault.TOO_MANY: translate("Wording", "Leave something out."),
    }


def view_mistake(mistake: ViewMistake) -> Sentence:
    """What is wrong with a file of a view, where, and what became of it."""
    title = _view_titles()[mistake.reason].format(said=mistake.said, key=mistake.key)
    if mistake.line:
        title = translate("Wording", "Line {line}, column {column}: {what}").format(
            line=mistake.line, column=mistake.column, what=title
        )
    if mistake.query is not None:
        wrong = query_mistake(mistake.query)
        return Sentence(title, f"{wrong.title} {wrong.advice}".strip())
    if mistake.nearest:
        names = ", ".join(mistake.nearest)
        return Sentence(title, translate("Wording", "Did you mean {names}?").format(names=names))
    return Sentence(title, "" if mistake.refused else translate("Wording", "It was left out."))


def _view_titles() -> dict[ViewFault, str]:
    return {
        ViewFault.TOO_LARGE: translate("Wording", "This file is far too large for a view."),
        ViewFault.NOT_TEXT: translate("Wording", "This file is no text in UTF-8."),
        ViewFault.NOT_JSON: translate("Wording", "From here on it is not JSON."),
        ViewFault.NOT_A_VIEW: translate("Wording", "This is no view: “daybook_view”: 1 is missing."),
        ViewFault.NEWER: translate("Wording", "A newer Daybook wrote this view."),
        ViewFault.UNKNOWN_KEY: translate("Wording", "A view has no “{said}”."),
        ViewFault.DUPLICATE_KEY: translate("Wording", "“{said}” stands there twice."),
        ViewFault.WRONG_TYPE: translate("Wording", "“{key}” can't be {said}."),
        ViewFault.NO_NAME: translate("Wording", "The name is empty."),
        ViewFault.NAME_TOO_LONG: translate("Wording", "The name is too long."),
        ViewFault.BAD_FILTER: translate("Wording", "The filter is not understood."),
        ViewFault.UNKNOWN_COLUMN: translate("Wording", "There is no column “{said}”."),
        ViewFault.DUPLICATE_COLUMN: translate("Wording", "The column “{said}” stands there twice."),
        ViewFault.BAD_WIDTH: translate("Wording", "No column is {said} wide."),
        ViewFault.UNKNOWN_ORDER: translate("Wording", "A view can't be ordered by “{said}”."),
        ViewFault.UNKNOWN_GROUP: translate("Wording", "A view can't be grouped by “{said}”."),
    }


def _bad_query(error: BadQuery) -> Sentence:
    return query_mistake(error.mistakes[0])


def _view_name_taken(_error: ViewNameTaken) -> Sentence:
    return Sentence(translate("Wording", "Another view has this name."), translate("Wording", "Give it another one."))


def _no_such_view(_error: NoSuchView) -> Sentence:
    return Sentence(translate("Wording", "This view was deleted or renamed meanwhile."))


SENTENCES: Final[dict[type[BaseException], Explain]] = {
    BadQuery: _bad_query,
    ViewNameTaken: _view_name_taken,
    NoSuchView: _no_such_view,
}
