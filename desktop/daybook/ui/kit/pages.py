"""Several pages in one place, of which one is seen."""

from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows the first page until told otherwise, and shows none before it is dressed, just before it is seen.

    Qt's own shows a page as soon as it gets it. What is shown is dressed with all that is in it, and dressed anew each
    time it finds another parent on its way into the window: of a page full of fields that took longer than making it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coming: QWidget | None = None
        self._blank: QWidget | None = QWidget()  # what Qt shows of it until it is dressed
        super().addWidget(self._blank)

    def addWidget(self, page: QWidget) -> int:
        """Another page, behind the others; returns its number."""
        if self._blank is None:
            return super().addWidget(page)
        self._coming = self._coming or page
        return self.insertWidget(self.count() - 1, page)

    def currentWidget(self) -> QWidget:
        """The page that is on, or will be."""
        # Qt returns None while there is no page; its stubs don't say so.
        return cast("QWidget", super().currentWidget() if self._blank is None else self._coming)

    def currentIndex(self) -> int:
        """Its number; -1 while there is no page."""
        return self.indexOf(self.currentWidget()) if self.currentWidget() is not None else -1

    def setCurrentWidget(self, page: QWidget) -> None:
        """Brings a page on."""
        if self._blank is None:
            super().setCurrentWidget(page)
        elif page is not self._coming:
            self._coming = page
            self.currentChanged.emit(self.indexOf(page))

    def setCurrentIndex(self, number: int) -> None:
        """Brings the page with this number on."""
        if (page := self.widget(number)) is not None:
            self.setCurrentWidget(page)

    def event(self, event: QEvent) -> bool:
        """Shows the page that is on when it is dressed."""
        if event.type() == QEvent.Type.Polish:
            self._begin()
        return super().event(event)

    def _begin(self) -> None:
        blank, self._blank = self._blank, None
        if blank is None:
            return
        told = self.blockSignals(True)  # it was told when it was chosen
        if self._coming is not None:
            super().setCurrentWidget(self._coming)
        self.removeWidget(blank)
        self.blockSignals(told)
        blank.deleteLater()
        self._coming = None
