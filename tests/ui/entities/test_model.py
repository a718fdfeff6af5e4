"""The model keeps what stays: a property over any two lists."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.ui.entities.model import EntityModel, Role
from daybook.ui.entities.row_words import RowWords
from daybook.ui.kit.format import Formats
from daybook.work.browser import BrowserContent, EntityRow, Owed
from tests.helpers.clock import FakeClock


def _content(ids: list[int], opened: int = 0) -> BrowserContent:
    rows = (EntityRow(Entity(EntityRef(DEAL, each), f"Deal {each}"), None, Owed(open=opened)) for each in ids)
    return BrowserContent(rows=tuple(rows))


def _ids(model: EntityModel) -> list[int]:
    return [model.index(number).data(Role.ROW).entity.ref.id for number in range(model.rowCount())]


def test_it_behaves_as_qt_wants_models_to(qtbot: QtBot, qtmodeltester: ModelTester, formats: Formats) -> None:
    model = EntityModel(RowWords(formats))
    qtmodeltester.check(model)
    for ids in ([3, 2, 1], [4, 3, 2, 1], [4, 1], [], [9, 8]):
        model.show(_content(ids, opened=len(ids)))
    qtmodeltester.check(model)


LISTS = st.lists(st.integers(1, 12), unique=True, max_size=10)


@given(old=LISTS, new=LISTS)
def test_it_shows_the_new_list_whatever_the_old_one_was(old: list[int], new: list[int]) -> None:
    model = EntityModel(RowWords(Formats(FakeClock())))
    model.show(_content(old))
    model.show(_content(new, opened=5))
    assert _ids(model) == new
    assert all(model.index(number).data(Role.ROW).owed == Owed(open=5) for number in range(len(new)))


@given(first=st.lists(st.integers(1, 99), unique=True, min_size=1), newer=st.lists(st.integers(100, 120), unique=True))
def test_what_is_chosen_stays_when_newer_ones_come_on_top(first: list[int], newer: list[int]) -> None:
    model = EntityModel(RowWords(Formats(FakeClock())))
    model.show(_content(first))
    kept = [QPersistentModelIndex(model.index(number)) for number in range(len(first))]
    model.show(_content([*newer, *first]))
    assert [each.row() for each in kept] == list(range(len(newer), len(newer) + len(first)))
