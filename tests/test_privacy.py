"""No secret is read in a log, an error or a core dump."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook import privacy
from daybook.privacy import MASK, mask
from tests.sandbox.process import SandboxProcess

SECRET = "k2j4h6g8f1d3s5a7"
DESKTOP = Path(__file__).resolve().parents[1] / "desktop"


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://acme.bitrix24.com/rest/7/{SECRET}/crm.deal.list.json",
        f"https://acme.bitrix24.com/rest/api/7/{SECRET}/tasks.task.get",
        f"https://acme.bitrix24.com//rest//7//{SECRET}",
        f'"https:\\/\\/acme.bitrix24.com\\/rest\\/7\\/{SECRET}\\/"',
        f"url=https%3A%2F%2Facme.bitrix24.com%2Frest%2F7%2F{SECRET}%2F",
        f"http://xxx.bitrix24.com/crm_show_file.php?fileId=3&auth={SECRET}",
        f"?auth={SECRET}&x=1",
        f'{{"access_token": "{SECRET}", "expires_in": 3600}}',
        f"{{'refresh_token': '{SECRET}'}}",
        f"b'client_secret={SECRET}&grant_type=refresh_token'",
        f'{{\\"access_token\\":\\"{SECRET}\\"}}',
        f"AUTH_ID={SECRET}",
        f"https://localhost/return?code={SECRET}&state=1",
        f"code={SECRET}&state=1&domain=acme.bitrix24.com",
        f"GET https://oauth.bitrix.info/oauth/token/?grant_type=authorization_code&client_id=local.1&code={SECRET}",
        f"GET /oauth/token/?grant_type=refresh_token&client_id=local.1&client_secret={SECRET}&refresh_token={SECRET}",
        f"Authorization: Bearer {SECRET}",
        f"proxy http://anna:{SECRET}@proxy.example:3128 refused",
    ],
)
def test_what_looks_like_a_secret_is_masked(text: str) -> None:
    masked = mask(text)
    assert SECRET not in masked
    assert MASK in masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GET https://acme.bitrix24.com/rest/crm.deal.list.json",
        "crm.activity.get: 400: NOT_FOUND: Not found.",
        "error code: NOT_FOUND",
        "the authors of 7 books",
        "rest/7 days",
        "see https://apidocs.bitrix24.com/limits.html",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert mask(text) == text


def test_what_a_masked_address_still_tells() -> None:
    masked = mask(f"https://acme.bitrix24.com/rest/7/{SECRET}/crm.deal.list.json?start=50")
    assert masked == f"https://acme.bitrix24.com/rest/7/{MASK}/crm.deal.list.json?start=50"


@given(
    secret=st.from_regex(r"[A-Za-z0-9_|.-]{8,40}", fullmatch=True),
    before=st.text(alphabet="ab <>\"'/=&?•", max_size=9),
    after=st.text(alphabet="ab <>\"'/=&?•", max_size=9),
)
def test_a_known_secret_is_masked_wherever_it_stands(secret: str, before: str, after: str) -> None:
    assert secret not in mask(f"{before}{secret}{after}", [secret])
    privacy.register(secret)
    try:
        assert secret not in mask(f"{before}{secret}{after}{secret}")
    finally:
        privacy.forget(secret)


def test_a_forgotten_secret_is_let_go() -> None:
    privacy.register(SECRET)
    assert mask(f"said {SECRET}") == f"said {MASK}"
    privacy.forget(SECRET)
    assert mask(f"said {SECRET}") == f"said {SECRET}"


def test_the_number_of_known_secrets_has_an_end() -> None:
    for number in range(privacy.MOST_KNOWN + 1):
        privacy.register(f"secret-number-{number:05}-of-many")
    try:
        assert mask("secret-number-00000-of-many") == "secret-number-00000-of-many"
        assert mask("secret-number-00001-of-many") == MASK
    finally:
        for number in range(privacy.MOST_KNOWN + 1):
            privacy.forget(f"secret-number-{number:05}-of-many")


def test_a_word_is_no_secret() -> None:
    privacy.register("deal")
    assert mask("a deal is a deal") == "a deal is a deal"


# Logging


class Kept(logging.Handler):
    """What a handler gets to see."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged() -> Iterator[Kept]:
    """Masking switched on, and a handler on a logger whose parent would not have seen the record."""
    before = logging.getLogRecordFactory()
    privacy.install_masking()
    kept, logger = Kept(), logging.getLogger("httpcore.child.of.child")
    logger.addHandler(kept)
    logger.setLevel(logging.DEBUG)
    yield kept
    logger.removeHandler(kept)
    logging.setLogRecordFactory(before)


