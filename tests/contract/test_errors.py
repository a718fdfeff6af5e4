"""Each documented error is reached by its documented cause, the few others by a deliberate fault."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.contract import causes
from tests.contract.causes import BY_FAULT_ONLY, CAUSES, Cause
from tests.contract.scene import Ids, named
from tests.sandbox import catalogue
from tests.sandbox.process import SandboxProcess

Furnished = tuple[SandboxProcess, Ids]


def documented(method: str, code: str, piece: str) -> list[dict[str, Any]]:
    """The catalogue's entries that a cause means."""
    return [
        entry
        for entry in catalogue.methods()[method].errors
        if (entry["code"] or "") == code and piece in f"{entry['message'] or ''} {entry['when']}"
    ] or [
        entry
        for entry in catalogue.methods()[method].errors
        if entry["code"] is None and piece and piece in f"{entry['message'] or ''} {entry['when']}"
    ]


def _means(method: str, code: str, piece: str) -> int:
    (entry,) = documented(method, code, piece)
    return catalogue.methods()[method].errors.index(entry)


def test_every_documented_error_has_a_cause_or_is_known_to_have_none() -> None:
    told = Counter((cause.method, _means(cause.method, cause.code, cause.piece)) for cause in CAUSES)
    told.update((method, _means(method, code, piece)) for method, code, piece in BY_FAULT_ONLY)
    wanted = {(name, number) for name, method in catalogue.methods().items() for number in range(len(method.errors))}
    assert set(told) == wanted
    assert {place: times for place, times in told.items() if times > 1} == {}


def _names(cause: Cause) -> str:
    return f"{cause.method}-{cause.code or 'text'}-{cause.piece[:24]}"


@pytest.mark.parametrize("cause", CAUSES, ids=_names)
def test_is_reached_by_its_cause(furnished: Furnished, cause: Cause) -> None:
    process, ids = furnished
    body = send(process, cause, named(cause.params, ids))
    entry = documented(cause.method, cause.code, cause.piece)[0]
    if cause.method == "batch":
        (body,) = body["result"]["result_error"].values()
    assert body.get("error") == cause.code
    assert like(entry["message"], body["error_description"])


def send(process: SandboxProcess, cause: Cause, params: dict[str, Any]) -> dict[str, Any]:
    """The whole answer, whatever it says."""
    address, token = _way(process, cause.who)
    answer: dict[str, Any] = httpx.post(address + cause.method, json=params | token, trust_env=False).json()
    return answer


def _way(process: SandboxProcess, who: str) -> tuple[str, dict[str, str]]:
    info = process.info
    tokens = {
        causes.APPLICATION: info["oauth"]["access_token"],
        causes.PLAIN_APPLICATION: info["others"]["plain_user_token"],
        causes.SECOND: info["others"]["second_app"]["access_token"],
    }
    if who in tokens:
        return f"{process.portal}/rest/", {"auth": tokens[who]}
    return (process.webhook if who == causes.ADMIN else info["others"]["plain_user"]), {}


def like(documented_text: str | None, text: str) -> bool:
    """The documented text, whose names and numbers vary."""
    if documented_text is None or "100" in documented_text:
        return bool(text)
    words = [word for word in documented_text.split() if word.isalpha()]
    return all(word in text for word in words)


@pytest.fixture
def calm(furnished: Furnished) -> Iterator[SandboxProcess]:
    """The portal, without faults afterwards."""
    process, _ = furnished
    yield process
    process.faults("")


@pytest.mark.parametrize(("method", "code", "piece"), BY_FAULT_ONLY)
def test_is_reached_by_a_fault(calm: SandboxProcess, method: str, code: str, piece: str) -> None:
    entry = documented(method, code, piece)[0]
    text = entry["message"] or "Refused"
    calm.faults(f"error:{method}:{code}:{text}", once=1)
    answer = httpx.post(calm.webhook + method, json={}, trust_env=False)
    assert answer.json() == {"error": code, "error_description": text}
    assert answer.status_code >= 400
