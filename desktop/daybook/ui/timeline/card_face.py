"""What one card says: its words, tags and buttons, before anybody asks where they stand or how they look."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject

from daybook.domain.activity import Activity, ActivityKind, CompletionRule, Direction, Priority
from daybook.domain.layouts.model import Action, Scope, Steps
from daybook.domain.layouts.model import Card as OwnCard
from daybook.domain.layouts.model import Tag as OwnTag
from daybook.domain.richtext import to_plain
from daybook.domain.translated import Translated, shown
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.codes import Drawing, drawing_of
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.kinds import kind_glyph
from daybook.work.timeline import Card, CardState


@dataclass(frozen=True, slots=True)
class Tag:
    """A small pill in the header. `kind` is a tag type of the portal: success, failure, warning, primary, secondary."""

    text: str
    kind: str
    glyph: Glyph | None = None
    action: Action | None = None
    """What a click on it does in the portal; only tags of an application have one."""
    steps: Steps = ()


@dataclass(frozen=True, slots=True)
class DueField:
    """The "do until" field. `late` is how long ago that was, "" while there is time; `label` "" = no deadline."""

    label: str
    moment: str
    late: str
    editable: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The calendar sheet on the plate."""

    day: str
    month: str
    hour: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, as the portal's "withTitle" block draws them in one line."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Button:
    """One of the buttons at the bottom."""

    area: Area
    text: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class CardFace:
    """Everything a card says."""

    title: str
    glyph: Glyph
    checked: bool
    when: str = ""
    tags: tuple[Tag, ...] = ()
    due: DueField | None = None
    sheet: Sheet | None = None
    plate: bool = False
    facts: tuple[Fact, ...] = ()
    described: bool = False
    bubble: bool = False
    """The description is the portal's speech bubble, as only to-dos have it."""
    fold_words: tuple[str, str] = ("", "")
    """What the pill says that unfolds the description, and that folds it again."""
    buttons: tuple[Button, ...] = ()
    square: bool = False
    own: bool = False
    """The application that made the activity laid its card out: `icon`, logo, blocks and perhaps buttons are its."""
    icon: Drawing | None = None
    """On the disc of such a card; None leaves it plain."""
    title_action: Action | None = None
    faded: bool = False
    greyed: Mapping[Area, str] = field(default_factory=dict)
    """Why some parts cannot be used now."""


