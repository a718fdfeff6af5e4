"""What may stand as icon and logo of a card: `crm.timeline.icon.list` and `crm.timeline.logo.list`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/logmessage/. The portal's own have no file to fetch. Not paged,
yet both send `total`.
"""

from daybook.sandbox.method import Handler, Method
from daybook.sandbox.tables.pictures import ICONS, LOGOS
from daybook.sandbox.wire.envelope import Reply


def _list_of(name: str, codes: tuple[str, ...]) -> Handler:
    found = [{"code": code, "isSystem": True, "fileUri": ""} for code in codes]
    return lambda _context, _params: Reply({name: found}, total=len(found))


METHODS = (
    Method("crm.timeline.icon.list", _list_of("icons", ICONS)),
    Method("crm.timeline.logo.list", _list_of("logos", LOGOS)),
)
