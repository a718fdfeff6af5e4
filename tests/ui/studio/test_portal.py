"""The studio and a real portal: load, put, remove, and what a webhook may not."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pytestqt.qtbot import QtBot

from daybook.bitrix import activities, configurable, layouts, todos
from daybook.bitrix.address import Access, read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.clock import SystemClock
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.extensions import CardFields
from daybook.domain.layouts.model import Dto
from daybook.store.definitions import Definitions
from daybook.store.memory import open_memory
from daybook.ui.kit.look import Look
from daybook.ui.studio.replacing import ReplaceQuestion
from daybook.work.extensions import Extensions
from daybook.work.studio.on_portal import OnPortal
from tests.bitrix.conftest import token_of
from tests.domain.layouts.examples import examples
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.studio.stage import Stage, open_stage

DEAL_1 = EntityRef(DEAL, 1)
Other = Callable[[], Awaitable[None]]


@pytest.fixture(scope="module")
def process() -> Iterator[SandboxProcess]:
    """An empty portal that the tests of this file share."""
    with SandboxProcess.start("--data", "empty", *FAST) as made:
        yield made


@asynccontextmanager
async def _joined(look: Look, access: Access, home: Path) -> AsyncIterator[tuple[Stage, Portal]]:
    clock = SystemClock()
    portal = Portal(access, await open_transport(access.portal), RequestGate(LeakyBucket(100_000, 10**6), clock), clock)
    database = open_memory(home / "definitions.sqlite")
    try:
        async with open_stage(look, home) as stage:
            stage.work.portal.follow(OnPortal(Extensions(portal, Definitions(database)), portal.address))
            await stage.settled()
            yield stage, portal
            await stage.settled()
    finally:
        await database.aclose()
        await portal.aclose()


@pytest_asyncio.fixture
async def joined(
    qtbot: QtBot, look: Look, process: SandboxProcess, tmp_path: Path
) -> AsyncIterator[tuple[Stage, Portal]]:
    """By the application's token."""
    async with _joined(look, token_of(process), tmp_path) as made:
        yield made


def _text_of(name: str) -> str:
    return next(each.text for each in examples() if each.name == name)


async def _todo(portal: Portal) -> int:
    return await todos.add(portal, DEAL_1, deadline=datetime(2026, 3, 3, 9, 0, tzinfo=UTC), title="Call back")


