"""What every part of a card needs in order to be drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from daybook.domain.layouts.model import Scope
from daybook.domain.translated import Translated, shown
from daybook.ui.layouts.card_look import CardLook
from daybook.ui.layouts.entry import Entry
from daybook.ui.layouts.picture import View
from daybook.ui.layouts.pieces import Sheet
from daybook.ui.layouts.portal_colors import PortalColors


@dataclass(frozen=True, slots=True)
class Stage:
    """One card on its way onto the sheet. `left` and `right` are the edges of what the card holds."""

    sheet: Sheet
    view: View
    colors: PortalColors
    look: CardLook
    entry: Entry
    left: float
    right: float

    def said(self, text: Translated) -> str:
        """A text on one line, in the language of the view."""
        return " ".join(shown(text, self.view.language).split())

    def shows(self, scope: Scope | None, *, hidden_if_readonly: bool = False) -> bool:
        """Whether a button or an item of the menu is there for whoever looks."""
        if hidden_if_readonly and self.view.readonly:
            return False
        return scope is None or scope is self.view.scope


def around(middle: QPointF, width: float, height: float | None = None) -> QRectF:
    """A rectangle about its middle; a square without `height`."""
    tall = width if height is None else height
    return QRectF(middle.x() - width / 2, middle.y() - tall / 2, width, tall)
