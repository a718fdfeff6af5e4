"""Choosing instead of typing: reminders, colours, people, what it follows from, what it belongs to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from daybook.bitrix.errors import AccessDenied
from daybook.domain.entities import CONTACT, DEAL, Entity, EntityRef
from daybook.domain.todo import MAX_BINDINGS, PingOffsets, TodoColor
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.todo.picker import Picker
from daybook.work.editor_state import Binding
from tests.ui.todo.conftest import Stage
from tests.ui.todo.puppet import ANDREW, BOUND, MARIAM, ME, NORTHWIND, OMAR, RENEWAL, TODO, draft_of, editing, new


def _titles(picker: Picker) -> list[str]:
    model = picker.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# Reminders


async def test_reminders_are_chips_that_go_on_and_off(stage: Stage) -> None:
    usual = stage.form.pings.usual
    assert [minutes for minutes, chip in usual.items() if chip.isChecked()] == [0]
    usual[60].click()
    assert stage.puppet.taken["pings"] == PingOffsets.of((0, 45, 60))
    usual[0].click()
    assert stage.puppet.taken["pings"] == PingOffsets.of((45, 60))


async def test_an_unusual_reminder_is_a_chip_that_can_be_taken_away(stage: Stage) -> None:
    chip = stage.form.pings.customs[45]
    assert chip.accessibleName() == "45 min before"
    QTest.keyClick(chip.cross, Qt.Key.Key_Delete)
    assert stage.puppet.taken["pings"] == PingOffsets.of((0,))
    assert stage.form.pings.customs == {}
    assert stage.form.pings.other.hasFocus()


async def test_any_number_of_minutes_can_be_added_by_keys_alone(stage: Stage) -> None:
    pings = stage.form.pings
    pings.other.setFocus()
    QTest.keyClick(pings.other, Qt.Key.Key_Space)
    QTest.keyClicks(pings.entry, "3h")
    QTest.keyClick(pings.entry, Qt.Key.Key_Return)
    assert stage.puppet.taken["pings"] == PingOffsets.of((0, 45, 180))
    assert not pings.entry.isVisible()
    assert isinstance(pings.customs[180], RemovableChip)


@pytest.mark.parametrize(
    ("text", "said"),
    [("-5", "before the deadline, not after"), ("soon", "number of minutes"), ("", "how long before")],
)
async def test_what_is_no_reminder_is_refused_in_words(stage: Stage, text: str, said: str) -> None:
    pings = stage.form.pings
    pings.other.click()
    QTest.keyClicks(pings.entry, text)
    QTest.keyClick(pings.entry, Qt.Key.Key_Return)
    assert said in pings.hint.text()
    assert said in pings.entry.accessibleDescription()
    assert "pings" not in stage.puppet.taken
    QTest.keyClicks(pings.entry, "7")
    assert not pings.hint.isVisible()


async def test_escape_leaves_the_small_field_and_nothing_else(stage: Stage) -> None:
    pings = stage.form.pings
    pings.other.click()
    QTest.keyClick(pings.entry, Qt.Key.Key_Escape)
    assert pings.other.isVisible()
    assert stage.puppet.asked == []


async def test_unknown_reminders_are_called_unknown_until_they_are_set(stage: Stage) -> None:
    await stage.show(editing(draft=draft_of(TODO), known_pings=None))
    pings = stage.form.pings
    assert "unknown" in pings.unknown.text
    assert "stay as they are" in pings.unknown.text
    assert not any(chip.isVisible() for chip in pings.usual.values())
    assert stage.form.parent_field.note.isVisible()
    pings.set_button.click()
    assert stage.puppet.taken == {"pings": PingOffsets.of((0, 15))}
    assert pings.usual[15].isVisible()
    assert pings.usual[15].isChecked()
    assert not stage.form.parent_field.note.isVisible()


async def test_no_reminders_are_not_unknown_ones(stage: Stage) -> None:
    await stage.show(editing(draft=draft_of(TODO, PingOffsets())))
    assert stage.form.pings.none.isVisible()
    assert not stage.form.pings.unknown.isVisible()


# Colour


async def test_arrow_keys_move_the_colour_and_its_name_says_which(stage: Stage) -> None:
    color = stage.form.color
    color.buttons[1].setFocus()
    QTest.keyClick(color.buttons[1], Qt.Key.Key_Right)
    assert stage.puppet.taken == {"color": TodoColor.TURQUOISE}
    assert color.name.text() == "Turquoise"


# Responsible


async def test_people_are_searched_and_picked_by_keys_alone(stage: Stage) -> None:
    button = stage.form.person.button
    assert button.words == ME.name
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    picker = stage.form.person.picker
    assert picker is not None
    assert picker.nothing.text() == "Reading who works here…"
    await stage.settled()
    assert _titles(picker) == ["Me (Anna Lindqvist)", "Mariam Qureshi", "Omar Haddad"]
    QTest.keyClicks(picker.field, "omar")
    assert _titles(picker) == ["Omar Haddad"]
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert stage.puppet.taken == {"responsible_id": OMAR.id}
    assert button.words == OMAR.name
    assert button.hasFocus()


async def test_nobody_by_that_name_is_said(stage: Stage) -> None:
    picker = stage.form.person.open_list()
    await stage.settled()
    QTest.keyClicks(picker.field, "zzz")
    assert picker.nothing.text() == "Nobody is called so."
    assert picker.nothing.isVisible()
    QTest.keyClick(picker.field, Qt.Key.Key_Escape)  # empties the field
    assert picker.isVisible()
    QTest.keyClick(picker.field, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert stage.puppet.taken == {}


async def test_somebody_whom_nobody_can_name_is_shown_by_number(stage: Stage) -> None:
    await stage.show(editing(draft=replace(draft_of(TODO), responsible_id=99)))
    assert stage.form.person.button.words == "Person #99"


async def test_names_that_are_missing_are_asked_for_once(stage: Stage) -> None:
    stage.puppet.known = (MARIAM,)
    stage.puppet.show(editing(replace(TODO, id=18)))
    assert stage.form.person.button.words == "Person #1"
    await stage.settled()
    assert stage.puppet.asked == [("people", None)]
    assert stage.form.person.button.words == ME.name


async def test_a_click_beside_a_list_closes_it(stage: Stage) -> None:
    picker = stage.form.person.open_list()
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker.rect().topLeft())
    assert picker.isHidden()
    assert stage.puppet.taken == {}


@pytest.mark.parametrize("width", [340, 460])
async def test_lists_stay_inside_the_window(stage: Stage, width: int) -> None:
    stage.panel.setFixedWidth(width)
    for picker in (stage.form.person.open_list(), stage.form.parent_field.open_list()):
        assert picker.rect().contains(picker.card.geometry())
        picker.close_card()


# What it follows from


async def test_a_to_do_may_follow_from_an_open_activity(stage: Stage) -> None:
    field = stage.form.parent_field
    await stage.show(editing(draft=draft_of(TODO), known_pings=None))
    assert field.button.words == "Unknown: the portal does not tell"
    picker = field.open_list()
    assert _titles(picker) == ["Andrew calls back", "Send the offer"]
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert stage.puppet.taken == {"parent_id": 18}
    assert field.button.words == "Send the offer"


async def test_of_a_to_do_that_daybook_wrote_it_is_known(stage: Stage) -> None:
    assert stage.puppet.state.known_pings is not None
    assert stage.form.parent_field.button.words == "Nothing"


async def test_a_new_to_do_follows_from_nothing_until_it_does_and_can_go_back(stage: Stage) -> None:
    await stage.show(new())
    field = stage.form.parent_field
    assert field.button.words == "Nothing"
    stage.puppet.change(parent_id=18)
    picker = field.open_list()
    assert _titles(picker) == ["Nothing", "Andrew calls back", "Send the offer"]
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert stage.puppet.taken == {"parent_id": None}
    assert field.button.words == "Nothing"


# What it belongs to


async def test_items_are_searched_elsewhere_and_bound_ones_left_out(stage: Stage) -> None:
    picker = stage.form.bindings.open_list()
    await stage.settled()
    assert stage.puppet.asked == [("find", "")]
    assert _titles(picker) == ["Contoso rollout", "Northwind Traders"]
    QTest.keyClicks(picker.field, "north")
    await stage.until(lambda: ("find", "north") in stage.puppet.asked)
    await stage.settled()
    assert _titles(picker) == ["Northwind Traders"]
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await stage.settled()
    assert stage.puppet.asked[-1] == ("bind", NORTHWIND)


async def test_an_item_is_moved_to_another_of_its_type_only(stage: Stage) -> None:
    stage.puppet.found = (Entity(EntityRef(CONTACT, 8), "Berta"), Entity(EntityRef(DEAL, 110), "Contoso rollout"))
    stage.form.bindings.rows[1].move_button.click()
    await stage.settled()
    picker = stage.form.bindings.picker
    assert picker is not None
    assert _titles(picker) == ["Berta"]
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await stage.settled()
    assert stage.puppet.asked[-1] == ("move", (ANDREW, EntityRef(CONTACT, 8)))


async def test_one_of_several_items_can_be_taken_off(stage: Stage) -> None:
    stage.form.bindings.rows[0].remove_button.click()
    await stage.settled()
    assert stage.puppet.asked == [("unbind", RENEWAL)]


async def test_the_last_item_stays_and_says_why(stage: Stage) -> None:
    await stage.show(editing(bindings=BOUND[:1]))
    field = stage.form.bindings
    assert not field.rows[0].remove_button.isVisible()
    assert "can't be taken off" in field.note.text()
    assert field.rows[0].move_button.isVisible()


async def test_a_hundred_items_are_enough(stage: Stage) -> None:
    full = tuple(Binding(EntityRef(CONTACT, number), f"Contact {number}", number == 1) for number in range(1, 101))
    assert len(full) == MAX_BINDINGS
    await stage.show(editing(bindings=full))
    assert not stage.form.bindings.add.isEnabled()
    assert "100 items" in stage.form.bindings.note.text()


async def test_a_new_to_do_names_the_item_it_will_belong_to(stage: Stage) -> None:
    await stage.show(new())
    assert stage.form.bindings.rows[0].accessibleName() == "Deal: Deal #102"
    assert not stage.form.bindings.add.isVisible()


async def test_a_search_that_fails_is_over_and_reported(stage: Stage) -> None:
    failed: list[str] = []
    stage.jobs.failed.connect(lambda key, _error: failed.append(key))

    async def refuse(text: str) -> tuple[Entity, ...]:
        raise AccessDenied("crm.deal.list")

    stage.puppet.find_entities = refuse  # type: ignore[method-assign]
    picker = stage.form.bindings.open_list()
    await stage.settled()
    assert failed == ["editor-find"]
    assert not picker.busy.busy
