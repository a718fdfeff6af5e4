"""What applications add to a portal: types, configurable activities, badges, notes, workflow actions, placements."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from daybook.sandbox.tables.pictures import ICONS, LOGOS
from tests.sandbox import catalogue
from tests.sandbox.process import FAST, Refused, SandboxProcess
from tests.sandbox.test_contract import same_shape

DEAL = {"ownerTypeId": 2, "ownerId": 1}
LAYOUT: dict[str, Any] = {
    "icon": {"code": "call-completed"},
    "header": {"title": {"de": "Anruf", "en": "Incoming call"}},
    "body": {
        "logo": {"code": "call-incoming"},
        "blocks": {
            "go": {
                "type": "link",
                "properties": {
                    "text": "Go",
                    "bold": True,
                    "action": {"type": "openRestApp", "actionParams": {"deal": 7, "new": True}},
                },
            }
        },
    },
}
ACTION: dict[str, Any] = {
    "CODE": "md5",
    "HANDLER": "https://app.example/md5",
    "NAME": {"en": "MD5", "de": "MD5-Summe"},
    "PROPERTIES": {"text": {"Name": "Text", "Type": "string", "Required": "Y"}},
}


@pytest.fixture
def fresh() -> Iterator[SandboxProcess]:
    """An empty portal of its own."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


def refused(portal: SandboxProcess, method: str, params: dict[str, object], *, second: bool = False) -> tuple[str, str]:
    with pytest.raises(Refused) as refusal:
        portal.app_call(method, params, second=second)
    return refusal.value.code, refusal.value.description


def shaped(method: str, answer: object) -> Any:
    same_shape(answer, catalogue.methods()[method].example, method)
    return answer


class TestTypes:
    def test_an_application_sees_only_its_own(self, fresh: SandboxProcess) -> None:
        icon = ["icon.png", "iVBORw0KGgo="]
        fields = {"TYPE_ID": "1C", "NAME": "1C case", "IS_CONFIGURABLE_TYPE": "y", "ICON_FILE": icon}
        assert shaped("crm.activity.type.add", fresh.app_call("crm.activity.type.add", {"fields": fields})) is True
        (mine,) = shaped("crm.activity.type.list", fresh.app_call("crm.activity.type.list"))
        assert {**mine, "ICON_ID": ""} == {
            "TYPE_ID": "1C",
            "NAME": "1C case",
            "IS_CONFIGURABLE_TYPE": "Y",
            "ICON_ID": "",
        }
        assert int(mine["ICON_ID"]) > 0
        assert fresh.app_call("crm.activity.type.list", second=True) == []
        gone = refused(fresh, "crm.activity.type.delete", {"TYPE_ID": "1C"}, second=True)
        assert gone[0] == "INVALID_ARG_VALUE"
        assert fresh.app_call("crm.activity.type.delete", {"TYPE_ID": "1C"}) is True
        assert fresh.app_call("crm.activity.type.list") == []

    def test_empty_taken_unknown(self, fresh: SandboxProcess) -> None:
        add = "crm.activity.type.add"
        fresh.app_call(add, {"fields": {"TYPE_ID": "A"}})
        assert refused(fresh, add, {"fields": {"TYPE_ID": " "}})[0] == "INVALID_ARG_VALUE"
        assert refused(fresh, add, {"fields": {"TYPE_ID": "a"}})[0] == "INVALID_ARG_VALUE"
        assert refused(fresh, "crm.activity.type.delete", {"TYPE_ID": "B"})[0] == "INVALID_ARG_VALUE"

    @pytest.mark.parametrize("verb", ["add", "list", "delete"])
    def test_a_webhook_is_told_so(self, demo: SandboxProcess, verb: str) -> None:
        with pytest.raises(Refused) as refusal:
            demo.call(f"crm.activity.type.{verb}")
        assert refusal.value.code == "ACCESS_DENIED"
        assert refusal.value.description == "Access denied! Application context required"


