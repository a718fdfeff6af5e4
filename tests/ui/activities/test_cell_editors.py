"""Cells edited by keyboard over a table: what is typed is read, shown as understood, taken or left."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.cell_reading import CellReader, People
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Person
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.activities.cell_editors import Cell, CellEditing, Leave
from daybook.ui.activities.cell_words import CellTexts, cell_words
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from tests.helpers.clock import FakeClock
from tests.ui.accessible import nameless

PEOPLE = (Person(1, "Ada Lovelace", "Engineer"), Person(2, "Grace Hopper", "Admiral"))
DUE = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


class Table:
    """A window with a table whose second cell of the second row is edited."""

    def __init__(self, look: Look, formats: Formats, clock: FakeClock, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.view = QTableView()
        self.view.setAccessibleName("Activities")
        self.view.setModel(QStandardItemModel(6, 3, self.view))
        for row in range(6):
            self.model.setItem(row, 1, QStandardItem(f"cell {row}"))
        self.window.setCentralWidget(self.view)
        self.window.resize(700, 500)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.reader = CellReader(DeadlineReader(lambda: UTC), People(PEOPLE, me=1), cell_words())
        people = {person.id: person for person in PEOPLE}
        texts = CellTexts(formats, lambda number: people.get(number or 0))
        self.editing = CellEditing(look, lambda cell, text: self.read(cell, text, clock), texts.text)
        self.taken: list[tuple[Field, Value]] = []
        self.left: list[Leave] = []
        self.editing.taken.connect(lambda cell, value: self.taken.append((cell.field, value)))
        self.editing.left.connect(self.left.append)

    @property
    def model(self) -> QStandardItemModel:
        model = self.view.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def read(self, cell: Cell, text: str, clock: FakeClock) -> Value:
        return self.reader.read(cell.field, text, now=clock.now(), base=cell.value)

    def rect(self) -> QRect:
        return self.view.visualRect(self.model.index(1, 1))

    def begin(self, name: Field, value: Value, text: str = "", typed: str = "") -> None:
        cell = Cell(7, name, value, f"{name} of “Call Andrew”", text)
        self.editing.begin(cell, self.view.viewport(), self.rect, typed)

    def type(self, text: str) -> None:
        QTest.keyClicks(focus(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focus(), key, modifier)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def table(look: Look, formats: Formats, fake_clock: FakeClock, qtbot: QtBot) -> Iterator[Table]:
    made = Table(look, formats, fake_clock, qtbot)
    yield made
    made.editing.cancel()


def test_a_title_is_typed_over_and_taken_with_enter(table: Table) -> None:
    table.begin(Field.TITLE, "Call Andrew", "Call Andrew")
    assert table.editing.line is not None
    assert table.editing.line.selectedText() == "Call Andrew"
    assert table.editing.line.geometry().contains(table.rect().center())
    assert nameless(table.window) == []
    table.type("Call Beate")
    table.press(Qt.Key.Key_Return)
    assert (table.taken, table.left) == ([(Field.TITLE, "Call Beate")], [Leave.DOWN])
    assert not table.editing.is_open


def test_the_key_that_began_it_counts(table: Table) -> None:
    table.begin(Field.TITLE, "Call Andrew", "Call Andrew", typed="N")
    table.type("ew")
    table.press(Qt.Key.Key_Tab)
    assert (table.taken, table.left) == ([(Field.TITLE, "New")], [Leave.RIGHT])


@pytest.mark.parametrize(
    ("key", "modifier", "leave"),
    [
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier, Leave.UP),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, Leave.LEFT),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, Leave.STAY),
    ],
)
def test_a_cell_that_is_left_as_it_was_changes_nothing(
    table: Table, key: Qt.Key, modifier: Qt.KeyboardModifier, leave: Leave
) -> None:
    table.begin(Field.TITLE, "Call Andrew", "Call Andrew")
    table.press(key, modifier)
    assert (table.taken, table.left) == ([], [leave])


def test_escape_drops_what_was_typed(table: Table) -> None:
    table.begin(Field.TITLE, "Call Andrew", "Call Andrew", typed="N")
    table.press(Qt.Key.Key_Escape)
    assert (table.taken, table.left) == ([], [Leave.STAY])


def test_a_deadline_shows_what_is_understood(table: Table) -> None:
    table.begin(Field.DEADLINE, DUE, "04/03/2026 15:00")
    table.type("friday 10:00")
    line = table.editing.line
    assert line is not None
    assert line.hint.text == "Fri, 6 March, 10:00"
    assert line.hint.isVisible()
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.DEADLINE, datetime(2026, 3, 6, 10, 0, tzinfo=UTC))]


def test_a_shift_counts_from_what_stands_in_the_cell(table: Table) -> None:
    table.begin(Field.DEADLINE, DUE, typed="+")
    table.type("2h")
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.DEADLINE, datetime(2026, 3, 4, 17, 0, tzinfo=UTC))]


@pytest.mark.parametrize(("name", "value"), [(Field.DEADLINE, DUE), (Field.PINGS, PingOffsets((15,)))])
def test_what_is_no_value_is_not_taken_and_says_why(table: Table, name: Field, value: Value) -> None:
    table.begin(name, value, "x")
    table.type("nonsense")
    table.press(Qt.Key.Key_Return)
    line = table.editing.line
    assert line is not None
    assert (table.taken, table.left) == ([], [])
    assert line.property("wrong") is True
    assert line.hint.text.startswith(("Try", "Type"))
    assert line.accessibleDescription() == line.hint.text
    table.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert table.editing.is_open  # it stays to be put right
    line.setFocus()
    table.press(Qt.Key.Key_Escape)
    assert table.left == [Leave.STAY]


def test_a_click_elsewhere_takes_what_is_typed(table: Table) -> None:
    table.begin(Field.TITLE, "Call Andrew", "Call Andrew")
    table.type("New")
    table.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert (table.taken, table.left) == ([(Field.TITLE, "New")], [Leave.STAY])


def test_no_command_of_the_window_takes_its_keys(table: Table) -> None:
    fired: list[str] = []
    for keys in ("Return", "Escape", "Delete"):
        action = QAction(keys, table.window)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False, keys=keys: fired.append(keys))
        table.window.addAction(action)
    table.begin(Field.TITLE, "Call", "Call")
    table.press(Qt.Key.Key_Delete)
    table.type("New")
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.TITLE, "New")]
    assert fired == []


def test_reminders_are_typed_as_times(table: Table) -> None:
    table.begin(Field.PINGS, PingOffsets((15,)), "15")
    table.type("0, 1h")
    assert table.editing.line is not None
    assert table.editing.line.hint.text == "at the deadline, 1 hour before"
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.PINGS, PingOffsets((0, 60)))]


def test_whether_it_is_done_is_turned_over_at_once(table: Table) -> None:
    table.begin(Field.COMPLETED, False)
    assert table.taken == [(Field.COMPLETED, True)]
    assert not table.editing.is_open


def test_a_digit_chooses_a_colour_at_once(table: Table) -> None:
    table.begin(Field.COLOR, TodoColor.DEFAULT)
    assert table.editing.card is not None
    assert nameless(table.window) == []
    QTest.keyClicks(focus(), "3")
    assert (table.taken, table.left) == ([(Field.COLOR, TodoColor.ORANGE)], [Leave.STAY])
    table.begin(Field.COLOR, TodoColor.DEFAULT, typed="7")
    assert table.taken[-1] == (Field.COLOR, TodoColor.ROSE)
    assert not table.editing.is_open


def test_arrows_and_enter_choose_a_colour_and_so_does_a_click(table: Table) -> None:
    table.begin(Field.COLOR, TodoColor.BLUE)
    table.press(Qt.Key.Key_Right)
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.COLOR, TodoColor.TURQUOISE)]
    table.begin(Field.COLOR, TodoColor.BLUE)
    card = table.editing.card
    assert card is not None
    QTest.mouseClick(card.field.buttons[5], Qt.MouseButton.LeftButton)
    assert table.taken[-1] == (Field.COLOR, TodoColor.VIOLET)
    table.begin(Field.COLOR, TodoColor.BLUE)
    table.press(Qt.Key.Key_Escape)
    assert len(table.taken) == 2
    assert not table.editing.is_open


def test_a_person_is_found_by_typing(table: Table) -> None:
    wanted: list[None] = []
    table.editing.people_wanted.connect(lambda: wanted.append(None))
    table.begin(Field.RESPONSIBLE, 1, typed="gr")
    assert wanted == [None]
    table.editing.show_people(PEOPLE)
    picker = table.editing.picker
    assert picker is not None
    assert picker.model.index(0, 0).data() == "Grace Hopper"
    assert nameless(table.window) == []
    table.press(Qt.Key.Key_Return)
    assert table.taken == [(Field.RESPONSIBLE, 2)]
    assert not table.editing.is_open


def test_another_cell_ends_the_editing_of_the_first(table: Table) -> None:
    table.begin(Field.TITLE, "One", "One")
    table.begin(Field.COLOR, TodoColor.BLUE)
    table.begin(Field.TITLE, "Two", "Two")
    assert (table.taken, table.left) == ([], [])
    assert table.editing.line is not None
    assert table.editing.line.text() == "Two"


def test_the_editor_follows_its_cell(table: Table) -> None:
    table.begin(Field.TITLE, "One", "One")
    line = table.editing.line
    assert line is not None
    before = line.geometry().center()
    table.view.setRowHeight(0, 90)
    table.editing.place()
    assert line.geometry().center().y() > before.y()
