"""How a person lets an application in: where the browser goes, and what the token server answers. Pure.

https://apidocs.bitrix24.com/settings/oauth/index.html. The browser goes to the portal's own page, which sends it to
the return address of the application's card with a code; the token server gives tokens for the code.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, quote, urlsplit

from daybook.bitrix import decode
from daybook.bitrix.address import host_of, is_loopback
from daybook.bitrix.errors import (
    CodeRefused,
    LostKind,
    MissingScope,
    OtherPortal,
    PlanRequired,
    PortalError,
    Refused,
    SignInEnded,
    TokenServerDown,
    WrongApplication,
)
from daybook.bitrix.gate import Reply
from daybook.bitrix.refusals import tidy
from daybook.bitrix.secret import Secret

OFFICIAL: Final = "https://oauth.bitrix.info"
"""The one token server of all portals; besides it only a portal on this computer is its own."""
CODE_LIFE_S: Final = 30
TOKEN_PATH: Final = "/oauth/token/"  # noqa: S105
HOUR_S: Final = 3600


@dataclass(frozen=True, slots=True)
class Application:
    """An application, as its card in the portal names it. The secret goes to the token server only."""

    client_id: str
    client_secret: Secret


@dataclass(frozen=True, slots=True)
class Grant:
    """What the token server gives: tokens for one portal (`member_id`) and one person.

    The access token lives for `expires_in_s` seconds. The refresh token works once; the one here replaces it.
    """

    access_token: Secret
    refresh_token: Secret
    expires_in_s: int
    member_id: str
    client_endpoint: str
    """Where methods are called, such as https://acme.bitrix24.com/rest/."""
    scopes: frozenset[str]


def new_state() -> str:
    """A text that nobody guesses, by which an answer shows that it belongs to our question."""
    return secrets.token_urlsafe(24)


def authorize_address(portal: str, client_id: str, state: str) -> str:
    """The page on which the person lets the application in.

    No return address is passed: the portal takes the one of the application's card.
    """
    return f"{portal}/oauth/authorize/?client_id={quote(client_id, safe='')}&state={quote(state, safe='')}"


def token_server_of(portal: str) -> str:
    """The server that gives tokens for a portal: the official one, unless the portal is on this computer."""
    return portal if is_loopback(host_of(portal)) else OFFICIAL


def code_query(application: Application, code: Secret) -> dict[str, str]:
    """What is asked for the first tokens."""
    return {"grant_type": "authorization_code", **_named(application), "code": code.reveal()}


def refresh_query(application: Application, refresh_token: Secret) -> dict[str, str]:
    """What is asked for the next tokens. Only after a call failed with TokenExpired: by the hour it is forbidden."""
    return {"grant_type": "refresh_token", **_named(application), "refresh_token": refresh_token.reveal()}


def _named(application: Application) -> dict[str, str]:
    return {"client_id": application.client_id, "client_secret": application.client_secret.reveal()}


def read_grant(reply: Reply, *, for_code: bool) -> Grant:
    """The tokens in an answer of the token server. Raises PortalError, and nothing else whatever the bytes are.

    `for_code`: they were asked for with a code, else with a refresh token; what "invalid_grant" means hangs on it.
    """
    found = _json(reply.body)
    if "error" in found:
        raise _refused(reply, found, for_code=for_code)
    access, refresh = decode.as_text(found.get("access_token")), decode.as_text(found.get("refresh_token"))
    if not 200 <= reply.status < 300 or not access or not refresh:
        kind = LostKind.SERVER_ERROR if reply.status >= 500 else LostKind.UNEXPECTED
        raise TokenServerDown(kind=kind, status=reply.status)
    return Grant(
        access_token=Secret(access),
        refresh_token=Secret(refresh),
        expires_in_s=decode.as_int(found.get("expires_in")) or HOUR_S,
        member_id=decode.as_text(found.get("member_id")),
        client_endpoint=decode.as_text(found.get("client_endpoint")),
        scopes=frozenset(decode.as_text(found.get("scope")).replace(",", " ").split()),
    )


def check_endpoint(portal: str, endpoint: str) -> None:
    """Raises OtherPortal unless `endpoint` is on the portal that was asked for, and as well encrypted."""
    try:
        there, asked = urlsplit(endpoint), urlsplit(portal)
        same = _origin(there) == _origin(asked) and there.path.rstrip("/") == "/rest"
    except ValueError:
        raise OtherPortal(asked=host_of(portal), other="?") from None
    if not same:
        raise OtherPortal(asked=host_of(portal), other=there.hostname or "?")


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    return address.scheme, address.hostname, address.port or {"https": 443, "http": 80}.get(address.scheme)


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, Mapping) else {}


def _refused(reply: Reply, found: Mapping[str, Any], *, for_code: bool) -> PortalError:
    """https://apidocs.bitrix24.com/settings/oauth/index.html names the codes; case is not to be relied on."""
    code = decode.as_text(found.get("error"))
    facts: dict[str, Any] = {
        "status": reply.status,
        "code": code,
        "text": tidy(decode.as_text(found.get("error_description"))),
    }
    match code.strip().lower():
        case "invalid_grant":
            return CodeRefused(**facts) if for_code else SignInEnded(**facts)
        case "expired_token" if not for_code:
            return SignInEnded(**facts)
        case "invalid_client" | "wrong_client":
            return WrongApplication(**facts)
        case "invalid_scope" | "insufficient_scope":
            return MissingScope(scope="", **facts)
        case "payment_required":
            return PlanRequired(**facts)
    if reply.status >= 500:
        return TokenServerDown(kind=LostKind.SERVER_ERROR, status=reply.status, text=facts["text"])
    return Refused(**facts)
