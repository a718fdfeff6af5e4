"""Daybook's own icons: one drawing each, tinted in any colour, sharp at any scale."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer

from daybook import resources
from daybook.ui.kit.metrics import ICON
from daybook.ui.kit.theme import Theming


class Glyph(StrEnum):
    """The drawings in `resources/icons`: 24 units wide, strokes of 1.75, one colour."""

    ACTIVITIES = "activities"
    ACTIVITY = "activity"
    APP = "app"
    ARROW_RIGHT = "arrow-right"
    BELL = "bell"
    CALENDAR = "calendar"
    CALL = "call"
    CALL_INCOMING = "call-incoming"
    CALL_OUTGOING = "call-outgoing"
    CHAT = "chat"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CIRCLE = "circle"
    CIRCLE_CHECK = "circle-check"
    CIRCLE_DASHED = "circle-dashed"
    CIRCLE_MINUS = "circle-minus"
    CLOCK = "clock"
    CLOSE = "close"
    COMMAND = "command"
    COMPANY = "company"
    CONNECTION = "connection"
    CONTACT = "contact"
    CONTRAST = "contrast"
    COPY = "copy"
    DEAL = "deal"
    ENTITIES = "entities"
    ERROR = "error"
    EXTENSIONS = "extensions"
    EYE = "eye"
    FILE = "file"
    FILTER = "filter"
    FLAG = "flag"
    FORM = "form"
    GLOBE = "globe"
    HELP = "help"
    HOURGLASS = "hourglass"
    INFO = "info"
    KEY = "key"
    KEYBOARD = "keyboard"
    LAYOUTS = "layouts"
    LEAD = "lead"
    LINK = "link"
    LOCK = "lock"
    MAIL = "mail"
    MAIL_OUT = "mail-out"
    MEETING = "meeting"
    MOON = "moon"
    MORE = "more"
    MOVE = "move"
    PALETTE = "palette"
    PAPERCLIP = "paperclip"
    PENCIL = "pencil"
    PIN = "pin"
    PLUS = "plus"
    REFRESH = "refresh"
    RUNS = "runs"
    SAMPLE = "sample"
    SEARCH = "search"
    SHIELD = "shield"
    SMART_PROCESS = "smart-process"
    SUN = "sun"
    TASK = "task"
    TODAY = "today"
    TODO = "todo"
    TRASH = "trash"
    UNDO = "undo"
    UNLINK = "unlink"
    USER = "user"
    USERS = "users"
    WARNING = "warning"


class Icons(QObject):
    """Makes pixmaps and icons of glyphs, each once. Icons hold what the screens that are there need, and nothing more.

    A screen of another density makes them anew, and `Theming.changed` tells whoever has one to ask again.
    """

    def __init__(self, theming: Theming, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theming = theming
        self._drawings: dict[Glyph, str] = {}
        self._pixmaps: dict[tuple[Glyph, int, int, float], QPixmap] = {}
        self._icons: dict[tuple[Glyph, int], QIcon] = {}
        self.ratios: tuple[float, ...] = ()
        """The pixel ratios of the screens, ascending."""
        self._watch_screens()
        self.blank = QIcon()
        """No icon at all, for a widget that has one only sometimes."""

    def pixmap(self, glyph: Glyph, color: QColor, size: int = ICON, ratio: float = 1.0) -> QPixmap:
        """One glyph, `size` device-independent pixels wide, for a screen of this pixel ratio."""
        key = (glyph, size, color.rgba(), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(glyph, color, size, ratio)
        return self._pixmaps[key]

    def icon(self, glyph: Glyph, tone: str = "text_soft") -> QIcon:
        """One glyph in a colour of the theme that is on now. Ask again after `Theming.changed`."""
        return self.colored(glyph, getattr(self._theming.theme, tone))

    def colored(self, glyph: Glyph, color: QColor) -> QIcon:
        """One glyph in this colour."""
        key = (glyph, color.rgba())
        if key not in self._icons:
            icon = QIcon()
            for ratio in self.ratios:
                icon.addPixmap(self.pixmap(glyph, color, 24, ratio))
            self._icons[key] = icon
        return self._icons[key]

    def _watch_screens(self) -> None:
        for screen in QGuiApplication.screens():
            self._watch(screen)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._take_in)
        self.ratios = _ratios_now()

    def _take_in(self, screen: QScreen) -> None:
        self._watch(screen)
        self.look_at_screens()

    def _watch(self, screen: QScreen) -> None:
        screen.logicalDotsPerInchChanged.connect(self.look_at_screens)
        screen.physicalDotsPerInchChanged.connect(self.look_at_screens)

    def look_at_screens(self) -> None:
        """Makes icons anew when there is a density that they were not made for."""
        missing = set(_ratios_now()) - set(self.ratios)
        if missing:
            self.ratios = tuple(sorted(missing | set(self.ratios)))
            self._icons.clear()
            self._theming.renew()

    def _draw(self, glyph: Glyph, color: QColor, size: int, ratio: float) -> QPixmap:
        if glyph not in self._drawings:
            self._drawings[glyph] = resources.text(f"icons/{glyph}.svg")
        # Qt SVG does not know `currentColor`, so the colour is written in.
        drawing = self._drawings[glyph].replace("currentColor", color.name())
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap


def _ratios_now() -> tuple[float, ...]:
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))
