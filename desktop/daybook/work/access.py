"""Between what the vault keeps and what the client needs to be let in."""

from daybook.bitrix.address import Access, TokenAccess, WebhookAddress
from daybook.bitrix.secret import Secret
from daybook.store.connections import Connection
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
