"""The sheet of a day: what is overdue, what is due and when, how much everybody has to do. Knows no widget.

Reads the copy and nothing else, so it works without a network. What triage writes comes back through the copy.
"""

import asyncio
import json
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from daybook.domain.agenda import Part, Sheet
from daybook.domain.clock import Clock, Zone
from daybook.domain.entities import Person
from daybook.domain.listing import ActivityLine
from daybook.store.copy.copy import Changed, PortalCopy
from daybook.work.agenda import Focus, Mark, TodayContent, Whose
from daybook.work.agenda_reading import Wanted, read_day
from daybook.work.listeners import Listeners

USUALLY_FOLDED: Final = frozenset({Part.LATER, Part.UNDATED})
"""What does not concern today is one line until somebody wants to see it."""
AT_MOST_EVERY_S: Final = 0.25
"""While the copy is being filled it changes many times a second."""
REST_SHARE: Final = 3.0
"""A reading is followed by a rest this many times as long: the window and the sync want the machine too."""
LOOK_AGAIN_S: Final = 30.0
"""A computer that slept wakes up at another time of day than its timers believe."""
KEPT_LINES: Final = 4000
_FIRST_LINES: Final = 60
"""More than a window is high."""
_WHOSE: Final = "today_whose"


class Today:
    """`content` is a new value each time `changed` tells; `run` keeps it true until it is cancelled.

    Lines of activities are read in portions: `read_lines` for what is in sight; `lines_changed` tells that lines or
    marks are others now.
    """

    def __init__(
        self,
        copy: PortalCopy,
        me: Person,
        clock: Clock,
        zone: Zone,
        *,
        first_weekday: int = 0,
        folded: Iterable[Part] = USUALLY_FOLDED,
    ) -> None:
        self.me = me
        self.zone = zone
        self.folded = frozenset(folded)
        self.changed = Listeners()
        self.lines_changed = Listeners()
        self._copy = copy
        self._clock = clock
        self._first_weekday = first_weekday
        self._whose: Whose = (me.id,)
        self._whose_is_known = False
        self._whose_is_kept = True
        self._focus: Focus | None = None
        self._people: dict[int, Person] | None = None
        self._lines: dict[int, ActivityLine] = {}
        self._sight: tuple[int, ...] = ()
        self._marks: dict[int, Mark] = {}
        self._ended: set[int] = set()
        self._touched = _Touched()
        self._wake = asyncio.Event()
        self._reading = asyncio.Lock()
        self._asked = 0
        self._answered = 0
        self._due = clock.now()
        self.content = TodayContent(self._sheet(), self._whose, people={me.id: me})

    # What is shown

    def line(self, activity_id: int) -> ActivityLine | None:
        """What a row says; None while it was not read."""
        return self._lines.get(activity_id)

    def mark(self, activity_id: int) -> Mark | None:
        """What is being done to an activity."""
        return self._marks.get(activity_id)

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._clock.now()

    async def run(self) -> None:
        """Reads at once, then after each change of the copy and whenever the time moves something. Raises
        StoreUnusable."""
        self._copy.observers.append(self._observe)
        try:
            while True:
                self._wake.clear()
                began_s = self._clock.monotonic_s()
                await self.refresh()
                took_s = self._clock.monotonic_s() - began_s
                await self._clock.sleep(max(AT_MOST_EVERY_S, REST_SHARE * took_s))
                await self._reason()
        finally:
            self._copy.observers.remove(self._observe)

    def wake(self) -> None:
        """Reads again at once: what the time says may be another thing now, as after a journey."""
        self._wake.set()

    async def refresh(self) -> None:
        """Returns when everything is shown as it is now. Those who ask while it is being read share the next reading.
        Raises StoreUnusable."""
        self._asked += 1
        mine = self._asked
        async with self._reading:
            if self._answered < mine:
                answers = self._asked
                await self._show()
                self._answered = answers

    async def read_lines(self, ids: Sequence[int]) -> None:
        """Makes the lines known that are in sight now. Raises StoreUnusable."""
        self._sight = tuple(ids)
        missing = [each for each in ids if each not in self._lines]
        if not missing:
            return
        found = await self._copy.lines(missing)
        if len(self._lines) > KEPT_LINES:
            self._lines = {each: self._lines[each] for each in self._sight if each in self._lines}
        self._lines |= {line.id: line for line in found}
        self.lines_changed.tell()

    async def read_first(self) -> None:
        """Reads the sheet and the first lines of it, so that it is whole when it is first seen. Raises
        StoreUnusable."""
        await self.refresh()
        ids = (each for section in self.content.sections for each in section.ids or ())
        await self.read_lines(tuple(islice(ids, _FIRST_LINES)))

    # What a person chooses: it counts at once, and the next reading shows it; a wish that follows quickly and takes
    # the place of that reading loses nothing.

    def choose(self, whose: Whose) -> Coroutine[Any, Any, None]:
        """Shows the activities of these people, of everybody (None), or one's own (none at all); remembered with the
        copy."""
        self._whose = (self.me.id,) if whose == () else whose
        self._whose_is_known, self._whose_is_kept = True, False
        self._focus = None
        return self.refresh()

    def show_only(self, focus: Focus | None) -> Coroutine[Any, Any, None]:
        """Shows one person's activities, of one span of time perhaps; None = all again."""
        self._focus = focus
        return self.refresh()

    def fold(self, part: Part, folded: bool) -> Coroutine[Any, Any, None]:
        """Makes one line of a part, or shows what is in it."""
        self.folded = self.folded | {part} if folded else self.folded - {part}
        return self.refresh()

    # What triage tells

    def begin(self, activity_id: int, mark: Mark) -> None:
        """Something is being done to an activity."""
        self.begin_many([activity_id], mark)

    def end(self, activity_id: int, *, done: bool) -> None:
        """It came to an end. When it was done, the mark goes with the next reading: the copy knows by then."""
        self.end_many([activity_id], done=done)

    def begin_many(self, ids: Iterable[int], mark: Mark) -> None:
        """Something is being done to several activities at once."""
        begun = dict.fromkeys(ids, mark)
        self._marks |= begun
        self._ended -= begun.keys()
        self.lines_changed.tell()

    def end_many(self, ids: Iterable[int], *, done: bool) -> None:
        """It came to an end, as in `end`."""
        if done:
            self._ended.update(ids)
            self._wake.set()
        else:
            for each in ids:
                self._marks.pop(each, None)
            self.lines_changed.tell()

    # Inside

    async def _show(self) -> None:
        touched, self._touched = self._touched, _Touched()
        ended = frozenset(self._ended)
        try:
            content, due, lines = await self._read()
        except BaseException:
            self._touched.add(touched)
            raise
        self._lines = touched.kept(self._lines) | lines
        self._marks = {key: mark for key, mark in self._marks.items() if key not in ended}
        self._ended -= ended
        self._due, self.content = due, content
        self.changed.tell()

    async def _read(self) -> tuple[TodayContent, datetime, dict[int, ActivityLine]]:
        """The sheet, when it has to be read again, and the lines that are in sight."""
        await self._remember_whose()
        await self._keep_whose()
        wanted = Wanted(self._whose, self._focus, self.folded)
        people = await self._know_people()
        day = await read_day(self._copy, self._sheet(), wanted, people, self.me.id)
        return day.content, day.due, {line.id: line for line in await self._copy.lines(self._sight)}

    async def _remember_whose(self) -> None:
        """What was chosen in an earlier window, unless something was chosen while it was looked for."""
        if self._whose_is_known:
            return
        before = self._whose
        kept = await self._copy.mark(_WHOSE)
        if kept is not None and self._whose is before:
            self._whose = _whose_of(kept, self.me.id)
        self._whose_is_known = True

    async def _keep_whose(self) -> None:
        """What was chosen is there again in the next window."""
        while not self._whose_is_kept:
            chosen = self._whose
            await self._copy.put_mark(_WHOSE, json.dumps(chosen))
            self._whose_is_kept = chosen is self._whose

    async def _know_people(self) -> Mapping[int, Person]:
        people = self._people
        if people is None:
            people = {self.me.id: self.me} | {each.id: each for each in await self._copy.people()}
            self._people = people
        return people

    def _sheet(self) -> Sheet:
        return Sheet.at(self._clock.now(), self.zone(), self._first_weekday)

    async def _reason(self) -> None:
        """Returns when something changed, or the time moved something."""
        while not self._wake.is_set() and not self._has_moved():
            left_s = (self._due - self._clock.now()).total_seconds()
            await self._pause(min(max(left_s, 0.05), LOOK_AGAIN_S))

    async def _pause(self, seconds: float) -> None:
        """Waits, or until something changed."""
        waits = {asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._wake.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _has_moved(self) -> bool:
        """Also when the person set her clock back."""
        now = self._clock.now()
        return now >= self._due or now < self.content.sheet.now

    def _observe(self, changed: Changed) -> None:
        if changed.ids is None or changed.owners:
            self._touched.everything = True
            self._people = None
        else:
            self._touched.ids |= changed.ids
        self._wake.set()


class _Touched:
    """Which lines may say something else by now."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.everything = False

    def add(self, other: "_Touched") -> None:
        """These as well."""
        self.ids |= other.ids
        self.everything |= other.everything

    def kept(self, lines: Mapping[int, ActivityLine]) -> dict[int, ActivityLine]:
        """The lines that are still true."""
        return {} if self.everything else {key: line for key, line in lines.items() if key not in self.ids}


def _whose_of(text: str, me: int) -> Whose:
    """What `choose` wrote; oneself for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return (me,)
    if found is None:
        return None
    if isinstance(found, list) and found and all(type(each) is int for each in found):
        return tuple(found)
    return (me,)
