"""The sandbox is right by the judgement of clients that others wrote."""

import json
import os
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.outside.install import python_of
from tests.sandbox.process import FAST, SandboxProcess

HERE = Path(__file__).parent
WITHIN_S = 120
OPEN = {"COMPLETED": "N"}
Start = Callable[..., SandboxProcess]

pytestmark = pytest.mark.skipif(
    "DAYBOOK_OUTSIDE" not in os.environ, reason="the clients are not here: see tests/outside/__init__.py"
)


@pytest.fixture
def clients() -> Path:
    return Path(os.environ["DAYBOOK_OUTSIDE"]).absolute()


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """The certificate of the authority that vouches for `tls_portal`."""
    return tmp_path / "authority.pem"


@pytest.fixture
def tls_portal(tmp_path: Path, authority: Path) -> Iterator[SandboxProcess]:
    issuer = trustme.CA()
    certificate = issuer.issue_cert("127.0.0.1")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    issuer.cert_pem.write_to_path(authority)
    certificate.cert_chain_pems[0].write_to_path(chain)
    certificate.private_key_pem.write_to_path(key)
    context = ssl.create_default_context(cafile=str(authority))
    with SandboxProcess.start("--data", "demo", *FAST, "--tls", str(chain), str(key), verify=context) as portal:
        yield portal


def said(*command: str, **environment: str) -> dict[str, Any]:
    """The last line that a client's script printed."""
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | environment
    done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S, env=environ, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def open_activities(portal: SandboxProcess) -> int:
    return int(portal.body("crm.activity.list", {"filter": OPEN})["total"])


def test_fast_bitrix24(clients: Path, sandbox: Start) -> None:
    portal = sandbox("--data", "demo", *FAST)
    deals = portal.body("crm.deal.list")["total"]
    found = said(str(python_of(clients)), str(HERE / "by_fast_bitrix24.py"), portal.webhook)
    assert (found["deals"], found["by_id"], found["items"]) == (deals, deals, deals)
    assert found["made"] == len(portal.stats()["creations"]) == 60
    assert found["open"] == open_activities(portal)


def test_b24pysdk(clients: Path, tls_portal: SandboxProcess, authority: Path) -> None:
    script = str(HERE / "by_b24pysdk.py")
    found = said(str(python_of(clients)), script, tls_portal.webhook, REQUESTS_CA_BUNDLE=str(authority))
    assert found["listed"] == found["fast"] == open_activities(tls_portal)
    assert found["refused"]
    assert (found["batches"], found["item"]) == (70, 1)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")
def test_b24jssdk(clients: Path, tls_portal: SandboxProcess, authority: Path) -> None:
    expected = open_activities(tls_portal)
    script = str(HERE / "by_b24jssdk.mjs")
    found = said("node", script, tls_portal.webhook, str(clients), NODE_EXTRA_CA_CERTS=str(authority))
    assert (found["total"], found["all"], found["fetched"]) == (expected, expected, expected)
    assert found["batch"]["one"] == found["batch"]["same"]
    assert [each["id"] for each in tls_portal.stats()["creations"]] == [found["made"]]
