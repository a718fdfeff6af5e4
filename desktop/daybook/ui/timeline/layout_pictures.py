"""What an application put on cards: measured in portions that nobody feels, and kept for as long as it is looked at.

The drawing is that of `ui.layouts`, the one of the studio and of exported pictures.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter

from daybook.domain.activity import Direction
from daybook.domain.layouts.links import opens
from daybook.domain.layouts.model import Action, Layout, Redirect, Steps
from daybook.domain.layouts.model import Card as CardLayout
from daybook.domain.todo import TodoColor
from daybook.ui.extensions.language_text import portal_language
from daybook.ui.kit.colors import ThemeName
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.layouts.block_drawing import Column
from daybook.ui.layouts.card_look import (
    BUTTON_GAP,
    BUTTON_HEIGHT,
    COLUMN_DOWN,
    PADDING,
    PLATE,
    CardLook,
    application_look,
    todo_look,
)
from daybook.ui.layouts.entry import Entry
from daybook.ui.layouts.footer_drawing import ABOVE_BUTTONS, BottomButton, buttons_of, draw_button
from daybook.ui.layouts.picture import Spot, View
from daybook.ui.layouts.pieces import Paint, Piece, Sheet, paint_pieces
from daybook.ui.layouts.plates import draw_logo
from daybook.ui.layouts.portal_colors import PortalColors, portal_colors
from daybook.ui.layouts.stage import Stage
from daybook.work.timeline import Card

AT_ONCE_S: Final = 0.004
"""Drawing that is asked for and takes longer than this is done bit by bit, while the window lives."""
SLICE_S: Final = 0.004
MOST_KEPT: Final = 150
"""Pictures; those that were looked at longest ago go first, and are drawn again when they come back into sight."""
WITH_LOGO: Final = 340.0
"""A card that is narrower has no logo: it would leave no room for the blocks."""
ROOM_FOR_MENU: Final = 40.0
GREYED: Final = 0.42


def is_live(action: Action | None) -> bool:
    """True for a link that Daybook opens. Everything else that a click can do, only the portal can do."""
    return isinstance(action, Redirect) and opens(action.uri)


@dataclass(frozen=True, slots=True)
class LayoutPicture:
    """What an application put on one card, from the upper left corner of its place there."""

    width: float = 0.0
    height: float = 0.0
    button_line: float = 0.0
    """How much of the height is its line of buttons; 0 = it has none."""
    spots: tuple[Spot, ...] = ()
    pieces: tuple[Piece, ...] = field(default=(), repr=False)

    def paint(self, painter: QPainter, place: QPointF) -> None:
        """Draws what of it is in sight."""
        painter.save()
        painter.translate(place)
        paint_pieces(painter, self.pieces, QRectF(0, 0, self.width, self.height))
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a picture is of: the same setting, the same picture."""

    layout: Layout
    width: int
    is_todo: bool
    color: TodoColor
    completed: bool
    deadline: str
    unfolded: frozenset[Steps]
    theme: ThemeName


@dataclass(slots=True)
class _Drawing:
    """A picture on its way. `steps` ends when `picture` is there."""

    setting: _Setting
    steps: Iterator[None] = field(default_factory=lambda: iter(()))
    picture: LayoutPicture | None = None

    def go_on(self, until_s: float) -> bool:
        """Draws until it is done or this moment of `perf_counter`, at least one step; True when it is done."""
        return all(perf_counter() < until_s for _ in self.steps)


