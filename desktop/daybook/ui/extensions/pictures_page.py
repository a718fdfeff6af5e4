"""Icons and logos: the codes that a card may name, to look up and copy."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.domain.extensions import Picture
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.page import Page
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.search_field import SearchField
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.work.extensions import Section

ICONS, LOGOS = "icons", "logos"


class PicturesPage(Page):
    """Shows one of the two lists, narrowed by what is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, Section.PICTURES)
        self.tabs = SegmentedTabs(
            context.look,
            self.tr("Icons or logos"),
            (Segment(ICONS, self.tr("Icons of the card")), Segment(LOGOS, self.tr("Logos in the card"))),
        )
        self.search = SearchField(context.look, self.tr("Search codes"))
        self.rows = Rows(context.look, self.tr("Codes"), opens=self.tr("Copy"))
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.tabs)
        line.addWidget(self.search, 1)
        self.put(head)
        self.put(self.rows)
        self.tabs.chosen.connect(lambda _key: self.show_state())
        self.search.textChanged.connect(lambda _text: self.show_state())
        self.rows.opened.connect(self._copy)
        self._ends = [shelf.changed.add(self.show_state) for shelf in (self.extensions.icons, self.extensions.logos)]
        self.show_state()

    def show_state(self) -> None:
        """The codes that fit."""
        super().show_state()
        shelf = self.extensions.icons if self.tabs.current == ICONS else self.extensions.logos
        self.show_busy(shelf.loading)
        said = self.search.text().strip().casefold()
        fitting: Sequence[Picture] = [each for each in shelf.rows if said in each.code.casefold()]
        nothing = self.tr("No code is like this.") if shelf.known else self.tr("Not known yet.")
        self.rows.show_rows([self._row(each) for each in fitting], nothing)

    def begin(self) -> None:
        """The cursor stands in the search."""
        self.search.setFocus()

    def detach(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()

    def _row(self, each: Picture) -> Row:
        return Row(each.code, each.code, self.tr("the portal's own") if each.system else self.tr("added to the portal"))

    def _copy(self, code: object) -> None:
        QGuiApplication.clipboard().setText(str(code))
        self.context.quiet.tell(self.tr("“{code}” is copied.").format(code=code))
