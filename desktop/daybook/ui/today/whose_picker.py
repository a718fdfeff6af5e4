"""Whose day is shown: oneself, everybody, or some people."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from daybook.domain.entities import Person
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.todo.choice_list import CHOICE_ROLE, Choice
from daybook.ui.todo.picker import Picker
from daybook.work.agenda import TodayContent, Whose

EVERYBODY = "everybody"


class WhosePicker(Picker):
    """Stays open, so that several people can be chosen; each choice takes effect at once."""

    chosen = Signal(object)  # Whose

    def __init__(self, look: Look, content: TodayContent, me: Person, anchor: QWidget) -> None:
        self._me = me
        self._whose: Whose = content.whose
        others = (each for each in content.people.values() if each.active and each.id != me.id)
        self._others = sorted(others, key=lambda each: each.name.casefold())
        super().__init__(look, "", "", anchor)
        self.setAccessibleName(self.tr("Whose day is shown"))
        hint = self.tr("Search people")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.list.setAccessibleName(self.tr("People"))
        self._offer()

    def _pick(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        self._whose = toggled(self._whose, choice.value, self._me.id)
        row = index.row()
        self._offer()
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.chosen.emit(self._whose)

    def _offer(self) -> None:
        me = self.tr("Me ({name})").format(name=self._me.name)
        choices = [
            Choice(self._me.id, me, self._me.position, self._me, chosen=self._has(self._me.id)),
            Choice(EVERYBODY, self.tr("Everybody"), glyph=Glyph.USERS, chosen=self._whose is None),
            *(Choice(each.id, each.name, each.position, each, chosen=self._has(each.id)) for each in self._others),
        ]
        self.offer(choices, self.tr("Nobody is called so."))

    def _has(self, person_id: int) -> bool:
        return self._whose is not None and person_id in self._whose


def toggled(whose: Whose, value: object, me: int) -> Whose:
    """Whose day it is after a choice was made. Nobody at all means oneself."""
    if not isinstance(value, int):
        return None
    if whose is None:
        return (value,)
    left = tuple(each for each in whose if each != value)
    return left or (me,) if value in whose else (*whose, value)
