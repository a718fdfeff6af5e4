"""What a person without a mouse or without eyes needs from a window."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget


def nameless(root: QWidget) -> list[str]:
    """The classes of all focusable widgets below `root` (and itself) that a screen reader could not announce."""
    return [_describe(each) for each in focusable(root) if not spoken_name(each)]


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Everything that Tab can reach, shown or not yet shown."""
    for widget in (root, *root.findChildren(QWidget)):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        part_of_another = isinstance(widget, QAbstractSlider) or widget.objectName().startswith("qt_")
        if reachable and not part_of_another and not _is_bare_scroll_area(widget):
            yield widget


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says when the focus comes here: the name given, or the text shown."""
    return widget.accessibleName() or QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _is_bare_scroll_area(widget: QWidget) -> bool:
    return type(widget) is QAbstractScrollArea


def _describe(widget: QWidget) -> str:
    path = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None:
        path.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(path)
