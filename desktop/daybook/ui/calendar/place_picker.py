"""The country, and the part of it, whose holidays count."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCollator, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from daybook.domain.calendar import NO_COUNTRY, Region, WorkCalendar
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL, TINY

MOST_SHOWN: Final = 12
"""So many lines of a list at once."""


class PlacePicker(QWidget):
    """Two lists; the countries can be searched by typing any part of a name."""

    country_chosen = Signal(object)  # str | None
    region_chosen = Signal(object)  # str | None

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self._order = QCollator(locale)
        self._regions: Sequence[Region] | None = None
        self.country = _searched(combo_box(self.tr("Country")))
        self.region = _searched(combo_box(self.tr("Region")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(label(self.tr("Holidays of"), tone="text_soft"))
        column.addWidget(self.country)
        column.addSpacing(SMALL)
        column.addWidget(label(self.tr("Region"), tone="text_soft"))
        column.addWidget(self.region)
        self.country.activated.connect(lambda _index: self.country_chosen.emit(self.country.currentData()))
        self.region.activated.connect(lambda _index: self.region_chosen.emit(self.region.currentData()))

    def offer_countries(self, codes: Sequence[str], usual: WorkCalendar) -> None:
        """Fills the list; what was chosen has to be shown again."""
        self.country.clear()
        if usual.country:
            here = self.tr("As on this computer ({country})").format(country=country_name(usual.country))
        else:
            here = self.tr("As on this computer (no holidays)")
        self.country.addItem(here, None)
        self.country.addItem(self.tr("No holidays"), NO_COUNTRY)
        names = {country_name(code): code for code in codes}
        for name in sorted(names, key=self._order.sortKey):
            self.country.addItem(name, names[name])

    def offer_regions(self, regions: Sequence[Region]) -> None:
        """Fills the list, which is grey when there is nothing to choose."""
        if regions == self._regions:
            return  # somebody may be typing
        self._regions = regions
        self.region.clear()
        self.region.addItem(self.tr("The whole country") if regions else self.tr("No regions"), None)
        for each in sorted(regions, key=lambda each: self._order.sortKey(each.name)):
            self.region.addItem(each.name, each.code)
        self.region.setEnabled(bool(regions))

    def show_place(self, country: str | None, region: str | None) -> None:
        """Shows what is set and tells nobody; what is not in the lists is shown by its code."""
        _choose(self.country, country)
        _choose(self.region, region)


def country_name(code: str) -> str:
    """What a country is called, in English: Qt knows no other names of countries than each one's own."""
    return QLocale.territoryToString(QLocale.codeToTerritory(code))


def _searched(box: QComboBox) -> QComboBox:
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setMaxVisibleItems(MOST_SHOWN)
    line = QLineEdit(box)
    box.setLineEdit(line)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(MOST_SHOWN)
    found = QListView()
    found.setAccessibleName(box.accessibleName())
    completer.setPopup(found)
    box.setCompleter(completer)
    line.setAccessibleName(box.accessibleName())
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stops at the box, not at both,
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # whose policy the line has changed as well
    # What was typed and is no name gives way to what is still chosen.
    line.editingFinished.connect(lambda: line.setText(box.itemText(box.currentIndex())))
    return box


def _choose(box: QComboBox, wanted: str | None) -> None:
    index = next((each for each in range(box.count()) if box.itemData(each) == wanted), -1)
    if index < 0 and wanted is not None:
        box.addItem(wanted, wanted)
        index = box.count() - 1
    if index != box.currentIndex():
        box.setCurrentIndex(index)
