"""Fields of the forms: one for each kind of value that a layout may hold. Each tells what it wishes by `wished`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.domain.layouts import editing
from daybook.domain.layouts.codes import LANGUAGES
from daybook.domain.layouts.model import Steps
from daybook.ui.extensions.language_text import LANGUAGES as LOCALES
from daybook.ui.extensions.language_text import language_name
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.studio.tools import Wish
from daybook.ui.studio.words import value_name

_LINES: Final = 2
_MOST_LETTERS: Final = 12_000
"""In all texts of a field together: a box lays out the whole of its text for the two lines that are seen."""
_ALWAYS: Final = 4_000
"""Letters of a text that can be edited in any case."""
_ABSENT: Final = object()
"""The value of a field that is not written."""


class Field(QWidget):
    """One value of the layout. `needed`: without it a portal refuses the layout, so that it is never taken away."""

    wished = Signal(object)  # Wish

    def __init__(self, steps: Steps, name: str, *, needed: bool) -> None:
        super().__init__()
        self.steps = steps
        self._needed = needed
        self.setAccessibleName(name)
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(TINY)

    def show_value(self, value: Any) -> None:
        """What the text says now, silently; None for what is not written."""
        raise NotImplementedError

    def wish_value(self, value: object, *, steps: Steps | None = None) -> None:
        """Another value."""
        way = self.steps if steps is None else steps
        self.wished.emit(Wish(partial(_put, steps=way, value=value), "/".join(way)))

    def wish_nothing(self) -> None:
        """The field is not written any more, where it may be left out."""
        self.wished.emit(Wish(partial(_drop, steps=self.steps), "/".join(self.steps)))


def _put(text: str, *, steps: Steps, value: object) -> str:
    return editing.put_value(text, steps, value)


def _drop(text: str, *, steps: Steps) -> str:
    found = editing.find(editing.read(text), steps)
    return text if found is None else editing.remove(text, steps)


class PlainField(Field):
    """A text on one line. `read` makes the value of it, and None of what is none."""

    def __init__(
        self, steps: Steps, name: str, *, needed: bool, offers: Sequence[str] = (), whole: bool = False
    ) -> None:
        super().__init__(steps, name, needed=needed)
        self._whole = whole
        self.box: QComboBox | None = None
        if offers:
            self.box = combo_box(name)
            self.box.setEditable(True)
            self.box.addItems(list(offers))
            self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.box.activated.connect(lambda _index: self._typed())
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        if self.box is not None:
            self.box.setLineEdit(self.line)
        self._row.addWidget(self.box or self.line)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.setFocusProxy(self.box or self.line)

    def show_value(self, value: Any) -> None:
        """The text as it is written."""
        said = "" if value is None or isinstance(value, dict | list) else str(value)
        if self.line.text() != said:
            with QSignalBlocker(self.line):
                self.line.setText(said)

    def _typed(self) -> None:
        said = self.line.text()
        if not said and not self._needed:
            self.wish_nothing()
        else:
            self.wish_value(int(said) if self._whole and said.isascii() and said.isdigit() else said)


class FlagField(Field):
    """Yes or no. What is usual is not written."""

    def __init__(self, steps: Steps, name: str, *, usual: bool) -> None:
        super().__init__(steps, name, needed=False)
        self._usual = usual
        self.box = QCheckBox(name)
        self.box.setAccessibleName(name)
        self._row.addWidget(self.box)
        self.box.clicked.connect(self._turn)
        self.setFocusProxy(self.box)

    def show_value(self, value: Any) -> None:
        """True and false, also where they are written as texts."""
        on = {"true": True, "false": False, True: True, False: False}.get(
            value if isinstance(value, str | bool) else "", self._usual
        )
        self.box.setChecked(on)

    def _turn(self, on: bool) -> None:
        if on == self._usual:
            self.wish_nothing()
        else:
            self.wish_value(on)


class ChoiceField(Field):
    """One of a few words; one that is none of them is shown as it is."""

    def __init__(self, steps: Steps, name: str, values: Sequence[str], *, needed: bool, none: str) -> None:
        super().__init__(steps, name, needed=needed)
        self._values = tuple(values)
        self.box = combo_box(name)
        if not needed:
            self.box.addItem(none, "")
        for each in values:
            self.box.addItem(value_name(each), each)
        self._row.addWidget(self.box)
        self.box.activated.connect(lambda _index: self._choose())
        self.setFocusProxy(self.box)

    def show_value(self, value: Any) -> None:
        """The word."""
        said = "" if value is None else str(value)
        place = self.box.findData(said)
        if place < 0:
            self.box.addItem(said, said)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def _choose(self) -> None:
        said = self.box.currentData()
        self.wish_value(said) if said else self.wish_nothing()


class ScalarsField(Field):
    """What an action sends along: a line for each, name = value."""

    def __init__(self, steps: Steps, name: str) -> None:
        super().__init__(steps, name, needed=False)
        self._shown: dict[str, Any] = {}
        self.text = _text_box(name)
        self.text.textChanged.connect(self._typed)
        self._row.addWidget(self.text)
        self.setFocusProxy(self.text)

    def show_value(self, value: Any) -> None:
        """Each on its line."""
        self._shown = value if isinstance(value, dict) else {}
        if self._read() != {key: _as_text(each) for key, each in self._shown.items()}:
            with QSignalBlocker(self.text):
                self.text.setPlainText("\n".join(f"{key} = {_as_text(each)}" for key, each in self._shown.items()))

    def _read(self) -> dict[str, str]:
        lines = [line.partition("=") for line in self.text.toPlainText().splitlines() if line.strip()]
        return {key.strip(): value.strip() for key, _, value in lines}

    def _typed(self) -> None:
        read = self._read()
        before = self._shown
        value = {key: before[key] if key in before and _as_text(before[key]) == said else said
                 for key, said in read.items()}  # fmt: skip
        self.wish_value(value) if value else self.wish_nothing()


class WordsField(Field):
    """A text for everybody, or one a language; each is changed by itself, and the others stay as they are written."""

    def __init__(self, look: Look, steps: Steps, name: str, *, needed: bool) -> None:
        super().__init__(steps, name, needed=needed)
        self._look = look
        self._name = name
        self._texts: dict[str, QPlainTextEdit] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(TINY)
        self._row.addLayout(self._lines)
        self.too_long = label(
            self.tr("Too long for this form: only its beginning is shown. Change it as JSON."),
            Step.SMALL,
            "warning",
            wrap=True,
        )
        self.too_long.hide()
        self._row.addWidget(self.too_long)
        self.add = push_button(look, self.tr("Add a language"), self._add_language, glyph=Glyph.GLOBE, kind="link")
        self.add.setAccessibleName(self.tr("Add a language to “{field}”").format(field=name))
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._row.addLayout(foot)
        self._value: Any = _ABSENT

    @property
    def texts(self) -> Mapping[str, QPlainTextEdit]:
        """The text boxes by language; "" is the one for everybody."""
        return self._texts

    def show_value(self, value: Any) -> None:
        """The text, or the texts by language."""
        self._value = value
        said = value if isinstance(value, dict) else {"": value if isinstance(value, str) else ""}
        said = {key: each if isinstance(each, str) else "" for key, each in said.items()}
        if list(said) != list(self._texts):
            self._build(list(said))
        most = max(_ALWAYS, _MOST_LETTERS // len(said)) if said else 0
        for language, words in said.items():
            self._show_words(self._texts[language], words, most)
        self.too_long.setVisible(any(len(words) > most for words in said.values()))
        self.add.setEnabled(any(each not in said for each in LANGUAGES))

    @staticmethod
    def _show_words(box: QPlainTextEdit, words: str, most: int) -> None:
        """A text that is too long is only begun, and can't be changed here."""
        box.setReadOnly(len(words) > most)
        shown = words if len(words) <= most else f"{words[:most]}…"
        if box.toPlainText() != shown:
            with QSignalBlocker(box):
                _replace(box, shown)

    def _build(self, languages: list[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._texts = {}
        for language in languages:
            self._lines.addWidget(self._line(language))
        if self._texts:
            self.setFocusProxy(next(iter(self._texts.values())))

    def _line(self, language: str) -> QWidget:
        said = language_name(LOCALES[language]) if language in LOCALES else language
        name = f"{self._name}, {said}" if language else self._name
        box = _text_box(name)
        box.textChanged.connect(partial(self._typed, language))
        self._texts[language] = box
        if not language:
            return box
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        caption = label(said, Step.SMALL, "text_soft")
        caption.setFixedWidth(76)
        row.addWidget(caption)
        row.addWidget(box, 1)
        remove = self.tr("Remove {language} from “{field}”").format(language=said, field=self._name)
        row.addWidget(icon_button(self._look, Glyph.CLOSE, remove, partial(self._remove, language), size=14))
        return line

    def _typed(self, language: str) -> None:
        said = self._texts[language].toPlainText()
        if language:
            self.wish_value(said, steps=(*self.steps, language))
        elif said or self._needed:
            self.wish_value(said)
        else:
            self.wish_nothing()

    def _add_language(self) -> None:
        value = self._value
        if isinstance(value, dict):
            free = next((each for each in LANGUAGES if each not in value), None)
            if free is not None:
                self.wish_value("", steps=(*self.steps, free))
        else:
            self.wish_value({"en": value if isinstance(value, str) else "", "de": ""})

    def _remove(self, language: str) -> None:
        value = self._value if isinstance(self._value, dict) else {}
        left = {key: each for key, each in value.items() if key != language}
        if len(left) == 1:
            self.wish_value(next(iter(left.values())))
        else:
            self.wished.emit(Wish(partial(_drop, steps=(*self.steps, language))))


def _text_box(name: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 3 * SMALL)
    box.setUndoRedoEnabled(False)  # undo is that of the layout
    return box


def _replace(box: QPlainTextEdit, words: str) -> None:
    """Another text; the cursor stays where it was."""
    place = box.textCursor().position()
    box.setPlainText(words)
    cursor = box.textCursor()
    cursor.setPosition(min(place, max(0, box.document().characterCount() - 1)), QTextCursor.MoveMode.MoveAnchor)
    box.setTextCursor(cursor)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, dict | list) else str(value)


Make = Callable[[Steps], Field]
