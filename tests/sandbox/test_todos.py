"""Universal activities: what is kept, what is erased, what can be read back."""

from typing import Any

import pytest

from tests.sandbox.conftest import MakeTodo
from tests.sandbox.process import SandboxProcess

WHERE = {"ownerTypeId": 2, "ownerId": 1}
NEW = "2031-07-08T09:30:00+03:00"


def get(portal: SandboxProcess, number: int) -> dict[str, Any]:
    row: dict[str, Any] = portal.call("crm.activity.get", {"id": number})
    return row


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The fields that differ, but for LAST_UPDATED, which moves with every write."""
    return {name for name in before if before[name] != after[name]} - {"LAST_UPDATED"}


def test_a_new_to_do_reads_back_with_numbers_as_text(portal: SandboxProcess, todo: MakeTodo) -> None:
    row = get(portal, todo(title="Call Andrew", responsibleId=2))
    assert row["SUBJECT"] == "Call Andrew"
    assert row["PROVIDER_ID"] == "CRM_TODO"
    assert (row["TYPE_ID"], row["OWNER_TYPE_ID"], row["OWNER_ID"]) == ("6", "2", "1")
    assert (row["RESPONSIBLE_ID"], row["AUTHOR_ID"], row["EDITOR_ID"]) == ("2", "1", "1")
    assert (row["COMPLETED"], row["STATUS"]) == ("N", "1")
    assert row["SETTINGS"] == {"COLOR": "3"}
    assert row["PROVIDER_PARAMS"] == []


def test_reminders_and_parent_can_not_be_read_back(portal: SandboxProcess, todo: MakeTodo) -> None:
    row = get(portal, todo(parentActivityId=todo(), pingOffsets=[0, 15, 60]))
    assert not [name for name in row if "PING" in name or "PARENT" in name]
    assert "60" not in str(row["SETTINGS"])


def test_the_responsible_of_a_new_to_do_is_the_caller(portal: SandboxProcess, todo: MakeTodo) -> None:
    assert get(portal, todo())["RESPONSIBLE_ID"] == "1"


def test_update_erases_what_is_left_out_but_colour_and_responsible(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo(responsibleId=2)
    portal.call("crm.activity.todo.update", {"id": number, **WHERE, "deadline": NEW})
    row = get(portal, number)
    assert (row["SUBJECT"], row["DESCRIPTION"]) == ("", "")
    assert row["DEADLINE"] == NEW
    assert row["SETTINGS"] == {"COLOR": "3"}
    assert row["RESPONSIBLE_ID"] == "2"


def test_update_with_responsible_zero_keeps_the_person(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo(responsibleId=2)
    given = {"id": number, **WHERE, "deadline": NEW, "responsibleId": 0, "title": "New", "colorId": "99"}
    portal.call("crm.activity.todo.update", given)
    row = get(portal, number)
    assert (row["RESPONSIBLE_ID"], row["SUBJECT"], row["SETTINGS"]) == ("2", "New", {"COLOR": "3"})


@pytest.mark.parametrize(
    ("method", "given", "fields"),
    [
        ("updateDeadline", {"value": NEW}, {"DEADLINE", "END_TIME"}),
        ("updateDescription", {"value": "Other"}, {"DESCRIPTION"}),
        ("updateColor", {"colorId": "7"}, {"SETTINGS"}),
        ("updateResponsibleUser", {"responsibleId": "2"}, {"RESPONSIBLE_ID"}),
    ],
)
def test_a_narrow_method_changes_one_thing(
    portal: SandboxProcess, todo: MakeTodo, method: str, given: dict[str, Any], fields: set[str]
) -> None:
    number = todo()
    before = get(portal, number)
    assert portal.call(f"crm.activity.todo.{method}", {"id": str(number), **WHERE, **given}) == {"id": number}
    assert changed(before, get(portal, number)) == fields


def test_default_takes_the_colour_away(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    portal.call("crm.activity.todo.updateColor", {"id": number, **WHERE, "colorId": "default"})
    assert get(portal, number)["SETTINGS"] == []


def test_an_unknown_colour_is_ignored_in_silence_by_add(portal: SandboxProcess, todo: MakeTodo) -> None:
    assert get(portal, todo(colorId="rainbow"))["SETTINGS"] == []


def test_odd_reminders_are_dropped_in_silence(portal: SandboxProcess, todo: MakeTodo) -> None:
    assert todo(pingOffsets=["15", -5, "soon", 15, 1.5, None, 0]) > 0


def test_completing_and_reopening_sets_the_status_and_nothing_else(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    before = get(portal, number)
    portal.call("crm.activity.update", {"id": number, "fields": {"COMPLETED": "Y"}})
    done = get(portal, number)
    assert (done["COMPLETED"], done["STATUS"]) == ("Y", "2")
    assert changed(before, done) == {"COMPLETED", "STATUS"}
    portal.call("crm.activity.update", {"id": number, "fields": {"COMPLETED": "N"}})
    assert changed(before, get(portal, number)) == set()


def test_the_title_alone_is_changed_by_activity_update(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    before = get(portal, number)
    portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Only this", "OWNER_ID": 2, "TYPE_ID": 2}})
    assert changed(before, get(portal, number)) == {"SUBJECT"}


def test_the_editor_is_the_last_who_wrote(portal: SandboxProcess) -> None:
    plain = portal.info["others"]["plain_user"]
    given = {"ownerTypeId": 2, "ownerId": 2, "deadline": NEW, "title": "Tom's"}
    number = portal.call("crm.activity.todo.add", given)["id"]
    where = {"ownerTypeId": 2, "ownerId": 2}
    portal.call("crm.activity.todo.updateDeadline", {"id": number, **where, "value": NEW}, webhook=plain)
    row = get(portal, number)
    assert (row["AUTHOR_ID"], row["EDITOR_ID"]) == ("1", "2")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2031-01-02T10:00:00+03:00", "2031-01-02T10:00:00+03:00"),
        ("2031-01-02T10:00:00-05:00", "2031-01-02T18:00:00+03:00"),
        ("2031-01-02T07:00:00.123Z", "2031-01-02T10:00:00+03:00"),
        ("2031-01-02T10:00:00", "2031-01-02T10:00:00+03:00"),
        ("2031-01-02 10:00:00", "2031-01-02T10:00:00+03:00"),
        ("2031-01-02", "2031-01-02T00:00:00+03:00"),
        ("9999-12-31T00:00:00+03:00", "9999-12-31T00:00:00+03:00"),
    ],
)
def test_dates_come_in_several_spellings(portal: SandboxProcess, todo: MakeTodo, given: str, stored: str) -> None:
    assert get(portal, todo(deadline=given))["DEADLINE"] == stored


def test_deleting_removes_it_for_good(portal: SandboxProcess, todo: MakeTodo) -> None:
    number = todo()
    assert portal.call("crm.activity.delete", {"id": number}) is True
    assert portal.call("crm.activity.list", {"filter": {"ID": number}}) == []


def test_parameter_and_method_names_match_in_any_letter_case(portal: SandboxProcess) -> None:
    given = {"OWNERTYPEID": "2", "ownerid": 1, "DeadLine": NEW, "TITLE": "Loud"}
    number = portal.call("CRM.Activity.TODO.Add", given)["id"]
    assert get(portal, number)["SUBJECT"] == "Loud"
