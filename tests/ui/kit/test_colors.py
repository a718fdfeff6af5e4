"""Every text reads well on every ground, in every theme."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from daybook.domain.entities import Person
from daybook.ui.kit.avatar import HUES, avatar_colors
from daybook.ui.kit.colors import THEMES, Theme, blend, contrast
from daybook.ui.kit.pill import TONES, pill_colors

GROUNDS = ("window", "surface", "surface_raised", "rail", "hover", "selection")
TEXTS = ("text", "text_soft", "text_faint", "accent", "link", "danger", "warning", "success", "overdue")
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
VISIBLE = 3.0
"""WCAG 2.2, success criterion 1.4.11: what tells the focus from the rest."""

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


@themes
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_reads_on_each_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= READABLE


@themes
@pytest.mark.parametrize("ground", ["accent", "accent_hover"])
def test_words_read_on_a_primary_button(theme: Theme, ground: str) -> None:
    assert contrast(theme.accent_text, getattr(theme, ground)) >= READABLE


@themes
@pytest.mark.parametrize("tone", ["danger", "warning", "success", "accent"])
def test_banners_read_in_their_own_colour_and_in_text(theme: Theme, tone: str) -> None:
    ground = getattr(theme, f"{tone}_soft")
    assert contrast(getattr(theme, tone), ground) >= READABLE
    assert contrast(theme.text, ground) >= READABLE


@themes
@pytest.mark.parametrize("tone", TONES)
def test_pills_read(theme: Theme, tone: str) -> None:
    ground, ink = pill_colors(theme, tone)
    assert contrast(ink, ground) >= READABLE


@themes
@pytest.mark.parametrize("person_id", range(len(HUES)))
def test_initials_read(theme: Theme, person_id: int) -> None:
    ground, letters = avatar_colors(person_id, theme)
    assert contrast(letters, ground) >= READABLE


@themes
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_can_be_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme.focus, getattr(theme, ground)) >= VISIBLE


def test_contrast_of_the_extremes_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)


def test_a_blend_lies_between() -> None:
    assert blend(QColor("black"), QColor("white"), 1).name() == "#000000"
    assert blend(QColor("black"), QColor("white"), 0).name() == "#ffffff"


def test_a_person_keeps_her_colour() -> None:
    light = next(iter(THEMES.values()))
    anna = Person(3, "Anna Bell")
    assert avatar_colors(anna.id, light) == avatar_colors(anna.id + len(HUES), light)
    assert avatar_colors(anna.id, light) != avatar_colors(anna.id + 1, light)
