"""What tests of widgets may ask for: a dressed application, formats that do not depend on the machine."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.kit.translations import Translations
from tests.helpers.clock import FakeClock


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    """The application in its style, dressed once for all tests."""
    return Look.of(qapp, ThemeChoice.LIGHT)


@pytest.fixture(scope="session", autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    """Plurals as people say them."""
    translations = Translations(qapp)
    translations.load(QLocale(QLocale.Language.English))
    yield
    translations.unload()


@pytest.fixture
def look(dressed: Look) -> Iterator[Look]:
    """The light theme at the beginning and at the end of each test."""
    dressed.theming.choose(ThemeChoice.LIGHT)
    yield dressed
    dressed.theming.choose(ThemeChoice.LIGHT)


@pytest.fixture
def formats(qapp: QApplication, fake_clock: FakeClock) -> Formats:
    """British English in UTC, at the time of `fake_clock`."""
    return Formats(fake_clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), UTC)
