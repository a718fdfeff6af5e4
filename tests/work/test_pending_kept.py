"""Whatever is edited, dropped and taken back: memory and disk hold the same, and each undo leads one action back."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field
from daybook.store.memory import open_memory
from daybook.store.pending import Key, PendingEditBook
from daybook.work.pending.kept import KeptEdits, key_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIELDS = (Field.TITLE, Field.DESCRIPTION)

keys = st.tuples(st.integers(1, 4), st.sampled_from(FIELDS))
edits = st.builds(
    lambda key, wished: PendingEdit(key[0], key[1], "Old", wished, NOW, "Call"), keys, st.sampled_from(["A", "B", "C"])
)
changes = st.tuples(st.lists(edits, max_size=4, unique_by=key_of), st.sets(keys, max_size=3)).filter(
    lambda change: not {key_of(edit) for edit in change[0]} & change[1]
)
actions = st.lists(st.just("undo") | changes, max_size=12)

Snapshot = Mapping[Key, PendingEdit]


def now(kept: KeptEdits) -> Snapshot:
    return {(number, name): edit for number, cells in kept.rows.items() for name, edit in cells.items()}


@settings(max_examples=60, deadline=None)
@given(script=actions)
def test_each_undo_leads_one_action_back(
    tmp_path_factory: pytest.TempPathFactory, script: list[str | tuple[list[PendingEdit], set[Key]]]
) -> None:
    asyncio.run(_play(tmp_path_factory, script))


async def _play(
    tmp_path_factory: pytest.TempPathFactory, script: list[str | tuple[list[PendingEdit], set[Key]]]
) -> None:
    database = open_memory(tmp_path_factory.mktemp("kept") / "memory.sqlite")
    book = PendingEditBook(database, "https://example.bitrix24.com", 7)
    touched: list[frozenset[int]] = []
    kept = KeptEdits(book, touched.append)
    before: list[Snapshot] = []
    for action in script:
        was = now(kept)
        if isinstance(action, str):
            expected = before.pop() if before else was
            await kept.undo()
            assert now(kept) == expected
        else:
            put, drop = action
            await kept.change(put, drop)
            expected = {key: edit for key, edit in was.items() if key not in drop} | {key_of(e): e for e in put}
            assert now(kept) == expected
            if put or drop & was.keys():
                before.append(was)
        assert {key_of(each.edit): each.edit for each in await book.all()} == now(kept)
        assert all(kept.rows.values())
        assert kept.can_undo is bool(before)
        changed = {key[0] for key in was.keys() | now(kept).keys() if was.get(key) != now(kept).get(key)}
        assert not changed or changed <= touched[-1]
    await database.aclose()
