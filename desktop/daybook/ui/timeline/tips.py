"""What a part of a card says when the pointer rests on it."""

from PySide6.QtCore import QObject

from daybook.domain.layouts.model import Action, Redirect, RestEvent
from daybook.ui.kit.format import Formats
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.layouts.link_words import link_words
from daybook.ui.layouts.picture import Spot
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.card_face import CardFace
from daybook.ui.timeline.card_layout import CardLayout
from daybook.ui.timeline.kinds import kind_name
from daybook.work.timeline import Card


class Tips(QObject):
    """Says what the picture only hints at: names behind portraits and colours, and why something is greyed."""

    def __init__(self, formats: Formats, host: str, parent: QObject | None = None) -> None:
        """`host` is the portal's, "" when none is known."""
        super().__init__(parent)
        self._formats = formats
        self._host = host

    def tip(self, card: Card, face: CardFace, layout: CardLayout, area: Area, link: str = "") -> str:
        """Plain text; "" where everything is plain to see."""
        if link:
            return link
        if area in face.greyed:
            return face.greyed[area]
        words = {
            Area.DISC: kind_name(card.activity.kind),
            Area.SQUARE: todo_color_name(card.activity.color),
            Area.TITLE: face.title if layout.title_cut else "",
            Area.PERSON: self._person(card),
            Area.CHECK: self.tr("Reopen") if face.checked else self.tr("Complete"),
            Area.DEADLINE: self._deadline(card, face),
            Area.WHEN: self._history(card),
            Area.MENU: self.tr("More"),
        }
        return words.get(area, "")

    def of_spot(self, spot: Spot) -> str:
        """What a click on a part of an application's layout does, or why it does nothing; its own tip otherwise."""
        return self.of_action(spot.action) if spot.action is not None else spot.tip

    def of_action(self, action: Action) -> str:
        """What a click does that an application wished for."""
        if isinstance(action, Redirect):
            return link_words(action.uri, self._host)
        if isinstance(action, RestEvent):
            return self.tr("Only Bitrix24 can do that: it tells the application of the click")
        return self.tr("Only Bitrix24 can do that: it opens the application there")

    def only_there(self) -> str:
        """What is said of a click that is not known more exactly."""
        return self.tr("Only Bitrix24 can do that")

    def _person(self, card: Card) -> str:
        person = card.responsible
        if person is None:
            return self.tr("Nobody is responsible")
        words = self.tr("Responsible: {name}").format(name=person.name)
        return f"{words}\n{person.position}" if person.position else words

    def _deadline(self, card: Card, face: CardFace) -> str:
        if face.due is None:
            return ""
        lines = [face.due.late] if face.due.late else []
        if face.due.editable:
            lines.append(self.tr("Click to change the deadline"))
        return "\n".join(lines)

    def _history(self, card: Card) -> str:
        activity, lines = card.activity, []
        if activity.created is not None:
            lines.append(self.tr("Created {moment}").format(moment=self._formats.moment(activity.created)))
        if activity.updated is not None:
            lines.append(self.tr("Changed {moment}").format(moment=self._formats.moment(activity.updated)))
        return "\n".join(lines)
