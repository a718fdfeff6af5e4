"""Pages of the extensions under a hasty hand: two presses, lost answers, a workspace that goes in the middle."""

import asyncio

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from daybook.domain.entities import DEAL, EntityRef
from daybook.ui.extensions.cards_page import CardsPage
from daybook.work.extensions import Section
from tests.sandbox.process import SandboxProcess
from tests.ui.extensions.conftest import Stage


async def go(stage: Stage, section: Section) -> None:
    stage.work.go_to_section(section)
    await stage.settled()


async def ready_card(stage: Stage, title: str = "Customer survey") -> CardsPage:
    """A card that could be made."""
    await go(stage, Section.CARDS)
    page = stage.work.cards
    page.begin_new()
    page.owner.show_item(EntityRef(DEAL, 1))
    page.layout_json.setPlainText(page.layout_json.toPlainText().replace("Customer survey", title))
    return page


def cards_of(portal: SandboxProcess) -> int:
    """How many cards stand on the deal."""
    wanted = {"OWNER_ID": 1, "OWNER_TYPE_ID": 2, "PROVIDER_ID": "CONFIGURABLE_REST_APP"}
    return len(portal.app_call("crm.activity.list", {"filter": wanted}))


async def test_a_button_pressed_twice_makes_one_card(stage: Stage, portal: SandboxProcess) -> None:
    page, before = await ready_card(stage), cards_of(portal)
    page.save.click()
    page.save.click()
    page.send()
    await stage.settled()
    assert cards_of(portal) == before + 1
    assert page.save.isEnabled()
    assert page.save.text().startswith("Save #")


async def test_a_card_whose_answer_was_lost_is_looked_for_first(stage: Stage, portal: SandboxProcess) -> None:
    page, before = await ready_card(stage, "Lost"), cards_of(portal)
    portal.faults("reset_after:crm.activity.configurable.add", once=1)
    page.save.click()
    await stage.settled()
    assert len(stage.failures) == 1
    page.save.click()
    await stage.settled()
    assert cards_of(portal) == before + 1
    assert page.save.text().startswith("Save #")
    assert stage.failures == []


async def test_a_card_that_never_arrived_is_not_made_before_a_minute(stage: Stage, portal: SandboxProcess) -> None:
    page, before = await ready_card(stage, "Never"), cards_of(portal)
    portal.faults("html:crm.activity.configurable.add", once=1)
    page.save.click()
    await stage.settled()
    page.save.click()
    await stage.settled()
    assert cards_of(portal) == before
    assert len(stage.failures) == 1
    page.origin.setText("another one")
    page.save.click()
    await stage.settled()
    assert cards_of(portal) == before + 1


@pytest.mark.parametrize("section", [Section.TYPES, Section.BADGES, Section.CARDS, Section.BLOCKS])
async def test_what_is_saved_while_the_workspace_goes_troubles_nobody(
    stage: Stage, portal: SandboxProcess, section: Section
) -> None:
    page = await ready_card(stage)
    await go(stage, section)
    if section is Section.TYPES:
        stage.work.types.code.setText(f"late-{section}")
    elif section is Section.BADGES:
        stage.work.badges.code.setText("late")
        stage.work.badges.title.show_text("Late")
        stage.work.badges.value.show_text("Late")
    elif section is Section.BLOCKS:
        todo = portal.call(
            "crm.activity.todo.add",
            {"ownerTypeId": 2, "ownerId": 1, "title": "x", "deadline": "2031-01-01T10:00:00+00:00"},
        )
        stage.work.blocks.number.setText(str(todo["id"]))
        text = {"type": "text", "properties": {"value": "x"}}
        stage.work.blocks.json.show_value({"blocks": {"a": text}})
    portal.hold(True)
    try:
        {
            Section.TYPES: stage.work.types.add,
            Section.BADGES: stage.work.badges.add,
            Section.CARDS: page.save,
            Section.BLOCKS: stage.work.blocks.save,
        }[section].click()
        await stage.until(lambda: stage.context.writes.pending == 1)
        stage.window.set_workspaces([])
        leaving = asyncio.create_task(stage.work.aclose())
        await asyncio.sleep(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        portal.hold(False)
    await leaving
    await stage.settled()
    assert stage.failures == []


async def test_what_is_read_while_the_workspace_goes_troubles_nobody(stage: Stage, portal: SandboxProcess) -> None:
    page = await ready_card(stage)
    page.save.click()
    await stage.settled()
    page.open_number()
    stage.work.blocks.number.setText(page.number.text())
    stage.work.blocks.load()
    stage.work.menu.number.setText(page.number.text())
    stage.work.menu.simulate()
    stage.work.actions._open("none")
    page._search("")
    page._read_people()
    await asyncio.sleep(0)
    stage.window.set_workspaces([])
    leaving = asyncio.create_task(stage.work.aclose())
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await leaving
    await stage.settled()
    assert stage.failures == []


async def test_the_next_badge_is_typed_while_the_last_one_is_made(stage: Stage, portal: SandboxProcess) -> None:
    await go(stage, Section.BADGES)
    page = stage.work.badges
    page.code.setText("first")
    page.title.show_text("First")
    page.value.show_text("First")
    page.add.click()
    page.code.setText("second")
    await stage.settled()
    assert page.code.text() == "second"
    assert [each.code for each in stage.context.extensions.badges.rows if each.code == "first"] == ["first"]


async def test_the_focus_follows_the_section_that_is_chosen(stage: Stage) -> None:
    stage.work.list.setFocus()
    stage.work.show_section(Section.BADGES)
    assert stage.work.list.button(Section.BADGES).hasFocus()
    await go(stage, Section.CARDS)
    stage.work.cards.number.setFocus()
    stage.work.show_section(Section.CARDS)
    assert stage.work.cards.number.hasFocus()


async def test_a_number_of_thousands_of_digits_is_no_number(stage: Stage) -> None:
    for page, begin in (
        (stage.work.cards, stage.work.cards.open_number),
        (stage.work.blocks, stage.work.blocks.load),
        (stage.work.menu, stage.work.menu.simulate),
    ):
        page.number.setText("9" * 5000)
        begin()
    stage.work.actions.user.setText("9" * 5000)
    assert stage.work.actions.action.user_id is not None
    await stage.settled()
