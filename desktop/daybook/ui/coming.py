"""What the rail names before it is there: the workspaces of a connection while their parts are on their way."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.icons import Glyph


@dataclass(frozen=True, slots=True)
class Coming:
    """An `Entry` of a workspace that is not made yet."""

    id: str
    title: str
    glyph: Glyph


def coming() -> tuple[Coming, ...]:
    """All that one connection has, in the order of the rail and in the words of each workspace."""
    say = QCoreApplication.translate
    return (
        Coming("today", say("TodayWorkspace", "Today"), Glyph.TODAY),
        Coming("entities", say("EntitiesWorkspace", "Entities"), Glyph.ENTITIES),
        Coming("activities", say("ActivitiesWorkspace", "Activities"), Glyph.ACTIVITIES),
        Coming("change", say("ChangingWorkspace", "Change"), Glyph.PENCIL),
        Coming("runs", say("RunsWorkspace", "Runs"), Glyph.RUNS),
        Coming("extensions", say("ExtensionsWorkspace", "Extensions"), Glyph.EXTENSIONS),
        Coming("console", say("ConsoleWorkspace", "Console"), Glyph.COMMAND),
        Coming("layouts", say("StudioWorkspace", "Layouts"), Glyph.LAYOUTS),
        Coming("connections", say("ConnectionsWorkspace", "Connections"), Glyph.CONNECTION),
    )
