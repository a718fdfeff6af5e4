"""Which theme is on: the system's, or the one the person chose."""

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from daybook import resources
from daybook.domain.theme_choice import ThemeChoice
from daybook.ui.kit import fonts
from daybook.ui.kit.colors import DARK, HIGH_CONTRAST, LIGHT, Theme
from daybook.ui.kit.stylesheet import stylesheet

__all__ = ["DARK", "HIGH_CONTRAST", "LIGHT", "Theme", "ThemeChoice", "Theming", "apply", "palette", "restyle", "wanted"]


_CHOSEN = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.CONTRAST: HIGH_CONTRAST}


class Theming(QObject):
    """Keeps the application in the right theme and tells widgets that paint when it changes.

    One is made in `app.py` and handed to whoever paints. Widgets that only use style-sheet looks need not ask it.
    """

    changed = Signal(object)  # Theme

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        fonts.load()
        QDir.addSearchPath("daybook-icons", str(Path(str(resources.folder())) / "icons"))
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(fonts.font(fonts.Step.BODY))
        self._theme = self._wanted()
        apply(app, self._theme)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What the person asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Another wish of the person; takes effect at once."""
        self._choice = choice
        self._follow()

    def renew(self) -> None:
        """What was painted ahead has to be painted anew, though the colours are the same."""
        self.changed.emit(self._theme)

    def _follow(self) -> None:
        new = self._wanted()
        if new is not self._theme:
            self._theme = new
            apply(self._app, new)
            self.changed.emit(new)

    def _wanted(self) -> Theme:
        hints = self._app.styleHints()
        return wanted(self._choice, hints.colorScheme(), hints.accessibility().contrastPreference())


def wanted(choice: ThemeChoice, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Theme:
    """The theme for a person's choice, or else for what the system says; light where it says nothing. Pure."""
    if choice is not ThemeChoice.SYSTEM:
        return _CHOSEN[choice]
    if contrast == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the application a theme's palette and style sheet."""
    # A sheet that follows another dresses each widget once for every one that it lies in; one that follows none, once.
    app.setStyleSheet("")
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def palette(theme: Theme) -> QPalette:
    """The theme for what Qt itself paints."""
    roles: dict[QPalette.ColorRole, QColor] = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.hover,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.surface_raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.danger,
        QPalette.ColorRole.ToolTipBase: theme.surface_raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.text_faint,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.link,
        QPalette.ColorRole.LinkVisited: theme.link,
        QPalette.ColorRole.Light: theme.surface_raised,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.line_strong,
        QPalette.ColorRole.Dark: theme.line_strong,
        QPalette.ColorRole.Shadow: theme.shadow,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, color)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.text_faint)
    return made


def restyle(widget: QWidget) -> None:
    """Makes a changed dynamic property (`look`, `tone`, `wrong`, …) show.

    A widget that was never seen is not dressed yet, and takes its properties as they are then.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
