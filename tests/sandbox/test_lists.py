"""List methods: pages, filters, order, select, and what a plain user sees."""

from typing import Any

import pytest

from tests.sandbox.conftest import MakeTodo
from tests.sandbox.process import SandboxProcess


def ids(portal: SandboxProcess, method: str = "crm.deal.list", **params: Any) -> list[int]:
    rows = portal.call(method, {"order": {"ID": "ASC"}, "select": ["ID"], **params})
    return [int(row["ID"]) for row in rows]


def test_pages_of_fifty_until_there_is_no_next(demo: SandboxProcess) -> None:
    seen: list[str] = []
    start: int | None = 0
    total = None
    while start is not None:
        body = demo.body("crm.activity.list", {"order": {"ID": "asc"}, "start": str(start), "select": ["ID"]})
        seen += [row["ID"] for row in body["result"]]
        total = body["total"]
        assert len(body["result"]) == 50 or "next" not in body
        assert body.get("next", start + 50) == start + 50
        start = body.get("next")
    assert len(seen) == len(set(seen)) == total


def test_start_minus_one_counts_nothing(demo: SandboxProcess) -> None:
    body = demo.body("crm.activity.list", {"order": {"ID": "ASC"}, "filter": {">ID": 100}, "start": -1})
    assert len(body["result"]) == 50
    assert body["total"] == 0
    assert "next" not in body


def test_activities_come_by_start_time_unless_asked_otherwise(demo: SandboxProcess) -> None:
    times = [row["START_TIME"] for row in demo.call("crm.activity.list")]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({"ID": 3}, {3}),
        ({"=ID": "3"}, {3}),
        ({"ID": [3, "4"]}, {3, 4}),
        ({"@ID": {"0": 3, "1": 4}}, {3, 4}),
        ({"!@ID": [1, 2], "<ID": 5}, {3, 4}),
        ({"!ID": 1, "<=ID": 2}, {2}),
        ({"!=ID": 1, "<=ID": 2}, {2}),
        ({">=ID": 43}, {43, 44}),
        ({">ID": 43}, {44}),
        ({"%TITLE": "contoso"}, {4, 5, 6}),
        ({"!%TITLE": "o", "<ID": 12}, {9, 10}),
        ({"=%TITLE": "contoso r%"}, {4}),
        ({"%=TITLE": "%rollout"}, {4}),
        ({"!=%TITLE": "Contoso%", ">ID": 2, "<ID": 8}, {3, 7}),
        ({"!%=TITLE": "Contoso%", ">ID": 2, "<ID": 8}, {3, 7}),
        ({"%TITLE": "СЕВЕРНЫЙ"}, {20, 21}),
        ({"TITLE": "contoso rollout"}, {4}),
        ({"%TITLE": "%"}, set()),
        ({"STAGE_ID": "WON"}, {10, 32}),
        ({">=OPPORTUNITY": "520000", "CURRENCY_ID": "CNY"}, {24}),
        ({"NO_SUCH_FIELD": 1, "ID": 5}, {5}),
        ({"ID": "many"}, set()),
        ({">ID": "many"}, set()),
        ({"<ID": 3, ">ID": -(2**70)}, {1, 2}),
        ({"<ID": 2**53 + 1, ">=ID": 43}, {43, 44}),
        ({"<=ID": str(2**63), ">=ID": "43"}, {43, 44}),
        ({">ID": 2**53 + 1}, set()),
        ({"@ID": [3, 10**30]}, {3}),
        ({"!ID": 10**30, "<ID": 3}, {1, 2}),
    ],
    ids=str,
)
def test_filter_prefixes(demo: SandboxProcess, filter_: dict[str, Any], expected: set[int]) -> None:
    assert set(ids(demo, filter=filter_)) == expected


def test_several_bindings_are_or_and_repeat_the_activity(demo: SandboxProcess) -> None:
    given = {"ownerTypeId": 2, "ownerId": 43, "deadline": "2031-01-01T10:00:00Z", "title": "Bound twice"}
    number = demo.call("crm.activity.todo.add", given)["id"]
    demo.call("crm.activity.binding.add", {"activityId": number, "entityTypeId": 4, "entityId": 19})
    pairs = [{"OWNER_TYPE_ID": 2, "OWNER_ID": 43}, {"OWNER_TYPE_ID": "4", "OWNER_ID": "19"}]
    body = demo.body("crm.activity.list", {"filter": {"BINDINGS": pairs, "SUBJECT": "Bound twice"}})
    assert [row["ID"] for row in body["result"]] == [str(number)] * 2
    one = demo.call("crm.activity.list", {"filter": {"BINDINGS": pairs[:1], "SUBJECT": "Bound twice"}})
    assert len(one) == 1
    owner_alone = {"OWNER_TYPE_ID": 4, "OWNER_ID": 19, "SUBJECT": "Bound twice"}
    assert demo.call("crm.activity.list", {"filter": owner_alone}) == []


def test_a_binding_to_an_item_that_no_portal_has_finds_nothing(demo: SandboxProcess) -> None:
    pairs = [{"OWNER_TYPE_ID": 2, "OWNER_ID": 2**60}]
    assert demo.body("crm.activity.list", {"filter": {"BINDINGS": pairs}})["total"] == 0


def test_many_owners_at_once(demo: SandboxProcess) -> None:
    rows = demo.call("crm.activity.list", {"filter": {"OWNER_TYPE_ID": 2, "@OWNER_ID": [2, 3]}})
    assert {row["OWNER_ID"] for row in rows} == {"2", "3"}


def test_no_deadline_sorts_last_and_is_later_than_any_day(demo: SandboxProcess) -> None:
    given = {"filter": {"COMPLETED": "N", ">DEADLINE": "2100-01-01"}, "order": {"DEADLINE": "DESC"}}
    rows = demo.call("crm.activity.list", given)
    assert rows
    assert all(row["DEADLINE"].startswith("9999-12-31T00:00:00") for row in rows)


