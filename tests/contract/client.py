"""How the real client calls each documented method, and what typed record comes back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from daybook.bitrix import (
    activities,
    badges,
    bindings,
    configurable,
    custom_types,
    entities,
    enums,
    events,
    fields,
    layouts,
    notes,
    pictures,
    system,
    system_activities,
    todos,
    users,
    workflow_actions,
)
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.system_activities import CALL, Attachment, Communication, NewActivity
from daybook.domain.activity import ActivityKind, Direction
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.domain.extensions import (
    ActionProperty,
    Badge,
    BadgeTone,
    CardFields,
    EventBinding,
    PropertyType,
    WorkflowAction,
)
from daybook.domain.fields import FieldKind
from daybook.domain.todo import PingOffsets, TodoColor
from tests.contract.scene import BLOCKS, CONTACT_1, DEAL_1, DEAL_2, LAYOUT, Scene

DUE = datetime(2031, 2, 1, 9, tzinfo=UTC)

Check = Callable[[Scene], Awaitable[None]]


async def _activity_add(scene: Scene) -> None:
    wanted = NewActivity(
        CALL,
        DEAL_1,
        "Call Clara",
        communications=(Communication("+1 555 02", CONTACT_1),),
        start=DUE,
        direction=Direction.OUTGOING,
        attachments=(Attachment("offer.txt", b"twelve"),),
    )
    number = await system_activities.add(scene.webhook, wanted)
    made = await activities.get(scene.webhook, number)
    assert (made.kind, made.subject, made.start, made.direction) == (
        ActivityKind.CALL, "Call Clara", DUE, Direction.OUTGOING,
    )  # fmt: skip
    assert made.deadline == DUE  # derived from the start


async def _activity_update(scene: Scene) -> None:
    await activities.update(scene.webhook, scene.ids.call, SUBJECT="Call again", LOCATION="Room 2")
    changed = await activities.get(scene.webhook, scene.ids.call)
    assert (changed.subject, changed.location) == ("Call again", "Room 2")


async def _activity_get(scene: Scene) -> None:
    found = await activities.get(scene.webhook, scene.ids.todo)
    assert (found.id, found.kind, found.owner) == (scene.ids.todo, ActivityKind.TODO, DEAL_1)


async def _activity_list(scene: Scene) -> None:
    found = await activities.bound_to(scene.webhook, DEAL_2)
    assert scene.ids.shared in {each.id for each in found}
    assert {each.id for each in found}.isdisjoint({scene.ids.todo})


async def _activity_delete(scene: Scene) -> None:
    number = await todos.add(scene.webhook, DEAL_1, title="x", deadline=DUE)
    await activities.delete(scene.webhook, number)
    assert await activities.find(scene.webhook, number) is None


async def _activity_fields(scene: Scene) -> None:
    found = await fields.of_activities(scene.webhook)
    assert found["START_TIME"].kind is FieldKind.MOMENT
    assert found["PRIORITY"].choices == "activitypriority"
    assert found["TYPE_ID"].may_be_set(making=True)
    assert not found["TYPE_ID"].may_be_set(making=False)
    assert not found["CREATED"].may_be_set(making=True)


async def _communication_fields(scene: Scene) -> None:
    found = await fields.of_communications(scene.webhook)
    assert {"TYPE", "VALUE", "ENTITY_ID", "ENTITY_TYPE_ID"} <= set(found)


async def _transcript(scene: Scene) -> None:
    assert await system_activities.transcript(scene.webhook, scene.ids.call) == ""


async def _todo_add(scene: Scene) -> None:
    number = await todos.add(
        scene.webhook, DEAL_1, title="Send", description="as agreed", deadline=DUE, color=TodoColor.ROSE,
        pings=PingOffsets.of([0, 15]),
    )  # fmt: skip
    made = await activities.get(scene.webhook, number)
    assert (made.subject, made.description, made.deadline, made.color) == ("Send", "as agreed", DUE, TodoColor.ROSE)


async def _todo_update(scene: Scene) -> None:
    number = await todos.add(scene.webhook, DEAL_1, title="x", deadline=DUE)
    await todos.update(
        scene.webhook, number, DEAL_1, deadline=DUE, title="y", description="z", pings=PingOffsets.of([0]),
        color=TodoColor.DEFAULT, responsible_id=2,
    )  # fmt: skip
    changed = await activities.get(scene.webhook, number)
    assert (changed.subject, changed.description, changed.responsible_id) == ("y", "z", 2)


async def _todo_color(scene: Scene) -> None:
    await todos.update_color(scene.webhook, scene.ids.todo, DEAL_1, TodoColor.GREEN)
    assert (await activities.get(scene.webhook, scene.ids.todo)).color is TodoColor.GREEN


async def _todo_deadline(scene: Scene) -> None:
    await todos.update_deadline(scene.webhook, scene.ids.todo, DEAL_1, DUE)
    assert (await activities.get(scene.webhook, scene.ids.todo)).deadline == DUE


async def _todo_description(scene: Scene) -> None:
    await todos.update_description(scene.webhook, scene.ids.todo, DEAL_1, "new")
    assert (await activities.get(scene.webhook, scene.ids.todo)).description == "new"


async def _todo_responsible(scene: Scene) -> None:
    await todos.update_responsible(scene.webhook, scene.ids.todo, DEAL_1, 2)
    assert (await activities.get(scene.webhook, scene.ids.todo)).responsible_id == 2


async def _binding_add(scene: Scene) -> None:
    number = await todos.add(scene.webhook, DEAL_1, title="x", deadline=DUE)
    await bindings.add(scene.webhook, number, CONTACT_1)
    assert await bindings.list_of(scene.webhook, number) == (DEAL_1, CONTACT_1)


async def _binding_list(scene: Scene) -> None:
    assert await bindings.list_of(scene.webhook, scene.ids.shared) == (DEAL_1, DEAL_2)


async def _binding_move(scene: Scene) -> None:
    number = await todos.add(scene.webhook, DEAL_1, title="x", deadline=DUE)
    await bindings.move(scene.webhook, number, DEAL_1, DEAL_2)
    assert await bindings.list_of(scene.webhook, number) == (DEAL_2,)


async def _binding_delete(scene: Scene) -> None:
    number = await todos.add(scene.webhook, DEAL_1, title="x", deadline=DUE)
    await bindings.add(scene.webhook, number, DEAL_2)
    await bindings.delete(scene.webhook, number, DEAL_1)
    assert await bindings.list_of(scene.webhook, number) == (DEAL_2,)


async def _types(scene: Scene) -> None:
    icon = Attachment("icon.png", b"\x89PNG")
    await custom_types.add(scene.application, "1C", "1C case", configurable=True, icon=icon)
    (made,) = [each for each in await custom_types.list_all(scene.application) if each.code == "1C"]
    assert (made.name, made.configurable) == ("1C case", True)
    assert made.icon_id is not None
    await custom_types.delete(scene.application, "1C")
    assert "1C" not in {each.code for each in await custom_types.list_all(scene.application)}


async def _blocks(scene: Scene) -> None:
    assert await layouts.get(scene.application, scene.ids.shared, DEAL_2) is None
    await layouts.set_blocks(scene.application, scene.ids.shared, DEAL_1, BLOCKS)
    assert await layouts.get(scene.application, scene.ids.shared, DEAL_2) == BLOCKS
    await layouts.delete(scene.application, scene.ids.shared, DEAL_1)
    assert await layouts.get(scene.application, scene.ids.shared, DEAL_1) is None


async def _configurable(scene: Scene) -> None:
    wanted = CardFields(deadline=DUE, pings=(0, 15), responsible_id=2, badge="late", origin_id="x-1")
    number = await configurable.add(scene.application, DEAL_1, wanted, LAYOUT)
    made = await configurable.get(scene.application, number)
    assert (made.id, made.owner, made.fields, made.layout) == (number, DEAL_1, wanted, LAYOUT)
    later = replace(wanted, deadline=None, pings=(), badge="", completed=True)
    await configurable.update(scene.application, number, later)
    changed = await configurable.get(scene.application, number)
    assert (changed.fields, changed.layout) == (later, LAYOUT)


async def _badges(scene: Scene) -> None:
    badge = Badge("missed", {"en": "Call", "de": "Anruf"}, "Missed", BadgeTone.WARNING)
    assert await badges.add(scene.webhook, badge) == badge
    assert await badges.get(scene.webhook, "missed") == badge
    assert badge in await badges.list_all(scene.webhook)
    await badges.delete(scene.webhook, "missed")
    assert badge not in await badges.list_all(scene.webhook)


async def _actions(scene: Scene) -> None:
    size = ActionProperty(
        "size", {"en": "Size"}, PropertyType.SELECT, options={"s": "short", "l": "long"}, required=True, default="s"
    )
    action = WorkflowAction(
        "send", "https://app.example/send", {"en": "Send", "de": "Senden"}, properties=(size,),
        results=(ActionProperty("score", "Score", PropertyType.INT),),
        document_type=("crm", "CCrmDocumentDeal", "DEAL"), only=(("b24",),), never=(("lists", "BizprocDocument"),),
    )  # fmt: skip
    assert workflow_actions.read("send", workflow_actions.fields(action)) == action
    await workflow_actions.add(scene.application, action)
    assert "send" in await workflow_actions.codes(scene.application)
    await workflow_actions.update(scene.application, replace(action, name="Send it", waits=False))
    await workflow_actions.delete(scene.application, "send")
    assert "send" not in await workflow_actions.codes(scene.application)


async def _batch(scene: Scene) -> None:
    commands = {"who": Command("profile"), "gone": Command("crm.activity.get", {"id": 10**6})}
    found = await scene.webhook.batch(commands, writes=False)
    assert isinstance(found["who"], Answer)
    assert not isinstance(found["gone"], Answer)


def _enum(name: str, first: int) -> Check:
    async def check(scene: Scene) -> None:
        found = await enums.choices(scene.webhook, name)
        assert first in {each.id for each in found}

    return check


def _entity_list(type_id: int) -> Check:
    async def check(scene: Scene) -> None:
        page = await entities.page(scene.webhook, type_id)
        assert all(each.ref.type_id == type_id for each in page.items)
        assert page.total == len(page.items)

    return check


def _entity_get(type_id: int) -> Check:
    async def check(scene: Scene) -> None:
        number = scene.process.call(f"crm.{_NAMES[type_id]}.add", {"fields": {"TITLE": "Made", "NAME": "Made"}})
        found = await entities.get(scene.webhook, EntityRef(type_id, number))
        assert (found.ref.id, found.title) == (number, "Made")

    return check


def _entity_fields(type_id: int) -> Check:
    async def check(scene: Scene) -> None:
        found = await fields.of_entities(scene.webhook, type_id)
        assert found["ASSIGNED_BY_ID"].kind is FieldKind.PERSON

    return check


_NAMES = {DEAL: "deal", LEAD: "lead", CONTACT: "contact", COMPANY: "company"}


async def _items(scene: Scene) -> None:
    page = await entities.page(scene.webhook, 128)
    assert page.total == len(page.items)


async def _item(scene: Scene) -> None:
    answer = await scene.webhook.call("crm.item.get", {"entityTypeId": 2, "id": 1}, writes=False)
    assert answer.result["item"]["id"] == 1


async def _notes(scene: Scene) -> None:
    assert await notes.get(scene.webhook, DEAL_1, scene.ids.todo) is None
    await notes.save(scene.webhook, DEAL_1, scene.ids.todo, "Ask for Clara")
    note = await notes.get(scene.webhook, DEAL_1, scene.ids.todo)
    assert note is not None
    assert (note.text, note.created_by) == ("Ask for Clara", 1)
    assert note.created is not None
    await notes.delete(scene.webhook, DEAL_1, scene.ids.todo)
    assert await notes.get(scene.webhook, DEAL_1, scene.ids.todo) is None


async def _icons(scene: Scene) -> None:
    assert "info" in {each.code for each in await pictures.icons(scene.webhook)}


async def _logos(scene: Scene) -> None:
    assert "notification" in {each.code for each in await pictures.logos(scene.webhook)}


async def _app_info(scene: Scene) -> None:
    assert (await system.app_info(scene.application))["INSTALLED"] is True
    assert await system.app_info(scene.webhook) == {}


async def _profile(scene: Scene) -> None:
    profile = await system.profile(scene.webhook)
    assert (profile.person.id, profile.admin) == (1, True)


async def _admin(scene: Scene) -> None:
    assert await system.may_manage_applications(scene.webhook) is True


async def _scope(scene: Scene) -> None:
    assert "crm" in await system.scopes(scene.webhook)


async def _method_get(scene: Scene) -> None:
    found = await system.methods(scene.webhook, ["crm.activity.list", "no.such"])
    assert (found["crm.activity.list"].exists, found["no.such"].exists) == (True, False)


async def _methods(scene: Scene) -> None:
    assert "crm.activity.list" in await system.method_names(scene.webhook, "crm")


async def _server_time(scene: Scene) -> None:
    assert (await system.server_time(scene.webhook)).utcoffset() is not None


async def _feature(scene: Scene) -> None:
    assert isinstance(await system.feature(scene.webhook, "rest_offline_extended"), bool)


async def _user_current(scene: Scene) -> None:
    assert (await users.current(scene.webhook)).id == 1


async def _user_get(scene: Scene) -> None:
    assert {each.id for each in await users.everybody(scene.webhook)} == {1, 2}


async def _user_search(scene: Scene) -> None:
    name = (await users.current(scene.webhook)).name.split()[0]
    assert 1 in {each.id for each in await users.search(scene.webhook, name)}


async def _event_names(scene: Scene) -> None:
    assert set(events.ACTIVITY_EVENTS) <= set(await events.names(scene.application))


async def _event_bindings(scene: Scene) -> None:
    binding = EventBinding("ONCRMACTIVITYADD", "https://app.example/heard")
    await events.bind(scene.application, binding)
    assert [(each.event, each.handler) for each in await events.bindings(scene.application)] == [
        (binding.event, binding.handler)
    ]
    assert await events.unbind(scene.application, binding) == 1
    assert await events.bindings(scene.application) == []


async def _event_queue(scene: Scene) -> None:
    binding = EventBinding("ONCRMACTIVITYUPDATE", offline=True)
    await events.bind(scene.application, binding)
    await todos.update_color(scene.webhook, scene.ids.todo, DEAL_1, TodoColor.BLUE)
    assert [each.object_id for each in await events.waiting(scene.application)] == [scene.ids.todo]
    taken = await events.take(scene.application)
    assert [each.object_id for each in taken.events] == [scene.ids.todo]
    assert taken.process_id is not None
    assert (await events.take(scene.application)).events == ()
    await events.failed(scene.application, taken.process_id, [taken.events[0].message_id])
    assert [each.failed for each in await events.waiting(scene.application)] == [True]
    assert (await events.take(scene.application)).events == ()
    again = scene.process.app_call("event.offline.get", {"clear": 0, "error": 1})  # a failed one comes by asking only
    await events.done(scene.application, again["process_id"])
    assert await events.waiting(scene.application) == []
    await events.unbind(scene.application, binding)


CLIENT: Mapping[str, Check] = {
    "crm.activity.add": _activity_add,
    "crm.activity.update": _activity_update,
    "crm.activity.get": _activity_get,
    "crm.activity.list": _activity_list,
    "crm.activity.delete": _activity_delete,
    "crm.activity.fields": _activity_fields,
    "crm.activity.communication.fields": _communication_fields,
    "crm.activity.call.getTranscript": _transcript,
    "crm.activity.todo.add": _todo_add,
    "crm.activity.todo.update": _todo_update,
    "crm.activity.todo.updateColor": _todo_color,
    "crm.activity.todo.updateDeadline": _todo_deadline,
    "crm.activity.todo.updateDescription": _todo_description,
    "crm.activity.todo.updateResponsibleUser": _todo_responsible,
    "crm.activity.binding.add": _binding_add,
    "crm.activity.binding.list": _binding_list,
    "crm.activity.binding.move": _binding_move,
    "crm.activity.binding.delete": _binding_delete,
    **{f"crm.activity.type.{verb}": _types for verb in ("add", "list", "delete")},
    **{f"crm.activity.layout.blocks.{verb}": _blocks for verb in ("set", "get", "delete")},
    **{f"crm.activity.configurable.{verb}": _configurable for verb in ("add", "update", "get")},
    **{f"crm.activity.badge.{verb}": _badges for verb in ("add", "get", "list", "delete")},
    **{f"bizproc.activity.{verb}": _actions for verb in ("add", "update", "list", "delete")},
    "batch": _batch,
    "crm.enum.ownertype": _enum("ownertype", 2),
    "crm.enum.activitytype": _enum("activitytype", 1),
    "crm.enum.activitystatus": _enum("activitystatus", 1),
    "crm.enum.activitypriority": _enum("activitypriority", 1),
    "crm.enum.activitydirection": _enum("activitydirection", 1),
    "crm.enum.activitynotifytype": _enum("activitynotifytype", 1),
    "crm.enum.contenttype": _enum("contenttype", 1),
    **{f"crm.{name}.list": _entity_list(type_id) for type_id, name in _NAMES.items()},
    **{f"crm.{name}.get": _entity_get(type_id) for type_id, name in _NAMES.items()},
    **{f"crm.{name}.fields": _entity_fields(type_id) for type_id, name in _NAMES.items()},
    "crm.item.list": _items,
    "crm.item.get": _item,
    **{f"crm.timeline.note.{verb}": _notes for verb in ("save", "get", "delete")},
    "crm.timeline.icon.list": _icons,
    "crm.timeline.logo.list": _logos,
    "app.info": _app_info,
    "profile": _profile,
    "user.admin": _admin,
    "scope": _scope,
    "method.get": _method_get,
    "methods": _methods,
    "server.time": _server_time,
    "feature.get": _feature,
    "user.current": _user_current,
    "user.get": _user_get,
    "user.search": _user_search,
    "events": _event_names,
    **{f"event.{verb}": _event_bindings for verb in ("bind", "unbind", "get")},
    **{f"event.offline.{verb}": _event_queue for verb in ("get", "list", "clear", "error")},
}


def commands_of(method: str, params: Mapping[str, Any]) -> list[str]:
    """The methods that one request calls."""
    if method != "batch":
        return [method]
    cmd = params.get("cmd", {})
    listed = cmd.values() if isinstance(cmd, Mapping) else cmd
    return [method, *(str(each).partition("?")[0] for each in listed)]
