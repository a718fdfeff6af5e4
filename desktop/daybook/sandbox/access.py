"""Who is calling: webhooks, application tokens, and what each may do.

https://apidocs.bitrix24.com/settings/how-to-call-rest-api/authorization.html. A webhook's secret and a token are never
part of a repr, an error or a log line.
"""

import secrets
import sqlite3
from dataclasses import dataclass, field

from daybook.sandbox import errors

TOKEN_LIFE_S = 3600
ALL_SCOPES = ("bizproc", "crm", "placement", "user")
KNOWN_SCOPES = (
    "bizproc", "calendar", "catalog", "crm", "department", "disk", "entity", "im", "imopenlines", "lists", "log",
    "mailservice", "messageservice", "placement", "sonet_group", "task", "telephony", "user", "user_basic",
    "user_brief",
)  # fmt: skip


@dataclass(frozen=True)
class Caller:
    """The person and the secret behind one call. `application` is the client id, None for a webhook."""

    user_id: int
    admin: bool
    scopes: frozenset[str]
    application: str | None
    key: str = field(repr=False)
    connector: str = ""
    """`auth_connector` of the call: who listens under the same key does not hear of what it changes."""

    def may_use(self, scopes: tuple[str, ...]) -> bool:
        """True when one of the scopes is granted; `()` is what everybody may call."""
        return not scopes or not self.scopes.isdisjoint(scopes)


def new_secret(length: int = 24) -> str:
    """Letters and digits only, as in an address."""
    return secrets.token_hex(length)[:length]


def identify(db: sqlite3.Connection, *, user: str, secret: str | None, token: object, now_s: float) -> Caller:
    """The caller of an address or a token.

    Wrong user or code in a path is INVALID_CREDENTIALS, a missing or wrong `auth` is NO_AUTH_FOUND, both 401; whatever
    has run out is `expired_token`, 401.
    """
    if secret is not None:
        return _by_webhook(db, user, secret, now_s)
    return _by_token(db, token, now_s)


def _by_webhook(db: sqlite3.Connection, user: str, secret: str, now_s: float) -> Caller:
    row = db.execute(
        "SELECT w.*, u.ADMIN FROM webhook w JOIN user u ON u.ID = w.user_id WHERE w.secret = ? AND w.user_id = ?",
        (secret, user),
    ).fetchone()
    if row is None:
        raise errors.system("INVALID_CREDENTIALS")
    if row["expires_at"] is not None and row["expires_at"] <= now_s:
        raise errors.system("expired_token")
    return Caller(row["user_id"], bool(row["ADMIN"]), frozenset(row["scopes"].split()), None, f"webhook {secret}")


def _by_token(db: sqlite3.Connection, token: object, now_s: float) -> Caller:
    row = db.execute(
        "SELECT t.*, a.scopes, u.ADMIN FROM token t JOIN application a USING (client_id)"
        " JOIN user u ON u.ID = t.user_id WHERE t.token = ?",
        (token if isinstance(token, str) else "",),
    ).fetchone()
    if row is None:
        raise errors.system("NO_AUTH_FOUND")
    if row["expires_at"] <= now_s:
        raise errors.system("expired_token")
    scopes = frozenset(row["scopes"].split())
    return Caller(row["user_id"], bool(row["ADMIN"]), scopes, row["client_id"], f"application {row['client_id']}")


def add_webhook(
    db: sqlite3.Connection, role: str, user_id: int, scopes: tuple[str, ...] = ALL_SCOPES, expires_at: int | None = None
) -> None:
    """Makes a webhook; `role` is the name under which the start line shows it."""
    db.execute(
        "INSERT INTO webhook (user_id, secret, scopes, expires_at, role) VALUES (?, ?, ?, ?, ?)",
        (user_id, new_secret(), " ".join(scopes), expires_at, role),
    )


def add_application(db: sqlite3.Connection, role: str, title: str, redirect_uri: str) -> str:
    """Installs an application that returns to `redirect_uri`; returns its client id."""
    client_id = f"local.{new_secret(14)}.{secrets.randbelow(90_000_000) + 10_000_000}"
    db.execute(
        "INSERT INTO application (client_id, client_secret, title, scopes, role, redirect_uri, application_token)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (client_id, new_secret(50), title, " ".join(ALL_SCOPES), role, redirect_uri, new_secret(32)),
    )
    return client_id


def issue_token(db: sqlite3.Connection, client_id: str, user_id: int, now_s: float) -> str:
    """A fresh access token of an application for a user; it lives one hour of portal time."""
    token = new_secret(70)
    db.execute("INSERT INTO token VALUES (?, ?, ?, ?)", (token, client_id, user_id, int(now_s) + TOKEN_LIFE_S))
    return token
