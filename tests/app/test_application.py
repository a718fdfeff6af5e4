"""A whole day with an application: let in by the browser, kept in a real keyring, renewed after the night."""

import asyncio
import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from daybook.bitrix.oauth import Application, Grant
from daybook.bitrix.secret import Secret
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.access import SignedIn
from daybook.work.tokens import TokenGiver
from tests.helpers.browser import Browser
from tests.helpers.desktop_browser import desktop_browser
from tests.helpers.life import Life
from tests.helpers.secret_service import SecretServiceProcess
from tests.sandbox.process import SandboxProcess
from tests.work.test_catching import free_port

# keyring 25.7 leaves its bus connection to the garbage collector when a collection is locked.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.usefixtures("daybook_home", "qtbot", "secret_service"),
]


@pytest.fixture(autouse=True)
def _collect_the_keyrings_connections_here() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    return Look.of(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    with desktop_browser() as opened:
        yield opened


class Slow:
    """A token server that takes its time."""

    def __init__(self, giver: TokenGiver) -> None:
        self._giver = giver
        self.asked = asyncio.Event()

    async def exchange(self, portal: str, application: Application, code: Secret) -> Grant:
        return await self._giver.exchange(portal, application, code)

    async def refresh(self, portal: str, application: Application, refresh_token: Secret) -> Grant:
        self.asked.set()
        await asyncio.sleep(0.5)
        return await self._giver.refresh(portal, application, refresh_token)


async def connect_application(life: Life, portal: SandboxProcess, browser: Browser) -> ConnectionsWorkspace:
    """Fills the form in, presses "Allow", and keeps what came back in the keyring."""
    return_address = f"http://127.0.0.1:{free_port()}/back"
    await asyncio.to_thread(portal.returns_to, return_address)
    life.window.start.connect_door.click()
    own = life.window.current
    assert isinstance(own, ConnectionsWorkspace)
    own.show_application_form()
    section, told = own.form.application, portal.info["oauth"]
    section.portal.setText(portal.portal)
    section.client_id.setText(told["client_id"])
    section.client_secret.setText(told["client_secret"])
    section.client_secret.returnPressed.emit()
    section.return_address.setText(return_address)
    section.open.click()
    await life.until(lambda: bool(browser.opened))
    await browser.follow(await browser.allow())
    await life.until(own.form.keeping.isVisible)
    own.form.keeping.keep.click()
    await life.until(lambda: own._connections.opened is not None)
    return own


async def kept(own: ConnectionsWorkspace) -> SignedIn:
    """What the keyring holds of the connection that is open."""
    current = own._connections.current_id
    assert current is not None
    signed_in = await own._connections.signed_in(current)
    assert signed_in is not None
    return signed_in


def _own(life: Life) -> ConnectionsWorkspace:
    [own] = [each for each in life.window.workspaces if isinstance(each, ConnectionsWorkspace)]
    return own


async def _work_is_there(life: Life) -> None:
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)


async def test_the_next_morning_the_first_call_renews_the_sign_in(
    dressed: Look, empty_portal: SandboxProcess, browser: Browser
) -> None:
    evening = Life(dressed)
    evening.begin()
    await evening.until(evening.window.start.isVisible)
    before = await kept(await connect_application(evening, empty_portal, browser))
    await _work_is_there(evening)
    await evening.leave()
    await asyncio.to_thread(empty_portal.expire)

    morning = Life(dressed)
    morning.begin()
    await _work_is_there(morning)
    after = await kept(_own(morning))
    assert after.refresh_token != before.refresh_token
    assert after.application == before.application
    assert morning.window.errors.failures == ()
    assert len(browser.opened) == 1, "nobody had to sign in again"
    await morning.leave()


async def test_a_locked_keyring_is_said_at_once_and_put_right_by_trying_again(
    dressed: Look, empty_portal: SandboxProcess, secret_service: SecretServiceProcess, browser: Browser
) -> None:
    life = Life(dressed)
    life.begin()
    await life.until(life.window.start.isVisible)
    own = await connect_application(life, empty_portal, browser)
    await _work_is_there(life)
    before = await kept(own)
    await asyncio.to_thread(secret_service.lock)
    await asyncio.to_thread(empty_portal.expire)
    opened = own._connections.opened
    assert opened is not None
    assert (await opened.portal.call("app.info", writes=False)).result
    [failure] = life.window.errors.failures
    assert failure.title == "Your renewed sign-in could not be kept."
    assert failure.retry is not None

    await asyncio.to_thread(secret_service.unlock)
    failure.retry()
    await life.until(lambda: life.window.errors.failures == ())
    assert (await kept(own)).refresh_token != before.refresh_token
    await life.leave()


async def test_a_window_that_closes_waits_for_new_tokens(
    dressed: Look, empty_portal: SandboxProcess, browser: Browser
) -> None:
    """Whoever closed the window in the middle of a renewal would have to sign in again in the morning."""
    evening = Life(dressed)
    evening.begin()
    await evening.until(evening.window.start.isVisible)
    own = await connect_application(evening, empty_portal, browser)
    await _work_is_there(evening)
    await asyncio.to_thread(empty_portal.expire)
    opened = own._connections.opened
    assert opened is not None
    tokens = own._connections._tokens[opened.connection.id]
    before, slow = tokens.access, Slow(tokens._giver)
    tokens._giver = slow
    calling = asyncio.create_task(opened.portal.call("app.info", writes=False))
    await evening.until(slow.asked.is_set)
    calling.cancel()
    await evening.leave()
    assert tokens.access != before
    await asyncio.wait((calling,))

    await asyncio.to_thread(empty_portal.expire)
    morning = Life(dressed)
    morning.begin()
    await _work_is_there(morning)
    assert morning.window.errors.failures == ()
    await morning.leave()
