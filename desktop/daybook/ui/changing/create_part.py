"""A template from which something is created for each item: a to-do, a call or a meeting."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import Template
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.changing.moment_choice import MomentChoice
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.people_part import PeoplePart
from daybook.ui.changing.text_part import TemplateField
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.todo.color_field import ColorField
from daybook.ui.todo.ping_field import PingField

_USUAL_MINUTES: Final = 30
_LONGEST: Final = 1440


class CreatePart(PartEditor):
    """A title and a moment are needed; without a person it is whoever runs it."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._color = TodoColor.DEFAULT
        self._pings: PingOffsets | None = None
        segments = (
            Segment(ActivityKind.TODO.value, self.tr("To-do")),
            Segment(ActivityKind.CALL.value, self.tr("Call")),
            Segment(ActivityKind.MEETING.value, self.tr("Meeting")),
        )
        self.kind = SegmentedTabs(tools.look, self.tr("What is created"), segments)
        self.title = TemplateField(tools, self.tr("Title"), lines=False)
        self.moment = MomentChoice(tools, self.tr("When"))
        self.description = TemplateField(tools, self.tr("Description"), lines=True)
        self.chosen = QCheckBox(self.tr("Somebody else is responsible"))
        self.people = PeoplePart(tools)
        self.people.hide()
        self.color = ColorField(tools.look)
        self.pings = PingField(tools.look)
        self.pings.show_pings(PingOffsets())
        self.minutes = QSpinBox()
        self.minutes.setLocale(tools.formats.locale)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.minutes.setRange(1, _LONGEST)
        self.minutes.setValue(_USUAL_MINUTES)
        self.minutes.setAccessibleName(self.tr("Length in minutes"))
        self._of_todos = self._block((self.tr("Colour"), self.color), (self.tr("Reminders"), self.pings))
        self._of_others = self._block((self.tr("Length in minutes"), self.minutes))
        self._lay_out()
        self._connect()
        self._turn()

    @property
    def value(self) -> Template | None:
        """The template, None while it can't be one."""
        moment, title, kind = self.moment.moment, self.title.text.strip(), ActivityKind(self.kind.current)
        people = self.people.value if self.chosen.isChecked() else None
        is_whole = moment is not None and title and not self.title.fault and not self.description.fault
        if moment is None or not is_whole or (self.chosen.isChecked() and people is None):
            return None
        todo = kind is ActivityKind.TODO
        return Template(
            kind,
            title,
            moment,
            self.description.text,
            people,
            self._color if todo else TodoColor.DEFAULT,
            self._pings if todo else None,
            _USUAL_MINUTES if todo else self.minutes.value(),
        )

    def show_value(self, value: Any) -> None:
        """Shows the template of a recipe."""
        self.blockSignals(True)
        self.kind.choose(value.kind.value)
        self.title.show_text(value.title)
        self.moment.show_moment(value.deadline)
        self.description.show_text(value.description)
        self.chosen.setChecked(value.responsible is not None)
        if value.responsible is not None:
            self.people.show_value(value.responsible)
        self._color, self._pings = value.color, value.pings
        self.color.show_color(value.color)
        self.pings.show_pings(value.pings or PingOffsets())
        self.minutes.setValue(value.minutes)
        self._turn()
        self.blockSignals(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.kind)
        column.addWidget(
            self._block(
                (self.tr("Title"), self.title),
                (self.tr("When"), self.moment),
                (self.tr("Description"), self.description),
            )
        )
        for widget in (self.chosen, self.people, self._of_todos, self._of_others):
            column.addWidget(widget)
        self.setFocusProxy(self.title)

    def _block(self, *fields: tuple[str, QWidget]) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        for caption, field in fields:
            column.addWidget(label(caption, Step.SMALL, "text_soft"))
            column.addWidget(field)
        return block

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _key: self._turn())
        self.kind.chosen.connect(lambda _key: self.taken.emit())
        self.chosen.toggled.connect(self.people.setVisible)
        self.chosen.toggled.connect(lambda _on: self.taken.emit())
        for field in (self.title, self.moment, self.description, self.people):
            field.taken.connect(self.taken)
        self.color.taken.connect(self._take_color)
        self.pings.taken.connect(self._take_pings)
        self.minutes.valueChanged.connect(lambda _value: self.taken.emit())

    def _take_color(self, color: TodoColor) -> None:
        self._color = color
        self.taken.emit()

    def _take_pings(self, pings: PingOffsets) -> None:
        self._pings = pings
        self.taken.emit()

    def _turn(self) -> None:
        todo = self.kind.current == ActivityKind.TODO.value
        self._of_todos.setVisible(todo)
        self._of_others.setVisible(not todo)
