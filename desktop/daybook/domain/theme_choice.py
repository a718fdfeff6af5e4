"""What a person may wish of the window's look. A file of its own: the first picture needs it, and no settings."""

from enum import StrEnum


class ThemeChoice(StrEnum):
    """The look of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
