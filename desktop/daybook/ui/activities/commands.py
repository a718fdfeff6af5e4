"""What can be done in the table, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate

IN_MENU: Final = (
    "table-open",
    "table-complete",
    "cell-edit",
    "table-item",
    "table-pick",
    "table-copy",
    "table-change",
    "table-layout",
    "cell-paste",
    "cell-revert",
    "table-delete",
)
"""What the menu of a row offers, in this order."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; those that begin with "has" say whether there is something to do it with."""

    open: Callable[[], object]
    show_item: Callable[[], object]
    complete: Callable[[], object]
    delete: Callable[[], object]
    copy: Callable[[], object]
    pick: Callable[[], object]
    pick_all: Callable[[], object]
    pick_none: Callable[[], object]
    sort_up: Callable[[], object]
    sort_down: Callable[[], object]
    column_left: Callable[[], object]
    column_right: Callable[[], object]
    narrower: Callable[[], object]
    wider: Callable[[], object]
    fold_all: Callable[[], object]
    unfold_all: Callable[[], object]
    search: Callable[[], object]
    go_to_table: Callable[[], object]
    go_to_editor: Callable[[], object]
    close_editor: Callable[[], object]
    refresh: Callable[[], object]
    views: Callable[[], object]
    group: Callable[[], object]
    columns: Callable[[], object]
    export: Callable[[], object]
    change: Callable[[], object]
    layout: Callable[[], object]
    has_row: Callable[[], bool]
    has_activity: Callable[[], bool]
    has_item: Callable[[], bool]
    has_picks: Callable[[], bool]
    has_groups: Callable[[], bool]
    has_editor: Callable[[], bool]


def table_commands(do: Actions, group: str) -> Sequence[Command]:
    """The commands of the workspace, without those of the editor and of the pending edits."""
    return (*_wide(do, group), *_in_place(do, group), *_of_columns(do, group))


def _wide(do: Actions, group: str) -> Sequence[Command]:
    """Wherever the focus is in the workspace."""

    command = partial(Command, group=group)
    search, views = translate("TableCommands", "Filter the table"), translate("TableCommands", "Choose a view")
    groups, columns = translate("TableCommands", "Group the table"), translate("TableCommands", "Choose columns")
    export, table = translate("TableCommands", "Export what is shown"), translate("TableCommands", "Go to the table")
    item, again = translate("TableCommands", "Show the item"), translate("TableCommands", "Ask the portal what is new")
    editor, close = translate("TableCommands", "Go to the editor"), translate("TableCommands", "Close the editor")
    change = translate("TableCommands", "Change the selected rows…")
    layout = translate("TableCommands", "Its blocks in Layouts")
    item_keys = ("Ctrl+Return", "Ctrl+Enter")
    return (
        command("table-search", search, do.search, ("Ctrl+F",), Glyph.FILTER),
        command("table-views", views, do.views, ("Ctrl+Shift+V",), Glyph.EYE),
        command("table-group", groups, do.group, ("Ctrl+Shift+G",), Glyph.LAYOUTS),
        command("table-columns", columns, do.columns, ("Ctrl+Shift+K",), Glyph.MORE),
        command("table-export", export, do.export, ("Ctrl+Shift+E",), Glyph.FILE),
        command("table-change", change, do.change, ("Ctrl+Shift+C",), Glyph.PENCIL, enabled=do.has_activity),
        command("table-layout", layout, do.layout, ("Ctrl+Alt+L",), Glyph.LAYOUTS, enabled=do.has_activity),
        command("table-go", table, do.go_to_table, ("Ctrl+L",), Glyph.ACTIVITIES),
        command("table-item", item, do.show_item, item_keys, Glyph.ENTITIES, enabled=do.has_item),
        command("go-editor", editor, do.go_to_editor, ("Ctrl+E",), Glyph.PENCIL, enabled=do.has_editor),
        command("close-editor", close, do.close_editor, ("Ctrl+W",), Glyph.CLOSE, enabled=do.has_editor),
        command("table-refresh", again, do.refresh, ("F5",), Glyph.REFRESH),
    )


def _in_place(do: Actions, group: str) -> Sequence[Command]:
    """Where the focus is in the rows."""
    opened = translate("TableCommands", "Open")
    command = partial(Command, group=group, in_place=True)
    complete, delete = translate("TableCommands", "Complete or reopen"), translate("TableCommands", "Delete")
    copy, pick = translate("TableCommands", "Copy as cells"), translate("TableCommands", "Select, or not")
    everything = translate("TableCommands", "Select all that the filter shows")
    nothing = translate("TableCommands", "Select none")
    return (
        command("table-open", opened, do.open, ("Return", "Enter"), Glyph.ARROW_RIGHT, enabled=do.has_row),
        command("table-complete", complete, do.complete, ("Space",), Glyph.CIRCLE_CHECK, enabled=do.has_activity),
        command("table-delete", delete, do.delete, ("Ctrl+Delete",), Glyph.TRASH, enabled=do.has_activity),
        command("table-copy", copy, do.copy, ("Ctrl+C",), Glyph.COPY, enabled=do.has_activity),
        command("table-pick", pick, do.pick, ("Ctrl+Space",), Glyph.CHECK, enabled=do.has_row),
        command("table-pick-all", everything, do.pick_all, ("Ctrl+A",), Glyph.CHECK, enabled=do.has_row),
        command("table-pick-none", nothing, do.pick_none, ("Ctrl+Shift+A",), Glyph.CIRCLE, enabled=do.has_picks),
    )


def _of_columns(do: Actions, group: str) -> Sequence[Command]:
    """About the current column, and about the groups."""
    command = partial(Command, group=group, enabled=do.has_row, in_place=True)
    folding = partial(Command, group=group, enabled=do.has_groups, in_place=True)
    up = translate("TableCommands", "Sort by this column")
    down = translate("TableCommands", "Sort by this column, last first")
    left = translate("TableCommands", "Move the column to the left")
    right = translate("TableCommands", "Move the column to the right")
    narrower = translate("TableCommands", "Make the column narrower")
    wider = translate("TableCommands", "Make the column wider")
    fold, unfold = translate("TableCommands", "Fold all groups"), translate("TableCommands", "Unfold all groups")
    return (
        command("table-sort-up", up, do.sort_up, ("Alt+Up",), Glyph.CHEVRON_UP),
        command("table-sort-down", down, do.sort_down, ("Alt+Down",), Glyph.CHEVRON_DOWN),
        command("table-column-left", left, do.column_left, ("Alt+Left",), Glyph.CHEVRON_LEFT),
        command("table-column-right", right, do.column_right, ("Alt+Right",), Glyph.CHEVRON_RIGHT),
        command("table-narrower", narrower, do.narrower, ("Alt+Shift+Left",), Glyph.CHEVRON_LEFT),
        command("table-wider", wider, do.wider, ("Alt+Shift+Right",), Glyph.CHEVRON_RIGHT),
        folding("table-fold-all", fold, do.fold_all, ("Ctrl+-",), Glyph.CHEVRON_RIGHT),
        folding("table-unfold-all", unfold, do.unfold_all, ("Ctrl+=",), Glyph.CHEVRON_DOWN),
    )