class TestConfigurable:
    def test_comes_back_as_it_went(self, fresh: SandboxProcess) -> None:
        fresh.app_call("crm.activity.badge.add", {"code": "b", "title": "T", "value": "V", "type": "primary"})
        fields = {
            "deadline": "2031-02-01T01:00:00+03:00",
            "pingOffsets": [15, "0", 15, -3],
            "responsibleId": "2",
            "badgeCode": "b",
            "completed": "N",
            "originId": "x-1",
        }
        params = {**DEAL, "fields": fields, "layout": LAYOUT}
        add = "crm.activity.configurable.add"
        number = shaped(add, fresh.app_call(add, params))["activity"]["id"]
        get = "crm.activity.configurable.get"
        card = shaped(get, fresh.app_call(get, {"id": number}))["activity"]
        assert (card["id"], card["ownerTypeId"], card["ownerId"]) == (number, 2, 1)
        assert card["fields"] == {
            "typeId": "CONFIGURABLE",
            "completed": False,
            "deadline": "2031-02-01T01:00:00+03:00",
            "pingOffsets": [0, 15],
            "isIncomingChannel": False,
            "responsibleId": 2,
            "badgeCode": "b",
            "originatorId": None,
            "originId": "x-1",
        }
        action = card["layout"]["body"]["blocks"]["go"]["properties"]["action"]
        assert action["actionParams"] == {"deal": "7", "new": "1"}
        listed = fresh.call("crm.activity.get", {"id": number})
        assert (listed["PROVIDER_ID"], listed["SUBJECT"]) == ("CONFIGURABLE_REST_APP", "Incoming call")

    def test_an_update_changes_what_it_names(self, fresh: SandboxProcess) -> None:
        add = {**DEAL, "fields": {"originId": "x", "deadline": "2031-02-01"}, "layout": LAYOUT}
        number = fresh.app_call("crm.activity.configurable.add", add)["activity"]["id"]
        fresh.app_call("crm.activity.configurable.update", {"id": number, "fields": {"completed": True}})
        card = fresh.app_call("crm.activity.configurable.get", {"id": number})["activity"]
        assert (card["fields"]["completed"], card["fields"]["originId"]) == (True, "x")
        assert card["layout"]["header"] == LAYOUT["header"]
        other = {**LAYOUT, "header": {"title": "Later"}}
        fresh.app_call("crm.activity.configurable.update", {"id": number, "fields": {"deadline": ""}, "layout": other})
        card = fresh.app_call("crm.activity.configurable.get", {"id": number})["activity"]
        assert (card["fields"]["deadline"], card["layout"]["header"]) == (None, {"title": "Later"})

    def test_belongs_to_its_application(self, fresh: SandboxProcess) -> None:
        number = fresh.app_call("crm.activity.configurable.add", {**DEAL, "fields": {}, "layout": LAYOUT})["activity"][
            "id"
        ]
        update = {"id": number, "fields": {"completed": True}}
        assert refused(fresh, "crm.activity.configurable.update", update, second=True)[0] == "ERROR_WRONG_APPLICATION"
        with pytest.raises(Refused) as refusal:
            fresh.call("crm.activity.configurable.get", {"id": number})
        assert refusal.value.code == "ERROR_WRONG_CONTEXT"
        with pytest.raises(Refused) as plain:
            fresh.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "x"}})
        assert plain.value.description == "Use crm.activity.configurable.update for this activity provider"

    @pytest.mark.parametrize(
        ("fields", "layout", "code"),
        [
            ({}, [], "ERROR_EMPTY_LAYOUT"),
            ({}, {"icon": {"code": "info"}}, "FIELD_IS_REQUIRED"),
            ({}, {**LAYOUT, "more": {}}, "FIELD_IS_REDUNDANT"),
            ({}, {**LAYOUT, "icon": {"code": "no-such"}}, "ENUM_FIELD"),
            ({"typeId": "UNKNOWN"}, LAYOUT, "WRONG_FIELD_VALUE"),
            ({"badgeCode": "unknown"}, LAYOUT, "WRONG_FIELD_VALUE"),
            ({"deadline": "tomorrow"}, LAYOUT, "WRONG_FIELD_VALUE"),
            ({"completed": "perhaps"}, LAYOUT, "WRONG_FIELD_VALUE"),
            ({"responsibleId": 999}, LAYOUT, "WRONG_FIELD_VALUE"),
            ({"colour": 1}, LAYOUT, "FIELD_IS_REDUNDANT"),
            (
                {"deadline": "2031-01-01", "isIncomingChannel": "Y"},
                LAYOUT,
                "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE",
            ),
        ],
    )
    def test_what_is_refused(self, demo: SandboxProcess, fields: Any, layout: Any, code: str) -> None:
        params = {**DEAL, "fields": fields, "layout": layout}
        assert refused(demo, "crm.activity.configurable.add", params)[0] == code

    def test_a_registered_type(self, fresh: SandboxProcess) -> None:
        for type_id, configurable in (("YES", "Y"), ("NO", "N")):
            fields = {"TYPE_ID": type_id, "IS_CONFIGURABLE_TYPE": configurable}
            fresh.app_call("crm.activity.type.add", {"fields": fields})
        add = "crm.activity.configurable.add"
        number = fresh.app_call(add, {**DEAL, "fields": {"typeId": "YES"}, "layout": LAYOUT})["activity"]["id"]
        assert fresh.call("crm.activity.get", {"id": number})["PROVIDER_TYPE_ID"] == "YES"
        params = {**DEAL, "fields": {"typeId": "NO"}, "layout": LAYOUT}
        assert refused(fresh, add, params)[0] == "WRONG_FIELD_VALUE"

    def test_flags_of_a_form_are_text(self, fresh: SandboxProcess) -> None:
        text = (
            "ownerTypeId=2&ownerId=1&fields[completed]=1"
            "&layout[icon][code]=info&layout[header][title]=T&layout[body][logo][code]=comment"
            "&layout[body][blocks][a][type]=text&layout[body][blocks][a][properties][value]=5"
            "&layout[body][blocks][a][properties][bold]=true"
        )
        batch = fresh.app_call("batch", {"cmd": {"c": f"crm.activity.configurable.add?{text}"}})
        assert batch["result_error"] == []
        card = fresh.app_call("crm.activity.configurable.get", {"id": batch["result"]["c"]["activity"]["id"]})[
            "activity"
        ]
        assert card["layout"]["body"]["blocks"]["a"]["properties"] == {"value": "5", "bold": True}


