"""The table of all activities: which ones it shows and in what order, their lines, and which ones are picked.

Reads the copy and nothing else, so it works without a network. Knows no widget: the view asks `rows` and `line`, says
what is in sight, and looks again when it is told to.
"""

import asyncio
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from daybook.domain.clock import Clock, Zone
from daybook.domain.entities import Person
from daybook.domain.filtering import Filter, Order
from daybook.domain.grouping import Group, GroupBy
from daybook.domain.listing import ActivityLine
from daybook.store.copy.copy import Changed, PortalCopy
from daybook.work.line_cache import PORTION, LineCache
from daybook.work.listeners import Listeners
from daybook.work.picks import Picks
from daybook.work.table_rows import TableRows

EVERYTHING: Final = Filter()
BY_DEADLINE: Final = Order()
FIRST: Final = 200
"""What is shown before the whole answer is there: more than any screen has room for."""
AHEAD: Final = 2 * PORTION
"""Rows that are read before somebody scrolls to them."""
BEHIND: Final = PORTION // 2
PAINTED_S: Final = 0.005
"""What is there by then is on the screen before the rest of an answer is read."""
AT_MOST_EVERY_S: Final = 0.3
"""While the copy is being filled it changes many times a second."""
REST: Final = 4
"""Asking again takes at most a fifth of the time, however long one question takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the table is to show. `group_by` None = one list."""

    filter: Filter = EVERYTHING
    order: Order = BY_DEADLINE
    group_by: GroupBy | None = None


