"""What the kinds, the faults and the buttons of a composition are called."""

from PySide6.QtCore import QCoreApplication

from daybook.domain.activity import Priority
from daybook.domain.composition import Composition, CompositionFault, CompositionKind
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate


def kind_word(kind: CompositionKind) -> str:
    """What it is, on its tab."""
    return {
        CompositionKind.CALL: translate("Composing", "Call"),
        CompositionKind.MEETING: translate("Composing", "Meeting"),
        CompositionKind.EMAIL: translate("Composing", "E-mail"),
        CompositionKind.OWN: translate("Composing", "Own"),
    }[kind]


def new_words(kind: CompositionKind) -> str:
    """The command that begins one."""
    return {
        CompositionKind.CALL: translate("Composing", "New call"),
        CompositionKind.MEETING: translate("Composing", "New meeting"),
        CompositionKind.EMAIL: translate("Composing", "New e-mail"),
        CompositionKind.OWN: translate("Composing", "New activity of the application"),
    }[kind]


def kind_glyph(kind: CompositionKind) -> Glyph:
    """Its drawing."""
    return {
        CompositionKind.CALL: Glyph.CALL,
        CompositionKind.MEETING: Glyph.MEETING,
        CompositionKind.EMAIL: Glyph.MAIL,
        CompositionKind.OWN: Glyph.APP,
    }[kind]


def button_words(draft: Composition) -> str:
    """What the button will do."""
    if draft.will_be_sent:
        return translate("Composing", "Send the e-mail")
    return {
        CompositionKind.CALL: translate("Composing", "Create the call"),
        CompositionKind.MEETING: translate("Composing", "Create the meeting"),
        CompositionKind.EMAIL: translate("Composing", "Keep the e-mail unsent"),
        CompositionKind.OWN: translate("Composing", "Create the activity"),
    }[draft.kind]


def done_words(kind: CompositionKind) -> str:
    """What is said when it is there."""
    return {
        CompositionKind.CALL: translate("Composing", "The call is in the timeline."),
        CompositionKind.MEETING: translate("Composing", "The meeting is in the timeline and in the calendar."),
        CompositionKind.EMAIL: translate("Composing", "The e-mail is in the timeline."),
        CompositionKind.OWN: translate("Composing", "The activity is in the timeline."),
    }[kind]


def priority_word(priority: Priority) -> str:
    """How urgent."""
    return {
        Priority.NONE: translate("Composing", "None"),
        Priority.LOW: translate("Composing", "Low"),
        Priority.MEDIUM: translate("Composing", "Normal"),
        Priority.HIGH: translate("Composing", "High"),
    }[priority]


def fault_words(fault: CompositionFault, kind: CompositionKind) -> str:
    """What must be put right."""
    nobody = {
        CompositionKind.CALL: translate("Composing", "Choose the number, or type one."),
        CompositionKind.MEETING: translate("Composing", "Choose whom you meet, or type a name."),
        CompositionKind.EMAIL: translate("Composing", "Choose at least one address, or type one."),
    }
    return {
        CompositionFault.NO_SUBJECT: translate("Composing", "Say what it is about."),
        CompositionFault.NOBODY: nobody.get(kind, ""),
        CompositionFault.TOO_MANY: translate("Composing", "The portal takes exactly one."),
        CompositionFault.BAD_ADDRESS: translate("Composing", "One of these is no e-mail address."),
        CompositionFault.BAD_SENDER: translate("Composing", "This is no e-mail address."),
        CompositionFault.ENDS_BEFORE_START: translate("Composing", "It ends before it begins."),
    }[fault]
