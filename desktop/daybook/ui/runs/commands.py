"""What can be done with runs, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate

IN_MENU: Final = ("runs-open", "runs-undo-rows", "runs-said", "runs-csv", "runs-pdf", "runs-copy-id")
"""What the menu of a run offers."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; the last ones say whether there is something to do it with."""

    hold: Callable[[], object]
    go_on: Callable[[], object]
    cancel: Callable[[], object]
    undo: Callable[[], object]
    undo_rows: Callable[[], object]
    retry: Callable[[], object]
    open: Callable[[], object]
    said: Callable[[], object]
    csv: Callable[[], object]
    pdf: Callable[[], object]
    copy_id: Callable[[], object]
    to_history: Callable[[], object]
    to_rows: Callable[[], object]
    apply: Callable[[], object]
    back: Callable[[], object]
    refresh: Callable[[], object]
    is_at_work: Callable[[], bool]
    is_left: Callable[[], bool]
    can_cancel: Callable[[], bool]
    can_undo: Callable[[], bool]
    can_undo_rows: Callable[[], bool]
    can_retry: Callable[[], bool]
    has_activity: Callable[[], bool]
    has_said: Callable[[], bool]
    has_run: Callable[[], bool]
    has_plan: Callable[[], bool]
    can_apply: Callable[[], bool]


def run_commands(do: Actions, group: str) -> Sequence[Command]:
    """The commands of the workspace."""
    return (
        Command("runs-hold", translate("RunCommands", "Pause the run, or go on"), do.hold, ("Ctrl+P",), Glyph.CLOCK,
                group, do.is_at_work),
        Command("runs-go-on", translate("RunCommands", "Go on with the run"), do.go_on, ("Ctrl+G",),
                Glyph.ARROW_RIGHT, group, do.is_left),
        Command("runs-cancel", translate("RunCommands", "Cancel the rest of the run"), do.cancel, ("Ctrl+Delete",),
                Glyph.CLOSE, group, do.can_cancel),
        Command("runs-undo", translate("RunCommands", "Undo or redo the run"), do.undo, ("Ctrl+U",), Glyph.UNDO,
                group, do.can_undo),
        Command("runs-undo-rows", translate("RunCommands", "Undo or redo the selected rows"), do.undo_rows,
                ("Ctrl+Shift+U",), Glyph.UNDO, group, do.can_undo_rows),
        Command("runs-retry", translate("RunCommands", "Try the failed rows again"), do.retry, ("Ctrl+R",),
                Glyph.REFRESH, group, do.can_retry),
        Command("runs-open", translate("RunCommands", "Open the activity"), do.open, ("Ctrl+Return",),
                Glyph.ACTIVITY, group, do.has_activity),
        Command("runs-said", translate("RunCommands", "Show what the portal said"), do.said, ("Ctrl+I",), Glyph.INFO,
                group, do.has_said),
        Command("runs-csv", translate("RunCommands", "Export the report as CSV"), do.csv, ("Ctrl+E",), Glyph.FILE,
                group, do.has_run),
        Command("runs-pdf", translate("RunCommands", "Save the report as PDF"), do.pdf, ("Ctrl+Shift+P",),
                Glyph.FILE, group, do.has_run),
        Command("runs-copy-id", translate("RunCommands", "Copy the run’s number"), do.copy_id, ("Ctrl+Shift+C",),
                Glyph.COPY, group, do.has_run),
        Command("runs-history", translate("RunCommands", "Go to the list of runs"), do.to_history, ("Ctrl+L",),
                Glyph.RUNS, group),
        Command("runs-rows", translate("RunCommands", "Go to the rows"), do.to_rows, ("Ctrl+D",), Glyph.ACTIVITIES,
                group, do.has_run),
        Command("runs-apply", translate("RunCommands", "Send what was looked at"), do.apply, ("Ctrl+Shift+S",),
                Glyph.CHECK, group, do.can_apply),
        Command("runs-back", translate("RunCommands", "Back to the run"), do.back, ("Ctrl+W",), Glyph.CHEVRON_LEFT,
                group, do.has_plan),
        Command("runs-refresh", translate("RunCommands", "Read the runs again"), do.refresh, ("F5",), Glyph.REFRESH,
                group),
    )  # fmt: skip