async def test_blocks_are_put_loaded_and_removed(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    text = _text_of("valid_blocks_documented_seven.json")
    await stage.write(text)
    stage.work.portal_bar.number.setText(str(number))
    stage.work.portal_bar.number.textEdited.emit(str(number))
    stage.work.portal_bar.put.click()
    await stage.settled()
    assert stage.said == "The layout is on “Call back”."
    kept = await layouts.get(portal, number, DEAL_1)
    assert list(kept["blocks"]) == list(json.loads(text)["blocks"])  # type: ignore[index]
    await stage.write("{}")
    stage.work.portal_bar.load.click()
    await stage.settled()
    assert json.loads(stage.text) == json.loads(text)
    assert stage.work.head.title.text() == "Call back"
    stage.work.portal_bar.remove.click()
    assert stage.work.portal.question is not None
    stage.work.portal.question.yes.click()
    await stage.settled()
    assert await layouts.get(portal, number, DEAL_1) is None
    aside = [each for each in stage.work.studio.others if each.name == "Call back"]
    assert [json.loads(each.text) for each in aside] == [json.loads(text)], "nothing is lost"


async def test_an_activity_that_is_handed_over_shows_what_is_on_it(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    text = _text_of("valid_blocks_link_bold.json")
    await layouts.set_blocks(portal, number, DEAL_1, json.loads(text))
    stage.work.open_activity(number)
    await stage.settled()
    assert stage.work.portal_bar.wanted == number
    assert json.loads(stage.work.editor.text)["blocks"] == json.loads(text)["blocks"]


async def test_a_card_is_put_on_its_configurable_activity_and_its_data_stay(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    before = json.loads(_text_of("valid_activity_minimal.json"))
    number = await configurable.add(portal, DEAL_1, CardFields(responsible_id=1, origin_id="4711"), before)
    stage.work.portal.load(number)
    await stage.settled()
    assert json.loads(stage.text) == before
    card = json.loads(_text_of("valid_activity_field_card.json"))
    stage.work.portal.put(number, Dto.CARD, card)
    await stage.settled()
    found = await configurable.get(portal, number)
    assert (found.layout, found.fields.origin_id) == (card, "4711")


async def test_a_card_does_not_fit_on_a_todo_and_nothing_is_sent(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    card = json.loads(_text_of("valid_activity_minimal.json"))
    stage.work.portal.put(number, Dto.CARD, card)
    await stage.settled()
    assert "fits on configurable activities only" in stage.said
    activity = await activities.find(portal, number)
    assert activity is not None
    assert activity.subject == "Call back"


def _blocks(words: str) -> dict[str, Any]:
    return {"blocks": {"a": {"type": "text", "properties": {"value": words}}}}


def _question(stage: Stage) -> ReplaceQuestion:
    question = stage.work.portal.question
    assert isinstance(question, ReplaceQuestion)
    return question


async def test_what_somebody_else_changed_is_shown_before_it_is_replaced(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    await layouts.set_blocks(portal, number, DEAL_1, _blocks("first"))
    stage.work.portal.load(number)
    await stage.settled()
    await layouts.set_blocks(portal, number, DEAL_1, _blocks("theirs"))
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    question = _question(stage)
    assert question.isVisible()
    assert [each.accessibleDescription() for each in (question.there, question.ours)] == ["theirs", "ours"]
    assert "was changed meanwhile" in question.card.accessibleName()
    assert nameless(question) == []
    question.no.click()
    await stage.settled()
    assert await layouts.get(portal, number, DEAL_1) == _blocks("theirs")
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    _question(stage).yes.click()
    await stage.settled()
    assert await layouts.get(portal, number, DEAL_1) == _blocks("ours")
    assert [json.loads(each.text) for each in stage.work.studio.others] == [_blocks("theirs")], "nothing is lost"


async def test_what_came_while_the_question_was_open_is_asked_about_again(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    await layouts.set_blocks(portal, number, DEAL_1, _blocks("theirs"))
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    first = _question(stage)
    assert "already" in first.card.accessibleName()
    await layouts.set_blocks(portal, number, DEAL_1, _blocks("theirs again"))
    first.yes.click()
    await stage.settled()
    second = _question(stage)
    assert second is not first
    assert second.there.accessibleDescription() == "theirs again"
    second.open_there.click()
    await stage.settled()
    assert json.loads(stage.text) == _blocks("theirs again")
    assert await layouts.get(portal, number, DEAL_1) == _blocks("theirs again")


async def test_what_was_put_here_is_replaced_without_a_question(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    for words in ("one", "two", "two", "three"):
        stage.work.portal.put(number, Dto.BLOCKS, _blocks(words))
        await stage.settled()
        assert await layouts.get(portal, number, DEAL_1) == _blocks(words)
    assert stage.work.portal.question is None


async def test_the_card_of_an_activity_that_was_never_loaded_is_asked_about(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    before = json.loads(_text_of("valid_activity_minimal.json"))
    number = await configurable.add(portal, DEAL_1, CardFields(responsible_id=1), before)
    card = json.loads(_text_of("valid_activity_field_card.json"))
    stage.work.portal.put(number, Dto.CARD, card)
    await stage.settled()
    assert (await configurable.get(portal, number)).layout == before
    _question(stage).yes.click()
    await stage.settled()
    assert (await configurable.get(portal, number)).layout == card


async def test_a_number_that_is_not_there_is_said(joined: tuple[Stage, Portal]) -> None:
    stage, _ = joined
    stage.work.portal.load(99_999)
    await stage.settled()
    assert stage.said == "There is no such activity, or it is not for you."


async def test_everything_about_the_portal_has_a_key_that_works_when_its_button_does(
    joined: tuple[Stage, Portal],
) -> None:
    stage, portal = joined
    number = await _todo(portal)
    commands = {each.id: each for each in stage.work.commands}
    about_portal = [commands[f"layout-{name}"] for name in ("load", "put", "remove", "many", "form")]
    assert all(each.keys for each in about_portal)
    assert [each.enabled() for each in about_portal] == [False] * 5
    await stage.write(json.dumps(_blocks("by a key")))
    stage.work.portal_bar.number.setText(str(number))
    stage.work.portal_bar.number.textEdited.emit(str(number))
    assert [each.enabled() for each in about_portal] == [True, True, True, True, False]
    commands["layout-put"].run()
    await stage.settled()
    assert await layouts.get(portal, number, DEAL_1) == _blocks("by a key")


async def test_a_webhook_is_told_that_it_needs_an_application(
    qtbot: QtBot, look: Look, process: SandboxProcess, tmp_path: Path
) -> None:
    async with _joined(look, read_webhook(process.webhook), tmp_path) as (stage, _):
        await stage.write(_text_of("valid_blocks_text_minimal.json"))
        stage.work.portal_bar.number.setText("1")
        stage.work.portal_bar.number.textEdited.emit("1")
        assert not stage.work.portal_bar.put.isEnabled()
        assert stage.work.portal_bar.said.text().startswith("This needs an application.")


@pytest.fixture
def slipping(joined: tuple[Stage, Portal], monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Other], None]:
    """Lets somebody else do something right before or right after the request that puts a layout."""
    portal = joined[1]
    batch = portal.batch

    def slip(when: str, other: Other) -> None:
        async def both(commands: Any, **options: Any) -> Any:
            if when == "before":
                await other()
            found = await batch(commands, **options)
            if when == "after":
                await other()
            return found

        monkeypatch.setattr(portal, "batch", both)

    return slip


async def test_what_slips_in_before_the_writing_is_kept_and_told(
    joined: tuple[Stage, Portal], slipping: Callable[[str, Other], None]
) -> None:
    stage, portal = joined
    number = await _todo(portal)
    slipping("before", lambda: layouts.set_blocks(portal, number, DEAL_1, _blocks("theirs")))
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    assert await layouts.get(portal, number, DEAL_1) == _blocks("ours")
    assert stage.said == "Yours is on “Call back”. What somebody put there meanwhile is kept under “Open”."
    assert [(each.name, json.loads(each.text)) for each in stage.work.studio.others] == [
        ("Call back", _blocks("theirs"))
    ]


async def test_what_slips_in_after_the_writing_is_told_and_asked_about_the_next_time(
    joined: tuple[Stage, Portal], slipping: Callable[[str, Other], None]
) -> None:
    stage, portal = joined
    number = await _todo(portal)
    slipping("after", lambda: layouts.set_blocks(portal, number, DEAL_1, _blocks("theirs")))
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    assert stage.said == "Somebody changed the layout on “Call back” right after you. Yours is kept under “Open”."
    assert [json.loads(each.text) for each in stage.work.studio.others] == [_blocks("ours")]
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours again"))
    await stage.settled()
    assert _question(stage).there.accessibleDescription() == "theirs"


async def test_what_is_taken_away_right_after_it_was_put_is_told(
    joined: tuple[Stage, Portal], slipping: Callable[[str, Other], None]
) -> None:
    stage, portal = joined
    number = await _todo(portal)
    slipping("after", lambda: layouts.delete(portal, number, DEAL_1))
    stage.work.portal.put(number, Dto.BLOCKS, _blocks("ours"))
    await stage.settled()
    assert "right after you" in stage.said
    assert [json.loads(each.text) for each in stage.work.studio.others] == [_blocks("ours")]


async def test_a_card_that_slips_in_is_kept_too(
    joined: tuple[Stage, Portal], slipping: Callable[[str, Other], None]
) -> None:
    stage, portal = joined
    before = json.loads(_text_of("valid_activity_minimal.json"))
    theirs = before | {"header": {"title": "Theirs"}}
    number = await configurable.add(portal, DEAL_1, CardFields(responsible_id=1), before)
    stage.work.portal.load(number)
    await stage.settled()
    fields = CardFields(responsible_id=1)
    slipping("before", lambda: configurable.update(portal, number, fields, theirs))
    card = before | {"header": {"title": "Ours"}}
    stage.work.portal.put(number, Dto.CARD, card)
    await stage.settled()
    assert (await configurable.get(portal, number)).layout == card
    assert [json.loads(each.text) for each in stage.work.studio.others] == [theirs]


async def test_what_nobody_else_touched_is_put_without_a_word_about_others(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    for layout in (json.loads(_text_of("valid_blocks_documented_seven.json")), IN_NO_QUERY, MANY):
        stage.work.portal.put(number, Dto.BLOCKS, layout)
        await stage.settled()
        assert stage.said == "The layout is on “Call back”."
        assert await layouts.get(portal, number, DEAL_1) in (layout, _without_empty(layout))
    assert stage.work.studio.others == ()


IN_NO_QUERY: dict[str, Any] = {"blocks": {"a": {"type": "deadline", "properties": {}}}}
MANY: dict[str, Any] = {"blocks": {f"b{n}": {"type": "text", "properties": {"value": "x"}} for n in range(20)}}


def _without_empty(layout: dict[str, Any]) -> dict[str, Any]:
    """As PHP gives it back."""
    return {"blocks": {key: each | {"properties": each["properties"] or []} for key, each in layout["blocks"].items()}}


async def test_what_the_portal_refuses_is_refused_once_in_its_own_words(joined: tuple[Stage, Portal]) -> None:
    stage, portal = joined
    number = await _todo(portal)
    bad = {"blocks": {"a": {"type": "nonsense", "properties": {"value": "x"}}}}
    stage.work.portal.put(number, Dto.BLOCKS, bad)
    await stage.settled()
    assert len(stage.window.errors.failures) == 1
    assert await layouts.get(portal, number, DEAL_1) is None
