"""Attachments: `FILES: [{"fileData": [name, base64]}]` in, `[{id, url}]` out (lower case, real numbers)."""

from daybook.sandbox import values
from daybook.sandbox.methods import uploads
from daybook.sandbox.portal import Context


def add(context: Context, activity_id: int, given: object) -> None:
    """Stores the files that can be read; others are ignored in silence."""
    for item in values.as_list(given):
        if isinstance(item, dict):
            uploads.keep(context, item.get("fileData"), activity_id)


def ids(context: Context, activity_id: int) -> list[str]:
    """STORAGE_ELEMENT_IDS."""
    rows = context.db.execute("SELECT id FROM file WHERE activity_id = ? ORDER BY id", (activity_id,))
    return [str(row["id"]) for row in rows]


def of(context: Context, activity_id: int) -> list[dict[str, object]]:
    """FILES as crm.activity.list prints them when they are selected by name."""
    address = f"{context.portal.url}/bitrix/tools/crm_show_file.php?ownerTypeId=6&ownerId={activity_id}&auth=&fileId="
    return [{"id": int(number), "url": address + number} for number in ids(context, activity_id)]
