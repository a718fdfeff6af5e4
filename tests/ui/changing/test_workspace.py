"""The whole page against a real portal: composed, looked at, ordered; and nothing is written before."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.changes.change import ShiftDeadline, ShiftUnit, TextOperation
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.todo import TodoColor
from daybook.ui.changing.create_part import CreatePart
from daybook.ui.changing.deadline_part import DeadlinePart
from daybook.ui.changing.people_part import PeoplePart
from daybook.ui.changing.plain_parts import ColorPart
from daybook.ui.changing.text_part import TextPart
from daybook.ui.changing.values_part import ValuesPart
from daybook.ui.kit.look import Look
from daybook.work.changing.parts import Part
from daybook.work.changing.table_file import read_table
from tests.helpers.pending import make_todo
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.changing.desk import open_change_desk


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


def writes(portal: SandboxProcess) -> int:
    """How often anything was written into the portal."""
    stats = portal.stats()
    return sum(sum(each.values()) for each in stats["writes"].values()) + len(stats["creations"])


def edit(path: Path, cells: Mapping[int, tuple[int, str]]) -> bytes:
    """The table as a spreadsheet saves it again, with other texts: by row, the column and the text."""
    rows = [list(row.cells) for row in read_table(path, {"id", "title", "deadline"})]
    for row, (column, text) in cells.items():
        rows[row][column] = text
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";").writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def activity(portal: SandboxProcess, number: int) -> dict[str, str]:
    found: dict[str, str] = portal.call("crm.activity.get", {"id": number})
    return found


async def test_sixty_rows_are_shifted_by_three_working_days_but_for_two(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}") for number in range(60)]  # due on Tuesday 3 March 2026, 9:00 UTC
    before = writes(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose(ids, "60 selected in Activities")
        assert desk.work.form.origin.text() == "60 selected in Activities"
        desk.work.form.begin(Part.DEADLINE)
        editor = desk.editor(Part.DEADLINE)
        assert isinstance(editor, DeadlinePart)
        editor.amount.setValue(3)
        await desk.look()
        assert desk.rows[0] == "Will change 60"
        assert desk.rows[1].startswith("Talk 0: deadline: Tue, 3 March, 10:00 → Fri, 6 March, 10:00")
        preview = desk.work.looking.preview
        assert preview.apply.text() == "Reschedule 60"
        assert preview.sums.texts == ["60 rows, 60 changes"]
        for _ in range(2):
            QTest.keyClick(preview.list, Qt.Key.Key_Space)
            QTest.keyClick(preview.list, Qt.Key.Key_Down)
        assert writes(empty_portal) == before
        await desk.press(preview.apply)
        await desk.run_ended()
        assert desk.session.runs.lines[0].head.title == "Reschedule 58"
    kept, moved = (activity(empty_portal, number)["DEADLINE"] for number in (ids[0], ids[2]))
    assert kept.startswith("2026-03-03")
    assert moved.startswith("2026-03-06")
    assert writes(empty_portal) == before + 58


async def test_what_is_already_so_is_left_out_and_counted(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}", colorId="3" if number < 2 else "1") for number in range(5)]
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose(ids, "5 selected")
        desk.work.form.begin(Part.COLOR)
        editor = desk.editor(Part.COLOR)
        assert isinstance(editor, ColorPart)
        next(each for each in editor.field.buttons if each.swatch.value == TodoColor.ORANGE).click()
        await desk.look()
        chips = [chip.text() for chip in desk.work.looking.preview.chips.values()]
        assert chips == ["All 5", "Will change 3", "Already so 2"]
        assert desk.work.looking.preview.apply.text() == "Colour 3 orange"


async def test_a_deletion_asks_for_the_number(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}") for number in range(12)]
    before = writes(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose(ids, "12 selected")
        desk.work.form.begin(Part.DELETE)
        assert not desk.work.form.add.isEnabled()  # nothing stands beside a deletion
        await desk.look()
        await desk.press(desk.work.looking.preview.apply)
        question = desk.work.question
        assert question is not None
        assert not question.yes.isEnabled()
        desk.type(question.field, "1")
        assert not question.yes.isEnabled()
        QTest.keyClick(question.field, Qt.Key.Key_Return)
        assert desk.started == []
        assert writes(empty_portal) == before
        QTest.keyClicks(question.field, "2")
        QTest.keyClick(question.field, Qt.Key.Key_Return)
        await desk.settled()
        await desk.run_ended()
    found = empty_portal.call("crm.activity.list", {"filter": {"@ID": ids}})
    assert found == []


async def test_escape_deletes_nothing(look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot) -> None:
    number = make_todo(empty_portal)
    before = writes(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.DELETE)
        await desk.look()
        await desk.press(desk.work.looking.preview.apply)
        assert desk.work.question is not None
        QTest.keyClick(desk.work.question.field, Qt.Key.Key_Escape)
        await desk.settled()
        assert desk.started == []
        assert desk.changing.state.looked is not None  # it is still there to be looked at
    assert writes(empty_portal) == before


async def test_an_altered_change_has_to_be_looked_at_again(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.DEADLINE)
        await desk.look()
        assert desk.work.looking.preview.apply.isEnabled()
        desk.work.form.begin(Part.COLOR)
        looking = desk.work.looking
        assert not looking.preview.apply.isEnabled()
        assert looking.stale.text == "You changed what is to be done since. Look again before it is sent."
        await desk.press(looking.again)
        assert looking.preview.apply.isEnabled()


async def test_people_who_hear_of_it_are_named(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}") for number in range(3)]
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose(ids, "3 selected")
        desk.work.form.begin(Part.RESPONSIBLE)
        editor = desk.editor(Part.RESPONSIBLE)
        assert isinstance(editor, PeoplePart)
        editor.one.open_list()
        await desk.settled()
        other = next(each for each in desk.work.tools.people if each.id != desk.session.me.id)
        assert editor.one.picker is not None
        editor.one.picker.picked.emit(other.id)
        editor.one.picker.close_card()
        await desk.look()
        preview = desk.work.looking.preview
        assert preview.apply.text() == f"Give 3 to {other.name}"
        assert preview.sums.texts[1].startswith(f"{other.name} gets a message in the portal’s chat.")


async def test_texts_take_names_and_say_what_is_wrong_with_them(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal, "Talk")
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.TITLE)
        editor = desk.editor(Part.TITLE)
        assert isinstance(editor, TextPart)
        editor.ways._buttons[TextOperation.PREFIX].click()
        QTest.keyClicks(editor.new.edit, "{deal.name}: ")
        assert editor.new.fault == "There is no name {deal.name}."
        assert not desk.work.form.look.isEnabled()
        desk.type(editor.new.edit, "{deal.title}: ")  # type: ignore[arg-type]
        await desk.look()
        title = empty_portal.call("crm.deal.get", {"id": 1})["TITLE"]
        assert desk.rows[1] == f"Talk: title: “Talk” → “{title}: Talk”"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
async def test_a_table_that_was_edited_changes_exactly_the_edited_cells(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}", colorId="1") for number in range(6)]
    before, path = writes(empty_portal), tmp_path / f"table{suffix}"
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        await desk.read(ids)
        desk.work.choose(ids, "6 selected")
        desk.work.tables.write(path, ids)
        await desk.settled()
        edited = tmp_path / "edited.csv"
        edited.write_bytes(edit(path, {1: (1, "Talk louder"), 3: (2, "2026-03-09 08:30"), 4: (4, "green")}))
        desk.work.tables.read(edited)
        await desk.settled()
        editor = desk.editor(Part.VALUES)
        assert isinstance(editor, ValuesPart)
        assert editor.said.text() == "3 rows of edited.csv have edited cells: 3 cells"
        assert editor.mistakes.text == ""
        assert desk.work.form.origin.text() == "3 rows of edited.csv"
        await desk.look()
        preview = desk.work.looking.preview
        assert preview.apply.text() == "Change 3 as in the table"
        assert writes(empty_portal) == before
        await desk.press(preview.apply)
        await desk.run_ended()
    assert writes(empty_portal) == before + 3
    found = [activity(empty_portal, number) for number in ids]
    assert [each["SUBJECT"] for each in found] == ["Talk louder", *(f"Talk {number}" for number in range(1, 6))]
    assert [each["DEADLINE"][:10] for each in found] == ["2026-03-03"] * 2 + ["2026-03-09"] + ["2026-03-03"] * 3


async def test_cells_that_can_not_be_read_are_named_and_nothing_is_sent(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    before, path = writes(empty_portal), tmp_path / "wrong.csv"
    path.write_text(f"ID;Deadline;Colour\n{number};someday;green\n999;;green\n", "utf-8")
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        await desk.read([number])
        desk.work.choose([number], "1 selected")
        desk.work.tables.read(path)
        await desk.settled()
        editor = desk.editor(Part.VALUES)
        assert isinstance(editor, ValuesPart)
        assert editor.mistakes.text == "Left out, because it could not be read: 2 places"
        told = editor.mistakes.accessibleDescription().splitlines()
        assert told[0].startswith("Line 2, Deadline: “someday”. ")
        assert told[1] == "Line 3: There is no activity 999, or it was not read yet."
        path.write_bytes(b"PK\x03\x04 no workbook")
        desk.work.tables.read(path)
        await desk.settled()
        assert editor.mistakes.text == "wrong.csv: The file is no table. Save it as CSV or XLSX."
        assert not desk.work.form.look.isEnabled()
    assert writes(empty_portal) == before


async def test_something_is_created_for_each_item(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose_items([EntityRef(DEAL, 1), EntityRef(DEAL, 2)], "2 deals")
        editor = desk.editor(Part.CREATE)
        assert isinstance(editor, CreatePart)
        assert desk.changing.offered == ()
        QTest.keyClicks(editor.title.edit, "Call about {item.title}")
        desk.type(editor.moment.field.field, "tomorrow 10:00")
        await desk.look()
        preview = desk.work.looking.preview
        assert preview.apply.text() == "Create 2 to-dos"
        assert ": is created · deadline: tomorrow 10:00 · responsible person: " in desk.rows[1]
        assert empty_portal.stats()["creations"] == []
        await desk.press(preview.apply)
        await desk.run_ended()
    created = empty_portal.stats()["creations"]
    titles = [empty_portal.call("crm.deal.get", {"id": number})["TITLE"] for number in (1, 2)]
    assert sorted(each["title"] for each in created) == sorted(f"Call about {title}" for title in titles)


async def test_the_form_is_as_it_was_left_and_a_recipe_opens_it_again(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    file = tmp_path / "shift.daybook-recipe.json"
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.changing.put(Part.DEADLINE, ShiftDeadline(-2, ShiftUnit.DAYS))
        desk.changing.put(Part.COLOR, TodoColor.GREEN)
        editor = desk.editor(Part.DEADLINE)
        assert isinstance(editor, DeadlinePart)
        assert (editor.amount.value(), editor.unit.currentData()) == (-2, ShiftUnit.DAYS)
        desk.work.recipes.save(file)
        await desk.settled()
        composed = desk.changing.state.change
        desk.work.clear()
        assert desk.work.form.lines == {}
        desk.work.recipes.open(file)
        await desk.settled()
        assert desk.changing.state.change == composed
        assert list(desk.work.form.lines) == [Part.DEADLINE, Part.COLOR]
        assert desk.work.form.origin.text() == f"1 row of {file.name}"


async def test_what_is_wrong_with_a_recipe_is_said_with_its_place(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text('{"select": {"ids": [1]},\n "change": {"colour": "3"}}', "utf-8")
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.recipes.open(file)
        await desk.settled()
        notice = desk.work.form.notice
        assert notice.text == "wrong.json can’t be used as a recipe."
        assert "Line 2, column 13: There is no “colour” here. Did you mean color?" in notice.accessibleDescription()
        assert desk.changing.state.picked is None


async def test_a_recipe_that_was_run_can_be_run_again(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.DEADLINE)
        await desk.look()
        await desk.press(desk.work.looking.preview.apply)
        await desk.run_ended()
        assert desk.changing.state.parts == {}  # the run keeps it
        menu = desk.work.recipes.make_menu()
        again = next(each for each in menu.actions() if each.text().startswith("Reschedule 1"))
        again.trigger()
        await desk.settled()
        assert desk.changing.state.change is not None
        await desk.look()
        assert desk.work.looking.preview.apply.text() == "Reschedule 1"


async def test_a_webhook_is_told_beforehand_what_it_can_not(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.BLOCKS)
        assert "A webhook can’t set content blocks." in desk.editor(Part.BLOCKS).warning.text  # type: ignore[attr-defined]
        assert not desk.work.form.look.isEnabled()


async def test_everything_has_a_name_and_a_key(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        for part in (Part.DEADLINE, Part.RESPONSIBLE, Part.COLOR, Part.PINGS, Part.TITLE, Part.COMPLETED, Part.BIND,
                     Part.UNBIND, Part.VALUES, Part.BLOCKS, Part.DESCRIPTION):  # fmt: skip
            desk.work.form.begin(part)
        assert nameless(desk.work.widget) == []
        assert all(command.keys for command in desk.work.commands)
        for part in list(desk.work.form.lines):
            desk.work.form.lines[part].cross.click()
        desk.work.form.begin(Part.MOVE)
        assert nameless(desk.work.widget) == []
        desk.work.form.lines[Part.MOVE].cross.click()
        desk.work.form.begin(Part.CREATE)
        assert nameless(desk.work.widget) == []
        await desk.settled()


async def test_a_portal_that_is_away_is_said_and_nothing_is_lost(
    look: Look, empty_portal: SandboxProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    number = make_todo(empty_portal)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose([number], "1 selected")
        desk.work.form.begin(Part.DEADLINE)
        empty_portal.faults("html=1")
        await desk.look()
        assert desk.work.looking.problem.text
        assert list(desk.work.form.lines) == [Part.DEADLINE]
        empty_portal.faults("")
        await desk.look()
        assert desk.work.looking.problem.text == ""
        assert desk.work.looking.preview.apply.text() == "Reschedule 1"


async def test_a_window_that_is_opened_again_shows_what_was_composed(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(3)]
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.choose(ids, "3 selected in Today")
        desk.changing.put(Part.COLOR, TodoColor.BLUE)
        desk.work.form.begin(Part.TITLE)
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.begin()
        await desk.settled()
        assert list(desk.work.form.lines) == [Part.COLOR, Part.TITLE]
        assert desk.work.form.notice.text.startswith("This is the change that you were composing just now.")
        assert not desk.work.form.look.isEnabled()  # the title is not filled in
        desk.changing.drop(Part.TITLE)
        await desk.look()
        await desk.press(desk.work.looking.preview.apply)
        await desk.run_ended()
    async with open_change_desk(look, empty_portal, tmp_path) as desk:
        desk.work.begin()
        await desk.settled()
        assert dict(desk.work.form.lines) == {}
        assert desk.work.form.notice.text == ""
