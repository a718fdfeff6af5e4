"""What is wrong with the layout: one line for each thing, which leads to its place in the text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from daybook.domain.layouts.faults import LayoutFault, LayoutMistake
from daybook.domain.layouts.judging import Judgement
from daybook.domain.layouts.model import Dto
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.wording.layouts import layout_mistake, place_words

_SHOWN = 3


class Problems(QWidget):
    """A verdict, and the list below it. `chosen` leads to a place."""

    chosen = Signal(object)  # LayoutMistake

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._mistakes: tuple[LayoutMistake, ...] = ()
        self.verdict = label(step=Step.STRONG, wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is wrong with the layout"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.verdict)
        column.addWidget(self.list)
        self.list.hide()
        look.theming.changed.connect(self._fill)

    @property
    def mistakes(self) -> tuple[LayoutMistake, ...]:
        """Those that are listed, errors first."""
        return self._mistakes

    def show_judgement(self, judgement: Judgement) -> None:
        """What was found out about the text. An empty one is no mistake that anybody made."""
        is_blank = any(each.fault is LayoutFault.EMPTY_TEXT for each in judgement.errors)
        self._say(judgement)
        if is_blank:
            self.verdict.setText(self.tr("Nothing is written yet"))
            set_tone(self.verdict, "text_soft")
        found = () if is_blank else (*judgement.errors, *judgement.warnings)
        if found != self._mistakes:
            self._mistakes = found
            self._fill()

    def go_next(self) -> None:
        """To the next thing, and from the last one to the first."""
        if self._mistakes:
            row = (self.list.currentRow() + 1) % len(self._mistakes)
            self.list.setCurrentRow(row)
            self.chosen.emit(self._mistakes[row])

    def _say(self, judgement: Judgement) -> None:
        errors, warnings = len(judgement.errors), len(judgement.warnings)
        if errors:
            said = self.tr("A portal would refuse it: %Ln thing(s) to put right", "", errors)
        elif warnings:
            said = self.tr("A portal takes it, with %Ln remark(s)", "", warnings)
        elif judgement.dto is Dto.CARD:
            said = self.tr("A portal takes it, as the card of a configurable activity")
        else:
            said = self.tr("A portal takes it, as content blocks on an activity")
        self.verdict.setText(said)
        set_tone(self.verdict, "danger" if errors else "warning" if warnings else "success")

    def _fill(self) -> None:
        self.list.clear()
        for each in self._mistakes:
            self.list.addItem(self._item(each))
        self.list.setVisible(bool(self._mistakes))
        lines = self.list.fontMetrics().lineSpacing()
        self.list.setFixedHeight(lines * 3 * min(len(self._mistakes), _SHOWN) + 2 * SMALL)

    def _item(self, mistake: LayoutMistake) -> QListWidgetItem:
        sentence = layout_mistake(mistake)
        words = f"{sentence.title} {sentence.advice}".strip()
        where = self.tr("Line {line} · {place}").format(
            line=self._formats.number(mistake.line), place=place_words(mistake)
        )
        glyph, tone = (Glyph.WARNING, "warning") if mistake.is_warning else (Glyph.ERROR, "danger")
        item = QListWidgetItem(self._look.icon(glyph, tone), f"{words}\n{where}")
        kind = self.tr("Remark") if mistake.is_warning else self.tr("Mistake")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind}: {words} {where}")
        return item

    def _choose(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        if row < len(self._mistakes):
            self.chosen.emit(self._mistakes[row])
