"""Opening portals: each connection has a wire of its own, each portal one gate for all that ask it."""

import ssl

from daybook.bitrix.address import Access
from daybook.bitrix.call_log import CallLog
from daybook.bitrix.limits import BURST, RATE_PER_S, LeakyBucket
from daybook.bitrix.portal import Portal, Renew
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.domain.clock import Clock
from daybook.store.limits import LimitLevels


class Portals:
    """Makes `Portal`s. `tls` replaces the system's certificates.

    The portal counts requests by portal and network address, not by secret, so two connections share one gate, and a
    gate begins with what the last process left in `levels`.
    """

    def __init__(self, clock: Clock, levels: LimitLevels, *, tls: ssl.SSLContext | None = None) -> None:
        self._clock = clock
        self._levels = levels
        self._tls = tls
        self._gates: dict[str, RequestGate] = {}

    async def open(
        self,
        access: Access,
        rate_per_s: float | None = None,
        burst: int | None = None,
        *,
        renew: Renew | None = None,
    ) -> Portal:
        """A portal to ask; `aclose` it. None: at the pace at which the portal is asked already, else the usual one.

        `renew` gives another token once this one has run out. Raises Unreachable (proxy) and StoreUnusable.
        """
        gate = await self._gate(access.portal, rate_per_s, burst)
        wire = await open_transport(access.portal, tls=self._tls)
        return Portal(access, wire, gate, self._clock, renew=renew, log=CallLog())

    async def remember(self) -> None:
        """Writes down how full each bucket is: now and then, and before the program ends. Raises StoreUnusable."""
        for portal, gate in self._gates.items():
            await self._levels.remember(portal, gate.level(), self._clock.now())

    async def _gate(self, portal: str, rate_per_s: float | None, burst: int | None) -> RequestGate:
        known = self._gates.get(portal)
        usual = (known.rate_per_s, known.burst) if known else (RATE_PER_S, BURST)
        wanted = (rate_per_s or usual[0], burst or usual[1])
        if known is not None and wanted == usual:
            return known
        gate = RequestGate(LeakyBucket(*wanted), self._clock)
        left = await self._levels.last(portal, self._clock.now())
        if left is not None:
            gate.restore(left.level, left.age_s)
        if known is not None:
            gate.restore(known.level(), 0.0)
        self._gates[portal] = gate
        return gate
