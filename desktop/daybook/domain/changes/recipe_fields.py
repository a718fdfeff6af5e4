"""What a list of activities can be filtered by, and how a condition names it.

From crm.activity.fields and
https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-list.html
"""

import re
from typing import Final

DATES: Final = ("DEADLINE", "START_TIME", "END_TIME", "CREATED", "LAST_UPDATED")
FLAGS: Final = ("COMPLETED", "IS_INCOMING_CHANNEL")
NUMBERS: Final = (
    "ID",
    "OWNER_ID",
    "OWNER_TYPE_ID",
    "TYPE_ID",
    "ASSOCIATED_ENTITY_ID",
    "STATUS",
    "RESPONSIBLE_ID",
    "PRIORITY",
    "NOTIFY_TYPE",
    "NOTIFY_VALUE",
    "DESCRIPTION_TYPE",
    "DIRECTION",
    "AUTHOR_ID",
    "EDITOR_ID",
    "RESULT_STATUS",
    "RESULT_STREAM",
    "RESULT_SOURCE_ID",
    "RESULT_MARK",
    "RESULT_VALUE",
    "RESULT_SUM",
    "AUTOCOMPLETE_RULE",
)
TEXTS: Final = (
    "PROVIDER_ID",
    "PROVIDER_TYPE_ID",
    "PROVIDER_GROUP_ID",
    "SUBJECT",
    "DESCRIPTION",
    "LOCATION",
    "ORIGIN_ID",
    "ORIGINATOR_ID",
    "PROVIDER_DATA",
    "RESULT_CURRENCY_ID",
)
BINDINGS: Final = "BINDINGS"
FIELDS: Final = (*DATES, *FLAGS, *NUMBERS, *TEXTS)
"""Fields of crm.activity.fields by which a list can be filtered: those that hold an object can't."""

_KEY: Final = re.compile(r"(!=%|!%=|!=|!@|!%|>=|<=|=%|%=|[=!><@%]|)([^=!><@%].*)", re.DOTALL)
"""The longest prefix first, as a portal takes it."""
ITEM_TEXTS: Final = frozenset({"title", "name", "lastname", "last_name", "comments", "sourcedescription"})
"""Fields of items where "today" is the word itself."""


def takes_days(key: str) -> bool:
    """Whether `today+3d` in the value of this condition means a day, and not the words."""
    prefix, name = parts_of(key)
    if "%" in prefix or name == BINDINGS:
        return False
    return name in DATES or (name not in FIELDS and name.casefold() not in ITEM_TEXTS)


def parts_of(key: str) -> tuple[str, str]:
    """The prefix and the field of a condition's key; no field where nothing stands behind the prefix."""
    match = _KEY.fullmatch(key)
    return (match[1], match[2]) if match else (key, "")
