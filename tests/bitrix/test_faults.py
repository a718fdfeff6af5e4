"""Everything that goes wrong on the way, against a real portal process."""

import asyncio
import ssl
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from daybook.bitrix import activities, errors, todos
from daybook.bitrix.address import TokenAccess, WebhookAddress
from daybook.bitrix.errors import AnswerLost, LostKind, PortalError, Unreachable, UnreachableKind
from daybook.bitrix.portal import PATIENCE_S
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import proxy_for
from daybook.clock import SystemClock
from daybook.domain.entities import DEAL, EntityRef
from tests.bitrix.conftest import Connect, token_of
from tests.helpers.clock import FakeClock
from tests.sandbox.process import FAST, SandboxProcess

DEAL_1 = EntityRef(DEAL, 1)
DEADLINE = datetime(2027, 3, 1, 10, tzinfo=UTC)
SECRET = "q7w1e9r3t5y8u2i4"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def creations(process: SandboxProcess) -> int:
    """How many activities the portal has made."""
    made: list[object] = process.stats()["creations"]
    return len(made)


def assert_holds_nothing_secret(error: PortalError, secret: str) -> None:
    """Neither its text nor its fields, nor anything that Python chained to it."""
    assert error.__cause__ is None
    assert error.__context__ is None
    assert secret not in f"{error} {error!r} {vars(error)} {''.join(traceback.format_exception(error))}"


# Who may come in


