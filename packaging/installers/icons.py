"""Daybook's mark in every size and format that systems ask for. Runs in the build environment: it has Qt.

`python -m installers.icons SVG FOLDER` writes `SIZE.png` for each size, `daybook.ico` and `daybook.icns`.
"""

import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HICOLOR = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO = (16, 24, 32, 48, 64, 128, 256)
ICNS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""Apple's name of each size that is kept as PNG."""
SIZES = sorted({*HICOLOR, *ICO, *ICNS.values()})


def main(words: Sequence[str]) -> int:
    """Draws everything."""
    source, folder = Path(words[0]), Path(words[1])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: draw(source.read_bytes(), size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "daybook.ico").write_bytes(ico({size: pictures[size] for size in ICO}))
    (folder / "daybook.icns").write_bytes(icns({kind: pictures[size] for kind, size in ICNS.items()}))
    return 0


def draw(svg: bytes, size: int) -> bytes:
    """The mark as PNG, `size` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt  # noqa: PLC0415  (only the build environment has Qt)
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    renderer = QSvgRenderer(svg)
    if not renderer.isValid():
        raise ValueError("the mark is not an SVG picture")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stubs want bytes here, and Qt a text
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by their size, at most 256. Layout: ICONDIR, ICONDIRENTRY."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, picture in sorted(pictures.items()):
        if not 0 < size <= 256:
            raise ValueError(f"an icon for Windows has at most 256 pixels, not {size}")
        edge = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), offset + len(bodies))
        bodies += picture
    return head + entries + bodies


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """An Apple icon of PNG pictures by the name of their size."""
    chunks = b"".join(kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
