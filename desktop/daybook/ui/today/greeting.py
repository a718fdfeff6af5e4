"""The head of the day: the date, a greeting, the day's numbers, and whose day it is."""

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from daybook.domain.agenda import Part
from daybook.ui.kit.buttons import Button, push_button, rename
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.today.words import TodayWords
from daybook.work.agenda import TodayContent

_WIDE: Final = 520
_MORNING_ENDS, _AFTERNOON_ENDS = 12, 18
_CHIPS: Final = {
    Part.OVERDUE: (Glyph.CLOCK, "overdue"),
    Part.TODAY: (Glyph.SUN, "accent"),
    Part.IDLE: (Glyph.CIRCLE_DASHED, "text_soft"),
}


class Greeting(QWidget):
    """Numbers are buttons: they lead to what they count."""

    part_wanted = Signal(object)  # Part
    whose_wanted = Signal()
    cap_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, words: TodayWords, name: str) -> None:
        super().__init__()
        self._formats = formats
        self._words = words
        self._name = name.split(maxsplit=1)[0] if name.split() and not name.startswith("#") else ""
        self._meetings = 0
        self.date = label(step=Step.SMALL_STRONG, tone="text_faint")
        self.title = ElidedLabel(step=Step.TITLE)
        self.sentence = label(tone="text_soft")
        self.meetings = label(tone="text_soft")
        self.chips = {part: self._make_chip(look, part) for part in _CHIPS}
        self.whose = push_button(look, "", self.whose_wanted.emit, glyph=Glyph.USERS, compact=True)
        self.cap = push_button(look, "", self.cap_wanted.emit, glyph=Glyph.FLAG, compact=True)
        self._lay_out()

    def show_content(self, content: TodayContent, now: datetime, cap: int, *, whole: bool) -> None:
        """Another moment, other numbers. While the copy is not `whole`, nothing is called done."""
        self.date.setText(self._formats.long_day(now))
        self.title.setText(self._hello(self._formats.local(now).hour))
        idle = content.section(Part.IDLE)
        counts = {
            Part.OVERDUE: content.total(Part.OVERDUE),
            Part.TODAY: content.total(Part.TODAY),
            Part.IDLE: idle.count if idle is not None else 0,
        }
        for part, chip in self.chips.items():
            rename(chip, self._chip_words(part, counts[part]))
            chip.setVisible(counts[part] > 0)
        self.meetings.setText(self.tr("%Ln meeting(s)", "", content.meetings))
        self._meetings = content.meetings
        self._show_extras()
        self.sentence.setText(self._calm_words(counts, content) if whole else "")
        self.sentence.setVisible(bool(self.sentence.text()))
        rename(self.whose, self._whose_words(content))
        rename(self.cap, self.tr("A full day: %Ln", "", cap))

    def _hello(self, hour: int) -> str:
        if hour < _MORNING_ENDS:
            named, plain = self.tr("Good morning, {name}"), self.tr("Good morning")
        elif hour < _AFTERNOON_ENDS:
            named, plain = self.tr("Good afternoon, {name}"), self.tr("Good afternoon")
        else:
            named, plain = self.tr("Good evening, {name}"), self.tr("Good evening")
        return named.format(name=self._name) if self._name else plain

    def _chip_words(self, part: Part, count: int) -> str:
        return {
            Part.OVERDUE: self.tr("%Ln overdue", "", count),
            Part.TODAY: self.tr("%Ln today", "", count),
            Part.IDLE: self.tr("%Ln without a plan", "", count),
        }[part]

    def _calm_words(self, counts: dict[Part, int], content: TodayContent) -> str:
        """What to say when there is no number that presses."""
        if counts[Part.OVERDUE] or counts[Part.TODAY]:
            return ""
        tomorrow = content.total(Part.TOMORROW)
        if tomorrow:
            return self.tr("Nothing is left for today. Tomorrow: %Ln.", "", tomorrow)
        return self.tr("Nothing is due today or tomorrow.")

    def _whose_words(self, content: TodayContent) -> str:
        if content.whose is None:
            return self.tr("Everybody")
        first, more = content.whose[0], len(content.whose) - 1
        name = self._words.person(first, content.people.get(first))
        return name if not more else self.tr("{name} and %Ln more", "", more).format(name=name)

    def _make_chip(self, look: Look, part: Part) -> QPushButton:
        glyph, tone = _CHIPS[part]
        chip = Button()
        chip.setProperty("look", "chip")
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setIconSize(QSize(14, 14))
        IconFollower(look, chip, glyph, tone, 14)
        chip.clicked.connect(partial(self._wanted, part))
        return chip

    def _wanted(self, part: Part) -> None:
        self.part_wanted.emit(part)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.whose.setToolTip(self.tr("Whose day is shown"))
        self.cap.setToolTip(self.tr("How many activities a person can do on one day"))
        numbers = QHBoxLayout()
        numbers.setSpacing(SMALL)
        for widget in (self.chips[Part.OVERDUE], self.chips[Part.TODAY], self.chips[Part.IDLE], self.meetings):
            numbers.addWidget(widget)
        numbers.addWidget(self.sentence)
        numbers.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(SMALL)
        first.addWidget(self.title, 1)
        first.addWidget(self.cap)
        first.addWidget(self.whose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.date)
        column.addLayout(first)
        column.addSpacing(TINY)
        column.addLayout(numbers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What can be reached otherwise gives way where there is little room."""
        super().resizeEvent(event)
        self._show_extras()

    def _show_extras(self) -> None:
        wide = self.width() >= _WIDE
        self.cap.setVisible(wide)
        self.meetings.setVisible(wide and self._meetings > 0)
