"""The card as a picture in a file, as it is shown."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from daybook.ui.layouts.picture import Picture
from daybook.ui.studio.svg_faces import glyphs_by_weight, with_faces

SCALE: Final = 2
"""Pixels of a PNG for each of the card's: sharp on any screen, and in print."""
Data = Callable[[], bytes]
"""What gives the bytes of a file, in whatever thread they are asked for."""
MOST_PIXELS: Final = 16_000
"""Of a side; a picture that would be larger gets fewer pixels."""


def png(picture: Picture, scale: float = SCALE) -> Data:
    """The card as PNG, on a transparent ground."""
    size = picture.size
    scale = min(scale, MOST_PIXELS / max(size.width(), size.height(), 1))
    image = QImage(
        QSize(math.ceil(size.width() * scale), math.ceil(size.height() * scale)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        picture.paint(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    data = bytes(buffer.data().data())
    return lambda: data


def svg(picture: Picture, title: str) -> Data:
    """The card as SVG; texts stay texts, and it brings the face that they are written in."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(picture.size.toSize())
    generator.setViewBox(QRect(QPoint(0, 0), picture.size.toSize()))
    generator.setTitle(title)
    with QPainter(generator) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.paint(painter)
    drawn = bytes(data.data()).decode("utf-8")
    glyphs = glyphs_by_weight(drawn)
    return lambda: with_faces(drawn, glyphs).encode("utf-8")
