"""Each state of the presenter, as a person sees it."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from daybook.bitrix.errors import AccessDenied, Refused
from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.work.editor_state import EditorPhase, EditorState
from tests.ui.todo.conftest import Stage
from tests.ui.todo.puppet import ANDREW, CALL, MARIAM, OMAR, RENEWAL, TODO, draft_of, editing, new

DONE = replace(TODO, completed=True)


def _changed(*fields: Field, **values: Any) -> EditorState:
    return editing(changed=frozenset(fields), **values)


# Marks


async def test_a_changed_field_bears_a_dot_and_says_so(stage: Stage) -> None:
    await stage.show(_changed(Field.COLOR, Field.TITLE))
    rows = stage.form.rows
    assert {field for field, row in rows.items() if row.dot.isVisible()} == {Field.COLOR, Field.TITLE}
    assert "not saved yet" in stage.form.title.accessibleDescription()
    assert stage.form.description.area.accessibleDescription() == ""


async def test_one_field_is_taken_back(stage: Stage) -> None:
    await stage.show(_changed(Field.COLOR))
    stage.form.rows[Field.COLOR].revert.click()
    assert stage.puppet.asked == [("revert", Field.COLOR)]


async def test_a_new_to_do_has_no_changed_marks(stage: Stage) -> None:
    await stage.show(replace(new(), changed=frozenset({Field.TITLE, Field.EXISTENCE})))
    assert not any(row.dot.isVisible() for row in stage.form.rows.values())


async def test_a_refusal_stands_beside_its_field_with_the_portals_words_one_click_away(stage: Stage) -> None:
    refused = Refused("crm.activity.todo.updateColor", status=400, code="CAN_NOT_UPDATE_WRONG_COLOR_TODO", text="Wrong")
    await stage.show(_changed(Field.COLOR, refused={Field.COLOR: refused}))
    notice = stage.form.rows[Field.COLOR].refusal
    assert notice.isVisible()
    assert "does not know that colour" in notice.text
    assert "CAN_NOT" not in notice.text
    notice.details_button.click()
    assert "CAN_NOT_UPDATE_WRONG_COLOR_TODO" in notice.accessibleDescription()
    assert not stage.form.rows[Field.TITLE].refusal.isVisible()


async def test_a_secret_in_the_portals_words_is_masked(stage: Stage) -> None:
    told = AccessDenied("crm.activity.update", text="see https://acme.bitrix24.com/rest/7/s3cr3tw0rd/profile")
    await stage.show(_changed(Field.TITLE, refused={Field.TITLE: told}))
    notice = stage.form.rows[Field.TITLE].refusal
    notice.details_button.click()
    assert "s3cr3tw0rd" not in notice.accessibleDescription() + notice.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (Field.TITLE, "Call Omar", "“Call Omar”"),
        (Field.DESCRIPTION, "", "nothing"),
        (Field.DEADLINE, "2026-03-03T10:00:00+00:00", "tomorrow 10:00"),
        (Field.DEADLINE, None, "no deadline"),
        (Field.COLOR, "7", "Rose"),
        (Field.RESPONSIBLE, OMAR.id, OMAR.name),
    ],
)
async def test_somebody_elses_value_is_said_in_words(stage: Stage, field: Field, value: object, said: str) -> None:
    await stage.show(_changed(field, conflict={field: value}))
    notice = stage.form.rows[field].conflict
    assert notice.isVisible()
    assert notice.text.endswith(said)


async def test_a_conflict_is_settled_either_way(stage: Stage) -> None:
    conflict = _changed(Field.TITLE, conflict={Field.TITLE: "Call Omar"})
    await stage.show(conflict)
    row = stage.form.rows[Field.TITLE]
    row.use_theirs.click()
    assert stage.puppet.asked == [("revert", Field.TITLE)]
    row.keep_mine.click()
    assert not row.conflict.isVisible()
    await stage.show(replace(conflict, conflict={Field.TITLE: "Call Mariam"}))
    assert row.conflict.isVisible()


async def test_a_problem_stands_beside_its_field_and_the_footer_leads_there(stage: Stage) -> None:
    await stage.show(
        _changed(Field.DEADLINE, problems=("deadline_missing",), draft=replace(draft_of(TODO), deadline=None))
    )
    assert stage.form.rows[Field.DEADLINE].problem.isVisible()
    blocker = stage.panel.footer.blocker
    assert blocker.text() == "Put right first: Deadline"
    assert not stage.panel.footer.save.isEnabled()
    stage.form.title.setFocus()
    blocker.click()
    assert stage.form.deadline.field.hasFocus()


# The footer


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (editing(), "Save"),
        (_changed(Field.TITLE), "Save 1 change"),
        (_changed(Field.TITLE, Field.COLOR, Field.PINGS), "Save 3 changes"),
        (new(), "Create to-do"),
        (_changed(Field.TITLE, phase=EditorPhase.SAVING), "Saving…"),
    ],
    ids=["nothing", "one", "three", "new", "saving"],
)
async def test_save_says_what_it_does(stage: Stage, state: EditorState, words: str) -> None:
    await stage.show(state)
    assert stage.panel.footer.save.text() == words


async def test_save_is_there_only_for_changes(stage: Stage) -> None:
    assert not stage.panel.footer.save.isEnabled()
    await stage.show(_changed(Field.TITLE))
    stage.panel.footer.save.click()
    await stage.settled()
    assert stage.puppet.asked == [("save", None)]


async def test_saves_of_one_activity_stand_behind_its_other_writes(stage: Stage) -> None:
    keys: list[str] = []
    stage.writes.succeeded.connect(keys.append)
    await stage.show(_changed(Field.TITLE))
    stage.panel.save()
    stage.panel.header.complete.click()
    await stage.settled()
    assert keys == ["activity 17", "activity 17"]
    assert stage.puppet.asked == [("save", None), ("complete", True)]


async def test_what_saving_does_besides_stands_above_the_button(stage: Stage) -> None:
    state = _changed(Field.RESPONSIBLE, warnings=("notifies", "erases_unknown_pings"), notified=(OMAR, MARIAM))
    await stage.show(state)
    said = stage.panel.footer.warnings.text
    assert "Omar Haddad and Mariam Qureshi will get a message" in said
    assert "erases its present reminders" in said
    assert stage.panel.footer.save.isEnabled()


async def test_an_unsaved_draft_of_before_says_so_and_can_go(stage: Stage) -> None:
    await stage.show(_changed(Field.TITLE, restored=True))
    notice = stage.form.notices.restored
    assert "Unsaved changes" in notice.text
    notice.findChildren(type(stage.panel.footer.save))[0].click()
    await stage.settled()
    assert stage.puppet.asked == [("discard", None)]


# Discarding


async def test_escape_asks_nothing_and_can_be_taken_back(stage: Stage) -> None:
    stage.form.title.setFocus()
    QTest.keyClicks(stage.form.title, "Now: ")
    QTest.keyClick(stage.form.title, Qt.Key.Key_Escape)
    await stage.settled()
    assert stage.puppet.asked == [("discard", None)]
    assert stage.form.title.toPlainText() == "Call Andrew"
    assert stage.panel.quiet.text == "Changes discarded."
    stage.panel.quiet.act()
    assert stage.form.title.toPlainText() == "Now: Call Andrew"


async def test_a_discarded_new_to_do_comes_back_too(stage: Stage) -> None:
    await stage.show(new())
    stage.form.title.setFocus()
    QTest.keyClicks(stage.form.title, "Visit")
    QTest.keyClick(stage.form.title, Qt.Key.Key_Escape)
    await stage.settled()
    stage.panel.quiet.act()
    await stage.settled()
    assert stage.puppet.asked == [("discard", None), ("open_new", RENEWAL)]
    assert stage.form.title.toPlainText() == "Visit"


async def test_the_offer_to_bring_changes_back_ends_when_something_else_is_open(stage: Stage) -> None:
    QTest.keyClicks(stage.form.title, "Now: ")
    stage.panel.discard()
    await stage.settled()
    assert stage.panel.quiet.offers()
    await stage.show(editing(replace(TODO, id=18)))
    assert not stage.panel.quiet.offers()


async def test_escape_without_changes_is_left_to_others(stage: Stage) -> None:
    stage.form.title.setFocus()
    QTest.keyClick(stage.form.title, Qt.Key.Key_Escape)
    await stage.settled()
    assert stage.puppet.asked == []


# Phases


async def test_a_lost_answer_is_explained_and_nothing_can_be_sent(stage: Stage) -> None:
    await stage.show(_changed(Field.TITLE, phase=EditorPhase.UNKNOWN))
    assert "doesn't send it twice" in stage.form.notices.unknown.text
    assert not stage.panel.footer.save.isEnabled()
    assert not stage.panel.header.complete.isVisible()
    assert not stage.form.deadline.isEnabled()
    stage.panel.save()
    await stage.settled()
    assert stage.puppet.asked == []


async def test_the_person_says_which_candidate_is_hers(stage: Stage) -> None:
    state = replace(new(), phase=EditorPhase.CANDIDATES, candidates=(TODO, replace(TODO, id=18)))
    await stage.show(state)
    buttons = stage.panel.candidates.findChildren(type(stage.panel.footer.save))
    assert [each.accessibleName() for each in buttons if "number" in each.accessibleName()] == [
        "This one: Call Andrew, number 17",
        "This one: Call Andrew, number 18",
    ]
    next(each for each in buttons if each.accessibleName().endswith("18")).click()
    stage.panel.candidates.none.click()
    await stage.settled()
    assert stage.puppet.asked == [("settle_with", 18), ("settle_with", None)]
    assert not stage.panel.footer.isVisible()


async def test_what_is_gone_can_be_copied_or_made_anew(stage: Stage) -> None:
    draft = replace(draft_of(TODO), title="Call Andrew today")
    await stage.show(_changed(Field.TITLE, phase=EditorPhase.GONE, draft=draft))
    gone = stage.form.notices.gone
    assert "deleted" in gone.text
    assert not stage.panel.footer.isVisible()
    copy = next(each for each in gone.findChildren(type(stage.form.notices.renew)) if each.text() == "Copy the text")
    copy.click()
    assert QGuiApplication.clipboard().text() == "Call Andrew today\n\nAsk about the three-year term."
    stage.form.notices.renew.click()
    await stage.settled()
    assert stage.puppet.asked == [("open_new", RENEWAL)]
    assert stage.form.title.toPlainText() == "Call Andrew today"
    assert stage.puppet.state.draft is not None
    assert stage.puppet.state.draft.pings == PingOffsets.of((0, 15))  # unknown ones stay the new to-do's own


async def test_a_completed_to_do_is_read_and_can_be_reopened(stage: Stage) -> None:
    await stage.show(editing(DONE))
    assert "Reopen it to edit" in stage.panel.reading.notices.completed.text
    assert not stage.form.isVisible()
    stage.panel.header.complete.click()
    await stage.settled()
    assert stage.puppet.asked == [("complete", False)]


async def test_changes_of_a_to_do_that_was_completed_meanwhile_stay_in_sight(stage: Stage) -> None:
    await stage.show(editing(DONE, changed=frozenset({Field.TITLE}), problems=("completed",)))
    assert stage.form.isVisible()
    assert stage.form.title.isReadOnly()
    assert stage.form.notices.completed.isVisible()
    assert not stage.form.notices.problem.isVisible()  # it would say the same again


async def test_a_call_is_read_and_says_where_it_is_edited(stage: Stage) -> None:
    await stage.show(editing(CALL, bindings=()))
    page = stage.panel.reading
    assert page.isVisible()
    assert page.title.text() == "Andrew calls back"
    assert "All fields" in page.note.text
    assert "Asked for an offer." in page.description.page.toPlainText()
    assert not stage.panel.footer.isVisible()
    assert stage.panel.header.complete.isEnabled()


@pytest.mark.parametrize(
    ("activity", "why"),
    [
        (replace(CALL, kind=ActivityKind.EMAIL, direction=Direction.OUTGOING), "would send it"),
        (replace(CALL, kind=ActivityKind.CONFIGURABLE), "Only the application"),
    ],
    ids=["outgoing e-mail", "an application's own"],
)
async def test_what_cannot_be_completed_here_says_why_beforehand(stage: Stage, activity: Activity, why: str) -> None:
    await stage.show(editing(activity))
    assert not stage.panel.header.complete.isEnabled()
    assert why in stage.panel.header.complete.accessibleDescription()
    assert why in stage.panel.reading.note.text


async def test_bindings_of_a_call_can_be_changed(stage: Stage) -> None:
    await stage.show(editing(CALL))
    stage.panel.reading.bindings.rows[1].remove_button.click()
    await stage.settled()
    assert stage.puppet.asked == [("unbind", ANDREW)]


async def test_deleting_is_a_wish_for_somebody_else(stage: Stage) -> None:
    wishes: list[object] = []
    stage.panel.deletion_wanted.connect(wishes.append)
    stage.panel.header.delete.click()
    assert wishes == [17]
    assert stage.puppet.asked == []


async def test_nothing_open_is_said_and_a_moment_of_it_does_not_flicker(stage: Stage) -> None:
    stage.puppet.show(EditorState())
    assert stage.form.isVisible()
    await stage.until(lambda: stage.panel.pages.is_empty)
    assert not stage.panel.header.isVisible()
    assert not stage.panel.footer.isVisible()


async def test_the_cursor_waits_for_what_is_being_opened(stage: Stage) -> None:
    await stage.show(EditorState())
    stage.panel.focus_deadline()
    await stage.show(editing(replace(TODO, id=18)))
    assert stage.form.deadline.field.hasFocus()


async def test_a_panel_that_is_gone_hears_nothing(stage: Stage) -> None:
    panel: TodoEditorPanel = stage.panel
    panel.setParent(None)
    panel.deleteLater()
    gone: list[bool] = []
    panel.destroyed.connect(lambda: gone.append(True))
    await stage.until(lambda: bool(gone))
    stage.puppet.show(editing(replace(TODO, id=18)))
