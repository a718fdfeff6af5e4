"""One key, one change, the next row: what a person does with the current activity, or with all that are chosen."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from daybook.domain.changes.change import Change
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.today.doing_many import DoingMany
from daybook.ui.today.view import TodayList
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.picker import Picker
from daybook.ui.todo.subject import write_key
from daybook.work.pending.entry import Entered
from daybook.work.today import Today
from daybook.work.triage import Triage
from daybook.work.triage_many import TO_DONE, TO_TOMORROW, to_color, to_person

Key = Callable[[int], Coroutine[Any, Any, Entered | None]]
"""What a key does with an activity; what waits instead."""


class Doing(QObject):
    """Starts each write in the queue of its activity and goes on at once. What can't be done is said, not tried."""

    def __init__(
        self,
        look: Look,
        today: Today,
        triage: Triage,
        shown: TodayList,
        many: DoingMany,
        *,
        writes: Writes,
        quiet: QuietLine,
        teller: PendingTeller,
    ) -> None:
        super().__init__(shown)
        self._look = look
        self._today = today
        self._triage = triage
        self._list = shown
        self._many = many
        self._writes = writes
        self._quiet = quiet
        self._teller = teller
        self._anchor = QWidget(shown.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._anchor.hide()
        self.picker: Picker | None = None

    def complete(self) -> None:
        """It is done."""
        self._do(Field.COMPLETED, self._triage.complete, TO_DONE)

    def postpone(self) -> None:
        """To tomorrow."""
        self._do(Field.DEADLINE, self._triage.postpone, TO_TOMORROW)

    def paint(self, color: TodoColor) -> None:
        """Another look."""
        self._do(Field.COLOR, lambda number: self._triage.paint(number, color), to_color(color))

    def hand_over(self) -> Picker | None:
        """Opens the list of people at the current row; whoever is picked is to do it."""
        chosen = self._chosen()
        number = chosen[0] if chosen else None
        if number is None or (len(chosen) == 1 and not self._may(number, Field.RESPONSIBLE)):
            return None
        self._anchor.setGeometry(self._place())
        self._anchor.show()
        picker = Picker(self._look, self.tr("Responsible"), self.tr("Search people"), self._anchor)
        picker.offer(self._people(number if len(chosen) == 1 else None), self.tr("Nobody is called so."))
        if len(chosen) > 1:
            picker.picked.connect(lambda person: self._many.begin(chosen, to_person(person)))
        else:
            picker.picked.connect(lambda person: self._start(number, lambda each: self._triage.hand_over(each, person)))
        picker.closed.connect(self._closed)
        self.picker = picker
        picker.open()
        return picker

    # Inside

    def _chosen(self) -> list[int]:
        """What the keys are about; what is being changed already is left alone when there are several."""
        chosen = self._list.chosen
        if len(chosen) < 2:
            return chosen
        free = [each for each in chosen if self._today.mark(each) is None]
        if not free:
            self._quiet.tell(self.tr("These are being changed just now."), glyph=Glyph.INFO, tone="accent")
        return free

    def _do(self, field: Field, change: Key, of_many: Change) -> None:
        chosen = self._chosen()
        if len(chosen) > 1:
            self._many.begin(chosen, of_many)
        elif chosen and self._may(chosen[0], field):
            self._start(chosen[0], change)

    def _start(self, number: int, change: Key) -> None:
        line = self._today.line(number)
        about = "" if line is None else line.subject
        begun = self._writes.start(self._carry_out(change(number), about), key=write_key(number), about=about)
        if begun and self._list.activity_id == number:
            self._list.advance()

    async def _carry_out(self, change: Coroutine[Any, Any, Entered | None], about: str) -> None:
        entered = await change
        if entered is not None:
            self._teller.tell(entered, about)

    def _may(self, number: int, field: Field) -> bool:
        """True when it can be done now; says why when it can't."""
        line = self._today.line(number)
        if line is None or self._today.mark(number) is not None:
            return False
        hindrance = self._triage.hindrance(line, field)
        if hindrance is not None:
            self._quiet.tell(self._words(hindrance), glyph=Glyph.INFO, tone="accent")
        return hindrance is None

    def _words(self, hindrance: Hindrance) -> str:
        if hindrance is Hindrance.WOULD_SEND_EMAIL:
            return self.tr("Completing this e-mail would send it. Do that in the portal.")
        if hindrance is Hindrance.NEEDS_APPLICATION:
            return self.tr("Only the application that made this activity can change it.")
        return self.tr("The portal lets only to-dos be moved, coloured or handed over from here.")

    def _people(self, number: int | None) -> list[Choice]:
        """Oneself first, then everybody by name; whoever does `number` now is marked."""
        line = self._today.line(number) if number is not None else None
        present = line.responsible_id if line is not None else None
        me = self._today.me
        others = (each for each in self._today.content.people.values() if each.active and each.id != me.id)
        named = [(me, self.tr("Me ({name})").format(name=me.name))]
        named += [(each, each.name) for each in sorted(others, key=lambda each: each.name.casefold())]
        return [Choice(each.id, name, each.position, each, chosen=each.id == present) for each, name in named]

    def _place(self) -> QRect:
        """The right end of the current row, where its face is."""
        rect = self._list.current_rect()
        return QRect(max(rect.right() - 340, 0), rect.top(), 1, rect.height())

    def _closed(self) -> None:
        self._anchor.hide()
        self.picker = None
