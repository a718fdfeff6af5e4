"""What an application put on cards, in the real window and on a real portal: by its token, and by a webhook."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from daybook.bitrix.call_log import CallLog
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.layouts.model import BlockSet, Card
from daybook.ui.entities.reads import LAYOUTS_JOB
from daybook.ui.kit.look import Look
from daybook.ui.timeline.areas import Area
from tests.bitrix.conftest import token_of
from tests.helpers.pending import make_todo
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.entities.desk import Desk, open_desk

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)")  # offscreen, of a tooltip
DEAL_1, DEAL_2 = EntityRef(DEAL, 1), EntityRef(DEAL, 2)
APP_ONLY = ("crm.activity.layout.blocks.get", "crm.activity.configurable.get")
CARD: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {"title": "How was it?"},
    "body": {"logo": {"code": "document"}, "blocks": {"a": {"type": "text", "properties": {"value": "9 of 10"}}}},
}


def link(words: str, uri: str) -> dict[str, Any]:
    return {"type": "link", "properties": {"text": words, "action": {"type": "redirect", "uri": uri}}}


def put(portal: SandboxProcess, number: int, blocks: dict[str, Any]) -> None:
    place = {"entityTypeId": DEAL, "entityId": 1, "activityId": number}
    portal.app_call("crm.activity.layout.blocks.set", {**place, "layout": {"blocks": blocks}})


def add_card(portal: SandboxProcess, *, second: bool = False) -> int:
    params = {"ownerTypeId": DEAL, "ownerId": 1, "fields": {"typeId": "CONFIGURABLE"}, "layout": CARD}
    made = portal.app_call("crm.activity.configurable.add", params, second=second)
    number: int = made["activity"]["id"]
    return number


class Sight:
    """The window on deal 1, and which of its methods the portal was asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cards = desk.work.timeline.cards
        self._log = desk.session.portal.log = CallLog()

    def asked(self, method: str) -> int:
        """How often, alone or in a batch."""
        return sum(
            (call.method == method) + sum(part.command.startswith(method) for part in call.parts)
            for call in self._log.calls
        )

    async def shown(self, number: int) -> None:
        """Waits until the layout of this activity is drawn."""
        await until(lambda: not self.cards.box_of(number, Area.BLOCKS).isEmpty())
        await self.quiet()

    async def quiet(self) -> None:
        """Waits until everything in sight was asked for and is drawn."""
        await until(lambda: not self.cards._looking.isActive() and not self.desk.jobs.running(LAYOUTS_JOB))
        await self.desk.settled()
        await until(lambda: self.cards.settled)

    def layout(self, number: int) -> object:
        """What the card shows of an application."""
        card = self.desk.work.timeline.content.find(number)
        assert card is not None
        return card.layout


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: pytest.fail("nobody wanted this opened"))


@pytest.fixture
async def desk(look: Look, qapp: QApplication, tmp_path: Path, empty_portal: SandboxProcess) -> AsyncIterator[Desk]:
    """By the application's token."""
    async with open_desk(look, empty_portal, tmp_path, token_of(empty_portal)) as opened:
        yield opened