LOGGER = logging.getLogger("httpcore.child.of.child")


def test_a_child_loggers_arguments_are_masked(logged: Kept) -> None:
    LOGGER.debug("connect %s %r", f"/rest/7/{SECRET}/x", {"auth": SECRET})
    (record,) = logged.records
    assert SECRET not in repr(vars(record))
    assert record.getMessage() == f"connect /rest/7/{MASK}/x {{'auth': '{MASK}'}}"


def test_a_traceback_is_masked_and_the_exception_is_gone(logged: Kept) -> None:
    try:
        raise ValueError(f"no answer from /rest/7/{SECRET}/")
    except ValueError:
        LOGGER.exception("failed")
    (record,) = logged.records
    written = logging.Formatter().format(record)
    assert SECRET not in written + repr(vars(record))
    assert "ValueError: no answer from /rest/7/" in written


def test_arguments_that_do_not_fit_are_masked_too(logged: Kept) -> None:
    LOGGER.info("%d of %d", f"auth={SECRET}")  # noqa: PLE1206  (that is the point)
    (record,) = logged.records
    assert SECRET not in record.getMessage()


def test_a_percent_sign_stays_what_it_is(logged: Kept) -> None:
    LOGGER.info("%s", "100 % of %s")
    assert logged.records[0].getMessage() == "100 % of %s"


def test_installing_twice_is_once() -> None:
    before = logging.getLogRecordFactory()
    privacy.install_masking()
    first = logging.getLogRecordFactory()
    privacy.install_masking()
    assert logging.getLogRecordFactory() is first
    logging.setLogRecordFactory(before)


# A whole process

CLIENT = """
import asyncio, logging, os, sys, threading
from daybook import privacy
privacy.install_masking()
privacy.install_hooks()
privacy.harden_process()
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
from daybook.bitrix.address import TokenAccess, read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import open_transport
from daybook.clock import SystemClock

webhook = privacy.take_webhook_from_environment()
assert "DAYBOOK_WEBHOOK" not in os.environ
token = sys.stdin.read().strip()

async def main():
    address = read_webhook(webhook)
    for access in (address, TokenAccess(address.portal, Secret(token))):
        clock = SystemClock()
        portal = Portal(access, await open_transport(address.portal), RequestGate(LeakyBucket(), clock), clock)
        await portal.call("profile", writes=False)
        logging.getLogger("daybook").debug("%r %r %s", access, portal, access)
        try:
            await portal.call("no.such.method", writes=False)
        except Exception:
            logging.getLogger("daybook").exception("expected")
        await portal.aclose()

asyncio.run(main())
thread = threading.Thread(target=lambda: (_ for _ in ()).throw(RuntimeError("thread " + webhook)))
thread.start()
thread.join()
class Bad:
    def __del__(self): raise RuntimeError("finalizer " + token)
Bad()
import resource
print("core", resource.getrlimit(resource.RLIMIT_CORE), "umask", oct(os.umask(0)))
raise RuntimeError(f"unhandled {webhook} {token}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="core dumps and umask are of Unix")
def test_a_process_at_debug_that_ends_badly_says_no_secret(demo_portal: SandboxProcess) -> None:
    secret = demo_portal.webhook.rstrip("/").rpartition("/")[2]
    token = demo_portal.info["oauth"]["access_token"]
    ended = subprocess.run(
        [sys.executable, "-c", CLIENT],
        input=token,
        env={**os.environ, "PYTHONPATH": str(DESKTOP), privacy.WEBHOOK_VARIABLE: demo_portal.webhook},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1, said.replace(secret, "•").replace(token, "•")
    assert secret not in said
    assert token not in said
    for expected in ("httpx", "httpcore", "HTTP Request: POST", "UnknownMethod", "core (0, 0) umask 0o77"):
        assert expected in ended.stdout
    for expected in ("RuntimeError: unhandled", "RuntimeError: thread", "RuntimeError: finalizer"):
        assert expected in ended.stderr
