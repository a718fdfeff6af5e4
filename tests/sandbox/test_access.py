"""Secrets: right, wrong, run out, without a scope; tokens of applications."""

import pytest

from daybook.sandbox import errors
from tests.sandbox.process import FAST, Refused, SandboxProcess, read, until


def refused(portal: SandboxProcess, url: str, **body: object) -> tuple[int, str]:
    with pytest.raises(Refused) as refusal:
        read(portal.http.post(url, json=body))
    return refusal.value.status, refusal.value.code


def test_wrong_user_or_secret_in_a_path(portal: SandboxProcess) -> None:
    secret = portal.webhook.rstrip("/").rpartition("/")[2]
    for path in ("1/wrong", f"2/{secret}", f"x/{secret}", "1"):
        assert refused(portal, f"{portal.portal}/rest/{path}/profile") == (401, "INVALID_CREDENTIALS")


def test_a_missing_or_wrong_token(portal: SandboxProcess) -> None:
    address = f"{portal.portal}/rest/profile"
    assert refused(portal, address) == (401, "NO_AUTH_FOUND")
    assert refused(portal, address, auth="wrong") == (401, "NO_AUTH_FOUND")
    assert refused(portal, address, auth=["wrong"]) == (401, "NO_AUTH_FOUND")


def test_a_webhook_that_has_run_out(portal: SandboxProcess) -> None:
    assert refused(portal, portal.info["others"]["expired"] + "profile") == (401, "expired_token")


def test_a_webhook_without_the_scope(portal: SandboxProcess) -> None:
    address = portal.info["others"]["no_scope"]
    assert portal.call("profile", webhook=address)["ID"] == "1"
    for method in ("crm.deal.list", "user.get", "crm.enum.ownertype"):
        assert refused(portal, address + method) == (403, "insufficient_scope")


def test_a_missing_scope_names_the_kind_of_secret() -> None:
    for of_application, kind in ((False, "webhook token"), (True, "access token")):
        refusal = errors.scope_missing(of_application=of_application)
        assert (refusal.http, refusal.code) == (403, "insufficient_scope")
        assert refusal.description.endswith(kind)


def test_a_token_travels_in_the_query_the_form_or_the_body(portal: SandboxProcess) -> None:
    token = portal.info["oauth"]["access_token"]
    address = f"{portal.portal}/rest/profile.json"
    assert read(portal.http.get(address, params={"auth": token}))["result"]["ID"] == "1"
    assert read(portal.http.post(address, data={"auth": token}))["result"]["ID"] == "1"
    assert read(portal.http.post(address, json={"auth": token}))["result"]["ID"] == "1"


def test_a_token_runs_out_after_an_hour_of_portal_time() -> None:
    with SandboxProcess.start("--data", "empty", "--time-scale", "2000", *FAST) as portal:
        token = portal.info["oauth"]["access_token"]
        address = f"{portal.portal}/rest/profile"
        assert portal.http.post(address, json={"auth": token}).status_code == 200
        until(lambda: portal.http.post(address, json={"auth": token}).status_code == 401)
        assert refused(portal, address, auth=token) == (401, "expired_token")
        assert portal.call("profile")


def test_unknown_methods_are_not_found(portal: SandboxProcess) -> None:
    for method in ("crm.nothing", ""):
        assert refused(portal, portal.webhook + method) == (404, "ERROR_METHOD_NOT_FOUND")


def test_blocks_belong_to_the_application_that_set_them(portal: SandboxProcess) -> None:
    number = portal.call("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01"})["id"]
    where = {"entityTypeId": 2, "entityId": 1, "activityId": number}
    one = {"blocks": {"b": {"type": "text", "properties": {"value": "first", "bold": True}}, "a": {"type": "deadline"}}}
    assert portal.app_call("crm.activity.layout.blocks.set", {**where, "layout": one}) == {"success": True}
    got = portal.app_call("crm.activity.layout.blocks.get", where)["layout"]
    assert got == one
    assert list(got["blocks"]) == ["b", "a"]
    assert portal.app_call("crm.activity.layout.blocks.get", where, second=True) == {"layout": None}
    with pytest.raises(Refused, match="NOT_FOUND"):
        portal.app_call("crm.activity.layout.blocks.delete", where, second=True)
    two = {"blocks": {"c": {"type": "largeText", "properties": {"value": "second"}}}}
    portal.app_call("crm.activity.layout.blocks.set", {**where, "layout": two})
    assert portal.app_call("crm.activity.layout.blocks.get", where) == {"layout": two}
    assert portal.app_call("crm.activity.layout.blocks.delete", where) == {"success": True}
    assert portal.app_call("crm.activity.layout.blocks.get", where) == {"layout": None}
