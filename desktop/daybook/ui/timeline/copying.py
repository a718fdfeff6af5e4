"""The text of a card for the clipboard: what people read on it, without what they click."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from daybook.domain.layouts.model import Scope
from daybook.domain.layouts.saying import Said, Voice, said
from daybook.domain.richtext import to_plain
from daybook.ui.layouts.link_words import address_of
from daybook.work.timeline import Card

translate = QCoreApplication.translate


def copied_text(card: Card, language: str, *, deadline: str, portal: str) -> str:
    """Title and description, and below them what an application put on the card, a line for each of its parts.

    `language` is the portal's code of the one in which texts of applications are read, `deadline` the activity's as it
    is shown, `portal` what paths lead to, "" = nowhere. What only repeats the activity's title is left out.
    """
    activity = card.activity
    parts = said(card.layout, language, Scope.WEB, whole=True) if card.layout is not None else ()
    lines = [each for each in _Writing(deadline, portal).lines(parts) if each != activity.subject]
    paragraphs = (activity.subject, to_plain(activity.description, activity.text_format), "\n".join(lines))
    return "\n\n".join(each for each in paragraphs if each)


@dataclass(frozen=True, slots=True)
class _Writing:
    deadline: str
    portal: str

    def lines(self, parts: Iterable[Said]) -> Iterator[str]:
        lines = (self._line(each) for each in parts if each.voice not in (Voice.BUTTON, Voice.ITEM))
        return (line for line in lines if line)

    def _line(self, part: Said) -> str:
        if part.voice is Voice.DEADLINE:
            return self.deadline
        if part.voice is Voice.LINE:
            return " ".join(self.lines(part.parts))
        if part.voice is Voice.PAIR:
            return self._pair(part.text, " ".join(self.lines(part.parts)))
        address = address_of(part.leads_to, self.portal)
        if not address or address == part.text:
            return part.text
        return translate("Timeline", "{text} ({address})").format(text=part.text, address=address)

    @staticmethod
    def _pair(label: str, value: str) -> str:
        if not label or not value:
            return label or value
        return translate("Studio", "{label}: {value}").format(label=label, value=value)
