"""One key, several rows: shown first, then sent as one run, and taken back as one. Without the portal they wait."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from daybook.bitrix.errors import Unreachable
from daybook.bulk.preparing import Plan
from daybook.domain.changes.change import Change
from daybook.domain.run import RowOutcome
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.changing.part_words import run_title
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.today.plan_card import PlanCard
from daybook.work.running.line import RunLine, Standing
from daybook.work.session import PortalSession
from daybook.work.today import Today
from daybook.work.triage_many import Order, TriageOfMany, trouble

LOOK_JOB: Final = "today many"
START_KEY: Final = "today many"
OFFERED_S: Final = 10
Looking = Callable[[], Coroutine[Any, Any, Order]]


class DoingMany(QObject):
    """Owns the card on which a change of several rows is looked at; `run_wanted` asks for what became of a run."""

    run_wanted = Signal(str)  # the id of the run

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        today: Today,
        shown: QWidget,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        teller: PendingTeller,
    ) -> None:
        super().__init__(shown)
        self._look = look
        self._formats = formats
        self._session = session
        self._shown = shown
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._teller = teller
        self.triage = TriageOfMany(
            session.preparing,
            session.runs,
            today,
            session.copy,
            session.now_or_later,
            calendar=session.calendar,
            me=session.me.id,
            ended=self._ended,
        )
        self.card: PlanCard | None = None
        self._gone = False

    def begin(self, ids: Sequence[int], change: Change) -> None:
        """Shows what would become of these activities; while the portal can't be asked, all of it waits."""
        if self.triage.is_away:
            self._leave(ids, change)
            return
        card = self._open(self.tr("%Ln selected in Today", "", len(ids)))
        title = partial(self._title, change, card)
        leave = partial(self._leave, ids, change)
        self._start(card, partial(self.triage.look, ids, change), title, partial(self.begin, ids, change), leave)

    def undo(self, run_id: str, title: str) -> None:
        """Shows what would take a run back."""
        if self._gone:  # the line that offered it lives longer
            return
        said = self.tr("Undo: {title}").replace("{title}", title)
        card = self._open(said)
        looking = partial(self.triage.look_back, run_id)
        self._start(card, looking, lambda _count: said, partial(self.undo, run_id, title))

    def detach(self) -> None:
        """Nothing is looked at and nothing is told any more."""
        self._gone = True
        self._jobs.cancel(LOOK_JOB)
        self.triage.detach()
        if self.card is not None and isValid(self.card):  # the window may have gone before
            self.card.close_card()

    # Inside

    def _open(self, title: str) -> PlanCard:
        names, items = self._session.people.known.get, self._session.run_report.item
        card = PlanCard(self._look, self._formats, title, self._shown.window(), person_of=names, item_of=items)
        card.closed.connect(self._closed)
        self.card = card
        card.open()
        return card

    def _start(
        self,
        card: PlanCard,
        looking: Looking,
        title: Callable[[int], str],
        again: Callable[[], object],
        leave: Callable[[], object] | None = None,
    ) -> None:
        self._jobs.start(self._show(card, looking, title, leave), key=LOOK_JOB, again=again)

    async def _show(
        self, card: PlanCard, looking: Looking, title: Callable[[int], str], leave: Callable[[], object] | None
    ) -> None:
        """`leave`: what is done where the portal can't be reached; None = that is a failure."""
        try:
            order = await looking()
            await self._session.run_report.learn_names(order.judged.plan.rows)
        except Exception as error:
            card.close_card()
            if leave is None or not isinstance(error, Unreachable):
                raise
            leave()
            return
        card.apply_wanted.connect(lambda plan: self._send(order, plan, title))
        card.show_plan(order.judged, title)

    def _leave(self, ids: Sequence[int], change: Change) -> None:
        self._writes.start(self._wait(ids, change), key=START_KEY)

    async def _wait(self, ids: Sequence[int], change: Change) -> None:
        self._teller.tell(await self.triage.leave(ids, change))

    def _send(self, order: Order, plan: Plan, title: Callable[[int], str]) -> None:
        count = sum(not row.skipped and not row.conflict for row in plan.rows)
        self._writes.start(self._begin(order, plan, title(count)), key=START_KEY)

    async def _begin(self, order: Order, plan: Plan, title: str) -> None:
        run_id = await self.triage.start(order, plan, title)
        if self._session.runs.current_id not in ("", run_id):
            said = self.tr("“{title}” waits until the run before it has ended.").replace("{title}", title)
            look = partial(self.run_wanted.emit, run_id)
            self._quiet.lead(said, self.tr("Look"), look, seconds=OFFERED_S, glyph=Glyph.CLOCK, tone="text_soft")

    def _ended(self, line: RunLine) -> None:
        """Says what became of it, with the way back, or the way to what went wrong."""
        title, counts, run_id = line.head.title, line.counts or {}, line.head.id
        failed = trouble(counts)
        if line.standing is not Standing.ENDED or failed:
            said = self.tr("“{title}”: %Ln row(s) did not become so.", "", failed).replace("{title}", title)
            left = self.tr("“{title}” did not come to its end.").replace("{title}", title)
            look = partial(self.run_wanted.emit, run_id)
            self._quiet.lead(
                said if failed else left, self.tr("Look"), look, seconds=OFFERED_S, glyph=Glyph.WARNING, tone="warning"
            )
        elif counts.get(RowOutcome.DONE, 0) and not line.is_undo:
            said = self.tr("Done: {title}").replace("{title}", title)
            self._quiet.offer(said, self.tr("Undo…"), partial(self.undo, run_id, title), seconds=OFFERED_S)
        else:
            self._quiet.tell(self.tr("Done: {title}").replace("{title}", title), glyph=Glyph.CIRCLE_CHECK)

    def _title(self, change: Change, card: PlanCard, count: int) -> str:
        return run_title(change, count, self._formats.number(count), card.preview.words.values)

    def _closed(self) -> None:
        self._jobs.cancel(LOOK_JOB)
        if self.card is not None:
            self.card.deleteLater()
            self.card = None
