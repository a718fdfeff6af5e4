"""What an application put on cards, under the hands of a person: drawn, pointed at, gone through by keys, and heard."""

import json
from collections.abc import Sequence
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.layouts.fitting import fitted
from daybook.domain.layouts.judging import judge
from daybook.domain.layouts.model import Layout
from daybook.domain.todo import TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.layouts.picture import Spot
from daybook.ui.layouts.portal_colors import DARK, LIGHT
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.view import TimelineView
from daybook.work.timeline import CardState, TimelineContent, arrange
from tests.domain.layouts.mutations import nearly_valid
from tests.ui.timeline.samples import ANNA, DONE, EMAIL, LINKED, LONG_ONE, NOW, OVERDUE, OWNER

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)")
PORTAL = "https://acme.bitrix24.com"
OWN = replace(EMAIL, id=9, kind=ActivityKind.CONFIGURABLE, subject="Survey", description="Not shown")
TALK = "One line of a long talk.\n" * 40


def link(words: str, uri: str) -> dict[str, Any]:
    return {"type": "link", "properties": {"text": words, "action": {"type": "redirect", "uri": uri}}}


def text(value: str, **more: object) -> dict[str, Any]:
    return {"type": "text", "properties": {"value": value, **more}}


EVENT = {"type": "restEvent", "id": "remind"}
BLOCKS: dict[str, Any] = {
    "one": text("Shipment on its way", bold=True),
    "talk": {"type": "largeText", "properties": {"value": TALK}},
    "deal": link("The deal", "/crm/deal/details/5/"),
    "web": link("Tracking", "https://track.example/4711"),
    "evil": link("Free money", "javascript:alert(1)"),
}
CARD: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {
        "title": {"en": "How was it?", "de": "Wie war es?"},
        "tags": {"new": {"title": "New", "type": "primary", "action": {"type": "redirect", "uri": "/new/"}}},
    },
    "body": {"logo": {"code": "document"}, "blocks": {"score": text("9 of 10"), "deal": link("The deal", "/crm/")}},
    "footer": {
        "buttons": {
            "remind": {"title": "Remind", "type": "primary", "action": EVENT},
            "open": {"title": "Open", "type": "secondary", "action": {"type": "redirect", "uri": "/survey/"}},
        },
        "menu": {"items": {"again": {"title": "Ask again", "action": EVENT}}},
    },
}


def understood(layout: object) -> Layout:
    found = judge(json.dumps(layout, ensure_ascii=False)).layout
    assert found is not None
    return fitted(found)


def content(
    layouts: dict[int, Layout], activities: Sequence[Activity] = (OVERDUE, LONG_ONE, LINKED, EMAIL, OWN, DONE),
    state: CardState = CardState.QUIET,
) -> TimelineContent:  # fmt: skip
    states = dict.fromkeys(layouts, state)
    made = arrange(activities, {1: ANNA}, states, NOW, layout_of=lambda each: layouts.get(each.id))
    return replace(made, owner=OWNER)


LAYOUTS = {OVERDUE.id: understood({"blocks": BLOCKS}), OWN.id: understood(CARD)}


@pytest.fixture
def view(look: Look, formats: Formats, qtbot: QtBot) -> TimelineView:
    made = TimelineView(look, formats, PORTAL)
    qtbot.addWidget(made)
    made.resize(640, 900)
    made.show_content(content(LAYOUTS))
    made.show()
    qtbot.waitUntil(lambda: made.cards.settled)
    return made


@pytest.fixture
def opened(view: TimelineView) -> list[QUrl]:
    """The addresses that the view wanted to be opened."""
    found: list[QUrl] = []
    view.link_activated.connect(found.append)
    return found


def stops(view: TimelineView, activity: Activity) -> tuple[Spot, ...]:
    card = view.content.find(activity.id)
    assert card is not None
    return view._delegate.stops(card, view.cards.viewport().width())


def stop(view: TimelineView, activity: Activity, key: str) -> Spot:
    return next(each for each in stops(view, activity) if key in each.steps)


def point(view: TimelineView, activity: Activity, spot: Spot) -> QPoint:
    """The middle of a part, in the list."""
    card = view.cards.box_of(activity.id, Area.CARD)
    return QPoint(0, card.top()) + spot.rect.center().toPoint()


def click(view: TimelineView, activity: Activity, spot: Spot) -> None:
    QTest.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, pos=point(view, activity, spot))


def press(view: TimelineView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view.cards, key, modifier)


