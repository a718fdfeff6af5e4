"""Typing into the editor: what reaches the presenter, and what the presenter must never do to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.activity import TextFormat
from daybook.domain.run import Field
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.todo.calendar_popup import CalendarPopup
from daybook.ui.todo.deadline_field import DeadlineField
from daybook.ui.todo.growing_text import GrowingText
from daybook.work.editor_state import EditorPhase, EditorState
from tests.ui.accessible import nameless
from tests.ui.todo.conftest import Stage
from tests.ui.todo.puppet import NOW, TODO, Puppet, draft_of, editing, new


def _type_at_end(area: GrowingText, text: str) -> None:
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(area, text)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


async def test_each_key_reaches_the_draft(stage: Stage) -> None:
    _type_at_end(stage.form.title, "!")
    assert stage.puppet.taken == {"title": "Call Andrew!"}
    _type_at_end(stage.form.description.area, " Now")
    assert stage.puppet.taken["description"] == "Ask about the three-year term. Now"


async def test_the_same_value_leaves_cursor_and_selection_alone(stage: Stage) -> None:
    title = stage.form.title
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(title, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    await stage.show(replace(stage.puppet.state, bindings=()))
    assert title.textCursor().selectedText() == "C"


async def test_somebody_elses_change_of_another_field_disturbs_no_typing(stage: Stage) -> None:
    _type_at_end(stage.form.title, " tod")
    state = stage.puppet.state
    assert state.draft is not None
    fresh = replace(TODO, description="Ask Mariam first.")
    await stage.show(replace(state, base=fresh, draft=replace(state.draft, description=fresh.description)))
    QTest.keyClicks(stage.form.title, "ay")
    assert stage.form.title.toPlainText() == "Call Andrew today"
    assert stage.form.description.area.toPlainText() == "Ask Mariam first."


async def test_a_field_that_is_taken_back_can_be_typed_again_by_undo(stage: Stage) -> None:
    _type_at_end(stage.form.title, "!")
    await stage.show(editing())
    assert stage.form.title.toPlainText() == "Call Andrew"
    stage.form.title.undo()
    assert stage.form.title.toPlainText() == "Call Andrew!"
    assert stage.puppet.taken == {"title": "Call Andrew!"}


async def test_another_to_do_leaves_nothing_of_the_last_one_to_undo(stage: Stage) -> None:
    _type_at_end(stage.form.title, "!")
    other = replace(TODO, id=18, subject="Send the offer")
    await stage.show(editing(other))
    stage.form.title.undo()
    assert stage.form.title.toPlainText() == "Send the offer"


async def test_enter_in_the_title_goes_on_and_pasted_lines_become_one(stage: Stage) -> None:
    await stage.show(new())
    title = stage.form.title
    title.setFocus()
    QGuiApplication.clipboard().setText("Call\nAndrew \r\n today")
    title.paste()
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert stage.puppet.taken["title"] == "Call Andrew today"
    assert not title.hasFocus()
    assert stage.form.description.area.hasFocus()


async def test_a_title_grows_to_three_lines_and_no_further(stage: Stage) -> None:
    heights = []
    for words in (1, 10, 20, 80):
        title = " ".join(["renewal"] * words)
        await stage.show(editing(draft=replace(draft_of(TODO), title=title)))
        heights.append(stage.form.title.height())
    line = stage.form.title.fontMetrics().lineSpacing()
    assert heights[1] >= heights[0] + line
    assert heights[3] == heights[0] + 2 * line


@pytest.mark.parametrize("words", ["Call Andrew", "word " * 16])
async def test_the_frame_of_a_title_is_whole_in_every_theme(stage: Stage, look: Look, words: str) -> None:
    title = stage.form.title
    await stage.show(editing(draft=replace(draft_of(TODO), title=words)))
    title.setFocus()
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        look.theming.choose(choice)  # which dresses everything anew
        await stage.settled()
        assert stage.form.rows[Field.TITLE].rect().contains(title.geometry())
        drawn = title.grab().toImage()
        inks = [drawn.pixelColor(drawn.width() // 2, row) for row in (0, drawn.height() - 1)]
        assert inks == [look.theme.focus, look.theme.focus]


async def test_nothing_can_be_typed_while_a_save_is_under_way(stage: Stage) -> None:
    await stage.show(editing(phase=EditorPhase.SAVING, changed=frozenset({Field.TITLE})))
    _type_at_end(stage.form.title, "!")
    QTest.keyClicks(stage.form.deadline.field, "9")
    assert stage.form.title.toPlainText() == "Call Andrew"
    assert stage.puppet.taken == {}


async def test_a_choice_that_the_presenter_ignores_is_not_shown(stage: Stage) -> None:
    await stage.show(editing(phase=EditorPhase.SAVING, changed=frozenset({Field.TITLE})))
    stage.form.color.buttons[7].click()
    stage.form.pings.usual[30].click()
    assert stage.form.color.name.text() == "Blue"
    assert not stage.form.pings.usual[30].isChecked()


# Descriptions that are HTML

HTML = replace(TODO, description="<p>Bring <b>the contract</b></p>", text_format=TextFormat.HTML)


async def test_an_html_description_is_read_with_an_explanation(stage: Stage) -> None:
    await stage.show(editing(HTML))
    description = stage.form.description
    assert description.page.isVisible()
    assert not description.area.isVisible()
    assert "the contract" in description.page.page.toPlainText()
    assert "plain text" in description.explanation.text


async def test_html_becomes_text_only_when_the_person_says_so(stage: Stage) -> None:
    await stage.show(editing(HTML))
    stage.form.description.to_text.click()
    assert stage.puppet.taken == {"description": "Bring the contract"}
    assert stage.form.description.area.isVisible()
    assert stage.form.description.area.toPlainText() == "Bring the contract"


async def test_nothing_in_a_description_is_fetched(stage: Stage) -> None:
    tracked = replace(HTML, description='<img src="http://127.0.0.1:9/x.png">Text')
    await stage.show(editing(tracked))
    page = stage.form.description.page.page
    assert page.toPlainText() == "Text"
    assert "img" not in page.toHtml()
    assert page.loadResource(2, "http://127.0.0.1:9/x.png") is None


async def test_bb_code_is_explained_where_there_is_some(stage: Stage) -> None:
    assert not stage.form.description.tags.isVisible()
    _type_at_end(stage.form.description.area, " [b]soon[/b]")
    assert stage.form.description.tags.isVisible()


# The deadline


async def test_a_typed_deadline_is_taken_and_said_in_words(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "tomorrow 10:00")
    assert stage.puppet.taken["deadline"] == datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert field.text() == "tomorrow 10:00"
    assert stage.form.deadline.reading.text() == "= tomorrow 10:00 · in 1 day"


async def test_typed_working_days_count_from_the_deadline_that_was(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "+3 working days")
    assert TODO.deadline is not None
    assert stage.puppet.taken["deadline"] == TODO.deadline + timedelta(days=5)  # Thursday + 3 = Tuesday


async def test_after_the_typing_the_field_holds_what_was_understood(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "tomorrow 10")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "03/03/2026 10:00"


async def test_half_a_word_is_no_mistake_until_the_field_is_left(stage: Stage) -> None:
    deadline = stage.form.deadline
    deadline.field.setFocus()
    deadline.field.selectAll()
    QTest.keyClicks(deadline.field, "tom")
    assert not deadline.field.property("wrong")
    assert "tomorrow 10:00" in deadline.reading.text()
    assert not stage.panel.footer.save.isEnabled()
    stage.form.title.setFocus()
    assert deadline.field.property("wrong")
    assert deadline.field.text() == "tom"
    assert stage.panel.footer.blocker.text() == "Put right first: Deadline"


async def test_escape_takes_a_mistyped_deadline_back(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "nonsense")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "05/03/2026 10:00"
    assert stage.form.fault == ""
    assert ("discard", None) not in stage.puppet.asked


async def test_another_to_do_does_not_inherit_a_mistyped_deadline(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "nonsense")
    await stage.show(EditorState())
    await stage.show(editing())
    assert (field.text(), stage.form.fault) == ("05/03/2026 10:00", "")


async def test_chips_set_a_deadline_and_tell_it_beforehand(stage: Stage) -> None:
    chip = next(each for each in stage.form.deadline.chips if each.text() == "Tomorrow 10:00")
    assert chip.toolTip() == "tomorrow 10:00"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert stage.puppet.taken["deadline"] == datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
    assert stage.form.deadline.field.text() == "03/03/2026 10:00"


async def test_in_the_evening_no_key_leads_to_what_is_not_offered(
    look: Look, formats: Formats, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = Puppet()
    monkeypatch.setattr(evening, "now", lambda: NOW + timedelta(hours=10))
    field = DeadlineField(look, formats, evening)
    qtbot.addWidget(field)

    field.show_deadline(None)

    offered = [chip.text() for chip in field.chips if chip.isVisibleTo(field)]
    assert "Tomorrow 10:00" in offered
    assert len(offered) < len(field.chips)
    assert nameless(field) == []


async def test_none_is_a_deadline_too(stage: Stage) -> None:
    field = stage.form.deadline.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "none")
    assert stage.puppet.taken == {"deadline": None}
    assert stage.form.deadline.reading.text() == "No deadline"


async def test_an_overdue_deadline_says_so_in_words(stage: Stage) -> None:
    late = NOW - timedelta(days=2)
    await stage.show(editing(draft=replace(draft_of(TODO), deadline=late)))
    assert stage.form.deadline.reading.text().endswith("overdue by 2 days")
    assert stage.form.deadline.reading.property("tone") == "overdue"


async def test_a_day_and_an_hour_from_the_calendar(stage: Stage) -> None:
    popup = stage.form.deadline.open_calendar()
    days = _focused()
    assert days is popup.month.focusProxy()
    QTest.keyClick(days, Qt.Key.Key_Right)
    QTest.keyClick(days, Qt.Key.Key_Return)
    assert stage.puppet.taken["deadline"] == datetime(2026, 3, 6, 10, 0, tzinfo=UTC)
    popup = stage.form.deadline.open_calendar()
    hour = popup.hours.findItems("15:30", Qt.MatchFlag.MatchExactly)[0]
    popup.hours.scrollToItem(hour)
    place = popup.hours.visualItemRect(hour).center()
    QTest.mouseClick(popup.hours.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.puppet.taken["deadline"] == datetime(2026, 3, 6, 15, 30, tzinfo=UTC)
    assert popup.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, None], ids=["by key", "by button"])
async def test_the_calendar_opens_and_escape_closes_it(stage: Stage, key: Qt.Key | None) -> None:
    deadline = stage.form.deadline
    deadline.field.setFocus()
    if key is None:
        deadline.calendar_button.click()
    else:
        QTest.keyClick(deadline.field, key)
    popup = stage.window.findChild(CalendarPopup)
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    assert popup.isHidden()
    assert deadline.field.hasFocus() or deadline.calendar_button.hasFocus()
    assert stage.puppet.taken == {}
    assert ("discard", None) not in stage.puppet.asked
