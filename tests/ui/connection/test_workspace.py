"""Connecting portals in the window, against a real one."""

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from daybook.bitrix.address import AddressFault
from daybook.bitrix.diagnosis import Check, Line, LineState
from daybook.bitrix.features import Feature, Obstacle
from daybook.store.connections import ENTERPRISE_BURST
from daybook.ui.connection import wording
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.flow import FlowLayout
from daybook.vault.errors import VaultEmpty, VaultError, VaultLocked, VaultMissing, VaultSilent
from daybook.work.connecting import ConnectingPhase, NameProblem
from daybook.work.connections import SecretState
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.connection.conftest import Bench


def _visible(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible() and each.text()]


async def _paste(bench: Bench, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    bench.workspace.form.field.paste()
    await bench.jobs.settled()


async def _keep(bench: Bench, webhook: str, name: str = "") -> None:
    await _paste(bench, webhook)
    form = bench.workspace.form.keeping
    if name:
        form.name.setText(name)
    form.keep.click()
    await bench.settled()


def _decide(bench: Bench, *, yes: bool) -> None:
    question = bench.workspace.findChildren(Decision)[-1]
    assert question.isVisible()
    (question.yes if yes else question.no).click()


async def _ask_to_forget(bench: Bench) -> None:
    bench.workspace.details.forget.click()
    await bench.settled()


async def test_an_empty_list_begins_with_the_form(bench: Bench) -> None:
    assert bench.workspace.form.field.hasFocus()
    assert bench.workspace.rows.rows == ()


async def test_no_flow_is_a_part_of_another_layout(bench: Bench) -> None:
    """PySide would take its items for deleted some time later."""
    flows = bench.workspace.findChildren(FlowLayout)
    assert flows
    assert [flow for flow in flows if not isinstance(flow.parent(), QWidget)] == []


async def test_a_paste_is_tested_by_itself_and_line_by_line(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _paste(bench, f" “{demo_portal.webhook}crm.deal.list” ")
    lines = bench.workspace.form.diagnosis.lines
    assert [line.check for line in lines[:5]] == [check for check in Check if check is not Check.FEATURE]
    assert {line.feature for line in lines[5:]} == set(Feature)
    shown = _visible(bench.workspace.form.diagnosis)
    assert "The webhook is accepted" in shown
    assert shown.count("Needs an application") == 5
    assert bench.workspace.form.keeping.isVisible()
    assert bench.workspace.form.keeping.name.hasFocus()


async def test_nothing_secret_is_in_any_widget(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _paste(bench, demo_portal.webhook)
    secret = demo_portal.webhook.rstrip("/").rpartition("/")[2]
    widgets = (bench.workspace, *bench.workspace.findChildren(QWidget))
    assert len(widgets) > 50
    for widget in widgets:
        told = (
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            getattr(widget, "text", str)(),
        )
        assert secret not in repr((told, widget.__dict__))


async def test_enter_keeps_what_was_tested(bench: Bench, demo_portal: SandboxProcess, qtbot: QtBot) -> None:
    await _paste(bench, demo_portal.webhook)
    told: list[bool] = []
    bench.workspace.connected.connect(lambda: told.append(True))
    qtbot.keyClicks(bench.workspace.form.keeping.name, "Northwind")
    qtbot.keyClick(bench.workspace.form.keeping.name, Qt.Key.Key_Return)
    await bench.settled()
    assert told == [True]
    assert [row.known.connection.name for row in bench.workspace.rows.rows] == ["Northwind"]


async def test_a_kept_connection_is_in_use_and_shown(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    assert bench.connections.opened is not None
    assert bench.workspace.details.isVisible()
    assert {"Northwind", "In the system's keyring", "in use now"} <= set(_visible(bench.workspace.details))
    assert not bench.workspace.details.use.isVisible()
    assert bench.failures == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("company.bitrix24.com", AddressFault.ONLY_THE_PORTAL),
        ("http://company.bitrix24.com/rest/7/abcdef123456/", AddressFault.HTTPS_NEEDED),
        ("hello", AddressFault.NOT_AN_ADDRESS),
    ],
)
async def test_a_paste_that_is_no_webhook_says_why_at_once(bench: Bench, text: str, fault: AddressFault) -> None:
    await _paste(bench, text)
    form = bench.workspace.form
    assert bench.connecting.state.fault is fault
    assert form.field.property("wrong") is True
    assert form.field.accessibleDescription() in _visible(form)
    assert "abcdef123456" not in form.field.text()
    assert not form.diagnosis.isVisible()
    assert not form.keeping.isVisible()


@pytest.mark.parametrize(
    ("which", "said"),
    [("expired", "This webhook has expired."), ("no_scope", "This connection lacks a permission.")],
)
async def test_a_webhook_that_opens_nothing_cannot_be_kept(
    bench: Bench, demo_portal: SandboxProcess, which: str, said: str
) -> None:
    await _paste(bench, demo_portal.info["others"][which])
    assert said in _visible(bench.workspace.form.diagnosis)
    assert not bench.workspace.form.keeping.isVisible()


async def test_a_portal_that_is_not_there_may_be_kept_for_tomorrow(bench: Bench) -> None:
    await _paste(bench, "http://127.0.0.1:9/rest/1/abcdef123456/")
    assert "The portal can't be reached." in _visible(bench.workspace.form.diagnosis)
    assert bench.workspace.form.keeping.isVisible()


async def test_a_taken_name_is_said_beside_the_field(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    bench.workspace.show_form()
    await _keep(bench, demo_portal.info["others"]["plain_user"], "northwind")
    assert wording.name_problem_words(NameProblem.TAKEN) in _visible(bench.workspace.form.keeping)
    assert [each.connection.name for each in bench.connections.all] == ["Northwind"]


async def test_without_a_keyring_the_secret_stays_until_the_end(bench: Bench, demo_portal: SandboxProcess) -> None:
    bench.vault.error = VaultMissing()
    await _keep(bench, demo_portal.webhook, "Northwind")
    form = bench.workspace.form.keeping
    assert "This computer has no keyring that Daybook trusts." in _visible(form)
    assert form.for_now.isChecked()
    form.keep.click()
    await bench.settled()
    assert bench.connections.opened is not None
    assert "Kept until Daybook closes" in _visible(bench.workspace.details)


@pytest.mark.parametrize("error", [VaultMissing(), VaultLocked(), VaultSilent(), VaultEmpty()], ids=repr)
async def test_each_state_of_the_keyring_is_a_message_of_its_own(
    bench: Bench, demo_portal: SandboxProcess, error: VaultError
) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    await _close_portal(bench)
    bench.vault.error = error
    bench.workspace.details.use_wanted.emit(bench.connections.current_id)
    await bench.settled()
    known = bench.connections.current
    assert known is not None
    problem = wording.secret_problem(known.secret)
    assert problem is not None
    assert problem.title in _visible(bench.workspace.details)
    assert problem.title in bench.workspace.rows.rows[0].accessibleDescription()


async def _close_portal(bench: Bench) -> None:
    if bench.connections.opened is not None:
        await bench.connections.opened.portal.aclose()


async def test_renaming_touches_no_secret(bench: Bench, demo_portal: SandboxProcess, qtbot: QtBot) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    bench.vault.error = VaultLocked()
    bench.workspace.details.edit_name()
    qtbot.keyClicks(bench.workspace.details.name, "Contoso")
    qtbot.keyClick(bench.workspace.details.name, Qt.Key.Key_Return)
    await bench.settled()
    assert bench.workspace.rows.rows[0].known.connection.name == "Contoso"
    assert bench.failures == []


async def test_an_empty_name_is_no_name(bench: Bench, demo_portal: SandboxProcess, qtbot: QtBot) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    bench.workspace.details.edit_name()
    qtbot.keyClick(bench.workspace.details.name, Qt.Key.Key_Delete)
    qtbot.keyClick(bench.workspace.details.name, Qt.Key.Key_Return)
    await bench.settled()
    assert bench.workspace.details.name.text() == "Northwind"


async def test_two_people_of_one_portal_live_side_by_side(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Boss")
    first = bench.connections.opened
    assert first is not None
    bench.workspace.show_form()
    await _keep(bench, demo_portal.info["others"]["plain_user"], "Me")
    assert {row.known.connection.name for row in bench.workspace.rows.rows} == {"Boss", "Me"}
    await _close_portal(bench)
    bench.workspace.select(first.connection.id)
    bench.workspace.details.use.click()
    await bench.settled()
    assert bench.connections.current_id == first.connection.id
    await first.portal.aclose()


async def test_the_plan_of_the_portal_can_be_told(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    await _close_portal(bench)
    plan = bench.workspace.details.plan
    plan.setCurrentIndex(1)
    plan.activated.emit(1)
    await bench.settled()
    known = bench.connections.current
    assert known is not None
    assert known.connection.burst == ENTERPRISE_BURST


async def test_a_whole_test_fits_the_usual_window(bench: Bench, demo_portal: SandboxProcess) -> None:
    bench.workspace.resize(1340, 866)
    await _keep(bench, demo_portal.webhook, "Northwind")
    bench.workspace.show_form()
    await _paste(bench, demo_portal.webhook)
    form = bench.workspace.form
    assert form.keeping.same.isVisible()
    assert form.verticalScrollBar().maximum() == 0
    await _close_portal(bench)


async def test_forgetting_is_a_decision(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    await _close_portal(bench)
    connection_id = bench.connections.current_id
    assert connection_id is not None
    await _ask_to_forget(bench)
    _decide(bench, yes=False)
    await bench.settled()
    assert [each.connection.name for each in bench.connections.all] == ["Northwind"]
    await _ask_to_forget(bench)
    _decide(bench, yes=True)
    await bench.settled()
    assert not bench.connections.all
    assert await bench.vault.read(connection_id) is None
    assert bench.workspace.form.isVisible()


async def test_a_keyring_that_keeps_the_secret_is_a_second_decision(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    await _close_portal(bench)
    bench.vault.error = VaultLocked()
    await _ask_to_forget(bench)
    _decide(bench, yes=True)
    await bench.settled()
    assert [each.connection.name for each in bench.connections.all] == ["Northwind"]
    assert [type(each) for each in bench.failures] == [VaultLocked]
    _decide(bench, yes=True)
    await bench.settled()
    assert not bench.connections.all


async def test_everything_that_takes_the_focus_has_a_name(bench: Bench, demo_portal: SandboxProcess) -> None:
    await _keep(bench, demo_portal.webhook, "Northwind")
    bench.workspace.show_form()
    await _paste(bench, demo_portal.webhook)
    assert bench.connecting.state.phase is ConnectingPhase.TESTED
    assert nameless(bench.workspace) == []


def _lines() -> Iterable[Line]:
    yield from (Line(check, LineState.NOT_RUN) for check in Check)
    yield from (Line(check, LineState.OK) for check in Check)
    yield Line(Check.TIME_ZONES, LineState.WARNING, facts={"skew_s": 600.0, "user_zone": "Europe/Lisbon"})
    yield Line(Check.SCOPES, LineState.WARNING, facts={"scopes": ("crm",), "missing": ("user_brief",)})
    yield Line(Check.SIGN_IN, LineState.FAILED, error=None)


@pytest.mark.parametrize("line", list(_lines()), ids=str)
@pytest.mark.usefixtures("qapp")
def test_every_line_has_words(line: Line) -> None:
    words = wording.line_words(line)
    assert words.title
    assert "{" not in words.title + words.text


@pytest.mark.parametrize("feature", Feature)
@pytest.mark.usefixtures("qapp")
def test_every_feature_has_words(feature: Feature) -> None:
    assert wording.feature_title(feature)
    for obstacle in Obstacle:
        line = Line(Check.FEATURE, LineState.WARNING, feature, {"obstacle": obstacle, "names": ("user",)})
        assert "{" not in wording.feature_words(line)
    assert wording.feature_words(Line(Check.FEATURE, LineState.OK, feature)) == "Works"


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (wording.check_title, Check),
        (wording.state_word, LineState),
        (wording.name_problem_words, NameProblem),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_every_key_has_words(words: Callable[[object], str], keys: Iterable[object]) -> None:
    said = [words(key) for key in keys]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.usefixtures("qapp")
def test_a_ready_secret_is_no_problem() -> None:
    quiet = (SecretState.READY, SecretState.READING, SecretState.UNREAD)
    assert [wording.secret_problem(state) for state in quiet] == [None, None, None]
    loud = [wording.secret_problem(state) for state in SecretState if state not in quiet]
    assert len({each.title for each in loud if each is not None}) == len(SecretState) - len(quiet)
