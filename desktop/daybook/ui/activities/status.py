"""The line below the table: how much there is, how much of it is shown, what is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL
from daybook.work.activities_table import ActivitiesTable

HEIGHT = 32


class TableStatus(QFrame):
    """Numbers, and what can be done with what is selected."""

    change_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, table: ActivitiesTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._table = table
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("What is shown"))
        self._going_on = label(step=Step.SMALL, tone="text_soft")
        self._counts = ElidedLabel(step=Step.SMALL, tone="text_faint")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._picked = label(step=Step.SMALL_STRONG, tone="accent")
        self.change = push_button(look, self.tr("Change…"), self.change_wanted.emit, kind="link")
        self.clear = push_button(look, self.tr("Select none"), self._clear, kind="link")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, 0, LARGE, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._picked)
        row.addWidget(self.change)
        row.addWidget(self.clear)
        row.addWidget(self._going_on)
        row.addWidget(self._counts, 1)
        self.show_now()

    @property
    def text(self) -> str:
        """What it says of the rows."""
        return self._counts.text()

    @property
    def picked_text(self) -> str:
        """What it says of the selection; "" for none."""
        return self._picked.text()

    def say(self, text: str) -> None:
        """What is going on; "" for nothing."""
        self._going_on.setText(text)

    def add(self, widget: QWidget) -> None:
        """Something more to say, before what is going on."""
        self._row.insertWidget(self._row.indexOf(self._going_on), widget)

    def show_now(self) -> None:
        """Counts again."""
        self._counts.setText(self._say_counts())
        picks = self._table.picks
        self._picked.setText(self._say_picks() if len(picks) else "")
        for widget in (self._picked, self.change, self.clear):
            widget.setVisible(len(picks) > 0)

    def _say_counts(self) -> str:
        table, number = self._table, self._formats.number
        if table.total is None:
            return ""
        said = [self.tr("%Ln activity(ies)", "", table.total)]
        if table.shown != table.total:
            shown = number(table.shown) if table.is_whole else self.tr("{number}+").format(number=number(table.shown))
            said.append(self.tr("{number} shown").format(number=shown))
        if table.rows.groups:
            said.append(self.tr("%Ln group(s)", "", len(table.rows.groups)))
        return " · ".join(said)

    def _say_picks(self) -> str:
        picks = self._table.picks
        said = self.tr("{number} selected").format(number=self._formats.number(len(picks)))
        if picks.hidden:
            said += ", " + self.tr("%Ln of them hidden by the filter", "", picks.hidden)
        return said

    def _clear(self) -> None:
        self._table.picks.clear()
        self._table.picks_changed.tell()
