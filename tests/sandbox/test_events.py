"""Applications hear of every change: by a POST to their handler, or from the queue they empty themselves."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl

import pytest

from daybook.sandbox import event_queue
from daybook.sandbox.courier import is_loopback
from daybook.sandbox.database import Database
from daybook.sandbox.event_queue import Queue
from daybook.sandbox.filters import Condition
from tests.sandbox import catalogue
from tests.sandbox.process import FAST, Refused, SandboxProcess, read, until
from tests.sandbox.test_contract import same_shape

ADD, UPDATE, DELETE = (f"ONCRMACTIVITY{verb}" for verb in ("ADD", "UPDATE", "DELETE"))
DEAL = {"ownerTypeId": 2, "ownerId": 1}
FAR = "2031-05-06T10:00:00+03:00"
CARD: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {"title": "Survey"},
    "body": {"logo": {"code": "list-check"}, "blocks": {"a": {"type": "text", "properties": {"value": "nine"}}}},
}
HEARD_WITHIN_S = 10.0


@pytest.fixture
def fresh() -> Iterator[SandboxProcess]:
    """An empty portal of its own."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


def todo(portal: SandboxProcess, **more: object) -> int:
    number: int = portal.call("crm.activity.todo.add", {**DEAL, "deadline": FAR, "title": "Call", **more})["id"]
    return number


def shaped(method: str, answer: Any) -> Any:
    same_shape(answer, catalogue.methods()[method].example, method)
    return answer


def listen_offline(portal: SandboxProcess, *names: str, **more: object) -> None:
    for name in names:
        assert portal.app_call("event.bind", {"event": name, "event_type": "offline", **more}) is True


def taken(portal: SandboxProcess, **params: object) -> list[tuple[str, str]]:
    """What waits, and waits no more: event and object."""
    answer = portal.app_call("event.offline.get", params)
    return [(event["EVENT_NAME"], event["EVENT_DATA"]["FIELDS"]["ID"]) for event in answer["events"]]


def refused(call: Callable[[], object]) -> tuple[int, str, str]:
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.status, refusal.value.code, refusal.value.description


