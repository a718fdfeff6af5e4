"""What a run writes down: steps and outcomes in the journal, reminders in memory, counts for whoever watches."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from daybook.bulk import outcomes, plan
from daybook.bulk.running.board import Board
from daybook.bulk.running.progress import Meter
from daybook.domain.clock import Clock
from daybook.domain.run import Row, Step, StepState
from daybook.domain.todo import PingOffsets
from daybook.store.journal import Journal, RowChange
from daybook.store.pings import KnownTodo, KnownTodos

_WRITE_WHAT_NOBODY_TELLS = frozenset({plan.WHOLE, plan.ADD, plan.DELETE})


class Ledger:
    """Writes for one run. `closed` is told the rows that were done with. Each method raises StoreUnusable."""

    def __init__(
        self,
        run_id: str,
        board: Board,
        *,
        journal: Journal,
        known: KnownTodos,
        portal: str,
        clock: Clock,
        closed: Callable[[Sequence[Row]], None],
    ) -> None:
        self._run_id = run_id
        self._board = board
        self._journal = journal
        self._known = known
        self._portal = portal
        self._clock = clock
        self._closed = closed
        self.meter = Meter()

    async def write(self, changes: Iterable[RowChange]) -> None:
        """In one commit; then the rows that were done with are counted and told."""
        noted = list(changes)
        if noted:
            await self._journal.note(self._run_id, noted)
        now_s = self._clock.monotonic_s()
        closed = self._board.take_closed()
        for row in closed:
            self.meter.add(row.outcome, now_s)
        if closed:
            self._closed(closed)

    async def learn(self, ended: Mapping[int, Sequence[Step]]) -> None:
        """What no method tells afterwards is remembered, or forgotten where it is unknown by now."""
        known: dict[int, KnownTodo | None] = {}
        for number, steps in ended.items():
            for step in steps:
                key = self._board.rows[number].activity_id or (step.result if outcomes.creates(step) else None)
                if isinstance(key, int) and step.method in _WRITE_WHAT_NOBODY_TELLS:
                    known[key] = _known_after(step)
        if known:
            await self._known.learn(self._portal, self._clock.now(), known)


def _known_after(step: Step) -> KnownTodo | None:
    if step.state is not StepState.DONE or step.method == plan.DELETE:
        return None
    return KnownTodo(PingOffsets.of(step.params["pingOffsets"]), step.params.get("parentActivityId"))
