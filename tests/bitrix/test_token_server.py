"""The wire to the token server, which a sandbox plays."""

import logging
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from daybook import privacy
from daybook.bitrix.errors import (
    CodeRefused,
    PortalError,
    SignInEnded,
    TokenServerDown,
    UnreachableKind,
    WrongApplication,
)
from daybook.bitrix.oauth import Application
from daybook.bitrix.secret import Secret
from daybook.bitrix.token_server import TokenServer
from tests.sandbox.process import SandboxProcess


def application_of(process: SandboxProcess) -> Application:
    told = process.info["oauth"]
    return Application(told["client_id"], Secret(told["client_secret"]))


def refresh_token_of(process: SandboxProcess) -> Secret:
    return Secret(process.token()["refresh_token"])


async def test_each_refresh_token_works_once(empty_portal: SandboxProcess) -> None:
    server, application = TokenServer(), application_of(empty_portal)
    first = refresh_token_of(empty_portal)
    grant = await server.refresh(empty_portal.portal, application, first)
    assert grant.refresh_token != first
    assert (grant.expires_in_s, grant.client_endpoint) == (3600, f"{empty_portal.portal}/rest/")
    assert "crm" in grant.scopes
    with pytest.raises(SignInEnded):
        await server.refresh(empty_portal.portal, application, first)
    await server.refresh(empty_portal.portal, application, grant.refresh_token)


async def test_refusals_are_told_apart(empty_portal: SandboxProcess) -> None:
    server, application = TokenServer(), application_of(empty_portal)
    with pytest.raises(CodeRefused):
        await server.exchange(empty_portal.portal, application, Secret("nosuchcode00"))
    stranger = Application(application.client_id, Secret("nosuchsecret00"))
    with pytest.raises(WrongApplication):
        await server.refresh(empty_portal.portal, stranger, refresh_token_of(empty_portal))


@pytest.fixture
def certificates(tmp_path: Path) -> tuple[ssl.SSLContext, list[str]]:
    """A context that trusts a certificate, and the flags of a sandbox that has it."""
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.cert_chain_pems[0].write_to_path(chain)
    certificate.private_key_pem.write_to_path(key)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context, ["--tls", str(chain), str(key)]


async def test_nothing_is_sent_to_a_server_that_nobody_vouches_for(
    certificates: tuple[ssl.SSLContext, list[str]],
) -> None:
    trusting, flags = certificates
    with SandboxProcess.start("--data", "empty", *flags, verify=trusting) as process:
        application, token = application_of(process), refresh_token_of(process)
        with pytest.raises(TokenServerDown) as caught:
            await TokenServer().refresh(process.portal, application, token)
        assert caught.value.kind is UnreachableKind.TLS
        grant = await TokenServer(tls=trusting).refresh(process.portal, application, token)
        assert grant.client_endpoint.startswith("https://127.0.0.1:")


@pytest.fixture
def everything_logged(tmp_path: Path) -> Iterator[Path]:
    """A file with all that anybody logs, as the program keeps it."""
    before = logging.getLogRecordFactory()
    privacy.install_masking()
    handler = logging.FileHandler(tmp_path / "all.log")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield tmp_path / "all.log"
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize("reached", [True, False], ids=["it answers", "nobody is there"])
async def test_the_parameters_are_in_no_log_and_no_error(
    sandbox: Callable[..., SandboxProcess], everything_logged: Path, reached: bool
) -> None:
    process = sandbox("--data", "empty")
    application, token = application_of(process), Secret("nosuchtoken0000")
    if not reached:
        process.stop()
    with pytest.raises(PortalError) as caught:
        await TokenServer().refresh(process.portal, application, token)
    error = caught.value
    assert isinstance(error, SignInEnded if reached else TokenServerDown)
    assert error.__cause__ is None
    assert error.__context__ is None or isinstance(error.__context__, PortalError)
    log = _content(everything_logged)
    assert ("/oauth/token/" in log) is reached
    for secret in (application.client_secret, token):
        assert secret.reveal() not in log + repr(error) + str(error) + repr(vars(error))


def _content(path: Path) -> str:
    return path.read_text()
