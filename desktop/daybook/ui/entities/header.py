"""What stands above a timeline: the item's name, its stage, amount and people, and a button for a new to-do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.avatar import Avatar
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY, WIDE
from daybook.work.browser import EntityRow


class EntityHeader(QWidget):
    """The head of one opened item. Hidden while none is."""

    def __init__(self, look: Look, formats: Formats, new_todo: Callable[[], object]) -> None:
        super().__init__()
        self._formats = formats
        self._glyph = GlyphLabel(look, Glyph.DEAL, "accent", 22)
        self._title = ElidedLabel(step=Step.TITLE)
        self._about = ElidedLabel(step=Step.BODY, tone="text_soft")
        self._avatar = Avatar(look, 32)
        self.new_button = push_button(look, self.tr("New to-do"), new_todo, glyph=Glyph.PLUS, kind="primary")
        self.new_button.setToolTip(self.tr("Create a to-do for this item (Ctrl+N)"))
        self._arrange()
        self.setVisible(False)

    def show_row(self, row: EntityRow | None) -> None:
        """Shows another item; None = none is open."""
        self.setVisible(row is not None)
        if row is not None:
            self._glyph.show_glyph(type_glyph(row.entity.ref.type_id))
            self._title.setText(row.entity.title)
            self._about.setText("  ·  ".join(self._facts(row)))
            self._avatar.show_person(row.responsible)

    def _facts(self, row: EntityRow) -> list[str]:
        entity = row.entity
        number = self.tr("{kind} #{number}").format(kind=type_name(entity.ref.type_id), number=entity.ref.id)
        money = self._formats.money(entity.money) if entity.money is not None else ""
        channels = [channel.value for channel in entity.channels]
        person = row.responsible.name if row.responsible is not None else ""
        return [fact for fact in (number, stage_words(entity.stage), money, *channels[:2], person) if fact]

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, LARGE, WIDE, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(SMALL)
        row.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignVCenter)


def stage_words(code: str) -> str:
    """A stage code as words: "C1:PREPAYMENT_INVOICE" becomes "Prepayment invoice".

    The methods Daybook uses give codes only; the names a company gave its stages are not among them.
    """
    return code.rpartition(":")[2].replace("_", " ").capitalize()
