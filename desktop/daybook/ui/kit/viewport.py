"""A viewport for views that the first picture shows."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Replaces the viewport by an equal one that PySide has met.

    Asked for a widget that Qt made, PySide looks for its type among all that there are and makes each of them on the
    way, with 66 enumerations: a tenth of the time to the first rows (PySide6 6.11.3). Views that come later need not
    care; it happens once.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
