"""Connecting an application in the window, against a real portal, with a person who presses "Allow"."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from daybook.bitrix.token_server import TokenServer
from daybook.store.connections import ConnectionKind
from daybook.ui.connection import sign_in_words, wording
from daybook.ui.connection.application_section import ApplicationSection
from daybook.ui.connection.secret_field import DOTS
from daybook.vault.errors import VaultLocked
from daybook.work.catching import CatchProblem
from daybook.work.connections import SecretState
from daybook.work.signing_in import SignInPhase
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.connection.conftest import Bench
from tests.work.test_catching import free_port

PLACEHOLDER = "As it is in the keyring"


def _visible(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible() and each.text()]


def _section(bench: Bench) -> ApplicationSection:
    return bench.workspace.form.application


def _fill(bench: Bench, portal: SandboxProcess, return_address: str = "") -> None:
    section, told = _section(bench), portal.info["oauth"]
    bench.workspace.show_application_form()
    section.portal.setText(portal.portal)
    section.client_id.setText(told["client_id"])
    QGuiApplication.clipboard().setText(told["client_secret"])
    section.client_secret.paste()
    section.return_address.setText(return_address)


async def _open_browser(bench: Bench) -> None:
    """Presses the button and waits until the browser is open."""
    before = len(bench.browser.opened)
    _section(bench).open.click()
    await _until_opened(bench, before)


async def _until_opened(bench: Bench, before: int) -> None:
    async with asyncio.timeout(20):
        while len(bench.browser.opened) == before:  # noqa: ASYNC110  (only the other task can tell)
            await asyncio.sleep(0)


async def _bring_back(bench: Bench, text: str) -> None:
    """Pastes it where the person would."""
    QGuiApplication.clipboard().setText(text)
    _section(bench).waiting.code.paste()
    await bench.settled()


async def _stop(bench: Bench) -> None:
    """Inside the test: widgets are gone before its fixtures are."""
    _section(bench).waiting.stop.click()
    await bench.settled()


async def _connect(bench: Bench, portal: SandboxProcess, name: str = "Application") -> str:
    """The whole way; the connection's id."""
    _fill(bench, portal)
    await _open_browser(bench)
    await _bring_back(bench, await bench.browser.allow())
    bench.workspace.form.keeping.name.setText(name)
    bench.workspace.form.keeping.keep.click()
    await bench.settled()
    assert bench.connections.current_id is not None
    return bench.connections.current_id


async def _end_sign_in(bench: Bench, portal: SandboxProcess) -> None:
    """Somebody uses the refresh token up, and the next call finds out."""
    current, opened = bench.connections.current_id, bench.connections.opened
    assert current is not None
    assert opened is not None
    signed_in = await bench.connections.signed_in(current)
    assert signed_in is not None
    await TokenServer().refresh(portal.portal, signed_in.application, signed_in.refresh_token)
    portal.expire()
    with pytest.raises(Exception, match="invalid_grant"):
        await opened.portal.call("app.info", writes=False)
    await opened.portal.aclose()


async def test_the_second_way_stands_beside_the_first(bench: Bench, qtbot: QtBot) -> None:
    form = bench.workspace.form
    assert form.field.isVisible()
    assert not form.application.isVisible()
    form.ways.choose(ConnectionKind.APPLICATION)
    form.ways.chosen.emit(ConnectionKind.APPLICATION)
    assert form.application.isVisible()
    assert not form.field.isVisible()
    assert form.application.portal.hasFocus()


async def test_the_whole_way_with_a_paste(bench: Bench, empty_portal: SandboxProcess) -> None:
    await _connect(bench, empty_portal, "Our application")
    assert bench.workspace.details.isVisible()
    shown = _visible(bench.workspace.details)
    told = empty_portal.info["oauth"]
    assert {"Our application", told["client_id"], "bizproc, crm, placement, user", "in use now"} <= set(shown)
    me = empty_portal.call("profile")
    assert f"{me['NAME']} {me['LAST_NAME']}" in shown
    [row] = bench.workspace.rows.rows
    assert "Application" in row.accessibleDescription()
    assert bench.failures == []


