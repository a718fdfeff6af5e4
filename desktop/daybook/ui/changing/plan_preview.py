"""What a plan would do, row by row, before it is done: the same for a change, an undo and a second try."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from daybook.bulk.skips import UNTICKED
from daybook.ui.changing.journal_words import ItemOf, JournalWords, PersonOf
from daybook.ui.changing.preview_list import PreviewList
from daybook.ui.changing.preview_words import PreviewWords
from daybook.ui.changing.sums import SumsView
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.chips import ToggleChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.search_field import SearchField
from daybook.ui.kit.theme import restyle
from daybook.work.changing.judged import CHANGES, JudgedPlan, Lost, Ticks
from daybook.work.changing.lines import Heading, Line, Wanted, folded_at_first, lines_of

ROOMY: Final = 560
"""From this height on the current row is told in full below the list."""
Named = Callable[[int], str]
"""What will be done with so many rows, as a button says it: "Reschedule 42"."""


class PlanPreview(QWidget):
    """Shows a `JudgedPlan` (`work.changing.judged.judge`, in a thread for a long one). Sends nothing itself.

    `person_of` and `item_of` may learn names meanwhile: `refresh_names` then. `apply_wanted` carries the plan without
    the rows that were taken out.
    """

    apply_wanted = Signal(object)  # bulk.preparing.Plan
    ticks_changed = Signal()

    def __init__(self, look: Look, formats: Formats, person_of: PersonOf, item_of: ItemOf) -> None:
        super().__init__()
        self._look = look
        self.words = PreviewWords(formats, JournalWords(formats, person_of, item_of))
        self._judged: JudgedPlan | None = None
        self._ticks: Ticks | None = None
        self._named: Named = str
        self._wanted = Wanted()
        self._allowed = True
        self.setAccessibleName(self.tr("Preview"))
        self.search = SearchField(look, self.tr("Search the rows"))
        self.search.searched.connect(self._search)
        self.chips: dict[str | None, ToggleChip] = {}
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, SMALL - 2)
        self._one_chip = QButtonGroup(self)
        self.list = PreviewList(look, self.words)
        self.list.tick_wanted.connect(self._tick)
        self.list.fold_wanted.connect(self._fold)
        self.list.current_changed.connect(self._tell)
        self.about = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.about.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        self.nothing = label(tone="text_soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sums = SumsView(look, self.words)
        self.apply = push_button(look, "", self._apply, kind="primary", shortens=True)
        self._lay_out()
        self._show()

    @property
    def judged(self) -> JudgedPlan | None:
        """What is shown."""
        return self._judged

    @property
    def ticks(self) -> Ticks | None:
        """What is to be changed of it."""
        return self._ticks

    def show_plan(self, judged: JudgedPlan | None, named: Named, ticks: Ticks | None = None) -> None:
        """Another plan, all of it ticked unless `ticks` say otherwise; None for none."""
        self._judged, self._named = judged, named
        self._ticks = ticks or (Ticks(judged) if judged is not None else None)
        self._wanted = Wanted(folded=folded_at_first(judged) if judged is not None else frozenset())
        self.search.clear()
        self._offer_groups()
        self._show()
        self.list.go_to(1)
        self._tell(self.list.line)

    def allow(self, allowed: bool) -> None:
        """Whether it may be done now; not while it is being looked at again, or what was composed is another."""
        self._allowed = allowed
        self._show_sums()

    def refresh_names(self) -> None:
        """People or items have names now."""
        self.list.viewport().update()
        self._show_sums()
        self._tell(self.list.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the rows have it: what is told below them is their tooltip as well."""
        super().resizeEvent(event)
        self._tell(self.list.line)

    # Building

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, LARGE, SMALL)
        head.setSpacing(SMALL)
        head.addWidget(self.search)
        head.addWidget(self._chips)
        foot = QVBoxLayout()
        foot.setContentsMargins(LARGE, SMALL, LARGE, MEDIUM)
        foot.setSpacing(SMALL)
        foot.addWidget(self.sums)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.apply)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(separator())
        column.addWidget(self.about)
        column.addWidget(separator())
        column.addLayout(foot)

    def _offer_groups(self) -> None:
        for old in self.chips.values():
            self._one_chip.removeButton(old)
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips = {}
        if self._judged is None:
            return
        counts: dict[str | None, int] = {None: len(self._judged.plan.rows)}
        counts |= {group: len(places) for group, places in self._judged.groups.items()}
        for group, count in counts.items():
            chip = ToggleChip(self._look, self.words.chip(group, count))
            chip.setChecked(group is None)
            chip.clicked.connect(lambda _checked=False, group=group: self._choose(group))
            self._one_chip.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[group] = chip

    # What the person does

    def _choose(self, group: str | None) -> None:
        self._wanted = replace(self._wanted, group=group, folded=self._wanted.folded - {group or ""})
        self._show()

    def _search(self, text: str) -> None:
        """What is searched for is not hidden in a folded group."""
        self._wanted = replace(self._wanted, text=text, folded=frozenset() if text else self._wanted.folded)
        self._show()

    def _fold(self, group: str, folded: bool) -> None:
        kept = self._wanted.folded
        self._wanted = replace(self._wanted, folded=kept | {group} if folded else kept - {group})
        self._show()

    def _tick(self, line: Line) -> None:
        if self._judged is None or self._ticks is None:
            return
        if isinstance(line, int):
            self._ticks.put([line], on=not self._ticks.has(line))
        elif line.group == CHANGES:
            self._ticks.put_all(on=self._ticks.count < len(self._judged.ready))
        self.list.rows.refresh()
        self._show_sums()
        self.ticks_changed.emit()

    def _apply(self) -> None:
        if self._ticks is not None and self._ticks.count:
            self.apply_wanted.emit(self._ticks.plan(UNTICKED))

    # Showing

    def _show(self) -> None:
        """The lines; what was current stays so where it can still be seen."""
        current, number = self.list.line, self.list.currentIndex().row()
        lines = lines_of(self._judged, self._wanted) if self._judged is not None else ()
        self.list.rows.show(self._judged, self._ticks, lines)
        found = self.list.rows.number_of(current)
        if lines:
            self.list.go_to(found if found is not None else number)
        self.nothing.setText(self.tr("No row fits.") if self._wanted.text else self.tr("There are no rows."))
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._tell(self.list.line)
        self._show_sums()

    def _show_sums(self) -> None:
        sums = self._ticks.sums if self._ticks is not None else None
        self.sums.show_sums(sums)
        count = sums.rows if sums is not None else 0
        idle = self.tr("Asking…") if self._judged is None else self.tr("Nothing to do")
        rename(self.apply, self._named(count) if count else idle)
        self.apply.setEnabled(count > 0 and self._allowed)
        look = "danger" if sums is not None and Lost.DELETED in sums.lost else "primary"
        if self.apply.property("look") != look:
            self.apply.setProperty("look", look)
            restyle(self.apply)

    def _tell(self, line: Line | None) -> None:
        row = self.list.rows.row(line)
        told = row is not None and not isinstance(line, Heading)
        self.about.setText(self.words.lines(row) if row is not None and told else "")
        self.about.setVisible(told and self.height() >= ROOMY)