class TestBindings:
    def test_come_and_go(self, fresh: SandboxProcess) -> None:
        given = {"event": "OnCrmActivityAdd", "handler": "https://app.example/heard"}
        assert shaped("event.bind", fresh.app_call("event.bind", given)) is True
        listen_offline(fresh, UPDATE)
        assert shaped("event.get", fresh.app_call("event.get")) == [
            {"event": ADD, "handler": "https://app.example/heard", "auth_type": "0", "offline": 0},
            {"event": UPDATE, "handler": "", "auth_type": "0", "connector_id": "", "offline": 1},
        ]
        assert shaped("event.unbind", fresh.app_call("event.unbind", given)) == {"count": 1}
        assert fresh.app_call("event.unbind", given) == {"count": 0}
        assert fresh.app_call("event.unbind", {"event": UPDATE, "event_type": "offline"}) == {"count": 1}
        assert fresh.app_call("event.get") == []

    def test_nothing_is_bound_twice(self, fresh: SandboxProcess) -> None:
        given = {"event": ADD, "handler": "https://app.example/heard"}
        fresh.app_call("event.bind", given)
        status, code, text = refused(lambda: fresh.app_call("event.bind", given))
        assert (status, code) == (400, "ERROR_CORE")
        assert "already" in text
        assert fresh.app_call("event.bind", {**given, "handler": "https://app.example/other"}) is True

    def test_a_second_application_neither_sees_nor_takes_them(self, fresh: SandboxProcess) -> None:
        given = {"event": ADD, "handler": "https://app.example/heard"}
        fresh.app_call("event.bind", given)
        listen_offline(fresh, ADD)
        assert fresh.app_call("event.get", second=True) == []
        assert fresh.app_call("event.unbind", given, second=True) == {"count": 0}
        todo(fresh)
        assert fresh.app_call("event.offline.list", second=True) == []
        process = fresh.app_call("event.offline.get", {"clear": 0})["process_id"]
        assert fresh.app_call("event.offline.get", {"process_id": process, "clear": 0}, second=True)["events"] == []
        assert fresh.app_call("event.offline.clear", {"process_id": process}, second=True) is True
        assert len(fresh.app_call("event.offline.list")) == 1
        assert len(fresh.app_call("event.get")) == 2

    def test_a_plain_user_binds_for_himself_alone(self, fresh: SandboxProcess) -> None:
        auth = {"auth": fresh.token("plain_user")["access_token"]}

        def call(method: str, **params: object) -> Any:
            return read(fresh.http.post(f"{fresh.portal}/rest/{method}", json={**params, **auth}))["result"]

        mine = {"event": ADD, "handler": "https://app.example/mine"}
        fresh.app_call("event.bind", {**mine, "handler": "https://app.example/everybody"})
        assert call("event.bind", **mine, auth_type=2) is True
        assert [each["auth_type"] for each in call("event.get")] == ["2"]
        assert len(fresh.app_call("event.get")) == 2
        assert call("event.unbind", event=ADD, handler="https://app.example/everybody") == {"count": 0}
        assert call("event.unbind", **mine) == {"count": 1}

    def test_auth_type_of_nobody_leaves_the_handlers_of_people(self, fresh: SandboxProcess) -> None:
        given = {"event": ADD, "handler": "https://app.example/heard"}
        for user in (0, 1, 2):
            fresh.app_call("event.bind", {**given, "auth_type": user})
        assert fresh.app_call("event.unbind", {**given, "auth_type": 0}) == {"count": 1}
        assert fresh.app_call("event.unbind", given) == {"count": 2}

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"event": "ONNOTHING", "handler": "https://app.example/"}, "ERROR_EVENT_NOT_FOUND"),
            ({"event": ADD, "handler": ""}, "100"),
            ({"event": ADD, "handler": "app"}, "ERROR_WRONG_HANDLER_URL"),
            ({"event": ADD, "handler": "ftp://app.example/"}, "ERROR_UNSUPPORTED_PROTOCOL"),
            ({"event": ADD, "event_type": "sometimes", "handler": "https://app.example/"}, "ERROR_ARGUMENT"),
            ({"event": "ONOFFLINEEVENT", "event_type": "offline"}, "ERROR_ARGUMENT"),
        ],
    )
    def test_refusals(self, portal: SandboxProcess, given: dict[str, object], code: str) -> None:
        assert refused(lambda: portal.app_call("event.bind", given))[:2] == (400, code)

    @pytest.mark.parametrize("method", [name for name in catalogue.methods() if name.startswith("event")])
    def test_a_webhook_is_told_so(self, portal: SandboxProcess, method: str) -> None:
        expected = (403, "WRONG_AUTH_TYPE", "Application context required")
        assert refused(lambda: portal.call(method, {"event": ADD, "process_id": "x"})) == expected

    def test_names_by_scope(self, portal: SandboxProcess) -> None:
        every = shaped("events", portal.app_call("events"))
        assert every == portal.app_call("events", {"FULL": True})
        crm = portal.app_call("events", {"SCOPE": "crm"})
        assert {ADD, UPDATE, DELETE, "ONCRMDEALADD", "ONCRMCOMPANYDELETE"} <= set(crm)
        assert set(every) - set(crm) == {"ONAPPINSTALL", "ONAPPUNINSTALL", "ONOFFLINEEVENT"}
        assert portal.app_call("events", {"SCOPE": "moon"}) == []

    def test_features_say_that_the_queue_is_there(self, portal: SandboxProcess) -> None:
        for code in ("rest_offline_extended", "rest_auth_connector"):
            assert portal.call("feature.get", {"CODE": code}) == {"value": "Y"}


