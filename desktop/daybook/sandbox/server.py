"""HTTP: the REST interface and the token server, faults of the wire, and answers.

One request's work runs in a thread of its own: handlers wait (`--processing`), and a real portal goes on working after
the client hangs up. Threads can't be cancelled, so neither can the work.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from daybook.sandbox import batch, errors, oauth, values
from daybook.sandbox.browser import Browser
from daybook.sandbox.clock import Stopped
from daybook.sandbox.connections import Connections
from daybook.sandbox.controls import Controls
from daybook.sandbox.errors import ApiError
from daybook.sandbox.faults import REFUSALS, Fault
from daybook.sandbox.limits import LeakyBucket
from daybook.sandbox.portal import Answer, Portal
from daybook.sandbox.wire import envelope
from daybook.sandbox.wire.request import Address, read_address, read_parameters

THREADS = 128
RENAMED_TO = "https://renamed.bitrix24.example"  # a renamed portal names the whole path, secret and all
DELAY_S = 2.0
SLOW_S = 3.0
SLOW_PIECES = 12
TOKEN_SERVER = "oauth.token"  # noqa: S105 - a name
"""How faults name the token server, which is no method."""

log = logging.getLogger(__name__)

PROXY_PAGE = """<!DOCTYPE html><html><head><title>Sign in to the network</title></head>
<body><h1>Sign in to the network</h1><p>Open your browser and accept the terms to go on.</p></body></html>"""
TIMEOUT_PAGE = """<html><head><title>504 Gateway Time-out</title></head>
<body><center><h1>504 Gateway Time-out</h1></center></body></html>"""


@dataclass(frozen=True)
class Outcome:
    """A finished call as bytes."""

    http: int
    body: bytes
    wrote: bool = False


class Cut(Response):
    """No answer: the connection is reset."""

    def __init__(self, connections: Connections) -> None:
        super().__init__()
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        host, port = scope["client"]
        self._connections.abort((host, port))
        while (await receive())["type"] != "http.disconnect":
            pass


class Trickle(Response):
    """An answer that arrives in pieces, `pause_s` seconds apart."""

    def __init__(self, outcome: Outcome, pause_s: float) -> None:
        super().__init__(outcome.body, outcome.http, media_type="application/json")
        self._pause_s = pause_s

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        step = max(1, len(body) // SLOW_PIECES)
        for begin in range(0, len(body), step):
            await asyncio.sleep(self._pause_s)
            await send({"type": "http.response.body", "body": body[begin : begin + step], "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


@dataclass
class Server:
    """The portal on the network. `latency_s` is what the way to it takes, in portal seconds."""

    portal: Portal
    connections: Connections = field(default_factory=Connections)
    latency_s: float = 0.0
    _buckets: dict[str, LeakyBucket] = field(init=False)
    _threads: ThreadPoolExecutor = field(init=False)
    _controls: Controls = field(init=False)

    def __post_init__(self) -> None:
        limits = self.portal.limits
        self._buckets = defaultdict(lambda: LeakyBucket(limits.rate, limits.burst))
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="portal")
        self._controls = Controls(self.portal)

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                *self._controls.routes(),
                *Browser(self.portal).routes(),
                Route("/oauth/token", self.token, methods=["GET", "POST"]),
                Route("/oauth/token/", self.token, methods=["GET", "POST"]),
                Route("/{path:path}", self.rest, methods=["GET", "POST"]),  # slashes may be doubled anywhere
            ]
        )

    def close(self) -> None:
        """Lets the threads end."""
        self.portal.clock.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def rest(self, request: Request) -> Response:
        """One call of the REST interface."""
        path = request.scope["path"]  # `request.url` fails for some paths that a client may well send
        if not path.lstrip("/").startswith("rest/"):
            return Response(status_code=404)
        self.portal.stats.request()
        await asyncio.sleep(self.portal.clock.real_s(self.latency_s))
        try:
            self._count(request)
            address = read_address(path)
            parameters = await read_parameters(request)
        except ApiError as refusal:
            return _respond(self._refused(refusal))
        work = partial(self._answer, address, parameters)
        return await self._serve(request, _called(address, parameters), work)

    async def token(self, request: Request) -> Response:
        """The token server: tokens for a code or a refresh token. It is none of the portal's limits' business."""
        try:
            parameters = await read_parameters(request)
        except ApiError as problem:
            return _respond(self._refused(ApiError("invalid_request", problem.description)))
        response = await self._serve(request, [TOKEN_SERVER], partial(self._tokens, parameters))
        response.headers["Cache-Control"] = "no-store"
        return response

    async def _serve(self, request: Request, names: list[str], work: Callable[[], Outcome]) -> Response:
        """What becomes of a request for these methods: its work, and whatever fault befalls it."""
        fault = self.portal.faults.strike(names)
        if fault and (response := await self._before(fault, request)):
            return response
        return await self._carry_out(names[0], work, fault)

    def _count(self, request: Request) -> None:
        source = request.client.host if request.client else ""
        if not self._buckets[source].take(self.portal.clock.now_s()):
            raise errors.system("QUERY_LIMIT_EXCEEDED")

    def _refused(self, refusal: ApiError) -> Outcome:
        self.portal.stats.refusal(refusal.code)
        return Outcome(refusal.http, envelope.encode(refusal.body()))

    async def _before(self, fault: Fault, request: Request) -> Response | None:
        """The answer of a fault that comes instead of the work; None when the work goes on."""
        if fault.kind == "delay":
            await asyncio.sleep(self.portal.clock.real_s(DELAY_S))
        if fault.kind in REFUSALS:
            return _respond(self._refused(errors.system(REFUSALS[fault.kind])))
        if fault.kind == "reset_before":
            return Cut(self.connections)
        if fault.kind == "html":
            return HTMLResponse(PROXY_PAGE)
        if fault.kind == "redirect":
            return Response(status_code=302, headers={"Location": RENAMED_TO + quote(request.scope["path"])})
        return None

    async def _carry_out(self, name: str, work: Callable[[], Outcome], fault: Fault | None) -> Response:
        loop = asyncio.get_running_loop()
        limit_s = self.portal.clock.real_s(self.portal.limits.request_s)
        deadline_s = loop.time() + limit_s
        task = loop.run_in_executor(self._threads, self._work, name, work)
        done, _ = await asyncio.wait({task}, timeout=limit_s)
        if not done:  # the thread goes on; only the client gives up
            return HTMLResponse(TIMEOUT_PAGE, 504)
        outcome = task.result()
        if outcome.wrote:
            await self._controls.released()
        if fault and fault.kind == "timeout_after":
            await asyncio.sleep(deadline_s - loop.time())
            return HTMLResponse(TIMEOUT_PAGE, 504)
        return self._after(outcome, fault.kind if fault else "")

    def _after(self, outcome: Outcome, kind: str) -> Response:
        """The answer, damaged as a fault wants it."""
        if kind == "reset_after":
            return Cut(self.connections)
        if kind == "slow":
            return Trickle(outcome, self.portal.clock.real_s(SLOW_S / SLOW_PIECES))
        if kind == "truncated":
            return _respond(Outcome(outcome.http, outcome.body[: len(outcome.body) // 2]))
        if kind == "empty":
            return _respond(Outcome(200, b""))
        if kind == "type":
            return _respond(Outcome(200, envelope.encode({"result": "unexpected", "time": "soon"})))
        return _respond(outcome)

    def _work(self, name: str, work: Callable[[], Outcome]) -> Outcome:
        """On a worker thread: whatever happens, a caller gets an envelope."""
        try:
            return work()
        except ApiError as refusal:
            return self._refused(refusal)
        except Stopped:
            return Outcome(503, b"")
        except Exception:
            log.exception("%s failed", name)
            return self._refused(errors.system("INTERNAL_SERVER_ERROR"))

    def _answer(self, address: Address, parameters: Mapping[str, object]) -> Outcome:
        """Authorization, the call or the batch, the body."""
        answer = self._called(address, parameters)
        body = envelope.success(answer.reply, answer.timing.block(self.portal.clock))
        return Outcome(200, envelope.encode(body), answer.wrote)

    def _called(self, address: Address, parameters: Mapping[str, object]) -> Answer:
        sent = {name.lower(): value for name, value in parameters.items()}
        connector = values.as_text(sent.get("auth_connector"))
        caller = self.portal.identify(address.user, address.secret, sent.get("auth"), connector)
        if address.method.lower() == "batch":
            return batch.run(self.portal, caller, parameters)
        return self.portal.call(caller, address.method, parameters)

    def _tokens(self, parameters: Mapping[str, object]) -> Outcome:
        self.portal.faults.refuse(TOKEN_SERVER)
        with self.portal.database.transaction() as db:
            told = oauth.answer(db, self.portal.home, parameters, self.portal.clock.now_s())
        return Outcome(200, envelope.encode(told))


def _called(address: Address, parameters: Mapping[str, object]) -> list[str]:
    if address.method.lower() != "batch":
        return [address.method]
    return [address.method, *batch.command_names(parameters)]


def _respond(outcome: Outcome) -> Response:
    return Response(outcome.body, outcome.http, media_type="application/json")
