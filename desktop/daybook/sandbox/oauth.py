"""Letting applications in: codes, tokens, refresh tokens. The portal plays the token server as well.

https://apidocs.bitrix24.com/settings/oauth/index.html. A code lives half a minute and works once. Each refreshing hands
out a new refresh token, and the old one is dead from then on.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from daybook.sandbox import access, values
from daybook.sandbox.access import KNOWN_SCOPES, TOKEN_LIFE_S
from daybook.sandbox.errors import ApiError

CODE_LIFE_S = 30
REFRESH_LIFE_S = 180 * 86_400
LOCAL = "L"
"""The status of an application that was made for this one portal."""


@dataclass(frozen=True)
class Home:
    """Where the portal is: its address, and the number by which it stays known when it is renamed."""

    url: str
    member_id: str

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc

    @property
    def endpoint(self) -> str:
        """Where methods are called."""
        return f"{self.url}/rest/"


def application(db: sqlite3.Connection, client_id: str) -> sqlite3.Row | None:
    """An installed application."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM application WHERE client_id = ?", (client_id,)).fetchone()
    return row


def register(db: sqlite3.Connection, client_id: str, redirect_uri: str) -> bool:
    """Writes another return address into the application's card; False when there is no such application.

    Raises ValueError when it is no http address.
    """
    parts = urlsplit(redirect_uri)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("The return address begins with http:// or https:// and names a host")
    changed = db.execute("UPDATE application SET redirect_uri = ? WHERE client_id = ?", (redirect_uri, client_id))
    return changed.rowcount == 1


def allow(db: sqlite3.Connection, home: Home, app: sqlite3.Row, user_id: int, *, state: str, now_s: float) -> str:
    """Where the browser goes when a person has let the application in: its own return address, with a fresh code."""
    code = access.new_secret(32)
    db.execute("INSERT INTO code VALUES (?, ?, ?, ?)", (code, app["client_id"], user_id, int(now_s) + CODE_LIFE_S))
    told = {
        "code": code,
        "state": state,
        "domain": home.host,
        "member_id": home.member_id,
        "scope": _listed(app["scopes"]),
        "server_domain": home.host,
    }
    mark = "&" if urlsplit(app["redirect_uri"]).query else "?"
    return f"{app['redirect_uri']}{mark}{urlencode(told)}"


def answer(db: sqlite3.Connection, home: Home, given: Mapping[str, object], now_s: float) -> dict[str, object]:
    """What `/oauth/token/` says. Raises ApiError with one of the token server's own codes."""
    kind = values.as_text(given.get("grant_type"))
    if kind == "authorization_code":
        app = _authentic(db, given)
        user_id = _used_up(db, "code", _needed(given, "code"), app, now_s)
    elif kind == "refresh_token":
        app = _authentic(db, given)
        user_id = _used_up(db, "refresh_token", _needed(given, "refresh_token"), app, now_s)
    else:
        raise _refusal("invalid_request", "grant_type is authorization_code or refresh_token")
    return tokens(db, home, app, user_id, now_s)


def tokens(
    db: sqlite3.Connection, home: Home, app: sqlite3.Row, user_id: int, now_s: float, *, refresh: bool = True
) -> dict[str, object]:
    """Fresh tokens of an application for a person, with all that stands beside them."""
    told: dict[str, object] = {
        "access_token": access.issue_token(db, app["client_id"], user_id, now_s),
        "expires": int(now_s) + TOKEN_LIFE_S,
        "expires_in": TOKEN_LIFE_S,
        "scope": _listed(app["scopes"]),
        "domain": home.host,
        "server_endpoint": home.endpoint,
        "status": LOCAL,
        "client_endpoint": home.endpoint,
        "member_id": home.member_id,
        "user_id": user_id,
    }
    if refresh:
        told["refresh_token"] = access.new_secret(70)
        row = (told["refresh_token"], app["client_id"], user_id, int(now_s) + REFRESH_LIFE_S)
        db.execute("INSERT INTO refresh_token VALUES (?, ?, ?, ?)", row)
    return told


def expire_all(db: sqlite3.Connection, now_s: float) -> int:
    """Lets every access token run out now; how many did."""
    now = int(now_s)
    return db.execute("UPDATE token SET expires_at = ? WHERE expires_at > ?", (now, now)).rowcount


def _authentic(db: sqlite3.Connection, given: Mapping[str, object]) -> sqlite3.Row:
    """The application that these parameters prove to be, when it asks for no more than its card allows."""
    app = application(db, _needed(given, "client_id"))
    if app is None or app["client_secret"] != _needed(given, "client_secret"):
        raise _refusal("invalid_client", "The client is not known, or its secret is wrong", 401)
    wanted = set(values.as_text(given.get("scope")).replace(",", " ").split())
    if wanted - set(KNOWN_SCOPES):
        raise _refusal("invalid_scope", "There is no such scope")
    if wanted - set(app["scopes"].split()):
        raise _refusal("insufficient_scope", "The application's card does not hold this scope", 403)
    return app


def _used_up(db: sqlite3.Connection, table: str, secret: str, app: sqlite3.Row, now_s: float) -> int:
    """The person a code or a refresh token stands for; it is gone afterwards."""
    row = db.execute(
        f"DELETE FROM {table} WHERE secret = ? AND client_id = ? RETURNING user_id, expires_at",  # noqa: S608 - two fixed names
        (secret, app["client_id"]),
    ).fetchone()
    if row is None or row["expires_at"] <= now_s:
        raise _refusal("invalid_grant", f"The {table} is wrong, used up, or has run out")
    return int(row["user_id"])


def _needed(given: Mapping[str, object], name: str) -> str:
    text = values.as_text(given.get(name))
    if not text:
        raise _refusal("invalid_request", f"{name} is missing")
    return text


def _refusal(code: str, text: str, http: int = 400) -> ApiError:
    return ApiError(code, text, http)


def _listed(scopes: str) -> str:
    return ",".join(scopes.split())
