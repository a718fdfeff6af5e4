"""What a portal's error code means. Pure; the one table of codes.

A code decides and the status does not, since one code comes under several statuses; where a code is empty (most of
crm.activity.* and crm.deal.*) or says too little, the text decides.
https://apidocs.bitrix24.com/settings/how-to-call-rest-api/error-codes.html
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from daybook import privacy
from daybook.bitrix.errors import (
    AccessDenied,
    AnswerLost,
    LostKind,
    MissingScope,
    NeedsApplication,
    NotFound,
    OperatingLimit,
    Overloaded,
    PlanRequired,
    PortalDeleted,
    PortalError,
    Refused,
    Throttled,
    TokenExpired,
    UnknownMethod,
    WebhookExpired,
    WrongSecret,
    WrongToken,
)

LONGEST_TEXT: Final = 2_000
"""Characters of the server's words that are kept."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One `{"error", "error_description"}`, with what it takes to judge it."""

    method: str
    code: str
    text: str
    status: int | None = None
    by_token: bool = False
    """The call was made with an application's token, not with a webhook."""
    until: datetime | None = None
    """When running time comes back, for those that say so."""


def read_refusal(refusal: Refusal) -> PortalError:
    """The error to raise. Never raises itself, whatever the portal sent."""
    code, text = refusal.code.strip().upper(), refusal.text.casefold()
    for fits, make in _BY_TEXT:
        if fits(code, text):
            return make(refusal)
    make_by_code = _BY_CODE.get(code)
    if make_by_code is not None:
        return make_by_code(refusal)
    if refusal.status is not None and refusal.status >= 500:
        return _lost(refusal)
    return _plain(Refused)(refusal)


def scope_of(method: str) -> str:
    """The permission a method needs; "" when none or when it is not known to Daybook."""
    family = method.lower().partition(".")[0]
    return {"crm": "crm", "bizproc": "bizproc", "user": "user_brief"}.get(family, "")


def tidy(text: str) -> str:
    """The server's own words as they may be shown: without secrets, and no longer than a page."""
    return privacy.mask(text.strip()[:LONGEST_TEXT])


_Make = Callable[[Refusal], PortalError]
_Fits = Callable[[str, str], bool]


def _plain(kind: type[PortalError]) -> _Make:
    def make(refusal: Refusal) -> PortalError:
        return kind(refusal.method, status=refusal.status, code=refusal.code, text=tidy(refusal.text))

    return make


def _lost(refusal: Refusal) -> PortalError:
    return AnswerLost(
        refusal.method,
        kind=LostKind.SERVER_ERROR,
        status=refusal.status,
        code=refusal.code,
        text=tidy(refusal.text),
    )


def _wrong(refusal: Refusal) -> PortalError:
    return _plain(WrongToken if refusal.by_token else WrongSecret)(refusal)


def _expired(refusal: Refusal) -> PortalError:
    return _plain(TokenExpired if refusal.by_token else WebhookExpired)(refusal)


def _missing_scope(refusal: Refusal) -> PortalError:
    return MissingScope(
        refusal.method,
        scope=scope_of(refusal.method),
        status=refusal.status,
        code=refusal.code,
        text=tidy(refusal.text),
    )


def _operating(refusal: Refusal) -> PortalError:
    return OperatingLimit(
        refusal.method,
        until=refusal.until,
        status=refusal.status,
        code=refusal.code,
        text=tidy(refusal.text),
    )


def _denied(refusal: Refusal) -> PortalError:
    """No right; but to methods that everybody may call there is none to lack, so there it is the portal's plan."""
    for_everybody = refusal.method.lower() in _FOR_EVERYBODY
    return _plain(PlanRequired if for_everybody else AccessDenied)(refusal)


_FOR_EVERYBODY: Final = frozenset({"profile", "scope", "server.time", "method.get", "batch"})
"""The text that tells a lacking plan from a lacking right may be in any language."""

_BY_CODE: Final[dict[str, _Make]] = {
    # Three ways to say "wrong secret"; INVALID_CREDENTIALS comes as 401 and as 403.
    "INVALID_CREDENTIALS": _wrong,
    "NO_AUTH_FOUND": _wrong,
    "INVALID_TOKEN": _wrong,
    "EXPIRED_TOKEN": _expired,
    "INSUFFICIENT_SCOPE": _missing_scope,
    "INVALID_SCOPE": _missing_scope,
    "ERROR_WRONG_CONTEXT": _plain(NeedsApplication),
    "ERROR_WRONG_APPLICATION": _plain(NeedsApplication),
    "WRONG_AUTH_TYPE": _plain(NeedsApplication),
    "ERROR_METHOD_NOT_FOUND": _plain(UnknownMethod),
    "PAYMENT_REQUIRED": _plain(PlanRequired),
    "PORTAL_DELETED": _plain(PortalDeleted),
    "OVERLOAD_LIMIT": _plain(Overloaded),
    "QUERY_LIMIT_EXCEEDED": _plain(Throttled),
    "OPERATION_TIME_LIMIT": _operating,
    "ACCESS_DENIED": _denied,
    "USER_ACCESS_ERROR": _plain(AccessDenied),
    "ALLOWED_ONLY_INTRANET_USER": _plain(AccessDenied),
    "NOT_FOUND": _plain(NotFound),
    "OWNER_NOT_FOUND": _plain(NotFound),
    "ERROR_NOT_FOUND": _plain(NotFound),
    "INTERNAL_SERVER_ERROR": _lost,
    "ERROR_UNEXPECTED_ANSWER": _lost,
}

_VAGUE: Final = frozenset({"", "0", "ACCESS_DENIED", "ERROR_CORE"})
"""Codes that say nothing, or one thing for several causes."""
_NOT_THERE: Final = re.compile(r"(activity is |element |entity )?not found\.?|could not find '\w+' with id.*")


def _vague(found: Callable[[str], object]) -> _Fits:
    return lambda code, text: code in _VAGUE and bool(found(text))


_BY_TEXT: Final[tuple[tuple[_Fits, _Make], ...]] = (
    (_vague(lambda text: "application context required" in text), _plain(NeedsApplication)),
    (_vague(lambda text: text.startswith("use crm.activity.configurable.")), _plain(NeedsApplication)),
    (_vague(lambda text: "commercial plan" in text), _plain(PlanRequired)),
    (_vague(lambda text: text.startswith(("access denied", "admin permissions required"))), _plain(AccessDenied)),
    (_vague(_NOT_THERE.fullmatch), _plain(NotFound)),
)