class Faces(QObject):
    """Makes faces of cards, in the person's language and by her clock."""

    def __init__(self, formats: Formats, language: str, parent: QObject | None = None) -> None:
        """`language` is the portal's code of the one in which texts of applications are shown."""
        super().__init__(parent)
        self._formats = formats
        self._language = language

    def face(self, card: Card) -> CardFace:
        """What this card says now."""
        face = self._face(card)
        return self._own(card, face, card.layout) if isinstance(card.layout, OwnCard) else face

    def _own(self, card: Card, face: CardFace, layout: OwnCard) -> CardFace:
        """The card as its application laid it out; what goes on with it, Daybook says as on every other."""
        tags = () if card.state is CardState.LEAVING else tuple(map(self._own_tag, layout.header.tags))
        has_buttons = any(each.scope is not Scope.MOBILE for each in layout.footer.buttons)
        return replace(
            face,
            title=self._said(layout.header.title) or face.title,
            tags=(*face.tags, *(tag for tag in tags if tag.text)),
            due=None,
            sheet=None,
            plate=False,
            facts=(),
            described=False,
            buttons=() if has_buttons and card.state is not CardState.LEAVING else face.buttons,
            own=True,
            icon=drawing_of(layout.icon.code),
            title_action=layout.header.title_action,
        )

    def _own_tag(self, tag: OwnTag) -> Tag:
        return Tag(self._said(tag.title), tag.type.value, action=tag.action, steps=tag.steps)

    def _said(self, text: Translated) -> str:
        return " ".join(shown(text, self._language).split())

    def _face(self, card: Card) -> CardFace:
        activity = card.activity
        is_open = not activity.completed
        return CardFace(
            title=" ".join(activity.subject.split()) or self.tr("Without a title"),
            glyph=kind_glyph(activity),
            checked=activity.completed,
            when=self._when(activity),
            tags=self._tags(card),
            due=self._due(card) if is_open else None,
            sheet=self._sheet(activity) if is_open else None,
            plate=is_open,
            facts=self._facts(activity),
            described=bool(to_plain(activity.description, activity.text_format)),
            bubble=activity.is_todo and is_open,
            fold_words=(self.tr("Show more"), self.tr("Show less")),
            buttons=self._buttons(card),
            square=activity.is_todo,
            faded=card.state is CardState.LEAVING,
            greyed=self._greyed(card),
        )

    def _when(self, activity: Activity) -> str:
        """When an open card came up, or when a done one was last touched."""
        moment = (activity.updated if activity.completed else None) or activity.created
        return self._formats.moment(moment) if moment is not None else ""

    def _tags(self, card: Card) -> tuple[Tag, ...]:
        activity = card.activity
        states = {
            CardState.SAVING: Tag(self.tr("Saving…"), "secondary", Glyph.HOURGLASS),
            CardState.UNKNOWN: Tag(self.tr("Checking with the portal…"), "warning", Glyph.REFRESH),
            CardState.LEAVING: Tag(self.tr("Will be deleted"), "failure", Glyph.TRASH),
        }
        if card.state is CardState.LEAVING:
            return (states[card.state],)
        found = [states[card.state]] if card.state in states else []
        if card.overdue:
            found.append(Tag(self.tr("Overdue"), "failure", Glyph.CLOCK))
        if activity.priority is Priority.HIGH:
            found.append(Tag(self.tr("High priority"), "warning", Glyph.FLAG))
        if activity.direction is Direction.INCOMING:
            found.append(Tag(self.tr("Incoming"), "primary"))
        if activity.direction is Direction.OUTGOING:
            found.append(Tag(self.tr("Outgoing"), "secondary"))
        return tuple(found)

    def _due(self, card: Card) -> DueField | None:
        activity = card.activity
        if activity.deadline is None and not activity.is_todo:
            return None
        editable = activity.is_todo and card.state is CardState.QUIET
        if activity.deadline is None:
            return DueField(label="", moment=self.tr("No deadline"), late="", editable=editable)
        return DueField(
            label=self._due_label(activity.kind),
            moment=self._formats.moment(activity.deadline),
            late=self._formats.overdue(activity.deadline) if card.overdue else "",
            editable=editable,
        )

    def _due_label(self, kind: ActivityKind) -> str:
        """DEADLINE is the start of calls and meetings and the end of tasks (protocol of crm.activity.add)."""
        if kind in (ActivityKind.CALL, ActivityKind.MEETING):
            return self.tr("Starts")
        return self.tr("Do until")

    def _sheet(self, activity: Activity) -> Sheet | None:
        """The day that counts: of a to-do, call, meeting or task; None for what has no day of its own."""
        dated = (ActivityKind.TODO, ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.TASK)
        moment = activity.deadline or (activity.start if activity.kind is not ActivityKind.TODO else None)
        if activity.kind not in dated or moment is None:
            return None
        return self._sheet_of(moment)

    def _sheet_of(self, moment: datetime) -> Sheet:
        local = self._formats.local(moment)
        hour = self._formats.time(moment)
        return Sheet(
            day=f"{local.day:02}",
            month=self._formats.month(moment),
            hour=f"{self._formats.weekday(moment)} {hour}",
        )

    def _facts(self, activity: Activity) -> tuple[Fact, ...]:
        facts = []
        if activity.kind is ActivityKind.MEETING and activity.start and activity.end:
            span = f"{self._formats.moment(activity.start)} – {self._formats.time(activity.end)}"
            facts.append(Fact(self.tr("Time"), span))
        if activity.location:
            facts.append(Fact(self.tr("Place"), " ".join(activity.location.split())))
        return tuple(facts)

    def _buttons(self, card: Card) -> tuple[Button, ...]:
        if card.state is CardState.LEAVING:
            return (Button(Area.UNDO, self.tr("Undo"), primary=True),)
        if card.activity.completed:
            return (Button(Area.REOPEN, self.tr("Reopen")),)
        edit = self.tr("Edit") if card.activity.is_todo else self.tr("Details")
        return (Button(Area.COMPLETE, self.tr("Complete"), primary=True), Button(Area.EDIT, edit))

    def _greyed(self, card: Card) -> Mapping[Area, str]:
        changing = (Area.CHECK, Area.COMPLETE, Area.REOPEN)
        if busy := self._busy(card.state):
            return dict.fromkeys((*changing, Area.DELETE), busy)
        ruled = self._ruled(card.completion)
        greyed = dict.fromkeys(changing, ruled) if ruled else {}
        if card.activity.kind is ActivityKind.APPLICATION:
            greyed[Area.DELETE] = ruled  # crm.activity.delete refuses a webhook here; a configurable one may go
        return greyed

    def _busy(self, state: CardState) -> str:
        """Why nothing can be changed just now, "" when it can."""
        words = {
            CardState.SAVING: self.tr("The last change is being saved."),
            CardState.UNKNOWN: self.tr("Daybook is asking the portal whether the last change arrived."),
            CardState.LEAVING: self.tr("This activity will be deleted. Undo to keep it."),
        }
        return words.get(state, "")

    def _ruled(self, rule: CompletionRule) -> str:
        """Why this activity cannot be completed or reopened from here, "" when it can."""
        words = {
            CompletionRule.WOULD_SEND_EMAIL: self.tr(
                "Completing this e-mail would send it to the customer. Do that in Bitrix24."
            ),
            CompletionRule.NEEDS_APPLICATION: self.tr(
                "This activity belongs to an application, and only that application can change it."
            ),
        }
        return words.get(rule, "")