def entries(view: TimelineView, qtbot: QtBot) -> dict[str, QAction]:
    """The menu of the chosen card."""
    press(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = view.findChildren(QMenu)[-1]
    qtbot.waitUntil(menu.isVisible)
    found = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    menu.close()
    return found


def heard(view: TimelineView, activity: Activity) -> str:
    said: str = view._model.index_of(activity.id).data(Qt.ItemDataRole.AccessibleTextRole)
    return said


# Drawn


def test_blocks_stand_below_the_main_content(view: TimelineView) -> None:
    view.select(OVERDUE.id)
    blocks, due = view.cards.box_of(OVERDUE.id, Area.BLOCKS), view.cards.box_of(OVERDUE.id, Area.DEADLINE)
    complete = view.cards.box_of(OVERDUE.id, Area.COMPLETE)
    assert due.bottom() < blocks.top()
    assert blocks.bottom() < complete.top()
    assert blocks.height() > 200
    assert view.cards.box_of(LONG_ONE.id, Area.BLOCKS).isEmpty()


def test_an_application_lays_its_own_card_out_and_daybook_keeps_its_parts(view: TimelineView) -> None:
    view.select(OWN.id)
    for area in (Area.CHECK, Area.PERSON, Area.MENU, Area.TITLE, Area.TAGS, Area.BLOCKS):
        assert not view.cards.box_of(OWN.id, area).isEmpty(), area
    for area in (Area.TEXT, Area.DEADLINE, Area.COMPLETE):
        assert view.cards.box_of(OWN.id, area).isEmpty(), area
    menu, button = view.cards.box_of(OWN.id, Area.MENU), stop(view, OWN, "open")
    assert abs(menu.center().y() - point(view, OWN, button).y()) <= 2
    assert button.rect.height() == 26


@pytest.mark.parametrize(("choice", "colors"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)])
def test_colours_are_those_of_the_portal(
    view: TimelineView, look: Look, qtbot: QtBot, choice: ThemeChoice, colors: Any
) -> None:
    look.theming.choose(choice)
    view.select(OWN.id)
    qtbot.waitUntil(lambda: view.cards.settled)
    blocks = view.cards.box_of(OWN.id, Area.BLOCKS)
    image = view.cards.viewport().grab().toImage()
    ratio = image.devicePixelRatio()

    def at(x: float, y: float) -> QColor:
        return QColor(image.pixel(round(x * ratio), round(y * ratio)))

    assert at(blocks.left() + 5, blocks.top() + 40) == colors.plate
    assert at(blocks.right() - 5, blocks.top() + 40) == colors.card_open
    disc = view.cards.box_of(OWN.id, Area.DISC)
    assert at(disc.left() + 4, disc.center().y() + 3) == colors.accent


def test_a_card_that_will_be_deleted_offers_to_keep_it(view: TimelineView) -> None:
    view.show_content(content(LAYOUTS, state=CardState.LEAVING))
    view.select(OWN.id)
    assert not view.cards.box_of(OWN.id, Area.UNDO).isEmpty()
    assert view.cards.box_of(OWN.id, Area.BLOCKS).bottom() < view.cards.box_of(OWN.id, Area.UNDO).top()
    assert not [each for each in stops(view, OWN) if "footer" in each.steps]


def test_a_timeline_without_a_network_asks_for_nothing(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.seen, check_params_cb=lambda ids: OVERDUE.id in ids):
        view.cards.look_again()
    told: list[object] = []
    view.seen.connect(told.append)
    view.show_content(replace(content(LAYOUTS), offline=True))
    with qtbot.waitSignal(view.cards.seen):
        view.cards.look_again()
    assert told == []


def test_another_layout_is_another_height_and_what_is_chosen_stays(view: TimelineView, qtbot: QtBot) -> None:
    view.select(LONG_ONE.id)
    qtbot.waitUntil(lambda: view.cards.settled)
    before = view.cards.box_of(LONG_ONE.id, Area.CARD).height()
    view.show_content(content({**LAYOUTS, LONG_ONE.id: understood({"blocks": {"a": text("Now here")}})}))
    qtbot.waitUntil(lambda: view.cards.settled)
    assert view.selected_id == LONG_ONE.id
    assert before + 15 < view.cards.box_of(LONG_ONE.id, Area.CARD).height() < before + 60
    view.show_content(content(LAYOUTS))
    qtbot.waitUntil(lambda: view.cards.settled)
    assert view.cards.box_of(LONG_ONE.id, Area.CARD).height() == before


# By the pointer


