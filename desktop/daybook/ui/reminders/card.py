"""The card behind the bell: what waits, and how to be reminded."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM
from daybook.ui.kit.overlay import Overlay
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.reminders.settings_page import SettingsPage
from daybook.ui.reminders.waiting_page import WaitingPage
from daybook.ui.reminders.words import ReminderWords

WAITING: Final = "waiting"
SETTINGS: Final = "settings"
_WIDTH: Final = 660


class RemindersCard(Overlay):
    """Two pages above everything else in the window."""

    def __init__(self, look: Look, formats: Formats, words: ReminderWords, parent: QWidget) -> None:
        super().__init__(look, "", parent)
        self.setAccessibleName(self.tr("Reminders"))
        self.card.setAccessibleName(self.tr("Reminders"))
        self.waiting = WaitingPage(look, words)
        self.settings = SettingsPage(look, formats.locale)
        segments = (Segment(WAITING, self.tr("Waiting"), Glyph.BELL), Segment(SETTINGS, self.tr("Settings")))
        self.tabs = SegmentedTabs(look, self.tr("Reminders"), segments)
        self._pages = PageStack()
        for page in (self.waiting, self.settings):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(MEDIUM)
        head.addWidget(label(self.tr("Reminders"), Step.TITLE))
        head.addStretch(1)
        head.addWidget(self.tabs)
        head.addWidget(icon_button(look, Glyph.CLOSE, self.tr("Close"), self.close_card))
        self.column.setSpacing(LARGE)
        self.column.addLayout(head)
        self.column.addWidget(self._pages, 1)
        self.card.setFixedWidth(_WIDTH)
        self.tabs.chosen.connect(self.show_page)

    def open_page(self, page: str) -> None:
        """Opens on one of the pages."""
        self.tabs.choose(page)
        self.show_page(page)
        self.open()

    def show_page(self, page: str) -> None:
        """The other page."""
        self._pages.setCurrentWidget(self.settings if page == SETTINGS else self.waiting)

    def take_focus(self) -> None:
        """Where work begins: in the list, or at the first switch."""
        settings = self._pages.currentWidget() is self.settings
        if settings:
            self.settings.on.setFocus(Qt.FocusReason.PopupFocusReason)
        elif self.waiting.chosen is not None:
            self.waiting.list.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            super().take_focus()
