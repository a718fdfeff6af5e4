"""batch: order, references, halt, the fifty-first command, shapes of its maps."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.sandbox.process import FAST, SandboxProcess

TODO = "crm.activity.todo.add?ownerTypeId=2&ownerId=1&deadline=2031-01-01T10:00:00Z&title="


def batch(portal: SandboxProcess, cmd: Any, **more: Any) -> dict[str, Any]:
    result: dict[str, Any] = portal.call("batch", {"cmd": cmd, **more})
    return result


def test_a_map_answers_by_its_keys(portal: SandboxProcess) -> None:
    result = batch(portal, {"me": "profile", "deals": "crm.deal.list?select[]=ID"})
    assert result["result"]["me"]["ID"] == "1"
    assert result["result_total"] == {"deals": 2}
    assert result["result_error"] == result["result_next"] == []
    assert set(result["result_time"]["me"]) >= {"start", "finish", "duration", "processing", "operating"}


def test_a_list_answers_as_a_list_or_with_gaps_as_a_map(portal: SandboxProcess) -> None:
    assert batch(portal, ["profile", "user.admin"])["result"][1] is True
    gaps = batch(portal, ["profile", "no.such.method", "user.admin"])
    assert set(gaps["result"]) == {"0", "2"}
    assert gaps["result_error"] == {"1": {"error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"}}


def test_200_although_everything_failed(portal: SandboxProcess) -> None:
    answer = portal.send("batch", {"cmd": {"a": "crm.deal.get?id=0", "b": "nothing"}})
    assert answer.status_code == 200
    result = answer.json()["result"]
    assert result["result"] == result["result_time"] == result["result_total"] == []
    assert set(result["result_error"]) == {"a", "b"}


def test_halt_stops_at_the_first_failure(portal: SandboxProcess) -> None:
    for halt in (1, "1", True, "Y"):
        result = batch(portal, {"a": "profile", "b": "nothing", "c": "profile"}, halt=halt)
        assert set(result["result"]) == {"a"}
        assert set(result["result_error"]) == {"b"}
    assert set(batch(portal, {"b": "nothing", "c": "profile"}, halt="0")["result"]) == {"c"}


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "encoded"])
def test_references_reach_into_earlier_answers(portal: SandboxProcess, plain: bool) -> None:
    reference, deeper = "$result[new][id]", "$result[list][0][SUBJECT]"
    if not plain:
        reference, deeper = quote(reference), quote(deeper)
    cmd = {
        "new": TODO + quote("Tea & cake"),
        "list": f"crm.activity.list?filter[ID]={reference}",
        "again": TODO + f"again:%20{deeper}",
        "read": "crm.activity.list?filter[@ID][]=$result[again][id]&select[]=SUBJECT",
    }
    result = batch(portal, cmd)["result"]
    assert result["read"][0]["SUBJECT"] == "again: Tea & cake"


def test_an_unresolved_reference_is_passed_on_as_text(portal: SandboxProcess) -> None:
    result = batch(portal, {"a": TODO + "$result[nothing][id]", "b": "crm.activity.get?id=$result[a][id]"})
    assert result["result"]["b"]["SUBJECT"] == "$result[nothing][id]"


def test_a_whole_list_can_be_handed_on(portal: SandboxProcess) -> None:
    result = batch(portal, {"u": "user.get", "d": "crm.deal.list?filter[@ASSIGNED_BY_ID]=$result[u][0][UF_DEPARTMENT]"})
    assert [deal["ID"] for deal in result["result"]["d"]] == ["1"]


def test_the_surplus_commands_fail_one_by_one(portal: SandboxProcess) -> None:
    result = batch(portal, {f"k{number}": "user.admin" for number in range(53)})
    assert len(result["result"]) == 50
    errors = result["result_error"]
    assert {key: error["error"] for key, error in errors.items()} == {
        f"k{number}": "ERROR_BATCH_LENGTH_EXCEEDED" for number in (50, 51, 52)
    }


def test_a_batch_in_a_batch_is_refused(portal: SandboxProcess) -> None:
    result = batch(portal, {"a": "batch?cmd[x]=profile"})
    assert result["result_error"]["a"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"


def test_a_batch_as_a_query_string_is_encoded_twice(portal: SandboxProcess) -> None:
    command = TODO + quote("salt & pepper")
    read = quote("crm.activity.get?id=$result[a][id]")
    url = f"{portal.webhook}batch.json?halt=0&cmd[a]={quote(command)}&cmd[b]={read}"
    result = portal.http.get(url).json()["result"]["result"]
    assert result["b"]["SUBJECT"] == "salt & pepper"


def test_next_and_total_by_command(demo: SandboxProcess) -> None:
    result = batch(demo, {"a": "crm.activity.list?start=0", "b": "crm.deal.list"})
    assert result["result_next"] == {"a": 50}
    assert set(result["result_total"]) == {"a", "b"}


def test_commands_run_one_after_another_each_with_its_time() -> None:
    args = ("--data", "empty", "--processing", "200", "--time-scale", "10", *FAST)
    with SandboxProcess.start(*args) as portal:
        result = batch(portal, {"a": "profile", "b": "user.admin", "c": "scope"})["result_time"]
        assert result["a"]["finish"] <= result["b"]["start"] <= result["b"]["finish"] <= result["c"]["start"]
        for part in result.values():
            assert part["duration"] >= 0.2
            assert part["processing"] >= 0.2


def test_each_command_counts_and_a_batch_is_one_request() -> None:
    with SandboxProcess.start("--data", "empty") as portal:
        batch(portal, [TODO + "one", TODO + "two", "nothing", "crm.activity.delete?id=1"])
        stats = portal.stats()
        assert (stats["requests"], stats["commands"]) == (1, 3)
        assert stats["refusals"] == {"ERROR_METHOD_NOT_FOUND": 1}
        assert stats["writes"]["1"] == {"crm.activity.todo.add": 1, "crm.activity.delete": 1}
        made = stats["creations"][1]
        assert (made["method"], made["id"], made["owner"], made["title"]) == ("crm.activity.todo.add", 2, "2:1", "two")
        assert made["deadline"] == "2031-01-01T13:00:00+03:00"
