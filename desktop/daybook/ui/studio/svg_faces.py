"""The faces that a picture is written in, put into its SVG: it looks the same where nobody has Open Sans."""

import base64
import html
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtGui import QFont, QTextLayout

from daybook import resources
from daybook.ui.layouts.set_text import FACES, FAMILY, pixel_font
from daybook.ui.studio.font_parts import woff

_TEXT: Final = re.compile(
    rf'<text [^>]*font-family="{FAMILY}"[^>]*font-weight="(?P<weight>\d+)"[^>]*>(?P<words>[^<]*)</text>'
)
_DEFINITIONS: Final = "<defs>"
_SIZE: Final = 14
"""Pixels; which letters a text takes is the same at every size."""


def glyphs_by_weight(svg: str) -> dict[int, frozenset[int]]:
    """What the texts of an SVG of Qt's generator are drawn with, by the weight of the face."""
    found: dict[int, set[int]] = defaultdict(set)
    for text in set(_TEXT.findall(svg)):
        weight, words = int(text[0]), html.unescape(text[1])
        found[weight] |= _glyphs(words, QFont.Weight(weight))
    return {weight: frozenset(glyphs) for weight, glyphs in sorted(found.items())}


def with_faces(svg: str, glyphs: Mapping[int, Collection[int]]) -> str:
    """The SVG with these parts of Open Sans. May be asked for in any thread, for it takes a while."""
    rules = "".join(_rule(weight, wanted) for weight, wanted in glyphs.items())
    return svg.replace(_DEFINITIONS, f'{_DEFINITIONS}\n<style type="text/css">{rules}</style>', 1) if rules else svg


def _rule(weight: int, glyphs: Collection[int]) -> str:
    face = resources.data(f"fonts/OpenSans-{FACES[QFont.Weight(weight)]}.ttf")
    data = base64.b64encode(woff(face, glyphs)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )


def _glyphs(words: str, weight: QFont.Weight) -> set[int]:
    """What of Open Sans a text is drawn with, ligatures among them, and its letters one by one."""
    layout = QTextLayout(words, pixel_font(_SIZE, weight))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = [each for each in layout.glyphRuns() if each.rawFont().familyName().startswith(FAMILY)]
    found = {glyph for run in runs for glyph in run.glyphIndexes()}
    return found.union(*(run.rawFont().glyphIndexesForString(words) for run in runs))
