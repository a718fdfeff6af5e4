"""Every documented error, and what it means."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix import errors
from daybook.bitrix.errors import PortalError
from daybook.bitrix.refusals import LONGEST_TEXT, Refusal, read_refusal
from tests.bitrix.recorded import refusals

NO_RIGHT = {"ACCESS_DENIED", "user_access_error", "allowed_only_intranet_user"}


def expected(row: dict[str, Any]) -> type[PortalError]:
    """What the documentation says of an error, in our classes; written from the tables and not from the code."""
    code, text = row["code"], row["text"]
    if "commercial plans" in text:
        return errors.PlanRequired
    if "pplication context required" in text or code in ("ERROR_WRONG_CONTEXT", "ERROR_WRONG_APPLICATION"):
        return errors.NeedsApplication
    if code == "WRONG_AUTH_TYPE" or text.startswith("Use crm.activity.configurable"):
        return errors.NeedsApplication
    if code in NO_RIGHT or text in ("Access denied.", "Access denied", "Access denied!", "Admin permissions required"):
        return errors.AccessDenied
    if code in ("NOT_FOUND", "OWNER_NOT_FOUND") or (not code and ("ot found" in text or "Could not find 'C" in text)):
        return errors.NotFound if "Email" not in text else errors.Refused
    by_code = {
        "NO_AUTH_FOUND": errors.WrongSecret,
        "INVALID_CREDENTIALS": errors.WrongSecret,
        "invalid_token": errors.WrongSecret,
        "expired_token": errors.WebhookExpired,
        "insufficient_scope": errors.MissingScope,
        "PORTAL_DELETED": errors.PortalDeleted,
        "OVERLOAD_LIMIT": errors.Overloaded,
        "QUERY_LIMIT_EXCEEDED": errors.Throttled,
        "OPERATION_TIME_LIMIT": errors.OperatingLimit,
        "ERROR_METHOD_NOT_FOUND": errors.UnknownMethod,
        "INTERNAL_SERVER_ERROR": errors.AnswerLost,
        "ERROR_UNEXPECTED_ANSWER": errors.AnswerLost,
    }
    return by_code.get(code, errors.Refused)


@pytest.mark.parametrize("row", refusals(), ids=lambda row: f"{row['method']} {row['code']} {row['text'][:40]}")
def test_every_documented_error(row: dict[str, Any]) -> None:
    error = read_refusal(Refusal(row["method"], row["code"], row["text"], row["status"]))
    assert type(error) is expected(row)
    assert (error.method, error.status, error.code) == (row["method"], row["status"], row["code"])


@pytest.mark.parametrize(
    ("code", "status", "text", "kind"),
    [
        ("INVALID_CREDENTIALS", 403, "", errors.WrongSecret),
        ("invalid_credentials", 401, "", errors.WrongSecret),
        ("PORTAL_DELETED", 410, "", errors.PortalDeleted),
        ("ACCESS_DENIED", 403, "Access denied!", errors.AccessDenied),
        ("ACCESS_DENIED", 400, "Zugriff verweigert", errors.AccessDenied),
        ("EXPIRED_TOKEN", 401, "", errors.WebhookExpired),
        ("", 400, "Доступ запрещён", errors.Refused),
        ("SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL", 400, "", errors.Refused),
        ("SOMETHING_NEW", 500, "", errors.AnswerLost),
        ("SOMETHING_NEW", None, "", errors.Refused),
        ("PAYMENT_REQUIRED", 402, "", errors.PlanRequired),
    ],
)
def test_contradictions_of_the_documentation(code: str, status: int | None, text: str, kind: type[PortalError]) -> None:
    assert type(read_refusal(Refusal("crm.deal.get", code, text, status))) is kind


@pytest.mark.parametrize("method", ["profile", "scope", "server.time", "batch"])
def test_who_may_not_even_ask_who_he_is_lacks_a_plan_in_any_language(method: str) -> None:
    text = "REST-API ist nur in kostenpflichtigen Tarifen verfügbar"
    assert type(read_refusal(Refusal(method, "ACCESS_DENIED", text, 403))) is errors.PlanRequired


@pytest.mark.parametrize(
    ("method", "scope"),
    [("crm.activity.list", "crm"), ("user.get", "user_brief"), ("bizproc.activity.add", "bizproc"), ("x.y", "")],
)
def test_the_scope_that_is_missing_is_named(method: str, scope: str) -> None:
    error = read_refusal(Refusal(method, "insufficient_scope", "", 403))
    assert isinstance(error, errors.MissingScope)
    assert error.scope == scope


@given(st.text(), st.text(), st.none() | st.integers(0, 999))
def test_no_refusal_breaks_the_reader(code: str, text: str, status: int | None) -> None:
    error = read_refusal(Refusal("crm.deal.get", code, text, status))
    assert isinstance(error, PortalError)
    assert error.code == code


def test_a_novel_is_cut() -> None:
    assert len(read_refusal(Refusal("crm.deal.get", "X", "no. " * 9_999)).text) <= LONGEST_TEXT


def test_only_lost_answers_may_have_been_done() -> None:
    def below(kind: type[PortalError]) -> set[type[PortalError]]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    assert {each for each in below(PortalError) if each.maybe_done} == below(errors.AnswerLost)