def test_select_skips_what_it_does_not_know(demo: SandboxProcess) -> None:
    rows = demo.call("crm.activity.list", {"select": ["SUBJECT", "NOTHING"]})
    assert set(rows[0]) == {"ID", "SUBJECT"}


def test_phones_are_absent_without_being_asked_for_and_exact_in_filters(demo: SandboxProcess) -> None:
    contact = demo.call("crm.contact.get", {"id": 1})
    phone = contact["PHONE"][0]
    assert set(phone) == {"ID", "VALUE", "VALUE_TYPE", "TYPE_ID"}
    assert "PHONE" not in demo.call("crm.contact.list")[0]
    assert ids(demo, "crm.contact.list", filter={"PHONE": phone["VALUE"]}) == [1]
    assert "EMAIL" not in demo.call("crm.lead.get", {"id": 25})


def test_items_have_camel_case_names_and_real_numbers(demo: SandboxProcess) -> None:
    body = demo.body("crm.item.list", {"entityTypeId": "128", "order": {"id": "desc"}, "start": -1})
    item = body["result"]["items"][0]
    assert (item["id"], item["entityTypeId"]) == (12, 128)
    assert isinstance(item["assignedById"], int)
    assert "fm" not in item
    deal = demo.call("crm.item.get", {"entityTypeId": 2, "id": 4})["item"]
    assert deal["opportunity"] == 312_000
    assert deal["contactIds"] == [deal["contactId"]]
    contact = demo.call("crm.item.list", {"entityTypeId": 3, "select": ["*"], "filter": {"id": 1}})["items"][0]
    assert {"id", "typeId", "valueType", "value"} == set(contact["fm"][0])


def test_items_know_or_and_nesting(demo: SandboxProcess) -> None:
    filter_ = {"logic": "OR", "0": {"id": 1}, "1": {"id": 2, "%title": "northwind"}, "2": {"id": 3, "title": "no"}}
    found = demo.call("crm.item.list", {"entityTypeId": 2, "filter": filter_, "select": ["id"]})["items"]
    assert found == [{"id": 1}, {"id": 2}]


def test_a_plain_user_sees_what_is_assigned_to_him(demo: SandboxProcess) -> None:
    plain = demo.info["others"]["plain_user"]
    deals = demo.body("crm.deal.list", {"select": ["ASSIGNED_BY_ID"]}, webhook=plain)
    assert {row["ASSIGNED_BY_ID"] for row in deals["result"]} == {"2"}
    own = {row["ID"] for row in deals["result"]}
    activities = demo.call("crm.activity.list", {"filter": {"OWNER_TYPE_ID": 2}}, webhook=plain)
    assert {row["OWNER_ID"] for row in activities} <= own
    items = demo.body("crm.item.list", {"entityTypeId": 2}, webhook=plain)
    assert items["total"] == deals["total"]


def test_items_may_be_named_as_in_the_older_lists(demo: SandboxProcess) -> None:
    """Clients order every list by `ID`, this one too."""
    given = {"entityTypeId": 2, "select": ["ID", "STAGE_ID"], "order": {"ID": "DESC"}, "filter": {">ID": 3}}
    items = demo.call("crm.item.list", given)["items"]
    numbers = [item["id"] for item in items]
    assert numbers == sorted(numbers, reverse=True)
    assert min(numbers) == 4
    assert set(items[0]) == {"id", "stageId"}


def test_words_are_found_in_any_letter_case_of_any_alphabet(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = str(todo(title="Größe der ÜBERGABE", description="Договор на год"))

    def found(**filter_: str) -> list[str]:
        return [row["ID"] for row in portal.call("crm.activity.list", {"filter": filter_, "order": {"ID": "ASC"}})]

    assert found(**{"%SUBJECT": "GRÖSSE DER"}) == []
    assert found(**{"%SUBJECT": "gröẞe der üBergabe"}) == found(**{"=%SUBJECT": "%ÜbergabE"}) == [number]
    assert found(**{"%DESCRIPTION": "ДОГОВОР"}) == [number]
    portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Später", "DESCRIPTION": "Årgång"}})
    assert found(**{"%DESCRIPTION": "ДОГОВОР"}) == []
    assert found(**{"%SUBJECT": "SPÄTER"}) == found(**{"%DESCRIPTION": "årgång"}) == [number]
    assert number not in found(**{"!%SUBJECT": "SPÄTER"})


def test_a_plain_user_lists_what_hangs_on_his_items_alone(portal: SandboxProcess, todo: MakeTodo) -> None:
    mine, theirs = str(todo(ownerId=2)), str(todo(ownerId=1))
    for number in (mine, theirs):
        given = {"activityId": number, "entityTypeId": 3, "entityId": 1}
        portal.call("crm.activity.binding.add", given)
    webhook = portal.info["others"]["plain_user"]

    def found(**filter_: object) -> list[str]:
        given = {"filter": {"@ID": [mine, theirs], **filter_}, "order": {"ID": "ASC"}}
        return [row["ID"] for row in portal.call("crm.activity.list", given, webhook=webhook)]

    both = [{"OWNER_TYPE_ID": 2, "OWNER_ID": 2}, {"OWNER_TYPE_ID": 3, "OWNER_ID": 1}]
    assert found() == [mine]
    assert found(BINDINGS=both[1:]) == [mine]
    assert found(BINDINGS=both) == [mine, mine]
    assert found(BINDINGS=[{"OWNER_TYPE_ID": 2, "OWNER_ID": 1}]) == []
    assert found(OWNER_TYPE_ID=2, OWNER_ID=1) == []
