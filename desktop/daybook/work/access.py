"""Between what the vault keeps and what the client needs to be let in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from daybook.bitrix.address import Access, TokenAccess, WebhookAddress
from daybook.bitrix.oauth import Application, Grant
from daybook.bitrix.secret import Secret
from daybook.store.connections import Connection
from daybook.store.moments import from_text, to_text
from daybook.vault.errors import VaultEmpty
from daybook.vault.secret import SecretKind, StoredSecret


def access_of(connection: Connection, stored: StoredSecret) -> Access:
    """How this connection is let in. Raises VaultEmpty when the secret lacks the part that is needed."""
    part = "secret" if stored.kind is SecretKind.WEBHOOK else "access_token"
    if part not in stored.parts:
        raise VaultEmpty
    secret = Secret(stored.parts[part])
    if stored.kind is SecretKind.WEBHOOK:
        return WebhookAddress(connection.portal, connection.user_id, secret)
    return TokenAccess(connection.portal, secret)


def stored_of(address: WebhookAddress) -> StoredSecret:
    """What the vault keeps of a webhook's address: only the part that is secret."""
    return StoredSecret.webhook(address.secret.reveal())


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An application that was let in: everything that it takes to be let in again."""

    application: Application
    access_token: Secret
    refresh_token: Secret
    expires: datetime | None = None
    """When the access token runs out by this computer's clock; only for people to read."""
    member_id: str = ""
    """The portal, however it is called; "" when the token server did not say."""
    scopes: frozenset[str] = frozenset()
    return_address: str = ""
    """As it stands in the application's card, for signing in again; "" when the person never said."""

    @classmethod
    def by(cls, application: Application, grant: Grant, now: datetime, return_address: str = "") -> Self:
        """What the first tokens make of an application."""
        return cls(
            application,
            grant.access_token,
            grant.refresh_token,
            now + timedelta(seconds=grant.expires_in_s),
            grant.member_id,
            grant.scopes,
            return_address,
        )

    def renewed(self, grant: Grant, now: datetime) -> Self:
        """The same with the next tokens."""
        return replace(
            self,
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            expires=now + timedelta(seconds=grant.expires_in_s),
            scopes=grant.scopes or self.scopes,
        )

    @classmethod
    def read(cls, stored: StoredSecret) -> Self | None:
        """What `stored` wrote; None for a webhook, and for tokens without what it takes to renew them."""
        parts = stored.parts
        if stored.kind is not SecretKind.APPLICATION or not parts.keys() >= _NEEDED:
            return None
        return cls(
            Application(parts["client_id"], Secret(parts["client_secret"])),
            Secret(parts["access_token"]),
            Secret(parts["refresh_token"]),
            _moment(parts.get("expires", "")),
            parts.get("member_id", ""),
            frozenset(parts.get("scopes", "").split()),
            parts.get("return_address", ""),
        )

    def stored(self) -> StoredSecret:
        """One record for the vault; it holds no empty part."""
        parts = {
            "client_id": self.application.client_id,
            "client_secret": self.application.client_secret.reveal(),
            "access_token": self.access_token.reveal(),
            "refresh_token": self.refresh_token.reveal(),
            "expires": to_text(self.expires) if self.expires else "",
            "member_id": self.member_id,
            "scopes": " ".join(sorted(self.scopes)),
            "return_address": self.return_address,
        }
        return StoredSecret(SecretKind.APPLICATION, {name: text for name, text in parts.items() if text})


_NEEDED = {"client_id", "client_secret", "access_token", "refresh_token"}


def _moment(text: str) -> datetime | None:
    try:
        return from_text(text)
    except ValueError:
        return None
