"""Who is responsible."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.entities import Person
from daybook.ui.kit.look import Look
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.pick_button import PickButton
from daybook.ui.todo.picker import Picker


class PersonField(QWidget):
    """Shows one person and lets another one be picked; oneself stands first, as "Me".

    `people_wanted` asks for those who may be picked each time the list opens; `show_people` brings them.
    """

    taken = Signal(object)  # int: Person.id
    people_wanted = Signal()

    def __init__(self, look: Look, person_of: Callable[[int | None], Person | None]) -> None:
        super().__init__()
        self._look = look
        self._person_of = person_of
        self._person_id: int | None = None
        self._people: tuple[Person, ...] = ()
        self.picker: Picker | None = None
        self.button = PickButton(look, self.tr("Responsible"), self.open_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.show_person(None)

    def show_person(self, person_id: int | None) -> None:
        """Shows who is responsible; None = nobody."""
        self._person_id = person_id
        person = self._person_of(person_id)
        unknown = self.tr("Nobody") if not person_id else self.tr("Person #{number}").format(number=person_id)
        self.button.show_choice(person.name if person is not None else unknown, person=person)

    def show_people(self, people: Sequence[Person]) -> None:
        """Those who may be picked, oneself first."""
        self._people = tuple(people)
        self.show_person(self._person_id)
        if self.picker is not None:
            self.picker.offer(self._choices(), self.tr("Nobody is called so."))

    def open_list(self) -> Picker:
        """Opens the list of people."""
        picker = Picker(self._look, self.tr("People"), self.tr("Search people"), self.button)
        self.picker = picker
        picker.picked.connect(self.taken)
        picker.closed.connect(self._forget)
        if self._people:
            self.show_people(self._people)
        else:
            picker.wait(self.tr("Reading who works here…"))
        picker.open()
        self.people_wanted.emit()
        return picker

    def _forget(self) -> None:
        self.picker = None

    def _choices(self) -> list[Choice]:
        made = []
        for number, person in enumerate(self._people):
            title = self.tr("Me ({name})").format(name=person.name) if number == 0 else person.name
            made.append(Choice(person.id, title, person.position, person, chosen=person.id == self._person_id))
        return made
