"""What one row of the list says, for the painter, the tooltip and the screen reader alike."""

from PySide6.QtCore import QObject

from daybook.domain.entities import DEAL, LEAD
from daybook.ui.entities.stages import stage_words
from daybook.ui.kit.format import Formats
from daybook.work.browser import EntityRow


class RowWords(QObject):
    """Turns an `EntityRow` into short texts."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats

    def about(self, row: EntityRow) -> str:
        """The second line: amount and stage, or how to reach somebody."""
        entity = row.entity
        money = self._formats.money(entity.money) if entity.money is not None and entity.money.amount else ""
        parts = [money, stage_words(entity.stage)]
        if not any(parts):
            parts = [channel.value for channel in entity.channels[:2]]
        return " · ".join(part for part in parts if part)

    def overdue(self, row: EntityRow) -> str:
        """The number of overdue activities, "" while there is none."""
        return self._count(row.owed.overdue) if row.owed is not None else ""

    def open(self, row: EntityRow) -> str:
        """The number of open activities, "" while there is none."""
        return self._count(row.owed.open) if row.owed is not None else ""

    @staticmethod
    def is_forgotten(row: EntityRow) -> bool:
        """True for a deal or lead that still runs and for which nothing is planned."""
        nothing = row.owed is not None and not row.owed.open
        return nothing and not row.entity.closed and row.entity.ref.type_id in (DEAL, LEAD)

    def all(self, row: EntityRow) -> list[str]:
        """Everything the row shows, a part each."""
        owed = row.owed
        parts = [row.entity.title, self.about(row), row.responsible.name if row.responsible is not None else ""]
        if owed is not None and owed.open:
            parts.append(self.tr("%Ln open", "", owed.open))
        if owed is not None and owed.overdue:
            parts.append(self.tr("%Ln overdue", "", owed.overdue))
        if self.is_forgotten(row):
            parts.append(self.tr("nothing planned"))
        return [part for part in parts if part]

    def _count(self, number: int) -> str:
        if number > 99:
            return self.tr("99+")
        return self._formats.number(number) if number else ""
