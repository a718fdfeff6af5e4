"""The first load: the screen is useful after one answer, everything is there after ⌈rows/2500⌉ more."""

from collections.abc import Callable, Mapping, Sequence
from sqlite3 import Connection
from typing import Final

from daybook.bitrix import enums, harvest, paging, users
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AccessDenied, AnswerLost, LostKind, MissingScope, NotExecuted, PortalError, Refused
from daybook.bitrix.harvest import Chunk, Lot
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.clock import Clock
from daybook.domain.entities import Person
from daybook.store.copy import writes
from daybook.store.copy.copy import Changed, PortalCopy
from daybook.work.syncing.plan import LoadPlan, in_order_of_use
from daybook.work.syncing.portions import Portion, PortionReader
from daybook.work.syncing.together import together

IN_FLIGHT: Final = 6
"""Batches at once: some are under way, one is being read, one is being kept. Each holds some megabytes, and the
person's own requests want room too."""
FIRST_PAGES: Final = 10
"""Pages of the newest open activities in the first answer; as many again of those that are due first."""
PLAN: Final = "load"
COMPLETE: Final = "complete"
TYPES: Final = "types"
PEOPLE: Final = "people"

Counted = Mapping[Lot, int]


class FirstLoad:
    """Reads everything once. `loaded` is called with the number of rows each time some were kept."""

    def __init__(self, portal: Portal, copy: PortalCopy, clock: Clock, loaded: Callable[[int], None]) -> None:
        self._portal = portal
        self._copy = copy
        self._clock = clock
        self._loaded = loaded
        self._reader = PortionReader(portal.zone)

    async def begin(self, type_ids: Sequence[int], me: int) -> LoadPlan:
        """Asks how much there is, keeps what is needed first, and writes the plan down. Raises PortalError."""
        began = self._clock.now()
        lots = [Lot(completed=False), Lot(completed=True), *(Lot(type_id) for type_id in type_ids)]
        await self._copy.expect_many()
        counted = await self._first_look(lots, me)
        chunks = await self._chunks(counted)
        plan = LoadPlan(began, sum(counted.values()), chunks)
        await self._copy.put_mark(PLAN, plan.to_text())
        return plan

    async def carry_out(self, plan: LoadPlan) -> None:
        """Reads what is left of a plan; each answer is kept before it is crossed out. Raises PortalError.

        Ended in the middle, by whatever, it goes on from there the next time.
        """
        waiting = harvest.packed(plan.left)
        waiting.reverse()

        async def work() -> None:
            nonlocal plan
            while waiting:
                chunks = waiting.pop()
                pages, remainder = await self._read(chunks)
                plan = plan.without(chunks, remainder)
                waiting.extend([rest] for rest in remainder)
                await self._keep(pages, plan)
                self._loaded(sum(page.size for page in pages))
                del pages  # else its megabytes would stay until the next answer

        await together(*(work() for _ in range(min(IN_FLIGHT, len(waiting)))))
        await self._copy.put_mark(COMPLETE, plan.began.isoformat())
        await self._copy.put_mark(PLAN, None)

    async def _first_look(self, lots: Sequence[Lot], me: int) -> Counted:
        """One request: how many rows each lot has, the newest and the most urgent open ones, who works here."""
        opened = Lot(completed=False)
        commands: dict[object, tuple[Lot, Command]] = {("count", lot): (lot, lot.page({}, start=0)) for lot in lots}
        for number in range(1, FIRST_PAGES):
            commands["newest", number] = (opened, opened.page({}, start=number * paging.PAGE))
        due = {"DEADLINE": "ASC", "ID": "DESC"}
        for number in range(FIRST_PAGES):
            mine = opened.page({"RESPONSIBLE_ID": me}, start=number * paging.PAGE, order=due)
            commands["mine", number] = (opened, mine)
        found = await self._harvest(commands)
        pages = [page for outcome in found.values() if (page := _page(outcome)) is not None]
        await self._keep(pages)
        self._loaded(0)
        return {lot: harvest.total_of(found["count", lot]) for lot in lots if _is_allowed(found["count", lot])}

    async def _chunks(self, counted: Counted) -> tuple[Chunk, ...]:
        """Where each portion of 2,500 rows begins: offsets are slow on a large portal, but these are few."""
        commands = {
            (lot, number): lot.page({}, start=number * harvest.ROWS, ids_only=True)
            for lot, total in counted.items()
            for number in range(-(-total // harvest.ROWS))
        }
        found = await self._portal.read_all(commands, priority=Priority.BACKGROUND)
        by_lot: dict[Lot, list[Chunk]] = {}
        for lot, total in counted.items():
            starts: list[int] = []
            for (each, _), outcome in found.items():
                if each == lot:
                    ids = lot.read_ids(_good(outcome).result)
                    starts += ids[:1]
            by_lot[lot] = harvest.chunks_of(lot, starts, total)
        return in_order_of_use(by_lot)

    async def _read(self, chunks: Sequence[Chunk]) -> tuple[list[Portion], list[Chunk]]:
        """The pages of these chunks, which fit one batch, and what is left of them. Raises PortalError."""
        commands: dict[object, tuple[Lot, Command]] = {}
        for number, chunk in enumerate(chunks):
            for position, command in enumerate(chunk.commands(len(commands))):
                commands[number, position] = (chunk.lot, command)
        found = await self._harvest(commands, halt=True)
        pages: list[Portion] = []
        remainder: list[Chunk] = []
        for number, chunk in enumerate(chunks):
            read, rest = _chain([found[number, position] for position in range(chunk.pages)], chunk)
            pages += read
            remainder += rest
        return pages, remainder

    async def _harvest(
        self, commands: Mapping[object, tuple[Lot, Command]], *, halt: bool = False
    ) -> dict[object, Answer | PortalError]:
        if self._reader.zone != self._portal.zone:  # the first answer tells it
            self._reader = PortionReader(self._portal.zone)
        reader = self._reader

        def digest(key: object, result: object) -> Portion | None:
            return reader.portion(commands[key][0], result)

        return await self._portal.harvest({key: each for key, (_, each) in commands.items()}, digest, halt=halt)

    async def _keep(self, pages: Sequence[Portion], plan: LoadPlan | None = None) -> None:
        """The rows and the plan without them: both or neither are on disk. No plan: there is none yet."""
        activities = {number: each for page in pages for number, each in page.activities.items()}
        entities = [each for page in pages for each in page.entities]
        text = None if plan is None else plan.to_text()

        def work(db: Connection) -> None:
            writes.put_entities(db, entities)
            writes.put_ready(db, activities)
            if text is not None:
                writes.put_mark(db, PLAN, text)

        named = frozenset(activities) if plan is None else None
        await self._copy.write(work, Changed(named, owners=bool(entities)))


async def read_cast(portal: Portal) -> tuple[tuple[int, ...], Answer | PortalError]:
    """One request: the type ids of the smart processes, and the first page of who works here. Raises PortalError."""
    commands = {TYPES: enums.owner_types_command(), PEOPLE: users.everybody_command()}
    found = await portal.read_all(commands, priority=Priority.BACKGROUND)
    return tuple(enums.smart_processes_in(_good(found[TYPES]))), found[PEOPLE]


async def read_employees(portal: Portal, copy: PortalCopy, first: Answer | PortalError | None = None) -> None:
    """Everybody who works here; nobody without the right to read users. `first` as `read_cast` gives it.

    Raises PortalError.
    """
    try:
        if isinstance(first, PortalError):
            raise first
        await copy.put_people(await users.everybody(portal, first=first, priority=Priority.BACKGROUND))
    except (MissingScope, AccessDenied):
        return


async def read_strangers(portal: Portal, copy: PortalCopy, me: int) -> None:
    """Whoever else is responsible for something, because they left or are no employees. Raises PortalError.

    Whom the portal does not show is known by number, and not asked for again.
    """
    strangers = sorted(await copy.unknown_people() - {me})
    if not strangers:
        return
    try:
        found = await users.by_ids(portal, strangers)
    except (MissingScope, AccessDenied):
        found = []
    nameless = set(strangers) - {each.id for each in found}
    await copy.put_people([*found, *(Person(each, f"#{each}", active=False) for each in nameless)])


def _chain(outcomes: Sequence[Answer | PortalError], chunk: Chunk) -> tuple[list[Portion], list[Chunk]]:
    """The pages of a chain up to its end or its first failure, and the chunk that is left then.

    Raises the failure when it is the first page's own.
    """
    pages: list[Portion] = []
    for outcome in outcomes:
        page = _page(outcome)
        if page is None or (page.size and page.last is None):
            return pages, [_rest(chunk, pages, outcome)]
        if page.is_full:
            pages.append(page)
            continue
        if not page.size and 0 < len(pages) < chunk.pages - 1:
            # Rows were expected: either they are gone, or this portal does not put in what a reference stands for.
            return pages, [_rest(chunk, pages, outcome)]
        return [*pages, page], []
    return pages, []


def _rest(chunk: Chunk, pages: Sequence[Portion], outcome: Answer | PortalError) -> Chunk:
    """What is left behind these pages."""
    if pages:
        return Chunk(chunk.lot, pages[-1].last, chunk.above, chunk.pages - len(pages))
    if isinstance(outcome, NotExecuted):  # another chunk of the batch failed before it
        return chunk
    _good(outcome)
    raise AnswerLost(chunk.lot.key, kind=LostKind.UNEXPECTED, status=200)


def _page(outcome: Answer | PortalError) -> Portion | None:
    return outcome.result if isinstance(outcome, Answer) and isinstance(outcome.result, Portion) else None


def _is_allowed(outcome: Answer | PortalError) -> bool:
    """False for what this person may not read; another failure is one. Raises PortalError."""
    if isinstance(outcome, Refused):
        return False
    _good(outcome)
    return True


def _good(outcome: Answer | PortalError) -> Answer:
    if isinstance(outcome, PortalError):
        raise outcome
    return outcome
