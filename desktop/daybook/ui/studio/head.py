"""The head of the studio: what is open, and everything that is done with the layout as a whole."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from daybook.domain.layouts.model import Dto
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY


class Head(QWidget):
    """Menus are made anew each time they open."""

    new_wanted = Signal(object)  # Dto
    save_wanted = Signal()
    format_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    copy_wanted = Signal(str)  # curl, python, javascript, php
    picture_wanted = Signal(str)  # png, svg

    def __init__(self, look: Look, fill_open: Callable[[QMenu], None]) -> None:
        super().__init__()
        self._look = look
        self._fill_open = fill_open
        self.title = ElidedLabel("", Step.HEADING)
        self.state = label(step=Step.SMALL, tone="text_faint")
        self.new = self._button(self.tr("New"), Glyph.PLUS, self.make_new_menu)
        self.open = self._button(self.tr("Open"), Glyph.FILE, self.make_open_menu)
        self.save = push_button(look, self.tr("Save"), self.save_wanted.emit, glyph=Glyph.CHECK, compact=True)
        self.undo = icon_button(look, Glyph.UNDO, self.tr("Undo (Ctrl+Z)"), self.undo_wanted.emit)
        self.redo = icon_button(look, Glyph.REFRESH, self.tr("Redo (Ctrl+Shift+Z)"), self.redo_wanted.emit)
        self.format = icon_button(look, Glyph.FORM, self.tr("Lay the JSON out (Ctrl+Shift+F)"), self.format_wanted.emit)
        self.copy = self._button(self.tr("Copy call"), Glyph.COPY, self.make_copy_menu)
        self.export = self._button(self.tr("Export"), Glyph.ARROW_RIGHT, self.make_export_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.title, 1)
        row.addWidget(self.state)
        for widget in (self.new, self.open, self.save):
            row.addWidget(widget)
        icons = QHBoxLayout()
        icons.setSpacing(TINY)
        for button in (self.undo, self.redo, self.format):
            icons.addWidget(button)
        row.addLayout(icons)
        row.addWidget(self.copy)
        row.addWidget(self.export)

    def make_new_menu(self) -> QMenu:
        """Both kinds of layouts."""
        menu = self._menu(self.tr("New layout"))
        for dto, name in (
            (Dto.BLOCKS, self.tr("Content blocks for an activity")),
            (Dto.CARD, self.tr("Card of a configurable activity")),
        ):
            menu.addAction(name).triggered.connect(partial(self._new, dto))
        return menu

    def make_open_menu(self) -> QMenu:
        """Files, drafts and samples."""
        menu = self._menu(self.tr("Open a layout"))
        menu.setToolTipsVisible(True)
        self._fill_open(menu)
        return menu

    def make_copy_menu(self) -> QMenu:
        """The call that sends the layout, in four languages."""
        menu = self._menu(self.tr("Copy the call"))
        for key, name in (("curl", "cURL"), ("python", "Python"), ("javascript", "JavaScript"), ("php", "PHP")):
            menu.addAction(name).triggered.connect(partial(self._copy, key))
        return menu

    def make_export_menu(self) -> QMenu:
        """The card as a picture."""
        menu = self._menu(self.tr("Export the picture"))
        for key in ("png", "svg"):
            words = self.tr("Picture as {format}…").format(format=key.upper())
            menu.addAction(words).triggered.connect(partial(self._picture, key))
        return menu

    def _new(self, dto: Dto, _checked: bool = False) -> None:
        self.new_wanted.emit(dto)

    def _copy(self, key: str, _checked: bool = False) -> None:
        self.copy_wanted.emit(key)

    def _picture(self, key: str, _checked: bool = False) -> None:
        self.picture_wanted.emit(key)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(name)
        return menu

    def _button(self, text: str, glyph: Glyph, make: Callable[[], QMenu]) -> QPushButton:
        def open_menu() -> None:
            menu = make()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

        button = push_button(self._look, text, open_menu, glyph=glyph, compact=True)
        return button
