"""Letting an application in: the browser asks the person, a code comes back, the token server gives tokens for it.

    FORM → browser opens → WAITING for the code, pasted or caught → FETCHING tokens → the connection test

https://apidocs.bitrix24.com/settings/oauth/index.html
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from daybook.bitrix.address import AddressFault, BadAddress, read_portal
from daybook.bitrix.errors import PortalError
from daybook.bitrix.oauth import Application, authorize_address, new_state
from daybook.bitrix.oauth_return import BadReturn, Returned, ReturnFault, check_return, read_return
from daybook.bitrix.secret import Secret
from daybook.domain.clock import Clock
from daybook.work.access import SignedIn
from daybook.work.candidate import Candidate
from daybook.work.catching import Catcher, CatchProblem, NotCatching, Pages, spot_of
from daybook.work.connecting import Connecting
from daybook.work.connections import Connections
from daybook.work.listeners import Listeners
from daybook.work.tokens import TokenGiver

WAIT_S: Final = 600.0
"""Who has not come back from the browser by then has gone home."""


class SignInPhase(Enum):
    """Where it is."""

    FORM = "form"
    WAITING = "waiting"
    FETCHING = "fetching"
    DONE = "done"
    """The tokens are there; the connection test has them now."""


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """What the person fills in. `client_secret` None: the one that is kept already, when signing in again."""

    portal: str = ""
    client_id: str = ""
    client_secret: Secret | None = None
    return_address: str = ""
    """As registered in the application's card; "" and every address elsewhere: what comes back is pasted."""


@dataclass(frozen=True, slots=True)
class SignInState:
    """Everything the form shows; a new value after each change. Holds no secret."""

    phase: SignInPhase = SignInPhase.FORM
    portal_fault: AddressFault | None = None
    no_client_id: bool = False
    no_client_secret: bool = False
    address: str = ""
    """The portal's page, for whoever has to open it by hand."""
    catching: bool = False
    """What comes back is caught; else, or if it doesn't come, it is pasted."""
    catch_problem: CatchProblem | None = None
    fault: ReturnFault | None = None
    """Why the last paste was of no use."""
    error: PortalError | None = None
    """Why there are no tokens."""
    gave_up: bool = False
    """Nobody came back from the browser."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for; what comes back must belong to it."""

    portal: str
    application: Application
    return_address: str


