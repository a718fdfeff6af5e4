"""The pending edits in memory and on disk, in step; and the way back from each action."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field
from daybook.store.pending import Key, PendingEditBook

T = TypeVar("T")

DEEPEST_UNDO: Final = 100
PORTION: Final = 1_000
"""Edits handled without a pause."""


@dataclass(frozen=True, slots=True, eq=False)
class Inverse:
    """What takes an action back; the same only as itself."""

    put: tuple[PendingEdit, ...]
    drop: tuple[Key, ...]


class KeptEdits:
    """Every pending edit of a person, at hand for whoever paints. Each change is on disk before it is in memory.

    `touched` is called with the ids of the activities whose cells changed. A change raises StoreUnusable when it can't
    be kept; then it is not made. Changes queue behind each other.
    """

    def __init__(self, book: PendingEditBook, touched: Callable[[frozenset[int]], None]) -> None:
        self._book = book
        self._touched = touched
        self._edits: dict[int, dict[Field, PendingEdit]] = {}
        self._undo: list[Inverse] = []
        self._turn = asyncio.Lock()
        self.runs: dict[Key, str] = {}
        """The run that writes a cell, as long as nobody knows what became of it."""

    async def load(self) -> None:
        """Reads what was kept."""
        for kept in await self._book.all():
            key = key_of(kept.edit)
            self._edits.setdefault(key[0], {})[key[1]] = kept.edit
            if kept.run_id is not None:
                self.runs[key] = kept.run_id
        self._touched(frozenset(self._edits))

    @property
    def cells(self) -> int:
        """How many edits there are."""
        return sum(map(len, self._edits.values()))

    @property
    def rows(self) -> Mapping[int, Mapping[Field, PendingEdit]]:
        """The edits by activity, and of each by field."""
        return self._edits

    @property
    def can_undo(self) -> bool:
        """True when there is an action to take back."""
        return bool(self._undo)

    def of(self, activity_id: int) -> Mapping[Field, PendingEdit]:
        """The edits of an activity, none for most."""
        return self._edits.get(activity_id, {})

    async def change(self, put: Sequence[PendingEdit], drop: Collection[Key]) -> Inverse | None:
        """One action, that `undo` takes back; None when nothing is changed by it."""
        async with self._turn:
            gone = [key for key in drop if key[1] in self.of(key[0])]
            if not put and not gone:
                return None
            inverse = await self._inverse([*map(key_of, put), *gone])
            await self._write(put, gone)
            self._undo = [*self._undo[1 - DEEPEST_UNDO :], inverse]
            self._touched(_ids(put, gone))
            return inverse

    async def undo(self, only: Inverse | None = None) -> None:
        """Takes the last action back, with `only` when it is still that one; nothing happens when there is none."""
        async with self._turn:
            if self._undo and only in (None, self._undo[-1]):
                inverse = self._undo[-1]
                await self._write(inverse.put, inverse.drop)
                self._undo.pop()
                self._touched(_ids(inverse.put, inverse.drop))

    def forget_undo(self) -> None:
        """What was done up to now can't be taken back any more: it is being sent."""
        self._undo.clear()

    async def settle(self, edits: Iterable[PendingEdit]) -> None:
        """These are in the portal. Where the person wishes for something else by now, that stays."""
        async with self._turn:
            keys = [key_of(edit) for edit in edits if self.of(edit.activity_id).get(edit.field) == edit]
            await self._write((), keys)
            self._touched(_ids((), keys))

    async def sending(self, keys: Sequence[Key], run_id: str | None) -> None:
        """A run is about to write these; None = it is known what became of that."""
        await self._book.sending(keys, run_id)
        for key in keys:
            self.runs.pop(key, None)
        if run_id is not None:
            self.runs |= dict.fromkeys(keys, run_id)

    async def _write(self, put: Sequence[PendingEdit], drop: Sequence[Key]) -> None:
        await self._book.change(put, drop)
        async for keys in in_portions(drop):
            for number, name in keys:
                self._forget(number, name)
        async for edits in in_portions(put):
            for edit in edits:
                self._edits.setdefault(edit.activity_id, {})[edit.field] = edit

    def _forget(self, number: int, name: Field) -> None:
        cells = self._edits.get(number, {})
        cells.pop(name, None)
        if not cells:
            self._edits.pop(number, None)
        self.runs.pop((number, name), None)

    async def _inverse(self, keys: Sequence[Key]) -> Inverse:
        put: dict[Key, PendingEdit] = {}
        drop: list[Key] = []
        async for portion in in_portions(keys):
            for key in portion:
                older = self.of(key[0]).get(key[1])
                if older is None:
                    drop.append(key)
                else:
                    put[key] = older
        return Inverse(tuple(put.values()), tuple(drop))


async def in_portions(all_of: Sequence[T]) -> AsyncIterator[Sequence[T]]:
    """Everything in turn, with room for others in between: tens of thousands take longer than a window may stand."""
    for begin in range(0, len(all_of), PORTION):
        if begin:
            await asyncio.sleep(0)
        yield all_of[begin : begin + PORTION]


def key_of(edit: PendingEdit) -> Key:
    """Which cell an edit is of."""
    return edit.activity_id, edit.field


def _ids(put: Iterable[PendingEdit], drop: Iterable[Key]) -> frozenset[int]:
    return frozenset(edit.activity_id for edit in put) | frozenset(number for number, _name in drop)
