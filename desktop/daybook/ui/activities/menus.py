"""The menus of the table: groups, columns, files, what can be done with a row or a column."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from daybook.domain.columns import SORTED_BY, Column
from daybook.domain.filtering import Order
from daybook.domain.grouping import GroupBy
from daybook.domain.view import View
from daybook.ui.activities.column_words import column_title, grouping_title
from daybook.ui.activities.model import COLUMNS
from daybook.ui.kit.commands import Command


class Menus(QObject):
    """Builds each menu when it is opened; `last` is the one that was opened last."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.last: QMenu | None = None

    def show(self, menu: QMenu, at: QPoint) -> None:
        """Opens a menu; it is gone when it closes."""
        self.last = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def below(self, menu: QMenu, button: QWidget) -> None:
        """Opens a menu at a button."""
        self.show(menu, button.mapToGlobal(button.rect().bottomLeft()))

    def groups(self, present: GroupBy | None, choose: Callable[[GroupBy | None], object]) -> QMenu:
        """By what the rows are grouped."""
        menu = self._menu(self.tr("Group by"))
        one = QActionGroup(menu)
        for by in (None, *GroupBy):
            action = self.add(menu, grouping_title(by), lambda by=by: choose(by))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(by is present)
            one.addAction(action)
        return menu

    def columns(self, shown: Sequence[Column], change: Callable[[Sequence[Column]], object]) -> QMenu:
        """Which columns are shown; the last one stays."""
        menu = self._menu(self.tr("Columns"))
        for column in COLUMNS:
            action = self.add(menu, column_title(column), lambda column=column: change(_other(shown, column)))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(column not in shown or len(shown) > 1)
        return menu

    def column(
        self,
        column: Column,
        shown: Sequence[Column],
        *,
        sort: Callable[[Order], object],
        change: Callable[[Sequence[Column]], object],
    ) -> QMenu:
        """What can be done with one column."""
        menu = self._menu(column_title(column))
        key = SORTED_BY.get(column)
        if key is not None:
            self.add(menu, self.tr("Sort, first to last"), lambda: sort(Order(key)))
            self.add(menu, self.tr("Sort, last to first"), lambda: sort(Order(key, descending=True)))
            menu.addSeparator()
        if len(shown) > 1:
            self.add(menu, self.tr("Hide this column"), lambda: change(_other(shown, column)))
        menu.addMenu(self.columns(shown, change))
        return menu

    def row(self, commands: Iterable[Command]) -> QMenu:
        """What the keys do with the current row, and the keys."""
        menu = self._menu(self.tr("What can be done"))
        for command in commands:
            if command.enabled():
                keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                self.add(menu, f"{command.title}\t{keys}", command.run)
        return menu

    def choices(self, title: str, choices: Iterable[tuple[str, Callable[[], object]]]) -> QMenu:
        """A few things to choose one of."""
        menu = self._menu(title)
        for name, run in choices:
            self.add(menu, name, run)
        return menu

    def views(
        self,
        title: str,
        builtin: Iterable[View],
        own: Iterable[View],
        current: str,
        choose: Callable[[View], object],
    ) -> QMenu:
        """The views that everybody has, and the person's own; the one that is on is ticked."""
        menu = self._menu(title)
        for part in (builtin, own):
            for view in part:
                action = self.add(menu, view.name, partial(choose, view))
                action.setCheckable(True)
                action.setChecked(view.name == current)
            menu.addSeparator()
        return menu

    def together(self, title: str, *menus: QMenu) -> QMenu:
        """Several menus in one."""
        menu = self._menu(title)
        for each in menus:
            menu.addMenu(each)
        return menu

    def _menu(self, title: str) -> QMenu:
        menu = QMenu(title, self._parent)
        menu.setAccessibleName(title)
        return menu

    @staticmethod
    def add(menu: QMenu, name: str, run: Callable[[], object]) -> QAction:
        """One more thing to choose."""
        action = QAction(name.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked=False: run())
        menu.addAction(action)
        return action


def _other(shown: Sequence[Column], column: Column) -> list[Column]:
    """With the column if it is not there, without it if it is; a new one comes last."""
    return [each for each in shown if each is not column] if column in shown else [*shown, column]
