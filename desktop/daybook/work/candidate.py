"""Something that may let us into a portal, before it was tested and kept."""

from dataclasses import dataclass, field

from daybook.bitrix.address import Access, TokenAccess, WebhookAddress
from daybook.store.connections import ConnectionKind
from daybook.vault.secret import StoredSecret
from daybook.work.access import SignedIn, stored_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """`user_id` is whom it acts as; None while only the portal knows. `stored` is what the vault would keep of it."""

    kind: ConnectionKind
    access: Access
    stored: StoredSecret = field(repr=False)
    user_id: int | None = None

    @classmethod
    def webhook(cls, address: WebhookAddress) -> "Candidate":
        """An incoming webhook."""
        return cls(ConnectionKind.WEBHOOK, address, stored_of(address), address.user_id)

    @classmethod
    def application(cls, portal: str, signed_in: SignedIn) -> "Candidate":
        """An application that a person has let in."""
        access = TokenAccess(portal, signed_in.access_token)
        return cls(ConnectionKind.APPLICATION, access, signed_in.stored())

    @property
    def portal(self) -> str:
        """scheme://host[:port]."""
        return self.access.portal
