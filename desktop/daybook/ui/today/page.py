"""The sheet of a day from top to bottom: greeting, loads, list, keys."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from daybook.domain.agenda import Part
from daybook.domain.workdays import WorkWeek
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL, TINY, WIDE
from daybook.ui.kit.pages import PageStack
from daybook.ui.today.delegate import TodayDelegate
from daybook.ui.today.greeting import Greeting
from daybook.ui.today.key_line import KeyLine
from daybook.ui.today.load_model import LoadModel
from daybook.ui.today.load_view import LoadStrip
from daybook.ui.today.model import TodayModel
from daybook.ui.today.view import TodayList
from daybook.ui.today.words import TodayWords
from daybook.work.agenda import Focus, TodayContent
from daybook.work.today import Today

LEAST_WIDTH: Final = 420
_WIDEST: Final = 1120
"""Longer lines are hard to follow from the title to the deadline."""
_LOW: Final = 640


class TodayPage(QWidget):
    """Shows `TodayContent`; tells what the person wants by the signals of its parts."""

    focus_ended = Signal()  # all people and days again, please

    def __init__(self, look: Look, formats: Formats, today: Today, week: Callable[[], WorkWeek], cap: int) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._loading = ""
        self._chip: RemovableChip | None = None
        self.words = TodayWords(formats, self)
        self.greeting = Greeting(look, formats, self.words, today.me.name)
        self.load_model = LoadModel(today.content, self.words, formats, cap)
        self.loads = LoadStrip(look, self.load_model, week)
        self.model = TodayModel(today, self.words, self)
        self.list = TodayList(self.model, TodayDelegate(look, today, self.words, self))
        self.busy = BusyLine(look)
        self.empty = EmptyState(look, Glyph.SUN)
        self.pages = PageStack()
        self.keys = KeyLine(self._key_hints())
        self._chips = QWidget()
        self._lay_out()
        self.loads.left.connect(self.take_focus)
        self.list.choosing.changed.connect(self._say_chosen)
        look.theming.changed.connect(self._repaint)
        self.show_content()

    def show_content(self) -> None:
        """Takes over what the presenter shows now."""
        content = self._today.content
        self._greet()
        self.loads.show_content(content)
        self.list.show_content(content)
        self._show_focus(content)
        self._show_page(content)

    def show_lines(self) -> None:
        """Lines or marks are others now."""
        self.model.renew()

    def tick(self) -> None:
        """Time went by: what is said by the clock may be another thing now."""
        self._greet()
        self.list.viewport().update()

    def show_loading(self, words: str) -> None:
        """The copy is being filled; "" when it is whole."""
        if words != self._loading:
            self._loading = words
            self._greet()
            self._show_page(self._today.content)

    def set_cap(self, cap: int) -> None:
        """Another number is too much for a day."""
        self.load_model.set_cap(cap)
        self._greet()

    def take_focus(self) -> None:
        """Puts the focus where work begins: on the list, now or as soon as there is one."""
        shown = self.pages.currentWidget() is self.list
        (self.list if shown else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.enter_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps lines readable, and leaves the list room in a low window."""
        super().resizeEvent(event)
        side = max(WIDE if self.width() >= _WIDEST // 2 else LARGE, (self.width() - _WIDEST) // 2)
        self._column.setContentsMargins(side, LARGE, side, SMALL)
        self.loads.limit_rows(2 if self.height() < _LOW else 5)

    # Inside

    def _say_chosen(self) -> None:
        chosen = len(self.list.choosing.keys)
        said = self.tr("%Ln selected", "", chosen)
        self.keys.say(said if chosen > 1 else "")

    def _greet(self) -> None:
        content = self._today.content
        whole = content.known and not self._loading
        self.greeting.show_content(content, self._today.now(), self.load_model.cap, whole=whole)

    def _show_focus(self, content: TodayContent) -> None:
        words = self._focus_words(content.focus, content) if content.focus is not None else ""
        if self._chip is not None and self._chip.accessibleName() == words:
            return
        if self._chip is not None:
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if words:
            self._chip = RemovableChip(self._look, words)
            self._chip.removed.connect(self.focus_ended)
            layout = self._chips.layout()
            if layout is not None:
                layout.addWidget(self._chip)
        self._chips.setVisible(bool(words))

    def _focus_words(self, focus: Focus, content: TodayContent) -> str:
        person = content.people.get(focus.person_id) if focus.person_id is not None else None
        parts = (self.words.person(focus.person_id, person), self.words.span(focus, content))
        return " · ".join(part for part in parts if part)

    def _show_page(self, content: TodayContent) -> None:
        loading = bool(self._loading) or not content.known
        self.busy.set_busy(loading)
        waits = self.hasFocus() or self.list.hasFocus()
        self.pages.setCurrentWidget(self.list if content.sections else self.empty)
        if waits:
            self.take_focus()
        if content.sections:
            return
        if loading:
            self.empty.say(Glyph.HOURGLASS, self.tr("Your day is on its way"), self._loading)
        elif content.focus is not None:
            self.empty.say(Glyph.CIRCLE_CHECK, self.tr("Nothing here"), self.tr("Escape shows everything again."))
        else:
            said = self.tr("Nothing is open, and every deal and lead has a next step. Enjoy it.")
            self.empty.say(Glyph.SUN, self.tr("All done"), said)

    def _key_hints(self) -> list[tuple[tuple[str, ...], str]]:
        return [
            (("Space",), self.tr("done")),
            (("T",), self.tr("tomorrow")),
            (("1", "7"), self.tr("colour")),
            (("R",), self.tr("responsible")),
            (("Return",), self.tr("open")),
            (("D",), self.tr("deadline")),
            (("J", "K"), self.tr("down and up")),
            (("F1",), self.tr("all keys")),
        ]

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAccessibleName(self.words.part(Part.TODAY))
        card = QFrame()
        card.setProperty("panel", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        inside.addWidget(self.loads)
        chips = QVBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SMALL)
        self._column.addWidget(self.greeting)
        self._column.addSpacing(TINY)
        self._column.addWidget(card)
        self._column.addWidget(self._chips)
        self._column.addWidget(self.busy)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.keys)

    def _repaint(self) -> None:
        for view in (self.list, self.loads):
            view.viewport().update()
            view.horizontalHeader().viewport().update()
