"""How each kind of activity is called and drawn."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.activity import ActivityKind, Completable, Direction
from daybook.ui.kit.icons import Glyph

_GLYPHS: Final = {
    ActivityKind.TODO: Glyph.CHECK,
    ActivityKind.CALL: Glyph.CALL,
    ActivityKind.MEETING: Glyph.MEETING,
    ActivityKind.EMAIL: Glyph.MAIL,
    ActivityKind.TASK: Glyph.TASK,
    ActivityKind.CHAT: Glyph.CHAT,
    ActivityKind.FORM: Glyph.FORM,
    ActivityKind.CONFIGURABLE: Glyph.APP,
    ActivityKind.APPLICATION: Glyph.APP,
    ActivityKind.OTHER: Glyph.ACTIVITY,
}
_DIRECTED: Final = {
    (ActivityKind.CALL, Direction.INCOMING): Glyph.CALL_INCOMING,
    (ActivityKind.CALL, Direction.OUTGOING): Glyph.CALL_OUTGOING,
    (ActivityKind.EMAIL, Direction.OUTGOING): Glyph.MAIL_OUT,
}


def kind_glyph(activity: Completable) -> Glyph:
    """The drawing on the disc of an activity, or of a line of a list."""
    return _DIRECTED.get((activity.kind, activity.direction)) or _GLYPHS[activity.kind]


def plain_kind_glyph(kind: ActivityKind) -> Glyph:
    """The drawing of a kind, whichever direction a call or an e-mail has."""
    return _GLYPHS[kind]


def kind_name(kind: ActivityKind) -> str:
    """What a person calls this kind of activity."""
    names = {
        ActivityKind.TODO: QCoreApplication.translate("ActivityKinds", "To-do"),
        ActivityKind.CALL: QCoreApplication.translate("ActivityKinds", "Call"),
        ActivityKind.MEETING: QCoreApplication.translate("ActivityKinds", "Meeting"),
        ActivityKind.EMAIL: QCoreApplication.translate("ActivityKinds", "E-mail"),
        ActivityKind.TASK: QCoreApplication.translate("ActivityKinds", "Task"),
        ActivityKind.CHAT: QCoreApplication.translate("ActivityKinds", "Chat"),
        ActivityKind.FORM: QCoreApplication.translate("ActivityKinds", "Web form"),
        ActivityKind.CONFIGURABLE: QCoreApplication.translate("ActivityKinds", "Activity of an application"),
        ActivityKind.APPLICATION: QCoreApplication.translate("ActivityKinds", "Activity of an application"),
        ActivityKind.OTHER: QCoreApplication.translate("ActivityKinds", "Activity"),
    }
    return names[kind]
