"""What a tag means, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def tag_names() -> Mapping[str, str]:
    """By the `type` of a tag."""
    return {
        "success": translate("Studio", "Good outcome"),
        "failure": translate("Studio", "Bad outcome"),
        "warning": translate("Studio", "Needs attention"),
        "primary": translate("Studio", "Accent"),
        "secondary": translate("Studio", "Side note"),
    }
