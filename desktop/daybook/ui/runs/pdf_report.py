"""A report on paper: a PDF that is painted page by page, so that nobody waits for all of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QIODevice, QMarginsF, QRectF, QSaveFile, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from daybook.ui.kit.fonts import FAMILY
from daybook.work.exporting.writing import ExportFailed

_DPI: Final = 300
_MARGIN_MM: Final = 14
_SIZES: Final = {"title": 15.0, "about": 9.0, "head": 8.5, "cell": 8.5}
"""In points."""
_GAP_POINTS: Final = 4.0
_LINES: Final = 6
"""A cell may have so many lines; what is longer is cut."""
_INK, _SOFT, _LINE = QColor("#1b1f24"), QColor("#5b6570"), QColor("#c9d0d8")
"""On paper the theme does not matter."""
_FLAGS: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class PdfReport:
    """`begin`, then rows of cells, then `finish`; each raises ExportFailed. `discard` leaves no file behind.

    `shares` say which part of the width each column has; together 1.
    """

    def __init__(self, path: Path, titles: Sequence[str], shares: Sequence[float]) -> None:
        self._path = path
        self._titles = titles
        self._shares = shares
        self._file = QSaveFile(str(path))
        self._painter = QPainter()
        self._y = 0.0
        self._pages = 0

    def begin(self, title: str, about: Sequence[str], page: str) -> None:
        """Opens the file and writes what stands above the table; `page` names a page: "Page {number}"."""
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise ExportFailed(self._path, "forbidden" if self._path.parent.is_dir() else "nowhere")
        self._writer = QPdfWriter(self._file)
        self._writer.setResolution(_DPI)
        self._writer.setTitle(title)
        self._writer.setCreator("Daybook")
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        layout = QPageLayout(a4, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
        self._writer.setPageLayout(layout)
        self._page_name = page
        if not self._painter.begin(self._writer):
            raise ExportFailed(self._path, "disk")
        self._width, self._height = float(self._writer.width()), float(self._writer.height())
        self._fonts = {name: self._font(name) for name in _SIZES}
        self._gap = _GAP_POINTS * _DPI / 72
        self._begin_page()
        self._line(title, "title", _INK)
        for each in about:
            self._line(each, "about", _SOFT)
        self._y += self._gap
        self._head()

    def put(self, rows: Sequence[Sequence[str]]) -> None:
        """These rows below the others."""
        for cells in rows:
            height = self._row_height(cells, "cell")
            if self._y + height > self._bottom:
                self._writer.newPage()
                self._begin_page()
                self._head()
            self._row(cells, "cell", _INK, height)

    def finish(self) -> None:
        """Completes the file and gives it its name."""
        self._painter.end()
        if not self._file.commit():
            raise ExportFailed(self._path, "disk")

    def discard(self) -> None:
        """Lets go of what was not finished; an older file of that name is as it was."""
        if self._painter.isActive():
            self._painter.end()
        if self._file.isOpen():
            self._file.cancelWriting()

    # Inside

    @property
    def _bottom(self) -> float:
        return self._height - 2.5 * self._metrics("about").height()

    def _begin_page(self) -> None:
        self._pages += 1
        self._y = 0.0
        self._painter.setFont(self._fonts["about"])
        self._painter.setPen(_SOFT)
        foot = QRectF(0, self._height - self._metrics("about").height(), self._width, self._metrics("about").height())
        self._painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), self._page_name.format(number=self._pages))

    def _line(self, text: str, name: str, ink: QColor) -> None:
        metrics = self._metrics(name)
        self._painter.setFont(self._fonts[name])
        self._painter.setPen(ink)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._width)
        self._painter.drawText(QRectF(0, self._y, self._width, metrics.height()), _FLAGS, shown)
        self._y += metrics.height() + self._gap / 2

    def _head(self) -> None:
        self._row(self._titles, "head", _SOFT, self._row_height(self._titles, "head"))

    def _row(self, cells: Sequence[str], name: str, ink: QColor, height: float) -> None:
        self._painter.setFont(self._fonts[name])
        self._painter.setPen(ink)
        left = 0.0
        for cell, share in zip(cells, self._shares, strict=True):
            room = QRectF(left, self._y + self._gap, share * self._width - self._gap, height - 2 * self._gap)
            self._painter.drawText(room, _FLAGS, cell)
            left += share * self._width
        self._y += height
        self._painter.fillRect(QRectF(0, self._y - 1, self._width, 2), _LINE)

    def _row_height(self, cells: Sequence[str], name: str) -> float:
        metrics = self._metrics(name)
        highest = metrics.height()
        for cell, share in zip(cells, self._shares, strict=True):
            room = QRectF(0, 0, share * self._width - self._gap, 1e6)
            highest = max(highest, metrics.boundingRect(room, _FLAGS, cell).height())
        return min(highest, _LINES * metrics.lineSpacing()) + 2 * self._gap

    def _font(self, name: str) -> QFont:
        made = QFont(FAMILY)
        made.setPointSizeF(_SIZES[name])
        if name in ("title", "head"):
            made.setWeight(QFont.Weight.DemiBold)
        return made

    def _metrics(self, name: str) -> QFontMetricsF:
        return QFontMetricsF(self._fonts[name], self._writer)
