"""Every call of the open connection, to look at, to copy, to repeat. Knows no widget."""

from dataclasses import dataclass
from typing import Final

from daybook.bitrix import curl
from daybook.bitrix.call_log import CallLog, Recorded
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.work.listeners import Listeners

_MAKING: Final = (".add", ".bind")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which calls are to be seen."""

    text: str = ""
    only_failed: bool = False

    def fits(self, call: Recorded) -> bool:
        """True when it is one of them: by method, by a command of a batch, by code or by words."""
        if self.only_failed and not (call.failed or call.refused_parts):
            return False
        said = self.text.strip().casefold()
        if not said:
            return True
        searched = (call.method, call.code, call.problem, *(part.command for part in call.parts))
        return any(said in each.casefold() for each in searched)


class Console:
    """The presenter. `calls` are the fitting ones, from the oldest to the newest."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._log = portal.log if portal.log is not None else CallLog()
        self.wish = Wish()
        self.changed = Listeners()
        self._log.observers.append(self.changed.tell)

    @property
    def calls(self) -> tuple[Recorded, ...]:
        """What is kept and fits."""
        return tuple(call for call in self._log.calls if self.wish.fits(call))

    @property
    def paused(self) -> bool:
        """True while nothing is noted."""
        return self._log.paused

    def want(self, wish: Wish) -> None:
        """Shows others."""
        if wish != self.wish:
            self.wish = wish
            self.changed.tell()

    def pause(self, on: bool) -> None:
        """Notes nothing, or goes on."""
        self._log.paused = on
        self.changed.tell()

    def clear(self) -> None:
        """Forgets what was noted."""
        self._log.clear()

    def curl(self, call: Recorded) -> str:
        """The call for a shell, without its secret; "" where it is not kept whole."""
        if call.params is None:
            return ""
        return curl.line(self._portal.address, call.method, call.params, user_id=self._portal.user_id)

    @staticmethod
    def makes_anew(call: Recorded) -> bool:
        """True when repeating it would make something a second time."""
        names = [call.method, *(part.command.partition("?")[0] for part in call.parts)]
        return call.writes and any(name.endswith(_MAKING) for name in names)

    async def repeat(self, call: Recorded) -> None:
        """Asks once more; the answer is a new line. A refusal is an answer too."""
        if call.params is None:
            return
        try:
            await self._portal.call(call.method, call.params, writes=call.writes)
        except PortalError:
            return  # it stands in the log

    def detach(self) -> None:
        """Stops listening."""
        if self.changed.tell in self._log.observers:
            self._log.observers.remove(self.changed.tell)
