"""What an activity hangs on: deals, leads, contacts, companies and the items of smart processes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LEAD: Final = 1
DEAL: Final = 2
CONTACT: Final = 3
COMPANY: Final = 4
FIRST_DYNAMIC: Final = 128
"""Items of smart processes have type ids from here on (crm.enum.ownertype)."""


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """One CRM item, wherever it is named: an owner, a binding, an opened card.

    `type_id` is the portal's CRM type id (1 lead, 2 deal, 3 contact, 4 company, 128 and up dynamic); ids start at 1.
    """

    type_id: int
    id: int

    @property
    def is_dynamic(self) -> bool:
        """True for an item of a smart process."""
        return self.type_id >= FIRST_DYNAMIC


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as the portal keeps it. `currency` is its three-letter code, "" when the portal names none."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A telephone number or an e-mail address of a lead, contact or company."""

    kind: str
    """"PHONE" or "EMAIL" (other multi-fields are kept under the portal's own name)."""
    value: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A deal, lead, contact, company or smart-process item, as far as a list shows it."""

    ref: EntityRef
    title: str
    stage: str = ""
    """The portal's stage or status code, "" where the type has none."""
    money: Money | None = None
    responsible_id: int | None = None
    company_id: int | None = None
    contact_id: int | None = None
    channels: tuple[Channel, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the portal, as far as the rights of this connection show them."""

    id: int
    name: str
    """First and last name; the e-mail or "#id" when the portal gives neither."""
    position: str = ""
    active: bool = True
    photo_url: str = ""
    """Address of the portrait, "" when there is none or it may not be seen."""

    @property
    def initials(self) -> str:
        """Up to two letters for a portrait that is missing."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
        return "".join(letters).upper() or "?"
