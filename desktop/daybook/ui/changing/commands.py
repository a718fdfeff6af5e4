"""What can be done on the page of a change, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; those that begin with "can" or "has" say whether there is something to do it with."""

    add: Callable[[], object]
    look: Callable[[], object]
    apply: Callable[[], object]
    go_to_form: Callable[[], object]
    go_to_rows: Callable[[], object]
    search: Callable[[], object]
    save_recipe: Callable[[], object]
    open_recipe: Callable[[], object]
    recipes: Callable[[], object]
    write_table: Callable[[], object]
    read_table: Callable[[], object]
    clear: Callable[[], object]
    can_add: Callable[[], bool]
    can_look: Callable[[], bool]
    can_apply: Callable[[], bool]
    has_rows: Callable[[], bool]
    has_ids: Callable[[], bool]
    has_parts: Callable[[], bool]


def change_commands(do: Actions, group: str) -> Sequence[Command]:
    """The commands of the workspace."""
    command = partial(Command, group=group)
    add, look = translate("ChangeCommands", "Add a change"), translate("ChangeCommands", "Look at what happens")
    apply = translate("ChangeCommands", "Send what was looked at")
    form, rows = translate("ChangeCommands", "Go to the form"), translate("ChangeCommands", "Go to the preview")
    search, recipes = translate("ChangeCommands", "Search the preview"), translate("ChangeCommands", "Show recipes")
    save, opened = translate("ChangeCommands", "Save the recipe"), translate("ChangeCommands", "Open a recipe")
    write = translate("ChangeCommands", "Write the selected rows to a table")
    read = translate("ChangeCommands", "Read a table that was edited")
    clear = translate("ChangeCommands", "Empty the form")
    return (
        command("change-add", add, do.add, ("Ctrl+N",), Glyph.PLUS, enabled=do.can_add),
        command("change-look", look, do.look, ("F8",), Glyph.EYE, enabled=do.can_look),
        command("change-apply", apply, do.apply, ("Ctrl+Shift+S",), Glyph.CHECK, enabled=do.can_apply),
        command("change-form", form, do.go_to_form, ("Ctrl+E",), Glyph.PENCIL),
        command("change-rows", rows, do.go_to_rows, ("Ctrl+L",), Glyph.ACTIVITIES, enabled=do.has_rows),
        command("change-search", search, do.search, ("Ctrl+F",), Glyph.SEARCH, enabled=do.has_rows),
        command("change-recipes", recipes, do.recipes, ("Ctrl+R",), Glyph.FILE),
        command("change-recipe-save", save, do.save_recipe, ("Ctrl+Alt+S",), Glyph.FILE, enabled=do.can_look),
        command("change-recipe-open", opened, do.open_recipe, ("Ctrl+Alt+O",), Glyph.FILE),
        command("change-table-write", write, do.write_table, ("Ctrl+Shift+E",), Glyph.FILE, enabled=do.has_ids),
        command("change-table-read", read, do.read_table, ("Ctrl+Shift+R",), Glyph.FILE),
        command("change-clear", clear, do.clear, ("Ctrl+Shift+X",), Glyph.TRASH, enabled=do.has_parts),
    )
