"""The field never holds a secret: not as text, not in its history, not for a screen reader, not in the clipboard."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.bitrix.address import BadAddress, read_webhook
from daybook.ui.connection.webhook_field import WebhookField
from daybook.ui.kit.look import Look

SECRET = "k3yk3yk3yk3y9999"
WEBHOOK = f"https://company.bitrix24.com/rest/7/{SECRET}/"
SHOWN = "https://company.bitrix24.com/rest/7/•••••/"


class Receiver:
    """Does with a paste what the form does: shows what may be seen of it."""

    def __init__(self) -> None:
        self.field = WebhookField(self.take, privacy.mask)
        self.taken: list[str] = []

    def take(self, text: str) -> None:
        self.taken.append(text)
        try:
            self.field.show_text(read_webhook(text).shown)
        except BadAddress:
            if text:
                self.field.show_text(privacy.mask(text))


@pytest.fixture
def receiver(look: Look, qtbot: QtBot) -> Receiver:
    made = Receiver()
    qtbot.addWidget(made.field)
    made.field.setAccessibleName("Address")
    made.field.show()
    return made


def _spoken(field: QLineEdit) -> str:
    told = QAccessible.queryAccessibleInterface(field)
    return " ".join(told.text(part) for part in QAccessible.Text if part != QAccessible.Text.UserText)


def _paste_by_key(field: WebhookField) -> None:
    QGuiApplication.clipboard().setText(WEBHOOK)
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))


def _paste_by_slot(field: WebhookField) -> None:
    QGuiApplication.clipboard().setText(WEBHOOK)
    field.paste()


def _drop(field: WebhookField) -> None:
    data = QMimeData()
    data.setText(WEBHOOK)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none, QEvent.Type.Drop))


def _commit(field: WebhookField) -> None:
    event = QInputMethodEvent()
    event.setCommitString(WEBHOOK)
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("way", [_paste_by_key, _paste_by_slot, _drop, _commit], ids=lambda way: way.__name__)
def test_whatever_way_it_comes_in_it_is_never_text(receiver: Receiver, way: object) -> None:
    texts: list[str] = []
    receiver.field.textChanged.connect(texts.append)
    assert callable(way)
    way(receiver.field)
    assert receiver.taken == [WEBHOOK]
    assert texts == [SHOWN]
    assert receiver.field.text() == SHOWN


def test_nothing_can_be_brought_back(receiver: Receiver) -> None:
    _paste_by_key(receiver.field)
    assert not receiver.field.isUndoAvailable()
    receiver.field.undo()
    receiver.field.redo()
    assert SECRET not in receiver.field.text()


def test_a_screen_reader_hears_no_secret(receiver: Receiver) -> None:
    _paste_by_key(receiver.field)
    assert SHOWN in _spoken(receiver.field)
    assert SECRET not in _spoken(receiver.field)


def test_copying_gives_what_is_shown(receiver: Receiver) -> None:
    _paste_by_key(receiver.field)
    receiver.field.selectAll()
    receiver.field.copy()
    assert QGuiApplication.clipboard().text() == SHOWN


def test_no_repr_tells_it(receiver: Receiver) -> None:
    _paste_by_key(receiver.field)
    assert SECRET not in f"{receiver.field!r} {receiver.field.__dict__}"


def test_typed_letters_turn_to_dots_as_soon_as_they_look_like_a_secret(receiver: Receiver, qtbot: QtBot) -> None:
    qtbot.keyClicks(receiver.field, "https://company.bitrix24.com/rest/7/")
    assert receiver.field.displayText().endswith("/rest/7/")
    qtbot.keyClicks(receiver.field, SECRET)
    assert SECRET not in receiver.field.displayText()
    assert SECRET not in _spoken(receiver.field)
    qtbot.keyClick(receiver.field, Qt.Key.Key_Return)
    assert receiver.taken == [f"https://company.bitrix24.com/rest/7/{SECRET}"]
    assert receiver.field.text() == SHOWN


def test_changing_what_is_shown_begins_anew(receiver: Receiver, qtbot: QtBot) -> None:
    _paste_by_key(receiver.field)
    qtbot.keyClick(receiver.field, Qt.Key.Key_Backspace)
    qtbot.keyClick(receiver.field, Qt.Key.Key_End)
    qtbot.keyClick(receiver.field, Qt.Key.Key_Backspace)
    assert receiver.field.text() == ""
    assert receiver.taken == [WEBHOOK, ""]


def test_a_second_paste_replaces_the_first(receiver: Receiver) -> None:
    _paste_by_key(receiver.field)
    _paste_by_key(receiver.field)
    assert receiver.taken == [WEBHOOK, WEBHOOK]


def test_a_paste_joins_what_is_being_typed(receiver: Receiver, qtbot: QtBot) -> None:
    qtbot.keyClicks(receiver.field, "https://company.bitrix24.com/")
    QGuiApplication.clipboard().setText(f"rest/7/{SECRET}/")
    receiver.field.paste()
    assert receiver.taken == [WEBHOOK]


def test_letters_that_are_no_secret_stay_readable(receiver: Receiver, qtbot: QtBot) -> None:
    qtbot.keyClicks(receiver.field, "company.bitrix24.com")
    assert receiver.field.displayText() == "company.bitrix24.com"
