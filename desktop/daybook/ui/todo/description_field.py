"""The description: typed as text, or read when it is HTML, which typing would destroy."""

import re
from typing import Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.activity import TextFormat
from daybook.domain.richtext import to_plain
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY
from daybook.ui.todo.growing_text import GrowingText
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.safe_text import SafeText

_TAGS: Final = re.compile(r"\[/?(?:b|i|u|s|url|list|quote|code|user|color|size)\b[^\]]*\]", re.IGNORECASE)


class DescriptionField(QWidget):
    """A text area that grows. HTML is shown as its author formatted it, until the person turns it into text."""

    taken = Signal(str)
    link_activated = Signal(QUrl)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._html = ""
        name = self.tr("Description")
        self.area = GrowingText(name, font(Step.BODY), least=3, most=14)
        self.area.setPlaceholderText(self.tr("Add a description"))
        self.area.typed.connect(self._typed)
        self.tags = label(self.tr("[b], [url] and the like are BB-code: the portal shows it formatted."),
                          Step.SMALL, "text_faint", wrap=True)  # fmt: skip
        self.page = SafeText(look, name)
        self.page.link_activated.connect(self.link_activated)
        self.explanation = Notice(look, "info")
        self.to_text = push_button(look, self.tr("Turn it into text and edit"), self._turn_into_text, kind="link")
        self.explanation.add_button(self.to_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY + 2)
        for widget in (self.area, self.tags, self.page, self.explanation):
            column.addWidget(widget)
        self.explanation.say(
            self.tr(
                "This description is formatted (HTML). The portal would keep plain text only if it were changed here."
            )
        )

    def show_description(self, text: str, text_format: TextFormat, *, as_it_was: bool, anew: bool = False) -> None:
        """Shows a description. `as_it_was` = the person has not changed it, so that HTML still is HTML."""
        reading = text_format is TextFormat.HTML and as_it_was and bool(text)
        self._html = text if reading else ""
        for widget in (self.page, self.explanation):
            widget.setVisible(reading)
        self.area.setVisible(not reading)
        if reading:
            self.page.show_text(text, text_format)
        else:
            self.area.show_text(text, anew=anew)
        self.tags.setVisible(not reading and _TAGS.search(text) is not None)
        self.setFocusProxy(self.to_text if reading else self.area)

    def set_editable(self, editable: bool) -> None:
        """Whether it can be changed now."""
        self.area.setReadOnly(not editable)
        self.to_text.setVisible(editable)

    def _typed(self, text: str) -> None:
        self.tags.setVisible(_TAGS.search(text) is not None)
        self.taken.emit(text)

    def _turn_into_text(self) -> None:
        self.taken.emit(to_plain(self._html, TextFormat.HTML))
        self.area.setFocus()
