"""Ways to look at the card: a to-do's colours, a reader's eyes, the open menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from daybook.domain.todo import TodoColor
from daybook.ui.layouts import portal_colors
from daybook.ui.layouts.footer_drawing import MENU
from daybook.ui.layouts.picture import Spot
from tests.domain.layouts.examples import examples
from tests.ui.studio.stage import Stage


def _text_of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


def _disc(stage: Stage) -> str:
    return QColor(stage.work.card.card.grab().toImage().pixel(4, 22)).name()


async def test_a_set_of_blocks_stands_on_a_to_do_of_the_chosen_colour(stage: Stage) -> None:
    await stage.write(_text_of("valid_blocks_documented_seven.json"))
    choice = stage.work.card.color
    assert choice.isVisibleTo(stage.window)
    for color in (TodoColor.VIOLET, TodoColor.DEFAULT):
        choice.box.setCurrentIndex(choice.box.findData(color))
        choice.box.activated.emit(choice.box.currentIndex())
        await stage.settled()
        assert _disc(stage) == portal_colors.LIGHT.todos[color].strong.name()
    await stage.write(_text_of("valid_activity_minimal.json"))
    assert not choice.isVisibleTo(stage.window)
    assert _disc(stage) == portal_colors.LIGHT.accent.name()


async def test_a_reader_does_not_see_what_is_for_editors(stage: Stage) -> None:
    await stage.write(_text_of("valid_activity_footer_full.json"))
    assert _buttons(stage) == ["confirm", "open"]
    stage.work.card.reader.setChecked(True)
    await stage.settled()
    assert _buttons(stage) == ["open"]


async def test_a_click_on_the_dots_opens_the_menu_and_another_shuts_it(stage: Stage) -> None:
    await stage.write(_text_of("valid_activity_menu_ten_items.json"))
    card = stage.work.card.card
    low = card.height()
    for opened in (True, False):
        dots = next(each.rect for each in _spots(stage) if each.steps == MENU)
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=dots.center().toPoint())
        await stage.settled()
        assert (card.height() > low + 300) is opened


def _spots(stage: Stage) -> Sequence[Spot]:
    picture = stage.work.card.card.picture
    assert picture is not None
    return picture.spots


def _buttons(stage: Stage) -> list[str]:
    return [each.steps[-1] for each in _spots(stage) if "buttons" in each.steps]
