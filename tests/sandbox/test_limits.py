"""Request rate, operating time, the minute of one request: pure figures first, then the process."""

import sys
import threading

import httpx
import pytest

from daybook.sandbox.limits import LeakyBucket, OperatingTime
from tests.sandbox.process import FAST, Refused, SandboxProcess, until


def test_the_bucket_refuses_above_its_burst_and_drains_once_a_second() -> None:
    bucket = LeakyBucket(rate=2, burst=3)
    assert [bucket.take(10.1) for _ in range(6)] == [True, True, True, True, False, False]
    assert not bucket.take(10.9)  # no whole second has passed
    assert [bucket.take(11.0) for _ in range(3)] == [True, True, False]
    assert [bucket.take(100.0) for _ in range(5)] == [True, True, True, True, False]


def test_two_requests_a_second_never_trip() -> None:
    bucket = LeakyBucket(rate=2, burst=50)
    assert all(bucket.take(number / 2) for number in range(1000))


def test_operating_time_lives_in_minute_baskets_for_ten_minutes() -> None:
    used = OperatingTime()
    used.add(0.0, 100.0)
    used.add(59.0, 50.0)
    used.add(61.0, 7.0)
    assert used.used_s(300.0) == 157.0
    assert used.reset_at(300.0) == 600
    assert used.used_s(600.0) == 7.0
    assert used.reset_at(600.0) == 661
    assert used.used_s(661.0) == 0.0


def test_a_full_bucket_is_refused_before_anything_is_done() -> None:
    args = ("--data", "empty", "--rate", "1", "--burst", "5", "--time-scale", "0.001")
    given = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01"}
    with SandboxProcess.start(*args) as portal:
        answers = [portal.send("crm.activity.todo.add", given) for _ in range(8)]
        assert [answer.status_code for answer in answers] == [200] * 6 + [503] * 2
        assert answers[-1].json() == {"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"}
        stats = portal.stats()
        assert (stats["requests"], stats["commands"]) == (8, 6)
        assert stats["refusals"] == {"QUERY_LIMIT_EXCEEDED": 2}
        assert len(stats["creations"]) == 6


def test_a_method_over_its_operating_time_is_refused_until_a_basket_is_freed() -> None:
    args = ("--data", "empty", "--operating-limit", "3", "--processing", "2000", "--time-scale", "400", *FAST)
    with SandboxProcess.start(*args) as portal:
        first = portal.body("crm.deal.list")["time"]
        assert first["operating"] == pytest.approx(2.0, abs=0.5)
        crossing = portal.body("crm.deal.list")["time"]  # the call that crosses the limit still runs
        assert crossing["operating"] > 3
        with pytest.raises(Refused) as refusal:
            portal.call("crm.deal.list")
        assert (refusal.value.status, refusal.value.code) == (429, "OPERATION_TIME_LIMIT")
        assert portal.call("user.admin") is True  # each method has its own
        assert portal.call("crm.deal.list", webhook=portal.info["others"]["plain_user"])  # and each webhook
        assert portal.app_call("crm.deal.list")
        result = portal.call("batch", {"cmd": {"a": "crm.deal.list", "b": "user.admin"}})
        assert result["result_error"]["a"]["error"] == "OPERATION_TIME_LIMIT"
        until(lambda: portal.send("crm.deal.list").status_code == 200)
        assert portal.body("profile")["time"]["finish"] >= crossing["operating_reset_at"]


def test_processing_overlaps_between_requests() -> None:
    with SandboxProcess.start("--data", "empty", "--processing", "400", *FAST) as portal:
        times = []

        def one() -> None:
            times.append(portal.body("profile")["time"])

        threads = [threading.Thread(target=one) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        second_start = sorted(time["start"] for time in times)[1]
        assert second_start < min(time["finish"] for time in times)


def test_a_request_over_a_minute_times_out_and_its_work_goes_on() -> None:
    args = ("--data", "empty", "--processing", "40000", "--time-scale", "200", *FAST)
    command = "crm.activity.todo.add?ownerTypeId=2&ownerId=1&deadline=2031-01-01"
    with SandboxProcess.start(*args) as portal:
        answer = portal.send("batch", {"cmd": [command] * 3})
        assert answer.status_code == 504
        assert "html" in answer.headers["content-type"]
        until(lambda: len(portal.stats()["creations"]) == 3)


def test_the_way_to_the_portal_takes_its_time() -> None:
    with SandboxProcess.start("--data", "empty", "--latency", "200", *FAST) as portal:
        answer = portal.send("profile")
        assert answer.elapsed.total_seconds() >= 0.2
        assert answer.json()["time"]["duration"] < 0.2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere 127.0.0.2 is not an address of this computer")
def test_each_source_address_has_a_bucket_of_its_own() -> None:
    args = ("--data", "empty", "--rate", "1", "--burst", "3", "--time-scale", "0.001")
    with SandboxProcess.start(*args) as portal:
        assert [portal.send("profile").status_code for _ in range(5)] == [200] * 4 + [503]
        with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2"), trust_env=False) as other:
            address = f"{portal.info['others']['plain_user']}profile"
            assert [other.get(address).status_code for _ in range(5)] == [200] * 4 + [503]


def test_a_batch_is_one_request_and_a_token_is_none() -> None:
    args = ("--data", "empty", "--rate", "1", "--burst", "3", "--time-scale", "0.001")
    with SandboxProcess.start(*args) as portal:
        for _ in range(4):
            result = portal.call("batch", {"cmd": ["server.time"] * 50})
            assert len(result["result"]) == 50
        assert portal.send("batch", {"cmd": ["server.time"]}).status_code == 503
        app = {name: portal.info["oauth"][name] for name in ("client_id", "client_secret", "refresh_token")}
        answer = portal.http.get(f"{portal.portal}/oauth/token/", params={**app, "grant_type": "refresh_token"})
        assert answer.status_code == 200


def test_people_share_their_application_s_operating_time() -> None:
    args = ("--data", "empty", "--operating-limit", "1", "--processing", "2000", "--time-scale", "400", *FAST)
    with SandboxProcess.start(*args) as portal:
        assert portal.app_call("crm.deal.list")
        plain = {"auth": portal.token("plain_user")["access_token"]}
        answer = portal.http.post(f"{portal.portal}/rest/crm.deal.list", json=plain)
        assert (answer.status_code, answer.json()["error"]) == (429, "OPERATION_TIME_LIMIT")
        assert portal.app_call("crm.deal.list", second=True)
        assert portal.call("crm.deal.list")


def test_how_long_a_request_may_take_is_a_flag() -> None:
    args = ("--data", "empty", "--processing", "5000", "--request-limit", "2", "--time-scale", "20", *FAST)
    with SandboxProcess.start(*args) as portal:
        assert portal.send("profile").status_code == 504
        until(lambda: portal.stats()["commands"] == 1)
