"""Panes side by side whose borders can be dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Panes(QSplitter):
    """Shows and measures its panes when it is dressed, just before it is seen, and not before; see `PageStack`."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setChildrenCollapsible(False)
        self._waiting: list[QWidget] | None = []  # None: it is dressed
        self._sizes: Sequence[int] = ()

    def addWidget(self, pane: QWidget) -> None:
        """Another pane, behind the others; one that was hidden stays so."""
        if self._waiting is not None and not pane.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            pane.hide()
            self._waiting.append(pane)
        super().addWidget(pane)

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Divides the room."""
        if self._waiting is None:
            super().setSizes(sizes)
        else:
            self._sizes = sizes

    @property
    def is_dressed(self) -> bool:
        """True once its panes may be shown and measured."""
        return self._waiting is None

    def event(self, event: QEvent) -> bool:
        """Shows what waits when it is dressed."""
        if event.type() == QEvent.Type.Polish:
            self.begin()
        return super().event(event)

    def begin(self) -> None:
        """It is dressed."""
        waiting, self._waiting = self._waiting, None
        for pane in waiting or ():
            pane.show()
        if self._sizes:
            super().setSizes(self._sizes)
            self._sizes = ()
