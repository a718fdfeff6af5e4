"""The timeline of one item: what is open on top, what is done below, as the portal draws it."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.pages import PageStack
from daybook.ui.layouts.link_words import address_of
from daybook.ui.timeline.areas import Area, Use
from daybook.ui.timeline.card_face import Faces
from daybook.ui.timeline.card_list import CardList
from daybook.ui.timeline.card_menu import CardMenu
from daybook.ui.timeline.clicks import Click, clicks
from daybook.ui.timeline.copying import copied_text
from daybook.ui.timeline.delegate import CardDelegate
from daybook.ui.timeline.description import Descriptions
from daybook.ui.timeline.layout_pictures import LayoutPictures
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.sentence import Sentences
from daybook.ui.timeline.tips import Tips
from daybook.work.timeline import Card, TimelineContent

_WORDS_MS: Final = 30_000
"""How often "overdue by 5 minutes" is looked at again."""
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


class TimelineView(QWidget):
    """Shows a `TimelineContent` and tells what the person wants. Changes nothing and opens nothing by itself."""

    opened = Signal(object)  # int: the editor of this activity is wanted
    completion_wanted = Signal(object, bool)  # int; True to complete, False to reopen
    deletion_wanted = Signal(object)  # int
    undo_wanted = Signal(object)  # int: of an activity that is about to be deleted
    deadline_wanted = Signal(object)  # int: the editor's deadline field is wanted
    link_activated = Signal(QUrl)  # http, https, mailto or tel only
    layout_wanted = Signal(object)  # int: its blocks where layouts are made
    selected = Signal(object)  # int, or None
    seen = Signal(object)  # tuple[int, ...]: activities whose cards are in sight, or nearly so

    def __init__(self, look: Look, formats: Formats, portal: str = "", parent: QWidget | None = None) -> None:
        """`portal` is where paths in layouts lead to, as `scheme://host`; without one they lead nowhere."""
        super().__init__(parent)
        self._portal = portal
        self._formats = formats
        self._content = TimelineContent()
        self._descriptions = Descriptions(look)
        self._pictures = LayoutPictures(look, formats, self)
        language = self._pictures.language
        sentences = Sentences(formats, language, self)
        self._model = TimelineModel(sentences, self)
        faces = Faces(formats, language, self)
        self._delegate = CardDelegate(look, faces, sentences, self._descriptions, self, pictures=self._pictures)
        self._tips = Tips(formats, QUrl(portal).host(), self)
        self._menu = CardMenu(look, self)
        self.cards = CardList(self._model, self._delegate, self._tips)
        self.cards.setAccessibleName(self.tr("Timeline"))
        self._busy = BusyLine(look, self.tr("Reading the timeline"))
        self._empty = EmptyState(look, Glyph.ACTIVITIES)
        self._pages = PageStack()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.cards)
        self._place()
        self._connect(look)
        self._say_why_empty()

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._busy)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.cards)

    def _connect(self, look: Look) -> None:
        self.cards.used.connect(self._used)
        self.cards.link_used.connect(self._link_used)
        self.cards.layout_link_used.connect(self._layout_link_used)
        self.cards.selected.connect(self.selected)
        self.cards.seen.connect(self._tell_seen)
        self._menu.used.connect(self._used)
        self._menu.link_used.connect(self._link_used)
        self._menu.layout_link_used.connect(self._layout_link_used)
        self._menu.copied.connect(self._copy)
        self._menu.layout_wanted.connect(self.layout_wanted)
        look.theming.changed.connect(self._repaint)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.cards)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_selected)
        words = QTimer(self)
        words.setInterval(_WORDS_MS)
        words.timeout.connect(self._refresh_words)
        words.start()

    # What is shown

    def show_content(self, content: TimelineContent) -> None:
        """Shows this. The same item keeps its place, choice and unfolded texts; another one begins at the top."""
        same = content.owner == self._content.owner
        self._content = content
        if same:
            self.cards.show_content(content)
        else:
            self.cards.start_over(content)
        self._busy.set_busy(content.loading)
        self._say_why_empty()

    @property
    def content(self) -> TimelineContent:
        """What is shown."""
        return self._content

    @property
    def selected_id(self) -> int | None:
        """The chosen activity."""
        card = self.cards.selected_card
        return card.activity.id if card is not None else None

    def select(self, activity_id: int | None) -> None:
        """Chooses a card and brings it into sight."""
        self.cards.select(activity_id)

    def _say_why_empty(self) -> None:
        content = self._content
        empty = not content.open and not content.done
        if content.owner is None:
            title = self.tr("Choose a deal, lead, contact or company")
            self._empty.say(Glyph.ENTITIES, title, self.tr("Its calls, meetings, e-mails and to-dos appear here."))
        elif content.loading:
            self._empty.say(Glyph.ACTIVITIES, self.tr("Reading the timeline…"))
        elif content.failed:
            self._empty.say(
                Glyph.WARNING, self.tr("This timeline could not be read"), self.tr("The line below says why.")
            )
        else:
            self._empty.say(
                Glyph.CALENDAR,
                self.tr("Nothing is planned yet"),
                self.tr("Plan the next step, so that this customer is not forgotten."),
            )
        self._pages.setCurrentWidget(self._empty if empty else self.cards)

    def _repaint(self, _theme: object) -> None:
        self.cards.viewport().update()

    def _refresh_words(self) -> None:
        if self.isVisible():
            self.cards.refresh_words()

    # What the person wants

    def _used(self, use: Use) -> None:
        card = self._content.find(use.activity_id)
        if card is None:
            return
        number, completed = use.activity_id, card.activity.completed
        if use.area in (Area.EDIT, Area.TITLE):
            self.opened.emit(number)
        elif use.area in (Area.CHECK, Area.COMPLETE, Area.REOPEN):
            self.completion_wanted.emit(number, not completed)
        elif use.area is Area.DELETE:
            self.deletion_wanted.emit(number)
        elif use.area is Area.UNDO:
            self.undo_wanted.emit(number)
        elif use.area is Area.DEADLINE:
            self.deadline_wanted.emit(number)
        elif use.area is Area.FOLD:
            self.cards.toggle_fold(card)
        elif use.area is Area.MENU:
            self._open_menu(card)

    def _open_menu(self, card: Card) -> None:
        face, layout = self._delegate.laid(card, self.cards.viewport().width())
        menu = self._menu.build(card, face, layout, self._descriptions.links(card.activity), self._clicks(card))
        box = self.cards.box_of(card.activity.id, Area.MENU)
        inside = self.cards.viewport().rect()
        corner = box.bottomRight() if inside.contains(box.bottomRight()) else inside.center()
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(self.cards.viewport().mapToGlobal(corner))

    def _link_used(self, address: str) -> None:
        url = QUrl(address)
        if url.isValid() and url.scheme().lower() in _SCHEMES:
            self.link_activated.emit(url)

    def _layout_link_used(self, uri: str) -> None:
        address = address_of(uri, self._portal)
        if address:
            self._link_used(address)

    def _clicks(self, card: Card) -> tuple[Click, ...]:
        return clicks(card.layout, self._pictures.language, self._tips) if card.layout is not None else ()

    def _tell_seen(self, ids: tuple[int, ...]) -> None:
        """A timeline out of this machine's copy has nobody to ask."""
        if not self._content.offline:
            self.seen.emit(ids)

    def _copy_selected(self) -> None:
        if self.selected_id is not None:
            self._copy(self.selected_id)

    def _copy(self, activity_id: int) -> None:
        card = self._content.find(activity_id)
        if card is not None:
            due = card.activity.deadline
            deadline = self._formats.moment(due) if due is not None else ""
            text = copied_text(card, self._pictures.language, deadline=deadline, portal=self._portal)
            QGuiApplication.clipboard().setText(text)
