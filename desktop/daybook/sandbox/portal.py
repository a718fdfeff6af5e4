"""One call from authorization to answer: scope, limits, context, parameters, handler, time.

Knows nothing of HTTP. Runs on worker threads; everything shared is behind a lock.
"""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from daybook.sandbox import access, errors, events
from daybook.sandbox.access import Caller
from daybook.sandbox.clock import Clock
from daybook.sandbox.courier import Courier
from daybook.sandbox.database import Database, TooMuch
from daybook.sandbox.errors import ApiError
from daybook.sandbox.faults import Faults
from daybook.sandbox.limits import OperatingTime
from daybook.sandbox.method import Method, Params, reply_of
from daybook.sandbox.oauth import Home
from daybook.sandbox.stats import Stats
from daybook.sandbox.wire.envelope import Reply, Timing


@dataclass(frozen=True)
class Limits:
    """The figures of https://apidocs.bitrix24.com/limits.html, and how long one command takes here."""

    rate: float = 2.0
    burst: int = 50
    operating_s: float = 480.0
    processing_s: float = 0.0
    request_s: float = 60.0


@dataclass(frozen=True)
class Answer:
    """One carried-out call."""

    reply: Reply
    timing: Timing
    wrote: bool


@dataclass(frozen=True)
class Context:
    """What a handler may use. `db` is inside this call's transaction."""

    portal: "Portal"
    caller: Caller
    db: sqlite3.Connection
    method: Method

    @property
    def clock(self) -> Clock:
        """The portal's clock."""
        return self.portal.clock

    @property
    def now_s(self) -> int:
        """Now, in whole Unix seconds."""
        return int(self.portal.clock.now_s())


@dataclass
class Portal:
    """The portal without its network."""

    clock: Clock
    database: Database
    methods: Mapping[str, Method]
    home: Home
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    stats: Stats = field(default_factory=Stats)
    pauses: events.Pauses = field(default_factory=events.Pauses)
    _courier: Courier = field(init=False)
    _operating: dict[tuple[str, str], OperatingTime] = field(default_factory=lambda: defaultdict(OperatingTime))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._courier = Courier(self.stats)

    @property
    def url(self) -> str:
        """The portal's address, without a slash behind."""
        return self.home.url

    def method(self, name: str) -> Method | None:
        """The method of this name, in any letter case."""
        return self.methods.get(name.lower())

    def identify(self, user: str, secret: str | None, token: object, connector: str = "") -> Caller:
        """Who is calling. Raises ApiError when nobody."""
        with self.database.transaction() as db:
            caller = access.identify(db, user=user, secret=secret, token=token, now_s=self.clock.now_s())
        return replace(caller, connector=connector)

    def call(self, caller: Caller, name: str, given: Mapping[str, object]) -> Answer:
        """Carries out one command. Raises ApiError when the portal refuses it."""
        start_s = self.clock.now_s()
        method = self.method(name)
        if method is None:
            raise errors.system("ERROR_METHOD_NOT_FOUND")
        if not caller.may_use(method.scopes):
            raise errors.scope_missing(of_application=caller.application is not None)
        used = self._checked_operating(caller, method)
        self.stats.command()
        self.faults.refuse(method.name)
        began_s = time.perf_counter()
        try:
            self.clock.sleep(self.limits.processing_s)
            reply = self._handle(caller, method, given)
        except TooMuch:
            raise ApiError("ERROR_CORE", "The request is too large") from None
        finally:
            # The clock's speed stretches waiting, not our own computing: else a fast clock would use up the limit.
            waited_s = self.clock.real_s(self.limits.processing_s)
            spent_s = self.limits.processing_s + max(0.0, time.perf_counter() - began_s - waited_s)
            with self._lock:
                used.add(self.clock.now_s(), spent_s)
        return Answer(reply, self._timing(start_s, spent_s, used), method.writes)

    def timing(self, start_s: float, processing_s: float, caller: Caller, name: str) -> Timing:
        """The `time` block of a call that is not one command: a batch."""
        with self._lock:
            used = self._operating[caller.key, name]
        return self._timing(start_s, processing_s, used)

    def _timing(self, start_s: float, processing_s: float, used: OperatingTime) -> Timing:
        now_s = self.clock.now_s()
        with self._lock:
            return Timing(start_s, max(start_s, now_s), processing_s, used.used_s(now_s), used.reset_at(now_s))

    def _checked_operating(self, caller: Caller, method: Method) -> OperatingTime:
        with self._lock:
            used = self._operating[caller.key, method.name]
            if used.used_s(self.clock.now_s()) > self.limits.operating_s:
                raise errors.system("OPERATION_TIME_LIMIT")
            return used

    def _handle(self, caller: Caller, method: Method, given: Mapping[str, object]) -> Reply:
        if method.webhook is not None and caller.application is None:
            raise method.webhook.error()
        if method.no_admin is not None and not caller.admin:
            raise method.no_admin.error()
        params = Params(given, method.params)
        kept: ApiError | None = None
        answer: object = None
        with self.database.transaction() as db:
            try:
                answer = method.handler(Context(self, caller, db, method), params)
            except ApiError as refusal:
                if not refusal.work_stays:
                    raise
                kept = refusal
            letters = events.announce(self, db, caller)
        self._courier.send(letters)
        if kept:
            raise kept
        return reply_of(answer)
