"""What can be done with items, for the palette and the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from daybook.domain.composition import CompositionKind
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.ui.composing.words import kind_glyph, new_words
from daybook.ui.details.panel import FIELDS, NOTE, TRANSCRIPT
from daybook.ui.entities.types import type_glyph, type_plural
from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Actions:
    """What the commands call; those that begin with "has" or "may" say whether there is something to do it with."""

    new_todo: Callable[[], object]
    refresh: Callable[[], object]
    search: Callable[[], object]
    create_each: Callable[[], object]
    change_each: Callable[[], object]
    show_layout: Callable[[], object]
    compose: Callable[[CompositionKind], object]
    show_details: Callable[[str], object]
    may_compose_own: Callable[[], bool]
    has_card: Callable[[], bool]
    go_to_list: Callable[[], object]
    go_to_timeline: Callable[[], object]
    go_to_editor: Callable[[], object]
    close_editor: Callable[[], object]
    open_page: Callable[[], object]
    choose_type: Callable[[int], object]
    choose_next_type: Callable[[], object]
    has_item: Callable[[], bool]
    has_page: Callable[[], bool]
    has_editor: Callable[[], bool]
    has_selected: Callable[[], bool]


def entity_commands(do: Actions, group: str) -> Sequence[Command]:
    """The commands of the workspace, without those of the editor in it."""
    new, page = translate("EntityCommands", "New to-do"), translate("EntityCommands", "Open the item in the portal")
    listed, timeline = translate("EntityCommands", "Go to the list"), translate("EntityCommands", "Go to the timeline")
    editor, close = translate("EntityCommands", "Go to the editor"), translate("EntityCommands", "Close the editor")
    search, again = translate("EntityCommands", "Search the list"), translate("EntityCommands", "Read again")
    create = translate("EntityCommands", "Create for each selected item…")
    change = translate("EntityCommands", "Change the open activities of the selected items…")
    layout = translate("EntityCommands", "Its blocks in Layouts")
    following = translate("EntityCommands", "Show the next kind of items")
    return (
        Command("new-todo", new, do.new_todo, ("Ctrl+N",), Glyph.PLUS, group, do.has_item),
        Command("search-items", search, do.search, ("Ctrl+F",), Glyph.SEARCH, group),
        Command("go-list", listed, do.go_to_list, ("Ctrl+L",), Glyph.ENTITIES, group),
        Command("go-timeline", timeline, do.go_to_timeline, ("Ctrl+T",), Glyph.ACTIVITIES, group, do.has_item),
        Command("go-editor", editor, do.go_to_editor, ("Ctrl+E",), Glyph.PENCIL, group, do.has_editor),
        Command("close-editor", close, do.close_editor, ("Ctrl+W",), Glyph.CLOSE, group, do.has_editor),
        Command("open-page", page, do.open_page, ("Ctrl+Shift+O",), Glyph.GLOBE, group, do.has_page),
        Command("create-each", create, do.create_each, ("Ctrl+Alt+C",), Glyph.PLUS, group, do.has_selected),
        Command("change-each", change, do.change_each, ("Ctrl+Alt+A",), Glyph.PENCIL, group, do.has_selected),
        Command("card-layout", layout, do.show_layout, ("Ctrl+Alt+L",), Glyph.LAYOUTS, group, do.has_card),
        Command("refresh", again, do.refresh, ("F5",), Glyph.REFRESH, group),
        *_composing_commands(do, group),
        *_detail_commands(do, group),
        *_type_commands(do, group),
        Command("next-type", following, do.choose_next_type, ("Ctrl+PgDown",), Glyph.ARROW_RIGHT, group),
    )


def _composing_commands(do: Actions, group: str) -> Sequence[Command]:
    keys = {
        CompositionKind.CALL: "Ctrl+Shift+C",
        CompositionKind.MEETING: "Ctrl+Shift+M",
        CompositionKind.EMAIL: "Ctrl+Shift+E",
        CompositionKind.OWN: "Ctrl+Shift+A",
    }

    def possible(kind: CompositionKind) -> bool:
        return do.has_item() and (kind is not CompositionKind.OWN or do.may_compose_own())

    return tuple(
        Command(
            f"new-{kind}", new_words(kind), partial(do.compose, kind), (key,), kind_glyph(kind), group,
            partial(possible, kind),
        )
        for kind, key in keys.items()
    )  # fmt: skip


def _detail_commands(do: Actions, group: str) -> Sequence[Command]:
    words = {
        FIELDS: (translate("EntityCommands", "Show all fields of the card"), "Ctrl+I", Glyph.FORM),
        NOTE: (translate("EntityCommands", "Write a note on the card"), "Ctrl+Shift+N", Glyph.PENCIL),
        TRANSCRIPT: (translate("EntityCommands", "Show what was said in the call"), "Ctrl+Shift+T", Glyph.CHAT),
    }
    return tuple(
        Command(f"details-{page}", title, partial(do.show_details, page), (key,), glyph, group, do.has_card)
        for page, (title, key, glyph) in words.items()
    )


def _type_commands(do: Actions, group: str) -> Sequence[Command]:
    show = translate("EntityCommands", "Show {items}")
    return tuple(
        Command(
            f"show-type-{type_id}",
            show.format(items=type_plural(type_id).casefold()),
            partial(do.choose_type, type_id),
            (f"Alt+{number}",),
            type_glyph(type_id),
            group,
        )
        for number, type_id in enumerate((DEAL, LEAD, CONTACT, COMPANY), start=1)
    )
