"""A row of the timeline in one sentence: what a screen reader says instead of the picture."""

from PySide6.QtCore import QObject

from daybook.domain.activity import Direction, Priority
from daybook.domain.richtext import to_plain
from daybook.ui.kit.format import Formats
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.layouts.picture import View
from daybook.ui.layouts.spoken import spoken
from daybook.ui.timeline.kinds import kind_name
from daybook.ui.timeline.rows import Part, Section
from daybook.work.timeline import Card, CardState

_SPOKEN_CHARACTERS = 300
"""As much of a description as anybody listens to before deciding to open the card."""

_SPOKEN_LAYOUT = 2_000
"""Of what an application put on a card, which may be as long as a book."""


class Sentences(QObject):
    """Puts cards and headings into words, in the order in which a person would ask."""

    def __init__(self, formats: Formats, language: str, parent: QObject | None = None) -> None:
        """`language` is the portal's code of the one in which texts of applications are read."""
        super().__init__(parent)
        self._formats = formats
        self._view = View(language=language)

    def heading(self, section: Section) -> str:
        """ "To do, 4 activities"."""
        if section.part is Part.OPEN:
            return self.tr("To do, %Ln activity(s)", "", section.count)
        return self.tr("Done, %Ln activity(s)", "", section.count)

    def heading_words(self, section: Section) -> tuple[str, str]:
        """What a heading shows: its name and the number of its cards."""
        title = self.tr("To do") if section.part is Part.OPEN else self.tr("Done")
        return title, self._formats.number(section.count)

    def nothing_open(self) -> str:
        """Beside the heading of an empty "To do"."""
        return self.tr("Nothing is planned")

    def card(self, card: Card) -> str:
        """ "To-do, Call Andrew, overdue since yesterday 15:00, responsible Anna Berg, blue"."""
        activity = card.activity
        parts = [
            kind_name(activity.kind),
            activity.subject or self.tr("without a title"),
            self._state(card.state),
            self._due(card),
            self._direction(activity.direction),
            self.tr("high priority") if activity.priority is Priority.HIGH else "",
            self.tr("responsible {name}").format(name=card.responsible.name) if card.responsible else "",
            todo_color_name(activity.color).lower() if activity.is_todo else "",
            to_plain(activity.description, activity.text_format)[:_SPOKEN_CHARACTERS],
        ]
        return ", ".join(part for part in (*parts, self._layout(card)) if part)

    def _layout(self, card: Card) -> str:
        """What an application put on the card, part by part."""
        if card.layout is None:
            return ""
        said = spoken(card.layout, self._view)
        return said if len(said) <= _SPOKEN_LAYOUT else said[:_SPOKEN_LAYOUT].rsplit(" ", 1)[0] + "…"

    def _due(self, card: Card) -> str:
        activity = card.activity
        if activity.completed:
            return self.tr("done")
        if activity.deadline is None:
            return self.tr("no deadline")
        moment = self._formats.moment(activity.deadline)
        if card.overdue:
            return self.tr("overdue since {moment}").format(moment=moment)
        return self.tr("due {moment}").format(moment=moment)

    def _direction(self, direction: Direction) -> str:
        words = {Direction.INCOMING: self.tr("incoming"), Direction.OUTGOING: self.tr("outgoing")}
        return words.get(direction, "")

    def _state(self, state: CardState) -> str:
        words = {
            CardState.SAVING: self.tr("being saved"),
            CardState.UNKNOWN: self.tr("Daybook is checking with the portal whether the last change arrived"),
            CardState.LEAVING: self.tr("will be deleted"),
        }
        return words.get(state, "")
