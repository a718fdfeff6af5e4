"""What a test may turn while the portal runs: `/sandbox/…`. No part of the REST interface."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from daybook.sandbox import oauth, values
from daybook.sandbox.demo.seed import PLAIN_USER
from daybook.sandbox.errors import ApiError
from daybook.sandbox.faults import BadSpec
from daybook.sandbox.portal import Portal
from daybook.sandbox.wire.request import read_parameters

# Whose token each role is: the application's role in its card, and the user.
ROLES: Mapping[str, tuple[str, int]] = {
    "oauth": ("oauth", 1),
    "second_app": ("second_app", 1),
    "plain_user": ("oauth", PLAIN_USER),
}


class Controls:
    """The controls of one portal."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._released = asyncio.Event()
        self._released.set()

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/sandbox/stats", self._stats, methods=["GET"]),
            Route("/sandbox/faults", self._faults, methods=["POST"]),
            Route("/sandbox/gate", self._gate, methods=["POST"]),
            Route("/sandbox/token", self._token, methods=["POST"]),
            Route("/sandbox/expire", self._expire, methods=["POST"]),
            Route("/sandbox/application", self._application, methods=["POST"]),
        ]

    async def released(self) -> None:
        """Waits until the gate lets answers pass."""
        await self._released.wait()

    async def _stats(self, _request: Request) -> Response:
        """What was done so far."""
        return JSONResponse(self._portal.stats.as_json())

    async def _faults(self, request: Request) -> Response:
        """New faults: `{"spec": "...", "once": N}`; without `once` they stay until replaced."""
        given = await _given(request)
        try:
            self._portal.faults.replace(values.as_text(given.get("spec")), values.as_int(given.get("once")))
        except BadSpec as problem:
            return _bad(str(problem))
        return JSONResponse({"spec": given.get("spec", "")})

    async def _gate(self, request: Request) -> Response:
        """`{"hold": true}` keeps back the answers of writing calls, after their work, until `{"hold": false}`."""
        hold = values.as_flag((await _given(request)).get("hold")) is True
        if hold:
            self._released.clear()
        else:
            self._released.set()
        return JSONResponse({"hold": hold})

    async def _token(self, request: Request) -> Response:
        """Tokens at once, without browser and code: `{"role": "oauth" | "second_app" | "plain_user"}`."""
        role = values.as_text((await _given(request)).get("role")) or "oauth"
        if role not in ROLES:
            return _bad(f"role is one of {', '.join(ROLES)}")
        card, user_id = ROLES[role]
        with self._portal.database.transaction() as db:
            app = db.execute("SELECT * FROM application WHERE role = ?", (card,)).fetchone()
            return JSONResponse(oauth.tokens(db, self._portal.home, app, user_id, self._portal.clock.now_s()))

    async def _expire(self, _request: Request) -> Response:
        """Every access token runs out now; refresh tokens stay good."""
        with self._portal.database.transaction() as db:
            return JSONResponse({"expired": oauth.expire_all(db, self._portal.clock.now_s())})

    async def _application(self, request: Request) -> Response:
        """Another return address in an application's card: `{"client_id": "...", "redirect_uri": "..."}`."""
        given = await _given(request)
        client_id, address = (values.as_text(given.get(name)) for name in ("client_id", "redirect_uri"))
        try:
            with self._portal.database.transaction() as db:
                known = oauth.register(db, client_id, address)
        except ValueError as problem:
            return _bad(str(problem))
        if not known:
            return _bad("There is no such application", 404)
        return JSONResponse({"client_id": client_id, "redirect_uri": address})


async def _given(request: Request) -> Mapping[str, object]:
    """The parameters; none when the body can't be read."""
    try:
        return await read_parameters(request)
    except ApiError:
        return {}


def _bad(problem: str, status: int = 400) -> Response:
    return JSONResponse({"error": problem}, status)
