"""A file on the command line, and what kind it is."""

import asyncio
import gc
import json
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from daybook import workspaces
from daybook.domain.changes.recipe_file import read_recipe
from daybook.opening import LAYOUT_SUFFIX, RECIPE_SUFFIX, Kind, OpenedFile, kind_by_content, kind_by_name
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit import making
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.workspace import StudioWorkspace
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess

HELD_UP = (1, 6, 12, 20, 30)
"""How many turns the window has had by then: among the panels of the first workspace, and after later ones."""
RECIPE = {"select": {"filter": {"COMPLETED": "N"}}, "change": {"color": "3"}}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (f"late{RECIPE_SUFFIX}", Kind.RECIPE),
        (f"LATE{RECIPE_SUFFIX.upper()}", Kind.RECIPE),
        (f"card{LAYOUT_SUFFIX}", Kind.LAYOUT),
        ("card.json", None),
        ("daybook-recipe.json", None),
    ],
)
def test_the_name_tells(name: str, kind: Kind | None) -> None:
    assert kind_by_name(name) is kind


def test_else_the_content_tells(tmp_path: Path) -> None:
    for name, said, kind in (("a.json", RECIPE, Kind.RECIPE), ("b.json", {"blocks": {}}, Kind.LAYOUT)):
        (tmp_path / name).write_text(json.dumps(said), "utf-8")
        assert OpenedFile.at(tmp_path / name) == OpenedFile(tmp_path / name, kind)
    assert OpenedFile.at(tmp_path / "missing.json").kind is Kind.LAYOUT


@given(
    st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(lambda each: json.dumps(each).encode())
)
def test_any_content_has_a_kind(data: bytes) -> None:
    assert kind_by_content(data) in Kind


@pytest.mark.usefixtures("secret_service")
async def test_a_recipe_opens_when_a_portal_is_connected(
    qapp: QApplication, daybook_home: Path, tmp_path: Path, empty_portal: SandboxProcess
) -> None:
    path = tmp_path / f"late{RECIPE_SUFFIX}"
    path.write_text(json.dumps(RECIPE), "utf-8")
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.window.open_file(OpenedFile.at(path))
    life.begin()
    await life.until(life.window.start.isVisible)
    assert path.name in life.window.quiet.text
    await connect(life, empty_portal.webhook, remember=False)
    await life.until(lambda: "change" in {each.id for each in life.window.workspaces})
    [change] = (each for each in life.window.workspaces if isinstance(each, ChangingWorkspace))
    await life.until(lambda: change.changing.recipe() is not None)
    kept, read = change.changing.recipe(), read_recipe(path.read_bytes(), zone=UTC).recipe
    assert kept is not None
    assert read is not None
    assert kept.change == read.change
    assert life.window.current is change
    await life.leave()


class HeldUp:
    """The making of workspaces, which stops at one turn of the window until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
        self.there, self.go_on = asyncio.Event(), asyncio.Event()
        self._turns_left = turn
        for module in (making, workspaces):
            monkeypatch.setattr(module, "breathe", self._breathe)

    async def _breathe(self) -> None:
        self._turns_left -= 1
        await asyncio.sleep(0.001)
        if self._turns_left == 0:
            self.there.set()
            await self.go_on.wait()


def running_clocks() -> list[QTimer]:
    """Those of workspaces."""
    found = [each for each in gc.get_objects() if isinstance(each, QTimer) and isValid(each) and each.isActive()]
    return [each for each in found if isinstance(each.parent(), (EntitiesWorkspace, ActivitiesWorkspace))]


@pytest.mark.parametrize("turn", HELD_UP)
async def test_a_window_that_is_closed_while_it_is_made_leaves_no_clock_running(
    qapp: QApplication, daybook_home: Path, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    held_up = HeldUp(monkeypatch, turn)
    await connect(life, empty_portal.webhook, remember=False)
    await life.until(held_up.there.is_set)
    await life.leave()
    assert running_clocks() == []


@pytest.mark.parametrize("turn", HELD_UP[1:])
async def test_a_connection_that_is_opened_anew_while_it_is_laid_out_is_laid_out_once(
    qapp: QApplication, daybook_home: Path, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    held_up = HeldUp(monkeypatch, turn)
    own = await connect(life, empty_portal.webhook, remember=False)
    await life.until(held_up.there.is_set)
    current = own._connections.current_id
    assert current is not None
    await own._connections.switch(current)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    assert len({each.id for each in life.window.workspaces}) == len(life.window.workspaces)
    await life.read_through()
    assert len({id(each.parent()) for each in running_clocks()}) <= len((EntitiesWorkspace, ActivitiesWorkspace))
    await life.leave()
    assert running_clocks() == []


async def test_a_layout_opens_before_any_portal_is_known(
    qapp: QApplication, daybook_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"card{LAYOUT_SUFFIX}"
    path.write_text('{"blocks": {"a": {"type": "deadline"}}}', "utf-8")
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.window.open_file(OpenedFile.at(path))
    life.begin()
    await life.until(lambda: any(isinstance(each, StudioWorkspace) for each in life.window.workspaces))
    [studio] = (each for each in life.window.workspaces if isinstance(each, StudioWorkspace))
    await life.until(lambda: studio.card.card.picture is not None)
    assert studio.editor.text == path.read_text("utf-8")
    assert studio.head.title.text() == path.name
    await life.until(lambda: life.window.current is studio)
    await life.settled()
    assert studio.widget.isVisible()
    assert not life.window.start.isVisible()
    await life.leave()
