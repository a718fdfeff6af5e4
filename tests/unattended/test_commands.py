"""What `daybook bulk` says and does: the words, the guards, the exit codes of design §8."""

import json
import signal
from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers.bulk_truth import rows_of
from tests.helpers.scripts import Script, begun
from tests.sandbox.process import SandboxProcess

Start = Callable[..., SandboxProcess]
OnPortal = Callable[[SandboxProcess], Script]
SHIFT = {"deadline": {"shift": "+1d"}}


def ids(*numbers: int, change: object = SHIFT, **options: object) -> dict[str, object]:
    return {"select": {"ids": list(numbers)}, "change": change, "options": options}


@pytest.fixture
def portal(quick_portal: Start) -> SandboxProcess:
    return quick_portal("--data", "60")


@pytest.fixture
def script(portal: SandboxProcess, script_on: OnPortal) -> Script:
    return script_on(portal)


def open_todos(portal: SandboxProcess, count: int) -> list[int]:
    """To-dos that are open and have a deadline."""
    rows = portal.call("crm.activity.list", {"filter": {"COMPLETED": "N", "PROVIDER_ID": "CRM_TODO"}})
    return [int(row["ID"]) for row in rows if not row["DEADLINE"].startswith("9999")][:count]


def test_a_preview_sends_nothing(script: Script, portal: SandboxProcess) -> None:
    before = portal.stats()
    done = script.run("preview", script.recipe(ids(*open_todos(portal, 5))))
    assert done.code == 0
    assert done.counts == {"planned": 5}
    assert portal.stats()["writes"] == before["writes"]
    assert done.printed["run"] is None


def test_apply_report_undo_redo(script: Script, portal: SandboxProcess) -> None:
    chosen = open_todos(portal, 6)
    former = rows_of(portal, chosen)
    change = {**SHIFT, "color": "5", "title": {"prefix": "Now: "}}
    done = script.run("apply", script.recipe(ids(*chosen, change=change)))
    assert (done.code, done.counts) == (0, {"done": 6})
    now = rows_of(portal, chosen)
    assert all(now[n]["title"] == f"Now: {former[n]['title']}" and now[n]["color"] == "5" for n in chosen)
    assert {n: row["after"]["deadline"] for n, row in done.rows.items()} == {n: now[n]["deadline"] for n in chosen}
    run_id = done.printed["run"]
    assert script.run("report", run_id[:8]).printed["rows"] == done.printed["rows"]
    undone = script.run("undo", run_id)
    assert (undone.code, undone.counts) == (0, {"done": 6})
    assert rows_of(portal, chosen) == former
    assert script.run("report", run_id).counts == {"undone": 6}
    redone = script.run("undo", undone.printed["run"])
    assert (redone.code, rows_of(portal, chosen)) == (0, now)


def test_what_is_so_already_is_fine_and_what_is_refused_is_not(script: Script, portal: SandboxProcess) -> None:
    [first, second] = open_todos(portal, 2)
    portal.call("crm.activity.update", {"id": second, "fields": {"COMPLETED": "Y"}})
    path = script.recipe(ids(first, second, 999_999, change={"color": "2"}))
    done = script.run("apply", path)
    assert done.code == 1
    assert done.rows[second]["cause"] == "it is completed: reopen it first"
    assert done.rows[999_999]["outcome"] == "skipped"
    again = script.run("apply", script.recipe(ids(first, change={"color": "2"})))
    assert (again.code, again.counts) == (0, {"skipped": 1})
    assert again.rows[first]["cause"] == "it is so already"


def test_an_undo_leaves_alone_what_somebody_else_changed(script: Script, portal: SandboxProcess) -> None:
    [first, second] = open_todos(portal, 2)
    former = rows_of(portal, [first, second])
    run_id = script.run("apply", script.recipe(ids(first, second, change={"title": {"suffix": "!"}}))).printed["run"]
    portal.call("crm.activity.update", {"id": first, "fields": {"SUBJECT": "Mine now"}})
    undone = script.run("undo", run_id)
    assert (undone.code, undone.counts) == (1, {"conflict": 1, "done": 1})
    assert "somebody else changed it" in undone.rows[first]["cause"]
    now = rows_of(portal, [first, second])
    assert (now[first]["title"], now[second]) == ("Mine now", former[second])


