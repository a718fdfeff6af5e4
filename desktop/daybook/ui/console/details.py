"""One call as text: what was asked, what was answered, what it used up."""

import json

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from daybook.bitrix.call_log import LONGEST, Recorded
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.tabs import Segment, SegmentedTabs

REQUEST, ANSWER, LIMITS = "request", "answer", "limits"


class CallDetails(QFrame):
    """Three views of one call, read-only."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._call: Recorded | None = None
        self.setAccessibleName(self.tr("The call"))
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.tabs = SegmentedTabs(
            look,
            self.tr("View"),
            (
                Segment(REQUEST, self.tr("Request")),
                Segment(ANSWER, self.tr("Answer")),
                Segment(LIMITS, self.tr("Limits")),
            ),
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Text of the call"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(13)
        self.text.setFont(font)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        column.addWidget(self.title)
        column.addWidget(head)
        column.addWidget(self.text, 1)
        self.tabs.chosen.connect(lambda _key: self._fill())
        self.setFocusProxy(self.text)

    @property
    def call(self) -> Recorded | None:
        """What is shown."""
        return self._call

    def show_call(self, call: Recorded | None) -> None:
        """Another call; None for none."""
        if call != self._call:
            self._call = call
            self.title.setText(call.method if call is not None else "")
            self._fill()

    def show_view(self, key: str) -> None:
        """One of REQUEST, ANSWER, LIMITS."""
        self.tabs.choose(key)
        self._fill()

    def _fill(self) -> None:
        call = self._call
        if call is None:
            self.text.clear()
        elif self.tabs.current == REQUEST:
            self.text.setPlainText(self._request(call))
        elif self.tabs.current == ANSWER:
            self.text.setPlainText(self._pretty(call.answer, call.answer_size) or call.problem)
        else:
            self.text.setPlainText(self._limits(call))

    def _request(self, call: Recorded) -> str:
        if not call.parts:
            return self._pretty(call.request, call.request_size)
        lines = []
        for number, part in enumerate(call.parts, start=1):
            said = f"  — {part.code} {part.text}".rstrip() if part.refused else ""
            lines.append(f"{number:>3}  {part.command}{said}")
        return "\n".join(lines)

    def _pretty(self, text: str, size: int) -> str:
        """Laid out to be read where it is whole JSON; else as it is, with a word about what is missing."""
        if size > LONGEST:  # never by what is left of it: a masked secret is shorter than it was
            cut = self.tr("… cut: %Ln characters in all", "", size)
            return f"{text}\n{cut}"
        try:
            return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        except (ValueError, RecursionError):
            return text

    def _limits(self, call: Recorded) -> str:
        locale = self._formats.locale
        lines = [self.tr("Began: {moment}").format(moment=self._formats.moment(call.began))]
        lines.append(self.tr("Took: {count} ms").format(count=locale.toString(round(call.duration_s * 1000))))
        status = self.tr("none") if call.status is None else str(call.status)
        lines.append(self.tr("HTTP status: {status}").format(status=status))
        lines.append(
            self.tr("Requests that the portal remembered: {level} of {burst}").format(
                level=locale.toString(call.level, "f", 1), burst=locale.toString(call.burst)
            )
        )
        if call.operating_s is not None:
            used = locale.toString(call.operating_s, "f", 2)
            lines.append(self.tr("This method ran {used} s within ten minutes").format(used=used))
        if call.operating_reset_at is not None:
            moment = self._formats.moment(call.operating_reset_at)
            lines.append(self.tr("Some of it is forgotten at: {moment}").format(moment=moment))
        if call.problem:
            lines += ["", f"{call.code} {call.problem}".strip()]
        return "\n".join(lines)