class TestBadges:
    BADGE: ClassVar[dict[str, object]] = {
        "code": "missed",
        "title": {"en": "Call"},
        "value": "Missed",
        "type": "failure",
    }

    def test_made_read_removed(self, fresh: SandboxProcess) -> None:
        made = shaped("crm.activity.badge.add", fresh.call("crm.activity.badge.add", self.BADGE))
        assert made == {"badge": self.BADGE}
        assert fresh.call("crm.activity.badge.get", {"code": "missed"}) == made
        assert fresh.call("crm.activity.badge.list") == {"badges": [self.BADGE]}
        assert fresh.call("crm.activity.badge.delete", {"code": "missed"}) is True
        assert refused(fresh, "crm.activity.badge.get", {"code": "missed"}) == ("NOT_FOUND", "Not found.")
        assert refused(fresh, "crm.activity.badge.delete", {"code": "missed"}) == ("NOT_FOUND", "Not found.")

    @pytest.mark.parametrize("name", ["code", "title", "value", "type"])
    def test_an_empty_field(self, portal: SandboxProcess, name: str) -> None:
        assert refused(portal, "crm.activity.badge.add", {**self.BADGE, name: ""})[0] == "REQUIRED_ARG_MISSING"

    def test_only_an_administrator_makes_and_removes(self, fresh: SandboxProcess) -> None:
        plain = fresh.info["others"]["plain_user"]
        fresh.call("crm.activity.badge.add", self.BADGE)
        for method in ("crm.activity.badge.add", "crm.activity.badge.delete"):
            with pytest.raises(Refused) as refusal:
                fresh.call(method, self.BADGE, webhook=plain)
            assert refusal.value.code == "ACCESS_DENIED"
        assert fresh.call("crm.activity.badge.list", webhook=plain)["badges"]