class TestWhatHappens:
    """Every method that changes something, and none that does not."""

    def test_activities(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD, UPDATE, DELETE)
        number = todo(fresh)
        told = [{"VALUE": "+1 555", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
        call = fresh.call(
            "crm.activity.add",
            {"fields": {**_owned(), "TYPE_ID": 2, "SUBJECT": "Call", "COMMUNICATIONS": told}},
        )
        own = fresh.app_call("crm.activity.add", {"fields": {**_owned(), "PROVIDER_ID": "REST_APP", "SUBJECT": "Own"}})
        card = fresh.app_call("crm.activity.configurable.add", {**DEAL, "fields": {}, "layout": CARD})["activity"]["id"]
        assert taken(fresh) == [(ADD, str(each)) for each in (number, call, own, card)]
        this = {"id": number, **DEAL}
        for method, params in (
            ("crm.activity.todo.update", {**this, "deadline": FAR}),
            ("crm.activity.todo.updateDeadline", {**this, "value": FAR}),
            ("crm.activity.todo.updateColor", {**this, "colorId": "3"}),
            ("crm.activity.todo.updateDescription", {**this, "value": "x"}),
            ("crm.activity.todo.updateResponsibleUser", {**this, "responsibleId": 2}),
            ("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Later"}}),
            ("crm.activity.binding.add", {"activityId": number, "entityTypeId": 3, "entityId": 1}),
            ("crm.activity.binding.delete", {"activityId": number, "entityTypeId": 3, "entityId": 1}),
        ):
            fresh.call(method, params)
            assert taken(fresh) == [(UPDATE, str(number))], method
        fresh.app_call("crm.activity.configurable.update", {"id": card, "fields": {"completed": "Y"}})
        assert taken(fresh) == [(UPDATE, str(card))]
        for each in (number, call):
            fresh.call("crm.activity.delete", {"id": each})
        assert taken(fresh) == [(DELETE, str(number)), (DELETE, str(call))]

    def test_reading_and_refused_calls_are_no_news(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD, UPDATE, DELETE)
        number = todo(fresh)
        assert taken(fresh) == [(ADD, str(number))]
        for method in ("crm.activity.list", "crm.activity.fields", "crm.deal.list"):
            fresh.call(method)
        with pytest.raises(Refused):
            fresh.call("crm.activity.todo.add", {**DEAL, "deadline": "soon"})
        with pytest.raises(Refused):
            fresh.call("crm.activity.todo.updateColor", {"id": number, **DEAL, "colorId": "9"})
        assert taken(fresh) == []

    def test_commands_of_a_batch(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD, UPDATE, DELETE)
        add = f"crm.activity.todo.add?ownerTypeId=2&ownerId=1&deadline={FAR[:10]}"
        chain = {
            "a": add,
            "b": "crm.activity.todo.updateColor?ownerTypeId=2&ownerId=1&colorId=3&id=$result[a][id]",
            "c": add,
            "d": "crm.activity.delete?id=$result[c][id]",
            "e": "crm.activity.delete?id=999999",
        }
        result = fresh.call("batch", {"cmd": chain})["result"]
        first, second = (str(result[key]["id"]) for key in ("a", "c"))
        assert taken(fresh) == [(ADD, first), (UPDATE, first), (ADD, second), (DELETE, second)]

    @pytest.mark.parametrize("kind", ["deal", "lead", "contact", "company"])
    def test_items(self, fresh: SandboxProcess, kind: str) -> None:
        names = [f"ONCRM{kind.upper()}{verb}" for verb in ("ADD", "UPDATE", "DELETE")]
        listen_offline(fresh, *names)
        fields = {"TITLE": "New", "NAME": "Clara", "PHONE": [{"VALUE": "+1 555", "VALUE_TYPE": "WORK"}]}
        number = fresh.call(f"crm.{kind}.add", {"fields": fields})
        assert taken(fresh) == [(names[0], str(number))]
        fresh.call(f"crm.{kind}.update", {"id": number, "fields": {"COMMENTS": "x"}})
        assert taken(fresh) == [(names[1], str(number))]
        fresh.call(f"crm.{kind}.delete", {"id": number})
        assert taken(fresh) == [(names[2], str(number))]

    def test_an_item_takes_its_activities_with_it(self, fresh: SandboxProcess) -> None:
        deal = fresh.call("crm.deal.add", {"fields": {"TITLE": "Short"}})
        alone = todo(fresh, ownerId=deal)
        shared = todo(fresh, ownerId=deal)
        fresh.call("crm.activity.binding.add", {"activityId": shared, "entityTypeId": 2, "entityId": 1})
        listen_offline(fresh, "ONCRMDEALDELETE", UPDATE, DELETE)
        fresh.call("crm.deal.delete", {"id": deal})
        assert sorted(taken(fresh)) == sorted(
            [("ONCRMDEALDELETE", str(deal)), (DELETE, str(alone)), (UPDATE, str(shared))]
        )


