"""The window's texts in a person's language, and English plurals.

Every text in the program is English; a translation file holds what differs from it. For English that is only what has
a number in it: "1 day" and "2 days". `packaging/translate.py` remakes the files. A number in a text is written "%Ln":
Qt puts it there as the person's locale groups it, "12,345".
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from daybook import resources

LANGUAGES = ("en",)
"""The languages there are files for; any other one falls back to English."""


class Translations:
    """What is loaded; keeps the translators and their bytes alive as long as the application needs them."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._loaded: list[tuple[QTranslator, bytes]] = []
        self._before: QLocale | None = None

    def load(self, locale: QLocale) -> str:
        """Texts in the language of `locale`, or in English, with its numbers; returns the language's two letters."""
        language = QLocale.languageToCode(locale.language())
        found = language if language in LANGUAGES else "en"
        self.unload()
        content = resources.data(f"translations/daybook_{found}.qm")
        ours = QTranslator()
        if not ours.load(content):
            raise ValueError(f"daybook_{found}.qm is not a translation")
        qt = QTranslator()
        # Qt's own words ("Undo", "Copy") in text fields; English needs none.
        qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in (qt, ours):
            if not translator.isEmpty():
                self._app.installTranslator(translator)
        self._loaded = [(ours, content), (qt, b"")]
        self._before = QLocale()
        QLocale.setDefault(locale)
        return found

    def unload(self) -> None:
        """Back to the texts in the sources, and to the numbers of before."""
        for translator, _content in self._loaded:
            self._app.removeTranslator(translator)
        self._loaded = []
        if self._before is not None:
            QLocale.setDefault(self._before)
            self._before = None