def test_more_rows_than_were_expected_stop_it(script: Script, portal: SandboxProcess) -> None:
    path = script.recipe(ids(*range(1, 13), max_rows=11))
    stopped = script.run("apply", path)
    assert stopped.code == 2
    assert "12 rows are selected" in stopped.said
    assert portal.stats()["writes"] == {}


def test_a_preview_sets_what_is_expected(script: Script, portal: SandboxProcess) -> None:
    """1.2 times what was last looked at."""
    recipe: dict[str, Any] = {"select": {"filter": {"%SUBJECT": "Grown"}}, "change": {"color": "2"}}
    for number in range(1, 11):
        portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": f"Grown {number}"}})
    path = script.recipe(recipe)
    assert len(script.run("preview", path).rows) == 10
    for number in range(11, 14):
        portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": f"Grown {number}"}})
    stopped = script.run("apply", path)
    assert (stopped.code, "13 rows are selected" in stopped.said) == (2, True)
    portal.call("crm.activity.update", {"id": 13, "fields": {"SUBJECT": "Shrunk"}})
    assert len(script.run("apply", path).rows) == 12


@pytest.mark.parametrize("said", [None, 2, 4])
def test_deleting_needs_the_number(script: Script, portal: SandboxProcess, said: int | None) -> None:
    options = {} if said is None else {"delete": said}
    done = script.run("apply", script.recipe(ids(1, 2, 3, change={"delete": True}, **options)))
    assert done.code == 2
    assert len(rows_of(portal, [1, 2, 3])) == 3


def test_deleting_with_the_number(script: Script, portal: SandboxProcess) -> None:
    done = script.run("apply", script.recipe(ids(1, 2, 3, change={"delete": True}, delete=3)))
    assert (done.code, done.counts) == (0, {"done": 3})
    assert rows_of(portal, [1, 2, 3]) == {}
    undone = script.run("undo", "last")
    assert (undone.code, undone.counts) == (1, {"skipped": 3})
    assert {row["cause"] for row in undone.rows.values()} == {"what was done to it has no way back"}


def test_something_for_each_deal(script: Script, portal: SandboxProcess) -> None:
    create = {"title": "Ask about {deal.title}", "deadline": "2031-03-04 10:00", "responsible": {"round_robin": [1, 2]}}
    recipe = {"select": {"ids": [1, 2, 3], "entity": "deal"}, "change": {"create": create}}
    done = script.run("apply", script.recipe(recipe))
    assert (done.code, done.counts) == (0, {"done": 3})
    titles = {str(deal["ID"]): deal["TITLE"] for deal in portal.call("crm.deal.list", {"filter": {"@ID": [1, 2, 3]}})}
    made = portal.stats()["creations"]
    assert {each["title"] for each in made} == {f"Ask about {title}" for title in titles.values()}
    assert {each["id"] for each in made} == set(done.rows)
    undone = script.run("undo", "last")
    assert (undone.code, rows_of(portal, [each["id"] for each in made])) == (0, {})


def test_a_creation_whose_answer_is_lost_is_made_once(script: Script, portal: SandboxProcess) -> None:
    create = {"title": "Ask about {item.title}", "deadline": "2031-03-04 10:00"}
    recipe = {"select": {"ids": list(range(1, 12)), "entity": "deal"}, "change": {"create": create}}
    with script.start("apply", script.recipe(recipe)) as process:
        portal.faults("timeout_after:batch=1", once=1)
        process.communicate(timeout=60)
    done = script.run("report", "last")
    assert done.counts == {"done": 11}, done.printed
    made = portal.stats()["creations"]
    assert len(made) == 11
    assert {each["id"] for each in made} == set(done.rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"select": {"ids": [1]}, "change": {"colour": "3"}}', 'Did you mean "color"?'),
        ('{"select": {"ids": [1]}, "change": {"deadline": {"shift": "+3x"}}}', "change.deadline.shift"),
        ("[1, 2", "line 1"),
        ('{"select": {"filter": {"DEDLINE": "today"}}, "change": {"color": "3"}}', "DEADLINE"),
    ],
)
def test_a_recipe_with_a_mistake_changes_nothing(
    script: Script, portal: SandboxProcess, content: str, said: str
) -> None:
    path = script.home / "wrong.json"
    script.home.mkdir()
    path.write_text(content)
    done = script.run("apply", str(path))
    assert done.code == 2
    assert said in done.said
    assert portal.stats()["writes"] == {}


