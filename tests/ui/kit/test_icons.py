"""Icons: one drawing a name, in any colour, sharp at any scale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from daybook import resources
from daybook.ui.kit.colors import DARK, LIGHT
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice

MARK = "daybook"


def _inks(image: QImage) -> set[str]:
    opaque = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in opaque if color.alpha() == 255}


def test_names_and_drawings_are_the_same() -> None:
    drawn = {
        each.name.removesuffix(".svg") for each in resources.folder().joinpath("icons").iterdir() if each.is_file()
    }
    assert drawn - {MARK} == set(Glyph)


@pytest.mark.parametrize("glyph", Glyph)
def test_a_glyph_shows_something_inside_its_edges(look: Look, glyph: Glyph) -> None:
    image = look.icons.pixmap(glyph, QColor("black"), 24, 2.0).toImage()
    edge = [image.pixelColor(n, 0).alpha() + image.pixelColor(0, n).alpha() for n in range(image.width())]
    assert "#000000" in _inks(image)
    assert max(edge) == 0


def test_a_glyph_is_tinted(look: Look) -> None:
    assert _inks(look.icons.pixmap(Glyph.PLUS, QColor("#c0ffee"), 24).toImage()) == {"#c0ffee"}


def test_a_faint_colour_stays_faint(look: Look) -> None:
    image = look.icons.pixmap(Glyph.FLAG, QColor(0, 0, 0, 128), 24).toImage()
    strongest = max(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
    assert 100 < strongest <= 130


def test_a_dense_screen_gets_more_pixels(look: Look) -> None:
    pixmap = look.icons.pixmap(Glyph.BELL, QColor("black"), 18, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)


def test_drawing_happens_once(look: Look) -> None:
    first = look.icons.pixmap(Glyph.BELL, QColor("black"), 18)
    assert look.icons.pixmap(Glyph.BELL, QColor("black"), 18).cacheKey() == first.cacheKey()


def test_a_button_follows_the_theme(look: Look, qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    IconFollower(look, button, Glyph.PLUS, "text")
    before = _inks(button.icon().pixmap(24).toImage())
    look.theming.choose(ThemeChoice.DARK)
    after = _inks(button.icon().pixmap(24).toImage())
    assert before == {LIGHT.text.name()}
    assert after == {DARK.text.name()}
    assert button.focusPolicy() != Qt.FocusPolicy.NoFocus


TWO_SCREENS = {
    "screens": [
        {"name": "lamp", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1},
        {"name": "wall", "x": 1920, "y": 0, "width": 3840, "height": 2160, "dpr": 1.5},
    ]
}
SIZES = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
look = Look.of(app)
icon = look.icon(Glyph.BELL)
print(look.icons.ratios, [size.width() for size in icon.availableSizes()])
"""


def test_an_icon_holds_what_the_screens_need(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps(TWO_SCREENS))
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    done = subprocess.run([sys.executable, "-c", SIZES], check=True, capture_output=True, text=True, env=env)
    assert (done.stdout.strip(), done.stderr) == ("(1.0, 1.5) [24, 36]", "")


def test_a_screen_that_comes_later_gets_its_own(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look.icons, "ratios", (3.0,))  # as if no other had been there
    button = QPushButton("Save")
    qtbot.addWidget(button)
    IconFollower(look, button, Glyph.TRASH, "text")
    assert [size.width() for size in button.icon().availableSizes()] == [72]

    look.icons.look_at_screens()

    assert [size.width() for size in button.icon().availableSizes()] == [24, 72]
