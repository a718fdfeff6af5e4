"""How pending edits are made: one cell, the same in many, or a block that was copied from a spreadsheet."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from daybook.domain.cell_paste import Laid, Layer, LeftOut, Misfit, Target, filling
from daybook.domain.cell_reading import CellReader
from daybook.domain.cells import Block, read_block
from daybook.domain.clock import Clock
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Hindrance, PendingEdit, Value, hindrance, same, value_of
from daybook.domain.run import Field
from daybook.store.copy.copy import PortalCopy
from daybook.store.pending import Key
from daybook.work.pending.kept import Inverse, KeptEdits, in_portions, key_of

LINES: Final = 250
"""Lines read at once while a block is laid."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of wishes: `ids` wait now, those that were so already do not. `action` None = nothing was changed."""

    ids: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    action: Inverse | None = None


class Entry:
    """Makes pending edits of what the copy shows. `is_sending` tells whether a row is on its way just now."""

    def __init__(
        self,
        kept: KeptEdits,
        copy: PortalCopy,
        clock: Clock,
        is_sending: Callable[[int], bool],
        *,
        by_application: bool,
    ) -> None:
        self._kept = kept
        self._copy = copy
        self._clock = clock
        self._is_sending = is_sending
        self._by_application = by_application

    def hindrance(self, line: ActivityLine, name: Field) -> Hindrance | None:
        """Why a cell of a line can't be edited; None when it can."""
        return hindrance(
            line,
            name,
            reopened=self._is_reopened(line.id),
            pings_known=line.pings is not None,
            by_application=self._by_application,
        )

    async def edit(self, ids: Sequence[int], name: Field, wished: Value) -> tuple[LeftOut, ...]:
        """Wishes for a value in one cell of each of these activities, as one action; returns what is left out."""
        return (await self.enter(dict.fromkeys(ids, wished), name)).left_out

    async def enter(self, wishes: Mapping[int, Value], name: Field) -> Entered:
        """The same with a value of its own for each activity, by its id."""
        ids = tuple(wishes)
        targets = await self._targets(ids, (name,))
        made: list[PendingEdit] = []
        left: list[LeftOut] = []
        for number, (activity_id, target) in enumerate(zip(ids, targets, strict=True)):
            wished = wishes[activity_id]
            if target is None:
                left.append(LeftOut(number, 0, "", self._missing(activity_id), activity_id, name))
            elif reason := self._hinders(target, name, wished):
                left.append(LeftOut(number, 0, "", reason, activity_id, name))
            else:
                base, title = target.values[name], target.seen.subject
                made.append(PendingEdit(activity_id, name, base, wished, self._clock.now(), title))
        action = await self._take(made)
        return Entered(tuple(edit.activity_id for edit in made if edit.changes), tuple(left), action)

    async def paste(
        self,
        text: str,
        ids: Sequence[int],
        columns: Sequence[Field | None],
        reader: CellReader,
        selected: tuple[int, int] = (1, 1),
    ) -> Laid:
        """Lays a copied block onto the rows `ids`, from the current one downwards, and `columns`, to the right.

        What fits becomes pending, as one action; the rest is told. A block that fits into a selection of so many rows
        and columns in whole times fills it. Raises BlockTooLarge.
        """
        block = filling(await asyncio.to_thread(read_block, text), *selected)
        layer = Layer(columns, reader, self._clock.now(), self._by_application)
        laid = await self._laid(layer, block, ids)
        await self._take((*laid.edits, *laid.unchanged))
        return laid

    async def _laid(self, layer: Layer, block: Block, ids: Sequence[int]) -> Laid:
        """Portion by portion: the lines of ten thousand rows at once would keep the garbage collector at work."""
        names = [each for each in layer.columns if each is not None]
        edits: list[PendingEdit] = []
        unchanged: list[PendingEdit] = []
        left_out: list[LeftOut] = []
        for begin in range(0, len(block), LINES):
            texts = block[begin : begin + LINES]
            reached = ids[begin : begin + len(texts)]
            targets = await self._targets(reached, names)
            laid = await asyncio.to_thread(layer.lay, texts, targets)
            edits += laid.edits
            unchanged += laid.unchanged
            left_out += (replace(self._exactly(each, reached), row=begin + each.row) for each in laid.left_out)
        return Laid(tuple(edits), tuple(unchanged), tuple(left_out))

    def _exactly(self, left: LeftOut, ids: Sequence[int]) -> LeftOut:
        """A row that was skipped since it is on its way is named as that."""
        if left.reason is not Misfit.NOT_LOADED:
            return left
        activity_id = ids[left.row]
        return replace(left, activity_id=activity_id, reason=self._missing(activity_id))

    def _missing(self, activity_id: int) -> Misfit:
        return Misfit.BEING_SENT if self._is_sending(activity_id) else Misfit.NOT_LOADED

    def _hinders(self, target: Target, name: Field, wished: Value) -> Hindrance | None:
        if same(name, target.values[name], wished):
            return None
        return hindrance(
            target.seen,
            name,
            reopened=target.reopened,
            pings_known=target.pings_known,
            by_application=self._by_application,
        )

    async def _targets(self, ids: Sequence[int], names: Collection[Field]) -> list[Target | None]:
        """The rows as the copy has them; None for those that are gone or on their way."""
        found: list[Target | None] = []
        for begin in range(0, len(ids), LINES):
            portion = ids[begin : begin + LINES]
            lines = {line.id: line for line in await self._copy.lines(portion) if not self._is_sending(line.id)}
            found += [await self._target(lines[each], names) if each in lines else None for each in portion]
        return found

    async def _target(self, line: ActivityLine, names: Collection[Field]) -> Target:
        found: dict[Field, Value] = {}
        for name in names:
            if name is Field.DESCRIPTION:
                whole = await self._copy.activity(line.id)
                found[name] = whole.description if whole is not None else ""
            else:
                found[name] = line.pings if name is Field.PINGS else value_of(line, name)
        return Target(line, found, self._is_reopened(line.id), line.pings is not None)

    def _is_reopened(self, activity_id: int) -> bool:
        edit = self._kept.of(activity_id).get(Field.COMPLETED)
        return edit is not None and edit.wished is False

    async def _take(self, edits: Sequence[PendingEdit]) -> Inverse | None:
        """A wish for what is there anyway takes back the one before it. A newer wish keeps the base of the older one:
        that is what the person saw before she began."""
        put: list[PendingEdit] = []
        drop: list[Key] = []
        async for portion in in_portions(edits):
            for edit in portion:
                older = self._kept.of(edit.activity_id).get(edit.field)
                if edit.changes:
                    put.append(edit if older is None else replace(edit, base=older.base))
                elif older is not None:
                    drop.append(key_of(edit))
        return await self._kept.change(put, drop)