class ActivitiesTable:
    """`ask` shows something; `keep_rows` and `keep_lines` run until they are cancelled and keep it true.

    `rows_changed` tells that `rows` is a new value, `lines_changed` that lines are others now, `people_changed` the
    same of people, `picks_changed` that other activities are picked. Weeks begin on `first_weekday` (Monday = 0). Every
    coroutine raises StoreUnusable.
    """

    def __init__(self, copy: PortalCopy, me: Person, clock: Clock, zone: Zone, *, first_weekday: int = 0) -> None:
        self.question = Question()
        self.rows = TableRows()
        self.total: int | None = None
        """How many activities the copy has; None while nobody has counted."""
        self.is_whole = False
        """False while only the first rows of the answer are shown, or none."""
        self.people: Mapping[int, Person] = {me.id: me}
        self.me = me
        self.rows_changed = Listeners()
        self.lines_changed = Listeners()
        self.people_changed = Listeners()
        self.picks_changed = Listeners()
        self.picks = Picks()
        self._copy = copy
        self._clock = clock
        self._zone, self._first_weekday = zone, first_weekday
        self._lines = LineCache()
        self._folded: frozenset[Hashable] = frozenset()  # keys of groups
        self._absent: set[int] = set()  # gone from the copy since the rows were read
        self._sight = (0, 0)
        self._down = True
        self._turn = 0
        self._refreshing: asyncio.Task[None] | None = None
        self._rows_due, self._lines_due = asyncio.Event(), asyncio.Event()
        self._people_due = True
        self._is_complete = False  # every line in sight is there
        self._answered: Question | None = None  # what the rows are the whole answer to, and are kept so
        self._keeps_rows = self._keeps_lines = False  # `keep_rows` and `keep_lines` are under way
        self._arrived = asyncio.Event()  # lines were read, or nobody reads any more
        self._rested = asyncio.Event()  # the reading of rows or of lines paused

    # What is shown

    @property
    def shown(self) -> int:
        """How many activities there are in the rows, folded ones included."""
        return len(self.rows.ids)

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._clock.now()

    def line(self, activity_id: int) -> ActivityLine | None:
        """What a row says; None while it was not read."""
        return self._lines.get(activity_id)

    def line_at(self, row: int) -> ActivityLine | None:
        """The line in a row; None for a heading and while it was not read."""
        activity_id = self.rows.id_at(row)
        return None if activity_id is None else self._lines.get(activity_id)

    def person(self, person_id: int | None) -> Person | None:
        """Somebody by number; None for nobody. Whoever was not read yet has a number for a name."""
        if person_id is None:
            return None
        return self.people.get(person_id) or Person(person_id, f"#{person_id}")

    async def lines(self, ids: Iterable[int]) -> list[ActivityLine]:
        """These lines, read now where they are not in memory; those that are gone are left out."""
        asked = list(ids)
        missing = [each for each in asked if self._lines.wants(each)]
        found = {line.id: line for line in await self._copy.lines(missing)} if missing else {}
        known = ((each, found.get(each) or self._lines.get(each)) for each in asked)
        return [line for each, line in known if line is not None and (each in found or not self._lines.wants(each))]

    async def settled(self) -> None:
        """Returns when all rows are there, and every line in sight; at once when nobody keeps them."""
        while (self._keeps_rows or self._keeps_lines) and (
            self._rows_due.is_set() or self._refreshing is not None or not self._is_complete
        ):
            self._rested.clear()
            await self._rested.wait()

    # Asking

    async def ask(self, question: Question) -> None:
        """Shows what is asked for: the first rows of another filter first, then all of it.

        A newer question ends an older one. Another order of the same comes as a whole, so that what the person was at
        is still there. What is shown already, and kept true, is not read again.
        """
        if question == self._answered and self._is_kept_true:
            return
        self._answered, kept = None, self._keeps_rows
        self._give_way()
        if question.group_by is not self.question.group_by:
            self._folded = frozenset()
        is_other = question.filter != self.question.filter or not self.rows
        self.question = question
        turn = self._next_turn()
        if is_other and question.group_by is None:
            first = await self._copy.ids(question.filter, question.order, limit=FIRST)
            if turn != self._turn:
                return
            self._take(TableRows(first), whole=len(first) < FIRST)
            if len(first) < FIRST:
                self._answered = question if kept else None
                return
            await self._first_seen(turn)
        rows = await self._read(question)
        if turn == self._turn:
            self._take(rows, whole=True)
            self._answered = question if kept else None

    def fold(self, group: Group, folded: bool) -> None:
        """Hides a group's activities behind its heading, or shows them again."""
        self._fold(self._folded | {group.key} if folded else self._folded - {group.key})

    def fold_all(self, folded: bool) -> None:
        """Shows the headings only, or everything."""
        self._fold({group.key for group in self.rows.groups} if folded else ())

    def look(self, first: int, last: int) -> None:
        """These rows are in sight now, both included; their lines, and some ahead, are read."""
        if (first, last) != self._sight:
            self._down = first >= self._sight[0]
            self._sight = (first, last)
            self._want_lines()

    # Keeping it true

    async def keep_rows(self) -> None:
        """Asks again after each change of the copy, not too often."""
        self._copy.observers.append(self._observe)
        self._keeps_rows, self._answered = True, None
        try:
            self.total = await self._copy.count(EVERYTHING)
            self.rows_changed.tell()
            while True:
                await self._rows_due.wait()
                since = self._clock.monotonic_s()
                await self._refresh()
                took = self._clock.monotonic_s() - since
                await self._clock.sleep(max(AT_MOST_EVERY_S, REST * took))
        finally:
            self._copy.observers.remove(self._observe)
            self._give_way()
            self._keeps_rows = False
            self._rested.set()

    async def keep_lines(self) -> None:
        """Reads the lines that are in sight, and some ahead of the scrolling."""
        self._want_lines()
        self._keeps_lines = True
        try:
            while True:
                await self._lines_due.wait()
                self._lines_due.clear()
                await self._read_lines()
                self._is_complete = not self._lines_due.is_set()
                self._rested.set()
        finally:
            self._keeps_lines = False
            self._arrived.set()
            self._rested.set()

    # Inside

    @property
    def _is_kept_true(self) -> bool:
        """True when nothing was written that the rows may not show. The groups of a day are others tomorrow."""
        idle = not self._rows_due.is_set() and self._refreshing is None
        return self._keeps_rows and idle and self.question.group_by is None

    async def _first_seen(self, turn: int) -> None:
        """Lets the first rows come onto the screen: reading all the others takes what their words and painting need."""
        while self._keeps_lines and turn == self._turn and self._lacks_words():
            self._arrived.clear()
            await self._arrived.wait()
        await asyncio.sleep(PAINTED_S)

    def _lacks_words(self) -> bool:
        """True while a row in sight has no line, be it an old one."""
        ids = self.rows.ids_in(*self._sight)
        return any(each not in self._absent and self._lines.get(each) is None for each in ids)

    async def _read(self, question: Question) -> TableRows:
        if question.group_by is None:
            return TableRows(await self._copy.ids(question.filter, question.order))
        ids, groups = await self._copy.grouped(
            question.filter,
            question.order,
            question.group_by,
            now=self._clock.now(),
            zone=self._zone(),
            first_weekday=self._first_weekday,
        )
        return TableRows(ids, groups, self._folded)

    async def _read_lines(self) -> None:
        if self._people_due:
            await self._read_people()
        while wanted := self._wanted():
            self._lines.begin()
            self._put(wanted, await self._copy.lines(wanted))

    def _fold(self, keys: Iterable[Hashable]) -> None:
        self._folded = frozenset(keys)
        self._take(self.rows.with_folded(self._folded), whole=self.is_whole)

    async def _refresh(self) -> None:
        """One more answer to the same question. A new question ends it; then that one has the newest answer anyway."""
        self._rows_due.clear()
        turn = self._turn
        self._refreshing = asyncio.ensure_future(self._read_again(turn))
        try:
            with suppress(asyncio.CancelledError):
                await self._refreshing
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise asyncio.CancelledError
        finally:
            self._refreshing.cancel()
            self._refreshing = None
            self._rested.set()

    async def _read_again(self, turn: int) -> None:
        rows = await self._read(self.question)
        if turn == self._turn:
            self._take(rows, whole=True)
        self.total = await self._copy.count(EVERYTHING)
        self.rows_changed.tell()

    def _take(self, rows: TableRows, *, whole: bool) -> None:
        moved = not rows.same_as(self.rows)
        self.is_whole = whole
        self._absent.clear()
        if moved:
            self.rows = rows
            self.picks.hide_all_but(rows.ids)
        self.rows_changed.tell()
        self._want_lines()

    def _give_way(self) -> None:
        """The question that is being asked again is no longer of interest."""
        if self._refreshing is not None:
            self._refreshing.cancel()
            self._rows_due.set()

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn

    def _observe(self, changed: Changed) -> None:
        if changed.owners or changed.ids is None:
            self._people_due = True
            self._lines.expire(None)
        else:
            self._lines.expire(changed.ids)
        self._rows_due.set()
        self._want_lines()

    def _want_lines(self) -> None:
        self._is_complete = False
        self._lines_due.set()

    async def _read_people(self) -> None:
        self._people_due = False
        self.people = {self.me.id: self.me} | {each.id: each for each in await self._copy.people()}
        self.people_changed.tell()

    def _wanted(self) -> list[int]:
        """What is to be read next: what is in sight, and only then what may come into sight; a portion at most."""
        first, last = self._sight
        visible = self._missing(self.rows.ids_in(first, last), PORTION)
        if visible or not self._is_far_behind(first, last):
            return visible
        self._lines.touch(self.rows.ids_in(first, last))
        return self._missing(self._nearby(first, last), PORTION)

    def _is_far_behind(self, first: int, last: int) -> bool:
        """True when the nearest rows ahead are not there: a whole portion is read at a time."""
        ahead = range(last + 1, last + PORTION) if self._down else range(first - PORTION, first)
        ids = (self.rows.id_at(row) for row in ahead if row >= 0)
        return any(each is not None and self._lines.wants(each) and each not in self._absent for each in ids)

    def _nearby(self, first: int, last: int) -> Iterator[int]:
        below, above = (AHEAD, BEHIND) if self._down else (BEHIND, AHEAD)
        after, before = self.rows.ids_in(last + 1, last + below), self.rows.ids_in(first - above, first - 1)
        yield from after if self._down else before
        yield from before if self._down else after

    def _missing(self, ids: Iterable[int], most: int) -> list[int]:
        found: list[int] = []
        for each in ids:
            if len(found) >= most:
                break
            if each not in self._absent and self._lines.wants(each):
                found.append(each)
        return found

    def _put(self, wanted: list[int], found: list[ActivityLine]) -> None:
        self._lines.put(found)
        gone = set(wanted) - {line.id for line in found}
        for each in gone:
            self._lines.drop(each)
        self._absent |= gone
        self._arrived.set()
        self.lines_changed.tell()
