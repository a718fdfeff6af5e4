"""What the lines of the form are called, and what a run is called that does what they say."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import Change, SetResponsible
from daybook.ui.changing.journal_words import JournalWords
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.color_names import todo_color_name
from daybook.work.changing.parts import Part

translate = QCoreApplication.translate

_GLYPHS: Final = {
    Part.DEADLINE: Glyph.CALENDAR,
    Part.RESPONSIBLE: Glyph.USER,
    Part.COLOR: Glyph.PALETTE,
    Part.PINGS: Glyph.BELL,
    Part.TITLE: Glyph.PENCIL,
    Part.DESCRIPTION: Glyph.FORM,
    Part.COMPLETED: Glyph.CIRCLE_CHECK,
    Part.BIND: Glyph.LINK,
    Part.UNBIND: Glyph.UNLINK,
    Part.MOVE: Glyph.MOVE,
    Part.BLOCKS: Glyph.LAYOUTS,
    Part.VALUES: Glyph.ACTIVITIES,
    Part.CREATE: Glyph.PLUS,
    Part.DELETE: Glyph.TRASH,
}


def part_glyph(part: Part) -> Glyph:
    """The drawing of a line."""
    return _GLYPHS[part]


def part_name(part: Part) -> str:
    """What a line is called."""
    return {
        Part.DEADLINE: translate("ChangeParts", "Deadline"),
        Part.RESPONSIBLE: translate("ChangeParts", "Responsible person"),
        Part.COLOR: translate("ChangeParts", "Colour"),
        Part.PINGS: translate("ChangeParts", "Reminders"),
        Part.TITLE: translate("ChangeParts", "Title"),
        Part.DESCRIPTION: translate("ChangeParts", "Description"),
        Part.COMPLETED: translate("ChangeParts", "Complete or reopen"),
        Part.BIND: translate("ChangeParts", "Bind to items"),
        Part.UNBIND: translate("ChangeParts", "Take off items"),
        Part.MOVE: translate("ChangeParts", "Move to another item"),
        Part.BLOCKS: translate("ChangeParts", "Content blocks"),
        Part.VALUES: translate("ChangeParts", "Values from a table"),
        Part.CREATE: translate("ChangeParts", "Create for each item"),
        Part.DELETE: translate("ChangeParts", "Delete"),
    }[part]


def part_about(part: Part, *, by_application: bool) -> str:
    """A few words about it, for whoever looks for the right one."""
    if part is Part.BLOCKS and not by_application:
        return translate("ChangeParts", "A webhook can't: connect an application")
    return {
        Part.DEADLINE: translate("ChangeParts", "Set, shift, or spread over days"),
        Part.RESPONSIBLE: translate("ChangeParts", "One person, several in turn, or by load"),
        Part.COLOR: translate("ChangeParts", "One of eight"),
        Part.PINGS: translate("ChangeParts", "How long before the deadline"),
        Part.TITLE: translate("ChangeParts", "Set, add before or behind, replace a part"),
        Part.DESCRIPTION: translate("ChangeParts", "Set, add before or behind, replace a part"),
        Part.COMPLETED: translate("ChangeParts", "Tick off, or open again"),
        Part.BIND: translate("ChangeParts", "Show it on more deals, contacts, companies, leads"),
        Part.UNBIND: translate("ChangeParts", "Show it on fewer"),
        Part.MOVE: translate("ChangeParts", "From one item to another"),
        Part.BLOCKS: translate("ChangeParts", "From a file"),
        Part.VALUES: translate("ChangeParts", "Each row its own, edited in a spreadsheet"),
        Part.CREATE: translate("ChangeParts", "A to-do, a call or a meeting from a template"),
        Part.DELETE: translate("ChangeParts", "For good"),
    }[part]


Words = Callable[[Change, str, JournalWords], str]


def run_title(change: Change, count: int, shown: str, words: JournalWords) -> str:
    """What will be done, or was: "Reschedule 42", "Complete 17, colour blue". `shown` is the count as people write it.

    The weightiest part comes first, the others follow in a few words each.
    """
    if change.create is not None:
        return _Counted().creating(change.create.kind, count)
    first, *others = [part for part in _WEIGHT if part.value in change.given]
    said = [_leading()[first](change, shown, words)]
    said += [_following()[part](change, shown, words) for part in others]
    return ", ".join(said)


_WEIGHT: Final = (
    Part.DELETE,
    Part.COMPLETED,
    Part.MOVE,
    Part.DEADLINE,
    Part.RESPONSIBLE,
    Part.COLOR,
    Part.PINGS,
    Part.TITLE,
    Part.DESCRIPTION,
    Part.BIND,
    Part.UNBIND,
    Part.BLOCKS,
    Part.VALUES,
)


class _Counted(QObject):
    """Texts with plurals are collected from `tr` of a class only."""

    def creating(self, kind: ActivityKind, count: int) -> str:
        """So many new ones."""
        if kind is ActivityKind.CALL:
            return self.tr("Create %Ln call(s)", "", count)
        if kind is ActivityKind.MEETING:
            return self.tr("Create %Ln meeting(s)", "", count)
        return self.tr("Create %Ln to-do(s)", "", count)


def _leading() -> dict[Part, Words]:
    plain = {
        Part.DELETE: translate("ChangeParts", "Delete {count}"),
        Part.MOVE: translate("ChangeParts", "Move {count}"),
        Part.DEADLINE: translate("ChangeParts", "Reschedule {count}"),
        Part.PINGS: translate("ChangeParts", "Set reminders of {count}"),
        Part.TITLE: translate("ChangeParts", "Rename {count}"),
        Part.DESCRIPTION: translate("ChangeParts", "Describe {count}"),
        Part.BIND: translate("ChangeParts", "Bind {count}"),
        Part.UNBIND: translate("ChangeParts", "Unbind {count}"),
        Part.BLOCKS: translate("ChangeParts", "Set content blocks of {count}"),
        Part.VALUES: translate("ChangeParts", "Change {count} as in the table"),
    }
    made: dict[Part, Words] = {part: _plain(words) for part, words in plain.items()}
    return made | {
        Part.COMPLETED: lambda change, count, _words: (
            translate("ChangeParts", "Complete {count}")
            if change.completed
            else translate("ChangeParts", "Reopen {count}")
        ).format(count=count),
        Part.RESPONSIBLE: lambda change, count, words: _given(change, words).format(count=count),
        Part.COLOR: lambda change, count, _words: translate("ChangeParts", "Colour {count} {color}").format(
            count=count, color=_color(change)
        ),
    }


def _given(change: Change, words: JournalWords) -> str:
    if isinstance(change.responsible, SetResponsible):
        name = words.name(change.responsible.person_id).replace("{", "").replace("}", "")
        return translate("ChangeParts", "Give {count} to {name}").replace("{name}", name)
    return translate("ChangeParts", "Share out {count}")


def _following() -> dict[Part, Words]:
    plain = {
        Part.MOVE: translate("ChangeParts", "move"),
        Part.DEADLINE: translate("ChangeParts", "reschedule"),
        Part.PINGS: translate("ChangeParts", "reminders"),
        Part.TITLE: translate("ChangeParts", "title"),
        Part.DESCRIPTION: translate("ChangeParts", "description"),
        Part.BIND: translate("ChangeParts", "bind"),
        Part.UNBIND: translate("ChangeParts", "unbind"),
        Part.BLOCKS: translate("ChangeParts", "content blocks"),
        Part.VALUES: translate("ChangeParts", "table"),
    }
    made: dict[Part, Words] = {part: _plain(words) for part, words in plain.items()}
    return made | {
        Part.RESPONSIBLE: lambda change, _count, words: (
            translate("ChangeParts", "to {name}").format(name=words.name(change.responsible.person_id))
            if isinstance(change.responsible, SetResponsible)
            else translate("ChangeParts", "share out")
        ),
        Part.COLOR: lambda change, _count, _words: translate("ChangeParts", "colour {color}").format(
            color=_color(change)
        ),
    }


def _plain(words: str) -> Words:
    return lambda _change, count, _words: words.format(count=count)


def _color(change: Change) -> str:
    return todo_color_name(change.color).casefold() if change.color is not None else ""
