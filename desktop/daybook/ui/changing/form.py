"""What is to be changed: a line for each thing, added from a list, and the way to look at it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.changing.blocks_part import BlocksPart
from daybook.ui.changing.create_part import CreatePart
from daybook.ui.changing.deadline_part import DeadlinePart
from daybook.ui.changing.item_parts import ItemsPart, MovePart
from daybook.ui.changing.part_line import PartEditor, PartLine
from daybook.ui.changing.part_words import part_about, part_glyph, part_name
from daybook.ui.changing.people_part import PeoplePart
from daybook.ui.changing.plain_parts import ColorPart, CompletedPart, DeletePart, PingsPart
from daybook.ui.changing.text_part import TextPart
from daybook.ui.changing.tools import Tools
from daybook.ui.changing.values_part import ValuesPart
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label, separator
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.theme import restyle
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.picker import Picker
from daybook.work.changing.parts import Part
from daybook.work.changing.state import ChangingState

WIDTH: Final = 384
"""Eight colours with the name of one beside them, a frame, and a scroll bar."""

_EDITORS: Final[Mapping[Part, Callable[[Tools], PartEditor]]] = {
    Part.DEADLINE: DeadlinePart,
    Part.RESPONSIBLE: PeoplePart,
    Part.COLOR: ColorPart,
    Part.PINGS: PingsPart,
    Part.TITLE: lambda tools: TextPart(tools, lines=False),
    Part.DESCRIPTION: lambda tools: TextPart(tools, lines=True),
    Part.COMPLETED: CompletedPart,
    Part.BIND: ItemsPart,
    Part.UNBIND: ItemsPart,
    Part.MOVE: MovePart,
    Part.BLOCKS: BlocksPart,
    Part.VALUES: ValuesPart,
    Part.CREATE: CreatePart,
    Part.DELETE: DeletePart,
}


class ChangeForm(QWidget):
    """Shows what is composed, and tells what the person composes. Sends nothing."""

    put = Signal(object, object)  # Part, its value or None
    dropped = Signal(object)  # Part
    look_wanted = Signal()
    recipes_wanted = Signal()

    def __init__(self, tools: Tools, offered: Callable[[], tuple[Part, ...]]) -> None:
        super().__init__()
        self._tools = tools
        self._offered = offered
        self.lines: dict[Part, PartLine] = {}
        self.picker: Picker | None = None
        look = tools.look
        self.setAccessibleName(self.tr("What is to be changed"))
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(self.tr("Change"), Step.HEADING)
        self.origin = ElidedLabel(step=Step.SMALL, tone="text_soft")
        self.recipes = push_button(look, self.tr("Recipe…"), self.recipes_wanted.emit, kind="quiet", compact=True)
        self.notice = Notice(look, "warning")
        self.notice.add_button(push_button(look, self.tr("Dismiss"), lambda: self.notice.say(""), kind="link"))
        self.hint = label(
            self.tr("Add what is to become of the selected rows. Nothing is sent before you have seen it."),
            tone="text_soft",
            wrap=True,
        )
        self.add = push_button(look, self.tr("Add a change…"), self.open_list, glyph=Glyph.PLUS)
        self.look = push_button(look, self.tr("Look at what happens"), self.look_wanted.emit, kind="primary")
        self._column = QVBoxLayout()
        self._lay_out()

    def show_state(self, state: ChangingState) -> None:
        """Shows what is composed; what is being typed stays as it is typed."""
        picked = state.picked
        self.origin.setText(picked.origin if picked is not None else self.tr("Nothing is selected"))
        for part in [each for each in self.lines if each not in state.parts]:
            self._remove(part)
        for part, value in state.parts.items():
            if part not in self.lines:
                self._make(part, value)
            elif value is not None and self.lines[part].editor.value != value:
                self.lines[part].editor.show_value(value)
        self.hint.setVisible(not self.lines)
        self.add.setEnabled(picked is not None and bool(self._offered()))
        self.look.setEnabled(state.can_look and not state.looking)
        self._make_primary(not state.is_fresh)

    def open_list(self) -> Picker:
        """Opens the list of what can be added."""
        picker = Picker(self._tools.look, self.tr("What to change"), self.tr("Search what can be changed"), self.add)
        self.picker = picker
        picker.picked.connect(self.begin)
        choices = [
            Choice(part, part_name(part), part_about(part, by_application=self._tools.by_application),
                   glyph=part_glyph(part))
            for part in self._offered()
        ]  # fmt: skip
        picker.offer(choices, self.tr("Nothing else fits beside what is there."))
        picker.open()
        return picker

    def begin(self, part: Part) -> None:
        """Adds a line and goes there."""
        if part not in self._offered():
            return
        line = self._make(part, None)
        self.put.emit(part, line.editor.value)
        line.editor.take_focus()

    def take_focus(self) -> None:
        """Onto the first line, or onto the button that adds one."""
        first = next(iter(self.lines.values()), None)
        if first is not None:
            first.editor.take_focus()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self.origin)
        head = QHBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, SMALL, SMALL)
        head.addLayout(words, 1)
        head.addWidget(self.recipes)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(MEDIUM, SMALL, MEDIUM, MEDIUM)
        inner.setSpacing(SMALL)
        inner.addWidget(self.notice)
        inner.addWidget(self.hint)
        self._column.setSpacing(SMALL)
        inner.addLayout(self._column)
        inner.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(MEDIUM, SMALL, MEDIUM, MEDIUM)
        foot.addWidget(self.look, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Scroll(self.tr("What is to be changed"), inside), 1)
        column.addWidget(separator())
        column.addLayout(foot)

    def _make(self, part: Part, value: Any) -> PartLine:
        editor = _EDITORS[part](self._tools)
        if value is not None:
            editor.show_value(value)
        line = PartLine(self._tools.look, part, editor)
        line.taken.connect(self.put)
        line.removed.connect(self._drop)
        self.lines[part] = line
        self._column.addWidget(line)
        self._order_tabs()
        return line

    def _order_tabs(self) -> None:
        """The buttons come behind the lines; what is made later would come last in the window otherwise."""
        line = next(reversed(self.lines.values()), None)
        if line is None:
            return
        last: QWidget = line
        while (following := last.nextInFocusChain()) is not None and line.isAncestorOf(following):
            last = following
        QWidget.setTabOrder(last, self.add)
        QWidget.setTabOrder(self.add, self.look)

    def _make_primary(self, primary: bool) -> None:
        """What was looked at is what comes next: then another button is the one to press."""
        wanted = "primary" if primary else ""
        if self.look.property("look") != wanted:
            self.look.setProperty("look", wanted)
            restyle(self.look)

    def _drop(self, part: Part) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dropped.emit(part)

    def _remove(self, part: Part) -> None:
        line = self.lines.pop(part)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
