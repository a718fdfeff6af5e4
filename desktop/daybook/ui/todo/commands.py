"""What can be done in the editor, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; the last two say whether there is a draft, or an activity, to do it with."""

    save: Callable[[], object]
    discard: Callable[[], object]
    complete: Callable[[], object]
    change_deadline: Callable[[], object]
    choose_person: Callable[[], object]
    delete: Callable[[], object]
    has_draft: Callable[[], bool]
    has_activity: Callable[[], bool]


def editor_commands(do: Actions) -> Sequence[Command]:
    """The commands; no key is one that a text field uses itself."""
    group = translate("EditorCommands", "Editor")
    draft, activity = do.has_draft, do.has_activity
    save_keys = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")
    save, discard = translate("EditorCommands", "Save"), translate("EditorCommands", "Discard the changes")
    complete = translate("EditorCommands", "Complete or reopen")
    deadline = translate("EditorCommands", "Change the deadline")
    person = translate("EditorCommands", "Choose who is responsible")
    delete = translate("EditorCommands", "Delete the activity")
    return (
        Command("todo-save", save, do.save, save_keys, Glyph.CHECK, group, draft),
        Command("todo-discard", discard, do.discard, ("Ctrl+Shift+Backspace",), Glyph.UNDO, group, draft),
        Command("todo-complete", complete, do.complete, ("Ctrl+D",), Glyph.CIRCLE_CHECK, group, activity),
        Command("todo-deadline", deadline, do.change_deadline, ("Ctrl+Shift+D",), Glyph.CALENDAR, group, draft),
        Command("todo-responsible", person, do.choose_person, ("Ctrl+Shift+R",), Glyph.USER, group, draft),
        Command("todo-delete", delete, do.delete, ("Ctrl+Shift+Delete",), Glyph.TRASH, group, activity),
    )
