"""Files that come inside a parameter: `[name, base64]`, or the same under `fileData`.

https://apidocs.bitrix24.com/api-reference/files/how-to-upload-files.html
"""

import base64
import binascii

from daybook.sandbox import records, values
from daybook.sandbox.portal import Context


def read(given: object) -> tuple[str, bytes] | None:
    """Name and content; None when there is no file in it, or its content is not base64."""
    if isinstance(given, dict):
        given = given.get("fileData", given)
    parts = values.as_list(given)
    if len(parts) < 2:
        return None
    try:
        return values.as_text(parts[0]), base64.b64decode(values.as_text(parts[1]), validate=True)
    except (binascii.Error, ValueError):
        return None


def keep(context: Context, given: object, activity_id: int = 0) -> int:
    """Stores the file, of an activity or of none; returns its number, 0 when there is none in it."""
    file = read(given)
    if file is None:
        return 0
    name, content = file
    return records.insert(context.db, "file", {"activity_id": activity_id, "name": name, "content": content})
