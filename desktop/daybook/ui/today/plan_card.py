"""What a key would do to several rows at once, before it is sent: a card above the day."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.changing.journal_words import ItemOf, PersonOf
from daybook.ui.changing.plan_preview import Named, PlanPreview
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.overlay import Overlay
from daybook.work.changing.judged import JudgedPlan

_SIZE: Final = QSize(620, 560)


class PlanCard(Overlay):
    """Enter sends what is shown, Escape does not. While the rows are being read there is nothing to send."""

    apply_wanted = Signal(object)  # bulk.preparing.Plan

    def __init__(
        self, look: Look, formats: Formats, title: str, parent: QWidget, *, person_of: PersonOf, item_of: ItemOf
    ) -> None:
        super().__init__(look, title, parent)
        self.card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.title.setText(title)
        self.close_button = icon_button(look, Glyph.CLOSE, self.tr("Leave everything as it is"), self.close_card)
        self.busy = BusyLine(look, self.tr("Asking the portal how it is now"))
        self.busy.set_busy(True)
        self.preview = PlanPreview(look, formats, person_of, item_of)
        self.preview.nothing.setText(self.tr("Asking the portal how it is now. Nothing is sent before you say so."))
        self.preview.apply_wanted.connect(self._apply)
        head = QHBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, SMALL, SMALL)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(self.busy)
        self.column.addWidget(self.preview, 1)

    def show_plan(self, judged: JudgedPlan, named: Named) -> None:
        """The rows were read."""
        self.busy.set_busy(False)
        self.preview.show_plan(judged, named)
        self.take_focus()

    def take_focus(self) -> None:
        """On the button that sends, once there is something to send; on none while nobody knows."""
        if self.preview.judged is None:
            self.card.setFocus(Qt.FocusReason.PopupFocusReason)
            return
        sends = self.preview.apply if self.preview.apply.isEnabled() else self.close_button
        sends.setFocus(Qt.FocusReason.PopupFocusReason)

    def wanted_rect(self, room: QRect) -> QRect:
        """As large as a preview is read well, in the middle."""
        size = _SIZE.boundedTo(room.size())
        left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
        return QRect(room.topLeft(), size).translated(left, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the button, wherever the focus is in the card; a key that is held down is not pressed anew."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.close_card() if self.close_button.hasFocus() else self.preview.apply.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _apply(self, plan: object) -> None:
        self.close_card()
        self.apply_wanted.emit(plan)
