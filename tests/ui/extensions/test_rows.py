"""The lines of a page stand below each other."""

from functools import partial

from pytestqt.qtbot import QtBot

from daybook.domain.extensions import Badge, BadgeTone
from daybook.ui.extensions.badge_pill import BadgePill
from daybook.ui.extensions.rows import Row, Rows
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE


def test_what_stands_behind_the_words_begins_at_one_place(look: Look, qtbot: QtBot) -> None:
    rows = Rows(look, "Badges", opens="Use", removes="Delete")
    qtbot.addWidget(rows)
    badges = [Badge(text, "Survey", text, BadgeTone.SUCCESS) for text in ("No", "Answered at last", "Lost")]

    rows.show_rows([Row(each.code, each.code, "text", partial(BadgePill, look, each)) for each in badges], "")
    rows.resize(700, 300)
    rows.show()
    pills = rows.findChildren(BadgePill)
    assert len(pills) == 3
    assert len({pill.mapTo(rows, pill.rect().topLeft()).x() for pill in pills}) == 1
    ends = {button.mapTo(rows, button.rect().topRight()).x() for _, button in rows.buttons.values()}
    frame = 1
    assert ends == {rows.width() - 1 - frame - LARGE}
