"""The kinds of items as segments; those that find no room wait in a list behind the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from daybook.ui.entities.types import type_glyph
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look

_MARGIN = 3
_GAP = 2
_MORE = QSize(30, 26)  # as high as a segment
_LONGEST_TEXT = 150
"""Pixels; a company may give its smart process a whole sentence for a name."""


@dataclass(frozen=True, slots=True)
class TypeTab:
    """One kind of item: its CRM type id and what it is called."""

    type_id: int
    text: str


class TypeTabs(QFrame):
    """Exactly one tab is on; arrow keys move it. However narrow it is, the one that is on can be seen."""

    chosen = Signal(object)  # int: the type id, by the person's own hand only

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tabs: tuple[TypeTab, ...] = ()
        self._buttons: dict[int, QPushButton] = {}
        self.setProperty("panel", "tray")
        self.setAccessibleName(self.tr("Kind of item"))
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self.more = icon_button(look, Glyph.MORE, self.tr("More kinds"), self._open_menu, size=16)
        self.more.setFixedSize(_MORE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._row.setSpacing(_GAP)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # tabs give way, see `_fit`
        self._row.addWidget(self.more)

    @property
    def tabs(self) -> tuple[TypeTab, ...]:
        """All kinds, in their order, whether there is room for them or not."""
        return self._tabs

    @property
    def current(self) -> int:
        """The type id of the tab that is on; 0 while there is none."""
        return max(self._group.checkedId(), 0)

    def offer(self, tabs: Sequence[TypeTab]) -> None:
        """Replaces the tabs; the one that was on stays on if it is still there, else the first is."""
        before = self.current
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._tabs = tuple(tabs)
        self._buttons = {each.type_id: self._make(number, each) for number, each in enumerate(tabs)}
        if self._buttons:
            self._buttons.get(before, next(iter(self._buttons.values()))).setChecked(True)
            self.setTabOrder(self._buttons[tabs[-1].type_id], self.more)
        self._fit()

    def choose(self, type_id: int) -> None:
        """Shows a choice, without telling anybody; a kind that is not there changes nothing."""
        if type_id in self._buttons:
            self._buttons[type_id].setChecked(True)
            self._fit()

    def sizeHint(self) -> QSize:
        """Room for every tab."""
        widths = [self._width(each) + _GAP for each in self._buttons.values()]
        return QSize(sum(widths) + 2 * _MARGIN, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the widest tab and the list."""
        widest = max((self._width(each) for each in self._buttons.values()), default=0)
        return QSize(widest + _MORE.width() + 2 * _MARGIN + _GAP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other tabs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows as many tabs as there is room for."""
        room = self.width() - 2 * _MARGIN
        shown = self._fitting(room)
        if len(shown) < len(self._buttons):
            shown = self._fitting(room - _MORE.width() - _GAP)
        for type_id, button in self._buttons.items():
            button.setVisible(type_id in shown)
        self.more.setVisible(len(shown) < len(self._buttons))

    def _fitting(self, room: int) -> set[int]:
        """The tab that is on, and from the first on those that find room beside it."""
        shown = {self.current} & self._buttons.keys()
        left = room - sum(self._width(self._buttons[each]) for each in shown)
        for type_id, button in self._buttons.items():
            if type_id in shown:
                continue
            left -= self._width(button) + _GAP
            if left < 0:
                break
            shown.add(type_id)
        return shown

    @staticmethod
    def _width(button: QPushButton) -> int:
        return button.sizeHint().width()

    def _make(self, number: int, tab: TypeTab) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("look", "segment")
        button.setCheckable(True)
        button.setAccessibleName(tab.text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        text = button.fontMetrics().elidedText(tab.text, Qt.TextElideMode.ElideRight, _LONGEST_TEXT)
        button.setText(text.replace("&", "&&"))
        button.setToolTip("" if text == tab.text else plain_tip(tab.text))
        self._group.addButton(button, tab.type_id)
        self._row.insertWidget(number, button, 1)
        return button

    def _clicked(self, type_id: int) -> None:
        self._fit()  # the tab that is on is set in bolder letters
        self.chosen.emit(type_id)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tab in self._tabs:
            if not self._buttons[tab.type_id].isVisibleTo(self):
                icon = self._look.icon(type_glyph(tab.type_id))
                menu.addAction(icon, tab.text.replace("&", "&&")).triggered.connect(partial(self._take, tab.type_id))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _take(self, type_id: int, _checked: bool = False) -> None:
        self.choose(type_id)
        self.chosen.emit(type_id)
