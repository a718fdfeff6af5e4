"""What can be done with a day, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.todo import TodoColor
from daybook.ui.activities.pending_teller import SHOW_KEYS
from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.color_names import todo_color_name

translate = QCoreApplication.translate

IN_MENU: Final = frozenset(
    {
        *("today-done", "today-tomorrow", "today-person", "today-deadline"),
        *(f"today-color-{color}" for color in TodoColor),
        *("today-open", "today-new-todo", "today-item", "today-change", "today-drop"),
    }
)
"""What the menu of a row offers."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; the last ones say whether there is something to do it with."""

    complete: Callable[[], object]
    postpone: Callable[[], object]
    change_deadline: Callable[[], object]
    paint: Callable[[TodoColor], object]
    hand_over: Callable[[], object]
    open: Callable[[], object]
    choose: Callable[[], object]
    choose_part: Callable[[], object]
    choose_one: Callable[[], object]
    step: Callable[[int], object]
    step_keeping: Callable[[int], object]
    step_part: Callable[[int], object]
    new_todo: Callable[[], object]
    show_item: Callable[[], object]
    change: Callable[[], object]
    choose_whose: Callable[[], object]
    choose_cap: Callable[[], object]
    go_to_list: Callable[[], object]
    go_to_loads: Callable[[], object]
    go_to_editor: Callable[[], object]
    close_editor: Callable[[], object]
    show_all: Callable[[], object]
    refresh: Callable[[], object]
    show_waiting: Callable[[], object]
    take_back: Callable[[], object]
    drop_waiting: Callable[[], object]
    has_activity: Callable[[], bool]
    has_item: Callable[[], bool]
    has_rows: Callable[[], bool]
    has_row: Callable[[], bool]
    has_several: Callable[[], bool]
    has_editor: Callable[[], bool]
    has_focus: Callable[[], bool]
    has_waiting: Callable[[], bool]
    may_take_back: Callable[[], bool]


def today_commands(do: Actions, group: str) -> Sequence[Command]:
    """The commands of the workspace, without those of the editor in it."""
    acting = (*_triage(do, group), *_colors(do, group), *_waiting(do, group))
    return (*acting, *_moving(do, group), *_choosing(do, group), *_rest(do, group))


def _triage(do: Actions, group: str) -> Sequence[Command]:
    done, tomorrow = translate("TodayCommands", "Done, and on"), translate("TodayCommands", "To tomorrow, and on")
    person = translate("TodayCommands", "Hand over to somebody, and on")
    deadline = translate("TodayCommands", "Change the deadline in the editor")
    has = do.has_activity
    return (
        Command("today-done", done, do.complete, ("Space",), Glyph.CIRCLE_CHECK, group, has, in_place=True),
        Command("today-tomorrow", tomorrow, do.postpone, ("T",), Glyph.ARROW_RIGHT, group, has, in_place=True),
        Command("today-person", person, do.hand_over, ("R",), Glyph.USER, group, has, in_place=True),
        Command("today-deadline", deadline, do.change_deadline, ("D",), Glyph.CALENDAR, group, has, in_place=True),
    )


def _colors(do: Actions, group: str) -> Sequence[Command]:
    title = translate("TodayCommands", "Colour: {name}, and on")
    return tuple(
        Command(
            f"today-color-{color}",
            title.format(name=todo_color_name(color)),
            partial(do.paint, color),
            ("0" if color is TodoColor.DEFAULT else color.value,),
            Glyph.PALETTE,
            group,
            do.has_activity,
            in_place=True,
        )
        for color in TodoColor
    )


def _waiting(do: Actions, group: str) -> Sequence[Command]:
    """The same keys as in the table of activities, where all of it is looked at and applied."""
    show = translate("TodayCommands", "Show the changes that wait")
    back = translate("TodayCommands", "Take the last change that waits back")
    drop = translate("TodayCommands", "Drop what waits here")
    return (
        Command("today-waiting", show, do.show_waiting, (SHOW_KEYS,), Glyph.PENCIL, group),
        Command("today-take-back", back, do.take_back, ("Ctrl+Shift+Z",), Glyph.UNDO, group, do.may_take_back),
        Command("today-drop", drop, do.drop_waiting, ("Backspace",), Glyph.UNDO, group, do.has_waiting, in_place=True),
    )


