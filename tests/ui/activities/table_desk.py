"""A window with nothing but the table, on a copy that is filled by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from daybook.clock import SystemClock
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.columns import Column
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Order, SortKey
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.kit.format import Formats
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.work.activities_table import ActivitiesTable, Question
from tests.ui.entities.conftest import until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY_ID = Question(order=Order(SortKey.ID))
PEOPLE = (Person(1, "Maria Keller"), Person(2, "Tom Brandt"))


def activity(number: int, **values: object) -> Activity:
    """To-dos, every fifth one a call; some late, some done."""
    made = Activity(
        number, ActivityKind.CALL if number % 5 == 0 else ActivityKind.TODO, EntityRef(DEAL, number % 4 + 1),
        f"Talk {number}", deadline=NOW + timedelta(hours=number - 20), responsible_id=number % 2 + 1,
        completed=number % 7 == 0, color=list(TodoColor)[number % 8],
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


class TableDesk:
    """The table and its presenter, joined as the workspace joins them."""

    def __init__(self, look: Look, formats: Formats, copy: PortalCopy) -> None:
        self.copy = copy
        self.table = ActivitiesTable(copy, PEOPLE[0], SystemClock(), lambda: UTC)
        self.view = ActivitiesView(look, formats, self.table)
        self.view.maker._now = lambda: NOW
        self.window = QWidget()
        QVBoxLayout(self.window).addWidget(self.view)
        self.window.resize(1300, 700)
        table, view = self.table, self.view
        table.rows_changed.add(view.show_rows)
        table.lines_changed.add(view.show_lines)
        table.people_changed.add(view.forget_faces)
        table.picks_changed.add(view.show_picks)

    async def ask(self, question: Question = BY_ID) -> None:
        """Shows something and waits until it can be seen."""
        await self.table.ask(question)
        await self.settled()

    async def settled(self) -> None:
        """Returns when all of it is shown."""
        await self.table.settled()
        QApplication.sendPostedEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in the table."""
        QTest.keyClick(self.view, key, modifiers)

    def click(self, row: int, column: Column, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A click on a cell."""
        at = self.rect(row, column).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def click_gutter(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A click on the box before a row."""
        at = QPoint(10, self.rect(row, Column.TITLE).center().y())
        QTest.mouseClick(self.view.gutter.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def rect(self, row: int, column: Column) -> QRect:
        """Where a cell stands."""
        return self.view.visualRect(self.view.activities.index(row, list(Column).index(column)))

    def drawn(self, rect: QRect) -> set[int]:
        """The colours in a part of the viewport."""
        QApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest)
        image = self.view.viewport().grab(rect).toImage().convertToFormat(QImage.Format.Format_RGB32)
        return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}

    def said(self, row: int, column: Column) -> str:
        """What a screen reader says of a cell."""
        index = self.view.activities.index(row, list(Column).index(column))
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


@asynccontextmanager
async def open_table_desk(look: Look, formats: Formats, home: Path, count: int = 200) -> AsyncIterator[TableDesk]:
    """The window, shown and in front; nothing is asked yet."""
    copy = await PortalCopy.open(home / "copy.sqlite", portal="https://northwind.bitrix24.com")
    await copy.put_activities([activity(number) for number in range(1, count + 1)])
    await copy.put_people(PEOPLE)
    await copy.put_entities([Entity(EntityRef(DEAL, 2), "Northwind renewal")])
    desk = TableDesk(look, formats, copy)
    tasks = [asyncio.create_task(desk.table.keep_rows()), asyncio.create_task(desk.table.keep_lines())]
    try:
        desk.window.show()
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        desk.view.setFocus()
        yield desk
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await copy.aclose()
        delete(desk.window)
