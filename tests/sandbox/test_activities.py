"""Activities of other kinds: derived deadlines, communications, files, applications."""

from base64 import b64encode
from typing import Any

import pytest

from tests.sandbox.process import Refused, SandboxProcess

START, END = "2031-03-04T10:00:00+03:00", "2031-03-04T11:00:00+03:00"
NONE = "9999-12-31T00:00:00+03:00"
OWNED = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "SUBJECT": "Something", "START_TIME": START, "END_TIME": END}
TOLD = {"COMMUNICATIONS": [{"VALUE": "+1 555 01", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]}


def add(portal: SandboxProcess, **fields: Any) -> dict[str, Any]:
    number = portal.call("crm.activity.add", {"fields": {**OWNED, **fields}})
    row: dict[str, Any] = portal.call("crm.activity.get", {"id": number})
    return row


@pytest.mark.parametrize(("kind", "provider"), [(1, "CRM_MEETING"), (2, "VOXIMPLANT_CALL")])
def test_the_deadline_of_calls_and_meetings_is_their_start(portal: SandboxProcess, kind: int, provider: str) -> None:
    row = add(portal, TYPE_ID=kind, DEADLINE="2032-01-01T00:00:00Z", **TOLD)
    assert (row["DEADLINE"], row["PROVIDER_ID"]) == (START, provider)
    portal.call("crm.activity.update", {"id": row["ID"], "fields": {"START_TIME": END}})
    assert portal.call("crm.activity.get", {"id": row["ID"]})["DEADLINE"] == END


def test_without_a_deadline_the_year_is_9999(portal: SandboxProcess) -> None:
    row = add(portal, TYPE_ID=2, START_TIME="", **TOLD)
    assert (row["DEADLINE"], row["START_TIME"]) == (NONE, "")


@pytest.mark.parametrize(("kind", "value", "type_"), [(1, "", ""), (2, "+1 555", "PHONE"), (4, "a@b.example", "EMAIL")])
def test_the_server_sets_the_type_of_a_communication(portal: SandboxProcess, kind: int, value: str, type_: str) -> None:
    told = [{"VALUE": value, "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
    row = add(portal, TYPE_ID=kind, COMMUNICATIONS=told)
    listed = portal.call("crm.activity.list", {"filter": {"ID": row["ID"]}, "select": ["COMMUNICATIONS"]})[0]
    communication = listed["COMMUNICATIONS"][0]
    assert (communication["TYPE"], communication["VALUE"]) == (type_, value)
    assert (communication["ENTITY_ID"], communication["ENTITY_TYPE_ID"]) == ("1", "3")
    assert communication["ENTITY_SETTINGS"]["LAST_NAME"] == "Novak"


def test_an_activity_is_bound_to_its_owner_and_to_whom_it_speaks(portal: SandboxProcess) -> None:
    row = add(portal, TYPE_ID=2, **TOLD)
    assert portal.call("crm.activity.binding.list", {"activityId": row["ID"]}) == [
        {"entityTypeId": 2, "entityId": 1},
        {"entityTypeId": 3, "entityId": 1},
    ]


def test_the_responsible_defaults_to_the_owner_s(portal: SandboxProcess) -> None:
    assert add(portal, TYPE_ID=2, OWNER_ID=2, **TOLD)["RESPONSIBLE_ID"] == "2"


def test_communications_and_files_come_only_by_name(portal: SandboxProcess) -> None:
    files = [{"fileData": ["note.txt", b64encode(b"hello").decode()]}]
    row = add(portal, TYPE_ID=2, FILES=files, **TOLD)
    assert not {"COMMUNICATIONS", "FILES", "BINDINGS"} & set(row)
    where = {"ID": row["ID"]}
    assert not {"COMMUNICATIONS", "FILES"} & set(portal.call("crm.activity.list", {"filter": where})[0])
    listed = portal.call("crm.activity.list", {"filter": where, "select": ["*", "FILES", "STORAGE_ELEMENT_IDS"]})[0]
    assert isinstance(listed["FILES"][0]["id"], int)
    assert listed["STORAGE_ELEMENT_IDS"] == [str(listed["FILES"][0]["id"])]
    assert listed["SUBJECT"] == "Something"


def test_read_only_fields_are_ignored(portal: SandboxProcess) -> None:
    row = add(portal, TYPE_ID=2, AUTHOR_ID=2, CREATED=START, ASSOCIATED_ENTITY_ID=7, NO_SUCH_FIELD=1, **TOLD)
    assert (row["AUTHOR_ID"], row["ASSOCIATED_ENTITY_ID"]) == ("1", "0")
    assert row["CREATED"] != START


def test_settings_are_an_object_or_an_empty_list(portal: SandboxProcess) -> None:
    assert add(portal, TYPE_ID=2, **TOLD)["SETTINGS"] == []
    assert add(portal, TYPE_ID=2, SETTINGS={"A": "b"}, **TOLD)["SETTINGS"] == {"A": "b"}


def test_an_application_makes_completes_and_deletes_its_own(portal: SandboxProcess) -> None:
    fields = {**OWNED, "PROVIDER_ID": "REST_APP", "RESPONSIBLE_ID": 1}
    number = portal.app_call("crm.activity.add", {"fields": fields})
    row = portal.app_call("crm.activity.get", {"id": number})
    assert (row["TYPE_ID"], row["PROVIDER_ID"], row["PROVIDER_TYPE_ID"]) == ("6", "REST_APP", "LINK")
    for refused in (portal.call, lambda method, params: portal.app_call(method, params, second=True)):
        with pytest.raises(Refused, match="Application context required"):
            refused("crm.activity.update", {"id": number, "fields": {"COMPLETED": "Y"}})
    portal.app_call("crm.activity.update", {"id": number, "fields": {"COMPLETED": "Y"}})
    assert portal.call("crm.activity.list", {"filter": {"ID": number}})[0]["COMPLETED"] == "Y"
    assert portal.app_call("crm.activity.delete", {"id": number}) is True
