"""What stands above a timeline: the item's name, its stage, amount and people, and what can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from daybook.domain.composition import CompositionKind
from daybook.ui.composing.words import kind_glyph, new_words
from daybook.ui.entities.stages import stage_tone, stage_words
from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.avatar import Avatar
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON, LARGE, MEDIUM, RADIUS_LARGE, SMALL, TINY, WIDE
from daybook.ui.kit.pill import HEIGHT, Pill
from daybook.work.browser import EntityRow

NARROW: Final = 480
"""Below this width the button for a new to-do is only its sign, so that the name keeps its room."""
_TILE = 40
_AVATAR = 20


class TypeTile(QWidget):
    """The kind of item as a sign on a soft ground."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._glyph = Glyph.DEAL
        self.setFixedSize(_TILE, _TILE)
        look.theming.changed.connect(self.update)

    def show_type(self, type_id: int) -> None:
        """Another kind."""
        self._glyph = type_glyph(type_id)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and glyph."""
        side = ICON + 4
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_LARGE, RADIUS_LARGE)
            color = self._look.color("accent")
            pixmap = self._look.icons.pixmap(self._glyph, color, side, self.devicePixelRatioF())
            painter.drawPixmap((_TILE - side) // 2, (_TILE - side) // 2, pixmap)


class EntityHeader(QWidget):
    """The head of one opened item. Hidden while none is."""

    compose_wanted = Signal(str)  # CompositionKind
    page_wanted = Signal(str)  # the address of the item's card in the portal

    def __init__(self, look: Look, formats: Formats, new_todo: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._own = False
        self._page = ""
        self._tile = TypeTile(look)
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.page_button = icon_button(look, Glyph.GLOBE, self.tr("Open in the portal (Ctrl+Shift+O)"), self.open_page)
        self.new_button = push_button(look, self.tr("New to-do"), new_todo, glyph=Glyph.PLUS, kind="primary")
        self.new_button.setToolTip(self.tr("New to-do for this item (Ctrl+N)"))
        self._new_text = self.new_button.text()
        self.more_button = icon_button(
            look, Glyph.CHEVRON_DOWN, self.tr("New call, meeting or e-mail"), self._offer_kinds, tone="text"
        )
        self.number = label(step=Step.SMALL, tone="text_faint")
        self.stage = Pill(look)
        self.amount = label(step=Step.STRONG)
        self._avatar = Avatar(look, _AVATAR)
        self.person = label(tone="text_soft")
        self._responsible = QWidget()
        self.reach = label(tone="text_soft")
        self.reach.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self.setVisible(False)

    @property
    def has_page(self) -> bool:
        """True when the item has a card in the portal that can be opened."""
        return bool(self._page)

    def show_row(self, row: EntityRow | None, kind: str = "", page: str = "") -> None:
        """Shows another item; None = none is open.

        `kind` is what a smart process is called, `page` the address of the item's card, "" where there is none.
        """
        self.setVisible(row is not None)
        self._page = page if row is not None else ""
        self.page_button.setVisible(self.has_page)
        if row is None:
            return
        entity = row.entity
        self._tile.show_type(entity.ref.type_id)
        self.title.setText(entity.title)
        kind = kind if entity.ref.is_dynamic and kind else type_name(entity.ref.type_id)
        _say(self.number, self.tr("{kind} #{number}").format(kind=kind, number=entity.ref.id))
        words = stage_words(entity.stage)
        self.stage.say(words, stage_tone(entity.stage))
        self.stage.setVisible(bool(words))
        _say(self.amount, self._formats.money(entity.money) if entity.money and entity.money.amount else "")
        self.person.setText(row.responsible.name if row.responsible is not None else "")
        self._avatar.show_person(row.responsible)
        self._responsible.setVisible(row.responsible is not None)
        _say(self.reach, "   ".join(channel.value for channel in entity.channels[:2]))
        self.setAccessibleName(f"{kind}, {entity.title}")

    def open_page(self) -> None:
        """Asks for the item's card in the portal."""
        if self._page:
            self.page_wanted.emit(self._page)

    def offer_own(self, on: bool) -> None:
        """Whether an application's own activities can be made."""
        self._own = on

    def _offer_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in CompositionKind:
            possible = kind is not CompositionKind.OWN or self._own
            words = (
                new_words(kind) if possible else self.tr("{what} (needs an application)").format(what=new_words(kind))
            )
            action = menu.addAction(self._look.icon(kind_glyph(kind)), words, partial(self.compose_wanted.emit, kind))
            action.setEnabled(possible)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow or not."""
        super().resizeEvent(event)
        self.new_button.setText(self._new_text if self.width() >= NARROW else "")

    def _arrange(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        first = QHBoxLayout()
        first.setSpacing(SMALL)
        first.addWidget(self.title, 1)
        first.addWidget(self.page_button)
        first.addWidget(self.new_button)
        first.addWidget(self.more_button)
        right = QVBoxLayout()
        right.setSpacing(TINY)
        right.addLayout(first)
        right.addWidget(self._facts())
        row = QHBoxLayout()
        row.setContentsMargins(WIDE, LARGE, LARGE, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(separator())

    def _facts(self) -> QWidget:
        """The facts beside each other while there is room, else in lines."""
        pair = QHBoxLayout(self._responsible)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(TINY + 2)
        pair.addWidget(self._avatar)
        pair.addWidget(self.person)
        facts = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        facts.setSizePolicy(policy)
        flow = FlowLayout(facts, MEDIUM)
        for each in (self.number, self.stage, self.amount, self._responsible, self.reach):
            if each is not self.stage:
                each.setMinimumHeight(HEIGHT)
            flow.addWidget(each)
        return facts


def _say(shown: QLabel, text: str) -> None:
    """A fact, or nothing in its place."""
    shown.setText(text)
    shown.setVisible(bool(text))
