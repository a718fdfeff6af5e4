"""The theme follows the system unless the person chose one."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.colors import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme
from daybook.ui.kit.fonts import FAMILY, Step, font
from daybook.ui.kit.look import Look
from daybook.ui.kit.stylesheet import stylesheet
from daybook.ui.kit.theme import ThemeChoice, palette, wanted


@pytest.mark.parametrize(
    ("choice", "theme"),
    [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK), (ThemeChoice.CONTRAST, HIGH_CONTRAST)],
)
def test_a_choice_takes_effect_at_once(look: Look, qapp: QApplication, choice: ThemeChoice, theme: Theme) -> None:
    look.theming.choose(choice)
    assert look.theme is theme
    assert qapp.palette().window().color() == theme.window


def test_whoever_paints_is_told(look: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.theming.changed) as told:
        look.theming.choose(ThemeChoice.DARK)
    assert told.args == [DARK]


def test_each_widget_is_dressed_anew_a_few_times_only(look: Look, qtbot: QtBot) -> None:
    """However deep it lies: three thousand widgets lie ten deep in the window."""
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    for _ in range(20):
        inner = QWidget(inner)
    dressed = Dressings(QLabel("deep down", inner))
    outer.show()
    dressed.times = 0

    look.theming.choose(ThemeChoice.DARK)

    assert 0 < dressed.times < 5


class Dressings(QObject):
    """Counts how often a widget is given another style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_the_same_theme_again_tells_nobody(look: Look, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.theming.changed):
        look.theming.choose(ThemeChoice.LIGHT)


@pytest.mark.parametrize(
    ("choice", "scheme", "preference", "theme"),
    [
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, LIGHT),
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, HIGH_CONTRAST),
        (ThemeChoice.LIGHT, Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, LIGHT),
    ],
)
def test_the_system_decides_when_the_person_did_not(
    choice: ThemeChoice, scheme: Qt.ColorScheme, preference: Qt.ContrastPreference, theme: Theme
) -> None:
    assert wanted(choice, scheme, preference) is theme


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_style_sheet_has_no_gap(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_selected_text_reads(theme: Theme) -> None:
    made = palette(theme)
    assert made.highlightedText().color() == theme.accent_text
    assert made.highlight().color() == theme.accent


@pytest.mark.parametrize("step", Step)
def test_each_step_is_set_in_inter(look: Look, step: Step) -> None:
    info = QFontInfo(font(step))
    assert info.family() == FAMILY
    assert info.pixelSize() == step.pixels


def test_weights_come_along(look: Look) -> None:
    styles = set(QFontDatabase.styles(FAMILY))
    assert {"Regular", "Medium", "Bold"} <= styles
    assert QFont(font(Step.STRONG)).weight() == QFont.Weight.DemiBold


def test_a_label_takes_its_tone_from_the_theme(look: Look, qtbot: QtBot) -> None:
    shown = QLabel("late")
    qtbot.addWidget(shown)
    shown.setProperty("tone", "danger")
    shown.show()
    assert shown.palette().windowText().color() == LIGHT.danger
    look.theming.choose(ThemeChoice.DARK)
    assert shown.palette().windowText().color() == DARK.danger