def _owned() -> dict[str, object]:
    return {"OWNER_TYPE_ID": 2, "OWNER_ID": 1}


class TestQueue:
    def test_one_record_for_an_event_and_an_object(self, fresh: SandboxProcess) -> None:
        number, other = todo(fresh), todo(fresh)
        listen_offline(fresh, UPDATE)
        for each in (number, other, number, number):
            fresh.call("crm.activity.update", {"id": each, "fields": {"SUBJECT": "x"}})
        waiting = fresh.app_call("event.offline.list")
        assert [row["EVENT_DATA"] for row in waiting] == [{"FIELDS": {"ID": str(each)}} for each in (number, other)]
        assert len({row["MESSAGE_ID"] for row in waiting}) == 2
        row = waiting[0]
        assert {"ID", "TIMESTAMP_X", "EVENT_NAME", "EVENT_DATA", "EVENT_ADDITIONAL", "MESSAGE_ID"} < set(row)
        assert (row["PROCESS_ID"], row["ERROR"], row["EVENT_NAME"]) == ("", "0", UPDATE)
        assert row["ID"].isdigit()

    def test_a_later_change_moves_the_record_to_now(self) -> None:
        with SandboxProcess.start("--data", "empty", "--time-scale", "50", *FAST) as portal:
            number, other = todo(portal), todo(portal)
            listen_offline(portal, UPDATE)
            for each in (number, other):
                portal.call("crm.activity.update", {"id": each, "fields": {"SUBJECT": "x"}})
            before = portal.app_call("event.offline.list")[1]["TIMESTAMP_X"]
            until(lambda: portal.call("server.time") > before)
            portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "y"}})
            assert taken(portal) == [(UPDATE, str(other)), (UPDATE, str(number))], "oldest time first"

    def test_taking_deletes_unless_asked_otherwise(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD)
        numbers = [str(todo(fresh)) for _ in range(3)]
        answer = fresh.app_call("event.offline.get", {"limit": 2})
        assert answer["process_id"] is None
        assert [event["EVENT_DATA"]["FIELDS"]["ID"] for event in answer["events"]] == numbers[:2]
        assert taken(fresh) == [(ADD, numbers[2])]
        assert fresh.app_call("event.offline.get") == {"process_id": None, "events": []}

    def test_reserved_records_come_to_one_alone_and_again_to_him(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD)
        numbers = [str(todo(fresh)) for _ in range(3)]
        first = fresh.app_call("event.offline.get", {"clear": 0, "limit": 2})
        second = fresh.app_call("event.offline.get", {"clear": "0"})
        assert [event["EVENT_DATA"]["FIELDS"]["ID"] for event in first["events"] + second["events"]] == numbers
        assert first["process_id"] != second["process_id"]
        again = fresh.app_call("event.offline.get", {"clear": 0, "process_id": first["process_id"]})
        assert again == first
        assert {row["PROCESS_ID"] for row in fresh.app_call("event.offline.list")} == {
            first["process_id"],
            second["process_id"],
        }
        one = first["events"][0]
        fresh.app_call("event.offline.clear", {"process_id": first["process_id"], "id": [one["ID"]]})
        fresh.app_call("event.offline.clear", {"process_id": "nobody's"})
        assert len(fresh.app_call("event.offline.list")) == 2
        left = first["events"][1]["MESSAGE_ID"]
        fresh.app_call("event.offline.clear", {"process_id": first["process_id"], "message_id": [left]})
        fresh.app_call("event.offline.clear", {"process_id": second["process_id"]})
        assert fresh.app_call("event.offline.list") == []

    def test_a_change_while_a_record_is_worked_on_is_not_lost(self, fresh: SandboxProcess) -> None:
        number = todo(fresh)
        listen_offline(fresh, UPDATE)
        change = {"id": number, "fields": {"SUBJECT": "x"}}
        fresh.call("crm.activity.update", change)
        process = fresh.app_call("event.offline.get", {"clear": 0})["process_id"]
        fresh.call("crm.activity.update", change)
        fresh.app_call("event.offline.clear", {"process_id": process})
        assert taken(fresh) == [(UPDATE, str(number))]

    def test_failed_records_wait_marked_for_who_asks(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD)
        numbers = [str(todo(fresh)) for _ in range(2)]
        answer = fresh.app_call("event.offline.get", {"clear": 0})
        failed = [answer["events"][0]["MESSAGE_ID"]]
        given = {"process_id": answer["process_id"], "message_id": failed}
        assert shaped("event.offline.error", fresh.app_call("event.offline.error", given)) is True
        assert shaped("event.offline.clear", fresh.app_call("event.offline.clear", given)) is True
        assert taken(fresh) == []
        marked = fresh.app_call("event.offline.list", {"filter": {"ERROR": 1}})
        assert [row["MESSAGE_ID"] for row in marked] == failed
        assert taken(fresh, error=1) == [(ADD, numbers[0])]
        fresh.app_call("event.offline.clear", {"process_id": answer["process_id"]})
        assert fresh.app_call("event.offline.list") == []

    def test_filters_order_and_pages(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD, UPDATE)
        add = f"crm.activity.todo.add?ownerTypeId=2&ownerId=1&deadline={FAR[:10]}"
        for _ in range(2):
            fresh.call("batch", {"cmd": [add] * 50})
        number = fresh.call("crm.activity.list", {"select": ["ID"]})[0]["ID"]
        fresh.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "x"}})
        auth = {"auth": fresh.info["oauth"]["access_token"]}
        page = read(fresh.http.post(f"{fresh.portal}/rest/event.offline.list", json=auth))
        assert (len(page["result"]), page["total"], page["next"]) == (50, 101, 50)
        last = read(fresh.http.post(f"{fresh.portal}/rest/event.offline.list", json={**auth, "start": 100}))
        assert (len(last["result"]), "next" in last) == (1, False)
        updates = fresh.app_call("event.offline.list", {"filter": {"=EVENT_NAME": UPDATE}})
        assert [row["EVENT_DATA"]["FIELDS"]["ID"] for row in updates] == [number]
        newest = fresh.app_call("event.offline.get", {"order": {"ID": "desc"}, "limit": 1, "clear": 0})
        assert [event["EVENT_NAME"] for event in newest["events"]] == [UPDATE]
        some = fresh.app_call("event.offline.get", {"filter": {"<=ID": 10}, "limit": 1000})
        assert [int(event["ID"]) for event in some["events"]] == list(range(1, 11))
        for limit in (0, -1):
            assert refused(lambda: fresh.app_call("event.offline.get", {"limit": limit}))[1] == "ERROR_ARGUMENT"  # noqa: B023

    def test_one_s_own_changes_stay_hidden_under_a_source_key(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD)
        listen_offline(fresh, ADD, auth_connector="mine")
        own = todo(fresh, auth_connector="mine")
        other = todo(fresh)
        add = f"crm.activity.todo.add?ownerTypeId=2&ownerId=1&deadline={FAR[:10]}"
        batched = fresh.call("batch", {"cmd": [add], "auth_connector": "mine"})["result"][0]["id"]
        assert [int(number) for _, number in taken(fresh)] == [own, other, batched]
        assert taken(fresh, auth_connector="mine") == [(ADD, str(other))]
        gone = {"event": ADD, "event_type": "offline", "auth_connector": "mine"}
        assert fresh.app_call("event.unbind", gone) == {"count": 1}

    @pytest.mark.parametrize("verb", ["get", "list", "clear", "error"])
    def test_it_is_for_administrators(self, portal: SandboxProcess, verb: str) -> None:
        auth = {"auth": portal.info["others"]["plain_user_token"], "process_id": "x"}
        address = f"{portal.portal}/rest/event.offline.{verb}"
        assert refused(lambda: read(portal.http.post(address, json=auth))) == (403, "ACCESS_DENIED", "Access denied!")

    def test_the_documented_shapes(self, fresh: SandboxProcess) -> None:
        listen_offline(fresh, ADD)
        todo(fresh)
        for method in ("event.offline.list", "event.offline.get"):
            answer = fresh.app_call(method)
            records = answer["events"] if "get" in method else answer
            for record in records:  # the samples have no data
                record["EVENT_DATA"] = record["EVENT_ADDITIONAL"] = False
            assert records
            shaped(method, answer)