def test_links_open_pages_of_the_portal_and_the_web_and_nothing_else(view: TimelineView, opened: list[QUrl]) -> None:
    for key in ("deal", "web", "evil"):
        view.select(OVERDUE.id)
        click(view, OVERDUE, stop(view, OVERDUE, key))
    view.select(OWN.id)
    for key in ("remind", "open", "new"):
        click(view, OWN, stop(view, OWN, key))
    assert [each.toString() for each in opened] == [
        f"{PORTAL}/crm/deal/details/5/",
        "https://track.example/4711",
        f"{PORTAL}/survey/",
        f"{PORTAL}/new/",
    ]


def test_what_is_pointed_at_says_what_becomes_of_a_click(view: TimelineView) -> None:
    cards = view.cards
    tips = {key: view._tips.of_spot(stop(view, OVERDUE, key)) for key in ("deal", "evil", "talk")}
    assert tips["deal"] == "Leads to /crm/deal/details/5/ on acme.bitrix24.com"
    assert "never opened" in tips["evil"]
    assert tips["talk"] == "Show more"
    assert "Only Bitrix24" in view._tips.of_spot(stop(view, OWN, "remind"))
    for activity, key, shape in (
        (OVERDUE, "deal", Qt.CursorShape.PointingHandCursor),
        (OVERDUE, "evil", Qt.CursorShape.ArrowCursor),
        (OWN, "remind", Qt.CursorShape.ArrowCursor),
        (OWN, "open", Qt.CursorShape.PointingHandCursor),
    ):
        view.select(activity.id)
        QTest.mouseMove(cards.viewport(), point(view, activity, stop(view, activity, key)))
        assert cards.viewport().cursor().shape() is shape, key


def test_a_long_text_unfolds_and_folds(view: TimelineView, qtbot: QtBot) -> None:
    view.select(OVERDUE.id)
    folded = view.cards.box_of(OVERDUE.id, Area.CARD).height()
    click(view, OVERDUE, stop(view, OVERDUE, "talk"))
    qtbot.waitUntil(lambda: view.cards.settled)
    assert view.cards.box_of(OVERDUE.id, Area.CARD).height() > folded + 500
    press(view, Qt.Key.Key_Right)  # its pill is the first stop
    press(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.cards.settled)
    assert view.cards.box_of(OVERDUE.id, Area.CARD).height() == folded


# By keys, and by ear


def test_keys_go_to_every_link_and_button(view: TimelineView, opened: list[QUrl]) -> None:
    view.select(OWN.id)
    done: list[tuple[object, ...]] = []
    view.opened.connect(lambda *values: done.append(values))
    for _ in stops(view, OWN):
        press(view, Qt.Key.Key_Right)
        press(view, Qt.Key.Key_Return)
    assert [each.path() for each in opened] == ["/new/", "/crm/", "/survey/"]
    assert done == []
    press(view, Qt.Key.Key_Escape)
    press(view, Qt.Key.Key_Return)
    assert done == [(OWN.id,)]


def test_left_goes_back_and_out(view: TimelineView, opened: list[QUrl]) -> None:
    view.select(OVERDUE.id)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        press(view, key)
    assert view._delegate.pointed is None
    for _ in range(10):
        press(view, Qt.Key.Key_Right)
    assert view._delegate.pointed == (OVERDUE.id, 3)
    press(view, Qt.Key.Key_Down)
    assert view._delegate.pointed is None
    assert opened == []


def test_what_the_keys_are_at_is_said(view: TimelineView) -> None:
    view.select(OWN.id)
    while "open" not in stops(view, OWN)[(view._delegate.pointed or (0, 0))[1]].steps:
        press(view, Qt.Key.Key_Right)
    assert QToolTip.text() == "Leads to /survey/ on acme.bitrix24.com"


def test_the_menu_has_links_and_says_what_only_the_portal_can_do(
    view: TimelineView, opened: list[QUrl], qtbot: QtBot
) -> None:
    view.select(OWN.id)
    found = entries(view, qtbot)
    for words in ("Remind", "Ask again"):
        assert not found[words].isEnabled()
        assert "Only Bitrix24" in found[words].toolTip()
    found["Open “The deal”"].trigger()
    assert [each.path() for each in opened] == ["/crm/"]
    view.select(OVERDUE.id)
    assert not entries(view, qtbot)["Open “Free money”"].isEnabled()


def test_a_screen_reader_says_the_blocks(view: TimelineView) -> None:
    said = heard(view, OVERDUE)
    for words in ("Shipment on its way", "Link: The deal", "One line of a long talk."):
        assert words in said
    own = heard(view, OWN)
    for words in ("Card: How was it?", "Tag: New (Accent)", "9 of 10", "Button: Remind"):
        assert words in own


# Strangers' layouts

