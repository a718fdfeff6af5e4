"""How the room is divided."""

from hypothesis import given
from hypothesis import strategies as st

from daybook.ui.entities import list_panel
from daybook.ui.entities.panes import EDITOR_USUAL, MIDDLE_LEAST, MIDDLE_USUAL, Widths, widths
from daybook.ui.todo import editor

ROOM = st.integers(list_panel.LEAST_WIDTH + MIDDLE_LEAST, 4000)
LIST = st.integers(list_panel.LEAST_WIDTH, list_panel.MOST_WIDTH)
EDITOR = st.integers(editor.LEAST_WIDTH, editor.MOST_WIDTH)


@given(room=ROOM, listed=LIST)
def test_two_panes_keep_their_least_widths(room: int, listed: int) -> None:
    panes = widths(room, listed, 0)
    assert (panes.editor, panes.list + panes.middle) == (0, room)
    assert panes.middle >= MIDDLE_LEAST
    assert list_panel.LEAST_WIDTH <= panes.list <= listed


@given(room=st.integers(editor.LEAST_WIDTH + MIDDLE_LEAST, 4000), listed=LIST, edited=EDITOR)
def test_three_panes_keep_their_least_widths_or_the_list_gives_way(room: int, listed: int, edited: int) -> None:
    panes = widths(room, listed, edited)
    assert panes.list + panes.middle + panes.editor == room
    assert panes.middle >= MIDDLE_LEAST
    assert editor.LEAST_WIDTH <= panes.editor <= edited
    three = list_panel.LEAST_WIDTH + MIDDLE_LEAST + editor.LEAST_WIDTH
    assert panes.list == 0 if room < three else list_panel.LEAST_WIDTH <= panes.list <= listed


@given(room=st.integers(2000, 4000), listed=LIST, edited=EDITOR)
def test_with_room_for_all_everybody_has_her_wish(room: int, listed: int, edited: int) -> None:
    assert widths(room, listed, edited) == Widths(listed, room - listed - edited, edited)


@given(room=ROOM, listed=LIST, edited=EDITOR)
def test_nobody_has_more_than_least_while_the_timeline_is_cramped(room: int, listed: int, edited: int) -> None:
    panes = widths(room, listed, edited)
    if panes.list and panes.middle < MIDDLE_USUAL:
        assert (panes.list, panes.editor) == (list_panel.LEAST_WIDTH, editor.LEAST_WIDTH)


def test_the_usual_editor_is_one_that_may_be() -> None:
    assert editor.LEAST_WIDTH <= EDITOR_USUAL <= editor.MOST_WIDTH
    assert list_panel.LEAST_WIDTH <= list_panel.USUAL_WIDTH <= list_panel.MOST_WIDTH
