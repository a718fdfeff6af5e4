"""The small widgets: what they show, say and signal, with keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from daybook.domain.entities import Person
from daybook.ui.kit.avatar import Avatar
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import icon_button, push_button, rename
from daybook.ui.kit.chips import WIDEST, RemovableChip, ToggleChip
from daybook.ui.kit.colors import DARK, LIGHT
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.format import Formats
from daybook.ui.kit.gauge import HIGH, Gauge
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.key_hint import KeyHint
from daybook.ui.kit.labels import LONGEST_TIP, ElidedLabel, label, plain_tip, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.pill import Pill
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.search_field import SearchField
from daybook.ui.kit.swatches import Swatch, SwatchButton, Swatches
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.todo.choice_list import Choice, ChoiceModel
from tests.ui.accessible import nameless

COLORS = (Swatch("1", "Blue", QColor("#4090c7")), Swatch("2", "Turquoise", QColor("#29d9d0")))


def _shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.show()
    with qtbot.waitActive(widget):
        widget.activateWindow()


def _colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_swatches_signal_only_what_the_person_chooses(look: Look, qtbot: QtBot) -> None:
    swatches = Swatches(look, "Colour", COLORS)
    _shown(swatches, qtbot)
    told: list[str] = []
    swatches.chosen.connect(told.append)
    swatches.choose("2")
    assert (swatches.value, told) == ("2", [])
    first = swatches.findChildren(SwatchButton)[0]
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert (swatches.value, told) == ("1", ["1"])


def test_arrow_keys_move_the_colour(look: Look, qtbot: QtBot) -> None:
    swatches = Swatches(look, "Colour", COLORS)
    _shown(swatches, qtbot)
    swatches.choose("1")
    first = swatches.findChildren(SwatchButton)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert swatches.value == "2"


def test_a_chosen_swatch_differs_in_more_than_its_colour(look: Look, qtbot: QtBot) -> None:
    swatch = SwatchButton(look, COLORS[0])
    qtbot.addWidget(swatch)
    plain = swatch.grab().toImage()
    swatch.setChecked(True)
    chosen = swatch.grab().toImage()
    assert len(_colors(chosen)) > len(_colors(plain))
    assert swatch.accessibleName() == "Blue"


def test_tabs_signal_only_what_the_person_chooses(look: Look, qtbot: QtBot) -> None:
    tabs = SegmentedTabs(look, "Kind", [Segment("deals", "Deals", Glyph.DEAL), Segment("leads", "Leads")])
    _shown(tabs, qtbot)
    told: list[str] = []
    tabs.chosen.connect(told.append)
    tabs.choose("leads")
    assert (tabs.current, told) == ("leads", [])
    qtbot.mouseClick(tabs.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert (tabs.current, told) == ("deals", ["deals"])


def test_tabs_that_are_replaced_keep_the_choice_if_it_is_still_there(look: Look, qtbot: QtBot) -> None:
    tabs = SegmentedTabs(look, "Kind", [Segment("deals", "Deals"), Segment("leads", "Leads")])
    qtbot.addWidget(tabs)
    tabs.choose("leads")
    tabs.offer([Segment("leads", "Leads"), Segment("contacts", "Contacts")])
    assert tabs.current == "leads"
    tabs.offer([Segment("contacts", "Contacts")])
    assert tabs.current == "contacts"


def test_a_search_waits_until_the_typing_rests(look: Look, qtbot: QtBot) -> None:
    field = SearchField(look, "Search deals")
    _shown(field, qtbot)
    told: list[str] = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "north")
    assert told == []
    qtbot.waitUntil(lambda: told == ["north"])


def test_enter_searches_at_once_and_escape_takes_it_back(look: Look, qtbot: QtBot) -> None:
    field = SearchField(look, "Search deals")
    _shown(field, qtbot)
    told: list[str] = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "north")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["north", ""]
    assert field.text() == ""


def test_a_chip_that_is_on_bears_a_tick(look: Look, qtbot: QtBot) -> None:
    chip = ToggleChip(look, "15 minutes")
    qtbot.addWidget(chip)
    assert chip.icon().isNull()
    chip.click()
    assert not chip.icon().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space])
def test_a_chip_is_taken_away_by_key(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    chip = RemovableChip(look, "45 minutes")
    _shown(chip, qtbot)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip.cross, key)


def test_the_cross_of_a_chip_stays_in_sight_however_long_its_words_are(look: Look, qtbot: QtBot) -> None:
    chip = RemovableChip(look, "x" * 5_000)
    _shown(chip, qtbot)
    assert chip.width() < WIDEST + 60
    assert chip.rect().contains(chip.cross.geometry())
    assert chip.toolTip().startswith("x" * 500)
    chip.say("<b>bold</b>")
    assert chip.toolTip() == ""
    assert "&lt;b&gt;" in chip.cross.toolTip()
    assert chip.cross.accessibleName() == "Remove <b>bold</b>"


def test_a_quiet_line_that_leads_on_takes_nothing_back(look: Look, formats: Formats, qtbot: QtBot) -> None:
    line = QuietLine(look, formats)
    _shown(line, qtbot)
    went: list[str] = []
    line.lead("Written", "Open", lambda: went.append("on"), seconds=10)
    assert line.further.isVisible()
    assert not line.action.isVisible()
    assert not line.offers()
    line.offer("Done", "Undo", lambda: went.append("back"), seconds=10)
    assert not line.further.isVisible()
    line.further.click()  # what a line before offered is over
    assert went == []
    line.lead("Written", "Open", lambda: went.append("on"), seconds=10)
    line.further.click()
    assert went == ["on"]
    assert line.text == ""


def test_a_quiet_line_counts_down_and_goes(look: Look, formats: Formats, qtbot: QtBot) -> None:
    line = QuietLine(look, formats)
    qtbot.addWidget(line)
    line.offer("Deadline moved", "Undo", lambda: None, seconds=0.3)
    assert (line.text, line.offers()) == ("Deadline moved", True)
    assert "1 s" in {each.text() for each in line.findChildren(QLabel)}
    with qtbot.waitSignal(line.ended):
        pass
    assert (line.text, line.offers()) == ("", False)


def test_a_newer_line_takes_the_older_ones_place(look: Look, formats: Formats, qtbot: QtBot) -> None:
    line = QuietLine(look, formats)
    qtbot.addWidget(line)
    done: list[str] = []
    line.offer("First", "Undo", lambda: done.append("first"), seconds=10)
    line.offer("Second", "Undo", lambda: done.append("second"), seconds=10)
    line.act()
    line.act()
    assert done == ["second"]


def test_a_gauge_warns_when_it_is_nearly_full(look: Look, qtbot: QtBot) -> None:
    gauge = Gauge(look, "Requests")
    qtbot.addWidget(gauge)
    gauge.show_share(HIGH - 0.1, "30 of 50")
    assert LIGHT.accent.name() in _colors(gauge.grab().toImage())
    gauge.show_share(2.0, "60 of 50")
    assert gauge.share == 1.0
    assert LIGHT.warning.name() in _colors(gauge.grab().toImage())
    assert gauge.accessibleDescription() == "60 of 50"


def test_a_busy_line_rests_while_nobody_sees_it(look: Look, qtbot: QtBot) -> None:
    line = BusyLine(look)
    _shown(line, qtbot)
    line.set_busy(True)
    before = line.height()
    qtbot.waitUntil(lambda: LIGHT.accent.name() in _colors(line.grab().toImage()))
    line.set_busy(False)
    assert LIGHT.accent.name() not in _colors(line.grab().toImage())
    assert line.height() == before


@pytest.mark.parametrize("made", ["push_button", "icon_button", "chip"])
def test_enter_presses_a_button_once_each_time_it_goes_down(look: Look, qtbot: QtBot, made: str) -> None:
    makers: dict[str, Callable[[], QAbstractButton]] = {
        "push_button": lambda: push_button(look, "Save", lambda: None),
        "icon_button": lambda: icon_button(look, Glyph.CLOSE, "Close"),
        "chip": lambda: ToggleChip(look, "All"),
    }
    button = makers[made]()
    pressed: list[bool] = []
    button.clicked.connect(lambda checked=False: pressed.append(checked))
    _shown(button, qtbot)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert len(pressed) == 2
    QApplication.sendEvent(button, _enter(Qt.KeyboardModifier.ControlModifier))
    QApplication.sendEvent(button, _enter(held=True))
    button.setEnabled(False)
    QApplication.sendEvent(button, _enter())
    assert len(pressed) == 2


@pytest.mark.parametrize("words", ["Give 12 to Konstantin Wolkonski-Rostopschin, colour blue", "A & B"])
def test_a_button_that_may_be_narrow_begins_with_its_first_word(look: Look, qtbot: QtBot, words: str) -> None:
    button = push_button(look, "", lambda: None, shortens=True)
    plain = push_button(look, words, lambda: None)
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(button)
    rename(button, words)
    _shown(window, qtbot)
    window.resize(900, 80)
    assert button.toolTip() == ""
    assert button.sizeHint() == plain.sizeHint()
    window.setFixedWidth(200)
    qtbot.waitUntil(lambda: button.width() < 200)
    assert button.text() == button.accessibleName() == words
    assert button.toolTip() == (words if len(words) > 20 else "")
    painted = QStyleOptionButton()
    button.initStyleOption(painted)
    said = painted.text.replace("&&", "&")
    assert said.startswith(words[:5])
    assert said.endswith("…") == (len(words) > 20)
    assert not button.grab().isNull()


def _enter(modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, held: bool = False) -> QKeyEvent:
    """Enter goes down; `held` = it was down already."""
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifier, "\r", held)


@pytest.mark.parametrize(("answer", "press"), [(True, "yes"), (False, "no")])
def test_a_decision_is_answered_by_a_button(look: Look, qtbot: QtBot, answer: bool, press: str) -> None:
    below, question = _question(look, qtbot)
    with qtbot.waitSignal(question.decided) as told:
        getattr(question, press).click()
    assert told.args == [answer]
    assert below.isVisible()


def test_escape_and_a_click_beside_mean_no(look: Look, qtbot: QtBot) -> None:
    for leave in (_by_escape, _by_click_beside):
        _below, question = _question(look, qtbot)
        with qtbot.waitSignal(question.decided) as told:
            leave(question, qtbot)
        assert told.args == [False]


def test_a_decision_begins_at_the_harmless_way_out(look: Look, qtbot: QtBot) -> None:
    _below, question = _question(look, qtbot)
    assert question.no.hasFocus()
    qtbot.keyClick(question.no, Qt.Key.Key_Tab)
    assert question.yes.hasFocus()
    qtbot.keyClick(question.yes, Qt.Key.Key_Tab)
    assert question.no.hasFocus()
    assert nameless(question) == []


def _question(look: Look, qtbot: QtBot) -> tuple[QWidget, Decision]:
    below = QWidget()
    below.resize(800, 600)
    _shown(below, qtbot)
    question = Decision(look, below, title="Forget it?", text="It is gone then.", yes="Forget it", danger=True)
    question.open()
    return below, question


def _by_escape(question: Decision, qtbot: QtBot) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Escape)


def _by_click_beside(question: Decision, qtbot: QtBot) -> None:
    qtbot.mouseClick(question, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


def test_a_label_that_does_not_fit_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    shown = ElidedLabel("Northwind renewal\nfor three years")
    qtbot.addWidget(shown)
    shown.resize(60, 20)
    shown.show()
    assert shown.toolTip() == "Northwind renewal for three years"
    shown.resize(600, 20)
    assert shown.toolTip() == ""


def test_what_strangers_wrote_is_no_markup(qtbot: QtBot) -> None:
    shown = label("<b>bold</b> <img src='file:///etc/passwd'>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_flowing_breaks_into_lines(qtbot: QtBot) -> None:
    page = QWidget()
    flow = FlowLayout(page, gap=5)
    chips = [QLabel("x") for _ in range(4)]
    for chip in chips:
        chip.setFixedSize(50, 20)
        flow.addWidget(chip)
    qtbot.addWidget(page)
    page.resize(110, 100)
    page.show()
    assert [(chip.x(), chip.y()) for chip in chips] == [(0, 0), (55, 0), (0, 25), (55, 25)]
    assert flow.heightForWidth(110) == 45
    assert flow.heightForWidth(500) == 20
    chips[0].hide()
    flow.activate()
    assert chips[1].pos().x() == 0


def test_an_avatar_says_who_it_is(look: Look, qtbot: QtBot) -> None:
    avatar = Avatar(look, 28, Person(1, "Anna Bell"))
    qtbot.addWidget(avatar)
    assert (avatar.accessibleName(), avatar.toolTip()) == ("Anna Bell", "Anna Bell")
    avatar.show_person(None)
    assert avatar.accessibleName() == "Nobody"


Make = Callable[[Look, Formats], QWidget]

WIDGETS: dict[str, Make] = {
    "avatar": lambda look, _formats: Avatar(look, 28, Person(1, "Anna Bell")),
    "banner": lambda look, _formats: Banner(look, "warning", "The keyring is locked.", "Unlock it."),
    "chip": lambda look, _formats: ToggleChip(look, "15 minutes"),
    "removable chip": lambda look, _formats: RemovableChip(look, "45 minutes"),
    "empty state": lambda look, _formats: EmptyState(look, Glyph.CALENDAR, "Nothing", "Nothing at all."),
    "gauge": lambda look, _formats: Gauge(look, "Requests"),
    "keys": lambda _look, _formats: KeyHint("Ctrl+K"),
    "pill": lambda look, _formats: Pill(look, "today", "danger", Glyph.CLOCK),
    "quiet line": QuietLine,
    "search": lambda look, _formats: SearchField(look, "Search"),
    "swatches": lambda look, _formats: Swatches(look, "Colour", COLORS),
    "tabs": lambda look, _formats: SegmentedTabs(look, "Kind", [Segment("a", "A", Glyph.DEAL)]),
    "button": lambda look, _formats: push_button(look, "Save", lambda: None, glyph=Glyph.CHECK),
    "icon button": lambda look, _formats: icon_button(look, Glyph.TRASH, "Delete"),
    "scroll": lambda _look, _formats: Scroll("List", QLabel("content")),
    "combo": lambda _look, _formats: combo_box("Plan"),
}


@pytest.mark.parametrize("make", WIDGETS.values(), ids=list(WIDGETS))
def test_each_has_names_and_changes_with_the_theme(look: Look, formats: Formats, qtbot: QtBot, make: Make) -> None:
    widget = make(look, formats)
    # A frame that is a window by itself grows while no style sheet says how small its parts may be.
    window = QWidget()
    QVBoxLayout(window).addWidget(widget)
    window.setFixedSize(max(120, widget.sizeHint().width()) + 40, max(40, widget.sizeHint().height()) + 40)
    _shown(window, qtbot)
    light = widget.grab().toImage()
    look.theming.choose(ThemeChoice.DARK)
    dark = widget.grab().toImage()
    assert nameless(widget) == []
    assert light.size() == dark.size()
    assert light != dark


def test_a_label_changes_its_tone(look: Look, qtbot: QtBot) -> None:
    shown = label("late")
    _shown(shown, qtbot)
    set_tone(shown, "danger")
    assert shown.palette().windowText().color() == LIGHT.danger
    look.theming.choose(ThemeChoice.DARK)
    assert shown.palette().windowText().color() == DARK.danger


@pytest.mark.parametrize(
    "text", ["plain", "a < b", "<b>bold</b>\nnext", "<img src=//x>", "x" * 2_000], ids=lambda each: each[:12]
)
def test_a_tooltip_says_what_is_written_whatever_it_looks_like(text: str) -> None:
    document = QTextDocument()
    tip = plain_tip(text)
    document.setHtml(tip) if tip.startswith("<qt>") else document.setPlainText(tip)
    assert document.toPlainText() == (text if len(text) <= LONGEST_TIP else text[:LONGEST_TIP] + "…")
    assert tip.startswith("<qt>") == ("<b>" in text or "<img" in text)


def test_the_tooltip_of_a_choice_says_what_is_written(qapp: QApplication) -> None:
    model = ChoiceModel()
    model.show([Choice(1, "<img src=//x>", "Company")])
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    document = QTextDocument()
    document.setHtml(tip)
    assert document.toPlainText() == "<img src=//x>, Company"
    assert model.index(0, 0).data() == "<img src=//x>"
