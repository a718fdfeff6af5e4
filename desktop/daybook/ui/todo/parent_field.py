"""The activity that a to-do follows from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.activity import Activity
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY
from daybook.ui.timeline.kinds import kind_glyph, kind_name
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.pick_button import PickButton
from daybook.ui.todo.picker import Picker


class ParentField(QWidget):
    """Shows what a to-do follows from. That cannot be read from the portal: until it is chosen here, it is unknown."""

    taken = Signal(object)  # int: Activity.id; None takes the choice back

    def __init__(self, look: Look, formats: Formats, parents: Callable[[], Sequence[Activity]]) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._parents = parents
        self._parent_id: int | None = None
        self._none = ""
        self.button = PickButton(look, self.tr("Follows from"), self.open_list)
        self.note = label(
            self.tr("Its reminders are unknown. Choosing here erases them unless you set new ones above."),
            Step.SMALL, "warning", wrap=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY + 2)
        column.addWidget(self.button)
        column.addWidget(self.note)
        self.setFocusProxy(self.button)

    def show_parent(self, parent_id: int | None, *, is_known: bool, erases_pings: bool) -> None:
        """Shows an activity by its number. `is_known` = None means that there is none; else it only is not known.

        `erases_pings` = choosing another erases unknown reminders.
        """
        self._parent_id = parent_id
        self._none = self.tr("Nothing") if is_known else self.tr("Unknown: the portal does not tell")
        self.note.setVisible(erases_pings)
        found = next((each for each in self._parents() if each.id == parent_id), None)
        if found is not None:
            self.button.show_choice(found.subject or kind_name(found.kind), glyph=kind_glyph(found))
        elif parent_id:
            self.button.show_choice(self.tr("Activity #{number}").format(number=parent_id), glyph=Glyph.ACTIVITY)
        else:
            self.button.show_choice(self._none)

    def open_list(self) -> Picker:
        """Opens the list of open activities of the same timeline."""
        picker = Picker(self._look, self.tr("Open activities"), self.tr("Search activities"), self.button)
        picker.picked.connect(self.taken)
        nothing = self.tr("No other open activity here. A to-do can only follow from an open one.")
        back = [Choice(None, self._none, glyph=Glyph.UNDO)] if self._parent_id else []
        picker.offer([*back, *(self._choice(each) for each in self._parents())], nothing)
        picker.open()
        return picker

    def _choice(self, activity: Activity) -> Choice:
        kind = kind_name(activity.kind)
        about = f"{kind} · {self._formats.deadline(activity.deadline)}"
        chosen = activity.id == self._parent_id
        return Choice(activity.id, activity.subject or kind, about, glyph=kind_glyph(activity), chosen=chosen)