def test_a_reservation_is_kept_for_thirty_days() -> None:
    day_s = 86_400
    database = Database()
    with database.transaction() as db:
        listener = db.execute("SELECT 'app' AS client_id, '' AS connector").fetchone()
        event_queue.put(db, listener, name=ADD, data={"FIELDS": {"ID": "1"}}, user_id=1, now_s=0)
        queue = Queue(db, "app", "")
        process = queue.reserve(Condition(), "ID", 50, failed=False, now_s=0)
        queue.reserve(Condition(), "ID", 50, failed=False, now_s=30 * day_s)
        assert len(queue.reserved(process, "ID", 50)) == 1
        queue.reserve(Condition(), "ID", 50, failed=False, now_s=30 * day_s + 1)
        assert queue.reserved(process, "ID", 50) == []
    database.close()


class Handler:
    """An application's handler: notes what it is told, answers with `status` once it is let."""

    def __init__(self, server: HTTPServer, heard: "SimpleQueue[dict[str, str]]", let: Event) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}/heard?by=app"
        self._heard = heard
        self.let = let

    def next(self) -> dict[str, str]:
        """The next letter. Raises AssertionError when none comes."""
        try:
            return self._heard.get(timeout=HEARD_WITHIN_S)
        except Empty:
            raise AssertionError("nothing was heard") from None

    @property
    def empty(self) -> bool:
        return self._heard.empty()


