"""People, and what is no part of CRM."""

from datetime import datetime

from tests.sandbox.process import SandboxProcess


def test_who_am_i(demo: SandboxProcess) -> None:
    assert demo.call("profile")["ADMIN"] is True
    assert demo.call("user.admin") is True
    plain = demo.info["others"]["plain_user"]
    assert demo.call("profile", webhook=plain)["ADMIN"] is False
    assert demo.call("user.current", webhook=plain)["ID"] == "2"


def test_users_by_number_name_and_search(demo: SandboxProcess) -> None:
    def names(**params: object) -> list[str]:
        return [user["NAME"] for user in demo.call("user.get", params)]

    assert names(filter={"ID": [1, "3"]}) == ["Elena", "Claire"]
    assert names(ID=2) == ["Tomasz"]
    assert names(FILTER={"NAME_SEARCH": "волк"}) == ["Дмитрий"]
    assert names(filter={"ACTIVE": "false"}) == []
    assert names(sort="LAST_NAME", order="desc", filter={"@ID": [1, 2, 3]}) == ["Tomasz", "Elena", "Claire"]
    assert len(names(filter={"ACTIVE": True, "USER_TYPE": "employee", "UF_DEPARTMENT": 1})) == 8
    found = demo.call("user.search", {"FILTER": {"FIND": "sales head"}})
    assert [user["NAME"] for user in found] == ["Elena"]
    assert demo.call("user.search", {"FILTER": {"NAME": "tom"}})[0]["LAST_NAME"] == "Nowak"


def test_select_skips_unknown_fields(demo: SandboxProcess) -> None:
    assert demo.call("user.get", {"filter": {"ID": 1}, "select": ["NAME", "NOTHING"]}) == [{"ID": "1", "NAME": "Elena"}]


def test_portraits_are_drawn_as_initials(demo: SandboxProcess) -> None:
    for user in demo.call("user.get"):
        answer = demo.http.get(user["PERSONAL_PHOTO"])
        assert answer.headers["content-type"] == "image/svg+xml"
        assert user["NAME"][0].upper() in answer.text
    assert demo.http.get(f"{demo.portal}/portraits/99.svg").status_code == 404


def test_the_portal_tells_its_zone(demo: SandboxProcess) -> None:
    assert datetime.fromisoformat(demo.call("server.time")).utcoffset() is not None


def test_methods_are_what_is_answered(demo: SandboxProcess) -> None:
    assert demo.call("method.get", {"name": "crm.activity.todo.updatecolor"}) == {
        "isExisting": True,
        "isAvailable": True,
    }
    assert demo.call("method.get", {"name": "crm.nothing"}) == {"isExisting": False, "isAvailable": False}
    assert demo.call("method.get") == {"isExisting": False, "isAvailable": False}
    no_scope = demo.info["others"]["no_scope"]
    got = demo.call("method.get", {"name": "crm.deal.list"}, webhook=no_scope)
    assert got == {"isExisting": True, "isAvailable": False}
    assert "crm.deal.list" not in demo.call("methods", webhook=no_scope)
    assert "crm.deal.list" in demo.call("methods", {"full": "true"}, webhook=no_scope)
    assert set(demo.call("methods", {"scope": ""})) == set(demo.call("methods", webhook=no_scope))


def test_scopes(demo: SandboxProcess) -> None:
    assert "crm" in demo.call("scope")
    assert demo.call("scope", webhook=demo.info["others"]["no_scope"]) == []
    assert "telephony" in demo.call("scope", {"full": 1})
