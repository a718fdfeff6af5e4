"""Attachments: `FILES: [{"fileData": [name, base64]}]` in, `[{id, url}]` out (lower case, real numbers)."""

import base64
import binascii

from daybook.sandbox import records, values
from daybook.sandbox.portal import Context


def add(context: Context, activity_id: int, given: object) -> None:
    """Stores the files that can be read; others are ignored in silence."""
    for item in values.as_list(given):
        data = values.as_list(item.get("fileData")) if isinstance(item, dict) else []
        if len(data) < 2:
            continue
        try:
            content = base64.b64decode(values.as_text(data[1]), validate=True)
        except (binascii.Error, ValueError):
            continue
        row = {"activity_id": activity_id, "name": values.as_text(data[0]), "content": content}
        records.insert(context.db, "file", row)


def ids(context: Context, activity_id: int) -> list[str]:
    """STORAGE_ELEMENT_IDS."""
    rows = context.db.execute("SELECT id FROM file WHERE activity_id = ? ORDER BY id", (activity_id,))
    return [str(row["id"]) for row in rows]


def of(context: Context, activity_id: int) -> list[dict[str, object]]:
    """FILES as crm.activity.list prints them when they are selected by name."""
    address = f"{context.portal.url}/bitrix/tools/crm_show_file.php?ownerTypeId=6&ownerId={activity_id}&auth=&fileId="
    return [{"id": int(number), "url": address + number} for number in ids(context, activity_id)]
