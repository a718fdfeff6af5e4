"""Codes of the icons and logos that every portal has.

Icons: https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/structure/icon.html names the
common ones. Logos: the list that a portal gives with its refusal of an unknown code.
"""

ICONS = (
    "call", "call-incoming", "call-outcoming", "call-completed", "call-incoming-missed", "arrow-down", "sms",
    "telegram", "whatsapp", "IM", "mail-outcome", "document", "task", "info", "check", "circle-check", "complete",
    "clock", "stage-change", "pipeline",
)  # fmt: skip

LOGOS = (
    "call-play-record", "call-default", "call-incoming", "call-outgoing", "document", "document-print",
    "document-signed", "document-draft", "openline", "channel-chat", "channel-avito", "channel-apple", "channel-fb",
    "channel-fb-chat", "channel-instagram-direct", "channel-bitrix", "channel-ok", "channel-telegram", "channel-viber",
    "channel-vk", "channel-vk-order", "channel-whatsapp-bitrix", "channel-edna", "channel-whatsapp", "mail-outcome",
    "list-check", "shop", "notification", "comment", "sms", "shop-eye", "bank-card", "calendar-share",
    "unread-comment", "task-activity", "ai-copilot", "zoom", "bizproc", "bizproc-task", "booking-wait-list-item",
    "repeat-sale", "irrelevant-call",
)  # fmt: skip
