"""`daybook layout render`: a layout as a picture, without a window and without a display."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter

from daybook.domain.layouts.faults import LayoutMistake
from daybook.domain.layouts.judging import LARGEST, Judgement, judge_bytes
from daybook.domain.layouts.model import Layout, Scope
from daybook.domain.todo import TodoColor
from daybook.ui.kit import fonts
from daybook.ui.layouts.card_drawing import MENU, draw
from daybook.ui.layouts.card_look import card_colors
from daybook.ui.layouts.picture import View

DRAWN: Final = 0
INVALID: Final = 1
BAD_INPUT: Final = 2
MARGIN: Final = 16
"""Of the page around the card."""
WIDEST: Final = 4000
LARGEST_SCALE: Final = 8.0
LARGEST_SIDE: Final = 32_000
"""Qt paints no larger pictures."""


Tell = Callable[[LayoutMistake], str]
"""A mistake as a sentence."""


def main(words: Sequence[str], tell: Tell) -> int:
    """Draws one layout; returns the exit code."""
    options = parser().parse_args(words)
    try:
        with options.file.open("rb") as file:
            judgement = judge_bytes(file.read(LARGEST + 1))
    except OSError as error:
        return _said(BAD_INPUT, f"{options.file}: {error.strerror or error}")
    if judgement.layout is None or not judgement.valid:
        return _said(INVALID, "\n".join(_mistakes(options.file, judgement, tell)))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")  # a script that no font here can shape
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    fonts.load()
    view = View(
        width=options.width,
        scope=Scope(options.scope),
        dark=options.dark,
        air=options.air,
        color=TodoColor(options.color),
        readonly=options.readonly,
        unfolded=frozenset([MENU] if options.menu else []),
    )
    picture = _picture(judgement.layout, view, options.lang, options.scale)
    app.processEvents()
    if picture is None:
        return _said(BAD_INPUT, "The picture would be too large: choose a smaller --scale.")
    if not QImageWriter(str(options.output), QByteArray(b"png")).write(picture):
        return _said(BAD_INPUT, f"{options.output}: it can't be written.")
    return DRAWN


def parser() -> argparse.ArgumentParser:
    """What the words of the command mean."""
    made = argparse.ArgumentParser(
        prog="daybook layout render",
        description="Draws a layout as the portal would, to a PNG file. Works without a display.",
        epilog="Exit codes: 0 drawn, 1 the layout is invalid, 2 bad input.",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("-o", dest="output", type=Path, metavar="OUT.png", required=True)
    made.add_argument("--width", type=_between(120, WIDEST), default=560, metavar="PX", help="of card and disc")
    made.add_argument(
        "--scale", type=_scale, default=1.0, metavar="F", help="pixels of the picture for one of the card"
    )
    made.add_argument("--dark", action="store_true", help="dark, as Daybook would have it: the portal has no dark look")
    made.add_argument("--air", action="store_true", help="the portal's newer colours")
    made.add_argument(
        "--color",
        choices=[each.value for each in TodoColor],
        default=TodoColor.DEFAULT.value,
        help="colorId of the to-do that bears a set of blocks",
    )
    made.add_argument("--readonly", action="store_true", help="as people see it who may not edit the item")
    made.add_argument("--menu", action="store_true", help="with the menu of the three dots open")
    made.add_argument("--scope", choices=[each.value for each in Scope], default=Scope.WEB.value)
    made.add_argument("--lang", default="en", metavar="CODE", help="of translated texts, two letters")
    return made


def _picture(layout: Layout, view: View, language: str, scale: float) -> QImage | None:
    measured = asyncio.run(draw(layout, replace(view, language=language)))
    width = ceil((measured.size.width() + 2 * MARGIN) * scale)
    height = ceil((measured.size.height() + 2 * MARGIN) * scale)
    if max(width, height) > LARGEST_SIDE:
        return None
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(card_colors(view).page)
    painter = QPainter(image)
    painter.translate(QPointF(MARGIN, MARGIN))
    measured.paint(painter)
    painter.end()
    return image


def _mistakes(file: Path, judgement: Judgement, tell: Tell) -> list[str]:
    return [f"{file}:{each.line}:{each.column}: {tell(each)}" for each in judgement.errors]


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        number = int(said)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"from {least} to {most}")
        return number

    return read


def _scale(said: str) -> float:
    number = float(said)
    if not 0.25 <= number <= LARGEST_SCALE:
        raise argparse.ArgumentTypeError(f"from 0.25 to {LARGEST_SCALE:g}")
    return number


def _said(code: int, said: str) -> int:
    sys.stderr.write(said + "\n")
    return code
