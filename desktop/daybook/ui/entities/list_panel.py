"""The list at the left: tabs of types, a search field, the items."""

from PySide6.QtCore import QItemSelection, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.ui.entities.delegate import ROW_HEIGHT, EntityDelegate
from daybook.ui.entities.model import EntityModel
from daybook.ui.entities.types import type_glyph, type_plural
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.kit.search_field import SearchField
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.work.browser import BrowserContent

NEAR_END_ROWS = 8


class EntityTable(QTableView):
    """One stretched column with rows of one height: quick with any number of rows. Enter opens what is chosen."""

    activated_by_key = Signal()

    def __init__(self, model: EntityModel, delegate: EntityDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("Items"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the right arrow go on to the timeline; the rest moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.activated_by_key.emit()
        else:
            super().keyPressEvent(event)


class EntityListPanel(QWidget):
    """Shows `BrowserContent`; says what the person looks for and which item she chose."""

    wanted = Signal(object)  # tuple[int, str]: type id and text
    chosen = Signal(object)  # EntityRef
    opened = Signal()  # Enter: go on to the timeline
    end_reached = Signal()

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = SegmentedTabs(look, self.tr("Kind of item"), _segments((DEAL, LEAD, CONTACT, COMPANY), {}))
        self.search = SearchField(look, self.tr("Search"))
        self._busy = BusyLine(look)
        self.model = EntityModel(formats, self)
        self._delegate = EntityDelegate(look, formats)
        self.table = EntityTable(self.model, self._delegate)
        self._empty = EmptyState(look, Glyph.SEARCH)
        self._content = BrowserContent()
        self._arrange()
        self._connect()

    def sizeHint(self) -> QSize:
        """Wide enough for a name and two counters."""
        return QSize(360, 600)

    def offer_types(self, smart_processes: dict[int, str]) -> None:
        """Adds the portal's smart processes, by type id and name, behind the four usual types."""
        self.tabs.offer(_segments((DEAL, LEAD, CONTACT, COMPANY, *smart_processes), smart_processes))

    def show_content(self, content: BrowserContent) -> None:
        """Shows what the presenter has now; the chosen item stays chosen if it is still there."""
        self._content = content
        self._busy.setVisible(content.loading)
        self.model.show(content)
        nothing = not content.rows and not content.loading
        self.table.setVisible(not nothing)
        self._empty.setVisible(nothing)
        if nothing:
            self._say_nothing(content)

    def choose(self, ref: EntityRef) -> None:
        """Selects an item of the list, if it is there."""
        number = self.model.row_of(ref)
        if number is not None:
            self.table.setCurrentIndex(self.model.index(number, 0))

    def choose_type(self, type_id: int) -> None:
        """Switches to another tab, as a click would."""
        self.tabs.choose(str(type_id))
        self._want()

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, SMALL)
        head.setSpacing(SMALL)
        head.addWidget(self.tabs)
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._busy)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        self._empty.setVisible(False)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._want)
        self.search.searched.connect(self._want)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated_by_key.connect(self.opened)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _want(self) -> None:
        self.wanted.emit((int(self.tabs.current), self.search.text()))

    def _selected(self, selected: QItemSelection) -> None:
        rows = [self.model.row(index) for index in selected.indexes()]
        if rows and rows[0] is not None:
            self.chosen.emit(rows[0].entity.ref)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._content.more and value >= bar.maximum() - NEAR_END_ROWS * ROW_HEIGHT:
            self.end_reached.emit()

    def _say_nothing(self, content: BrowserContent) -> None:
        if content.text:
            said = self.tr("No name here holds “{text}”.").format(text=content.text)
            self._empty.say(Glyph.SEARCH, self.tr("Nothing found"), said)
        else:
            said = self.tr("The portal has no items of this kind that you may see.")
            self._empty.say(type_glyph(content.type_id), self.tr("Nothing here yet"), said)


def _segments(types: tuple[int, ...], names: dict[int, str]) -> list[Segment]:
    return [Segment(str(each), names.get(each) or type_plural(each), type_glyph(each)) for each in types]
