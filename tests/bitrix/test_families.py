"""The typed functions of each method family, against a real portal."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from daybook.bitrix import activities, bindings, entities, enums, fields, paging, system, todos, users
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind, MissingScope, NotFound, PortalError, Refused
from daybook.clock import SystemClock
from daybook.domain.activity import ActivityKind
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Entity, EntityRef
from daybook.domain.todo import PingOffsets, TodoColor
from tests.bitrix.conftest import Connect
from tests.helpers.clock import FakeClock
from tests.sandbox.process import FAST, SandboxProcess

DEAL_1, DEAL_2 = EntityRef(DEAL, 1), EntityRef(DEAL, 2)
DEADLINE = datetime(2027, 3, 1, 10, tzinfo=UTC)


async def make(process: SandboxProcess, connect: Connect, **values: Any) -> tuple[Any, int]:
    """An open portal and the id of a to-do that was just made in it."""
    portal = await connect(process.webhook)
    given = {"title": "Call Andrew", "description": "about the renewal", "deadline": DEADLINE, **values}
    return portal, await todos.add(portal, DEAL_1, **given)


# To-dos


async def test_a_new_todo_is_as_it_was_wanted(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal, number = await make(
        empty_portal, connect, color=TodoColor.GREEN, pings=PingOffsets.of([0, 15]), responsible_id=2
    )
    made = await activities.get(portal, number)
    assert (made.id, made.kind, made.owner) == (number, ActivityKind.TODO, DEAL_1)
    assert (made.subject, made.description) == ("Call Andrew", "about the renewal")
    assert (made.deadline, made.color, made.responsible_id) == (DEADLINE, TodoColor.GREEN, 2)
    assert (made.author_id, made.completed) == (1, False)
    assert made.created is not None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda p, n: todos.update_color(p, n, DEAL_1, TodoColor.ROSE), {"color": TodoColor.ROSE}),
        (lambda p, n: todos.update_deadline(p, n, DEAL_1, DEADLINE + timedelta(days=1)),
         {"deadline": DEADLINE + timedelta(days=1)}),
        (lambda p, n: todos.update_description(p, n, DEAL_1, "new & + ü"), {"description": "new & + ü"}),
        (lambda p, n: todos.update_responsible(p, n, DEAL_1, 2), {"responsible_id": 2}),
        (lambda p, n: activities.update(p, n, SUBJECT="Call Anna"), {"subject": "Call Anna"}),
        (lambda p, n: activities.set_completed(p, n, True), {"completed": True}),
    ],
    ids=["colour", "deadline", "description", "responsible", "title", "completed"],
)  # fmt: skip
async def test_a_narrow_change_changes_one_thing(
    empty_portal: SandboxProcess, connect: Connect, change: Callable[..., Any], expected: dict[str, object]
) -> None:
    portal, number = await make(empty_portal, connect, color=TodoColor.GREEN, responsible_id=1)
    before = await activities.get(portal, number)
    await change(portal, number)
    after = await activities.get(portal, number)
    moved = {"updated", "editor_id", "end"}  # "end" follows the deadline of a to-do
    changed = {
        name: getattr(after, name)
        for name in before.__slots__
        if name not in moved and getattr(after, name) != getattr(before, name)
    }
    assert changed == expected


async def test_a_whole_update_keeps_what_it_is_given(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal, number = await make(empty_portal, connect, color=TodoColor.GREEN, responsible_id=2)
    await todos.update(
        portal,
        number,
        DEAL_1,
        deadline=DEADLINE,
        title="Call Andrew",
        description="about the renewal",
        pings=PingOffsets.of([45]),
        color=TodoColor.DEFAULT,
        responsible_id=None,
    )
    made = await activities.get(portal, number)
    assert (made.subject, made.description) == ("Call Andrew", "about the renewal")
    assert (made.color, made.responsible_id, made.deadline) == (TodoColor.DEFAULT, 2, DEADLINE)


async def test_a_completed_todo_refuses_and_says_so(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal, number = await make(empty_portal, connect)
    await activities.set_completed(portal, number, True)
    with pytest.raises(Refused) as caught:
        await todos.update_deadline(portal, number, DEAL_1, DEADLINE)
    assert caught.value.code == "CAN_NOT_UPDATE_COMPLETED_TODO"
    await activities.set_completed(portal, number, False)
    await todos.update_deadline(portal, number, DEAL_1, DEADLINE)


async def test_what_is_gone_is_none(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal, number = await make(empty_portal, connect)
    await activities.delete(portal, number)
    assert await activities.find(portal, number) is None
    with pytest.raises(NotFound):
        await activities.get(portal, number)
    with pytest.raises(NotFound):
        await activities.delete(portal, number)


def test_every_command_is_json_and_names_its_method() -> None:
    command = todos.add_command(DEAL_1, deadline=DEADLINE, pings=PingOffsets.of([15, 0]), parent_id=9)
    assert command.method == "crm.activity.todo.add"
    assert command.params == {
        "ownerTypeId": 2,
        "ownerId": 1,
        "deadline": "2027-03-01T10:00:00+00:00",
        "title": "",
        "description": "",
        "pingOffsets": [0, 15],
        "colorId": "default",
        "parentActivityId": 9,
    }
    assert todos.update_deadline_command(7, DEAL_1, DEADLINE).params["value"] == "2027-03-01T10:00:00+00:00"


# Finding what was created


async def test_only_the_same_todo_counts_as_created(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook, clock=SystemClock())
    sent = datetime.now(UTC)
    wanted = await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE)
    await todos.add(portal, DEAL_2, title="Call Andrew", deadline=DEADLINE)
    await todos.add(portal, DEAL_1, title="Call Anna", deadline=DEADLINE)
    await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE + timedelta(minutes=1))

    async def found(**values: Any) -> list[int]:
        facts = {"title": "Call Andrew", "deadline": DEADLINE, "since": sent, **values}
        return [each.id for each in await activities.find_created(portal, DEAL_1, **facts)]

    assert await found() == [wanted]
    assert await found(author_id=1) == [wanted]
    assert await found(author_id=2) == []
    assert await found(since=sent + timedelta(minutes=5)) == []
    again = await todos.add(portal, DEAL_1, title="Call Andrew", deadline=DEADLINE)
    assert await found() == [wanted, again]


@pytest.mark.parametrize("wrong_by", [timedelta(hours=-3), timedelta(days=40)])
async def test_a_wrong_clock_does_not_hide_what_was_created(
    empty_portal: SandboxProcess, connect: Connect, wrong_by: timedelta
) -> None:
    number = empty_portal.call("crm.activity.todo.add", dict(todos.add_command(DEAL_1, deadline=DEADLINE).params))["id"]
    clock = FakeClock(datetime.now(UTC) + wrong_by)
    portal = await connect(empty_portal.webhook, clock=clock)
    found = await activities.find_created(portal, DEAL_1, title="", deadline=DEADLINE, since=clock.now())
    assert [each.id for each in found] == [number]


# Lists


async def test_a_timeline_of_any_length(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    commands = {number: todos.add_command(DEAL_1, title=str(number), deadline=DEADLINE) for number in range(50)}
    for _ in range(3):
        await portal.batch(commands, writes=True)
    number = await todos.add(portal, DEAL_1, title="last", deadline=DEADLINE)
    await bindings.add(portal, number, DEAL_2)
    found = await activities.bound_to(portal, DEAL_1)
    assert len(found) == len({each.id for each in found}) == 151
    assert [each.subject for each in await activities.bound_to(portal, DEAL_2)] == ["last"]
    opened = await activities.open_by_owners(portal, DEAL, [1, 2])
    assert len(opened) == 151
    assert {each.owner for each in opened} == {DEAL_1}
    assert {each.deadline for each in opened} == {DEADLINE}
    ids = [each.id for each in found]
    before = empty_portal.stats()["requests"]
    assert sorted(await activities.by_ids(portal, [*ids, 99_999])) == sorted(ids)
    assert empty_portal.stats()["requests"] == before + 1


async def test_both_ways_to_page_agree(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    params = {"select": ["ID"], "filter": {"COMPLETED": "N"}}
    one_way = [row["ID"] async for row in paging.by_id(portal, "crm.activity.list", params)]
    ordered = {**params, "order": {"ID": "ASC"}}
    other_way = [row["ID"] async for row in paging.by_start(portal, "crm.activity.list", ordered)]
    page = (await portal.read_all({"first": Command("crm.activity.list", ordered)}))["first"]
    assert isinstance(page, Answer)
    assert [row["ID"] async for row in paging.by_start(portal, "crm.activity.list", ordered, first=page)] == other_way
    assert one_way == other_way
    assert len(one_way) > 2 * paging.PAGE


async def test_items_are_paged_by_their_lower_case_id(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    params = {"entityTypeId": CONTACT, "select": ["id", "name"]}
    rows = [row async for row in paging.by_id(portal, "crm.item.list", params, id_field="id", rows=paging.items_of)]
    total = demo_portal.body("crm.contact.list", {"select": ["ID"]})["total"]
    assert len(rows) == total > paging.PAGE


@pytest.mark.parametrize("result", ["unexpected", True, None])
async def test_a_list_that_is_none_is_no_empty_list(
    empty_portal: SandboxProcess, connect: Connect, result: object
) -> None:
    from daybook.bitrix.answer import Answer

    with pytest.raises(AnswerLost) as caught:
        paging.rows_of(Answer(result), "crm.deal.list")
    assert caught.value.kind is LostKind.UNEXPECTED
    portal = await connect(empty_portal.webhook)
    empty_portal.faults("type")
    for read in (
        entities.page(portal, DEAL),
        activities.bound_to(portal, DEAL_1),
        activities.get(portal, 1),
        bindings.list_of(portal, 1),
        users.everybody(portal),
        users.current(portal),
        system.profile(portal),
        system.scopes(portal),
        system.server_time(portal),
        enums.owner_types(portal),
    ):
        with pytest.raises(PortalError):
            await read


# Items


@pytest.mark.parametrize("type_id", [DEAL, LEAD, CONTACT, COMPANY])
async def test_pages_of_a_type(demo_portal: SandboxProcess, connect: Connect, type_id: int) -> None:
    portal = await connect(demo_portal.webhook)
    name = {DEAL: "deal", LEAD: "lead", CONTACT: "contact", COMPANY: "company"}[type_id]
    total = demo_portal.body(f"crm.{name}.list", {"select": ["ID"]})["total"]
    found: list[Entity] = []
    start = 0
    while True:
        page = await entities.page(portal, type_id, start=start)
        assert page.total == total
        found += page.items
        if page.next is None:
            break
        start = page.next
    assert [each.ref.id for each in found] == sorted((each.ref.id for each in found), reverse=True)
    assert len({each.ref for each in found}) == total
    assert all(each.title and each.ref.type_id == type_id for each in found)


async def test_items_of_a_smart_process(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    ((type_id, name),) = (await enums.smart_processes(portal)).items()
    assert name
    page = await entities.page(portal, type_id)
    assert page.items
    first = page.items[0]
    assert first.ref.is_dynamic
    word = first.title.split()[0]
    assert first in (await entities.page(portal, type_id, text=word)).items
    assert await entities.get(portal, first.ref) == first


async def test_a_contact_is_found_by_either_name_and_both(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    row = next(
        row for row in demo_portal.call("crm.contact.list", {"select": ["ID", "NAME", "LAST_NAME"]})
        if row["NAME"] and row["LAST_NAME"] and " " not in row["NAME"] + row["LAST_NAME"]
    )  # fmt: skip
    ref = EntityRef(CONTACT, int(row["ID"]))
    for text in (
        row["NAME"], row["LAST_NAME"], f"{row['NAME']} {row['LAST_NAME']}", f"{row['LAST_NAME']}  {row['NAME']}",
        f"#{row['ID']}",
    ):  # fmt: skip
        assert ref in {each.ref for each in (await entities.page(portal, CONTACT, text=text)).items}, text
    assert (await entities.page(portal, CONTACT, text="no such person at all")).items == ()


async def test_several_types_are_searched_at_once(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    before = portal.limits.level
    found = await entities.search(portal, "#1", (DEAL, CONTACT, COMPANY, LEAD, 200))
    assert portal.limits.level - before <= 1.0
    assert {EntityRef(type_id, 1) for type_id in (DEAL, CONTACT, COMPANY, LEAD)} <= {each.ref for each in found}
    assert len(found) == len({each.ref for each in found})
    order = [((DEAL, CONTACT, COMPANY, LEAD).index(each.ref.type_id), -each.ref.id) for each in found]
    assert order == sorted(order)


async def test_items_by_reference_come_in_one_request(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    refs = [EntityRef(DEAL, 1), EntityRef(CONTACT, 2), EntityRef(DEAL, 3), EntityRef(COMPANY, 99_999)]
    before = portal.limits.level
    found = await entities.by_refs(portal, refs)
    assert {each.ref for each in found} == set(refs[:3])
    assert portal.limits.level - before <= 1.0
    assert await entities.by_refs(portal, []) == []


async def test_an_item_that_is_not_there(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(empty_portal.webhook)
    assert (await entities.get(portal, DEAL_1)).ref == DEAL_1
    for ref in (EntityRef(DEAL, 999), EntityRef(CONTACT, 999), EntityRef(200, 1)):
        with pytest.raises(NotFound):
            await entities.get(portal, ref)


# Bindings


async def test_bindings_come_go_and_move(empty_portal: SandboxProcess, connect: Connect) -> None:
    portal, number = await make(empty_portal, connect)
    assert await bindings.list_of(portal, number) == (DEAL_1,)
    await bindings.add(portal, number, DEAL_2)
    assert set(await bindings.list_of(portal, number)) == {DEAL_1, DEAL_2}
    with pytest.raises(Refused) as twice:
        await bindings.add(portal, number, DEAL_2)
    assert twice.value.code == "ACTIVITY_IS_ALREADY_BOUND"
    await bindings.delete(portal, number, DEAL_1)
    assert (await activities.get(portal, number)).owner == DEAL_2
    await bindings.move(portal, number, DEAL_2, DEAL_1)
    assert await bindings.list_of(portal, number) == (DEAL_1,)
    with pytest.raises(Refused) as last:
        await bindings.delete(portal, number, DEAL_1)
    assert last.value.code == "LAST_BINDING_CANNOT_BE_DELETED"


def test_a_move_across_types_is_not_asked_for() -> None:
    with pytest.raises(ValueError, match="one type"):
        bindings.move_command(1, DEAL_1, EntityRef(CONTACT, 1))


# People and the rest


async def test_people(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    everybody = await users.everybody(portal)
    assert len(everybody) >= 6
    me = await users.current(portal)
    assert me in everybody
    assert await users.by_ids(portal, [me.id, 99_999]) == [me]
    assert await users.by_ids(portal, []) == []
    last_name = me.name.split()[-1]
    assert me in await users.search(portal, last_name)
    assert await users.search(portal, " ") == []
    assert me.photo_url.startswith(portal.address)


async def test_without_the_scope_there_are_no_people(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.info["others"]["no_scope"])
    with pytest.raises(MissingScope) as caught:
        await users.by_ids(portal, [1])
    assert caught.value.scope == "user_brief"
    assert (await system.profile(portal)).person.id == 1


async def test_what_the_system_says(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    profile = await system.profile(portal)
    assert (profile.person.id, profile.admin) == (1, True)
    assert {"crm", "user"} <= await system.scopes(portal)
    known = await system.methods(portal, ["crm.activity.todo.updateColor", "no.such.method"])
    assert known["crm.activity.todo.updateColor"] == system.Availability(exists=True, available=True)
    assert known["no.such.method"] == system.Availability(exists=False, available=False)
    assert await system.app_info(portal) == {}
    assert await system.feature(portal, "rest_auth_connector") in (True, False)
    assert {each.id for each in await enums.owner_types(portal)} >= {LEAD, DEAL, CONTACT, COMPANY}
    assert [each.id for each in await enums.activity_types(portal)][:3] == [0, 1, 2]
    assert (await fields.of_activities(portal))["SUBJECT"].required


async def test_a_thousand_open_activities_of_fifty_deals(
    sandbox: Callable[..., SandboxProcess], connect: Connect
) -> None:
    process = sandbox("--data", "1000", *FAST)
    portal = await connect(process.webhook)
    page = await entities.page(portal, DEAL)
    ids = [each.ref.id for each in page.items]
    opened = await activities.open_by_owners(portal, DEAL, ids)
    wanted = {"OWNER_TYPE_ID": DEAL, "@OWNER_ID": ids, "COMPLETED": "N"}
    assert len(opened) == process.body("crm.activity.list", {"filter": wanted, "select": ["ID"]})["total"] > 0
