"""An application is let in: the page that asks, the code, tokens, and refresh tokens that work once."""

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import trustme

from tests.sandbox.process import FAST, Refused, SandboxProcess, read, until

STATE = "a b&c=<d>\"'"
DOCUMENTED = {
    "access_token", "refresh_token", "expires_in", "client_endpoint", "server_endpoint", "domain", "member_id", "scope",
    "status", "user_id", "expires",
}  # fmt: skip


@pytest.fixture
def fresh() -> Iterator[SandboxProcess]:
    """An empty portal of its own."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


def authorize(portal: SandboxProcess, *, user: int = 1, state: str = STATE, decision: str = "allow") -> httpx.Response:
    """What the browser does when a person presses a button of the page."""
    form = {"client_id": portal.info["oauth"]["client_id"], "state": state, "user_id": user, "decision": decision}
    return portal.http.post(f"{portal.portal}/oauth/authorize/", data=form)


def returned(portal: SandboxProcess, *, user: int = 1) -> dict[str, str]:
    """What comes back with the return address."""
    answer = authorize(portal, user=user)
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def ask(portal: SandboxProcess, *, app: str = "oauth", **params: str) -> httpx.Response:
    """A question to the token server, from one of the applications."""
    card = portal.info["oauth"] if app == "oauth" else portal.info["others"][app]
    known = {"client_id": card["client_id"], "client_secret": card["client_secret"]}
    return portal.http.get(f"{portal.portal}/oauth/token/", params={**known, **params})


def exchange(portal: SandboxProcess, code: str, **more: str) -> dict[str, Any]:
    answer: dict[str, Any] = read(ask(portal, grant_type="authorization_code", code=code, **more))
    return answer


def refresh(portal: SandboxProcess, token: str, **more: str) -> dict[str, Any]:
    answer: dict[str, Any] = read(ask(portal, grant_type="refresh_token", refresh_token=token, **more))
    return answer


def who(portal: SandboxProcess, token: str) -> dict[str, Any]:
    profile: dict[str, Any] = read(portal.http.post(f"{portal.portal}/rest/profile", json={"auth": token}))["result"]
    return profile


@pytest.mark.parametrize("path", ["/oauth/authorize/", "/oauth/authorize"])
def test_the_page_names_application_portal_and_people(portal: SandboxProcess, path: str) -> None:
    asked = {"client_id": portal.info["oauth"]["client_id"], "state": STATE}
    page = portal.http.get(portal.portal + path, params=asked)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    for text in ("Daybook wants to work", urlsplit(portal.portal).netloc, "Anna Berg (administrator)"):
        assert text in page.text
    assert "Tom Weber (plain user)" in page.text
    assert ">Allow</button>" in page.text
    assert ">Deny</button>" in page.text
    assert "<d>" not in page.text, "what came with the address is never markup"
    assert page.headers["Cache-Control"] == "no-store"


def test_an_unknown_application_is_told_on_the_page_itself(portal: SandboxProcess) -> None:
    for client_id in ("local.unknown", "", "\x00"):
        page = portal.http.get(f"{portal.portal}/oauth/authorize/", params={"client_id": client_id, "state": "x"})
        assert (page.status_code, "Location" in page.headers) == (404, False)
    form = {"client_id": "local.unknown", "decision": "allow"}
    assert portal.http.post(f"{portal.portal}/oauth/authorize/", data=form).status_code == 404


def test_who_denies_is_never_sent_back(portal: SandboxProcess) -> None:
    page = authorize(portal, decision="deny")
    assert (page.status_code, "Location" in page.headers) == (200, False)
    assert "was not let in" in page.text


def test_who_allows_is_sent_to_the_registered_address(portal: SandboxProcess) -> None:
    answer = authorize(portal)
    address = answer.headers["Location"]
    assert address.startswith(portal.info["oauth"]["redirect_uri"] + "?code=")
    assert urlsplit(address).hostname == "127.0.0.1"
    told = returned(portal)
    assert set(told) == {"code", "state", "domain", "member_id", "scope", "server_domain"}
    host = urlsplit(portal.portal).netloc
    assert (told["state"], told["domain"], told["server_domain"]) == (STATE, host, host)
    assert set(told["scope"].split(",")) >= {"crm", "user", "bizproc"}


def test_a_code_is_exchanged_once(portal: SandboxProcess) -> None:
    told = returned(portal)
    tokens = exchange(portal, told["code"])
    assert set(tokens) == DOCUMENTED
    assert (tokens["expires_in"], tokens["status"], tokens["user_id"]) == (3600, "L", 1)
    assert tokens["client_endpoint"] == f"{portal.portal}/rest/"
    assert (tokens["member_id"], tokens["domain"]) == (told["member_id"], urlsplit(portal.portal).netloc)
    assert who(portal, tokens["access_token"]) == portal.call("profile")
    with pytest.raises(Refused, match="invalid_grant"):
        exchange(portal, told["code"])


def test_a_plain_user_stays_one(portal: SandboxProcess) -> None:
    tokens = exchange(portal, returned(portal, user=2)["code"])
    assert tokens["user_id"] == 2
    assert who(portal, tokens["access_token"])["ADMIN"] is False
    with pytest.raises(Refused, match="Access denied"):
        read(portal.http.post(f"{portal.portal}/rest/crm.deal.get", json={"id": 1, "auth": tokens["access_token"]}))


def test_a_form_and_a_json_body_will_do_as_well(portal: SandboxProcess) -> None:
    app, address = portal.info["oauth"], f"{portal.portal}/oauth/token"
    known = {"client_id": app["client_id"], "client_secret": app["client_secret"], "grant_type": "authorization_code"}
    for answer in (
        portal.http.post(address, data={**known, "code": returned(portal)["code"]}),
        portal.http.post(address, json={**known, "code": returned(portal)["code"]}),
    ):
        assert read(answer)["access_token"]


def test_a_code_lives_half_a_minute() -> None:
    with SandboxProcess.start("--data", "empty", "--time-scale", "400", *FAST) as portal:
        codes = [returned(portal)["code"] for _ in range(2)]
        began_s = portal.body("server.time")["time"]["start"]
        until(lambda: portal.body("server.time")["time"]["start"] > began_s + 31)
        for code in codes:
            with pytest.raises(Refused, match="invalid_grant"):
                exchange(portal, code)


def test_refreshing_hands_on_and_the_old_token_is_dead(portal: SandboxProcess) -> None:
    first = portal.token()
    second = refresh(portal, first["refresh_token"])
    assert set(second) == DOCUMENTED
    assert second["refresh_token"] != first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    with pytest.raises(Refused, match="invalid_grant"):
        refresh(portal, first["refresh_token"])
    assert who(portal, first["access_token"])["ID"] == "1", "an access token lives for its hour all the same"
    third = refresh(portal, second["refresh_token"])
    assert (third["member_id"], third["user_id"]) == (first["member_id"], first["user_id"])


def test_of_two_that_refresh_at_once_one_wins(portal: SandboxProcess) -> None:
    token = portal.token()["refresh_token"]
    outcomes: list[int] = []

    def one() -> None:
        outcomes.append(ask(portal, grant_type="refresh_token", refresh_token=token).status_code)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [200, 400, 400, 400, 400, 400]


def test_access_runs_out_and_refreshing_goes_on(fresh: SandboxProcess) -> None:
    tokens = fresh.token()
    assert who(fresh, tokens["access_token"])["ID"] == "1"
    fresh.expire()
    for token in (tokens["access_token"], fresh.info["oauth"]["access_token"]):
        with pytest.raises(Refused) as refusal:
            who(fresh, token)
        assert (refusal.value.status, refusal.value.code) == (401, "expired_token")
    assert fresh.call("profile"), "a webhook has no hour"
    renewed = refresh(fresh, tokens["refresh_token"])
    assert who(fresh, renewed["access_token"])["ID"] == "1"


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "invalid_request"),
        ({"grant_type": "authorization_code"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": ""}, 400, "invalid_request"),
        ({"grant_type": "authorization_code", "client_id": "", "code": "x"}, 400, "invalid_request"),
        ({"grant_type": "authorization_code", "client_id": "local.other", "code": "x"}, 401, "invalid_client"),
        ({"grant_type": "refresh_token", "client_secret": "wrong", "refresh_token": "x"}, 401, "invalid_client"),
        ({"grant_type": "authorization_code", "code": "wrong"}, 400, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "wrong"}, 400, "invalid_grant"),
        ({"grant_type": "refresh_token", "refresh_token": "x", "scope": "moon"}, 400, "invalid_scope"),
        ({"grant_type": "refresh_token", "refresh_token": "x", "scope": "crm,task"}, 403, "insufficient_scope"),
    ],
)
def test_refusals_of_the_token_server(portal: SandboxProcess, params: dict[str, str], status: int, code: str) -> None:
    answer = ask(portal, **params)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["error_description"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert portal.info["oauth"]["client_secret"] not in answer.text


def test_another_application_has_no_use_for_what_it_found(portal: SandboxProcess) -> None:
    code, token = returned(portal)["code"], portal.token()["refresh_token"]
    for params in (
        {"grant_type": "authorization_code", "code": code},
        {"grant_type": "refresh_token", "refresh_token": token},
    ):
        assert ask(portal, app="second_app", **params).json()["error"] == "invalid_grant"
    assert exchange(portal, code), "and the owner still has"
    assert refresh(portal, token)


def test_faults_strike_the_token_server_by_its_name(calm: SandboxProcess) -> None:
    token = calm.token()["refresh_token"]
    calm.faults("error:oauth.token:PAYMENT_REQUIRED:Payment required", once=1)
    answer = ask(calm, grant_type="refresh_token", refresh_token=token)
    assert answer.json() == {"error": "PAYMENT_REQUIRED", "error_description": "Payment required"}
    calm.faults("reset_before:oauth.token", once=1)
    with pytest.raises(httpx.TransportError):
        ask(calm, grant_type="refresh_token", refresh_token=token)
    calm.faults("reset_after:oauth.token", once=1)
    with pytest.raises(httpx.TransportError):
        ask(calm, grant_type="refresh_token", refresh_token=token)
    assert ask(calm, grant_type="refresh_token", refresh_token=token).json()["error"] == "invalid_grant"


def test_the_return_address_can_be_listened_at(fresh: SandboxProcess) -> None:
    caught: list[str] = []

    class Return(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            caught.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Return) as listener:
        fresh.returns_to(f"http://127.0.0.1:{listener.server_port}/back?to=daybook")
        thread = threading.Thread(target=listener.handle_request)
        thread.start()
        fresh.http.get(authorize(fresh).headers["Location"])
        thread.join(5)
    told = {name: values[0] for name, values in parse_qs(urlsplit(caught[0]).query).items()}
    assert (told["to"], told["state"]) == ("daybook", STATE)
    assert exchange(fresh, told["code"])["access_token"]


def test_the_given_return_address_is_free_to_listen_at(portal: SandboxProcess) -> None:
    for card in (portal.info["oauth"], portal.info["others"]["second_app"]):
        assert set(card) >= {"base", "client_id", "client_secret", "redirect_uri"}
        address = urlsplit(card["redirect_uri"])
        with HTTPServer((address.hostname or "", address.port or 0), BaseHTTPRequestHandler):
            pass


def test_the_controls_refuse_nonsense(fresh: SandboxProcess) -> None:
    def status(name: str, body: object) -> int:
        return fresh.http.post(f"{fresh.portal}/sandbox/{name}", json=body).status_code

    client_id = fresh.info["oauth"]["client_id"]
    assert status("token", {"role": "emperor"}) == 400
    assert status("application", {"client_id": "nobody", "redirect_uri": "http://127.0.0.1:1/"}) == 404
    for address in ("", "daybook://back", "http://", "http://[", "javascript:alert(1)"):
        assert status("application", {"client_id": client_id, "redirect_uri": address}) == 400
    assert fresh.token("second_app")["user_id"] == 1
    assert fresh.token("plain_user")["user_id"] == 2


def test_everything_over_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(key)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with SandboxProcess.start("--data", "empty", "--tls", str(cert), str(key), verify=context) as portal:
        tokens = exchange(portal, returned(portal)["code"])
        assert tokens["client_endpoint"] == f"{portal.portal}/rest/"
        assert tokens["client_endpoint"].startswith("https://")
        assert who(portal, refresh(portal, tokens["refresh_token"])["access_token"])["ID"] == "1"
