"""An object written as JSON, with the place of a mistake."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

_LINES = 18


class NotJson(ValueError):
    """The text is no object; `line` and `column` count from 1, and are 0 where no place can be named."""

    def __init__(self, line: int = 0, column: int = 0) -> None:
        super().__init__(f"no JSON object at {line}:{column}")
        self.line = line
        self.column = column


class JsonField(QPlainTextEdit):
    """Fixed-width text; Tab leaves it. The order of the keys is kept."""

    typed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(13)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.textChanged.connect(self.typed)

    def value(self) -> Mapping[str, Any]:
        """The object. Raises NotJson."""
        try:
            found = json.loads(self.toPlainText())
        except json.JSONDecodeError as problem:
            raise NotJson(problem.lineno, problem.colno) from None
        except RecursionError:
            raise NotJson from None
        if not isinstance(found, dict):
            raise NotJson(1, 1)
        return found

    def show_value(self, value: Mapping[str, Any] | None) -> None:
        """Another object, laid out to be read; nothing for None."""
        self.setPlainText(json.dumps(value, ensure_ascii=False, indent=2) if value is not None else "")
