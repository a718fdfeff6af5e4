"""Above the table: which view it is, the filter as text, and the same filter as a sentence of chips."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from daybook.domain.query_complete import Completer
from daybook.domain.query_faults import Mistake
from daybook.ui.activities.filter_words import mistake_words
from daybook.ui.activities.phrases import Phrases
from daybook.ui.activities.query_field import QueryField
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL, TINY
from daybook.work.asking import Asking

MENUS: Final = ("group", "columns", "export")
NARROW: Final = 640
"""Below this width the menus share one button."""
ROOM_MS: Final = 50
"""How long the rows under the sentence stay where they are while others are looked for."""
_NAME_NARROW: Final = 110
_NAME_WIDE: Final = 260


class FilterBar(QWidget):
    """Shows what is asked and tells what the person wants to be asked."""

    typed = Signal(str)
    part_dropped = Signal(int)
    left = Signal()  # to the table
    views_wanted = Signal()
    menu_wanted = Signal(str)  # one of MENUS, or "more" for the list of them

    def __init__(self, look: Look, formats: Formats, asking: Asking, completer: Completer) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._asking = asking
        self.view_button = push_button(look, "", self.views_wanted.emit, glyph=Glyph.CHEVRON_DOWN, kind="quiet")
        self.view_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the name
        self.field = QueryField(look, lambda text, cursor: completer.complete(text, cursor, asking.context()), self)
        words = (self.tr("Group"), self.tr("Columns"), self.tr("Export"))
        self._menu_buttons = [self._menu_button(name, menu) for name, menu in zip(words, MENUS, strict=True)]
        self.more_button = icon_button(look, Glyph.MORE, self.tr("More"), self._open_more)
        self._view_name = ""
        self._sentence = QWidget()
        self._chips = FlowLayout(self._sentence, TINY + 2)
        self._said = label(step=Step.SMALL, tone="danger", wrap=True)
        self._said.hide()
        self._lay_out()
        self.field.typed.connect(self.typed)
        self.field.left.connect(self.left)
        self.field.mistakes_shown.connect(self._say)
        self.chips: list[RemovableChip] = []
        self._made: list[RemovableChip] = []  # those that say nothing now are hidden
        self._room = QTimer(self, singleShot=True, interval=ROOM_MS)
        self._room.timeout.connect(self.make_room)

    @property
    def mistake(self) -> str:
        """What is said to be wrong; "" for nothing."""
        return self._said.text() if not self._said.isHidden() else ""

    @property
    def sentence(self) -> str:
        """The filter in words."""
        return self._sentence.accessibleName()

    def show_view(self, name: str) -> None:
        """Which view the filter began with."""
        self._view_name = name
        room = _NAME_NARROW if self.width() < NARROW else _NAME_WIDE
        metrics = self.view_button.fontMetrics()
        self.view_button.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.view_button.setAccessibleName(self.tr("View: {name}").format(name=name))
        self.view_button.setToolTip(plain_tip(name) if self.view_button.text() != name else "")

    def show_asking(self) -> None:
        """Another question, or another mistake."""
        self.field.show_text(self._asking.text)
        self.field.show_mistakes(self._asking.mistakes)
        self._show_chips()

    def make_room(self) -> None:
        """Shows the sentence or takes its room, if that is due. Best with other rows: both paint the table anew."""
        if self._room.isActive():
            self._room.stop()
            self._sentence.setVisible(bool(self.chips))

    def focus_field(self) -> None:
        """Goes to the text, all of it selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, one button stands for the menus."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        for button in self._menu_buttons:
            button.setVisible(not narrow)
        self.more_button.setVisible(narrow)
        self.show_view(self._view_name)

    def button_of(self, menu: str) -> QWidget:
        """Where a menu opens."""
        is_narrow = self.more_button.isVisible() or menu not in MENUS
        return self.more_button if is_narrow else self._menu_buttons[MENUS.index(menu)]

    def _open_more(self) -> None:
        self.menu_wanted.emit("more")

    def _show_chips(self) -> None:
        phrases = Phrases(self._formats, self._asking.context())
        query = self._asking.query
        words = [phrases.chip(part) for part in query.parts]
        self._sentence.setAccessibleName(phrases.sentence(query))
        self._sentence.setToolTip(plain_tip(phrases.sentence(query)))
        if [chip.accessibleName() for chip in self.chips] == words:
            return
        had_focus = any(chip.cross.hasFocus() for chip in self.chips)
        for chip in self.chips[len(words) :]:
            chip.hide()
        self.chips = [self._chip(number, said) for number, said in enumerate(words)]
        if self._sentence.isHidden() == bool(self.chips):
            self._room.start()
        if not self.isVisible():
            self.make_room()
        if had_focus:
            (self.chips[-1].cross if self.chips else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, number: int, words: str) -> RemovableChip:
        if number < len(self._made):
            chip = self._made[number]
            chip.say(words)
        else:
            chip = RemovableChip(self._look, words, self._sentence)
            chip.removed.connect(_telling(self.part_dropped.emit, number))
            self._chips.addWidget(chip)
            self._made.append(chip)
        chip.show()
        return chip

    def _say(self, mistakes: list[Mistake]) -> None:
        said = mistake_words(mistakes[0]) if mistakes else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.field.setAccessibleDescription(said)

    def _menu_button(self, name: str, menu: str) -> QPushButton:
        return push_button(self._look, name, lambda: self.menu_wanted.emit(menu), kind="quiet", compact=True)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(TINY)
        line.addWidget(self.view_button)
        line.addWidget(self.field, 1)
        for button in self._menu_buttons:
            line.addWidget(button)
        line.addWidget(self.more_button)
        self.more_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, SMALL, LARGE, SMALL)
        column.setSpacing(TINY + 2)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self._sentence)


def _telling(emit: Callable[[int], object], number: int) -> Callable[[], object]:
    return lambda: emit(number)
