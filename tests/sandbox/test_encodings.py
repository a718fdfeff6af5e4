"""Every way to spell a request. Whatever else may come stands in `test_fuzz`."""

import pytest

from daybook.sandbox.wire import brackets
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
