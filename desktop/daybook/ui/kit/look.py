"""What a widget needs in order to paint itself: the theme and the icons, made once and handed down."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from daybook.ui.kit.icons import Glyph, Icons
from daybook.ui.kit.theme import Theme, ThemeChoice, Theming


@dataclass(frozen=True)
class Look:
    """The one argument of every widget of ours that paints."""

    theming: Theming
    icons: Icons

    @classmethod
    def of(cls, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> "Look":
        """Dresses the application; once a process."""
        theming = Theming(app, choice)
        return cls(theming, Icons(theming, app))

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self.theming.theme

    def icon(self, glyph: Glyph, tone: str = "text_soft") -> QIcon:
        """A glyph in a colour of the theme that is on now. Ask again after `theming.changed`."""
        return self.icons.icon(glyph, tone)

    def color(self, tone: str) -> QColor:
        """A colour of the theme by its name."""
        color: QColor = getattr(self.theme, tone)
        return color