class TestNotes:
    def test_one_text_an_entry(self, fresh: SandboxProcess) -> None:
        todo = fresh.call("crm.activity.todo.add", {**DEAL, "deadline": "2031-01-01", "title": "x"})["id"]
        place = {**DEAL, "itemType": 2, "itemId": todo}
        save, get, delete = (f"crm.timeline.note.{verb}" for verb in ("save", "get", "delete"))
        assert refused(fresh, get, place) == ("NOT_FOUND", "Element not found")
        assert shaped(save, fresh.call(save, {**place, "text": "first"})) is True
        first = shaped(get, fresh.call(get, place))
        fresh.call(save, {**place, "text": "second"})
        second = fresh.call(get, place)
        assert (first["text"], second["text"]) == ("first", "second")
        assert second["createdTime"] == first["createdTime"]
        assert fresh.call(delete, place) is True
        assert refused(fresh, delete, place)[0] == "NOT_FOUND"
        assert refused(fresh, get, {**place, "itemId": 999})[0] == "NOT_FOUND"
        assert refused(fresh, get, {**place, "ownerId": 999})[0] == "NOT_FOUND"

    def test_not_on_what_others_own(self, fresh: SandboxProcess) -> None:
        place = {**DEAL, "itemType": 1, "itemId": 5, "text": "x"}
        with pytest.raises(Refused) as refusal:
            fresh.call("crm.timeline.note.save", place, webhook=fresh.info["others"]["plain_user"])
        assert refusal.value.code == "ACCESS_DENIED"


