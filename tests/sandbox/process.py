"""A sandbox process for tests: started with flags, called over loopback HTTP, stopped by its own process id.

with SandboxProcess.start("--data", "empty") as portal:
    portal.call("crm.deal.get", {"id": 1})
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Self

import httpx

START_WITHIN_S = 30.0
STOP_WITHIN_S = 5.0
ANSWER_WITHIN_S = 70.0
DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
FAST = ("--rate", "100000", "--burst", "100000")  # for tests that are not about the request rate


class Refused(Exception):
    """The portal answered with an error; `code` may be empty."""

    def __init__(self, status: int, code: str, description: str) -> None:
        super().__init__(f"{status} {code!r}: {description}")
        self.status = status
        self.code = code
        self.description = description


class SandboxProcess:
    """A running portal. `info` is its line at start, `webhook` ends with a slash, `portal` without."""

    def __init__(self, process: "subprocess.Popen[str]", info: dict[str, Any], http: httpx.Client) -> None:
        self.process = process
        self.info = info
        self.http = http
        self.webhook: str = info["webhook"]
        self.portal: str = info["portal"]

    @classmethod
    def start(cls, *args: str, verify: Any = True) -> Self:
        """Starts a portal and waits for its line. Raises AssertionError when there is none in time."""
        command = [sys.executable, "-c", "import sys; from daybook.cli import main; sys.exit(main())", "sandbox", *args]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=DESKTOP)
        try:
            line = _first_line(process)
        except BaseException:
            _end(process)
            raise
        info = json.loads(line)
        return cls(process, info, httpx.Client(timeout=ANSWER_WITHIN_S, trust_env=False, verify=verify))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def send(
        self, method: str, params: Mapping[str, object] | None = None, *, webhook: str | None = None
    ) -> httpx.Response:
        """One POST with a JSON body, the answer as it is; `webhook` is another one of `info["others"]`."""
        return self.http.post(f"{webhook or self.webhook}{method}", json=dict(params or {}))

    def body(
        self, method: str, params: Mapping[str, object] | None = None, *, webhook: str | None = None
    ) -> dict[str, Any]:
        """The whole envelope. Raises Refused."""
        return read(self.send(method, params, webhook=webhook))

    def call(self, method: str, params: Mapping[str, object] | None = None, *, webhook: str | None = None) -> Any:
        """What stands in `result`. Raises Refused."""
        return self.body(method, params, webhook=webhook)["result"]

    def app_call(self, method: str, params: Mapping[str, object] | None = None, *, second: bool = False) -> Any:
        """The same with an application's token."""
        app = self.info["others"]["second_app"] if second else self.info["oauth"]
        body = {**(params or {}), "auth": app["access_token"]}
        return read(self.http.post(f"{self.portal}/rest/{method}", json=body))["result"]

    def token(self, role: str = "oauth") -> dict[str, Any]:
        """Fresh tokens at once; `role` is `oauth`, `second_app` or `plain_user`."""
        answer: dict[str, Any] = self._control("token", {"role": role})
        return answer

    def expire(self) -> None:
        """Lets every access token run out now."""
        self._control("expire", {})

    def returns_to(self, redirect_uri: str) -> None:
        """Writes another return address into the first application's card."""
        self._control("application", {"client_id": self.info["oauth"]["client_id"], "redirect_uri": redirect_uri})

    def _control(self, name: str, body: Mapping[str, object]) -> Any:
        return self.http.post(f"{self.portal}/sandbox/{name}", json=dict(body)).raise_for_status().json()

    def stats(self) -> dict[str, Any]:
        """What the portal did so far."""
        answer: dict[str, Any] = self.http.get(f"{self.portal}/sandbox/stats").raise_for_status().json()
        return answer

    def faults(self, spec: str, once: int | None = None) -> None:
        """Replaces the faults; `once` lets each strike so many requests only."""
        body = {"spec": spec} if once is None else {"spec": spec, "once": once}
        self.http.post(f"{self.portal}/sandbox/faults", json=body).raise_for_status()

    def hold(self, hold: bool) -> None:
        """Keeps back the answers of writing calls, after their work, until called with False."""
        self.http.post(f"{self.portal}/sandbox/gate", json={"hold": hold}).raise_for_status()

    def stop(self) -> None:
        """Terminates the portal and waits for its end."""
        self.http.close()
        _end(self.process)


def read(response: httpx.Response) -> dict[str, Any]:
    """The envelope of an answer. Raises Refused when it is an error."""
    body: dict[str, Any] = response.json()
    if "error" in body:
        raise Refused(response.status_code, body["error"], body["error_description"])
    return body


def until(condition: Callable[[], object], within_s: float = 20.0) -> None:
    """Waits for something that another process will do. Raises AssertionError when it doesn't."""
    deadline_s = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen"
        time.sleep(0.005)


def _first_line(process: "subprocess.Popen[str]") -> str:
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr]
    try:
        line = lines.get(timeout=START_WITHIN_S)
    except Empty:
        raise AssertionError(f"The sandbox said nothing within {START_WITHIN_S:.0f} s") from None
    if not line:
        _out, problem = process.communicate(timeout=STOP_WITHIN_S)
        raise AssertionError(f"The sandbox ended at once: {problem}")
    return line


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.communicate(timeout=STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
