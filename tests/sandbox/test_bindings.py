"""Bindings: who owns an activity when they change."""

import pytest

from tests.sandbox.conftest import MakeTodo
from tests.sandbox.process import Refused, SandboxProcess


def owner(portal: SandboxProcess, number: int) -> tuple[str, str]:
    row = portal.call("crm.activity.get", {"id": number})
    return row["OWNER_TYPE_ID"], row["OWNER_ID"]


def bind(portal: SandboxProcess, number: int, kind: int, item: int) -> None:
    assert (
        portal.call("crm.activity.binding.add", {"activityId": number, "entityTypeId": kind, "entityId": item}) is True
    )


def unbind(portal: SandboxProcess, number: int, kind: int, item: int) -> None:
    given = {"activityId": number, "entityTypeId": kind, "entityId": item}
    assert portal.call("crm.activity.binding.delete", given) is True


def test_a_further_binding_changes_no_owner(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    bind(portal, number, 3, 1)
    assert owner(portal, number) == ("2", "1")


def test_the_only_binding_left_is_the_owner(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    bind(portal, number, 3, 1)
    unbind(portal, number, 2, 1)
    assert owner(portal, number) == ("3", "1")


def test_with_several_left_the_owner_stays_or_the_first_takes_over(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    bind(portal, number, 4, 1)
    bind(portal, number, 3, 1)
    bind(portal, number, 2, 2)
    unbind(portal, number, 3, 1)
    assert owner(portal, number) == ("2", "1")
    unbind(portal, number, 2, 1)
    assert owner(portal, number) == ("4", "1")


def test_moving_the_owner_s_binding_moves_the_owner(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    given = {"sourceEntityTypeId": 2, "sourceEntityId": 1, "targetEntityTypeId": 2, "targetEntityId": 2}
    assert portal.call("crm.activity.binding.move", {"activityId": number, **given}) is True
    assert owner(portal, number) == ("2", "2")
    assert portal.call("crm.activity.binding.list", {"activityId": number}) == [{"entityTypeId": 2, "entityId": 2}]


def test_a_hundred_bindings_and_not_one_more(demo: SandboxProcess) -> None:
    given = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01T10:00:00Z"}
    number = demo.call("crm.activity.todo.add", given)["id"]
    items = [(2, item) for item in range(2, 45)] + [(3, item) for item in range(1, 61)]
    for start in (0, 50):
        commands = [
            f"crm.activity.binding.add?activityId={number}&entityTypeId={kind}&entityId={item}"
            for kind, item in items[start : min(start + 50, 99)]
        ]
        assert demo.call("batch", {"cmd": commands})["result_error"] == []
    assert len(demo.call("crm.activity.binding.list", {"activityId": number})) == 100
    with pytest.raises(Refused, match="at most 100"):
        bind(demo, number, *items[99])
