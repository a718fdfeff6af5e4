"""Everything that goes wrong between the window and a portal is said on the screen: what happened, and what to do."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import trustme
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.entities import LEAD
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.editor_state import EditorPhase
from tests.helpers.life import Life, connect, shown
from tests.sandbox.process import FAST, SandboxProcess

READ = "crm.deal.list"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")


@pytest.fixture
async def life(qapp: QApplication, qtbot: QtBot, daybook_home: Path) -> AsyncIterator[Life]:
    made = Life(Look.of(qapp, ThemeChoice.LIGHT))
    made.window.resize(1440, 900)
    made.begin()
    await made.until(made.window.start.isVisible)
    yield made
    if made.task is not None and not made.task.done():
        await made.leave()


async def at_work(life: Life, portal: SandboxProcess) -> EntitiesWorkspace:
    """Connected, and the list has been read."""
    await connect(life, portal.webhook)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)
    await life.settled()
    return work


# While she works: one failure, one sentence, and a second try when it is over


@pytest.mark.parametrize(
    ("fault", "happened", "advice"),
    [
        (f"error:{READ}:INVALID_CREDENTIALS", "The portal does not know this webhook.", "Copy it once more"),
        (f"error:{READ}:expired_token", "This webhook has expired.", "Make a new one"),
        (f"error:{READ}:insufficient_scope", "This connection lacks a permission.", "in the settings of the webhook"),
        ("plan", "This portal's plan does not let other programs in.", "Ask whoever manages your plan."),
        ("portal_deleted", "This portal does not exist any more.", "connect it"),
        ("html", "Something else than the portal answered.", "Open any page in your browser"),
        ("redirect", "The portal has moved to", "make a webhook there"),
        ("truncated", "Only a part of the portal's answer arrived.", "before anything is sent again"),
        ("empty", "Only a part of the portal's answer arrived.", "before anything is sent again"),
        ("reset_before", "The connection broke before the portal answered.", "before anything is sent again"),
        ("overload", "Bitrix24 has blocked this portal because of too much load.", "stopped asking"),
    ],
)
async def test_a_failure_is_said_and_forgotten_when_it_is_over(
    life: Life, empty_portal: SandboxProcess, fault: str, happened: str, advice: str
) -> None:
    work = await at_work(life, empty_portal)
    empty_portal.faults(fault)
    assert life.commands.run("refresh")
    await life.until(lambda: bool(life.window.errors.failures))
    failure = life.window.errors.failures[-1]
    assert failure.title.startswith(happened)
    assert advice in failure.advice
    assert life.window.errors.isVisible()
    assert failure.title in shown(life.window)
    assert work.list.model.rowCount() > 0  # what was read before stays
    empty_portal.faults("")
    assert life.commands.run("refresh")
    await life.until(lambda: not life.window.errors.failures)
    await life.leave()  # no loop runs between a test and its teardown


async def test_too_many_requests_are_waited_out_without_a_word(life: Life, empty_portal: SandboxProcess) -> None:
    work = await at_work(life, empty_portal)
    before = empty_portal.stats()["refusals"].get("QUERY_LIMIT_EXCEEDED", 0)
    empty_portal.faults(f"503:{READ}", once=1)
    assert life.commands.run("refresh")
    await life.settled()
    assert empty_portal.stats()["refusals"]["QUERY_LIMIT_EXCEEDED"] == before + 1
    assert life.window.errors.failures == ()
    assert work.list.model.rowCount() > 0
    await life.leave()  # no loop runs between a test and its teardown


async def test_a_portal_that_is_gone_is_said(life: Life, empty_portal: SandboxProcess) -> None:
    work = await at_work(life, empty_portal)
    await life.until(lambda: life.window.status.sync_text.startswith("Up to date"))
    empty_portal.stop()
    assert life.commands.run("refresh")
    await life.until(lambda: life.window.status.sync_text.startswith("The portal can't be reached"))
    await life.until(lambda: work.list.summary.text().endswith("as this computer knows them"))
    work.list.choose_type(LEAD)
    await life.until(lambda: bool(life.window.errors.failures))
    failure = life.window.errors.failures[-1]
    assert failure.title == "The portal can't be reached."
    assert "Check the address" in failure.advice
    await life.leave()  # no loop runs between a test and its teardown


async def test_a_time_out_after_the_work_is_said_looked_after_and_not_repeated(
    life: Life, sandbox: Callable[..., SandboxProcess]
) -> None:
    # A minute of this portal's takes a second and a half, so its time-out is soon there.
    portal = sandbox("--data", "empty", *FAST, "--time-scale", "40")
    work = await at_work(life, portal)
    work.list.list.enter_first()
    await life.until(lambda: work.timeline.content.owner is not None and not work.timeline.content.loading)
    assert life.commands.run("new-todo")
    await life.until(work.editor.form.title.isVisible)
    QTest.keyClicks(work.editor.form.title, "Call Andrew")
    portal.faults("timeout_after:crm.activity.todo.add", once=1)
    work.editor.footer.save.click()
    editing = work.session.editing
    await life.until(lambda: editing.state.phase is EditorPhase.UNKNOWN)
    assert any("doesn't send it twice" in text for text in shown(life.window))
    await life.until(lambda: editing.state.phase is EditorPhase.EDITING)
    await life.settled()
    assert len(portal.stats()["creations"]) == 1
    assert editing.state.base is not None
    await life.leave()  # no loop runs between a test and its teardown


# Before she can work: the connection test says it line by line


async def test_a_certificate_that_nobody_vouches_for(
    life: Life, sandbox: Callable[..., SandboxProcess], tmp_path: Path
) -> None:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.cert_chain_pems[0].write_to_path(chain)
    certificate.private_key_pem.write_to_path(key)
    portal = sandbox("--data", "empty", "--tls", str(chain), str(key))
    said = await diagnosed(life, portal.webhook)
    assert "The portal can't be reached." in said
    assert any("certificate" in text for text in said)
    await life.leave()  # no loop runs between a test and its teardown


async def test_a_name_that_nobody_knows(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    said = await diagnosed(life, "https://no-such-company.invalid/rest/1/abcdef1234567890/")
    assert "The portal can't be reached." in said
    assert any("Nobody knows its address." in text for text in said)
    await life.leave()  # no loop runs between a test and its teardown


@pytest.mark.parametrize(
    ("who", "happened"),
    [
        ("expired", "This webhook has expired."),
        ("no_scope", "This connection lacks a permission."),
        ("wrong", "The portal does not know this webhook."),
    ],
)
async def test_a_webhook_that_opens_nothing(life: Life, demo_portal: SandboxProcess, who: str, happened: str) -> None:
    webhook = demo_portal.info["others"].get(who) or f"{demo_portal.portal}/rest/1/nosuchsecret0000/"
    assert happened in await diagnosed(life, webhook)
    await life.leave()  # no loop runs between a test and its teardown


async def diagnosed(life: Life, webhook: str) -> set[str]:
    """What the window shows after the connection test."""
    life.window.start.connect_door.click()
    own = life.window.current
    assert isinstance(own, ConnectionsWorkspace)
    own.try_out(webhook)
    await own.ready()
    return shown(life.window)
