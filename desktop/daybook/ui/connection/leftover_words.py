"""What is lost with a connection, and what stays, as a person reads it before forgetting it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.work.leftovers import Leftovers

NAMED: Final = 3
"""As many titles are named; of the others there is a number."""
LONGEST: Final = 40
"""A longer title is cut."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One line: a sign, a sentence, and a text role for the sign."""

    glyph: Glyph
    text: str
    tone: str = "text_soft"


class LeftoverWords(QObject):
    """The words about what is left of one connection."""

    def __init__(self, left: Leftovers, formats: Formats) -> None:
        super().__init__()
        self._left = left
        self._formats = formats

    def losses(self) -> tuple[Loss, ...]:
        """Everything that goes with the connection."""
        return (*self._own(), *(() if self._left.shared_with else self._of_the_person()))

    def what_stays(self) -> str:
        """Sentences about what does not go with it, and what forgetting means in any case."""
        said: list[str] = []
        if names := self._left.shared_with:
            listed = ", ".join(map(self._quoted, names))
            one = self.tr("{names} leads to the same portal as the same person, so nothing else is lost.")
            many = self.tr("{names} lead to the same portal as the same person, so nothing else is lost.")
            said.append((one if len(names) == 1 else many).format(names=listed))
        said.append(
            self.tr(
                "The secret leaves the keyring. Nothing changes in the portal, and the record of what you did stays on"
                " this computer. To connect again you will need the webhook or the application."
            )
        )
        if self._left.views or self._left.definitions:
            said.append(self.tr("Saved views and what you wrote of workflow actions stay for this portal."))
        return " ".join(said)

    def file_name(self) -> str:
        """How a file with it may be called."""
        name = "".join(each if each.isalnum() or each in " -_" else "-" for each in self._left.connection.name).strip()
        return self.tr("Left of {name}").format(name=name[:60]) + ".json"

    def _own(self) -> Iterator[Loss]:
        left = self._left
        if titles := [each.draft.title for each in left.drafts]:
            said = self.tr("%Ln unsaved draft(s): {names}", "", len(titles))
            yield Loss(Glyph.TODO, said.format(names=self._titles(titles)))
        if titles := [each.draft.subject for each in left.compositions]:
            said = self.tr("%Ln draft(s) of calls, meetings or e-mails: {names}", "", len(titles))
            yield Loss(Glyph.MAIL, said.format(names=self._titles(titles)))
        if left.pages:
            said = self.tr(
                "%Ln page(s) with something unfinished: changes of many rows, fields or notes.", "", len(left.pages)
            )
            yield Loss(Glyph.PENCIL, said)
        if left.unsettled:
            said = self.tr("%Ln draft(s) sent, with no answer yet.", "", left.unsettled)
            advice = self.tr("Look in the portal before you type anything again.")
            yield Loss(Glyph.WARNING, f"{said} {advice}", "warning")

    def _of_the_person(self) -> Iterator[Loss]:
        left = self._left
        if left.pending:
            titles = list(dict.fromkeys(each.edit.title for each in left.pending))
            said = self.tr("%Ln change(s) in the table, not applied yet: {names}", "", len(left.pending))
            yield Loss(Glyph.PENCIL, said.format(names=self._titles(titles)))
        if titles := [head.title for head in left.unfinished]:
            said = self.tr("%Ln unfinished run(s): {names}.", "", len(titles)).format(names=self._titles(titles))
            later = self.tr("Daybook finds out what became of that when the same person connects again.")
            yield Loss(Glyph.WARNING, f"{said} {later}", "warning")
        if left.undoable:
            yield Loss(Glyph.UNDO, self._undoable())
        if left.journal_unread:
            said = self.tr("Daybook can't read its record of runs now, so it can't say what is unfinished.")
            yield Loss(Glyph.ERROR, said, "danger")
        if left.copy_bytes:
            said = self.tr("The copy of the portal's data, {size}. The portal still has all of it.")
            yield Loss(Glyph.FILE, said.format(size=self._formats.locale.formattedDataSize(left.copy_bytes, 0)))

    def _undoable(self) -> str:
        newest = self._left.undoable[0]
        said = self.tr("%Ln run(s) can be taken back until you forget it.", "", len(self._left.undoable))
        last = self.tr("The newest: {name}, {moment}.")
        moment = self._formats.moment(newest.created)
        return f"{said} {last.format(name=self._quoted(newest.title), moment=moment)}"

    def _titles(self, titles: Sequence[str]) -> str:
        more = len(titles) - NAMED
        named = ", ".join(map(self._quoted, titles[:NAMED]))
        return named if more <= 0 else self.tr("{names} and %Ln more", "", more).format(names=named)

    def _quoted(self, title: str) -> str:
        shown = " ".join(title.split()) or self.tr("without a title")
        return self.tr("“{title}”").format(title=shown if len(shown) <= LONGEST else shown[:LONGEST] + "…")
