"""What is noted of each call: bounded, whole where it fits, and never with a secret."""

import json
import shlex
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from daybook.bitrix import curl
from daybook.bitrix.address import read_webhook
from daybook.bitrix.answer import Answer
from daybook.bitrix.call_log import LONGEST, Asked, CallLog, Limits
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, NotFound
from daybook.bitrix.gate import Reply
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from tests.bitrix.conftest import token_of
from tests.helpers.clock import FakeClock
from tests.sandbox.process import SandboxProcess

NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def noted(process: SandboxProcess, *, by_token: bool = False) -> tuple[Portal, CallLog]:
    access = token_of(process) if by_token else read_webhook(process.webhook)
    clock, log = FakeClock(), CallLog()
    gate = RequestGate(LeakyBucket(100_000, 1_000_000), clock)
    return Portal(access, await open_transport(access.portal), gate, clock, log=log), log


def note(log: CallLog, params: dict[str, Any], answer: str = "{}", method: str = "crm.deal.list") -> None:
    log.note(
        Asked(method, params, writes=False, began=NOW),
        duration_s=0.1,
        reply=Reply(200, {}, answer.encode()),
        outcome=Answer(None),
        limits=Limits(1.0, 50),
    )


async def test_request_answer_and_refusal_are_noted(empty_portal: SandboxProcess) -> None:
    portal, log = await noted(empty_portal)
    await portal.call("crm.deal.get", {"id": 1}, writes=False)
    with pytest.raises(NotFound):
        await portal.call("crm.activity.get", {"id": 99}, writes=False)
    await portal.batch({"a": Command("profile"), "b": Command("crm.activity.get", {"id": 98})}, writes=False)
    first, second, third = log.calls
    assert (first.method, json.loads(first.request), first.status, first.failed) == (
        "crm.deal.get",
        {"id": 1},
        200,
        False,
    )
    assert json.loads(first.answer)["result"]["ID"] == "1"
    assert first.operating_s is not None
    assert (second.failed, second.problem) == (True, "Activity is not found")
    assert [(part.command.partition("?")[0], part.refused) for part in third.parts] == [
        ("profile", False), ("crm.activity.get", True),
    ]  # fmt: skip
    await portal.aclose()


@pytest.mark.parametrize("by_token", [False, True])
async def test_no_secret_is_in_it(empty_portal: SandboxProcess, by_token: bool) -> None:
    portal, log = await noted(empty_portal, by_token=by_token)
    secret = empty_portal.info["oauth"]["access_token"] if by_token else empty_portal.webhook.split("/")[-2]
    await portal.call("profile", writes=False)
    await portal.call("crm.deal.update", {"id": 1, "fields": {"COMMENTS": f"see {secret}"}}, writes=True)
    await portal.call("crm.deal.get", {"id": 1}, writes=False)
    empty_portal.faults("reset_after", once=1)
    with pytest.raises(AnswerLost):
        await portal.call("crm.deal.update", {"id": 1, "fields": {}}, writes=True)
    shown = "".join(f"{call}" for call in log.calls if call.method != "crm.deal.update")
    shown += "".join(call.request + call.answer + call.problem for call in log.calls)
    assert secret not in shown
    await portal.aclose()


def test_tokens_in_answers_are_masked() -> None:
    log = CallLog()
    answer = '{"auth": {"access_token": "s3cretAccess", "application_token": "s3cretApp"}, "url": "/x?auth=s3cretFile"}'
    note(log, {"refresh_token": "s3cretRefresh"}, answer)
    (call,) = log.calls
    assert "s3cret" not in call.request + call.answer


def test_the_oldest_go_when_there_are_too_many() -> None:
    log = CallLog(most_calls=3, most_characters=10_000)
    for number in range(5):
        note(log, {"id": number})
    assert [json.loads(call.request)["id"] for call in log.calls] == [2, 3, 4]
    note(log, {"id": "x" * 9_000})
    note(log, {"id": "y" * 9_000})
    assert len(list(log.calls)) == 1


def test_what_is_long_is_cut_and_said_to_be() -> None:
    log = CallLog()
    note(log, {"text": "x" * LONGEST}, "y" * (LONGEST + 5))
    (call,) = log.calls
    assert (len(call.request), len(call.answer)) == (LONGEST, LONGEST)
    assert call.is_cut
    assert call.params is None
    assert call.answer_size == LONGEST + 5


def test_nothing_is_noted_while_it_is_paused() -> None:
    log = CallLog()
    log.paused = True
    note(log, {})
    assert list(log.calls) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), json_values, max_size=4))
@example({"'": ['"; rm -rf ~ #', "$(id)", "\n"]})
def test_any_request_survives_the_shell(params: dict[str, Any]) -> None:
    assume(curl.masked(params) == params)  # what looks like a token is masked, as other tests hold
    line = curl.line("https://a.example", "crm.deal.list", params, user_id=7)
    words = shlex.split(line)
    assert json.loads(words[words.index("--data-raw") + 1]) == json.loads(json.dumps(params))
    assert words[-1] == f"https://a.example/rest/7/{curl.WEBHOOK}/crm.deal.list"


def test_a_real_shell_reads_it_so() -> None:
    params = {"a": 'it\'s $HOME `x` "q" \\ & ; \n ü', "b": [1, {"c": None}]}
    line = curl.line("https://a.example", "profile", params, user_id=None).replace("curl", "printf '%s\\0'", 1)
    told = subprocess.run(["sh", "-c", line], capture_output=True, check=True).stdout.decode().split("\0")
    assert json.loads(told[told.index("--data-raw") + 1]) == {**params, "auth": curl.TOKEN}


@pytest.mark.parametrize("user_id", [7, None])
def test_a_secret_among_the_values_is_not_copied(user_id: int | None) -> None:
    params = {
        "fields": {
            "URL": "https://a.example/rest/7/s3cretS3cretS3cret/",
            "HOOK": "https://b.example/?auth=tokenT0kenT0ken",
        }
    }
    line = curl.line("https://a.example", "crm.deal.add", params, user_id=user_id)

    assert "s3cretS3cret" not in line
    assert "tokenT0ken" not in line
    words = shlex.split(line)
    assert "URL" in json.loads(words[words.index("--data-raw") + 1])["fields"]
