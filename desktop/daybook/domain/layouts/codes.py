"""Words a portal knows: icons, logos and languages. A portal may have more of the first two, added by applications.

Icons: https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/icon.html names the
common ones; `arrow-down` stands in an example only. Logos: the list with which a portal refuses an unknown one. Note
the spelling: the icon is call-out*com*ing, the logo call-out*go*ing. Languages:
https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-get-lang.html, and `ru`; `la` is the Spanish of
Latin America, `br` the Portuguese of Brazil, `sc` and `tc` are Chinese.
"""

from dataclasses import dataclass
from typing import Final

ICONS: Final = (
    "info", "task", "document", "check", "circle-check", "complete", "clock", "call", "call-incoming",
    "call-outcoming", "call-completed", "call-incoming-missed", "sms", "telegram", "whatsapp", "IM", "mail-outcome",
    "stage-change", "pipeline", "arrow-down",
)  # fmt: skip

LOGOS: Final = (
    "notification", "document", "document-print", "document-signed", "document-draft", "list-check", "task-activity",
    "call-default", "call-incoming", "call-outgoing", "call-play-record", "irrelevant-call", "mail-outcome", "sms",
    "comment", "unread-comment", "openline", "channel-chat", "channel-avito", "channel-apple", "channel-fb",
    "channel-fb-chat", "channel-instagram-direct", "channel-bitrix", "channel-ok", "channel-telegram", "channel-viber",
    "channel-vk", "channel-vk-order", "channel-whatsapp-bitrix", "channel-edna", "channel-whatsapp", "shop", "shop-eye",
    "bank-card", "calendar-share", "zoom", "ai-copilot", "bizproc", "bizproc-task", "booking-wait-list-item",
    "repeat-sale",
)  # fmt: skip

LANGUAGES: Final = (
    "en", "de", "fr", "la", "br", "it", "pl", "tr", "ua", "ja", "vn", "id", "ms", "th", "kz", "ar", "sc", "tc", "ru",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PortalCodes:
    """What one portal knows; by default what every portal does."""

    icons: tuple[str, ...] = ICONS
    logos: tuple[str, ...] = LOGOS
    languages: tuple[str, ...] = LANGUAGES

    def with_own(self, *codes: str) -> "PortalCodes":
        """The same portal with icons and logos that were added to it."""
        return PortalCodes((*self.icons, *codes), (*self.logos, *codes), self.languages)


DOCUMENTED: Final = PortalCodes()
