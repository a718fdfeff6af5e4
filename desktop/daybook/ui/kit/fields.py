"""Fields that come with their names."""

from PySide6.QtWidgets import QComboBox


def combo_box(name: str) -> QComboBox:
    """A choice among a few; `name` is what a screen reader says, for the list that opens too."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.view().setAccessibleName(name)
    return made