class TestWorkflowActions:
    def test_made_changed_removed(self, fresh: SandboxProcess) -> None:
        add, update, list_, delete = (f"bizproc.activity.{verb}" for verb in ("add", "update", "list", "delete"))
        assert fresh.app_call(add, ACTION) is True
        assert shaped(list_, fresh.app_call(list_)) == ["md5"]
        assert fresh.app_call(list_, second=True) == []
        assert fresh.app_call(update, {"CODE": "md5", "FIELDS": {"DESCRIPTION": "x"}}) is True
        assert refused(fresh, add, ACTION)[0] == "ERROR_ACTIVITY_ALREADY_INSTALLED"
        assert fresh.app_call(delete, {"CODE": "md5"}) is True
        not_found = ("ERROR_ACTIVITY_NOT_FOUND", "Activity or Automation rule not found!")
        assert refused(fresh, delete, {"CODE": "md5"}) == not_found
        assert refused(fresh, update, {"CODE": "md5", "FIELDS": {"NAME": "x"}}) == not_found

    FAILURE = "ERROR_ACTIVITY_VALIDATION_FAILURE"

    @pytest.mark.parametrize(
        ("change", "code", "text"),
        [
            (dict.fromkeys(ACTION, ""), FAILURE, "Empty data!"),
            ({"NAME": ""}, FAILURE, "Empty activity NAME!"),
            ({"CODE": ""}, FAILURE, "Empty activity code!"),
            ({"CODE": "a b"}, FAILURE, "Wrong activity code!"),
            ({"HANDLER": "ftp://app.example/x"}, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol"),
            ({"HANDLER": "no address"}, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL"),
            ({"PROPERTIES": "text"}, FAILURE, "Wrong properties array!"),
            ({"RETURN_PROPERTIES": {"a": "text"}}, FAILURE, "Wrong properties array!"),
            ({"PROPERTIES": {"1a": {"Name": "x"}}}, FAILURE, "Wrong property key 1a!"),
            ({"PROPERTIES": {"a": {"Type": "int"}}}, FAILURE, "Empty property NAME a!"),
            ({"FILTER": {"ONLY": []}}, FAILURE, "Wrong activity FILTER!"),
            ({"DOCUMENT_TYPE": ["crm"]}, FAILURE, "Wrong activity DOCUMENT_TYPE!"),
        ],
    )
    def test_what_is_refused(self, portal: SandboxProcess, change: Any, code: str, text: str) -> None:
        assert refused(portal, "bizproc.activity.add", {**ACTION, **change}) == (code, text)

    def test_an_update_of_nothing(self, fresh: SandboxProcess) -> None:
        fresh.app_call("bizproc.activity.add", ACTION)
        assert refused(fresh, "bizproc.activity.update", {"CODE": "md5", "FIELDS": {}}) == (
            self.FAILURE,
            "No fields to update",
        )

    @pytest.mark.parametrize("verb", ["add", "update", "list", "delete"])
    def test_a_webhook_is_told_so(self, demo: SandboxProcess, verb: str) -> None:
        with pytest.raises(Refused) as refusal:
            demo.call(f"bizproc.activity.{verb}", ACTION)
        assert (refusal.value.code, refusal.value.description) == ("ACCESS_DENIED", "Application context required")


def test_icons_and_logos(demo: SandboxProcess) -> None:
    for method, name, codes in (("icon", "icons", ICONS), ("logo", "logos", LOGOS)):
        body = demo.body(f"crm.timeline.{method}.list")
        assert [entry["code"] for entry in body["result"][name]] == list(codes)
        assert body["total"] == len(codes)


def test_a_transcript_or_none(demo: SandboxProcess) -> None:
    calls = demo.call("crm.activity.list", {"filter": {"TYPE_ID": 2, "COMPLETED": "Y"}, "order": {"ID": "ASC"}})
    method = "crm.activity.call.getTranscript"
    answers = [demo.call(method, {"activityId": call["ID"]}) for call in calls[:20]]
    said = [answer for answer in answers if answer is not None]
    assert 0 < len(said) < len(answers)
    shaped(method, said[0])
    assert refused(demo, method, {"activityId": 10**6}) == ("NOT_FOUND", "Element not found")


class TestPlacements:
    PLACE: ClassVar[dict[str, object]] = {
        "PLACEMENT": "CRM_ACTIVITY_LIST_MENU",
        "HANDLER": "https://app.example/menu",
        "TITLE": "Send a survey",
    }

    def test_bound_and_unbound(self, fresh: SandboxProcess) -> None:
        assert fresh.app_call("placement.bind", self.PLACE) is True
        (one,) = fresh.app_call("placement.get")
        assert (one["placement"], one["handler"], one["title"]) == tuple(self.PLACE.values())
        assert refused(fresh, "placement.bind", self.PLACE)[0] == "ERROR_PLACEMENT_HANDLER_EXISTS"
        assert fresh.app_call("placement.get", second=True) == []
        assert fresh.app_call("placement.unbind", {"PLACEMENT": "CRM_ACTIVITY_LIST_MENU"}) == {"count": 1}
        assert fresh.app_call("placement.get") == []

    def test_an_unknown_place(self, portal: SandboxProcess) -> None:
        place = {**self.PLACE, "PLACEMENT": "KITCHEN"}
        assert refused(portal, "placement.bind", place)[0] == "ERROR_PLACEMENT_NOT_FOUND"


class TestEntities:
    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("deal", {"TITLE": "Big one", "OPPORTUNITY": "1500.5", "STAGE_ID": "WON"}),
            ("lead", {"TITLE": "Fair", "NAME": "Ann", "PHONE": [{"VALUE": "+1 555", "VALUE_TYPE": "WORK"}]}),
            ("contact", {"NAME": "Ann", "EMAIL": [{"VALUE": "ann@example.com", "VALUE_TYPE": "HOME"}]}),
            ("company", {"TITLE": "Contoso", "REVENUE": 5}),
        ],
    )
    def test_made_changed_removed(self, fresh: SandboxProcess, kind: str, fields: dict[str, Any]) -> None:
        number = fresh.call(f"crm.{kind}.add", {"fields": fields})
        assert isinstance(number, int)
        item = fresh.call(f"crm.{kind}.get", {"id": number})
        name = "NAME" if kind == "contact" else "TITLE"
        assert item[name] == fields[name]
        assert fresh.call(f"crm.{kind}.update", {"id": number, "fields": {name: "Other"}}) is True
        assert fresh.call(f"crm.{kind}.get", {"id": number})[name] == "Other"
        assert fresh.call(f"crm.{kind}.delete", {"id": number}) is True
        with pytest.raises(Refused) as refusal:
            fresh.call(f"crm.{kind}.get", {"id": number})
        assert (refusal.value.code, refusal.value.description) == ("", "Not found")
        assert fresh.call(f"crm.{kind}.add", {"fields": fields}) == number + 1

    def test_a_stage_says_how_it_ended(self, fresh: SandboxProcess) -> None:
        number = fresh.call("crm.deal.add", {"fields": {"TITLE": "x"}})
        states = []
        for stage in ("NEW", "WON", "LOSE", "EXECUTING"):
            fresh.call("crm.deal.update", {"id": number, "fields": {"STAGE_ID": stage}})
            deal = fresh.call("crm.deal.get", {"id": number})
            states.append((deal["STAGE_SEMANTIC_ID"], deal["CLOSED"]))
        assert states == [("P", "N"), ("S", "Y"), ("F", "Y"), ("P", "N")]

    def test_phones_by_line(self, fresh: SandboxProcess) -> None:
        lines = [{"VALUE": "1", "VALUE_TYPE": "WORK"}, {"VALUE": "2", "VALUE_TYPE": "MOBILE"}]
        number = fresh.call("crm.contact.add", {"fields": {"NAME": "A", "PHONE": lines}})
        first, second = fresh.call("crm.contact.get", {"id": number})["PHONE"]
        change = [{"ID": first["ID"], "VALUE": "11"}, {"ID": second["ID"], "DELETE": "Y"}, {"VALUE": "3"}]
        fresh.call("crm.contact.update", {"id": number, "fields": {"PHONE": change}})
        contact = fresh.call("crm.contact.get", {"id": number})
        assert [(line["VALUE"], line["VALUE_TYPE"]) for line in contact["PHONE"]] == [("11", "WORK"), ("3", "WORK")]
        last = [{"ID": line["ID"], "VALUE": ""} for line in contact["PHONE"]]
        fresh.call("crm.contact.update", {"id": number, "fields": {"PHONE": last}})
        contact = fresh.call("crm.contact.get", {"id": number})
        assert "PHONE" not in contact
        assert contact["HAS_PHONE"] == "N"

    def test_activities_of_a_removed_deal(self, fresh: SandboxProcess) -> None:
        alone, shared = (
            fresh.call("crm.activity.todo.add", {**DEAL, "deadline": "2031-01-01", "title": name})["id"]
            for name in "as"
        )
        fresh.call("crm.activity.binding.add", {"activityId": shared, "entityTypeId": 2, "entityId": 2})
        fresh.call("crm.deal.delete", {"id": 1})
        assert fresh.call("crm.activity.get", {"id": shared})["OWNER_ID"] == "2"
        with pytest.raises(Refused):
            fresh.call("crm.activity.get", {"id": alone})