@contextmanager
def handling(status: int = 200) -> Iterator[Handler]:
    """A handler on loopback."""
    heard: SimpleQueue[dict[str, str]] = SimpleQueue()
    let = Event()
    let.set()

    class Hear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            heard.put({"path": self.path, **dict(parse_qsl(body.decode()))})
            let.wait(HEARD_WITHIN_S)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Hear) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Handler(server, heard, let)
        finally:
            let.set()
            server.shutdown()
            thread.join()


class TestDelivery:
    def test_a_handler_is_told_what_happened_and_by_whom(self, fresh: SandboxProcess) -> None:
        with handling() as handler:
            fresh.app_call("event.bind", {"event": "OnCrmActivityAdd", "handler": handler.url})
            number = todo(fresh)
            letter = handler.next()
            app = fresh.info["oauth"]
            assert letter["path"] == "/heard?by=app"
            assert (letter["event"], letter["event_handler_id"]) == (ADD, "1")
            assert letter["data[FIELDS][ID]"] == str(number)
            assert abs(int(letter["ts"]) - time.time()) < 60
            assert letter["auth[application_token]"] == app["application_token"]
            assert letter["auth[member_id]"] == app["member_id"]
            assert letter["auth[client_endpoint]"] == f"{fresh.portal}/rest/"
            assert (letter["auth[expires_in]"], letter["auth[status]"]) == ("3600", "L")
            assert {f"auth[{name}]" for name in ("domain", "server_endpoint", "scope")} < set(letter)
            assert "auth[refresh_token]" not in letter
            token = {"auth": letter["auth[access_token]"], "id": number}
            found = read(fresh.http.post(f"{fresh.portal}/rest/crm.activity.get", json=token))["result"]
            assert found["ID"] == str(number)

    def test_the_token_acts_for_who_caused_it_or_whom_the_binding_names(self, fresh: SandboxProcess) -> None:
        with handling() as handler:
            for event, user in ((ADD, 0), (UPDATE, 1)):
                fresh.app_call("event.bind", {"event": event, "handler": handler.url, "auth_type": user})
            plain = fresh.info["others"]["plain_user"]
            given = {"ownerTypeId": 2, "ownerId": 2, "deadline": FAR}
            number = fresh.call("crm.activity.todo.add", given, webhook=plain)["id"]
            tokens = [handler.next()["auth[access_token]"]]
            fresh.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "x"}}, webhook=plain)
            tokens.append(handler.next()["auth[access_token]"])
            people = [
                read(fresh.http.post(f"{fresh.portal}/rest/profile", json={"auth": token}))["result"]["ID"]
                for token in tokens
            ]
            assert people == ["2", "1"]

    def test_an_answer_never_waits_for_a_handler(self, fresh: SandboxProcess) -> None:
        with handling() as handler:
            handler.let.clear()
            fresh.app_call("event.bind", {"event": ADD, "handler": handler.url})
            first = todo(fresh)
            assert handler.next()["data[FIELDS][ID]"] == str(first)
            began_s = time.monotonic()
            numbers = {str(todo(fresh)) for _ in range(3)}
            assert time.monotonic() - began_s < HEARD_WITHIN_S / 2
            assert handler.empty
            handler.let.set()
            assert {handler.next()["data[FIELDS][ID]"] for _ in range(3)} == numbers

    def test_what_a_handler_refuses_is_not_sent_again(self, fresh: SandboxProcess) -> None:
        with handling(status=500) as handler:
            fresh.app_call("event.bind", {"event": ADD, "handler": handler.url})
            numbers = [str(todo(fresh)) for _ in range(2)]
            assert sorted(handler.next()["data[FIELDS][ID]"] for _ in range(2)) == sorted(numbers)
            until(lambda: fresh.stats()["deliveries"] == {"failed": 2})
            assert handler.empty

    def test_nobody_outside_this_computer_is_contacted(self, fresh: SandboxProcess) -> None:
        for handler in ("https://app.example/heard", "http://10.0.0.1/heard", "http://127.0.0.1.example/heard"):
            fresh.app_call("event.bind", {"event": ADD, "handler": handler})
        todo(fresh)
        assert fresh.stats()["deliveries"] == {"elsewhere": 3}

    def test_a_handler_that_is_not_there_breaks_nothing(self, fresh: SandboxProcess) -> None:
        for handler in ("http://127.0.0.1:1/heard", "http://localhost:1/heard", "https://127.0.0.1:1/"):
            fresh.app_call("event.bind", {"event": ADD, "handler": handler})
        todo(fresh)
        until(lambda: fresh.stats()["deliveries"] == {"failed": 3})
        assert fresh.call("profile")

    def test_the_queue_s_growing_is_told_at_most_so_often(self, fresh: SandboxProcess) -> None:
        with handling() as handler:
            given = {"event": "ONOFFLINEEVENT", "handler": handler.url, "options": {"minTimeout": 3600}}
            fresh.app_call("event.bind", given)
            todo(fresh)
            listen_offline(fresh, ADD)
            for _ in range(3):
                todo(fresh)
            letter = handler.next()
            assert letter["event"] == "ONOFFLINEEVENT"
            assert not [name for name in letter if name.startswith("data")]
            token = {"grant_type": "refresh_token", "refresh_token": letter["auth[refresh_token]"]}
            app = {name: fresh.info["oauth"][name] for name in ("client_id", "client_secret")}
            assert read(fresh.http.get(f"{fresh.portal}/oauth/token/", params={**token, **app}))["access_token"]
            until(lambda: fresh.stats()["deliveries"] == {"done": 1})
            assert handler.empty
            assert len(fresh.app_call("event.offline.list")) == 3


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("http://127.0.0.1/", True),
        ("https://127.9.9.9:8443/x", True),
        ("http://[::1]:80/", True),
        ("http://localhost:1/", True),
        ("http://localhost.example/", False),
        ("http://127.0.0.1@evil.example/", False),
        ("http://10.0.0.1/", False),
        ("http://2130706433/", False),
        ("ftp://127.0.0.1/", False),
        ("http://127.0.0.1:99999/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_this_computer_is_loopback(handler: str, expected: bool) -> None:
    assert is_loopback(handler) is expected