async def test_the_test_says_that_everything_works(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    await _bring_back(bench, await bench.browser.allow())
    shown = _visible(bench.workspace.form.diagnosis)
    assert {"The application is accepted", "What works with this application"} <= set(shown)
    assert "Needs an application" not in shown
    assert bench.workspace.form.keeping.name.hasFocus()
    assert not _section(bench).waiting.isVisible()


async def test_what_comes_back_to_this_computer_needs_no_paste(bench: Bench, empty_portal: SandboxProcess) -> None:
    address = f"http://127.0.0.1:{free_port()}/back"
    empty_portal.returns_to(address)
    _fill(bench, empty_portal, address)
    await _open_browser(bench)
    assert "Daybook notices by itself" in " ".join(_visible(_section(bench).waiting))
    page = await bench.browser.follow(await bench.browser.allow())
    assert "You can close this window" in page.text
    await bench.settled()
    assert bench.workspace.form.keeping.isVisible()


async def test_a_busy_port_is_said_before_the_browser_is_left(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal, empty_portal.portal)
    await _open_browser(bench)
    assert sign_in_words.catch_problem_words(CatchProblem.PORT_BUSY).title in _visible(_section(bench).waiting)
    await _stop(bench)


async def test_what_is_missing_is_said_at_its_field(bench: Bench) -> None:
    bench.workspace.show_application_form()
    _section(bench).open.click()
    await bench.settled()
    wrong = [each for each in _section(bench).findChildren(QLineEdit) if each.property("wrong")]
    assert len(wrong) == 3
    assert all(each.accessibleDescription() in _visible(_section(bench)) for each in wrong)
    assert bench.browser.opened == []


async def test_a_bad_paste_is_said_and_leaves_nothing_in_the_field(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    QGuiApplication.clipboard().setText("https://www.example.com/?code=&state=1")
    code = _section(bench).waiting.code
    code.paste()
    assert code.text() == ""
    assert code.property("wrong") is True
    assert code.accessibleDescription() in _visible(_section(bench).waiting)
    await _stop(bench)


async def test_an_old_code_is_said_and_the_form_is_as_it_was(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    await _bring_back(bench, "code=long0used0up0000")
    shown = _visible(_section(bench))
    assert "The code was used already, or is older than thirty seconds." in shown
    assert _section(bench).portal.text() == empty_portal.portal
    assert _section(bench).client_secret.text() == DOTS
    await _open_browser(bench)
    await _bring_back(bench, await bench.browser.allow())
    assert bench.workspace.form.keeping.isVisible()


async def test_the_seconds_count_from_when_the_person_is_back(
    bench: Bench, empty_portal: SandboxProcess, qtbot: QtBot
) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    panel = _section(bench).waiting
    assert sign_in_words.seconds_words(None) in _visible(panel)
    browser = QWidget()
    qtbot.addWidget(browser)
    browser.show()
    browser.activateWindow()
    async with asyncio.timeout(10):
        while bench.workspace.isActiveWindow():  # noqa: ASYNC110  (only the other window can tell)
            await asyncio.sleep(0)
        bench.workspace.activateWindow()
        while sign_in_words.seconds_words(30) not in _visible(panel):  # noqa: ASYNC110  (the same)
            await asyncio.sleep(0)
    words = [sign_in_words.seconds_words(each) for each in (None, 30, 1, 0)]
    assert len(set(words)) == len(words)
    await _stop(bench)


async def test_opening_again_asks_anew_and_stopping_leads_back(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    _section(bench).waiting.again.click()
    await _until_opened(bench, 1)
    first, second = bench.browser.opened
    assert first != second
    _section(bench).waiting.copy.click()
    assert QGuiApplication.clipboard().text() == second
    await _stop(bench)
    assert bench.signing_in.state.phase is SignInPhase.FORM
    assert _section(bench).open.isVisible()


async def test_leaving_the_form_stops_the_waiting(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    bench.workspace.show_form()
    await bench.settled()
    assert bench.signing_in.state.phase is SignInPhase.FORM
    assert bench.workspace.form.field.isVisible()


async def test_nothing_secret_is_in_any_widget(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    await _open_browser(bench)
    address = await bench.browser.allow()
    await _bring_back(bench, address)
    bench.workspace.form.keeping.keep.click()
    await bench.settled()
    current = bench.connections.current_id
    assert current is not None
    signed_in = await bench.connections.signed_in(current)
    assert signed_in is not None
    secrets = (
        empty_portal.info["oauth"]["client_secret"],
        address.partition("code=")[2].partition("&")[0],
        signed_in.access_token.reveal(),
        signed_in.refresh_token.reveal(),
    )
    for widget in (bench.workspace, *bench.workspace.findChildren(QWidget)):
        told = (
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            getattr(widget, "text", str)(),
        )
        for secret in secrets:
            assert secret not in repr((told, widget.__dict__))


async def test_a_typed_secret_is_dots_from_the_first_letter(bench: Bench, qtbot: QtBot) -> None:
    bench.workspace.show_application_form()
    field = _section(bench).client_secret
    qtbot.keyClicks(field, "abc")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(field, "defgh")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await bench.settled()
    assert field.text() == DOTS
    assert field.secret is not None
    assert field.secret.reveal() == "abcdefgh"
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.secret is None


async def test_an_ended_sign_in_is_begun_again_with_what_is_kept(bench: Bench, empty_portal: SandboxProcess) -> None:
    connection_id = await _connect(bench, empty_portal)
    await _end_sign_in(bench, empty_portal)
    problem = wording.secret_problem(SecretState.ENDED, ConnectionKind.APPLICATION)
    assert problem is not None
    assert problem.title in _visible(bench.workspace.details)
    assert problem.title in bench.workspace.rows.rows[0].accessibleDescription()

    bench.workspace.details.sign_in_wanted.emit(connection_id)
    await bench.settled()
    section = _section(bench)
    assert section.portal.text() == empty_portal.portal
    assert section.client_secret.placeholderText() == PLACEHOLDER
    await _open_browser(bench)
    await _bring_back(bench, await bench.browser.allow())
    assert "The new secret of “Application”" in bench.workspace.form.keeping.same.currentText()
    bench.workspace.form.keeping.keep.click()
    await bench.settled()
    assert [(each.connection.id, each.secret) for each in bench.connections.all] == [(connection_id, SecretState.READY)]


async def test_another_id_needs_its_own_key(bench: Bench, empty_portal: SandboxProcess) -> None:
    connection_id = await _connect(bench, empty_portal)
    assert bench.connections.opened is not None
    await bench.connections.opened.portal.aclose()
    bench.workspace.sign_in_again(connection_id)
    await bench.settled()
    section = _section(bench)
    section.client_id.setText("local.another")
    assert section.client_secret.placeholderText() == ""
    section.open.click()
    await bench.settled()
    assert bench.signing_in.state.no_client_secret


async def test_a_locked_keyring_cannot_fill_the_form_and_says_so(bench: Bench, empty_portal: SandboxProcess) -> None:
    connection_id = await _connect(bench, empty_portal)
    assert bench.connections.opened is not None
    await bench.connections.opened.portal.aclose()
    bench.vault.error = VaultLocked()
    bench.workspace.sign_in_again(connection_id)
    await bench.settled()
    assert [type(each) for each in bench.failures] == [VaultLocked]
    assert _section(bench).isVisible()


async def test_an_application_whose_secret_is_gone_says_how_to_connect_it_again(
    bench: Bench, empty_portal: SandboxProcess
) -> None:
    connection_id = await _connect(bench, empty_portal)
    assert bench.connections.opened is not None
    await bench.connections.opened.portal.aclose()
    await bench.vault.forget(connection_id)
    await bench.connections.switch(connection_id)
    shown = _visible(bench.workspace.details)
    assert "Connect the application once more: name, drafts and history stay." in shown


async def test_everything_that_takes_the_focus_has_a_name(bench: Bench, empty_portal: SandboxProcess) -> None:
    _fill(bench, empty_portal)
    assert nameless(bench.workspace) == []
    await _open_browser(bench)
    assert nameless(bench.workspace) == []
    await _bring_back(bench, await bench.browser.allow())
    assert nameless(bench.workspace) == []


async def test_commands_lead_here(bench: Bench, empty_portal: SandboxProcess) -> None:
    commands = {each.id: each for each in bench.workspace.commands}
    commands["connect-application"].run()
    assert _section(bench).isVisible()
    await _connect(bench, empty_portal)
    commands["sign-in-again"].run()
    await bench.settled()
    assert _section(bench).portal.text() == empty_portal.portal


def _cut_off(bench: Bench) -> list[str]:
    """The pages that are wider than the room they have."""
    pages = (bench.workspace.form, bench.workspace.details)
    shown = [(page, page.widget()) for page in pages if page.isVisible()]
    return [
        f"{page.accessibleName()} wants {inner.minimumSizeHint().width()} of {page.viewport().width()}"
        for page, inner in shown
        if inner is not None and inner.minimumSizeHint().width() > page.viewport().width()
    ]


async def test_nothing_is_cut_off_in_the_smallest_window(bench: Bench, empty_portal: SandboxProcess) -> None:
    bench.workspace.resize(784, 500)
    _fill(bench, empty_portal)
    _section(bench).open.click()
    await _until_opened(bench, 0)
    assert _cut_off(bench) == []
    await _bring_back(bench, await bench.browser.allow())
    assert bench.workspace.form.keeping.isVisible()
    assert _cut_off(bench) == []
    bench.workspace.form.keeping.keep.click()
    await bench.settled()
    assert bench.workspace.details.isVisible()
    assert _cut_off(bench) == []
    await _end_sign_in(bench, empty_portal)
    assert _cut_off(bench) == []
    bench.workspace.try_out(empty_portal.webhook)
    await bench.settled()
    assert bench.workspace.form.keeping.isVisible()
    assert _cut_off(bench) == []
