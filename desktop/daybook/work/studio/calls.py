"""The call that sends a layout, as an application would make it."""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix import curl, snippets
from daybook.domain.layouts.model import Dto

LANGUAGES: Final = ("curl", "python", "javascript", "php")
_PORTAL: Final = "https://YOUR_PORTAL"


def call_of(dto: Dto, layout: Mapping[str, Any], activity_id: int | None) -> tuple[str, dict[str, Any]]:
    """Method and parameters; numbers that nobody said are 1."""
    number = activity_id if activity_id is not None else 1
    if dto is Dto.BLOCKS:
        place = {"entityTypeId": 2, "entityId": 1, "activityId": number}
        return "crm.activity.layout.blocks.set", {**place, "layout": layout}
    if activity_id is not None:
        return "crm.activity.configurable.update", {"id": number, "fields": {}, "layout": layout}
    return "crm.activity.configurable.add", {"ownerTypeId": 2, "ownerId": 1, "fields": {}, "layout": layout}


def written(language: str, method: str, params: Mapping[str, Any], portal: str = _PORTAL) -> str:
    """The call in one of LANGUAGES, with placeholders where secrets stand."""
    if language == "curl":
        return curl.line(portal, method, params, user_id=None)
    if language == "python":
        return snippets.python(portal, method, params)
    return snippets.javascript(method, params) if language == "javascript" else snippets.php(method, params)
