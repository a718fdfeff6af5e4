"""What a vault keeps under one connection id."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from daybook.vault.errors import SecretTooLarge

MAX_BYTES: Final = 2_500
"""Windows holds 2,560 bytes of UTF-16 an entry (CRED_MAX_CREDENTIAL_BLOB_SIZE); the others hold far more."""


class SecretKind(StrEnum):
    """What the parts of a secret are for."""

    WEBHOOK = "webhook"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class StoredSecret:
    """One or several secret texts that belong together; `parts` never shows in a repr.

    A webhook has the part `secret`; an application `access_token`, `refresh_token`, `client_id`, `client_secret`.
    """

    kind: SecretKind
    parts: Mapping[str, str] = field(repr=False)

    @classmethod
    def webhook(cls, secret: str) -> "StoredSecret":
        """The secret part of an incoming webhook's address."""
        return cls(SecretKind.WEBHOOK, {"secret": secret})

    def to_text(self) -> str:
        """The one text that goes into the keyring. Raises SecretTooLarge, for then some keyring would cut it."""
        text = json.dumps({"kind": self.kind, **self.parts}, ensure_ascii=False, separators=(",", ":"))
        size_bytes = len(text.encode("utf-16-le", "surrogatepass"))
        if size_bytes > MAX_BYTES:
            raise SecretTooLarge(size_bytes)
        return text

    @classmethod
    def from_text(cls, text: str) -> "StoredSecret | None":
        """What `to_text` wrote; None for anything else, such as an entry that was edited by hand."""
        try:
            found = json.loads(text)
            kind = SecretKind(found.pop("kind"))
        except (ValueError, TypeError, AttributeError, KeyError):
            return None
        if not found or not all(isinstance(value, str) and value for value in found.values()):
            return None
        return cls(kind, found)
