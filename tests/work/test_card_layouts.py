"""What an application put on cards: read for what is in sight, in few requests, and by an application only."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import PortalError
from daybook.clock import SystemClock
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.layouts.model import BlockSet, Card, TextBlock
from daybook.work.card_layouts import _understood
from daybook.work.session import PortalSession
from daybook.work.timeline import Timeline
from tests.bitrix.conftest import token_of
from tests.domain.layouts.mutations import nearly_valid
from tests.helpers.pending import make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

DEAL_1 = EntityRef(DEAL, 1)
PLACE = {"entityTypeId": DEAL, "entityId": 1}
CARD: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {"title": "Survey"},
    "body": {"logo": {"code": "document"}, "blocks": {"a": {"type": "text", "properties": {"value": "9 of 10"}}}},
}


def blocks(words: str) -> dict[str, Any]:
    return {"blocks": {"a": {"type": "text", "properties": {"value": words}}}}


def put(portal: SandboxProcess, number: int, words: str, *, second: bool = False) -> None:
    params = {**PLACE, "activityId": number, "layout": blocks(words)}
    portal.app_call("crm.activity.layout.blocks.set", params, second=second)


def add_card(portal: SandboxProcess, *, second: bool = False) -> int:
    params = {"ownerTypeId": DEAL, "ownerId": 1, "fields": {"typeId": "CONFIGURABLE"}, "layout": CARD}
    made = portal.app_call("crm.activity.configurable.add", params, second=second)
    number: int = made["activity"]["id"]
    return number


async def read(session: PortalSession, ids: Iterable[int]) -> Timeline:
    await session.timeline.show(DEAL_1)
    session.timeline.in_sight(ids)
    await session.timeline.layouts.read()
    return session.timeline


def asked(portal: SandboxProcess) -> int:
    """Commands so far, without the statistics themselves."""
    commands: int = portal.stats()["commands"]
    return commands


def words_on(timeline: Timeline, number: int) -> str | None:
    card = timeline.content.find(number)
    assert card is not None
    if not isinstance(card.layout, BlockSet):
        return None
    (block,) = card.layout.blocks
    assert isinstance(block, TextBlock)
    return str(block.value)


async def test_blocks_and_cards_of_an_application_are_read(tmp_path: Path, empty_portal: SandboxProcess) -> None:
    todo, plain = make_todo(empty_portal), make_todo(empty_portal)
    put(empty_portal, todo, "ours")
    put(empty_portal, plain, "theirs", second=True)
    own, foreign = add_card(empty_portal), add_card(empty_portal, second=True)
    async with open_session(token_of(empty_portal), tmp_path, SystemClock()) as session:
        before = empty_portal.stats()["requests"]
        timeline = await read(session, (todo, plain, own, foreign))
        assert empty_portal.stats()["requests"] - before <= 4
        assert words_on(timeline, todo) == "ours"
        assert words_on(timeline, plain) is None
        card, other = timeline.content.find(own), timeline.content.find(foreign)
        assert card is not None
        assert isinstance(card.layout, Card)
        assert card.layout.header.title == "Survey"
        assert other is not None
        assert other.layout is None


async def test_only_what_is_in_sight_is_asked_for_and_once(tmp_path: Path, empty_portal: SandboxProcess) -> None:
    ids = [make_todo(empty_portal, f"Talk {number}") for number in range(70)]
    async with open_session(token_of(empty_portal), tmp_path, SystemClock()) as session:
        await session.timeline.show(DEAL_1)
        before = asked(empty_portal)
        timeline = session.timeline
        timeline.in_sight(ids[:60])
        await timeline.layouts.read()
        assert asked(empty_portal) - before == 60
        timeline.in_sight(ids[:60])
        assert not timeline.layouts.is_wanting
        timeline.in_sight(ids[55:65])
        await timeline.layouts.read()
        assert asked(empty_portal) - before == 65


async def test_a_changed_activity_and_a_doubted_one_are_read_again(
    tmp_path: Path, empty_portal: SandboxProcess
) -> None:
    number, other = make_todo(empty_portal), make_todo(empty_portal)
    async with open_session(token_of(empty_portal), tmp_path, SystemClock()) as session:
        timeline = await read(session, (number, other))
        put(empty_portal, number, "late")
        timeline.in_sight((number, other))
        assert not timeline.layouts.is_wanting
        timeline.layouts.doubt()
        timeline.in_sight((number, other))
        assert timeline.layouts.is_wanting
        await timeline.layouts.read()
        assert words_on(timeline, number) == "late"
        put(empty_portal, number, "later")
        card = timeline.content.find(number)
        assert card is not None
        assert card.activity.updated is not None
        timeline.put(replace(card.activity, updated=card.activity.updated + timedelta(seconds=1)))
        assert words_on(timeline, number) == "late"
        before = asked(empty_portal)
        timeline.in_sight((number, other))
        await timeline.layouts.read()
        assert words_on(timeline, number) == "later"
        assert asked(empty_portal) - before == 1


async def test_by_a_webhook_nothing_is_asked(tmp_path: Path, empty_portal: SandboxProcess) -> None:
    number = make_todo(empty_portal)
    put(empty_portal, number, "ours")
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        await session.timeline.show(DEAL_1)
        before = asked(empty_portal)
        session.timeline.in_sight([number])
        assert not session.timeline.layouts.is_wanting
        await session.timeline.layouts.read()
        assert asked(empty_portal) == before
        assert words_on(session.timeline, number) is None


@pytest.mark.parametrize("fault", ["error:crm.activity.layout.blocks.get:INTERNAL_SERVER_ERROR", "html"])
async def test_a_portal_that_fails_is_left_alone_for_a_while(
    tmp_path: Path, empty_portal: SandboxProcess, fault: str
) -> None:
    number = make_todo(empty_portal)
    async with open_session(token_of(empty_portal), tmp_path, SystemClock()) as session:
        await session.timeline.show(DEAL_1)
        empty_portal.faults(f"{fault}=1")
        session.timeline.in_sight([number])
        await session.timeline.layouts.read()
        empty_portal.faults("")
        assert words_on(session.timeline, number) is None
        session.timeline.in_sight([number])
        assert not session.timeline.layouts.is_wanting


def nested(levels: int) -> Any:
    inner: Any = "x"
    for _ in range(levels):
        inner = {"blocks": inner}
    return inner


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(codec=None), max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["blocks", "type", "a"]), inner),
    max_leaves=20,
)


@given(raw=JSON | nearly_valid() | st.sampled_from([nested(1_000), nested(100_000), math.nan, [math.inf], "9" * 5_000]))
def test_whatever_a_portal_answers_is_a_layout_or_none(raw: Any) -> None:
    answers = [
        (Activity(1, ActivityKind.CONFIGURABLE, DEAL_1, ""), Answer({"activity": {"id": 1, "layout": raw}})),
        (Activity(2, ActivityKind.TODO, DEAL_1, ""), Answer({"layout": raw})),
        (Activity(3, ActivityKind.TODO, DEAL_1, ""), Answer(raw)),
    ]
    found = dict(_understood(answers))
    assert [*found] == [activity for activity, _ in answers]
    card, blocks, _ = found.values()
    assert card is None or isinstance(card, Card)
    assert blocks is None or isinstance(blocks, BlockSet)
    assert not isinstance(card, PortalError)
