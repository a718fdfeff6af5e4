"""Forms, from the moment they are built."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.form import Form


class Windows(QObject):
    """Notes every widget that becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_of_a_form_is_a_window_while_it_is_built(qapp: QApplication, qtbot: QtBot) -> None:
    """A label that is shown before it has a parent flashes up, and takes the keyboard away from where it was."""
    windows = Windows()
    qapp.installEventFilter(windows)
    form = Form("A form")
    qtbot.addWidget(form)
    with_hint, without = form.add("One", QLineEdit(), "a hint"), form.add("Two", QLineEdit())
    with_hint.complain("It is wrong.")
    qapp.removeEventFilter(windows)
    assert windows.seen == []
    assert with_hint.problem == "It is wrong."
    assert without.problem == ""
