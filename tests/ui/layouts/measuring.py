"""Finds the parts of a card in a picture, whoever drew it: where a colour is, and where something is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QColorSpace, QImage

Pixel = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Shot:
    """A picture in sRGB."""

    image: QImage

    @classmethod
    def read(cls, path: Path) -> "Shot":
        """A screenshot, its colours converted by the profile that it carries."""
        image = QImage(str(path))
        assert not image.isNull(), path
        if image.colorSpace().isValid():
            image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        return cls(image)

    @cached_property
    def _bytes(self) -> bytes:
        return bytes(self.image.convertToFormat(QImage.Format.Format_RGB888).constBits())

    @cached_property
    def _stride(self) -> int:
        return self.image.convertToFormat(QImage.Format.Format_RGB888).bytesPerLine()

    def pixel(self, x: int, y: int) -> Pixel:
        """Red, green, blue."""
        at = y * self._stride + 3 * x
        return self._bytes[at], self._bytes[at + 1], self._bytes[at + 2]

    def of_color(self, region: QRect, color: str, within: int) -> QRect | None:
        """What the pixels of this colour cover, each channel `within` so much; None = there are none."""
        wanted = rgb(color)
        return self._cover(region, lambda pixel: distance(pixel, wanted) <= within)

    def written(self, region: QRect, ground: str, least: int = 70) -> QRect | None:
        """What letters cover that stand out from the ground by `least` in a channel."""
        below = rgb(ground)
        return self._cover(region, lambda pixel: distance(pixel, below) >= least)

    def nearest(self, region: QRect, color: str) -> tuple[int, str]:
        """How far the colour that is most like this one is from it, and that colour."""
        wanted = rgb(color)
        found = min(
            (self.pixel(x, y) for x, y in _places(self._within(region))), key=lambda each: distance(each, wanted)
        )
        return distance(found, wanted), QColor(*found).name()

    def most(self, region: QRect) -> str:
        """The commonest colour."""
        counts: dict[Pixel, int] = {}
        for x, y in _places(self._within(region)):
            pixel = self.pixel(x, y)
            counts[pixel] = counts.get(pixel, 0) + 1
        return QColor(*max(counts, key=counts.__getitem__)).name()

    def _cover(self, region: QRect, wanted: Callable[[Pixel], bool]) -> QRect | None:
        found = [place for place in _places(self._within(region)) if wanted(self.pixel(*place))]
        if not found:
            return None
        left, top = min(x for x, _ in found), min(y for _, y in found)
        right, bottom = max(x for x, _ in found), max(y for _, y in found)
        return QRect(left, top, right - left + 1, bottom - top + 1)

    def _within(self, region: QRect) -> QRect:
        return region.intersected(self.image.rect())


def rgb(color: str) -> Pixel:
    """A colour such as "#2fc6f6"."""
    read = QColor(color)
    return read.red(), read.green(), read.blue()


def distance(one: Pixel, other: Pixel) -> int:
    """The largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _places(region: QRect) -> list[tuple[int, int]]:
    across, down = range(region.left(), region.right() + 1), range(region.top(), region.bottom() + 1)
    return [(x, y) for y in down for x in across]
