"""Requests as the PHP SDK writes them: doubled and trailing slashes, `+`, UUIDs as keys, `[]` for nothing.

Its client posts to `WEBHOOK/METHOD/?bx24_request_id=…` (a webhook ends in a slash itself), spells methods in lower case
and encodes commands of a batch with `http_build_query`.
"""

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.sandbox.process import FAST, SandboxProcess

REQUEST_ID = "bx24_request_id=0190a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"
FIRST, SECOND = "0190a1b2-7c3d-7000-8000-000000000001", "0190a1b2-7c3d-7000-8000-000000000002"


@pytest.fixture(scope="module")
def portal() -> Iterator[SandboxProcess]:
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


def post(portal: SandboxProcess, path: str, body: str) -> dict[str, Any]:
    """Sends the recorded bytes and reads the answer to its end."""
    address = urlsplit(portal.portal)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: portal.bitrix24.example\r\nContent-Type: application/json\r\n"
        "Accept: application/json\r\nAccept-Charset: utf-8\r\nUser-Agent: b24-php-sdk-vendor/v-2.0.0-php-8.3.6\r\n"
        "X-BITRIX24-PHP-SDK-PHP-VERSION: 8.3.6\r\nX-BITRIX24-PHP-SDK-VERSION: 2.0.0\r\n"
        f"Content-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as wire:
        wire.sendall(head.encode() + body.encode())
        answer = b"".join(iter(lambda: wire.recv(65_536), b""))
    _, _, text = answer.partition(b"\r\n\r\n")
    found: dict[str, Any] = json.loads(text)
    return found


def webhook_path(portal: SandboxProcess, method: str) -> str:
    return f"{urlsplit(portal.webhook).path}/{method}/?{REQUEST_ID}"


def test_doubled_and_trailing_slashes_and_no_parameters(portal: SandboxProcess) -> None:
    path = webhook_path(portal, "profile")
    assert "//profile/?" in path
    assert post(portal, path, "[]")["result"]["ID"] == "1"


def test_a_method_in_lower_case(portal: SandboxProcess) -> None:
    body = '{"ownerTypeId":2,"ownerId":1,"deadline":"2031-01-01T10:00:00+03:00","title":"a","colorId":"3"}'
    number = post(portal, webhook_path(portal, "crm.activity.todo.add"), body)["result"]["id"]
    change = json.dumps({"id": number, "ownerTypeId": 2, "ownerId": 1, "colorId": "5"})
    assert post(portal, webhook_path(portal, "crm.activity.todo.updatecolor"), change)["result"] == {"id": number}


def test_a_batch_with_uuids_and_plus_signs(portal: SandboxProcess) -> None:
    commands = {
        FIRST: "crm.deal.add?fields%5BTITLE%5D=Two+words+%26+more&fields%5BOPPORTUNITY%5D=1500&params%5BREGISTER%5D=N",
        SECOND: f"crm.deal.get?id=%24result%5B{FIRST}%5D",
    }
    body = json.dumps({"halt": False, "cmd": commands})
    result = post(portal, webhook_path(portal, "batch"), body)["result"]
    assert result["result_error"] == []
    assert list(result["result"]) == [FIRST, SECOND]
    assert result["result"][SECOND]["TITLE"] == "Two words & more"
    assert set(result["result_time"]) == {FIRST, SECOND}


def test_a_list_by_batch_with_nested_filters(portal: SandboxProcess) -> None:
    query = "order%5BID%5D=ASC&filter%5B%3EID%5D=0&select%5B0%5D=ID&select%5B1%5D=TITLE&start=-1"
    body = json.dumps({"halt": True, "cmd": {FIRST: f"crm.deal.list?{query}"}})
    result = post(portal, webhook_path(portal, "batch"), body)["result"]
    assert {frozenset(row) for row in result["result"][FIRST]} == {frozenset(("ID", "TITLE"))}


def test_a_token_in_the_body(portal: SandboxProcess) -> None:
    body = json.dumps({"auth": portal.info["oauth"]["access_token"]})
    assert post(portal, f"/rest/app.info?{REQUEST_ID}", body)["result"]["INSTALLED"] is True


def test_a_refusal_has_an_envelope(portal: SandboxProcess) -> None:
    answer = post(portal, webhook_path(portal, "crm.no.such"), "[]")
    assert answer["error"] == "ERROR_METHOD_NOT_FOUND"
