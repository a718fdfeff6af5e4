"""Every way to spell a request, and no way to get an answer without an envelope."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybook.sandbox import values
from daybook.sandbox.wire import brackets
from daybook.sandbox.wire.request import read_address
from tests.sandbox.process import SandboxProcess, read

FIELDS = {
    "ownerTypeId": "2",
    "ownerId": "1",
    "deadline": "2031-01-01 10:00:00",
    "title": "Ünïcode + plus & more",
    "pingOffsets[0]": "0",
    "pingOffsets[1]": "15",
}


@pytest.mark.parametrize("how", ["form", "query", "multipart", "mixed"])
def test_forms_queries_and_multipart(portal: SandboxProcess, how: str) -> None:
    url = f"{portal.webhook}crm.activity.todo.add.json"
    if how == "form":
        answer = portal.http.post(url, data=FIELDS)
    elif how == "query":
        answer = portal.http.get(url, params=FIELDS)
    elif how == "multipart":
        answer = portal.http.post(url, files={name: (None, value) for name, value in FIELDS.items()})
    else:
        answer = portal.http.post(
            f"{url}?ownerTypeId=2&ownerId=99&deadline=2031-01-01", json={"ownerId": 1, "title": FIELDS["title"]}
        )
    number = read(answer)["result"]["id"]
    assert portal.call("crm.activity.get", {"id": number})["SUBJECT"] == FIELDS["title"]


def test_brackets_in_filters_and_lists(portal: SandboxProcess) -> None:
    query = "filter[>ID]=0&filter[@ID][]=1&filter[@ID][]=2&select[]=TITLE&order[ID]=desc&start=0"
    rows = read(portal.http.get(f"{portal.webhook}crm.deal.list?{query}"))["result"]
    assert [row["ID"] for row in rows] == ["2", "1"]
    again = read(portal.http.post(f"{portal.webhook}user.get", data={"FILTER[ACTIVE]": "true", "FILTER[ID]": "2"}))
    assert len(again["result"]) == 1


def test_a_list_and_a_map_of_numbers_are_the_same(portal: SandboxProcess) -> None:
    for wanted in (["1", "2"], {"0": 1, "1": 2}):
        assert len(portal.call("crm.deal.list", {"filter": {"@ID": wanted}})) == 2


@pytest.mark.parametrize(
    "path", ["//rest//1/{s}//crm.deal.list.json//", "/rest/1/{s}/crm.deal.list/", "/rest/1/{s}/CRM.DEAL.LIST"]
)
def test_slashes_and_suffixes(portal: SandboxProcess, path: str) -> None:
    secret = portal.webhook.rstrip("/").rpartition("/")[2]
    address = portal.portal + path.format(s=secret)
    assert read(portal.http.get(address))["total"] == 2


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[[[", b"1" * 5000, b'{"a":' * 5000, b'"text"', b"null"])
def test_a_broken_body_gets_an_envelope(portal: SandboxProcess, body: bytes) -> None:
    answer = portal.http.post(
        f"{portal.webhook}crm.deal.list", content=body, headers={"Content-Type": "application/json"}
    )
    assert {"result", "error"} & set(answer.json())


def test_a_broken_multipart_gets_an_envelope(portal: SandboxProcess) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = portal.http.post(f"{portal.webhook}profile", content=b"--nothing", headers={"Content-Type": kind})
        assert {"result", "error"} & set(answer.json())


@pytest.mark.parametrize("host", ["portal.example", "b24-abc.bitrix24.com:443"])
def test_any_host_header_is_accepted(portal: SandboxProcess, host: str) -> None:
    assert portal.http.get(f"{portal.webhook}profile", headers={"Host": host}).status_code == 200


# Decoders

KEYS = st.text(st.sampled_from("ab0189[]=&%+ é\x00"), max_size=24)


@given(st.lists(st.tuples(KEYS, st.text(max_size=8)), max_size=12))
def test_any_pairs_decode(pairs: list[tuple[str, object]]) -> None:
    decoded = brackets.decode(pairs)
    json.dumps(decoded)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_query_decodes(text: str) -> None:
    json.dumps(brackets.decode_query(text))


LEAVES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
NAMES = st.text(st.sampled_from("abcXYZ_>=!%@"), min_size=1, max_size=5)
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def _spelled(value: Any, key: str) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [pair for name, item in value.items() for pair in _spelled(item, f"{key}[{name}]")]
    if isinstance(value, list):
        return [pair for number, item in enumerate(value) for pair in _spelled(item, f"{key}[{number}]")]
    return [(key, value)]


@given(st.dictionaries(NAMES, NESTED, max_size=4))
def test_what_is_spelled_in_brackets_reads_back(value: dict[str, Any]) -> None:
    assert brackets.decode(pair for name, item in value.items() for pair in _spelled(item, name)) == value


@pytest.mark.parametrize(
    ("pairs", "decoded"),
    [
        ([("a[]", "1"), ("a[]", "2")], {"a": ["1", "2"]}),
        ([("a[5]", "1"), ("a[]", "2")], {"a": {"5": "1", "6": "2"}}),
        ([("a[b", "1")], {"a[b": "1"}),
        ([("a[b]c", "1")], {"a": {"b": "1"}}),
        ([("a", "1"), ("a[b]", "2")], {"a": {"b": "2"}}),
        ([("[a]", "1")], {"[a]": "1"}),
        ([("a" + "[b]" * 99, "1")], {}),
    ],
)
def test_brackets_as_php_reads_them(pairs: list[tuple[str, object]], decoded: object) -> None:
    assert brackets.decode(pairs) == decoded


@given(st.text(max_size=60))
def test_any_path_is_an_address(path: str) -> None:
    assert "secret" not in repr(read_address(f"/rest/1/secret/{path}"))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(ANY_JSON)
def test_any_value_can_be_read_as_anything(value: object) -> None:
    from datetime import UTC

    for reader in (values.as_int, values.as_float, values.as_flag, values.as_text, values.as_list, values.as_map):
        reader(value)
    values.as_time(value, UTC)


METHODS = (
    "crm.activity.todo.add",
    "crm.activity.todo.update",
    "crm.activity.add",
    "crm.activity.update",
    "crm.activity.list",
    "crm.activity.binding.move",
    "crm.activity.layout.blocks.set",
    "crm.deal.list",
    "crm.item.list",
    "user.get",
    "user.search",
    "batch",
    "method.get",
)
PARAMETERS = (
    "id", "ownerTypeId", "ownerId", "deadline", "title", "pingOffsets", "colorId", "fields", "filter", "order",
    "select", "start", "cmd", "halt", "entityTypeId", "entityId", "activityId", "layout", "FILTER", "sort", "name",
)  # fmt: skip
LIKELY = st.sampled_from(
    [1, "1", 2, "2031-01-01", {"blocks": {}}, {"TYPE_ID": 2, "SUBJECT": "x", "COMMUNICATIONS": [[]]}]
)
FILTERS = st.dictionaries(
    st.sampled_from(["ID", ">=DEADLINE", "@OWNER_ID", "%SUBJECT", "BINDINGS", "logic", "0", "!=%TITLE", "id", "PHONE"]),
    ANY_JSON,
    max_size=3,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(METHODS),
    params=st.dictionaries(st.sampled_from(PARAMETERS), LIKELY | FILTERS | ANY_JSON, max_size=6),
    application=st.booleans(),
)
def test_no_call_breaks_the_portal(
    portal: SandboxProcess, method: str, params: dict[str, object], application: bool
) -> None:
    if application:
        token = portal.info["oauth"]["access_token"]
        answer = portal.http.post(f"{portal.portal}/rest/{method}", content=json.dumps({**params, "auth": token}))
    else:
        answer = portal.http.post(f"{portal.webhook}{method}", content=json.dumps(params))
    body = answer.json()
    assert ("result" in body and "time" in body) or {"error", "error_description"} == set(body)
    assert body.get("error") != "INTERNAL_SERVER_ERROR", params
    assert answer.status_code in (200, 400, 404)


KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "text/plain",
    "nonsense",
    "",
)
BODIES = (
    st.binary(max_size=120)
    | st.text(st.sampled_from('cmd[]=&%0123{}":,-b\r\n \x00é'), max_size=120).map(str.encode)
    | st.builds(lambda name, value: f"{name}={value}".encode(), KEYS, KEYS)
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), body=BODIES, method=st.sampled_from(METHODS))
def test_any_bytes_get_an_envelope(portal: SandboxProcess, kind: str, body: bytes, method: str) -> None:
    answer = portal.http.post(f"{portal.webhook}{method}", content=body, headers={"Content-Type": kind})
    assert {"result", "error"} & set(answer.json())
    assert answer.json().get("error") != "INTERNAL_SERVER_ERROR"
