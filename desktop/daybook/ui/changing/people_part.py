"""Who becomes responsible: one person, several in turn, or of several whoever has least to do."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.changes.change import ByLoad, RoundRobin, SetResponsible
from daybook.domain.entities import Person
from daybook.ui.changing.one_page import OnePage
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.person_field import PersonField
from daybook.ui.todo.picker import Picker

ONE: Final = "one"
IN_TURN: Final = "in_turn"
BY_LOAD: Final = "by_load"


class PeopleField(QWidget):
    """A chip for each person, and a button for one more."""

    taken = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.ids: tuple[int, ...] = ()
        self.picker: Picker | None = None
        self.chips: dict[int, RemovableChip] = {}
        self.add = push_button(tools.look, self.tr("Add a person"), self.open_list, glyph=Glyph.PLUS, kind="quiet",
                               compact=True)  # fmt: skip
        self._box = QWidget()
        self._flow = FlowLayout(self._box, SMALL - 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self._box)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)
        tools.people_came.connect(self._show)
        self._show()

    def show_people(self, ids: tuple[int, ...]) -> None:
        """Others, silently."""
        self.ids = ids
        self._show()

    def open_list(self) -> Picker:
        """Opens the list of those who are not there yet."""
        picker = Picker(self._tools.look, self.tr("People"), self.tr("Search people"), self.add)
        self.picker = picker
        picker.picked.connect(self._add)
        picker.closed.connect(self._forget)
        if self._tools.people:
            self._offer()
        else:
            picker.wait(self.tr("Reading who works here…"))
        picker.open()
        self._tools.people_wanted.emit()
        return picker

    def _offer(self) -> None:
        if self.picker is not None:
            left = [each for each in self._tools.people if each.id not in self.ids]
            self.picker.offer([_choice(each) for each in left], self.tr("Nobody else is called so."))

    def _forget(self) -> None:
        self.picker = None

    def _add(self, person_id: int) -> None:
        self.ids = (*self.ids, person_id)
        self._show()
        self.taken.emit()

    def _drop(self, person_id: int) -> None:
        self.ids = tuple(each for each in self.ids if each != person_id)
        self._show()
        self.add.setFocus()
        self.taken.emit()

    def _show(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for person_id in self.ids:
            person = self._tools.person_of(person_id)
            chip = RemovableChip(self._tools.look, person.name if person is not None else f"#{person_id}")
            chip.removed.connect(lambda person_id=person_id: self._drop(person_id))
            self._flow.addWidget(chip)
            QWidget.setTabOrder(chip.cross, self.add)
            self.chips[person_id] = chip
        self._box.setVisible(bool(self.ids))
        self._offer()


class PeoplePart(PartEditor):
    """Three ways; the people of one are kept while another is on."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._person_id: int | None = None
        segments = (
            Segment(ONE, self.tr("One")),
            Segment(IN_TURN, self.tr("In turn")),
            Segment(BY_LOAD, self.tr("By load")),
        )
        self.ways = SegmentedTabs(tools.look, self.tr("How people are chosen"), segments)
        self.one = PersonField(tools.look, lambda number: tools.person_of(number) if number else None)
        self.several = PeopleField(tools)
        self._hint = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self._pages = OnePage((self.one, self.several))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for widget in (self.ways, self._pages, self._hint):
            column.addWidget(widget)
        self.setFocusProxy(self.one)
        self.ways.chosen.connect(lambda _key: self._turn())
        self.ways.chosen.connect(lambda _key: self.taken.emit())
        self.one.taken.connect(self._take)
        self.one.people_wanted.connect(tools.people_wanted)
        tools.people_came.connect(self._show_people)
        self.several.taken.connect(self._turn)
        self.several.taken.connect(self.taken)
        self._show_people()
        self._turn()

    @property
    def value(self) -> SetResponsible | RoundRobin | ByLoad | None:
        """Who."""
        if self.ways.current == ONE:
            return SetResponsible(self._person_id) if self._person_id else None
        if not self.several.ids:
            return None
        return RoundRobin(self.several.ids) if self.ways.current == IN_TURN else ByLoad(self.several.ids)

    def show_value(self, value: Any) -> None:
        """Shows the people of a recipe."""
        if isinstance(value, SetResponsible):
            self.ways.choose(ONE)
            self._person_id = value.person_id
            self.one.show_person(value.person_id)
        elif isinstance(value, RoundRobin | ByLoad):
            self.ways.choose(IN_TURN if isinstance(value, RoundRobin) else BY_LOAD)
            self.several.show_people(value.person_ids)
        self._turn()

    def _take(self, person_id: int) -> None:
        self._person_id = person_id
        self.one.show_person(person_id)
        self.taken.emit()

    def _show_people(self) -> None:
        if self._tools.people:
            self.one.show_people(self._tools.people)
        else:
            self.one.show_person(self._person_id)

    def _turn(self) -> None:
        way = self.ways.current
        self._pages.turn_to(self.one if way == ONE else self.several)
        self._hint.setText(
            {
                ONE: self.tr("The new person and the former one get a message."),
                IN_TURN: self.tr("The first row goes to the first person, the next to the next."),
                BY_LOAD: self.tr("Each row goes to whoever has the fewest open activities."),
            }[way]
        )


def _choice(person: Person) -> Choice:
    return Choice(person.id, person.name, person.position, person)
