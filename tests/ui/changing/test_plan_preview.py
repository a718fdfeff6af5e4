"""The preview in a window: keys, ticks, groups, and as many rows as there may be."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from daybook.bulk.preparing import Plan
from daybook.bulk.skips import ALREADY, UNTICKED
from daybook.domain.entities import Person
from daybook.ui.changing.plan_preview import PlanPreview
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.changing.judged import CHANGES, judge
from tests.ui.accessible import nameless
from tests.work.changing.test_judged import ME, given_to, moved, row, step

PEOPLE = {number: Person(number, name) for number, name in ((2, "Anna Weber"), (3, "Tom Brandt"), (4, "Eva Roth"))}


@pytest.fixture
def preview(look: Look, formats: Formats, qtbot: QtBot) -> PlanPreview:
    made = PlanPreview(look, formats, PEOPLE.get, lambda ref: "Northwind renewal" if ref.id else "")
    qtbot.addWidget(made)
    made.resize(560, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def show(preview: PlanPreview, *rows: object) -> None:
    preview.show_plan(judge(Plan(tuple(rows)), me=ME), lambda count: f"Reschedule {count}")  # type: ignore[arg-type]


def said(preview: PlanPreview) -> list[str]:
    model = preview.list.rows
    return [str(model.index(number, 0).data()) for number in range(model.rowCount())]


def test_as_long_as_nobody_knows_the_button_does_not_say_that_there_is_nothing(preview: PlanPreview) -> None:
    assert preview.apply.text() == "Asking…"
    assert not preview.apply.isEnabled()
    show(preview, row(2, skipped=ALREADY))
    assert preview.apply.text() == "Nothing to do"


def test_the_button_says_what_it_will_do_with_the_ticked_rows(preview: PlanPreview) -> None:
    show(preview, moved(0), moved(1), row(2, skipped=ALREADY))
    assert preview.apply.text() == "Reschedule 2"
    preview.list.setFocus()
    QTest.keyClick(preview.list, Qt.Key.Key_Space)  # the first row is current
    assert preview.apply.text() == "Reschedule 1"
    QTest.keyClick(preview.list, Qt.Key.Key_Up)
    QTest.keyClick(preview.list, Qt.Key.Key_Space)  # the heading: all of them again
    assert preview.apply.text() == "Reschedule 2"
    QTest.keyClick(preview.list, Qt.Key.Key_Space)
    assert preview.apply.text() == "Nothing to do"
    assert not preview.apply.isEnabled()


def test_a_long_name_on_the_button_makes_the_page_no_wider(preview: PlanPreview, qtbot: QtBot) -> None:
    who = "Konstantin Alexandrowitsch Wolkonski-Rostopschin"
    named = f"Reschedule 1, to {who}, colour blue, title, description"
    preview.show_plan(judge(Plan((given_to(0, 2, 3),)), me=ME), lambda _count: named)
    preview.resize(420, 560)
    qtbot.waitUntil(lambda: preview.apply.toolTip() == named)
    assert preview.width() == 420
    assert preview.apply.geometry().right() < 420
    assert preview.sums.height() >= preview.sums.heightForWidth(preview.sums.width())


def test_what_is_handed_over_leaves_out_what_was_taken_out(preview: PlanPreview, qtbot: QtBot) -> None:
    show(preview, moved(0), moved(1), row(2, skipped=ALREADY))
    QTest.keyClick(preview.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(preview.apply_wanted) as told:
        preview.apply.click()
    [plan] = told.args or []
    assert [each.skipped for each in plan.rows] == [UNTICKED, "", ALREADY]


def test_a_row_says_what_was_and_what_will_be(preview: PlanPreview) -> None:
    show(preview, given_to(0, 2, 3), row(1, step({"color": "1"}, {"color": "3"}), step({}, {"pings": [15]}, 1)))
    lines = said(preview)
    assert lines[0] == "Will change 2"
    assert lines[1] == "Call 0: responsible person: Anna Weber → Tom Brandt"
    assert lines[2] == "Call 1: colour: Blue → Orange · reminders: unknown → 15 minutes before"


def test_what_is_left_out_says_why_and_is_folded_at_first(preview: PlanPreview) -> None:
    show(preview, moved(0), row(1, skipped=ALREADY))
    assert said(preview)[-1] == "Already so 1, folded"
    QTest.keyClick(preview.list, Qt.Key.Key_Down)
    QTest.keyClick(preview.list, Qt.Key.Key_Right)
    assert said(preview)[-1] == "Call 1: It is so already."
    QTest.keyClick(preview.list, Qt.Key.Key_Down)
    QTest.keyClick(preview.list, Qt.Key.Key_Space)  # nothing to take in
    assert preview.apply.text() == "Reschedule 1"


def test_a_chip_shows_one_group_and_the_field_searches(preview: PlanPreview) -> None:
    show(preview, moved(0), moved(1), row(2, skipped=ALREADY))
    assert [chip.text() for chip in preview.chips.values()] == ["All 3", "Will change 2", "Already so 1"]
    preview.chips[ALREADY].click()
    assert said(preview) == ["Already so 1", "Call 2: It is so already."]
    preview.chips[None].click()
    preview.search.setText("101")
    QTest.keyClick(preview.search, Qt.Key.Key_Return)
    assert [line.split(":")[0] for line in said(preview)] == ["Will change 1", "Call 1"]
    preview.search.setText("nowhere")
    QTest.keyClick(preview.search, Qt.Key.Key_Return)
    assert preview.nothing.isVisible()


def test_it_says_who_hears_of_it_and_what_has_no_way_back(preview: PlanPreview) -> None:
    deleted = row(3, step({"existence": True}, {"existence": False}))
    show(preview, given_to(0, 2, 3), given_to(1, 2, 4), given_to(2, 1, 4), deleted)
    assert preview.sums.texts == [
        "4 rows, 4 changes",
        "Anna Weber and 2 others get a message in the portal’s chat. What was sent can’t be taken back.",
        "1 row will be deleted for good. There is no way back.",
    ]
    assert preview.apply.property("look") == "danger"


def test_twenty_thousand_rows_hold_nobody_up(preview: PlanPreview) -> None:
    judged = judge(Plan(tuple(moved(number) for number in range(20_000))), me=ME)
    preview.show_plan(judged, str)
    worst_s = 0.0
    for number in range(0, 20_000, 500):
        begun = time.perf_counter()
        preview.list.go_to(number)
        preview.list.viewport().render(QPixmap(preview.list.viewport().size()))
        worst_s = max(worst_s, time.perf_counter() - begun)
    assert worst_s < 0.1  # ten times what it takes: a busy machine is no failure


def test_everything_has_a_name_and_the_model_is_sound(preview: PlanPreview, qtmodeltester: ModelTester) -> None:
    show(preview, moved(0), row(1, skipped=ALREADY))
    assert nameless(preview) == []
    qtmodeltester.check(preview.list.rows)


def test_a_plan_without_rows_says_so(preview: PlanPreview) -> None:
    show(preview)
    assert preview.nothing.text() == "There are no rows."
    assert CHANGES not in (preview.judged.groups if preview.judged else {})
