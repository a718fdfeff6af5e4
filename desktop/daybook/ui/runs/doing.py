"""What a person does with a run: takes it back, does it again, tries the failed rows once more."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from daybook.bulk.preparing import Plan
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.wording.runs import lost_words
from daybook.ui.kit.writes import Writes
from daybook.ui.runs.plan_page import PlanPage
from daybook.ui.runs.run_words import RunWords
from daybook.work.changing.judged import judge
from daybook.work.running.again import NoRecipe
from daybook.work.running.line import RunLine
from daybook.work.running.report import RunReport
from daybook.work.session import PortalSession

PLAN_JOB: Final = "runs plan"
START_WRITE: Final = "runs start"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked at before it is begun."""

    title: str
    undo_of: str = ""
    recipe: str = ""


class Doing(QObject):
    """Plans, shows the plan, and begins what the person agreed to. `page` shows one plan at a time."""

    page_wanted = Signal()
    begun = Signal(str)  # the id of the new run

    def __init__(
        self,
        session: PortalSession,
        report: RunReport,
        page: PlanPage,
        words: RunWords,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._session = session
        self._report = report
        self._page = page
        self._words = words
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._wish: Wish | None = None
        page.apply_wanted.connect(self._begin)

    def undo(self, line: RunLine, numbers: Collection[int] | None = None) -> None:
        """Shows what would take a run, or these rows of it, back."""
        said = self.tr("Redo: {title}") if line.is_undo else self.tr("Undo: {title}")
        wish = Wish(said.format(title=line.origin), undo_of=line.head.id)
        again = partial(self.undo, line, numbers)
        self._look(wish, self._undoing(line, numbers), again)

    def retry(self, line: RunLine) -> None:
        """Shows what another try of the failed rows would do."""
        head = line.head
        wish = Wish(self.tr("Once more: {title}").format(title=head.title), head.undo_of, head.recipe)
        self._look(wish, self._retrying(line), partial(self.retry, line))

    def forget(self) -> None:
        """Nothing is looked at any more."""
        self._jobs.cancel(PLAN_JOB)
        self._wish = None
        self._page.end()

    # Inside

    def _look(self, wish: Wish, work: object, again: Callable[[], object]) -> None:
        self._wish = wish
        self._page.begin(wish.title)
        self.page_wanted.emit()
        self._jobs.start(work, key=PLAN_JOB, again=again)  # type: ignore[arg-type]

    async def _undoing(self, line: RunLine, numbers: Collection[int] | None) -> None:
        try:
            plan = await self._session.runs.plan_undo(line.head.id, numbers)
            lost = await self._session.runs.again.lost(line.head.id, numbers)
            await self._show(plan, lambda count: self._words.undo(count, line), lost)
        finally:
            self._page.end()

    async def _retrying(self, line: RunLine) -> None:
        try:
            plan = await self._session.runs.plan_retry(line.head.id)
            await self._show(plan, lambda count: self.tr("Try %Ln again", "", count), {})
        except NoRecipe:
            said = self.tr("What was to be done was not kept with this run. Select the rows and change them anew.")
            self._quiet.tell(said, glyph=Glyph.WARNING, tone="warning", seconds=10)
            self._page.close_wanted.emit()
        finally:
            self._page.end()

    async def _show(self, plan: Plan, named: Callable[[int], str], lost: Mapping[str, int]) -> None:
        judged = await asyncio.to_thread(judge, plan, me=self._session.me.id)
        self._page.show_plan(judged, named, " ".join(map(lost_words, lost)))
        if await self._report.learn_names(plan.rows):
            self._page.preview.refresh_names()

    def _begin(self, plan: Plan) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            self._writes.start(self._start(plan, wish), key=START_WRITE)

    async def _start(self, plan: Plan, wish: Wish) -> None:
        run_id = await self._session.runs.start(plan, wish.title, recipe=wish.recipe, undo_of=wish.undo_of)
        self.begun.emit(run_id)
