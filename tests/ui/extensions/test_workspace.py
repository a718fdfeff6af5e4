"""Each page of the extensions does in a real portal what it says."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.extensions import BadgeTone, OfflineEvent, PropertyType
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.extensions import Described, Section
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.extensions.conftest import Stage


async def go(stage: Stage, section: Section) -> None:
    stage.work.go_to_section(section)
    await stage.settled()


async def test_every_widget_has_a_name_and_every_page_a_key(stage: Stage) -> None:
    assert nameless(stage.work.widget) == []
    keys = {command.id: command.keys for command in stage.work.commands}
    assert [keys[f"extensions-{section}"] for section in Section] == [(f"Alt+{number}",) for number in range(1, 10)]


async def test_a_webhook_is_told_before_it_tries(outside: Stage, portal: SandboxProcess) -> None:
    requests = portal.stats()["refusals"].get("ACCESS_DENIED", 0)
    for section in Section:
        await go(outside, section)
        page = outside.work.pages[section]
        expected = section in (Section.BADGES, Section.PICTURES, Section.REFERENCE)
        assert page.may_change is expected
        locked = outside.work.list.button(section).accessibleDescription()
        assert (locked == "") is expected
    assert outside.work.types.add.isEnabled() is False
    assert portal.stats()["refusals"].get("ACCESS_DENIED", 0) == requests  # nothing was tried
    assert outside.failures == []


async def test_the_way_to_an_application_is_offered(outside: Stage) -> None:
    asked: list[bool] = []
    outside.work.connect_wanted.connect(lambda: asked.append(True))
    outside.work.types.connect_wanted.emit()
    assert asked == [True]


async def test_types_are_registered_and_forgotten(stage: Stage, portal: SandboxProcess, tmp_path: Path) -> None:
    page = stage.work.types
    icon = tmp_path / "icon.png"
    await asyncio.to_thread(icon.write_bytes, b"\x89PNG")
    page.code.setText("1C")
    page.name.setText("1C case")
    page.configurable.setChecked(True)
    page.take_icon(str(icon))
    await stage.settled()
    assert page.icon_name.text() == "icon.png"
    page.add.click()
    await stage.settled()
    (made,) = portal.app_call("crm.activity.type.list")
    assert (made["TYPE_ID"], made["NAME"], made["IS_CONFIGURABLE_TYPE"]) == ("1C", "1C case", "Y")
    assert int(made["ICON_ID"]) > 0
    assert page.code.text() == ""
    page.code.setText("1c")
    page.register()
    assert page._code_row.problem == "This code is registered already."
    page.rows.removal_wanted.emit("1C")
    await stage.agree()
    assert portal.app_call("crm.activity.type.list") == []


async def test_a_code_is_asked_for(stage: Stage) -> None:
    stage.work.types.code.clear()
    stage.work.types.register()
    assert stage.work.types._code_row.problem == "Give it a code."
    assert stage.work.types.code.hasFocus()


async def test_badges_are_made_in_two_languages(outside: Stage, portal: SandboxProcess) -> None:
    await go(outside, Section.BADGES)
    page = outside.work.badges
    page.code.setText("missed")
    page.title.show_text({"en": "Call", "de": "Anruf"})
    page.value.show_text("Missed")
    page.tone.setCurrentIndex(page.tone.findData(BadgeTone.FAILURE))
    page.add.click()
    await outside.settled()
    badge = {"code": "missed", "title": {"en": "Call", "de": "Anruf"}, "value": "Missed", "type": "failure"}
    assert portal.call("crm.activity.badge.get", {"code": "missed"}) == {"badge": badge}
    page.rows.opened.emit("missed")
    await outside.settled()
    assert (page.title.value, page.value.value, page.code.text()) == ({"en": "Call", "de": "Anruf"}, "Missed", "")
    page.rows.removal_wanted.emit("missed")
    await outside.agree()
    assert portal.call("crm.activity.badge.list") == {"badges": []}


async def test_a_second_language_is_typed_by_keys(stage: Stage) -> None:
    await go(stage, Section.BADGES)
    text = stage.work.badges.title
    text.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(text.focusProxy() or text, "Delivery")
    assert text.value == "Delivery"
    text.add.click()
    focused = QApplication.focusWidget()
    assert focused is not None  # the new line
    QTest.keyClicks(focused, "Lieferung")
    both: object = text.value
    assert both == {"en": "Delivery", "de": "Lieferung"}


async def test_a_card_is_made_opened_and_changed(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.CARDS)
    page = stage.work.cards
    page.owner.open_list()
    await stage.settled()
    assert page.owner.picker is not None
    QTest.keyClick(page.owner.picker.field, Qt.Key.Key_Return)
    await stage.settled()
    page.owner.show_item(EntityRef(DEAL, 1))
    page.deadline.line.setText("")
    QTest.keyClicks(page.deadline.line, "1.2.2031 10:00")
    page.pings.setText("15, 0")
    page.save.click()
    await stage.settled()
    number = int(page.number.text())
    card = portal.app_call("crm.activity.configurable.get", {"id": number})["activity"]
    assert (card["ownerTypeId"], card["ownerId"]) == (2, 1)
    assert card["fields"]["pingOffsets"] == [0, 15]
    assert card["fields"]["deadline"].startswith("2031-02-01T")
    page.completed.setChecked(True)
    page.layout_json.setPlainText(page.layout_json.toPlainText().replace("Customer survey", "Survey done"))
    page.save.click()
    await stage.settled()
    card = portal.app_call("crm.activity.configurable.get", {"id": number})["activity"]
    assert (card["fields"]["completed"], card["layout"]["header"]["title"]) == (True, "Survey done")
    assert stage.failures == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("{", "line 1, column 2"), ("[1]", "line 1, column 1"), ('{"a": 1,\n "a" 2}', "line 2, column 6")],
)
async def test_bad_json_is_named_by_its_place(stage: Stage, text: str, place: str) -> None:
    await go(stage, Section.CARDS)
    page = stage.work.cards
    page.owner.show_item(EntityRef(DEAL, 1))
    page.layout_json.setPlainText(text)
    page.send()
    assert place in page._rows_of[page.layout_json].problem


async def test_what_the_portal_refuses_is_said_and_kept(stage: Stage) -> None:
    await go(stage, Section.CARDS)
    page = stage.work.cards
    page.begin_new()
    page.owner.show_item(EntityRef(DEAL, 1))
    page.layout_json.setPlainText('{"icon": {"code": "no-such-icon"}}')
    page.save.click()
    await stage.settled()
    assert len(stage.failures) == 1
    assert "no-such-icon" in page.layout_json.toPlainText()


async def test_blocks_are_put_loaded_and_removed(stage: Stage, portal: SandboxProcess) -> None:
    todo = portal.call(
        "crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01", "title": "x"}
    )
    await go(stage, Section.BLOCKS)
    page = stage.work.blocks
    page.number.setText(str(todo["id"]))
    page.json.setPlainText('{"blocks": {"b": {"type": "text", "properties": {"value": "Hello"}}}}')
    page.save.click()
    await stage.settled()
    place = {"entityTypeId": 2, "entityId": 1, "activityId": todo["id"]}
    assert portal.app_call("crm.activity.layout.blocks.get", place)["layout"]["blocks"]["b"]["type"] == "text"
    page.json.clear()
    page.load_button.click()
    await stage.settled()
    assert page.json.value()["blocks"]["b"]["properties"] == {"value": "Hello"}
    page.remove.click()
    await stage.agree()
    assert portal.app_call("crm.activity.layout.blocks.get", place)["layout"] is None


async def test_an_action_is_written_edited_and_deleted(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.ACTIONS)
    page = stage.work.actions
    page.code.setText("send_survey")
    page.handler.setText("https://app.example/send")
    page.name.show_text({"en": "Send", "de": "Senden"})
    card = page.properties.add_one()
    card.key.setText("size")
    card.name.show_text("Size")
    card.kind.setCurrentIndex(card.kind.findData(PropertyType.SELECT))
    card.options.setPlainText("s = short\nl = long")
    card.required.setChecked(True)
    page.document.setText("crm, CCrmDocumentDeal, DEAL")
    page.only.setPlainText("b24")
    page.save.click()
    await stage.settled()
    assert portal.app_call("bizproc.activity.list") == ["send_survey"]
    written = page.action
    page.begin_new()
    page.rows.opened.emit("send_survey")
    await stage.settled()
    assert page.action == written  # read back from this computer, for the portal gives codes only
    page.description.show_text("Sends it")
    assert page.save.text() == "Save the changes"
    page.save.click()
    await stage.settled()
    assert stage.failures == []
    page.rows.removal_wanted.emit("send_survey")
    await stage.agree()
    assert portal.app_call("bizproc.activity.list") == []


async def test_each_fault_of_an_action_is_said_at_its_field(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.ACTIONS)
    page = stage.work.actions
    page.begin_new()
    page.code.setText("a b")
    page.handler.setText("nowhere")
    card = page.properties.add_one()
    card.key.setText("1st")
    page.document.setText("crm")
    page.save.click()
    await stage.settled()
    said = {name: row.problem for name, row in page._rows.items() if row.problem}
    assert set(said) == {"code", "handler", "name", "document_type"}
    assert card.key_row.problem
    assert card.name_row.problem
    assert portal.app_call("bizproc.activity.list") == []


async def test_the_menu_is_bound_and_played(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.MENU)
    page = stage.work.menu
    page.handler.setText("https://app.example/menu")
    page.words.setText("Send a survey")
    page.add.click()
    await stage.settled()
    (bound,) = portal.app_call("placement.get")
    assert (bound["placement"], bound["title"]) == ("CRM_ACTIVITY_LIST_MENU", "Send a survey")
    todo = portal.call(
        "crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01", "title": "x"}
    )
    page.number.setText(str(todo["id"]))
    page.play.click()
    await stage.settled()
    told = page.told.value()
    assert (told["PLACEMENT"], told["PLACEMENT_OPTIONS"]) == ("CRM_ACTIVITY_LIST_MENU", f'{{"ID":"{todo["id"]}"}}')
    page.opened_from.setCurrentIndex(1)
    page.play.click()
    await stage.settled()
    assert page.told.value()["PLACEMENT"] == "CRM_DEAL_ACTIVITY_TIMELINE_MENU"
    assert '"ENTITY_ID":"1"' in page.told.value()["PLACEMENT_OPTIONS"]
    page.rows.removal_wanted.emit(next(iter(page.rows.buttons)))
    await stage.settled()
    assert portal.app_call("placement.get") == []


async def test_codes_are_found_and_copied(outside: Stage) -> None:
    await go(outside, Section.PICTURES)
    page = outside.work.pictures
    QTest.keyClicks(page.search, "call-in")
    assert set(page.rows.buttons) == {"call-incoming", "call-incoming-missed"}
    page.rows.opened.emit("call-incoming")
    assert QGuiApplication.clipboard().text() == "call-incoming"


def choose(stage: Stage, what: str) -> None:
    page = stage.work.reference
    page.which.setCurrentIndex(page.which.findData(what))
    page.which.activated.emit(page.which.currentIndex())


async def test_methods_fields_and_people_are_looked_up(outside: Stage) -> None:
    await go(outside, Section.REFERENCE)
    page = outside.work.reference
    assert "yes" in page.rows.buttons  # the administrator may manage applications
    choose(outside, "methods")
    QTest.keyClicks(page.search, "todo.updatecolor")
    assert set(page.rows.buttons) == {"crm.activity.todo.updateColor"}
    page.search.clear()
    for described in Described:
        choose(outside, described)
        await outside.settled()
        assert "ID" in page.rows.buttons
    choose(outside, "people")
    name = outside.context.people.me.name
    QTest.keyClicks(page.search, name.split()[0])
    await outside.until(lambda: name in page.rows.buttons)
    assert outside.failures == []


async def test_events_are_bound_and_unbound(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.EVENTS)
    page = stage.work.events
    page.name.setCurrentText("ONCRMACTIVITYADD")
    page.handler.setText("https://app.example/heard")
    page.add.click()
    await stage.settled()
    page.offline.setChecked(True)
    page.add.click()
    await stage.settled()
    bound = portal.app_call("event.get")
    assert [(each["event"], each["offline"]) for each in bound] == [("ONCRMACTIVITYADD", 0), ("ONCRMACTIVITYADD", 1)]
    await go(stage, Section.EVENTS)
    assert page.queue.accessibleName() == "Waiting in the queue"
    portal.call("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01", "title": "heard"})
    stage.work.refresh()
    await stage.settled()
    assert [event.event for event in page.queue.buttons if isinstance(event, OfflineEvent)] == ["ONCRMACTIVITYADD"]
    page.listen()
    assert page._event_row.problem == "It is bound so already."
    for binding in list(page.rows.buttons):
        page.rows.removal_wanted.emit(binding)
        await stage.settled()
    assert portal.app_call("event.get") == []
    assert stage.failures == []


async def test_dark_and_contrast_are_drawn(stage: Stage, look: Look) -> None:
    for theme in (ThemeChoice.DARK, ThemeChoice.CONTRAST):
        look.theming.choose(theme)
        for section in Section:
            await go(stage, section)
            assert not stage.window.grab().isNull()
