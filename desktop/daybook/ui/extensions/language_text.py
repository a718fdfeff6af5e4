"""A text, or the same text in several languages."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from daybook.domain.translated import FALLBACK, Translated
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL

ANY: Final = ""
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en", "de": "de", "fr": "fr", "la": "es_419", "br": "pt_BR", "it": "it", "pl": "pl", "tr": "tr", "ua": "uk",
    "ru": "ru", "kz": "kk", "ja": "ja", "vn": "vi", "id": "id", "ms": "ms", "th": "th", "ar": "ar", "sc": "zh_CN",
    "tc": "zh_TW",
}  # fmt: skip
"""Bitrix24's own codes, and the locales they stand for."""


def language_name(locale: str) -> str:
    """What a language calls itself; Qt's English is American."""
    name = "English" if locale == "en" else QLocale(locale).nativeLanguageName()
    return name[:1].upper() + name[1:]


def portal_language(locale: str) -> str:
    """The portal's code for a locale such as "pt_BR"; English for one that it does not know."""
    exact = [code for code, each in LANGUAGES.items() if each == locale]
    alike = [code for code, each in LANGUAGES.items() if each == locale.split("_", maxsplit=1)[0]]
    return next(iter((*exact, *alike)), "en")


class _Line(QWidget):
    """One language and its text."""

    def __init__(self, look: Look, name: str, language: str, text: str) -> None:
        super().__init__()
        self.language = combo_box(self.tr("Language of “{field}”").format(field=name))
        self.language.addItem(self.tr("Any language"), ANY)
        for code, locale in LANGUAGES.items():
            self.language.addItem(language_name(locale), code)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.language.setFixedWidth(170)
        self.text = QLineEdit(text)
        self.text.setAccessibleName(name)
        self.remove = icon_button(look, Glyph.CLOSE, self.tr("Remove this language"), size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.language)
        row.addWidget(self.text, 1)
        row.addWidget(self.remove)


class LanguageText(QWidget):
    """One line while the text is for everybody; a line a language once there are several."""

    typed = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._lines: list[_Line] = []
        self.setAccessibleName(name)
        self._column = QVBoxLayout()
        self._column.setSpacing(SMALL)
        self.add = push_button(look, self.tr("Add a language"), self._add_language, glyph=Glyph.GLOBE, kind="link")
        self.add.setAccessibleName(self.tr("Add a language to “{field}”").format(field=name))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addLayout(self._column)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole.addLayout(foot)
        self.show_text("")

    @property
    def value(self) -> Translated:
        """A text for everybody, or texts by language; of two lines in one language the later one counts."""
        if len(self._lines) == 1 and self._lines[0].language.currentData() == ANY:
            return self._lines[0].text.text().strip()
        return {
            line.language.currentData() or FALLBACK: line.text.text().strip()
            for line in self._lines
            if line.text.text().strip()
        }

    def show_text(self, text: Translated) -> None:
        """Another text, silently."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for language, words in [(ANY, text)] if isinstance(text, str) else text.items():
            self._put(language, words)
        if not self._lines:
            self._put(ANY, "")

    def _put(self, language: str, text: str) -> _Line:
        line = _Line(self._look, self._name, language, text)
        line.remove.clicked.connect(lambda: self._remove(line))
        line.text.textEdited.connect(lambda _text: self.typed.emit())
        line.language.activated.connect(lambda _index: self.typed.emit())
        self._lines.append(line)
        self._column.addWidget(line)
        self.setFocusProxy(self._lines[0].text)
        self._arrange()
        return line

    def _add_language(self) -> None:
        if len(self._lines) == 1 and self._lines[0].language.currentData() == ANY:
            self._lines[0].language.setCurrentIndex(self._lines[0].language.findData(FALLBACK))
        taken = {line.language.currentData() for line in self._lines}
        free = next((code for code in LANGUAGES if code not in taken), None)
        if free is not None:
            self._put(free, "").text.setFocus()
            self.typed.emit()

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setFocusProxy(self._lines[0].text)
        self._arrange()
        self._lines[0].text.setFocus()
        self.typed.emit()

    def _arrange(self) -> None:
        """A single text for everybody needs no list of languages beside it."""
        alone = len(self._lines) == 1
        for line in self._lines:
            line.language.setVisible(not alone or line.language.currentData() != ANY)
            line.remove.setVisible(not alone)
