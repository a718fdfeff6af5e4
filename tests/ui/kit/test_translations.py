"""The translation files are what the sources ask for."""

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook import resources
from daybook.ui.kit.format import Formats
from daybook.ui.kit.translations import Translations

SCRIPT = Path(__file__).parents[3] / "packaging" / "translate.py"


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_file_is_stale(translate: ModuleType) -> None:
    assert translate.find_stale() == [], "run python packaging/translate.py"


def test_every_number_has_one_and_many() -> None:
    root = ET.fromstring(resources.text("translations/daybook_en.ts"))
    messages = list(root.iter("message"))
    assert messages
    for message in messages:
        one, many = (form.text or "" for form in message.iter("numerusform"))
        assert "%Ln" in one
        assert "%Ln" in many
        assert "%n" not in message.findtext("source", "") + one + many, "%n shows 12345, %Ln shows 12,345"
        assert "(s)" not in one + many


@pytest.mark.parametrize(
    ("source", "one", "many"),
    [
        ("%Ln day(s) before", "%Ln day before", "%Ln days before"),
        ("%Ln match(es)", "%Ln match", "%Ln matches"),
        ("%Ln open", "%Ln open", "%Ln open"),
    ],
)
def test_forms_are_made_from_the_source(translate: ModuleType, source: str, one: str, many: str) -> None:
    assert translate.forms(source) == (one, many)


def test_all_sources_are_read(translate: ModuleType) -> None:
    names = {path.name for path in translate.sources()}
    assert {"shell.py", "format.py", "keys.py"} <= names


@pytest.mark.parametrize("language", [QLocale.Language.English, QLocale.Language.German, QLocale.Language.C])
def test_any_language_gets_at_least_english(qapp: QApplication, language: QLocale.Language) -> None:
    translations = Translations(qapp)
    try:
        assert translations.load(QLocale(language)) == "en"
    finally:
        translations.unload()


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        (QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), "12,345 days before"),
        (QLocale(QLocale.Language.German, QLocale.Country.Germany), "12.345 days before"),
    ],
    ids=["British", "German"],
)
def test_numbers_in_texts_are_grouped_as_people_write_them(
    qapp: QApplication, formats: Formats, locale: QLocale, shown: str
) -> None:
    before = QLocale()
    translations = Translations(qapp)
    try:
        translations.load(locale)
        assert formats.ping(12_345 * 24 * 60) == shown
    finally:
        translations.unload()
    assert QLocale() == before