def _moving(do: Actions, group: str) -> Sequence[Command]:
    opened = translate("TodayCommands", "Open in the editor, or unfold")
    down, up = translate("TodayCommands", "To the next row"), translate("TodayCommands", "To the row before")
    part = translate("TodayCommands", "To the next part of the day")
    before = translate("TodayCommands", "To the part of the day before")
    rows = do.has_row
    return (
        Command("today-open", opened, do.open, ("Return", "Enter"), Glyph.PENCIL, group, rows, in_place=True),
        Command("today-next", down, partial(do.step, 1), ("J",), Glyph.CHEVRON_DOWN, group, rows, in_place=True),
        Command("today-previous", up, partial(do.step, -1), ("K",), Glyph.CHEVRON_UP, group, rows, in_place=True),
        Command(
            "today-next-part", part, partial(do.step_part, 1), ("]", "Ctrl+Down"), None, group, rows, in_place=True
        ),
        Command(
            "today-previous-part", before, partial(do.step_part, -1), ("[", "Ctrl+Up"), None, group, rows, in_place=True
        ),
    )


def _choosing(do: Actions, group: str) -> Sequence[Command]:
    """Several rows at once; Shift with the arrows, and the pointer with Ctrl or Shift, do so too."""
    command = partial(Command, group=group, enabled=do.has_row, in_place=True)
    toggle = translate("TodayCommands", "Select the row too, or not any more")
    part = translate("TodayCommands", "Select the part of the day, then everything")
    down = translate("TodayCommands", "To the next row, and keep what is selected")
    up = translate("TodayCommands", "To the row before, and keep what is selected")
    one = translate("TodayCommands", "Select only the current row")
    return (
        command("today-select", toggle, do.choose, ("Ctrl+Space",), Glyph.CHECK),
        command("today-select-part", part, do.choose_part, ("Ctrl+A",), Glyph.CHECK),
        command("today-keep-next", down, partial(do.step_keeping, 1), ("Alt+Down",), Glyph.CHEVRON_DOWN),
        command("today-keep-previous", up, partial(do.step_keeping, -1), ("Alt+Up",), Glyph.CHEVRON_UP),
        replace(command("today-select-one", one, do.choose_one, ("Ctrl+Shift+Space",)), enabled=do.has_several),
    )


def _rest(do: Actions, group: str) -> Sequence[Command]:
    new, item = translate("TodayCommands", "New to-do for this item"), translate("TodayCommands", "Show the item")
    whose, cap = translate("TodayCommands", "Choose whose day is shown"), translate("TodayCommands", "Set a full day")
    change = translate("TodayCommands", "Change what is selected, or all rows of a part…")
    listed, loads = translate("TodayCommands", "Go to the list"), translate("TodayCommands", "Go to the loads")
    editor, close = translate("TodayCommands", "Go to the editor"), translate("TodayCommands", "Close the editor")
    everything, again = translate("TodayCommands", "Show all people and days"), translate("TodayCommands", "Read again")
    return (
        Command("today-new-todo", new, do.new_todo, ("Ctrl+N",), Glyph.PLUS, group, do.has_item),
        Command("today-item", item, do.show_item, ("Ctrl+Return", "Ctrl+Enter"), Glyph.ENTITIES, group, do.has_item),
        Command("today-change", change, do.change, ("Ctrl+Shift+C",), Glyph.ACTIVITIES, group, do.has_rows),
        Command("today-whose", whose, do.choose_whose, ("Ctrl+P",), Glyph.USERS, group),
        Command("today-cap", cap, do.choose_cap, ("Ctrl+Shift+F",), Glyph.FLAG, group),
        Command("today-list", listed, do.go_to_list, ("Ctrl+L",), Glyph.TODAY, group),
        Command("today-loads", loads, do.go_to_loads, ("Ctrl+G",), Glyph.ACTIVITIES, group),
        Command("today-editor", editor, do.go_to_editor, ("Ctrl+E",), Glyph.PENCIL, group, do.has_editor),
        Command("today-close", close, do.close_editor, ("Ctrl+W",), Glyph.CLOSE, group, do.has_editor),
        Command("today-all", everything, do.show_all, ("Ctrl+Shift+A",), Glyph.FILTER, group, do.has_focus),
        Command("today-refresh", again, do.refresh, ("F5",), Glyph.REFRESH, group),
    )
