"""What the pages are called, what they are for, and why one can't be used now."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from daybook.bitrix.features import Blocked, Obstacle
from daybook.domain.extensions import BadgeTone, PropertyType
from daybook.ui.kit.icons import Glyph
from daybook.work.extensions import About, Described, Section

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PageWords:
    """Title, drawing and purpose of a page."""

    title: str
    glyph: Glyph
    text: str


def page_words(section: Section) -> PageWords:
    """What is said of a page."""
    return {
        Section.TYPES: PageWords(
            translate("Extensions", "Activity types"),
            Glyph.ACTIVITY,
            translate("Extensions", "Kinds of activity that your application brings along, with a name and an icon."),
        ),
        Section.CARDS: PageWords(
            translate("Extensions", "Configurable activities"),
            Glyph.FORM,
            translate(
                "Extensions", "Activities whose card your application lays out. Only it can read or change them."
            ),
        ),
        Section.BADGES: PageWords(
            translate("Extensions", "Badges"),
            Glyph.FLAG,
            translate("Extensions", "Labels on kanban cards, shown until the activity that carries one is closed."),
        ),
        Section.BLOCKS: PageWords(
            translate("Extensions", "Content blocks"),
            Glyph.LAYOUTS,
            translate("Extensions", "What your application adds below an ordinary activity in the timeline."),
        ),
        Section.ACTIONS: PageWords(
            translate("Extensions", "Workflow actions"),
            Glyph.RUNS,
            translate("Extensions", "Steps for the workflow designer. They have nothing to do with CRM activities."),
        ),
        Section.EVENTS: PageWords(
            translate("Extensions", "Events"),
            Glyph.BELL,
            translate("Extensions", "What your application hears of: at an address of its own, or from the queue."),
        ),
        Section.MENU: PageWords(
            translate("Extensions", "Places in the portal"),
            Glyph.MORE,
            translate("Extensions", "Where your application shows itself, such as in the menu of an activity."),
        ),
        Section.PICTURES: PageWords(
            translate("Extensions", "Icons and logos"),
            Glyph.PALETTE,
            translate("Extensions", "The codes that a card may name, as this portal knows them."),
        ),
        Section.REFERENCE: PageWords(
            translate("Extensions", "Methods and fields"),
            Glyph.HELP,
            translate("Extensions", "What this secret may call, and how this portal describes its fields."),
        ),
    }[section]


def blocked_title(blocked: Blocked) -> str:
    """Why it can't be done."""
    return {
        Obstacle.NEEDS_APPLICATION: translate("Extensions", "This needs an application."),
        Obstacle.NEEDS_ADMINISTRATOR: translate("Extensions", "This needs an administrator of the portal."),
        Obstacle.MISSING_SCOPE: translate("Extensions", "This secret lacks a permission."),
        Obstacle.NOT_IN_THIS_PORTAL: translate("Extensions", "This portal does not have it."),
    }[blocked.obstacle]


def blocked_advice(blocked: Blocked) -> str:
    """The way to it."""
    return {
        Obstacle.NEEDS_APPLICATION: translate(
            "Extensions",
            "You are connected by a webhook, and the portal gives this to applications only. Make a local application"
            " in Developer resources and connect it under Connections. You can look around here meanwhile.",
        ),
        Obstacle.NEEDS_ADMINISTRATOR: translate(
            "Extensions", "Ask an administrator to do it, or connect with an administrator's own application."
        ),
        Obstacle.MISSING_SCOPE: translate(
            "Extensions", "Tick “{names}” in its settings in the portal, then connect again."
        ).format(names=", ".join(blocked.names)),
        Obstacle.NOT_IN_THIS_PORTAL: translate("Extensions", "A newer Bitrix24 has it."),
    }[blocked.obstacle]


def described_word(described: Described) -> str:
    """Whose fields."""
    return {
        Described.ACTIVITY: translate("Extensions", "Fields of activities"),
        Described.COMMUNICATION: translate("Extensions", "Fields of communications"),
        Described.DEAL: translate("Extensions", "Fields of deals"),
        Described.LEAD: translate("Extensions", "Fields of leads"),
        Described.CONTACT: translate("Extensions", "Fields of contacts"),
        Described.COMPANY: translate("Extensions", "Fields of companies"),
    }[described]


def about_word(about: About) -> str:
    """What a fact is about."""
    return {
        About.PERSON: translate("Extensions", "Acts as"),
        About.MANAGES: translate("Extensions", "May install and manage applications"),
        About.OFFLINE: translate("Extensions", "The plan has the queue of events"),
        About.CONNECTOR: translate("Extensions", "The plan can keep one's own changes out of the queue"),
        About.LICENCE: translate("Extensions", "Plan of the portal"),
        About.INSTALLED: translate("Extensions", "The application is installed completely"),
    }[about]


def tone_word(tone: BadgeTone) -> str:
    """What the colour of a badge says."""
    return {
        BadgeTone.SUCCESS: translate("Extensions", "Success (green)"),
        BadgeTone.FAILURE: translate("Extensions", "Failure (red)"),
        BadgeTone.WARNING: translate("Extensions", "Warning (yellow)"),
        BadgeTone.PRIMARY: translate("Extensions", "Primary (blue)"),
        BadgeTone.SECONDARY: translate("Extensions", "Secondary (grey)"),
    }[tone]


def property_word(kind: PropertyType) -> str:
    """What a property holds."""
    return {
        PropertyType.STRING: translate("Extensions", "Text, one line"),
        PropertyType.TEXT: translate("Extensions", "Text, many lines"),
        PropertyType.INT: translate("Extensions", "Whole number"),
        PropertyType.DOUBLE: translate("Extensions", "Number"),
        PropertyType.BOOL: translate("Extensions", "Yes or no"),
        PropertyType.DATE: translate("Extensions", "Day"),
        PropertyType.DATETIME: translate("Extensions", "Day and time"),
        PropertyType.SELECT: translate("Extensions", "One of a list"),
        PropertyType.USER: translate("Extensions", "Person"),
        PropertyType.FILE: translate("Extensions", "File"),
    }[kind]
