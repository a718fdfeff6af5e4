"""What goes into the copy of a portal comes out of it again."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Semaphore

import pytest

from daybook.domain.activity import Activity, ActivityKind, Direction, TextFormat
from daybook.domain.activity import Priority as Importance
from daybook.domain.entities import COMPANY, DEAL, Channel, Entity, EntityRef, Money, Person
from daybook.domain.filtering import Among, BoundTo, Fact, Filter, Moment, Order, Says, SortKey, Within
from daybook.domain.listing import EXCERPT
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.copy.copy import Changed, PortalCopy, path_for
from daybook.store.copy.reads import Load
from daybook.store.database import StoreUnusable
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos
from tests.store.copy.conftest import PORTAL

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = EntityRef(DEAL, 102)
EVERYTHING = Filter()


def todo(number: int, **values: object) -> Activity:
    return replace(
        Activity(number, ActivityKind.TODO, OWNER, f"To-do {number}", provider_id="CRM_TODO", type_id=6),
        **values,  # type: ignore[arg-type]
    )


async def shown(copy: PortalCopy, *clauses: object, order: Order | None = None) -> list[int]:
    return list(await copy.ids(Filter(clauses), order or Order(SortKey.ID)))  # type: ignore[arg-type]


async def test_a_whole_activity_survives(copy: PortalCopy) -> None:
    whole = Activity(
        id=2**40, kind=ActivityKind.CALL, owner=EntityRef(COMPANY, 2**33), subject="Ärger – №7 🦊",
        description="[b]Bold[/b] words\n" * 20, text_format=TextFormat.BBCODE, deadline=NOW,
        start=NOW - timedelta(days=1), end=NOW + timedelta(hours=1),
        created=NOW - timedelta(days=9), updated=NOW, completed=True, responsible_id=7,
        author_id=8, editor_id=9, color=TodoColor.ROSE, direction=Direction.INCOMING, priority=Importance.HIGH,
        location="Berlin", provider_id="VOXIMPLANT_CALL", type_id=2,
    )  # fmt: skip
    await copy.put_activities([whole])

    assert await copy.activity(whole.id) == whole
    [line] = await copy.lines([whole.id])
    assert (line.subject, line.deadline, line.color, line.owner) == (whole.subject, NOW, TodoColor.ROSE, whole.owner)
    assert line.excerpt.startswith("Bold words")
    assert len(line.excerpt) <= EXCERPT
    assert line.bindings is None
    assert line.pings is None
    assert line.owner_title == ""


async def test_absent_fields_are_absent(copy: PortalCopy) -> None:
    bare = Activity(7, ActivityKind.OTHER, EntityRef(0, 0), "")
    await copy.put_activities([bare])

    assert await copy.activity(7) == bare


async def test_an_id_that_no_file_can_hold_is_left_out(copy: PortalCopy) -> None:
    await copy.put_activities([todo(2**70), todo(1)])

    assert await shown(copy) == [1]


async def test_half_a_character_and_nul_do_not_stop_anything(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1, subject="a\ud800b\x00c", description="x\ud800y", location="\udfff")])
    await copy.put_activities([todo(1, subject="clean")])

    assert await shown(copy, Says("clean")) == [1]
    assert await shown(copy, Says("xy")) == []


async def test_a_description_of_five_megabytes_is_kept_whole_and_listed_short(copy: PortalCopy) -> None:
    long = "word " * 1_000_000
    await copy.put_activities([todo(1, description=long)])

    [line] = await copy.lines([1])
    found = await copy.activity(1)
    assert found is not None
    assert found.description == long
    assert len(line.excerpt) == EXCERPT


async def test_lines_come_in_the_order_asked_for_without_the_gone(copy: PortalCopy) -> None:
    await copy.put_activities([todo(number) for number in range(1, 6)])
    await copy.drop_activities([3])

    assert [line.id for line in await copy.lines([5, 3, 1, 99])] == [5, 1]


async def test_an_owner_gives_its_title_whichever_comes_first(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1), todo(2, owner=EntityRef(DEAL, 7))])
    await copy.put_entities([Entity(OWNER, "Northwind renewal"), Entity(EntityRef(DEAL, 7), "Contoso rollout")])
    by_owner = Order(SortKey.OWNER)

    assert [line.owner_title for line in await copy.lines([1, 2])] == ["Northwind renewal", "Contoso rollout"]
    assert await shown(copy, order=by_owner) == [2, 1]
    await copy.put_entities([Entity(OWNER, "Aardvark renewal")])
    assert await shown(copy, order=by_owner) == [1, 2]
    assert await shown(copy, Says("aardvark")) == [1]
    assert await shown(copy, Says("northwind")) == []


async def test_an_item_survives(copy: PortalCopy) -> None:
    money = Money(Decimal("1200.50"), "EUR")
    entity = Entity(OWNER, "Northwind", "WON", money, 7, 8, 9, (Channel("PHONE", "+49 30 1"),), closed=True)
    await copy.put_entities([entity])

    assert await copy.entities([EntityRef(DEAL, 1), OWNER]) == [entity]
    await copy.drop_entities([OWNER])
    assert await copy.entities([OWNER]) == []


async def test_people_survive_and_order_by_name(copy: PortalCopy) -> None:
    anna, zoe = Person(9, "Ánna", "Manager", True, "https://x/a.png"), Person(1, "zoe", "", False)
    await copy.put_people([zoe, anna])
    await copy.put_activities([todo(1, responsible_id=1), todo(2, responsible_id=9), todo(3)])

    assert await copy.people() == [anna, zoe]
    assert await shown(copy, order=Order(SortKey.RESPONSIBLE)) == [2, 1, 3]
    assert await shown(copy, order=Order(SortKey.RESPONSIBLE, descending=True)) == [1, 2, 3]


async def test_bindings_are_unknown_until_they_are_read(copy: PortalCopy) -> None:
    other = EntityRef(COMPANY, 5)
    await copy.put_activities([todo(1), todo(2)])
    await copy.put_bindings(1, [OWNER, other], NOW)
    await copy.put_activities([todo(1, subject="changed")])

    first, second = await copy.lines([1, 2])
    assert set(first.bindings or ()) == {OWNER, other}
    assert second.bindings is None
    assert await shown(copy, BoundTo(frozenset({other}))) == [1]
    assert await shown(copy, BoundTo(frozenset({OWNER}))) == [1, 2]
    assert await shown(copy, BoundTo(frozenset({other}), negated=True)) == [2]


async def test_known_reminders_stand_in_the_lines(copy: PortalCopy, tmp_path: Path) -> None:
    memory = open_memory(tmp_path / "memory.sqlite")
    try:
        await KnownTodos(memory).remember(PORTAL, 1, NOW, pings=PingOffsets((0, 15)))
        await KnownTodos(memory).remember("https://other.example", 2, NOW, pings=PingOffsets((0,)))
        await copy.put_activities([todo(1), todo(2)])

        assert [line.pings for line in await copy.lines([1, 2])] == [PingOffsets((0, 15)), None]
    finally:
        await memory.aclose()


async def test_none_comes_last_either_way_and_equals_newest_first(copy: PortalCopy) -> None:
    early, late = NOW, NOW + timedelta(days=1)
    await copy.put_activities(
        [todo(1, deadline=late), todo(2), todo(3, deadline=early), todo(4, deadline=early), todo(5)]
    )

    assert await shown(copy, order=Order(SortKey.DEADLINE)) == [4, 3, 1, 5, 2]
    assert await shown(copy, order=Order(SortKey.DEADLINE, descending=True)) == [1, 4, 3, 5, 2]


@pytest.mark.parametrize("key", list(SortKey))
@pytest.mark.parametrize("descending", [False, True])
async def test_every_order_shows_everything_once(copy: PortalCopy, key: SortKey, descending: bool) -> None:
    await copy.put_activities([todo(number, deadline=NOW if number % 2 else None) for number in range(1, 20)])

    assert sorted(await shown(copy, order=Order(key, descending))) == list(range(1, 20))


async def test_spans_of_time(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1, deadline=NOW), todo(2, deadline=NOW + timedelta(days=1)), todo(3)])
    until = NOW + timedelta(days=1)

    assert await shown(copy, Within(Moment.DEADLINE, NOW, until)) == [1]
    assert await shown(copy, Within(Moment.DEADLINE, None, until, none=True)) == [1, 3]
    assert await shown(copy, Within(Moment.DEADLINE, None, None, none=True)) == [3]
    assert await shown(copy, Within(Moment.DEADLINE, None, until, negated=True)) == [2, 3]


async def test_values_and_their_negation(copy: PortalCopy) -> None:
    await copy.put_activities(
        [todo(1, responsible_id=7, color=TodoColor.ROSE), todo(2), todo(3, kind=ActivityKind.CALL, completed=True)]
    )

    assert await shown(copy, Among(Fact.RESPONSIBLE, frozenset({7, None}))) == [1, 2, 3]
    assert await shown(copy, Among(Fact.RESPONSIBLE, frozenset({7}), negated=True)) == [2, 3]
    assert await shown(copy, Among(Fact.COLOR, frozenset({"7"}))) == [1]
    assert await shown(copy, Among(Fact.KIND, frozenset({"call", "nonsense"}))) == [3]
    assert await shown(copy, Among(Fact.COMPLETED, frozenset({False}))) == [1, 2]
    assert await shown(copy, Among(Fact.PROVIDER, frozenset({"CRM_TODO"}))) == [1, 2, 3]
    assert await shown(copy, Among(Fact.ID, frozenset(range(2, 50_000)))) == [2, 3]
    assert await shown(copy, Among(Fact.ID, frozenset())) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("contr", [1]), ("CONTRACT sign", [1]), ("signed contract", []), ("Müller", [2]), ("muller", [2]),
        ("мос", [3]), ("契約", [4]), ("約書", [4]), ("書契", []), ("ทำ", [5]), ('"*(', [1, 2, 3, 4, 5]),
        ("-a OR b", []), ("", [1, 2, 3, 4, 5]),
    ],
)  # fmt: skip
async def test_words_in_every_script(copy: PortalCopy, asked: str, found: list[int]) -> None:
    texts = ("The contract signed", "Herr MÜLLER", "Звонок в Москву", "新しい契約書です", "กำลังทำงาน")
    await copy.put_activities([todo(number, subject=text) for number, text in enumerate(texts, start=1)])

    assert await shown(copy, Says(asked)) == found


async def test_markup_is_no_word(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1, description="<p>Hello <b>you</b></p>", text_format=TextFormat.HTML)])

    assert await shown(copy, Says("hello you")) == [1]
    assert await shown(copy, Says("p")) == []


async def test_words_that_went_are_not_found(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1, subject="before", description="old words", location="there")])
    await copy.put_activities([todo(1, subject="after")])

    assert await shown(copy, Says("old")) == await shown(copy, Says("before")) == await shown(copy, Says("there")) == []
    await copy.drop_activities([1])
    assert await shown(copy, Says("after")) == []


async def test_load_by_person_and_day(copy: PortalCopy) -> None:
    days = [NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)]
    await copy.put_activities(
        [
            todo(1, responsible_id=7, deadline=NOW - timedelta(days=9)),
            todo(2, responsible_id=7, deadline=NOW),
            todo(3, responsible_id=7, deadline=NOW + timedelta(hours=23)),
            todo(4, responsible_id=8, deadline=NOW + timedelta(days=5)),
            todo(5),
        ]
    )

    found = await copy.look(lambda look: look.load(EVERYTHING, days))
    assert set(found) == {Load(7, 0, 1), Load(7, 1, 2), Load(8, 3, 1), Load(None, None, 1)}


async def test_items_without_a_next_activity(copy: PortalCopy) -> None:
    await copy.put_entities(
        [Entity(EntityRef(DEAL, n), f"Deal {n}", responsible_id=n, closed=n == 5) for n in range(1, 6)]
    )
    await copy.put_activities(
        [todo(1, owner=EntityRef(DEAL, 1)), todo(2, owner=EntityRef(DEAL, 2), completed=True), todo(3, owner=OWNER)]
    )
    await copy.put_bindings(3, [OWNER, EntityRef(DEAL, 3)], NOW)

    found, count = await copy.look(lambda look: look.idle_entities([DEAL], None, limit=1))
    assert [each.ref.id for each in found] == [4]
    assert count == 2
    found, count = await copy.look(lambda look: look.idle_entities([DEAL], [2], limit=10))
    assert [each.ref.id for each in found] == [2]
    assert count == 1


async def test_observers_hear_what_was_touched(copy: PortalCopy) -> None:
    heard: list[Changed] = []
    copy.observers.append(heard.append)
    await copy.put_activities([todo(1), todo(2)])
    await copy.put_activities([])
    await copy.drop_activities([2])

    assert heard == [Changed(frozenset({1, 2})), Changed(frozenset({2}))]


async def test_marks_are_kept_and_forgotten(copy: PortalCopy) -> None:
    await copy.put_mark("since", "now")
    assert await copy.mark("since") == "now"
    await copy.put_mark("since", None)
    assert await copy.mark("since") is None


async def test_a_query_that_nobody_waits_for_ends(copy: PortalCopy) -> None:
    await copy.put_activities([todo(number) for number in range(1, 2_000)])
    endless = asyncio.ensure_future(copy._listing.run(_endless))
    assert await asyncio.to_thread(_started.acquire, timeout=20)
    endless.cancel()

    assert await asyncio.wait_for(copy.count(EVERYTHING), 20) == 1_999


async def test_a_damaged_file_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    path.write_bytes(b"not a database, though it is long enough to look like one" * 100)
    copy = await PortalCopy.open(path, portal=PORTAL)
    try:
        assert copy.was_damaged is not None
        assert copy.was_damaged.read_bytes().startswith(b"not a database")
        await copy.put_activities([todo(1)])
        assert await shown(copy) == [1]
    finally:
        await copy.aclose()


async def test_a_file_that_turned_out_damaged_is_set_aside_at_the_next_start(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1)])
    await copy.condemn()
    await copy.aclose()
    again = await PortalCopy.open(copy.path, portal=PORTAL)
    try:
        assert again.was_damaged is not None
        assert await shown(again) == []
        await again.put_activities([todo(2)])
    finally:
        await again.aclose()
    last = await PortalCopy.open(copy.path, portal=PORTAL)
    try:
        assert last.was_damaged is None
        assert await shown(last) == [2]
    finally:
        await last.aclose()


async def test_a_file_of_a_newer_daybook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(StoreUnusable) as caught:
        await PortalCopy.open(path, portal=PORTAL)
    assert caught.value.reason == "newer"


async def test_a_second_daybook_knows_that_it_is_the_second(copy: PortalCopy) -> None:
    second = await PortalCopy.open(copy.path, portal=PORTAL)
    try:
        assert (copy.is_second, second.is_second) == (False, True)
        await copy.put_activities([todo(1)])
        assert await shown(second) == [1]
    finally:
        await second.aclose()


async def test_nobody_else_may_look_into_the_copy(copy: PortalCopy) -> None:
    await copy.put_activities([todo(1)])
    files = list(copy.path.parent.glob("copy.*"))

    assert len(files) >= 2
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_each_portal_and_user_has_a_file_of_its_own(tmp_path: Path) -> None:
    names = {
        path_for(tmp_path, portal, user).name
        for portal in ("https://a.example", "http://a.example", "https://a.example:8443", "https://a-example")
        for user in (1, 2)
    }

    assert len(names) == 8
    assert all("/" not in name and ":" not in name for name in names)


_started = Semaphore(0)


def _endless(db: sqlite3.Connection) -> None:
    _started.release()
    db.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n").fetchone()
