"""crm.timeline.note.*: the one note of a timeline entry. Saving again replaces it.

https://apidocs.bitrix24.com/api-reference/crm/timeline/note/. Each async function raises PortalError; NotFound for an
entry that is gone, AccessDenied without a right on the item.
"""

from typing import Any, Final

from daybook.bitrix import decode, expect
from daybook.bitrix.errors import NotFound
from daybook.bitrix.portal import Portal
from daybook.domain.entities import EntityRef
from daybook.domain.extensions import Note, NoteOn

GET: Final = "crm.timeline.note.get"


async def get(portal: Portal, owner: EntityRef, item_id: int, on: NoteOn = NoteOn.ACTIVITY) -> Note | None:
    """The note; None when there is none (or no such entry: a portal does not tell the two apart)."""
    try:
        row = expect.object_of(await portal.call(GET, _place(owner, item_id, on), writes=False), GET)
    except NotFound:
        return None
    return Note(
        text=decode.as_text(row.get("text")),
        created_by=decode.as_id(row.get("createdById")),
        created=decode.as_moment(row.get("createdTime"), portal.zone),
        updated_by=decode.as_id(row.get("updatedById")),
        updated=decode.as_moment(row.get("updatedTime"), portal.zone),
    )


async def save(portal: Portal, owner: EntityRef, item_id: int, text: str, on: NoteOn = NoteOn.ACTIVITY) -> None:
    """Writes the note in the place of the former one."""
    await portal.call("crm.timeline.note.save", {**_place(owner, item_id, on), "text": text}, writes=True)


async def delete(portal: Portal, owner: EntityRef, item_id: int, on: NoteOn = NoteOn.ACTIVITY) -> None:
    """Removes the note. Raises NotFound when there is none."""
    await portal.call("crm.timeline.note.delete", _place(owner, item_id, on), writes=True)


def _place(owner: EntityRef, item_id: int, on: NoteOn) -> dict[str, Any]:
    return {"ownerTypeId": owner.type_id, "ownerId": owner.id, "itemType": int(on), "itemId": item_id}