MOST = "w" * 9_999
LARGEST: dict[str, Any] = {"blocks": {f"b{number}": text(f"{MOST}{number}") for number in range(20)}}
BREAKS: dict[str, Any] = {"blocks": {f"b{n}": text(f"{n}\n" * 20_000, multiline=True) for n in range(20)}}
FIXTURES_STAY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.parametrize("layout", [LARGEST, BREAKS], ids=["20 texts of 10,000 letters", "endless lines"])
def test_the_window_lives_while_large_layouts_are_drawn(view: TimelineView, qtbot: QtBot, layout: object) -> None:
    """33 ms is the promise; the processor's time counts, for the machine may be busy with other things."""
    large = understood(layout)
    begun = process_time()
    view.show_content(content({each.id: replace(large) for each in (OVERDUE, LONG_ONE, LINKED)}))
    assert process_time() - begun < 0.1  # three of them at once would take a second
    qtbot.waitUntil(lambda: view.cards.settled, timeout=20_000)
    assert view.cards.box_of(OVERDUE.id, Area.BLOCKS).height() > 5_000
    assert view.cards.verticalHeader().length() < 2**20 * 3
    view.select(OVERDUE.id)
    begun = process_time()
    view.cards.viewport().grab()
    assert process_time() - begun < 0.2


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES_STAY)
@given(
    layout=nearly_valid(),
    width=st.integers(320, 900),
    dark=st.booleans(),
    base=st.builds(replace, st.just(OVERDUE), completed=st.booleans(), color=st.sampled_from(TodoColor)),
)
def test_whatever_an_application_wrote_can_be_painted_gone_through_and_heard(
    view: TimelineView, look: Look, layout: object, *, width: int, dark: bool, base: Activity
) -> None:
    found = judge(json.dumps(layout)).layout
    if found is None:
        return
    look.theming.choose(ThemeChoice.DARK if dark else ThemeChoice.LIGHT)
    view.resize(width, 700)
    todo, own = base, replace(OWN, completed=base.completed)
    opened: list[QUrl] = []
    view.link_activated.connect(opened.append)
    view.show_content(content({todo.id: fitted(found), own.id: fitted(found)}, (todo, own)))
    for activity in (todo, own):
        view.select(activity.id)
        assert heard(view, activity)
        for _ in stops(view, activity):
            press(view, Qt.Key.Key_Right)
            press(view, Qt.Key.Key_Space)
    assert not view.grab().isNull()
    assert all(each.scheme() in ("http", "https") for each in opened)


COPIED: dict[str, Any] = {
    "talk": text("First\nSecond", multiline=True),
    "price": {"type": "withTitle", "properties": {"title": "Price", "block": text("€ 400")}},
    "line": {"type": "lineOfBlocks", "properties": {"blocks": {"a": text("By"), "b": link("Anna", "/user/1/")}}},
    "due": {"type": "withTitle", "properties": {"title": "Until", "block": {"type": "deadline"}}},
    "evil": link("Free money", "javascript:alert(1)"),
    "mobile": text("Elsewhere", scope="mobile"),
    "long": {"type": "largeText", "properties": {"value": "word " * 300}},
}


def copied(view: TimelineView, activity: Activity) -> list[str]:
    view.select(activity.id)
    view.cards.setFocus()
    QTest.keySequence(view.cards, QKeySequence(QKeySequence.StandardKey.Copy))
    return QGuiApplication.clipboard().text().split("\n\n")


def test_the_text_of_a_card_that_is_copied_holds_its_blocks(view: TimelineView, formats: Formats) -> None:
    view.show_content(content({OVERDUE.id: understood({"blocks": COPIED})}))
    assert OVERDUE.deadline is not None
    title, blocks = copied(view, OVERDUE)
    assert title == OVERDUE.subject
    assert blocks.split("\n") == [
        "First",
        "Second",
        "Price: € 400",
        f"By Anna ({PORTAL}/user/1/)",
        f"Until: {formats.moment(OVERDUE.deadline)}",
        "Free money",
        ("word " * 300).strip(),
    ]


def test_the_text_of_an_applications_card_is_copied_without_what_only_can_be_clicked(view: TimelineView) -> None:
    assert copied(view, OWN) == [
        "Survey", "Not shown", f"How was it?\nNew ({PORTAL}/new/)\n9 of 10\nThe deal ({PORTAL}/crm/)"
    ]  # fmt: skip


def test_the_text_of_a_card_without_blocks_is_what_it_was(view: TimelineView) -> None:
    assert copied(view, LONG_ONE) == [LONG_ONE.subject, LONG_ONE.description]
