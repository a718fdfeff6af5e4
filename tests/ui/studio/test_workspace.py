"""The studio in a window: text, tree, forms and card are one, and nothing is lost."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from daybook.domain.layouts.model import BlockType, Dto, Redirect
from daybook.ui.extensions.language_text import portal_language
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.layouts.picture import Spot
from daybook.ui.studio.fields import ChoiceField, FlagField, WordsField
from daybook.work.studio.files import LONGEST_LINE
from tests.domain.layouts.examples import examples
from tests.ui.accessible import nameless
from tests.ui.studio.stage import Stage, open_stage

TWO = """{
  "extra": 1.50,
  "blocks": {
    "a": {"type": "text", "properties": {"value": "Hello", "own": [1,2]}},
    "b": {"type": "deadline"}
  }
}
"""


def _text_of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


async def test_what_is_typed_is_judged_drawn_and_shown_as_a_tree(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_documented_seven.json"))
    assert stage.work.problems.mistakes == ()
    assert stage.work.card.card.picture is not None
    assert stage.rows == 7


async def test_a_mistake_is_underlined_and_listed_and_leads_to_its_place(stage: Stage) -> None:
    await stage.write(_text_of("invalid_text_color_unknown.json"))
    (mistake,) = stage.work.problems.mistakes
    assert len(stage.work.editor.extraSelections()) == 1
    stage.work.show_tab("parts")
    stage.work.problems.go_next()
    assert stage.work.tabs.current == "json"
    cursor = stage.work.editor.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (mistake.at, mistake.end)


async def test_a_form_changes_its_value_and_no_other_letter(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    field.texts[""].setFocus()
    field.texts[""].selectAll()
    QTest.keyClicks(field.texts[""], "Bye")
    await stage.settled()
    assert stage.text == TWO.replace("Hello", "Bye")
    stage.work.editor.undo()
    assert stage.text == TWO
    await stage.settled()
    assert field.texts[""].toPlainText() == "Hello"


async def test_a_form_out_of_sight_is_up_to_date_when_it_comes(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    stage.work.show_tab("json")
    await stage.write(TWO.replace("Hello", "Good morning"))
    stage.work.show_tab("parts")
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    assert field.texts[""].toPlainText() == "Good morning"


async def test_a_flag_that_is_as_usual_is_not_written(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    flag = next(each for each in stage.work.form.fields if isinstance(each, FlagField) and each.steps[-1] == "bold")
    flag.box.click()
    await stage.settled()
    assert json.loads(stage.text)["blocks"]["a"]["properties"]["bold"] is True
    flag.box.click()
    await stage.settled()
    assert stage.text == TWO


async def test_blocks_are_added_moved_doubled_and_removed_and_undo_leads_back(stage: Stage) -> None:
    await stage.write(TWO)
    tree = stage.work.structure
    stage.choose("blocks", "a")
    states = [stage.text]
    tree.add_block(BlockType.LINK)
    await stage.settled()
    states.append(stage.text)
    assert list(json.loads(stage.text)["blocks"]) == ["a", "link", "b"]
    assert tree.current is not None
    assert tree.current.key == "link", "what was added is chosen"
    QTest.keyClick(tree.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    await stage.settled()
    states.append(stage.text)
    assert list(json.loads(stage.text)["blocks"]) == ["link", "a", "b"]
    QTest.keyClick(tree.tree, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    await stage.settled()
    states.append(stage.text)
    assert list(json.loads(stage.text)["blocks"]) == ["link", "link2", "a", "b"]
    QTest.keyClick(tree.tree, Qt.Key.Key_Delete)
    await stage.settled()
    assert list(json.loads(stage.text)["blocks"]) == ["link", "a", "b"]
    for before in reversed(states):
        QTest.keyClick(tree.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert stage.text == before
    await stage.settled()
    assert '"extra": 1.50' in stage.text


async def test_a_block_that_is_dragged_onto_a_line_is_part_of_it(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_line_mixed.json"))
    tree = stage.work.structure
    stage.work.choose_part(())
    tree.add_block(BlockType.TEXT)
    await stage.settled()
    line = next(each for each in stage.work.pieces if each.block is BlockType.LINE)
    assert stage.rows == len(json.loads(stage.text)["blocks"])
    tree.tree.dropped.emit(("blocks", "text"), line.steps, 0)
    await stage.settled()
    inside = json.loads(stage.text)["blocks"][line.key]["properties"]["blocks"]
    assert "text" in inside
    assert "text" not in json.loads(stage.text)["blocks"]


async def test_a_block_that_is_dropped_on_another_stands_behind_it(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_documented_seven.json"))
    stage.work.show_tab("parts")
    tree = stage.work.structure.tree
    top = tree.topLevelItem(0)
    assert top is not None
    keys = list(json.loads(stage.text)["blocks"])
    stage.work.choose_part(("blocks", keys[2]))
    QApplication.sendPostedEvents()
    first = top.child(0)
    assert first is not None
    place = QPointF(tree.visualItemRect(first).center())
    data = tree.model().mimeData([tree.currentIndex()])
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tree.dropEvent(QDropEvent(place, move, data, left, none))
    await stage.settled()
    assert list(json.loads(stage.text)["blocks"]) == [keys[0], keys[2], keys[1], *keys[3:]]


async def test_after_undo_a_form_begins_a_new_step(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    box = field.texts[""]
    QTest.keyClicks(box, "12")
    await stage.settled()
    stage.work.editor.undo()
    await stage.settled()
    assert stage.text == TWO
    QTest.keyClicks(box, "3")
    await stage.settled()
    stage.work.editor.undo()
    await stage.settled()
    assert stage.text == TWO


async def test_the_type_of_a_block_can_be_changed_in_its_form(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    kind = stage.work.form.fields[0]
    assert isinstance(kind, ChoiceField)
    kind.box.setCurrentIndex(kind.box.findData("largeText"))
    kind.box.activated.emit(kind.box.currentIndex())
    await stage.settled()
    assert json.loads(stage.text)["blocks"]["a"] == {"type": "largeText", "properties": {"value": "Hello"}}


async def test_the_tree_follows_the_cursor(stage: Stage, qtbot: QtBot) -> None:
    await stage.write(TWO)
    stage.window.activateWindow()
    stage.work.editor.setFocus()
    await stage.until(stage.work.editor.hasFocus)
    stage.work.editor.go_to(TWO.index("deadline"))
    assert stage.work.structure.current is not None
    assert stage.work.structure.current.key == "b"


async def test_broken_json_leaves_the_last_tree_and_can_not_be_edited_by_it(stage: Stage) -> None:
    await stage.write(TWO)
    await stage.write(TWO[:-4])
    assert stage.rows == 2
    assert not stage.work.structure.isEnabled()
    stage.work.format()
    assert "Put the JSON right first" in stage.said
    assert stage.text == TWO[:-4]


async def test_completion_offers_what_may_stand_there(stage: Stage) -> None:
    await stage.write('{"blocks": {"a": {"type": ""}}}')
    stage.work.editor.go_to(stage.text.index('""') + 1)
    stage.work.editor.complete_here()
    assert stage.work.editor.suggestions.words == tuple(each.value for each in BlockType)
    QTest.keyClicks(stage.work.editor, "de")
    assert stage.work.editor.suggestions.words == ("deadline", "lineOfBlocks")[:1]
    QTest.keyClick(stage.work.editor, Qt.Key.Key_Tab)
    await stage.settled()
    assert stage.text == '{"blocks": {"a": {"type": "deadline"}}}'


async def test_what_was_typed_is_there_after_a_kill(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    async with open_stage(look, tmp_path) as first:
        first.work.editor.insertPlainText(TWO)
        await first.until(lambda: not first.work._keeping.isActive())
        await first.settled()
        async with open_stage(look, tmp_path) as second:
            assert second.text == TWO
            assert second.work.studio.is_dirty


async def test_the_last_letters_are_kept_when_the_window_closes(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    async with open_stage(look, tmp_path) as first:
        first.work.editor.insertPlainText(TWO)
    async with open_stage(look, tmp_path) as second:
        assert second.text == TWO


@pytest.mark.parametrize("there", [True, False], ids=["a file", "a file that is gone"])
async def test_a_file_that_the_system_hands_over_first_does_not_hide_what_was_not_saved(
    qtbot: QtBot, look: Look, tmp_path: Path, there: bool
) -> None:
    path = tmp_path / "card.daybook-layout.json"
    if there:
        path.write_text(TWO, "utf-8")
    async with open_stage(look, tmp_path) as first:
        first.work.editor.insertPlainText("{}")
    async with open_stage(look, tmp_path, first_file=path) as second:
        drafts = [each.text for each in second.work.studio.others]
        assert (second.text, drafts) == ((TWO, ["{}"]) if there else ("{}", []))


async def test_files_are_opened_and_saved(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text(TWO, "utf-8")
    stage.work.open_file(path)
    await stage.settled()
    assert stage.work.head.title.text() == "card.json"
    await stage.write("{}")
    assert stage.work.head.state.text() == "not saved"
    stage.work.save()
    await stage.settled()
    assert path.read_text("utf-8") == "{}"
    assert stage.work.head.state.text() == ""
    assert [each.text() for each in stage.work.head.make_open_menu().actions()][1:3] == ["Open lately", "card.json"]


@pytest.mark.parametrize(
    ("name", "offered", "suffix"),
    [
        ("Card: incoming call", "Card- incoming call.daybook-layout.json", "daybook-layout.json"),
        ("card.daybook-layout.json", "card.daybook-layout.json", "daybook-layout.json"),
        ("card.json", "card.json", "json"),
    ],
    ids=["a sample", "a layout of Daybook", "another JSON file"],
)
async def test_saving_offers_a_layout_of_daybook_first(stage: Stage, name: str, offered: str, suffix: str) -> None:
    stage.work.files.ask_where(name)
    dialog = stage.work.files.dialog
    assert dialog is not None
    own, plain = dialog.nameFilters()
    assert ("*.daybook-layout.json" in own, "*.json" in plain) == (True, True)
    assert [Path(each).name for each in dialog.selectedFiles()] == [offered]
    assert dialog.defaultSuffix() == suffix
    dialog.filterSelected.emit(plain)
    assert dialog.defaultSuffix() == "json"
    dialog.reject()


@pytest.mark.parametrize("data", [b"\xff\x00\x01", b"x" * 6_000_000], ids=["no text", "far too long"])
async def test_what_can_not_be_opened_is_said_and_nothing_else_happens(
    stage: Stage, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "bad.json").write_bytes(data)
    await stage.write(TWO)
    stage.work.open_file(tmp_path / "bad.json")
    await stage.settled()
    assert stage.said.startswith("bad.json: ")
    assert stage.text == TWO


async def test_an_endless_line_is_not_pasted(stage: Stage) -> None:
    data = QMimeData()
    data.setText("x" * (LONGEST_LINE + 1))
    stage.work.editor.insertFromMimeData(data)
    assert stage.text == ""
    assert "too long" in stage.said


@pytest.mark.parametrize("language", ["curl", "python", "javascript", "php"])
async def test_the_call_is_copied_only_for_a_layout_that_is_right(stage: Stage, language: str) -> None:
    await stage.write(TWO)
    stage.work.copy_call(language)
    assert "First put right" in stage.said
    await stage.write(_text_of("valid_blocks_text_minimal.json"))
    stage.work.copy_call(language)
    assert "crm.activity.layout.blocks.set" in QGuiApplication.clipboard().text()


async def test_where_there_is_nothing_to_draw_it_is_said_why_and_how_to_begin(stage: Stage) -> None:
    assert "Begin with a new layout" in stage.work.card.empty.accessibleDescription()
    assert stage.work.problems.mistakes == stage.work.editor.mistakes == ()
    assert stage.work.problems.verdict.text() == "Nothing is written yet"
    await stage.write("{")
    assert "can’t be read yet" in stage.work.card.empty.accessibleDescription()
    button = next(each for each in stage.work.card.empty.findChildren(QPushButton) if each.text() == "New card")
    button.click()
    await stage.settled()
    assert stage.work.card.card.picture is not None
    assert not stage.work.card.empty.isVisible()
    assert [each.text for each in stage.work.studio.others] == ["{"]


async def test_the_card_is_heard_as_it_is_drawn(stage: Stage) -> None:
    await stage.write(_text_of("valid_activity_tags_success_failure.json"))
    lines = stage.work.card.card.accessibleDescription().splitlines()
    assert lines[0].startswith("Card: ")
    assert [each.endswith("(Good outcome)") for each in lines if each.startswith("Tag: ")] == [True, False]
    await stage.write(_text_of("valid_blocks_with_title_deadline.json"))
    assert "The deadline of the activity" in stage.work.card.card.accessibleDescription()
    await stage.write("{")
    assert stage.work.card.card.accessibleDescription() == ""


async def test_what_the_keys_point_at_on_the_card_is_heard(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_link_bold.json"))
    QTest.keyClick(stage.work.card.card, Qt.Key.Key_Down)
    assert stage.work.card.card.spot is not None
    assert stage.work.card.card.accessibleName().endswith(stage.work.card.leads.text())
    assert "Leads to" in stage.work.card.leads.text()


async def test_the_card_is_exported(stage: Stage, tmp_path: Path) -> None:
    await stage.write(_text_of("valid_blocks_documented_seven.json"))
    for name, begins in (("card.png", b"\x89PNG"), ("card.svg", b"<?xml")):
        stage.work.export(tmp_path / name)
        await stage.settled()
        assert (tmp_path / name).read_bytes().startswith(begins)


async def test_links_say_where_they_lead_and_dangerous_ones_are_not_opened(stage: Stage) -> None:
    await stage.write(TWO)
    spot = Spot(stage.work.card.card.rect().toRectF(), ("blocks", "a"), Redirect("javascript:alert(1)"))
    stage.work.card.card.pointed.emit(spot)
    assert "never opened" in stage.work.card.leads.text()
    stage.work.click(spot)
    assert stage.work.structure.current is not None
    assert stage.work.structure.current.key == "a"


async def test_without_a_portal_sending_says_why_not(stage: Stage) -> None:
    stage.work.new(Dto.BLOCKS)
    await stage.settled()
    assert not stage.work.portal_bar.put.isEnabled()
    assert "No portal is connected" in stage.work.portal_bar.said.text()


async def test_every_widget_has_a_name(stage: Stage) -> None:
    stage.work.new(Dto.CARD)
    await stage.settled()
    for piece in stage.work.pieces:
        stage.choose(*piece.steps)
    assert nameless(stage.work.widget) == []


@pytest.mark.parametrize(("locale", "code"), [("pt_BR", "br"), ("de_AT", "de"), ("uk_UA", "ua"), ("eo", "en")])
def test_the_texts_are_shown_in_the_language_of_the_person(locale: str, code: str) -> None:
    assert portal_language(locale) == code


async def test_another_language_is_shown_in_the_tree_and_the_card(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_translations.json"))
    before = [each.title for each in stage.work.pieces]
    stage.work.card.language.setCurrentIndex(stage.work.card.language.findData("de"))
    stage.work.card.language.activated.emit(stage.work.card.language.currentIndex())
    await stage.settled()
    assert [each.title for each in stage.work.pieces] != before
    assert stage.work.card.view.language == "de"


async def test_a_pair_of_texts_is_translated_in_its_form(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_text_minimal.json"))
    piece = stage.work.pieces[1]
    stage.choose(*piece.steps)
    field = next(each for each in stage.work.form.fields if isinstance(each, WordsField))
    said = field.texts[""].toPlainText()
    field.add.click()
    await stage.settled()
    field.texts["de"].insertPlainText("Hallo")
    await stage.settled()
    block = json.loads(stage.text)["blocks"][piece.key]
    assert block["properties"]["value"] == {"en": said, "de": "Hallo"}


async def test_a_key_is_changed_in_the_form_unless_it_is_taken(stage: Stage) -> None:
    await stage.write(TWO)
    stage.choose("blocks", "a")
    key = stage.work.form.key
    assert key is not None
    key.setText("b")
    key.editingFinished.emit()
    assert stage.text == TWO
    key.setText("price")
    key.editingFinished.emit()
    await stage.settled()
    assert list(json.loads(stage.text)["blocks"]) == ["price", "b"]
    assert stage.work.structure.current is not None
    assert stage.work.structure.current.key == "price"


async def test_files_that_are_gone_are_shown_as_gone_and_choosing_one_says_so(stage: Stage, tmp_path: Path) -> None:
    for name in ("here.json", "gone.json"):
        (tmp_path / name).write_text(TWO, "utf-8")
        stage.work.open_file(tmp_path / name)
        await stage.settled()
    (tmp_path / "gone.json").unlink()
    menu = stage.work.head.make_open_menu()
    await stage.settled()
    gone, here = (each for each in menu.actions() if "here.json" in each.text() or "gone.json" in each.text())
    assert (gone.text(), here.text()) == ("gone.json · not there any more", "here.json")
    assert str(tmp_path / "gone.json") in gone.toolTip()
    gone.trigger()
    await stage.settled()
    assert stage.said.startswith("“gone.json” is not there any more.")
    assert stage.text == TWO
    assert stage.window.errors.failures == ()
    other = stage.work.head.make_open_menu()
    delete(menu)
    (tmp_path / "gone.json").write_text(TWO, "utf-8")
    await stage.settled()
    stage.work.files.recent_shown.emit()
    await stage.settled()
    assert "gone.json" in [each.text() for each in other.actions()]
    delete(other)
    stage.work.files.show_gone()
