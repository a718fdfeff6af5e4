"""Makes up the next request of a run: which rows are written, and which are read for the one after."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bulk.running.board import Board
from daybook.bulk.running.pace import Pace
from daybook.bulk.running.requests import Request, marked
from daybook.bulk.running.sizing import FULL, Room
from daybook.domain.clock import Clock

STALE_S: Final = 3.0
"""A look that is older is taken again, so that other people's changes in between are few."""
GUESSED_COMMAND_S: Final = 0.02
"""What a command takes, before anything was asked."""


class Making:
    """`steps_a_row` is how many steps a row has on average, for what is reckoned in commands."""

    def __init__(
        self, portal: Portal, board: Board, pace: Pace, clock: Clock, steps_a_row: float, *, sparing: bool = False
    ) -> None:
        self._portal = portal
        self._board = board
        self._pace = pace
        self._clock = clock
        self._steps_a_row = steps_a_row
        self._sparing = sparing
        self._looking = 0

    async def next(self) -> Request | None:
        """The next request; None while everything that could go is being looked at. `ended` has to follow."""
        room = self._room()
        await self._see_creations(room.size)
        self._board.forget_looks(self._clock.monotonic_s() - max(STALE_S, 2 * room.request_s))
        ready = self._commands(self._board.ready)
        if self._looking and ready < room.least:
            return None
        ahead = ready + self._commands(self._looking) - room.size
        looks = room.looks(ahead, alone=not ready) if self._board.waiting else 0
        request = self._marked(min(room.size, MAX_COMMANDS - looks))
        request = Request(request.steps, self._to_look(min(looks, MAX_COMMANDS - request.commands)))
        self._looking += len(request.rows_looked_at)
        return request if request.commands else None

    def ended(self, request: Request) -> None:
        """A request that `next` made has its answer, or will never have one."""
        self._looking -= len(request.rows_looked_at)

    def _marked(self, commands: int) -> Request:
        now = self._clock.now()
        server_now = now + timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
        return marked(self._board.take(commands), now, server_now)

    def _to_look(self, looks: int) -> tuple[tuple[int, ...], ...]:
        chosen = (tuple(self._board.to_look(FULL)) for _ in range(looks))
        return tuple(each for each in chosen if each)

    async def _see_creations(self, size: int) -> None:
        """Of what is yet to be created there is nothing to see."""
        numbers = self._board.creations(size)
        if numbers and self._portal.server_clock_skew_s is None:
            # A creation whose answer is lost is looked for by the portal's clock, which any answer tells.
            with suppress(PortalError):
                await self._portal.call("server.time", writes=False)
        self._board.saw([(number, None) for number in numbers], self._clock.monotonic_s())

    def _room(self) -> Room:
        most = min(FULL, self._pace.most_commands(FULL))
        gate = self._portal.gate
        return Room(
            left=max(1, self._commands(self._board.unsent + self._looking)),
            limit=self._pace.limit,
            is_growing=self._pace.is_growing,
            free=gate.room,
            rate_per_s=gate.rate_per_s,
            request_s=most * (self._pace.command_s or GUESSED_COMMAND_S),
            most=most,
            sparing=self._sparing,
        )

    def _commands(self, rows: int) -> int:
        return round(rows * self._steps_a_row)
