"""Cells in words: what stands in one, why it can't be edited, why a text is no value for it."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject

from daybook.domain.cell_paste import Misfit
from daybook.domain.cell_reading import DEADLINE_FAULT, CellWords
from daybook.domain.entities import Person
from daybook.domain.pending import CellFault, Hindrance, Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.kit.wording import keys
from daybook.ui.layouts.color_names import todo_color_name

translate = QCoreApplication.translate

PersonOf = Callable[[int | None], Person | None]


class CellTexts(QObject):
    """What a cell holds, as a person reads it. `person_of` knows who is who; it may not know yet."""

    def __init__(self, formats: Formats, person_of: PersonOf) -> None:
        super().__init__()
        self._formats = formats
        self._person_of = person_of

    def text(self, name: Field, value: Value) -> str:
        """The value in words, never empty."""
        if name is Field.DEADLINE:
            return self._formats.deadline(value if isinstance(value, datetime) else None)
        if name is Field.RESPONSIBLE:
            return self.person(value if isinstance(value, int) else None)
        if isinstance(value, TodoColor):
            return todo_color_name(value)
        if isinstance(value, PingOffsets):
            return ", ".join(map(self._formats.ping, value.minutes)) or self.tr("no reminders")
        if isinstance(value, bool):
            return self.tr("done") if value else self.tr("open")
        return self._plain(name, value)

    def brief(self, name: Field, value: Value) -> str:
        """The same where there is little room."""
        moment = value if name is Field.DEADLINE and isinstance(value, datetime) else None
        return self.text(name, value) if moment is None else self._formats.brief(moment)

    def person(self, person_id: int | None) -> str:
        """Somebody's name, or the number of one whom nobody explained yet."""
        if person_id is None:
            return self.tr("nobody")
        person = self._person_of(person_id)
        return person.name if person is not None else f"#{person_id}"

    def _plain(self, name: Field, value: Value) -> str:
        if value is None:
            return self.tr("unknown") if name is Field.PINGS else self.tr("empty")
        text = " ".join(str(value).split())
        return self.tr("“{text}”").format(text=text) if text else self.tr("empty")


def cell_name(name: Field) -> str:
    """What a field is called in a table: short, as its column is."""
    short = {
        Field.RESPONSIBLE: translate("CellNames", "responsible"),
        Field.COMPLETED: translate("CellNames", "state"),
    }
    return short.get(name) or keys.field_name(name)


def cell_words() -> CellWords:
    """What a person may type in her own language; English is understood beside it."""
    colors = {todo_color_name(color).casefold(): color for color in TodoColor}
    return CellWords(
        yes=_list(translate("CellWords", "yes, done", "words a person may type for a completed activity")),
        no=_list(translate("CellWords", "no, open", "words a person may type for an open activity")),
        me=_list(translate("CellWords", "me", "words a person may type for herself")),
        none=_list(translate("CellWords", "none, no reminders", "words a person may type for no reminders at all")),
        overdue=_list(translate("CellWords", "overdue", "what stands behind a deadline that has passed")),
        colors=colors,
    )


def hindrance_words(found: Hindrance) -> str:
    """Why a cell can't be edited, and what to do."""
    return {
        Hindrance.COMPLETED: translate("CellHindrance", "A completed to-do can't be changed. Reopen it first."),
        Hindrance.NOT_A_TODO: translate("CellHindrance", "Only to-dos have this."),
        Hindrance.FOLLOWS_START: translate(
            "CellHindrance", "The deadline of a call or a meeting follows from when it starts. Open it to move it."
        ),
        Hindrance.KEPT_ELSEWHERE: translate(
            "CellHindrance", "The portal keeps the original of it elsewhere. Change it in the portal."
        ),
        Hindrance.WOULD_SEND_EMAIL: translate(
            "CellHindrance", "Completing an outgoing e-mail would send it. Do that in the portal."
        ),
        Hindrance.NEEDS_APPLICATION: translate("CellHindrance", "Only the application that made it can change it."),
        Hindrance.UNKNOWN_PINGS: translate(
            "CellHindrance", "Nobody can read its present reminders. Open it to set them anew."
        ),
        Hindrance.NEEDS_DEADLINE: translate(
            "CellHindrance", "Reminders count from a deadline, and it has none. Give it one first."
        ),
        Hindrance.READ_ONLY: translate("CellHindrance", "This column can't be edited."),
    }[found]


def reason_words(reason: Enum | str) -> str:
    """Why a pasted or typed cell did not become a change (`LeftOut.reason`, `BadCell.reason`)."""
    if isinstance(reason, Hindrance):
        return hindrance_words(reason)
    if isinstance(reason, Misfit):
        return _misfit(reason)
    text = str(reason)
    if text.startswith(DEADLINE_FAULT):
        return keys.deadline_fault(text.removeprefix(DEADLINE_FAULT))
    return _fault(CellFault(text))


def _misfit(reason: Misfit) -> str:
    return {
        Misfit.NO_ROW: translate("CellMisfit", "The table has no more rows for it."),
        Misfit.NO_COLUMN: translate("CellMisfit", "The table has no more columns for it."),
        Misfit.NOT_LOADED: translate("CellMisfit", "The activity is not there any more."),
        Misfit.BEING_SENT: translate("CellMisfit", "Earlier changes of this row are just being sent. Wait a moment."),
    }[reason]


def _fault(fault: CellFault) -> str:
    return {
        CellFault.EMPTY: translate("CellFault", "An empty cell changes nothing."),
        CellFault.NO_DEADLINE: translate("CellFault", "The portal can't take a deadline away. Choose another one."),
        CellFault.NO_SUCH_PERSON: translate("CellFault", "Nobody is called so."),
        CellFault.SEVERAL_PEOPLE: translate("CellFault", "Several people are called so. Type the whole name."),
        CellFault.NO_SUCH_COLOR: translate("CellFault", "No such colour. Type its name or a number from 0 to 7."),
        CellFault.NEITHER_YES_NOR_NO: translate("CellFault", "Type “yes” for done or “no” for open."),
        CellFault.NO_REMINDERS: translate("CellFault", "Type times before the deadline, such as “15, 1 h, 1 day”."),
    }[fault]


def _list(words: str) -> tuple[str, ...]:
    return tuple(word.strip().casefold() for word in words.split(",") if word.strip())
