"""Keys as small caps beside the command they stand for."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label


class KeyHint(QWidget):
    """The keys of one command, as this system writes them."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        for cap in split_keys(native):
            shown = label(cap, Step.CAPTION, "text_soft")
            shown.setProperty("panel", "key")
            row.addWidget(shown)
        self.setAccessibleName(native)


def split_keys(native: str) -> list[str]:
    """["Ctrl", "K"] of "Ctrl+K"; a plus sign may itself be a key."""
    if native.endswith("+") and native != "+":
        return [*(part for part in native.removesuffix("+").split("+") if part), "+"]
    return [part for part in native.split("+") if part] if native != "+" else ["+"]