def test_a_file_that_is_not_there(script: Script) -> None:
    assert script.run("apply", "/nonexistent/recipe.json").code == 2
    assert script.run("report", "nosuchrun").code == 2


def test_no_portal_and_no_right(script: Script, portal: SandboxProcess) -> None:
    path = script.recipe(ids(1))
    script.environment["DAYBOOK_WEBHOOK"] = portal.info["others"]["expired"]
    assert script.run("apply", path).code == 3
    script.environment["DAYBOOK_WEBHOOK"] = "https://127.0.0.1:1/rest/1/abcdefgh12345678/"
    assert script.run("apply", path).code == 3
    script.environment["DAYBOOK_WEBHOOK"] = "nothing of the kind"
    assert script.run("apply", path).code == 2
    del script.environment["DAYBOOK_WEBHOOK"]
    assert script.run("apply", path).code == 2


def test_the_webhook_is_in_no_file_and_no_output(script: Script, portal: SandboxProcess) -> None:
    secret = portal.webhook.rstrip("/").rpartition("/")[2]
    done = script.run("apply", script.recipe(ids(*open_todos(portal, 3))))
    assert secret not in done.said + json.dumps(done.printed)
    for path in script.home.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path.name


def test_somebody_elses_run(script: Script, portal: SandboxProcess) -> None:
    run_id = script.run("apply", script.recipe(ids(*open_todos(portal, 2)))).printed["run"]
    script.environment["DAYBOOK_WEBHOOK"] = portal.info["others"]["plain_user"]
    for word in ("resume", "undo"):
        done = script.run(word, run_id)
        assert (done.code, "another user" in done.said) == (3, True)


def test_ctrl_c_leaves_the_rest_for_later(quick_portal: Start, script_on: OnPortal) -> None:
    portal = quick_portal("--data", "400", "--processing", "1200")
    script = script_on(portal)
    with script.start("apply", script.recipe(ids(*range(1, 401)))) as process:
        run_id = begun(process)
        portal_is_busy(portal)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    left = script.run("report", run_id)
    assert left.counts["planned"] > 0
    assert left.counts["done"] > 0
    assert "unknown" not in left.counts
    done = script.run("resume", run_id)
    assert set(done.counts) <= {"done", "skipped"}
    assert all(times == 1 for methods in portal.stats()["writes"].values() for times in methods.values())


def portal_is_busy(portal: SandboxProcess) -> None:
    while len(portal.stats()["writes"]) < 20:
        pass


def test_the_first_of_two_processes_does_it(quick_portal: Start, script_on: OnPortal) -> None:
    portal = quick_portal("--data", "200")
    script = script_on(portal)
    portal.hold(True)  # the first waits for its answers
    with script.start("apply", script.recipe(ids(*range(1, 201)))) as process:
        run_id = begun(process)
        portal_is_busy(portal)
        second = script.run("resume", run_id)
        portal.hold(False)
        process.communicate(timeout=60)
    assert (second.code, "Another process" in second.said) == (3, True)
    assert all(times == 1 for methods in portal.stats()["writes"].values() for times in methods.values())


def test_whoever_reads_may_have_had_enough(script: Script) -> None:
    """`daybook bulk preview … | head -1` ends without a word."""
    path = script.recipe(ids(*range(1, 40)))
    with script.start("preview", path) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_nothing_selected_is_nothing_done(script: Script) -> None:
    recipe = {"select": {"filter": {"SUBJECT": "nothing is called like this"}}, "change": {"color": "3"}}
    done = script.run("apply", script.recipe(recipe))
    assert (done.code, done.printed) == (0, {"run": None, "counts": {}, "rows": []})
    assert script.run("report", "last").code == 2
