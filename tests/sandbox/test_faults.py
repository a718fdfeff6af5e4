"""Deliberate faults: what the client sees, and whether the work was done."""

import threading
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from daybook.sandbox.faults import BadSpec, Faults, parse
from tests.sandbox.process import FAST, Refused, SandboxProcess, until

GIVEN = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01"}
ADD = "crm.activity.todo.add"


@pytest.fixture(scope="module")
def quick() -> Iterator[SandboxProcess]:
    """A portal whose seconds are short, so that slow answers are not."""
    with SandboxProcess.start("--data", "empty", "--time-scale", "40", *FAST) as process:
        yield process


@pytest.fixture(autouse=True)
def _no_faults_left(quick: SandboxProcess) -> Iterator[None]:
    yield
    quick.faults("")
    quick.hold(False)


def made(portal: SandboxProcess) -> int:
    return len(portal.stats()["creations"])


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("503", 503, "QUERY_LIMIT_EXCEEDED"),
        ("429", 429, "OPERATION_TIME_LIMIT"),
        ("overload", 503, "OVERLOAD_LIMIT"),
        ("plan", 403, "ACCESS_DENIED"),
        ("portal_deleted", 500, "PORTAL_DELETED"),
    ],
)
def test_refusals_come_before_the_work(quick: SandboxProcess, kind: str, status: int, code: str) -> None:
    before = made(quick)
    quick.faults(kind)
    with pytest.raises(Refused) as refusal:
        quick.call(ADD, GIVEN)
    assert (refusal.value.status, refusal.value.code) == (status, code)
    assert made(quick) == before


def test_a_reset_before_the_work_leaves_nothing(quick: SandboxProcess) -> None:
    before = made(quick)
    quick.faults("reset_before")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        quick.call(ADD, GIVEN)
    assert made(quick) == before


def test_a_reset_after_the_work_leaves_it_done(quick: SandboxProcess) -> None:
    before = made(quick)
    quick.faults("reset_after")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        quick.call(ADD, GIVEN)
    assert made(quick) == before + 1


def test_time_out_after_the_work(quick: SandboxProcess) -> None:
    before = made(quick)
    quick.faults("timeout_after")
    with pytest.raises(httpx.ReadTimeout):
        quick.http.post(f"{quick.webhook}{ADD}", json=GIVEN, timeout=0.3)
    until(lambda: made(quick) == before + 1)
    assert quick.send(ADD, GIVEN).status_code == 504  # after a minute of portal time


@pytest.mark.parametrize(("kind", "done"), [("html", 0), ("truncated", 1), ("empty", 1), ("type", 1)])
def test_answers_that_are_no_envelope(quick: SandboxProcess, kind: str, done: int) -> None:
    before = made(quick)
    quick.faults(kind)
    answer = quick.send(ADD, GIVEN)
    assert answer.status_code == 200
    assert made(quick) == before + done
    if kind == "type":
        assert answer.json()["result"] == "unexpected"
    else:
        with pytest.raises(ValueError, match=r"."):
            answer.json()


def test_a_redirect_leads_elsewhere(quick: SandboxProcess) -> None:
    quick.faults("redirect")
    answer = quick.send("profile")
    assert answer.status_code == 302
    assert httpx.URL(answer.headers["location"]).host != "127.0.0.1"
    assert answer.headers["location"].endswith("/profile")


@pytest.mark.parametrize("kind", ["slow", "delay"])
def test_slow_answers_arrive_whole(quick: SandboxProcess, kind: str) -> None:
    quick.faults(kind)
    answer = quick.send("user.get")
    assert len(answer.json()["result"]) == 2
    assert answer.elapsed.total_seconds() > 0.04


def test_an_error_strikes_its_method_only_also_in_a_batch(quick: SandboxProcess) -> None:
    quick.faults("error:crm.deal.get:NOT_FOUND,error:user.admin:insufficient_scope")
    with pytest.raises(Refused) as refusal:
        quick.call("CRM.deal.get", {"id": 1})
    assert (refusal.value.status, refusal.value.code) == (400, "NOT_FOUND")
    result = quick.call("batch", {"cmd": {"a": "crm.deal.get?id=1", "b": "profile", "c": "user.admin"}})
    assert {key: error["error"] for key, error in result["result_error"].items()} == {
        "a": "NOT_FOUND",
        "c": "insufficient_scope",
    }


def test_a_fault_of_a_method_strikes_the_batch_that_holds_it(quick: SandboxProcess) -> None:
    quick.faults(f"empty:{ADD}")
    assert quick.send("profile").content
    assert quick.send("batch", {"cmd": ["profile"]}).content
    assert not quick.send("batch", {"cmd": {"x": f"{ADD}?ownerTypeId=2"}}).content


def test_once_strikes_so_many_requests_and_no_more(quick: SandboxProcess) -> None:
    quick.faults("503:profile", once=2)
    statuses = [quick.send(method).status_code for method in ("user.admin", "profile", "profile", "profile")]
    assert statuses == [200, 503, 503, 200]


def test_a_bad_specification_is_refused_and_the_old_one_stays(quick: SandboxProcess) -> None:
    quick.faults("503:profile")
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        quick.faults("thunder=1")
    assert quick.send("profile").status_code == 503


@pytest.mark.parametrize("spec", ["thunder", "503=often", "503=2", "error:x", "error", "=1", "delay=-0.1"])
def test_bad_specifications(spec: str) -> None:
    with pytest.raises(BadSpec):
        parse(spec)


def test_chance_is_seeded() -> None:
    def drawn(seed: int) -> list[bool]:
        faults = Faults("503=0.3", seed)
        return [faults.strike(["profile"]) is not None for _ in range(200)]

    assert drawn(7) == drawn(7) != drawn(8)
    assert 30 < Counter(drawn(7))[True] < 90


def test_a_held_answer_comes_after_the_work_when_released(quick: SandboxProcess) -> None:
    before = made(quick)
    quick.hold(True)
    answers: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: answers.append(quick.send(ADD, GIVEN)))
    thread.start()
    until(lambda: made(quick) == before + 1)
    assert quick.call("profile")  # reading goes on
    assert not answers
    quick.hold(False)
    thread.join(10)
    assert answers[0].json()["result"]["id"] > 0


def test_the_work_goes_on_after_the_client_hangs_up() -> None:
    args = ("--data", "empty", "--processing", "300", *FAST)
    with SandboxProcess.start(*args) as portal:
        with pytest.raises(httpx.ReadTimeout):
            portal.http.post(
                f"{portal.webhook}batch",
                json={"cmd": [f"{ADD}?ownerTypeId=2&ownerId=1&deadline=2031-01-01"] * 2},
                timeout=0.1,
            )
        until(lambda: made(portal) == 2)