async def test_blocks_and_cards_of_the_application_are_shown(
    desk: Desk, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo, own = make_todo(empty_portal), add_card(empty_portal)
    put(empty_portal, todo, {"deal": link("The deal", "/crm/deal/details/5/")})
    sight = Sight(desk)
    await desk.open(DEAL_1)
    await sight.shown(todo)
    await sight.shown(own)
    assert isinstance(sight.layout(todo), BlockSet)
    assert isinstance(sight.layout(own), Card)
    assert [sight.asked(method) for method in APP_ONLY] == [1, 1]
    assert desk.failures == []
    assert not nameless(desk.work.timeline)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.work.timeline.select(todo)
    desk.work.go_to_timeline()
    desk.press("Right")
    desk.press("Return")
    assert opened == [QUrl(f"{empty_portal.portal}/crm/deal/details/5/")]


async def test_by_a_webhook_nothing_is_asked_and_nothing_drawn(
    look: Look, qapp: QApplication, tmp_path: Path, empty_portal: SandboxProcess
) -> None:
    todo, own = make_todo(empty_portal), add_card(empty_portal)
    put(empty_portal, todo, {"deal": link("The deal", "/crm/deal/details/5/")})
    async with open_desk(look, empty_portal, tmp_path) as desk:
        sight = Sight(desk)
        await desk.open(DEAL_1)
        await until(lambda: len(desk.work.timeline.content.open) == 2)
        await sight.quiet()
        assert [sight.asked(method) for method in APP_ONLY] == [0, 0]
        assert sight.cards.box_of(todo, Area.BLOCKS).isEmpty()
        assert sight.layout(own) is None
        assert desk.failures == []


async def test_a_card_that_is_refused_is_drawn_without_and_nobody_is_told(
    desk: Desk, empty_portal: SandboxProcess
) -> None:
    todo, foreign, own = make_todo(empty_portal), add_card(empty_portal, second=True), add_card(empty_portal)
    sight = Sight(desk)
    await desk.open(DEAL_1)
    await sight.shown(own)
    assert sight.layout(foreign) is None
    assert sight.layout(todo) is None
    assert not sight.cards.box_of(foreign, Area.EDIT).isEmpty()
    for bigger in (40, -40, 60):  # whatever makes the list look again: what was refused is not asked again
        desk.window.resize(desk.window.width(), desk.window.height() + bigger)
        QApplication.processEvents()
        await sight.quiet()
    assert [sight.asked(method) for method in APP_ONLY] == [1, 2]
    assert desk.failures == []


async def test_a_portal_that_fails_leaves_the_cards_as_they_are(desk: Desk, empty_portal: SandboxProcess) -> None:
    todo = make_todo(empty_portal)
    put(empty_portal, todo, {"deal": link("The deal", "/crm/")})
    sight = Sight(desk)
    empty_portal.faults("error:crm.activity.layout.blocks.get:INTERNAL_SERVER_ERROR=1")
    await desk.open(DEAL_1)
    await until(lambda: sight.asked(APP_ONLY[0]) == 1)
    await sight.quiet()
    empty_portal.faults("")
    assert desk.failures == []
    assert not sight.cards.box_of(todo, Area.COMPLETE).isEmpty()
    assert sight.cards.box_of(todo, Area.BLOCKS).isEmpty()


async def test_what_was_put_meanwhile_is_shown_after_a_refresh_and_a_way_back(
    desk: Desk, empty_portal: SandboxProcess
) -> None:
    todo = make_todo(empty_portal)
    sight = Sight(desk)
    await desk.open(DEAL_1)
    await until(lambda: sight.asked(APP_ONLY[0]) == 1)
    await sight.quiet()
    put(empty_portal, todo, {"one": link("One", "/crm/")})
    desk.work.refresh()
    await sight.shown(todo)
    before = sight.cards.box_of(todo, Area.BLOCKS).height()
    put(empty_portal, todo, {"one": link("One", "/crm/"), "two": link("Two", "/crm/")})
    desk.work.widget.hide()
    desk.work.enter()
    desk.work.widget.show()
    await until(lambda: sight.cards.box_of(todo, Area.BLOCKS).height() > before)


async def test_another_item_ends_the_reading(desk: Desk, empty_portal: SandboxProcess) -> None:
    todo = make_todo(empty_portal)
    put(empty_portal, todo, {"deal": link("The deal", "/crm/")})
    sight = Sight(desk)
    empty_portal.faults("delay:batch=1")
    await desk.open(DEAL_1)
    await until(lambda: desk.jobs.running(LAYOUTS_JOB))
    desk.work.open_item(DEAL_2)
    assert not desk.jobs.running(LAYOUTS_JOB)
    empty_portal.faults("")
    await desk.settled()
    desk.work.open_item(DEAL_1)
    await sight.shown(todo)
    assert desk.failures == []


async def test_hostile_blocks_open_nothing_and_are_written_as_they_are(
    desk: Desk, empty_portal: SandboxProcess
) -> None:
    hostile = make_todo(empty_portal)
    html = '<img src="http://evil.example/x.png"><b>Bold</b>'
    put(
        empty_portal,
        hostile,
        {
            "script": link("Free money", "javascript:alert(1)"),
            "file": link("Your file", "file:///etc/passwd"),
            "html": {"type": "text", "properties": {"value": html, "title": html}},
            "turned": {"type": "text", "properties": {"value": "abc\u202edef\u202c \U0001f600"}},
            "long": {"type": "text", "properties": {"value": "x" * 200_000}},
            "lines": {"type": "text", "properties": {"value": "y\n" * 50_000, "multiline": True}},
        },
    )
    sight = Sight(desk)
    await desk.open(DEAL_1)
    await sight.shown(hostile)
    assert 1_000 < sight.cards.box_of(hostile, Area.BLOCKS).height() < 100_000
    desk.work.timeline.select(hostile)
    desk.work.go_to_timeline()
    for _ in range(3):
        desk.press("Right")
        desk.press("Return")
    timeline = desk.work.timeline
    card = timeline.content.find(hostile)
    assert card is not None
    said = timeline._model.index_of(hostile)
    assert html in timeline._model.data(said, Qt.ItemDataRole.AccessibleTextRole)
    tips = [each.tip for each in timeline._delegate.spots(card, sight.cards.viewport().width())]
    assert html in tips
    assert not timeline.grab().isNull()
    assert desk.failures == []
