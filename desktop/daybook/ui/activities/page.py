"""The table with the filter above it and the numbers below it, or why there is nothing to see."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.query_complete import Completer
from daybook.ui.activities.filter_bar import FilterBar
from daybook.ui.activities.status import TableStatus
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.pages import PageStack
from daybook.work.activities_table import ActivitiesTable
from daybook.work.asking import Asking

_LEAST_WIDTH = 420


class TablePage(QWidget):
    """Puts the parts on top of each other and shows what the presenters say."""

    filter_cleared = Signal()

    def __init__(
        self, look: Look, formats: Formats, table: ActivitiesTable, asking: Asking, completer: Completer
    ) -> None:
        super().__init__()
        self._table = table
        self._loading = ""
        self._owes_focus = False  # the rows had the focus when the last one of them went
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.bar = FilterBar(look, formats, asking, completer)
        self.busy = BusyLine(look, self.tr("Loading"))
        self.view = ActivitiesView(look, formats, table)
        self.status = TableStatus(look, formats, table)
        self.nothing = EmptyState(look, Glyph.ACTIVITIES)
        self.no_match = EmptyState(
            look,
            Glyph.FILTER,
            self.tr("Nothing matches"),
            self.tr("No activity meets all parts of the filter."),
        )
        self.no_match.add_button(self.tr("Clear the filter"), self.filter_cleared.emit, glyph=Glyph.CLOSE)
        self.pages = PageStack()
        for page in (self.view, self.nothing, self.no_match):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.busy):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        column.addWidget(separator())
        column.addWidget(self.status)
        self._show_page()

    def show_rows(self) -> None:
        """Other rows, or another number of them."""
        self.bar.make_room()
        self.view.show_rows()
        self.status.show_now()
        self._show_page()

    def show_picks(self) -> None:
        """Other rows are selected."""
        self.view.show_picks()
        self.status.show_now()

    def show_loading(self, words: str) -> None:
        """How far the first load is; "" when it is not under way."""
        self._loading = words
        self._show_page()

    def take_focus(self) -> None:
        """Onto the rows; while there are none, into the filter, and onto the rows once they come."""
        if self.pages.currentWidget() is self.view:
            self.view.enter_first()
        else:
            self.bar.focus_field()
            self._owes_focus = True

    def person_typed(self) -> None:
        """She is in the filter by her own wish: rows that come do not take the focus away."""
        self._owes_focus = False

    def _show_page(self) -> None:
        self.busy.set_busy(bool(self._loading))
        if len(self._table.rows) or (self._table.total is None and not self._loading):
            self._turn_to(self.view)
        elif self._table.total:
            self._turn_to(self.no_match)
        else:
            self._say_nothing()
            self._turn_to(self.nothing)

    def _say_nothing(self) -> None:
        if self._loading:
            self.nothing.say(Glyph.HOURGLASS, self.tr("The activities are being read"), self._loading)
        else:
            text = self.tr("As soon as the portal has an activity, it stands here.")
            self.nothing.say(Glyph.ACTIVITIES, self.tr("No activities yet"), text)

    def _turn_to(self, page: QWidget) -> None:
        if page is self.pages.currentWidget():
            return
        lost = self.view.hasFocus()
        self.pages.setCurrentWidget(page)
        if lost:
            self.bar.focus_field()
            self._owes_focus = True
        elif page is self.view and self._owes_focus:
            self._owes_focus = False
            if self.bar.field.hasFocus():
                self.view.enter_first()
