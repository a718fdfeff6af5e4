"""Bytes become answers and errors."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix.errors import (
    AnswerLost,
    LostKind,
    Moved,
    NotAPortal,
    OperatingLimit,
    PortalError,
    Throttled,
    TokenExpired,
    Unreachable,
    UnreachableKind,
    WebhookExpired,
)
from daybook.bitrix.gate import Asked, Reply, read_reply
from tests.bitrix.recorded import answered, reply

ASKED = Asked("crm.deal.list", "acme.bitrix24.com")
SECRET = "q7w1e9r3t5y8u2i4"
PROXY_PAGE = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Accept</body></html>"


def error_of(answer: Reply, asked: Asked = ASKED) -> PortalError:
    with pytest.raises(PortalError) as caught:
        read_reply(answer, asked)
    return caught.value


def test_an_answer_with_its_time() -> None:
    answer = answered("crm.activity.list")
    assert answer.result[0]["ID"] == "20"
    assert (answer.total, answer.next) == (1, None)
    assert answer.time is not None
    assert answer.time.utc_offset == timedelta(hours=2)
    assert answer.time.operating_s == pytest.approx(3.307624, abs=1e-6)
    assert answer.time.operating_reset_at == datetime.fromtimestamp(1705765533, UTC)
    assert answer.time.finished == datetime.fromtimestamp(1712132793.530359, UTC)


@pytest.mark.parametrize(
    "time",
    [None, [], {}, "soon", {"operating": "much", "date_finish": "yesterday", "operating_reset_at": "?"}],
    ids=str,
)
def test_a_damaged_time_block_harms_nothing(time: object) -> None:
    answer = read_reply(reply({"result": True, "time": time}), ASKED)
    assert answer.result is True
    assert answer.time is None or answer.time.operating_s is None


def test_operating_reset_at_is_read_as_a_date_too() -> None:
    time = {"operating": 1.5, "operating_reset_at": "2024-04-03T10:26:33+02:00"}
    block = read_reply(reply({"result": [], "time": time}), ASKED).time
    assert block is not None
    assert block.operating_reset_at == datetime(2024, 4, 3, 8, 26, 33, tzinfo=UTC)


@pytest.mark.parametrize("result", [None, False, 0, "", [], {}], ids=str)
def test_an_empty_result_is_a_result(result: object) -> None:
    assert read_reply(reply({"result": result}), ASKED).result == result


def test_a_byte_order_mark_is_no_part_of_the_answer() -> None:
    assert read_reply(reply(b'\xef\xbb\xbf{"result":1}'), ASKED).result == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply('{"result":[{"ID":"1","TIT'), LostKind.TRUNCATED),
        (reply(b""), LostKind.TRUNCATED),
        (reply(b"   \n"), LostKind.TRUNCATED),
        (reply('["a"]'), LostKind.UNEXPECTED),
        (reply("null"), LostKind.UNEXPECTED),
        (reply("<h1>504</h1>", 504), LostKind.TIMEOUT),
        (reply("", 408), LostKind.TIMEOUT),
        (reply("<h1>502 Bad Gateway</h1>", 502), LostKind.SERVER_ERROR),
        (reply("", 500), LostKind.SERVER_ERROR),
        (reply({"result": True}, 500), LostKind.SERVER_ERROR),
        (reply({"error": "INTERNAL_SERVER_ERROR", "error_description": "x"}, 500), LostKind.SERVER_ERROR),
        (reply({"error": "", "error_description": ""}, 503), LostKind.SERVER_ERROR),
        (reply(PROXY_PAGE), LostKind.NOT_JSON),
    ],
)
def test_what_is_no_answer_may_have_been_done(answer: Reply, kind: LostKind) -> None:
    error = error_of(answer)
    assert isinstance(error, AnswerLost)
    assert error.kind is kind
    assert error.maybe_done


@pytest.mark.parametrize(
    "answer",
    [
        reply(PROXY_PAGE),
        reply("<html>Forbidden</html>", 403),
        reply("<html>Not Found</html>", 404),
        reply({"message": "another program"}),
        reply("ok"),
        reply("", 302, location="/login?to=/rest/"),
        reply("", 302),
        reply("", 304),
        reply("", 302, location="https://[broken"),
    ],
)
def test_somebody_else_answered(answer: Reply) -> None:
    error = error_of(answer)
    assert isinstance(error, NotAPortal)
    assert error.maybe_done


def test_the_title_of_a_strange_page_is_kept() -> None:
    assert error_of(reply(PROXY_PAGE)).text == "Sign in to the network"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_host_is_told_and_its_path_is_not(status: int) -> None:
    location = f"https://renamed.bitrix24.com/rest/1/{SECRET}/crm.deal.list"
    error = error_of(reply("", status, location=location))
    assert isinstance(error, Moved)
    assert (error.old_host, error.new_host) == ("acme.bitrix24.com", "renamed.bitrix24.com")
    assert not error.maybe_done
    assert SECRET not in f"{error} {error!r} {vars(error)}"


def test_a_proxy_that_wants_a_password_let_nothing_through() -> None:
    error = error_of(reply("<html><title>Proxy</title></html>", 407))
    assert isinstance(error, Unreachable)
    assert error.kind is UnreachableKind.PROXY


def test_429_without_a_word_is_too_many() -> None:
    assert isinstance(error_of(reply("Too Many Requests", 429)), Throttled)


def test_an_expired_secret_is_named_by_its_kind() -> None:
    body = reply({"error": "expired_token", "error_description": "The access token provided has expired."}, 401)
    assert isinstance(error_of(body), WebhookExpired)
    assert isinstance(error_of(body, Asked("profile", "acme.bitrix24.com", by_token=True)), TokenExpired)


def test_until_when_running_time_is_used_up() -> None:
    body = {"error": "OPERATION_TIME_LIMIT", "error_description": "Method is blocked due to operation time limit."}
    error = error_of(reply(body | {"time": {"operating_reset_at": 1705765533}}, 429))
    assert isinstance(error, OperatingLimit)
    assert error.until == datetime.fromtimestamp(1705765533, UTC)
    assert not error.maybe_done
    bare = error_of(reply(body, 429))
    assert isinstance(bare, OperatingLimit)
    assert bare.until is None


def test_a_secret_in_the_servers_words_is_masked() -> None:
    body = {"error": "X", "error_description": f"bad call of /rest/7/{SECRET}/crm.deal.list with auth={SECRET}"}
    error = error_of(reply(body, 400))
    assert SECRET not in f"{error} {error!r} {vars(error)}"
    assert "bad call" in error.text


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["result", "error", "time"]), inner),
    max_leaves=12,
)


@given(status=st.integers(100, 599), body=st.binary() | JSON_VALUES.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_is_an_answer_or_our_error(status: int, body: bytes) -> None:
    try:
        read_reply(Reply(status, {"location": body.decode("latin-1")}, body), ASKED)
    except PortalError as error:
        assert error.method == "crm.deal.list"  # noqa: PT017  (either end is fine)
