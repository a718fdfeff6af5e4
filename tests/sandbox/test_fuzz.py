"""Whatever arrives, a caller gets an envelope and never INTERNAL_SERVER_ERROR, and the portal logs nothing."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from daybook.sandbox import batch, filters, values
from daybook.sandbox.clock import Clock
from daybook.sandbox.errors import ApiError
from daybook.sandbox.filters import BadValue, Column
from daybook.sandbox.method import Param, Params
from daybook.sandbox.tables.field import Kind
from daybook.sandbox.wire import brackets
from daybook.sandbox.wire.request import read_address, read_parameters
from tests.contract.scene import furnish
from tests.sandbox.nonsense import ANY_JSON, BATCHES, CALLS, KEYS, LEAF, METHODS, PREFIXES, as_query, spelled
from tests.sandbox.process import FAST, SandboxProcess

NAMES = st.text(st.sampled_from("abcXYZ_>=!%@"), min_size=1, max_size=5)
ZONES = st.sampled_from((UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-14))))
KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain",
    "nonsense",
    "",
)
FRAMED = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--b--\r\n'
BODIES = st.one_of(
    st.binary(max_size=120),
    st.text(st.sampled_from('cmd[]=&%0123{}":,-b\r\n \x00é'), max_size=120).map(str.encode),
    st.builds(lambda name, value: f"{name}={value}".encode(), KEYS, KEYS),
    st.builds(
        lambda name, more, value: FRAMED % (name.encode(), more, value), KEYS, st.binary(max_size=9), st.binary()
    ),
    ANY_JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
)


# Decoders


@given(st.lists(st.tuples(KEYS, st.text(max_size=8)), max_size=12))
def test_any_pairs_decode(pairs: list[tuple[str, object]]) -> None:
    json.dumps(brackets.decode(pairs))


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_query_decodes(text: str) -> None:
    json.dumps(brackets.decode_query(text))


NESTED = st.recursive(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=6),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, NESTED, max_size=4))
def test_what_is_spelled_in_brackets_reads_back(value: dict[str, Any]) -> None:
    assert brackets.decode(pair for name, item in value.items() for pair in spelled(item, name)) == value


@given(st.text(max_size=60))
def test_any_path_is_an_address(path: str) -> None:
    assert "secret" not in repr(read_address(f"/rest/1/secret/{path}"))


def _request(kind: str, body: bytes, query: bytes) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/rest/profile",
        "query_string": query,
        "headers": [(b"content-type", kind.encode()), (b"host", b"portal")],
        "app": None,
    }
    return Request(scope, receive)


@given(st.sampled_from(KINDS), BODIES, st.binary(max_size=40))
def test_any_bytes_are_parameters_or_a_refusal(kind: str, body: bytes, query: bytes) -> None:
    try:
        parameters = asyncio.run(read_parameters(_request(kind, body, query)))
    except ApiError:
        return
    json.dumps(parameters, ensure_ascii=False).encode()


@given(ANY_JSON | LEAF, ZONES)
def test_any_value_can_be_read_as_anything(value: object, zone: timezone) -> None:
    for reader in (values.as_int, values.as_float, values.as_flag, values.as_text, values.as_list, values.as_map):
        reader(value)
    values.as_time(value, zone)


@given(st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")), st.integers(-14, 14), ZONES)
def test_a_moment_that_is_read_can_be_printed(text: str, hours: int, zone: timezone) -> None:
    for offset in ("", "Z", f"{hours:+03d}:00"):
        moment = values.as_time(text + offset, zone)
        if moment is not None:
            assert values.as_time(Clock(zone=zone).iso(moment), zone) == moment


@given(st.sampled_from(("int", "text", "flag", "map", "list", "any")), ANY_JSON | LEAF)
def test_any_parameter_is_read_or_refused(kind: str, value: object) -> None:
    try:
        params = Params({"P": value}, (Param("p", kind, required=True),))
    except ApiError:
        return
    assert isinstance(params.int("p"), int)
    assert isinstance(params.text("p"), str)
    assert isinstance(params.map("p"), dict)
    assert isinstance(params.list("p"), list)


@given(st.builds(str.__add__, PREFIXES, st.just("x")), st.sampled_from(sorted(Kind, key=str)), ANY_JSON | LEAF, ZONES)
def test_any_filter_is_sql_or_a_bad_value(key: str, kind: Kind, value: object, zone: timezone) -> None:
    operation, name = filters.split(key)
    try:
        condition = filters.condition(Column("x", kind), operation, value, zone)
    except BadValue:
        return
    with sqlite3.connect(":memory:") as db:
        db.create_function("unicode_lower", 1, lambda text: text)
        db.execute(f"SELECT x FROM (SELECT 1 AS x) WHERE {condition.sql}", condition.arguments).fetchall()
    db.close()
    assert name in ("x", "?x", "<>x", ">x")


@given(BATCHES | st.dictionaries(st.sampled_from(("cmd", "CMD", "halt")), ANY_JSON, max_size=2))
def test_any_batch_names_its_methods(params: dict[str, Any]) -> None:
    assert all(isinstance(name, str) for name in batch.command_names(params))


# A portal


@pytest.fixture(scope="module")
def victim() -> Iterator[SandboxProcess]:
    """A portal in which one of everything stands. At its end it must have nothing to complain of."""
    process = SandboxProcess.start("--data", "empty", *FAST)
    try:
        furnish(process)
        yield process
        process.http.close()
        process.process.terminate()
        _out, complaints = process.process.communicate(timeout=10)
        assert complaints == ""
    finally:
        process.stop()


CALLERS = st.sampled_from(("webhook", "plain_user", "oauth", "oauth", "plain_user_token", "second_app"))
SENT = st.sampled_from(("json", "form", "query"))


def send(portal: SandboxProcess, who: str, how: str, method: str, params: dict[str, Any]) -> httpx.Response:
    """One call, spelled as asked."""
    info, others = portal.info, portal.info["others"]
    tokens = {
        "oauth": info["oauth"]["access_token"],
        "plain_user_token": others["plain_user_token"],
        "second_app": others["second_app"]["access_token"],
    }
    if who in tokens:
        address, params = f"{portal.portal}/rest/{method}", {**params, "auth": tokens[who]}
    else:
        address = (portal.webhook if who == "webhook" else others["plain_user"]) + method
    if how == "json":
        return portal.http.post(address, content=json.dumps(params))
    query = as_query(params)
    if how == "form":
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return portal.http.post(address, content=query.encode(), headers=kind)
    return portal.http.get(f"{address}?{query}")


def check(answer: httpx.Response) -> dict[str, Any]:
    """The envelope. Raises AssertionError when it is none, or the portal's own fault."""
    body: dict[str, Any] = answer.json()
    if "error" in body:
        assert set(body) == {"error", "error_description"}
        assert answer.status_code in (400, 401, 403, 404, 405)
        assert body["error"] != "INTERNAL_SERVER_ERROR"
    else:
        assert {"result", "time"} <= set(body) <= {"result", "time", "total", "next"}
        assert answer.status_code == 200
    return body