class SigningIn:
    """One form. Nothing is kept here: what comes of it goes to `connecting`."""

    def __init__(self, connections: Connections, connecting: Connecting, giver: TokenGiver, clock: Clock) -> None:
        self._connections = connections
        self._connecting = connecting
        self._giver = giver
        self._clock = clock
        self._known: SignedIn | None = None
        self._portal = ""
        self._state = ""
        self._came: asyncio.Future[Returned] | None = None
        self._turn = asyncio.Lock()
        self.state = SignInState()
        self.changed = Listeners()

    async def recall(self, connection_id: str) -> ApplicationForm:
        """The form as it was filled in for this connection, for signing in again. Raises VaultError."""
        known = self._connections.find(connection_id)
        self._known = await self._connections.signed_in(connection_id)
        if known is None or self._known is None:
            return ApplicationForm(portal=known.connection.portal if known else "")
        application = self._known.application
        return ApplicationForm(known.connection.portal, application.client_id, None, self._known.return_address)

    def knows_secret_of(self, client_id: str) -> bool:
        """True when the client secret need not be given once more."""
        return self._known is not None and self._known.application.client_id == client_id.strip()

    def clear(self) -> None:
        """An empty form."""
        self._known = None
        self._become(SignInState())

    async def sign_in(self, form: ApplicationForm, open_page: Callable[[str], object], pages: Pages) -> None:
        """Opens the browser, waits for what comes back, fetches tokens and tests them; cancel it to stop waiting."""
        async with self._turn:  # who asks again cancels the last question, which has to leave its port first
            asked = self._read(form)
            if asked is None:
                return
            try:
                returned = await self._ask(asked, open_page, pages)
                if returned is not None:
                    await self._fetch(asked, returned)
            except asyncio.CancelledError:
                self._become(SignInState())
                raise
            if self.state.phase is SignInPhase.DONE:
                await self._connecting.test()

    def paste(self, text: str) -> None:
        """Takes what the person brings back from the browser. Why it is of no use stands in the state then."""
        if self.state.phase is not SignInPhase.WAITING:
            return
        try:
            self._take(read_return(text))
        except BadReturn as bad:
            self._become(replace(self.state, fault=None if bad.reason is ReturnFault.EMPTY else bad.reason))

    def _read(self, form: ApplicationForm) -> _Asked | None:
        """What is to be asked; None when something is missing, which the state tells then."""
        portal, fault = "", None
        try:
            portal = read_portal(form.portal)
        except BadAddress as bad:
            fault = bad.reason
        client_id, secret = form.client_id.strip(), form.client_secret
        if secret is None and self._known is not None and self.knows_secret_of(client_id):
            secret = self._known.application.client_secret
        self._become(SignInState(portal_fault=fault, no_client_id=not client_id, no_client_secret=secret is None))
        if fault is not None or not client_id or secret is None:
            return None
        return _Asked(portal, Application(client_id, secret), form.return_address.strip())

    async def _ask(self, asked: _Asked, open_page: Callable[[str], object], pages: Pages) -> Returned | None:
        """What came back from the browser; None when nobody did."""
        self._portal, self._state = asked.portal, new_state()
        self._came = asyncio.get_running_loop().create_future()
        address = authorize_address(asked.portal, asked.application.client_id, self._state)
        try:
            async with AsyncExitStack() as stack:
                waiting = SignInState(SignInPhase.WAITING, address=address)
                self._become(await self._caught(stack, waiting, asked.return_address, pages))
                open_page(address)
                async with asyncio.timeout(WAIT_S):
                    return await self._came
        except TimeoutError:
            self._become(SignInState(gave_up=True))
            return None
        finally:
            self._came, self._state = None, ""

    async def _caught(
        self, stack: AsyncExitStack, waiting: SignInState, return_address: str, pages: Pages
    ) -> SignInState:
        spot = spot_of(return_address) if return_address else None
        if spot is None:
            return waiting
        try:
            await stack.enter_async_context(Catcher(spot, self._accepts, pages).listening())
        except NotCatching as problem:
            return replace(waiting, catch_problem=problem.problem)
        return replace(waiting, catching=True)

    def _accepts(self, query: str) -> bool:
        """What comes to a web server may come from anybody, so it has to name our state."""
        try:
            returned = read_return(query)
            if returned.state:
                self._take(returned)
        except BadReturn as bad:
            if bad.reason in (ReturnFault.OTHER_PORTAL, ReturnFault.OTHER_SERVER):  # our state, but not our portal
                self._become(replace(self.state, fault=bad.reason))
            return False
        return bool(returned.state)

    def _take(self, returned: Returned) -> None:
        """Raises BadReturn when it is not the answer to our question, or that was answered already."""
        if self._came is None or self._came.done():
            raise BadReturn(ReturnFault.WRONG_STATE)
        check_return(returned, portal=self._portal, state=self._state)
        self._came.set_result(returned)

    async def _fetch(self, asked: _Asked, returned: Returned) -> None:
        self._become(SignInState(SignInPhase.FETCHING))
        try:
            grant = await self._giver.exchange(asked.portal, asked.application, returned.code)
        except PortalError as error:
            self._become(SignInState(error=error))
            return
        signed_in = SignedIn.by(asked.application, grant, self._clock.now(), asked.return_address)
        self._connecting.take(Candidate.application(asked.portal, signed_in))
        self._become(SignInState(SignInPhase.DONE))

    def _become(self, state: SignInState) -> None:
        self.state = state
        self.changed.tell()
