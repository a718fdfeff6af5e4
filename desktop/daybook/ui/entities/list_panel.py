"""The list at the left of the window: kinds of items, a search field, the items, and how many there are."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.ui.entities.delegate import EntityDelegate
from daybook.ui.entities.list_view import EntityList
from daybook.ui.entities.model import EntityModel
from daybook.ui.entities.picked_line import PickedLine
from daybook.ui.entities.row_words import RowWords
from daybook.ui.entities.summary import Summary
from daybook.ui.entities.type_tabs import TypeTab, TypeTabs
from daybook.ui.entities.types import search_hint, type_glyph, type_plural
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.search_field import SearchField
from daybook.work.browser import BrowserContent

LEAST_WIDTH: Final = 260
USUAL_WIDTH: Final = 372
MOST_WIDTH: Final = 460
_USUAL_TYPES: Final = (DEAL, LEAD, CONTACT, COMPANY)
_SENTENCE_WIDTH: Final = 220


class EntityListPanel(QWidget):
    """Shows `BrowserContent`; says what the person looks for and which item she chose."""

    wanted = Signal(object)  # tuple[int, str]: type id and text
    again_wanted = Signal()  # the list could not be read: once more
    chosen = Signal(object)  # EntityRef
    opened = Signal()  # Enter: go on to the timeline
    end_reached = Signal()  # a further page, please

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._content = BrowserContent()
        self.tabs = TypeTabs(look)
        self.search = SearchField(look, search_hint(DEAL))
        self._busy = BusyLine(look)
        words = RowWords(formats, self)
        self.model = EntityModel(words, self)
        self.list = EntityList(self.model, EntityDelegate(look, words, self))
        self.empty = EmptyState(look, Glyph.SEARCH, text_width=_SENTENCE_WIDTH)
        self.failed = self._make_failed(look)
        self.pages = PageStack()
        self._summary = Summary(self)
        self.picked = PickedLine(look)
        self.summary = ElidedLabel(step=Step.SMALL, tone="text_faint")
        self._arrange()
        self._connect()
        self.offer_types({})
        look.theming.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """Wide enough for a name and two counters."""
        return QSize(USUAL_WIDTH, 600)

    def offer_types(self, smart_processes: Mapping[int, str]) -> None:
        """Adds the portal's smart processes, by type id and name, behind the four usual types."""
        usual = [TypeTab(each, type_plural(each)) for each in _USUAL_TYPES]
        self.tabs.offer([*usual, *(TypeTab(type_id, name) for type_id, name in smart_processes.items())])

    def show_content(self, content: BrowserContent) -> None:
        """Shows what the presenter has now; the chosen item stays chosen if it is still there."""
        other = (content.type_id, content.text) != (self._content.type_id, self._content.text)
        self._content = content
        self._busy.set_busy(content.loading)
        self.tabs.choose(content.type_id)
        self.search.setPlaceholderText(search_hint(content.type_id))
        self.model.show(content)
        if other:
            self.list.scrollToTop()
        self.list.restore()
        self._show_page()
        if content.more and not content.loading:
            self.list.look_for_end()

    def choose(self, ref: EntityRef) -> bool:
        """Chooses an item as a click would; False when it is not in the list."""
        return self.list.choose(ref)

    def choose_type(self, type_id: int) -> None:
        """Goes to another kind of items, as a click would."""
        self.tabs.choose(type_id)
        self._want()

    def choose_next_type(self) -> None:
        """Goes to the kind of items behind the one that is on; behind the last is the first."""
        kinds = [tab.type_id for tab in self.tabs.tabs]
        self.choose_type(kinds[(kinds.index(self.tabs.current) + 1) % len(kinds)])

    def focus_search(self) -> None:
        """Puts the cursor into the search field; typing replaces what is in it."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, the down arrow goes into what was found."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress and self.model.rowCount():
            self.list.enter_first()
            return True
        return super().eventFilter(watched, event)

    def type_text(self, type_id: int) -> str:
        """What a kind of items is called here; "" for one that is not offered."""
        return next((tab.text for tab in self.tabs.tabs if tab.type_id == type_id), "")

    # Inside

    def _show_page(self) -> None:
        content = self._content
        if content.rows or content.loading:
            self.pages.setCurrentWidget(self.list)
        elif content.failed:
            self.pages.setCurrentWidget(self.failed)
        else:
            self._say_nothing(content)
            self.pages.setCurrentWidget(self.empty)
        self.summary.setText(self._summary.words(content))

    def _say_nothing(self, content: BrowserContent) -> None:
        if content.text:
            said = self.tr("No name here holds “{text}”.").format(text=content.text)
            self.empty.say(Glyph.SEARCH, self.tr("Nothing found"), said)
        else:
            said = self.tr("The portal has nothing of this kind that you may see.")
            self.empty.say(type_glyph(content.type_id), self.tr("Nothing here yet"), said)

    def _make_failed(self, look: Look) -> EmptyState:
        said = self.tr("The line below says why.")
        made = EmptyState(look, Glyph.WARNING, self.tr("This list could not be read"), said, text_width=_SENTENCE_WIDTH)
        made.add_button(self.tr("Try again"), self.again_wanted.emit, glyph=Glyph.REFRESH)
        return made

    def _arrange(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        for page in (self.list, self.empty, self.failed):
            self.pages.addWidget(page)
        head = QVBoxLayout()
        head.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, SMALL)
        head.setSpacing(SMALL)
        head.addWidget(self.tabs)
        head.addWidget(self.search)
        foot = QVBoxLayout()
        foot.setContentsMargins(LARGE, TINY + 2, LARGE, TINY + 2)
        foot.setSpacing(TINY)
        foot.addWidget(self.picked)
        foot.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._busy)
        column.addWidget(self.pages, 1)
        column.addWidget(separator())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._want)
        self.search.searched.connect(self._want)
        self.search.installEventFilter(self)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.end_near.connect(self._end_near)
        self.list.selection_changed.connect(lambda: self.picked.show_count(len(self.list.selected_refs)))

    def _want(self) -> None:
        self.wanted.emit((self.tabs.current, self.search.text().strip()))

    def _end_near(self) -> None:
        if self._content.more and not self._content.loading and not self._content.failed:
            self.end_reached.emit()

    def _repaint(self) -> None:
        self.list.viewport().update()
