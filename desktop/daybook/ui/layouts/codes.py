"""Which of our drawings stand in for the portal's: the pictures of its own codes can't be asked for.

The common codes of `crm.timeline.icon.list` and the logo codes that a portal names in its `ENUM_FIELD` error.
"""

from typing import Final

from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.pieces import PortalGlyph

Drawing = Glyph | PortalGlyph

_EXACT: Final[dict[str, Drawing]] = {
    "info": PortalGlyph.INFO,
    "task": Glyph.TASK,
    "task-activity": Glyph.TASK,
    "list-check": Glyph.TASK,
    "check": PortalGlyph.TICK,
    "circle-check": Glyph.CIRCLE_CHECK,
    "complete": PortalGlyph.TICK,
    "clock": Glyph.CLOCK,
    "stage-change": Glyph.MOVE,
    "pipeline": Glyph.FILTER,
    "notification": PortalGlyph.BUBBLE,
    "calendar-share": Glyph.CALENDAR,
    "booking-wait-list-item": Glyph.HOURGLASS,
    "call-incoming": Glyph.CALL_INCOMING,
    "call-incoming-missed": Glyph.CALL_INCOMING,
    "call-outcoming": Glyph.CALL_OUTGOING,
    "call-outgoing": Glyph.CALL_OUTGOING,
    "shop-eye": Glyph.EYE,
    "irrelevant-call": Glyph.CALL,
    "zoom": Glyph.MEETING,
    "repeat-sale": Glyph.REFRESH,
    "bank-card": Glyph.DEAL,
    "shop": Glyph.COMPANY,
    "ai-copilot": Glyph.SAMPLE,
}
_BEGINNINGS: Final[dict[str, Drawing]] = {
    "call": Glyph.CALL,
    "channel": PortalGlyph.BUBBLE,
    "document": Glyph.FILE,
    "mail": Glyph.MAIL_OUT,
    "bizproc": Glyph.RUNS,
    "openline": PortalGlyph.BUBBLE,
    "comment": PortalGlyph.BUBBLE,
    "unread-comment": PortalGlyph.BUBBLE,
    "sms": PortalGlyph.BUBBLE,
    "telegram": PortalGlyph.BUBBLE,
    "whatsapp": PortalGlyph.BUBBLE,
    "IM": PortalGlyph.BUBBLE,
}


def drawing_of(code: str) -> Drawing | None:
    """What to draw for the code of an icon or logo; None = a plain disc, as for the codes of applications."""
    if code in _EXACT:
        return _EXACT[code]
    return next((drawn for begin, drawn in _BEGINNINGS.items() if code.startswith(begin)), None)
