"""The timeline under the hands of a person: what each part of a card and each key does, and what stays where it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from daybook.domain.activity import Activity, ActivityKind, Direction, Priority, TextFormat
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.todo import TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.rows import key_of, movers, rows_of
from daybook.ui.timeline.sentence import Sentences
from daybook.ui.timeline.view import TimelineView
from daybook.work.timeline import CardState
from tests.ui.timeline.samples import DONE, EMAIL, LINKED, LONG_ONE, NOW, OVERDUE, OWNER, content

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)")


class Told:
    """What the view told, newest last."""

    def __init__(self, view: TimelineView) -> None:
        self.all: list[tuple[object, ...]] = []
        for name in ("opened", "deletion_wanted", "undo_wanted", "deadline_wanted", "completion_wanted"):
            getattr(view, name).connect(self._hear(name))
        view.link_activated.connect(lambda url: self.all.append(("link", url)))

    def _hear(self, name: str) -> Callable[..., None]:
        return lambda *values: self.all.append((name, *values))


@pytest.fixture
def view(look: Look, formats: Formats, qtbot: QtBot) -> TimelineView:
    made = TimelineView(look, formats)
    qtbot.addWidget(made)
    made.resize(640, 900)
    made.show_content(content())
    made.show()
    qtbot.waitUntil(lambda: made.cards.settled)
    return made


@pytest.fixture
def told(view: TimelineView) -> Told:
    return Told(view)


def click(view: TimelineView, activity_id: int, area: Area) -> None:
    view.select(activity_id)
    box = view.cards.box_of(activity_id, area)
    assert not box.isEmpty(), f"the card of {activity_id} shows no {area}"
    QTest.mouseClick(view.cards.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def press(view: TimelineView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view.cards, key, modifier)


# What each part of a card does


@pytest.mark.parametrize(
    ("activity_id", "area", "said"),
    [
        (OVERDUE.id, Area.CHECK, ("completion_wanted", 1, True)),
        (OVERDUE.id, Area.COMPLETE, ("completion_wanted", 1, True)),
        (OVERDUE.id, Area.EDIT, ("opened", 1)),
        (OVERDUE.id, Area.TITLE, ("opened", 1)),
        (OVERDUE.id, Area.DEADLINE, ("deadline_wanted", 1)),
        (DONE.id, Area.CHECK, ("completion_wanted", 5, False)),
        (DONE.id, Area.REOPEN, ("completion_wanted", 5, False)),
    ],
)
def test_a_click_tells_what_is_wanted(
    view: TimelineView, told: Told, activity_id: int, area: Area, said: tuple[object, ...]
) -> None:
    click(view, activity_id, area)
    assert told.all == [said]


def test_an_outgoing_email_cannot_be_completed_by_accident(view: TimelineView, told: Told) -> None:
    click(view, EMAIL.id, Area.CHECK)
    press(view, Qt.Key.Key_Space)
    assert told.all == []


def test_what_is_about_to_be_deleted_can_be_kept(view: TimelineView, told: Told) -> None:
    view.show_content(content(states={OVERDUE.id: CardState.LEAVING}))
    click(view, OVERDUE.id, Area.UNDO)
    assert told.all == [("undo_wanted", 1)]
    assert view.cards.box_of(OVERDUE.id, Area.COMPLETE).isEmpty()


def test_links_are_told_and_dangerous_ones_are_none(view: TimelineView, told: Told) -> None:
    view.select(LINKED.id)
    box = view.cards.box_of(LINKED.id, Area.TEXT)
    links = {
        found[2]
        for x in range(box.left(), box.right(), 3)
        for y in range(box.top(), box.bottom(), 3)
        if (found := view.cards.card_at(QPoint(x, y).toPointF())) and found[2]
    }
    assert links == {"https://example.com/offer"}
    view._link_used("https://example.com/offer")
    view._link_used("javascript:alert(1)")
    view._link_used("file:///etc/passwd")
    assert told.all == [("link", QUrl("https://example.com/offer"))]


def test_the_menu_says_everything_that_can_be_done(view: TimelineView, told: Told, qtbot: QtBot) -> None:
    view.select(OVERDUE.id)
    press(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = view.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    deleting = next(action for text, action in actions.items() if "Delete" in text)
    deleting.trigger()
    menu.close()
    assert told.all == [("deletion_wanted", 1)]


# Keys


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_Return, ("opened", 1)),
        (Qt.Key.Key_Space, ("completion_wanted", 1, True)),
        (Qt.Key.Key_Delete, ("deletion_wanted", 1)),
    ],
)
def test_keys_do_what_the_buttons_do(view: TimelineView, told: Told, key: Qt.Key, said: tuple[object, ...]) -> None:
    view.select(OVERDUE.id)
    press(view, key)
    assert told.all == [said]


def test_arrows_pass_over_headings(view: TimelineView) -> None:
    press(view, Qt.Key.Key_Home)
    seen = [view.selected_id]
    for _ in range(5):
        press(view, Qt.Key.Key_Down)
        seen.append(view.selected_id)
    assert seen == [OVERDUE.id, LONG_ONE.id, LINKED.id, EMAIL.id, DONE.id, DONE.id]
    press(view, Qt.Key.Key_Up)
    assert view.selected_id == EMAIL.id
    press(view, Qt.Key.Key_End)
    assert view.selected_id == DONE.id


def test_a_long_text_is_folded_and_unfolded(view: TimelineView) -> None:
    view.select(LONG_ONE.id)
    folded = view.cards.box_of(LONG_ONE.id, Area.CARD).height()
    press(view, Qt.Key.Key_Right)
    assert view.cards.box_of(LONG_ONE.id, Area.CARD).height() > folded + 200
    press(view, Qt.Key.Key_Left)
    assert view.cards.box_of(LONG_ONE.id, Area.CARD).height() == folded
    assert view.cards.box_of(OVERDUE.id, Area.FOLD).isEmpty()


# What stays


def test_the_chosen_card_stays_chosen_and_in_its_place(view: TimelineView, qtbot: QtBot) -> None:
    view.resize(640, 400)
    view.select(EMAIL.id)
    qtbot.waitUntil(lambda: view.cards.settled)
    top = view.cards.box_of(EMAIL.id, Area.CARD).top()
    changed = replace(OVERDUE, description=LONG_ONE.description)
    view.show_content(content((changed, LONG_ONE, LINKED, EMAIL, DONE)))
    qtbot.waitUntil(lambda: view.cards.settled)
    assert view.selected_id == EMAIL.id
    assert view.cards.box_of(EMAIL.id, Area.CARD).top() == top


def test_a_chosen_card_is_wholly_in_sight(view: TimelineView, qtbot: QtBot) -> None:
    view.resize(640, 420)
    for activity in (EMAIL, OVERDUE, DONE, LINKED):
        view.select(activity.id)
        qtbot.waitUntil(lambda: view.cards.settled)
        box = view.cards.box_of(activity.id, Area.CARD)
        assert view.cards.viewport().rect().contains(box)


def test_a_chosen_card_stays_in_sight_when_it_needs_more_room(view: TimelineView, qtbot: QtBot) -> None:
    view.resize(900, 700)
    wordy = replace(OVERDUE, description="How about this? " * 30)
    view.show_content(content((wordy, replace(LINKED, description=wordy.description), EMAIL, DONE)))
    view.select(EMAIL.id)
    qtbot.waitUntil(lambda: view.cards.settled)
    for width in (420, 900, 420):
        view.resize(width, 700)
        qtbot.waitUntil(lambda: view.cards.settled)
        assert view.cards.viewport().rect().contains(view.cards.box_of(EMAIL.id, Area.CARD))


def test_another_item_begins_at_the_top(view: TimelineView) -> None:
    view.select(DONE.id)
    other = EntityRef(DEAL, 2)
    view.show_content(content((replace(LONG_ONE, id=20, owner=other),), owner=other))
    assert view.selected_id is None
    assert view.cards.verticalScrollBar().value() == 0


def test_a_card_that_is_gone_is_no_longer_chosen(view: TimelineView) -> None:
    view.select(OVERDUE.id)
    told: list[object] = []
    view.selected.connect(told.append)
    view.show_content(content((LONG_ONE,)))
    assert view.selected_id != OVERDUE.id
    assert told


# What is said


def test_a_card_is_one_sentence_for_a_screen_reader(view: TimelineView, formats: Formats) -> None:
    model = view.cards.model()
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert any(
        text.startswith("To-do, Call Andrew, overdue since") and "responsible Anna Berg, blue" in text for text in texts
    )
    assert all(texts)


# The model, and painting whatever may come


KEYS = st.lists(st.integers(0, 12), unique=True)


@given(old=KEYS, new=KEYS)
def test_moving_only_the_movers_makes_the_new_order(old: list[int], new: list[int]) -> None:
    moving = movers(old, new)
    staying = [key for key in old if key in new and key not in moving]
    assert staying == [key for key in new if key in staying]


ACTIVITIES = st.builds(
    Activity,
    id=st.integers(1, 30),
    kind=st.sampled_from(ActivityKind),
    owner=st.just(OWNER),
    subject=st.text(max_size=60),
    description=st.text(max_size=400),
    text_format=st.sampled_from(TextFormat),
    deadline=st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    created=st.none() | st.just(NOW - timedelta(days=400)),
    completed=st.booleans(),
    responsible_id=st.sampled_from((None, 1, 99)),
    color=st.sampled_from(TodoColor),
    direction=st.sampled_from(Direction),
    priority=st.sampled_from(Priority),
)
LISTS = st.lists(ACTIVITIES, max_size=5, unique_by=lambda activity: activity.id)
FIXTURES_STAY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=25, deadline=None, suppress_health_check=FIXTURES_STAY)
@given(lists=st.lists(LISTS, min_size=2, max_size=4))
def test_the_model_tells_each_change_rightly(
    lists: list[list[Activity]], formats: Formats, qtmodeltester: ModelTester
) -> None:
    model = TimelineModel(Sentences(formats, "en"))
    qtmodeltester.check(model)
    for activities in lists:
        shown = content(activities)
        model.show(shown)
        assert [key_of(row) for row in model.rows] == [key_of(row) for row in rows_of(shown)]
        assert tuple(model.rows) == rows_of(shown)
    qtmodeltester._cleanup()


@settings(max_examples=15, deadline=None, suppress_health_check=FIXTURES_STAY)
@given(activities=LISTS, width=st.integers(320, 900), dark=st.booleans())
def test_whatever_a_portal_holds_can_be_painted(
    view: TimelineView, look: Look, activities: list[Activity], width: int, dark: bool
) -> None:
    look.theming.choose(ThemeChoice.DARK if dark else ThemeChoice.LIGHT)
    view.resize(width, 700)
    view.show_content(content(activities, owner=EntityRef(DEAL, width)))
    assert not view.grab().isNull()