class LayoutPictures(QObject):
    """Pictures by activity. `drawn` tells that one is there which had to be waited for."""

    drawn = Signal(object)  # int: activity id

    def __init__(self, look: Look, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._formats = formats
        self.language = portal_language(formats.locale.name())
        """The portal's code of the language in which texts are shown."""
        self._kept: OrderedDict[int, tuple[_Setting, LayoutPicture]] = OrderedDict()
        self._waiting: dict[int, _Drawing] = {}
        self._unfolded: dict[int, frozenset[Steps]] = {}
        self._spent_s = 0.0
        """On pictures that were asked for since the window came to itself last."""
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    @property
    def is_drawing(self) -> bool:
        """True while a picture is waited for."""
        return bool(self._waiting)

    def of(self, card: Card, width: float) -> LayoutPicture:
        """The picture of a card's layout at this width; what was drawn before, or nothing, until it is there."""
        number = card.activity.id
        if card.layout is None:
            return LayoutPicture()
        setting = self._setting(card, card.layout, round(width))
        kept = self._kept.get(number)
        if kept is not None and kept[0] == setting:
            self._kept.move_to_end(number)
            return kept[1]
        drawing = self._waiting.get(number)
        if drawing is None or drawing.setting != setting:
            drawing = self._begin(number, setting)
        made = self._draw_now(number, drawing)
        if made is not None:
            return made
        return kept[1] if kept is not None and kept[0].layout == setting.layout else LayoutPicture()

    def turn(self, activity_id: int, steps: Steps) -> None:
        """Unfolds a long text, or folds it again."""
        self._unfolded[activity_id] = self._unfolded.get(activity_id, frozenset()) ^ {steps}

    def start_over(self) -> None:
        """Another item: nothing is drawn any more, and nothing unfolded."""
        self._kept.clear()
        self._waiting.clear()
        self._unfolded.clear()

    def view(self) -> View:
        """How layouts are looked at here, for whoever says them."""
        return View(language=self.language)

    def _setting(self, card: Card, layout: Layout, width: int) -> _Setting:
        activity = card.activity
        shows_deadline = activity.deadline is not None and activity.direction is not Direction.INCOMING
        return _Setting(
            layout=layout,
            width=max(width, 60),
            is_todo=activity.is_todo,
            color=activity.color,
            completed=activity.completed,
            deadline=self._formats.moment(activity.deadline) if activity.deadline and shows_deadline else "",
            unfolded=self._unfolded.get(activity.id, frozenset()),
            theme=self._look.theme.name,
        )

    def _begin(self, number: int, setting: _Setting) -> _Drawing:
        drawing = self._waiting[number] = _Drawing(setting)
        drawing.steps = self._steps(drawing)
        return drawing

    def _draw_now(self, number: int, drawing: _Drawing) -> LayoutPicture | None:
        """As much as there is time for now."""
        begun = perf_counter()
        left_s = AT_ONCE_S - self._spent_s
        is_done = left_s > 0 and drawing.go_on(begun + left_s)
        self._spent_s += perf_counter() - begun
        self._idle.start()
        return self._keep(number, drawing) if is_done else None

    def _go_on(self) -> None:
        """A slice of what is waited for, the newest wish first."""
        self._spent_s = 0.0
        until_s = perf_counter() + SLICE_S
        while self._waiting and perf_counter() < until_s:
            number, drawing = next(reversed(self._waiting.items()))
            if drawing.go_on(until_s):
                self._keep(number, drawing)
                self.drawn.emit(number)
        if not self._waiting:
            self._idle.stop()

    def _keep(self, number: int, drawing: _Drawing) -> LayoutPicture:
        picture = drawing.picture or LayoutPicture()
        self._waiting.pop(number, None)
        self._kept.pop(number, None)
        self._kept[number] = (drawing.setting, picture)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return picture

    # Drawing

    def _steps(self, drawing: _Drawing) -> Iterator[None]:
        setting = drawing.setting
        stage = self._stage(setting)
        layout = setting.layout
        top, left = 0.0, 0.0
        is_card = isinstance(layout, CardLayout)
        with_logo = is_card and setting.width >= WITH_LOGO
        if with_logo and isinstance(layout, CardLayout):
            draw_logo(stage, layout.body.logo, QRectF(0, 0, PLATE, PLATE))
            top, left = COLUMN_DOWN, PLATE + PADDING
        yield
        bottom = top
        for end in self._column(stage, left).rows(layout.blocks, top):
            bottom = end
            yield
        bottom = max(bottom, PLATE) if with_logo else bottom
        buttons = buttons_of(stage, layout.footer.buttons) if isinstance(layout, CardLayout) else []
        if buttons:
            bottom += ABOVE_BUTTONS + BUTTON_HEIGHT
            _draw_buttons(stage, buttons, bottom - BUTTON_HEIGHT)
        drawing.picture = LayoutPicture(
            width=float(setting.width),
            height=bottom,
            button_line=BUTTON_HEIGHT if buttons else 0.0,
            spots=tuple(stage.sheet.spots),
            pieces=tuple(stage.sheet.pieces),
        )

    def _stage(self, setting: _Setting) -> Stage:
        colors = portal_colors(self._look.theme)
        view = View(width=setting.width, language=self.language, unfolded=setting.unfolded, color=setting.color)
        entry = Entry(
            moment="", deadline=setting.deadline, title="", description="", until="", day="", month="", hour="",
            complete="", edit="", more=self.tr("Show more"), less=self.tr("Show less"),
        )  # fmt: skip
        return Stage(Sheet(), view, colors, _card_look(setting, colors), entry, 0.0, float(setting.width))

    @staticmethod
    def _column(stage: Stage, left: float) -> Column:
        """A deadline has no chevron here: Daybook changes it in a field of its own."""
        return Column(
            sheet=stage.sheet,
            view=replace(stage.view, readonly=True),
            colors=stage.colors,
            ground=stage.look.ground,
            bubble=stage.look.bubble,
            left=left,
            width=max(stage.right - left, 60.0),
            deadline=stage.entry.deadline,
            more=stage.entry.more,
            less=stage.entry.less,
        )


def _card_look(setting: _Setting, colors: PortalColors) -> CardLook:
    looks_like_todo = setting.is_todo and not setting.completed
    look = todo_look(colors, setting.color) if looks_like_todo else application_look(colors)
    return replace(look, ground=colors.card_plain) if setting.completed else look


def _draw_buttons(stage: Stage, buttons: list[BottomButton], top: float) -> None:
    """At their documented width; what only the portal can do is greyed."""
    room = stage.right - ROOM_FOR_MENU - BUTTON_GAP * (len(buttons) - 1)
    width = max(min(stage.look.button_width, room / len(buttons)), 1.0)
    for place, button in enumerate(buttons):
        begin = len(stage.sheet.pieces)
        draw_button(stage, button, QRectF(place * (width + BUTTON_GAP), top, width, BUTTON_HEIGHT))
        if not is_live(button.action):
            pieces = stage.sheet.pieces
            pieces[begin:] = [Piece(each.rect, _greyed(each.paint)) for each in pieces[begin:]]


def _greyed(paint: Paint) -> Paint:
    def paint_greyed(painter: QPainter) -> None:
        before = painter.opacity()
        painter.setOpacity(before * GREYED)
        paint(painter)
        painter.setOpacity(before)

    return paint_greyed