async def test_a_wrong_secret(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(WebhookAddress(empty_portal.portal, 1, Secret(SECRET)))
    with pytest.raises(errors.WrongSecret) as caught:
        await portal.call("profile", writes=False)
    assert_holds_nothing_secret(caught.value, SECRET)
    assert empty_portal.stats()["requests"] == 1


async def test_a_wrong_token(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(TokenAccess(empty_portal.portal, Secret(SECRET)))
    with pytest.raises(errors.WrongSecret):
        await portal.call("profile", writes=False)


async def test_a_webhook_that_has_expired(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.info["others"]["expired"])
    with pytest.raises(errors.WebhookExpired):
        await portal.call("profile", writes=False)


async def test_a_token_that_has_expired(sandbox: Callable[..., SandboxProcess], connect: Connect) -> None:
    process = sandbox("--data", "empty", "--time-scale", "100000", *FAST)
    portal = await connect(token_of(process), clock=SystemClock(scale=100_000))
    await asyncio.wait_for(_until_expired(portal.call), 10)


async def _until_expired(call: Callable[..., object]) -> None:
    while True:
        try:
            await call("profile", writes=False)  # type: ignore[misc]
        except errors.TokenExpired:
            return


async def test_a_missing_scope_is_named(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.info["others"]["no_scope"])
    with pytest.raises(errors.MissingScope) as caught:
        await activities.get(portal, 1)
    assert caught.value.scope == "crm"


async def test_a_webhook_where_an_application_is_needed(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    with pytest.raises(errors.NeedsApplication):
        await portal.call("app.info", writes=False)
    by_token = await connect(token_of(empty_portal))
    assert (await by_token.call("app.info", writes=False)).result["INSTALLED"] is True


async def test_a_method_nobody_knows(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    with pytest.raises(errors.UnknownMethod):
        await portal.call("crm.no.such.method", writes=False)


# The portal as a whole


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("plan", errors.PlanRequired),
        ("portal_deleted", errors.PortalDeleted),
        ("overload", errors.Overloaded),
        ("html", errors.NotAPortal),
        ("429", errors.OperatingLimit),
        ("redirect", errors.Moved),
    ],
)
async def test_what_repeating_would_not_cure_is_asked_once(
    empty_portal: SandboxProcess, connect: Connect, fault: str, kind: type[PortalError]
) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.faults(fault)
    with pytest.raises(kind):
        await portal.call("profile", writes=False)
    assert empty_portal.stats()["requests"] == 1


async def test_a_renamed_portal_is_named_and_not_followed(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.faults("redirect")
    with pytest.raises(errors.Moved) as caught:
        await todos.add(portal, DEAL_1, deadline=DEADLINE)
    assert (caught.value.old_host, caught.value.new_host) == ("127.0.0.1", "renamed.bitrix24.example")
    assert not caught.value.maybe_done


# No connection


async def test_a_name_nobody_knows(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_proxies(monkeypatch)
    portal = await connect(f"https://no-such-portal.invalid/rest/7/{SECRET}/")
    with pytest.raises(Unreachable) as caught:
        await portal.call("profile", writes=False)
    assert caught.value.kind is UnreachableKind.DNS
    assert_holds_nothing_secret(caught.value, SECRET)


async def test_nobody_listens(empty_portal: SandboxProcess, connect: Connect, fake_clock: FakeClock) -> None:
    portal = await connect(empty_portal.webhook, clock=fake_clock)
    empty_portal.stop()
    with pytest.raises(Unreachable) as caught:
        await todos.add(portal, DEAL_1, deadline=DEADLINE)
    assert caught.value.kind is UnreachableKind.REFUSED
    assert not caught.value.maybe_done
    assert fake_clock.slept_s == [0.3, 1.0]
    assert_holds_nothing_secret(caught.value, empty_portal.webhook.rstrip("/").rpartition("/")[2])


@pytest.fixture
def authority() -> trustme.CA:
    """An authority that this computer does not know."""
    return trustme.CA()


@pytest.fixture
def tls_flags(authority: trustme.CA, tmp_path: Path) -> tuple[str, ...]:
    """Flags that make a sandbox serve https with a certificate of that authority."""
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    chain, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    certificate.cert_chain_pems[0].write_to_path(chain)
    certificate.private_key_pem.write_to_path(key)
    return ("--tls", str(chain), str(key))


async def test_a_certificate_nobody_vouches_for(
    authority: trustme.CA, tls_flags: tuple[str, ...], connect: Connect
) -> None:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with SandboxProcess.start("--data", "empty", *tls_flags, *FAST, verify=trusting) as process:
        portal = await connect(process.webhook)
        with pytest.raises(Unreachable) as caught:
            await portal.call("profile", writes=False)
        assert caught.value.kind is UnreachableKind.TLS
        assert process.stats()["requests"] == 0

        by_authority = await connect(process.webhook, tls=trusting)
        assert (await by_authority.call("profile", writes=False)).result["ID"] == "1"


async def test_a_proxy_that_lets_nobody_through(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _without_proxies(monkeypatch)
        monkeypatch.setenv("https_proxy", f"http://user:{SECRET}@127.0.0.1:{port}")
        portal = await connect("https://portal.invalid/rest/7/w3e5r7t9y2u4/")
        with pytest.raises(Unreachable) as caught:
            await portal.call("profile", writes=False)
    assert caught.value.kind is UnreachableKind.PROXY
    assert_holds_nothing_secret(caught.value, SECRET)


@pytest.mark.parametrize(
    ("portal", "environment", "proxy"),
    [
        ("https://acme.bitrix24.com", {}, None),
        ("https://acme.bitrix24.com", {"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ("https://acme.bitrix24.com", {"https_proxy": "proxy:3128"}, "http://proxy:3128"),
        ("https://acme.bitrix24.com", {"all_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ("https://acme.bitrix24.com", {"http_proxy": "http://proxy:3128"}, None),
        ("https://acme.bitrix24.com", {"https_proxy": "http://proxy:3128", "no_proxy": ".bitrix24.com"}, None),
        ("https://acme.bitrix24.com", {"all_proxy": "socks5://proxy:1080"}, None),
        ("http://127.0.0.1:8080", {"http_proxy": "http://proxy:3128"}, None),
        ("http://localhost:8080", {"all_proxy": "http://proxy:3128"}, None),
        ("http://[::1]:8080", {"all_proxy": "http://proxy:3128"}, None),
    ],
)
def test_which_proxy(
    monkeypatch: pytest.MonkeyPatch, portal: str, environment: dict[str, str], proxy: str | None
) -> None:
    _without_proxies(monkeypatch)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(portal) == proxy


def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# No answer

LOST = [
    ("reset_before", LostKind.RESET),
    ("reset_after", LostKind.RESET),
    ("truncated", LostKind.TRUNCATED),
    ("empty", LostKind.TRUNCATED),
]


@pytest.mark.parametrize(("fault", "kind"), LOST)
async def test_a_read_is_repeated_twice(
    empty_portal: SandboxProcess, connect: Connect, fake_clock: FakeClock, fault: str, kind: LostKind
) -> None:
    portal = await connect(empty_portal.webhook, clock=fake_clock)
    empty_portal.faults(fault, once=2)
    assert (await portal.call("profile", writes=False)).result["ID"] == "1"
    assert fake_clock.slept_s == [0.3, 1.0]
    empty_portal.faults(fault, once=3)
    with pytest.raises(AnswerLost) as caught:
        await portal.call("profile", writes=False)
    assert caught.value.kind is kind


@pytest.mark.parametrize(
    ("fault", "kind", "made"),
    [
        ("reset_before", LostKind.RESET, 0),
        ("reset_after", LostKind.RESET, 1),
        ("truncated", LostKind.TRUNCATED, 1),
        ("empty", LostKind.TRUNCATED, 1),
        ("type", LostKind.UNEXPECTED, 1),
        ("html", LostKind.NOT_JSON, 0),
    ],
)
async def test_a_write_is_never_repeated(
    empty_portal: SandboxProcess, connect: Connect, fault: str, kind: LostKind, made: int
) -> None:
    portal = await connect(empty_portal.webhook, clock=SystemClock())
    empty_portal.faults(fault, once=1)
    sent = datetime.now(UTC)
    with pytest.raises(AnswerLost) as caught:
        await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE)
    assert caught.value.kind is kind
    assert caught.value.maybe_done
    assert creations(empty_portal) == made
    found = await activities.find_created(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE, since=sent)
    assert len(found) == made


async def test_a_time_out_after_the_work(sandbox: Callable[..., SandboxProcess], connect: Connect) -> None:
    """The portal ends a request at 60 s of its own clock, and has done the work by then."""
    process = sandbox("--data", "empty", "--time-scale", "100", *FAST)
    portal = await connect(process.webhook)
    process.faults("timeout_after:crm.activity.todo.add")
    with pytest.raises(AnswerLost) as caught:
        await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE)
    assert caught.value.kind is LostKind.TIMEOUT
    assert creations(process) == 1


async def test_a_portal_that_says_nothing(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook, read_timeout_s=0.2)
    empty_portal.hold(True)
    try:
        with pytest.raises(AnswerLost) as caught:
            await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE)
    finally:
        empty_portal.hold(False)
    assert caught.value.kind is LostKind.TIMEOUT
    assert creations(empty_portal) == 1


async def test_an_answer_that_trickles_is_read(sandbox: Callable[..., SandboxProcess], connect: Connect) -> None:
    process = sandbox("--data", "empty", "--time-scale", "20", *FAST)
    portal = await connect(process.webhook)
    process.faults("slow")
    assert (await portal.call("profile", writes=False)).result["ID"] == "1"


# Too many


@pytest.mark.parametrize("writes", [False, True])
async def test_too_many_requests_are_waited_out(
    empty_portal: SandboxProcess, connect: Connect, fake_clock: FakeClock, writes: bool
) -> None:
    portal = await connect(empty_portal.webhook, clock=fake_clock)
    empty_portal.faults("503", once=4)
    await portal.run(todos.add_command(DEAL_1, deadline=DEADLINE), writes=writes)
    assert creations(empty_portal) == 1
    assert 1 + 2 + 4 + 8 <= sum(fake_clock.slept_s) < 16


async def test_waiting_has_an_end(empty_portal: SandboxProcess, connect: Connect, fake_clock: FakeClock) -> None:
    portal = await connect(empty_portal.webhook, clock=fake_clock)
    empty_portal.faults("503")
    with pytest.raises(errors.Throttled) as caught:
        await todos.add(portal, DEAL_1, deadline=DEADLINE)
    assert not caught.value.maybe_done
    assert PATIENCE_S / 2 < sum(fake_clock.slept_s) < PATIENCE_S + 1
    assert creations(empty_portal) == 0


async def test_a_blocked_method_is_known_as_blocked(empty_portal: SandboxProcess, connect: Connect) -> None:
    process = empty_portal
    portal = await connect(process.webhook)
    process.faults("error:crm.activity.get:OPERATION_TIME_LIMIT")
    with pytest.raises(errors.OperatingLimit):
        await activities.get(portal, 1)
    assert portal.limits.operating_s["crm.activity.get"] == 480.0


# Inside a batch


async def test_a_batch_says_of_each_command_what_became_of_it(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    number = await todos.add(portal, DEAL_1, deadline=DEADLINE, title="Call Andrew")
    commands = {
        "title": activities.update_command(number, SUBJECT="Call $result[s0n0] & Anna + 1"),
        "nobody": activities.delete_command(9_999),
        "done": activities.set_completed_command(number, True),
    }
    found = await portal.batch(commands, writes=True)
    assert list(found) == ["title", "nobody", "done"]
    assert isinstance(found["nobody"], errors.NotFound)
    assert empty_portal.call("crm.activity.get", {"id": number})["SUBJECT"] == "Call $result[s0n0] & Anna + 1"
    assert empty_portal.call("crm.activity.get", {"id": number})["COMPLETED"] == "Y"


async def test_a_halting_batch_stops(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    commands = {1: activities.delete_command(9_999), 2: todos.add_command(DEAL_1, deadline=DEADLINE)}
    found = await portal.batch(commands, halt=True, writes=True)
    assert isinstance(found[1], errors.NotFound)
    assert isinstance(found[2], errors.NotExecuted)
    assert creations(empty_portal) == 0


@pytest.mark.parametrize("fault", ["reset_after", "truncated", "type", "empty"])
async def test_a_lost_batch_is_lost_as_a_whole_and_not_repeated(
    empty_portal: SandboxProcess, connect: Connect, fault: str
) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.faults(fault, once=1)
    with pytest.raises(AnswerLost):
        await portal.batch({1: todos.add_command(DEAL_1, deadline=DEADLINE)}, writes=True)
    assert creations(empty_portal) == 1


async def test_any_number_of_reads(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    empty_portal.faults("error:crm.activity.get:ACCESS_DENIED")
    found = await portal.read_all({number: activities.get_command(number) for number in range(1, 121)})
    assert list(found) == list(range(1, 121))
    assert all(isinstance(each, errors.AccessDenied) for each in found.values())
    assert empty_portal.stats()["requests"] == 3
