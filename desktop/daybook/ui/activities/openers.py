"""Which menu opens where in the workspace, and what is in it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from daybook.domain.columns import Column
from daybook.domain.filtering import Order
from daybook.domain.grouping import GroupBy
from daybook.domain.view import View
from daybook.ui.activities.commands import IN_MENU
from daybook.ui.activities.exporting import Exporting, Kind
from daybook.ui.activities.menus import Menus
from daybook.ui.activities.page import TablePage
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.activities.view_menu import ViewMenu
from daybook.ui.kit.commands import Command
from daybook.work.asking import Asking


class Workspace(Protocol):
    """What the menus are about."""

    asking: Asking
    commands: Sequence[Command]
    exporting: Exporting
    menus: Menus
    page: TablePage
    view: ActivitiesView
    view_menu: ViewMenu | None
    view_name: str
    views: tuple[View, ...]

    def choose_columns(self, columns: Sequence[Column]) -> None:
        """Shows these columns."""

    def choose_view(self, view: View) -> None:
        """Shows a view."""

    def export(self, kind: Kind) -> None:
        """Asks where to write what is shown."""

    def group(self, by: GroupBy | None) -> None:
        """Under other headings."""

    def sort_by(self, order: Order) -> None:
        """In another order."""


class Openers(QObject):
    """Each method opens one menu."""

    def __init__(self, work: Workspace) -> None:
        super().__init__(work.page)
        self._work = work

    def views(self) -> None:
        """The views, and what can be done with them."""
        work = self._work
        if work.view_menu is not None:
            menu = work.view_menu.menu(work.view_name)
        else:
            menu = work.menus.views(self.tr("Views"), work.views, (), work.view_name, work.choose_view)
        work.menus.below(menu, work.page.bar.view_button)

    def groups(self) -> None:
        """By what the rows are grouped."""
        self._below(self._groups(), "group")

    def columns(self) -> None:
        """Which columns are shown."""
        self._below(self._columns(), "columns")

    def exports(self) -> None:
        """The kinds of files."""
        self._below(self._exports(), "export")

    def of_bar(self, name: str) -> None:
        """The menu of a button above the table."""
        if name == "more":
            menus = self._groups(), self._columns(), self._exports()
            self._below(self._work.menus.together(self.tr("More"), *menus), name)
        else:
            opening: dict[str, Callable[[], None]] = {
                "group": self.groups,
                "columns": self.columns,
                "export": self.exports,
            }
            opening[name]()

    def of_column(self, column: Column, at: QPoint) -> None:
        """What can be done with a column."""
        work = self._work
        shown = work.view.shown_columns
        work.menus.show(work.menus.column(column, shown, sort=work.sort_by, change=work.choose_columns), at)

    def of_row(self, at: QPoint) -> None:
        """What can be done with the current row."""
        known = {command.id: command for command in self._work.commands}
        self._work.menus.show(self._work.menus.row(known[each] for each in IN_MENU if each in known), at)

    def _groups(self) -> QMenu:
        return self._work.menus.groups(self._work.asking.group_by, self._work.group)

    def _columns(self) -> QMenu:
        return self._work.menus.columns(self._work.view.shown_columns, self._work.choose_columns)

    def _exports(self) -> QMenu:
        titles = self._work.exporting.titles()
        choices = [(words, partial(self._work.export, kind)) for kind, words in titles.items()]
        return self._work.menus.choices(self.tr("Export"), choices)

    def _below(self, menu: QMenu, button: str) -> None:
        self._work.menus.below(menu, self._work.page.bar.button_of(button))
