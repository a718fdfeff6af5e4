"""What stood half-done on a page is there again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybook.store.database import Database
from daybook.store.page_drafts import KeptPage, PageDrafts

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def drafts(memory: Database) -> PageDrafts:
    return PageDrafts(memory, "c1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.dictionaries(st.text(), JSON, max_size=3))
async def test_a_draft_is_read_as_it_was_written(drafts: PageDrafts, draft: dict[str, Any]) -> None:
    await drafts.put("change", draft, NOW)
    assert await drafts.get("change") == KeptPage("change", draft, NOW)


async def test_half_a_letter_survives(drafts: PageDrafts) -> None:
    await drafts.put("change", {"title": "half an emoji \ud83d"}, NOW)
    kept = await drafts.get("change")
    assert kept is not None
    assert kept.draft == {"title": "half an emoji \ud83d"}


async def test_pages_and_connections_stand_apart(drafts: PageDrafts, memory: Database) -> None:
    other = PageDrafts(memory, "c2")
    await drafts.put("change", {"n": 1}, NOW)
    await drafts.put("details 7", {"n": 2}, NOW + timedelta(minutes=1))
    await other.put("change", {"n": 3}, NOW)
    assert [(each.page, each.draft) for each in await drafts.all()] == [("details 7", {"n": 2}), ("change", {"n": 1})]
    await drafts.drop("change")
    await drafts.drop("change")
    assert await drafts.get("change") is None
    assert len(await other.all()) == 1
