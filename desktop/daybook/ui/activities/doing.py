"""What a person does with activities of the table besides editing their cells."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from daybook.domain.cells import MOST_CELLS
from daybook.domain.columns import Column
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field
from daybook.ui.activities.cell_words import hindrance_words
from daybook.ui.activities.copying import block_of
from daybook.ui.activities.pending_side import PendingSide
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import write_key
from daybook.work.activities_table import ActivitiesTable
from daybook.work.session import PortalSession

COPY_JOB = "activities copy"


class Doing(QObject):
    """One activity is changed at once, with a way back; several wait as pending edits until they were looked at.

    While the portal can't be reached, one waits there too.
    """

    def __init__(
        self,
        session: PortalSession,
        table: ActivitiesTable,
        view: ActivitiesView,
        side: PendingSide,
        formats: Formats,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        teller: PendingTeller,
    ) -> None:
        super().__init__(view)
        self._session = session
        self._table = table
        self._view = view
        self._side = side
        self._formats = formats
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._teller = teller

    def complete(self) -> None:
        """Completes or reopens the current activity; of several that are selected, completes all."""
        ids = self._view.target_ids()
        if len(ids) > 1:
            self._side.wish(ids, Column.DONE, True)
        elif ids:
            self._with_line(ids[0], self._complete)

    def complete_one(self, activity_id: int) -> None:
        """Completes or reopens this activity, whatever is selected."""
        self._with_line(activity_id, self._complete)

    def delete(self) -> None:
        """Deletes one activity in ten seconds, unless that is called off."""
        ids = self._view.target_ids()
        if len(ids) > 1:
            self._say(self.tr("Only one activity at a time can be deleted here. Select one."))
        elif ids and not self._session.deletions.is_held(ids[0]):
            self._writes.start(self._delete(ids[0]), key=write_key(ids[0]))

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, or without any the current cell."""
        picked = self._table.picks.in_order()
        columns = self._view.shown_columns if picked else (self._view.current_column,)
        ids = picked or self._view.target_ids()
        if len(ids) * len(columns) > MOST_CELLS:
            most = self._formats.number(MOST_CELLS // len(columns))
            self._say(self.tr("That is too much to copy: at most {rows} rows.").format(rows=most))
            return
        self._jobs.start(self._copy(ids, columns), key=COPY_JOB, again=self.copy)

    async def _copy(self, ids: list[int], columns: tuple[Column, ...]) -> None:
        lines = await self._table.lines(ids)
        QGuiApplication.clipboard().setText(block_of(lines, columns, self._view.maker, self._formats))
        if len(lines) > 1:
            self._quiet.tell(self.tr("%Ln row(s) copied", "", len(lines)))

    def _complete(self, line: ActivityLine) -> None:
        hindered = self._side.pending.entry.hindrance(line, Field.COMPLETED)
        if hindered is not None:
            self._refuse(hindered)
        else:
            self._writes.start(self._turn_over(line.id), key=write_key(line.id), about=line.subject)

    async def _turn_over(self, activity_id: int) -> None:
        activity = await self._session.copy.activity(activity_id)
        if activity is not None:
            value = not activity.completed
            entered = await self._session.now_or_later.change(activity, Field.COMPLETED, value)
            if entered is not None:
                self._teller.tell(entered, activity.subject)

    async def _delete(self, activity_id: int) -> None:
        activity = await self._session.copy.activity(activity_id)
        if activity is not None:
            self._session.hold_deletion(activity)

    def _with_line(self, activity_id: int, do: Callable[[ActivityLine], None]) -> None:
        line = self._table.line(activity_id)
        if line is not None:
            do(line)

    def _refuse(self, hindered: Hindrance) -> None:
        self._say(hindrance_words(hindered))

    def _say(self, words: str) -> None:
        self._quiet.tell(words, glyph=Glyph.INFO, tone="accent", seconds=6)