@settings(max_examples=500, deadline=None)
@given(CALLERS, SENT, CALLS)
def test_no_call_breaks_the_portal(
    victim: SandboxProcess, who: str, how: str, call: tuple[str, dict[str, Any]]
) -> None:
    check(send(victim, who, how, *call))


@settings(max_examples=200, deadline=None)
@given(CALLERS, SENT, BATCHES)
def test_no_batch_breaks_the_portal(victim: SandboxProcess, who: str, how: str, params: dict[str, Any]) -> None:
    body = check(send(victim, who, how, "batch", params))
    if "result" in body:
        failed = body["result"]["result_error"]
        errors = failed.values() if isinstance(failed, dict) else failed
        assert "INTERNAL_SERVER_ERROR" not in {each["error"] for each in errors}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), BODIES, st.sampled_from([method.name for method in METHODS] + ["batch", "x"]))
def test_any_bytes_get_an_envelope(victim: SandboxProcess, kind: str, body: bytes, method: str) -> None:
    check(victim.http.post(f"{victim.webhook}{method}", content=body, headers={"Content-Type": kind}))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("/%012abcrest\x00é?&=[]"), max_size=40))
def test_any_path_gets_an_answer(victim: SandboxProcess, path: str) -> None:
    check(victim.http.post(f"{victim.portal}/rest/{quote(path)}"))


TOKEN_PARAMETERS = ("grant_type", "client_id", "client_secret", "code", "refresh_token", "scope")


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(TOKEN_PARAMETERS), ANY_JSON | LEAF),
    st.sampled_from(("authorization_code", "refresh_token", "")),
    st.booleans(),
)
def test_the_token_server_refuses_any_nonsense(
    victim: SandboxProcess, params: dict[str, Any], grant: str, known: bool
) -> None:
    if grant:
        params = {**params, "grant_type": grant}
    if known:
        params |= {name: victim.info["oauth"][name] for name in ("client_id", "client_secret")}
    answer = victim.http.post(f"{victim.portal}/oauth/token/", content=json.dumps(params))
    assert answer.status_code in (400, 401, 403)
    assert set(answer.json()) == {"error", "error_description"}
    assert answer.json()["error"] != "INTERNAL_SERVER_ERROR"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(KINDS), BODIES, st.sampled_from(("oauth/authorize/", "oauth/token/", "sandbox/application")))
def test_any_bytes_at_the_other_doors(victim: SandboxProcess, kind: str, body: bytes, door: str) -> None:
    answer = victim.http.post(f"{victim.portal}/{door}", content=body, headers={"Content-Type": kind})
    assert answer.status_code in (200, 400, 401, 404)


MANY = 40_000


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("crm.deal.list", {"filter": {"@ID": list(range(MANY))}}),
        ("crm.deal.list", {"filter": {"%TITLE": "x%" * MANY}}),
        ("crm.contact.list", {"filter": {"PHONE": ["1"] * MANY}}),
        ("crm.activity.list", {"filter": {"BINDINGS": [{"OWNER_TYPE_ID": number} for number in range(MANY)]}}),
        ("crm.item.list", {"entityTypeId": 2, "filter": {str(number): {"id": 1} for number in range(MANY)}}),
        ("batch", {"cmd": ["profile"] * MANY}),
        (
            "crm.activity.todo.add",
            {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01", "pingOffsets": [1] * MANY},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_too_much_is_answered_as_well(victim: SandboxProcess, method: str, params: dict[str, Any]) -> None:
    check(victim.send(method, params))


@pytest.mark.parametrize("depth", [100, 500, 900, 100_000])
@pytest.mark.parametrize(("opened", "closed"), [('{"a":', "}"), ("[", "]")])
def test_too_deep_is_answered_as_well(victim: SandboxProcess, depth: int, opened: str, closed: str) -> None:
    body = f'{{"filter": {{"ID": {opened * depth}1{closed * depth}}}}}'
    check(victim.http.post(f"{victim.webhook}crm.deal.list", content=body))
