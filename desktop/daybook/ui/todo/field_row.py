"""One field of the form: its caption, the thing itself, and below it whatever has to be said about it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.run import Field
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.todo.fields import field_name
from daybook.ui.todo.notice import Notice, RefusalNotice

_HEAD = 22


@dataclass(frozen=True, slots=True)
class Marks:
    """What there is to say about a field besides its value."""

    changed: bool = False
    problem: str = ""
    """A sentence: what must be put right before it can be saved."""
    refused: BaseException | None = None
    theirs: str = ""
    """What somebody else made of it meanwhile, in words; "" when nobody did."""


class ChangedDot(QWidget):
    """A dot in the accent colour: this field is not saved yet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(8, 8)
        self.setAccessibleName(self.tr("Changed, not saved yet"))
        self.setToolTip(plain_tip(self.accessibleName()))
        look.theming.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._look.theme.accent)
            painter.setBrush(self._look.theme.accent)
            painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))


class FieldRow(QWidget):
    """Caption, content and notices of one field. Decides nothing: it tells which way out the person takes.

    `glyph` None = no caption: the content says by itself what it is, and the marks stand beside it.
    """

    revert_wanted = Signal(object)  # Field: back to the portal's value; in a conflict, to the other person's
    kept = Signal(object)  # Field: the person's own value shall stand

    def __init__(
        self, look: Look, field: Field, glyph: Glyph | None, content: QWidget, aside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self.content = content
        name = field_name(field)
        self._caption = label(name, Step.SMALL, "text_soft")
        self.dot = ChangedDot(look)
        self.revert = icon_button(
            look, Glyph.UNDO, self.tr("Take back the change of “{field}”").format(field=name), self._revert, size=14
        )
        self.revert.setProperty("tight", True)
        self.problem = Notice(look, "danger")
        self.refusal = RefusalNotice(look)
        self.conflict = Notice(look, "warning")
        self.use_theirs = push_button(look, self.tr("Use theirs"), self._revert, kind="link")
        self.keep_mine = push_button(look, self.tr("Keep mine"), self._keep, kind="link")
        self.conflict.add_button(self.use_theirs)
        self.conflict.add_button(self.keep_mine)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY + 2)
        if glyph is None:
            column.addLayout(self._with_marks_beside())
        else:
            column.addLayout(self._head(GlyphLabel(look, glyph, "text_faint", 16), aside))
            column.addWidget(content)
        for notice in (self.problem, self.refusal, self.conflict):
            column.addWidget(notice)
        self.show_marks(Marks())

    def show_marks(self, marks: Marks) -> None:
        """What there is to say now."""
        self.dot.setVisible(marks.changed)
        self.revert.setVisible(marks.changed)
        self.problem.say(marks.problem)
        self.refusal.show_error(marks.refused)
        theirs = self.tr("Changed in the portal meanwhile: {value}").format(value=marks.theirs)
        self.conflict.say(theirs if marks.theirs else "")
        said = (marks.problem, self.refusal.text, self.conflict.text)
        spoken = [self.dot.accessibleName() if marks.changed else "", *said]
        target = self.content.focusProxy() or self.content
        target.setAccessibleDescription(" ".join(each for each in spoken if each))

    def _head(self, glyph: QWidget, aside: QWidget | None) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SMALL - 2)
        for widget in (glyph, self._caption, self.dot):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.revert)
        if aside is not None:
            head.addWidget(aside)
        head.addStrut(_HEAD)
        return head

    def _with_marks_beside(self) -> QHBoxLayout:
        marks = QVBoxLayout()
        marks.setContentsMargins(0, SMALL, 0, 0)
        marks.setSpacing(TINY)
        marks.addWidget(self.dot, alignment=Qt.AlignmentFlag.AlignHCenter)
        marks.addWidget(self.revert)
        marks.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(TINY)
        row.addWidget(self.content, 1)
        row.addLayout(marks)
        for widget in (self.dot, self.revert):  # so that the text does not break anew when they appear
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        return row

    def _revert(self) -> None:
        self.revert_wanted.emit(self.field)

    def _keep(self) -> None:
        self.kept.emit(self.field)
