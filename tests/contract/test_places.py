"""Each documented method has a place in the window that a person can reach by name or by key."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.kit.look import Look
from tests.contract.places import PLACES
from tests.helpers.life import Life, connect
from tests.sandbox import catalogue
from tests.sandbox.process import SandboxProcess


def test_every_documented_method_has_a_place() -> None:
    assert set(PLACES) == set(catalogue.methods())


async def test_every_place_is_there(qapp: QApplication, qtbot: QtBot, daybook_home: Path) -> None:
    with SandboxProcess.start("--data", "empty") as portal:
        life = Life(Look.of(qapp))
        life.begin()
        await life.until(life.window.start.isVisible)
        await connect(life, portal.webhook)
        await life.until(lambda: {"entities", "extensions"} <= {each.id for each in life.window.workspaces})
        there = {command.id: command.keys for workspace in life.window.workspaces for command in workspace.commands}
        await life.leave()
    assert set(PLACES.values()) <= set(there)
    assert [place for place in set(PLACES.values()) if not there[place]] == []
