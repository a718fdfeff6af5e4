"""A secret's bytes are in no file, no log line and no argument list, however talkative and unlucky the program is."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.helpers.secret_service import SecretServiceProcess
from tests.sandbox.process import SandboxProcess

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 60


def spellings(secret: str) -> Iterator[bytes]:
    """The ways in which a secret might lie in a file."""
    plain = secret.encode()
    yield plain
    yield plain.hex().encode()
    yield secret.encode("utf-16-le")
    yield secret.encode("utf-16-be")
    for shift in range(3):  # base64 of anything that holds it, wherever in that it stands
        yield base64.b64encode(b"x" * shift + plain)[4:-4]


def holding(content: Mapping[str, bytes], secret: str) -> list[str]:
    """Where the secret was found."""
    forms = tuple(spellings(secret))
    return [name for name, found in content.items() if any(form in found for form in forms)]


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file's bytes, and every name."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert found, f"nothing is below {folder}"
    return {str(path): str(path).encode() + path.read_bytes() for path in found}


def argument_lists(pid: int) -> dict[str, bytes]:
    """The argument lists of a process and all its children, as everybody on the machine can read them."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(each) for each in children.read_text().split()] if children.exists() else []
    found = {f"arguments of {pid}": Path(f"/proc/{pid}/cmdline").read_bytes()}
    for child in below:
        found |= argument_lists(child)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and a Secret Service")
def test_no_secret_is_anywhere(
    tmp_path: Path, empty_portal: SandboxProcess, secret_service: SecretServiceProcess
) -> None:
    homes = {name: tmp_path / name for name in ("home", "config", "data", "cache", "state", "tmp")}
    for folder in homes.values():
        folder.mkdir()
    env = {
        **{name: value for name, value in os.environ.items() if name != "DAYBOOK_HOME"},
        "HOME": str(homes["home"]),
        **{f"XDG_{name.upper()}_HOME": str(homes[name]) for name in ("config", "data", "cache", "state")},
        "TMPDIR": str(homes["tmp"]),
    }
    told = {
        "webhook": empty_portal.webhook,
        "portal": empty_portal.portal,
        "token": empty_portal.info["oauth"]["access_token"],
        "client_id": empty_portal.info["oauth"]["client_id"],
        "client_secret": empty_portal.info["oauth"]["client_secret"],
    }
    ours, theirs = os.pipe()  # what the window fetches from the portal is told to nobody else
    command = [sys.executable, "-m", "tests.helpers.loud_window", str(homes["state"] / "all.log"), str(theirs)]
    errors = tmp_path / "errors"  # a file: nobody reads a pipe until the window has said that it is ready
    with errors.open("wb") as told_loudly:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told_loudly,
            pass_fds=[theirs],
        )
    os.close(theirs)
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(told).encode() + b"\n")
        process.stdin.flush()
        said = process.stdout.readline()
        arguments = argument_lists(process.pid)
        during = files_below(tmp_path)
        out, _ = process.communicate(timeout=WITHIN_S)
    finally:
        process.kill()
        process.wait()
        with os.fdopen(ours) as told_secretly:
            fetched = told_secretly.read()
    assert (said, process.returncode) == (b"ready\n", 0), errors.read_text()[-2000:]
    content = {**arguments, **during, **files_below(tmp_path), "output": said + out}
    log = content[str(homes["state"] / "all.log")].decode()
    for promised in ("crm.deal.list", "app.info", "Accident", "/oauth/token/", "grant_type=refresh_token"):
        assert promised in log, "the log is not as talkative as this test wants it"
    assert any(name.endswith("memory.sqlite") for name in content)
    webhook_secret = empty_portal.webhook.rstrip("/").rpartition("/")[2]
    secrets = {"webhook": webhook_secret, "token": told["token"], "client_secret": told["client_secret"]}
    secrets |= json.loads(fetched)
    assert len(secrets) == 8
    for name, secret in secrets.items():
        assert holding(content, secret) == [], name
