"""The right half of the studio: how the card is looked at, the card, and where what is pointed at leads."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSlider, QVBoxLayout, QWidget

from daybook.domain.layouts.model import Dto, Scope
from daybook.ui.extensions.language_text import LANGUAGES, language_name, portal_language
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import CONTROL_HEIGHT, MEDIUM, SMALL
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.layouts.picture import Picture, Spot, View
from daybook.ui.studio.card_view import CardView, ClickWords, Sheet, page_ground
from daybook.ui.studio.color_choice import ColorChoice

LEAST_WIDTH: Final = 280
MOST_WIDTH: Final = 900


class CardPanel(QWidget):
    """`viewed` tells of another way to look at the card, `new_wanted` of a layout to begin with."""

    viewed = Signal()
    new_wanted = Signal(object)  # Dto

    def __init__(self, look: Look, language: str) -> None:
        super().__init__()
        self._look = look
        self._width_chosen = False
        self.view = View(language=portal_language(language))
        self.scope = SegmentedTabs(
            look,
            self.tr("Shown in"),
            [Segment(Scope.WEB, self.tr("Browser")), Segment(Scope.MOBILE, self.tr("Mobile app"))],
        )
        self.ground = SegmentedTabs(
            look,
            self.tr("Light or dark"),
            [Segment("light", self.tr("Light"), Glyph.SUN), Segment("dark", self.tr("Dark"), Glyph.MOON)],
        )
        self.air = QCheckBox(self.tr("Air"))
        self.air.setAccessibleName(self.tr("The colours of the Air design"))
        self.air.setToolTip(self.tr("The colours of Bitrix24’s Air design instead of those of the documentation"))
        self.reader = QCheckBox(self.tr("Reader"))
        self.reader.setAccessibleName(self.tr("As seen by people who may not edit the item"))
        self.reader.setToolTip(self.tr("What people see who may not edit the item"))
        self.color = ColorChoice()
        self.color.hide()
        self.language = combo_box(self.tr("Language of the texts"))
        for code, locale in LANGUAGES.items():
            self.language.addItem(language_name(locale), code)
        self.language.setCurrentIndex(self.language.findData(self.view.language))
        self.width_slider = QSlider(Qt.Orientation.Horizontal)
        self.width_slider.setAccessibleName(self.tr("Width of the card"))
        self.width_slider.setRange(LEAST_WIDTH, MOST_WIDTH)
        self.width_slider.setPageStep(40)
        self.width_slider.setValue(self.view.width)
        self.width_slider.setFixedWidth(110)
        self.width_slider.setFixedHeight(CONTROL_HEIGHT)
        self._pixels = label(step=Step.SMALL, tone="text_faint")
        self.card = CardView(look)
        self.words = ClickWords(self)
        self.words.hide()
        self.leads = ElidedLabel("", Step.SMALL, "text_soft")
        self.note = label(step=Step.SMALL, tone="text_faint", wrap=True)
        self.empty = EmptyState(look, Glyph.LAYOUTS)
        self.empty.add_button(self.tr("New content blocks"), partial(self.new_wanted.emit, Dto.BLOCKS), kind="primary")
        self.empty.add_button(self.tr("New card"), partial(self.new_wanted.emit, Dto.CARD))
        self._lay_out()
        self._connect()
        self.show_nothing(is_blank=True)

    def show_picture(self, picture: Picture, said: str) -> None:
        """Another picture, and what it says for those who hear it."""
        self.card.show_picture(picture, said)
        self.empty.hide()
        self._say()

    def show_nothing(self, *, is_blank: bool) -> None:
        """There is nothing to draw: nothing is written yet, or what is can't be read."""
        self.card.show_picture(None, "")
        words = (
            self.tr("Begin with a new layout or a sample under “Open”, or type JSON.")
            if is_blank
            else self.tr("What is written can’t be read yet. Below it stands why.")
        )
        self.empty.say(Glyph.LAYOUTS, self.tr("Nothing to draw yet"), words)
        self.empty.show()
        self._say()

    def show_bearer(self, *, is_set: bool) -> None:
        """A set of blocks stands on a to-do, whose colour can be chosen; a card stands for itself."""
        self.color.setVisible(is_set)

    def follow(self, spot: Spot | None, host: str) -> None:
        """Where what is pointed at leads."""
        words = self.words.of(spot, host)
        self.leads.setText(words)
        self.card.tell(words)

    def fold(self, spot: Spot) -> None:
        """Folds a long text, or unfolds it."""
        self.view = self.view.turned(spot.steps)
        self.viewed.emit()

    def _lay_out(self) -> None:
        self._pixels.setFixedHeight(CONTROL_HEIGHT)
        self.air.setFixedHeight(CONTROL_HEIGHT)
        self.reader.setFixedHeight(CONTROL_HEIGHT)
        bar = QWidget()
        flow = FlowLayout(bar)
        widths = (self.width_slider, self._pixels)
        for widget in (self.scope, self.ground, self.language, *widths, self.color, self.air, self.reader):
            flow.addWidget(widget)
        self._sheet = Sheet()
        middle = QVBoxLayout(self._sheet)
        middle.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        middle.addWidget(self.card, alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.empty, 1)
        middle.addStretch(1)
        self.area = QScrollArea()
        self.area.setAccessibleName(self.tr("Preview"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(bar)
        column.addWidget(self.area, 1)
        column.addWidget(self.leads)
        column.addWidget(self.note)

    def _connect(self) -> None:
        self.scope.chosen.connect(lambda key: self._look_at(replace(self.view, scope=Scope(key))))
        self.ground.chosen.connect(lambda key: self._look_at(replace(self.view, dark=key == "dark")))
        self.air.toggled.connect(lambda on: self._look_at(replace(self.view, air=on)))
        self.reader.toggled.connect(lambda on: self._look_at(replace(self.view, readonly=on)))
        self.color.taken.connect(lambda color: self._look_at(replace(self.view, color=color)))
        self.language.activated.connect(
            lambda _index: self._look_at(replace(self.view, language=self.language.currentData()))
        )
        self.width_slider.valueChanged.connect(self._choose_width)
        self._look.theming.changed.connect(self._say)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Until a person says how wide it is, the card is as wide as there is room, up to the usual."""
        super().resizeEvent(event)
        if not self._width_chosen:
            room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 2 * MEDIUM
            with QSignalBlocker(self.width_slider):
                self.width_slider.setValue(max(LEAST_WIDTH, min(View().width, room)))
            self._look_at(replace(self.view, width=self.width_slider.value()))

    def choose_width(self, width: int) -> None:
        """The card as wide as this, as far as it may be."""
        self.width_slider.setValue(max(LEAST_WIDTH, min(MOST_WIDTH, width)))

    def _choose_width(self, width: int) -> None:
        self._width_chosen = True
        self._look_at(replace(self.view, width=width))

    def choose_dark(self, dark: bool) -> None:
        """Light or dark."""
        self.ground.choose("dark" if dark else "light")
        self._look_at(replace(self.view, dark=dark))

    def _look_at(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self._say()
            self.viewed.emit()

    def _say(self) -> None:
        self._pixels.setText(self.tr("{width} px").format(width=QLocale().toString(self.view.width)))
        drawn = self.card.picture is not None
        self._sheet.show_ground(page_ground(self.view) if drawn else self._look.theme.window)
        said = ""
        if self.view.dark:
            said = self.tr("The dark colours are Daybook’s own: no picture of the documentation shows any.")
        elif self.view.scope is Scope.MOBILE:
            said = self.tr("Shown are the parts that the mobile app has; how it draws them is not documented.")
        self.note.setText(said)
        self.note.setVisible(bool(said))
