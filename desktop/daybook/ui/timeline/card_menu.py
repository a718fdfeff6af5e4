"""The "…" menu of a card: everything the card can do, each with its key."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.timeline.areas import Area, Use
from daybook.ui.timeline.card_face import CardFace
from daybook.ui.timeline.card_layout import CardLayout
from daybook.ui.timeline.clicks import Click
from daybook.ui.timeline.description import Link
from daybook.work.timeline import Card, CardState

_LINK_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class _Into:
    """A menu that is being built and the card it is for."""

    menu: QMenu
    card: Card
    face: CardFace


class CardMenu(QObject):
    """Opens the menu of one card at a time; never waits for it."""

    used = Signal(object)  # Use
    layout_wanted = Signal(object)  # int: the blocks of this activity where layouts are made
    copied = Signal(object)  # activity id: its text is wanted on the clipboard
    link_used = Signal(object)  # str
    layout_link_used = Signal(object)  # str: a path of the portal or an address of the web, out of a layout

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._parent = parent

    def build(
        self, card: Card, face: CardFace, layout: CardLayout, links: tuple[Link, ...], clicks: tuple[Click, ...] = ()
    ) -> QMenu:
        """The menu of this card; `clicks` are those of an application's layout. It deletes itself when it closes."""
        menu = QMenu(self._parent)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(self.tr("Actions for {title}").format(title=face.title))
        menu.aboutToHide.connect(menu.deleteLater)
        into = _Into(menu, card, face)
        if card.state is CardState.LEAVING:
            self._entry(into, Area.UNDO, self.tr("Undo"), Glyph.UNDO)
            return menu
        self._doing(into)
        menu.addSeparator()
        self._reading(into, layout, links)
        if clicks:
            menu.addSeparator()
            self._clicking(into, clicks)
        menu.addSeparator()
        self._entry(into, Area.DELETE, self.tr("Delete"), Glyph.TRASH, "Del")
        return menu

    def _doing(self, into: _Into) -> None:
        card, face = into.card, into.face
        todo = card.activity.is_todo
        edit = self.tr("Edit") if todo else self.tr("Details")
        self._entry(into, Area.EDIT, edit, Glyph.PENCIL if todo else Glyph.EYE, "Return")
        if card.activity.completed:
            self._entry(into, Area.REOPEN, self.tr("Reopen"), Glyph.UNDO, "Space")
        else:
            self._entry(into, Area.COMPLETE, self.tr("Complete"), Glyph.CIRCLE_CHECK, "Space")
        if face.due is not None and face.due.editable:
            self._entry(into, Area.DEADLINE, self.tr("Change the deadline"), Glyph.CALENDAR)

    def _reading(self, into: _Into, layout: CardLayout, links: tuple[Link, ...]) -> None:
        card, face, menu = into.card, into.face, into.menu
        if layout.fold is not None:
            more, less = face.fold_words
            glyph = Glyph.CHEVRON_DOWN if layout.folded else Glyph.CHEVRON_UP
            key = "Right" if layout.folded else "Left"
            self._entry(into, Area.FOLD, more if layout.folded else less, glyph, key)
        copy = self._action(menu, self.tr("Copy the text"), Glyph.COPY, "Ctrl+C")
        copy.triggered.connect(lambda: self.copied.emit(card.activity.id))
        blocks = self._action(menu, self.tr("Its blocks in Layouts"), Glyph.LAYOUTS, "Ctrl+Alt+L")
        blocks.triggered.connect(lambda: self.layout_wanted.emit(card.activity.id))
        for link in links:
            entry = self._action(menu, self.tr("Open “{link}”").format(link=_short(link.words)), Glyph.LINK)
            entry.setToolTip(plain_tip(link.address))
            entry.triggered.connect(lambda _checked=False, to=link.address: self.link_used.emit(to))

    def _clicking(self, into: _Into, clicks: tuple[Click, ...]) -> None:
        """Links that can be opened; what only the portal can do is greyed and says so."""
        for click in clicks:
            words, glyph = _short(click.words), Glyph.LINK if click.uri else Glyph.APP
            if click.is_link:
                words = self.tr("Open “{link}”").format(link=words)
            entry = self._action(into.menu, words, glyph)
            entry.setToolTip(plain_tip(click.tip))
            entry.setEnabled(bool(click.uri))
            entry.triggered.connect(lambda _checked=False, to=click.uri: self.layout_link_used.emit(to))

    def _entry(self, into: _Into, area: Area, text: str, glyph: Glyph, key: str = "") -> None:
        entry = self._action(into.menu, text, glyph, key)
        entry.setData(area)
        if area in into.face.greyed:
            entry.setEnabled(False)
            entry.setToolTip(into.face.greyed[area])
        use = Use(into.card.activity.id, area)
        entry.triggered.connect(lambda: self.used.emit(use))

    def _action(self, menu: QMenu, text: str, glyph: Glyph, key: str = "") -> QAction:
        shown = text.replace("&", "&&")
        if key:
            shown += "\t" + QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action = QAction(self._look.icon(glyph), shown, menu)
        action.setToolTip("")
        menu.addAction(action)
        return action


def _short(words: str) -> str:
    return words if len(words) <= _LINK_CHARACTERS else f"{words[:_LINK_CHARACTERS]}…"
